"""Makes records of progress fit together: assumes what is missing, settles what contradicts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import cached_property

from planner.checks.out_of_sequence import out_of_sequence
from planner.checks.record_texts import ASSUMED, HALF, is_unmeasured, on_hold, share_done
from planner.checks.unused import unused_records
from planner.errors import Issue, Severity
from planner.language.text import first_few
from planner.phrase import Phrase, phrase
from planner.project import Project, Task, end_of
from planner.tracking.records import NOTHING, Progress, TimesheetEntry
from planner.worktime.moments import DAY, midnight, moment, stamp
from planner.worktime.named import worktimes
from planner.worktime.walk import after, next_start
from planner.worktime.working_time import WorkTime

_SHOWN = 8


def settled(project: Project) -> tuple[Project, tuple[Issue, ...]]:
    """The project with settled records and a status date, and what had to be assumed.

    A project without any record is left as it is; one that is settled stays the same.
    """
    tasks = _inherited(project.tasks)
    record = any(task.recorded for task in tasks if not (task.summary or task.spans))
    if project.settled:
        return project, ()
    unused = tuple(unused_records(project))
    if not (record or project.timesheet):
        return replace(project, settled=True), unused
    settler = _Settler(project=replace(project, tasks=tasks))
    found = settler.result()
    return found, (*settler.issues(), *out_of_sequence(found), *unused)


def _inherited(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """Marks the tasks of a finished phase as done, where they have no records of their own."""
    done: set[str] = set()
    found: list[Task] = []
    for task in tasks:  # a summary stands before its tasks
        below = task.parent in done
        silent = below and not task.summary and task.progress == NOTHING
        found.append(replace(task, progress=Progress(state="done")) if silent else task)
        if task.summary and (below or task.progress.done):
            done.add(task.id)
    return tuple(found)


@dataclass(kw_only=True)
class _Settler:
    """Settles the records of one project; `assumed` counts the assumptions by code."""

    project: Project
    remarks: list[Issue] = field(default_factory=list)
    assumed: dict[str, list[Task]] = field(default_factory=dict)

    def result(self) -> Project:
        """The settled project; it starts no later than its first record."""
        tasks = tuple(
            task if task.summary or task.spans else replace(task, progress=self._progress(task))
            for task in self.project.tasks
        )
        begun = [t.progress.actual_start for t in tasks if t.progress.actual_start]
        return replace(
            self.project,
            tasks=tasks,
            start=min([self.project.start, *(self._day_of(when) for when in begun)]),
            settings=replace(self.project.settings, status_date=self.status_date),
            settled=True,
        )

    def _day_of(self, when: datetime) -> datetime:
        """The start's own time of day on another day, or the moment itself if that is earlier."""
        return min(when, datetime.combine(when.date(), self.project.start.time()))

    # when the records are from

    @cached_property
    def status_date(self) -> datetime:
        """The stated date; else the latest day of a record, or the start where none has a date."""
        stated = self.project.settings.status_date
        if stated is not None:
            return stated
        day = max(self._recorded_days(), default=None)
        if day is None:
            found, why = self._before_all, phrase("when it starts, as no date is recorded")
        else:
            found = datetime.combine(day.date(), time())
            why = phrase("the latest day that is recorded")
        self.remarks.append(
            self.project.settings.source.issue(
                "assumed-status-date",
                phrase(
                    "the status date is taken to be {found:%Y-%m-%d}, {why}", found=found, why=why
                ),
                remedy=phrase('say otherwise with "Status date" in Settings, or --status-date'),
                severity="info",
            )
        )
        return found

    @property
    def status(self) -> datetime:
        """The instant up to which all is recorded."""
        return end_of(self.status_date)

    @property
    def _before_all(self) -> datetime:
        """The status date that means the first moment of work."""
        start = self.project.start
        if start.time() == time():
            start = next_start(self._times[""], start)
        return start if start.time() != time() else start - timedelta(days=1)

    def _recorded_days(self) -> Iterator[datetime]:
        for entry in self.project.timesheet:
            yield datetime.combine(entry.day, time())
        for task in self.project.tasks:
            if task.summary or task.spans:
                continue
            record = task.progress
            yield from (when for when in (record.actual_start, record.actual_finish) if when)
            start, finish = self._planned(task)
            if record.done and record.actual_finish is None and finish:
                if finish > self._before_all:  # else the plan before took it as done by the start
                    yield finish
            elif task.recorded and record.actual_start is None and start:
                yield start

    # what a task tells

    def _progress(self, task: Task) -> Progress:
        record = self._with_hours(task, self._by_what_is_left(task))
        record = self._without_future(task, record)
        if record.remaining_duration == 0 and record.actual_start and not record.done:
            record = replace(record, state="done")
        if record.done:
            return self._done(task, record)
        if not record.begun:
            return record
        if is_unmeasured(task, record):
            self._assume("nothing-done", task)
        if record.state == "not started":
            self._tell(task, "status", "not-started", phrase("has begun by what else is recorded"))
        rests = record.actual_start is None and record.suspended is not None
        latest = (
            self._opening(task, record.suspended) if rests and record.suspended else self.status
        )
        start = self._start(task, record, min(latest, self.status))
        record = replace(record, actual_start=start, state=on_hold(record))
        return self._with_pause(task, record, self.status)

    def _by_what_is_left(self, task: Task) -> Progress:
        """Adds a state, where only a rest says that some of the work is done."""
        record = task.progress
        if not task.partly_left:
            return record
        self._assume("begun-by-rest", task)
        left = record.remaining_duration or record.remaining_work
        return replace(record, state="under way" if left else "done")

    def _with_hours(self, task: Task, record: Progress) -> Progress:
        """Takes the actual work from the timesheet, where that has some."""
        entries = self._entries.get(task.id, ())
        if not entries:
            return record
        minutes = sum(entry.minutes for entry in entries)
        if record.actual_work not in (None, minutes):
            message = phrase("the Timesheet has {minutes:g} h, which count", minutes=minutes / 60)
            self._tell(task, "actual_work", "other-hours", message, record.actual_work)
        first = datetime.combine(min(entry.day for entry in entries), time())
        start = record.actual_start or self._opening(task, first)
        return replace(record, actual_work=minutes, actual_start=start)

    @cached_property
    def _entries(self) -> Mapping[str, tuple[TimesheetEntry, ...]]:
        found: dict[str, tuple[TimesheetEntry, ...]] = {}
        for entry in self.project.timesheet:
            if midnight(entry.day) < moment(self.status):
                found[entry.task] = (*found.get(entry.task, ()), entry)
        return found

    def _without_future(self, task: Task, record: Progress) -> Progress:
        """Drops dates after the status date, which nobody can know yet."""
        start, finish, status = record.actual_start, record.actual_finish, self.status
        if (
            start is not None
            and self._opening(task, start) >= status
            and not (start == finish and start <= status)
        ):
            message = phrase("lies after the status date; it is taken as not begun")
            self._tell(task, "actual_start", "actual-in-future", message, start)
            return replace(NOTHING, remaining_duration=record.remaining_duration)
        if finish is not None and self._closing(task, finish) > status:
            message = phrase("lies after the status date; it is taken as not finished")
            self._tell(task, "actual_finish", "actual-in-future", message, finish)
            state = record.state if record.state != "done" else "under way"
            percent = None if record.percent == 1 else record.percent
            record = replace(record, actual_finish=None, percent=percent, state=state)
        return record

    def _done(self, task: Task, record: Progress) -> Progress:
        left = record.remaining_duration or record.remaining_work
        if left:
            name = "remaining_duration" if record.remaining_duration else "remaining_work"
            self._tell(
                task, name, "remaining-of-done", phrase("is finished, so nothing remains"), left
            )
        if record.percent is not None and record.percent < 1:
            message = phrase("has an actual finish, so it is taken as done")
            self._tell(task, "percent_complete", "done-in-part", message, f"{record.percent:.0%}")
        finish = self._finish(task, record)
        start = finish if task.milestone else self._start(task, record, finish)
        done = Progress(
            actual_start=start,
            actual_finish=finish,
            percent=1.0,
            percent_of=record.percent_of,
            actual_work=record.actual_work,
            actual_cost=record.actual_cost,
            state="done",
            suspended=record.suspended,
            resume=record.resume,
        )
        return self._with_pause(task, done, finish)

    def _with_pause(self, task: Task, record: Progress, until: datetime) -> Progress:
        """Keeps a pause that lies in the time up to a moment; drops another with a remark."""
        start = record.actual_start or until
        since = None if record.suspended is None else self._opening(task, record.suspended)
        again = None if record.resume is None else self._opening(task, record.resume)
        open_end = again is None and record.state != "suspended"
        if since is None and (again is None or not record.done):
            return record
        if since is None or open_end:
            name = "resume" if since is None else "suspended"
            self._tell(task, name, "half-a-pause", HALF, record.resume or record.suspended)
        elif since >= until or (again is not None and again <= max(since, start)):
            message = phrase("is no pause in the time in which it was worked on; it is not taken")
            self._tell(task, "suspended", "no-pause", message, record.suspended)
        else:
            return replace(record, suspended=max(since, start), resume=again)
        return replace(record, suspended=None)

    def _finish(self, task: Task, record: Progress) -> datetime:
        """The recorded finish; else the planned one, no later than the status date."""
        if record.actual_finish is not None:
            return self._closing(task, record.actual_finish)
        if task.milestone and record.actual_start is not None:
            return self._opening(task, record.actual_start)
        _, planned = self._planned(task)
        first = record.actual_start or datetime.min
        if planned is not None and first <= planned <= self.status:
            self._assume("finished-as-planned", task)
            return planned
        self._assume("finished-by-status", task)
        return self._last_work(task)

    def _start(self, task: Task, record: Progress, latest: datetime) -> datetime:
        """The recorded start; else the planned one, or one so long before the known end."""
        if record.actual_start is not None:
            start = self._opening(task, record.actual_start)
            if start <= latest:
                return start
            message = phrase(
                "finishes before it starts; it is taken to have taken its planned time"
            )
            self._tell(task, "actual_start", "finish-before-start", message, record.actual_start)
        else:
            planned, _ = self._planned(task)
            if planned is not None and planned <= latest:
                self._assume("began-as-planned", task)
                return planned
            self._assume("began-before", task)
        earliest = min(self._first_work(task), latest)
        done = share_done(task, record) * (task.duration or task.work or 0)
        if not done and not record.done:
            return max(earliest, min(latest, self._last_work(task)))
        return max(earliest, after(self._worktime(task), latest, -round(done)))

    # dates as moments

    def _planned(self, task: Task) -> tuple[datetime | None, datetime | None]:
        """Start and finish in the previous plan, the present one or the baseline."""
        previous = self.project.previous
        before = None if previous is None else previous.tasks.get(task.id)
        if before is not None:
            return before.start, before.finish
        start = task.current_start or task.baseline_start
        finish = task.current_finish or task.baseline_finish
        start = None if start is None else self._opening(task, start)
        if finish is not None:
            finish = self._closing(task, finish)
        elif start is not None:
            length = task.duration if task.duration is not None else task.work
            finish = after(self._worktime(task), start, length or 0)
        return start, finish

    def _opening(self, task: Task, when: datetime) -> datetime:
        """A start; of a date without a time when that day's work starts."""
        return self._at(task, when, first=True)

    def _closing(self, task: Task, when: datetime) -> datetime:
        """A finish; of a date without a time when that day's work ends."""
        return self._at(task, when, first=False)

    def _at(self, task: Task, when: datetime, *, first: bool) -> datetime:
        if when.time() != time():
            return when
        worktime = self._worktime(task)
        day = when.toordinal()
        spans = worktime.on(day) or [s for one in worktime.week for s in one] or [(0, DAY)]
        minute = min(s for s, _ in spans) if first else max(e for _, e in spans)
        return stamp(day * DAY + minute)

    def _last_work(self, task: Task) -> datetime:
        """The last moment of work up to the status date, from the start on."""
        at = after(self._worktime(task), self.status, -1)
        found = at + timedelta(minutes=1) if at < self.status else at
        return max(found, min(self._first_work(task), self.status))

    def _first_work(self, task: Task) -> datetime:
        return next_start(self._worktime(task), self.project.start)

    def _worktime(self, task: Task) -> WorkTime:
        return self._times.get(task.calendar, self._times[""])

    @cached_property
    def _times(self) -> Mapping[str, WorkTime]:
        return worktimes(self.project)

    # telling

    def _tell(
        self,
        task: Task,
        field_name: str,
        code: str,
        message: Phrase,
        got: object = "",
        severity: Severity = "warning",
    ) -> None:
        shown = f"{got:%Y-%m-%d}" if isinstance(got, datetime) else got
        remedy = phrase("correct one of the two")
        self.remarks.append(
            task.source.issue(
                code, message, field_name, got=shown, remedy=remedy, severity=severity
            )
        )

    def _assume(self, code: str, task: Task) -> None:
        self.assumed.setdefault(code, []).append(task)

    def issues(self) -> Iterator[Issue]:
        """Remarks on what was settled, at its cell, and one for each kind of assumption."""
        yield from self.remarks
        for code, tasks in self.assumed.items():
            names = first_few([task.id for task in tasks], _SHOWN)
            text, *fields = ASSUMED[code]
            known = [name for name in fields if name in tasks[0].source.columns]
            field_name = known[0] if known else ""
            yield tasks[0].source.issue(
                code,
                phrase("{message}; tasks: {names}", message=Phrase(text), names=names),
                field_name,
                remedy=phrase("write the dates if they were others"),
                severity="info",
            )
