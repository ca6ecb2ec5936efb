"""People of whom there is less, who do less, or who cost another price from some slot on."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from models.calendars import Calendar
from models.check import violations
from models.measures import objective
from models.measures.goals import Goal, Objective, value
from models.measures.spending import paid_in, task_cost
from models.problem import Activity, Candidate, Level, Mode, Pay, Problem, Resource, Seat
from models.rules import capacity
from models.schedule import Schedule
from models.search import greedy
from models.search.partial_schedule import PartialSchedule
from models.solve import SolveOptions, solve
from models.timing.network import start_reaching
from models.uneven_calendars import Paced
from tests.models.brute import best_value
from tests.models.problems import HORIZON, changing, pace, schedules
from tests.models.support import allowed, build, hint_holds, plan, run, seat, small, task, verdict
from tests.sample import sample

GOALS = Objective.of("lateness", "cost", "finish", "peaks", "earliness").goals
QUIET = list(HealthCheck)


@settings(max_examples=sample(150), deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(data=st.data())
def test_any_schedule_is_allowed_exactly_if_the_referee_finds_nothing(data: st.DataObject) -> None:
    problem = data.draw(changing(max_activities=2))
    schedule = data.draw(schedules(problem))
    assert allowed(problem, schedule) == (violations(problem, schedule) == ())


@settings(max_examples=sample(150), deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(problem=changing(), goal=st.sampled_from(GOALS), tight=st.booleans())
def test_what_cp_sat_finds_is_valid_and_worth_what_it_says(
    problem: Problem, goal: Goal, tight: bool
) -> None:
    model, variables = build(problem)
    model.minimize(objective.expression(variables, goal))
    if tight:
        objective.tighten(variables)
    status, solver = run(model)
    if status == cp_model.OPTIMAL:
        schedule = variables.extract(solver.value)
        assert violations(problem, schedule) == ()
        assert value(problem, schedule, goal) == round(solver.objective_value)
        variables.hint(schedule)
        assert hint_holds(model)


@settings(max_examples=sample(40), deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(problem=changing(max_activities=2), goal=st.sampled_from(GOALS[:3]))
def test_the_best_is_that_of_exhaustive_search(problem: Problem, goal: Goal) -> None:
    result = solve(
        problem, Objective(goals=(goal,)), SolveOptions(deterministic_limit=5, workers=1)
    )
    best = best_value(problem, goal)
    assert (best is None) == (result.schedule is None)
    if best is not None:
        assert (result.values[0], result.bounds[0]) == (best, best)


@settings(max_examples=sample(120), deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(problem=changing())
def test_what_is_constructed_is_valid(problem: Problem) -> None:
    free = replace(problem, budgets=(), staffing=(), precedences=())
    found = greedy.construct(free, Objective.of("finish"))
    broken = set() if found is None else {one.rule for one in violations(free, found)}
    assert broken <= {"edge"}


WORKED = st.lists(st.booleans(), min_size=HORIZON, max_size=HORIZON)
PACES = st.lists(st.integers(1, 3), min_size=3, max_size=3)


@settings(max_examples=sample(200), deadline=None, derandomize=True)
@given(worked=WORKED, paces=PACES, edges=st.sampled_from([(0, 2, 5), (0, 1, 8)]))
def test_a_paced_calendar_is_what_counting_says(
    worked: list[bool], paces: list[int], edges: tuple[int, ...]
) -> None:
    spans = Calendar.from_slots(slot for slot, works in enumerate(worked) if works).spans
    calendar = Paced(spans=spans, paces=tuple(zip(edges, paces, strict=True)), full=3)

    def end(start: int, work: int) -> int | None:
        done = Fraction(0)
        for slot in range(start, HORIZON):
            done += pace(calendar, slot) if worked[slot] else 0
            if done >= work:
                return slot + 1
        return None

    starts = [slot for slot in range(HORIZON) if worked[slot]]
    for work in (1, 2, 3):
        ends = {slot: end(slot, work) for slot in starts}
        assert {slot: calendar.finish(slot, work) for slot in starts} == ends
        sized = {
            slot: slot + size
            for size, ranges in calendar.sizes(work).items()
            for first, last in ranges
            for slot in range(first, last + 1)
        }
        assert sized == {slot: finish for slot, finish in ends.items() if finish is not None}
        for by in range(HORIZON + 1):
            able = [slot for slot, finish in ends.items() if finish is not None and finish <= by]
            assert calendar.latest_start(by, work) == max(able, default=None)
            late = [slot for slot, finish in ends.items() if finish is None or finish >= by]
            if by and late:
                assert start_reaching(calendar, work, by) <= min(late)
            begun = [slot for slot in starts if slot <= by]
            if begun:
                assert calendar.latest_finish(by, work) == ends[max(begun)]
    for low, high in product(range(4), range(5, HORIZON)):
        part = calendar.cropped(low, high)
        for slot in range(low, high):
            assert part.works(slot - low) == worked[slot]
            assert pace(part, slot - low) == pace(calendar, slot)


HALF = Level(start=4, end=8, capacity=500)


def of_ann(*units: int) -> Problem:
    """Tasks of 2 slots, each with so many thousandths of Ann, of whom half is there in 4-8."""
    ann = Resource(capacity=1000, levels=(HALF,))
    activities = (Activity(modes=(Mode(seats=(seat(0, work=2, units=u),)),)) for u in units)
    return small(*activities, resources=(ann,))


@pytest.mark.parametrize(
    ("units", "starts", "expected"),
    [
        ((1000,), (4,), True),  # takes the half that is there
        ((1000, 500), (4, 4), False),  # nothing is left of her
        ((1000, 500), (3, 4), False),  # half in, half out of the level
        ((1000, 500), (2, 4), True),
        ((500, 500), (2, 2), True),
        ((500, 500), (4, 5), False),
        ((500, 500), (3, 3), False),
        ((500, 500), (8, 8), True),
        ((250, 250), (4, 5), True),
        ((250, 300), (4, 5), False),
    ],
)
def test_where_there_is_less_of_somebody_a_task_takes_what_there_is(
    units: tuple[int, ...], starts: tuple[int, ...], expected: bool
) -> None:
    planned = plan(*(task(at, at + 2, 0) for at in starts))
    assert verdict(capacity, of_ann(*units), planned) == expected
    partial = PartialSchedule(of_ann(*units), Schedule(tasks=(None,) * len(units)))
    placed = [partial.change({i: one}) for i, one in enumerate(planned.tasks)]
    assert all(placed) == expected


SLOWER = Paced(spans=((0, 12),), paces=((0, 2), (4, 1)), full=2)
"""Half as fast from slot 4 on."""


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 6, True),  # 4 slots of work, and the fifth takes two
        (0, 5, False),
        (0, 7, False),
        (1, 8, True),  # 3 and two that take four
        (1, 7, False),
        (2, 10, True),
        (4, 12, False),  # not even done by the end
    ],
)
def test_work_goes_on_at_the_pace_of_each_slot(start: int, end: int, expected: bool) -> None:
    who = Candidate(resource=0, work=5, calendar=1)
    case = small(
        Activity(modes=(Mode(seats=(Seat(candidates=(who,)),)),)),
        resources=(Resource(),),
        calendars=(SLOWER,),
    )
    planned = plan(task(start, end, 0))
    assert allowed(case, planned) == (violations(case, planned) == ()) == expected


PRICES = (Pay(rate=Fraction(10), once=3), Pay(since=4, rate=Fraction(15), once=7))


@pytest.mark.parametrize(
    ("start", "cents"), [(0, 33), (1, 33), (2, 2 * 10 + 15 + 3), (3, 10 + 2 * 15 + 3), (4, 45 + 7)]
)
def test_each_slot_of_work_costs_what_it_costs_then(start: int, cents: int) -> None:
    who = Candidate(resource=0, work=3, pays=PRICES)
    case = small(Activity(modes=(Mode(seats=(Seat(candidates=(who,)),)),)), people=1)
    placed = task(start, start + 3, 0)
    assert task_cost(case, 0, placed) == cents
    before = paid_in(case, who, start, start + 3, (0, 4))
    assert before + paid_in(case, who, start, start + 3, (4, 12)) == cents


def test_a_task_waits_for_the_cheaper_price() -> None:
    """Three slots at 15 until slot 4, at 10 afterwards."""
    pays = (Pay(rate=Fraction(15)), Pay(since=4, rate=Fraction(10)))
    who = Candidate(resource=0, work=3, pays=pays)
    case = small(Activity(modes=(Mode(seats=(Seat(candidates=(who,)),)),)), people=1)
    cheap = solve(
        case, Objective.of("cost", "finish"), SolveOptions(deterministic_limit=5, workers=1)
    )
    assert (cheap.values, cheap.bounds) == ((30, 7), (30, 7))
    soon = solve(
        case, Objective.of("finish", "cost"), SolveOptions(deterministic_limit=5, workers=1)
    )
    assert (soon.values, soon.bounds) == ((3, 45), (3, 45))
