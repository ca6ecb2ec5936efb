"""Who is taken by a task, from when to when.

The people of an activity that they do *together* are taken from its start to its end. Elsewhere
each is taken from their first working slot at or after its start until their own work is done.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from models.calendars import Calendar, union
from models.overtime import Spans
from models.problem import Candidate, Problem
from models.schedule import Extra, Schedule, Task


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
            start, end = stint(problem, candidate, task) or (start, problem.horizon)
        yield Booking(candidate=candidate, start=start, end=end)


def own(calendar: Calendar, work: int, start: int) -> tuple[int, int] | None:
    """When somebody does their own work in an activity that starts at `start`, or None."""
    return calendar.run(start, work) if work else (start, start)


def stint(problem: Problem, candidate: Candidate, task: Task) -> tuple[int, int] | None:
    """When somebody does their own work on a task, overtime included, or None."""
    if candidate.overtime is None or not task.overtime:
        return own(problem.calendar_of(candidate), candidate.work, task.start)
    spans = evenings(problem, candidate, task)
    usual = problem.calendars[problem.resources[candidate.resource].calendar]
    left = candidate.work - sum(end - start for start, end in spans)
    run = usual.run(task.start, left) if left > 0 else (task.start, task.start)
    if run is None or not spans:
        return run
    first, last = spans[0][0], spans[-1][1]
    return (min(run[0], first), max(run[1], last)) if left > 0 else (first, last)


def evenings(problem: Problem, candidate: Candidate, task: Task) -> Spans:
    """The slots of overtime of somebody on a task, as spans."""
    allowed = problem.resources[candidate.resource].overtime
    if candidate.overtime is None or allowed is None:
        return ()
    for extra in task.overtime:
        if extra.resource == candidate.resource:
            return extra.spans
    calendar = problem.calendar_of(candidate)
    run = calendar.run(task.start, candidate.work)
    if run is None:
        return ()
    late = problem.calendars[allowed.calendar].within(*run)
    return tuple(span for start, end in late for span in calendar.within(start, end))


def distributed(
    problem: Problem,
    candidate: Candidate,
    stay: tuple[int, int],
    amounts: Mapping[tuple[int, int], int],
) -> Extra:
    """Overtime by stretches of slots as spans: what a start or an end in an evening needs first.

    The rest is worked as early as there is an evening.
    """
    allowed = problem.resources[candidate.resource].overtime
    calendar = problem.calendars[allowed.calendar if allowed else 0]
    spans: list[tuple[int, int]] = []
    for (first, last), amount in sorted(amounts.items()):
        there = list(calendar.within(max(first, stay[0]), min(last, stay[1])))
        needs = [_needed(span, stay) for span in there]
        rest = amount - sum(needs)
        for (start, end), need in zip(there, needs, strict=True):
            more = min(rest, end - start - need)
            rest -= more
            spans += [(start, start + need + more)] if need + more else []
    return Extra(resource=candidate.resource, spans=tuple(spans))


def _needed(evening: tuple[int, int], stay: tuple[int, int]) -> int:
    """What has to be worked of an evening, cut to a stay, that begins or ends in it."""
    start, end = evening
    if end == stay[1]:
        return end - start
    return 1 if start == stay[0] else 0


def as_worked(problem: Problem, schedule: Schedule) -> Problem:
    """The problem in which whose overtime a schedule says has a calendar of exactly that.

    Where nobody's is said it is the problem itself.
    """
    calendars, activities = list(problem.calendars), list(problem.activities)
    for i, task in enumerate(schedule.tasks):
        if task is None or not task.overtime:
            continue
        mode, said = problem.activities[i].modes[task.mode], {e.resource for e in task.overtime}

        def exact(candidate: Candidate, task: Task = task, said: set[int] = said) -> Candidate:
            if candidate.overtime is None or candidate.resource not in said:
                return candidate
            own = calendars[problem.resources[candidate.resource].calendar]
            late = Calendar(spans=evenings(problem, candidate, task))
            calendars.append(union((own, late)))
            return replace(candidate, calendar=len(calendars) - 1, overtime=None)

        seats = (
            replace(seat, candidates=tuple(map(exact, seat.candidates))) for seat in mode.seats
        )
        modes = list(problem.activities[i].modes)
        modes[task.mode] = replace(mode, seats=tuple(seats))
        activities[i] = replace(problem.activities[i], modes=tuple(modes))
    if len(calendars) == len(problem.calendars):
        return problem
    return replace(problem, calendars=tuple(calendars), activities=tuple(activities))


def moved(extra: Extra, by: int, resource: int) -> Extra:
    """The same overtime on an axis that begins earlier by so much, of a resource by its number."""
    spans = tuple((start + by, end + by) for start, end in extra.spans)
    return Extra(resource=resource, spans=spans)


def clipped(extras: Iterable[Extra], start: int, end: int) -> tuple[Extra, ...]:
    """Overtime as far as it lies in ``[start, end)``."""
    return tuple(
        Extra(
            resource=extra.resource,
            spans=tuple(
                (max(a, start), min(b, end)) for a, b in extra.spans if a < end and b > start
            ),
        )
        for extra in extras
    )
