"""Which constraint keeps each task where the plan has it, in a program that calculates anew.

MS Project starts a task when its links and its own date allow, at the next working time of its
people. Where that is when the plan starts it nothing is needed. Where it is earlier (somebody is
busy elsewhere, or it is cheaper later) Start No Earlier Than holds it, and where it is later (a lag
on another calendar) Must Start On does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from planner.export.mspdi_calendars import Worktimes
from planner.interchange.mspdi import CONSTRAINTS
from planner.plan import Plan, PlannedTask
from planner.project import Constraint, Dependency, Task, Unit
from planner.translate.times import Times
from planner.worktime.calendars import WorkTime, without
from planner.worktime.walk import after, between, next_start


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the file says of a task's dates.

    Args:
        constraint, when: The constraint in the file.
        own: The user's own where the file has another, as text: ``4 2027-03-01T08:00``.
        minutes: Its duration.
    """

    constraint: Constraint = Constraint.ASAP
    when: datetime | None = None
    own: str = ""
    minutes: float = 0


def held(plan: Plan, worktimes: Worktimes) -> dict[str, Held]:
    """The constraint of each task by its id."""
    rows = {row.task.id: row for row in plan.rows}
    return {
        row.task.id: _Dates(plan=plan, worktimes=worktimes, rows=rows).of(
            row, row.start, row.finish
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
        work = [b.minutes for b in row.bookings if b.resource in kinds]
        return max(work, default=row.duration)

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
        """When links and a constraint alone would start it."""
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
        lag = link.lag
        if lag.unit is Unit.ELAPSED:
            event += timedelta(minutes=lag.amount)
        else:
            amount = lag.amount
            if lag.unit is Unit.PERCENT:
                amount = amount / 100 * self._minutes(before)
            event = after(self.worktimes.times.named(row.task.calendar), event, amount)
        if link.kind[1] == "F":
            event = min(after(one, event, -self._minutes(row)) for one in calendars)
        yield event


def _told(kind: Constraint, when: datetime | None) -> str:
    return f"{CONSTRAINTS.index(kind)} {when.isoformat(timespec='minutes') if when else ''}".strip()


def _common(one: WorkTime, other: WorkTime, days: range) -> WorkTime:
    """When both work, day by day."""
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
