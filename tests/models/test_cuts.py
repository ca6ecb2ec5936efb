"""Whoever makes a smaller problem out of a problem loses none of its fields in silence."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.calendars import Calendar
from models.check import violations
from models.conflict.facts import facts, only
from models.cut import Cut, alone, due, longer, mirrored, pinned
from models.materials import Consumption, Material, Supply
from models.measures import MEASURES
from models.measures.goals import Objective, measure
from models.overhead import Overhead
from models.overtime import Ceiling, Overtime
from models.problem import (
    Activity,
    Bounds,
    Budget,
    Candidate,
    Edge,
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
from models.restated import DATES, dated, doubled, limited, unlinked
from models.roles import ROLES
from models.schedule import Assignment, Schedule, Task
from models.search.partial_schedule import PartialSchedule
from models.search.subproblem import subproblem
from models.splitting import Split
from models.uneven_calendars import Paced
from tests.models.problems import changing, problems, schedules

HORIZON = 20
CALENDARS = (
    Calendar.always(HORIZON),
    Calendar(spans=((0, 8), (10, HORIZON))),
    Paced(spans=((0, HORIZON),), paces=((0, 2), (4, 1)), full=2),
    Calendar(spans=((8, 10),)),
)
OVERTIME = Overtime(calendar=3, ceilings=(Ceiling(start=3, end=15, most=2),))


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
    used = Consumption(material=1, amount=3, accrual="end", spread=1, calendar=1)
    mode = Mode(
        seats=(crew,), work=2, cost=1, accrual="start", spread=1, bounds=dates, consumes=(used,)
    )
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
        Activity(
            name="whole",
            modes=(Mode(),),
            spans=(0, 1),
            drop_cost=0,
            start_min=1,
            start_max=15,
            end_min=2,
            end_max=18,
            edges=(
                Edge(
                    activity=1,
                    mode=0,
                    resource=1,
                    bounds=Bounds(start_min=1, start_max=15, end_min=2, end_max=18),
                ),
            ),
        ),
        Activity(
            name="torn",
            modes=(Mode(work=3),),
            calendar=1,
            together=True,
            split=Split(least=2, most=3),
        ),
    ),
    resources=tuple(
        Resource(
            name=name,
            capacity=4,
            calendar=1,
            levels=(Level(start=5, end=9, capacity=3),),
            overtime=OVERTIME,
        )
        for name in ("Ann", "Bob", "Cid")
    ),
    calendars=CALENDARS,
    precedences=(
        Precedence(first=0, second=1, kind="SS", lag=1, calendar=1),
        Precedence(first=0, second=1, elapsed=True),
        Precedence(first=0, second=1, kind="SF", calendar=1, idle=True),
        Precedence(first=0, second=1, share=Fraction(1, 4)),
        Precedence(first=0, second=1, lags=(0,), by="second"),
    ),
    reservations=(Reservation(resource=0, start=7, end=8, units=2),),
    staffing=(Staffing(first=0, second=1, same=True, among=frozenset({0, 1})),),
    budgets=(
        Budget(name="hard", activities=(0, 1), period=(0, 18), days=(0, 18), limit=18),
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
    materials=(
        Material(name="water"),
        Material(name="cement", supplies=(Supply(until=12, amount=8), Supply(amount=9))),
    ),
)
CREW = (Assignment(seat=0, resource=0), Assignment(seat=0, resource=1))
SCHEDULE = Schedule(
    tasks=(
        Task(start=4, end=6, assignments=CREW),
        Task(start=11, end=13, assignments=CREW),
        Task(start=4, end=13),
        Task(start=1, end=6, breaks=((2, 4),)),
    )
)


FIRST = {"Resource.calendar"}
"""Says no more than by default once calendars are numbered anew: the first one."""
OBJECTIVE = Objective.of("lateness")


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


def lost(problem: Problem) -> set[str]:
    """What the test's problem says and another made of it does not."""
    return said(PROBLEM) - said(problem)


def test_the_problem_of_this_test_says_something_in_every_field() -> None:
    possible = {
        f"{type(one).__name__}.{field.name}"
        for one in _objects(PROBLEM)
        for field in fields(one)  # type: ignore[arg-type]
        if field.default is not MISSING
    }
    assert said(PROBLEM) == possible


def test_every_field_has_a_role() -> None:
    met = {type(one) for one in _objects(PROBLEM)}
    assert met == set(ROLES)
    for kind, roles in ROLES.items():
        assert {field.name for field in fields(kind)} == set(roles), kind


def test_positions_and_slots_have_no_plain_role() -> None:
    """Whatever a cut renumbers and shifts differs afterwards, field by field."""
    cut = Cut(PROBLEM, (2, 0, 1, 3), 1, 19)
    cut.resources.update({2: 0, 0: 1, 1: 2})
    cut.calendars.update({3: 0, 0: 1, 1: 2, 2: 3})
    small = cut.problem([cut.of(PROBLEM.activities[i]) for i in cut.activities])
    same = {
        (kind, name)
        for kind, roles in ROLES.items()
        for name in roles
        if _values(PROBLEM, kind, name) == _values(small, kind, name)
    }
    plain = {(kind, n) for kind, roles in ROLES.items() for n in roles if roles[n] == "plain"}
    of_calendars = {(Paced, "full")}  # a share, cropped or not
    assert same == plain | of_calendars


def _values(problem: Problem, kind: type, name: str) -> Counter[object]:
    return Counter(getattr(one, name) for one in _objects(problem) if type(one) is kind)


def test_a_problem_of_all_facts_keeps_every_field() -> None:
    soft = {"Budget.price"}  # prices are no facts
    assert lost(only(PROBLEM, facts(PROBLEM))) <= soft | FIRST


def test_a_neighbourhood_keeps_every_field() -> None:
    step = subproblem(PartialSchedule(PROBLEM, SCHEDULE), range(4), OBJECTIVE.goals, Random(0))
    assert lost(step.problem) <= FIRST


def test_fixed_people_keep_every_field_but_what_is_decided_with_them() -> None:
    decided = {"Problem.staffing", "Problem.budgets", "Precedence.lags", "Precedence.by"}
    inner = {name for name in said(PROBLEM) if name.split(".")[0] in ("Staffing", "Budget")}
    assert lost(pinned(PROBLEM, SCHEDULE)) == decided | inner


def test_activities_alone_keep_every_field_of_theirs() -> None:
    between = {"Precedence", "Reservation", "Staffing", "Budget", "Overhead", "Edge", "Supply"}
    ties = {f"Problem.{name}" for name in ("precedences", "reservations", "staffing", "budgets")}
    inner = {name for name in said(PROBLEM) if name.split(".")[0] in between}
    gone = lost(alone(PROBLEM, range(len(PROBLEM.activities))))
    assert gone == ties | inner | {
        "Activity.spans",
        "Activity.edges",
        "Problem.overhead",
        "Material.supplies",
    }


def test_the_mirror_leaves_out_what_has_no_image_and_nothing_else() -> None:
    ends = [HORIZON] * len(PROBLEM.activities)
    dates = {f"Activity.{name}" for name in ("due", "previous", "moment", *DATES)}
    dates |= {f"Bounds.{name}" for name in DATES} | {
        "Candidate.bounds",
        "Candidate.due",
        "Mode.bounds",
    }
    money = {"Problem.budgets", "Problem.overhead", "Problem.due_calendar", "Problem.clock"}
    money |= {name for name in said(PROBLEM) if name.split(".")[0] in ("Budget", "Overhead")}
    links = {"Precedence.elapsed", "Precedence.share", "Precedence.lags", "Precedence.by"}
    kept_dates = {"Activity.start_min"}
    gone = lost(mirrored(PROBLEM, [HORIZON - 1] * len(ends)))
    changing = {"Resource.levels", "Resource.overtime", "Candidate.overtime", "Overtime.ceilings"}
    known = {name for name in said(PROBLEM) if name.split(".")[0] in ("Stay", "Edge")}
    known |= {"Activity.stay", "Activity.edges", "Supply.until"}
    assert gone == dates - kept_dates | money | links | changing | known
    twice = mirrored(mirrored(PROBLEM, ends), ends)
    assert twice.reservations == PROBLEM.reservations
    assert [c.spans for c in twice.calendars] == [c.spans for c in PROBLEM.calendars]


def test_other_dates_and_limits_keep_every_other_field() -> None:
    count = len(PROBLEM.activities)
    counted = {"Problem.due_calendar", "Activity.weight", "Candidate.due"}
    assert lost(due(PROBLEM, [8] * count)) == counted
    assert not lost(longer(PROBLEM, HORIZON + 5))
    assert not lost(limited(PROBLEM, 0, 7))
    for date in DATES:
        changed = dated(PROBLEM, 0, date, None)
        assert not lost(changed)
        assert getattr(changed.activities[0], date) in (0, None)
        assert all(getattr(c.bounds, date) in (0, None) for _, _, c in changed.choices(0))
        assert changed.activities[1:] == PROBLEM.activities[1:]


@given(data=st.data(), problem=st.one_of(problems(), changing()))
def test_by_other_numbers_a_problem_means_the_same(data: st.DataObject, problem: Problem) -> None:
    schedule = data.draw(schedules(problem))
    order = data.draw(st.permutations(range(len(problem.activities))))
    cut = Cut(problem, order)
    for r in data.draw(st.permutations(range(len(problem.resources)))):
        cut.resources[r]  # of people who do nothing too there may be peaks
    small = cut.problem([cut.of(problem.activities[i]) for i in order])
    tasks = (None if (task := schedule.tasks[i]) is None else cut.task(task) for i in order)
    moved = Schedule(tasks=tuple(tasks))
    assert _broken(small, moved) == _broken(problem, schedule)
    for name in MEASURES:
        assert measure(small, moved, name) == measure(problem, schedule, name), name


@given(problem=problems(), by=st.integers(1, 5))
def test_a_later_axis_cut_to_where_it_was_gives_the_same_problem(problem: Problem, by: int) -> None:
    late = _later(problem, by)
    assert _whole(late, by) == _whole(problem, 0)


def _whole(problem: Problem, low: int) -> Problem:
    """All activities from a slot on, with those whom they need."""
    cut = Cut(problem, range(len(problem.activities)), low)
    return cut.problem(list(map(cut.of, problem.activities)))


def _broken(problem: Problem, schedule: Schedule) -> Counter[str]:
    return Counter(one.rule for one in violations(problem, schedule))


def _later(problem: Problem, by: int) -> Problem:
    """The problem after slots in which nobody works, written down field by field."""

    def slot(value: int | None) -> int | None:
        return None if value is None else value + by

    def dates(one: Activity | Bounds) -> dict[str, Any]:
        return {name: slot(getattr(one, name)) for name in DATES}

    def candidate(one: Candidate) -> Candidate:
        bounds = replace(one.bounds, **dates(one.bounds))
        return replace(one, bounds=bounds, due=slot(one.due))

    def mode(one: Mode) -> Mode:
        seats = (replace(s, candidates=tuple(map(candidate, s.candidates))) for s in one.seats)
        bounds = replace(one.bounds, **dates(one.bounds))
        return replace(one, seats=tuple(seats), bounds=bounds)

    def activity(one: Activity) -> Activity:
        return replace(
            one,
            modes=tuple(map(mode, one.modes)),
            due=slot(one.due),
            previous=slot(one.previous),
            stay=one.stay and replace(one.stay, at=one.stay.at + by, until=one.stay.until + by),
            edges=tuple(
                replace(edge, bounds=replace(edge.bounds, **dates(edge.bounds)))
                for edge in one.edges
            ),
            **dates(one),
        )

    clock, paid = problem.clock, problem.overhead
    first = 0 if clock is None else clock[0]
    return replace(
        problem,
        horizon=problem.horizon + by,
        activities=tuple(map(activity, problem.activities)),
        calendars=tuple(
            Calendar(spans=tuple((a + by, b + by) for a, b in one.spans))
            for one in problem.calendars
        ),
        reservations=tuple(
            replace(one, start=one.start + by, end=one.end + by) for one in problem.reservations
        ),
        budgets=tuple(
            replace(
                one, period=None if one.period is None else (one.period[0] + by, one.period[1] + by)
            )
            for one in problem.budgets
        ),
        materials=tuple(
            replace(one, supplies=tuple(replace(s, until=slot(s.until)) for s in one.supplies))
            for one in problem.materials
        ),
        clock=None if clock is None else (*range(first - by, first), *clock),
        overhead=paid
        and replace(paid, opens=(0,) * by + paid.opens, closes=(0,) * by + paid.closes),
    )


def test_an_amount_doubled_and_a_link_that_binds_nothing() -> None:
    people = (Resource(capacity=2, calendar=0), Resource(capacity=1, calendar=0))
    seat = Seat(candidates=(Candidate(resource=0, units=2, work=3),))
    one = Activity(modes=(Mode(work=3, seats=(seat,)),))
    problem = Problem(
        horizon=10,
        calendars=(Calendar.always(10),),
        resources=people,
        activities=(one, one),
        precedences=(Precedence(first=0, second=1),),
    )
    side_by_side = Schedule(
        tasks=(
            Task(start=0, end=3, mode=0, assignments=(Assignment(seat=0, resource=0),)),
            Task(start=0, end=3, mode=0, assignments=(Assignment(seat=0, resource=0),)),
        )
    )
    assert len(violations(problem, side_by_side)) > 1
    free = unlinked(problem, 0)
    assert {v.rule for v in violations(free, side_by_side)} == {"capacity"}
    assert not violations(doubled(free, 0), side_by_side)
