"""At which end of a pause a milestone stands.

A slot boundary is two instants where nobody works between: when the slot before closes, and when
the next one opens. A milestone may be at either, or between them. Where it costs something and a
budget ends between them, that is decided with everything else: it has a mode for each side. Other
milestones are shown where people expect them: what follows an end at the first, such as Friday
17:00; what follows no end at all, and what its own date holds, at the second, such as Monday 08:00.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.problem import Activity, Bounds, Mode
from planner.project import Budget
from planner.translate.activity_links import Link
from planner.translate.task_dates import Bound, Window
from planner.worktime.grid import Grid
from planner.worktime.moments import DAY, midnight, stamp


def standing(
    activities: Sequence[Activity],
    links: Sequence[Link],
    windows: Sequence[Window],
    grid: Grid,
) -> tuple[int, ...]:
    """For each activity the last slot at which it is shown when the slot opens, if a milestone."""
    milestones = {i for i, activity in enumerate(activities) if activity.instant}
    dates = [_held(grid, window) if i in milestones else 0 for i, window in enumerate(windows)]
    return tuple(_openings(links, milestones, dates, grid.horizon))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Makes the modes of milestones on a grid with budgets for some days."""

    grid: Grid
    edges: frozenset[int]

    @classmethod
    def of(cls, grid: Grid, budgets: Sequence[Budget]) -> "Sides":
        """The milestones of a project; `edges` are the moments at which a budget begins or ends."""
        firsts = (midnight(b.start) for b in budgets if isinstance(b.start, date))
        lasts = (midnight(b.finish) + DAY for b in budgets if isinstance(b.finish, date))
        return cls(grid=grid, edges=frozenset((*firsts, *lasts)))

    def modes(self, mode: Mode, window: Window) -> tuple[Mode, ...]:
        """The mode on each side on which its dates allow it, the one that closes first."""
        if not self.edges:
            return (mode,)
        found = (
            replace(mode, accrual="end", bounds=self._bounds(window, opens=False)),
            replace(mode, accrual="start", bounds=self._bounds(window, opens=True)),
        )
        return tuple(filter(_possible, found)) or (mode,)

    def _bounds(self, window: Window, *, opens: bool) -> Bounds:
        """What the dates leave of the slots for one side."""
        lows = [self._from(bound, opens) for bound in (*window.starts, *window.ends)]
        highs = [self._to(bound, opens) for bound in (*window.latest_starts, *window.latest_ends)]
        return Bounds(start_min=max(lows, default=0), start_max=min(highs, default=None))

    def _from(self, bound: Bound, opens: bool) -> int:
        """The first slot; the pause in which the date lies counts with it up to the next edge."""
        slot = bound.slot
        if opens or bound.at is None or not slot or slot >= self.grid.horizon:
            return slot
        closes = int(self.grid.closes[slot - 1])
        return slot + (closes < bound.at and self._parted(closes - 1, bound.at))

    def _to(self, bound: Bound, opens: bool) -> int:
        """The last slot, likewise."""
        slot = bound.slot
        if not opens or bound.at is None or slot >= self.grid.horizon:
            return slot
        at = int(self.grid.opens[slot])
        return slot - (at > bound.at and self._parted(bound.at, at))

    def _parted(self, one: int, other: int) -> bool:
        """Whether a budget begins or ends after the first and no later than the second."""
        return any(one < edge <= other for edge in self.edges)


def _possible(mode: Mode) -> bool:
    return mode.bounds.start_max is None or mode.bounds.start_min <= mode.bounds.start_max


def _held(grid: Grid, window: Window) -> int:
    """The slot at whose opening its own dates hold it; 0 if they hold it at the end before."""
    found = 0
    for bound in (*window.starts, *window.ends):
        closes, opens = grid.closing(bound.slot), grid.opening(bound.slot)
        at = opens if bound.at is None else stamp(bound.at)
        if at > closes:
            found = max(found, bound.slot)
    return found


def _openings(
    links: Sequence[Link], milestones: Collection[int], dates: Sequence[int], horizon: int
) -> list[int]:
    """For each activity the last slot at which it stands when the slot opens.

    Args:
        links: Between the activities.
        milestones: Positions of the activities that take no time.
        dates: The first slot that each one's own dates allow.
        horizon: Length of the axis.
    """
    forward = [link for link in links if not link.back and link.second in milestones]
    lagging = [link for link in forward if link.minutes or link.share]
    ends = [link for link in forward if link.first not in milestones and link.kind[0] == "F"]
    chained = [
        link for link in forward if link.first in milestones and not (link.minutes or link.share)
    ]
    todo = sorted({link.second for link in (*lagging, *ends)})
    followers: dict[int, list[int]] = {}
    for link in chained:
        followers.setdefault(link.first, []).append(link.second)
    found = {i: dates[i] for i in todo}
    while todo:
        first = todo.pop()
        for second in followers.get(first, ()):
            reached = max(dates[second], found[first], found.get(second, 0))
            if found.get(second) != reached:
                found[second] = reached
                todo.append(second)
    return [found.get(i, horizon) for i in range(len(dates))]
