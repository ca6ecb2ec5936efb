"""Reads letters as the marks of a chart: planned and real, or who it is, instead of an X."""

from collections import Counter
from dataclasses import replace

from planner.reading.axis_labels import HeaderAxis
from planner.reading.cells import Sheet
from planner.reading.chart_bars import MARKS

_LONGEST, _MOST, _FEWEST = 2, 6, 6
_NEARLY, _FULL = 0.9, 0.8
_MARK = "x"


def with_letters(sheet: Sheet, header: int, axis: HeaderAxis) -> Sheet:
    """The sheet with a mark in place of each letter below the header of a chart without bars.

    Nearly all of its cells are one of a few letters, and each row has one of them only, in some of
    its columns; a roster has several in a row and fills all.

    Args:
        sheet: The sheet.
        header: The lowest row of the header.
        axis: Its columns.
    """
    rows = {
        number: {c: cell for c, cell in cells.items() if c in axis.spans}
        for number, cells in sheet.rows.items()
        if number > header
    }
    told = {number: cells for number, cells in rows.items() if cells}
    if any(row in told and column in axis.spans for row, column in sheet.fills):
        return sheet
    letters = {
        number: {cell.text.strip().casefold() for cell in cells.values()}
        for number, cells in told.items()
    }
    counts = Counter(letter for found in letters.values() for letter in found)
    marks = {letter for letter in counts if letter.isalpha() and len(letter) <= _LONGEST}
    single = [n for n, found in letters.items() if len(found) == 1 and found <= marks]
    cells = sum(len(told[n]) for n in single)
    full = sum(len(told[n]) >= _FULL * len(axis.spans) for n in single)
    if (
        len(single) < _NEARLY * len(told)
        or cells < _FEWEST
        or len(marks) > _MOST
        or marks <= MARKS
        or 2 * full > len(single)
    ):
        return sheet
    changed = {
        number: {
            column: cell._replace(value=_MARK) if column in told[number] else cell
            for column, cell in sheet.rows[number].items()
        }
        for number in single
    }
    return replace(sheet, rows={**sheet.rows, **changed})
