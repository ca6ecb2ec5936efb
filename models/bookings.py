"""Who is taken by a task, from when to when.

The people of an activity that they do *together* are taken from its start to its end, but for its
breaks. Elsewhere each is taken from their first working slot at or after its start until their
own work is done.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from models.calendars import Calendar, union
from models.overtime import SlotSpans
from models.problem import Candidate, Problem
from models.schedule import Extra, Schedule, Task
from models.splitting import without


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A candidate is taken in ``[start, end)``; nothing of it where the two are equal.

    On an activity that is interrupted each has a booking for every piece.
    """

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
        spans = task.pieces
        if not together:
            spans = (stint(problem, candidate, task) or (task.start, problem.horizon),)
        for start, end in spans:
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


def evenings(problem: Problem, candidate: Candidate, task: Task) -> SlotSpans:
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
    """The problem in which calendars hold exactly the overtime and the breaks of a schedule.

    Where nobody's overtime is said and nothing is interrupted it is the problem itself.
    """
    calendars, activities = list(problem.calendars), list(problem.activities)
    for i, task in enumerate(schedule.tasks):
        if task is None or not (task.overtime or task.breaks):
            continue
        what = problem.activities[i]
        exact = _broken if task.breaks else _late
        modes = list(what.modes)
        modes[task.mode] = replace(
            modes[task.mode],
            seats=tuple(
                replace(
                    seat,
                    candidates=tuple(exact(problem, c, task, calendars) for c in seat.candidates),
                )
                for seat in modes[task.mode].seats
            ),
        )
        activities[i] = replace(what, modes=tuple(modes))
        if task.breaks:
            calendars.append(without(problem.calendars[what.calendar], task.breaks))
            activities[i] = replace(activities[i], calendar=len(calendars) - 1)
    if len(calendars) == len(problem.calendars):
        return problem
    return replace(problem, calendars=tuple(calendars), activities=tuple(activities))


def _late(problem: Problem, one: Candidate, task: Task, calendars: list[Calendar]) -> Candidate:
    """The candidate with a calendar, which is added, of own work and the overtime of a task."""
    if one.overtime is None or all(extra.resource != one.resource for extra in task.overtime):
        return one
    own = problem.calendars[problem.resources[one.resource].calendar]
    calendars.append(union((own, Calendar(spans=evenings(problem, one, task)))))
    return replace(one, calendar=len(calendars) - 1, overtime=None)


def _broken(problem: Problem, one: Candidate, task: Task, calendars: list[Calendar]) -> Candidate:
    """The candidate with a calendar, which is added, without the breaks of a task."""
    calendars.append(without(problem.calendar_of(one), task.breaks))
    return replace(one, calendar=len(calendars) - 1)


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
