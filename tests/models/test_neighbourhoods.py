"""Neighbourhoods, the small problems they give, and the search that uses them."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.calendars import Calendar
from models.check import violations
from models.measures.goals import Goal, Objective, value
from models.problem import (
    Activity,
    Budget,
    Candidate,
    Mode,
    Precedence,
    Problem,
    Resource,
    Seat,
    Staffing,
)
from models.schedule import Schedule
from models.search.greedy import construct
from models.search.large_neighbourhood import KnownValues, Limits, improve, run_step
from models.search.neighbourhoods import KINDS, Board
from models.search.partial_schedule import PartialSchedule
from models.search.score import Score
from models.search.subproblem import subproblem
from tests.models.problems import problems
from tests.sample import sample

GOALS = Objective.of("lateness", "cost", "finish")
MONEY = Objective(goals=(Goal(name="money", terms=(("lateness", 20), ("cost", 1))),))
SEPARATE: tuple[str, ...] = ("lateness", "cost", "late_count", "earliness", "moves", "wishes")


def crowded(count: int = 24, people: int = 3, seed: int = 5) -> Problem:
    """More work than the due dates allow, people with leave, a budget, pairs and chains."""
    random = Random(seed)
    horizon = 160
    leave = [random.randint(5, 40) for _ in range(people)]
    calendars = [Calendar(spans=((0, day), (day + 4, horizon))) for day in leave]
    activities = []
    for i in range(count):
        work = random.randint(2, 6)
        able = random.sample(range(people), random.randint(1, people))
        candidates = tuple(Candidate(resource=r, work=work, cost=work * (r + 1)) for r in able)
        activities.append(
            Activity(
                name=str(i),
                modes=(Mode(seats=(Seat(candidates=candidates),)),),
                due=random.randint(5, 40),
                weight=random.randint(1, 5),
                drop_cost=300 if i == 7 else None,
            )
        )
    return Problem(
        horizon=horizon,
        calendars=(Calendar.always(horizon), *calendars),
        resources=tuple(Resource(calendar=r + 1) for r in range(people)),
        activities=tuple(activities),
        precedences=tuple(
            Precedence(first=i, second=i + 1, lag=i % 3, calendar=None if i % 2 else 1)
            for i in range(0, count - 1, 3)
        ),
        staffing=(Staffing(first=1, second=5, same=False),),
        budgets=(Budget(limit=400, price=2),),
        clock=tuple(t + 2 * (t // 8) for t in range(horizon + 1)),
    )


def planned(problem: Problem, objective: Objective = GOALS) -> Schedule:
    schedule = construct(problem, objective)
    assert schedule is not None
    assert not violations(problem, schedule)
    return schedule


def worth(problem: Problem, schedule: Schedule, objective: Objective) -> tuple[int, ...]:
    return tuple(value(problem, schedule, goal) for goal in objective.goals)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_neighbourhood_is_a_set_of_about_the_wanted_size(kind: str) -> None:
    problem = crowded()
    board = Board(PartialSchedule(problem, planned(problem)))
    for seed in range(20):
        chosen = KINDS[kind](board, Random(seed), 8)
        assert len(set(chosen)) == len(chosen)
        assert 1 <= len(chosen) <= 10
        assert set(chosen) <= set(range(24))


def test_the_same_seed_chooses_the_same_neighbourhood() -> None:
    problem = crowded()
    schedule = planned(problem)
    one, two = (
        [
            KINDS[kind](Board(PartialSchedule(problem, schedule)), Random(9), 8)
            for kind in sorted(KINDS)
        ]
        for _ in range(2)
    )
    assert one == two


@settings(
    max_examples=sample(40),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(what=problems(max_activities=5), seed=st.integers(0, 99))
def test_what_is_cut_out_is_valid_and_what_comes_back_too(what: Problem, seed: int) -> None:
    schedule = construct(what, GOALS)
    if schedule is None or violations(what, schedule):
        return
    random = Random(seed)
    free = random.sample(range(len(what.activities)), random.randint(1, len(what.activities)))
    board = Board(PartialSchedule(what, schedule))
    step = subproblem(board.partial, free, GOALS.goals, random)
    assert board.partial.schedule() == schedule
    assert not violations(step.problem, step.schedule)
    outcome = run_step(step, work=0.05, seed=1, seconds=None)
    assert outcome.schedule is not None
    assert not violations(step.problem, outcome.schedule)
    if board.change(step.back(outcome.schedule)):
        assert not violations(what, board.partial.schedule())


def test_a_small_problem_keeps_the_strict_order_of_goals() -> None:
    problem = crowded()
    schedule = planned(problem)
    partial = PartialSchedule(problem, schedule)
    step = subproblem(partial, range(0, 24, 2), GOALS.goals, Random(1))
    outcome = run_step(step, work=0.5, seed=1, seconds=None)
    assert outcome.schedule is not None
    assert partial.change(step.back(outcome.schedule))
    assert worth(problem, partial.schedule(), GOALS) <= worth(problem, schedule, GOALS)


def test_a_change_that_breaks_a_rule_changes_nothing() -> None:
    problem = crowded()
    schedule = planned(problem)
    board = Board(PartialSchedule(problem, schedule))
    task = schedule.tasks[1]
    assert task is not None
    late = board.amiss.copy()
    assert not board.change({1: replace(task, start=0, end=task.end - task.start)})
    assert board.partial.schedule() == schedule
    assert board.amiss == late


def test_a_score_follows_changes_like_counting_afresh() -> None:
    problem = replace(crowded(), budgets=())
    goals = Objective.of(*SEPARATE, "finish", "handovers").goals
    schedule = planned(problem)
    board, score = Board(PartialSchedule(problem, schedule)), Score(problem, goals, schedule)
    random = Random(4)
    for _ in range(6):
        step = subproblem(board.partial, random.sample(range(24), 9), MONEY.goals, random)
        outcome = run_step(step, work=0.05, seed=1, seconds=None)
        assert outcome.schedule is not None
        before = {i: board.partial.tasks[i] for i in step.activities}
        after = step.back(outcome.schedule)
        if board.change(after):
            followed = score.change(before, after, board.partial.tasks)
            assert followed == Score(problem, goals, board.partial.schedule()).values


@pytest.mark.parametrize("objective", [GOALS, MONEY, Objective.of("finish", "cost")])
def test_a_search_ends_better_and_breaks_nothing(objective: Objective) -> None:
    problem = crowded()
    schedule = planned(problem, objective)
    reports: list[Schedule] = []
    better = improve(
        problem,
        objective,
        schedule,
        Limits(work=0.1, seed=3),
        found=lambda schedule, _: reports.append(schedule),
    )
    assert not violations(problem, better)
    assert worth(problem, better, objective) < worth(problem, schedule, objective)
    assert reports[-1] == better


@pytest.mark.parametrize("workers", [1, 3])
def test_the_same_seed_and_limit_give_the_same_schedule(workers: int) -> None:
    problem = crowded()
    schedule = planned(problem)
    limits = Limits(work=0.05, seed=11, workers=workers)
    one, two = (improve(problem, MONEY, schedule, limits) for _ in range(2))
    assert one == two


def test_any_executor_will_do() -> None:
    problem = crowded()
    schedule = planned(problem)
    limits = Limits(work=0.02, seed=2, workers=2)
    with (
        ThreadPoolExecutor(2) as threads,
        ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes,
    ):
        inside, outside = (
            improve(problem, MONEY, schedule, limits, executor=executor)
            for executor in (threads, processes)
        )
    assert inside == outside


def test_a_search_ends_when_it_is_told_to_and_where_all_is_proved() -> None:
    problem = crowded()
    schedule = planned(problem)
    assert improve(problem, MONEY, schedule, Limits(), stop=lambda: True) == schedule
    proved = worth(problem, schedule, MONEY)
    assert improve(problem, MONEY, schedule, Limits(), known=KnownValues(bounds=proved)) == schedule


@pytest.mark.parametrize(("limit", "kept"), [(10_000, 0), (100, 1)])
def test_a_budget_that_cannot_be_exceeded_is_no_part_of_a_small_problem(
    limit: int, kept: int
) -> None:
    problem = crowded()
    month = Budget(limit=limit, period=(0, problem.horizon // 2))
    problem = replace(problem, budgets=(month,))
    schedule = construct(problem, MONEY)
    assert schedule is not None
    board = Board(PartialSchedule(problem, schedule))
    step = subproblem(board.partial, range(0, 24, 3), MONEY.goals, Random(1))
    assert len(step.problem.budgets) == kept
