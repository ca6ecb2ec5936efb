"""The rows of a plan: each task with its dates, people and cost."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from models.bookings import evenings
from models.calendars import Calendar, union
from models.measures.spending import person_cost, task_cost
from models.problem import Candidate
from models.schedule import Assignment, Schedule
from models.schedule import Task as Placed
from models.splitting import without
from planner.analysis.critical import BackwardPass
from planner.analysis.interrupted import interrupted
from planner.analysis.pieces import pieces, stamped, worked
from planner.analysis.reasons import Teller, in_words, reasons
from planner.analysis.rows import stretches
from planner.analysis.shown_times import Shown
from planner.analysis.stated_cells import stated
from planner.analysis.task_lengths import length, recorded_length
from planner.analysis.timing import Timing
from planner.analysis.use_of_materials import usage
from planner.analysis.wording import day_text
from planner.language.words import Words
from planner.plan import Booking, PlannedTask, Reason
from planner.translate.prices_in_cents import materials, money
from planner.translate.recorded_history import HistoryRecord
from planner.translate.translation import ActivityRole, Translation
from planner.translate.ways import WaySeat


class PlanRows:
    """The rows of a plan."""

    def __init__(self, translation: Translation, schedule: Schedule, words: Words) -> None:
        self.translation, self.schedule, self.say = translation, schedule, words
        self.project, self.grid = translation.project, translation.grid
        seen = translation.as_worked(schedule)
        self.timing = Timing(seen.problem, schedule)
        self.shown = Shown(translation, schedule)
        later = BackwardPass(self.timing)
        self.latest, self.free = later.latest(), later.free()
        self.teller = Teller(seen, schedule, self.timing, words)
        self.reasons = reasons(self.teller)

    def all(self) -> tuple[PlannedTask, ...]:
        """One row for each task of the project, in its order."""
        leaves = {
            row: self._leaf(row) for row, task in enumerate(self.project.tasks) if not task.summary
        }
        found = (
            leaves[row] if row in leaves else self._summary(row, leaves)
            for row in range(len(self.project.tasks))
        )
        said = stated(self.project)
        return tuple(replace(row, stated=said[row.task.id]) for row in found)

    def _leaf(self, row: int) -> PlannedTask:
        task = self.project.tasks[row]
        activity = self.translation.activity[row, "task"]
        placed = self.schedule.tasks[activity]
        if placed is None:
            left = Reason(kind="left out", text=self.say("left out"))
            return PlannedTask(task=task, start=None, finish=None, reason=left.text, causes=(left,))
        record = self.translation.history.records.get(row)
        if record is not None and record.done:
            return self._done(row, record, placed)
        problem = self.translation.problem
        start, finish = self.shown.of(activity, placed)
        mode = problem.activities[activity].modes[placed.mode]
        chosen = list(_chosen(self.translation, activity, placed))
        slots = max([mode.work, *(candidate.work for _, candidate in chosen)])
        bookings = tuple(self._bookings(row, activity, placed))
        minutes = length(self.translation, row, activity, placed, bookings)
        total, free = (
            self._slack(activity, placed, starts[activity]) for starts in (self.latest, self.free)
        )
        spans = bool(problem.activities[activity].spans)
        breaks = tuple(interrupted(self.translation, self.schedule, activity, self.say))
        told = [in_words(self.reasons[activity], self.say), *(one.text for one in breaks)]
        planned = PlannedTask(
            task=task,
            start=start,
            finish=finish,
            duration=self._worked(placed.start, placed.end) if spans else minutes,
            days_late=self._days_late(row, placed.end, placed),
            cost=money(task_cost(problem, activity, placed)),
            bookings=bookings,
            critical=not spans and self._fixed(activity, placed),
            slack=None if spans else total,
            free_slack=None if spans else free,
            reason="; ".join(told),
            causes=(*self.reasons[activity], *breaks),
            day=self._day(activity, placed),
            accrual=self._accrual(activity, placed),
            used=usage(self.translation, row, activity, placed),
            pieces=pieces(self.translation, activity, placed),
        )
        return planned if record is None else self._begun(planned, record, slots)

    def _slack(self, activity: int, placed: Placed, latest: int | None) -> float:
        """Working days by which it may start later, or end later if these are fewer.

        Who joins later may end it as planned, whenever the others begin.
        """
        until = placed.start if latest is None else latest
        days = self.translation.working_days
        least = min(days(placed.start, until), days(placed.end, self._end(activity, placed, until)))
        return round(least, 4)

    def _fixed(self, activity: int, placed: Placed) -> bool:
        """Whether its start or its end cannot be later."""
        latest = self.latest[activity]
        if latest is None or latest == placed.start:
            return True
        return placed.end > placed.start and self._end(activity, placed, latest) == placed.end

    def _end(self, activity: int, placed: Placed, start: int) -> int:
        """When it ends if it starts at its latest; what is interrupted ends as planned."""
        end = None if placed.breaks else self.timing.end(activity, start)
        return placed.end if end is None else max(end, placed.end)

    def _done(self, row: int, record: HistoryRecord, placed: Placed) -> PlannedTask:
        """A task that is finished, as it was."""
        task, instant = self.project.tasks[row], record.start == record.until
        done = Reason(kind="history", text=self.say("done"))
        return PlannedTask(
            task=task,
            start=record.start,
            finish=record.until,
            duration=self._took(row, record, placed),
            days_late=self._days_late(row, placed.end),
            cost=record.cost,
            bookings=record.bookings,
            reason=done.text,
            causes=(done,),
            day=record.until.date() if instant else None,
            spent=record.spent,
            spent_over=record.spent_over,
            remaining=0,
            used=usage(self.translation, row, self.translation.activity[row, "task"], placed),
        )

    def _took(self, row: int, record: HistoryRecord, placed: Placed) -> int:
        """Working minutes of what is finished: of those who did it, else of the project."""
        worked = recorded_length(self.translation, row, record)
        worked = worked or self._worked(placed.start, placed.end)
        planned = self.project.tasks[row].duration or 0
        return worked or (planned if record.start < record.until else 0)

    def _begun(self, planned: PlannedTask, record: HistoryRecord, slots: int) -> PlannedTask:
        """A task under way: what was done of it, and what is planned."""
        grid = self.grid
        minutes = slots * grid.slot_minutes if slots else 0
        since = self.say("under way since {when}", when=day_text(record.start, self.say))
        begun = Reason(kind="history", text=since)
        return replace(
            planned,
            start=record.start,
            finish=max(record.until, planned.finish or record.until),
            cost=record.cost + planned.cost,
            bookings=(*record.bookings, *planned.bookings),
            reason=f"{since}; {self.say('goes on')}: {planned.reason}",
            causes=(begun, *planned.causes),
            spent=record.spent,
            spent_over=record.spent_over,
            remaining=minutes,
        )

    def _day(self, activity: int, placed: Placed) -> date | None:
        """The day a milestone stands on."""
        if not self.translation.problem.activities[activity].instant:
            return None
        return self.shown.day(activity, placed)

    def _worked(self, start: int, end: int) -> int:
        """Working minutes of the project between two slots."""
        calendar = self.translation.problem.calendars[self.translation.standard]
        return (calendar.worked(end) - calendar.worked(start)) * self.grid.slot_minutes

    def _accrual(self, activity: int, placed: Placed) -> tuple[tuple[datetime, datetime], ...]:
        problem = self.translation.problem
        what = problem.activities[activity]
        calendar = without(problem.calendars[what.calendar], placed.breaks)
        return self._spans(calendar, placed.start, what.modes[placed.mode].spread)

    def _days_late(self, row: int, end: int, placed: Placed | None = None) -> float | None:
        due = self.translation.due(row, placed)
        if due is None:
            return None
        return round(max(0.0, self.translation.working_days(due, max(due, end))), 4)

    def _bookings(self, row: int, activity: int, placed: Placed) -> Iterator[Booking]:
        task = self.project.tasks[row]
        way, problem = self.translation.ways[activity][placed.mode], self.translation.problem
        for assignment, candidate in _chosen(self.translation, activity, placed):
            part = way.parts[assignment.seat]
            if candidate.resource in self.translation.periods:
                yield from self._by_row(task.needs[part.need].skill, part, candidate, placed)
                continue
            stint, spans = part.stint(candidate.resource), evenings(problem, candidate, placed)
            calendar = without(problem.calendar_of(candidate), placed.breaks)
            work = candidate.work
            if candidate.overtime is not None:
                own = problem.calendars[problem.resources[candidate.resource].calendar]
                calendar = union((own, Calendar(spans=spans)))
            minutes = float(stint.minutes)
            if problem.activities[activity].spans:
                work = calendar.worked(placed.end) - calendar.worked(placed.start)
                minutes = float(work * self.grid.slot_minutes)
            yield Booking(
                resource=self.translation.crew.workers[candidate.resource].name,
                units=float(stint.units),
                skill=task.needs[part.need].skill,
                minutes=minutes,
                cost=money(person_cost(problem, candidate, placed)),
                spans=self._spans(calendar, placed.start, work),
                rate=candidate.rate / self.grid.slot_minutes,
                overtime=stamped(self.grid, spans),
                surcharge=(candidate.overtime or Fraction(0)) / self.grid.slot_minutes,
            )
        begun = row in self.translation.history.records  # materials are then a part of what is due
        for position, material, cost in materials(
            self.translation.crew, replace(task, needs=()) if begun else task, self.project.settings
        ):
            need = task.needs[position]
            units = need.units * need.count
            yield Booking(resource=material.name, units=units, cost=money(cost))

    def _by_row(
        self, skill: str, part: WaySeat, candidate: Candidate, placed: Placed
    ) -> Iterator[Booking]:
        """The bookings of somebody who has several rows."""
        calendar = self.translation.problem.calendar_of(candidate)
        for one in stretches(self.translation, candidate, part, placed):
            slots = calendar.worked(one.end) - calendar.worked(one.start)
            yield Booking(
                resource=self.translation.crew.workers[candidate.resource].name,
                units=one.units,
                skill=skill,
                minutes=one.minutes,
                cost=money(one.cents),
                spans=self._spans(calendar, one.start, slots),
                rate=one.rate,
                before=one.before,
                once=money(one.once),
            )

    def _spans(
        self, calendar: Calendar, begin: int, work: int
    ) -> tuple[tuple[datetime, datetime], ...]:
        """The pieces of time in which this many slots of work are done."""
        return stamped(self.grid, worked(calendar, begin, work))

    def _summary(self, row: int, leaves: dict[int, PlannedTask]) -> PlannedTask:
        task = self.project.tasks[row]
        inside = [
            (leaves[leaf], placed)
            for leaf in self.translation.structure.leaves[row]
            if (placed := self.schedule.tasks[self.translation.activity[leaf, "task"]]) is not None
        ]
        if not inside:
            return PlannedTask(task=task, start=None, finish=None)
        first, last = min(self._begins(row)), max(p.end for _, p in inside)
        starter = min((leaf for leaf, _ in inside), key=lambda leaf: leaf.start or datetime.max)
        reason = self.say("starts with {name}", name=starter.task.title)
        return PlannedTask(
            task=task,
            start=min(leaf.start for leaf, _ in inside if leaf.start),
            finish=max(leaf.finish for leaf, _ in inside if leaf.finish),
            duration=self._worked(first, last),
            days_late=self._days_late(row, last),
            cost=sum((leaf.cost for leaf, _ in inside), Decimal(0)),
            critical=any(leaf.critical for leaf, _ in inside),
            slack=min((leaf.slack for leaf, _ in inside if leaf.slack is not None), default=None),
            reason=reason,
            causes=(Reason(kind="span", text=reason, tasks=(starter.task.id,)),),
            remaining=self._remaining([leaf for leaf, _ in inside]),
            rolled_up=_rolled_up([leaf for leaf, _ in inside]),
        )

    def _begins(self, row: int) -> Iterator[int]:
        """The slots at which the tasks of a summary start, or started."""
        roles: tuple[ActivityRole, ...] = ("begun", "task")
        for leaf in self.translation.structure.leaves[row]:
            for role in roles:
                at = self.translation.activity.get((leaf, role))
                placed = None if at is None else self.schedule.tasks[at]
                if placed is not None:
                    yield placed.start

    @staticmethod
    def _remaining(inside: Sequence[PlannedTask]) -> int | None:
        """Of a phase, once one of its tasks has begun."""
        if all(leaf.remaining is None for leaf in inside):
            return None
        return sum(leaf.duration if leaf.remaining is None else leaf.remaining for leaf in inside)


def _rolled_up(inside: Sequence[PlannedTask]) -> float | None:
    """The share done of the durations of a phase's tasks, once one of them has begun."""
    whole = sum(leaf.duration for leaf in inside)
    if all(leaf.percent is None for leaf in inside) or not whole:
        return None
    return round(sum(leaf.duration * (leaf.percent or 0) for leaf in inside) / whole, 4)


def _chosen(
    translation: Translation, activity: int, placed: Placed
) -> Iterator[tuple[Assignment, Candidate]]:
    """Who does it, in the order of the seats and of the project's resources."""
    seats = translation.problem.activities[activity].modes[placed.mode].seats
    for assignment in sorted(placed.assignments, key=lambda a: (a.seat, a.resource)):
        for candidate in seats[assignment.seat].candidates:
            if candidate.resource == assignment.resource:
                yield assignment, candidate
