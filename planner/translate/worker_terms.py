"""People who have several rows: what holds of them from when to when, on the axis.

A `models` resource has the most there is of them at any time; where a row says less there is a
level. Their calendar is that of all rows, each in its own days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from models.problem import Level, Pay
from planner.project import Resource, Settings
from planner.translate.prices_in_cents import cents, slot_rate
from planner.translate.ways import share, units
from planner.worktime.grid import Grid
from planner.worktime.moments import DAY, midnight


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The slots ``[start, end)`` of the days in which a row of a person holds."""

    term: Resource
    start: int
    end: int

    def taken(self, asked: Fraction) -> Fraction:
        """The units that are taken where so much of somebody is asked for."""
        return min(asked, share(self.term.max_units))


def periods(grid: Grid, worker: Resource) -> tuple[Period, ...]:
    """The rows of a worker in order, as far as they lie on the axis; empty for one row."""
    found = []
    for term in worker.there:
        first, last = term.available_from, term.available_until
        start = grid.touched(0, midnight(first))[1] if first else 0
        end = grid.touched(0, midnight(last) + DAY)[1] if last else grid.horizon
        if start < end:
            found.append(Period(term=term, start=start, end=end))
    return tuple(found) if worker.terms else ()


def levels(found: Sequence[Period], most: int, full: int) -> Iterator[Level]:
    """Where there are fewer units of somebody than `most`; `full` are one full person."""
    for period in found:
        there = units(share(period.term.max_units), full)
        if there < most:
            yield Level(start=period.start, end=period.end, capacity=there)


def paces(found: Sequence[Period], taken: Fraction) -> tuple[tuple[tuple[int, int], ...], int]:
    """The pace of work from each date on, and the full pace.

    Empty where it always goes on at full pace.
    """
    shares = [(period.start, period.taken(taken) / taken) for period in found]
    if all(pace == 1 for _, pace in shares):
        return (), 1
    full = lcm(*(pace.denominator for _, pace in shares))
    (_, first), *later = shares
    return ((0, int(first * full)), *((slot, int(pace * full)) for slot, pace in later)), full


def pays(
    found: Sequence[Period],
    settings: Settings,
    taken: Fraction,
    load: tuple[Fraction, int],
    *,
    paced: bool,
) -> tuple[Pay, ...]:
    """The prices of somebody from each date on; empty where they never change.

    Args:
        found: What holds of them when.
        settings: What a day, a week and a month are.
        taken: The most that is taken of them.
        load: Minutes of their work and the slots that it is planned in.
        paced: Whether the work goes on more slowly where there is less of them.
    """
    minutes, slots = load

    def pay(period: Period) -> Pay:
        there = period.taken(taken)
        rate = slot_rate(period.term, 1, taken if paced else there, settings) * minutes / slots
        once = cents(Fraction(period.term.cost_per_use) * there)
        return Pay(since=period.start, rate=rate, once=once)

    (first, *later) = [pay(period) for period in found]
    if all((one.rate, one.once) == (first.rate, first.once) for one in later):
        return ()
    return (Pay(rate=first.rate, once=first.once), *later)
