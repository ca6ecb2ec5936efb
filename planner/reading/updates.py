"""Progress that was filled in on our own sheet Update."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from planner.control.clock import project_clock
from planner.errors import Issue
from planner.language.text import fold
from planner.project import Project, Task
from planner.reading.cells import Book, Cell
from planner.reading.dates import when
from planner.reading.memory import by_label, records
from planner.reading.progress import complete
from planner.reading.tables import Log
from planner.reading.values import NOTHING, BadValueError, Clock, duration
from planner.tracking.records import Progress

_T = TypeVar("_T")

UPDATE_HEADS = (
    *("People", "ID", "Task", "State", "Planned start", "Planned finish"),
    *("As planned", "Actual start", "Actual finish", "% complete", "Days left", "Note"),
)
"""Of the sheet."""
_NO = frozenset(("no", "n", "nein", "0", "false"))


def with_updates(project: Project, book: Book, log: Log) -> Project:
    """The project with what the sheet Update tells of its tasks, where they do not tell it."""
    if "Update" not in book.results:
        return project
    reader = _Updates(project, book.results["Update"].name, log)
    labels = by_label(project)
    told: dict[str, Progress] = {}
    for row in records(book.results["Update"], UPDATE_HEADS):
        label, name = (row[head].text if head in row else "" for head in ("ID", "Task"))
        task = labels.get((label, fold(name))) or labels.get((label, ""))
        found = reader.progress(task, row) if task is not None and not task.summary else None
        if task is not None and found is not None and found != task.progress:
            told[task.id] = found
    tasks = tuple(
        replace(task, progress=told[task.id]) if task.id in told else task for task in project.tasks
    )
    return replace(project, tasks=tasks, updated=frozenset(told))


class _Updates:
    """Reads the rows; faults go to the log with their cells."""

    def __init__(self, project: Project, sheet: str, log: Log) -> None:
        self.project, self.sheet, self.log = project, sheet, log

    def progress(self, task: Task, row: Mapping[str, Cell]) -> Progress | None:
        """What a row tells of a task beside what its own row tells; None if nothing."""
        day = float(self.project.settings.day)
        clock = Clock(day=day, week=day * self.project.settings.days_per_week)
        start = self._take(row, "Actual start", when)
        finish = self._take(row, "Actual finish", when)
        percent = self._take(row, "% complete", complete)
        left = self._take(row, "Days left", lambda cell: duration(cell, clock, "d"))
        found = task.progress
        if "As planned" in row and fold(row["As planned"].text) not in (*_NO, *NOTHING):
            found = self._as_planned(task, row)
        if start is not None:
            found = replace(found, actual_start=start)
        if finish is not None:
            found = replace(found, actual_finish=finish)
        if percent is not None:
            found = replace(found, percent=percent, percent_of="duration")
        if left is not None:
            found = replace(found, remaining_duration=left)
        return found

    def _as_planned(self, task: Task, row: Mapping[str, Cell]) -> Progress:
        """A task that went as planned up to the status date."""
        start, finish = (
            self._take(row, "Planned start", when),
            self._take(row, "Planned finish", when),
        )
        status = self.project.settings.status_date
        if start is None or finish is None or (status is not None and status <= start):
            return task.progress
        if status is None or finish <= status:
            return replace(task.progress, actual_start=start, actual_finish=finish)
        return replace(
            task.progress, actual_start=start, percent=self._share(start, finish, status)
        )

    def _share(self, start: datetime, finish: datetime, status: datetime) -> float:
        clock = project_clock(self.project, start)
        return round(clock.worked(start, status) / max(1, clock.worked(start, finish)), 4)

    def _take(self, row: Mapping[str, Cell], head: str, parse: Callable[[Cell], _T]) -> _T | None:
        cell = row.get(head)
        if cell is None or (cell.kind == "text" and cell.text.casefold() in NOTHING):
            return None
        try:
            return parse(cell)
        except BadValueError as bad:
            self.log.add(
                Issue(
                    severity="warning",
                    code=bad.code,
                    sheet=self.sheet,
                    cell=cell.ref,
                    message=bad.message,
                    got=cell.text,
                    remedy=bad.remedy,
                )
            )
            return None
