"""Moments reached by working so long, forwards and backwards, on one work time."""

from datetime import datetime

from planner.worktime.moments import DAY, moment, stamp
from planner.worktime.working_time import WorkTime

_MOST_DAYS = 40 * 366
"""Days looked through before a calendar is taken to work no more."""


def next_start(worktime: WorkTime, when: datetime) -> datetime:
    """The first moment from `when` on at which work goes on; `when` where there is none."""
    at = moment(when)
    for day in range(at // DAY, at // DAY + _MOST_DAYS if _works(worktime) else 0):
        for start, end in worktime.on(day):
            if day * DAY + end > at:
                return stamp(max(at, day * DAY + start))
    return when


def after(worktime: WorkTime, when: datetime, minutes: float) -> datetime:
    """The moment at which an amount of work is done that begins at `when`.

    Negative minutes go back: the latest moment from which that much is done by `when`.
    """
    if not minutes or not _works(worktime):
        return when
    if minutes < 0:
        return _back(worktime, when, -minutes)
    left = float(minutes)
    at = moment(when)
    for day in range(at // DAY, at // DAY + _MOST_DAYS):
        for start, end in worktime.on(day):
            begin = max(at, day * DAY + start)
            there = day * DAY + end - begin
            if there >= left > 0:
                return stamp(begin + round(left))
            left -= max(0, there)
    return when


def between(worktime: WorkTime, first: datetime, last: datetime) -> int:
    """Minutes of work from one moment to a later one."""
    begin, finish = moment(first), moment(last)
    return sum(
        max(0, min(day * DAY + end, finish) - max(day * DAY + start, begin))
        for day in range(begin // DAY, finish // DAY + 1)
        for start, end in worktime.on(day)
    )


def _back(worktime: WorkTime, when: datetime, minutes: float) -> datetime:
    left = minutes
    at = moment(when)
    for day in range(at // DAY, at // DAY - _MOST_DAYS, -1):
        for start, end in reversed(worktime.on(day)):
            finish = min(at, day * DAY + end)
            there = finish - (day * DAY + start)
            if there >= left > 0:
                return stamp(finish - round(left))
            left -= max(0, there)
    return when


def _works(worktime: WorkTime) -> bool:
    return any(worktime.week) or any(worktime.special.values())
