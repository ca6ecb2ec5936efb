"""Puts rows that lie in weeks, numbered or named by a date, on the days that they mean."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from planner.language.text import fold
from planner.reading.cells import Cell
from planner.reading.dates import when
from planner.reading.span_texts import is_date
from planner.reading.tables import Row, Table
from planner.reading.values import BadValueError
from planner.reading.weekday_columns import weekday_of_text
from planner.schema.vocabulary import words_for

_FRIDAY, _WEEK_DAYS = 4, 7


def with_days_of_weeks(table: Table, rows: Sequence[Row]) -> list[Row]:
    """The rows on the day that a column of weekdays names, else until the Friday of their week.

    Rows stay that end in another week, or have no finish in the same column.
    """
    start = table.fields.get("start")
    if start is None or not start.span or start.unit != "w":
        return list(rows)
    column = next((h.column for h in table.headings if h.span and not h.field), 0)
    last = any(fold(word) in words_for("week ending") for word in start.text.split())
    return [_on_its_day(row, table, column, last=last) for row in rows]


def _on_its_day(row: Row, table: Table, column: int, *, last: bool) -> Row:
    cell = table.sheet.rows[row.source.row].get(column)
    weekday = weekday_of_text(cell.text) if cell is not None else None
    first, end = _day(row.cells.get("start")), _day(row.cells.get("finish"))
    if first is None:
        return row
    if weekday is not None:
        first = end = first + timedelta(days=weekday - first.weekday())
    elif first == end and last:
        first = first - timedelta(days=first.weekday())
    elif first == end:
        end = first + timedelta(days=(_FRIDAY - first.weekday()) % _WEEK_DAYS)
    days = {"start": first, "finish": end}
    cells = {
        field: row.cells[field]._replace(kind="date", value=day)
        for field, day in days.items()
        if field in row.cells and day is not None
    }
    return replace(row, cells={**row.cells, **cells})


def _day(cell: Cell | None) -> datetime | None:
    if cell is not None and isinstance(cell.value, datetime):
        return cell.value
    with suppress(BadValueError):
        return when(cell, "dmy") if cell is not None and is_date(cell) else None
    return None
