"""Numbers of days below the names of their months: *November* above ``3 | Draft``, ``12 | Print``.

They become dates. The year stands beside a month or in the title; it goes on with the new year.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from planner.errors import Issue
from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.axis_labels import WORD_YEAR, made
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.dates import month_number
from planner.reading.header_names import HeaderWishes
from planner.reading.naming import names
from planner.reading.profile import TYPED, as_number
from planner.reading.tables import Log
from planner.reading.years_above import year_above
from planner.schema.columns import TASKS
from planner.schema.vocabulary import words_for

_FEWEST_MONTHS, _FEWEST_DAYS = 2, 3
_LAST_DAY, _HALF_YEAR = 31, 6


def with_days_of_months(
    sheet: Sheet, start: datetime | None, reading: HeaderWishes, log: Log
) -> Sheet:
    """The sheet with such numbers as dates below *Start*, with a note on a year that is assumed.

    Rows that say nothing else of when they are lie in the month above them.

    Args:
        sheet: Any sheet.
        start: Names the year where the sheet does not.
        reading: What headers may be called.
        log: Receives the note.
    """
    heads = {n: found for n, cells in sheet.rows.items() if (found := _month_alone(cells))}
    if len(heads) < _FEWEST_MONTHS:
        return sheet
    first = min(heads)
    column, named = _column_of_days(sheet, first)
    told = year_above(sheet, first)
    year = told or (start.year if start else 0)
    days = dict(_days(sheet, column, heads, year)) if column and year else {}
    if len(days) < _FEWEST_DAYS:
        known = bool(told) or all(one[1] for one in heads.values())
        return _in_months(sheet, heads, told, reading) if known else sheet
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    for number in named:
        rows[number][column] = Cell(number, column, "text", "Start")
    for number, day in days.items():
        rows[number][column] = Cell(number, column, "date", day)
    for number in heads:
        rows[number].pop(column, None)  # the dates say the month
    if not told and not all(one[1] for one in heads.values()):
        log.add(_note(sheet, column, min(days), year))
    return replace(sheet, rows={number: cells for number, cells in rows.items() if cells})


def _in_months(
    sheet: Sheet, heads: Mapping[int, tuple[int, int]], year: int, reading: HeaderWishes
) -> Sheet:
    """The sheet with a column of the months above the rows, where no header says when they are."""
    first = min(heads)
    above = max((n for n in sheet.rows if n < first and len(sheet.rows[n]) > 1), default=0)
    dated = any(cell.kind == "date" for cells in sheet.rows.values() for cell in cells.values())
    if not above or dated or _is_timed(sheet.rows[above], reading):
        return sheet
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    right = max(column for cells in rows.values() for column in cells) + 1
    rows[above][right] = Cell(above, right, "text", "When")
    months = dict(_months(heads, year))
    for number in (n for n in rows if n > first and n not in heads):
        day = datetime(*months[max(n for n in heads if n < number)], 1)
        rows[number][right] = Cell(number, right, "text", f"{day:%B %Y}")
    return replace(sheet, rows=rows)


def _is_timed(cells: Mapping[int, Cell], reading: HeaderWishes) -> bool:
    """Whether a header says when tasks are or how long they take."""
    found = (name for cell in cells.values() for name in names(cell.text, TASKS, reading))
    return any(name.field in _TIMED for name in found)


_TIMED = frozenset(
    ["start", "finish", "deadline", "duration", "work", "actual_start", "baseline_start"]
)


def _months(
    heads: Mapping[int, tuple[int, int]], year: int
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yields row of a head → year and month; the year goes on with the new one."""
    before = 0
    for number, (month, told) in sorted(heads.items()):
        year = told or year + (before - month >= _HALF_YEAR)
        before = month
        yield number, (year, month)


def _month_alone(cells: Mapping[int, Cell]) -> tuple[int, int] | None:
    """The month that a row of one cell names, and its year, 0 without one."""
    cell = next(iter(cells.values())) if len(cells) == 1 else None
    if cell is None or cell.kind != "text":
        return None
    found = WORD_YEAR.fullmatch(cell.text.strip(" :"))
    month = month_number(found[1]) if found else None
    return (month, int(found[2] or 0)) if found and month else None


def _column_of_days(sheet: Sheet, first: int) -> tuple[int, list[int]]:
    """The column headed by a word for days or dates, and the rows of that header; else 0."""
    heads = [
        (number, cell)
        for number, cells in sheet.rows.items()
        for cell in cells.values()
        if number >= first - 1 and cell.kind == "text" and fold(cell.text) in _day_words()
    ]
    column = heads[0][1].column if heads else 0
    return column, [number for number, cell in heads if cell.column == column]


def _day_words() -> frozenset[str]:
    return words_for("day of month") | TYPED


def _days(
    sheet: Sheet, column: int, heads: Mapping[int, tuple[int, int]], year: int
) -> Iterator[tuple[int, datetime]]:
    """Yields row → date for the numbers of days below each month."""
    month = 0
    months = dict(_months(heads, year))
    for number in sorted(n for n in sheet.rows if n >= min(heads)):
        if number in heads:
            year, month = months[number]
            continue
        cell = sheet.rows[number].get(column)
        value = as_number(cell) if cell is not None else None
        if value is None or not value.is_integer() or not 1 <= value <= _LAST_DAY:
            continue
        if (day := made(year, month, int(value))) is not None:
            yield number, day


def _note(sheet: Sheet, column: int, row: int, year: int) -> Issue:
    return Issue(
        severity="warning",
        code="year-assumed",
        sheet=sheet.name,
        cell=f"{letters(column)}{row}",
        message=phrase("dates without a year are read as of {year}", year=str(year)),
        got=sheet.rows[row][column].text,
        remedy=phrase("write the year, as in 2026-03-02"),
    )
