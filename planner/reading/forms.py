"""Sheets whose tasks do not stand in rows below a header, made into sheets where they do."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from planner.errors import Issue
from planner.ooxml.fill import place_of
from planner.reading.blocks import as_one
from planner.reading.boards import as_board
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.chart_parts import as_parts
from planner.reading.dated_texts import as_list
from planner.reading.day_grid import as_calendar
from planner.reading.month_columns import as_months
from planner.reading.stages import as_stages
from planner.reading.text_grid import as_grid

_MOST_ROWS = 400
"""A sheet with more rows is not turned."""


def turned(sheet: Sheet) -> Sheet | None:
    """The sheet with its rows as columns, for tasks that stand side by side; None if it is long."""
    if max(sheet.rows, default=0) > _MOST_ROWS:
        return None
    rows: dict[int, dict[int, Cell]] = {}
    for number, cells in sorted(sheet.rows.items()):
        for column, cell in cells.items():
            rows.setdefault(column, {})[number] = cell._replace(row=column, column=number)
    return replace(
        sheet,
        rows=dict(sorted(rows.items())),
        fills={(column, row): colour for (row, column), colour in sheet.fills.items()},
        merged=tuple((left, top, right, bottom) for top, left, bottom, right in sheet.merged),
        formulas={},
        levels={},
        hidden_rows=sheet.hidden_columns,
        hidden_columns=sheet.hidden_rows,
        turned=True,
    )


def in_file(issue: Issue, sheets: Mapping[str, Sheet]) -> Issue:
    """An issue with its place in the file, where its sheet is one of those that were rewritten."""
    sheet = sheets.get(issue.sheet)
    place = place_of(issue.cell) if sheet is not None and issue.cell else None
    if sheet is None or place is None or not place[0]:
        return issue
    row, column = sheet.in_file(*place)
    return replace(issue, cell=f"{letters(column)}{row}")


REWRITTEN: Mapping[str, Callable[[Sheet, datetime | None], Sheet | None]] = {
    "across": lambda sheet, _: turned(sheet),
    "calendar": lambda sheet, start: as_calendar(sheet, start) or as_months(sheet, start),
    "lists": lambda sheet, _: as_list(sheet),
    "grid": lambda sheet, start: as_grid((sheet, turned(sheet)), start),
    "board": lambda sheet, _: as_board(sheet),
    "blocks": lambda sheet, _: as_stages(sheet) or as_one(sheet),
    "parts": as_parts,
}
"""By form, what makes a sheet one with tasks in rows; it is given the project's start too."""
