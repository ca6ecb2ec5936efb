"""Tasks of a file as tasks here, with what their dates, links and progress mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from planner.interchange.build_calendars import ImportedWorktimes
from planner.interchange.build_lags import LagTimes
from planner.interchange.build_links import Links
from planner.interchange.build_people import People
from planner.interchange.build_sizes import Size, Sizes
from planner.interchange.draft import DraftBaseline, DraftTask, ImportDraft
from planner.interchange.place import Report
from planner.phrase import phrase
from planner.project import Constraint, Task
from planner.tracking.records import Baseline, BaselineTask, Progress

_ALMOST = 0.99
"""Share done of what has no finish yet, though all there is to see of it is complete."""
_ALONE = (Constraint.FNET, Constraint.MFO)
"""Kinds of hard date that a task can have one of only."""
_WITH_COLUMN = (Constraint.MSO, Constraint.SNLT, Constraint.FNLT)
"""Kinds of hard date that a task can have beside another."""
_ENDS = (Constraint.MFO, Constraint.FNET, Constraint.FNLT)
_ON_START = {Constraint.MSO: Constraint.SNET, Constraint.MFO: Constraint.FNET}


class _Dates(NamedTuple):
    """The rules about a task's dates."""

    constraint: Constraint
    when: datetime | None
    more: tuple[tuple[Constraint, datetime], ...]
    earliest: datetime | None
    deadline: datetime | None


@dataclass(kw_only=True)
class TaskBuilder:
    """Makes the tasks; `named` collects, by id, what has no meaning here."""

    draft: ImportDraft
    times: ImportedWorktimes
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
    def sizes(self) -> Sizes:
        """The sizes of the tasks."""
        return Sizes(
            draft=self.draft, times=self.times, people=self.people, ids=self.ids, report=self.report
        )

    @cached_property
    def _pins_hold(self) -> bool:
        """Whether the plan in the file can be done here, as far as people are concerned."""
        return bool(self.sizes.of) and not self.sizes.longer and not self.people.overloaded()

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """The id of each planned task by uid, made unique."""
        taken: set[str] = set()
        found: dict[str, str] = {}
        for one in self.draft.tasks:
            planned = one.kind in ("task", "summary") or (one.kind == "effort" and one.spans)
            if not planned or one.uid in found:
                continue
            found[one.uid] = self.report.unique(one.place, "id", one.id, one.uid, taken)
        return found

    def _tell_left_out(self, one: DraftTask) -> None:
        reasons = {
            "inactive": phrase("is inactive and not planned; links to and from it are left out"),
            "effort": phrase(
                "is a level of effort that runs along with nothing, and is not planned"
            ),
            "external": phrase("stands for a task of another file and is not planned"),
        }
        otherwise = phrase("has the same number as another task and is left out")
        why = reasons.get(one.kind, otherwise)
        self.report.lost(one.place, "", why, one.name)

    def _task(self, one: DraftTask, links: Links) -> Task:
        task_id = self.ids[one.uid]
        summary = one.kind == "summary"
        sized = one.kind == "task"
        size = self.sizes.of[one.uid] if sized else Size(0, "")
        dates = self._dates(one, summary=summary)
        blocked = links.blocked(one)
        needs = () if summary else tuple(self.people.needs(one, size.minutes))
        self._tell_rest(one)
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
                rule = phrase("a task that levelling may not move is pinned to its start")
                if self._pins_hold:
                    hard = [(Constraint.MSO, one.start)]
                else:
                    earliest = max(filter(None, (earliest, one.start)))
                    rule = phrase(
                        "a task that levelling may not move starts no earlier than its start, "
                        "and not just then, since people have more to do at once there than they "
                        "can"
                    )
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
                rule = phrase("of two dates for its finish the first holds")
                self.report.lost(one.place, "constraint", rule, f"{kind} {when:%Y-%m-%d}")
        others = tuple(pair for pair in more if pair[0] in _WITH_COLUMN)
        return _Dates(first, at, others, earliest, deadline)

    def _tell_manual(self, one: DraftTask) -> None:
        if one.manual:
            rule = phrase(
                "scheduled by hand: starts no earlier than its start, later where it must"
            )
        else:
            rule = phrase("nothing but its start says when it is due: starts no earlier than that")
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
                rule = phrase("a latest finish that only gives negative float is a deadline")
                self.report.changed(one.place, "constraint", rule, kind)
            elif kind in (Constraint.MSO, Constraint.SNLT):
                rule = phrase("a latest start that only gives negative float does not count here")
                self.report.changed(one.place, "constraint", rule, kind)
        return kept, min(due, default=None)

    # what else it says

    def _tell_rest(self, one: DraftTask) -> None:
        if one.own_calendar_only and any(a.resource for a in one.assignments) and not one.calendar:
            rule = phrase("its people's calendars count although the task is to ignore them")
            self.report.changed(one.place, "calendar", rule)

    def _recorded(self, one: DraftTask) -> Progress:
        """The progress of a task; that of a summary follows from its tasks."""
        if one.kind == "summary":
            return Progress(percent=one.percent_complete)
        begun = bool(one.actual_start or one.actual_finish or one.percent_complete)
        if not begun:
            return Progress(percent=one.percent_complete)
        remaining = None if one.remaining is None else round(one.remaining)
        if one.expected_finish is not None and remaining:
            remaining = self.sizes.until_expected(one, remaining)
        share = one.percent_complete
        if share is not None and share >= 1 and remaining and one.actual_finish is None:
            share = _ALMOST
            rule = phrase(
                "has time left and no finish, so {share:.0%} of it is done and not all", share=share
            )
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
            suspended=one.suspended,
            resume=one.resume if one.suspended is not None else None,
        )


def ended(start: datetime | None, finish: datetime | None) -> datetime | None:
    """An end in our terms: midnight is the end of a date without a time."""
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
