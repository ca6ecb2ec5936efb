"""Tasks that look like a level of effort and make the finish nevertheless."""

from collections.abc import Iterator

from models.schedule import Schedule
from models.schedule import Task as Placed
from planner.errors import Issue
from planner.phrase import phrase
from planner.project import Task
from planner.translate.translation import Translation

_TIMES = (2.0, 1.5)
"""Full time and part time: this many times as long as the rest of the task."""


def efforts(translation: Translation, schedule: Schedule) -> Iterator[Issue]:
    """A warning for a task that ends a day or more after all others and is tied to none of them.

    Only if it takes much longer than everything else does, and the others are a project: linked.
    """
    planned = [
        (placed, row)
        for (row, role), activity in translation.activity.items()
        if role == "task" and (placed := schedule.tasks[activity]) is not None
    ]
    ends = sorted((placed.end, row) for placed, row in planned)
    if len(ends) < 2:
        return
    (before, _), (end, last) = ends[-2:]
    if translation.working_days(before, end) < 1 or not _free(translation, last):
        return
    others = [(placed, row) for placed, row in planned if row != last]
    task = translation.project.tasks[last]
    start = min(placed.start for placed, _ in others)
    whole, rest = (translation.working_days(start, at) for at in (end, before))
    linked = any(translation.project.tasks[row].dependencies for _, row in others)
    if linked and whole >= _TIMES[_part_time(task)] * rest:
        yield _issue(translation, task, others)


def _free(translation: Translation, row: int) -> bool:
    """Whether nothing ties the task, or a summary above it, to others or to dates."""
    tasks = translation.project.tasks
    around = translation.structure.inherited(row)
    waited = {link.task for task in tasks for link in task.dependencies}
    return not tasks[row].spans and not any(
        task.dependencies
        or task.id in waited
        or task.hard_dates
        or task.deadline
        or task.earliest_start
        or task.blocked_until
        for task in around
    )


def _part_time(task: Task) -> bool:
    return bool(task.needs) and all(need.units < 1 for need in task.needs)


def _issue(translation: Translation, task: Task, others: list[tuple[Placed, int]]) -> Issue:
    tasks, grid = translation.project.tasks, translation.grid
    first = min(others, key=lambda one: (one[0].start, one[1]))[1]
    placed, last = max(others, key=lambda one: (one[0].end, -one[1]))
    ids = "; ".join(dict.fromkeys(tasks[row].id for row in (first, last)))
    return task.source.issue(
        "level-of-effort",
        phrase(
            "makes the finish alone: all else is done by {end:%Y-%m-%d}",
            end=grid.closing(placed.end),
        ),
        "duration" if task.duration is not None else "work",
        remedy=phrase(
            "if it only goes along with the rest, write {ids} in a column Spans", ids=ids
        ),
        severity="warning",
    )
