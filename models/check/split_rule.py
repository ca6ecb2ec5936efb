"""The rule of what is interrupted, and its working slots counted one by one."""

from collections.abc import Iterator

from models.calendars import Calendar
from models.check.counting import Violation, candidates, planned, work_between
from models.problem import Problem
from models.schedule import Schedule, Task


def split(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Only what may be is interrupted, not too often, and no piece is too small for anybody."""
    for i, task in planned(schedule):
        if not task.breaks:
            continue
        activity, pieces = problem.activities[i], pieces_of(task)
        allowed, work = activity.split, activity.modes[task.mode].work
        calendars = [problem.calendar_of(c) for c in candidates(problem, i, task) if c.work]
        calendars += [problem.calendars[activity.calendar]] if work else []
        if (
            allowed is None
            or len(pieces) > allowed.most
            or any(work_between(c, *piece) < allowed.least for c in calendars for piece in pieces)
        ):
            message = f"{activity.name}: the pieces {pieces} are not those that {allowed} allows"
            yield Violation(rule="split", activities=(i,), message=message)


def pieces_of(task: Task) -> tuple[tuple[int, int], ...]:
    """The spans of a task between its breaks."""
    edges = [task.start, *(slot for span in task.breaks for slot in span), task.end]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def outside(calendar: Calendar, task: Task) -> Calendar:
    """The working slots of a calendar that are in none of a task's breaks."""
    if not task.breaks:
        return calendar
    inside = {slot for start, end in task.breaks for slot in range(start, end)}
    slots = (slot for start, end in calendar.spans for slot in range(start, end))
    return Calendar.from_slots(slot for slot in slots if slot not in inside)
