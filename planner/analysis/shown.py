"""When a task starts and finishes on the clock, as everybody is told."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from models.schedule import Schedule
from models.schedule import Task as Placed
from models.timing.instants import Marks, instants
from planner.worktime.calendars import stamp

if TYPE_CHECKING:
    from planner.translate.translation import Translation


class Shown:
    """The times of a schedule; milestones are at their true instant.

    That is when what they wait for is done, thus often the end of a day; where the start of
    another task or their own date decides, that (`models.problem.Activity.opening`); where an
    elapsed lag does, also at night.
    """

    def __init__(self, translation: "Translation", schedule: Schedule) -> None:
        self.grid = grid = translation.grid
        opens, closes = grid.opens.tolist(), grid.closes.tolist()
        first, last = (opens or [0])[0], (closes or [0])[-1]
        clock = Marks(closes=(first, *closes), opens=(*opens, last), unit=grid.slot_minutes)
        dates = {
            i: min(max(held), clock.opens[task.start])
            for i, task in enumerate(schedule.tasks)
            if task is not None and (held := list(_own_dates(translation, i, task.start)))
        }
        self._dates = dates
        self._openings = [activity.opening for activity in translation.problem.activities]
        self._instants = instants(translation.problem, schedule, clock, dates)

    def of(self, activity: int, placed: Placed) -> tuple[datetime, datetime]:
        """Start and finish of an activity."""
        if placed.start < placed.end:
            return self.grid.opening(placed.start), self.grid.closing(placed.end)
        when = stamp(self._instants[activity, "S"])
        if placed.start <= self._openings[activity]:
            when = max(when, self.grid.opening(placed.start))
        held = self._dates.get(activity)
        when = when if held is None else stamp(held)
        return when, when


def _own_dates(translation: "Translation", activity: int, slot: int) -> Iterator[int]:
    """The dates of a milestone that it is held back by at a slot, in minutes."""
    window = translation.windows[activity]
    for bound in (*window.starts, *window.ends):
        if bound.slot == slot and bound.at is not None:
            yield bound.at
