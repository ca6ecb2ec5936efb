"""Projects made by chance for the checks of reasons: with one planted cause, and tangled ones."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from planner.project import (
    Budget,
    Constraint,
    DayOff,
    Dependency,
    Lag,
    Meeting,
    Need,
    Project,
    Rate,
    Resource,
    Settings,
    Task,
    WorkWeek,
)
from planner.tracking.records import Previous, PreviousTask, Progress

MONDAY = datetime(2026, 1, 5)
DAY = 480
_HOURS = ((time(8), time(12)), (time(13), time(17)))
_WEEK = WorkWeek(name="Standard", days=(_HOURS,) * 5 + ((), ()))


@dataclass(frozen=True, kw_only=True)
class Planted:
    """A project and the one cause for which its task ``late`` is late."""

    project: Project
    kind: str
    task: str = ""
    person: str = ""


def _task(name: str, days: float, *after: str, who: tuple[str, ...] = (), **more: object) -> Task:
    needs = tuple(Need(names=(one,)) for one in who)
    links = tuple(Dependency(task=one) for one in after)
    task = Task(id=name, name=name, duration=round(days * DAY), dependencies=links, needs=needs)
    return replace(task, **more)  # type: ignore[arg-type]


def _project(tasks: list[Task], people: list[Resource], **more: object) -> Project:
    project = Project(
        settings=Settings(),
        start=MONDAY,
        tasks=tuple(tasks),
        resources=tuple(people),
        weeks=(_WEEK,),
    )
    return replace(project, **more)  # type: ignore[arg-type]


def planted(seed: int) -> Planted:
    """A project in which one thing keeps the task ``late`` back, among tasks that do not."""
    rng = random.Random(seed)
    people = [Resource(name=name) for name in ("Ann", "Bob", "Cem", "Zoe")]
    tasks: list[Task] = []
    for k in range(rng.randint(3, 10)):
        before = [one.id for one in tasks if rng.random() < 0.2]
        tasks.append(_task(f"t{k}", rng.randint(1, 4), *before, who=(rng.choice(("Ann", "Bob")),)))
    late = _task("late", rng.randint(1, 3), who=("Zoe",), deadline=MONDAY)
    days = rng.randint(1, 4)
    kind = rng.choice(sorted(_PLANT))
    found = _PLANT[kind](late, days, people)
    project = _project([*tasks, *found.project.tasks], list(found.project.resources))
    project = replace(project, days_off=found.project.days_off, meetings=found.project.meetings)
    shuffled = list(project.tasks)
    rng.shuffle(shuffled)
    return replace(found, project=replace(project, tasks=tuple(shuffled)))


def _link(late: Task, days: int, people: list[Resource]) -> Planted:
    late = replace(late, dependencies=(Dependency(task="cause"),))
    return Planted(
        project=_project([late, _task("cause", days, who=("Cem",))], people),
        kind="link",
        task="cause",
    )


def _busy(late: Task, days: int, people: list[Resource]) -> Planted:
    first = _task("cause", days, who=("Zoe",), deadline=MONDAY, priority=1000)
    tasks = [replace(late, priority=1), first]
    return Planted(project=_project(tasks, people), kind="busy", task="cause", person="Zoe")


def _leave(late: Task, days: int, people: list[Resource]) -> Planted:
    off = DayOff(start=MONDAY.date(), finish=_later(days - 1), who="Zoe")
    project = _project([late], people, days_off=(off,))
    return Planted(project=project, kind="leave", person="Zoe")


def _meeting(late: Task, days: int, people: list[Resource]) -> Planted:
    finish = datetime.combine(_later(days - 1), time(17))
    held = Meeting(name="Fair", start=MONDAY + timedelta(hours=8), finish=finish, who=("Zoe",))
    project = _project([late], people, meetings=(held,))
    return Planted(project=project, kind="meeting", person="Zoe")


def _contract(late: Task, days: int, people: list[Resource]) -> Planted:
    people = [
        replace(one, available_from=_later(days)) if one.name == "Zoe" else one for one in people
    ]
    return Planted(project=_project([late], people), kind="contract", person="Zoe")


def _date(late: Task, days: int, people: list[Resource]) -> Planted:
    when = datetime.combine(_later(days), time())
    late = replace(late, constraint=Constraint.SNET, constraint_date=when)
    return Planted(project=_project([late], people), kind="date")


def _blocked(late: Task, days: int, people: list[Resource]) -> Planted:
    when = datetime.combine(_later(days), time())
    late = replace(late, blocked_until=when, blocked_by="permit")
    return Planted(project=_project([late], people), kind="blocked")


_PLANT: dict[str, Callable[[Task, int, list[Resource]], Planted]] = {
    "link": _link,
    "busy": _busy,
    "leave": _leave,
    "meeting": _meeting,
    "contract": _contract,
    "date": _date,
    "blocked": _blocked,
}


def _later(days: int) -> date:
    """A working day of the first week or the next."""
    return (MONDAY + timedelta(days=days if days < 5 else days + 2)).date()


def tangled(seed: int, *, hard: bool = False) -> Project:
    """Tasks with links, people who may be chosen, leave, and more deadlines than can be met."""
    rng = random.Random(seed)
    names = ["Ann", "Bob", "Cem"]
    people = [Resource(name=name, skills={"Oil": rng.randint(1, 3)}) for name in names]
    tasks: list[Task] = []
    for k in range(rng.randint(5, 9)):
        before = [one.id for one in tasks if rng.random() < 0.25]
        task = _task(f"t{k}", rng.randint(1, 5), *before)
        who = Need(skill="Oil", level=1) if rng.random() < 0.5 else Need(names=(rng.choice(names),))
        task = replace(task, needs=(who,))
        if rng.random() < 0.6:
            due = datetime.combine(_later(rng.randint(1, 9) % 8), time())
            dated = {"more_dates": ((Constraint.FNLT, due),)} if hard else {"deadline": due}
            task = replace(task, **dated)
        tasks.append(task)
    off = DayOff(start=_later(1), finish=_later(rng.randint(1, 3)), who=rng.choice(names))
    return _project(tasks, people, days_off=(off,))


def varied(seed: int) -> Project:
    """A tangled one with money, phases, lags, blockers, meetings, overtime and progress."""
    rng = random.Random(seed)
    project = tangled(seed)
    tasks = [_varied(task, rng, k) for k, task in enumerate(project.tasks)]
    if rng.random() < 0.5:
        tasks.append(_task("gate", 0, rng.choice(tasks).id, deadline=_at(rng.randint(1, 7))))
    if rng.random() < 0.4:
        inside = {one.id for one in tasks[:2]}
        tasks = [replace(one, parent="phase") if one.id in inside else one for one in tasks]
        tasks.append(Task(id="phase", name="phase", summary=True))
    people = tuple(_paid(one, rng) for one in project.resources)
    meeting = Meeting(
        name="Fair",
        start=_at(2) + timedelta(hours=8),
        finish=_at(rng.randint(2, 4)) + timedelta(hours=17),
        who=(rng.choice(people).name,),
    )
    project = replace(project, tasks=tuple(tasks), resources=people)
    if rng.random() < 0.4:
        project = replace(project, meetings=(meeting,))
    if rng.random() < 0.4:
        worth = sum(float(one.duration or 0) for one in tasks) / 60 * 20
        limit = Decimal(round(worth * rng.uniform(0.3, 0.9)))
        budget = Budget(limit=limit, start=date(2026, 1, 1), finish=_later(4), price=Decimal(2))
        project = replace(project, budgets=(budget,))
    return _begun(project, rng) if rng.random() < 0.4 else project


def _varied(task: Task, rng: random.Random, number: int) -> Task:
    """A task with another kind of link, a date, or a price for leaving it out."""
    links = []
    for link in task.dependencies:
        form = rng.choice((link, link, replace(link, kind="SS"), replace(link, kind="FF")))
        links.append(replace(form, lag=Lag(amount=rng.choice((0, 0, DAY, -DAY // 2)))))
    task = replace(task, dependencies=tuple(links), name=f"Part {number}")
    if rng.random() < 0.15:
        return replace(task, earliest_start=_at(rng.randint(1, 6)))
    if rng.random() < 0.15:
        return replace(task, blocked_until=_at(rng.randint(1, 6)), blocked_by="permit")
    if rng.random() < 0.1:
        return replace(task, constraint=Constraint.FNET, constraint_date=_at(rng.randint(2, 7)))
    if rng.random() < 0.1:
        return replace(task, constraint=Constraint.ALAP)
    if rng.random() < 0.1:
        return replace(task, drop_cost=Decimal(500))
    return task


def _paid(person: Resource, rng: random.Random) -> Resource:
    """Somebody with a rate, who may come later or work overtime."""
    person = replace(person, rate=Rate(amount=Decimal(rng.randint(10, 40))))
    if rng.random() < 0.2:
        return replace(person, available_from=_later(rng.randint(1, 4)))
    if rng.random() < 0.2:
        rate = Rate(amount=person.rate.amount * 2)
        return replace(person, overtime_hours=5, overtime_rate=rate)
    return person


def _begun(project: Project, rng: random.Random) -> Project:
    """One with a status date, a first task under way, and the plan before, some of it frozen."""
    status = _at(1) + timedelta(hours=17)
    first, *rest = project.tasks
    if not first.dependencies and first.earliest_start is None and first.blocked_until is None:
        begun = Progress(actual_start=MONDAY + timedelta(hours=8), percent=0.2)
        first = replace(first, progress=begun, constraint=Constraint.ASAP, constraint_date=None)
    settings = replace(project.settings, status_date=status)
    if rng.random() < 0.5:
        settings = replace(settings, frozen_until=_at(rng.randint(3, 5)), published=MONDAY.date())
    known = {
        one.id: PreviousTask(
            start=_at(k % 8) + timedelta(hours=8), finish=_at(k % 8 + 1) + timedelta(hours=17)
        )
        for k, one in enumerate(project.tasks)
        if not one.summary and one.duration
    }
    if rng.random() < 0.3:
        rest = [replace(one, pin="start") if one.id == "t3" else one for one in rest]
    return replace(
        project,
        settings=settings,
        tasks=(first, *rest),
        previous=Previous(tasks=known, published=settings.published is not None),
    )


def _at(days: int) -> datetime:
    """The beginning of a working day of the first weeks."""
    return datetime.combine(_later(days), time())
