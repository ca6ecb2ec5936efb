"""Finds where another table of other columns begins below the tasks, on the same sheet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from planner.language.text import fold
from planner.reading.cells import Cell, Sheet
from planner.reading.header_names import HeaderWishes
from planner.reading.naming import names
from planner.reading.profile import kind_of
from planner.reading.values import NOTHING
from planner.schema.columns import TASKS

_FEWEST_ROWS, _FEWEST_HEADERS, _FEWEST_TYPED = 2, 3, 2
_LONGEST, _SAMPLE = 30, 50


def other_table(sheet: Sheet, header: int, known: Mapping[int, str]) -> int:
    """The row in which another table's title or header stands; 0 without another table.

    Its header has different short texts, several of them in columns that have had dates or amounts
    up to there, and one of them is the name of a column; or one is in such a column and most are
    names. What stands above it is at most a title.

    Args:
        sheet: The sheet.
        header: The row of the header of the tasks.
        known: Column → field.
    """
    heads = {fold(cell.text) for cell in sheet.rows.get(header, {}).values()}
    numbers = [header, *sorted(row for row in sheet.rows if row > header)]
    for place, (before, number) in enumerate(pairwise(numbers)):
        cells = sheet.rows[number]
        apart = number - before > 1 or _is_title(sheet.rows.get(before, {}))
        if place < _FEWEST_ROWS or not apart or number + 1 not in sheet.rows:
            continue
        if not all(map(_is_short_text, cells.values())):
            continue
        above = [sheet.rows[row] for row in numbers[1 : place + 1][-_SAMPLE:]]
        if _is_other_header(cells, _typed(above, known), heads):
            return before if number - before == 1 else number
    return 0


def _typed(rows: Sequence[Mapping[int, Cell]], columns: Collection[int]) -> set[int]:
    """The columns of which most cells are dates or amounts."""
    kinds = {c: [kind_of(cells[c]) for cells in rows if c in cells] for c in columns}
    return {c for c, told in kinds.items() if 2 * told.count("text") < len(told)}


def _is_title(cells: Mapping[int, Cell]) -> bool:
    return len(cells) == 1 and all(cell.kind == "text" for cell in cells.values())


def _is_other_header(cells: Mapping[int, Cell], typed: set[int], heads: set[str]) -> bool:
    """Whether a row is the header of other columns; `typed` columns have dates or amounts above."""
    folded = [fold(cell.text) for cell in cells.values()]
    placed = [cell for column, cell in cells.items() if column in typed]
    if len(cells) < _FEWEST_HEADERS or len(set(folded)) < len(folded):
        return False
    called = [
        fold(cell.text) in heads or bool(names(cell.text, TASKS, HeaderWishes()))
        for cell in cells.values()
    ]
    if len(placed) < _FEWEST_TYPED:
        return bool(placed) and 2 * sum(called) > len(called)
    return any(called)


def _is_short_text(cell: Cell) -> bool:
    text = cell.text.strip()
    digits = any(map(str.isdigit, text))
    return cell.kind == "text" and len(text) <= _LONGEST and not digits and text not in NOTHING


def until(sheet: Sheet, end: int) -> Sheet:
    """The sheet up to the row before `end`."""
    return replace(
        sheet,
        rows={number: cells for number, cells in sheet.rows.items() if number < end},
        fills={place: colour for place, colour in sheet.fills.items() if place[0] < end},
    )
