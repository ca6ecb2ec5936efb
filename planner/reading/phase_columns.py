"""Finds a column of any name left of the names that groups them: its cells are merged, or few."""

from collections.abc import Sequence

from planner.phrase import phrase
from planner.reading.cells import Sheet
from planner.reading.headers import Heading

_FEWEST = 2
_LONGEST = 60
_SPARSE = 0.6


def with_phases_beside(
    sheet: Sheet, header: int, headings: Sequence[Heading]
) -> tuple[Heading, ...]:
    """Makes the nearest grouping column of texts left of the names the phase.

    Args:
        sheet: The sheet.
        header: The row of the headings.
        headings: The headings, one of them for the names.
    """
    name = next((h.column for h in headings if h.field == "name"), 0)
    if any(h.field in _GROUPING for h in headings) or not name:
        return tuple(headings)
    known = {h.column: h for h in headings}
    for column in range(name - 1, 0, -1):
        heading = known.get(column) or Heading(column=column, text="")
        free = not (heading.field or heading.chart or heading.person or heading.ignored)
        if free and _groups(sheet, header, column, name):
            why = phrase("its texts stand left of the names and group them")
            made = Heading(column=column, text=heading.text, field="phase", by_content=why, rank=90)
            others = (h for h in headings if h.column != column)
            return tuple(sorted((*others, made), key=lambda h: h.column))
    return tuple(headings)


_GROUPING = frozenset(["phase", "level", "parent", "wbs", "subname"])


def _groups(sheet: Sheet, header: int, column: int, name: int) -> bool:
    """Whether each short text of a column stands at the first of several named rows."""
    rows = [n for n in sorted(sheet.rows) if n > header and name in sheet.rows[n]]
    filled = [n for n in rows if column in sheet.rows[n]]
    if len(filled) < _FEWEST or filled[0] != rows[0]:
        return False
    cells = [sheet.rows[n][column] for n in filled]
    if any(cell.kind != "text" or len(cell.text) > _LONGEST for cell in cells):
        return False
    tall = sum(
        left == column and top > header and bottom > top for top, left, bottom, _ in sheet.merged
    )
    distinct = len({cell.text for cell in cells}) == len(cells)
    return tall >= _FEWEST or (distinct and len(filled) < _SPARSE * len(rows))
