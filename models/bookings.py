"""Who is taken by a task, and from when to when.

The people of an activity that they do *together* are taken from its start to its end. Elsewhere
each is taken from their first working slot at or after its start until their own work is done.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.calendars import Calendar
from models.problem import Candidate, Problem
from models.schedule import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A candidate is taken in ``[start, end)``; nothing of it where the two are equal."""

    candidate: Candidate
    start: int
    end: int


def chosen(problem: Problem, activity: int, task: Task) -> Iterator[Candidate]:
    """The candidates assigned, in the order of the task's assignments."""
    seats = problem.activities[activity].modes[task.mode].seats
    for assignment in task.assignments:
        for candidate in seats[assignment.seat].candidates:
            if candidate.resource == assignment.resource:
                yield candidate


def bookings(problem: Problem, activity: int, task: Task) -> Iterator[Booking]:
    """Everybody assigned, and when they are taken; work that is not done on the axis ends there."""
    together = problem.activities[activity].throughout
    for candidate in chosen(problem, activity, task):
        start, end = task.start, task.end
        if not together:
            calendar = problem.calendar_of(candidate)
            start, end = own(calendar, candidate.work, start) or (start, problem.horizon)
        yield Booking(candidate=candidate, start=start, end=end)


def own(calendar: Calendar, work: int, start: int) -> tuple[int, int] | None:
    """When somebody does their own work in an activity that starts at `start`, or None."""
    return calendar.run(start, work) if work else (start, start)
