"""Working time on the wall clock: how much of it there is before a moment, and when it is done."""

from collections.abc import Iterable
from typing import Protocol

import numpy as np

from planner.worktime.moments import DAY
from planner.worktime.shapes import MinuteSpans


class Days(Protocol):
    """Somebody's working time, day by day."""

    def on(self, day: int) -> MinuteSpans:
        """The spans worked on a day, an ordinal."""


class WorkClock:
    """Counts the working minutes of somebody between two days.

    Moments are minutes as in `planner.worktime.moments`; outside the days there is no work.
    """

    def __init__(self, worktime: Days, first: int, last: int) -> None:
        """Lay out the days from `first` to `last`, ordinals, both included."""
        spans = [
            (day * DAY + start, day * DAY + end)
            for day in range(first, last + 1)
            for start, end in worktime.on(day)
        ]
        table = np.array(spans, dtype=np.int64).reshape(-1, 2)
        self._starts, self._ends = table[:, 0], table[:, 1]
        self._before = np.concatenate(([0], np.cumsum(self._ends - self._starts)))

    @property
    def total(self) -> int:
        """All working minutes."""
        return int(self._before[-1])

    def worked(self, moment: int) -> int:
        """The working minutes before a moment."""
        k = int(np.searchsorted(self._starts, moment, side="right")) - 1
        if k < 0:
            return 0
        return int(self._before[k] + min(moment, int(self._ends[k])) - self._starts[k])

    def when(self, minutes: int) -> int:
        """The earliest moment by which a number of minutes has been worked; at most all."""
        if not self.total:
            return 0
        minutes = min(max(0, minutes), self.total)
        k = max(0, int(np.searchsorted(self._before, minutes, side="left")) - 1)
        return int(self._starts[k] + minutes - self._before[k])


def clipped(spans: Iterable[tuple[int, int]], first: int, last: int) -> MinuteSpans:
    """The parts of spans that lie in ``[first, last)``."""
    cut = ((max(a, first), min(b, last)) for a, b in spans)
    return tuple((a, b) for a, b in cut if a < b)


def length(spans: Iterable[tuple[int, int]]) -> int:
    """Minutes of spans that do not overlap."""
    return sum(end - start for start, end in spans)
