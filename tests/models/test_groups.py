"""The problem with groups in place of people allows whatever the problem allows."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models import SolveOptions, solve
from models.bounds.groups import in_groups, told_in_groups
from models.bounds.together import bounded_together
from models.calendars import Calendar
from models.check import violations
from models.measures.goals import Objective, bound
from models.problem import (
    Activity,
    Candidate,
    Mode,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
)
from models.schedule import Assignment, Schedule, Task
from models.search import greedy
from models.solve.allowance import Allowance
from models.solve.group_search import GroupSearch
from models.solve.incumbent import Incumbent
from tests.sample import sample

FINISH = Objective.of("finish")
HORIZON = 40


def crew(work: int, *groups: tuple[int, ...], count: int = 1) -> Activity:
    """An activity that takes so many of each of some groups."""
    seats = tuple(
        Seat(candidates=tuple(Candidate(resource=r, work=work) for r in group), count=count)
        for group in groups
    )
    return Activity(modes=(Mode(seats=seats, work=work),))


def problem(*activities: Activity, people: int, links: tuple[Precedence, ...] = ()) -> Problem:
    return Problem(
        horizon=HORIZON,
        calendars=(Calendar.always(HORIZON),),
        resources=tuple(Resource() for _ in range(people)),
        activities=activities,
        precedences=links,
    )


@st.composite
def crews(draw: st.DrawFn) -> Problem:
    """Crews of people and machines, on two calendars, with leave and links."""
    people = range(draw(st.integers(2, 4)))
    who = st.lists(st.sampled_from(people), min_size=1, max_size=3, unique=True)
    activities = []
    for _ in range(draw(st.integers(2, 5))):
        work, calendar = draw(st.integers(1, 3)), draw(st.integers(0, 1))
        seats = []
        for group in draw(st.lists(who, min_size=1, max_size=2)):
            units, count = draw(st.integers(1, 2)), draw(st.integers(1, len(group)))
            candidates = tuple(
                Candidate(resource=r, work=work, units=units, calendar=calendar) for r in group
            )
            seats.append(Seat(candidates=candidates, count=count))
        one = Activity(
            modes=(Mode(seats=tuple(seats), work=draw(st.sampled_from([0, work]))),),
            calendar=calendar,
            together=draw(st.booleans()),
            start_min=draw(st.sampled_from([0, 0, 2])),
        )
        activities.append(one)
    pairs = [(a, b) for b in range(len(activities)) for a in range(b) if draw(st.booleans())]
    leave = draw(st.sampled_from([(), (Reservation(resource=0, start=2, end=5),)]))
    calendars = Calendar.always(HORIZON), Calendar(spans=((0, 2), (4, 9), (10, HORIZON)))
    return Problem(
        horizon=HORIZON,
        calendars=calendars,
        resources=tuple(Resource(capacity=draw(st.integers(1, 3))) for _ in people),
        activities=tuple(activities),
        precedences=tuple(
            Precedence(first=a, second=b, lag=draw(st.integers(-1, 2))) for a, b in pairs
        ),
        reservations=leave,
    )


@settings(
    max_examples=sample(60),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(whole=crews())
def test_a_schedule_of_people_is_one_of_groups(whole: Problem) -> None:
    groups, schedule = in_groups(whole), greedy.construct(whole, FINISH)
    assume(groups is not None and schedule is not None)
    assert groups is not None
    assert schedule is not None
    assert not violations(whole, schedule)
    assert not violations(groups, told_in_groups(groups, schedule))


@settings(
    max_examples=sample(30),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(whole=crews())
def test_its_search_never_says_too_much(whole: Problem) -> None:
    """The bound is at most the optimum, and what is found keeps the rules."""
    schedule, options = (
        greedy.construct(whole, FINISH),
        SolveOptions(workers=1, deterministic_limit=1.0),
    )
    assume(schedule is not None)
    standing = Incumbent(whole, FINISH.goals, lambda _: None, lambda _: None)
    standing.take(schedule, "construction")
    GroupSearch(standing, Allowance(options, standing, lambda: False)).run(0.5)
    assert standing.best is not None
    assert not violations(whole, standing.best)
    best = solve(whole, FINISH, options)
    assert best.status == "optimal"
    assert standing.bounds[0] <= best.values[0] <= standing.best.makespan


def test_two_groups_together_are_short_of_people() -> None:
    """Two of five electricians or six plumbers, who are seven in all: three crews, not two."""
    electricians, plumbers = (0, 1, 2, 3, 4), (1, 2, 3, 4, 5, 6)
    whole = problem(*[crew(2, electricians, plumbers, count=2) for _ in range(2)], people=7)
    groups = in_groups(whole)
    assert groups is not None
    options = SolveOptions(workers=1, deterministic_limit=1.0)
    assert solve(groups, FINISH, options).values == (4,)


def test_who_has_no_choice_has_no_groups() -> None:
    assert in_groups(problem(crew(2, (0,)), crew(2, (1,)), people=2)) is None


def test_what_takes_longer_with_some_has_no_groups() -> None:
    seat = Seat(candidates=(Candidate(resource=0, work=1), Candidate(resource=1, work=2)))
    assert in_groups(problem(Activity(modes=(Mode(seats=(seat,)),)), people=2)) is None


@settings(
    max_examples=sample(60),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(whole=crews())
def test_what_can_run_together_never_bounds_too_much(whole: Problem) -> None:
    groups = in_groups(whole)
    assume(groups is not None)
    assert groups is not None
    least = bounded_together(groups, HORIZON, lambda _: False)
    best = solve(groups, FINISH, SolveOptions(workers=1, deterministic_limit=1.0))
    assume(best.status == "optimal")
    assert least <= best.values[0]


def test_what_can_run_together_bounds_more_than_energy() -> None:
    """Two of three people each: nothing runs beside it, though one of them is idle; nor links."""
    pairs = [crew(2, (0, 1, 2), count=2) for _ in range(3)]
    chain = [crew(3, (3, 4)) for _ in range(3)]
    links = (Precedence(first=3, second=4), Precedence(first=4, second=5))
    groups = in_groups(problem(*pairs, people=3))
    assert groups is not None
    assert bound(groups, FINISH.goals[0]) == 4
    assert bounded_together(groups, HORIZON, lambda _: False) == 6
    groups = in_groups(problem(*pairs, *chain, people=5, links=links))
    assert groups is not None
    assert bounded_together(groups, HORIZON, lambda _: False) == 9


def test_what_can_run_together_asks_when_to_stop() -> None:
    groups = in_groups(problem(*[crew(2, (0, 1, 2), count=1) for _ in range(7)], people=3))
    assert groups is not None
    works: list[float] = []

    def stop(work: float) -> bool:
        works.append(work)
        return True

    assert bounded_together(groups, HORIZON, stop) <= 5
    assert len(works) == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_people_are_found_near_the_starts_in_groups(workers: int) -> None:
    """From a schedule one after the other to the best one, which is proved."""
    whole = problem(*[crew(3, (0, 1, 2), (1, 2, 3)) for _ in range(4)], people=4)
    tasks = [Task(start=3 * i, end=3 * i + 3, mode=0, assignments=PAIR) for i in range(4)]
    standing = Incumbent(whole, FINISH.goals, lambda _: None, lambda _: None)
    standing.take(Schedule(tasks=tuple(tasks)), "one after the other")
    options = SolveOptions(workers=workers, deterministic_limit=2.0)
    GroupSearch(standing, Allowance(options, standing, lambda: False)).run(0.5)
    assert standing.current(0) == 6
    assert standing.proved(0)


PAIR = Assignment(seat=0, resource=0), Assignment(seat=1, resource=3)
