"""Tasks that are torn apart: by long absences, or by hours that hardly meet or do not at all."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise

from models.calendars import Calendar
from models.problem import Candidate
from models.schedule import Schedule
from planner.errors import Issue
from planner.phrase import phrase
from planner.plan import PlannedTask
from planner.translate.translation import Translation


def pauses(translation: Translation, schedule: Schedule) -> Iterator[Issue]:
    """A warning for each task that somebody interrupts for more than a week.

    Also for one that ends later than on its own calendar, because who does it works only part of
    that. The week is that of the project.
    """
    for (row, role), activity in translation.activity.items():
        placed, task = schedule.tasks[activity], translation.project.tasks[row]
        if placed is None or role != "task" or placed.start == placed.end:
            continue
        seats = translation.problem.activities[activity].modes[placed.mode].seats
        sitting = {(one.seat, one.resource) for one in placed.assignments}
        found = [
            candidate
            for s, seat in enumerate(seats)
            for candidate in seat.candidates
            if (s, candidate.resource) in sitting
        ]
        long = max((_longest(translation, one, placed.start) for one in found), default=None)
        field = "duration" if task.duration is not None else "work"
        if long is not None and long[0] > translation.project.settings.days_per_week:
            yield task.source.issue(
                "long-pause",
                phrase(
                    "pauses from {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M}, while "
                    "{name} does not work on it",
                    first=long[1],
                    last=long[2],
                    name=long[3],
                ),
                field,
                remedy=phrase(
                    "to forbid it write yes as Unbroken, or how long as its Longest Pause"
                ),
                severity="warning",
            )
        elif task.calendar and found:
            own = translation.problem.calendars[translation.problem.activities[activity].calendar]
            yield from _in_bits(translation, activity, own, found, placed.start)


def never_together(rows: Iterable[PlannedTask]) -> Iterator[Issue]:
    """A remark for each task of several people of whom one has done before another begins."""
    for row in rows:
        if row.task.together is not None or row.task.summary or row.task.progress.begun:
            continue
        spans = [
            (one.spans[-1][1], one.spans[0][0], one.resource) for one in row.bookings if one.spans
        ]
        done = min(spans, default=None)
        begins = max(((start, name) for _, start, name in spans), default=None)
        if done and begins and begins[0] >= done[0]:
            yield row.task.source.issue(
                "never-together",
                phrase(
                    "{one} has done their part on {end:%Y-%m-%d %H:%M}, {other} begins on "
                    "{start:%Y-%m-%d %H:%M}",
                    one=done[2],
                    end=done[0],
                    other=begins[1],
                    start=begins[0],
                ),
                "resources",
                remedy=phrase(
                    "if they are to do it at the same time, write yes as its Together, or "
                    "together as Team works on the sheet Settings"
                ),
                severity="info",
            )


def _longest(
    translation: Translation, candidate: Candidate, start: int
) -> tuple[float, datetime, datetime, str]:
    """The longest pause, in the project's days: from when to when, and whose."""
    calendar, grid = translation.problem.calendar_of(candidate), translation.grid
    end = calendar.finish(start, candidate.work) or start
    gaps = pairwise((first, last) for first, last in calendar.within(start, end))
    name = translation.crew.workers[candidate.resource].name
    at = grid.opening(start)
    lengths = (
        (translation.working_days(one[1], two[0]), grid.closing(one[1]), grid.opening(two[0]), name)
        for one, two in gaps
    )
    return max(lengths, default=(0.0, at, at, name))


def _in_bits(
    translation: Translation, activity: int, own: Calendar, found: list[Candidate], start: int
) -> Iterator[Issue]:
    """Who works so little of the task's calendar that it ends on a later day for that."""
    grid = translation.grid
    task = translation.project.tasks[translation.origins[activity].row]
    for one in found:
        whole = own.finish(start, one.work)
        end = translation.problem.calendar_of(one).finish(start, one.work)
        if whole and end and grid.closing(whole).date() < grid.closing(end).date():
            name = translation.crew.workers[one.resource].name
            yield task.source.issue(
                "worked-in-bits",
                phrase(
                    "ends on {end:%Y-%m-%d}, not on {whole:%Y-%m-%d}, as {name} works only "
                    "part of the hours of the calendar",
                    end=grid.closing(end),
                    whole=grid.closing(whole),
                    name=name,
                ),
                "calendar",
                got=task.calendar,
                remedy=phrase("check the hours of both"),
                severity="warning",
            )
            return
