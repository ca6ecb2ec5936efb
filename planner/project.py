"""The user's project as read: tasks, people, calendars, money. Dates are naive local times.

Every object knows its `Source`, so that every message can name the cell. What spans objects
(unknown names, cycles, …) is checked in `planner.checks.validate`; what one cell says, where it is
read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from planner.choice import Choice
from planner.errors import Issue, Severity
from planner.phrase import NO_REMEDY, Phrase
from planner.tracking.records import (
    NOTHING,
    Baseline,
    Planning,
    Previous,
    Progress,
    TimesheetEntry,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an object was read: a row of a sheet, and the column letter of each of its fields."""

    sheet: str = ""
    row: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)

    def cell(self, field_name: str = "") -> str:
        """The cell of a field like ``E14``; that of the row's first column where it has none."""
        column = self.columns.get(field_name) or min(
            self.columns.values(), key=lambda letters: (len(letters), letters), default="A"
        )
        return f"{column}{self.row}" if self.row else ""

    def issue(
        self,
        code: str,
        message: Phrase,
        field_name: str = "",
        *,
        got: object = "",
        remedy: Phrase = NO_REMEDY,
        severity: Severity = "error",
    ) -> Issue:
        """An issue at this object's cell for a field."""
        return Issue(
            severity=severity,
            code=code,
            message=message,
            sheet=self.sheet,
            cell=self.cell(field_name),
            got=str(got),
            remedy=remedy,
        )


ALWAYS = "24 hours"
"""The name of the calendar that never stops, on which elapsed durations are counted."""
LagCalendar = Literal["project", "predecessor", "successor", "24 h"]
"""In whose working time lags are counted; "24 h" is all time."""

LAG_TIMES: Mapping[LagCalendar, str] = {
    "project": "the project's working time",
    "predecessor": "the predecessor's working time",
    "successor": "the successor's working time",
    "24 h": "all 24 hours of a day",
}
"""What lags are counted in, in words."""


class Unit(StrEnum):
    """What a lag counts: working time, time on the wall clock, or a share of the predecessor.

    The share, of its duration, is counted as working time or on the wall clock.
    """

    WORK = "work"
    ELAPSED = "elapsed"
    PERCENT = "percent"
    ELAPSED_PERCENT = "elapsed percent"

    @property
    def elapsed(self) -> bool:
        """Whether it is counted on the wall clock."""
        return self in (Unit.ELAPSED, Unit.ELAPSED_PERCENT)

    @property
    def percent(self) -> bool:
        """Whether it is a share."""
        return self in (Unit.PERCENT, Unit.ELAPSED_PERCENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """A lag (or, negative, a lead): minutes, or per cent of the predecessor's duration."""

    amount: float = 0
    unit: Unit = Unit.WORK


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """This task's event comes no earlier than `lag` after the event of `task` (an id).

    With `max_lag` it also comes no later than that after it.
    """

    task: str
    kind: Literal["FS", "SS", "FF", "SF"] = "FS"
    lag: Lag = Lag()
    max_lag: Lag | None = None


Accrual = Literal["start", "end", "prorated"]
"""When something falls due, or is used up: at the start, at the end, or evenly over the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A seat to fill: `count` of the people (or equipment) that qualify, at `units` each.

    Qualifies: a resource in `names` (if given) that has `skill` at `level` (if given) and is not
    in `excluded`. `units` 1 is one full person or machine. A resource in `preferred` is taken
    where nothing speaks against it. Of material `units` are used, when `accrual` says.
    """

    names: tuple[str, ...] = ()
    skill: str = ""
    level: float = 0
    count: int = 1
    units: float = 1
    excluded: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    accrual: Accrual = "prorated"


class Constraint(StrEnum):
    """MS Project's eight constraint types."""

    ASAP = "As Soon As Possible"
    ALAP = "As Late As Possible"
    MSO = "Must Start On"
    MFO = "Must Finish On"
    SNET = "Start No Earlier Than"
    SNLT = "Start No Later Than"
    FNET = "Finish No Earlier Than"
    FNLT = "Finish No Later Than"


Pin = Literal["", "start", "people", "both"]
"""What of a task's previous plan may not change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A row of work.

    Args:
        id: Unique text by which other rows refer to it.
        parent: Id of the summary it stands under, or "".
        summary: It only sums up others; not scheduled itself.
        duration: Working minutes, if given. 0 is a milestone.
        work: Effort in person-minutes, if given instead: duration = work / people.
        heads: Fewest and most people for `work`.
        constraint, constraint_date: Hard date, see `Constraint`.
        more_dates: Hard dates from columns of their own.
        earliest_start: Hard lower bound for the start.
        blocked_until: Like earliest_start, and shown as a blocker (with `blocked_by`, a text).
        deadline: Soft due date; lateness is counted.
        priority: 0–1000; weighs lateness, 500 counts once.
        late_penalty, early_bonus: Money per working day after / before the deadline.
        fixed_cost: Money whoever does it; `accrual` says when it falls due.
        same_as, different_from: Ids of tasks to be done by the same / by different people.
        drop_cost: Price of leaving the task out; None: must be done.
        longest_pause: Minutes of their usual working time for which people on it may pause, for
            leave or a meeting; None: for any.
        together: Whether all who do it are needed from its start to its end; None leaves that to
            `Settings.together` (always so with equipment, and in a meeting). Elsewhere each begins
            at its start or when they come to work, and is free when their own share is done.
        spans: Ids of tasks and summaries; it runs from the first start to the last finish of them
            (a hammock, or level of effort) and has no duration of its own.
        unbroken: A meeting: done in one go by all who are named, without a pause.
        progress: What is recorded of it.
        three_points: Optimistic, likely and pessimistic minutes, where they are given; `duration`
            is then their mean.
        stakeholders: Who is told of its changes without working on it.
        pin: What of the previous plan it keeps whatever else is planned.
        kept: It has dates of the present plan, and neither waits for a task nor is waited for.
        baseline_start, baseline_finish, current_start, current_finish: Earlier plans; never rules.
    """

    id: str
    name: str
    source: Source = Source()
    wbs: str = ""
    level: int = 1
    parent: str = ""
    summary: bool = False
    duration: int | None = None
    work: int | None = None
    heads: tuple[int, int] = (1, 1)
    needs: tuple[Need, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    constraint: Constraint = Constraint.ASAP
    constraint_date: datetime | None = None
    more_dates: tuple[tuple[Constraint, datetime], ...] = ()
    earliest_start: datetime | None = None
    blocked_until: datetime | None = None
    blocked_by: str = ""
    deadline: datetime | None = None
    priority: int = 500
    late_penalty: Decimal | None = None
    early_bonus: Decimal | None = None
    fixed_cost: Decimal = Decimal(0)
    accrual: Accrual = "prorated"
    calendar: str = ""
    same_as: tuple[str, ...] = ()
    different_from: tuple[str, ...] = ()
    drop_cost: Decimal | None = None
    together: bool | None = None
    spans: tuple[str, ...] = ()
    unbroken: bool = False
    longest_pause: int | None = None
    progress: Progress = NOTHING
    stakeholders: tuple[str, ...] = ()
    pin: Pin = ""
    three_points: tuple[int, int, int] | None = None
    kept: bool = False
    baseline_start: datetime | None = None
    baseline_finish: datetime | None = None
    current_start: datetime | None = None
    current_finish: datetime | None = None
    notes: str = ""

    @property
    def hard_dates(self) -> tuple[tuple[Constraint, datetime], ...]:
        """Every kind of hard date with its date."""
        free = self.constraint in (Constraint.ASAP, Constraint.ALAP)
        if free or self.constraint_date is None:
            return self.more_dates
        return ((self.constraint, self.constraint_date), *self.more_dates)

    @property
    def percent_complete(self) -> float | None:
        """The recorded share done, 0–1."""
        return 1.0 if self.progress.done else self.progress.percent

    @property
    def partly_left(self) -> bool:
        """Whether less is left of it than it takes, and nothing else says whether it has begun."""
        told = self.progress
        if told.told or told.percent is not None or told.state:
            return False
        heads = sum(need.count * need.units for need in self.needs) or 1
        work = self.work or (self.duration or 0) * heads
        pairs = ((told.remaining_duration, self.duration or 0), (told.remaining_work, work))
        return any(left is not None and left < whole for left, whole in pairs)

    @property
    def recorded(self) -> bool:
        """Whether anything says that it has begun, or how far it is."""
        return self.progress.told or self.partly_left

    @property
    def label(self) -> str:
        """By what sheets, charts and texts show it: its ID where the file has one, else its WBS."""
        return self.id if "id" in self.source.columns else self.wbs or self.id

    @property
    def title(self) -> str:
        """Its label and name, for sentences."""
        return f"{self.label} {self.name}".strip()

    @property
    def dated(self) -> bool:
        """Whether it has a deadline that counts for anything."""
        return self.deadline is not None and bool(self.priority or self.late_penalty)

    @property
    def milestone(self) -> bool:
        """Whether it takes no time."""
        return not self.summary and self.duration == 0 and not self.work


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Money per unit of time; a day, week or month is the project's."""

    amount: Decimal = Decimal(0)
    per: Literal["h", "d", "w", "mo"] = "h"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A person, or (kind) equipment, a room, a crew; or material, which is paid for and used up.

    Args:
        max_units: How many of it there are; 1 is one person full time, 0.5 half.
        skills: Skill name → level.
        efficiency: Work done per hour worked; 1 is normal.
        available_from, available_until: Contract; no work outside.
        overtime_rate, overtime_hours: Price of an hour beyond the calendar, and the most of
            them in a week.
        terms: If it has several rows, what each says: from `available_from` to
            `available_until` of the row its units, rate, cost per use and calendar hold. The
            resource itself then has the most units of all rows, and all days.
        stock: How much of a material is at hand when the project starts; None is as much as is
            asked for, or nothing where there are deliveries of it.
        unit: What a material is counted in, as the user writes it.
    """

    name: str
    source: Source = Source()
    kind: Literal["person", "equipment", "material"] = "person"
    max_units: float = 1
    skills: Mapping[str, float] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    calendar: str = ""
    rate: Rate = Rate()
    overtime_rate: Rate | None = None
    overtime_hours: float = 0
    cost_per_use: Decimal = Decimal(0)
    efficiency: float = 1
    available_from: date | None = None
    available_until: date | None = None
    terms: tuple["Resource", ...] = ()
    stock: Decimal | None = None
    unit: str = ""

    @property
    def overtime(self) -> bool:
        """Whether they may work overtime: there is a price and a limit, which always hold."""
        return self.overtime_rate is not None and self.overtime_hours > 0 and not self.terms

    @property
    def there(self) -> tuple["Resource", ...]:
        """What its rows say, without those of which there is nothing; itself for one row."""
        return tuple(term for term in self.terms if term.max_units > 0) or self.terms or (self,)

    def on(self, day: date) -> "Resource":
        """The row that holds on a day; the first where none does."""
        for term in self.terms:
            first, last = term.available_from, term.available_until
            if (first is None or first <= day) and (last is None or day <= last):
                return term
        return self.there[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkWeek:
    """A named calendar: the working spans of each weekday, Monday first.

    On the days in `exceptions` it works those spans instead, whatever the week and the days off
    of all say.
    """

    name: str
    days: tuple[tuple[tuple[time, time], ...], ...]
    exceptions: Mapping[date, tuple[tuple[time, time], ...]] = field(default_factory=dict)
    source: Source = Source()

    @property
    def minutes(self) -> int:
        """Working minutes of a usual week; a span that ends at or before its start goes on."""
        return sum(
            60 * (last.hour - first.hour) + last.minute - first.minute + 1440 * (last <= first)
            for spans in self.days
            for first, last in spans
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """Days nobody (`who` empty), or one resource, works; `start`–`finish` inclusive.

    With `hours` only that span of each of the days is off.
    """

    start: date
    finish: date
    who: str = ""
    name: str = ""
    hours: tuple[time, time] | None = None
    source: Source = Source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A fixed appointment: these people are taken then, in full or in part."""

    name: str
    start: datetime
    finish: datetime
    who: tuple[str, ...]
    units: float = 1
    source: Source = Source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A limit on money: for the project, a phase (`scope`, a WBS or summary), and/or a month.

    Without `price` the limit is hard; with it each unit of money above costs that much.
    """

    limit: Decimal
    scope: str = ""
    start: date | None = None
    finish: date | None = None
    price: Decimal | None = None
    source: Source = Source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """So much of a material, which can be used from then on."""

    material: str
    when: datetime
    quantity: Decimal
    source: Source = Source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the Settings sheet says, with defaults. `start` is the project's first instant.

    `prices` holds what is paid, where the goal is money, for each late task, person at a peak,
    hand-over, day a task is moved by, and wish that is not met, by the names of these goals.
    `finish_tolerance` is how much later the work may be finished than it could be, where that
    saves money: minutes of working time and a share, the greater of which counts; None is one
    day or 2 % for the default goals, and nothing for goals that were asked for. `together` says
    whether a team works together from start to end where its task does not say so, see
    `Task.together`. `lag_calendar` says in whose time lags are counted. `overtime_per_day` is how
    many minutes somebody may work at most after the last shift of a day.
    `cost_per_day` is what the whole costs on each calendar day from the first start to the finish.
    `status_date` is the instant up to which progress is recorded. Where work began before what it
    waits for was finished, `progress` says whether the rest of it waits (retained logic) or not
    (override). Nothing that starts before `frozen_until` in the previous plan moves, or within
    `frozen_for` minutes of working time after the status date; `published` is the day the plan was
    published. A change of it counts by `change_weights`: another person on a task; a day by which
    a task moves that it starts, or would start, within `near_weeks` of the status date; a day
    later on. Work under way is passed on to others where who does it is away for more than
    `handover_after` minutes of the project's working time. `baseline` names the
    baseline that counts, "" the newest. `forecast` says whether the finish is forecast.
    `language` is the code of the language of the result, "" for that of the headers.
    """

    name: str = ""
    start: datetime | None = None
    hours_per_day: float = 8
    days_per_week: float = 5
    days_per_month: float = 20
    currency: str = ""
    country: str = ""
    region: str = ""
    goals: tuple[str, ...] = ()
    prices: Mapping[str, Decimal] = field(default_factory=dict)
    finish_tolerance: tuple[int, float] | None = None
    lag_calendar: LagCalendar = "project"
    together: bool = False
    overtime_per_day: int = 120
    cost_per_day: Decimal = Decimal(0)
    status_date: datetime | None = None
    progress: Literal["retained", "override"] = "retained"
    frozen_until: datetime | None = None
    published: date | None = None
    baseline: str = ""
    language: str = ""
    forecast: bool = True
    frozen_for: int | None = None
    near_weeks: float = 2
    change_weights: tuple[float, float, float] = (5, 2, 1)
    handover_after: int = 2400
    source: Source = Source()
    cells: Mapping[str, Source] = field(default_factory=dict)

    @property
    def status(self) -> datetime | None:
        """The instant up to which progress is recorded; a date without a time is its end."""
        return None if self.status_date is None else end_of(self.status_date)

    @property
    def day(self) -> int:
        """Working minutes of a day."""
        return round(self.hours_per_day * 60)


def end_of(when: datetime) -> datetime:
    """An instant; of a date without a time the end of that day."""
    return when + timedelta(days=1) if when.time() == time() else when


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadColumn:
    """How a column of the file was read.

    Args:
        sheet, cell: Where its header stands.
        header: Its text.
        meaning: Our caption for what it was taken for; `unit` is that of bare numbers, if told.
        evidence: Why, in a few words.
        sure: Whether its header says so.
        chosen: Whether the user says so.
        samples: The first cells below.
        others: Captions of what nearly was chosen, the best first.
    """

    sheet: str
    cell: str
    header: str
    meaning: str
    unit: str = ""
    evidence: str = ""
    sure: bool = True
    chosen: bool = False
    samples: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question about the plan, as written on the sheet Ask."""

    text: str
    source: Source = Source()


@dataclass(frozen=True, kw_only=True)
class Project:
    """Everything read from one workbook, checked and ready to be planned.

    `weeks` holds the calendars by name; the first is the project's. `remarks` are the warnings and
    notes made while reading, `columns` how each column was read. `language` is that of the result,
    such as ``de``: as the settings say, or that of the headers. `timesheet` holds the hours that
    were booked, `baselines` approved plans, the one of the columns Baseline Start and Finish first,
    `previous` the plan before, `history` what earlier plannings came to, `asked` questions to
    answer. The progress of the tasks in `updated` (ids) is told by our sheet Update alone, and
    `update_notes` are the notes there. `choice` is what the user said about the file beside it.
    Once it is `settled`, records of progress fit together (`planner.checks.recorded`).
    """

    settings: Settings
    start: datetime
    tasks: tuple[Task, ...]
    resources: tuple[Resource, ...] = ()
    weeks: tuple[WorkWeek, ...] = ()
    days_off: tuple[DayOff, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    budgets: tuple[Budget, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    remarks: tuple[Issue, ...] = ()
    columns: tuple[ReadColumn, ...] = ()
    language: str = "en"
    timesheet: tuple[TimesheetEntry, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    previous: Previous | None = None
    history: tuple[Planning, ...] = ()
    updated: frozenset[str] = frozenset()
    update_notes: Mapping[str, str] = field(default_factory=dict)
    choice: Choice = field(default_factory=Choice)
    settled: bool = False
    asked: tuple[Asked, ...] = ()

    @property
    def name(self) -> str:
        """The project's name, or ""."""
        return self.settings.name

    @property
    def limited_materials(self) -> tuple[Resource, ...]:
        """Materials of which there is not as much as is asked for, in order."""
        delivered = {one.material for one in self.deliveries}
        return tuple(
            one
            for one in self.resources
            if one.kind == "material" and (one.stock is not None or one.name in delivered)
        )

    @property
    def lag_time(self) -> str:
        """What the lags are counted in, in words; "" where none counts working time."""
        links = (link for task in self.tasks for link in task.dependencies)
        lags = (lag for link in links for lag in (link.lag, link.max_lag) if lag is not None)
        counted = any(lag.amount and not lag.unit.elapsed for lag in lags)
        return LAG_TIMES[self.settings.lag_calendar] if counted else ""

    @property
    def currency(self) -> str:
        """The currency as written by the user, or ""."""
        return self.settings.currency
