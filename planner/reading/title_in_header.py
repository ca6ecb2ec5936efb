"""The title of the first rows of a table that stands in its header, where a column has no name.

So it is where the title has the number one, and a row below it the number two: *1. Analysis* among
headers such as Start and End, and *2. Design* further down; or I and II left of the names.
"""

import re

from planner.reading.cells import Cell, Sheet
from planner.reading.heading import Heading
from planner.schema.columns import TASKS
from planner.schema.schema import SheetKind

_NEXT = {"1": "2", "I": "II", "A": "B", "a": "b", "i": "ii"}
_LABEL = re.compile(r"([1IAai])[.):]?")
_NUMBERED = re.compile(r"([1IAai])[.):]\s*(?=[^\W\d_])")


def title_in_header(
    sheet: Sheet, header: int, kind: SheetKind, names: Heading | None
) -> Cell | None:
    """The cell of the header that is a title of the rows of tasks below it; None without one.

    It stands above the `names`, which only the cells below it tell.
    """
    if names is None or not names.by_content or kind is not TASKS:
        return None
    cells, column = sheet.rows.get(header, {}), names.column
    title = cells.get(column)
    if title is None or title.kind != "text":
        return None
    below = [(n, row) for n, row in sorted(sheet.rows.items()) if n > header and column in row]
    if own := _NUMBERED.match(title.text):
        after = re.compile(rf"{_NEXT[own[1]]}[.):]\s*[^\W\d_]")
        return title if any(after.match(row[column].text) for _, row in below) else None
    label = cells.get(column - 1)
    left = _LABEL.fullmatch(label.text.strip()) if label is not None else None
    if left is None:
        return None
    after = re.compile(rf"{_NEXT[left[1]]}[.):]?")
    beside = [row[column - 1].text.strip() for _, row in below if column - 1 in row]
    return title if any(map(after.fullmatch, beside)) else None
