"""Reads the sheet Timesheet: who worked how long on which task on each day."""

from collections.abc import Iterator, Mapping, Sequence

from planner.language.text import key
from planner.phrase import phrase
from planner.project import Resource, Task
from planner.reading.dates import Order, when
from planner.reading.durations import TimeUnits, duration
from planner.reading.tables import Row, Table
from planner.tracking.records import TimesheetEntry


def read_timesheet(
    table: Table,
    tasks: Sequence[Task],
    resources: Sequence[Resource],
    order: Order,
    clock: TimeUnits,
) -> Iterator[TimesheetEntry]:
    """Yields the booked hours; a row without a known task or a time is left out and noted."""
    work = [task for task in tasks if not task.summary]
    ids = {key(task.name): task.id for task in work} | {key(task.id): task.id for task in work}
    names = {key(one.name): one.name for one in resources}
    unit = table.unit("hours", "h")
    for row in table.rows():
        task = _known(row, "task", ids)
        who = _known(row, "who", names) if row.has("who") else ""
        day = row.take("day", lambda cell: when(cell, order), "warning")
        minutes = row.take("hours", lambda cell: duration(cell, clock, unit), "warning")
        if task is not None and who is not None and day is not None and minutes:
            yield TimesheetEntry(task=task, who=who, day=day.date(), minutes=minutes)


def _known(row: Row, field: str, names: Mapping[str, str]) -> str | None:
    found = names.get(key(row.text(field)))
    if found is None and row.has(field):
        what = phrase("task") if field == "task" else phrase("person")
        message = phrase("no {what} has this name; the row is left out", what=what)
        row.note("warning", f"unknown-{what}", message, field, phrase("correct it"))
    return found
