"""Reads names that are indented by columns: each level has a column further to the right.

Their numbers may move with them: ``1 | Plan``, and below ``| 1.1 | Interview``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from planner.reading.cells import Cell, Sheet
from planner.reading.heading import Heading
from planner.reading.tables import Table

_FEWEST, _MOSTLY, _PAIRS = 2, 0.8, 3
_WIDEST, _LONGEST = 6, 80
_CODES = frozenset(["id", "wbs", "uid"])
_NUMBERED = re.compile(r"\s*\d{1,2}$")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")


def with_levels(sheet: Sheet, header: int, headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Makes the first of several columns the name, where each name stands in one of them.

    Args:
        sheet: The sheet.
        header: The row of the headings.
        headings: The headings, with the deepest column as the name.
    """
    name = next((h for h in headings if h.field == "name"), None)
    stairs = _stairs(sheet, header, headings, name) if name is not None else []
    if name is not None and stairs:
        return _as_levels(headings, name, stairs)
    if name is None or any(h.field in ("subname", "phase") for h in headings):
        return tuple(headings)
    taken = {
        h.column
        for h in headings
        if h.field or h.chart or h.person or h.ignored or (h.names and h.names[0].field in _CODES)
    }
    columns, texts = [name.column], {h.column: h.text for h in headings}
    while (left := columns[0] - 1) and left not in taken and len(columns) < _WIDEST:
        alike = _NUMBERED.sub("", texts.get(left, "")) == _NUMBERED.sub("", name.text) != name.text
        if not _further(sheet, header, [left, *columns], 1 if alike else _FEWEST):
            break
        columns.insert(0, left)
    return tuple(headings) if len(columns) == 1 else _as_levels(headings, name, columns)


def _as_levels(
    headings: Sequence[Heading], name: Heading, columns: Sequence[int]
) -> tuple[Heading, ...]:
    """The headings with the first of some columns as the name, the others as levels below it."""
    texts = {h.column: h.text for h in headings}
    first = replace(name, column=columns[0], text=texts.get(columns[0], ""))
    deeper = [
        Heading(column=column, text=texts.get(column, ""), field="subname", rank=90)
        for column in columns[1:]
    ]
    others = (h for h in headings if h.column not in columns)
    return tuple(sorted((*others, first, *deeper), key=lambda h: h.column))


def _stairs(sheet: Sheet, header: int, headings: Sequence[Heading], name: Heading) -> list[int]:
    """Three or more columns beside each other of which each row fills one, in steps; else none.

    The first row fills the first of them; no row is more than one column right of the row above.
    """
    closed = {
        h.column
        for h in headings
        if h.field not in _NAMING or h.chart or h.person or h.ignored or h.apart
    }
    below = [cells for n, cells in sorted(sheet.rows.items()) if n > header]
    texts = {c for cells in below for c, cell in cells.items() if cell.kind == "text"} - closed
    columns = [name.column]
    while columns[0] - 1 in texts:
        columns.insert(0, columns[0] - 1)
    while columns[-1] + 1 in texts:
        columns.append(columns[-1] + 1)
    filled = [[c for c in columns if c in cells] for cells in below]
    places = [one[0] for one in filled if len(one) == 1]
    if len(columns) < _PAIRS or len(places) < len([one for one in filled if one]):
        return []
    steps = all(two - one <= 1 for one, two in pairwise(places))
    used = set(places) == set(columns) and len(places) >= 2 * len(columns)
    return columns if steps and used and places[0] == columns[0] else []


_NAMING = ("name", "subname", "phase", "")


def _further(sheet: Sheet, header: int, columns: Sequence[int], fewest: int) -> bool:
    """Whether nearly all rows have a text in exactly one of the columns.

    Each column has the `fewest` of them at least.
    """
    found = [
        [c for c in columns if c in cells and cells[c].kind == "text"]
        for number, cells in sheet.rows.items()
        if number > header
    ]
    named = [one for one in found if one]
    sentences = sum(
        len(cells[columns[0]].text) > _LONGEST
        for number, cells in sheet.rows.items()
        if number >= header and columns[0] in cells
    )
    if sentences > 1:
        return False
    alone = sum(len(one) == 1 for one in named)
    counts = [sum(one == [column] for one in named) for column in columns]
    return bool(named) and alone >= _MOSTLY * len(named) and min(counts) >= fewest


def unshifted(table: Table) -> Table:
    """The table with shifted numbers and names moved back below their headers."""
    fields = table.fields
    code = fields.get("id") or fields.get("wbs")
    name = fields.get("name")
    if code is None or name is None or name.column != code.column + 1:
        return table
    end = min(
        (h.column for h in table.headings if h.column > name.column and h.text), default=10**5
    )
    moved = {
        number: found
        for number, cells in table.sheet.rows.items()
        if number > table.header and (found := _moved(cells, code.column, end))
    }
    if len(moved) < _PAIRS:
        return table
    rows = {number: moved.get(number, cells) for number, cells in table.sheet.rows.items()}
    return replace(table, sheet=replace(table.sheet, rows=rows))


def _moved(cells: Mapping[int, Cell], code: int, end: int) -> dict[int, Cell] | None:
    """The cells of a row with number and name in their columns; None if they are not shifted."""
    place = next((c for c in range(code, end) if c in cells), 0)
    if place <= code or place + 1 >= end or place + 1 not in cells:
        return None
    number, name = cells[place], cells[place + 1]
    if not _NUMBER.fullmatch(number.text) or name.kind != "text":
        return None
    left = {c: cell for c, cell in cells.items() if c not in (place, place + 1)}
    indent = name.indent + 10 * (place - code)
    return {
        **left,
        code: number._replace(column=code),
        code + 1: name._replace(column=code + 1, indent=indent),
    }
