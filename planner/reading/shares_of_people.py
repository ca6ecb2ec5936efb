"""Shares of people's time in a column of their own: ``Ann | 50%`` is ``Ann[50%]``."""

import re
from dataclasses import replace

from planner.language.text import fold
from planner.reading.cells import Cell
from planner.reading.heading import Heading
from planner.reading.tables import Table
from planner.schema.vocabulary import words_for

_FEWEST = 2
_SEVERAL = re.compile(r"[;,/+&|\n\[\]%]")


def with_shares(table: Table) -> Table:
    """The table with such shares beside the names, where each row names one person.

    The header says that they are shares of time, and all cells below it are per cent.
    """
    people = table.fields.get("resources")
    shares = next((h for h in table.headings if _is_of_shares(h)), None)
    if people is None or people.person or shares is None:
        return table
    below = {n: cells for n, cells in table.sheet.rows.items() if n > table.header}
    told = {n: cells[shares.column] for n, cells in below.items() if shares.column in cells}
    every = {number: _per_cent(cell) for number, cell in told.items()}
    if len(every) < _FEWEST or not all(every.values()):
        return table
    rows = {number: dict(cells) for number, cells in table.sheet.rows.items()}
    for number, share in every.items():
        name = rows[number].get(people.column)
        if name is not None and name.kind == "text" and not _SEVERAL.search(name.text):
            rows[number][people.column] = name._replace(value=f"{name.text}[{share:g}%]")
    headings = tuple(replace(h, span=True) if h is shares else h for h in table.headings)
    return replace(table, sheet=replace(table.sheet, rows=rows), headings=headings)


def _is_of_shares(heading: Heading) -> bool:
    """Whether a header without another meaning has a word for the share of somebody's time."""
    free = not (heading.field or heading.chart or heading.person or heading.ignored)
    words = re.findall(r"[^\W\d_]+", heading.text)
    return free and any(fold(word) in words_for("allocation") for word in words)


def _per_cent(cell: Cell) -> float:
    """The share in a cell that is shown as per cent, in per cent; 0 for any other cell."""
    if cell.kind == "number" and cell.percent and isinstance(cell.value, int | float):
        return 100 * float(cell.value)
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s*%", cell.text.strip())
    return float(found[1].replace(",", ".")) if found else 0.0
