"""Changes that must not matter: values and status stay as they are."""

import random
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.reference.spec import Budget, Calendar, Person, Spec, Task

CLOCKS = (
    Calendar(name="Nobody's nights", days=(((1320, 360),),) * 7),
    Calendar(name="Nobody's weekends", days=((),) * 5 + (((480, 960),),) * 2),
    Calendar(name="Nobody's evenings", days=(((1080, 1200),),) * 5 + ((),) * 2),
)


def unrelated_person(spec: Spec, seed: int) -> Spec:
    """Somebody who can do nothing that is asked for, with hours of their own."""
    calendar = random.Random(seed).choice(CLOCKS)
    known = spec.calendars
    if not known:
        from tests.reference.hand import STANDARD

        known = (STANDARD,)
    person = Person(name="Xaver", rate=Fraction(99), calendar=calendar.name)
    return replace(spec, calendars=(*known, calendar), people=(*spec.people, person))


def other_order(spec: Spec, seed: int) -> Spec:
    """Rows of all sheets in another order; the project's calendar and phases' children too."""
    rng = random.Random(seed)

    def mixed(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(rng.sample(rows, len(rows)))

    return replace(
        spec,
        tasks=mixed(spec.tasks),
        people=mixed(spec.people),
        calendars=mixed(spec.calendars),
        holidays=mixed(spec.holidays),
        leave=mixed(spec.leave),
        meetings=mixed(spec.meetings),
        budgets=mixed(spec.budgets),
    )


def renamed(spec: Spec, seed: int) -> Spec:
    """Other IDs of tasks and names of people, everywhere they stand."""
    rng = random.Random(seed)
    numbers = rng.sample(range(100, 999), len(spec.tasks))
    tasks = {task.id: str(number) for task, number in zip(spec.tasks, numbers, strict=True)}
    names = list(dict.fromkeys(person.name for person in spec.people))
    letters = rng.sample("QRSTUVWXYZ", len(names))
    people = {name: f"{letter}ina" for name, letter in zip(names, letters, strict=True)}
    return replace(
        spec,
        tasks=tuple(_renamed_task(task, tasks, people) for task in spec.tasks),
        people=tuple(replace(p, name=people[p.name]) for p in spec.people),
        leave=tuple(replace(x, who=people[x.who]) for x in spec.leave),
        meetings=tuple(
            replace(m, who=tuple(people.get(n, n) for n in m.who)) for m in spec.meetings
        ),
        budgets=tuple(_renamed_budget(budget, tasks) for budget in spec.budgets),
    )


def _renamed_budget(budget: Budget, tasks: dict[str, str]) -> Budget:
    return replace(budget, scope=tasks.get(budget.scope, ""))


def _renamed_task(task: Task, tasks: dict[str, str], people: dict[str, str]) -> Task:
    def who(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(people.get(name, name) for name in names)

    def which(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(tasks[name] for name in ids)

    return replace(
        task,
        id=tasks[task.id],
        name=f"Job {tasks[task.id]}",
        parent=tasks.get(task.parent, ""),
        seats=tuple(replace(seat, names=who(seat.names)) for seat in task.seats),
        links=tuple(replace(link, first=tasks[link.first]) for link in task.links),
        same_as=which(task.same_as),
        different_from=which(task.different_from),
        spans=which(task.spans),
        excluded=who(task.excluded),
        preferred=who(task.preferred),
    )


def shift(spec: Spec, by: timedelta = timedelta(days=7)) -> Spec:
    """Every date of a workbook moved, but for the months of budgets."""
    found: Spec = _moved(spec, by)
    return found


def _moved(thing: Any, by: timedelta) -> Any:
    if isinstance(thing, date):
        return thing + by
    if isinstance(thing, tuple):
        return tuple(_moved(part, by) for part in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        changes = {field.name: _moved(getattr(thing, field.name), by) for field in fields(thing)}
        return replace(thing, **changes)
    return thing


CHANGES: dict[str, Callable[[Spec, int], Spec]] = {
    "an unrelated person": unrelated_person,
    "the order of rows": other_order,
    "names": renamed,
    "a shift by a week": lambda spec, _: shift(spec),
}
"""Each change takes a spec and a seed. A shift is none where a month has a budget."""
