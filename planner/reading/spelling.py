"""Gives names one spelling, that of their own sheet; capitals and spaces are free elsewhere."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache

from planner.project import DayOff, Meeting, Need, Project, Resource, Task
from planner.reading.notation import Names

Spell = Callable[[str], str]


def respelled(project: Project) -> Project:
    """The project with every name of a resource, skill and calendar spelt as in its own sheet."""
    names = _speller(
        name for r in reversed(project.resources) for name in (*reversed(r.groups), r.name)
    )
    skills = _speller(skill for r in reversed(project.resources) for skill in r.skills)
    calendars = _speller(week.name for week in project.weeks)
    needs = cache(lambda need: _need(need, names, skills))
    return replace(
        project,
        tasks=tuple(_task(task, needs, calendars) for task in project.tasks),
        resources=tuple(_resource(r, names, skills, calendars) for r in project.resources),
        days_off=tuple(_day(day, names) for day in project.days_off),
        meetings=tuple(_meeting(meeting, names) for meeting in project.meetings),
    )


def _speller(names: Iterable[str]) -> Spell:
    known = Names(names)
    return lambda text: (known(text) or text) if text else text


def _task(task: Task, spelt: Callable[[Need], Need], calendars: Spell) -> Task:
    needs = tuple(map(spelt, task.needs))
    calendar = calendars(task.calendar)
    if needs == task.needs and calendar == task.calendar:
        return task
    return replace(task, needs=needs, calendar=calendar)


def _need(need: Need, names: Spell, skills: Spell) -> Need:
    return replace(
        need,
        names=tuple(map(names, need.names)),
        skill=skills(need.skill),
        excluded=tuple(map(names, need.excluded)),
        preferred=tuple(map(names, need.preferred)),
    )


def _resource(resource: Resource, names: Spell, skills: Spell, calendars: Spell) -> Resource:
    levels: Mapping[str, float] = {skills(k): level for k, level in resource.skills.items()}
    groups = tuple(map(names, resource.groups))
    terms = tuple(_resource(term, names, skills, calendars) for term in resource.terms)
    calendar = calendars(resource.calendar)
    return replace(resource, skills=levels, groups=groups, calendar=calendar, terms=terms)


def _day(day: DayOff, names: Spell) -> DayOff:
    return replace(day, who=names(day.who))


def _meeting(meeting: Meeting, names: Spell) -> Meeting:
    return replace(meeting, who=tuple(map(names, meeting.who)))
