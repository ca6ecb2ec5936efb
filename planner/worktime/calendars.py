"""Working time in the user's terms, and the axis of slots on which it is planned.

A `WorkTime` says when somebody works: a week, less days and hours off. A `Grid` lays all working
time end to end and cuts it into slots of equal working time; what nobody works is not on it. A
slot may straddle a break (lunch), never two days. Moments are minutes since the first day of the
year 1, naive local time: ``date.toordinal() * 1440 + minute``.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.calendars import Calendar
from planner.worktime.shapes import Shape, Spans, shape_of

__all__ = [
    "DAY",
    "Axis",
    "Grid",
    "Spans",
    "Week",
    "WorkTime",
    "build",
    "default_days",
    "midnight",
    "moment",
    "stamp",
    "union",
    "week_of",
    "without",
]

DAY = 24 * 60
"""Minutes of a day on the wall clock."""

_COARSE = (5, 15)
"""Minutes of a slot to fall back on where exact ones would be too many, the finest first."""

_MOST_SLOTS = 250_000
"""Slots of an axis beyond which coarser ones are taken."""

_MOST_FINE = 3_000
"""Slots of an axis beyond which they are not made finer than they have to be."""

_MOST_CELLS = 10_000_000
"""Slots times different working times beyond which coarser ones are taken: some 200 MB."""

Week = tuple[Spans, ...]
"""The spans of each weekday, Monday first."""

_EPOCH = datetime(1, 1, 1)


def moment(when: datetime) -> int:
    """The minute of a date-time, seconds dropped."""
    return when.toordinal() * DAY + when.hour * 60 + when.minute


def stamp(minute: int) -> datetime:
    """The date-time of a minute."""
    return _EPOCH + timedelta(minutes=minute - DAY)


def midnight(day: date) -> int:
    """The minute at which a day begins."""
    return day.toordinal() * DAY


def week_of(days: Sequence[Sequence[tuple[time, time]]]) -> Week:
    """A week in minutes. A span that ends at or before its start goes on into the next day."""
    spans: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for weekday, hours in enumerate(days):
        for start, end in hours:
            first, last = _minute(start), _minute(end)
            if first < last:
                spans[weekday].append((first, last))
            else:
                spans[weekday].append((first, DAY))
                spans[(weekday + 1) % 7].append((0, last))
    return tuple(map(union, spans))


def early(week: Week, day: int) -> int:
    """The minute of a day up to which the usual shift of the day before goes on; 0 for none.

    What goes on over midnight belongs to the day before, unless it fills the whole day.
    """
    before, here = week[(day - 2) % 7], week[(day - 1) % 7]
    goes_on = bool(before and here) and before[-1][1] == DAY and here[0][0] == 0
    return here[0][1] if goes_on and here[0][1] < DAY else 0


def default_days(hours: float, days: float) -> tuple[tuple[tuple[time, time], ...], ...]:
    """The hours of each weekday where no calendar is given.

    The first `days` days from Monday; 8 h are 08:00–12:00 and 13:00–17:00, other hours run from
    08:00 without a break (from midnight where they would not fit).
    """
    if hours == 8:
        worked: tuple[tuple[time, time], ...] = (
            (time(8), time(12)),
            (time(13), time(17)),
        )
    else:
        minutes = min(DAY, round(hours * 60))
        start = 8 * 60 if minutes <= DAY - 8 * 60 else 0
        worked = ((clock_time(start), clock_time(start + minutes)),)
    return tuple(worked if day < days else () for day in range(7))


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def spans_of(hours: Iterable[tuple[time, time]]) -> Spans:
    """The hours of one day in its minutes; 24:00 is written 00:00."""
    return union((_minute(start), _minute(end) or DAY) for start, end in hours)


def clock_time(minute: int) -> time:
    """The time of day of a minute of a day; that of its end is 00:00."""
    return time(minute // 60 % 24, minute % 60)


def union(spans: Iterable[tuple[int, int]]) -> Spans:
    """The same minutes as disjoint spans in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def without(spans: Spans, off: Spans) -> Spans:
    """The spans less what is off."""
    for start, end in off:
        pieces = [((a, min(b, start)), (max(a, end), b)) for a, b in spans]
        spans = tuple(piece for pair in pieces for piece in pair if piece[0] < piece[1])
    return spans


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTime:
    """When somebody works.

    Args:
        week: The usual hours.
        holidays: Day ordinal → spans nobody works; one mapping shared by all.
        special: Day ordinal → the spans worked then instead of the usual ones and whatever the
            holidays say; one mapping shared by all of the same calendar.
        off: Day ordinal → spans this one does not work.
        first, last: Day ordinals outside which there is no work.
    """

    week: Week
    holidays: Mapping[int, Spans] = field(default_factory=dict)
    special: Mapping[int, Spans] = field(default_factory=dict)
    off: Mapping[int, Spans] = field(default_factory=dict)
    first: int = 0
    last: int = date.max.toordinal()

    def on(self, day: int) -> Spans:
        """The spans worked on a day."""
        if not self.first <= day <= self.last:
            return ()
        return without(self.usual(day), self.off.get(day, ()))

    def usual(self, day: int) -> Spans:
        """The spans of a day by the week, its exceptions and the holidays alone."""
        if day in self.special:
            return self.special[day]
        spans = self.week[(day - 1) % 7]
        return without(spans, self.holidays[day]) if day in self.holidays else spans

    @property
    def daily(self) -> float:
        """Minutes worked per calendar day in a usual week."""
        return sum(end - start for spans in self.week for start, end in spans) / 7


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The axis: slot ↔ moment. Slots are numbered from 0; `horizon` is one past the last.

    Args:
        slot_minutes: Working minutes of a slot.
        starts, ends: Moments of the pieces of working time, in order; their lengths sum up to
            ``horizon * slot_minutes``.
        unit: Minutes of which all amounts and moments given to `build` are whole numbers; fewer
            than those of a slot where that would have been too many slots.
        lost: The most minutes of a day that fill no slot and are not on the axis.
    """

    slot_minutes: int
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    unit: int = 0
    lost: int = 0

    @property
    def exact(self) -> bool:
        """Whether nothing had to be rounded to whole slots."""
        return self.unit in (0, self.slot_minutes)

    @cached_property
    def _before(self) -> NDArray[np.int64]:
        """Working minutes before each piece, and in all."""
        return np.concatenate(([0], np.cumsum(self.ends - self.starts))).astype(np.int64)

    @property
    def horizon(self) -> int:
        """Number of slots."""
        return int(self._before[-1]) // self.slot_minutes

    @cached_property
    def opens(self) -> NDArray[np.int64]:
        """The moment at which each slot opens."""
        at = np.arange(self.horizon, dtype=np.int64) * self.slot_minutes
        piece = np.searchsorted(self._before[:-1], at, side="right") - 1
        return np.asarray(self.starts[piece] + at - self._before[piece])

    @cached_property
    def closes(self) -> NDArray[np.int64]:
        """The moment at which each slot closes."""
        at = np.arange(1, self.horizon + 1, dtype=np.int64) * self.slot_minutes
        piece = np.searchsorted(self._before[:-1], at, side="left") - 1
        return np.asarray(self.starts[piece] + at - self._before[piece])

    def slots(self, minutes: int | Fraction) -> int:
        """The slots an amount of working time takes, rounded up."""
        return -(-minutes // self.slot_minutes)

    def opening(self, slot: int) -> datetime:
        """When work that starts at a slot starts; for the end of the axis, when it ends."""
        return stamp(int(self.opens[slot])) if slot < self.horizon else self.closing(slot)

    def closing(self, slot: int) -> datetime:
        """When work that ends at a slot (before it, that is) ends."""
        return stamp(int(self.closes[slot - 1])) if slot else self.opening(0)

    def first_start(self, minute: int) -> int:
        """The first slot that opens at or after a moment."""
        return int(np.searchsorted(self.opens, minute, side="left"))

    def last_start(self, minute: int) -> int:
        """The last slot that opens at or before a moment; -1 before the first."""
        return int(np.searchsorted(self.opens, minute, side="right")) - 1

    def first_end(self, minute: int) -> int:
        """The first end at or after a moment."""
        return int(np.searchsorted(self.closes, minute, side="left")) + 1

    def last_end(self, minute: int) -> int:
        """The last end at or before a moment; 0 before the first."""
        return int(np.searchsorted(self.closes, minute, side="right"))

    def touched(self, first: int, last: int) -> tuple[int, int]:
        """The slots ``[start, end)`` of which some part lies in the moments ``[first, last)``."""
        start = int(np.searchsorted(self.closes, first, side="right"))
        return start, max(start, int(np.searchsorted(self.opens, last, side="left")))

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """The working time of slots ``[start, end)`` as spans of moments, breaks left out."""
        if start >= end:
            return []
        low, high = start * self.slot_minutes, end * self.slot_minutes
        first = int(np.searchsorted(self._before[:-1], low, side="right")) - 1
        last = int(np.searchsorted(self._before[:-1], high, side="left"))
        spans = []
        for k in range(first, last):
            begin, before = int(self.starts[k]), int(self._before[k])
            spans.append(
                (begin + max(0, low - before), min(int(self.ends[k]), begin + high - before))
            )
        return spans

    def unbroken(self, calendars: Iterable[Calendar], slots: int) -> Calendar:
        """The starts from which all the calendars work for so many slots without a pause."""
        count = max(0, self.horizon - slots + 1)
        free = self.closes[slots - 1 :] - self.opens[:count] == slots * self.slot_minutes
        for calendar in calendars:
            works = np.zeros(self.horizon + 1, dtype=np.int64)
            for start, end in calendar.spans:
                works[start + 1 : end + 1] = 1
            done = np.cumsum(works)
            free &= done[slots:] - done[:count] == slots
        return Calendar.from_slots(np.flatnonzero(free).tolist())

    def clock(self) -> tuple[int, ...]:
        """`models.problem.Problem.clock`; exact for a grid built with `apart`."""
        if not self.horizon:
            return (0,)
        marks = np.append(self.opens, self.closes[-1]) - self.opens[0]
        return tuple((marks // self.slot_minutes).tolist())


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
        self.cache: dict[frozenset[Spans], Shape] = {}
        self.shapes = [self._shape_of(day) for day in days]

    @property
    def minutes(self) -> int:
        """Minutes that somebody works, in all."""
        length = {id(shape): sum(shape.lengths) for shape in self.cache.values()}
        return sum(length[id(shape)] for shape in self.shapes)

    @property
    def different(self) -> int:
        """How many different calendars there are at most."""
        return len({(_kind(t), t.first, t.last, frozenset(t.off.items())) for t in self.times})

    def lost(self, slot: int) -> int:
        """The most minutes of a day that fill no slot."""
        shapes = self.cache.values()
        return max((sum(length % slot for length in s.lengths) for s in shapes), default=0)

    def _clipped(self, spans: Spans, day: int) -> Spans:
        return spans if day != self.first else without(spans, ((0, self.start % DAY),))

    def _followers(self) -> dict[_Kind, list[int]]:
        """How many of each kind work their usual hours on each day, as far as contracts go."""
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

    def _shape_with(self, patterns: frozenset[Spans]) -> Shape:
        if patterns not in self.cache:
            self.cache[patterns] = shape_of(patterns, apart=self.apart)
        return self.cache[patterns]

    def units(self) -> Iterable[int]:
        """What a slot must divide so that it ends where blocks do."""
        for shape in self.cache.values():
            yield from shape.lengths
            if self.apart:
                yield from (minute for block in shape.blocks for span in block for minute in span)
        if self.apart:
            yield DAY

    def offsets(self, moments: Iterable[int]) -> Iterable[int]:
        """How far into its block each moment falls that falls into working time."""
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
        masks: dict[tuple[int, Spans], NDArray[np.bool_]] = {}

        def mask(day: int, spans: Spans) -> NDArray[np.bool_]:
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
        known: dict[Any, Calendar] = {}
        return tuple(self._calendar(t, usual, edges, mask, known) for t in self.times)

    def _calendar(
        self,
        worktime: WorkTime,
        usual: Mapping[Any, NDArray[np.bool_]],
        edges: NDArray[np.int64],
        mask: Any,
        known: dict[Any, Calendar],
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
