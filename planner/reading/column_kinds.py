"""Tells what the columns of a table hold in most rows: numbers, ticks, or sentences."""

from collections import Counter
from collections.abc import Sequence

from planner.reading.cells import Sheet
from planner.reading.heading import Heading

_MARKED = frozenset(["percent_complete", "status", "milestone"])
_SENTENCE = 80


def fields_of_ticks(sheet: Sheet, header: int, headings: Sequence[Heading]) -> frozenset[str]:
    """The fields of columns that hold ticks or numbers: a text there is no value of theirs."""
    columns = {h.column: h.field for h in headings if h.field in _MARKED}
    texts: Counter[int] = Counter()
    for number, cells in sheet.rows.items() if columns else ():
        told = columns.keys() & cells.keys() if number > header else ()
        texts.update({c: 1 if cells[c].kind == "text" else -1 for c in told})
    return frozenset(columns[column] for column, more in texts.items() if more < 0)


def numbering(sheet: Sheet, header: int) -> frozenset[int]:
    """The columns most of whose cells have a digit."""
    digits: Counter[int] = Counter()
    for number, cells in sheet.rows.items():
        if number > header:
            digits.update({c: 1 if any(map(str.isdigit, cell.text)) else -1
                           for c, cell in cells.items()})  # fmt: skip
    return frozenset(column for column, more in digits.items() if more > 0)


def explaining(sheet: Sheet, header: int) -> frozenset[int]:
    """The columns that hold sentences, as in the explanations of templates."""
    return frozenset(
        column
        for number, cells in sheet.rows.items()
        if number >= header
        for column, cell in cells.items()
        if cell.kind == "text" and len(cell.text) > _SENTENCE
    )
