"""Hard budgets: in all, of some activities, within a period, with what falls when."""

from fractions import Fraction

import pytest

from models.calendars import Calendar
from models.overtime import Overtime
from models.problem import Activity, Budget, Candidate, Mode, Problem, Resource, Seat
from models.rules import budget
from models.schedule import Task
from tests.models.support import alone, build, by, hint_holds, plan, small, task, verdict

PAUSE = Calendar(spans=((0, 4), (6, 12)))
"""Works but for slots 4 and 5."""


def keeps(case: Problem, *tasks: Task | None) -> bool:
    return verdict(budget, case, plan(*tasks))


@pytest.mark.parametrize(("limit", "expected"), [(69, False), (70, True), (71, True)])
def test_the_cost_of_everything_is_at_most_the_limit(limit: int, expected: bool) -> None:
    case = small(
        Activity(modes=alone(2, cost=40)),
        Activity(modes=by(0, cost=30)),
        people=1,
        budgets=(Budget(limit=limit),),
    )
    assert keeps(case, task(0, 2), task(0, 1, 0)) == expected


@pytest.mark.parametrize(("who", "expected"), [(0, True), (1, False)])
def test_the_cost_is_that_of_whoever_is_assigned(who: int, expected: bool) -> None:
    cheap, dear = Candidate(resource=0, work=1, cost=10), Candidate(resource=1, work=1, cost=20)
    activity = Activity(modes=(Mode(seats=(Seat(candidates=(cheap, dear)),)),))
    case = small(activity, people=2, budgets=(Budget(limit=15),))
    assert keeps(case, task(0, 1, who)) == expected


@pytest.mark.parametrize(("phase", "expected"), [((0,), True), ((1,), False), ((), True)])
def test_a_budget_may_be_for_some_activities_only(phase: tuple[int, ...], expected: bool) -> None:
    case = small(
        Activity(modes=alone(2, cost=40)),
        Activity(modes=alone(2, cost=60)),
        budgets=(Budget(limit=50, activities=phase),),
    )
    assert keeps(case, task(0, 2), task(0, 2)) == expected


def test_a_soft_budget_forbids_nothing() -> None:
    case = small(Activity(modes=alone(2, cost=40)), budgets=(Budget(limit=0, price=3),))
    assert keeps(case, task(0, 2))


def test_what_is_left_out_costs_nothing_here() -> None:
    activity = Activity(modes=alone(2, cost=40), drop_cost=99)
    case = small(activity, budgets=(Budget(limit=39), Budget(limit=39, period=(0, 12))))
    assert keeps(case, None)
    assert not keeps(case, task(0, 2))


def within(mode: Mode, limit: int, *, calendar: int = 0) -> Problem:
    """One activity, and what may fall in ``[4, 8)``."""
    activity = Activity(modes=(mode,), calendar=calendar)
    return small(activity, calendars=(PAUSE,), budgets=(Budget(limit=limit, period=(4, 8)),))


AT_START = Mode(work=4, cost=100, accrual="start")
AT_END = Mode(work=4, cost=100, accrual="end")
SPREAD = Mode(work=4, cost=100, spread=4)


@pytest.mark.parametrize(("start", "falls"), [(0, 0), (3, 0), (4, 100), (7, 100), (8, 0)])
def test_a_cost_at_the_start_falls_in_the_slot_it_begins(start: int, falls: int) -> None:
    assert keeps(within(AT_START, falls), task(start, start + 4))
    assert keeps(within(AT_START, 99), task(start, start + 4)) == (falls == 0)


@pytest.mark.parametrize(("start", "falls"), [(0, 0), (1, 100), (4, 100), (5, 0), (8, 0)])
def test_a_cost_at_the_end_falls_in_the_last_slot(start: int, falls: int) -> None:
    assert keeps(within(AT_END, falls), task(start, start + 4))
    assert keeps(within(AT_END, 99), task(start, start + 4)) == (falls == 0)


@pytest.mark.parametrize(
    ("start", "falls"), [(0, 0), (1, 25), (2, 50), (4, 100), (6, 50), (7, 25), (8, 0)]
)
def test_a_prorated_cost_falls_as_the_work_does(start: int, falls: int) -> None:
    assert keeps(within(SPREAD, falls), task(start, start + 4))
    if falls:
        assert not keeps(within(SPREAD, falls - 1), task(start, start + 4))


@pytest.mark.parametrize(
    ("start", "end", "falls"),
    [(0, 4, 0), (1, 7, 25), (2, 8, 50), (3, 9, 50), (6, 10, 50), (7, 11, 25)],
)
def test_no_cost_falls_in_a_pause(start: int, end: int, falls: int) -> None:
    assert keeps(within(SPREAD, falls, calendar=1), task(start, end))
    if falls:
        assert not keeps(within(SPREAD, falls - 1, calendar=1), task(start, end))


@pytest.mark.parametrize(("start", "falls"), [(2, 0), (3, 50), (4, 100), (7, 50)])
def test_a_cost_may_be_spread_over_less_than_the_whole_time(start: int, falls: int) -> None:
    first_two = Mode(work=5, cost=100, spread=2)
    assert keeps(within(first_two, falls), task(start, start + 5))
    if falls:
        assert not keeps(within(first_two, falls - 1), task(start, start + 5))


@pytest.mark.parametrize(("start", "falls"), [(2, 0), (3, 34), (4, 67), (5, 100)])
def test_shares_are_rounded_down_cumulatively(start: int, falls: int) -> None:
    # 100 over 3 slots are 33, 33 and 34.
    case = [
        small(
            Activity(modes=by(0, work=3, cost=100)),
            people=1,
            budgets=(Budget(limit=limit, period=(5, 8)),),
        )
        for limit in (falls, falls - 1)
    ]
    assert keeps(case[0], task(start, start + 3, 0))
    if falls:
        assert not keeps(case[1], task(start, start + 3, 0))


@pytest.mark.parametrize(
    ("opening", "slot", "falls"),
    [
        *((12, slot, falls) for slot, falls in ((3, 0), (4, 50), (7, 50), (8, 0))),
        *((0, slot, falls) for slot, falls in ((4, 0), (5, 50), (8, 50), (9, 0))),
        *((6, slot, falls) for slot, falls in ((3, 0), (4, 50), (6, 50), (8, 50), (9, 0))),
    ],
)
def test_a_milestones_cost_falls_in_the_slot_where_it_stands(
    opening: int, slot: int, falls: int
) -> None:
    """Where the slot opens up to its `opening`, later where the one before closes."""
    idle = Candidate(resource=0, work=0, cost=20)
    modes = (Mode(seats=(Seat(candidates=(idle,)),), cost=30),)
    for limit, expected in ((falls, True), (49, falls == 0)):
        stone = Activity(modes=modes, opening=opening)
        case = small(stone, people=1, budgets=(Budget(limit=limit, period=(4, 8)),))
        assert keeps(case, task(slot, slot, 0)) == expected


OVERTIME = Candidate(resource=0, work=2, cost=10, calendar=0, overtime=Fraction(4))
"""Works at all times; outside the own hours, in slots 4 and 5, for 4 more a slot."""
LATE = Resource(calendar=1, overtime=Overtime(calendar=2))
EVENING = Calendar(spans=((4, 6),))


@pytest.mark.parametrize(("start", "cost"), [(2, 10), (3, 14), (4, 18), (5, 14), (6, 10)])
def test_overtime_costs_more_by_the_part_outside_the_own_hours(start: int, cost: int) -> None:
    for limit, expected in ((cost, True), (cost - 1, False)):
        case = small(
            Activity(modes=(Mode(seats=(Seat(candidates=(OVERTIME,)),)),)),
            resources=(LATE,),
            calendars=(PAUSE, EVENING),
            budgets=(Budget(limit=limit),),
        )
        assert keeps(case, task(start, start + 2, 0)) == expected


@pytest.mark.parametrize(("start", "falls"), [(3, 9), (4, 18), (5, 14), (7, 5), (8, 0)])
def test_overtime_falls_in_its_slots_and_the_rest_with_the_work(start: int, falls: int) -> None:
    for limit, expected in ((falls, True), (falls - 1, False)):
        case = small(
            Activity(modes=(Mode(seats=(Seat(candidates=(OVERTIME,)),)),)),
            resources=(LATE,),
            calendars=(PAUSE, EVENING),
            budgets=(Budget(limit=limit, period=(4, 8)),),
        )
        if limit >= 0:
            assert keeps(case, task(start, start + 2, 0)) == expected


@pytest.mark.parametrize("mode", [AT_START, AT_END, SPREAD])
@pytest.mark.parametrize("start", [0, 2, 5, 8])
def test_a_schedule_tells_every_variable_of_the_rule(mode: Mode, start: int) -> None:
    model, variables = build(within(mode, 100))
    variables.hint(plan(task(start, start + 4)))
    assert len(model.proto.solution_hint.vars) == len(model.proto.variables)
    assert hint_holds(model)


def test_every_budget_binds() -> None:
    budgets = (Budget(limit=100), Budget(limit=30, activities=(0,)))
    activities = [Activity(modes=alone(2, cost=cost), drop_cost=0) for cost in (40, 60)]
    case = small(*activities, budgets=budgets)
    assert keeps(case, None, task(0, 2))
    assert not keeps(case, task(0, 2), None)
    assert not keeps(case, task(0, 2), task(0, 2))
