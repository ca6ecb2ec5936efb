"""Annealing for a goal after others: it gets better, and they lose nothing."""

from dataclasses import replace

import pytest

from models import SolveOptions, solve
from models.bounds.flow import Settled, raised
from models.check import violations
from models.measures.goals import Goal, Objective, bound, rank, value
from models.measures.spending import excess
from models.problem import Budget, Problem
from models.schedule import Schedule
from models.search.annealing import Annealing
from models.search.greedy import construct
from models.search.large_neighbourhood import Limits
from models.search.later import anneal_later, fits_first, fits_later
from models.search.later_goal import LaterGoal
from models.search.params import DEFAULT
from tests.models.test_annealing import late

GOALS = Objective.of("lateness", "open_finish", "cost", "finish").goals


def half_open(count: int = 60) -> Problem:
    """Work due at different dates, and work that leads to no date."""
    problem = late(count)
    activities = tuple(
        replace(a, due=None, open=True) if i % 2 else replace(a, due=30 + 2 * i)
        for i, a in enumerate(problem.activities)
    )
    return replace(problem, activities=activities)


def after(
    problem: Problem, goals: tuple[Goal, ...], k: int, least: int = 0
) -> tuple[Schedule, list[Schedule]]:
    """The schedule to begin with, and those that annealing for the k-th goal reports."""
    first = construct(problem, Objective(goals=goals))
    assert first is not None
    caps = tuple(value(problem, first, goal) for goal in goals[:k])
    known = (bound(problem, goal) for goal in goals[:k])
    found: list[Schedule] = []
    anneal_later(
        problem,
        LaterGoal(goals=goals, caps=caps, bounds=(*known, least)),
        first,
        Limits(work=0.1, workers=1, seed=3),
        found=lambda schedule, _: found.append(schedule),
        stop=lambda: False,
    )
    return first, found


@pytest.mark.parametrize("k", [1, 2])
def test_a_later_goal_gets_better_and_those_before_lose_nothing(k: int) -> None:
    problem = half_open()
    first, found = after(problem, GOALS, k)
    best = found[-1]
    assert violations(problem, best) == ()
    before, now = ([value(problem, s, goal) for goal in GOALS] for s in (first, best))
    assert rank(now[:k], before[:k]) == (0,) * k
    assert now[k] < before[k]


def test_a_last_end_comes_down_while_nothing_gets_dearer() -> None:
    problem = half_open()
    goals = Objective.of("cost", "finish").goals
    first, found = after(problem, goals, 1)
    for schedule in found:
        assert value(problem, schedule, goals[0]) <= value(problem, first, goals[0])
    assert value(problem, found[-1], goals[1]) < value(problem, first, goals[1])


def test_a_last_end_at_its_bound_is_left_alone() -> None:
    problem = half_open()
    first = construct(problem, Objective(goals=GOALS))
    assert first is not None
    _, found = after(problem, GOALS, 1, least=value(problem, first, GOALS[1]))
    assert found == []


def first_end(problem: Problem, goal: Goal, work: float = 0.1) -> tuple[Schedule, Schedule, int]:
    """The schedule to begin with, the last that annealing a first last end reports, the bound."""
    first, least = construct(problem, Objective(goals=(goal,))), bound(problem, goal)
    assert first is not None
    found = [first]
    anneal_later(
        problem,
        LaterGoal(goals=(goal,), caps=(), bounds=(least,)),
        first,
        Limits(work=work, workers=1, seed=3),
        found=lambda schedule, _: found.append(schedule),
        stop=lambda: False,
    )
    return first, found[-1], least


@pytest.mark.parametrize("name", ["finish", "open_finish"])
def test_a_last_end_that_is_the_first_goal_comes_down(name: str) -> None:
    problem, goal = half_open(), Objective.of(name).goals[0]
    assert fits_first(problem, (goal,))
    first, best, least = first_end(problem, goal)
    assert violations(problem, best) == ()
    assert least <= value(problem, best, goal) < value(problem, first, goal)


def test_budgets_by_month_are_kept_or_lists_give_up_at_once() -> None:
    problem, goal = half_open(), Objective.of("finish").goals[0]
    roomy, tight = (
        replace(problem, budgets=(Budget(limit=limit, period=(0, 50), days=(0, 7)),))
        for limit in (10_000, 1)
    )
    assert fits_first(roomy, (goal,))
    assert fits_first(tight, (goal,))
    _, best, _ = first_end(roomy, goal)
    assert violations(roomy, best) == ()
    chains = Annealing(tight, {"lateness": 1.0}, best, Limits(work=1.0))
    chains.exceeded = excess(tight, best) > 0
    chains.cool_down(lambda *_: None, lambda: False)
    assert chains.work == 0
    for budget in (Budget(limit=10), Budget(limit=10_000, period=(0, 50), days=(0, 7), price=1)):
        assert not fits_first(replace(problem, budgets=(budget,)), (goal,))


def test_a_makespan_is_annealed_before_the_model_is_built_and_the_same_each_time() -> None:
    problem, news = half_open(), list[str]()

    def planned() -> Schedule | None:
        options = SolveOptions(deterministic_limit=0.05, workers=1, seed=2)
        goals = Objective.of("finish")
        observed = lambda progress: news.append(progress.source)  # noqa: E731
        return solve(problem, goals, options, observer=observed).schedule

    assert planned() == planned()
    assert news.index("annealing") == news.index("construction") + 1


def test_only_goals_that_dates_and_prices_keep_are_annealed() -> None:
    problem = half_open()
    assert [fits_later(problem, GOALS, k) for k in range(4)] == [False, True, True, True]
    assert not fits_later(problem, Objective.of("peaks", "cost").goals, 1)
    assert not fits_later(problem, Objective.of("lateness", "peaks").goals, 1)
    money = (Goal(name="money", terms=(("lateness", 2), ("cost", 1))), GOALS[3])
    assert not fits_later(problem, money, 1)
    budget = replace(problem, budgets=(Budget(limit=10),))
    assert not fits_later(budget, GOALS, 1)
    both = Goal(name="both", terms=(("finish", 1), ("cost", 1)))
    assert not any(fits_first(problem, (goal,)) for goal in (GOALS[0], GOALS[2], both))


@pytest.mark.parametrize("whole", [DEFAULT.sharing.whole, 0])
def test_later_goals_are_annealed_in_the_search_and_bounded_by_work(whole: int) -> None:
    problem = half_open(120)
    params = replace(DEFAULT, sharing=replace(DEFAULT.sharing, whole=whole))
    sources: set[tuple[str, str]] = set()

    def planned() -> tuple[tuple[int, ...], tuple[int, ...]]:
        options = SolveOptions(deterministic_limit=0.1, workers=1, seed=2, params=params)
        result = solve(
            problem,
            Objective(goals=GOALS),
            options,
            observer=lambda news: sources.add((news.goal, news.source)),
        )
        return result.values, result.bounds

    values, bounds = planned()
    assert (values, bounds) == planned()
    assert ("cost", "annealing") in sources
    for k in (1, 2):
        settled = Settled.of(problem, GOALS, values[:k])
        assert bounds[k] >= raised(settled, GOALS[k], 0, values[k])
