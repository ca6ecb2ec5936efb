"""Whoever makes a smaller problem out of a problem loses none of its fields in silence."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from fractions import Fraction
from random import Random

from models.calendars import Calendar
from models.conflict.facts import facts, only
from models.measures.goals import Objective
from models.overhead import Overhead
from models.overtime import Ceiling, Overtime
from models.problem import (
    Activity,
    Bounds,
    Budget,
    Candidate,
    Level,
    Mode,
    Pause,
    Pay,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
    Staffing,
    Stay,
)
from models.schedule import Assignment, Schedule, Task
from models.search.ledger import Ledger
from models.search.subproblem import subproblem

HORIZON = 20
CALENDARS = (
    Calendar.always(HORIZON),
    Calendar(spans=((0, 8), (10, HORIZON))),
    Calendar(spans=((8, 10),)),
)
OVERTIME = Overtime(calendar=2, ceilings=(Ceiling(start=0, end=15, most=2),))


PAYS = (Pay(rate=Fraction(1)), Pay(since=5, rate=Fraction(2), once=1))


def _candidate(**more: object) -> Candidate:
    full = Candidate(
        resource=0,
        work=2,
        cost=3,
        calendar=1,
        overtime=Fraction(1),
        unwanted=1,
        strange=1,
        bounds=Bounds(start_min=1, start_max=15, end_min=2, end_max=18),
        due=8,
        pause=Pause(calendar=1, most=1),
        units=2,
        rate=Fraction(1, 2),
    )
    return replace(full, **more)  # type: ignore[arg-type]


def _activity(name: str, **more: object) -> Activity:
    paid = _candidate(resource=1, cost=0, overtime=None, rate=Fraction(0), pays=PAYS)
    crew = Seat(candidates=(_candidate(), paid), count=2)
    dates = Bounds(start_min=1, start_max=14, end_min=2, end_max=17)
    mode = Mode(seats=(crew,), work=2, cost=1, accrual="start", spread=1, bounds=dates)
    full = Activity(
        name=name,
        modes=(mode,),
        calendar=1,
        together=True,
        start_min=1,
        start_max=15,
        end_min=2,
        end_max=18,
        due=9,
        weight=2,
        bonus=1,
        previous=4,
        stay=Stay(at=4, later=2, sooner=1, until=6),
        open=True,
        moment=3,
        late=True,
        drop_cost=7,
    )
    return replace(full, **more)  # type: ignore[arg-type]


PROBLEM = Problem(
    horizon=HORIZON,
    activities=(
        _activity("first"),
        _activity("second"),
        Activity(name="whole", modes=(Mode(),), spans=(0, 1), drop_cost=0),
    ),
    resources=tuple(
        Resource(
            name=name,
            capacity=4,
            calendar=1,
            levels=(Level(start=5, end=9, capacity=3),),
            overtime=OVERTIME,
        )
        for name in ("Ann", "Bob")
    ),
    calendars=CALENDARS,
    precedences=(
        Precedence(first=0, second=1, kind="SS", lag=1, calendar=1),
        Precedence(first=0, second=1, elapsed=True),
        Precedence(first=0, second=1, kind="SF", calendar=1, idle=True),
        Precedence(first=0, second=1, share=Fraction(1, 4)),
        Precedence(first=0, second=1, lags=(0,)),
    ),
    reservations=(Reservation(resource=0, start=7, end=8, units=2),),
    staffing=(Staffing(first=0, second=1, same=True, among=frozenset({0, 1})),),
    budgets=(
        Budget(name="hard", activities=(0, 1), period=(0, 18), days=(0, 18), limit=900),
        Budget(name="soft", limit=5, price=2),
    ),
    clock=tuple(range(HORIZON + 1)),
    due_calendar=1,
    overhead=Overhead(
        cents=1,
        activities=(0, 1),
        opens=tuple(range(HORIZON)),
        closes=tuple(range(HORIZON)),
        since=0,
        until=0,
        midnight=-1,
        length=3,
    ),
)
CREW = (Assignment(seat=0, resource=0), Assignment(seat=0, resource=1))
SCHEDULE = Schedule(
    tasks=(
        Task(start=4, end=6, assignments=CREW),
        Task(start=11, end=13, assignments=CREW),
        Task(start=4, end=13),
    )
)


def _objects(value: object) -> Iterator[object]:
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from _objects(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _objects(one)


def said(problem: Problem) -> set[str]:
    """Every field in which some part of the problem says more than by default."""
    return {
        f"{type(one).__name__}.{field.name}"
        for one in _objects(problem)
        for field in fields(one)  # type: ignore[arg-type]
        if field.default is not MISSING and getattr(one, field.name) != field.default
    }


def test_the_problem_of_this_test_says_something_in_every_field() -> None:
    possible = {
        f"{type(one).__name__}.{field.name}"
        for one in _objects(PROBLEM)
        for field in fields(one)  # type: ignore[arg-type]
        if field.default is not MISSING
    }
    assert said(PROBLEM) == possible


def test_a_problem_of_all_facts_keeps_every_field() -> None:
    soft = {"Budget.price"}  # prices are no facts
    assert said(PROBLEM) - said(only(PROBLEM, facts(PROBLEM))) <= soft


def test_a_neighbourhood_keeps_every_field() -> None:
    goals = Objective.of("lateness").goals
    step = subproblem(Ledger(PROBLEM, SCHEDULE), [0, 1, 2], goals, Random(0))
    renumbered = {"Resource.calendar"}  # the first calendar there is
    assert said(PROBLEM) - said(step.problem) <= renumbered
