"""Changes to a project, each one small function from a project to a project.

The same changes serve levers (what would help), causes (would it be earlier without this?) and
questions. They leave every other word of the user's as it is.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import count

from planner.project import (
    Constraint,
    DayOff,
    Delivery,
    Dependency,
    Need,
    Project,
    Rate,
    Resource,
    Task,
    WorkWeek,
)

Edit = Callable[[Project], Project]


def of_task(project: Project, task: str, edit: Callable[[Task], Task]) -> Project:
    """Another form of one task."""
    tasks = tuple(edit(one) if one.id == task else one for one in project.tasks)
    return replace(project, tasks=tasks)


def of_resource(project: Project, name: str, edit: Callable[[Resource], Resource]) -> Project:
    """Another form of one resource, in each of its rows."""

    def edited(one: Resource) -> Resource:
        return replace(edit(one), terms=tuple(map(edit, one.terms)))

    people = tuple(edited(one) if one.name == name else one for one in project.resources)
    return replace(project, resources=people)


def second(project: Project, name: str) -> Project:
    """Another person like this one, who may take every seat that this one may, and is never off."""
    twin = _free_name(project, name)
    person = next(one for one in project.resources if one.name == name)
    return replace(
        project,
        resources=(*project.resources, _called(person, twin)),
        tasks=tuple(
            replace(task, needs=tuple(_or(need, name, twin) for need in task.needs))
            for task in project.tasks
        ),
    )


def _or(need: Need, name: str, twin: str) -> Need:
    return replace(need, names=(*need.names, twin)) if name in need.names else need


def newcomer(project: Project, skill: str, like: str, since: date) -> Project:
    """Adds a person with a skill, as good at it and as dear as somebody who has it.

    They are there from a day on, until the other no longer is.
    """
    model = next(one for one in project.resources if one.name == like)
    one = replace(
        _called(model, _free_name(project, skill)), skills={skill: model.skills[skill]}, groups=()
    )
    one = replace(one, available_from=since)
    return replace(project, resources=(*project.resources, one))


def _called(person: Resource, name: str) -> Resource:
    terms = tuple(replace(term, name=name) for term in person.terms)
    return replace(person, name=name, terms=terms)


def _free_name(project: Project, name: str) -> str:
    taken = {one.name for one in project.resources}
    taken |= {group for one in project.resources for group in one.groups}
    return next(text for n in count(2) if (text := f"{name} ({n})") not in taken)


def overtime(project: Project, name: str, hours: float, rate: Rate | None) -> Project:
    """Lets somebody work some hours a week longer, at a rate."""

    def longer(one: Resource) -> Resource:
        return replace(one, overtime_hours=hours, overtime_rate=rate or one.overtime_rate)

    return of_resource(project, name, longer)


def full_time(project: Project, name: str) -> Project:
    """Somebody is there full time."""
    return of_resource(project, name, lambda one: replace(one, max_units=1))


def calendar(project: Project, name: str, week: WorkWeek) -> Project:
    """Somebody works another week, which may be a new one."""
    project = of_resource(project, name, lambda one: replace(one, calendar=week.name))
    return project if week in project.weeks else replace(project, weeks=(*project.weeks, week))


def without_leave(project: Project, off: DayOff) -> Project:
    """An absence, or a holiday, is not taken while the project runs."""
    return replace(project, days_off=tuple(one for one in project.days_off if one != off))


def without_link(project: Project, task: str, link: Dependency) -> Project:
    """A task no longer waits for another."""

    def free(one: Task) -> Task:
        return replace(one, dependencies=tuple(d for d in one.dependencies if d != link))

    return of_task(project, task, free)


def without_date(project: Project, task: str, field: str, kind: Constraint) -> Project:
    """A task may start and end before a date that binds it from below."""

    def free(one: Task) -> Task:
        if field == "earliest_start":
            return replace(one, earliest_start=None)
        if field == "blocked_until":
            return replace(one, blocked_until=None, blocked_by="")
        if one.constraint == kind:
            return replace(one, constraint=Constraint.ASAP, constraint_date=None)
        kept = tuple(dated for dated in one.more_dates if dated[0] != kind)
        return replace(one, more_dates=kept)

    return of_task(project, task, free)


def without_pin(project: Project, task: str) -> Project:
    """A task may leave the place of the previous plan."""
    return of_task(project, task, lambda one: replace(one, pin=""))


def budget_raised(project: Project, position: int, share: Decimal) -> Project:
    """A budget is raised by a share of it."""
    budgets = list(project.budgets)
    budget = budgets[position]
    budgets[position] = replace(budget, limit=round(budget.limit * (1 + share), 2))
    return replace(project, budgets=tuple(budgets))


def stocked(project: Project, name: str, more: Decimal) -> Project:
    """So much more of a material is at hand when the project starts."""
    return of_resource(project, name, lambda one: replace(one, stock=(one.stock or 0) + more))


def delivered(project: Project, delivery: Delivery, when: datetime) -> Project:
    """A delivery comes at another time."""
    deliveries = (replace(one, when=when) if one == delivery else one for one in project.deliveries)
    return replace(project, deliveries=tuple(deliveries))


def due_later(project: Project, task: str, until: datetime) -> Project:
    """A deadline is later."""
    return of_task(project, task, lambda one: replace(one, deadline=until))


def without_task(project: Project, task: str) -> Project:
    """A task is left out, and all links to it."""

    def kept(one: Task) -> Task:
        return replace(
            one,
            dependencies=tuple(link for link in one.dependencies if link.task != task),
            same_as=tuple(other for other in one.same_as if other != task),
            different_from=tuple(other for other in one.different_from if other != task),
            spans=tuple(other for other in one.spans if other != task),
        )

    return replace(project, tasks=tuple(kept(one) for one in project.tasks if one.id != task))


def finished_by(project: Project, task: str, by: datetime) -> Project:
    """A task has to be finished by a date."""

    def dated(one: Task) -> Task:
        kept = tuple(d for d in one.more_dates if d[0] is not Constraint.FNLT)
        if one.constraint is Constraint.FNLT and one.constraint_date is not None:
            one = replace(one, constraint=Constraint.ASAP, constraint_date=None)
        return replace(one, more_dates=(*kept, (Constraint.FNLT, by)))

    return of_task(project, task, dated)


def done_by(project: Project, task: str, name: str, position: int) -> Project:
    """Somebody takes a seat of a task, in place of who else might.

    Who is chosen of several does all of the work: that stays so for the one who is left.
    """

    def named(one: Task) -> Task:
        if not one.needs:
            return replace(one, needs=(Need(names=(name,)),))
        need = one.needs[position]
        fewest = max(1, one.heads[0]) if one.work and len(one.needs) == 1 else 1
        others = max(need.count, fewest) - 1
        own = replace(need, names=(name,), count=1, preferred=())
        if not need.skill and len(set(need.names)) > need.count:
            several = tuple(dict.fromkeys((*need.names, name)))
            rest = (*need.excluded, *(other for other in several if other != name))
            own = replace(own, names=several, excluded=rest)
        more = (replace(need, count=others, excluded=(*need.excluded, name)),) if others else ()
        return replace(
            one,
            needs=(*one.needs[:position], own, *more, *one.needs[position + 1 :]),
            heads=(1, 1) if others else one.heads,
        )

    return of_task(project, task, named)


def before(project: Project, first: str, after: str) -> Project:
    """A task waits for another to finish."""

    def waiting(one: Task) -> Task:
        return replace(one, dependencies=(*one.dependencies, Dependency(task=first)))

    return of_task(project, after, waiting)


def saturdays(week: WorkWeek, name: str) -> WorkWeek:
    """A calendar with the Fridays' hours on Saturdays too."""
    days = list(week.days)
    days[5] = days[4] or days[0]
    return replace(week, name=name, days=tuple(days))
