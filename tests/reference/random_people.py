"""Random small workbooks: people and money."""

import random
from datetime import timedelta
from fractions import Fraction

from tests.reference.changes import shift
from tests.reference.random_parts import (
    MONDAY,
    MONTH_END,
    NAMES,
    bounded,
    each,
    hours_of,
    more_people,
    replace,
    some_person,
    staffed,
    swap,
)
from tests.reference.random_time import leave
from tests.reference.spec import Budget, Person, Seat, Spec, Task

# People


def work(rng: random.Random, spec: Spec) -> Spec:
    amount = rng.choice(hours_of(2, 4, 8, 12, 24))
    spec = staffed(rng, spec)
    return each(rng, spec, 0.5, lambda t: replace(t, duration=None, work=amount) if t.seats else t)


def teams(rng: random.Random, spec: Spec) -> Spec:
    """Two or three named people on a task."""
    spec = more_people(spec, 2)
    names = [person.name for person in spec.people]

    def change(task: Task) -> Task:
        if task.duration == 0:
            return task
        count = rng.randint(2, min(3, len(names)))
        return replace(task, seats=tuple(Seat(names=(n,)) for n in rng.sample(names, count)))

    return each(rng, spec, 0.5, change)


def together(rng: random.Random, spec: Spec) -> Spec:
    spec = leave(rng, teams(rng, spec))
    if rng.random() < 0.4:
        return replace(spec, settings=replace(spec.settings, team_works="together"))
    return each(rng, spec, 0.6, lambda t: replace(t, together=True) if len(t.seats) > 1 else t)


def equipment(rng: random.Random, spec: Spec) -> Spec:
    crane = Person(name="Crane", type="Equipment", rate=Fraction(50))
    spec = leave(rng, staffed(rng, replace(spec, people=(*spec.people, crane))))
    return each(
        rng,
        spec,
        0.4,
        lambda t: replace(t, seats=(Seat(names=("Crane",)), *_others(t))) if t.seats else t,
    )


def _others(task: Task) -> tuple[Seat, ...]:
    return tuple(seat for seat in task.seats if seat.names != ("Crane",))


def part_time(rng: random.Random, spec: Spec) -> Spec:
    units = Fraction(rng.choice((1, 1, 3)), rng.choice((4, 2)))
    units = min(units, Fraction(3, 4))
    return some_person(rng, spec, lambda person: replace(person, units=units))


def units(rng: random.Random, spec: Spec) -> Spec:
    """``Ann[50%]``."""
    spec = staffed(rng, spec)
    share = Fraction(1, rng.choice((2, 4)))
    full = {person.name for person in spec.people if person.units == 1}

    def change(task: Task) -> Task:
        if not task.seats or task.seats[0].names[0] not in full or task.heads:
            return task
        seat = task.seats[0]
        return replace(task, seats=(replace(seat, units=share), *task.seats[1:]))

    return each(rng, spec, 0.6, change)


def choice(rng: random.Random, spec: Spec) -> Spec:
    """``Ann or Bob``."""
    spec = more_people(spec, 2)
    names = [person.name for person in spec.people if person.name in NAMES]

    def change(task: Task) -> Task:
        if task.duration == 0:
            return task
        return replace(task, seats=(Seat(names=tuple(rng.sample(names, 2))),))

    return each(rng, spec, 0.6, change)


def skills(rng: random.Random, spec: Spec) -> Spec:
    spec = more_people(spec, 3)
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

    return each(rng, replace(spec, people=people), 0.6, change)


def groups(rng: random.Random, spec: Spec) -> Spec:
    spec = more_people(spec, 2)
    people = tuple(replace(p, groups=("Crew",)) if p.name in NAMES else p for p in spec.people)
    spec = replace(spec, people=people)
    return each(
        rng, spec, 0.5, lambda t: replace(t, seats=(Seat(names=("Crew",)),)) if t.duration else t
    )


def heads(rng: random.Random, spec: Spec) -> Spec:
    """A Work shared by as many people as pays."""
    spec = more_people(spec, 3)
    names = tuple(person.name for person in spec.people if person.name in NAMES)

    def change(task: Task) -> Task:
        if task.duration == 0:
            return task
        seats = (Seat(names=names),)
        return replace(task, duration=None, work=720, heads=(1, rng.randint(2, 3)), seats=seats)

    return each(rng, spec, 0.3, change)


def efficiency(rng: random.Random, spec: Spec) -> Spec:
    spec = work(rng, spec)
    much = rng.choice((Fraction(1, 2), Fraction(2), Fraction(3, 4)))
    return some_person(rng, spec, lambda person: replace(person, efficiency=much))


def same_people(rng: random.Random, spec: Spec) -> Spec:
    spec = choice(rng, choice(rng, spec))
    staffed = [task for task in spec.leaves if task.seats]
    if len(staffed) < 2:
        return spec
    one, other = rng.sample(staffed, 2)
    same = rng.random() < 0.5
    field = "same_as" if same else "different_from"
    return swap(spec, replace(other, **{field: (one.id,)}))


def wishes(rng: random.Random, spec: Spec) -> Spec:
    spec = choice(rng, spec)
    name = rng.choice([p.name for p in spec.people if p.name in NAMES])
    field = rng.choice(("preferred", "excluded"))

    def change(task: Task) -> Task:
        if not any(len(seat.names) > 1 for seat in task.seats):
            return task
        return replace(task, **{field: (name,)})

    return each(rng, spec, 0.8, change)


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
    return bounded(replace(spec, people=people))


def overtime(rng: random.Random, spec: Spec) -> Spec:
    """Somebody may work longer; never with others on a task."""
    hours = rng.choice((2, 4, 10))
    dear = rng.choice((2, 3))

    def change(person: Person) -> Person:
        if person.units != 1 or person.type != "Person":
            return person
        return replace(person, overtime_rate=person.rate * dear, overtime_hours=hours)

    return replace(some_person(rng, spec, change), days=17)


# Money


def costs(rng: random.Random, spec: Spec) -> Spec:
    accruals = ("Start", "End", "Prorated")

    def change(task: Task) -> Task:
        amount = Fraction(rng.choice((100, 250)))
        return replace(task, fixed_cost=amount, accrual=rng.choice(accruals))

    spec = some_person(rng, spec, lambda person: replace(person, cost_per_use=Fraction(5)))
    per = rng.choice(("h", "d", "w"))
    many = {"h": 1, "d": 8, "w": 40}[per]

    def priced(person: Person) -> Person:
        extra = person.overtime_rate
        extra = extra if extra is None else extra * many
        return replace(person, per=per, rate=person.rate * many, overtime_rate=extra)

    spec = some_person(rng, spec, priced)
    return each(rng, spec, 0.5, change)


def budgets(rng: random.Random, spec: Spec) -> Spec:
    limit = Fraction(rng.choice((100, 200, 400, 800)))
    price = rng.choice((None, 0, 1, 2))
    scope = "P" if "P" in spec.phases and rng.random() < 0.7 else ""
    return replace(spec, budgets=(*spec.budgets, Budget(limit=limit, scope=scope, price=price)))


def months(rng: random.Random, spec: Spec) -> Spec:
    """A budget for March, the project around the end of it; nothing later than the second week."""
    spec = shift(spec, MONTH_END - MONDAY)
    limit = Fraction(rng.choice((100, 200, 400, 800)))
    budget = Budget(limit=limit, month=(2027, rng.choice((3, 4))), price=rng.choice((None, 1, 2)))
    return bounded(replace(spec, budgets=(*spec.budgets, budget)))


def days_cost(rng: random.Random, spec: Spec) -> Spec:
    cost = Fraction(rng.choice((20, 100)))
    spec = replace(spec, budgets=tuple(b for b in spec.budgets if b.month is None))
    return bounded(replace(spec, settings=replace(spec.settings, cost_per_day=cost)))
