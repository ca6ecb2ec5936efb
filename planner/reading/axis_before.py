"""Labels of a chart before the first whose days can be read."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from planner.reading.axis_labels import DAY, HeaderCells, Span, first_day_in, made
from planner.reading.cells import Cell


def spans_before(header: HeaderCells, found: Mapping[int, Span]) -> dict[int, Span]:
    """The days of labels before the first that is understood, which end where the next begin.

    They have the first day, as ``10/2-10-8`` before ``10/9-10/15``, or the days of a month alone,
    as ``29-30`` before ``12/31-1/2``.
    """
    if len(found) < _FEWEST_AFTER:
        return {}
    before: dict[int, Span] = {}
    column, following = min(found), found[min(found)][0]
    for cell in reversed([one for one in header.cells if one.column < column]):
        last = following - DAY
        first = _first_before(cell, last, header) if cell.kind == "text" else None
        if first is None or header.last[cell.column] != column - 1:
            break
        before[cell.column] = first, last
        column, following = cell.column, first
    return dict(sorted(before.items()))


def _first_before(cell: Cell, last: datetime, header: HeaderCells) -> datetime | None:
    """The first day of a label whose days end then; None if it does not say so."""
    if days := _DAYS_ALONE.fullmatch(cell.text.strip()):
        first = made(last.year, last.month, int(days[1]))
        return first if int(days[2]) == last.day and first and first <= last else None
    parts = _BETWEEN.split(cell.text, maxsplit=1)
    day = first_day_in(parts[0], header) if len(parts) > 1 else None
    first = made(last.year, day.month, day.day) if day else None
    return first if first and timedelta() <= last - first < _LONGEST_LABEL else None


_DAYS_ALONE = re.compile(r"(\d{1,2})\s*[-–~～]\s*(\d{1,2})")
_BETWEEN = re.compile(r"(?<=\d)\s*[-–~～]\s*(?=\d)")
_FEWEST_AFTER, _LONGEST_LABEL = 3, timedelta(days=32)
