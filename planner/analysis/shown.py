"""When a task starts and finishes on the clock, as everybody is told."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from models.problem import Precedence
from models.schedule import Task as Placed
from planner.analysis.timing import Timing
from planner.worktime.calendars import stamp

if TYPE_CHECKING:
    from planner.translate.translation import Translation


def shown(
    translation: "Translation", timing: Timing, activity: int, placed: Placed
) -> tuple[datetime, datetime]:
    """Start and finish on the clock.

    A milestone is shown at its end of a pause, see `models.problem.Activity.opening`, or when a lag
    on the wall clock is over; where its own date decides, at that, also while nobody works.
    """
    grid = translation.grid
    if placed.start < placed.end:
        return grid.opening(placed.start), grid.closing(placed.end)
    slot = placed.start
    opens = slot <= translation.problem.activities[activity].opening
    incoming = translation.problem.incoming[activity]
    opens = opens or any(_still_runs(translation, timing, p, grid.closing(slot)) for p in incoming)
    when = grid.opening(slot) if opens else grid.closing(slot)
    when = _held(when, list(_own_dates(translation, activity, slot)), grid.opening(slot))
    return when, when


def _held(when: datetime, dates: list[datetime], latest: datetime) -> datetime:
    """The moment, or the last date of the milestone's own if there are any, up to the latest."""
    return min(max(dates), latest) if dates else when


def _own_dates(translation: "Translation", activity: int, slot: int) -> Iterator[datetime]:
    """The dates of a milestone that it is held back by at a slot."""
    window = translation.windows[activity]
    for bound in (*window.starts, *window.ends):
        if bound.slot == slot and bound.at is not None:
            yield stamp(bound.at)


def _still_runs(
    translation: "Translation", timing: Timing, precedence: Precedence, when: datetime
) -> bool:
    """Whether an elapsed lag is not over at a time: it may end while nobody works."""
    if not precedence.elapsed or timing.schedule.tasks[precedence.first] is None:
        return False
    first, grid = timing.task(precedence.first), translation.grid
    event = grid.closing(first.end) if precedence.kind[0] == "F" else grid.opening(first.start)
    lag = timedelta(minutes=precedence.lag * grid.slot_minutes)
    return event + lag > when
