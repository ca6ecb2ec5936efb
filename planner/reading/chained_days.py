"""Tells by tasks that follow each other that their durations count all days, weekends included."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from planner.project import Task

_FEWEST, _MOST = 3, 0.6
_DAY = timedelta(days=1)
_WEEKEND = (5, 6)
_ON_WEEKENDS, _SHARE = 2, 0.1
"""So many starts on weekends, and this share of all, are those of somebody who counts them."""


def with_chained_finishes(tasks: Sequence[Task], day: int) -> tuple[Task, ...]:
    """Gives tasks with a start and a duration their finishes, where all days are counted.

    That is so where most durations across a weekend lead to the start of another task if weekends
    are counted, and few do if they are not, or some tasks start on weekends. The other task starts
    on the day after the last one, or on the day after that: then the duration is the finish minus
    the start.

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
    across = worked = 0
    ends = {0: 0, 1: 0}  # days between the last one counted and the next start → durations
    for task in tasks:
        if task.id not in open_ended or task.current_start is None:
            continue
        first, days = task.current_start.date(), open_ended[task.id]
        if not any((first + n * _DAY).weekday() in _WEEKEND for n in range(min(days, 7))):
            continue
        across += 1
        gap = next((gap for gap in ends if first + (days + gap) * _DAY in starts), None)
        if gap is not None:
            ends[gap] += 1
        worked += _leads_on(first, days, starts)
    whole = sum(ends.values())
    if whole < _FEWEST or whole < _MOST * across:
        return tuple(tasks)
    if 2 * worked > whole and not _on_weekends(tasks, open_ended):
        return tuple(tasks)
    more = max(ends, key=lambda gap: ends[gap])
    return tuple(
        replace(task, current_finish=task.current_start + (open_ended[task.id] - 1 + more) * _DAY)
        if task.id in open_ended and task.current_start is not None
        else task
        for task in tasks
    )


def _on_weekends(tasks: Sequence[Task], chosen: Collection[str]) -> bool:
    """Whether several of the chosen tasks start on Saturdays or Sundays."""
    resting = sum(
        task.id in chosen
        and task.current_start is not None
        and task.current_start.weekday() in _WEEKEND
        for task in tasks
    )
    return resting >= max(_ON_WEEKENDS, _SHARE * len(chosen))


def _leads_on(first: date, days: int, starts: set[date]) -> bool:
    """Whether another task starts soon after so many working days, which weekends make longer."""
    at, left = first, days
    while left:
        left -= at.weekday() not in _WEEKEND
        at += _DAY
    return bool({at + n * _DAY for n in range(3)} & starts) and first + days * _DAY != at
