"""Which cells beside those of a header row belong to it: merged ones, and labels of groups."""

from collections.abc import Iterator, Mapping

from planner.reading.cells import Cell, Sheet
from planner.reading.chart_headers import chart_from

_NEXT = 2
_WIDEST_GROUP = 20


def reaching(sheet: Sheet, number: int) -> Mapping[int, Cell]:
    """The cells above a row that may share a header with it, or are merged down into it.

    Cells right of a gap, or above a chart, are left out: they belong to a legend.
    """
    above = sheet.rows.get(number - 1, {})
    row = sheet.rows.get(number, {})
    down = {left for top, left, bottom, _ in sheet.merged if top == number - 1 and bottom > top}
    wide = {left: right for top, left, _, right in sheet.merged if top == number - 1}
    end = chart_from(row, sheet.rows.get(number + 1, {}))
    last = 0
    found: dict[int, Cell] = {}
    for column in sorted(above.keys() | row.keys()):
        if column in above and (
            column in row or column in down or (column < end and column - last <= _NEXT)
        ):
            found[column] = above[column]
        if column in row or column in found:
            last = max(column, wide.get(column, column) if column in found else column)
    return found


def merged_over(sheet: Sheet, number: int) -> frozenset[int]:
    """The columns over which the cells of a row are merged with those left of them."""
    return frozenset(
        column
        for top, left, bottom, right in sheet.merged
        if top <= number <= bottom
        for column in range(left + 1, right + 1)
    )


def labels_of(sheet: Sheet, number: int) -> Iterator[tuple[int, str]]:
    """Yields the group label of each column: the text above it, or above and to its left."""
    cells = sheet.rows.get(number, {})
    label, before = "", 0
    for column in range(1, 1 + max(sheet.rows.get(number + 1, {}), default=0)) if cells else ():
        if column in cells:
            label, before = cells[column].text, column
        if label and column - before < _WIDEST_GROUP:
            yield column, label


def numbers_below(sheet: Sheet, header: int, column: int) -> int:
    """How many numbers a column has below a row."""
    cells = (row.get(column) for number, row in sheet.rows.items() if number > header)
    return sum(cell is not None and cell.kind == "number" for cell in cells)


def texts_below(sheet: Sheet, header: int, column: int) -> set[str]:
    """The texts of a column below a row."""
    rows = (row for number, row in sheet.rows.items() if number > header and column in row)
    return {row[column].text for row in rows if row[column].kind == "text"}
