"""Puts rows that lie in numbered weeks on the day of the week that they name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from planner.reading.tables import Row, Table
from planner.reading.weekday_columns import weekday_of_text


def with_days_of_weeks(table: Table, rows: Sequence[Row]) -> list[Row]:
    """The rows, which lie in weeks, on the day that a column of weekdays names."""
    column = next((h.column for h in table.headings if h.span and not h.field), 0)
    return [_on_its_day(row, table, column) for row in rows] if column else list(rows)


def _on_its_day(row: Row, table: Table, column: int) -> Row:
    cell, start = table.sheet.rows[row.source.row].get(column), row.cells.get("start")
    weekday = weekday_of_text(cell.text) if cell is not None else None
    if start is None or weekday is None or not isinstance(start.value, datetime):
        return row
    day = start.value + timedelta(days=weekday - start.value.weekday())
    found = {f: row.cells[f]._replace(value=day) for f in ("start", "finish") if f in row.cells}
    return replace(row, cells={**row.cells, **found})
