"""Replaces a quarter or a month with its year in Start and Finish by its first and last day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from planner.reading.axis_labels import WORD_YEAR, month_end, quarter_of
from planner.reading.cells import Cell
from planner.reading.dates import month_number
from planner.reading.tables import Row

_BEGINS = ("start", "baseline_start", "earliest_start", "actual_start")
_ENDS = ("finish", "deadline", "baseline_finish", "actual_finish")


def with_calendar_periods(rows: Sequence[Row]) -> list[Row]:
    """Puts dates in place of cells such as ``Q2 2027`` and ``May 2027``."""
    return [_dated(row) for row in rows]


def _dated(row: Row) -> Row:
    found: dict[str, Cell] = {}
    for field in (*_BEGINS, *_ENDS):
        cell = row.cells.get(field)
        span = calendar_period(cell) if cell is not None and cell.kind == "text" else None
        if cell is not None and span is not None:
            found[field] = cell._replace(kind="date", value=span[field in _ENDS])
    return replace(row, cells={**row.cells, **found}) if found else row


def calendar_period(cell: Cell) -> tuple[datetime, datetime] | None:
    """The first and last day of a quarter or month with its year; None for any other text."""
    quarter, year = quarter_of(cell)
    if quarter and year:
        return datetime(year, 3 * quarter - 2, 1), month_end(datetime(year, 3 * quarter, 1))
    found = WORD_YEAR.fullmatch(cell.text)
    month = month_number(found[1]) if found and found[2] else None
    if found is None or month is None:
        return None
    first = datetime(int(found[2]), month, 1)
    return first, month_end(first)
