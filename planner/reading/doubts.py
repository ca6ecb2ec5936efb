"""What looks wrong about a project as a whole, though each of its cells can be read."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from planner.errors import Issue
from planner.phrase import phrase
from planner.project import Project, Task

_FAR = timedelta(days=3653)
_RULES = ("earliest_start", "deadline", "blocked_until")


def doubts(project: Project) -> Iterator[Issue]:
    """A warning for dates far from all others, and for people who cost nothing under a budget."""
    yield from _far(project)
    yield from _without_rate(project)


def _far(project: Project) -> Iterator[Issue]:
    """Dates more than ten years after the project's start, where the others are nearer."""
    dated = [(task, field, day) for task in project.tasks for field, day in _dates(task)]
    far = [one for one in dated if one[2] - project.start > _FAR]
    finish = max((t.current_finish for t in project.tasks if t.current_finish), default=None)
    if not far or (finish is not None and finish - project.start > _FAR):
        return
    for task, field, day in far:
        message = phrase(
            "is {year} years after the project's start", year=day.year - project.start.year
        )
        yield task.source.issue(
            "far-date",
            message,
            field,
            got=f"{day:%Y-%m-%d}",
            remedy=phrase("correct the year"),
            severity="warning",
        )


def _dates(task: Task) -> Iterator[tuple[str, datetime]]:
    for field in _RULES:
        day = getattr(task, field)
        if day is not None:
            yield field, day
    if task.constraint_date is not None:
        yield "constraint_date", task.constraint_date


def _without_rate(project: Project) -> Iterator[Issue]:
    """People in use who cost nothing, where money is limited: the cost is not all there is."""
    if not project.budgets:
        return
    used = {name for task in project.tasks for need in task.needs for name in need.names}
    free = [
        person
        for person in project.resources
        if person.name in used and not person.rate.amount and not person.cost_per_use
    ]
    if free:
        names = ", ".join(person.name for person in free[:10])
        yield free[0].source.issue(
            "no-rate",
            phrase("costs nothing, though there is a budget: {names}", names=names),
            "rate",
            remedy=phrase("write a rate, or 0 if that is right"),
            severity="warning",
        )
