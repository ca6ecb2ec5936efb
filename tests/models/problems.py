"""Random small problems and schedules for property tests."""

from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import accumulate, pairwise
from typing import Literal

from hypothesis.strategies import builds, permutations
from hypothesis.strategies import composite as composite_anew

from models.calendars import Calendar
from models.materials import Consumption, Material
from models.overhead import Overhead
from models.problem import (
    FREE,
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
from models.schedule import Assignment, Schedule, Task
from models.uneven_calendars import Paced
from tests.models import strategies as st

HORIZON = 9
MATERIALS = 2
Draw = st.DrawFn


def optional(values: st.SearchStrategy[int]) -> st.SearchStrategy[int | None]:
    return st.one_of(st.none(), values)


@st.composite
def calendars(draw: Draw) -> Calendar:
    worked = draw(st.lists(st.booleans(), min_size=HORIZON, max_size=HORIZON))
    return Calendar.from_slots(slot for slot, works in enumerate(worked) if works)


@st.composite
def bounds(draw: Draw) -> Bounds:
    slot = st.integers(0, HORIZON)
    return Bounds(
        start_min=draw(st.sampled_from([0, 0, 1, 3])),
        start_max=draw(st.one_of(st.none(), slot)),
        end_min=draw(st.sampled_from([0, 0, 2, 4])),
        end_max=draw(st.one_of(st.none(), slot)),
    )


@cache
def pauses(calendar_count: int) -> st.SearchStrategy[Pause]:
    calendar, most = st.integers(0, calendar_count - 1), st.integers(0, 2)
    return builds(lambda at, slots: Pause(calendar=at, most=slots), calendar, most)


@st.composite
def seats(draw: Draw, resources: int, calendar_count: int) -> Seat:
    who = draw(st.lists(st.integers(0, resources - 1), min_size=1, max_size=3, unique=True))
    candidates = tuple(
        Candidate(
            resource=r,
            work=draw(st.integers(0, 3)),
            cost=draw(st.integers(0, 9)),
            calendar=draw(st.one_of(st.none(), st.none(), st.integers(0, calendar_count - 1))),
            overtime=draw(st.sampled_from([None] * 3)),  # for that there is tests.models.late
            unwanted=draw(st.integers(0, 1)),
            strange=draw(st.sampled_from([0, 0, 3])),
            bounds=draw(st.one_of(st.just(FREE), st.just(FREE), bounds())),
            pause=draw(st.one_of(st.none(), st.none(), pauses(calendar_count))),
            units=draw(st.integers(0, 2)),
        )
        for r in who
    )
    count = draw(st.integers(1, len(who)))
    return Seat(candidates=candidates, count=count)


RATES = (Fraction(0), Fraction(1), Fraction(1, 2), Fraction(7, 3))


@composite_anew
def hammocks(draw: Draw, resources: int, members: tuple[Activity, ...]) -> Activity:
    """What spans some of the members, with people paid by the slot, or with nobody."""
    some = st.lists(st.integers(0, len(members) - 1), min_size=1, unique=True)
    spans = tuple(draw(some))
    who = (
        draw(st.lists(st.integers(0, resources - 1), max_size=2, unique=True)) if resources else []
    )
    candidates = tuple(
        Candidate(
            resource=r,
            work=0,
            cost=draw(st.integers(0, 3)),
            rate=draw(st.sampled_from(RATES)),
            units=draw(st.integers(0, 2)),
            unwanted=draw(st.integers(0, 1)),
        )
        for r in who
    )
    one = Seat(candidates=candidates) if who else None
    slot = st.integers(0, HORIZON)
    return Activity(
        modes=(Mode(seats=(one,) if one else (), cost=draw(st.integers(0, 3))),),
        start_min=draw(st.sampled_from([0, 0, 2])),
        start_max=draw(st.one_of(st.none(), st.none(), slot)),
        end_min=draw(st.sampled_from([0, 0, 4])),
        end_max=draw(st.one_of(st.none(), st.none(), slot)),
        due=draw(optional(slot)),
        bonus=draw(st.integers(0, 2)),
        drop_cost=0 if all(members[k].optional for k in spans) else None,
        spans=spans,
        edges=draw(st.one_of(st.just(()), st.just(()), edges(spans, members))),
    )


@composite_anew
def edges(draw: Draw, spans: tuple[int, ...], members: tuple[Activity, ...]) -> tuple[Edge, ...]:
    """Other dates for each of those spanned, and for some of those who may do it in some mode."""
    found = [Edge(activity=k, bounds=draw(bounds())) for k in spans]
    for k in spans:
        mode = draw(st.integers(0, len(members[k].modes) - 1))
        who = {c.resource for seat in members[k].modes[mode].seats for c in seat.candidates}
        found += [
            Edge(activity=k, mode=mode, resource=r, bounds=draw(bounds()))
            for r in sorted(who)
            if draw(st.booleans())
        ]
    return tuple(found)


@st.composite
def modes(draw: Draw, resources: int, calendar_count: int) -> Mode:
    count = draw(st.integers(0, 2)) if resources else 0
    return Mode(
        seats=tuple(draw(seats(resources, calendar_count)) for _ in range(count)),
        work=draw(st.integers(0, 3)),
        cost=draw(st.integers(0, 9)),
        accrual=draw(st.sampled_from(["start", "end"])),
        spread=draw(st.sampled_from([0, 0, 3])),
        bounds=draw(st.one_of(st.just(FREE), st.just(FREE), bounds())),
        consumes=tuple(
            draw(st.lists(consumptions(), max_size=2, unique_by=lambda one: one.material))
        ),
    )


@cache
def consumptions() -> st.SearchStrategy[Consumption]:
    return builds(
        lambda m, amount, event, spread, calendar: Consumption(
            material=m, amount=amount, accrual=event, spread=spread, calendar=calendar
        ),
        st.integers(0, MATERIALS - 1),
        st.integers(0, 5),
        st.sampled_from(["start", "end"]),
        st.sampled_from([0, 0, 3]),
        st.sampled_from([None, 0]),
    )


@st.composite
def materials(draw: Draw) -> Material:
    """Some at hand and up to two deliveries, often more than enough."""
    deliveries = st.lists(st.tuples(st.integers(0, HORIZON), st.integers(0, 6)), max_size=2)
    return Material.delivered("", draw(st.sampled_from([1, 4, 9, 30])), draw(deliveries))


@st.composite
def stays(draw: Draw) -> Stay:
    slot = st.integers(0, HORIZON)
    return Stay(
        at=draw(slot), later=draw(st.integers(0, 3)), sooner=draw(st.integers(0, 3)),
        until=draw(slot),
    )  # fmt: skip


@st.composite
def activities(draw: Draw, resources: int, calendar_count: int) -> Activity:
    slot = st.integers(0, HORIZON)
    return Activity(
        modes=tuple(draw(st.lists(modes(resources, calendar_count), min_size=1, max_size=2))),
        calendar=draw(st.integers(0, calendar_count - 1)),
        together=draw(st.booleans()),
        start_min=draw(st.sampled_from([0, 0, 0, 1, 3])),
        start_max=draw(st.one_of(st.none(), st.none(), slot)),
        end_min=draw(st.sampled_from([0, 0, 0, 2, 4])),
        end_max=draw(st.one_of(st.none(), st.none(), slot)),
        due=draw(optional(slot)),
        weight=draw(st.integers(0, 3)),
        bonus=draw(st.integers(0, 2)),
        previous=draw(optional(slot)),
        stay=draw(st.one_of(st.none(), stays())),
        drop_cost=draw(st.one_of(st.none(), st.none(), st.integers(0, 30))),
    )


@st.composite
def precedences(draw: Draw, count: int, calendar_count: int) -> Precedence:
    first, second = draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=2, unique=True))
    elapsed = draw(st.booleans())
    share = draw(st.sampled_from([Fraction(0)] * 3 + [Fraction(1, 2), Fraction(4, 3)]))
    counted = st.integers(0, calendar_count - 1)
    calendar = draw(counted if elapsed and share else optional(counted))
    lag = 0 if share else draw(st.integers(-3, 3))
    plain = calendar is not None and not (elapsed or share or lag)
    return Precedence(
        first=first,
        second=second,
        kind=draw(st.sampled_from(["FS", "SS", "FF", "SF"])),
        lag=lag,
        calendar=None if elapsed and not share else calendar,
        elapsed=elapsed,
        share=share,
        idle=plain and draw(st.booleans()),
    )


@st.composite
def budgets(draw: Draw, count: int) -> Budget:
    start = draw(st.integers(0, HORIZON))
    period = (start, draw(st.integers(start, HORIZON)))
    return Budget(
        activities=draw(st.one_of(st.none(), st.lists(st.integers(0, count - 1)).map(tuple))),
        period=draw(st.one_of(st.none(), st.just(period))),
        days=draw(st.one_of(st.none(), st.just(period))),
        limit=draw(st.integers(0, 25)),
        price=draw(optional(st.integers(0, 3))),
    )


@st.composite
def overheads(draw: Draw, count: int) -> Overhead:
    """What days cost; a slot closes on the day it opens or on the next."""
    steps = st.lists(st.integers(0, 1), min_size=2 * HORIZON, max_size=2 * HORIZON)
    days = list(accumulate(draw(steps)))
    return Overhead(
        cents=draw(st.integers(1, 3)),
        activities=tuple(draw(st.lists(st.integers(0, count - 1), unique=True))),
        opens=tuple(days[::2]),
        closes=tuple(days[1::2]),
    )


@st.composite
def problems(draw: Draw, max_activities: int = 4) -> Problem:
    """A small problem with every kind of rule; it may well be infeasible."""
    calendar_list = [Calendar.always(HORIZON), *draw(st.lists(calendars(), max_size=2))]
    calendar = st.integers(0, len(calendar_list) - 1)
    people = [
        Resource(capacity=draw(st.integers(1, 3)), calendar=draw(calendar))
        for _ in range(draw(st.integers(0, 3)))
    ]
    members = tuple(
        draw(activities(len(people), len(calendar_list)))
        for _ in range(draw(st.integers(1, max_activities)))
    )
    spanning = draw(st.lists(hammocks(len(people), members), max_size=2))
    count = len(members) + len(spanning)
    several = count > 1
    gaps = draw(st.lists(st.integers(1, 3), min_size=HORIZON, max_size=HORIZON))
    clock = tuple(sum(gaps[:t]) for t in range(HORIZON + 1))
    reserved = builds(
        lambda r, start, size, units: Reservation(
            resource=r, start=start, end=start + size, units=units
        ),
        st.integers(0, max(0, len(people) - 1)),
        st.integers(0, HORIZON - 2),
        st.integers(0, 2),
        st.just(1),
    )
    pair = st.lists(st.integers(0, count - 1), min_size=2, max_size=2, unique=True)
    staffing = builds(
        lambda ends, same: Staffing(first=ends[0], second=ends[1], same=same), pair, st.booleans()
    )

    def by_mode(link: Precedence) -> Precedence:
        """The link with a lag for each mode of one of both."""
        by: Literal["first", "second"] = draw(st.sampled_from(["first", "second"]))
        modes = (*members, *spanning)[link.first if by == "first" else link.second].modes
        if link.share or link.idle or len(modes) == 1 or draw(st.booleans()):
            return link
        more = draw(st.sampled_from([(0, 1), (2, 0)]))
        least = link.lag if link.lag >= 0 else link.lag - max(more)
        lags = tuple(least + extra for extra in more)
        return replace(link, lag=least, lags=lags, by=by)

    def with_dues(activity: Activity) -> Activity:
        """The activity with earlier due slots of some who may do it."""
        if activity.due is None or draw(st.booleans()):
            return activity
        early = st.one_of(st.none(), st.integers(0, activity.due))
        modes = tuple(
            replace(
                mode,
                seats=tuple(
                    replace(
                        seat, candidates=tuple(replace(c, due=draw(early)) for c in seat.candidates)
                    )
                    for seat in mode.seats
                ),
            )
            for mode in activity.modes
        )
        return replace(activity, modes=modes)

    return Problem(
        horizon=HORIZON,
        activities=(*map(with_dues, members), *spanning),
        resources=tuple(people),
        calendars=tuple(calendar_list),
        precedences=tuple(
            map(by_mode, draw(st.lists(precedences(count, len(calendar_list)), max_size=3)))
            if several
            else ()
        ),
        reservations=tuple(draw(st.lists(reserved, max_size=1)) if people else ()),
        staffing=tuple(draw(st.lists(staffing, max_size=1)) if several else ()),
        budgets=tuple(draw(st.lists(budgets(count), max_size=1))),
        clock=clock,
        due_calendar=draw(st.one_of(st.none(), calendar)),
        overhead=draw(st.one_of(st.none(), overheads(len(members)))),
        materials=tuple(draw(materials()) for _ in range(MATERIALS)),
    )


def pace(calendar: Calendar, slot: int) -> Fraction:
    """How much of a slot of work is done in a working slot."""
    if not isinstance(calendar, Paced):
        return Fraction(1)
    return Fraction([pace for first, pace in calendar.paces if first <= slot][-1], calendar.full)


@st.composite
def changing(draw: Draw, max_activities: int = 3) -> Problem:
    """A small problem with people whose share, pace or price changes with time."""
    problem = replace(draw(problems(max_activities)), overhead=None)
    slots = st.lists(st.integers(1, HORIZON - 1), min_size=1, max_size=2, unique=True).map(sorted)

    def levels(resource: Resource) -> Resource:
        edges = draw(slots)
        most = st.integers(1, max(1, resource.capacity - 1))
        low = tuple(
            Level(start=start, end=end, capacity=draw(most))
            for start, end in pairwise([*edges, HORIZON])
            if draw(st.booleans())
        )
        return replace(resource, levels=low if resource.capacity > 1 else ())

    def paced(calendar: Calendar) -> Calendar:
        paces = tuple((slot, draw(st.integers(1, 3))) for slot in (0, *draw(slots)))
        return Paced(spans=calendar.spans, paces=paces, full=3)

    def paid(candidate: Candidate) -> Candidate:
        if not draw(st.booleans()):
            return candidate
        pays = tuple(
            Pay(since=slot, rate=draw(st.sampled_from(RATES)), once=draw(st.integers(0, 2)))
            for slot in (0, *draw(slots))
        )
        return replace(candidate, cost=0, rate=Fraction(0), pays=pays)

    def slower(activity: Activity, candidate: Candidate) -> Candidate:
        plain = problem.calendar_position(candidate)
        if activity.spans or not draw(st.booleans()):
            return candidate
        return replace(candidate, calendar=plain + len(problem.calendars))

    def changed(activity: Activity) -> Activity:
        modes = tuple(
            replace(
                mode,
                seats=tuple(
                    replace(
                        seat, candidates=tuple(slower(activity, paid(c)) for c in seat.candidates)
                    )
                    for seat in mode.seats
                ),
            )
            for mode in activity.modes
        )
        return replace(activity, modes=modes)

    return replace(
        problem,
        resources=tuple(map(levels, problem.resources)),
        calendars=(*problem.calendars, *map(paced, problem.calendars)),
        activities=tuple(map(changed, problem.activities)),
    )


@composite_anew
def schedules(draw: Draw, problem: Problem) -> Schedule:
    """A schedule whose seats are filled and that is often, but not always, right."""
    tasks: list[Task | None] = []
    for i, activity in enumerate(problem.activities):
        tasks.append(draw(_spanning(problem, i, tasks) if activity.spans else _tasks(problem, i)))
    return Schedule(tasks=tuple(tasks))


@composite_anew
def _spanning(draw: Draw, problem: Problem, i: int, tasks: list[Task | None]) -> Task | None:
    """With what it spans, or a little off; what is spanned stands before it."""
    activity = problem.activities[i]
    inside = [task for k in activity.spans if (task := tasks[k])]
    if not inside and activity.optional:
        return None
    start = min((task.start for task in inside), default=0) + draw(st.sampled_from([0, 0, 0, 1]))
    end = max((task.end for task in inside), default=0) + draw(st.sampled_from([0, 0, 0, -1, 1]))
    people = tuple(
        Assignment(seat=s, resource=draw(st.sampled_from([c.resource for c in seat.candidates])))
        for s, seat in enumerate(activity.modes[0].seats)
    )
    start = min(start, HORIZON)
    return Task(start=start, end=min(HORIZON, max(start, end)), assignments=people)


@composite_anew
def _tasks(draw: Draw, problem: Problem, i: int) -> Task | None:
    activity = problem.activities[i]
    if activity.optional and draw(st.booleans()):
        return None
    mode = draw(st.integers(0, len(activity.modes) - 1))
    sitting: list[Assignment] = []
    for s, seat in enumerate(activity.modes[mode].seats):
        free = [c.resource for c in seat.candidates]
        free = [r for r in free if r not in {a.resource for a in sitting}] or free
        chosen = draw(permutations(free))[: seat.count]
        sitting += [Assignment(seat=s, resource=r) for r in chosen]
    latest = HORIZON if activity.start_max is None else activity.start_max
    start = draw(st.integers(min(activity.start_min, latest), latest))
    end = _end(problem, i, Task(start=start, end=start, mode=mode, assignments=tuple(sitting)))
    end += draw(st.sampled_from([0, 0, 0, 0, 1, -1]))
    end = min(HORIZON, max(start, end))
    return Task(start=start, end=end, mode=mode, assignments=tuple(sitting))


def _end(problem: Problem, i: int, task: Task) -> int:
    """When the work is done, counted slot by slot; past the horizon if never."""
    activity = problem.activities[i]
    mode = activity.modes[task.mode]
    parts = [(problem.calendars[activity.calendar], mode.work)]
    for assignment in task.assignments:
        seat = mode.seats[assignment.seat]
        candidate = {c.resource: c for c in seat.candidates}[assignment.resource]
        parts.append((problem.calendar_of(candidate), candidate.work))
    end = task.start
    for calendar, work in parts:
        slot, left = task.start, Fraction(work)
        while left > 0 and slot < HORIZON:
            works = any(opens <= slot < closes for opens, closes in calendar.spans)
            left -= pace(calendar, slot) if works else 0
            slot += 1
        end = max(end, slot)
    return end
