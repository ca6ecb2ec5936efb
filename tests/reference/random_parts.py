"""Random small workbooks: what the features are made with."""

import dataclasses
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, TypeVar

from tests.reference.spec import HardDate, Link, Person, Seat, Settings, Spec, Task

NAMES = ("Ann", "Bob", "Cem", "Dan")
MONDAY = date(2027, 3, 1)
MONTH_END = date(2027, 3, 29)
WEEK = 5

Change = Callable[[random.Random, Spec], Spec]
Part = TypeVar("Part")


def replace(part: Part, **changes: Any) -> Part:
    """The same with some fields changed."""
    return dataclasses.replace(part, **changes)  # type: ignore[type-var]


def plain(rng: random.Random) -> Spec:
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


def each(rng: random.Random, spec: Spec, share: float, change: Callable[[Task], Task]) -> Spec:
    """Changes some of the planned tasks, at least one."""
    ids = [task.id for task in spec.leaves]
    chosen = {name for name in ids if rng.random() < share} or {rng.choice(ids)}
    tasks = tuple(change(task) if task.id in chosen else task for task in spec.tasks)
    return replace(spec, tasks=tasks)


def some_links(rng: random.Random, spec: Spec, change: Callable[[Link], Link]) -> Spec:
    """Changes some links, at least one; where there is none, the last task gets one."""
    if not any(task.links for task in spec.tasks):
        first, last = spec.leaves[0], spec.leaves[-1]
        spec = swap(spec, replace(last, links=(Link(first=first.id),)))
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


def swap(spec: Spec, task: Task) -> Spec:
    return replace(spec, tasks=tuple(task if t.id == task.id else t for t in spec.tasks))


def some_person(rng: random.Random, spec: Spec, change: Callable[[Person], Person]) -> Spec:
    at = rng.randrange(len(spec.people))
    people = tuple(change(p) if k == at else p for k, p in enumerate(spec.people))
    return replace(spec, people=people)


def some_day(
    rng: random.Random, spec: Spec, first: int = 0, last: int = 9, *, worked: bool = True
) -> date:
    start = spec.settings.start
    days = [start + timedelta(days=k) for k in range(first, last + 1)]
    return rng.choice([day for day in days if not worked or day.weekday() < WEEK])


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour)


def hours_of(*amounts: int) -> tuple[int, ...]:
    return tuple(60 * hours for hours in amounts)


def more_people(spec: Spec, count: int) -> Spec:
    known = {person.name for person in spec.people}
    more = [Person(name=n, rate=Fraction(20)) for n in NAMES if n not in known]
    missing = max(0, count - len(known & set(NAMES)))
    return replace(spec, people=(*spec.people, *more[:missing]))


def staffed(rng: random.Random, spec: Spec) -> Spec:
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


def bounded(spec: Spec) -> Spec:
    """Everything must end within two weeks: waiting for cheaper times has an end."""
    last = HardDate(kind="FNLT", when=spec.settings.start + timedelta(days=17))
    tasks = tuple(
        replace(task, dates=(*task.dates, last))
        if task in spec.leaves and not any(rule.kind == "FNLT" for rule in task.dates)
        else task
        for task in spec.tasks
    )
    return replace(spec, tasks=tasks)
