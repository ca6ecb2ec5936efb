"""A first schedule near the plan that people know: all as it was, pushed later where it must be.

Right-shift repair: everything starts no earlier than it was known to, by the people it was known
to be done by, in the order of these starts; what nobody knows of comes after.
"""

from dataclasses import replace

from models.problem import Activity, Mode, Problem, Seat, once
from models.schedule import Schedule
from models.search.greedy import forward


@once
def repaired(problem: Problem) -> Schedule | None:
    """The schedule, None without a plan to stay near or if it is not found at once.

    It may break rules that the construction does not know; the caller asks the referee.
    """
    if all(activity.stay is None for activity in problem.activities):
        return None
    known = map(_not_sooner, problem.activities)
    same = tuple(replace(one, modes=tuple(map(_familiar, one.modes))) for one in known)
    return forward(replace(problem, activities=same), _order(problem))


def _order(problem: Problem) -> tuple[float, ...]:
    """The order of the activities: those that have begun first, unknown ones last."""
    return tuple(
        0 if one.start_max is not None else problem.horizon if one.stay is None else one.stay.at
        for one in problem.activities
    )


def held(activity: Activity, at: int) -> Activity:
    """The activity, not before a slot if it may start so late."""
    start = max(activity.start_min, at)
    if activity.start_max is not None:
        start = max(activity.start_min, min(start, activity.start_max))
    return activity if start == activity.start_min else replace(activity, start_min=start)


def _not_sooner(activity: Activity) -> Activity:
    """The activity, not before its known start."""
    return activity if activity.stay is None else held(activity, activity.stay.at)


def _familiar(mode: Mode) -> Mode:
    """The mode without strangers, where it can be."""

    def known(seat: Seat) -> Seat:
        candidates = tuple(one for one in seat.candidates if not one.strange)
        return replace(seat, candidates=candidates) if len(candidates) >= seat.count else seat

    return replace(mode, seats=tuple(map(known, mode.seats)))
