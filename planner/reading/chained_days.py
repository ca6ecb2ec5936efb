"""Tells by tasks that follow each other that their durations count all days, weekends included."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from planner.project import Task

_FEWEST, _NEARLY = 3, 0.8
_DAY = timedelta(days=1)
_WEEKEND = (5, 6)


def with_chained_finishes(tasks: Sequence[Task], day: int) -> tuple[Task, ...]:
    """Gives tasks with a start and a duration their finishes, where all days are counted.

    That is so where nearly all durations across a weekend lead to the start of another task if
    weekends are counted, and few do if they are not.

    Args:
        tasks: The tasks.
        day: The working minutes of a day.
    """
    open_ended = {
        task.id: task.duration // day
        for task in tasks
        if task.current_start is not None
        and task.current_finish is None
        and not task.summary
        and task.duration
        and task.duration % day == 0
    }
    starts = {task.current_start.date() for task in tasks if task.current_start is not None}
    across = whole = worked = 0
    for task in tasks:
        if task.id not in open_ended or task.current_start is None:
            continue
        first, days = task.current_start.date(), open_ended[task.id]
        if not any((first + n * _DAY).weekday() in _WEEKEND for n in range(min(days, 7))):
            continue
        across += 1
        whole += first + days * _DAY in starts
        at, left = first, days
        while left:
            left -= at.weekday() not in _WEEKEND
            at += _DAY
        worked += bool({at + n * _DAY for n in range(3)} & starts) and first + days * _DAY != at
    last = 1  # leads to no other task
    if whole < _FEWEST or whole + last < _NEARLY * across or 2 * worked > whole:
        return tuple(tasks)
    return tuple(
        replace(task, current_finish=task.current_start + (open_ended[task.id] - 1) * _DAY)
        if task.id in open_ended and task.current_start is not None
        else task
        for task in tasks
    )
