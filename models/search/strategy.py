"""Shares of the time: CP-SAT on the whole model, neighbourhoods, annealing, evolution."""

from collections.abc import Sequence
from dataclasses import replace

from models.measures import MEASURES
from models.measures.cost import Cost
from models.measures.finish import Finish
from models.measures.goals import Goal
from models.problem import Problem
from models.schedule import Schedule
from models.search import activity_lists, crew_annealing, evolution, later
from models.search.link_table import cycles
from models.search.params import DEFAULT, SearchParams, Shares
from models.search.size import choices, settled
from models.search.timetable_fit import chooses


def shares(
    problem: Problem,
    goals: Sequence[Goal],
    k: int,
    schedule: Schedule | None,
    params: SearchParams = DEFAULT,
) -> Shares:
    """The shares for the goal at a position, and for the schedule there is already.

    CP-SAT proves small plans. Weighted lateness it neither proves nor improves much once there are
    some hundred choices. Makespans have good bounds from the start: where somebody is to be
    chosen, neighbourhoods reach them, most surely from a schedule that CP-SAT has not yet worked
    on; where nobody is to be chosen orders evolve (see docs/performance.md).
    """
    size, of = choices(problem), params.sharing
    measures = [MEASURES[name] for name, _ in goals[k].terms]
    if schedule is None:
        return of.unplanned
    if k == 0 and evolves(problem, goals, schedule, params):
        moded = chooses(problem) and size > of.tiny
        return of.tied if cycles(problem) else of.moded if moded else of.evolving
    annealed = annealing(problem, goals, k, schedule, params) > 0
    if k > 0 and annealed:
        cost = any(name == Cost.name for name, _ in goals[k].terms)
        return params.later.shares(len(goals) - k, whole=size <= of.large, cost=cost)
    if size <= of.small:
        beside = annealed and not ends(problem, goals, schedule, params)
        return replace(of.small_plan, look=of.look_beside) if beside else of.small_plan
    if any(one.price == "lateness" for one in measures):
        looks = size <= of.large and not annealed
        return replace(of.lateness, look=of.look_beside) if looks else of.lateness
    if size <= of.large and settled(problem):
        return of.dates
    if k == 0 and any(one.of_finish for one in measures):
        return of.makespan
    return of.others if size <= of.large else replace(of.others, look=of.look_large)


def annealing(
    problem: Problem,
    goals: Sequence[Goal],
    k: int,
    schedule: Schedule,
    params: SearchParams = DEFAULT,
) -> float:
    """The share of the neighbourhoods' time that annealing gets before them.

    The longer the queues are, the more it wins over neighbourhoods (see docs/performance.md).
    """
    count, of = len(problem.activities), params.annealing
    if count > of.largest or (k > 0 and choices(problem) <= params.sharing.small):
        return 0.0
    if k == 0 and ends(problem, goals, schedule, params):
        return params.later.first
    if not (later.fits_later(problem, goals, k) if k else activity_lists.fits(problem, goals[0])):
        return 0.0
    queue = count / max(1, len(problem.resources))
    return min(of.most, queue**2 / (queue**2 + of.half**2))


def ends(
    problem: Problem, goals: Sequence[Goal], schedule: Schedule, params: SearchParams = DEFAULT
) -> bool:
    """Whether the first goal is a last end that is annealed by way of targets.

    Not where nobody is to be chosen, or crews are: these have lists of their own.
    """
    return later.fits_first(problem, goals) and not (
        choices(problem) <= params.sharing.tiny
        or settled(problem)
        or evolves(problem, goals, schedule, params)
        or anneals_crews(problem, goals, schedule, params)
    )


def without_model(problem: Problem, left: float, params: SearchParams = DEFAULT) -> bool:
    """Whether there is no time, or no room, for the whole model beside a search near a plan.

    Args:
        problem: What is planned.
        left: Seconds, or deterministic ones.
        params: See `models.search.params`.
    """
    size, near = choices(problem), params.near
    return size > params.sharing.whole or size * near.build > near.built * left


def in_groups(goals: Sequence[Goal], k: int, params: SearchParams = DEFAULT) -> float:
    """The share of what neighbourhoods leave that the bound of a makespan in groups gets."""
    return params.sharing.groups if k == 0 and _is_makespan(goals[0]) else 0.0


def evolves(
    problem: Problem, goals: Sequence[Goal], schedule: Schedule, params: SearchParams = DEFAULT
) -> bool:
    """Whether orders evolve in place of neighbourhoods."""
    return _is_makespan(goals[0]) and evolution.evolves(problem, schedule, params)


def anneals_crews(
    problem: Problem, goals: Sequence[Goal], schedule: Schedule, params: SearchParams = DEFAULT
) -> bool:
    """Whether crews are annealed before neighbourhoods."""
    return _is_makespan(goals[0]) and crew_annealing.anneals_crews(problem, schedule, params.crews)


def _is_makespan(goal: Goal) -> bool:
    """Whether a goal is the makespan alone."""
    return [name for name, _ in goal.terms] == [Finish.name]
