"""What passes while a task stands still, in words."""

from collections.abc import Iterator

from models.bookings import bookings
from models.schedule import Schedule
from planner.analysis.wording import day_text
from planner.language.words import Words
from planner.plan import Reason
from planner.translate.translation import Translation

_NAMED = 3
"""At most this many tasks are named for each interruption."""


def interrupted(
    translation: Translation, schedule: Schedule, activity: int, words: Words
) -> Iterator[Reason]:
    """A reason for each time that an activity is interrupted.

    It names what the same people do meanwhile, those things first that begin first.
    """
    placed = schedule.tasks[activity]
    grid = translation.grid
    for start, end in () if placed is None else placed.breaks:
        passing = _passing(translation, schedule, activity, (start, end))
        tasks = [translation.project.tasks[translation.origins[k].row] for k in passing]
        since, until = day_text(grid.closing(start), words), day_text(grid.opening(end), words)
        names = ", ".join(task.title for task in tasks[:_NAMED])
        text = words("interrupted from {since} to {until}", since=since, until=until)
        if tasks:
            text = words(
                "interrupted from {since} to {until} so that {names} can pass",
                since=since,
                until=until,
                names=names,
            )
        yield Reason(kind="interrupted", text=text, tasks=tuple(task.id for task in tasks))


def _passing(
    translation: Translation, schedule: Schedule, activity: int, span: tuple[int, int]
) -> list[int]:
    """What the people of an activity do in a span, in the order of the starts."""
    problem, placed = translation.problem, schedule.tasks[activity]
    people = {a.resource for a in placed.assignments} if placed else set()
    found = [
        (task.start, k)
        for k, task in enumerate(schedule.tasks)
        if task is not None and k != activity and translation.origins[k].role == "task"
        for one in bookings(problem, k, task)
        if one.candidate.resource in people and one.start < span[1] and one.end > span[0]
    ]
    return [k for _, k in sorted(set(found))]
