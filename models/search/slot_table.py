"""Working time as tables, for many times at once."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.calendars import Calendar

SlotArray = NDArray[np.int64]
SlotOrSlots = Any
"""A time, or an array of times."""


class SlotTable:
    """A calendar as tables: how much is worked before each slot, and where that much is reached."""

    def __init__(
        self, calendar: Calendar, off: Iterable[tuple[int, int]], horizon: int, longest: int
    ) -> None:
        """The calendar without the spans that are `off`; `longest` is the most work ever asked."""
        works = np.zeros(horizon + 2, dtype=np.int64)
        for opens, closes in calendar.spans:
            works[opens + 1 : closes + 1] = 1
        for opens, closes in off:
            works[opens + 1 : closes + 1] = 0
        self.last = horizon + 1
        self.worked: SlotArray = np.cumsum(works)
        never = np.full(longest + 2, self.last, dtype=np.int64)
        self.slots: SlotArray = np.concatenate([np.flatnonzero(works) - 1, never])

    def begin(self, at: SlotOrSlots) -> SlotOrSlots:
        """The first working slot from there; past the axis if there is none."""
        return self.slots[self.worked[np.minimum(at, self.last)]]

    def end(self, at: SlotOrSlots, work: int) -> SlotOrSlots:
        """The end of `work` > 0 that begins at a working slot."""
        return self.slots[self.worked[np.minimum(at, self.last)] + work - 1] + 1
