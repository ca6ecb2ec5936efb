"""The contents of another program's project file, in one form for all programs.

Amounts of time are minutes, moments naive local times. Objects refer to each other by `uid`, a
text that is unique among its kind in the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from planner.interchange.place import ElementPlace
from planner.project import Constraint, Lag, LagCalendar, LinkKind, Rate
from planner.tracking.records import PercentOf

DraftHours = tuple[tuple[time, time], ...]
"""Working hours of a day; an end of 00:00 is midnight, the end of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftException:
    """Days from `start` to `finish` on which a calendar works `hours`; none is a day off."""

    start: date
    finish: date
    hours: DraftHours = ()
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCalendar:
    """A calendar; a weekday that is None, and days without exception, are those of `base`."""

    uid: str
    name: str
    days: tuple[DraftHours | None, ...] = (None,) * 7
    exceptions: tuple[DraftException, ...] = ()
    base: str = ""
    place: ElementPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftBaseline:
    """An approved earlier plan of a task; `number` 0 is the one to compare with."""

    number: int = 0
    start: datetime | None = None
    finish: datetime | None = None
    duration: float | None = None
    work: float | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLink:
    """The task waits for `task` (a uid). `other` names the file the other task stands in."""

    task: str
    kind: LinkKind = "FS"
    lag: Lag = field(default_factory=Lag)
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAssignment:
    """A resource on a task at `units` (1 is one full person) for `work` person-minutes.

    For material `units` is the quantity. `role` stands for all who have it, where no resource is
    named. `delayed` is whether it starts later than the task. `cost` is that of a lump of cost.
    """

    resource: str = ""
    role: str = ""
    units: float = 1
    work: float | None = None
    delayed: bool = False
    cost: Decimal = Decimal(0)
    place: ElementPlace


TaskKind = Literal["task", "summary", "effort", "external", "inactive"]
"""``effort`` is a level of effort (hammock), ``external`` stands for a task of another file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTask:
    """A task, milestone or summary.

    Args:
        uid, id: For links, and the one people see.
        parent: Uid of the summary above it, or "".
        duration: Minutes of working time, or, where `elapsed`, on the wall clock.
        suspended, resume: When work on it was put off, and when it goes on.
        expected_finish: What is left of it takes until then, from `rest_start` on.
        actual_work, actual_cost: What was spent on it, in person-minutes and money.
        soft_latest: The latest dates of its constraints only give negative float.
        manual: It stays where its dates are, whatever its links say.
        stays: Nothing but its start says where it belongs, so it is not moved before that.
        pinned: It is not to be moved for the sake of people's limits.
        own_calendar_only: It follows its calendar and not those of its people.
        resource_dated: Its dates follow its people's calendars (else only its own does).
        spans: Uids of what a level of effort runs along with.
        pauses: Stretches in which work on it is interrupted on purpose (a split).
        named: Fields without a home here, by their name: their values as text.
    """

    uid: str
    id: str
    name: str
    kind: TaskKind = "task"
    parent: str = ""
    level: int = 1
    wbs: str = ""
    milestone: bool = False
    duration: float | None = None
    elapsed: bool = False
    work: float | None = None
    start: datetime | None = None
    finish: datetime | None = None
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    percent_complete: float | None = None
    percent_of: PercentOf = "duration"
    remaining: float | None = None
    suspended: datetime | None = None
    resume: datetime | None = None
    expected_finish: datetime | None = None
    rest_start: datetime | None = None
    actual_work: float | None = None
    actual_cost: Decimal | None = None
    constraint: Constraint = Constraint.ASAP
    constraint_date: datetime | None = None
    more_dates: tuple[tuple[Constraint, datetime], ...] = ()
    earliest_start: datetime | None = None
    soft_latest: bool = False
    manual: bool = False
    stays: bool = False
    pinned: bool = False
    deadline: datetime | None = None
    priority: int = 500
    fixed_cost: Decimal = Decimal(0)
    accrual: Literal["start", "end", "prorated"] = "prorated"
    calendar: str = ""
    own_calendar_only: bool = False
    resource_dated: bool = True
    links: tuple[DraftLink, ...] = ()
    spans: tuple[str, ...] = ()
    assignments: tuple[DraftAssignment, ...] = ()
    baselines: tuple[DraftBaseline, ...] = ()
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    notes: str = ""
    named: Mapping[str, str] = field(default_factory=dict)
    place: ElementPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRate:
    """Pay from a date on (None: always), of one `table` of several."""

    table: str = "A"
    start: datetime | None = None
    rate: Rate = field(default_factory=Rate)
    overtime: Rate | None = None
    per_use: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAvailability:
    """The units of a resource from `start` to `finish`; None is without end."""

    start: date | None = None
    finish: date | None = None
    units: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftResource:
    """A person, machine, material, or a lump of cost."""

    uid: str
    name: str
    kind: Literal["person", "equipment", "material", "cost"] = "person"
    max_units: float = 1
    calendar: str = ""
    rates: tuple[DraftRate, ...] = ()
    availability: tuple[DraftAvailability, ...] = ()
    skills: Mapping[str, float] = field(default_factory=dict)
    group: str = ""
    named: Mapping[str, str] = field(default_factory=dict)
    place: ElementPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDraft:
    """A whole file.

    Args:
        program: Which kind of file it is, for people.
        calendar: Uid of the project's calendar.
        days_per_month: Working days that a month counts.
        lag_calendar: On which calendar lags are counted: ``task`` is that of the successor where it
            has one of its own, else the project's.
        override: Work that has begun goes on though what it waits for is not finished.
        common: People work on a task without a calendar only when the project's works as well.
    """

    program: str
    place: ElementPlace
    name: str = ""
    start: datetime | None = None
    status_date: datetime | None = None
    currency: str = ""
    minutes_per_day: float = 480
    minutes_per_week: float = 2400
    days_per_month: float = 20
    calendar: str = ""
    lag_calendar: LagCalendar | Literal["task"] = "project"
    override: bool = False
    common: bool = False
    calendars: tuple[DraftCalendar, ...] = ()
    tasks: tuple[DraftTask, ...] = ()
    resources: tuple[DraftResource, ...] = ()
