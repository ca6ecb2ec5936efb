"""What a workbook states beside tasks and people: settings, budgets, deliveries, questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from planner.project.source import NOWHERE, Source

LagCalendar = Literal["project", "predecessor", "successor", "24 h"]
"""Whose working time counts for lags; "24 h" is all time."""

LAG_TIMES: Mapping[LagCalendar, str] = {
    "project": "the project's working time",
    "predecessor": "the predecessor's working time",
    "successor": "the successor's working time",
    "24 h": "all 24 hours of a day",
}
"""The time in which lags are counted, in words."""


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
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A quantity of a material that can be used from an instant on."""

    material: str
    when: datetime
    quantity: Decimal
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the Settings sheet says, with defaults.

    Args:
        start: The project's first instant.
        goals: Names of goals, the most important first; empty means the default ones.
        prices: By the name of a goal, the money paid for each late task, person at a peak,
            hand-over, day by which a task is moved, or wish that is not met, where the goal is
            money.
        finish_tolerance: How much later the work may be finished than it could be, where that
            saves money: minutes of working time and a share, of which the greater counts. None
            is one day or 2 % for the default goals, and nothing for goals that were asked for.
        lag_calendar: In whose working time lags are counted.
        together: Whether a team works together from start to end where its task does not say so,
            see `Task.together`.
        overtime_per_day: The most minutes that somebody works after the last shift of a day.
        cost_per_day: Money for each calendar day from the first start to the finish.
        status_date: The instant up to which progress is recorded.
        progress: Whether the rest of work that began before what it waits for was finished waits
            for that (retained logic) or not (override).
        frozen_until: Nothing that starts earlier in the previous plan moves.
        published: The day on which the plan was published.
        baseline: Name of the baseline that counts, "" for the newest.
        language: Code of the language of the result, "" for that of the headers.
        forecast: Whether the finish is forecast.
        frozen_for: Nothing moves that starts in the previous plan within so many minutes of
            working time after the status date.
        near_weeks: Weeks after the status date in which a move counts as a near one.
        change_weights: How much a change of the published plan counts: another person on a task;
            a day by which a task moves that starts, or would start, within `near_weeks`; a day
            by which a later task moves.
        handover_after: Work under way is passed on to others where those who do it are away for
            more than so many minutes of the project's working time.
        source: The sheet; `cells` has the place of each setting.
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
    source: Source = NOWHERE
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
    """The instant itself; for a date without a time, the end of that day."""
    return when + timedelta(days=1) if when.time() == time() else when


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadColumn:
    """How a column of the file was read.

    Args:
        sheet, cell: Where its header stands.
        header: Its text.
        meaning: Our caption for what it was taken for.
        unit: The unit of bare numbers, "" where nothing says it.
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
    source: Source = NOWHERE
