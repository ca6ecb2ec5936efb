"""The facts about the whole workbook that single cells need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from planner.reading.dates import Order
from planner.reading.durations import TimeUnits
from planner.reading.priority import Priority, priority

DAYS_PER_POINT = 1
"""Working days of a story point, where the workbook does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The facts about the whole workbook that single cells need: units, order of dates, points.

    `start` is the project's, as far as known, `start_assumed` where nothing tells it; `unit` that
    of durations, as the user chose it; `paid` says whether anybody has a rate; `weekly` is the
    minutes of the project's usual week; `elsewhere` has the IDs of the tasks on other sheets, by ID
    and name.
    """

    clock: TimeUnits
    order: Order = ""
    days_per_point: float | None = None
    priority: Priority = priority
    start: datetime | None = None
    start_assumed: bool = False
    unit: str = ""
    paid: bool = False
    weekly: int = 2400
    elsewhere: Mapping[str, str] = field(default_factory=dict)
