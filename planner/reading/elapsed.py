"""Reads durations in elapsed time, with nights, weekends and holidays: 10 calendar days."""

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
    """Minutes of a row's duration where it is elapsed time such as ``10ed``; else None."""
    cell = row.cells.get("duration")
    return elapsed(cell, table.unit("duration", "")) if cell else None


def on_the_clock(row: Row, minutes: int, calendar: str, weekly: int, day: float) -> tuple[int, str]:
    """Converts elapsed time into working minutes and names the calendar that they count on.

    Args:
        row: The row of the task, which receives notes.
        minutes: The elapsed time.
        calendar: The calendar of the task, "" without one of its own.
        weekly: Working minutes of a usual week if people do the task: the result is what they work
            in that time. 0 without people: the task runs on the calendar that never stops.
        day: Working minutes of a day; the work of people is rounded to whole days.
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
    """Adds the calendar that never stops where a task needs it and no sheet defines it."""
    used = any(task.calendar == ALWAYS for task in tasks)
    if not used or any(key(week.name) == key(ALWAYS) for week in weeks):
        return tuple(weeks)
    off = worktime_of(weeks[0], holidays).holidays
    exceptions = {date.fromordinal(day): _ALL_DAY for day in sorted(off)}
    return (*weeks, WorkWeek(name=ALWAYS, days=(_ALL_DAY,) * 7, exceptions=exceptions))
