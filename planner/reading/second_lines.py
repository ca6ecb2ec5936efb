"""Joins rows without a name to the task above: further people, or actual values."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.group_words import ACTUAL
from planner.reading.tables import Row, Table

_PAIRS, _MOSTLY = 3, 0.7
_DATES = ("start", "finish")


def without_second_lines(table: Table, rows: Sequence[Row]) -> list[Row]:
    """Joins the two rows of a task into one.

    Where nearly all tasks have a second row, it has actual values and is left out. A name merged
    over rows with one person each is one task of all these people.
    """
    second = [_is_second(one, two) for one, two in pairwise(rows)]
    second = [False, *second][: len(rows)]
    pairs = sum(second)
    named = sum(bool(row.text("name")) for row in rows) if pairs else 0
    alternate = pairs >= _PAIRS and pairs >= _MOSTLY * named
    covered = _covered(table)
    found: list[Row] = []
    below = 0
    for row, is_second in zip(rows, second, strict=True):
        below, before = row.source.row + 1, below
        if (alternate and is_second) or (row.source.row in covered and _is_actual(table, row)):
            message = phrase("is the second line of the task above; left out")
            row.note("info", "second-line", message, "start")
        elif (
            found
            and _is_person(row)
            and (row.source.row in covered or (row.source.row == before and _says_who_only(row)))
        ):
            found[-1] = _with_person(found[-1], row.cells["resources"])
        else:
            found.append(row)
    return found


def _is_actual(table: Table, row: Row) -> bool:
    """Whether a row without a name says that its values are what was done: ``Ist``, ``実績``."""
    cells = table.sheet.rows.get(row.source.row, {}).values()
    return not row.has("name") and any(
        cell.kind == "text" and fold(cell.text) in ACTUAL for cell in cells
    )


def _is_second(one: Row, two: Row) -> bool:
    """Whether a row without name or ID, but with dates, follows one that has a name and dates.

    Dates that are merged down from the row above are not its own.
    """
    nameless = not two.has("name") and not two.has("id") and two.source.row == one.source.row + 1
    own = (two.cells[field] for field in _DATES if two.has(field))
    dated = any(cell.row == two.source.row for cell in own)
    return nameless and dated and one.has("name") and any(one.has(field) for field in _DATES)


def _covered(table: Table) -> set[int]:
    """The rows over which a name above is merged."""
    name = table.fields.get("name")
    return {
        row
        for top, left, bottom, _ in table.sheet.merged
        if name is not None and left == name.column and top > table.header
        for row in range(top + 1, bottom + 1)
    }


def _is_person(row: Row) -> bool:
    own = {field for field, cell in row.cells.items() if cell.row == row.source.row}
    return "name" not in own and "resources" in own and own.isdisjoint(_DATES)


def _says_who_only(row: Row) -> bool:
    """Whether a row contains nothing but a person, which makes no task of its own."""
    own = {field for field, cell in row.cells.items() if cell.row == row.source.row}
    return own == {"resources"}


def _with_person(row: Row, cell: Cell) -> Row:
    known = row.cells.get("resources")
    if known is None:
        return replace(row, cells={**row.cells, "resources": cell})
    joined = known._replace(kind="text", value=f"{known.text};{cell.text}")
    return replace(row, cells={**row.cells, "resources": joined})
