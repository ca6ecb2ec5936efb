"""Measures of schedules made by hand, worked out by hand."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from models.calendars import Calendar
from models.measures.goals import Goal, Objective, measure, value
from models.overtime import Overtime
from models.problem import (
    Activity,
    Budget,
    Candidate,
    Mode,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
    Stay,
)
from tests.models.support import MILESTONE, alone, by, plan, seat, small, task

PAUSE = Calendar(spans=((0, 4), (6, 12)))
"""Works but for slots 4 and 5."""


@pytest.mark.parametrize(("end", "expected"), [(2, 0), (5, 0), (6, 3), (9, 12)])
def test_lateness_is_weight_times_slots_after_the_due_slot(end: int, expected: int) -> None:
    case = small(Activity(modes=alone(2), due=5, weight=3))
    assert measure(case, plan(task(end - 2, end)), "lateness") == expected


@pytest.mark.parametrize(("end", "slots"), [(4, 0), (5, 0), (6, 0), (7, 1), (9, 3)])
def test_lateness_counts_on_the_due_calendar(end: int, slots: int) -> None:
    case = small(Activity(modes=alone(2), due=4), calendars=(PAUSE,), due_calendar=1)
    assert measure(case, plan(task(end - 2, end)), "lateness") == slots


def test_lateness_adds_up_and_leaves_out_what_is_left_out() -> None:
    late = Activity(modes=alone(2), due=1, weight=2, drop_cost=0)
    case = small(late, replace(late, weight=5), replace(late, due=None))
    assert measure(case, plan(task(0, 2), task(2, 4), task(4, 6)), "lateness") == 2 * 1 + 5 * 3
    assert measure(case, plan(task(0, 2), None, task(4, 6)), "lateness") == 2


def test_late_count_counts_ends_after_their_due_slot() -> None:
    case = small(*(Activity(modes=alone(2), due=4, weight=9),) * 3)
    assert measure(case, plan(task(2, 4), task(3, 5), task(9, 11)), "late_count") == 2


def test_what_is_late_only_by_a_pause_is_on_time() -> None:
    case = small(Activity(modes=MILESTONE, due=4), calendars=(PAUSE,), due_calendar=1)
    assert measure(case, plan(task(6, 6)), "late_count") == 0


@pytest.mark.parametrize(("end", "expected"), [(8, 0), (9, 0), (7, -2), (6, -4), (5, -4), (4, -4)])
def test_earliness_gains_for_every_slot_before_the_due_slot(end: int, expected: int) -> None:
    case = small(Activity(modes=alone(2), due=8, bonus=2), calendars=(PAUSE,), due_calendar=1)
    assert measure(case, plan(task(end - 2, end)), "earliness") == expected


def test_finish_is_the_last_end() -> None:
    case = small(*(Activity(modes=alone(2), drop_cost=0),) * 3)
    assert measure(case, plan(task(0, 2), task(7, 9), None), "finish") == 9
    assert measure(case, plan(None, None, None), "finish") == 0


def costly() -> Problem:
    ann, bob = Candidate(resource=0, work=2, cost=30), Candidate(resource=1, work=2, cost=50)
    crew = Mode(seats=(Seat(candidates=(ann, bob), count=1),), cost=5)
    both = Mode(seats=(Seat(candidates=(ann, bob), count=2),), cost=7)
    return small(Activity(modes=(crew, both)), Activity(modes=alone(1, 11), drop_cost=99), people=2)


def test_cost_is_the_modes_and_that_of_everybody_assigned() -> None:
    case = costly()
    assert measure(case, plan(task(0, 2, 0), task(0, 1)), "cost") == 5 + 30 + 11
    assert measure(case, plan(task(0, 2, 1), task(0, 1)), "cost") == 5 + 50 + 11
    assert measure(case, plan(task(0, 2, 0, 1, mode=1), task(0, 1)), "cost") == 7 + 80 + 11


def test_leaving_out_costs_its_price() -> None:
    assert measure(costly(), plan(task(0, 2, 0), None), "cost") == 5 + 30 + 99


def test_a_soft_budget_costs_its_price_for_each_cent_above() -> None:
    budgets = (
        Budget(limit=30, price=2),
        Budget(limit=40, price=100),
        Budget(limit=0, activities=(1,), price=3),
        Budget(limit=1),  # hard: the referee's business, not a cost
    )
    case = replace(costly(), budgets=budgets)
    spent = 5 + 30 + 11
    expected = spent + 2 * (spent - 30) + 100 * (spent - 40) + 3 * 11
    assert measure(case, plan(task(0, 2, 0), task(0, 1)), "cost") == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"), [(0, 3, 10), (2, 5, 12), (3, 6, 15), (4, 7, 15), (6, 9, 10)]
)
def test_overtime_costs_its_price_a_slot_halves_up(start: int, end: int, expected: int) -> None:
    # 7 / 3 a slot: one of them outside the own hours is 2, two are 5.
    who = Candidate(resource=0, work=3, cost=10, calendar=0, overtime=Fraction(7, 3))
    case = small(
        Activity(modes=(Mode(seats=(Seat(candidates=(who,)),)),)),
        resources=(Resource(calendar=1, overtime=Overtime(calendar=2)),),
        calendars=(PAUSE, Calendar(spans=((4, 6),))),
    )
    assert measure(case, plan(task(start, end, 0)), "cost") == expected


@pytest.mark.parametrize(
    ("starts", "expected"), [((0, 3), 500 + 300), ((0, 2), 800 + 300), ((6, 3), 700 + 300)]
)
def test_peaks_add_up_the_most_in_use_of_each_resource(
    starts: tuple[int, int], expected: int
) -> None:
    activities = (
        Activity(modes=(Mode(seats=(seat(0, work=3, units=units),)),)) for units in (500, 300)
    )
    meetings = (
        Reservation(resource=1, start=0, end=2, units=300),
        Reservation(resource=0, start=8, end=9, units=200),
    )
    case = small(*activities, resources=(Resource(capacity=1000),) * 2, reservations=meetings)
    one, two = starts
    planned = plan(task(one, one + 3, 0), task(two, two + 3, 0))
    assert measure(case, planned, "peaks") == expected


def test_what_follows_at_once_adds_nothing_to_a_peak() -> None:
    case = small(*(Activity(modes=by(0, work=3)),) * 2, people=1)
    assert measure(case, plan(task(0, 3, 0), task(3, 6, 0)), "peaks") == 1


def test_handovers_are_links_between_entirely_different_people() -> None:
    crew = Activity(modes=(Mode(seats=(seat(0, 1, 2, count=2),)),), drop_cost=0)
    links = (
        Precedence(first=0, second=1),
        Precedence(first=1, second=2),
        Precedence(first=0, second=2, kind="SS"),  # passes nothing on
        Precedence(first=2, second=3),  # nobody could do both
    )
    single = Activity(modes=by(0, 1, 2))
    case = small(crew, single, crew, Activity(modes=by(3)), people=4, precedences=links)
    other = task(3, 4, 3)
    kept = plan(task(0, 1, 0, 1), task(1, 2, 1), task(2, 3, 1, 2), other)
    passed = plan(task(0, 1, 0, 1), task(1, 2, 2), task(2, 3, 0, 1), other)
    assert measure(case, kept, "handovers") == 0
    assert measure(case, passed, "handovers") == 2
    assert measure(case, replace(passed, tasks=(None, *passed.tasks[1:])), "handovers") == 1


def test_moves_add_up_how_far_starts_are_from_before() -> None:
    moved = Activity(modes=alone(2), previous=4, drop_cost=0)
    case = small(moved, moved, moved, Activity(modes=alone(2)))
    assert measure(case, plan(task(1, 3), task(9, 11), task(4, 6), task(8, 10)), "moves") == 3 + 5
    assert measure(case, plan(None, task(4, 6), None, task(8, 10)), "moves") == 0


def test_changes_count_what_they_do_to_people() -> None:
    """Later counts 2 a slot, earlier 3 a slot before slot 3; each stranger 10."""
    team = (Candidate(resource=0, work=2), Candidate(resource=1, work=2, strange=10))
    near = Stay(at=2, later=2, sooner=3, until=3)
    far = Stay(at=6, later=2, sooner=3, until=3)
    mode = Mode(seats=(Seat(candidates=team),))
    case = small(*(Activity(modes=(mode,), stay=one) for one in (near, far)), people=2)

    def changes(*tasks: Any) -> int:
        return measure(case, plan(*tasks), "changes")

    assert changes(task(2, 4, 0), task(6, 8, 0)) == 0
    assert changes(task(4, 6, 0), task(7, 9, 0)) == 2 * 2 + 1 * 2
    assert changes(task(0, 2, 0), task(4, 6, 0)) == 2 * 3
    assert changes(task(2, 4, 1), task(1, 3, 0)) == 10 + 2 * 3


def test_wishes_add_up_who_is_not_wanted() -> None:
    team = (Candidate(resource=0, work=1), Candidate(resource=1, work=1, unwanted=3))
    activity = Activity(modes=(Mode(seats=(Seat(candidates=team),)),), drop_cost=0)
    case = small(activity, activity, people=2)
    assert measure(case, plan(task(0, 1, 0), task(1, 2, 1)), "wishes") == 3
    assert measure(case, plan(task(0, 1, 1), task(1, 2, 1)), "wishes") == 6
    assert measure(case, plan(None, task(1, 2, 0)), "wishes") == 0


def test_a_goal_is_a_weighted_sum_of_measures() -> None:
    goal = Goal(name="money", terms=(("lateness", 10), ("cost", 1)))
    case = small(Activity(modes=alone(2, 7), due=1, weight=2))
    assert value(case, plan(task(1, 3)), goal) == 10 * 2 * 2 + 7


def test_measures_in_strict_order_are_a_goal_each() -> None:
    order: tuple[str, ...] = ("lateness", "cost")
    objective = Objective.of(*order)
    assert [goal.name for goal in objective.goals] == list(order)
    assert [goal.terms for goal in objective.goals] == [(("lateness", 1),), (("cost", 1),)]
