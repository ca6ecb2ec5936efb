"""Which constraint keeps each task where the plan has it, in a program that calculates again.

MS Project starts a task when its links and its own date allow, at the next working time of its
people. Where that is when the plan starts it nothing is needed. Where it is earlier (somebody is
busy elsewhere, or it is cheaper later) Start No Earlier Than holds it, and where it is later (a lag
on another calendar) Must Start On does. What is left of a task under way that does not go on at
once is held by Finish No Earlier Than.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TypedDict

from planner.export.mspdi_calendars_out import Worktimes
from planner.interchange.mspdi import CONSTRAINTS
from planner.plan import Booking, Plan, PlannedTask
from planner.project import Constraint, Dependency, Settings, Task, Unit
from planner.translate.times import Times
from planner.worktime.walk import after, between, next_start
from planner.worktime.working_time import WorkTime, without


class _Progress(TypedDict):
    done: float
    resume: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The dates of a task as the file has them.

    Args:
        constraint, when: The constraint in the file.
        own: The user's own where the file has another, as text: ``4 2027-03-01T08:00``.
        minutes: Its duration.
        resume: When what is left of it goes on, of a task under way.
        done: The share of its duration that is done.
    """

    constraint: Constraint = Constraint.ASAP
    when: datetime | None = None
    own: str = ""
    minutes: float = 0
    resume: datetime | None = None
    done: float = 0


def booked(row: PlannedTask) -> tuple[Booking, ...]:
    """One booking for each resource.

    Those of one that has several, for what was done and what is left, or at another share from a
    day on, are put together.
    """
    found: dict[str, Booking] = {}
    for one in row.bookings:
        known = found.get(one.resource)
        found[one.resource] = one if known is None else _together(known, one)
    return tuple(found.values())


def _together(one: Booking, other: Booking) -> Booking:
    minutes = one.minutes + other.minutes
    work = one.minutes * one.units + other.minutes * other.units
    return replace(
        one,
        minutes=minutes,
        units=round(work / minutes, 6) if minutes else max(one.units, other.units),
        cost=one.cost + other.cost,
        spans=(*one.spans, *other.spans),
    )


def held(plan: Plan, worktimes: Worktimes) -> dict[str, Held]:
    """The constraint of each task by its id."""
    rows = {row.task.id: row for row in plan.rows}
    dates = _Dates(plan=plan, worktimes=worktimes, rows=rows)
    return {
        row.task.id: replace(
            dates.of(row, row.start, row.finish), **dates.progress(row, row.finish)
        )
        for row in plan.rows
        if row.start is not None and row.finish is not None
    }


@dataclass(frozen=True, kw_only=True)
class _Dates:
    """Finds what each task needs."""

    plan: Plan
    worktimes: Worktimes
    rows: Mapping[str, PlannedTask]

    def of(self, row: PlannedTask, start: datetime, finish: datetime) -> Held:
        """What a task needs."""
        task, minutes = row.task, self._minutes(row)
        kind, when = self._own(task)
        if task.summary:
            minutes = between(self.worktimes.times.standard, start, finish)
            kept = kind in (Constraint.SNET, Constraint.FNLT)
            return (
                Held(constraint=kind, when=when, minutes=minutes) if kept else Held(minutes=minutes)
            )
        if row.remaining and self._goes_on(row, start, minutes) < finish:
            own = _told(kind, when) or "0"
            return Held(constraint=Constraint.FNET, when=finish, own=own, minutes=minutes)
        driven = self._driven(row, kind, when)
        if driven == start and kind is not Constraint.ALAP:
            return Held(constraint=kind, when=when, minutes=minutes)
        later = driven > start
        own = "" if kind is Constraint.ASAP else _told(kind, when)
        return Held(
            constraint=Constraint.MSO if later else Constraint.SNET,
            when=start,
            own=own or "0",
            minutes=minutes,
        )

    def _goes_on(self, row: PlannedTask, start: datetime, minutes: float) -> datetime:
        """The end of work under way if it is not interrupted after what was done."""
        return max(after(one, start, minutes) for one in self._calendars(row))

    def progress(self, row: PlannedTask, finish: datetime) -> _Progress:
        """The share of the duration that is done, and the moment at which the rest goes on."""
        minutes, left = self._minutes(row), row.remaining
        if left is None or row.task.summary or not minutes:
            return {"done": 0 if row.task.summary else row.percent or 0, "resume": None}
        status = self.plan.project.settings.status or finish
        later = [start for b in row.bookings for start, _ in b.spans if start >= status]
        calendars = self._calendars(row)
        resume = min(later, default=None) or min(after(one, finish, -left) for one in calendars)
        return {"done": max(0.0, 1 - left / minutes), "resume": resume if left else None}

    def _own(self, task: Task) -> tuple[Constraint, datetime | None]:
        """The user's own rule: a hard date, or not to start before."""
        hard = task.hard_dates
        if hard:
            kind, when = hard[0]
            by_start = kind in (Constraint.SNET, Constraint.SNLT, Constraint.MSO)
            return kind, in_the_day(self.worktimes.times, when, at_start=by_start)
        early = [when for when in (task.earliest_start, task.blocked_until) if when]
        if early:
            return Constraint.SNET, in_the_day(self.worktimes.times, max(early), at_start=True)
        return task.constraint, None

    def _minutes(self, row: PlannedTask) -> float:
        """Its duration: the longest work of its people, or its own time."""
        kinds = self.worktimes.own
        work = [b.minutes for b in booked(row) if b.resource in kinds]
        return max(work, default=max(row.duration, row.remaining or 0))

    def _calendars(self, row: PlannedTask) -> list[WorkTime]:
        """When each of its people works on it, or when the task itself goes on."""
        own = self.worktimes.times.named(row.task.calendar)
        people = [
            self.worktimes.of[b.resource] for b in row.bookings if b.resource in self.worktimes.of
        ]
        if not people:
            return [own]
        if not row.task.calendar:
            return people
        return [_common(own, one, self.worktimes.days) for one in people]

    def _driven(self, row: PlannedTask, kind: Constraint, when: datetime | None) -> datetime:
        """The start by links and a constraint alone."""
        calendars = self._calendars(row)
        bounds = [self.plan.project.start]
        for link in self._links(row.task):
            bounds += self._bound(link, row, calendars)
        latest = max(bounds)
        if row.task.milestone and len(bounds) > 1:
            return latest if latest == row.start else self._next(calendars, latest)
        found = self._next(calendars, latest)
        if kind is Constraint.SNET and when is not None:
            found = max(found, self._next(calendars, when))
        elif kind is Constraint.MSO and when is not None:
            found = when
        elif kind in (Constraint.FNET, Constraint.MFO) and when is not None:
            back = min(after(one, when, -self._minutes(row)) for one in calendars)
            found = max(found, back) if kind is Constraint.FNET else back
        return found

    def _next(self, calendars: list[WorkTime], when: datetime) -> datetime:
        return min(next_start(one, when) for one in calendars)

    def _links(self, task: Task) -> Iterator[Dependency]:
        """Its own links and those of the summaries it stands under."""
        seen: set[str] = set()
        here: Task | None = task
        while here is not None and here.id not in seen:
            seen.add(here.id)
            yield from here.dependencies
            parent = self.rows.get(here.parent)
            here = parent.task if parent else None

    def _bound(
        self, link: Dependency, row: PlannedTask, calendars: list[WorkTime]
    ) -> Iterator[datetime]:
        """The earliest start a link allows."""
        before = self.rows.get(link.task)
        if before is None or before.start is None or before.finish is None:
            return
        event = before.finish if link.kind[0] == "F" else before.start
        unit, amount = counted(link.lag.unit, self.plan.project.settings), link.lag.amount
        if unit.percent:
            amount = amount / 100 * self._minutes(before)
        if unit.elapsed:
            event += timedelta(minutes=amount)
        else:
            event = after(self.worktimes.times.named(row.task.calendar), event, amount)
        if link.kind[1] == "F":
            event = min(after(one, event, -self._minutes(row)) for one in calendars)
        yield event


def counted(unit: Unit, settings: Settings) -> Unit:
    """The unit in which a lag is counted there; it has no setting by which a day is 24 hours."""
    if settings.lag_calendar != "24 h":
        return unit
    return {Unit.WORK: Unit.ELAPSED, Unit.PERCENT: Unit.ELAPSED_PERCENT}.get(unit, unit)


def _told(kind: Constraint, when: datetime | None) -> str:
    return f"{CONSTRAINTS.index(kind)} {when.isoformat(timespec='minutes') if when else ''}".strip()


def _common(one: WorkTime, other: WorkTime, days: range) -> WorkTime:
    """The time in which both work, day by day."""
    whole = ((0, 1440),)
    special = {day: without(one.on(day), without(whole, other.on(day))) for day in days}
    week = tuple(
        without(mine, without(whole, theirs))
        for mine, theirs in zip(one.week, other.week, strict=True)
    )
    return WorkTime(week=week, special=special)


def in_the_day(times: Times, when: datetime, *, at_start: bool) -> datetime:
    """A date as those programs want it: without a time, the start or end of the project's day."""
    if when.time() != time():
        return when
    spans = times.standard.on(when.toordinal())
    if not spans:
        return when if at_start else when + timedelta(days=1)
    return when + timedelta(minutes=spans[0][0] if at_start else spans[-1][1])
