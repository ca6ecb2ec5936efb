"""Overtime: CP-SAT, the referee and exhaustive search say the same of it."""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from models import Objective, SolveOptions, solve
from models.bookings import as_worked, distributed, evenings
from models.calendars import Calendar
from models.check import violations
from models.cpsat.overtime_work import stretches
from models.measures.goals import Goal, value
from models.overtime import Ceiling, Overtime
from models.problem import Activity, Candidate, Mode, Problem, Resource, Seat
from models.schedule import Assignment, Extra, Schedule, Task
from models.search.left_shift import earliest
from tests.models.brute import best_value
from tests.models.late import late
from tests.models.support import allowed, build, hint_holds, plan, small, task
from tests.models.test_brute import rich
from tests.models.test_each import team
from tests.sample import sample

DAY = Calendar(spans=((0, 4), (6, 10), (12, 16)))
"""Three days of four slots."""
EVENING = Calendar(spans=((4, 6), (10, 12)))
"""Two slots after each of the first two."""
ANN = Resource(calendar=1, overtime=Overtime(calendar=2))


def job(work: int, price: int = 3, **more: object) -> Activity:
    who = Candidate(resource=0, work=work, cost=work, overtime=Fraction(price))
    return Activity(modes=(Mode(seats=(Seat(candidates=(who,)),)),), **more)  # type: ignore[arg-type]


def days(*activities: Activity, ann: Resource = ANN, **more: object) -> Problem:
    return replace(
        small(*activities, horizon=16, resources=(ann,), calendars=(DAY, EVENING)),
        **more,  # type: ignore[arg-type]
    )


def at(start: int, end: int, *spans: tuple[int, int]) -> Task:
    return replace(task(start, end, 0), overtime=(Extra(resource=0, spans=spans),))


@pytest.mark.parametrize(
    ("one", "kept"),
    [
        (at(0, 10), False),  # eight slots of nine
        (at(0, 13), True),
        (at(0, 11, (10, 11)), True),
        (at(0, 10, (4, 5)), True),
        (at(0, 12, (10, 12)), False),  # one too many
        (at(3, 13, (10, 12)), False),
        (at(1, 11, (4, 5), (10, 11)), True),
        (at(5, 14, (5, 6), (10, 12)), True),  # begins in an evening
        (at(5, 14, (10, 12)), False),
        (at(2, 13, (4, 5), (10, 11)), True),
        (at(2, 13, (4, 6)), True),
    ],
)
def test_overtime_follows_work_and_makes_it_shorter(one: Task, kept: bool) -> None:
    case = days(job(9))
    assert (not violations(case, plan(one))) == kept
    assert allowed(case, plan(one)) == kept


@pytest.mark.parametrize(
    "one",
    [
        at(0, 10, (5, 6)),  # not from the beginning of the evening
        at(0, 11, (4, 5)),  # does not end where the work does
        at(0, 10, (3, 4)),  # own time
        replace(at(0, 10, (4, 5)), overtime=(Extra(resource=1, spans=((4, 5),)),)),
        replace(at(0, 10, (4, 5)), overtime=(Extra(resource=0, spans=((4, 5),)),) * 2),
    ],
)
def test_the_referee_looks_at_each_slot_of_overtime(one: Task) -> None:
    assert {"overtime", "duration"} & {v.rule for v in violations(days(job(9)), plan(one))}


def test_a_ceiling_is_shared_by_all_tasks() -> None:
    """13 slots of work: with three slots of overtime done at 13, with one of them at 16."""
    ceilings = (Ceiling(start=0, end=16, most=1),)
    tired = replace(ANN, overtime=Overtime(calendar=2, ceilings=ceilings))
    one, two = at(0, 10, (4, 5)), at(10, 14, (10, 12))
    short = days(job(9), job(4))
    assert not violations(short, plan(one, two))
    held = days(job(9), job(4), ann=tired)
    assert {v.rule for v in violations(held, plan(one, two))} == {"overtime"}
    assert not violations(held, plan(one, at(12, 16)))
    assert not allowed(held, plan(one, two))
    assert solve(held, Objective.of("finish"), SolveOptions(workers=1)).values == (16,)
    assert solve(short, Objective.of("finish"), SolveOptions(workers=1)).values == (13,)


def test_overtime_is_paid_only_where_it_gains_more() -> None:
    """Nine slots due after ten: one slot of overtime, for 3, not four."""
    case = days(job(9, due=10))
    found = solve(case, Objective.of("lateness", "cost"), SolveOptions(workers=1))
    assert (found.status, found.values) == ("optimal", (0, 12))
    thrifty = solve(case, Objective.of("cost", "lateness"), SolveOptions(workers=1))
    assert thrifty.values == (9, 3)


def test_amounts_are_spread_over_evenings_from_the_first_on() -> None:
    who = job(9).modes[0].seats[0].candidates[0]
    case = days(job(9))
    spread = {(0, 16): 3}
    assert distributed(case, who, (0, 13), spread).spans == ((4, 6), (10, 11))
    assert distributed(case, who, (0, 12), spread).spans == ((4, 5), (10, 12))
    assert distributed(case, who, (5, 12), spread).spans == ((5, 6), (10, 12))


def test_a_task_without_a_word_works_all_that_its_calendar_has() -> None:
    case = days(job(9), calendars=(Calendar.always(16), DAY, EVENING, Calendar(spans=((0, 16),))))
    who = replace(case.activities[0].modes[0].seats[0].candidates[0], calendar=3)
    assert evenings(case, who, Task(start=1, end=10)) == ((4, 6),)


def test_what_is_tidied_works_no_more_overtime() -> None:
    """The task could start at 0; its overtime then is not needed."""
    case = days(job(5))
    early = earliest(case, plan(at(3, 8, (4, 6))))
    assert early == plan(at(0, 5, (4, 5)))
    assert as_worked(case, plan(at(0, 7))).activities[0].modes[0].seats[0].candidates[0].calendar


@pytest.mark.parametrize("seed", range(sample(100)))
def test_the_optimum_is_that_of_exhaustive_search(seed: int) -> None:
    goal = Goal(name="g", terms=((("lateness", "cost", "finish")[seed % 3], 1),))
    for make in (rich, team):
        case = late(make(seed), seed)
        found = solve(case, Objective(goals=(goal,)), SolveOptions(workers=1, seed=seed))
        best = best_value(case, goal)
        assert found.status == ("infeasible" if best is None else "optimal")
        if found.schedule is not None:
            assert value(case, found.schedule, goal) == best
            model, variables = build(case)
            variables.hint(found.schedule)
            assert hint_holds(model)


@pytest.mark.parametrize("seed", range(12))
def test_cp_sat_allows_what_the_referee_does(seed: int) -> None:
    """All spans of one task and many ways of overtime in it, right ones and wrong ones."""
    random = Random(seed)
    case = late((rich, team)[seed % 2](seed), seed)
    single = replace(
        case,
        activities=(replace(case.activities[0], spans=(), drop_cost=None),),
        precedences=(),
        staffing=(),
        budgets=(),
    )
    alike: dict[object, list[Task]] = {}
    for one in _ways(single):
        alike.setdefault((one.start, one.end, _amounts(single, one)), []).append(one)
    for key in random.sample(list(alike), min(len(alike), 40)):
        valid = any(not violations(single, Schedule(tasks=(one,))) for one in alike[key])
        assert allowed(single, Schedule(tasks=(alike[key][0],))) == valid, key


def _amounts(problem: Problem, one: Task) -> tuple[object, ...]:
    """Overtime of each by stretch, which is all that CP-SAT decides."""
    found = []
    for extra in one.overtime:
        overtime = problem.resources[extra.resource].overtime
        for first, last in stretches(problem, overtime) if overtime else ():
            found.append(sum(b - a for a, b in extra.spans if first <= a < last))
    return tuple(found)


def _ways(problem: Problem) -> list[Task]:
    """Tasks with overtime from the beginning of evenings, for one crew of the first mode."""
    mode = problem.activities[0].modes[0]
    crew, seen = [], set[int]()
    for s, seat in enumerate(mode.seats):
        for candidate in [c for c in seat.candidates if c.resource not in seen][: seat.count]:
            seen.add(candidate.resource)
            crew.append((s, candidate))
    people = tuple(Assignment(seat=s, resource=c.resource) for s, c in crew)
    if len(people) < sum(seat.count for seat in mode.seats):
        return []
    found = []
    for start in range(problem.horizon):
        for end in range(start + 1, problem.horizon + 1):
            extras = []
            for _, candidate in crew:
                allowed_ = problem.resources[candidate.resource].overtime
                if candidate.overtime is not None and allowed_ is not None:
                    late_ = problem.calendars[allowed_.calendar].within(start, end)
                    rows = product(*([(a, b) for b in range(a, last + 1)] for a, last in late_))
                    spans = (tuple((a, b) for a, b in row if a < b) for row in rows)
                    extras.append([Extra(resource=candidate.resource, spans=s) for s in spans])
            found += [
                Task(start=start, end=end, assignments=people, overtime=chosen)
                for chosen in product(*extras)
            ]
    return found
