"""Minutes worked and available of each worker by day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from models.schedule import Schedule
from planner.plan import DayLoad, PlannedTask
from planner.translate.translation import Translation
from planner.worktime.moments import DAY


def daily_load(
    translation: Translation, schedule: Schedule, rows: Sequence[PlannedTask]
) -> dict[str, dict[date, DayLoad]]:
    """Minutes worked and available of each worker on each day up to the finish."""
    busy: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        for booking in row.bookings:
            for start, end in booking.spans:
                minutes = (end - start).total_seconds() / 60 * booking.units
                busy[booking.resource][start.toordinal()] += minutes
    there = _Availability(translation, schedule.makespan)
    load: dict[str, dict[date, DayLoad]] = {}
    for worker, resource in zip(
        translation.crew.workers, translation.problem.resources, strict=True
    ):
        available, worked_on = there.on(resource.calendar), busy[worker.name]
        load[worker.name] = {
            date.fromordinal(day): DayLoad(
                worked=worked_on.get(day, 0.0),
                available=available.get(day, 0) * worker.on(date.fromordinal(day)).max_units,
            )
            for day in sorted(available.keys() | worked_on.keys())
        }
    return load


@dataclass(frozen=True)
class _Availability:
    """Working minutes of a calendar by day, up to the day of the last slot needed."""

    translation: Translation
    makespan: int

    @cached_property
    def _days(self) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        days = np.asarray(self.translation.grid.opens // DAY)
        if not self.makespan:
            return days[:0]
        return days[: int(np.searchsorted(days, days[self.makespan - 1], side="right"))]

    @cached_property
    def _known(self) -> dict[int, dict[int, int]]:
        return {}

    def on(self, calendar: int) -> dict[int, int]:
        """Day → minutes."""
        if calendar not in self._known:
            mask = np.zeros(len(self._days) + 1, dtype=np.int64)
            for start, end in self.translation.problem.calendars[calendar].spans:
                if start < len(self._days):
                    mask[start] += 1
                    mask[min(end, len(self._days))] -= 1
            working = self._days[np.cumsum(mask)[:-1] > 0]
            days, counts = np.unique(working, return_counts=True)
            minutes = counts * self.translation.grid.slot_minutes
            self._known[calendar] = dict(zip(days.tolist(), minutes.tolist(), strict=True))
        return self._known[calendar]
