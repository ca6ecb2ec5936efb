"""Changes of a plan since the one before it or since the baseline, each with its cause."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Literal

from planner.analysis.absences import leave_text
from planner.control.baseline_of_plan import chosen
from planner.control.project_clock import ProjectClock, project_clock
from planner.control.variance import variances
from planner.language.words import Words
from planner.plan import Plan, PlannedTask
from planner.project import end_of
from planner.tracking.records import Previous, PreviousTask

ChangeKind = Literal["new", "gone", "finished", "people", "moved", "longer", "dearer"]

_CENT = Decimal("0.005")
EDITED = {
    "duration": "its duration was changed from {before} to {now}",
    "work": "its work was changed from {before} to {now}",
    "people": "who does it was changed from {before} to {now}",
    "predecessors": "what it waits for was changed",
    "dates": "its hard dates were changed",
    "calendar": "its calendar was changed",
    "deadline": "its deadline was changed",
    "priority": "its priority was changed from {before} to {now}",
}
"""Field → text about a cell that has changed."""
_OF_DATES = tuple(EDITED)
_OF_LENGTH = 2
"""How many of these say how long it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A task that is not as it was.

    Args:
        task, name: Its id, and what it is called in sentences.
        kinds: What changed, what matters most first.
        days: Working days by which its finish moved; its start, where only that did.
        before, after: Its dates.
        people_before, people_after: Who does it.
        cost: Money more.
        cause: Why, in words.
        handed: Why other people do it, in words.
    """

    task: str
    name: str
    kinds: tuple[ChangeKind, ...]
    days: float = 0
    before: tuple[datetime, datetime] | None = None
    after: tuple[datetime, datetime] | None = None
    people_before: tuple[str, ...] = ()
    people_after: tuple[str, ...] = ()
    cost: Decimal = Decimal(0)
    cause: str = ""
    handed: str = ""

    @property
    def kind(self) -> ChangeKind:
        """The change that matters most."""
        return self.kinds[0]


def since_previous(plan: Plan, words: Words) -> tuple[Change, ...]:
    """The changes since the previous plan, in the order of the rows; gone tasks last."""
    before = plan.project.previous
    return () if before is None else tuple(_Changes(plan, before, words).all())


def since_baseline(plan: Plan, words: Words) -> tuple[Change, ...]:
    """The changes since the baseline, without people."""
    baseline = chosen(plan)
    if baseline is None:
        return ()
    known = variances(plan)
    tasks = {
        task: PreviousTask(
            start=known[task].start,
            finish=known[task].finish,
            cost=known[task].budget or None,
        )
        for task in baseline.tasks
        if task in known
    }
    return tuple(_Changes(plan, Previous(tasks=tasks), words, people=False).all())


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """A task then and now; its moves and its length now are in working days."""

    row: PlannedTask
    before: PreviousTask
    start_days: float
    days: float
    length: float


class _Changes:
    def __init__(self, plan: Plan, before: Previous, words: Words, *, people: bool = True) -> None:
        self.plan, self.before, self.people = plan, before, people
        self.say = words.spelled  # one style of dates: the reasons have it
        self.rows = {row.task.id: row for row in plan.rows if not row.task.summary}

    @cached_property
    def clock(self) -> ProjectClock:
        starts = [one.start for one in self.before.tasks.values()]
        return project_clock(self.plan.project, min([self.plan.start, *starts]))

    @cached_property
    def seen(self) -> Mapping[str, _Seen]:
        """The tasks of both plans."""
        day = self.plan.project.settings.day
        found = {}
        for task, row in self.rows.items():
            before = self.before.tasks.get(task)
            if before is None or row.start is None or row.finish is None:
                continue
            start = (self.clock.at(row.start) - self.clock.at(before.start)) / day
            finish = (self.clock.at(row.finish) - self.clock.at(before.finish)) / day
            found[task] = _Seen(
                row=row,
                before=before,
                start_days=round(start, 2),
                days=round(finish, 2),
                length=self.clock.worked(row.start, row.finish) / day,
            )
        return found

    def all(self) -> Iterator[Change]:
        for task, row in self.rows.items():
            if task in self.seen:
                change = self._changed(self.seen[task])
                if change is not None:
                    yield change
            elif row.start and row.finish and self.people:
                yield self._new(row, row.start, row.finish)
        for task, before in self.before.tasks.items():
            now = self.rows.get(task)
            if now is None or now.start is None:
                yield self._gone(task, before, now)

    def _new(self, row: PlannedTask, start: datetime, finish: datetime) -> Change:
        return Change(
            task=row.task.id,
            name=row.task.title,
            kinds=("new",),
            after=(start, finish),
            people_after=_people(row),
            cost=row.cost,
            cause=self.say("was not in the plan before"),
        )

    def _gone(self, task: str, before: PreviousTask, row: PlannedTask | None) -> Change:
        text = "is no longer in the workbook" if row is None else "is left out of the plan"
        return Change(
            task=task,
            name=row.task.title if row else before.name or task,
            kinds=("gone",),
            before=(before.start, before.finish),
            people_before=before.people,
            cost=-(before.cost or Decimal(0)),
            cause=self.say(text),
        )

    def _changed(self, it: _Seen) -> Change | None:
        row, before = it.row, it.before
        people = _people(row)
        more = row.cost - before.cost if before.cost is not None else Decimal(0)
        told: dict[ChangeKind, bool] = {
            "finished": self._finished(row),
            "people": self.people and set(people) != set(before.people),
            "moved": bool(it.start_days or it.days),
            "longer": before.minutes is not None
            and self._shown(it, row.duration) > self._shown(it, before.minutes),
            "dearer": more > _CENT,
        }
        kinds = tuple(kind for kind, changed in told.items() if changed)
        if not kinds or (kinds == ("finished",) and not self.people):
            return None
        return Change(
            task=row.task.id,
            name=row.task.title,
            kinds=kinds,
            days=it.days or it.start_days,
            before=(before.start, before.finish),
            after=(row.start or before.start, row.finish or before.finish),
            people_before=before.people,
            people_after=people if self.people else (),
            cost=more,
            cause="; ".join(dict.fromkeys(filter(None, self._causes(it, kinds)))),
            handed=self._other_people(it) if "people" in kinds else "",
        )

    def _finished(self, row: PlannedTask) -> bool:
        """Whether it was finished since the planning before, or, without one, at all."""
        if not row.task.progress.done:
            return False
        last = next((one.status for one in reversed(self.plan.project.history)), None)
        return last is None or row.finish is None or row.finish > end_of(last)

    # causes

    def _causes(self, it: _Seen, kinds: tuple[ChangeKind, ...]) -> Iterator[str]:
        if "moved" in kinds or "longer" in kinds:
            yield from self._of_dates(it)
        if "people" in kinds:
            yield self._other_people(it)
        if kinds == ("finished",):
            yield self.say("recorded as finished, as planned")
        if kinds == ("dearer",):
            yield self.say("its rates, its work or its fixed cost have changed")

    def _of_dates(self, it: _Seen) -> Iterator[str]:
        """The cause of moved dates: a record; else a changed cell, and what it follows."""
        if recorded := self._recorded(it):
            yield recorded
            return
        edits = [self._edited(it, field) for field in _OF_DATES]
        length = "" if any(edits[:_OF_LENGTH]) else self._longer(it) or self._away(it)
        if it.start_days:
            follows = self._follows(it)
            edits += [follows] if follows or any(edits) else [self._reason(it)]
        yield from filter(None, (*edits, length) if any((*edits, length)) else [self._reason(it)])

    def _recorded(self, it: _Seen) -> str:
        progress = it.row.task.progress
        if progress.actual_finish is not None and it.days:
            return self.say(
                "recorded as finished on {day}", day=self.say.day(it.row.finish or it.before.finish)
            )
        if progress.actual_start is not None and it.start_days:
            return self.say("recorded as started on {day}", day=self.say.day(progress.actual_start))
        if progress.begun and it.days:
            return self.say("what remains of it takes until then")
        return ""

    def _edited(self, it: _Seen, field: str) -> str:
        """That a cell of the task says something else than when it was planned before."""
        if it.before.stated is None:
            return ""
        before, now = it.before.stated.get(field, ""), it.row.stated.get(field, "")
        if before == now:
            return ""
        return self.say(EDITED[field], before=before or "–", now=now or "–")

    def _longer(self, it: _Seen) -> str:
        if it.before.minutes is None:  # only its dates are known
            if away := self._away(it):
                return away
            now, before = it.length, it.length - it.days + it.start_days
        else:
            now = self._shown(it, it.row.duration)
            before = self._shown(it, it.before.minutes)
        if round(now - before, 2) == 0:
            return ""
        return self.say(
            "takes {days} instead of {before}",
            days=self.say.count(now, "day"),
            before=self.say.number(round(before, 2), ",g"),
        )

    def _away(self, it: _Seen) -> str:
        """The absence during a task that lasts longer without taking more work."""
        if it.days <= it.start_days or it.row.start is None or it.row.finish is None:
            return ""
        return self._absence(_people(it.row), it.row.start, it.row.finish)

    def _absence(self, people: Iterable[str], start: datetime, finish: datetime) -> str:
        """The first leave of any of some people between two moments."""
        for off in self.plan.project.days_off:
            if off.who in people and off.start <= finish.date() and start.date() <= off.finish:
                return leave_text(off, self.say)
        return ""

    def _shown(self, it: "_Seen", minutes: int) -> float:
        """Minutes of a task in days as the sheet Plan shows them, which is where they are read."""
        return round(minutes / self.plan.project.day_of(it.row.task), 2)

    def _reason(self, it: _Seen) -> str:
        """The reason of its start, without one that only says that somebody comes to work again."""
        causes = [cause.text for cause in it.row.causes if cause.kind != "calendar"]
        return "; ".join(causes) or it.row.reason

    def _follows(self, it: _Seen) -> str:
        """The task that it waits for or whose people it needs, if that changed too."""
        for reason in it.row.causes:
            for task in reason.tasks:
                other = self.seen.get(task)
                if other is not None and other.days:
                    return self._after(other)
                if task in self.rows and task not in self.before.tasks:
                    return self.say(
                        "makes room for {name}, which is new", name=self.rows[task].task.title
                    )
        led = [one for one in self._leading(it) if one.days * it.start_days > 0]
        return self._after(max(led, key=lambda one: one.before.finish)) if led else ""

    def _after(self, other: _Seen) -> str:
        return self.say(
            "follows {name}, whose finish moved by {days}",
            name=other.row.task.title,
            days=self.say.count(other.days, "day"),
        )

    def _leading(self, it: _Seen) -> Iterator[_Seen]:
        """The tasks it waits for, and those of its people before it, in the plan before."""
        for link in it.row.task.dependencies:
            if link.task in self.seen:
                yield self.seen[link.task]
        begin = self.clock.at(it.before.start)
        for name in it.before.people:
            for other in self._by_person.get(name, ()):
                if other is not it and self.clock.at(other.before.finish) == begin:
                    yield other

    @cached_property
    def _by_person(self) -> Mapping[str, tuple[_Seen, ...]]:
        found: dict[str, tuple[_Seen, ...]] = {}
        for one in self.seen.values():
            for name in one.before.people:
                found[name] = (*found.get(name, ()), one)
        return found

    def _other_people(self, it: _Seen) -> str:
        """The reason why somebody no longer does it: a cell, absence, other work, a new choice."""
        row = it.row
        if edited := self._edited(it, "people"):
            return edited
        lost = [name for name in it.before.people if name not in _people(row)]
        named = {name for need in row.task.needs for name in need.names}
        groups = {one.name: {one.name, *one.groups} for one in self.plan.project.resources}
        for name in lost:
            if named and not named & groups.get(name, {name}):
                return self.say("{name} is no longer named for it", name=name)
            if away := self._absence((name,), it.before.start, it.before.finish):
                return away
        for name in lost:
            busy = self._busy(name, row)
            if busy:
                return self.say("{name} is on {task} then", name=name, task=busy)
        return self.say("people are chosen anew")

    def _busy(self, name: str, row: PlannedTask) -> str:
        """The work of somebody while others do the task."""
        for other in self.rows.values():
            for booking in other.bookings if other is not row else ():
                if booking.resource == name and any(
                    row.start and row.finish and start < row.finish and row.start < end
                    for start, end in booking.spans
                ):
                    return other.task.title
        return ""


def _people(row: PlannedTask) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.resource for one in row.bookings))
