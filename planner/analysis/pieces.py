"""Slots of work, and the parts of what is interrupted, as pieces of time."""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from models.bookings import chosen
from models.calendars import Calendar, union
from models.schedule import Task as Placed
from planner.translate.translation import Translation
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


def pieces(
    translation: Translation, activity: int, placed: Placed
) -> tuple[tuple[datetime, datetime], ...]:
    """From when to when each piece of an interrupted activity is worked on; none of others."""
    if not placed.breaks:
        return ()
    problem, grid = translation.problem, translation.grid
    people = [problem.calendar_of(c) for c in chosen(problem, activity, placed) if c.work]
    calendar = union(people or [problem.calendars[problem.activities[activity].calendar]])
    found = []
    for piece in placed.pieces:
        spans = list(calendar.within(*piece))
        if spans:
            found.append((grid.opening(spans[0][0]), grid.closing(spans[-1][1])))
    return tuple(found)
