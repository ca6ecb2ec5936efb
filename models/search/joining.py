"""Pieces that need not be apart: a break that no goal gains by is closed.

A search may interrupt what it could do in one go as well. Each break is closed from both sides:
what comes after it goes earlier, or what comes before it later, while everything else stays.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from models.calendars import Calendar
from models.problem import Problem
from models.schedule import Schedule, Task
from models.search.partial_schedule import PartialSchedule
from models.splitting import Breaks, without
from models.timing import durations


def joined(
    problem: Problem, schedule: Schedule, *, no_worse: Callable[[Schedule], bool]
) -> Schedule:
    """The schedule with fewer breaks, where some can go.

    Args:
        problem: What is planned.
        schedule: Valid.
        no_worse: Whether a schedule keeps every rule and no goal loses by it.
    """
    if not any(task and task.breaks for task in schedule.tasks):
        return schedule
    partial = PartialSchedule(problem, schedule)
    for i in range(len(schedule.tasks)):
        while _join(problem, partial, i, no_worse):
            pass
    return partial.schedule()


def _join(
    problem: Problem, partial: PartialSchedule, i: int, no_worse: Callable[[Schedule], bool]
) -> bool:
    """Takes the first way to have fewer breaks in an activity that is no worse."""
    before = partial.tasks[i]
    for task in () if before is None else _whole(problem, i, before):
        if partial.change({i: task}):
            if no_worse(partial.schedule()):
                return True
            partial.change({i: before})
    return False


def _whole(problem: Problem, i: int, task: Task) -> Iterator[Task]:
    """The task with fewer breaks: with none, then without one of them; what is early first."""
    fewer = [(), *(tuple(b for b in task.breaks if b != one) for one in task.breaks)]
    for breaks in dict.fromkeys(fewer if task.breaks else []):
        calendars = _calendars(problem, i, task, breaks)
        starts = [calendar.latest_start(task.end, work) for calendar, work in calendars]
        known = [start for start in starts if start is not None]
        for start in dict.fromkeys((task.start, *([min(known)] if known else []))):
            ends = [c.finish(start, work) for c, work in calendars if c.works(start)]
            done = [end for end in ends if end is not None]
            if len(done) == len(calendars) and done:
                inside = tuple(b for b in breaks if start < b[0] and b[1] < max(done))
                yield replace(task, start=start, end=max(done), breaks=inside)


def _calendars(problem: Problem, i: int, task: Task, breaks: Breaks) -> list[tuple[Calendar, int]]:
    """When the work of an activity can be done outside some breaks, and how much there is."""
    seated = {(a.seat, a.resource) for a in task.assignments} | {(None, None)}
    return [
        (without(problem.calendars[part.calendar], breaks), part.work)
        for part in durations.parts(problem, i)
        if part.mode == task.mode and (part.seat, part.resource) in seated
    ]
