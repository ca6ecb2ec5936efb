"""Why there is no plan: the facts that cannot hold together, by cell."""

from collections.abc import Iterator

from models.network import Windows, windows
from planner.errors import Issue
from planner.project import Constraint, Task
from planner.translate.translation import Translation
from planner.validate import constraint_field

_LATEST = (Constraint.MSO, Constraint.MFO, Constraint.SNLT, Constraint.FNLT)


def facts(translation: Translation) -> Iterator[Issue]:
    """The hard dates that leave no room, or, where dates and links alone do, what else is hard."""
    found = windows(translation.problem)
    tasks = [i for i in found.empty if translation.origins[i].role == "task"]
    dated = [i for i in tasks if _latest(translation, i) is not None]
    for activity in dated or tasks:
        yield _too_late(translation, activity, found)
    if not tasks:
        yield Issue(
            code="infeasible",
            message="no plan keeps all hard dates, longest waits and hard budgets together",
            remedy="loosen one: a Deadline instead of a hard date, a Price for a budget",
        )


def _latest(translation: Translation, activity: int) -> Task | None:
    """The task whose hard date bounds the activity from above: itself or a summary over it."""
    row = translation.origins[activity].row
    for task in translation.structure.inherited(row):
        if task.constraint in _LATEST and task.constraint_date is not None:
            return task
    return None


def _too_late(translation: Translation, activity: int, found: Windows) -> Issue:
    task = translation.project.tasks[translation.origins[activity].row]
    owner = _latest(translation, activity)
    if owner is None:
        return task.source.issue(
            "no-room",
            f'the dates and links before and after "{task.name}" leave no time for it',
            "name",
            remedy="move a date, or shorten a lag or a longest wait",
        )
    grid = translation.grid
    if owner.constraint in (Constraint.MSO, Constraint.SNLT):
        verb, when = "start", grid.opening(found.earliest_start[activity])
    else:
        verb, when = "be finished", grid.closing(found.earliest_end[activity])
    return owner.source.issue(
        "no-room",
        f'"{task.name}" cannot {verb} before {when:%Y-%m-%d %H:%M}',
        constraint_field(owner),
        got=f"{owner.constraint} {owner.constraint_date:%Y-%m-%d}",
        remedy="move the date, or make it a Deadline, which may be missed",
    )
