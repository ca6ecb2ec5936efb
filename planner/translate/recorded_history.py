"""Work that was done before the status date: who did it, what it cost, and what remains of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from planner.plan import Booking
from planner.project import Project, Task
from planner.tracking.records import PreviousTask, Progress, TimesheetEntry
from planner.translate.daily import minutes_by_day, spread, whole_cents, worked
from planner.translate.prices_in_cents import cents, hourly, materials, money
from planner.translate.seating import kept_people
from planner.translate.times import Times
from planner.translate.ways import Crew, Stint, Way, exact, whole
from planner.worktime.moments import DAY, midnight, moment, stamp
from planner.worktime.working_time import WorkTime

_CENTS_OFF = Decimal("0.05")
"""By how much amounts may differ that are rounded in other places."""
Pieces = tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRecord:
    """The history of a task that has begun.

    Args:
        start, until: From when to when: its finish, or the status date where it goes on.
        done: Whether it is finished.
        bookings: Who worked on it, when, and for how much.
        spent: What else was spent on it, evenly `spent_over` these pieces of time.
    """

    start: datetime
    until: datetime
    done: bool
    bookings: tuple[Booking, ...] = ()
    spent: Decimal = Decimal(0)
    spent_over: Pieces = ()

    @property
    def cost(self) -> Decimal:
        """The cents that were spent on it."""
        return self.spent + sum((one.cost for one in self.bookings), Decimal(0))

    @property
    def people(self) -> tuple[str, ...]:
        """The people who worked on it."""
        return tuple(dict.fromkeys(one.resource for one in self.bookings))

    def by_day(self) -> Iterator[tuple[date, int]]:
        """Cents that fell due on each day."""
        for booking in self.bookings:
            if booking.spans:
                yield from worked(booking, self.until.date()).items()
        if self.spent:
            yield from spread(whole_cents(self.spent), minutes_by_day(self.spent_over)).items()


class _Share(NamedTuple):
    """Somebody's part in a task so far: minutes of work, at a share of them."""

    worker: int
    effort: Fraction
    units: Fraction


def left(task: Task, way: Way) -> Fraction:
    """The share of a way that is still to do, by the first record that says it.

    That is the remaining duration, the remaining work, a percentage, the actual work; where
    nothing tells it, all of it.
    """
    progress = task.progress
    if progress.done:
        return Fraction(0)
    effort = sum((_effort(part.stints[0]) * part.count for part in way.parts if part.stints),
                 Fraction(way.minutes))  # fmt: skip
    if progress.remaining_duration is not None:
        return Fraction(progress.remaining_duration, way.longest) if way.longest else Fraction(0)
    if progress.remaining_work is not None:
        return progress.remaining_work / effort if effort else Fraction(0)
    if progress.percent is not None:
        return 1 - exact(progress.percent)
    if progress.actual_work is not None and effort:
        return max(Fraction(0), 1 - progress.actual_work / effort)
    return Fraction(1)


def remaining(task: Task, way: Way) -> Way:
    """The rest of a way that is still to do."""
    share = left(task, way)
    if share == 1:
        return way
    parts = (
        replace(
            part, stints=tuple(one._replace(minutes=one.minutes * share) for one in part.stints)
        )
        for part in way.parts
    )
    return replace(way, parts=tuple(parts), minutes=whole(way.minutes * share))


def _effort(stint: Stint) -> Fraction:
    return stint.minutes * stint.units


@dataclass(frozen=True, kw_only=True)
class History:
    """The history of a project; `whole` are the ways of its tasks as if nothing were done."""

    project: Project
    crew: Crew
    times: Times
    whole: Mapping[int, tuple[Way, ...]]

    @cached_property
    def status(self) -> datetime | None:
        """The instant up to which it goes; None if nothing is recorded."""
        return self.project.settings.status

    @cached_property
    def records(self) -> Mapping[int, HistoryRecord]:
        """The history of each task that has begun, by its row."""
        tasks = self.project.tasks
        begun = (row for row in self.whole if not tasks[row].spans)
        return {
            row: self._record(row, tasks[row].progress, tasks[row].progress.actual_start)
            for row in begun
            if tasks[row].progress.actual_start is not None
        }

    def done(self, row: int) -> bool:
        """Whether a task is finished."""
        return row in self.records and self.records[row].done

    def begun(self, row: int) -> bool:
        """Whether a task is under way."""
        return row in self.records and not self.records[row].done

    def as_planned(self, row: int) -> bool:
        """Whether a task was finished just as the plan before had it: when, by whom, for how much.

        A plan that knows that more was to do than at first is dearer than that.
        """
        before, progress = self._before(row), self.project.tasks[row].progress
        kept = None if before is None or not progress.done else self._kept(row)
        if before is None or kept is None:
            return False
        dates = (progress.actual_start, progress.actual_finish) == (before.start, before.finish)
        return dates and (
            before.cost is None or abs(before.cost - self._price(row, kept)) < _CENTS_OFF
        )

    def _price(self, row: int, way: Way) -> Decimal:
        """The cost of a whole way, without overtime."""
        task, settings = self.project.tasks[row], self.project.settings
        shares = (_Share(one.worker, _effort(one), one.units) for one, _ in self._team(row, way))
        people = (self._booking(one, one.units, (), "", once=True).cost for one in shares)
        fixed = sum(cost for _, _, cost in materials(self.crew, task, settings))
        return sum(people, Decimal(0)) + money(fixed + cents(task.fixed_cost))

    def planned_length(self, row: int) -> int | None:
        """Minutes that a task was to take those who were to do it by the plan before."""
        before, kept = self._before(row), self._kept(row)
        if before is not None and before.minutes is not None:
            return before.minutes
        return None if kept is None else kept.longest

    def _before(self, row: int) -> PreviousTask | None:
        """A task in the plan before."""
        previous = self.project.previous
        return None if previous is None else previous.tasks.get(self.project.tasks[row].id)

    def _kept(self, row: int) -> Way | None:
        """The way of a task in which those who were to do it do, as many of them as can."""
        before = self._before(row)
        names = before.people if before else ()
        kept = [kept_people(self.crew, way, names) for way in self.whole[row]]
        heads = [sum(part.count for part in way.parts) for way in kept if way is not None]
        return next((w for w in kept if w and sum(p.count for p in w.parts) == max(heads)), None)

    def spent(
        self, rows: Iterable[int] | None, start: date | None = None, finish: date | None = None
    ) -> int:
        """Cents spent on some tasks, or on all, on the days from `start` to `finish`."""
        found = self.records if rows is None else [row for row in rows if row in self.records]
        first, last = start or date.min, finish or date.max
        return sum(
            amount
            for row in found
            for day, amount in self.records[row].by_day()
            if first <= day <= last
        )

    def due(self, row: int) -> int:
        """Cents of a task's fixed cost and materials that have fallen due by what is done of it."""
        record = self.records.get(row)
        return 0 if record is None else self._fixed(row, record.start, record.until)[0]

    # one task

    def _record(self, row: int, progress: Progress, start: datetime | None) -> HistoryRecord:
        begin = start or self.project.start
        until = progress.actual_finish or max(begin, self.status or begin)
        bookings = tuple(self._bookings(row, begin, until))
        fixed, over = self._fixed(row, begin, until)
        for booking in bookings:
            if not booking.spans:
                fixed += whole_cents(booking.cost)
        bookings = tuple(one if one.spans else replace(one, cost=Decimal(0)) for one in bookings)
        if progress.actual_cost is not None:
            bookings, fixed = _paid(bookings, fixed, cents(progress.actual_cost))
        return HistoryRecord(
            start=begin,
            until=until,
            done=progress.done,
            bookings=bookings,
            spent=money(fixed),
            spent_over=over if fixed else (),
        )

    def _fixed(self, row: int, start: datetime, until: datetime) -> tuple[int, Pieces]:
        """Cents of fixed cost and materials that have fallen due, and over which time."""
        task, settings = self.project.tasks[row], self.project.settings
        amount = cents(task.fixed_cost)
        amount += sum(cost for _, _, cost in materials(self.crew, task, settings))
        begun = ((start, start + timedelta(minutes=1)),)
        ended = ((until - timedelta(minutes=1), until),)
        if task.accrual == "start":
            return amount, begun
        if task.accrual == "end":
            return (amount if task.progress.done else 0), ended
        share = 1 - left(task, self.whole[row][0])
        spent = round(amount * max(Fraction(0), share))
        times = self.times.named(task.calendar)
        return spent, _pieces([times], start, until) or (begun if start == until else ended)

    def _bookings(self, row: int, start: datetime, until: datetime) -> Iterator[Booking]:
        booked = self._entries.get(self.project.tasks[row].id, ())
        if booked:
            yield from self._by_entries(booked)
            return
        for one, skill in self._shares(row, start, until):
            if not (one.effort or self.project.tasks[row].progress.done):
                continue
            pieces = self._worked_on(row, one.worker, start, until)
            there = sum((b - a) // timedelta(minutes=1) for a, b in pieces)
            if not (one.effort and there):
                pieces = ()
            units = one.effort / there if pieces else one.units
            yield self._booking(one, units, pieces, skill, once=True)

    def _booking(
        self, one: _Share, units: Fraction, pieces: Pieces, skill: str, *, once: bool
    ) -> Booking:
        day = pieces[0][0].date() if pieces else self.project.start.date()
        term = self.crew.workers[one.worker].on(day)
        cost = cents(hourly(term.rate, self.project.settings) * one.effort / 60)
        cost += cents(Fraction(term.cost_per_use) * one.units) if once else 0
        return Booking(
            resource=self.crew.workers[one.worker].name,
            units=float(units),
            skill=skill,
            minutes=float(one.effort / units) if units else 0.0,
            cost=money(cost),
            spans=pieces,
        )

    def _by_entries(self, booked: Sequence[TimesheetEntry]) -> Iterator[Booking]:
        """Minutes of the timesheet, by person and day."""
        places = {worker.name: k for k, worker in enumerate(self.crew.workers)}
        seen: set[str] = set()
        for entry in sorted(booked, key=lambda one: (one.day, one.who)):
            worker = places.get(entry.who)
            if worker is None:
                continue
            first = midnight(entry.day)
            pieces = self._worked(worker, stamp(first), stamp(first + DAY))
            pieces = pieces or ((stamp(first + 480), stamp(first + 480 + entry.minutes)),)
            there = sum((b - a) // timedelta(minutes=1) for a, b in pieces)
            share = _Share(worker, Fraction(entry.minutes), Fraction(1))
            units = Fraction(entry.minutes, there)
            yield self._booking(share, units, pieces, "", once=entry.who not in seen)
            seen.add(entry.who)

    def _shares(self, row: int, start: datetime, until: datetime) -> Iterator[tuple[_Share, str]]:
        """The share of each person in the work, as recorded; else as planned.

        They are those of the plan before, else who is named or first comes.
        """
        task, way = self.project.tasks[row], self._kept(row) or self.whole[row][0]
        team = list(self._team(row, way))
        efforts = [self._done_by(row, one, start, until) for one, _ in team]
        total, spent = sum(efforts), task.progress.actual_work
        if spent is not None and team:
            weights = efforts if total else [_effort(one) or Fraction(1) for one, _ in team]
            efforts = [spent * weight / sum(weights) for weight in weights]
        for (stint, skill), effort in zip(team, efforts, strict=True):
            yield _Share(stint.worker, effort, stint.units), skill

    def _done_by(self, row: int, one: Stint, start: datetime, until: datetime) -> Fraction:
        """Minutes that somebody has worked, where no record says it.

        On a task that is finished as it was planned before, what was planned; on another with a
        duration that is finished, the time they had from its start to its finish; of any other the
        share of their planned work that is done.
        """
        task = self.project.tasks[row]
        if self.as_planned(row):
            return _effort(one)
        progress, by_time = task.progress, task.duration is not None or not task.work
        open_end = progress.percent is None and progress.remaining_duration is not None
        if by_time and start < until and (progress.done or open_end):
            pieces = self._worked_on(row, one.worker, start, until)
            return sum((b - a) // timedelta(minutes=1) for a, b in pieces) * one.units
        if progress.percent is not None:
            return _effort(one) * exact(progress.percent)
        return _effort(one) * max(Fraction(0), 1 - left(task, self.whole[row][0]))

    def _team(self, row: int, way: Way) -> Iterator[tuple[Stint, str]]:
        """The people who did it, with the skill it takes."""
        task = self.project.tasks[row]
        for part in way.parts:
            skill = task.needs[part.need].skill
            yield from ((stint, skill) for stint in part.stints[: part.count])

    def _worked_on(self, row: int, worker: int, start: datetime, until: datetime) -> Pieces:
        """The working time of somebody on a task between two moments, without its pause."""
        progress = self.project.tasks[row].progress
        if progress.suspended is None or not start <= progress.suspended < until:
            return self._worked(worker, start, until)
        goes_on = until if progress.resume is None else min(progress.resume, until)
        before = self._worked(worker, start, progress.suspended)
        return before + (self._worked(worker, goes_on, until) if goes_on < until else ())

    def _worked(self, worker: int, start: datetime, until: datetime) -> Pieces:
        """The working time of somebody between two moments; on leave they may have worked too."""
        rows = self.times.rows[worker]
        return _pieces(rows, start, until) or _pieces([self.times.standard], start, until)

    @cached_property
    def _entries(self) -> Mapping[str, tuple[TimesheetEntry, ...]]:
        found: dict[str, list[TimesheetEntry]] = {}
        for entry in self.project.timesheet:
            if self.status is None or midnight(entry.day) < moment(self.status):
                found.setdefault(entry.task, []).append(entry)
        return {task: tuple(entries) for task, entries in found.items()}


def _pieces(times: Sequence[WorkTime], start: datetime, until: datetime) -> Pieces:
    """The working time of some rows of a calendar between two moments."""
    first, last = moment(start), moment(until)
    found = []
    for day in range(first // DAY, last // DAY + 1):
        row = next((one for one in times if one.first <= day <= one.last), times[0])
        for opens, closes in row.on(day):
            low, high = max(first, day * DAY + opens), min(last, day * DAY + closes)
            if low < high:
                found.append((stamp(low), stamp(high)))
    return tuple(found)


def _paid(bookings: tuple[Booking, ...], fixed: int, spent: int) -> tuple[tuple[Booking, ...], int]:
    """Makes bookings cost what was recorded as spent, in proportion; the rest is fixed cost."""
    amounts = [whole_cents(one.cost) for one in bookings]
    total = sum(amounts)
    if not total:
        return bookings, spent
    fixed = min(fixed, spent)
    upto, given, paid = 0, 0, []
    for one, amount in zip(bookings, amounts, strict=True):
        upto += amount
        until = (spent - fixed) * upto // total
        paid.append(replace(one, cost=money(until - given)))
        given = until
    return tuple(paid), fixed
