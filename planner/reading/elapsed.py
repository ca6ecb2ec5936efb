"""Durations that are time on the clock, with nights, weekends and holidays: 10 calendar days."""

from collections.abc import Sequence
from datetime import date, time

from planner.language.text import key
from planner.phrase import phrase
from planner.project import ALWAYS, DayOff, Task, WorkWeek
from planner.reading.derive import worktime_of
from planner.reading.durations import elapsed
from planner.reading.tables import Row, Table

_WEEK = 7 * 1440
_ALL_DAY = ((time(), time()),)


def elapsed_minutes(row: Row, table: Table) -> int | None:
    """Minutes on the clock where a row's duration is elapsed time such as ``10ed``."""
    cell = row.cells.get("duration")
    return elapsed(cell, table.unit("duration", "")) if cell else None


def on_the_clock(row: Row, minutes: int, calendar: str, weekly: int, day: float) -> tuple[int, str]:
    """Elapsed time as working minutes and the calendar they are counted on.

    Args:
        row: The task's, where it is noted.
        minutes: On the clock.
        calendar: The task's own, "" if it has none.
        weekly: Working minutes of a usual week, if people do it: they are planned for what they
            work in that time; 0 if nobody does, and it runs on the calendar that never stops.
        day: Working minutes of a day; what people work is rounded to whole days.
    """
    if not weekly:
        message = phrase("is time on the clock: it runs on day and night, weekends included")
        row.note("info", "elapsed-duration", message, "duration")
        return minutes, ALWAYS
    days = max(1, round(minutes * weekly / _WEEK / day))
    message = phrase(
        "is time on the clock, in which its people work on about {days} days; these are planned",
        days=days,
    )
    remedy = phrase("write the working days, or name nobody if it goes on without people")
    row.note("warning", "elapsed-duration", message, "duration", remedy)
    return round(days * day), calendar


def with_always(
    weeks: Sequence[WorkWeek], tasks: Sequence[Task], holidays: Sequence[DayOff]
) -> tuple[WorkWeek, ...]:
    """The calendars, and the one that never stops where a task is on it and no sheet has it."""
    used = any(task.calendar == ALWAYS for task in tasks)
    if not used or any(key(week.name) == key(ALWAYS) for week in weeks):
        return tuple(weeks)
    off = worktime_of(weeks[0], holidays).holidays
    exceptions = {date.fromordinal(day): _ALL_DAY for day in sorted(off)}
    return (*weeks, WorkWeek(name=ALWAYS, days=(_ALL_DAY,) * 7, exceptions=exceptions))
