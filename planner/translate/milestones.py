"""At which end of a pause a milestone stands.

A slot boundary is two instants where nobody works between: when the slot before closes, and when
the next one opens. A milestone that follows an end stands at the first, such as Friday 17:00; what
follows no end at all, and what its own date holds, at the second, such as Monday 08:00.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from models.problem import Activity
from planner.translate.dates import Window
from planner.translate.links import Link
from planner.worktime.calendars import Grid, stamp


def standing(
    activities: tuple[Activity, ...],
    links: Sequence[Link],
    windows: Sequence[Window],
    grid: Grid,
) -> tuple[Activity, ...]:
    """The activities, each milestone at its end of a pause, see `Activity.opening`."""
    milestones = {i for i, activity in enumerate(activities) if activity.instant}
    dates = [_held(grid, window) if i in milestones else 0 for i, window in enumerate(windows)]
    found = _openings(links, milestones, dates, grid.horizon)
    return tuple(
        replace(activity, opening=found[i]) if i in milestones else activity
        for i, activity in enumerate(activities)
    )


def _held(grid: Grid, window: Window) -> int:
    """The slot at whose opening its own dates hold it; 0 if they hold it at the end before.

    A date on which nobody works is at that end of the pause that is in its month.
    """
    found = 0
    for bound in (*window.starts, *window.ends):
        closes, opens = grid.closing(bound.slot), grid.opening(bound.slot)
        at = opens if bound.at is None else stamp(bound.at)
        if at > closes and (at.year, at.month) == (opens.year, opens.month):
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
