"""Figures of a plan that sheets share: days, people, lateness, days off."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from planner.fields import is_late
from planner.plan import Plan, PlannedTask
from planner.project import end_of
from planner.worktime.days import last_day

_MOST_OPEN = 400
_MOST_SHOWN = 200


def shows_times(plan: Plan) -> bool:
    """Whether dates alone would hide something: tasks begin or end at different times of day."""
    rows = [row for row in plan.rows if row.start and row.finish and row.start != row.finish]
    starts = {row.start.time() for row in rows if row.start}
    finishes = {row.finish.time() for row in rows if row.finish}
    return len(starts) > 1 or len(finishes) > 1


def deadline_times(plan: Plan) -> bool:
    """Whether a deadline or a hard date names a time of day; one without is the end of its day."""
    dates = (when for row in plan.rows for when in (row.task.deadline, row.task.must_finish))
    return any(when.time() != time() for when in dates if when)


def days_long(plan: Plan, row: PlannedTask) -> float:
    """A task's duration in its days, see `Project.day_of`."""
    return round(row.duration / plan.project.day_of(row.task), 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkMeasures:
    """A row that is planned itself, neither a summary nor left out, with its position."""

    position: int
    row: PlannedTask
    start: datetime
    finish: datetime

    @property
    def first_day(self) -> date:
        """The day it is first worked on; that of a milestone."""
        return self.row.day or self.start.date()

    @property
    def last_day(self) -> date:
        """The day it is last worked on; that of a milestone."""
        return self.row.day or last_day(self.finish)


def work_rows(plan: Plan) -> Iterator[WorkMeasures]:
    """The rows of work."""
    for position, row in enumerate(plan.rows):
        if not row.task.summary and row.start is not None and row.finish is not None:
            yield WorkMeasures(position=position, row=row, start=row.start, finish=row.finish)


def hard_finish(row: PlannedTask) -> datetime | None:
    """The hard date by which a task must be finished: the end of that day, or a time of it."""
    date = row.task.must_finish
    return None if date is None else end_of(date)


def due_rows(plan: Plan) -> list[PlannedTask]:
    """Tasks with a deadline, or a hard date for their finish; no summaries."""
    rows = (row for row in plan.rows if not row.task.summary)
    return [row for row in rows if row.task.deadline or (hard_finish(row) and row.finish)]


def is_missed(row: PlannedTask) -> bool:
    """Whether a task ends after its deadline, or (only in what is recorded) its hard date."""
    hard = hard_finish(row)
    return is_late(row) or bool(hard and row.finish and row.finish > hard)


def late_rows(plan: Plan) -> list[PlannedTask]:
    """Tasks after their deadline, the latest first; summaries included."""
    late = [row for row in plan.rows if is_late(row)]
    return sorted(late, key=lambda row: -(row.days_late or 0))


def tallies(plan: Plan) -> dict[str, tuple[int, int]]:
    """Summary → how many tasks stand under it, and how many of them are late."""
    parents = {row.task.id: row.task.parent for row in plan.rows}
    found: dict[str, tuple[int, int]] = {}
    for work in work_rows(plan):
        above, passed = work.row.task.parent, set[str]()
        while above and above not in passed:
            passed.add(above)
            tasks, late = found.get(above, (0, 0))
            found[above] = tasks + 1, late + is_late(work.row)
            above = parents.get(above, "")
    return found


def span(plan: Plan) -> tuple[date, date]:
    """First and last day of the plan, deadlines not counted."""
    starts = [work.first_day for work in work_rows(plan)]
    ends = [work.last_day for work in work_rows(plan)]
    first = min(starts, default=plan.start.date())
    return first, max(first, max(ends, default=plan.finish.date()))


def days_off(plan: Plan) -> dict[date, str]:
    """The whole days on which nobody works besides weekends: day → name."""
    off: dict[date, str] = {}
    for holiday in plan.project.days_off:
        if holiday.who or holiday.hours is not None:
            continue
        for offset in range(min((holiday.finish - holiday.start).days + 1, 3_660)):
            off[holiday.start + timedelta(days=offset)] = holiday.name
    for day, spans in _exceptions(plan).items():
        if spans:
            off.pop(day, None)
        else:
            off.setdefault(day, "")
    return off


def _exceptions(plan: Plan) -> Mapping[date, tuple[tuple[time, time], ...]]:
    """The days of other hours of the project's calendar."""
    return plan.project.weeks[0].exceptions if plan.project.weeks else {}


def workdays(plan: Plan) -> frozenset[int]:
    """Weekdays (Monday 0) on which the project's calendar works."""
    if not plan.project.weeks:
        return frozenset(range(round(plan.project.settings.days_per_week)))
    return frozenset(day for day, spans in enumerate(plan.project.weeks[0].days) if spans)


def works(plan: Plan) -> Callable[[date], bool]:
    """A function that says whether the project works on a day."""
    week, off = workdays(plan), days_off(plan)
    worked = {day for day, spans in _exceptions(plan).items() if spans}
    return lambda day: day in worked or (day.weekday() in week and day not in off)


def working_days(plan: Plan, first: date, last: date) -> int:
    """Days the project works after `first` up to `last`; negative where `last` is before."""
    if last < first:
        return -working_days(plan, last, first)
    at_work = works(plan)
    days = range(min((last - first).days, 36_600))
    return sum(at_work(first + timedelta(days=n + 1)) for n in days)


def final_deadline(plan: Plan) -> date | None:
    """The day by which what the project ends with is wanted, be it a task or a summary."""
    return min((row.task.due.date() for row in _final(plan) if row.task.due), default=None)


def final_lateness(plan: Plan) -> float:
    """Working days by which what the project ends with is late at most."""
    return max((row.days_late or 0.0 for row in _final(plan)), default=0.0)


def _final(plan: Plan) -> list[PlannedTask]:
    """The rows with a deadline or a hard date that end on the last day."""
    last = last_day(plan.finish)
    ends = (row for row in plan.rows if row.finish and last_day(row.finish) == last)
    return [row for row in ends if row.task.due]


def open_level(plan: Plan) -> int:
    """The deepest outline level that is shown at first; deeper rows start collapsed.

    All of a plan that fits on a few pages; else as many levels as do, and more than one row.
    """
    counts = Counter(row.task.level for row in plan.rows)
    if len(plan.rows) <= _MOST_OPEN or not counts:
        return max(counts, default=1)
    shown, level = 0, min(counts)
    for deeper in sorted(counts):
        if shown > 1 and shown + counts[deeper] > _MOST_SHOWN:
            break
        shown, level = shown + counts[deeper], deeper
    return level
