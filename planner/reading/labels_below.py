"""Tells whether the row below a header is none of the table: labels, as of a chart beside it."""

import re
from collections.abc import Mapping

from planner.reading.cells import Sheet

_CHART, _MANY = 5, 4
"""So many cells beside a label are those of a chart; so many are called as a program calls them."""
_COLUMN = re.compile(r"([^\W\d_]{1,10})\s?\d{1,3}")
"""What programs call the columns of a table that have no names."""


def labels_below(sheet: Sheet, header: int, known: Mapping[int, str]) -> frozenset[int]:
    """The row below a header if it is none of the table: Date:, or Column1, Column2.

    Args:
        sheet: The sheet.
        header: The row of the header.
        known: Column → field.
    """
    cells = sheet.rows.get(header + 1, {})
    labels = {known[column]: cell.text for column, cell in cells.items() if column in known}
    label = labels.get("name", "").rstrip()
    beside = len(cells) - len(labels)
    told = len(labels) == 1 and label[-1:] in (":", "：") and beside >= _CHART
    counted = [_COLUMN.fullmatch(cell.text.strip()) for cell in cells.values()]
    words = {found[1] for found in counted if found}
    numbered = len(counted) >= _MANY and all(counted) and len(words) == 1
    return frozenset([header + 1]) if told or numbered else frozenset()
