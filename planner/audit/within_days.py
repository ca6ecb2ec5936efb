"""Which links could be kept within the days of tasks whose dates have no time.

A finish on Tuesday may be any moment of Tuesday at which the work is done, a start any from which
it still fits: a forward pass (critical path method, Kelley & Walker 1959) within those days.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from planner.audit.dated import Dated
from planner.audit.dated_links import DatedLink
from planner.audit.own_clocks import OwnClocks, finish_of, fits
from planner.worktime.clock import WorkClock
from planner.worktime.moments import DAY


def within_days(
    links: Sequence[DatedLink],
    clocks: OwnClocks,
    of: Callable[[str], Sequence[Dated]],
    due_from: Callable[[DatedLink, int], int],
) -> tuple[DatedLink, ...]:
    """The links, none broken that some times of its days would keep.

    Args:
        links: All links, judged by the ends of days.
        clocks: The working times of all.
        of: The dated tasks that an id stands for.
        due_from: When the second event of a link may come, given the moment of the first.
    """
    broken = [link for link in links if link.broken and link.dependency.max_lag is None]
    days = _Days(clocks)
    close = [one for one in links if _waiting(one, days, of, one.due)] if broken else []
    ordered = _in_order(close)
    for _ in ordered:  # what one link moves may move what others wait for
        moved = [_moved(link, days, of, due_from) for link in ordered]
        if not any(moved):
            break
    kept = {id(link): _judged(link, days, of, due_from) for link in broken}
    return tuple(kept.get(id(link), link) for link in links)


def _in_order(links: Sequence[DatedLink]) -> Sequence[DatedLink]:
    """The links in the order in which tasks wait for each other; as they are where these circle."""
    graph: dict[str, set[str]] = defaultdict(set)
    for link in links:
        graph[link.task.id].add(link.dependency.task)
    try:
        order = {name: at for at, name in enumerate(TopologicalSorter(graph).static_order())}
    except CycleError:
        return links
    return sorted(links, key=lambda link: order[link.task.id])


class _Days:
    """The earliest moments of tasks within the days of their dates, as far as they are known."""

    def __init__(self, clocks: OwnClocks) -> None:
        self._clocks = clocks
        self._starts: dict[int, int] = {}
        self._finishes: dict[int, int] = {}

    def sooner(self, at: int, due: int) -> bool:
        """Whether the project works between two moments."""
        return self._clocks.worked(at) < self._clocks.worked(due)

    def start(self, one: Dated) -> int:
        """The earliest start found until now."""
        first = _begin(one) if one.task.milestone else one.start
        return self._starts.get(one.row, first)

    def finish(self, one: Dated) -> int:
        """The earliest finish that the start allows on the last day."""
        if one.task.milestone:
            return self.start(one)
        runs = self._clocks.all_runs(one.task, one.people)
        if not runs or ("F" in one.given and "F" not in one.by_day):
            return one.finish
        done = finish_of(runs, self.start(one))
        if "F" not in one.given:
            return done
        early = max(done, _begin(one), self._finishes.get(one.row, 0))
        return min(one.finish, early)

    def event(self, one: Dated, letter: str) -> int:
        """The earliest start or finish."""
        return self.start(one) if letter == "S" else self.finish(one)

    def move(self, one: Dated, letter: str, due: int) -> bool:
        """Whether the event can wait until a moment; it is moved if it must."""
        if due <= self.event(one, letter):
            return True
        if not self._allowed(one, letter, due):
            return False
        starts = letter == "S" or one.task.milestone
        (self._starts if starts else self._finishes)[one.row] = due
        return True

    def _allowed(self, one: Dated, letter: str, due: int) -> bool:
        if letter == "F" or one.task.milestone:
            return "F" in one.by_day and due <= one.finish
        runs = self._clocks.all_runs(one.task, one.people)
        fixed = "S" in one.given and "S" not in one.by_day
        if fixed or not runs or ("F" in one.given and not fits(runs, due, one.finish)):
            return False
        end = (one.start // DAY + 1) * DAY
        return "S" not in one.by_day or any(_works(clock, due, end) for clock, _ in runs)


def _begin(one: Dated) -> int:
    """When the last day of a task begins."""
    return (one.finish - 1) // DAY * DAY if one.by_day else one.finish


def _works(clock: WorkClock, first: int, last: int) -> bool:
    return clock.worked(first) < clock.worked(last)


_Of = Callable[[str], Sequence[Dated]]
_DueFrom = Callable[[DatedLink, int], int]


def _due(link: DatedLink, days: _Days, of: _Of, due_from: _DueFrom) -> int:
    """When the second event may come if the first is as early as its day allows."""
    letter = link.dependency.kind[0]
    events = [days.event(one, letter) for one in of(link.dependency.task)]
    return due_from(link, max(events) if letter == "F" else min(events))


def _waiting(link: DatedLink, days: _Days, of: _Of, due: int) -> Sequence[Dated]:
    """The tasks of the second event that come before a moment."""
    letter = link.dependency.kind[1]
    every = of(link.task.id)
    if letter == "F":
        every = [max(every, key=lambda one: one.finish)]
    return [one for one in every if days.event(one, letter) < due]


def _moved(link: DatedLink, days: _Days, of: _Of, due_from: _DueFrom) -> bool:
    """Whether a link moves an event within its day."""
    due = _due(link, days, of, due_from)
    letter = link.dependency.kind[1]
    moved = [days.move(one, letter, due) for one in _waiting(link, days, of, due)]
    return any(moved)


def _judged(link: DatedLink, days: _Days, of: _Of, due_from: _DueFrom) -> DatedLink:
    """The link, kept if nothing comes before it allows; else due when the days allow it."""
    due = _due(link, days, of, due_from)
    if not _waiting(link, days, of, due):
        return replace(link, broken=False, by_days=True)
    return replace(link, due=due) if days.sooner(due, link.due) else link
