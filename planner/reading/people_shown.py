"""People without a column: in brackets behind the names of tasks, or by the colours of the rows."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from planner.language.text import key
from planner.phrase import Phrase, phrase
from planner.reading.cells import Cell
from planner.reading.heading import Heading
from planner.reading.people_evidence import likeness
from planner.reading.tables import Table

_FEWEST, _MOSTLY, _COLOURED, _SURE, _LONGEST = 2, 0.6, 0.4, 3.0, 40
_BEHIND = re.compile(r"(.*\S)\s*[(\[（]([^()\[\]（）]+)[)\]）]\s*", re.DOTALL)
_INITIALS = re.compile(r"[^\W\d_]{1,3}")


def with_people_shown(table: Table) -> Table:
    """The table with a column of the people whom no column of its own names."""
    name = table.fields.get("name")
    told = any(h.person or h.field in ("resources", "skills") for h in table.headings)
    if name is None or told:
        return table
    return _in_brackets(table, name) or _by_colour(table, name) or table


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
    return _with_column(_renamed(table, bare), texts, 0, why)


def _by_colour(table: Table, name: Heading) -> Table | None:
    """The table with the people whose colours, by a legend outside it, most rows have."""
    named = _named(table, name)
    legend = _legend(table, named)
    right = max(h.column for h in table.headings if h.text or h.field)
    looks: dict[int, set[str]] = {n: set() for n in named}
    for (n, column), look in table.sheet.fills.items():
        if n in looks and column <= right:
            looks[n].add(look)
    whose = {n: told.pop() for n, one in looks.items() if len(told := one & legend.keys()) == 1}
    people = [legend[look] for look in set(whose.values())]
    initials = all(text.isupper() and _INITIALS.fullmatch(text) for text in people)
    if len(people) < _FEWEST or len(whose) < _COLOURED * len(named):
        return None
    shown = likeness(people)
    if shown < 0 or (shown == 0 and not initials):
        return None
    used = {h.column for h in table.headings if h.text or h.field}
    places = Counter(c for (n, c), look in table.sheet.fills.items() if whose.get(n) == look)
    column = next((c for c, _ in places.most_common() if c not in used), 0)
    why = phrase("a legend explains the colours of the rows")
    return _with_column(table, {n: legend[look] for n, look in whose.items()}, column, why)


def _named(table: Table, name: Heading) -> dict[int, Cell]:
    """Row → its name, in the column of names or of a level below."""
    columns = [name.column, *(h.column for h in table.headings if h.field == "subname")]
    below = ((n, cells) for n, cells in table.sheet.rows.items() if n > table.header)
    return {n: cells[c] for n, cells in below for c in columns if c in cells}


def _legend(table: Table, named: Mapping[int, Cell]) -> dict[str, str]:
    """Colour → the text in a cell of this colour outside the table; colours of one text alone."""
    used = {h.column for h in table.headings if h.text or h.field}
    found: dict[str, set[str]] = {}
    for (row, column), look in table.sheet.fills.items():
        cell = table.sheet.rows.get(row, {}).get(column)
        outside = row < table.header or row > max(named, default=0) or column > max(used)
        if outside and cell is not None and cell.kind == "text" and len(cell.text) <= _LONGEST:
            found.setdefault(look, set()).add(cell.text.strip(" :"))
    return {look: texts.pop() for look, texts in found.items() if len(texts) == 1}


def _renamed(table: Table, cells: Mapping[int, Cell]) -> Table:
    """The table with other names in some rows."""
    rows = {
        n: {**one, cells[n].column: cells[n]} if n in cells else one
        for n, one in table.sheet.rows.items()
    }
    return replace(table, sheet=replace(table.sheet, rows=rows))


def _with_column(table: Table, texts: Mapping[int, str], column: int, why: Phrase) -> Table:
    """The table with people in a column, 0 for one right of all others."""
    last = max(max(cells, default=0) for cells in table.sheet.rows.values())
    column = column or last + 1
    rows = {
        n: {**cells, column: Cell(n, column, "text", texts[n])} if n in texts else cells
        for n, cells in table.sheet.rows.items()
    }
    made = Heading(column=column, text="", field="resources", by_content=why)
    kept = (h for h in table.headings if h.column != column)
    headings = tuple(sorted((*kept, made), key=lambda h: h.column))
    return replace(table, sheet=replace(table.sheet, rows=rows), headings=headings)
