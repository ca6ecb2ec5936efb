"""Cells that a spreadsheet program has turned into something else while they were typed.

Days and months that were swapped: where it takes 03/04 for the 4th of March, 25/03 stays a text.
Numbers of levels that became dates: 1.2 is the 1st of February.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from planner.errors import Issue
from planner.phrase import Phrase, phrase
from planner.reading.cells import Cell, letters
from planner.reading.dates import when
from planner.reading.tables import Table
from planner.reading.values import BadValueError

_FEWEST, _LAST_MONTH = 2, 12
_LEVELS = ("wbs", "id")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")


def turned_back(table: Table) -> Table:
    """The table with such cells as they were meant; each column is told."""
    dates = {column.field for column in table.kind.columns if column.look == "date"}
    for heading in table.headings:
        cells = {
            number: row[heading.column]
            for number, row in table.sheet.rows.items()
            if number > table.header and heading.column in row
        }
        if heading.field in dates:
            table = _changed(table, _swapped(cells), "days-and-months", _SWAPPED)
        elif heading.field in _LEVELS:
            table = _changed(table, _levels(cells), "levels-as-dates", _AS_DATES)
    return table


_SWAPPED = phrase(
    "real dates beside dates in texts such as 25/03: their days and months are taken to be swapped"
)
_AS_DATES = phrase("dates among numbers of levels are read as such numbers")


def _changed(table: Table, cells: Mapping[int, Cell], code: str, message: Phrase) -> Table:
    if not cells:
        return table
    rows = {
        number: {**row, cells[number].column: cells[number]} if number in cells else row
        for number, row in table.sheet.rows.items()
    }
    first = min(cells)
    table.log.add(
        Issue(
            severity="warning",
            code=code,
            sheet=table.sheet.name,
            cell=f"{letters(cells[first].column)}{first}",
            message=message,
            remedy=phrase("correct the cells if they are not"),
        )
    )
    return replace(table, sheet=replace(table.sheet, rows=rows))


def _swapped(cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """The real dates of a column with day and month swapped, if that puts it in better order.

    None of them may have a day above 12, and all dates in texts have one, as only these stay texts.
    """
    real = {n: cell.value for n, cell in cells.items() if isinstance(cell.value, datetime)}
    texts = {n: day for n, cell in cells.items() if (day := _typed(cell)) is not None}
    if min(len(real), len(texts)) < _FEWEST or len(real) + len(texts) < len(cells):
        return {}
    if any(day.day > _LAST_MONTH for day in real.values()):
        return {}
    if any(day.day <= _LAST_MONTH for day in texts.values()):
        return {}
    swapped = {n: day.replace(day=day.month, month=day.day) for n, day in real.items()}
    if _turns({**texts, **swapped}) >= _turns({**texts, **real}):
        return {}
    return {n: cells[n]._replace(value=day) for n, day in swapped.items()}


def _typed(cell: Cell) -> datetime | None:
    try:
        return when(cell, "dmy") if cell.kind == "text" else None
    except BadValueError:
        return None


def _turns(days: Mapping[int, datetime]) -> int:
    """How often a date is before that of the row above."""
    return sum(two < one for one, two in pairwise(days[n] for n in sorted(days)))


def _levels(cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """Dates among numbers of levels as such numbers, the day or the month first as fits better."""
    days = {n: cell.value for n, cell in cells.items() if isinstance(cell.value, datetime)}
    others = {n: cell.text for n, cell in cells.items() if n not in days}
    if not days or len(others) < _FEWEST or not all(map(_NUMBER.fullmatch, others.values())):
        return {}
    ways: Sequence[dict[int, str]] = (
        {n: f"{day.day}.{day.month}" for n, day in days.items()},
        {n: f"{day.month}.{day.day}" for n, day in days.items()},
    )
    best = max(ways, key=lambda way: _fits({**others, **way}))
    return {n: cells[n]._replace(kind="text", value=text) for n, text in best.items()}


def _fits(codes: Mapping[int, str]) -> int:
    """How many codes follow the one above: its first part, its next sister, or the next number."""
    found = 0
    for above, code in pairwise(codes[n].strip(".").split(".") for n in sorted(codes)):
        child = code == [*above, "1"]
        sister = code[:-1] == above[: len(code) - 1] and code[-1].isdigit()
        found += child or (sister and int(code[-1]) == int(above[len(code) - 1]) + 1)
    return found
