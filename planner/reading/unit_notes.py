"""Finds the unit of durations that a note above or below the tasks tells: All times in weeks.

So does a total below them: Total hours.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from planner.language.text import fold
from planner.phrase import Phrase, phrase
from planner.reading.cells import Cell, letters
from planner.reading.durations import unit_of
from planner.reading.group_words import TIMES
from planner.reading.heading import Heading
from planner.reading.profile import as_number
from planner.reading.tables import Row, Table
from planner.reading.units import NAMES, POINTS
from planner.schema import vocabulary

_LONGEST, _SHORTEST_UNIT = 12, 3
_MOST_WORDS, _NEARLY = 4, 0.001
_BREAKS = re.compile(r"[\W\d_]+")
_LENGTHS = frozenset(["duration", "length"])


def with_unit_noted(table: Table, rows: Sequence[Row]) -> Table:
    """The table with the unit that a note gives to its durations, if no header or cell does."""
    bare = [h for f in ("duration", *POINTS) if (h := table.fields.get(f)) and not h.unit]
    found = next(chain(_notes(table, rows), _totals(table, rows, bare[:1])), None) if bare else None
    if found is None:
        return table
    cell, unit = found
    message = phrase(
        "the numbers below {column}{header} are {names}: {note} says so",
        column=letters(bare[0].column),
        header=table.header,
        names=Phrase(NAMES[unit]),
        note=f"{letters(cell.column)}{cell.row}",
    )
    table.note("info", "unit-by-note", message, bare[0])
    headings = tuple(replace(h, unit=unit) if h in bare else h for h in table.headings)
    return replace(table, headings=headings)


def _notes(table: Table, rows: Sequence[Row]) -> Iterator[tuple[Cell, str]]:
    """The texts that stand alone in a row above or below the tasks and tell a unit."""
    last = max((row.source.row for row in rows), default=table.header)
    charts = {heading.column for heading in table.headings if heading.chart}
    for number in sorted(table.sheet.rows):
        cells = [*table.sheet.rows[number].values()]
        alone = len(cells) == 1 and cells[0].column not in charts
        if alone and not table.header <= number <= last and (unit := _unit(cells[0].text)):
            yield cells[0], unit


def _totals(
    table: Table, rows: Sequence[Row], headings: Sequence[Heading]
) -> Iterator[tuple[Cell, str]]:
    """The words for a total and a unit beside the sum of a column below the tasks."""
    last = max((row.source.row for row in rows), default=table.header)
    for heading in headings:
        numbers = [as_number(row.cells[heading.field]) for row in rows if row.has(heading.field)]
        total = sum(number for number in numbers if number is not None)
        for number in sorted(n for n in table.sheet.rows if n > last):
            cells = table.sheet.rows[number]
            added = as_number(cells[heading.column]) if heading.column in cells else None
            if added is None or abs(added - total) > _NEARLY * total:
                continue
            for cell in cells.values():
                unit = _unit_of_total(cell.text) if cell.kind == "text" else ""
                if unit:
                    yield cell, unit


def _unit_of_total(text: str) -> str:
    """The unit in a text that also has a word for a total: ``Total hours``; else ""."""
    tokens = [token for token in _BREAKS.split(text) if token]
    totals = [token for token in tokens if fold(token) in vocabulary.words_for("total")]
    units = {unit_of(token) for token in tokens if len(token) >= _SHORTEST_UNIT} & NAMES.keys()
    return units.pop() if totals and len(units) == 1 and len(tokens) <= _MOST_WORDS else ""


def _unit(text: str) -> str:
    """The unit in which a text says that times are; "" if it says something else, or how long."""
    tokens = [token for token in _BREAKS.split(text) if token]
    if len(tokens) > _LONGEST or any(char.isdigit() for char in text):
        return ""
    others = [token for token in tokens if not _is_length(token)]
    units = {unit_of(token) for token in others if len(token) >= _SHORTEST_UNIT} & NAMES.keys()
    return units.pop() if len(units) == 1 and len(others) < len(tokens) else ""


def _is_length(token: str) -> bool:
    folded = {fold(token), *(fold(token).removesuffix(ending) for ending in ("s", "n", "en"))}
    meant = {word.meaning for one in folded for word in vocabulary.meanings(one)}
    return bool(meant & _LENGTHS) or any([one] in TIMES for one in folded)
