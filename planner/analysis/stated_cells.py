"""The cells of a task that decide when and by whom it is done, kept for a later comparison.

Each is a short text, with amounts and names as people write them, so that changes can be shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from planner.analysis.wording import lag_text
from planner.project import Constraint, Dependency, Need, Project, Task
from planner.tracking.records import Progress


def stated(project: Project) -> Mapping[str, Mapping[str, str]]:
    """The cells of tasks, by task id and field, as far as they have a value."""
    names = {task.id: task.name for task in project.tasks}
    return {
        task.id: {field: text for field, text in _fields(task, project, names) if text}
        for task in project.tasks
    }


def _fields(task: Task, project: Project, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    day = project.day_of(task)
    yield "duration", "" if task.duration is None else amount(task.duration, day)
    yield "work", amount(task.work, 0) if task.work else ""
    yield "people", "; ".join(map(_seat, task.needs))
    links = (_link(one, project, names) for one in task.dependencies)
    yield "predecessors", "; ".join(sorted(links))
    yield "dates", "; ".join(_dates(task))
    yield "calendar", task.calendar
    yield "deadline", "" if task.deadline is None else f"{task.deadline:%Y-%m-%d %H:%M}"
    yield "priority", str(task.priority)
    yield RECORDED, said_of_progress(task.typed)


def amount(minutes: float, day: int) -> str:
    """Minutes as people write them: 3d, 4h, 2.5d; in hours where a day is 0."""
    whole = minutes % 60 == 0 and bool(day and minutes % day)
    if not day or (whole and minutes < day):
        return f"{round(minutes / 60, 2):g}h"
    return f"{round(minutes / day, 2):g}d"


def _seat(need: Need) -> str:
    who = " or ".join(need.names)
    skill = f"{need.skill}:{need.level:g}" if need.level else need.skill
    text = " ".join(filter(None, (who, skill)))
    text += f" ×{need.count}" if need.count > 1 else ""
    return f"{text} {need.units:.0%}" if need.units != 1 else text


def _link(link: Dependency, project: Project, names: Mapping[str, str]) -> str:
    text = f"{names.get(link.task, link.task)} {link.kind}"
    for sign, lag in (("", link.lag), ("max", link.max_lag)):
        if lag is not None and (lag.amount or sign):
            text += f" {sign}{'-' if lag.amount < 0 else '+'}{lag_text(lag, project.settings)}"
    return text


def _dates(task: Task) -> Iterator[str]:
    if task.constraint is Constraint.ALAP:
        yield task.constraint.value
    yield from (f"{kind.value} {when:%Y-%m-%d %H:%M}" for kind, when in task.hard_dates)
    for when in (task.earliest_start, task.blocked_until):
        if when is not None:
            yield f"{when:%Y-%m-%d %H:%M}"


RECORDED = "recorded"
"""Under which name what the row of a task records is stated; always there, if only as `–`."""


def said_of_progress(typed: Progress) -> str:
    """What the row of a task records of its progress, as a short text without money."""
    said = {
        one.name: value
        for one in fields(Progress)
        if one.name != "actual_cost" and (value := getattr(typed, one.name)) != one.default
    }
    return "; ".join(f"{name}={value}" for name, value in said.items()) or "–"
