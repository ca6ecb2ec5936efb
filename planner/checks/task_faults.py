"""Faults of tasks: amounts, what a summary cannot do, dates before the project starts."""

from collections.abc import Iterator
from datetime import datetime

from planner.checks.directory import Directory
from planner.errors import Issue
from planner.phrase import phrase
from planner.project import Constraint, Task

_LATEST = (Constraint.MSO, Constraint.MFO, Constraint.SNLT, Constraint.FNLT)

FOR_ALL = (Constraint.SNET, Constraint.FNLT)
"""Hard dates that hold for a summary exactly if they hold for each of its tasks."""

_OWN_COLUMN = {
    Constraint.MSO: "must_start",
    Constraint.SNLT: "start_no_later",
    Constraint.FNLT: "finish_no_later",
}

_SIZES = ("duration", "work", "points")


def amount_faults(known: Directory) -> Iterator[Issue]:
    """Tasks without duration and work, and fields that do not apply to summaries."""
    for task in known.project.tasks:
        if task.summary:
            yield from _summary(task)
        elif task.duration is None and not task.work and not task.spans:
            yield task.source.issue(
                "missing-duration",
                phrase("has neither a duration nor work"),
                next((f for f in _SIZES if f in task.source.columns), "name"),
                remedy=phrase("write a duration such as 5d, or 0 for a milestone"),
            )


def _summary(task: Task) -> Iterator[Issue]:
    """Fields of a summary that only its tasks can have."""
    remedy = phrase("write it at the tasks below")
    if task.needs:
        message = phrase("people of a summary are ignored; its tasks have their own")
        yield task.source.issue(
            "summary-with-people", message, "resources", severity="warning", remedy=remedy
        )
    if task.fixed_cost:
        message = phrase(
            "the cost of a summary is taken for the sum of its tasks and not added to it"
        )
        yield task.source.issue(
            "summary-with-cost", message, "fixed_cost", severity="info", remedy=remedy
        )
    if task.drop_cost is not None:
        message = phrase("a summary cannot be left out as a whole; this is ignored")
        field = "drop_cost" if "drop_cost" in task.source.columns else "optional"
        yield task.source.issue(
            "summary-optional", message, field, severity="warning", remedy=remedy
        )


def date_faults(known: Directory) -> Iterator[Issue]:
    """Dates before the project starts, and finishes before starts."""
    start = known.project.start
    for task in known.project.tasks:
        yield from _task_dates(task, start)


def _task_dates(task: Task, start: datetime) -> Iterator[Issue]:
    if task.deadline and task.deadline.date() < start.date() and not task.progress.done:
        yield task.source.issue(
            "deadline-before-start",
            phrase("the deadline is before the project starts on {start:%Y-%m-%d}", start=start),
            "deadline",
            got=f"{task.deadline:%Y-%m-%d}",
            severity="warning",
            remedy=phrase("correct the year, or move the project start"),
        )
    for kind, date in task.hard_dates:
        if kind in _LATEST and date.date() < start.date():
            yield task.source.issue(
                "constraint-before-start",
                phrase("this cannot hold, the project starts on {start:%Y-%m-%d}", start=start),
                constraint_field(task, kind),
                got=f"{date:%Y-%m-%d}",
                remedy=phrase("correct the year, or move the project start"),
            )
    if task.current_start and task.current_finish and task.current_finish < task.current_start:
        yield task.source.issue(
            "finish-before-start",
            phrase("finishes before it starts; these dates are only compared with"),
            "finish",
            got=f"{task.current_finish:%Y-%m-%d}",
            severity="warning",
            remedy=phrase("correct one of the dates"),
        )


def constraint_field(task: Task, kind: Constraint) -> str:
    """The field in whose column a hard date of a task stands."""
    own = _OWN_COLUMN.get(kind, "")
    typed = ("constraint_date",) if kind == task.constraint else ()
    return next((f for f in (*typed, own) if f in task.source.columns), "constraint")
