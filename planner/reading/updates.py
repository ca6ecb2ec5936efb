"""Reads what was filled in on our own sheet Update: the status date, and progress."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from planner.analysis.stated_cells import RECORDED, said_of_progress
from planner.control.project_clock import project_clock
from planner.errors import Issue, Severity
from planner.language.text import fold
from planner.phrase import Phrase, phrase
from planner.project import ALWAYS, Project, Task, end_of
from planner.reading.cells import Book, Cell
from planner.reading.dates import Order, when
from planner.reading.durations import TimeUnits, duration
from planner.reading.memory import beside, by_label, records
from planner.reading.progress import complete
from planner.reading.tables import Log
from planner.reading.values import NOTHING, BadValueError
from planner.schema.progress_columns import PERCENT_COLUMNS
from planner.tracking.records import NOTHING as NOT_RECORDED
from planner.tracking.records import Progress
from planner.worktime.days import last_day

_T = TypeVar("_T")

UPDATE_HEADS = (
    *("People", "ID", "Task", "State", "Planned start", "Planned finish"),
    *("Started", "Finished", "Done", "Left"),
    *("As planned", "Actual start", "Actual finish", "% complete", "Days left", "Note"),
)
"""The heads of the sheet: the task, its earlier record, and its new record."""
STATUS_DATE = "Status date"
"""The text beside the cell for it, above the table."""
_NO = frozenset(("no", "n", "nein", "0", "false"))


def with_status_date(project: Project, book: Book, log: Log, order: Order) -> Project:
    """Takes the status date above the table, if it is later than the project's.

    The sheet shows the status date of the last planning, so an earlier one is out of date.
    """
    sheet = book.results.get("Update")
    cell = None if sheet is None else beside(sheet, STATUS_DATE)
    if sheet is None or cell is None:
        return project
    found = _Updates(project, sheet.name, log, order).date(cell)
    settings = project.settings
    if found is None or (settings.status is not None and end_of(found) <= settings.status):
        return project
    if settings.status_date is not None:
        told = settings.cells.get("status_date", settings.source).issue(
            "later-status-date",
            phrase(
                "the sheet {name} has a later one, {found:%Y-%m-%d}, which counts",
                name=sheet.name,
                found=found,
            ),
            "status_date",
            got=f"{settings.status_date:%Y-%m-%d}",
            severity="info",
        )
        log.add(told)
    return replace(project, settings=replace(settings, status_date=found))


def with_updates(project: Project, book: Book, log: Log, order: Order) -> Project:
    """Takes the progress on the sheet Update for tasks whose own rows have none.

    `order` is the order of day and month in typed dates.
    """
    if "Update" not in book.results:
        return project
    reader = _Updates(project, book.results["Update"].name, log, order)
    labels = by_label(project)
    told: dict[str, Progress] = {}
    notes: dict[str, str] = {}
    for row in records(book.results["Update"], UPDATE_HEADS):
        label, name = (row[head].text if head in row else "" for head in ("ID", "Task"))
        task = labels.get((label, fold(name))) or labels.get((label, ""))
        found = reader.progress(task, row) if task is not None and not task.summary else None
        if task is not None and found is not None and found != task.progress:
            told[task.id] = found
        if task is not None and "Note" in row:
            notes[task.id] = row["Note"].text
    tasks = tuple(
        replace(task, progress=told[task.id]) if task.id in told else task for task in project.tasks
    )
    return replace(project, tasks=tasks, updated=frozenset(told), update_notes=notes)


def _over(told: Progress, now: Mapping[str, Any]) -> Progress:
    """The earlier record, overwritten by the new one; the share done is replaced as a whole."""
    if now.keys() & {"actual_finish", "percent", "remaining_duration"}:
        told = replace(
            told, actual_finish=None, percent=None, remaining_duration=None, remaining_work=None
        )
        told = replace(
            told, percent_of="duration", state="" if told.state == "done" else told.state
        )
    return replace(told, **now)


def _place(task: Task) -> str:
    """The column of a task's row that records most of what it records."""
    own = task.typed
    told = {
        "actual_finish": own.actual_finish,
        PERCENT_COLUMNS[own.percent_of]: own.percent,
        "remaining_duration": own.remaining_duration,
        "actual_start": own.actual_start,
    }
    return next((name for name, value in told.items() if value is not None), "status")


_ALIKE = 0.005
"""Shares done that differ by less are the same, rounded."""


def _says_other(own: Progress, known: Mapping[str, Any]) -> bool:
    """Whether the record of a task's row is another than that of the sheet, by day and share."""
    for field in ("actual_start", "actual_finish"):
        mine, there = getattr(own, field), known.get(field)
        if mine and (there is None or mine.date() not in (there.date(), last_day(there))):
            return True
    left, share = own.remaining_duration, 1.0 if own.done else own.percent
    if left is not None and left != known.get("remaining_duration"):
        return True
    return share is not None and abs(share - known.get("percent", 0.0)) > _ALIKE


class _Updates:
    """Reads the rows; faults go to the log with their cells."""

    def __init__(self, project: Project, sheet: str, log: Log, order: Order) -> None:
        self.project, self.sheet, self.log, self.order = project, sheet, log, order

    def progress(self, task: Task, row: Mapping[str, Cell]) -> Progress | None:
        """The progress that a row adds to that of the task's own row; None for none.

        The new record overrides the earlier one; a row without any entry keeps the earlier one.
        """
        known = self._told(task, row, ("Started", "Finished", "Done", "Left"))
        if known and self._recorded_since(task, known):
            known = {}
        now = self._told(task, row, ("Actual start", "Actual finish", "% complete", "Days left"))
        word = fold(row["As planned"].text) if "As planned" in row else ""
        found = _over(task.progress, {} if word in _NO else known)
        if word and word not in (*_NO, *NOTHING):
            found = self._as_planned(found, row)
        found = _over(found, now)
        left, begin = found.remaining_duration, self.date(row.get("Planned start"))
        status = self.project.settings.status
        if "remaining_duration" in now and left and begin and status and begin < status:
            found = found if found.begun else replace(found, state="under way")
        return found

    def _recorded_since(self, task: Task, known: Mapping[str, Any]) -> bool:
        """Whether the task's own row was changed after this sheet was written, to something else.

        Then it counts over what the sheet says of earlier. Where another program has saved the
        workbook without what we keep in it that is not known, and told where the row says more.
        """
        before = self.project.previous.tasks.get(task.id) if self.project.previous else None
        said = before.stated.get(RECORDED) if before and before.stated else None
        own = task.typed
        if own == NOT_RECORDED or said_of_progress(own) == said or not _says_other(own, known):
            return False
        field = _place(task)
        if said is not None:
            message = phrase(
                "was changed since the plan before, so it counts, and not what the sheet {name} "
                "says",
                name=self.sheet,
            )
            self.log.add(task.source.issue("recorded-since", message, field, severity="info"))
        elif own.done or (own.percent or 0) > known.get("percent", 1.0):
            message = phrase("is not taken: the sheet {name} says something else", name=self.sheet)
            remedy = phrase("record what is new in the yellow cells there")
            told = task.source.issue(
                "record-elsewhere", message, field, severity="warning", remedy=remedy
            )
            self.log.add(told)
        return said is not None

    def _told(
        self, task: Task, row: Mapping[str, Cell], heads: tuple[str, str, str, str]
    ) -> dict[str, Any]:
        """Field of progress → value, from four cells of a row."""
        day = float(self.project.settings.day)
        clock = TimeUnits(day=day, week=day * self.project.settings.days_per_week)
        if task.calendar == ALWAYS:
            clock = clock.on_the_clock()
        start, finish, percent, left = (row.get(head) for head in heads)
        found = {
            "actual_start": self.date(start),
            "actual_finish": self.date(finish),
            "percent": self.take(percent, complete),
            "remaining_duration": self.take(left, lambda cell: duration(cell, clock, "d")),
        }
        return {name: value for name, value in found.items() if value is not None}

    def _as_planned(self, told: Progress, row: Mapping[str, Cell]) -> Progress:
        """The progress of a task that kept to the plan up to the status date, from its start on."""
        start, finish = self.date(row.get("Planned start")), self.date(row.get("Planned finish"))
        status = self.project.settings.status
        if start is None or finish is None:
            return told
        if status is not None and status <= start:
            text = phrase(
                "is planned to start after the status date, {status:%Y-%m-%d %H:%M}", status=status
            )
            remedy = phrase("set the status date above the table, or take the x out")
            self._tell(
                row["As planned"],
                "not-begun",
                phrase("{text}; it is taken as not begun", text=text),
                remedy,
            )
            return told
        begun = {"actual_start": told.actual_start or start}
        if status is None or finish <= status:
            return _over(told, {**begun, "actual_finish": finish})
        return _over(told, {**begun, "percent": self._share(start, finish, status)})

    def _share(self, start: datetime, finish: datetime, status: datetime) -> float:
        clock = project_clock(self.project, start)
        return round(clock.worked(start, status) / max(1, clock.worked(start, finish)), 8)

    def date(self, cell: Cell | None) -> datetime | None:
        """The moment in a cell, see `take`."""
        return self.take(cell, lambda one: when(one, self.order))

    def take(self, cell: Cell | None, parse: Callable[[Cell], _T]) -> _T | None:
        """The value of a cell; None where it is blank or cannot be read.

        The latter is an error: each plan makes the sheet again, and its entry would be lost.
        """
        if cell is None or (cell.kind == "text" and cell.text.casefold() in NOTHING):
            return None
        try:
            return parse(cell)
        except BadValueError as bad:
            self._tell(cell, bad.code, bad.message, bad.remedy, severity="error")
            return None

    def _tell(
        self,
        cell: Cell,
        code: str,
        message: Phrase,
        remedy: Phrase,
        severity: Severity = "warning",
    ) -> None:
        self.log.add(
            Issue(
                severity=severity,
                code=code,
                sheet=self.sheet,
                cell=cell.ref,
                message=message,
                got=cell.text,
                remedy=remedy,
            )
        )
