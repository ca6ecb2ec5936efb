"""Finds what looks wrong about a whole project although each of its cells can be read."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from planner.errors import Issue
from planner.language.text import key
from planner.phrase import first_of, phrase, verbatim
from planner.project import ALWAYS, Project, Task

_FAR = timedelta(days=3653)
_RULES = ("earliest_start", "deadline", "blocked_until")


def doubts(project: Project, priced: Collection[str] = ()) -> Iterator[Issue]:
    """Yields what looks wrong; `priced` are the keys of people whose rate the file says, if only 0.

    That is: dates far from all others, people without cost under a budget, limits of the same that
    differ, durations in days or weeks for people with shorter days, a part-time that may stand
    twice, and work without people.
    """
    yield from _far(project)
    yield from _without_rate(project, priced)
    yield from _limits(project)
    yield from _part_timers(project)
    yield from _part_time_twice(project)
    yield from _of_nobody(project)


def _far(project: Project) -> Iterator[Issue]:
    """Dates more than ten years after the project's start, where the other dates are nearer."""
    dated = [(task, field, day) for task in project.tasks for field, day in _dates(task)]
    far = [one for one in dated if one[2] - project.start > _FAR]
    finish = max((t.current_finish for t in project.tasks if t.current_finish), default=None)
    if not far or (finish is not None and finish - project.start > _FAR):
        return
    for task, field, day in far:
        message = phrase(
            "is {year} years after the project's start", year=day.year - project.start.year
        )
        yield task.source.issue(
            "far-date",
            message,
            field,
            got=f"{day:%Y-%m-%d}",
            remedy=phrase("correct the year"),
            severity="warning",
        )


def _dates(task: Task) -> Iterator[tuple[str, datetime]]:
    for field in _RULES:
        day = getattr(task, field)
        if day is not None:
            yield field, day
    if task.constraint_date is not None:
        yield "constraint_date", task.constraint_date


def _part_timers(project: Project) -> Iterator[Issue]:
    """Work in days for people with fewer hours of their own, who need more days for it."""
    weeks = {key(week.name): week.minutes for week in project.weeks}
    whole = project.weeks[0].minutes if project.weeks else 0
    share = {one.name: min(1.0, one.max_units) for one in project.resources}
    own = {
        one.name: weeks[key(one.calendar)] * share[one.name]
        for one in project.resources
        if one.kind == "person" and 0 < weeks.get(key(one.calendar), 0) < _LESS * whole
    }
    day = project.settings.day
    found = [
        (task, need.names[0])
        for task in project.tasks
        if task.duration and task.duration % day == 0 and not task.summary and not task.work
        for need in task.needs
        if len(need.names) == 1 and need.names[0] in own
    ]
    if not found:
        return
    task, name = found[0]
    hours = (task.duration or 0) / 60 * share[name]
    yield task.source.issue(
        "days-of-part-timers",
        phrase(
            "a day of work is {day:g} h whoever does it: these are {hours:g} h of {name}, who "
            "works {own:g} h a week and is on it for {weeks:.2g} weeks; so it is with {tasks}",
            day=day / 60,
            hours=hours,
            name=name,
            own=own[name] / 60,
            weeks=60 * hours / own[name],
            tasks=", ".join(dict.fromkeys(one.title for one, _ in found)),
        ),
        "duration",
        severity="info",
        remedy=phrase("write the hours, such as 16h, if days or weeks of their own are meant"),
    )


def _part_time_twice(project: Project) -> Iterator[Issue]:
    """People with a share that their shorter week already is: 80 % of a week without Fridays."""
    weeks = {key(week.name): week.minutes for week in project.weeks}
    whole = project.weeks[0].minutes if project.weeks else 0
    for one in project.resources:
        own = weeks.get(key(one.calendar), 0)
        if one.kind == "person" and 0 < own < whole and abs(own / whole - one.max_units) < _ALIKE:
            yield one.source.issue(
                "part-time-twice",
                phrase(
                    "{share:.0%} of a week that is {own:g} h long by its days or hours: planned "
                    "with {both:g} h a week",
                    share=one.max_units,
                    own=own / 60,
                    both=own * one.max_units / 60,
                ),
                "max_units",
                severity="warning",
                remedy=phrase("write 100 % if the share is that of the shorter week"),
            )


_ALIKE = 0.02
"""A share and a part of the week that differ by less may mean the same."""
_LESS = 0.9
"""Somebody who works at most this share of the usual week works clearly less."""


def _of_nobody(project: Project) -> Iterator[Issue]:
    """Work without people where every other task has one person: it takes nobody's time.

    There is no such note where several people or machines do some of the work, because other work
    then often only waits: concrete sets.
    """
    work = [task for task in project.tasks if _is_work(task)]
    free = [task for task in work if not task.needs and not task.fixed_cost]
    several = any(len(task.needs) > 1 or task.needs[0].count > 1 for task in work if task.needs)
    if several or not 0 < len(free) < len(work) / 2:
        return
    tasks = first_of([verbatim(task.title) for task in free], _NAMED)
    yield free[0].source.issue(
        "nobody-named",
        phrase("nobody is named, so it is planned without anybody's time: {tasks}", tasks=tasks),
        "resources",
        remedy=phrase("say who does it, or which skill it needs, if somebody is needed"),
        severity="info",
    )


def _is_work(task: Task) -> bool:
    """Whether it is unfinished and somebody has to do something for it."""
    waits = task.summary or task.spans or task.unbroken or task.calendar == ALWAYS
    return not waits and not task.progress.done and bool(task.duration or task.work)


_NAMED = 8
"""A remark names at most this many tasks."""


def _without_rate(project: Project, priced: Collection[str]) -> Iterator[Issue]:
    """People in use without a rate, where money is limited: the cost leaves something out."""
    if not project.budgets:
        return
    used = {name for task in project.tasks for need in task.needs for name in need.names}
    free = [
        person
        for person in project.resources
        if person.name in used
        and key(person.name) not in priced
        and not person.rate.amount
        and not person.cost_per_use
    ]
    if free:
        names = ", ".join(person.name for person in free[:10])
        yield free[0].source.issue(
            "no-rate",
            phrase("costs nothing, though there is a budget: {names}", names=names),
            "rate",
            remedy=phrase("write a rate, or 0 if that is right"),
            severity="warning",
        )


def _limits(project: Project) -> Iterator[Issue]:
    """Hard limits of the whole project and all its time that differ: only the lowest counts."""
    whole = [
        one
        for one in project.budgets
        if not one.scope and one.start is None and one.finish is None and one.price is None
    ]
    if len({one.limit for one in whole}) > 1:
        cells = ", ".join(f"{one.source.sheet}!{one.source.cell('limit')}" for one in whole)
        yield whole[0].source.issue(
            "limits-differ",
            phrase("these limits are all for the whole project, and differ: {cells}", cells=cells),
            "limit",
            remedy=phrase("write in a column Scope which phase each is for"),
            severity="warning",
        )
