"""The year of days that a header names without one, told by weekdays beside or between them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from planner.reading.axis_labels import DAY, HeaderAxis, Span, header_cells, made
from planner.reading.cells import Sheet
from planner.reading.weekday_axis import by_weekdays
from planner.reading.weekday_columns import weekday_of_text

_FEWEST, _FULL = 5, 0.9
_FARTHEST = 6
"""The calendar returns to the same weekdays after at most so many years, but for leap years."""
_MONDAY, _SATURDAY, _WEEKS = datetime(2024, 1, 1), 5, 10


def with_agreeing_year(axis: HeaderAxis, sheet: Sheet, row: int) -> HeaderAxis:
    """The axis in the year nearest to the assumed one whose weekdays agree with those told.

    The weekdays stand in a row above or below; or single days leave out two of seven, which then
    are Saturdays and Sundays. The axis itself where nothing tells weekdays or no year agrees.

    Args:
        axis: The axis; one whose header names a year is left alone.
        sheet: The sheet.
        row: The header row of the axis.
    """
    if not axis.assumed or axis.how != "days" or len(axis.spans) < _FEWEST:
        return axis
    named = _weekdays_in(axis, sheet, row) or _weekdays_beside(axis, sheet, row)
    if not named and not _leaves_out_weekends(axis):
        return axis
    for later in sorted(range(-_FARTHEST, _FARTHEST + 1), key=lambda n: (abs(n), n)):
        spans = _moved(axis.spans, later)
        if spans is not None and _agrees(spans, named):
            return replace(axis, spans=spans, assumed=axis.assumed + later)
    return axis


def _weekdays_in(axis: HeaderAxis, sheet: Sheet, row: int) -> dict[int, int]:
    """Column → weekday beside the day in the same cell; empty if some have none.

    It stands before the day or in brackets behind it: *Mon 1/3*, *1/3 (Mon)*.
    """
    texts = {c: cell.text for c, cell in sheet.rows[row].items() if c in axis.spans}
    told = {column: _weekday_in(text) for column, text in texts.items()}
    known = {column: day for column, day in told.items() if day is not None}
    return known if len(known) == len(texts) else {}


def _weekday_in(text: str) -> int | None:
    behind = _BEHIND.search(text)
    words = [behind[1]] if behind else text.split()
    return weekday_of_text(words[0]) if behind or len(words) > 1 else None


_BEHIND = re.compile(r"\d[\W日号일]*[(（]([^\W\d_]+)\.?[)）]\s*$")


def _weekdays_beside(axis: HeaderAxis, sheet: Sheet, row: int) -> dict[int, int]:
    """Column → weekday, from 0 for Monday, in a row near the header; empty without such a row."""
    for number in (row + 1, row - 1, row + 2, row - 2):
        for header in header_cells(sheet, number, 0, _MONDAY):
            found = by_weekdays(header)
            told = (
                {c: first.weekday() for c, (first, _) in found.spans.items() if c in axis.spans}
                if found is not None
                else {}
            )
            if len(told) >= max(_FEWEST, _FULL * len(axis.spans)):
                return told
    return {}


def _leaves_out_weekends(axis: HeaderAxis) -> bool:
    """Whether the days are weeks of five, two days apart."""
    days = [axis.spans[column][0] for column in axis.columns]
    steps = [two - one for one, two in pairwise(days)]
    gaps = [place for place, step in enumerate(steps) if step == 3 * DAY]
    whole = all(two - one == _SATURDAY for one, two in pairwise(gaps))
    enough = len(gaps) > 1 or (bool(gaps) and len(days) == _WEEKS and gaps == [_SATURDAY - 1])
    return enough and whole and all(step in (DAY, 3 * DAY) for step in steps)


def _moved(spans: Mapping[int, Span], years: int) -> dict[int, Span] | None:
    """The same days some years later; None where one of them is no day of its year."""
    found: dict[int, Span] = {}
    for column, span in spans.items():
        first, last = (made(day.year + years, day.month, day.day) for day in span)
        if first is None or last is None:
            return None
        found[column] = first, last
    return found


def _agrees(spans: Mapping[int, Span], named: Mapping[int, int]) -> bool:
    if named:
        same = sum(spans[column][0].weekday() == day for column, day in named.items())
        return same >= _FULL * len(named)
    return all(first.weekday() < _SATURDAY for first, _ in spans.values())
