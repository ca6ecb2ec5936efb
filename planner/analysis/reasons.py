"""Why each task starts when it does: as data with the cells it points to, and in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from models.measures.spending import spent
from models.schedule import Schedule
from planner.analysis.absences import Absence, holidays, leave_of
from planner.analysis.causes import Cause, Causes
from planner.analysis.shown_times import Shown
from planner.analysis.timing import Timing
from planner.analysis.wording import budget_text, day_text, lag_words, quantity_text
from planner.checks.task_faults import constraint_field
from planner.language.words import ENGLISH, Words
from planner.plan import Reason, ReasonKind
from planner.project import Budget, Constraint, Dependency, Lag, Meeting, Source, Task, Unit
from planner.worktime.moments import DAY, moment

if TYPE_CHECKING:
    from planner.translate.task_dates import Bound
    from planner.translate.translation import Translation

_SHOWN = 2
"""Causes named in one reason."""

_BACK = 14
"""Days for which the last working time before an absence's end is looked for."""

_NAMED = 3
"""Tasks named in one cause."""


def reasons(teller: "Teller") -> dict[int, tuple[Reason, ...]]:
    """For each planned activity that is a task why it starts then, what decides first."""
    planned, origins = teller.causes.timing.planned, teller.translation.origins
    return {k: teller.all(k) for k in planned if origins[k].role == "task"}


def in_words(causes: Sequence[Reason], words: Words = ENGLISH) -> str:
    """Some causes in one sentence; an absence stays in it, as it comes after the others."""
    texts = list(dict.fromkeys(cause.text for cause in causes))
    more = len(texts) - _SHOWN
    if more > 0 and causes[-1].kind in AWAY:
        return "; ".join([texts[0], texts[-1]])
    text = "; ".join(texts[:_SHOWN])
    return text + ("; " + words("and {n} more", n=more) if more > 0 else "")


AWAY = ("leave", "contract", "calendar", "meeting")
"""What may keep a task after something else has let it go."""


class Teller:
    """Tells the causes of a schedule in the user's terms."""

    def __init__(
        self, translation: "Translation", schedule: Schedule, timing: Timing, words: Words
    ) -> None:
        self.translation, self.schedule, self.say = translation, schedule, words
        self.causes = Causes(translation, timing)
        self.shown = Shown(translation, schedule)
        self.settings = translation.project.settings

    def all(self, activity: int) -> tuple[Reason, ...]:
        """Every cause of a planned activity's start."""
        if self.translation.problem.activities[activity].spans:
            return (self._spanning(activity),)
        causes = self.causes.of(activity)
        found = (self.reason(activity, cause) for cause in causes if not self._idle(cause, causes))
        return tuple(dict.fromkeys(found))

    def _idle(self, cause: Cause, causes: Sequence[Cause]) -> bool:
        """Whether it is only a night or a weekend that comes after another cause."""
        earlier = max((one.slot for one in causes if one.kind != "away"), default=None)
        if cause.kind != "away" or earlier is None or self._away(cause).kind != "calendar":
            return False
        return self.translation.working_days(earlier, cause.slot) <= 0

    def _spanning(self, activity: int) -> Reason:
        """The reason of a hammock: the tasks with the first start and with the last end."""
        timing = self.causes.timing
        there = set(timing.planned)
        inside = [k for k in self.translation.problem.activities[activity].spans if k in there]
        first = min(inside, key=lambda k: (timing.task(k).start, k))
        last = max(inside, key=lambda k: (timing.task(k).end, -k))
        text = self.say(
            "runs from {first} to {last}", first=self._name(first), last=self._name(last)
        )
        return Reason(kind="span", text=text, tasks=self._ids(first, last))

    def reason(self, activity: int, cause: Cause) -> Reason:
        """A cause of an activity's start, in words and with what it points to."""
        window = self.translation.windows[cause.owner]
        match cause.kind:
            case "begin":
                return Reason(kind="begin", text=self.say("project start"))
            case "link" | "end-link":
                return self._link(cause)
            case "date" | "end-date":
                bounds = window.starts if cause.kind == "date" else window.ends
                return self._date(activity, bounds[cause.source])
            case "busy":
                return self._busy(activity, cause)
            case "pause":
                text = "{name} would pause for too long if it started before"
                text = self.say(text, name=self._worker(cause))
                return self._of_person(cause, "pause", text)
            case "stock":
                return self._delivery(cause)
            case "away":
                return self._away(cause)
            case _:
                return self._free(activity, cause)

    def _day(self, when: datetime) -> str:
        return day_text(when, self.say)

    def _task(self, activity: int) -> Task:
        return self.translation.project.tasks[self.translation.origins[activity].row]

    def _name(self, activity: int) -> str:
        return self._task(activity).title

    def _ids(self, *activities: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._task(k).id for k in activities))

    def _of_person(
        self,
        cause: Cause,
        kind: ReasonKind,
        text: str,
        source: Source | None = None,
        until: datetime | None = None,
        column: str = "name",
    ) -> Reason:
        """What somebody is kept by, at its own place or at theirs."""
        if source is None:
            crew = self.translation.crew.workers
            source = Source() if cause.resource is None else crew[cause.resource].source
        return Reason(
            kind=kind,
            text=text,
            tasks=self._ids(*cause.others),
            person=self._worker(cause),
            sheet=source.sheet,
            cell=source.cell(column if column in source.columns else "name"),
            until=until or self.translation.grid.opening(cause.slot),
        )

    def _link(self, cause: Cause) -> Reason:
        precedence = self.translation.problem.precedences[cause.source]
        link = self.translation.links[cause.source]
        if self.schedule.tasks[precedence.first] is None or link.dependency is None:
            return Reason(kind="begin", text=self.say("project start"))
        source = self._task(precedence.first if link.back else precedence.second).source
        return Reason(
            kind="link",
            text=self._linked(cause),
            tasks=self._ids(precedence.first),
            sheet=source.sheet,
            cell=source.cell("predecessors"),
            until=self._shown(precedence.first)[precedence.kind[0] == "F"],
        )

    def _linked(self, cause: Cause) -> str:
        precedence = self.translation.problem.precedences[cause.source]
        link = self.translation.links[cause.source]
        name, ends = self._name(precedence.first), precedence.kind[0] == "F"
        at = self._day(self._shown(precedence.first)[ends])
        written = link.dependency or Dependency(task="")
        lag = written.max_lag if link.back else written.lag
        if link.share:  # per cent of a phase: where taken from its finish, the rest of it
            lag = Lag(amount=float(100 * link.share), unit=Unit.PERCENT)
        amount = lag_words(lag or Lag(), self.settings, self.say)
        if link.back or link.minutes < 0:
            text = "no more than {amount} before {name} starts ({at})"
            text = "no more than {amount} before {name} finishes ({at})" if ends else text
            return self.say(text, amount=amount, name=name, at=at)
        event = self.say("{name} (until {at})" if ends else "{name} to start ({at})",
                         name=name, at=at)  # fmt: skip
        event += self.say(", then {amount}", amount=amount) if link.minutes or link.share else ""
        end = precedence.kind[1] == "F" and not self._instant(precedence.second)
        return self.say("its finish waits for {event}" if end else "waits for {event}", event=event)

    def _shown(self, activity: int) -> tuple[datetime, datetime]:
        """Start and finish of an activity, as its row tells them."""
        return self.shown.of(activity, self.causes.timing.task(activity))

    def _instant(self, activity: int) -> bool:
        return self.translation.problem.activities[activity].instant

    def _date(self, activity: int, bound: "Bound") -> Reason:
        own, source = self._task(activity), bound.task.source
        field = bound.field or constraint_field(bound.task, bound.kind)
        if bound.field in ("status_date", "frozen_until"):
            source = self.settings.cells.get(field, self.settings.source)
        return Reason(
            kind=_DATED.get(bound.field, "date"),
            text=self._dated(own, bound),
            tasks=() if bound.task.id == own.id else (bound.task.id,),
            sheet=source.sheet,
            cell=source.cell(field),
            until=bound.when,
        )

    def _dated(self, own: Task, bound: "Bound") -> str:
        say, when = self.say, self._day(bound.when)
        phase = ""
        if bound.task.id != own.id:
            phase = " " + say("of {name}", name=bound.task.title)
        if bound.field == "blocked_until":
            by = f" ({bound.task.blocked_by})" if bound.task.blocked_by else ""
            return say("blocked until {when}", when=when) + by + phase
        if bound.field in _RECORDED:
            if bound.field == "status_date" and self.settings.status_date is not None:
                when = self._day(self.settings.status_date)
            return say(_RECORDED[bound.field], when=when)
        if bound.field == "earliest_start":
            return say("not before {when} (earliest start{phase})", when=when, phase=phase)
        moved = ", " + say("the next working time after it") if bound.moved else ""
        return say(_CONSTRAINED[bound.kind], when=when) + phase + moved

    def _busy(self, activity: int, cause: Cause) -> Reason:
        done = self.translation.grid.closing(cause.slot)
        name, until = self._worker(cause), self._day(done)
        if not cause.others:
            text = self.say("{name} is in a meeting until {until}", name=name, until=until)
            return self._of_person(cause, "meeting", text, until=done)
        tasks = self._list(cause.others)
        skill = self._scarce(activity, cause.resource)
        text = "{name} is on {tasks} until {until}"
        text = "{name} is on {tasks} until {until}, and nobody else has {skill}" if skill else text
        text = self.say(text, name=name, tasks=tasks, until=until, skill=skill)
        return self._of_person(cause, "skill" if skill else "busy", text, until=done)

    def _scarce(self, activity: int, resource: int | None) -> str:
        """The skill for which somebody is asked that nobody has but those who are on the task."""
        placed, task = self.causes.timing.task(activity), self._task(activity)
        way = self.translation.ways[activity][placed.mode]
        parts = (way.parts[one.seat] for one in placed.assignments if one.resource == resource)
        found = (task.needs[part.need].skill for part in parts if len(part.stints) <= part.count)
        return next(filter(None, found), "")

    def _list(self, activities: Sequence[int]) -> str:
        names = [self._name(k) for k in activities[:_NAMED]]
        more = len(activities) - _NAMED
        return ", ".join(names) + (" " + self.say("and {n} more", n=more) if more > 0 else "")

    def _away(self, cause: Cause) -> Reason:
        again = self.translation.grid.opening(cause.slot)
        when = self._day(again)
        if cause.resource is None:
            text = self.say("its calendar works again on {when}", when=when)
            return self._of_person(cause, "calendar", text)
        name = self._worker(cause)
        before = self.translation.grid.opening(cause.slot - 1).toordinal()
        hours = self.translation.times.row(cause.resource, before)
        meeting = self._meeting(cause.resource, again)
        if meeting is not None:
            text = "{name} is in the meeting {meeting} until {until}"
            over = min(again, meeting.finish)
            text = self.say(text, name=name, meeting=meeting.name, until=self._day(over))
            return self._of_person(cause, "meeting", text, meeting.source, until=over)
        if before < hours.first:
            text = self.say("{name} is available from {when}", name=name, when=when)
            terms = self.translation.crew.workers[cause.resource].terms
            column = "name" if terms else "available_from"
            return self._of_person(cause, "contract", text, column=column)
        if before in hours.off:
            text = self.say("{name} is away until {when}", name=name, when=when)
            leave = self._leave(cause.resource, before)
            if leave is None:
                return self._of_person(cause, "leave", text)
            return self._of_person(cause, "leave", text, leave.source, column=leave.column)
        problem = self.translation.problem
        if not problem.calendars[problem.resources[cause.resource].calendar].worked(cause.slot):
            return Reason(kind="begin", text=self.say("project start"))
        text = self.say("{name} works again on {when}", name=name, when=when)
        return self._of_person(cause, "calendar", text, column="calendar")

    def _leave(self, who: int, day: int) -> Absence | None:
        """The absence on a day: somebody's own leave before days off for all."""
        when = date.fromordinal(day)
        there = (*leave_of(self.translation, who), *holidays(self.translation.project))
        return next((one for one in there if one.first.date() <= when <= one.last.date()), None)

    def _delivery(self, cause: Cause) -> Reason:
        """That it waits until there is enough of a material."""
        project, grid = self.translation.project, self.translation.grid
        material = project.limited_materials[cause.source]
        comes = [
            one
            for one in project.deliveries
            if one.material == material.name
            and grid.first_start(moment(one.when)) == cause.delivery
        ]
        amount = sum((one.quantity for one in comes), Decimal(0))
        source = comes[-1].source if comes else material.source
        text = self.say(
            "waits for the delivery of {material} on {when}",
            material=quantity_text(amount, material, self.say),
            when=self._day(comes[-1].when if comes else grid.opening(cause.slot)),
        )
        cell = source.cell("quantity" if comes else "stock")
        until = grid.opening(cause.slot)
        return Reason(kind="delivery", text=text, sheet=source.sheet, cell=cell, until=until)

    def _meeting(self, worker: int, again: datetime) -> Meeting | None:
        """The meeting in which the worker was when it last would have worked."""
        times, at = self.translation.times, moment(again)
        for day in range(again.toordinal(), again.toordinal() - _BACK, -1):
            usual = times.row(worker, day).usual(day)
            until = [min(end, at - day * DAY) for start, end in usual if day * DAY + start < at]
            if until:
                return times.meeting_until(worker, day * DAY + max(until))
        return None

    def _worker(self, cause: Cause) -> str:
        return "" if cause.resource is None else self.translation.crew.workers[cause.resource].name

    def _free(self, activity: int, cause: Cause) -> Reason:
        at = self.translation.grid.opening(cause.slot)
        when = self._day(at)
        if self.translation.problem.activities[activity].late:
            text = self.say("as late as possible; could start on {when}", when=when)
            return Reason(kind="late", text=text, until=at)
        budget = self._exceeded(activity, cause.slot)
        if budget is not None:
            text = "{budget} would be exceeded by a start on {when}"
            text = self.say(
                text, budget=budget_text(budget, self.translation.project, self.say), when=when
            )
            source = budget.source
            return Reason(kind="budget", text=text, sheet=source.sheet, cell=source.cell("limit"))
        known = self._known_start(activity)
        if known is not None:
            return known
        text = self.say("could start on {when} already", when=when)
        return Reason(kind="free", text=text, until=at)

    def _known_start(self, activity: int) -> Reason | None:
        """That it stays where people know it starts, though it could start earlier."""
        stay = self.translation.problem.activities[activity].stay
        if stay is None or self.causes.timing.task(activity).start > stay.at:
            return None
        task, known = self._task(activity), self.translation.known
        at = self.translation.grid.opening(stay.at)
        kept = known.kept(task)
        before = self.translation.project.previous
        near = before is not None and before.near
        text = "stays near {when}, as planned before" if near else "stays near {when}, as published"
        text = "keeps its date, {when}" if kept else text
        source = task.source if kept else Source()
        cell = source.cell("start") if kept else ""
        text = self.say(text, when=self._day(at))
        return Reason(kind="date", text=text, sheet=source.sheet, cell=cell, until=at)

    def _exceeded(self, activity: int, slot: int) -> Budget | None:
        """A budget that a start at a slot, all else as planned, would exceed, or exceed by more."""
        problem, task = self.translation.problem, self.causes.timing.task(activity)
        end = self.causes.timing.end(activity, slot)
        moved = None if end is None else replace(task, start=slot, end=end)
        before, after = [None] * activity, [None] * (len(self.schedule.tasks) - activity - 1)
        now, then = (Schedule(tasks=(*before, one, *after)) for one in (task, moved))
        for position, budget in enumerate(problem.budgets):
            more = spent(problem, then, budget) - spent(problem, now, budget)
            if more > 0 and self._spent[position] + more > budget.limit:
                return self.translation.project.budgets[position]
        return None

    @cached_property
    def _spent(self) -> tuple[int, ...]:
        """Cents under each budget, as planned."""
        problem = self.translation.problem
        return tuple(spent(problem, self.schedule, budget) for budget in problem.budgets)


_DATED: dict[str, ReasonKind] = {
    "blocked_until": "blocked",
    "status_date": "status date",
    "frozen_until": "frozen",
    "pin": "pinned",
}
_RECORDED = {
    "status_date": "after the status date, {when}",
    "resume": "suspended until {when}",
    "actual_start": "began on {when}",
    "pin": "pinned to {when}",
    "frozen_until": "frozen at {when}",
}
_CONSTRAINED = {
    Constraint.SNET: "not before {when} (Start No Earlier Than)",
    Constraint.MSO: "must start on {when}",
    Constraint.FNET: "must not finish before {when} (Finish No Earlier Than)",
    Constraint.MFO: "must finish on {when}",
}
