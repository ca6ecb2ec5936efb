"""The Lagrangian bound never passes the optimum, and it grows."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice, pairwise
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.bounds import relaxation, rents
from models.bounds.relaxation import Relaxation, relaxed_bounds
from models.calendars import Calendar
from models.check import violations
from models.measures.goals import Goal, Objective, value
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat
from models.search.greedy import construct
from tests.models.brute import best_value
from tests.models.problems import problems, schedules
from tests.models.test_brute import instance
from tests.sample import sample

MONEY = Goal(name="money", terms=(("lateness", 3), ("cost", 1)))


def busy(count: int = 12, people: int = 2) -> Problem:
    """More work than people can do by the due dates, in short chains."""
    random = Random(3)
    activities = []
    for _ in range(count):
        work = random.randint(2, 5)
        candidates = tuple(Candidate(resource=r, work=work, cost=work * r) for r in range(people))
        seat = Seat(candidates=candidates)
        due = random.randint(4, 12)
        activities.append(Activity(modes=(Mode(seats=(seat,)),), due=due, weight=5))
    return Problem(
        horizon=80,
        calendars=(Calendar.always(80),),
        resources=tuple(Resource() for _ in range(people)),
        activities=tuple(activities),
        precedences=tuple(Precedence(first=i, second=i + 1) for i in range(0, count - 1, 3)),
    )


@settings(
    max_examples=sample(25),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_no_valid_schedule_is_below_the_bound(data: st.DataObject) -> None:
    problem = data.draw(problems(max_activities=3))
    schedule = data.draw(schedules(problem))
    assume(not violations(problem, schedule))
    for bound in islice(relaxed_bounds(problem, MONEY, schedule), 20):
        assert bound <= value(problem, schedule, MONEY)


@settings(
    max_examples=sample(50),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_whatever_the_prices_are_they_bound_the_goal(data: st.DataObject) -> None:
    problem = data.draw(problems(max_activities=3))
    schedule = data.draw(schedules(problem))
    assume(not violations(problem, schedule))
    relaxed = Relaxation(problem, MONEY, schedule)
    chance = np.random.default_rng(data.draw(st.integers(0, 1000)))
    price, pull = relaxed.prices
    price[:] = chance.integers(0, 5, price.shape)
    pull[:] = chance.integers(0, 5, pull.shape)
    assert relaxed.iterate() <= value(problem, schedule, MONEY)


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11])
def test_the_optimum_is_not_below_the_bound(seed: int) -> None:
    problem = instance(seed)
    schedule = construct(problem, Objective(goals=(MONEY,)))
    best = best_value(problem, MONEY)
    assert schedule is not None
    assert best is not None
    for bound in islice(relaxed_bounds(problem, MONEY, schedule), 60):
        assert bound <= best


def test_bounds_grow_and_close_most_of_the_gap_that_the_simple_bound_leaves() -> None:
    problem = busy()
    schedule = construct(problem, Objective(goals=(MONEY,)))
    assert schedule is not None
    found = list(islice(relaxed_bounds(problem, MONEY, schedule), 300))
    assert all(one <= two for one, two in pairwise(found))
    upper = value(problem, schedule, MONEY)
    assert upper - found[-1] < 0.5 * (upper - found[0])


def test_links_are_priced_too() -> None:
    """A chain of due work is late however many people there are."""
    problem = busy(people=6)
    schedule = construct(problem, Objective(goals=(MONEY,)))
    assert schedule is not None
    free = replace(problem, precedences=())
    with_links, without = (
        list(islice(relaxed_bounds(each, MONEY, schedule), 150))[-1] for each in (problem, free)
    )
    assert with_links > without


def test_nothing_is_said_of_goals_without_lateness() -> None:
    problem = busy()
    schedule = construct(problem, Objective.of("finish"))
    assert schedule is not None
    assert not list(relaxed_bounds(problem, Goal(name="f", terms=(("finish", 1),)), schedule))


def test_all_machine_code_of_prices_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two activities that cannot meet no price moved: that was compiled in each process anew."""
    called = []
    for name in ("priced", "averaged", "stepped"):
        code = getattr(rents, name)

        def recorded(*given: object, name: str = name, code: Callable[..., Any] = code) -> object:
            called.append(name)
            return code(*given)

        monkeypatch.setattr(rents, name, recorded)
    relaxation.make()
    assert called == ["priced", "averaged", "stepped"]
