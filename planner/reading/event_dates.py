"""Finds latest starts that are probably the dates of events: their tasks then end when due."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from planner.errors import Issue
from planner.language.text import fold
from planner.phrase import first_of, phrase, verbatim
from planner.project import Constraint, Project, Task
from planner.reading.tables import Table
from planner.worktime.named import worktimes
from planner.worktime.walk import after, next_start
from planner.worktime.working_time import WorkTime

_FIELD = "start_no_later"
_SHOWN = 8
_VAGUE = frozenset(map(fold, ("Start by", "Begin by", "Starts by")))
"""Headers that may mean the day itself; others say clearly that it is the latest."""


def event_dates(project: Project, tables: Sequence[Table]) -> Iterator[Issue]:
    """Yields a warning for a column of latest starts if most of its tasks then end when due.

    Such dates may be those of an event, which the plan would have earlier.
    """
    for table in tables:
        heading = table.fields.get(_FIELD)
        if heading is None or heading.rank < 0 or fold(heading.text) not in _VAGUE:
            continue
        both = [
            (task, start, task.deadline)
            for task in project.tasks
            if task.source.sheet == table.sheet.name and task.duration and task.deadline
            for kind, start in task.more_dates
            if kind is Constraint.SNLT
        ]
        times = worktimes(project)
        exact = [
            task
            for task, start, due in both
            if _last_day(task, start, times.get(task.calendar, times[""])) == due.date()
        ]
        if exact and 2 * len(exact) > len(both):
            yield _doubt(exact, heading.text)


def _last_day(task: Task, start: datetime, times: WorkTime) -> object:
    """The day on which a task ends that begins on a day and runs without a pause."""
    return after(times, next_start(times, start), task.duration or 0).date()


def _doubt(tasks: Sequence[Task], header: str) -> Issue:
    return tasks[0].source.issue(
        "start-and-due",
        phrase(
            "is read as the latest day to start, though from there its duration lasts exactly "
            "until it is due; so it is with {tasks}",
            tasks=first_of([verbatim(task.title) for task in tasks], _SHOWN),
        ),
        _FIELD,
        severity="warning",
        got=header,
        remedy=phrase(
            "if it takes place on that day, write it in a column Must Start On, or have all of "
            'this column read so: --map "Must Start On={header}"',
            header=header,
        ),
    )
