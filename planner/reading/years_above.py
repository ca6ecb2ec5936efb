"""The years that texts above a table name."""

import re
from collections.abc import Iterable, Iterator

from planner.reading.cells import Sheet

YEAR = re.compile(r"(?<!\d)(20\d\d|19[89]\d)(?!\d)")


TWO_DIGITS = re.compile(r"(?<!\d)\d{1,2}([./-])\d{1,2}\1\d\d(?!\d)")


def year_above(sheet: Sheet, row: int) -> int:
    """The year above a row or in the name of the sheet; 0 without one."""
    return next(years_above(sheet, [row]))


def years_above(sheet: Sheet, rows: Iterable[int]) -> Iterator[int]:
    """The year above each of some rows, from the top, or in the name of the sheet; 0 without one.

    Each row of the sheet is looked at once.
    """
    numbers = iter(sorted(sheet.rows))
    number, found = next(numbers, None), 0
    named = _year_in([sheet.name])
    for row in rows:
        while not found and number is not None and number < row:
            cells = sheet.rows[number].values()
            found = _year_in(c.text if c.kind != "date" else str(c.value) for c in cells)
            number = next(numbers, None)
        yield found or named


def _year_in(texts: Iterable[str]) -> int:
    found = next(filter(None, map(YEAR.search, texts)), None)
    return int(found[1]) if found else 0
