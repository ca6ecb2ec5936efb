"""Who gets how much of the time: CP-SAT on the whole model, or neighbourhoods of a schedule."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.measures import MEASURES
from models.measures.finish import Finish
from models.measures.goals import Goal
from models.problem import Problem
from models.schedule import Schedule
from models.search import evolution, lists
from models.search.size import choices, settled

_SMALL = 400
"""Choices up to which CP-SAT is likely to prove weighted lateness optimal."""

LARGE = 3_000
"""Choices above which CP-SAT on the whole model hardly finds anything in minutes."""

_ANNEALED = (3, 0.8)
"""Activities a person with which annealing gets half of the time, and the most that it gets."""

_LISTED = 3_000
"""Activities above which a list takes seconds to become a schedule that keeps all rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Shares of the time left for a goal.

    Args:
        look: CP-SAT's on the whole model, at first.
        neighbourhoods: The neighbourhoods' of what is left then if that is far from a proof;
            CP-SAT has the rest.
        near: Gap, as a share of the value, up to which it is not far: CP-SAT goes on alone.
    """

    look: float
    neighbourhoods: float
    near: float = 0.03


def shares(problem: Problem, goals: Sequence[Goal], k: int, schedule: Schedule | None) -> Shares:
    """The shares for the goal at a position, and for the schedule there is already.

    CP-SAT proves small plans. Weighted lateness it neither proves nor improves much once there are
    some hundred choices. Makespans have good bounds from the start: where somebody is to be
    chosen, neighbourhoods reach them, most surely from a schedule that CP-SAT has not yet worked
    on; where nobody is to be chosen orders evolve (see docs/performance.md).
    """
    size = choices(problem)
    measures = [MEASURES[name] for name, _ in goals[k].terms]
    if schedule is None:
        return Shares(look=0.3, neighbourhoods=0.7)
    if k == 0 and evolves(problem, goals, schedule):
        return Shares(look=0.1, neighbourhoods=0.75, near=0.0)
    annealed = annealing(problem, goals, k) > 0
    if size <= _SMALL:
        return Shares(look=0.1 if annealed else 0.3, neighbourhoods=0.7)
    if any(one.price == "lateness" for one in measures):
        look = 0.1 if size <= LARGE and not annealed else 0.0
        return Shares(look=look, neighbourhoods=0.95)
    if size <= LARGE and settled(problem):
        return Shares(look=0.9, neighbourhoods=0.0)
    if k == 0 and any(one.of_finish for one in measures):
        return Shares(look=0.0, neighbourhoods=0.7, near=0.0)
    return Shares(look=0.4 if size <= LARGE else 0.1, neighbourhoods=0.8)


def annealing(problem: Problem, goals: Sequence[Goal], k: int) -> float:
    """The share of the neighbourhoods' time that annealing gets before them, for the first goal.

    The longer the queues are, the more it wins over neighbourhoods (see docs/performance.md).
    """
    count = len(problem.activities)
    if k > 0 or count > _LISTED or not lists.fits(problem, goals[k]):
        return 0.0
    half, most = _ANNEALED
    queue = count / max(1, len(problem.resources))
    return min(most, queue**2 / (queue**2 + half**2))


def evolves(problem: Problem, goals: Sequence[Goal], schedule: Schedule) -> bool:
    """Whether orders evolve in place of neighbourhoods."""
    makespan = [name for name, _ in goals[0].terms] == [Finish.name]
    return makespan and evolution.evolves(problem, schedule)
