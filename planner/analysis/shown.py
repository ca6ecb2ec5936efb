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

    A milestone is shown when what it waits for is done, thus often at the end of a day; where the
    start of another task decides, at the start of the slot; where its own date does, at that, also
    while nobody works.
    """
    grid = translation.grid
    if placed.start < placed.end:
        return grid.opening(placed.start), grid.closing(placed.end)
    slot = placed.start
    tight = [
        precedence
        for precedence in translation.problem.incoming[activity]
        if timing.schedule.tasks[precedence.first] is not None
        and timing.earliest_event(precedence) == slot
    ]
    opens = not slot or (tight and not any(p.kind[0] == "F" for p in tight))
    opens = opens or any(_still_runs(translation, timing, p, grid.closing(slot)) for p in tight)
    when = grid.opening(slot) if opens else grid.closing(slot)
    when = min(max([when, *_own_dates(translation, activity, slot)]), grid.opening(slot))
    return when, when


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
    first, grid = timing.task(precedence.first), translation.grid
    event = grid.closing(first.end) if precedence.kind[0] == "F" else grid.opening(first.start)
    lag = timedelta(minutes=precedence.lag * grid.slot_minutes)
    return precedence.elapsed and event + lag > when
