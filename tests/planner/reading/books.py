"""Small workbooks for tests, made in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

Rows = Sequence[Sequence[Any]]
HEADER = ("ID", "Task Name", "Duration", "Predecessors", "Resource Names")
SETTINGS: Rows = [["Project start", datetime(2027, 3, 1)]]


def tasks(*rows: Sequence[Any], header: Sequence[Any] = HEADER, **sheets: Rows) -> dict[str, Rows]:
    """Sheets with these tasks and a project start."""
    return {"Tasks": [header, *rows], "Settings": SETTINGS, **sheets}


def book(
    sheets: Mapping[str, Rows],
    *,
    hidden_rows: Sequence[int] = (),
    levels: Mapping[int, int] | None = None,
    indents: Mapping[int, int] | None = None,
    merged: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    options: Mapping[str, Any] | None = None,
) -> bytes:
    """A workbook of these sheets.

    Args:
        sheets: Rows by name. A value ``(x, "0.00")`` is x with a number format.
        hidden_rows: Of the first sheet, from 0.
        levels: Outline level by row of the first sheet, from 0.
        indents: Indentation of column A by row of the first sheet, from 0.
        merged: Ranges of the first sheet.
        names: Defined names.
        options: Of XlsxWriter.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **(options or {})}) as target:
        for name, rows in sheets.items():
            sheet = target.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    _put(target, sheet, r, c, value)
        for row_number in hidden_rows:
            target.worksheets()[0].set_row(row_number, None, None, {"hidden": True})
        first = target.worksheets()[0]
        rows = next(iter(sheets.values()))
        for row_number, level in (levels or {}).items():
            first.set_row(row_number, None, None, {"level": level})
        for row_number, indent in (indents or {}).items():
            style = target.add_format({"indent": indent})
            first.write_string(row_number, 0, rows[row_number][0], style)
        for place in merged:
            first.merge_range(place, None)
        for place in merged:
            r, c = xl_cell_to_rowcol(place.partition(":")[0])
            _put(target, first, r, c, rows[r][c])
        for name, reference in (names or {}).items():
            target.define_name(name, reference)
    return buffer.getvalue()


def _put(target: Any, sheet: Any, row: int, column: int, value: Any) -> None:
    form = None
    if isinstance(value, tuple):
        value, form = value
    elif isinstance(value, datetime):
        form = "yyyy-mm-dd hh:mm"
    elif isinstance(value, time | timedelta):
        form = "[h]:mm"
    style = target.add_format({"num_format": form}) if form else None
    if isinstance(value, datetime | time | timedelta):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, value, style)
