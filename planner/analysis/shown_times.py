"""The start and finish of a task on the clock, as everybody sees them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from models.schedule import Schedule
from models.schedule import Task as Placed
from models.timing.instants import Marks, instants
from planner.worktime.moments import moment, stamp

if TYPE_CHECKING:
    from planner.translate.translation import Translation


class Shown:
    """The times of a schedule; milestones are at their true instant.

    That is when what they wait for is done, thus often the end of a day; where the start of
    another task or their own date decides, that (`Translation.standing`); where an elapsed lag
    does, also at night; where a budget makes it matter, on the side that was decided. None is
    shown after the last work because it may be.
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
        self._activities, self._standing = translation.problem.activities, translation.standing
        ends = (task.end for task in schedule.tasks if task and task.start < task.end)
        self._done = max(ends, default=len(opens))
        self._instants = instants(translation.problem, schedule, clock, dates)

    def of(self, activity: int, placed: Placed) -> tuple[datetime, datetime]:
        """Start and finish of an activity."""
        if placed.start < placed.end:
            return self.grid.opening(placed.start), self.grid.closing(placed.end)
        when = stamp(self._instants[activity, "S"])
        if self.opens(activity, placed):
            when = max(when, self.grid.opening(placed.start))
        held = self._dates.get(activity)
        if held is not None and not self._activities[activity].sided:
            when = stamp(held)
        return when, when

    def opens(self, activity: int, placed: Placed) -> bool:
        """Whether a milestone is there when its slot opens."""
        what = self._activities[activity]
        if what.sided:
            return what.modes[placed.mode].accrual == "start"
        return placed.start <= min(self._standing[activity], self._done - 1)

    def day(self, activity: int, placed: Placed) -> date:
        """The day a milestone is on; midnight ends the day before, or begins the next."""
        when, _ = self.of(activity, placed)
        closes = placed.start and when == self.grid.closing(placed.start)
        if closes and not self.opens(activity, placed):
            when -= timedelta(microseconds=1)
        return when.date()


def _own_dates(translation: "Translation", activity: int, slot: int) -> Iterator[int]:
    """The dates of a milestone that it is held back by at a slot, in minutes.

    One that stands where people know it, in the morning, stands there when the slot opens.
    """
    what, grid = translation.problem.activities[activity], translation.grid
    if what.instant and what.stay is not None and what.stay.at == slot < grid.horizon:
        known = translation.known.start(
            translation.project.tasks[translation.origins[activity].row]
        )
        if known is not None and known > grid.closing(slot):
            yield moment(grid.opening(slot))
    window = translation.windows[activity]
    for bound in (*window.starts, *window.ends):
        if bound.slot == slot and bound.at is not None:
            yield bound.at
