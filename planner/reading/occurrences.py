"""Removes planned meetings that cannot take place, and from fixed ones those who are away."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from planner.errors import Issue
from planner.phrase import joined, phrase
from planner.project import Meeting, Project, Resource, Source, Task
from planner.reading.tables import Log
from planner.translate.times import Times
from planner.worktime.moments import DAY, moment
from planner.worktime.shapes import MinuteSpans
from planner.worktime.working_time import WorkTime, union

_LONGEST = 366
"""Windows are searched for at most this many days."""

_NAMED = 5
"""A remark names at most this many dates and people."""


def held(project: Project, log: Log) -> Project:
    """Removes the planned meetings that fall on a holiday or on the leave of an attendee.

    It notes them, once for each row. A meeting for which no time exists in any case stays and
    becomes a fault.
    """
    if not any(task.unbroken for task in project.tasks):
        return project
    there, usual = _hours(project), _hours(replace(project, days_off=()))
    lost: dict[int, list[tuple[Task, str]]] = defaultdict(list)
    kept: list[Task] = []
    for task in project.tasks:
        names = {name for need in task.needs for name in need.names}
        if not task.unbroken or _room(task, names, there) or not _room(task, names, usual):
            kept.append(task)
        else:
            lost[task.source.row].append((task, _why(task, names, project)))
    for found in lost.values():
        _note(found, log)
    return replace(project, tasks=tuple(kept))


def attended(project: Project, log: Log) -> Project:
    """Takes those out of fixed meetings who are on leave, have left or have not come yet.

    It notes them, once for each row; a meeting of nobody else is not held.
    """
    found: list[Meeting] = []
    rows: dict[tuple[str, int], Source] = {}
    without: dict[tuple[str, int], dict[str, list[date]]] = {}
    for meeting in project.meetings:
        invited = [r for r in project.resources if {r.name, *r.groups} & set(meeting.who)]
        away = [one.name for one in invited if _away(one, meeting.start.date(), project)]
        row = (meeting.source.sheet, meeting.source.row)
        for name in away:
            rows[row] = meeting.source
            days = without.setdefault(row, {}).setdefault(name, [])
            days.append(meeting.start.date())
        if not away:
            found.append(meeting)
        elif there := tuple(one.name for one in invited if one.name not in away):
            found.append(replace(meeting, who=there))
    for row, people in without.items():
        log.add(_missed(rows[row], people))
    return replace(project, meetings=tuple(found)) if without else project


def _away(one: Resource, day: date, project: Project) -> bool:
    """Whether somebody has no contract on a day, or is on leave for all of it."""
    names = {one.name, *one.groups}
    leave = (off for off in project.days_off if off.who in names and off.hours is None)
    return not one.employed(day) or any(off.start <= day <= off.finish for off in leave)


def _missed(source: Source, people: Mapping[str, Sequence[date]]) -> Issue:
    """The remark about those who are away from the meetings of a row."""
    told = [
        phrase(
            "{name} on {days}{more}",
            name=name,
            days=", ".join(f"{day:%Y-%m-%d}" for day in days[:_NAMED]),
            more=", …" if len(days) > _NAMED else "",
        )
        for name, days in list(people.items())[:_NAMED]
    ]
    return source.issue(
        "meeting-without",
        phrase(
            "takes place without those who are on leave or not employed then: {people}",
            people=joined("; ", told),
        ),
        "who",
        severity="info",
    )


def _hours(project: Project) -> dict[str, WorkTime]:
    workers = tuple(resource for resource in project.resources if resource.kind != "material")
    times = Times(project=project, workers=workers)
    return {worker.name: hours for worker, hours in zip(workers, times.people, strict=True)}


def _window(meeting: Task) -> tuple[int, int]:
    """The earliest and the latest moment of a meeting; a last day without a time is a whole day."""
    start = meeting.earliest_start or datetime.min
    ((_, finish),) = meeting.more_dates
    return moment(start), moment(finish) + (DAY if finish.time() == time() else 0)


def _room(meeting: Task, names: set[str], hours: dict[str, WorkTime]) -> bool:
    """Whether all of these people work together for as long as the meeting takes."""
    first, last = _window(meeting)
    for day in range(first // DAY, min(-(-last // DAY), first // DAY + _LONGEST)):
        free: MinuteSpans = ((max(0, first - day * DAY), min(DAY, last - day * DAY)),)
        for name in names & hours.keys():
            free = _common(free, hours[name].on(day))
        if any(end - start >= (meeting.duration or 0) for start, end in union(free)):
            return True
    return False


def _common(one: MinuteSpans, other: MinuteSpans) -> MinuteSpans:
    pairs = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple(span for span in pairs if span[0] < span[1])


def _why(meeting: Task, names: set[str], project: Project) -> str:
    """The people who are away then, or that it is a holiday."""
    first, last = _window(meeting)
    start = datetime.fromordinal(first // DAY).date()
    finish = start + timedelta(days=-(-last // DAY) - first // DAY - 1)
    there = [off for off in project.days_off if off.start <= finish and off.finish >= start]
    if any(not off.who for off in there):
        return next((off.name for off in there if not off.who and off.name), "a holiday")
    off_then = {off.who for off in there}
    away = [r.name for r in project.resources if r.name in names and off_then & {r.name, *r.groups}]
    return f"{', '.join(away[:_NAMED])} away"


def _note(lost: list[tuple[Task, str]], log: Log) -> None:
    """One remark for everything that a row loses."""
    task = lost[0][0]
    dates = [f"{one.earliest_start:%Y-%m-%d} ({why})" for one, why in lost if one.earliest_start]
    more, shown = len(dates) - _NAMED, ", ".join(dates[:_NAMED])
    log.add(
        task.source.issue(
            "meeting-lost",
            phrase(
                "{name} is not held on {days} and {n} more days", name=task.name, days=shown, n=more
            )
            if more > 0
            else phrase("{name} is not held on {days}", name=task.name, days=shown),
            "earliest_start",
            remedy=phrase("give it more time between start and finish, or another day"),
            severity="warning",
        )
    )
