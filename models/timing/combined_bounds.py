"""Hard dates of an activity that depend on who does it, see `models.problem.Bounds`."""

from collections.abc import Iterable

from models.problem import FREE, Bounds, Problem
from models.schedule import Task


def together(bounds: Iterable[Bounds]) -> Bounds:
    """Combines the bounds of all who are assigned."""
    found = list(bounds)
    if all(one == FREE for one in found):
        return FREE
    starts = [one.start_max for one in found if one.start_max is not None]
    ends = [one.end_max for one in found]
    return Bounds(
        start_min=min(one.start_min for one in found),
        start_max=min(starts, default=None),
        end_min=max(one.end_min for one in found),
        end_max=None if None in ends else max(end for end in ends if end is not None),
    )


def assigned(problem: Problem, activity: int, task: Task) -> Bounds:
    """The bounds of an activity for those who do it, its own among them."""
    what = problem.activities[activity]
    seats = what.modes[task.mode].seats
    sitting = {(one.seat, one.resource) for one in task.assignments}
    theirs = together(
        candidate.bounds
        for s, seat in enumerate(seats)
        for candidate in seat.candidates
        if (s, candidate.resource) in sitting
    )
    return both(what.bounds, both(what.modes[task.mode].bounds, theirs))


def both(one: Bounds, other: Bounds) -> Bounds:
    """The bounds that keep both."""
    return Bounds(
        start_min=max(one.start_min, other.start_min),
        start_max=_least(one.start_max, other.start_max),
        end_min=max(one.end_min, other.end_min),
        end_max=_least(one.end_max, other.end_max),
    )


def _least(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)
