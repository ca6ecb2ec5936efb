"""Removes columns that hold nothing but errors, such as those of a formula that lost its cells."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from planner.errors import Issue
from planner.phrase import phrase
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.tables import Log

_FEWEST = 2


def without_errors(sheet: Sheet, log: Log) -> Sheet:
    """Removes the cells of columns that hold only errors, and notes it."""
    errors: dict[int, list[int]] = defaultdict(list)
    last: dict[int, int] = {}
    for number in sorted(sheet.rows):
        for column, cell in sheet.rows[number].items():
            if cell.kind == "error":
                errors[column].append(number)
            else:
                last[column] = number
    lost = {c: rows for c, rows in errors.items() if _all_lost(rows, last.get(c, 0))}
    if not lost:
        return sheet
    for column, rows in lost.items():
        log.add(
            Issue(
                severity="warning",
                code="error-column",
                sheet=sheet.name,
                cell=f"{letters(column)}{rows[0]}",
                message=phrase("the cells of this column hold errors only; it is not read"),
                got=sheet.rows[rows[0]][column].text,
                remedy=phrase("correct its formulas"),
            )
        )
    kept: dict[int, Mapping[int, Cell]] = {
        number: {c: cell for c, cell in cells.items() if c not in lost or cell.kind != "error"}
        for number, cells in sheet.rows.items()
    }
    return replace(sheet, rows={number: cells for number, cells in kept.items() if cells})


def _all_lost(rows: list[int], last: int) -> bool:
    """Whether these rows hold errors, and everything else lies above the first of them."""
    return len(rows) >= _FEWEST and last < rows[0]
