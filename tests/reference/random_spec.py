"""Random small workbooks in which every feature occurs, alone and with others.

`random_spec(seed, only)` switches some of `FEATURES` on. Amounts are coarse, so that an exact
answer is feasible, and most workbooks can be planned.
"""

import dataclasses
import random
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, TypeVar

from tests.reference.hand import OFFICE
from tests.reference.spec import (
    Budget,
    Calendar,
    HardDate,
    Holiday,
    Hours,
    Lag,
    Leave,
    Link,
    Meeting,
    Person,
    Seat,
    Settings,
    Spec,
    Task,
)

NAMES = ("Ann", "Bob", "Cem", "Dan")
MONDAY = date(2027, 3, 1)
MONTH_END = date(2027, 3, 29)
WEEK = 5

Change = Callable[[random.Random, Spec], Spec]
Part = TypeVar("Part")


def replace(part: Part, **changes: Any) -> Part:
    """The same with some fields changed."""
    return dataclasses.replace(part, **changes)  # type: ignore[type-var]


def random_spec(seed: int, only: Iterable[str] = ()) -> Spec:
    """A workbook with one to five features; with `only` with some of these, at least one."""
    rng = random.Random(f"reference {seed}")
    wanted = tuple(only) or tuple(FEATURES)
    unknown = set(wanted) - set(FEATURES)
    assert not unknown, f"no such features: {unknown}, but {', '.join(FEATURES)}"
    chosen = rng.sample(wanted, min(len(wanted), rng.choice((1, 1, 2, 2, 3, 3, 4, 5))))
    spec = _plain(rng)
    for feature, change in FEATURES.items():
        if feature in chosen:
            spec = change(rng, spec)
    return spec


def features(seed: int, only: Iterable[str] = ()) -> tuple[str, ...]:
    """The features that a seed has."""
    rng = random.Random(f"reference {seed}")
    wanted = tuple(only) or tuple(FEATURES)
    chosen = rng.sample(wanted, min(len(wanted), rng.choice((1, 1, 2, 2, 3, 3, 4, 5))))
    return tuple(feature for feature in FEATURES if feature in chosen)


def _plain(rng: random.Random) -> Spec:
    """Two to five tasks of a few hours with people by name, some links."""
    people = tuple(
        Person(name=name, rate=Fraction(rng.choice((10, 20, 30))))
        for name in NAMES[: rng.randint(1, 3)]
    )
    tasks: list[Task] = []
    for number in range(1, rng.randint(2, 5) + 1):
        links = tuple(
            Link(first=task.id) for task in rng.sample(tasks, len(tasks)) if rng.random() < 0.35
        )
        tasks.append(
            Task(
                id=str(number),
                duration=rng.choice((120, 240, 360, 480, 720, 960)),
                seats=(Seat(names=(rng.choice(people).name,)),) if rng.random() < 0.8 else (),
                links=links[:2],
            )
        )
    goals = rng.choice((("finish", "cost"), ("lateness", "cost", "finish"), ("cost", "finish")))
    return Spec(
        settings=Settings(start=MONDAY, goals=goals), tasks=tuple(tasks), people=people, days=21
    )


def _each(rng: random.Random, spec: Spec, share: float, change: Callable[[Task], Task]) -> Spec:
    """Changes some of the planned tasks, at least one."""
    ids = [task.id for task in spec.leaves]
    chosen = {name for name in ids if rng.random() < share} or {rng.choice(ids)}
    tasks = tuple(change(task) if task.id in chosen else task for task in spec.tasks)
    return replace(spec, tasks=tasks)


def _links(rng: random.Random, spec: Spec, change: Callable[[Link], Link]) -> Spec:
    """Changes some links, at least one; where there is none, the last task gets one."""
    if not any(task.links for task in spec.tasks):
        first, last = spec.tasks[0], spec.tasks[-1]
        spec = _swap(spec, replace(last, links=(Link(first=first.id),)))
    where = [(t.id, k) for t in spec.tasks for k in range(len(t.links))]
    chosen = {place for place in where if rng.random() < 0.6} or {rng.choice(where)}
    tasks = tuple(
        replace(
            task,
            links=tuple(
                change(link) if (task.id, k) in chosen else link
                for k, link in enumerate(task.links)
            ),
        )
        for task in spec.tasks
    )
    return replace(spec, tasks=tasks)


def _swap(spec: Spec, task: Task) -> Spec:
    return replace(spec, tasks=tuple(task if t.id == task.id else t for t in spec.tasks))


def _person(rng: random.Random, spec: Spec, change: Callable[[Person], Person]) -> Spec:
    at = rng.randrange(len(spec.people))
    people = tuple(change(p) if k == at else p for k, p in enumerate(spec.people))
    return replace(spec, people=people)


def _day(
    rng: random.Random, spec: Spec, first: int = 0, last: int = 9, *, worked: bool = True
) -> date:
    start = spec.settings.start
    days = [start + timedelta(days=k) for k in range(first, last + 1)]
    return rng.choice([day for day in days if not worked or day.weekday() < WEEK])


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour)


def _hours(*amounts: int) -> tuple[int, ...]:
    return tuple(60 * hours for hours in amounts)


# Links


def kinds(rng: random.Random, spec: Spec) -> Spec:
    return _links(rng, spec, lambda k: replace(k, kind=rng.choice(("SS", "FF", "SF", "FS"))))


def lags(rng: random.Random, spec: Spec) -> Spec:
    amounts = _hours(2, 4, 8, 16)
    return _links(rng, spec, lambda k: replace(k, lag=Lag(amount=Fraction(rng.choice(amounts)))))


def leads(rng: random.Random, spec: Spec) -> Spec:
    amounts = _hours(-2, -4, -8)
    return _links(rng, spec, lambda k: replace(k, lag=Lag(amount=Fraction(rng.choice(amounts)))))


def elapsed(rng: random.Random, spec: Spec) -> Spec:
    amounts = _hours(4, 12, 24, 48, 72)
    return _links(
        rng,
        spec,
        lambda k: replace(k, lag=Lag(amount=Fraction(rng.choice(amounts)), unit="elapsed")),
    )


def shares_of_duration(rng: random.Random, spec: Spec) -> Spec:
    return _links(
        rng,
        spec,
        lambda k: replace(
            k,
            kind=rng.choice(("FS", "SS", "FF")),
            lag=Lag(
                amount=Fraction(rng.choice((50, 100))),
                unit=rng.choice(("percent", "percent", "elapsed percent")),
            ),
        ),
    )


def longest_waits(rng: random.Random, spec: Spec) -> Spec:
    def change(link: Link) -> Link:
        if link.lag.unit == "elapsed":
            return replace(link, longest=Lag(amount=link.lag.amount + 1440, unit="elapsed"))
        least = link.lag.amount if link.lag.unit == "work" else Fraction(960)
        more = rng.choice((0, 0, 120, 480))
        return replace(link, longest=Lag(amount=max(Fraction(0), least) + more))

    return _links(rng, spec, change)


def lag_calendar(rng: random.Random, spec: Spec) -> Spec:
    which = rng.choice(("predecessor", "successor", "24 h"))
    return replace(lags(rng, spec), settings=replace(spec.settings, lag_calendar=which))


# Structure


def milestones(rng: random.Random, spec: Spec) -> Spec:
    return _each(rng, spec, 0.3, lambda t: replace(t, duration=0, work=None, heads=None, seats=()))


def phases(rng: random.Random, spec: Spec) -> Spec:
    """A phase over two or three neighbours; another task may be linked from or to it."""
    count = min(len(spec.tasks), rng.randint(1, 3))
    at = rng.randint(0, len(spec.tasks) - count)
    inside = spec.tasks[at : at + count]
    phase = Task(id="P")
    before, rest = spec.tasks[:at], spec.tasks[at + count :]
    kind: Any = rng.choice(("FS", "FS", "SS", "FF"))
    if rest and rng.random() < 0.7:
        linked = replace(rest[-1], links=(*rest[-1].links, Link(first="P", kind=kind)))
        rest = (*rest[:-1], linked)
    elif before:
        phase = Task(id="P", links=(Link(first=before[0].id, kind=kind),))
    children = tuple(replace(task, parent="P") for task in inside)
    return replace(spec, tasks=(*before, phase, *children, *rest))


def optional(rng: random.Random, spec: Spec) -> Spec:
    """A task that may be left out, where no phase's dates depend on it."""
    free = [task.id for task in spec.leaves if not task.parent]
    if not free:
        return spec
    task = spec.by_id[rng.choice(free)]
    price = Fraction(rng.choice((0, 50, 100, 500)))
    return _swap(spec, replace(task, drop_cost=price))


def hammock(rng: random.Random, spec: Spec) -> Spec:
    plain = [task for task in spec.leaves if task.drop_cost is None]
    if len(plain) < 2:
        return spec
    first, last = plain[0], plain[-1]
    last = replace(last, links=(*last.links, Link(first=first.id)))
    seat = Seat(names=("Pat",), units=Fraction(rng.choice((1, 2)), 4))
    span = Task(id="9", seats=(seat,), spans=(first.id, last.id))
    people = (*spec.people, Person(name="Pat", rate=Fraction(40)))
    return replace(_swap(spec, last), tasks=(*_swap(spec, last).tasks, span), people=people)


# Dates


def dates(rng: random.Random, spec: Spec) -> Spec:
    def change(task: Task) -> Task:
        kind: Any = rng.choice(("SNET", "SNLT", "MSO", "FNLT", "FNLT", "MFO", "FNET"))
        early = kind in ("SNET", "FNET")
        day = _day(rng, spec, 1 if early else 3, 8 if early else 14)
        return replace(task, dates=(HardDate(kind=kind, when=day),))

    return _each(rng, spec, 0.3, change)


def timed_dates(rng: random.Random, spec: Spec) -> Spec:
    def change(task: Task) -> Task:
        kind: Any = rng.choice(("SNET", "MSO", "FNLT", "FNET"))
        at = _at(_day(rng, spec, 1, 10), rng.choice((8, 10, 12, 15, 17)))
        return replace(task, dates=(HardDate(kind=kind, when=at),))

    return _each(rng, spec, 0.3, change)


def free_days(rng: random.Random, spec: Spec) -> Spec:
    """A start on a day that the project does not work."""

    def change(task: Task) -> Task:
        kind: Any = rng.choice(("SNET", "MSO", "FNLT"))
        when = spec.settings.start + timedelta(days=rng.choice((5, 6)))
        return replace(task, dates=(HardDate(kind=kind, when=when),))

    return _each(rng, spec, 0.3, change)


def starts(rng: random.Random, spec: Spec) -> Spec:
    field = rng.choice(("earliest_start", "blocked_until"))

    def change(task: Task) -> Task:
        day = _day(rng, spec, 1, 6)
        return replace(task, **{field: rng.choice((day, _at(day, 10)))})

    return _each(rng, spec, 0.3, change)


def deadlines(rng: random.Random, spec: Spec) -> Spec:
    fined = rng.random() < 0.4

    def change(task: Task) -> Task:
        penalty = Fraction(rng.choice((50, 100, 200))) if fined else None
        day = _day(rng, spec, 0, 6)
        when = rng.choice((day, day, _at(day, 12)))
        priority = rng.choice((0, 250, 500, 1000))
        return replace(task, deadline=when, priority=priority, late_penalty=penalty)

    spec = _each(rng, spec, 0.5, change)
    if spec.phases and rng.random() < 0.3:
        spec = _swap(spec, change(spec.by_id[next(iter(sorted(spec.phases)))]))
    goals = (("lateness", "cost", "finish"), ("money", "finish"), ("late_count", "finish"))
    return replace(spec, settings=replace(spec.settings, goals=rng.choice(goals)))


# Calendars


def _week(hours: Hours, days: Iterable[int] = range(WEEK)) -> tuple[Hours, ...]:
    return tuple(hours if day in days else () for day in range(7))


STANDARD = Calendar(name="Standard", days=_week(OFFICE))
OTHERS = (
    Calendar(name="Late", days=_week(((840, 1320),))),
    Calendar(name="Early", days=_week(((360, 840),))),
    Calendar(name="Mornings", days=_week(((480, 720),))),
    Calendar(name="Four days", days=_week(OFFICE, range(4))),
    Calendar(name="Weekend", days=_week(OFFICE, (5, 6))),
    Calendar(name="Night", days=_week(((1320, 360),), range(7))),
    Calendar(name="Late night", days=_week(((1320, 360),))),
)


def calendars(rng: random.Random, spec: Spec) -> Spec:
    """Somebody has other hours."""
    other = rng.choice(OTHERS)
    spec = replace(spec, calendars=(STANDARD, other), days=28)
    return _person(rng, spec, lambda person: replace(person, calendar=other.name))


def task_calendar(rng: random.Random, spec: Spec) -> Spec:
    window = Calendar(name="Window", days=_week(((600, 960),), range(6)))
    known = spec.calendars or (STANDARD,)
    spec = replace(spec, calendars=(*known, window))
    return _each(rng, spec, 0.3, lambda task: replace(task, calendar="Window"))


def short_days(rng: random.Random, spec: Spec) -> Spec:
    """7.6 h days: 08:00-12:00 and 12:30-16:06."""
    standard = Calendar(name="Standard", days=_week(((480, 720), (750, 966))))
    others = tuple(c for c in spec.calendars if c.name != "Standard")
    spec = _each(rng, spec, 0.7, lambda t: replace(t, duration=456) if t.duration else t)
    settings = replace(spec.settings, hours_per_day=Fraction(38, 5))
    days = min(spec.days, 10)
    return replace(spec, calendars=(standard, *others), settings=settings, days=days)


def idle_worker(rng: random.Random, spec: Spec) -> Spec:
    """Somebody who has nothing to do with anything but works at other times."""
    other = rng.choice(OTHERS)
    known = {c.name: c for c in (*(spec.calendars or (STANDARD,)), other)}
    zed = Person(name="Zed", rate=Fraction(1), calendar=other.name)
    return replace(spec, calendars=tuple(known.values()), people=(*spec.people, zed))


def leave(rng: random.Random, spec: Spec) -> Spec:
    first = _day(rng, spec, 0, 6)
    last = first + timedelta(days=rng.choice((0, 0, 1, 3)))
    hours = rng.choice((None, None, (480, 720), (780, 1020)))
    away = Leave(who=rng.choice(spec.people).name, first=first, last=last, hours=hours)
    return replace(spec, leave=(*spec.leave, away))


def holidays(rng: random.Random, spec: Spec) -> Spec:
    first = _day(rng, spec, 0, 6)
    last = first + timedelta(days=rng.choice((0, 0, 1)))
    return replace(spec, holidays=(Holiday(first=first, last=last),))


def meetings(rng: random.Random, spec: Spec) -> Spec:
    day, hour = _day(rng, spec, 0, 4), rng.choice((8, 9, 13, 15))
    repeat: Any = rng.choice(("", "daily", "weekly"))
    meeting = Meeting(
        name="Review",
        start=_at(day, hour),
        finish=_at(day, hour + rng.choice((1, 2))),
        who=rng.choice((("all",), (rng.choice(spec.people).name,))),
        repeat=repeat,
        until=day + timedelta(days=rng.choice((2, 7, 9))) if repeat else None,
    )
    return replace(spec, meetings=(meeting,))


def pauses(rng: random.Random, spec: Spec) -> Spec:
    spec = leave(rng, spec)
    longest = rng.choice((0, 240, 480))
    return _each(rng, spec, 0.4, lambda t: replace(t, longest_pause=longest) if t.seats else t)


# People


def _staffed(rng: random.Random, spec: Spec) -> Spec:
    """Gives every task with nobody somebody."""
    return replace(
        spec,
        tasks=tuple(
            replace(t, seats=(Seat(names=(rng.choice(spec.people).name,)),))
            if t in spec.leaves and t.duration and not t.seats
            else t
            for t in spec.tasks
        ),
    )


def work(rng: random.Random, spec: Spec) -> Spec:
    amount = rng.choice(_hours(2, 4, 8, 12, 24))
    spec = _staffed(rng, spec)
    return _each(rng, spec, 0.5, lambda t: replace(t, duration=None, work=amount) if t.seats else t)


def teams(rng: random.Random, spec: Spec) -> Spec:
    """Two or three named people on a task."""
    spec = _more_people(spec, 2)
    names = [person.name for person in spec.people]

    def change(task: Task) -> Task:
        if task.duration == 0:
            return task
        count = rng.randint(2, min(3, len(names)))
        return replace(task, seats=tuple(Seat(names=(n,)) for n in rng.sample(names, count)))

    return _each(rng, spec, 0.5, change)


def together(rng: random.Random, spec: Spec) -> Spec:
    spec = leave(rng, teams(rng, spec))
    if rng.random() < 0.4:
        return replace(spec, settings=replace(spec.settings, team_works="together"))
    return _each(rng, spec, 0.6, lambda t: replace(t, together=True) if len(t.seats) > 1 else t)


def equipment(rng: random.Random, spec: Spec) -> Spec:
    crane = Person(name="Crane", type="Equipment", rate=Fraction(50))
    spec = leave(rng, _staffed(rng, replace(spec, people=(*spec.people, crane))))
    return _each(
        rng,
        spec,
        0.4,
        lambda t: replace(t, seats=(Seat(names=("Crane",)), *_others(t))) if t.seats else t,
    )


def _others(task: Task) -> tuple[Seat, ...]:
    return tuple(seat for seat in task.seats if seat.names != ("Crane",))


def _more_people(spec: Spec, count: int) -> Spec:
    known = {person.name for person in spec.people}
    more = [Person(name=n, rate=Fraction(20)) for n in NAMES if n not in known]
    missing = max(0, count - len(known & set(NAMES)))
    return replace(spec, people=(*spec.people, *more[:missing]))


def part_time(rng: random.Random, spec: Spec) -> Spec:
    units = Fraction(rng.choice((1, 1, 3)), rng.choice((4, 2)))
    units = min(units, Fraction(3, 4))
    return _person(rng, spec, lambda person: replace(person, units=units))


def units(rng: random.Random, spec: Spec) -> Spec:
    """``Ann[50%]``."""
    spec = _staffed(rng, spec)
    share = Fraction(1, rng.choice((2, 4)))
    full = {person.name for person in spec.people if person.units == 1}

    def change(task: Task) -> Task:
        if not task.seats or task.seats[0].names[0] not in full or task.heads:
            return task
        seat = task.seats[0]
        return replace(task, seats=(replace(seat, units=share), *task.seats[1:]))

    return _each(rng, spec, 0.6, change)


def choice(rng: random.Random, spec: Spec) -> Spec:
    """``Ann or Bob``."""
    spec = _more_people(spec, 2)
    names = [person.name for person in spec.people if person.name in NAMES]

    def change(task: Task) -> Task:
        if task.duration == 0:
            return task
        return replace(task, seats=(Seat(names=tuple(rng.sample(names, 2))),))

    return _each(rng, spec, 0.6, change)


def skills(rng: random.Random, spec: Spec) -> Spec:
    spec = _more_people(spec, 3)
    people = tuple(
        replace(p, skills=(("Weld", rng.randint(1, 3)),)) if p.name in NAMES else p
        for p in spec.people
    )
    able = [person for person in people if person.skills]

    def change(task: Task) -> Task:
        if task.duration == 0:
            return task
        level = rng.choice((0, 1, 2))
        count = rng.choice((1, 1, 2))
        enough = sum(dict(p.skills)["Weld"] >= level for p in able) >= count
        seat = Seat(skill="Weld", level=level if enough else 0, count=count)
        return replace(task, seats=(seat,))

    return _each(rng, replace(spec, people=people), 0.6, change)


def groups(rng: random.Random, spec: Spec) -> Spec:
    spec = _more_people(spec, 2)
    people = tuple(replace(p, groups=("Crew",)) if p.name in NAMES else p for p in spec.people)
    spec = replace(spec, people=people)
    return _each(
        rng, spec, 0.5, lambda t: replace(t, seats=(Seat(names=("Crew",)),)) if t.duration else t
    )


def heads(rng: random.Random, spec: Spec) -> Spec:
    """A Work shared by as many people as pays."""
    spec = _more_people(spec, 3)
    names = tuple(person.name for person in spec.people if person.name in NAMES)

    def change(task: Task) -> Task:
        if task.duration == 0:
            return task
        seats = (Seat(names=names),)
        return replace(task, duration=None, work=720, heads=(1, rng.randint(2, 3)), seats=seats)

    return _each(rng, spec, 0.3, change)


def efficiency(rng: random.Random, spec: Spec) -> Spec:
    spec = work(rng, spec)
    much = rng.choice((Fraction(1, 2), Fraction(2), Fraction(3, 4)))
    return _person(rng, spec, lambda person: replace(person, efficiency=much))


def same_people(rng: random.Random, spec: Spec) -> Spec:
    spec = choice(rng, choice(rng, spec))
    staffed = [task for task in spec.leaves if task.seats]
    if len(staffed) < 2:
        return spec
    one, other = rng.sample(staffed, 2)
    same = rng.random() < 0.5
    field = "same_as" if same else "different_from"
    return _swap(spec, replace(other, **{field: (one.id,)}))


def wishes(rng: random.Random, spec: Spec) -> Spec:
    spec = choice(rng, spec)
    name = rng.choice([p.name for p in spec.people if p.name in NAMES])
    field = rng.choice(("preferred", "excluded"))

    def change(task: Task) -> Task:
        if not any(len(seat.names) > 1 for seat in task.seats):
            return task
        return replace(task, **{field: (name,)})

    return _each(rng, spec, 0.8, change)


def rows(rng: random.Random, spec: Spec) -> Spec:
    """Share, rate or calendar of somebody change at a date."""
    at = rng.randrange(len(spec.people))
    person = spec.people[at]
    turn = MONDAY + timedelta(days=rng.choice((2, 4, 7)))
    first = replace(person, until=turn - timedelta(days=1))
    later = replace(
        person,
        since=turn,
        units=rng.choice((person.units, person.units / 2)),
        rate=rng.choice((person.rate, person.rate * 2)),
    )
    people = (*spec.people[:at], first, later, *spec.people[at + 1 :])
    return _bounded(replace(spec, people=people))


def overtime(rng: random.Random, spec: Spec) -> Spec:
    """Somebody may work longer; never with others on a task."""
    hours = rng.choice((2, 4, 10))
    dear = rng.choice((2, 3))

    def change(person: Person) -> Person:
        if person.units != 1 or person.type != "Person":
            return person
        return replace(person, overtime_rate=person.rate * dear, overtime_hours=hours)

    return replace(_person(rng, spec, change), days=10)


# Money


def costs(rng: random.Random, spec: Spec) -> Spec:
    accruals = ("Start", "End", "Prorated")

    def change(task: Task) -> Task:
        amount = Fraction(rng.choice((100, 250)))
        return replace(task, fixed_cost=amount, accrual=rng.choice(accruals))

    spec = _person(rng, spec, lambda person: replace(person, cost_per_use=Fraction(5)))
    per = rng.choice(("h", "d", "w"))
    many = {"h": 1, "d": 8, "w": 40}[per]
    spec = _person(rng, spec, lambda person: replace(person, per=per, rate=person.rate * many))
    return _each(rng, spec, 0.5, change)


def budgets(rng: random.Random, spec: Spec) -> Spec:
    limit = Fraction(rng.choice((100, 200, 400, 800)))
    price = rng.choice((None, 0, 1, 2))
    scope = "P" if "P" in spec.phases and rng.random() < 0.7 else ""
    return replace(spec, budgets=(*spec.budgets, Budget(limit=limit, scope=scope, price=price)))


def months(rng: random.Random, spec: Spec) -> Spec:
    """A budget for March, the project around the end of it; nothing later than the second week."""
    shift = MONTH_END - MONDAY
    spec = shifted(spec, shift)
    limit = Fraction(rng.choice((100, 200, 400, 800)))
    budget = Budget(limit=limit, month=(2027, rng.choice((3, 4))), price=rng.choice((None, 1, 2)))
    return _bounded(replace(spec, budgets=(*spec.budgets, budget)))


def days_cost(rng: random.Random, spec: Spec) -> Spec:
    cost = Fraction(rng.choice((20, 100)))
    spec = replace(spec, budgets=tuple(b for b in spec.budgets if b.month is None))
    return _bounded(replace(spec, settings=replace(spec.settings, cost_per_day=cost)))


def _bounded(spec: Spec) -> Spec:
    """Everything must end within two weeks: waiting for cheaper times has an end."""
    last = HardDate(kind="FNLT", when=spec.settings.start + timedelta(days=17))
    tasks = tuple(
        replace(task, dates=(*task.dates, last))
        if task in spec.leaves and not any(rule.kind == "FNLT" for rule in task.dates)
        else task
        for task in spec.tasks
    )
    return replace(spec, tasks=tasks)


def shifted(spec: Spec, by: timedelta) -> Spec:
    """All dates moved by some days."""
    from tests.reference.changes import shift

    return shift(spec, by)


def late_as_possible(rng: random.Random, spec: Spec) -> Spec:
    return _each(
        rng,
        spec,
        0.3,
        lambda t: (
            t if any(d.kind != "FNLT" for d in t.dates) else replace(t, late_as_possible=True)
        ),
    )


FEATURES: dict[str, Change] = {
    change.__name__: change
    for change in (
        calendars,
        short_days,
        task_calendar,
        idle_worker,
        leave,
        holidays,
        meetings,
        part_time,
        choice,
        skills,
        groups,
        teams,
        equipment,
        together,
        work,
        heads,
        units,
        efficiency,
        same_people,
        wishes,
        overtime,
        milestones,
        pauses,
        kinds,
        lags,
        leads,
        elapsed,
        shares_of_duration,
        longest_waits,
        lag_calendar,
        phases,
        optional,
        hammock,
        dates,
        timed_dates,
        free_days,
        starts,
        deadlines,
        costs,
        budgets,
        months,
        days_cost,
        rows,
        late_as_possible,
    )
}
"""What a workbook may have beside plain tasks; applied in this order."""
