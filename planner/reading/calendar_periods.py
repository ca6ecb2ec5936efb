"""Replaces a quarter, a month or a part of one in Start and Finish by its first and last day."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from planner.phrase import phrase
from planner.reading.axis_labels import WORD_YEAR, month_end, quarter_of
from planner.reading.axis_month_weeks import weeks_of_month
from planner.reading.cells import Cell
from planner.reading.dates import month_number
from planner.reading.tables import Row
from planner.reading.vague_dates import parts_of_months

_BEGINS = ("start", "baseline_start", "earliest_start", "actual_start")
_ENDS = ("finish", "deadline", "baseline_finish", "actual_finish")


def with_calendar_periods(rows: Sequence[Row]) -> list[Row]:
    """Puts dates in place of cells such as ``Q2 2027``, ``May 2027`` and ``early May``."""
    found = [_in_parts(_dated(row)) for row in rows]
    first, field = next(((r, f) for r in rows for f in _vague(r) if _is_part(r, f)), (None, ""))
    if first is not None:
        message = phrase("the beginning, middle and end of a month are its days 1, 11 and 21 on")
        if field not in _SPAN:
            message = phrase("the beginning, middle and end of a month are its days 1, 15 and last")
        if weeks_of_month(first.cells[field].text):
            message = phrase("the weeks of a month are its days 1, 8, 15, 22 and 29 on")
        first.note("info", "parts-of-months", message, field, phrase("write the days"))
    return found


def _is_part(row: Row, field: str) -> bool:
    """Whether an end names less than a quarter."""
    return not quarter_of(row.cells[field])[0]


_SPAN, _ANY = ("start", "finish"), 2000
_DAYS = {(1, 10): 1, (11, 20): 15}
"""Part of a month → its day for other fields, as `planner.reading.dates` reads it with a year."""


def _vague(row: Row) -> list[str]:
    """The dates of a task that name a part of a month."""
    return [
        field
        for field in (*_BEGINS, *_ENDS)
        if (cell := row.cells.get(field))
        and cell.kind == "text"
        and (parts := parts_of_months(cell.text))
        and (field in _SPAN or not parts[0].year)
    ]


def _in_parts(row: Row) -> Row:
    """The row with a day for each part of a month; without a year the day has none either."""
    found: dict[str, Cell] = {}
    for field in _vague(row):
        cell = row.cells[field]
        parts = parts_of_months(cell.text)
        if parts is None:
            continue
        end = parts[field in _ENDS]
        year, month, day = end.year, end.month, end.last if field in _ENDS else end.first
        if field not in _SPAN:
            day = _DAYS.get((end.first, end.last), day)
        if year:
            found[field] = cell._replace(kind="date", value=datetime(year, month, day))
        else:
            found[field] = cell._replace(value=f"{day} {datetime(_ANY, month, 1):%B}")
    return replace(row, cells={**row.cells, **found}) if found else row


def _dated(row: Row) -> Row:
    found: dict[str, Cell] = {}
    for field in (*_BEGINS, *_ENDS):
        cell = row.cells.get(field)
        span = calendar_period(cell) if cell is not None and cell.kind == "text" else None
        if cell is not None and span is not None:
            found[field] = cell._replace(kind="date", value=span[field in _ENDS])
    return replace(row, cells={**row.cells, **found}) if found else row


def _span_of_months(text: str) -> tuple[datetime, datetime] | None:
    """The first and last day of ``Jun. - Jul. 2027`` or ``Dec 2027 - Jan 2028``."""
    found = _MONTHS.fullmatch(text.strip())
    one, two = (month_number(found[1]), month_number(found[3])) if found else (None, None)
    if found is None or one is None or two is None:
        return None
    last = int(found[4])
    first = int(found[2]) if found[2] else last - (one > two)
    return datetime(first, one, 1), month_end(datetime(last, two, 1))


_MONTHS = re.compile(
    r"([^\W\d_]{3,12})\.?(?:\s+(20\d\d))?\s*(?:-|–|—|to|bis|a|à)\s*([^\W\d_]{3,12})\.?\s+(20\d\d)"
)


def calendar_period(cell: Cell) -> tuple[datetime, datetime] | None:
    """The first and last day of a quarter or month with its year; None for any other text."""
    quarter, year = quarter_of(cell)
    if quarter and year:
        return datetime(year, 3 * quarter - 2, 1), month_end(datetime(year, 3 * quarter, 1))
    if months := _span_of_months(cell.text):
        return months
    found = WORD_YEAR.fullmatch(cell.text)
    month = month_number(found[1]) if found and found[2] else None
    if found is None or month is None:
        return None
    first = datetime(int(found[2]), month, 1)
    return first, month_end(first)
