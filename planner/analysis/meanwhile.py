"""Absences while a task goes on: leave and days off that make it end later."""

from collections.abc import Iterator
from datetime import timedelta

from planner.analysis.absences import Absence, absence_text, holidays, leave_of
from planner.analysis.reasons import Teller
from planner.plan import Reason
from planner.translate.translation import Translation
from planner.worktime.moments import moment

_MOST = 3
"""At most this many reasons are given for one task, the longest ones."""


def meanwhile(teller: Teller, activity: int) -> tuple[Reason, ...]:
    """The leave of those who finish last, and the days off, before the last day of an activity.

    Leave that is over before it starts belongs to the reasons of its start.
    """
    translation, timing = teller.translation, teller.causes.timing
    task, grid = timing.task(activity), translation.grid
    if task.start == task.end:
        return ()
    start, last = grid.opening(task.start), grid.closing(task.end).date()
    taken = [one for one in timing.taken[activity] if one.start < one.end]
    done = max((one.end for one in taken), default=task.end)
    people = tuple(dict.fromkeys(one.candidate.resource for one in taken if one.end == done))
    inside = [
        one
        for one in _absences(translation, people)
        if start < one.last and one.last.date() < last and _days(translation, one, people)
    ]
    longest = sorted(inside, key=lambda one: -_days(translation, one, people))[:_MOST]
    return tuple(_reason(teller, one) for one in sorted(longest, key=lambda one: one.first))


def _absences(translation: Translation, people: tuple[int, ...]) -> Iterator[Absence]:
    for who in people:
        yield from leave_of(translation, who)
    yield from holidays(translation.project)


def _days(translation: Translation, one: Absence, people: tuple[int, ...]) -> int:
    """The days on which somebody on it would usually work."""
    concerned = people if one.who is None else (one.who,)
    days = range(one.first.toordinal(), one.last.toordinal() + 1)
    times = translation.times
    weeks = [times.people[who].week for who in concerned] or [times.standard.week]
    return sum(any(week[(day - 1) % 7] for week in weeks) for day in days)


def _reason(teller: Teller, one: Absence) -> Reason:
    grid = teller.translation.grid
    name = "" if one.who is None else teller.translation.crew.workers[one.who].name
    again = one.last.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return Reason(
        kind="leave",
        text=absence_text(one, name, teller.say),
        person=name,
        sheet=one.source.sheet,
        cell=one.source.cell(one.column),
        until=grid.opening(min(grid.first_start(moment(again)), grid.horizon)),
    )
