"""The axis of slots: which moments each slot stands for.

A `Grid` lays all working time end to end and cuts it into slots of equal working time; time in
which nobody works is not on it. A slot may straddle a break (lunch), never two days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.calendars import Calendar
from planner.worktime.moments import stamp


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
        """The start of work that starts at a slot; for the end of the axis, its end."""
        return stamp(int(self.opens[slot])) if slot < self.horizon else self.closing(slot)

    def closing(self, slot: int) -> datetime:
        """The end of work that ends at a slot, that is, before it."""
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
        """The slots ``[start, end)`` that overlap the moments ``[first, last)``."""
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
        """The starts from which all the calendars work for a number of slots without a pause."""
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
