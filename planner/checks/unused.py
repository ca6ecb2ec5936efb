"""Records that cannot count: those of hammocks and of phases."""

from collections.abc import Iterator

from planner.errors import Issue
from planner.phrase import phrase
from planner.project import Project, Task
from planner.schema.progress_columns import PERCENT_COLUMNS
from planner.tracking.records import NOTHING, Progress

_COLUMNS = (
    *("actual_start", "actual_finish", *PERCENT_COLUMNS.values(), "remaining_duration"),
    *("remaining_work", "actual_work", "actual_cost", "status", "suspended", "resume"),
)
"""The columns of records."""


def unused_records(project: Project) -> Iterator[Issue]:
    """Remarks on records of hammocks and phases, which are as far as their tasks."""
    yield from _of_hammocks(project)
    yield from _of_phases(project)


def _of_phases(project: Project) -> Iterator[Issue]:
    """Remarks on records of phases whose tasks have none."""
    telling: set[str] = set()
    for task in reversed(project.tasks):  # a summary stands before its tasks
        if task.recorded if not task.summary else task.id in telling:
            telling.add(task.parent)
    for task in project.tasks:
        progress = task.progress
        if not task.summary or task.id in telling or progress.done or not progress.recorded:
            continue
        yield task.source.issue(
            "phase-record",
            phrase(
                "a phase is as far as its tasks, of which nothing is recorded; what is "
                "recorded of itself counts for nothing"
            ),
            _told_in(task),
            remedy=phrase("record it at the tasks of the phase"),
            severity="info" if progress == Progress(state=progress.state) else "warning",
        )


def _of_hammocks(project: Project) -> Iterator[Issue]:
    booked = {entry.task for entry in project.timesheet}
    for task in project.tasks:
        if not task.spans or task.summary:
            continue
        if task.progress != NOTHING or task.id in booked:
            yield task.source.issue(
                "hammock-record",
                phrase(
                    "a hammock is as far as the tasks that it spans; what is recorded of "
                    "itself counts for nothing"
                ),
                _told_in(task),
                remedy=phrase(
                    "record it at the tasks that it spans, and money at a task of its own"
                ),
                severity="warning",
            )


def _told_in(task: Task) -> str:
    """The first column that says something, "" if only the timesheet does."""
    found = (name for name in _COLUMNS if name in task.source.columns and _filled(task, name))
    return next(found, "")


def _filled(task: Task, column: str) -> bool:
    progress = task.progress
    if column in PERCENT_COLUMNS.values():
        return progress.percent is not None and PERCENT_COLUMNS[progress.percent_of] == column
    return getattr(progress, "state" if column == "status" else column) not in (None, "")
