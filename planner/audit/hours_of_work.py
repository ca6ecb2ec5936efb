"""The hours of a dated plan by task, person and day, and what stands against them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from planner.audit.dated import Dated, DatedPlan
from planner.project import Task
from planner.translate.ways import exact
from planner.worktime.clock import clipped, length
from planner.worktime.moments import DAY
from planner.worktime.shapes import MinuteSpans
from planner.worktime.working_time import WorkTime

Against = Literal["", "away", "holiday", "too short"]
"""Why hours cannot be worked: leave, a meeting or no contract; a day off for all; no time left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Minutes of effort of one person on a task on a day, an ordinal."""

    row: int
    who: int
    day: int
    minutes: float
    against: Against = ""


Taken = dict[tuple[int, int], float]
"""Minutes of effort by person and day."""


def efforts(schedule: DatedPlan) -> Iterator[Effort]:
    """All hours of all people on all dated tasks.

    What may be interrupted comes last: its hours lie where the others leave room, if they do.
    """
    taken: Taken = defaultdict(float)
    splittable = [one for one in schedule.dated if one.task.smallest_piece is not None]
    others = [one for one in schedule.dated if one.task.smallest_piece is None]
    for one in (*others, *splittable):
        for effort in _efforts(schedule, one, taken):
            taken[effort.who, effort.day] += effort.minutes
            yield effort


def _efforts(schedule: DatedPlan, one: Dated, taken: Taken) -> Iterator[Effort]:
    """The hours of all people on a task."""
    if one.spans:
        yield from _recorded(one)
        return
    shares = _shares(schedule, one)
    for (who, units), asked in zip(one.people, shares, strict=True):
        days = [part for day in one.days for part in _parts(schedule, one, who, day)]
        if asked is not None and one.task.smallest_piece is not None:
            days = _spared(days, who, (units, asked), taken)
        yield from _laid_out(one, (who, units), asked, days)


def _spared(days: list["_Day"], who: int, load: tuple[float, float], taken: Taken) -> list["_Day"]:
    """What others leave of the days for a load of (units, minutes); all of them if too little."""
    units, asked = load
    left = [
        replace(one, minutes=max(0, one.minutes - round(taken[who, one.day] / units)))
        if not one.against
        else one
        for one in days
    ]
    room = sum(one.minutes for one in left if not one.against) * units
    return left if room >= asked else days


def _recorded(one: Dated) -> Iterator[Effort]:
    units = dict(one.people)
    for who, spans in one.spans.items():
        for day in one.days:
            worked = length(clipped(spans, day * DAY, (day + 1) * DAY))
            if worked:
                yield Effort(row=one.row, who=who, day=day, minutes=worked * units[who])


def _shares(schedule: DatedPlan, one: Dated) -> Sequence[float | None]:
    """Minutes of effort of each person; None for as much as the dates leave room for."""
    task = one.task
    if task.work:
        whole = sum(units for _, units in one.people)
        return [task.work * units / whole for _, units in one.people]
    clock = schedule.clock
    if task.duration is None or task.duration == clock.worked(one.finish) - clock.worked(one.start):
        return [None] * len(one.people)
    return [task.duration * units for _, units in one.people]


@dataclass(frozen=True, slots=True)
class _Day:
    """The hours that somebody could work on a day, with the kind of each span."""

    day: int
    against: Against
    minutes: int


def _laid_out(
    one: Dated, whom: tuple[int, float], asked: float | None, days: Sequence[_Day]
) -> Iterator[Effort]:
    """The hours of (who, units) evenly over the working time there is; the rest on days off."""
    who, units = whom
    room = {kind: sum(p.minutes for p in days if p.against == kind) for kind in ("", "away")}
    holidays = sum(p.minutes for p in days if p.against == "holiday")
    if asked is None:
        asked = units * (room[""] + room["away"])
    left = asked
    for kind, minutes in (("", room[""]), ("away", room["away"]), ("holiday", holidays)):
        taken = min(left, units * minutes)
        left -= taken
        if taken > 0:
            for part in days:
                if part.against == kind:
                    share = taken * part.minutes / minutes
                    yield _effort(one, who, part.day, share, part.against)
    if left > 0.5:  # half a minute
        yield _effort(one, who, one.days[-1], left, "too short")


def _effort(one: Dated, who: int, day: int, minutes: float, against: Against) -> Effort:
    return Effort(row=one.row, who=who, day=day, minutes=minutes, against=against)


def _parts(schedule: DatedPlan, one: Dated, who: int, day: int) -> Iterator[_Day]:
    """The working time of a day that lies within the task's dates, by what stands against it."""
    worktime = schedule.times.row(who, day)
    low, high = one.start - day * DAY, one.finish - day * DAY
    worked = _within(schedule, one.task, worktime.on(day), day)
    usual = _within(schedule, one.task, worktime.usual(day), day)
    week = worktime.special.get(day, worktime.week[(day - 1) % 7])
    sums = [length(clipped(spans, low, high)) for spans in (worked, usual, week)]
    if not worktime.first <= day <= worktime.last:
        sums[1] = max(sums[1], sums[0])
    kinds: tuple[Against, ...] = ("", "away", "holiday")
    for against, most, less in zip(kinds, sums, (0, *sums), strict=False):
        if most > less:
            yield _Day(day, against, most - less)


def _within(schedule: DatedPlan, task: Task, spans: MinuteSpans, day: int) -> MinuteSpans:
    """The spans within the task's own calendar, if it has one."""
    if not task.calendar:
        return spans
    own = schedule.times.named(task.calendar).on(day)
    return tuple(part for start, end in own for part in clipped(spans, start, end))


def room(schedule: DatedPlan, who: int, day: int) -> float:
    """Minutes of effort that somebody can do on a day."""
    worktime: WorkTime = schedule.times.row(who, day)
    resource = schedule.project.resources[who]
    units = next(
        (
            term.max_units
            for term, row in zip(resource.there, schedule.times.rows[who], strict=True)
            if row.first <= day <= row.last
        ),
        0.0,
    )
    return float(length(worktime.on(day)) * exact(units))
