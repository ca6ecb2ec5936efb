"""People without a column of their own: in brackets behind the names of tasks."""

import re
from collections.abc import Mapping
from dataclasses import replace

from planner.language.text import key
from planner.phrase import Phrase, phrase
from planner.reading.cells import Cell
from planner.reading.heading import Heading
from planner.reading.people_evidence import likeness
from planner.reading.tables import Table

_FEWEST, _MOSTLY, _SURE = 2, 0.6, 3.0
_BEHIND = re.compile(r"(.*\S)\s*[(\[（]([^()\[\]（）]+)[)\]）]\s*", re.DOTALL)


def with_people_shown(table: Table) -> Table:
    """The table with a column of the people whom no column of its own names."""
    name = table.fields.get("name")
    told = any(h.person or h.field in ("resources", "skills") for h in table.headings)
    if name is None or told:
        return table
    return _in_brackets(table, name) or table


def _in_brackets(table: Table, name: Heading) -> Table | None:
    """The table with the people behind most names: ``Paint (Ann, Bob)``."""
    named = _named(table, name)
    found = {n: match for n, cell in named.items() if (match := _BEHIND.fullmatch(cell.text))}
    texts = {n: match[2].strip() for n, match in found.items()}
    again = len(set(map(key, texts.values()))) < len(texts)
    if len(found) < max(_FEWEST + 1, _MOSTLY * len(named)) or not again:
        return None
    if likeness(texts.values()) < _SURE:
        return None
    bare = {n: named[n]._replace(value=match[1]) for n, match in found.items()}
    why = phrase("people stand in brackets behind the names of tasks")
    return _with_column(_renamed(table, bare), texts, why)


def _named(table: Table, name: Heading) -> dict[int, Cell]:
    """Row → its name, in the column of names or of a level below."""
    columns = [name.column, *(h.column for h in table.headings if h.field == "subname")]
    below = ((n, cells) for n, cells in table.sheet.rows.items() if n > table.header)
    return {n: cells[c] for n, cells in below for c in columns if c in cells}


def _renamed(table: Table, cells: Mapping[int, Cell]) -> Table:
    """The table with other names in some rows."""
    rows = {
        n: {**one, cells[n].column: cells[n]} if n in cells else one
        for n, one in table.sheet.rows.items()
    }
    return replace(table, sheet=replace(table.sheet, rows=rows))


def _with_column(table: Table, texts: Mapping[int, str], why: Phrase) -> Table:
    """The table with people in a column right of all others."""
    last = max(max(cells, default=0) for cells in table.sheet.rows.values())
    column = last + 1
    rows = {
        n: {**cells, column: Cell(n, column, "text", texts[n])} if n in texts else cells
        for n, cells in table.sheet.rows.items()
    }
    made = Heading(column=column, text="", field="resources", by_content=why)
    kept = (h for h in table.headings if h.column != column)
    headings = tuple(sorted((*kept, made), key=lambda h: h.column))
    return replace(table, sheet=replace(table.sheet, rows=rows), headings=headings)
