"""What the rules of the referee share: violations, tasks, and working slots counted one by one."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from models.calendars import Calendar
from models.problem import Candidate, Problem
from models.schedule import Schedule, Task
from models.uneven_calendars import Paced


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule that a schedule breaks, by which activities (positions), and how."""

    rule: str
    activities: tuple[int, ...]
    message: str


def planned(schedule: Schedule) -> Iterator[tuple[int, Task]]:
    """Yields position and task of every activity that is not left out."""
    return ((i, task) for i, task in enumerate(schedule.tasks) if task is not None)


def candidates(problem: Problem, activity: int, task: Task) -> Iterator[Candidate]:
    """Yields the candidate behind each assignment of a task."""
    seats = problem.activities[activity].modes[task.mode].seats
    for assignment in task.assignments:
        seat = seats[assignment.seat]
        for candidate in seat.candidates:
            if candidate.resource == assignment.resource:
                yield candidate


def work_between(calendar: Calendar, start: int, end: int) -> int:
    """Counts the working slots in ``[start, end)``."""
    first = max(0, bisect_right(calendar.spans, (start,)) - 1)
    total = 0
    for opens, closes in calendar.spans[first:]:
        if opens >= end:
            break
        total += max(0, min(closes, end) - max(opens, start))
    return total


def done_between(calendar: Calendar, start: int, end: int) -> Fraction | int:
    """Counts the work done in ``[start, end)``: its working slots, each times its pace."""
    if not isinstance(calendar, Paced):
        return work_between(calendar, start, end)
    changes = (*(slot for slot, _ in calendar.paces[1:]), max(end, start))
    total = Fraction(0)
    for (first, pace), last in zip(calendar.paces, changes, strict=True):
        slots = work_between(calendar, max(first, start), max(start, min(last, end)))
        total += Fraction(slots * pace, calendar.full)
    return total


def slots_worked(problem: Problem, candidate: Candidate, task: Task) -> list[int]:
    """The slots, in order, in which a candidate with overtime works on a task."""
    late = late_slots(problem, candidate, task)
    usual = problem.calendars[problem.resources[candidate.resource].calendar]
    left, slots = candidate.work - len(late), []
    for slot in range(task.start, problem.horizon):
        if left <= 0:
            break
        if work_between(usual, slot, slot + 1):
            slots.append(slot)
            left -= 1
    return sorted([*slots, *late])


def late_slots(problem: Problem, candidate: Candidate, task: Task) -> list[int]:
    """The slots of a candidate's overtime: as the task decides, or all that its calendar has."""
    if candidate.overtime is None:
        return []
    for extra in task.overtime:
        if extra.resource == candidate.resource:
            return [slot for start, end in extra.spans for slot in range(start, end)]
    usual = problem.calendars[problem.resources[candidate.resource].calendar]
    left, late = candidate.work, []
    for slot in range(task.start, problem.horizon):
        if left and work_between(problem.calendar_of(candidate), slot, slot + 1):
            left -= 1
            late += [] if work_between(usual, slot, slot + 1) else [slot]
    return late
