"""Tasks of a file as tasks here, with what their dates, links and progress mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from planner.interchange.build_calendars import Worktimes
from planner.interchange.build_lags import LagTimes
from planner.interchange.build_links import Links
from planner.interchange.build_people import People
from planner.interchange.draft import Draft, DraftBaseline, DraftTask
from planner.interchange.place import Report
from planner.language.text import key
from planner.project import Constraint, Task
from planner.tracking.records import Baseline, BaselineTask, Progress

_WEEK = 7 * 1440
_TOLERANCE, _SEVERAL = 1, 2
_ALMOST = 0.99
"""Share done of what has no finish yet, though all there is to see of it is complete."""
_ALONE = (Constraint.FNET, Constraint.MFO)
"""Kinds of hard date that a task can have one of only."""
_WITH_COLUMN = (Constraint.MSO, Constraint.SNLT, Constraint.FNLT)
"""Kinds of hard date that a task can have beside another."""
_ENDS = (Constraint.MFO, Constraint.FNET, Constraint.FNLT)
_ON_START = {Constraint.MSO: Constraint.SNET, Constraint.MFO: Constraint.FNET}


class _Size(NamedTuple):
    """Working minutes, and the calendar they are counted on ("" is the project's)."""

    minutes: int
    calendar: str


class _Dates(NamedTuple):
    """The rules about a task's dates."""

    constraint: Constraint
    when: datetime | None
    more: tuple[tuple[Constraint, datetime], ...]
    earliest: datetime | None
    deadline: datetime | None


@dataclass(kw_only=True)
class Tasks:
    """Makes the tasks; `named` collects, by id, what has no meaning here."""

    draft: Draft
    times: Worktimes
    people: People
    lags: LagTimes
    report: Report
    named: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def tasks(self) -> Iterator[Task]:
        """All tasks that are planned here, in the file's order."""
        links = Links(draft=self.draft, lags=self.lags, ids=self.ids, report=self.report)
        for one in self.draft.tasks:
            if one.uid in self.ids:
                yield self._task(one, links)
            else:
                self._tell_left_out(one)

    @property
    def baselines(self) -> tuple[Baseline, ...]:
        """The approved plans in the file."""
        return _baselines(self.draft.tasks, self.ids)

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """The id of each planned task by uid, made unique."""
        taken: set[str] = set()
        found: dict[str, str] = {}
        for one in self.draft.tasks:
            planned = one.kind in ("task", "summary") or (one.kind == "effort" and one.spans)
            if not planned or one.uid in found:
                continue
            wanted = " ".join(one.id.split()) or one.uid
            name, number = wanted, 2
            while key(name) in taken:
                name, number = f"{wanted} ({number})", number + 1
            if name != one.id:
                self.report.changed(one.place, "id", f"is called {name} here", one.id)
            taken.add(key(name))
            found[one.uid] = name
        return found

    def _tell_left_out(self, one: DraftTask) -> None:
        reasons = {
            "inactive": "is inactive and not planned; links to and from it are left out",
            "effort": "is a level of effort that runs along with nothing, and is not planned",
            "external": "stands for a task of another file and is not planned",
        }
        why = reasons.get(one.kind, "has the same number as another task and is left out")
        self.report.lost(one.place, "", why, one.name)

    def _task(self, one: DraftTask, links: Links) -> Task:
        task_id = self.ids[one.uid]
        summary = one.kind == "summary"
        sized = one.kind == "task"
        size = self._size(one) if sized else _Size(0, "")
        dates = self._dates(one, summary=summary)
        blocked = links.blocked(one)
        needs = () if summary else tuple(self.people.needs(one, size.minutes))
        self._tell_rest(one)
        self._tell_shifts(one, size.minutes)
        fixed = max(Decimal(0), one.fixed_cost) + self.people.lumps(one)
        self.named[task_id] = dict(one.named)
        baseline = next((b for b in one.baselines if b.number == 0), DraftBaseline())
        return Task(
            id=task_id,
            name=" ".join(one.name.split()) or f"Task {task_id}",
            source=one.place,
            wbs=one.wbs,
            level=one.level,
            parent=self.ids.get(one.parent, ""),
            summary=summary,
            duration=size.minutes if sized else None,
            spans=tuple(self.ids[uid] for uid in one.spans if uid in self.ids),
            needs=needs,
            dependencies=tuple(links.of(one)),
            constraint=dates.constraint,
            constraint_date=dates.when,
            more_dates=dates.more,
            earliest_start=dates.earliest,
            blocked_until=blocked.until,
            blocked_by=blocked.by,
            deadline=dates.deadline,
            priority=one.priority,
            fixed_cost=fixed,
            accrual=one.accrual if fixed else "prorated",
            calendar="" if summary else size.calendar,
            progress=self._recorded(one),
            baseline_start=baseline.start,
            baseline_finish=ended(baseline.start, baseline.finish),
            current_start=one.start,
            current_finish=ended(one.start, one.finish),
            notes=one.notes,
        )

    # how long it takes

    def _size(self, one: DraftTask) -> _Size:
        """Working minutes of a task, and its calendar."""
        calendar = self.times.of_task(one.calendar) or self._project_calendar(one)
        if one.duration is None:
            return _Size(self._between(one), calendar)
        minutes = round(max(0.0, one.duration))
        if one.expected_finish is not None and not one.actual_start and minutes:
            minutes = self._until_expected(one, minutes)
        if one.elapsed and minutes:
            return self._elapsed(one, minutes)
        pauses = tuple(self._pauses(one))
        if pauses and minutes:
            calendar = self._paused(one, pauses, calendar)
        if one.milestone and minutes:
            rule = "a milestone that takes time is planned as a task"
            self.report.changed(one.place, "duration", rule, f"{minutes / 60:g} h")
        return _Size(minutes, calendar)

    def _until_expected(self, one: DraftTask, minutes: int) -> int:
        """What is left of it, in place of so many minutes, where it is to finish on a day."""
        start, finish = one.rest_start or one.start, one.expected_finish
        calendar = one.calendar if self.times.known(one.calendar) else self.times.standard
        if start is None or finish is None or one.actual_finish is not None:
            return minutes
        found = self.times.between(calendar, start, finish) if start < finish else 0
        if not found:
            rule = "does not count, since it lies before what is left can begin"
            self.report.changed(one.place, "expected_finish", rule, f"{finish:%Y-%m-%d}")
            return minutes
        if found != minutes:
            rule = f"what is left takes {found / 60:g} h, which is until then from {start:%Y-%m-%d}"
            self.report.changed(one.place, "expected_finish", rule, f"{finish:%Y-%m-%d}")
        return found

    def _paused(
        self, one: DraftTask, pauses: tuple[tuple[datetime, datetime], ...], calendar: str
    ) -> str:
        """A calendar of its own for a task that was split; `calendar` where its people differ."""
        got = "; ".join(f"{first:%Y-%m-%d} to {last:%Y-%m-%d}" for first, last in pauses)
        works_by = {one.calendar} if one.calendar else set(self.people.calendars(one))
        base = works_by.pop() if len(works_by) == 1 else self.times.standard
        if not all(self.times.within(uid, base) for uid in works_by):
            rule = "is planned in one piece, since its people work at different times"
            self.report.changed(one.place, "split", rule, got)
            return calendar
        rule = "pauses on these dates, by a calendar of its own, wherever it is moved"
        self.report.changed(one.place, "split", rule, got)
        return self.times.with_pauses(base, pauses, self.ids[one.uid])

    def _project_calendar(self, one: DraftTask) -> str:
        """The project's calendar, where people who work at other times are to keep to it."""
        standard = self.times.standard
        meant = self.draft.common if not one.calendar else one.calendar == standard
        if meant and self.people.beyond(one, standard):
            return self.times.name(standard)
        return ""

    def _elapsed(self, one: DraftTask, minutes: int) -> _Size:
        """Time on the wall clock: on a calendar that never stops, or of people by their hours."""
        shown = f"{minutes / 1440:g} elapsed days"
        if not any(found.resource or found.role for found in one.assignments):
            rule = "runs on day and night, by a calendar that never stops"
            self.report.changed(one.place, "duration", rule, shown)
            return _Size(minutes, self.times.whole_days())
        worked = round(minutes * self.times.weekly() / _WEEK)
        rule = f"its people work {worked / 60:g} h in that time, which is planned"
        self.report.changed(one.place, "duration", rule, shown)
        return _Size(worked, "")

    def _between(self, one: DraftTask) -> int:
        """The working time between the dates of a task that has no duration, or else a day."""
        if one.start and one.finish and one.finish >= one.start:
            rule = "the working time from its start to its finish is taken"
            self.report.changed(one.place, "duration", rule)
            known = self.times.known(one.calendar)
            calendar = one.calendar if known else self.times.standard
            return self.times.between(calendar, one.start, one.finish)
        self.report.changed(one.place, "duration", "has none; one day is taken")
        return round(self.draft.minutes_per_day)

    # when it may be done

    def _dates(self, one: DraftTask, *, summary: bool) -> _Dates:
        free = one.constraint in (Constraint.ASAP, Constraint.ALAP)
        hard = (
            [] if free or one.constraint_date is None else [(one.constraint, one.constraint_date)]
        )
        hard += one.more_dates
        hard = [(kind, ended(None, at) or at if kind in _ENDS else at) for kind, at in hard]
        deadline, earliest = ended(None, one.deadline), one.earliest_start
        if one.soft_latest:
            hard, deadline = self._softened(one, hard, deadline)
        if not summary and one.start is not None:
            if one.manual or one.stays:
                earliest = max(filter(None, (earliest, one.start)))
                self._tell_manual(one)
            elif one.pinned and not hard:
                hard = [(Constraint.MSO, one.start)]
                rule = "a task that levelling may not move is pinned to its start"
                self.report.changed(one.place, "priority", rule, one.priority)
        return self._canonical(one, hard, earliest, deadline)

    def _canonical(
        self,
        one: DraftTask,
        hard: list[tuple[Constraint, datetime]],
        earliest: datetime | None,
        deadline: datetime | None,
    ) -> _Dates:
        """Hard dates as a workbook can say them: one constraint, others in columns of their own."""
        if not hard:
            late = Constraint.ALAP if one.constraint is Constraint.ALAP else Constraint.ASAP
            return _Dates(late, None, (), earliest, deadline)
        (first, at), *more = sorted(hard, key=lambda pair: pair[0] not in _ALONE)
        for kind, when in more:
            if kind is Constraint.SNET:
                earliest = max(filter(None, (earliest, when)))
            elif kind in _ALONE:
                rule = "of two dates for its finish the first holds"
                self.report.lost(one.place, "constraint", rule, f"{kind} {when:%Y-%m-%d}")
        others = tuple(pair for pair in more if pair[0] in _WITH_COLUMN)
        return _Dates(first, at, others, earliest, deadline)

    def _tell_manual(self, one: DraftTask) -> None:
        if one.manual:
            rule = "scheduled by hand: starts no earlier than its start, later where it must"
        else:
            rule = "nothing but its start says when it is due: starts no earlier than that"
        self.report.changed(one.place, "start", rule, f"{one.start:%Y-%m-%d}")

    def _softened(
        self,
        one: DraftTask,
        hard: list[tuple[Constraint, datetime]],
        deadline: datetime | None,
    ) -> tuple[list[tuple[Constraint, datetime]], datetime | None]:
        """Latest dates that only give negative float there become a deadline here."""
        kept: list[tuple[Constraint, datetime]] = []
        due = [deadline] if deadline else []
        for kind, when in hard:
            earliest = _ON_START.get(kind, kind)
            if earliest in (Constraint.SNET, Constraint.FNET):
                kept.append((earliest, when))
            if kind in (Constraint.MFO, Constraint.FNLT):
                due.append(when)
                rule = "a latest finish that only gives negative float is a deadline"
                self.report.changed(one.place, "constraint", rule, kind)
            elif kind in (Constraint.MSO, Constraint.SNLT):
                rule = "a latest start that only gives negative float does not count here"
                self.report.changed(one.place, "constraint", rule, kind)
        return kept, min(due, default=None)

    # what else it says

    def _tell_rest(self, one: DraftTask) -> None:
        if one.own_calendar_only and any(a.resource for a in one.assignments) and not one.calendar:
            rule = "its people's calendars count although the task is to ignore them"
            self.report.changed(one.place, "calendar", rule)

    def _tell_shifts(self, one: DraftTask, minutes: int) -> None:
        """There the hours of all its people make up its duration; here each works for all of it."""
        if one.start is None or one.finish is None or one.actual_start is not None:
            return
        calendars = set(self.people.calendars(one)) if one.resource_dated else set()
        if len(calendars) < _SEVERAL:
            return
        longest = max(self.times.between(uid, one.start, one.finish) for uid in calendars)
        if minutes > longest + _TOLERANCE:
            rule = "takes longer, since its people work at different times and each for all of it"
            self.report.changed(one.place, "duration", rule, f"{minutes / 60:g} h")

    def _recorded(self, one: DraftTask) -> Progress:
        """What was done; of summaries it follows from their tasks."""
        if one.kind == "summary":
            return Progress(percent=one.percent_complete)
        begun = bool(one.actual_start or one.actual_finish or one.percent_complete)
        if not begun:
            return Progress(percent=one.percent_complete)
        remaining = None if one.remaining is None else round(one.remaining)
        if one.expected_finish is not None and remaining:
            remaining = self._until_expected(one, remaining)
        share = one.percent_complete
        if share is not None and share >= 1 and remaining and one.actual_finish is None:
            share = _ALMOST
            rule = f"has time left and no finish, so {share:.0%} of it is done and not all"
            self.report.changed(one.place, "percent_complete", rule, f"{remaining / 60:g} h left")
        waits = one.suspended is not None and one.actual_finish is None
        return Progress(
            actual_start=one.actual_start,
            actual_finish=ended(one.actual_start, one.actual_finish),
            percent=share,
            percent_of=one.percent_of,
            remaining_duration=remaining,
            actual_work=None if one.actual_work is None else round(one.actual_work),
            actual_cost=one.actual_cost,
            state="suspended" if waits else "",
            resume=one.resume if waits else None,
        )

    def _pauses(self, one: DraftTask) -> Iterator[tuple[datetime, datetime]]:
        """The interruptions in which its calendar and those of its people work."""
        calendars = {one.calendar or self.times.standard, *self.people.calendars(one)}
        for first, last in one.pauses:
            if all(self.times.between(uid, first, last) for uid in calendars):
                yield first, last


def ended(start: datetime | None, finish: datetime | None) -> datetime | None:
    """An end as it is said here: midnight is the end of a date without a time."""
    if finish is None or finish.time() != time() or (start is not None and start >= finish):
        return finish
    return finish - timedelta(days=1)


def _baselines(tasks: Iterable[DraftTask], ids: Mapping[str, str]) -> tuple[Baseline, ...]:
    """The approved plans by their numbers; summaries follow from their tasks."""
    found: dict[int, dict[str, BaselineTask]] = {}
    for one in (one for one in tasks if one.kind != "summary" and one.uid in ids):
        for told in one.baselines:
            found.setdefault(told.number, {})[ids[one.uid]] = BaselineTask(
                start=told.start,
                finish=ended(told.start, told.finish),
                work=None if told.work is None else round(told.work),
                cost=told.cost,
            )
    return tuple(
        Baseline(name=f"Baseline {number}" if number else "Baseline", tasks=found[number])
        for number in sorted(found)
    )
