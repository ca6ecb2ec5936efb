"""Reads tables with two lines for each task, planned and actual, which a column distinguishes.

Its words are ``Plan`` and ``Actual``, ``Soll`` and ``Ist`` or the like. The planned lines become
the table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from planner.errors import Issue
from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.group_words import ACTUAL, PLANNED
from planner.reading.tables import Log

_FEWEST, _ALTERNATING = 3, 0.7
_SAMPLE = 100


def plan_lines(sheet: Sheet, log: Log) -> Sheet:
    """Drops the lines of actual values, with a note, and the column that distinguishes them."""
    column = next(filter(None, (_says(sheet, number) for number in _columns(sheet))), 0)
    if not column:
        return sheet
    gone = {n for n, cells in sheet.rows.items() if column in cells and _is(cells[column], ACTUAL)}
    planned = {
        n for n, cells in sheet.rows.items() if column in cells and _is(cells[column], PLANNED)
    }
    rows: dict[int, Mapping[int, Cell]] = {
        n: {c: cell for c, cell in cells.items() if n not in planned or c != column}
        for n, cells in sheet.rows.items()
        if n not in gone
    }
    first = min(gone)
    log.add(
        Issue(
            severity="info",
            code="actual-lines",
            sheet=sheet.name,
            cell=f"{letters(column)}{first}",
            message=phrase(
                "lines of what was done, beside those of the plan, are left out: {count}",
                count=len(gone),
            ),
            got=sheet.rows[first][column].text,
        )
    )
    rows = {number: cells for number, cells in rows.items() if cells}
    fills = {place: look for place, look in sheet.fills.items() if place[0] not in gone}
    return replace(sheet, rows=rows, fills=fills)


def _columns(sheet: Sheet) -> list[int]:
    """The columns that have both kinds of words in the first rows."""
    planned: set[int] = set()
    actual: set[int] = set()
    for number in islice(sorted(sheet.rows), _SAMPLE):
        for column, cell in sheet.rows[number].items():
            if cell.kind == "text":
                planned |= {column} if _is(cell, PLANNED) else set()
                actual |= {column} if _is(cell, ACTUAL) else set()
    return sorted(planned & actual)


def _says(sheet: Sheet, column: int) -> int:
    """The column, if its cells alternate between planned and actual."""
    cells = [sheet.rows[n][column] for n in sorted(sheet.rows) if column in sheet.rows[n]]
    said = [
        "plan" if _is(cell, PLANNED) else "actual" if _is(cell, ACTUAL) else "" for cell in cells
    ]
    known = [one for one in said if one]
    turns = sum(one != two for one, two in pairwise(known))
    told = min(known.count("plan"), known.count("actual")) >= _FEWEST
    return column if told and _mostly(known, cells) and turns >= _ALTERNATING * len(known) else 0


def _mostly(known: Sequence[str], cells: Sequence[Cell]) -> bool:
    return len(known) >= _ALTERNATING * len(cells)


def _is(cell: Cell, words: frozenset[str]) -> bool:
    return cell.kind == "text" and fold(cell.text) in words
