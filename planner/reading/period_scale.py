"""How numbered periods follow the calendar: their unit, and the day on which the first begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST = 1000
"""Numbers from here on are no periods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How numbers count: the unit and the first day; `calendar` counts within the calendar year.

    `zero` says that the first period is 0, not 1, and `open_end` that a finish is the period after
    the last one: 0 to 2 are two.
    """

    unit: str
    first: datetime
    calendar: bool = False
    zero: bool = False
    open_end: bool = False

    def day(self, number: float, *, end: bool) -> datetime:
        """The first or the last day of a period; `number` counts from 1."""
        whole = int(number) + self.zero - (end and self.open_end)
        if self.unit == "mo":
            return self._month(whole + end - 1) - timedelta(days=1 if end else 0)
        if self.unit == "w":
            monday = self.first - timedelta(days=self.first.weekday())
            return monday + timedelta(weeks=whole - 1, days=4 if end else 0)
        if self.unit == "ed":
            return self.first + timedelta(days=whole - 1)
        return self._working_day(whole - 1)

    def number(self, day: datetime) -> int:
        """The period that contains a day; 0 before the first."""
        low, high = 0, MOST
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.day(middle, end=False) <= day else (low, middle - 1)
        return low

    def _month(self, ahead: int) -> datetime:
        months = self.first.year * 12 + self.first.month - 1 + ahead
        return datetime(months // 12, months % 12 + 1, 1)

    def _working_day(self, ahead: int) -> datetime:
        weeks, days = divmod(max(0, ahead), 5)
        day = self.first + timedelta(weeks=weeks)
        for _ in range(days):
            day += timedelta(days=3 if day.weekday() == 4 else 1)
        return day


def week_one(year: int) -> datetime:
    """The Monday of the first week of a year according to ISO 8601."""
    return datetime.fromisocalendar(year, 1, 1)


def scale_of(known: Sequence[tuple[float, datetime]], *, end: bool) -> Scale | None:
    """How numbers of periods count, from some of them and the days that they were read as.

    None if several ways are possible; `end` says that they are finishes.
    """
    if len({int(number) for number, _ in known}) < _FEWEST_NUMBERS:
        return None
    fitting = [scale for scale in _scales(*known[0], end=end) if _fits(scale, known, end=end)]
    return fitting[0] if fitting else None


_FEWEST_NUMBERS = 2


def _scales(number: float, day: datetime, *, end: bool) -> Iterator[Scale]:
    """Yields the scales in which a number can be that day."""
    whole = int(number)
    monday = day - timedelta(weeks=whole - 1, days=4 if end else 0)
    yield Scale(unit="w", first=monday)
    months = (day + timedelta(days=1) if end else day).replace(day=1)
    ahead = months.year * 12 + months.month - 1 - (whole + end - 1)
    if ahead >= 12:
        yield Scale(unit="mo", first=datetime(ahead // 12, ahead % 12 + 1, 1))
    for back in range(whole * 2):
        first = day - timedelta(days=back)
        if Scale(unit="d", first=first).day(whole, end=end) == day:
            yield Scale(unit="d", first=first)
    yield Scale(unit="ed", first=day - timedelta(days=whole - 1))


def _fits(scale: Scale, known: Sequence[tuple[float, datetime]], *, end: bool) -> bool:
    return all(scale.day(number, end=end) == day for number, day in known)
