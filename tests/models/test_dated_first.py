"""Cost after dates: what these bind is annealed first, by what everybody's time is worth."""

import pytest

from models.bounds.worth import worth
from models.calendars import Calendar
from models.check import violations
from models.measures.goals import Objective, bound, rank, value, within
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat
from models.search.dated_first import anneal_dated_first, dated
from models.search.greedy import construct
from models.search.large_neighbourhood import Limits
from models.search.later_goal import LaterGoal
from tests.models.test_later import half_open

GOALS = Objective.of("lateness", "cost", "finish").goals


def team(ends: tuple[int | None, ...], horizon: int) -> Problem:
    """Work of 4 slots each, for a cheap person and a dear one, each to end by a slot."""
    who = (Candidate(resource=0, work=4, cost=4), Candidate(resource=1, work=4, cost=40))
    modes = (Mode(seats=(Seat(candidates=who),)),)
    return Problem(
        horizon=horizon,
        calendars=(Calendar.always(horizon),),
        resources=(Resource(), Resource()),
        activities=tuple(Activity(modes=modes, end_max=end) for end in ends),
    )


def test_time_is_worth_what_the_next_one_costs_more() -> None:
    assert worth(team((None,) * 6, horizon=16), (), 0) == pytest.approx([9, 0])


def test_time_of_those_who_have_enough_is_worth_nothing() -> None:
    assert worth(team((None,) * 4, horizon=17), (), 0) == pytest.approx([0, 0])


def test_what_cannot_wait_makes_no_time_dear_afterwards() -> None:
    problem = team((8, 8, 8, None), horizon=30)
    assert worth(problem, {0, 1, 2}, 8) == pytest.approx([0, 0])


def test_what_dates_bind_is_found_with_what_it_follows() -> None:
    problem = team((None, 8, None, None), horizon=30)
    links = (Precedence(first=0, second=1), Precedence(first=1, second=2))
    linked = Problem(
        horizon=30,
        calendars=problem.calendars,
        resources=problem.resources,
        activities=problem.activities,
        precedences=links,
    )
    assert dated(linked) == {0, 1}
    assert dated(team((None,) * 3, horizon=30)) == frozenset()


@pytest.mark.parametrize("at_once", [False, True])
@pytest.mark.parametrize("known", [False, True])
def test_the_cost_falls_and_nothing_gets_later(at_once: bool, known: bool) -> None:
    problem = half_open()
    first = construct(problem, Objective(goals=GOALS[:1]))
    assert first is not None
    caps = (value(problem, first, GOALS[0]),)
    kept = within(problem, GOALS, caps)
    bounds = tuple(bound(problem, goal) if known else 0 for goal in GOALS)
    found = [first]
    anneal_dated_first(
        kept,
        dated(kept),
        LaterGoal(goals=GOALS, caps=caps, bounds=bounds),
        first,
        Limits(work=0.1, workers=1, seed=3),
        found=lambda schedule, _: found.append(schedule),
        stop=lambda: at_once,
    )
    for schedule in found:
        assert violations(problem, schedule) == ()
        assert rank([value(problem, schedule, GOALS[0])], caps) == (0,)
    assert at_once or value(problem, found[-1], GOALS[1]) < value(problem, first, GOALS[1])
