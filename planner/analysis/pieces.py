"""Slots of work as pieces of time."""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from models.calendars import Calendar
from planner.worktime.grid import Grid
from planner.worktime.moments import DAY, stamp


def worked(calendar: Calendar, start: int, work: int) -> Iterator[tuple[int, int]]:
    """The spans in which `work` slots begun at `start` are done."""
    first = max(0, bisect_right(calendar.spans, (start, sys.maxsize)) - 1)
    for opens, closes in islice(calendar.spans, first, None):
        low = max(opens, start)
        high = min(closes, low + work)
        if not work:
            break
        if low < high:
            yield low, high
            work -= high - low


def stamped(grid: Grid, slots: Iterable[tuple[int, int]]) -> tuple[tuple[datetime, datetime], ...]:
    """Spans of slots as pieces of time."""
    spans: list[tuple[int, int]] = []
    for start, end in slots:
        for piece in grid.pieces(start, end):
            if spans and spans[-1][1] == piece[0] and piece[0] % DAY:
                spans[-1] = (spans[-1][0], piece[1])
            else:
                spans.append(piece)
    return tuple((stamp(start), stamp(end)) for start, end in spans)
