"""A first schedule near the plan that people know: all as it was, pushed later where it must be.

Right-shift repair: everything starts no earlier than it was known to, by the people it was known
to be done by, in the order of these starts; what nobody knows of comes after.
"""

from dataclasses import replace

from models.problem import Activity, Mode, Problem, Seat
from models.schedule import Schedule
from models.search.greedy import forward
from planner.translate.translation import Translation


def repaired(translation: Translation) -> Schedule | None:
    """The schedule, None where there is no plan to stay near or it is not found at once.

    It may break what the construction does not look at; whoever takes it asks the referee.
    """
    if not translation.known.any:
        return None
    problem = translation.problem
    held = replace(problem, activities=tuple(map(_held, problem.activities)))
    return forward(held, _order(problem))


def _order(problem: Problem) -> tuple[float, ...]:
    """The order of the activities: those that have begun first, unknown ones last."""
    return tuple(
        0 if one.start_max is not None else problem.horizon if one.stay is None else one.stay.at
        for one in problem.activities
    )


def _held(activity: Activity) -> Activity:
    """The activity, not before its known start and without strangers where that is possible."""
    start = activity.start_min
    if activity.stay is not None:
        start = max(start, activity.stay.at)
        if activity.start_max is not None:
            start = max(activity.start_min, min(start, activity.start_max))
    return replace(activity, start_min=start, modes=tuple(map(_familiar, activity.modes)))


def _familiar(mode: Mode) -> Mode:
    def known(seat: Seat) -> Seat:
        candidates = tuple(one for one in seat.candidates if not one.strange)
        return replace(seat, candidates=candidates) if len(candidates) >= seat.count else seat

    return replace(mode, seats=tuple(map(known, mode.seats)))
