"""The measures of earned value management, as the PMBOK Guide and MS Project name them.

Money is in the project's currency, time in working minutes. A measure that would divide by
nothing is None.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedValue:
    """Earned value of a project or a phase on a status date.

    Args:
        name: Of the phase, "" for the whole.
        bac: Budget at completion: the cost of all of it in the baseline.
        pv: Planned value: what of that was to be done by the status date.
        ev: Earned value: what of it is done.
        ac: Actual cost: what the work done has cost.
        es: Earned schedule: the working time by which the baseline has this earned value.
        at: Actual time: the working time from the baseline's start to the status date, or to the
            actual finish of what is finished.
        pd: Planned duration: from the baseline's start to its finish.
    """

    name: str = ""
    bac: float = 0
    pv: float = 0
    ev: float = 0
    ac: float = 0
    es: float = 0
    at: float = 0
    pd: float = 0

    @property
    def sv(self) -> float:
        """Schedule variance, in money."""
        return self.ev - self.pv

    @property
    def cv(self) -> float:
        """Cost variance."""
        return self.ev - self.ac

    @property
    def spi(self) -> float | None:
        """Schedule performance index."""
        return _share(self.ev, self.pv)

    @property
    def cpi(self) -> float | None:
        """Cost performance index."""
        return _share(self.ev, self.ac)

    @property
    def eac(self) -> float | None:
        """Estimate at completion, if the rest costs as much more as so far: BAC / CPI."""
        return _share(self.bac, self.cpi)

    @property
    def eac_budget(self) -> float:
        """Estimate at completion, if the rest costs what was budgeted: AC + BAC − EV."""
        return self.ac + self.bac - self.ev

    @property
    def eac_cpi_spi(self) -> float | None:
        """Estimate at completion, if being late costs as well: AC + (BAC − EV) / (CPI × SPI)."""
        if self.cpi is None or self.spi is None:
            return None
        more = _share(self.bac - self.ev, self.cpi * self.spi)
        return None if more is None else self.ac + more

    @property
    def etc(self) -> float | None:
        """Estimate to complete: EAC − AC."""
        return None if self.eac is None else self.eac - self.ac

    @property
    def vac(self) -> float | None:
        """Variance at completion: BAC − EAC."""
        return None if self.eac is None else self.bac - self.eac

    @property
    def tcpi(self) -> float | None:
        """To-complete performance index: the CPI the rest needs to keep to the budget.

        None also where the budget is spent.
        """
        left = self.bac - self.ac
        return _share(self.bac - self.ev, left) if left > 0 else None

    @property
    def spi_t(self) -> float | None:
        """Schedule performance index by time: ES / AT."""
        return _share(self.es, self.at)

    @property
    def duration_by_es(self) -> float:
        """Forecast duration if the rest takes as long as planned: AT + PD − ES."""
        return self.at + self.pd - self.es

    @property
    def duration_by_spi_t(self) -> float | None:
        """Forecast duration if the rest is as slow as so far: PD / SPI(t)."""
        return _share(self.pd, self.spi_t)


def _share(part: float, whole: float | None) -> float | None:
    return part / whole if whole else None
