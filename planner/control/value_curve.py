"""Money over working time: the curve of planned value, and time read from it (earned schedule)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

_CENT = 0.005
"""Amounts that differ by less are equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveAccrual:
    """An amount that falls due evenly from `start` to `finish`, in working minutes.

    Where the two are equal it falls due in that moment.
    """

    start: float
    finish: float
    amount: float

    def by(self, minute: float) -> float:
        """The amount due by a moment."""
        if minute >= self.finish:
            return self.amount
        if minute <= self.start:
            return 0.0
        return self.amount * (minute - self.start) / (self.finish - self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A sum of accruals: `minutes` at which its slope changes, and its `values` there.

    A minute stands there twice where the curve jumps.
    """

    minutes: tuple[float, ...] = ()
    values: tuple[float, ...] = ()

    @classmethod
    def of(cls, accruals: Iterable[CurveAccrual]) -> "Curve":
        """The curve of some accruals."""
        slopes: dict[float, float] = defaultdict(float)
        jumps: dict[float, float] = defaultdict(float)
        total = 0.0
        for one in accruals:
            total += one.amount
            length = one.finish - one.start
            if length > 0:
                slopes[one.start] += one.amount / length
                slopes[one.finish] -= one.amount / length
            else:
                jumps[one.finish] += one.amount
        minutes: list[float] = []
        values: list[float] = []
        value = slope = 0.0
        for minute in sorted(slopes.keys() | jumps.keys()):
            value += slope * (minute - minutes[-1]) if minutes else 0.0
            minutes.append(minute)
            values.append(value)
            if jumps.get(minute):
                value += jumps[minute]
                minutes.append(minute)
                values.append(value)
            slope += slopes.get(minute, 0.0)
        if values:
            values[-1] = total  # without what rounding has left
        return cls(minutes=tuple(minutes), values=tuple(values))

    @property
    def total(self) -> float:
        """The whole amount."""
        return self.values[-1] if self.values else 0.0

    @property
    def start(self) -> float:
        """The moment at which the first amount begins to fall due."""
        return self.minutes[0] if self.minutes else 0.0

    @property
    def finish(self) -> float:
        """The moment at which everything is due."""
        return self.minutes[-1] if self.minutes else 0.0

    def by(self, minute: float) -> float:
        """The value at a moment."""
        at = bisect_right(self.minutes, minute)
        if at == 0:
            return 0.0
        if at == len(self.minutes):
            return self.total
        begin, low = self.minutes[at - 1], self.values[at - 1]
        return low + (self.values[at] - low) * (minute - begin) / (self.minutes[at] - begin)

    def time(self, value: float) -> float:
        """The last moment at which the curve is not above a value.

        With a curve of planned value and what is earned this is earned schedule (W. Lipke,
        Schedule is different, The Measurable News, 2003), here without rounding to periods. What
        is above the total, or all of it, is reached at the finish.
        """
        at = bisect_right(self.values, value + _CENT)
        if at == len(self.values):
            return self.finish
        if at == 0:
            return self.start
        begin, low = self.minutes[at - 1], self.values[at - 1]
        share = max(0.0, value - low) / (self.values[at] - low)
        return begin + (self.minutes[at] - begin) * share

    def reached(self, value: float) -> float:
        """The first moment at which the curve has a value.

        Where nothing was to be done for a while, this is the beginning of that while and `time`
        its end. What is above the total is reached at the finish.
        """
        at = bisect_left(self.values, value - _CENT)
        if at == len(self.values):
            return self.finish
        if at == 0:
            return self.start
        begin, low = self.minutes[at - 1], self.values[at - 1]
        share = min(1.0, max(0.0, value - low) / (self.values[at] - low))
        return begin + (self.minutes[at] - begin) * share
