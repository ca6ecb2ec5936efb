"""Searches with phases and hammocks: what they give keeps every rule."""

from dataclasses import replace
from fractions import Fraction

import pytest

from models import Objective, SolveOptions, solve
from models.check import violations
from models.measures.goals import measure, value
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat
from models.schedule import Schedule
from models.search import activity_lists, timetable_fit
from models.search.greedy import construct
from models.search.large_neighbourhood import Limits, improve
from models.search.left_shift import left_shifted
from tests.models.support import MILESTONE, alone, by, small
from tests.models.test_brute import phased
from tests.models.test_neighbourhoods import crowded

GOALS = Objective.of("lateness", "cost", "finish")


def broken(problem: Problem, schedule: Schedule) -> set[str]:
    """Rules that do not hold; budgets are looked at by who calls the construction."""
    return {found.rule for found in violations(problem, schedule)} - {"budget"}


def test_what_is_constructed_keeps_every_rule_and_so_does_the_last_touch() -> None:
    found = 0
    for seed in range(60):
        problem = phased(seed)
        schedule = construct(problem, GOALS)
        if schedule is not None:
            found += 1
            assert broken(problem, schedule) == set(), seed
            assert (
                broken(problem, left_shifted(problem, schedule, no_worse=lambda _: True)) == set()
            ), seed
    assert found > 20


def whole(spans: tuple[int, ...], *people: int, units: int = 1) -> Activity:
    who = tuple(Candidate(resource=r, work=0, rate=Fraction(7, 3), units=units) for r in people)
    seats = (Seat(candidates=who),) if people else ()
    return Activity(name="whole", modes=(Mode(seats=seats),), spans=spans)


def test_the_construction_keeps_people_free_for_what_spans_others() -> None:
    problem = small(
        Activity(modes=alone(4)),
        Activity(modes=by(0, work=3)),
        whole((0,), 0),
        resources=(Resource(capacity=1),),
    )
    schedule = construct(problem, GOALS)
    assert schedule is None or broken(problem, schedule) == set()
    result = solve(problem, Objective.of("finish"), SolveOptions(deterministic_limit=2))
    assert (result.status, result.values) == ("optimal", (7,))


def test_the_construction_pulls_the_last_task_of_a_phase_that_ends_too_early() -> None:
    problem = small(
        Activity(modes=alone(8)),
        Activity(modes=alone(1)),
        Activity(modes=alone(2)),
        whole((1, 2)),
        precedences=(Precedence(first=0, second=3, kind="FF"), Precedence(first=1, second=2)),
    )
    schedule = construct(problem, GOALS)
    assert schedule is not None
    assert [(t.start, t.end) for t in schedule.tasks if t] == [(0, 8), (0, 1), (6, 8), (0, 8)]


def big() -> Problem:
    """The crowded problem with a hammock over all of it and phases of every third activity."""
    problem = crowded()
    count = len(problem.activities)
    phases = [replace(whole(tuple(range(k, count, 3))), due=30, weight=9) for k in range(3)]
    lead = whole(tuple(range(count)), 3)
    return replace(
        problem,
        activities=(*problem.activities, *phases, lead),
        resources=(*problem.resources, Resource()),
        precedences=(
            *problem.precedences,
            Precedence(first=count, second=1, kind="SS", lag=2),
            Precedence(first=0, second=count + 1, kind="FF", lag=3),
        ),
    )


def test_a_task_that_waits_for_half_of_what_spans_it_is_constructed_late_enough() -> None:
    """The whole lasts from 0 to the end of the second task, which starts after half of that."""
    half = Precedence(first=2, second=1, kind="SS", share=Fraction(1, 2))
    problem = small(Activity(modes=alone(4)), Activity(modes=alone(2)), whole((0, 1)))
    schedule = construct(replace(problem, precedences=(half,)), GOALS)
    assert schedule is not None
    assert broken(replace(problem, precedences=(half,)), schedule) == set()


def test_neighbourhoods_improve_a_plan_with_phases_and_keep_every_rule() -> None:
    problem = big()
    first = construct(problem, GOALS)
    assert first is not None
    best = improve(problem, GOALS, first, Limits(work=0.03))
    assert violations(problem, best) == ()
    values = [[value(problem, one, goal) for goal in GOALS.goals] for one in (first, best)]
    assert values[1] < values[0]


def test_what_a_hammock_costs_follows_from_its_length() -> None:
    problem = small(Activity(modes=alone(5)), whole((0,), 0), resources=(Resource(),))
    result = solve(problem, Objective.of("cost"), SolveOptions(deterministic_limit=2))
    assert result.values == (12,)  # 5 × 7/3 is 11.67
    assert result.schedule is not None
    assert measure(problem, result.schedule, "cost") == 12


@pytest.mark.parametrize("share", [Fraction(0), Fraction(1, 2)])
def test_searches_that_know_no_spans_or_shares_refuse_them(share: Fraction) -> None:
    plain = small(Activity(modes=by(0), due=3), Activity(modes=by(0)), people=1)
    (goal,) = Objective.of("lateness").goals
    assert activity_lists.fits(plain, goal)
    assert timetable_fit.fits(plain, 12)
    if share:
        other = replace(plain, precedences=(Precedence(first=0, second=1, share=share),))
    else:
        phase = Activity(modes=MILESTONE, spans=(0, 1))
        other = replace(plain, activities=(*plain.activities, phase))
    assert not activity_lists.fits(other, goal)
    assert not timetable_fit.fits(other, 12)
