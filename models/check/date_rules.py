"""Rules of starts and ends: windows, durations, spans, the dates of spans, pauses."""

from collections.abc import Iterator
from fractions import Fraction

from models.calendars import Calendar
from models.check.counting import (
    Violation,
    candidates,
    done_between,
    planned,
    slots_worked,
    work_between,
)
from models.check.split_rule import outside
from models.problem import Activity, Bounds, Candidate, Problem
from models.schedule import Schedule, Task


def window(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """``start_min ≤ start ≤ start_max``, ``end_min ≤ end ≤ end_max``, of activity, mode, people."""
    for i, task in planned(schedule):
        activity, way = problem.activities[i], problem.activities[i].modes[task.mode].bounds
        theirs = _together([candidate.bounds for candidate in candidates(problem, i, task)])
        for bounds in (activity.bounds, way, theirs):
            for event, at, low, high in (
                ("starts", task.start, bounds.start_min, bounds.start_max),
                ("ends", task.end, bounds.end_min, bounds.end_max),
            ):
                if not _within(low, at, high):
                    message = f"{activity.name} {event} at {at}, outside {low} … {high}"
                    yield Violation(rule="window", activities=(i,), message=message)


def _together(bounds: list[Bounds]) -> Bounds:
    """Combines the bounds of all who are assigned: the first starts, the last ends."""
    starts = [one.start_max for one in bounds if one.start_max is not None]
    ends = [one.end_max for one in bounds if one.end_max is not None]
    return Bounds(
        start_min=min((one.start_min for one in bounds), default=0),
        start_max=min(starts, default=None),
        end_min=max((one.end_min for one in bounds), default=0),
        end_max=max(ends, default=None) if len(ends) == len(bounds) else None,
    )


def duration(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """A task starts when one of its people works, or all do, and ends when the last is done."""
    for i, task in planned(schedule):
        activity = problem.activities[i]
        if activity.spans:
            continue
        people = [c for c in candidates(problem, i, task) if c.work]
        own, work = problem.calendars[activity.calendar], activity.modes[task.mode].work
        parts = [_part(problem, candidate, task) for candidate in people]
        parts += [_usual_part(outside(own, task), work, task)] if work else []
        there = all if activity.together else any
        right = task.start == task.end
        if parts:
            starts, done, needed = zip(*parts, strict=True)
            right = there(starts) and all(done) and any(needed)
        if not right:
            message = f"{activity.name}: [{task.start}, {task.end}) is not the time its work takes"
            yield Violation(rule="duration", activities=(i,), message=message)


SlotPart = tuple[bool, bool, bool]
"""Whether it is worked on at the start, is done by the end, and not done a slot before that."""


def _usual_part(calendar: Calendar, work: int, task: Task) -> SlotPart:
    """The part of the work that goes by a calendar."""
    return (
        work_between(calendar, task.start, task.start + 1) == 1,
        done_between(calendar, task.start, task.end) >= work,
        done_between(calendar, task.start, task.end - 1) < work,
    )


def _part(problem: Problem, candidate: Candidate, task: Task) -> SlotPart:
    """The part of the work of a candidate."""
    if candidate.overtime is None:
        calendar = outside(problem.calendar_of(candidate), task)
        return _usual_part(calendar, candidate.work, task)
    slots = slots_worked(problem, candidate, task)
    done = len(slots) == candidate.work and max(slots) < task.end
    return task.start in slots, done, done and slots[-1] == task.end - 1


def span(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """A span starts with its first member, ends with its last, and is there if any of them is."""
    for i, activity in enumerate(problem.activities):
        if not activity.spans:
            continue
        task = schedule.tasks[i]
        inside = [other for k in activity.spans if (other := schedule.tasks[k]) is not None]
        if not inside or task is None:
            right = not inside and task is None
        else:
            first, last = min(t.start for t in inside), max(t.end for t in inside)
            right = (task.start, task.end) == (first, last)
        if not right:
            message = f"{activity.name} does not run with what it spans"
            yield Violation(rule="span", activities=(i, *activity.spans), message=message)


def edge(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """One of the first members to start, and one of the last to end, keeps its edges."""
    for i, whole in planned(schedule):
        activity = problem.activities[i]
        inside = [(k, task) for k in activity.spans if (task := schedule.tasks[k]) is not None]
        first = [_keeps(activity, k, task)[0] for k, task in inside if task.start == whole.start]
        last = [_keeps(activity, k, task)[1] for k, task in inside if task.end == whole.end]
        for right, word in ((any(first), "start"), (any(last), "end")):
            if activity.edges and not right:
                message = f"{activity.name} has to {word} when those work who decide it"
                yield Violation(rule="edge", activities=(i,), message=message)


def _keeps(activity: Activity, k: int, task: Task) -> tuple[bool, bool]:
    """Whether start and end of a member keep the edges that name it."""
    people = {one.resource for one in task.assignments}
    mine = [edge for edge in activity.edges if edge.activity == k]
    theirs = [e.bounds for e in mine if e.mode == task.mode and e.resource in people]
    both = [_together(theirs), *(edge.bounds for edge in mine if edge.mode is None)]
    return (
        all(_within(one.start_min, task.start, one.start_max) for one in both),
        all(_within(one.end_min, task.end, one.end_max) for one in both),
    )


def _within(low: int, at: int, high: int | None) -> bool:
    return low <= at and (high is None or at <= high)


def pause(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Nobody makes a longer pause than they may; pauses are counted slot by slot."""
    for i, task in planned(schedule):
        for candidate in candidates(problem, i, task):
            if candidate.pause is None:
                continue
            own, usual = problem.calendar_of(candidate), problem.calendars[candidate.pause.calendar]
            left, paused, longest = Fraction(candidate.work), 0, 0
            if candidate.overtime is not None:
                own = Calendar.from_slots(slots_worked(problem, candidate, task))
            for slot in range(task.start, task.end):
                if left > 0 and work_between(own, slot, slot + 1):
                    left -= done_between(own, slot, slot + 1)
                    longest, paused = max(longest, paused), 0
                elif left < candidate.work:
                    paused += work_between(usual, slot, slot + 1)
            if longest > candidate.pause.most:
                name = problem.activities[i].name
                message = f"{name} is torn apart by a pause of {longest}: {candidate.pause}"
                yield Violation(rule="pause", activities=(i,), message=message)
