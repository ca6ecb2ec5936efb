"""Tells whether a row below a header is none of the table: labels of a chart, the header again."""

import re
from collections.abc import Mapping, Sequence

from planner.language.text import fold
from planner.reading.cells import Cell, Sheet
from planner.reading.naming import is_caption
from planner.schema.schema import SheetKind

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


def is_header_again(
    cells: Mapping[int, Cell], heads: Sequence[Mapping[int, str]], kind: SheetKind, names: int
) -> bool:
    """Whether most texts of a row are those of a row of the header, which may have two rows.

    A row with another text in the column of `names` is none, unless one of its texts is a caption.

    Args:
        cells: The row.
        heads: Column → folded text, of each row of the header.
        kind: The kind of table.
        names: The column of the names, 0 without one.
    """
    texts = {c: cell.text for c, cell in cells.items() if cell.kind == "text"}
    if len(texts) < _LIKE:
        return False
    folded = {c: fold(text) for c, text in texts.items()}
    same = max(sum(head.get(c) == text for c, text in folded.items()) for head in heads)
    if same < _LIKE or 2 * same < len(texts):
        return False
    other = names in folded and all(head.get(names) != folded[names] for head in heads)
    return not other or any(is_caption(text, kind) for text in texts.values())


_LIKE = 2
"""A row with this many texts of the header is the header again."""
