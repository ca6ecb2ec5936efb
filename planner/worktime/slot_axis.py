"""Builds the grid of some working times, and the calendar of each on it."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from models.calendars import Calendar
from planner.worktime.grid import Grid
from planner.worktime.moments import DAY, moment
from planner.worktime.shapes import MinuteSpans, Shape, shape_of
from planner.worktime.working_time import Week, WorkTime, without

_COARSE = (5, 15)
"""Minutes of a slot to fall back on where exact ones would be too many, the finest first."""

_MOST_SLOTS = 250_000
"""Slots of an axis beyond which coarser ones are taken."""

_MOST_FINE = 3_000
"""Slots of an axis beyond which they are not made finer than they have to be."""

_MOST_CELLS = 10_000_000
"""Slots times different working times beyond which coarser ones are taken: some 200 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A grid and, for each work time it was built from, the calendar on it."""

    grid: Grid
    calendars: tuple[Calendar, ...]


def build(
    times: Sequence[WorkTime],
    *,
    start: datetime,
    days: int,
    amounts: Iterable[int] = (),
    moments: Iterable[int] = (),
    apart: bool = False,
    fine: int = 0,
) -> Axis:
    """The axis of some work times.

    Args:
        times: Whose working time is on the axis; the calendars come in the same order.
        start: First moment.
        days: Calendar days from that day on.
        amounts: Working minutes that should be whole numbers of slots.
        moments: Moments that should be slot boundaries where they fall into working time.
        apart: Whether slots must not straddle breaks and must lie on a common wall-clock raster
            (needed where lags are counted on the wall clock).
        fine: Minutes that should be whole slots too if that does not make too many of them; 0 is
            any.
    """
    first = start.toordinal()
    layout = _Layout(times, first, range(first, first + days), moment(start), apart)
    unit = math.gcd(*amounts, *layout.units(), *layout.offsets(moments))
    if layout.minutes <= _MOST_FINE * math.gcd(unit, fine):
        unit = math.gcd(unit, fine)
    slot = _slot(unit, layout.minutes, layout.different)
    starts, ends = layout.lay(slot)
    grid = Grid(slot_minutes=slot, starts=starts, ends=ends, unit=unit, lost=layout.lost(slot))
    return Axis(grid=grid, calendars=layout.calendars(slot))


def _slot(unit: int, minutes: int, calendars: int) -> int:
    """The length of a slot: exact, or coarser where there would be too many."""
    most = min(_MOST_SLOTS, _MOST_CELLS // max(1, calendars))
    steps = (unit, *(step for step in _COARSE if step > unit))
    return next((step for step in steps if minutes <= most * step), steps[-1]) if unit else DAY


_Kind = tuple[Week, int, int]


def _kind(worktime: WorkTime) -> _Kind:
    """Work times of one kind have the same usual hours."""
    return worktime.week, id(worktime.holidays), id(worktime.special)


class _Layout:
    """The days of an axis, each with its shape. Equal days share one shape."""

    def __init__(
        self, times: Sequence[WorkTime], first: int, days: range, start: int, apart: bool
    ) -> None:
        self.times = times
        self.first, self.days, self.start, self.apart = first, days, start, apart
        self.own: dict[int, list[int]] = {}
        for position, worktime in enumerate(times):
            for day in worktime.off:
                self.own.setdefault(day, []).append(position)
        self.usual = {_kind(worktime): worktime for worktime in times}
        self.followers = self._followers()
        self.cache: dict[frozenset[MinuteSpans], Shape] = {}
        self.shapes = [self._shape_of(day) for day in days]

    @property
    def minutes(self) -> int:
        """Minutes in which somebody works, in all."""
        length = {id(shape): sum(shape.lengths) for shape in self.cache.values()}
        return sum(length[id(shape)] for shape in self.shapes)

    @property
    def different(self) -> int:
        """The most different calendars that there can be."""
        return len({(_kind(t), t.first, t.last, frozenset(t.off.items())) for t in self.times})

    def lost(self, slot: int) -> int:
        """The most minutes of a day that fill no slot."""
        shapes = self.cache.values()
        return max((sum(length % slot for length in s.lengths) for s in shapes), default=0)

    def _clipped(self, spans: MinuteSpans, day: int) -> MinuteSpans:
        return spans if day != self.first else without(spans, ((0, self.start % DAY),))

    def _followers(self) -> dict[_Kind, list[int]]:
        """Counts those of each kind who work their usual hours on each day."""
        changes = {kind: [0] * (len(self.days) + 1) for kind in self.usual}
        for worktime in self.times:
            first, last = self._within(worktime.first), self._within(worktime.last + 1)
            changes[_kind(worktime)][first] += 1
            changes[_kind(worktime)][max(first, last)] -= 1
        return {kind: list(accumulate(change)) for kind, change in changes.items()}

    def _within(self, day: int) -> int:
        """The position of a day, or of the end of the axis it lies beyond."""
        return min(max(day - self.first, 0), len(self.days))

    def _shape_of(self, day: int) -> Shape:
        own = self.own.get(day, ())
        patterns = {self._clipped(self.times[position].on(day), day) for position in own}
        other = Counter(
            _kind(self.times[position])
            for position in own
            if self.times[position].first <= day <= self.times[position].last
        )
        patterns |= {
            self._clipped(worktime.usual(day), day)
            for kind, worktime in self.usual.items()
            if self.followers[kind][day - self.first] > other[kind]
        }
        return self._shape_with(frozenset(patterns - {()}))

    def _shape_with(self, patterns: frozenset[MinuteSpans]) -> Shape:
        if patterns not in self.cache:
            self.cache[patterns] = shape_of(patterns, apart=self.apart)
        return self.cache[patterns]

    def units(self) -> Iterable[int]:
        """Yields the lengths that a slot must divide so that it ends where blocks do."""
        for shape in self.cache.values():
            yield from shape.lengths
            if self.apart:
                yield from (minute for block in shape.blocks for span in block for minute in span)
        if self.apart:
            yield DAY

    def offsets(self, moments: Iterable[int]) -> Iterable[int]:
        """Yields how far into its block each moment falls that falls into working time."""
        for minute in moments:
            day, clock = divmod(minute, DAY)
            if day in self.days:
                for block in self.shapes[day - self.first].blocks:
                    yield sum(max(0, min(end, clock) - start) for start, end in block)

    def lay(self, slot: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The pieces of working time of all days, less what fills no slot at a block's end."""
        trimmed = {id(shape): shape.trimmed(slot) for shape in self.cache.values()}
        spans: list[tuple[int, int]] = []
        for day, shape in zip(self.days, self.shapes, strict=True):
            base = day * DAY
            spans += [(base + start, base + end) for start, end in trimmed[id(shape)]]
        table = np.array(spans, dtype=np.int64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def calendars(self, slot: int) -> tuple[Calendar, ...]:
        """The calendar of each work time; equal ones are the same object."""
        counts = {id(s): np.array(s.lengths, dtype=np.int64) // slot for s in self.cache.values()}
        sizes = np.array([counts[id(shape)].sum() for shape in self.shapes], dtype=np.int64)
        edges = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        masks: dict[tuple[int, MinuteSpans], NDArray[np.bool_]] = {}

        def mask(day: int, spans: MinuteSpans) -> NDArray[np.bool_]:
            shape = self.shapes[day - self.first]
            key = (id(shape), spans)
            if key not in masks:
                worked = shape.worked.get(spans, (False,) * len(shape.blocks))
                masks[key] = np.repeat(np.array(worked, dtype=np.bool_), counts[id(shape)])
            return masks[key]

        usual = {
            key: np.concatenate(
                [mask(day, self._clipped(t.usual(day), day)) for day in self.days]
                or [np.zeros(0, dtype=np.bool_)]
            )
            for key, t in self.usual.items()
        }
        known: dict[bytes, Calendar] = {}
        return tuple(self._calendar(t, usual, edges, mask, known) for t in self.times)

    def _calendar(
        self,
        worktime: WorkTime,
        usual: Mapping[_Kind, NDArray[np.bool_]],
        edges: NDArray[np.int64],
        mask: Callable[[int, MinuteSpans], NDArray[np.bool_]],
        known: dict[bytes, Calendar],
    ) -> Calendar:
        worked = usual[_kind(worktime)].copy()
        for day in worktime.off:
            if day in self.days:
                k = day - self.first
                worked[edges[k] : edges[k + 1]] = mask(day, self._clipped(worktime.on(day), day))
        worked[: edges[self._within(worktime.first)]] = False
        worked[edges[self._within(worktime.last + 1)] :] = False
        key = worked.tobytes()
        if key not in known:
            steps = np.flatnonzero(np.diff(np.concatenate(([0], worked.view(np.int8), [0]))))
            spans = zip(steps[::2].tolist(), steps[1::2].tolist(), strict=True)
            known[key] = Calendar(spans=tuple(spans))
        return known[key]
