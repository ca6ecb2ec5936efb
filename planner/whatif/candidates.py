"""Which changes may help a plan: the causes on the chains of what is late, then what is scarce."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import zip_longest

from planner.analysis.wording import budget_text, quantity_text
from planner.language.words import Words
from planner.plan import GIVEN, LeverKind, Plan, PlannedTask, Reason
from planner.project import (
    ALWAYS,
    Constraint,
    Dependency,
    Project,
    Rate,
    Resource,
    Source,
    Task,
)
from planner.whatif import trial_changes
from planner.whatif.trial_changes import Edit

HOURS = 10
"""Hours of overtime a week that are tried, where the workbook does not say how many."""

_DEARER = Decimal("1.5")
"""What an hour of overtime costs, as a multiple, where the workbook does not say."""

_RAISE = Decimal("0.1")
_SKILLS = 5
_EACH = 10
"""Most deadlines, optional tasks, materials, and leaves besides those on a chain."""
_CHAINS = 12
_CALENDARS = 3
_KEPT = ("busy", "skill", "contract", "meeting", "calendar")
"""Causes that somebody is to blame for."""

_NEAR = 4
"""Days before a task up to which a leave ends that keeps it: a weekend may follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateChange:
    """A change that may be made to a project.

    Args:
        kind, text: What it is.
        edit: Makes it.
        source, column: The cell it is made at, as far as there is one.
        late: Ids of the late tasks on whose chain it stands.
        price: What it costs besides, that no plan shows.
    """

    kind: LeverKind
    text: str
    edit: Edit
    source: Source = field(default_factory=Source)
    column: str = ""
    late: tuple[str, ...] = ()
    price: Decimal = Decimal(0)


def candidates(plan: Plan, words: Words) -> tuple[CandidateChange, ...]:
    """The changes worth a trial, the most promising first, each once."""
    found: dict[str, CandidateChange] = {}
    finder = _Finder(plan, words)
    for change in (*finder.causes(), *finder.others()):
        if (before := found.get(change.text)) is None:
            found[change.text] = change
        elif not set(change.late) <= set(before.late):
            found[change.text] = replace(before, late=(*before.late, *change.late))
    return tuple(_mixed(list(found.values())))


def _mixed(found: list[CandidateChange]) -> Iterator[CandidateChange]:
    """Takes changes of planners and givens by turns, as time may not be enough for all."""
    given = [change for change in found if change.kind in GIVEN]
    own = [change for change in found if change.kind not in GIVEN]
    for pair in zip_longest(own, given):
        yield from (change for change in pair if change is not None)


class _Finder:
    def __init__(self, plan: Plan, words: Words) -> None:
        self.plan, self.say = plan, words
        self.project: Project = plan.project
        self.rows = {row.task.id: row for row in plan.rows}
        self.people = {one.name: one for one in self.project.resources}

    def causes(self) -> Iterator[CandidateChange]:
        """The causes on the chain of each late task, or of the finish where nothing is late.

        First what made it wait, then more time of those who do it.
        """
        chains = [chain for chain in self.plan.chains if chain.of] or list(self.plan.chains)
        for find in (self._waiting, self._longer):
            for chain in chains[:_CHAINS]:
                late = (chain.of,) if chain.of else ()
                causes = [(s.task, cause) for s in reversed(chain.steps)
                          for cause in (s.reason, *s.more)]  # fmt: skip
                for task, cause in causes:
                    for change in find(self.rows[task], cause):
                        yield replace(change, late=late)

    def _waiting(self, row: PlannedTask, cause: Reason) -> Iterator[CandidateChange]:
        yield from self._cause(row, cause)
        for booking in row.bookings:
            if row.start and row.finish:
                yield from self._leave(booking.resource, row.start.date(), row.finish.date())

    def _longer(self, row: PlannedTask, cause: Reason) -> Iterator[CandidateChange]:
        names = [cause.person] if cause.kind in _KEPT and cause.person else []
        for name in (*names, *(booking.resource for booking in row.bookings)):
            if self.people[name].kind == "person":
                yield from self._more_time(self.people[name])
            yield from self._calendars(self.people[name])

    def _cause(self, row: PlannedTask, cause: Reason) -> Iterator[CandidateChange]:
        if cause.kind == "link":
            yield from self._link(row.task, cause.tasks[0])
        elif cause.kind in ("date", "blocked"):
            yield from self._date(row.task, cause)
        elif cause.kind in _KEPT and cause.person:
            yield from self._second(self.people[cause.person])
        elif cause.kind == "leave":
            yield from self._leave(cause.person, *self._before(row))
        elif cause.kind == "budget":
            yield from self._budgets()
        elif cause.kind == "delivery":
            yield from self._delivery(cause)
        if row.task.pin:
            text = self.say("release the pin of {task}", task=row.task.title)
            edit = partial(trial_changes.without_pin, task=row.task.id)
            yield CandidateChange(
                kind="pin", text=text, edit=edit, source=row.task.source, column="pin"
            )

    def _before(self, row: PlannedTask) -> tuple[date, date]:
        """The days before a task on which somebody may have been away."""
        start = (row.start or self.plan.start).date()
        return start - timedelta(days=_NEAR), start

    def _link(self, task: Task, first: str) -> Iterator[CandidateChange]:
        """The links from one task to another, or to what it stands under; back ones too."""
        holders = [(one, first) for one in self._above(task)]
        holders += [(self.rows[first].task, task.id)] if first in self.rows else []
        for holder, other in holders:
            for link in holder.dependencies:
                if link.task == other:
                    yield self._unlinked(holder, link)

    def _above(self, task: Task) -> Iterator[Task]:
        """The task, and the summaries above it."""
        passed = set[str]()
        while task.id not in passed:
            yield task
            passed.add(task.id)
            if task.parent not in self.rows:
                return
            task = self.rows[task.parent].task

    def _unlinked(self, task: Task, link: Dependency) -> CandidateChange:
        first = self.rows[link.task].task.title if link.task in self.rows else link.task
        text = self.say("{task} no longer waits for {first}", task=task.title, first=first)
        edit = partial(trial_changes.without_link, task=task.id, link=link)
        source = task.source
        return CandidateChange(
            kind="link", text=text, edit=edit, source=source, column="predecessors"
        )

    def _date(self, task: Task, cause: Reason) -> Iterator[CandidateChange]:
        own = self.rows[cause.tasks[0]].task if cause.tasks else task
        dates: list[tuple[str, Constraint]] = []
        if own.earliest_start == cause.until:
            dates.append(("earliest_start", Constraint.SNET))
        if own.blocked_until == cause.until:
            dates.append(("blocked_until", Constraint.SNET))
        dates += [("", kind) for kind, when in own.hard_dates if when == cause.until]
        for column, kind in dates[:1]:
            text = (
                "{task} is not blocked"
                if column == "blocked_until"
                else "{task} without its date {date}"
            )
            when = self.say.spelled.day(cause.until.date()) if cause.until else ""
            text = self.say(text, task=own.title, date=when)
            edit = partial(trial_changes.without_date, task=own.id, field=column, kind=kind)
            place = Source(sheet=cause.sheet, row=own.source.row, columns=own.source.columns)
            yield CandidateChange(kind="date", text=text, edit=edit, source=place, column=column)

    def _second(self, person: Resource) -> Iterator[CandidateChange]:
        if person.max_units >= 1 and len(person.there) == 1:
            text = self.say("a second {name}", name=person.name)
            edit = partial(trial_changes.second, name=person.name)
            yield CandidateChange(
                kind="second", text=text, edit=edit, source=person.source, column="name"
            )

    def _more_time(self, person: Resource) -> Iterator[CandidateChange]:
        """A part-time person full time, overtime, and Saturdays."""
        if person.max_units < 1 and len(person.there) == 1:
            text = self.say("{name} full time", name=person.name)
            edit = partial(trial_changes.full_time, name=person.name)
            source = person.source
            yield CandidateChange(
                kind="full", text=text, edit=edit, source=source, column="max_units"
            )
        hours = person.overtime_hours + HOURS
        text = self.say(
            "overtime of {name}, {n} h a week", name=person.name, n=self.say.number(hours, "g")
        )
        rate = person.overtime_rate or _dearer(person.rate)
        edit = partial(trial_changes.overtime, name=person.name, hours=hours, rate=rate)
        yield CandidateChange(
            kind="overtime", text=text, edit=edit, source=person.source, column="overtime_hours"
        )
        weeks = {week.name: week for week in self.project.weeks}
        week = weeks.get(person.calendar) or next(iter(self.project.weeks), None)
        if week is not None and not week.days[5] and len(person.there) == 1:
            longer = trial_changes.saturdays(week, f"{week.name} +")
            text = self.say("Saturday work of {name}", name=person.name)
            edit = partial(trial_changes.calendar, name=person.name, week=longer)
            source = person.source
            yield CandidateChange(
                kind="saturday", text=text, edit=edit, source=source, column="calendar"
            )

    def _calendars(self, resource: Resource) -> Iterator[CandidateChange]:
        """Longer hours in each calendar of the workbook by which somebody works."""
        weeks = {week.name: week for week in self.project.weeks}
        own = weeks.get(resource.calendar) or next(iter(self.project.weeks), None)
        if own is None or len(resource.there) > 1:
            return
        told = (w for w in self.project.weeks if w.name != ALWAYS or w.source.sheet)
        longer = [week for week in told if week.minutes > own.minutes]
        for week in longer[:_CALENDARS]:
            text = self.say(
                "the calendar {calendar} for {name}", name=resource.name, calendar=week.name
            )
            edit = partial(trial_changes.calendar, name=resource.name, week=week)
            source = resource.source
            yield CandidateChange(
                kind="calendar", text=text, edit=edit, source=source, column="calendar"
            )

    def _leave(self, name: str, first: date, last: date) -> Iterator[CandidateChange]:
        """Somebody's leave that meets the days between two; holidays are nobody's."""
        for off in self.project.days_off:
            if not off.who or off.who != name or off.start > last or off.finish < first:
                continue
            say = self.say
            text = "{name} takes the leave of {first} to {last} after the project"
            if off.start == off.finish:
                text = "{name} takes the leave of {first} after the project"
            days = {"first": say.spelled.day(off.start), "last": say.spelled.day(off.finish)}
            text = say(text, name=name, **days)
            edit = partial(trial_changes.without_leave, off=off)
            yield CandidateChange(
                kind="leave", text=text, edit=edit, source=off.source, column="start"
            )

    def _budgets(self) -> Iterator[CandidateChange]:
        for position, budget in enumerate(self.project.budgets):
            told = budget_text(budget, self.project, self.say)
            amount = self.say.number(budget.limit)
            text = self.say("raise {budget}, {amount}, by 10 %", budget=told, amount=amount)
            edit = partial(trial_changes.budget_raised, position=position, share=_RAISE)
            yield CandidateChange(
                kind="budget", text=text, edit=edit, source=budget.source, column="limit"
            )

    def _delivery(self, cause: Reason) -> Iterator[CandidateChange]:
        """A delivery a week earlier, or the material at hand when the project starts."""
        materials = {one.name: one for one in self.project.limited_materials}
        for one in self.project.deliveries:
            if (one.source.sheet, one.source.cell("quantity")) != (cause.sheet, cause.cell):
                continue
            what = quantity_text(one.quantity, materials[one.material], self.say)
            day = self.say.spelled.day(one.when.date())
            text = self.say(
                "{material} of {date} delivered a week earlier", material=what, date=day
            )
            edit = partial(trial_changes.delivered, delivery=one, when=one.when - timedelta(days=7))
            yield CandidateChange(
                kind="delivery", text=text, edit=edit, source=one.source, column="date"
            )
            yield self._stocked(materials[one.material], one.quantity)

    def _stocked(self, material: Resource, amount: Decimal) -> CandidateChange:
        more = quantity_text(amount, material, self.say)
        text = self.say("{material} more at hand when the project starts", material=more)
        edit = partial(trial_changes.stocked, name=material.name, more=amount)
        source = material.source
        return CandidateChange(kind="stock", text=text, edit=edit, source=source, column="stock")

    def _stocks(self) -> Iterator[CandidateChange]:
        """A tenth more of each material that is limited."""
        for material in self.project.limited_materials[:_EACH]:
            comes = (one for one in self.project.deliveries if one.material == material.name)
            there = sum((one.quantity for one in comes), material.stock or Decimal(0))
            if there:
                yield self._stocked(material, there * _RAISE)

    def others(self) -> Iterator[CandidateChange]:
        """The changes that do not depend on chains."""
        yield from self._newcomers()
        yield from self._budgets()
        yield from self._stocks()
        yield from self._leaves()
        yield from self._deadlines()
        yield from self._optional()
        for row in self.plan.rows:
            if row.task.pin:
                yield from self._cause(row, Reason(kind="free", text=""))

    def _newcomers(self) -> Iterator[CandidateChange]:
        """One more person with each of the scarcest skills, like one who has it."""
        asked: dict[str, float] = defaultdict(float)
        for row in self.plan.rows:
            for booking in row.bookings:
                if booking.skill:
                    asked[booking.skill] += booking.minutes
        able = {
            skill: [one for one in self.project.resources if skill in one.skills] for skill in asked
        }
        scarce = sorted((s for s in asked if able[s]), key=lambda s: (-asked[s] / len(able[s]), s))
        for skill in scarce[:_SKILLS]:
            dear = sorted(able[skill], key=lambda one: (one.rate.amount, one.name))
            like = dear[len(dear) // 2]
            since = (self.project.settings.status or self.plan.start).date()
            since = max(since, like.available_from or since)
            day = self.say.spelled.day(since)
            text = self.say(
                "one more {skill}, as {name}, from {day}", skill=skill, name=like.name, day=day
            )
            edit = partial(trial_changes.newcomer, skill=skill, like=like.name, since=since)
            yield CandidateChange(kind="newcomer", text=text, edit=edit, source=like.source)

    def _leaves(self) -> Iterator[CandidateChange]:
        """The leave of those who have something to do, the longest first."""
        busy = {booking.resource for row in self.plan.rows for booking in row.bookings}
        first, last = self.plan.start.date(), self.plan.finish.date()
        there = [off for off in self.project.days_off
                 if off.who in busy and off.start <= last and off.finish >= first]  # fmt: skip
        for off in sorted(there, key=lambda one: one.start - one.finish)[:_EACH]:
            yield from self._leave(off.who, off.start, off.finish)

    def _deadlines(self) -> Iterator[CandidateChange]:
        late = [row for row in self.plan.rows if row.task.deadline and (row.days_late or 0) > 0]
        late.sort(key=lambda row: -(row.days_late or 0))
        for row in late[:_EACH]:
            if row.task.deadline is not None:
                later = row.task.deadline + timedelta(days=1)
                while later.weekday() > 4:
                    later += timedelta(days=1)
                text = self.say("the deadline of {task} a day later", task=row.task.title)
                edit = partial(trial_changes.due_later, task=row.task.id, until=later)
                source = row.task.source
                yield CandidateChange(
                    kind="deadline", text=text, edit=edit, source=source, column="deadline"
                )

    def _optional(self) -> Iterator[CandidateChange]:
        rows = [row for row in self.plan.rows if row.task.drop_cost is not None and row.start]
        for row in rows[:_EACH]:
            task = row.task
            text = self.say("leave out {task}", task=task.title)
            yield CandidateChange(
                kind="optional",
                text=text,
                edit=partial(trial_changes.without_task, task=task.id),
                source=task.source,
                column="drop_cost",
                price=task.drop_cost or Decimal(0),
            )


def _dearer(rate: Rate) -> Rate:
    return replace(rate, amount=rate.amount * _DEARER)
