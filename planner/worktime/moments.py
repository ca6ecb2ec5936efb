"""Moments: minutes since the first day of the year 1, naive local time.

The minute of a date-time is ``date.toordinal() * 1440 + minute of the day``.
"""

from datetime import date, datetime, time, timedelta

DAY = 24 * 60
"""Minutes of a day on the wall clock."""

_EPOCH = datetime(1, 1, 1)


def moment(when: datetime) -> int:
    """The minute of a date-time, seconds dropped."""
    return when.toordinal() * DAY + when.hour * 60 + when.minute


def stamp(minute: int) -> datetime:
    """The date-time of a minute."""
    return _EPOCH + timedelta(minutes=minute - DAY)


def midnight(day: date) -> int:
    """The minute at which a day begins."""
    return day.toordinal() * DAY


def minute_of_day(clock: time) -> int:
    """The minute of a day at a time of day."""
    return clock.hour * 60 + clock.minute


def clock_time(minute: int) -> time:
    """The time of day of a minute of a day; that of its end is 00:00."""
    return time(minute // 60 % 24, minute % 60)
