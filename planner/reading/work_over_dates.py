"""Lengths that are far shorter than the time from start to finish: hours of work, or mistakes."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from planner.language.text import first_few
from planner.phrase import phrase
from planner.project import Task
from planner.reading.derive import time_between
from planner.reading.durations import TimeUnits
from planner.reading.tables import Log
from planner.worktime.working_time import WorkTime

_FAR, _FEWEST, _MOSTLY, _SHOWN = 2, 2, 0.5, 8


def with_work_spread(
    tasks: Sequence[Task], worktime: WorkTime, clock: TimeUnits, worked: AbstractSet[str], log: Log
) -> tuple[Task, ...]:
    """Spreads hours of work over the time from start to finish, where most are far shorter.

    So they are where bars or dates say when a task is, and hours how much work it is. A task in a
    link is planned by its hours, as its dates follow from others.

    Args:
        tasks: The tasks.
        worktime: When people work.
        clock: The length of a day.
        worked: The sheets whose lengths are hours or work, of people whom no sheet describes.
        log: Receives what is spread.
    """
    linked = {link.task for task in tasks for link in task.dependencies}
    linked |= {task.id for task in tasks if task.dependencies}
    dated = [t for t in tasks if t.source.sheet in worked and t.id not in linked]
    spans = {t.id: span for t in dated if (span := _span(t, worktime))}
    far = {t.id: spans[t.id] for t in dated if t.id in spans and _is_far(t, spans[t.id], clock)}
    if len(far) < _FEWEST or len(far) < _MOSTLY * len(spans):
        return tuple(tasks)
    first = next(task for task in tasks if task.id in far)
    field = "work" if first.work else "duration"
    message = phrase(
        "amounts of work that are far smaller than the working time from start to finish are "
        "spread over this time; tasks: {tasks}",
        tasks=_named([task for task in tasks if task.id in far]),
    )
    remedy = phrase("clear the finish of a task that is done at a stretch")
    log.add(
        first.source.issue("work-over-dates", message, field, severity="warning", remedy=remedy)
    )
    return tuple(_spread(task, far[task.id]) if task.id in far else task for task in tasks)


def say_shorter(tasks: Sequence[Task], worktime: WorkTime, clock: TimeUnits, log: Log) -> None:
    """Notes lengths that are far shorter than from start to finish, which move the finish."""
    spans = {task.id: _span(task, worktime) for task in tasks}
    far = [t for t in tasks if (span := spans[t.id]) and _is_far(t, span, clock)]
    if not far:
        return
    field = "duration" if far[0].duration else "work"
    message = phrase(
        "durations that are far shorter than the working time from start to finish are planned as "
        "they are, so that these tasks end earlier than their finish says; tasks: {tasks}",
        tasks=_named(far),
    )
    remedy = phrase("correct one of them, or clear the column of durations")
    log.add(
        far[0].source.issue("shorter-than-dates", message, field, severity="warning", remedy=remedy)
    )


def _span(task: Task, worktime: WorkTime) -> int | None:
    """Working minutes from start to finish of a task that has a length; None for others."""
    if task.summary or task.calendar or task.spans or not (task.duration or task.work):
        return None
    if task.current_start is None or task.current_finish is None:
        return None
    return time_between(task, worktime)


def _is_far(task: Task, span: int, clock: TimeUnits) -> bool:
    """Whether a task takes at most half of its span, even if one does it all.

    A day is no difference: many write the day after the last one as the finish.
    """
    length = task.duration or task.work or 0
    return span >= _FAR * length and span - length > clock.day


def _spread(task: Task, span: int) -> Task:
    """The task over its whole span, those who do it at the share that its work needs."""
    work = task.work or task.duration or 0
    heads = sum(need.count for need in task.needs) or 1
    share = work / span / heads
    needs = tuple(replace(need, units=share) if need.units == 1 else need for need in task.needs)
    return replace(task, duration=span, work=work, needs=needs)


def _named(tasks: Sequence[Task]) -> str:
    return first_few([task.id for task in tasks], _SHOWN)
