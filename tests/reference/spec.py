"""A small project in the user's terms. Amounts of time are minutes, money is a Fraction."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Literal

Kind = Literal["FS", "SS", "FF", "SF"]
LagUnit = Literal["work", "elapsed", "percent", "elapsed percent"]
DateKind = Literal["SNET", "SNLT", "MSO", "FNET", "FNLT", "MFO"]
LagCalendar = Literal["project", "predecessor", "successor", "24 h"]
When = date
"""A `datetime` has a time; a plain `date` means the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """Minutes of working or elapsed time, or per cent of the predecessor's duration."""

    amount: Fraction = Fraction(0)
    unit: LagUnit = "work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The task's event comes at least `lag`, at most `longest` after the event of `first`."""

    first: str
    kind: Kind = "FS"
    lag: Lag = Lag()
    longest: Lag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """`count` of the people of these names or groups, or with this skill.

    `units` is a share that the user wrote, as in ``Ann[50%]``.
    """

    names: tuple[str, ...] = ()
    skill: str = ""
    level: int = 0
    count: int = 1
    units: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HardDate:
    """One of MS Project's kinds of date rule."""

    kind: DateKind
    when: When


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A row of the Tasks sheet; a phase is a task that others have as `parent`."""

    id: str
    name: str = ""
    parent: str = ""
    duration: int | None = None
    work: int | None = None
    heads: tuple[int, int] | None = None
    seats: tuple[Seat, ...] = ()
    links: tuple[Link, ...] = ()
    dates: tuple[HardDate, ...] = ()
    earliest_start: When | None = None
    blocked_until: When | None = None
    deadline: When | None = None
    priority: int = 500
    late_penalty: Fraction | None = None
    fixed_cost: Fraction = Fraction(0)
    accrual: Literal["Start", "End", "Prorated"] = "Prorated"
    calendar: str = ""
    same_as: tuple[str, ...] = ()
    different_from: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    together: bool | None = None
    spans: tuple[str, ...] = ()
    longest_pause: int | None = None
    late_as_possible: bool = False
    drop_cost: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A row of the People sheet; several rows of one name hold from `since` to `until`."""

    name: str
    type: Literal["Person", "Equipment"] = "Person"
    skills: tuple[tuple[str, int], ...] = ()
    groups: tuple[str, ...] = ()
    units: Fraction = Fraction(1)
    rate: Fraction = Fraction(0)
    per: Literal["h", "d", "w", "mo"] = "h"
    overtime_rate: Fraction | None = None
    overtime_hours: int = 0
    cost_per_use: Fraction = Fraction(0)
    calendar: str = ""
    efficiency: Fraction = Fraction(1)
    since: date | None = None
    until: date | None = None


Hours = tuple[tuple[int, int], ...]
"""Working hours of a day as minutes of the day; an end at or before its start is the next day's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Working hours of each weekday, Monday first."""

    name: str
    days: tuple[Hours, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """Days on which nobody works."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Days, or hours of days (minutes of the day), on which somebody is away."""

    who: str
    first: date
    last: date
    hours: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An appointment at a fixed time, repeated or once."""

    name: str
    start: datetime
    finish: datetime
    who: tuple[str, ...]
    repeat: Literal["", "daily", "weekly"] = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most that may be spent on a phase (`scope`) or on all, in a month or in all."""

    limit: Fraction
    scope: str = ""
    month: tuple[int, int] | None = None
    price: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The Settings sheet."""

    start: When
    hours_per_day: Fraction = Fraction(8)
    days_per_week: int = 5
    days_per_month: int = 20
    goals: tuple[str, ...] = ("lateness", "cost", "finish")
    lag_calendar: LagCalendar = "project"
    team_works: Literal["each", "together"] = "each"
    cost_per_day: Fraction = Fraction(0)
    overtime_per_day: int = 120

    @property
    def day(self) -> int:
        """Minutes of a working day."""
        return int(self.hours_per_day * 60)


@dataclass(frozen=True, kw_only=True)
class Spec:
    """A workbook. `days` is how many calendar days the reference looks ahead."""

    settings: Settings
    tasks: tuple[Task, ...]
    people: tuple[Person, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    leave: tuple[Leave, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    budgets: tuple[Budget, ...] = ()
    days: int = 21

    @cached_property
    def by_id(self) -> dict[str, Task]:
        """Every task by its ID."""
        return {task.id: task for task in self.tasks}

    @cached_property
    def phases(self) -> frozenset[str]:
        """IDs of the tasks that have tasks below them."""
        return frozenset(task.parent for task in self.tasks if task.parent)

    @cached_property
    def leaves(self) -> tuple[Task, ...]:
        """Tasks that are planned: neither phases nor hammocks."""
        return tuple(t for t in self.tasks if t.id not in self.phases and not t.spans)

    @cached_property
    def hammocks(self) -> tuple[Task, ...]:
        """Tasks that span others."""
        return tuple(task for task in self.tasks if task.spans)

    def above(self, task: Task) -> tuple[Task, ...]:
        """The phases a task stands in, the nearest first."""
        found = []
        while task.parent:
            task = self.by_id[task.parent]
            found.append(task)
        return tuple(found)

    def within(self, name: str) -> tuple[Task, ...]:
        """The task of this ID itself, or the planned tasks of the phase."""
        if name not in self.phases:
            return (self.by_id[name],)
        return tuple(t for t in self.leaves if name in {phase.id for phase in self.above(t)})

    def last_day(self) -> date:
        """The last day the reference looks at."""
        start = self.settings.start
        day = start.date() if isinstance(start, datetime) else start
        return day + timedelta(days=self.days - 1)


class UnsupportedError(Exception):
    """The reference has no answer for this combination."""
