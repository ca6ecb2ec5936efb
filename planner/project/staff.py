"""People, equipment and material, and the times at which they are there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from planner.project.source import NOWHERE, Source

ALWAYS = "24 hours"
"""The name of the calendar that never stops, on which elapsed durations are counted."""


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
        terms: Its rows, if it has several. The units, rate, cost per use and calendar of a row
            hold from its `available_from` to its `available_until`. The resource itself then has
            the most units of all rows, and all days.
        stock: How much of a material is at hand when the project starts; None is as much as is
            asked for, or nothing where there are deliveries of it.
        unit: What a material is counted in, as the user writes it.
    """

    name: str
    source: Source = NOWHERE
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
        """Its rows with units in them, or all if none has; itself where it has one row."""
        return tuple(term for term in self.terms if term.max_units > 0) or self.terms or (self,)

    def employed(self, day: date) -> bool:
        """Whether it is there on a day, leave aside: one of its rows holds then."""
        return any(
            (term.available_from or day) <= day <= (term.available_until or day)
            for term in self.there
        )

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

    The spans in `exceptions` replace those of a day, and override the common days off.
    """

    name: str
    days: tuple[tuple[tuple[time, time], ...], ...]
    exceptions: Mapping[date, tuple[tuple[time, time], ...]] = field(default_factory=dict)
    source: Source = NOWHERE

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
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A fixed appointment: these people are taken then, in full or in part."""

    name: str
    start: datetime
    finish: datetime
    who: tuple[str, ...]
    units: float = 1
    source: Source = NOWHERE
