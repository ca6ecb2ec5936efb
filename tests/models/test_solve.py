"""The door: what it answers, in which order, what it tells on the way, and what it refuses."""

import logging
import time
from dataclasses import replace
from random import Random

import pytest

from models import Objective, Schedule, SearchProgress, SolveOptions, solve
from models import rules as constraints
from models.calendars import Calendar
from models.check import violations
from models.cpsat.variables import Variables
from models.measures import objective
from models.measures.goals import Goal, value
from models.problem import Activity, Mode, Precedence, Problem
from models.search import greedy
from models.search.generation import generated
from models.search.large_neighbourhood import Limits
from models.solve.searchers import Searchers
from tests.models.support import alone, by, plan, seat, small, task
from tests.models.test_brute import instance

QUICK = SolveOptions(deterministic_limit=5, seed=3)
FINISH = Objective.of("finish")
ALL_OF: tuple[str, ...] = ("lateness", "cost", "finish")


def shop(jobs: int = 8, due: int = 6) -> Problem:
    """Two people, jobs that take them 1 to 4 slots at different prices: not solved at sight."""
    activities = (
        Activity(
            modes=(
                Mode(seats=(seat(0, work=1 + k % 4, cost=9 + k),)),
                Mode(seats=(seat(1, work=1 + (k + 1) % 3, cost=5 + 2 * k),)),
            ),
            due=due,
            weight=1 + k % 3,
        )
        for k in range(jobs)
    )
    links = (Precedence(first=0, second=3), Precedence(first=2, second=4, lag=1))
    return small(*activities, horizon=40, people=2, precedences=links)


def test_a_proved_plan_is_optimal() -> None:
    result = solve(small(*(Activity(modes=by(0, work=3)),) * 2, people=1), FINISH, QUICK)
    assert (result.status, result.values, result.bounds) == ("optimal", (6,), (6,))


def test_nothing_to_do_is_optimal_at_once() -> None:
    result = solve(small(), Objective.of(*ALL_OF), QUICK)
    assert (result.status, result.schedule) == ("optimal", Schedule(tasks=()))
    assert result.values == result.bounds == (0, 0, 0)


def test_a_plan_without_a_proof_is_feasible_and_says_how_far_it_may_be_off() -> None:
    problem = shop(16)
    result = solve(problem, Objective.of("lateness"), SolveOptions(deterministic_limit=0.0001))
    assert result.status == "feasible"
    assert result.schedule is not None
    assert violations(problem, result.schedule) == ()
    assert result.bounds[0] < result.values[0]


@pytest.mark.parametrize(
    "problem",
    [
        small(Activity(modes=alone(5), end_max=4)),
        small(
            *(Activity(modes=alone(2)),) * 2,
            precedences=(Precedence(first=0, second=1), Precedence(first=1, second=0)),
        ),
        small(*(Activity(modes=by(0, work=7)),) * 2, people=1),
        small(Activity(modes=(Mode(seats=(seat(0, units=2),)),)), people=1),
        small(Activity(modes=(Mode(seats=(seat(0, count=2),)),)), people=1),
        small(Activity(modes=alone(3), calendar=1), calendars=(Calendar(spans=((0, 2),)),)),
    ],
    ids=["no time", "a circle", "too much for one", "too few units", "too few people", "no work"],
)
def test_what_cannot_be_planned_is_infeasible(problem: Problem) -> None:
    result = solve(problem, Objective.of(*ALL_OF), QUICK)
    assert (result.status, result.schedule, result.values) == ("infeasible", None, ())


def test_what_has_no_room_and_may_be_left_out_is_left_out() -> None:
    hopeless = Activity(modes=alone(5), end_max=4, drop_cost=7)
    result = solve(small(hopeless, Activity(modes=alone(2))), Objective.of("cost"), QUICK)
    assert (result.status, result.values) == ("optimal", (7,))
    assert result.schedule is not None
    assert result.schedule.tasks[0] is None


def test_without_time_and_luck_the_answer_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(greedy, "construct", lambda *_, **__: None)
    assert solve(shop(), FINISH, QUICK, stop=lambda: True).status == "unknown"


@pytest.mark.parametrize("order", [ALL_OF, ALL_OF[::-1], ("cost", "lateness", "finish")])
def test_values_and_bounds_stand_in_the_order_of_the_goals(order: tuple[str, ...]) -> None:
    problem, objective = shop(5), Objective.of(*order)
    result = solve(problem, objective, QUICK)
    assert result.status == "optimal"
    assert result.schedule is not None
    found = tuple(value(problem, result.schedule, goal) for goal in objective.goals)
    assert result.values == result.bounds == found


def test_an_earlier_goal_is_never_given_up_for_a_later_one() -> None:
    late_first = solve(shop(5, due=3), Objective.of("lateness", "cost"), QUICK).values
    cost_first = solve(shop(5, due=3), Objective.of("cost", "lateness"), QUICK).values
    assert late_first[0] < cost_first[1]
    assert cost_first[0] < late_first[1]


@pytest.mark.parametrize("seed", range(8))
def test_bounds_are_never_above_values(seed: int) -> None:
    result = solve(instance(seed), Objective.of(*ALL_OF), SolveOptions(deterministic_limit=0.01))
    assert all(bound <= found for bound, found in zip(result.bounds, result.values, strict=True))


def test_a_stop_keeps_the_best_plan_so_far() -> None:
    kept: list[Schedule] = []
    result = solve(shop(), FINISH, QUICK, stop=lambda: bool(kept), keep=kept.append)
    assert result.status in ("optimal", "feasible")
    assert result.schedule is not None
    assert violations(shop(), result.schedule) == ()
    assert value(shop(), result.schedule, FINISH.goals[0]) <= min(
        value(shop(), each, FINISH.goals[0]) for each in kept
    )


def told(problem: Problem, objective: Objective) -> list[SearchProgress]:
    news: list[SearchProgress] = []
    solve(problem, objective, QUICK, observer=news.append)
    return news


def test_a_stop_before_the_search_builds_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[Problem] = []
    monkeypatch.setattr(constraints.ALL[0], "add", lambda _m, what, _v: built.append(what))
    assert solve(shop(), FINISH, QUICK, stop=lambda: True).status == "feasible"
    assert built == []
    solve(shop(), FINISH, QUICK)
    assert shop() in built


def test_a_stop_while_the_model_is_built_ends_with_the_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, last = constraints.ALL[0], constraints.ALL[-1]
    begun: list[str] = []
    monkeypatch.setattr(first, "add", lambda *_: begun.append("first"))
    monkeypatch.setattr(last, "add", lambda *_: begun.append("last"))
    result = solve(shop(), FINISH, QUICK, stop=lambda: bool(begun))
    assert (result.status, begun) == ("feasible", ["first"])


def test_a_stop_at_one_goal_prepares_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    expression, asked = objective.expression, list[str]()

    def noted(variables: Variables, goal: Goal) -> object:
        asked.append(goal.name)
        return expression(variables, goal)

    monkeypatch.setattr(objective, "expression", noted)
    solve(shop(), Objective.of(*ALL_OF), QUICK, stop=lambda: bool(asked))
    assert asked == ["lateness"]


def test_news_of_a_goal_only_get_better() -> None:
    news = told(shop(10), Objective.of("lateness"))
    values = [each.value for each in news if each.value is not None]
    bounds = [each.bound for each in news]
    seconds = [each.seconds for each in news]
    assert len(news) > 1
    assert values == sorted(values, reverse=True)
    assert bounds == sorted(bounds)
    assert seconds == sorted(seconds)
    assert all(each.bound <= each.value for each in news if each.value is not None)


def test_the_last_news_are_the_result() -> None:
    objective = Objective.of("lateness", "cost")
    last = {each.goal: each.value for each in told(shop(), objective)}
    assert tuple(last.values()) == solve(shop(), objective, QUICK).values


def test_each_plan_kept_is_valid_and_better_than_those_before() -> None:
    kept: list[Schedule] = []
    objective = Objective.of("lateness", "cost")
    result = solve(shop(), objective, QUICK, keep=kept.append)
    values = [tuple(value(shop(), each, goal) for goal in objective.goals) for each in kept]
    assert all(violations(shop(), each) == () for each in kept)
    assert values == sorted(values, reverse=True)
    assert kept[-1] == result.schedule


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_seed_and_deterministic_limit_give_the_same_plan(workers: int) -> None:
    options = SolveOptions(deterministic_limit=0.02, seed=11, workers=workers)
    first, second = (solve(shop(12), Objective.of(*ALL_OF), options) for _ in range(2))
    assert first == second


def test_a_known_plan_is_where_the_search_begins() -> None:
    objective = Objective.of("lateness")
    best = solve(shop(), objective, QUICK)
    again = solve(shop(), objective, SolveOptions(deterministic_limit=0.0001), known=best.schedule)
    assert again.values == best.values


def test_a_wrong_plan_from_an_earlier_search_is_not_accepted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    problem = small(*(Activity(modes=by(0, work=3)),) * 2, people=1)
    too_good = plan(task(0, 3, 0), task(0, 3, 0))
    with caplog.at_level(logging.ERROR):
        result = solve(problem, FINISH, QUICK, known=too_good)
    assert result.values == (6,)
    assert "invalid schedule" in caplog.text


def test_a_wrong_plan_from_the_construction_is_not_accepted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    problem = small(*(Activity(modes=by(0, work=3)),) * 2, people=1)
    monkeypatch.setattr(greedy, "construct", lambda *_, **__: plan(task(0, 3, 0), task(2, 5, 0)))
    with caplog.at_level(logging.ERROR):
        result = solve(problem, FINISH, QUICK)
    assert (result.status, result.values) == ("optimal", (6,))
    assert "construction gave an invalid schedule" in caplog.text


def test_a_plan_for_another_problem_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="another number of tasks"):
        solve(shop(5), FINISH, QUICK, known=plan(task(0, 1)))


def test_what_may_be_left_out_is_done_if_that_is_cheaper() -> None:
    activity = Activity(modes=alone(2, cost=10), drop_cost=12)
    dear = replace(activity, drop_cost=8)
    result = solve(small(activity, dear), Objective.of("cost"), QUICK)
    assert result.schedule is not None
    assert [each is None for each in result.schedule.tasks] == [False, True]
    assert result.values == (18,)


def test_where_somebody_is_to_be_chosen_neighbourhoods_reach_the_best_makespan() -> None:
    """Before CP-SAT has worked on it: its schedules are a trap for them."""
    random = Random(7)
    jobs = (
        Activity(
            modes=(Mode(seats=(seat(*random.sample(range(9), 3), work=random.randint(1, 9)),)),)
        )
        for _ in range(120)
    )
    links = tuple(Precedence(first=k, second=k + 20) for k in range(0, 100, 2))
    problem = small(*jobs, horizon=400, people=9, precedences=links)
    news: list[SearchProgress] = []
    result = solve(problem, FINISH, QUICK, observer=news.append)
    assert result.status == "optimal"
    assert news[0].value != result.values[0]
    assert not {"CP-SAT", "construction"} & {news[-1].source}


def test_first_schedules_end_with_their_share_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []

    def counted(*args: object, **named: object) -> Schedule | None:
        tried.append(args)
        return generated(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(greedy, "generated", counted)
    assert solve(shop(), FINISH, SolveOptions(time_limit=1e-6)).schedule is not None
    few = len(tried)
    assert solve(shop(), FINISH, SolveOptions(deterministic_limit=1e-6)).schedule is not None
    assert len(tried) - few > few


@pytest.mark.parametrize(("limit", "share"), [(6.0, 0.8), (10.0, 0.5), (1000.0, 0.3)])
def test_the_first_look_at_a_small_plan_is_long_enough_to_find_something(
    monkeypatch: pytest.MonkeyPatch, limit: float, share: float
) -> None:
    """The clock stands still: how long all before takes is the machine's."""
    taken: list[float] = []
    now = time.monotonic()

    def whole(_self: Searchers, _k: int, _variables: Variables, limits: Limits) -> None:
        assert limits.until is not None
        taken.append(limits.until - now)

    monkeypatch.setattr(Searchers, "whole", whole)
    monkeypatch.setattr(time, "monotonic", lambda: now)
    random = Random(3)
    jobs = (Activity(modes=by(*random.sample(range(4), 2), work=1 + k % 7)) for k in range(40))
    links = tuple(Precedence(first=k, second=k + random.randint(1, 5)) for k in range(35))
    problem = small(*jobs, horizon=200, people=4, precedences=links)
    solve(problem, FINISH, SolveOptions(time_limit=limit), stop=lambda: bool(taken))
    assert taken[0] == pytest.approx(share * limit)
