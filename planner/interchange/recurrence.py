"""Days on which a calendar's exception recurs: daily, weekly, monthly, yearly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

MOST_DAYS = 40 * 366
"""Days of a series that are looked at; longer ones end there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A series of days between `start` and `finish`, both included.

    Args:
        every: Days, weeks or months from one to the next.
        weekdays: Of a weekly series, Monday is 0.
        day: Of a month, where it is by date.
        position, weekday: Of a month, where it is by weekday: the first is 0, the last 4.
        month: Of a yearly series, from 1.
        count: Most days of the series; 0 is no limit.
    """

    kind: Literal["daily", "weekly", "monthly", "yearly"]
    start: date
    finish: date
    every: int = 1
    weekdays: frozenset[int] = frozenset()
    day: int = 0
    position: int = 0
    weekday: int = 0
    month: int = 0
    count: int = 0


def days(series: Recurrence) -> Iterator[date]:
    """The days of a series, in order."""
    found = 0
    length = min((series.finish - series.start).days + 1, MOST_DAYS)
    for ahead in range(length):
        day = series.start + timedelta(days=ahead)
        if _in(series, day, ahead):
            yield day
            found += 1
            if found == series.count:
                return


def _in(series: Recurrence, day: date, ahead: int) -> bool:
    every = max(1, series.every)
    if series.kind == "daily":
        return ahead % every == 0
    if series.kind == "weekly":
        weeks = (ahead + (series.start.weekday() + 1) % 7) // 7  # weeks begin on Sunday there
        return day.weekday() in series.weekdays and weeks % every == 0
    if series.kind == "yearly" and day.month != series.month:
        return False
    months = (day.year - series.start.year) * 12 + day.month - series.start.month
    if series.kind == "monthly" and months % every:
        return False
    if series.day:
        return day.day == series.day
    if day.weekday() != series.weekday:
        return False
    if series.position == 4:
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 == series.position
