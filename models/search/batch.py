"""The serial scheme for many orders at once, where nobody is to be chosen.

Each order has a row of free units by slot; a step places one activity in every row, at its earliest
end there is room for. So an activity costs microseconds instead of a search of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from models.problem import FREE, Activity, Precedence, Problem
from models.search.clock import Clock
from models.search.size import places, settled
from models.timing import network
from models.timing.durations import alike

Table = NDArray[np.int64]
Small = NDArray[np.int16]
Keys = NDArray[np.float64]
Flags = NDArray[np.bool_]

_LARGEST = 2_000_000
"""Cells of tables over the slots that are built."""

_ROWS = 20
"""For how many activities a resource counts in that: it has a table for each order."""

_AFTER = 1e-9
"""How much later than what it follows an activity stands at least."""

_NEVER = np.iinfo(np.int16).max
"""After every axis: tables are of small numbers, which are twice as fast to go through."""

_BEFORE = -(2**40)
"""Before every axis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """What came of some orders.

    Args:
        starts, ends: For each order the times of each activity.
        whole: For each order whether there was room for everything.
    """

    starts: Table
    ends: Table
    whole: Flags


def fits(problem: Problem, slots: int) -> bool:
    """Whether nobody is to be chosen, all are taken from start to end, and the tables small.

    All links are plain lags.
    """
    activities = range(len(problem.activities))
    size = len(problem.activities) + _ROWS * (len(problem.resources) + 1)
    return (
        bool(problem.activities)
        and slots + 1 < _NEVER
        and size * (slots + 1) <= _LARGEST
        and settled(problem)
        and not any(
            candidate.pause is not None or candidate.bounds != FREE
            for i in activities
            for _, _, candidate in problem.choices(i)
        )
        and all(alike(problem, i) for i in range(len(problem.activities)))
        and not problem.spanning
        and all(
            link.calendar is None and not link.elapsed and not link.share
            for link in problem.precedences
        )
        and all(len(group) == 1 for group in network.components(problem))
    )


class Batch:
    """A problem that `fits`, on an axis of so many slots."""

    def __init__(self, problem: Problem, slots: int) -> None:
        self.slots = slots
        ends = _ends(problem, slots)
        order = network.order(problem)
        sizes = [size for size, _ in places(problem)]
        demands = [_demands(activity, sizes) for activity in problem.activities]
        free = _free(problem, slots)
        self._forward = _Scheme(ends, problem.incoming, order, demands, free)
        self._backward = _Scheme(
            _mirrored(ends),
            [[link.backward for link in links] for links in problem.outgoing],
            order[::-1],
            demands,
            free[:, ::-1],
        )

    def forward(self, keys: Keys) -> Times:
        """Each row of keys planned from the smallest to the largest, everything as early as can."""
        return self._forward.run(keys, np.zeros(len(keys), dtype=np.int64))

    def backward(self, times: Times) -> Times:
        """Last things first, everything as late as it can be by the end of its row."""
        floor = self.slots - times.ends.max(axis=1)
        turned = self._backward.run(-times.ends.astype(float), floor)
        return Times(
            starts=self.slots - turned.ends, ends=self.slots - turned.starts, whole=turned.whole
        )


class _Scheme:
    """One direction of time."""

    def __init__(
        self,
        ends: Table,
        links: Sequence[Sequence[Precedence]],
        order: Sequence[int],
        demands: Sequence[Sequence[tuple[int, int]]],
        free: Table,
    ) -> None:
        """From what follows from each start, what comes before what, and who is needed.

        Args:
            ends: For each activity and start its end; `_NEVER` where it cannot start.
            links: For each activity what it waits for.
            order: The activities, what is waited for first.
            demands: For each activity its resources and how many places of each.
            free: For each resource and slot how many places there are.
        """
        count, width = ends.shape
        self.ends, self.order = ends.astype(np.int16), order
        self.first = [[link.first for link in row] for row in links]
        nobody = len(free)
        self.free = np.zeros((nobody + 1, width), dtype=np.int16)
        self.free[:nobody, :-1] = free
        changes = np.flatnonzero((np.diff(free, axis=1) != 0).any(axis=0))
        self.steady = int(changes.max(initial=-1)) + 1
        self.reach = _reach(ends)
        self.who = _padded([[r for r, _ in row] for row in demands], nobody)
        self.need = _padded([[units for _, units in row] for row in demands], 0).astype(np.int16)
        self.event = _padded(
            [[link.first + count * (link.kind[0] == "F") for link in row] for row in links],
            2 * count,
        )
        self.lag = _padded([[link.lag for link in row] for row in links], 0)
        self.to_end = _padded([[int(link.kind[1] == "F") for link in row] for row in links], 0) == 1

    def run(self, keys: Keys, floor: Table) -> Times:
        """Plans each row; nothing in it starts before its floor."""
        count, width = self.ends.shape
        rows = np.arange(len(keys))
        free = np.repeat(self.free[None], len(keys), axis=0)
        events = np.full((len(keys), 2 * count + 1), _BEFORE, dtype=np.int64)
        whole = np.ones(len(keys), dtype=np.bool_)
        last = self.steady
        for i in self._sequences(keys).T:
            low, low_end = self._bounds(events, i, floor)
            begin = min(int(low.min()), width - 1)
            until = min(width, max(last, int(low.max()), int(low_end.max())) + self.reach + 1)
            slots = np.arange(begin, until, dtype=np.int16)
            ends = self.ends[i, begin:until]
            taken = np.where(self._blocked(free, i, begin, until), slots, np.int16(width))
            room = np.minimum.accumulate(taken[:, ::-1], axis=1)[:, ::-1]
            possible = (room >= ends) & (slots >= low[:, None]) & (ends >= low_end[:, None])
            at = possible.argmax(axis=1)
            placed = possible[rows, at]
            whole &= placed
            start = np.where(placed, at + begin, 0).astype(np.int16)
            end = np.where(placed, ends[rows, at], 0)
            events[rows, i], events[rows, count + i] = start, end
            last = max(last, int(end.max()))
            during = (slots >= start[:, None]) & (slots < end[:, None])
            for who, need in zip(self.who[i].T, self.need[i].T, strict=True):
                free[rows, who, begin:until] -= during * need[:, None]
        return Times(starts=events[:, :count], ends=events[:, count : 2 * count], whole=whole)

    def _bounds(self, events: Table, i: Table, floor: Table) -> tuple[Small, Small]:
        """For each row when its activity can start and end at the earliest, for its links."""
        bounds = events[np.arange(len(i))[:, None], self.event[i]] + self.lag[i]
        low = np.where(self.to_end[i], _BEFORE, bounds).max(axis=1)
        low_end = np.where(self.to_end[i], bounds, _BEFORE).max(axis=1)
        return (
            np.clip(low, floor, _NEVER).astype(np.int16),
            np.clip(low_end, 0, _NEVER).astype(np.int16),
        )

    def _blocked(self, free: Small, i: Table, begin: int, until: int) -> Flags:
        """For each row the slots in which too little is free of somebody its activity needs."""
        rows = np.arange(len(i))
        blocked = np.zeros((len(i), until - begin), dtype=np.bool_)
        for who, need in zip(self.who[i].T, self.need[i].T, strict=True):
            blocked |= free[rows, who, begin:until] < need[:, None]
        return blocked

    def _sequences(self, keys: Keys) -> Table:
        """For each row the activities by their keys, but after what they wait for."""
        keys = keys.copy()
        for i in self.order:
            if self.first[i]:
                after = keys[:, self.first[i]].max(axis=1) + _AFTER
                keys[:, i] = np.maximum(keys[:, i], after)
        return np.argsort(keys, axis=1, kind="stable")


def _reach(ends: Table) -> int:
    """The longest from any slot until any activity could be done if everybody were free."""
    soonest = np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
    waits = np.where(soonest < _NEVER, soonest - np.arange(ends.shape[1]), 0)
    return int(waits.max(initial=0))


def _padded(rows: Sequence[Sequence[int]], filling: int) -> Table:
    """The rows as a table, the shorter ones filled up."""
    table = np.full((len(rows), max(1, *map(len, rows))), filling, dtype=np.int64)
    for row, values in zip(table, rows, strict=True):
        row[: len(values)] = values
    return table


def _demands(activity: Activity, sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Whom the activity needs, and how many places of each."""
    return [
        (candidate.resource, candidate.units // sizes[candidate.resource])
        for seat in activity.modes[0].seats
        for candidate in seat.candidates
        if candidate.units and (candidate.work or activity.together)
    ]


def _free(problem: Problem, slots: int) -> Table:
    """For each resource and slot how many places there are."""
    units = np.zeros((len(problem.resources), slots), dtype=np.int64)
    for r, resource in enumerate(problem.resources):
        units[r] = resource.capacity
    for taken in problem.reservations:
        units[taken.resource, taken.start : taken.end] -= taken.units
    sizes = np.array([size for size, _ in places(problem)], dtype=np.int64)
    free: Table = np.clip(units // sizes[:, None], 0, _NEVER)
    return free


def _ends(problem: Problem, slots: int) -> Table:
    """For each activity and start from 0 to the last slot's end its end, or `_NEVER`."""
    windows = network.windows(problem)
    parts = [_parts(problem, activity) for activity in problem.activities]
    longest = max((work for _, work in chain.from_iterable(parts)), default=0)
    clocks = [Clock(calendar, (), slots, longest) for calendar in problem.calendars]
    starts = np.arange(slots + 1, dtype=np.int64)
    table = np.empty((len(parts), slots + 1), dtype=np.int64)
    for i, activity in enumerate(problem.activities):
        ends, possible = starts, starts >= windows.earliest_start[i]
        possible &= starts <= windows.latest_start[i]
        for clock, work in ((clocks[calendar], work) for calendar, work in parts[i]):
            possible &= clock.begin(starts) == starts
            ends = np.maximum(ends, clock.end(starts, work))
        latest = slots if activity.end_max is None else min(slots, activity.end_max)
        possible &= (ends >= activity.end_min) & (ends <= latest)
        table[i] = np.where(possible, ends, _NEVER)
    return table


def _parts(problem: Problem, activity: Activity) -> list[tuple[int, int]]:
    """The work that begins with the activity: on which calendar, how much."""
    mode = activity.modes[0]
    parts = [(activity.calendar, mode.work)]
    candidates = chain.from_iterable(seat.candidates for seat in mode.seats)
    parts += [(problem.calendar_position(one), one.work) for one in candidates]
    return [(calendar, work) for calendar, work in dict.fromkeys(parts) if work]


def _mirrored(ends: Table) -> Table:
    """The same with time running backward: of the starts with one end the latest counts."""
    last = ends.shape[1] - 1
    mirrored = np.full_like(ends, _NEVER)
    for row, mirror in zip(ends, mirrored, strict=True):
        starts = np.flatnonzero(row < _NEVER)
        mirror[last - row[starts]] = last - starts
    return mirrored
