"""Random small workbooks: links, phases, dates and calendars."""

import random
from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from typing import Any

from tests.reference.hand import OFFICE
from tests.reference.random_parts import (
    WEEK,
    at,
    bounded,
    each,
    hours_of,
    replace,
    some_day,
    some_links,
    some_person,
    swap,
)
from tests.reference.spec import (
    Calendar,
    HardDate,
    Holiday,
    Hours,
    Lag,
    LagUnit,
    Leave,
    Link,
    Meeting,
    Person,
    Seat,
    Spec,
    Task,
)

# Links


def kinds(rng: random.Random, spec: Spec) -> Spec:
    return some_links(rng, spec, lambda k: replace(k, kind=rng.choice(("SS", "FF", "SF", "FS"))))


def lags(rng: random.Random, spec: Spec) -> Spec:
    amounts = hours_of(2, 4, 8, 16)
    return some_links(
        rng, spec, lambda k: replace(k, lag=Lag(amount=Fraction(rng.choice(amounts))))
    )


def leads(rng: random.Random, spec: Spec) -> Spec:
    amounts = hours_of(-2, -4, -8)
    return some_links(
        rng, spec, lambda k: replace(k, lag=Lag(amount=Fraction(rng.choice(amounts))))
    )


def elapsed(rng: random.Random, spec: Spec) -> Spec:
    amounts = hours_of(4, 12, 24, 48, 72)
    return some_links(
        rng,
        spec,
        lambda k: replace(k, lag=Lag(amount=Fraction(rng.choice(amounts)), unit="elapsed")),
    )


def shares_of_duration(rng: random.Random, spec: Spec) -> Spec:
    def change(link: Link) -> Link:
        kind = rng.choice(("FS", "SS", "FF"))
        amount = rng.choice((50, 100))
        units: tuple[LagUnit, ...] = ("percent", "percent", "elapsed percent")
        unit = rng.choice(units)
        if kind == "FS" and unit == "percent":
            amount *= rng.choice((1, 1, -1))
        return replace(link, kind=kind, lag=Lag(amount=Fraction(amount), unit=unit))

    return some_links(rng, spec, change)


def longest_waits(rng: random.Random, spec: Spec) -> Spec:
    def change(link: Link) -> Link:
        if link.lag.unit == "elapsed":
            return replace(link, longest=Lag(amount=link.lag.amount + 1440, unit="elapsed"))
        least = link.lag.amount if link.lag.unit == "work" else Fraction(960)
        more = rng.choice((0, 0, 120, 480))
        return replace(link, longest=Lag(amount=max(Fraction(0), least) + more))

    return some_links(rng, spec, change)


def lag_calendar(rng: random.Random, spec: Spec) -> Spec:
    which = rng.choice(("predecessor", "successor", "24 h"))
    return replace(lags(rng, spec), settings=replace(spec.settings, lag_calendar=which))


# Structure


def milestones(rng: random.Random, spec: Spec) -> Spec:
    return each(rng, spec, 0.3, lambda t: replace(t, duration=0, work=None, heads=None, seats=()))


def phases(rng: random.Random, spec: Spec) -> Spec:
    """A phase over some neighbours, perhaps one over the rest; a link from or to a phase."""
    count = min(len(spec.tasks), rng.randint(1, 3))
    at = rng.randint(0, len(spec.tasks) - count)
    inside = tuple(replace(task, parent="P") for task in spec.tasks[at : at + count])
    before, rest = spec.tasks[:at], spec.tasks[at + count :]
    kind: Any = rng.choice(("FS", "FS", "SS", "FF", "SF"))
    phase, after_it = Task(id="P"), Link(first="P", kind=kind)
    if rest and rng.random() < 0.3:
        inner = tuple(replace(task, parent="Q", links=()) for task in rest)
        rest = (Task(id="Q", links=(after_it,)), *inner)
    elif rest and rng.random() < 0.8:
        rest = (*rest[:-1], replace(rest[-1], links=(*rest[-1].links, after_it)))
    elif before:
        phase = Task(id="P", links=(Link(first=before[0].id, kind=kind),))
    return replace(spec, tasks=(*before, phase, *inside, *rest))


def phase_dates(rng: random.Random, spec: Spec) -> Spec:
    """A date on a phase."""
    spec = spec if spec.phases else phases(rng, spec)
    phase = spec.by_id["P"]
    kind: Any = rng.choice(("SNET", "FNLT", "FNLT", "MSO", "SNLT", "FNET", "MFO"))
    if kind == "SNET":
        return swap(spec, replace(phase, earliest_start=some_day(rng, spec, 1, 6)))
    rule = HardDate(kind=kind, when=some_day(rng, spec, 2, 9))
    return swap(spec, replace(phase, dates=(rule,)))


def optional(rng: random.Random, spec: Spec) -> Spec:
    """A task that may be left out, where no phase's dates depend on it."""
    free = [task.id for task in spec.leaves if not task.parent]
    if not free:
        return spec
    task = spec.by_id[rng.choice(free)]
    price = Fraction(rng.choice((0, 50, 100, 500)))
    return swap(spec, replace(task, drop_cost=price))


def hammock(rng: random.Random, spec: Spec) -> Spec:
    plain = [task for task in spec.leaves if task.drop_cost is None]
    if len(plain) < 2:
        return spec
    first, last = plain[0], plain[-1]
    last = replace(last, links=(*last.links, Link(first=first.id)))
    seat = Seat(names=("Pat",), units=Fraction(rng.choice((1, 2)), 4))
    span = Task(id="9", seats=(seat,), spans=(first.id, last.id))
    people = (*spec.people, Person(name="Pat", rate=Fraction(40)))
    spec = bounded(swap(spec, last))
    return replace(spec, tasks=(*spec.tasks, span), people=people)


# Dates


def dates(rng: random.Random, spec: Spec) -> Spec:
    def change(task: Task) -> Task:
        kind: Any = rng.choice(("SNET", "SNLT", "MSO", "FNLT", "FNLT", "MFO", "FNET"))
        early = kind in ("SNET", "FNET")
        day = some_day(rng, spec, 1 if early else 3, 8 if early else 14)
        return replace(task, dates=(HardDate(kind=kind, when=day),))

    return each(rng, spec, 0.3, change)


def timed_dates(rng: random.Random, spec: Spec) -> Spec:
    def change(task: Task) -> Task:
        kind: Any = rng.choice(("SNET", "MSO", "FNLT", "FNET"))
        when = at(some_day(rng, spec, 1, 10), rng.choice((8, 10, 12, 15, 17)))
        return replace(task, dates=(HardDate(kind=kind, when=when),))

    return each(rng, spec, 0.3, change)


def free_days(rng: random.Random, spec: Spec) -> Spec:
    """A start on a day that the project does not work."""

    def change(task: Task) -> Task:
        kind: Any = rng.choice(("SNET", "MSO", "FNLT"))
        when = spec.settings.start + timedelta(days=rng.choice((5, 6)))
        return replace(task, dates=(HardDate(kind=kind, when=when),))

    return each(rng, spec, 0.3, change)


def starts(rng: random.Random, spec: Spec) -> Spec:
    field = rng.choice(("earliest_start", "blocked_until"))

    def change(task: Task) -> Task:
        day = some_day(rng, spec, 1, 6)
        return replace(task, **{field: rng.choice((day, at(day, 10)))})

    return each(rng, spec, 0.3, change)


def deadlines(rng: random.Random, spec: Spec) -> Spec:
    fined = rng.random() < 0.4

    def change(task: Task) -> Task:
        penalty = Fraction(rng.choice((50, 100, 200))) if fined else None
        day = some_day(rng, spec, 0, 6)
        when = rng.choice((day, day, at(day, 12)))
        priority = rng.choice((0, 250, 500, 1000))
        return replace(task, deadline=when, priority=priority, late_penalty=penalty)

    spec = each(rng, spec, 0.5, change)
    if spec.phases and rng.random() < 0.3:
        spec = swap(spec, change(spec.by_id[next(iter(sorted(spec.phases)))]))
    goals = (("lateness", "cost", "finish"), ("money", "finish"), ("late_count", "finish"))
    return replace(spec, settings=replace(spec.settings, goals=rng.choice(goals)))


def late_as_possible(rng: random.Random, spec: Spec) -> Spec:
    return each(
        rng,
        spec,
        0.3,
        lambda t: (
            t if any(d.kind != "FNLT" for d in t.dates) else replace(t, late_as_possible=True)
        ),
    )


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
    return some_person(rng, spec, lambda person: replace(person, calendar=other.name))


def task_calendar(rng: random.Random, spec: Spec) -> Spec:
    window = Calendar(name="Window", days=_week(((600, 960),), range(6)))
    known = spec.calendars or (STANDARD,)
    spec = replace(spec, calendars=(*known, window))
    return each(rng, spec, 0.3, lambda task: replace(task, calendar="Window"))


def short_days(rng: random.Random, spec: Spec) -> Spec:
    """7.6 h days: 08:00-12:00 and 12:30-16:06."""
    standard = Calendar(name="Standard", days=_week(((480, 720), (750, 966))))
    others = tuple(c for c in spec.calendars if c.name != "Standard")
    spec = each(rng, spec, 0.7, lambda t: replace(t, duration=456) if t.duration else t)
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
    first = some_day(rng, spec, 0, 6)
    last = first + timedelta(days=rng.choice((0, 0, 1, 3)))
    hours = rng.choice((None, None, (480, 720), (780, 1020)))
    away = Leave(who=rng.choice(spec.people).name, first=first, last=last, hours=hours)
    return replace(spec, leave=(*spec.leave, away))


def holidays(rng: random.Random, spec: Spec) -> Spec:
    first = some_day(rng, spec, 0, 6)
    last = first + timedelta(days=rng.choice((0, 0, 1)))
    return replace(spec, holidays=(Holiday(first=first, last=last),))


def meetings(rng: random.Random, spec: Spec) -> Spec:
    day, hour = some_day(rng, spec, 0, 4), rng.choice((8, 9, 13, 15))
    repeat: Any = rng.choice(("", "daily", "weekly"))
    meeting = Meeting(
        name="Review",
        start=at(day, hour),
        finish=at(day, hour + rng.choice((1, 2))),
        who=rng.choice((("all",), (rng.choice(spec.people).name,))),
        repeat=repeat,
        until=day + timedelta(days=rng.choice((2, 7, 9))) if repeat else None,
    )
    return replace(spec, meetings=(meeting,))


def pauses(rng: random.Random, spec: Spec) -> Spec:
    spec = leave(rng, spec)
    longest = rng.choice((0, 240, 480))
    return each(rng, spec, 0.4, lambda t: replace(t, longest_pause=longest) if t.seats else t)
