"""ActivityLists and the moves on them, and the annealing that uses them."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

from models import SearchProgress, SolveOptions, solve
from models.calendars import Calendar
from models.check import violations
from models.measures.goals import Goal, Objective, measure, value
from models.problem import (
    FREE,
    Activity,
    Candidate,
    Mode,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
)
from models.schedule import Schedule
from models.search import annealing
from models.search.activity_lists import ActivityList, ActivityLists, fits
from models.search.annealing import anneal
from models.search.chain import chain, times, walk
from models.search.chain_state import AnnealingChain
from models.search.greedy import construct, forward
from models.search.large_neighbourhood import Limits
from tests.models.problems import problems
from tests.models.support import being_made, patient
from tests.sample import sample

MONEY = Goal(name="money", terms=(("lateness", 20), ("cost", 1), ("finish", 3)))


def late(count: int = 60, people: int = 4, seed: int = 5) -> Problem:
    """Chains of work for people with days off; everything is due at once."""
    random = Random(seed)
    horizon = 600
    week = Calendar.from_slots(slot for slot in range(horizon) if slot % 7 < 5)
    activities = []
    for i in range(count):
        work = random.randint(2, 9)
        able = random.sample(range(people), random.randint(1, people))
        candidates = tuple(Candidate(resource=r, work=work, cost=work * (r + 1)) for r in able)
        mode = Mode(seats=(Seat(candidates=candidates),))
        activities.append(
            Activity(name=str(i), modes=(mode,), due=20, weight=random.randint(1, 30))
        )
    return Problem(
        horizon=horizon,
        calendars=(Calendar.always(horizon), week),
        resources=tuple(Resource(calendar=r % 2) for r in range(people)),
        activities=tuple(activities),
        precedences=tuple(Precedence(first=i - 3, second=i) for i in range(3, count)),
    )


def plain(mode: Mode) -> Mode:
    """The mode without dates and pauses of its people."""
    seats = (
        replace(
            seat,
            candidates=tuple(
                replace(c, bounds=FREE, pause=None, due=None) for c in seat.candidates
            ),
        )
        for seat in mode.seats
    )
    return replace(mode, seats=tuple(seats), bounds=FREE)


def listed(problem: Problem) -> tuple[Problem, ActivityLists, ActivityList]:
    """The problem without what lists do not know, its lists, and one of them; or no example."""
    activities = tuple(
        replace(
            activity,
            modes=tuple(map(plain, activity.modes)),
            end_min=0,
            start_max=None,
            end_max=None,
            drop_cost=None,
        )
        for activity in problem.activities
        if not activity.spans
    )
    links = tuple(
        link
        for link in problem.precedences
        if max(link.first, link.second) < len(activities) and not (link.share or link.lags)
    )  # what spans others stands behind them
    problem = replace(
        problem,
        activities=activities,
        precedences=links,
        materials=tuple(one.unlimited for one in problem.materials),
        staffing=(),
        budgets=(),
        reservations=(),
        overhead=None,
    )
    assume(fits(problem, MONEY))
    schedule = construct(problem, Objective(goals=(MONEY,)))
    assume(schedule is not None)
    assert schedule is not None
    lists = ActivityLists(problem, dict(MONEY.terms))
    return problem, lists, lists.of(schedule)


def moved(lists: ActivityLists, one: AnnealingChain, count: int) -> float:
    """Value of the list after so many moves, whatever they cost."""
    walk(lists.tables, one, 1e15, count)
    return float(one.value[0])


def seen(one: AnnealingChain) -> tuple[ActivityList, list[int], list[int]]:
    """The list of a chain as it is, and its times."""
    return (
        ActivityList(one.order.copy(), one.tasks["mode"].copy(), one.crew.copy()),
        one.tasks["start"].tolist(),
        one.tasks["end"].tolist(),
    )


def paid(problem: Problem, schedule: Schedule) -> int:
    """Cents of modes and people, overtime aside."""
    cost = 0
    for activity, task in zip(problem.activities, schedule.tasks, strict=True):
        assert task is not None
        mode = activity.modes[task.mode]
        cost += mode.cost
        for one in task.assignments:
            candidates = mode.seats[one.seat].candidates
            cost += next(c.cost for c in candidates if c.resource == one.resource)
    return cost


QUIET = settings(
    max_examples=sample(30),
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@QUIET
@given(problem=problems(max_activities=6), seed=st.integers(0, 9))
def test_moves_change_times_and_price_as_if_all_was_put_anew(problem: Problem, seed: int) -> None:
    problem, lists, one = listed(problem)
    walked = chain(lists.tables, one, seed)
    for count in (1, 2, 5, 20, 100):
        value = moved(lists, walked, count)
        now, starts, ends = seen(walked)
        anew = chain(lists.tables, now, seed)
        assert (starts, ends) == (anew.tasks["start"].tolist(), anew.tasks["end"].tolist())
        assert value == pytest.approx(anew.value[0])
        assert walked.tasks["place"].tolist() == anew.tasks["place"].tolist()


@QUIET
@given(problem=problems(max_activities=6), seed=st.integers(0, 9))
def test_times_of_a_list_keep_the_rules_and_are_priced_right(problem: Problem, seed: int) -> None:
    problem, lists, one = listed(problem)
    walked = chain(lists.tables, one, seed)
    for _ in range(20):
        price = moved(lists, walked, 3)
        now, starts, ends = seen(walked)
        if max(ends) <= problem.horizon:
            planned = lists.schedule(now, starts, ends)
            assert violations(problem, planned) == ()
            dates = Goal(name="dates", terms=(("lateness", 20), ("finish", 3)))
            cost = paid(problem, planned)
            assert price == pytest.approx(value(problem, planned, dates) + cost)


def test_moves_of_many_activities_and_places_add_up() -> None:
    problem = late(150)
    several = tuple(
        replace(r, capacity=1 + k % 3, name=str(k)) for k, r in enumerate(problem.resources)
    )
    problem = replace(problem, resources=several)
    lists = ActivityLists(problem, dict(MONEY.terms))
    schedule = construct(problem, Objective(goals=(MONEY,)))
    assert schedule is not None
    walked = chain(lists.tables, lists.of(schedule), 3)
    accepted = set()
    for heat in (1e15, 1e4, 1e2, 0.0):
        walk(lists.tables, walked, heat, 500)
        now, starts, ends = seen(walked)
        anew = chain(lists.tables, now, 3)
        assert (starts, ends) == (anew.tasks["start"].tolist(), anew.tasks["end"].tolist())
        assert walked.value[0] == pytest.approx(anew.value[0])
        accepted.add(tuple(now.order))
    assert len(accepted) == 4


def test_a_list_keeps_clear_of_what_is_reserved_and_of_hard_dates() -> None:
    activities = tuple(
        Activity(
            modes=(Mode(seats=(Seat(candidates=(Candidate(resource=0, work=3),)),)),),
            end_max=end_max,
        )
        for end_max in (None, 8)
    )
    problem = Problem(
        horizon=20,
        calendars=(Calendar.always(20),),
        resources=(Resource(),),
        activities=activities,
        reservations=(Reservation(resource=0, start=0, end=4),),
    )
    lists = ActivityLists(problem, dict(MONEY.terms))
    schedule = construct(problem, Objective(goals=(MONEY,)))
    assert schedule is not None
    one = lists.of(schedule)
    known = chain(lists.tables, one, 0)
    assert (one.order.tolist(), known.tasks["start"].tolist()) == ([1, 0], [7, 4])
    swapped = chain(lists.tables, one._replace(order=one.order[::-1].copy()), 0)
    assert swapped.tasks["start"].tolist() == [4, 7]
    assert swapped.value[0] > known.value[0] + 100


def test_a_list_waits_for_a_slot_in_which_all_work() -> None:
    """Here calendars meet in slot 9 only, after having missed each other three times."""
    own, theirs = ((2, 4, 6, 9), (3, 5, 7, 9))
    mode = Mode(seats=(Seat(candidates=(Candidate(resource=0, work=1, calendar=1),)),), work=1)
    problem = Problem(
        horizon=20,
        calendars=(Calendar.from_slots(own), Calendar.from_slots(theirs)),
        resources=(Resource(),),
        activities=(Activity(modes=(mode,), together=True),),
    )
    schedule = construct(problem, Objective(goals=(MONEY,)))
    assert schedule is not None
    lists = ActivityLists(problem, dict(MONEY.terms))
    start, end = times(lists.tables, lists.of(schedule))
    assert (start.tolist(), end.tolist()) == ([9], [10])
    apart = replace(problem, activities=(Activity(modes=(mode,)),))
    lists = ActivityLists(apart, dict(MONEY.terms))
    start, end = times(lists.tables, lists.of(schedule))
    assert (start.tolist(), end.tolist()) == ([2], [4])


def annealed(problem: Problem, goal: Goal, first: Schedule, workers: int = 1) -> Schedule:
    """The last schedule that annealing reports."""
    found: list[Schedule] = []
    anneal(
        problem,
        (goal,),
        first,
        Limits(work=0.2, workers=workers, seed=3),
        found=lambda schedule, _: found.append(schedule),
        stop=lambda: False,
    )
    return found[-1]


def test_annealing_improves_what_is_late() -> None:
    problem = late()
    first = construct(problem, Objective(goals=(MONEY,)))
    assert first is not None
    best = annealed(problem, MONEY, first, workers=2)
    assert violations(problem, best) == ()
    assert value(problem, best, MONEY) < 0.97 * value(problem, first, MONEY)


def test_annealing_does_not_depend_on_how_bad_the_first_schedule_is() -> None:
    problem = late(150)
    activities = (replace(a, due=20 + i) for i, a in enumerate(problem.activities))
    problem = replace(problem, activities=tuple(activities), precedences=())
    good = construct(problem, Objective(goals=(MONEY,)))
    bad = forward(problem, tuple(float(-i) for i in range(150)))
    assert good is not None
    assert bad is not None
    after_good, after_bad = (
        value(problem, annealed(problem, MONEY, first), MONEY) for first in (good, bad)
    )
    assert after_bad < 1.03 * after_good


def test_annealing_finds_cheap_people_where_nothing_is_late() -> None:
    random, count, work = Random(1), 40, 5
    candidates = [
        tuple(Candidate(resource=r, work=work, cost=random.randint(1, 99)) for r in range(count))
        for _ in range(count)
    ]
    problem = Problem(
        horizon=20,
        calendars=(Calendar.always(20),),
        resources=(Resource(),) * count,
        activities=tuple(
            Activity(modes=(Mode(seats=(Seat(candidates=each),)),), due=work, weight=1)
            for each in candidates
        ),
    )
    goal = Goal(name="money", terms=(("lateness", 20), ("cost", 1)))
    first = construct(problem, Objective.of("finish"))
    assert first is not None
    assert measure(problem, first, "lateness") == 0
    best = annealed(problem, goal, first)
    assert violations(problem, best) == ()
    assignment = SimpleLinearSumAssignment()
    for i, each in enumerate(candidates):
        for candidate in each:
            assignment.add_arc_with_cost(i, candidate.resource, candidate.cost)
    assert assignment.solve() == assignment.OPTIMAL
    assert value(problem, best, goal) < 1.2 * assignment.optimal_cost()


@pytest.mark.parametrize("workers", [1, 4])
def test_annealing_is_part_of_the_search_and_the_same_each_time(workers: int) -> None:
    problem = late()
    sources: list[str] = []

    def planned() -> Schedule | None:
        options = SolveOptions(deterministic_limit=0.05, workers=workers, seed=2)
        observed = lambda progress: sources.append(progress.source)  # noqa: E731
        return solve(problem, Objective(goals=(MONEY,)), options, observer=observed).schedule

    assert planned() == planned()
    assert "annealing" in sources


def test_a_stop_ends_annealing_and_what_runs_beside_it() -> None:
    problem = late(150)
    sources: list[str] = []
    result = solve(
        problem,
        Objective(goals=(MONEY,)),
        patient(time_limit=10, workers=2),
        observer=lambda progress: sources.append(progress.source),
        stop=lambda: "annealing" in sources,
    )
    assert set(sources[sources.index("annealing") :]) <= {
        *("annealing", "CP-SAT", "relaxation", "the end")
    }
    assert result.schedule is not None
    assert violations(problem, result.schedule) == ()


@pytest.mark.parametrize("options", [SolveOptions, patient])
def test_neighbourhoods_search_while_the_machine_code_is_being_made(
    monkeypatch: pytest.MonkeyPatch, options: Callable[..., SolveOptions]
) -> None:
    monkeypatch.setattr(annealing, "WARM", being_made())
    news: list[SearchProgress] = []
    result = solve(late(), Objective(goals=(MONEY,)), options(time_limit=1), observer=news.append)
    assert result.schedule is not None
    sources = {progress.source for progress in news}
    assert "annealing" not in sources
    assert sources - {"construction", "CP-SAT", "relaxation"}
