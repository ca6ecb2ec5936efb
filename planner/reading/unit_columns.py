"""Reads durations whose unit stands in the next column: 3 | hrs, 2 | days."""

from dataclasses import replace

from planner.phrase import phrase
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.durations import unit_of
from planner.reading.heading import Heading
from planner.reading.profile import as_number
from planner.reading.tables import Table

_FIELDS = ("duration", "work", "remaining_duration", "baseline_duration")
_FEWEST, _MOSTLY = 2, 0.8


def with_unit_columns(table: Table) -> Table:
    """The table with such units written behind their numbers, which is told."""
    for field in _FIELDS:
        heading = table.fields.get(field)
        beside = heading and _beside(table, heading.column + 1)
        if heading and beside and _has_units(table, heading.column):
            table = _written(table, heading, beside)
    return table


def _beside(table: Table, column: int) -> Heading | None:
    """The heading of a column that has no other meaning, also where nothing stands above it."""
    found = next((h for h in table.headings if h.column == column), None)
    if found is None:
        return Heading(column=column, text="")
    return None if found.field else found


def _units(table: Table, column: int) -> dict[int, str]:
    """Row → the word in the column right of a number, if it is a unit of time."""
    found = {}
    for number, cells in table.sheet.rows.items():
        amount, word = cells.get(column), cells.get(column + 1)
        if number > table.header and amount and word and as_number(amount) is not None:
            found[number] = word.text if unit_of(word.text, table.language) else ""
    return found


def _has_units(table: Table, column: int) -> bool:
    told = _units(table, column)
    return len(told) >= _FEWEST and sum(map(bool, told.values())) >= _MOSTLY * len(told)


def _written(table: Table, heading: Heading, beside: Heading) -> Table:
    column = heading.column
    units = {number: word for number, word in _units(table, column).items() if word}
    rows = {
        number: {
            c: _with_unit(cell, units[number]) if c == column and number in units else cell
            for c, cell in cells.items()
        }
        for number, cells in table.sheet.rows.items()
    }
    message = phrase("their units stand in column {column}", column=letters(beside.column))
    table.note("info", "unit-column", message, heading)
    sheet: Sheet = replace(table.sheet, rows=rows)
    others = [h for h in table.headings if h is not heading and h is not beside]
    found = [*others, replace(heading, unit=""), replace(beside, span=True)]
    found.sort(key=lambda h: h.column)
    return replace(table, sheet=sheet, headings=tuple(found))


def _with_unit(cell: Cell, unit: str) -> Cell:
    return cell._replace(kind="text", value=f"{cell.text} {unit}", form="")
