"""Recognises rows that add up those above: by a word for it, or by their numbers."""

import re
from collections.abc import Sequence
from itertools import accumulate

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.profile import as_number
from planner.reading.row_content import said_by
from planner.reading.tables import Row, Table
from planner.schema.vocabulary import words_for

_FEWEST_ADDED = 3
_MOST_SAY = 0.8
ADDED_UP = ("duration", "work", "points", "fixed_cost", "heads")
"""Fields that a row of totals has."""


_MOST_WORDS = 3
"""A name of at most this many words that begins with a word for a total is a total."""


def is_total(row: Row, name: str, above: Sequence[Row]) -> bool:
    """Whether a row adds up those above: by its name, or without a name by its numbers."""
    said, totals = said_by(row), words_for("total")
    if fold(name) in totals and _adds_up(row, said, above):  # columns of people count too
        return True
    if said & {"predecessors", "successors", "resources", "skills"} - _numbers_of(row):
        return False
    title = name or row.text("id")
    first = fold(re.split(r"[\s:]+", title.strip())[0]) if title else ""
    nothing = not said and not any(set(ADDED_UP) & said_by(one) for one in above)
    if (
        first in totals
        and not (nothing and fold(title) not in totals and above)
        and (
            fold(title) in totals
            or (
                not _is_small(row, said, above)
                and said <= {*ADDED_UP, *_numbers_of(row)}
                and (len(title.split()) <= _MOST_WORDS or _adds_up(row, said, above))
            )
        )
    ):
        return True
    if row.has("id") or not said or not said <= set(ADDED_UP):
        return False
    if len(title.split()) <= _MOST_WORDS and fold(title.split()[-1] if title else "") in totals:
        return _adds_up_last(row, said, above)
    return not name and (_adds_up(row, said, above) or _added_up_before(row, said, above))


def _numbers_of(row: Row) -> set[str]:
    """The fields for people that hold a number, a sum that stands in their column."""
    cells = ((field, row.cells.get(field)) for field in ("resources", "skills"))
    return {field for field, cell in cells if cell is not None and cell.kind == "number"}


def without_last_total(rows: list[Row]) -> list[Row]:
    """Drops a last row of a name and numbers that add up those above.

    Only where nearly all other rows have more than these: people, dates or links.
    """
    if len(rows) <= _FEWEST_ADDED:
        return rows
    *above, last = rows
    said = said_by(last)
    if not said or not said <= set(ADDED_UP) or last.has("id"):
        return rows
    heads = [row for row in above if not row.has("id")]
    if 1 < len(heads) <= len(above) / 2 and _adds_up(last, said, heads):
        note_total(last)
        return above
    more = sum(bool(said_by(row) - set(ADDED_UP)) for row in above)
    if more < _MOST_SAY * len(above) or not _adds_up(last, said, above):
        return rows
    note_total(last)
    return above


def is_summed(row: Row, table: Table) -> bool:
    """Whether all that a row has besides its name are sums of cells in the rows above it."""
    number, heading = row.source.row, table.fields.get("name")
    cells = table.sheet.rows.get(number, {})
    columns = [c for c in cells if heading is None or c != heading.column]
    formulas = [table.sheet.formulas.get((number, column), "") for column in columns]
    sums = [_SUM.fullmatch(formula.lstrip("=").strip()) for formula in formulas]
    return bool(sums) and all(
        found is not None
        and table.header < int(found[1]) < int(found[2]) < number
        and int(found[2]) - int(found[1]) + 1 >= _FEWEST_ADDED
        for found in sums
    )


_SUM = re.compile(r"(?i)SUM\(\$?[A-Z]+\$?(\d+):\$?[A-Z]+\$?(\d+)\)")


def note_total(row: Row) -> None:
    """Notes that a row is a total."""
    row.note("info", "total-row", phrase("is a total, not a task; left out"), "name")


def _figure(cell: Cell) -> float | None:
    """The number of a cell, also with a unit after it."""
    found = re.match(r"\d+(?:[.,]\d+)?(?=\s*[^\W\d_]+\.?$)", cell.text)
    return float(found[0].replace(",", ".")) if found else as_number(cell)


def _adds_up(row: Row, fields: set[str], above: Sequence[Row]) -> bool:
    """Whether a number of a row, in a field that can be added up, is the sum of those above."""
    return any(_is_sum(row, field, above) for field in fields & set(ADDED_UP))


def _adds_up_last(row: Row, fields: set[str], above: Sequence[Row]) -> bool:
    """Whether a number of a row is the sum of those in some rows just above it."""
    lasts = [above[at:] for at in range(max(0, len(above) - _MOST_ADDED), len(above) - 1)]
    return any(_adds_up(row, fields, last) for last in lasts)


_MOST_ADDED = 60


def _is_small(row: Row, fields: set[str], above: Sequence[Row]) -> bool:
    """Whether a number is far from any sum of the rows right above, as that of *Total testing*."""
    for field in fields & set(ADDED_UP):
        cells = [one.cells[field] for one in above if one.has(field)]
        numbers = [number for cell in cells if (number := _figure(cell)) is not None]
        total = _figure(row.cells[field])
        sums = set(accumulate(reversed(numbers)))
        if total is not None and len(numbers) >= _MANY and total not in sums:
            return total < sum(numbers) / 4
    return False


def _added_up_before(row: Row, fields: set[str], above: Sequence[Row]) -> bool:
    """Whether a number is near the sum of many above, or more: it was once a sum of theirs."""
    for field in fields & set(ADDED_UP):
        cells = [one.cells[field] for one in above if one.has(field)]
        numbers = [number for cell in cells if (number := _figure(cell)) is not None]
        total = _figure(row.cells[field])
        if total is None or len(numbers) < _MANY or total < 2 * max(numbers):
            continue
        if total >= (1 - _NEAR) * sum(numbers):
            return True
    return False


_MANY, _NEAR = 6, 0.1


def _is_sum(row: Row, field: str, above: Sequence[Row]) -> bool:
    cells = [one.cells[field] for one in above if one.has(field)]
    numbers = [number for cell in cells if (number := _figure(cell)) is not None]
    total = _figure(row.cells[field])
    return len(numbers) > 1 and total is not None and abs(total - sum(numbers)) < 1e-6 + total / 1e6
