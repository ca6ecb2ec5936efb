"""Assumptions where a file is silent: the start of the project, the duration of a task.

Every assumption becomes an issue that the user sees.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from planner.choice import Choice
from planner.errors import Issue, Severity
from planner.language.text import first_few
from planner.phrase import NO_REMEDY, Phrase, phrase
from planner.project import Constraint, Settings, Task
from planner.reading.tables import Log

_SHOWN = 8
_SIZES = ("duration", "work", "points", "milestone")


def project_start(
    told: datetime | None,
    tasks: Sequence[Task],
    actual: Mapping[str, Sequence[datetime]],
    settings: Settings,
    choice: Choice,
    log: Log,
    before: datetime | None = None,
    shown: Callable[[], tuple[datetime, Phrase] | None] = lambda: None,
) -> datetime | None:
    """The start of the project, None if nothing says it.

    Args:
        told: The start in the settings or in a title.
        tasks: All tasks; without `told`, the earliest of their starts counts.
        actual: The actual starts and finishes of tasks, by what they are; they count last.
        settings: The settings of the workbook, for the place of a fault.
        choice: What the user asks for; it also has the start to take where the file has none.
        log: Receives a note on what is assumed, or a fault.
        before: The start of the previous plan.
        shown: Looks for a start that the sheet shows otherwise, and says what it is.
    """
    if choice.start or told:
        return choice.start or told
    earliest = _earliest(tasks, actual if before is None else {})
    if earliest:
        what, moment = earliest
        why = phrase("its earliest {what}", what=Phrase(what))
        if _counted_from(moment, choice.otherwise, log):
            why = phrase("where its numbered weeks, days or months begin, as the file does not say")
        _say_start(moment, why, log)
        return moment
    if before:
        _say_start(before, phrase("as in the plan before"), log, "info")
        return before
    if found := shown():
        _say_start(*found, log)
        return found[0]
    if choice.otherwise:
        if due := _all_due(tasks, choice.otherwise):
            why = phrase("its earliest Finish or Deadline, as all of them are past")
            _say_start(due, why, log)
            return due
        _say_start(choice.otherwise, phrase("the next working day, as the file does not say"), log)
        return choice.otherwise
    if tasks and "start" not in settings.cells:
        log.add(_no_start(settings))
    return None


def _no_start(settings: Settings) -> Issue:
    return Issue(
        code="missing-project-start",
        sheet=settings.source.sheet,
        message=phrase("nothing says when the project starts"),
        remedy=phrase(
            'write "Project start" and a date beside it, above the table or in a sheet called '
            "Settings"
        ),
    )


def _earliest(
    tasks: Sequence[Task], actual: Mapping[str, Sequence[datetime]]
) -> tuple[str, datetime] | None:
    """The earliest start in the first column that has any, and the name of that column."""
    bound = [day for t in tasks for kind, day in t.more_dates if kind is Constraint.MSO]
    columns: list[tuple[str, Sequence[datetime | None]]] = [
        ("Start", [task.current_start for task in tasks]),
        ("Baseline Start", [task.baseline_start for task in tasks]),
        ("Earliest Start", [task.earliest_start for task in tasks]),
        ("Must Start On", bound),
        *actual.items(),
    ]
    for what, dates in columns:
        known = [moment for moment in dates if moment is not None]
        later = what == "Earliest Start" and known and _any_due_before(min(known), tasks)
        if known and not later:
            return what, min(known)
    return None


def _any_due_before(day: datetime, tasks: Sequence[Task]) -> bool:
    """Whether a task is due before a day, so that the project does not start then."""
    return any(task.deadline is not None and task.deadline < day for task in tasks)


def _counted_from(moment: datetime, assumed: datetime | None, log: Log) -> bool:
    """Whether the earliest start is that of numbered periods, counted from an assumed day."""
    if assumed is None or not any(issue.code in _NUMBERED for issue in log.issues):
        return False
    monday = assumed - timedelta(days=assumed.weekday())
    return moment.date() in {day.date() for day in (assumed, monday, assumed.replace(day=1))}


_NUMBERED = frozenset(["periods", "numbered-chart"])


def _all_due(tasks: Sequence[Task], today: datetime) -> datetime | None:
    """The day of the earliest finish or deadline, where tasks have some and all are past."""
    due = [day for task in tasks for day in (task.current_finish, task.deadline) if day is not None]
    if not due or max(due) >= today:
        return None
    return min(due).replace(hour=0, minute=0)


def _say_start(start: datetime, why: Phrase, log: Log, severity: Severity = "warning") -> None:
    log.add(
        Issue(
            severity=severity,
            code="assumed-project-start",
            message=phrase(
                "the project is taken to start on {start:%Y-%m-%d}, {why}", start=start, why=why
            ),
            remedy=phrase('say otherwise with "Project start" in a sheet called Settings'),
        )
    )


def with_default(tasks: Sequence[Task], minutes: int, shown: str, log: Log) -> tuple[Task, ...]:
    """Gives the default duration to tasks without any estimate, and reports how many there are.

    A cell that could not be read has a fault of its own.

    Args:
        tasks: All tasks.
        minutes: The default duration in working minutes.
        shown: The default as the user writes it.
        log: Has the notes so far; receives the new one.
    """
    faulty = {(i.sheet, i.cell) for i in log.issues if i.severity == "error"}
    bare = [
        task
        for task in tasks
        if not task.summary
        and not task.spans
        and task.duration is None
        and not task.work
        and not any((task.source.sheet, _cell(task, field)) in faulty for field in _SIZES)
    ]
    if not bare:
        return tuple(tasks)
    chosen = {task.id for task in bare}
    sized = tuple(replace(t, duration=minutes) if t.id in chosen else t for t in tasks)
    if any(i.code == "no-durations" for i in log.issues):  # the whole table has this note
        return sized
    _say_default(bare, shown, log)
    return sized


def _say_default(bare: Sequence[Task], shown: str, log: Log) -> None:
    """Notes the tasks that take the default duration."""
    cells = [_cell(task, _size(task)) for task in bare[1:]]
    places = first_few(cells, _SHOWN)
    rest = phrase("; also {n} more: {places}", n=len(cells), places=places) if cells else NO_REMEDY
    log.add(
        bare[0].source.issue(
            "missing-duration",
            phrase(
                "has neither a duration nor work, so {shown} is planned{rest}",
                shown=shown,
                rest=rest,
            ),
            _size(bare[0]),
            remedy=phrase(
                "write a duration such as 5d, or 0 for a milestone; or set Default "
                "duration in Settings"
            ),
            severity="warning",
        )
    )


def _size(task: Task) -> str:
    return next((field for field in _SIZES if field in task.source.columns), "name")


def _cell(task: Task, field: str) -> str:
    return task.source.cell(field)
