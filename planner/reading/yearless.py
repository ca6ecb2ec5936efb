"""Completes dates without a year, such as ``15.3.`` or ``Mar 15``, with a known or assumed year."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from planner.phrase import phrase
from planner.reading.axis_labels import made
from planner.reading.cells import Cell
from planner.reading.dates import Order, day_and_month, is_serial, month_number, when
from planner.reading.tables import Row, Table
from planner.reading.values import BadValueError
from planner.reading.years_above import year_above

_NUMBERS = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\.?")
_EASTERN = re.compile(r"\d\s*[月월]\s*\d")
_FEWEST, _BACK = 2, 6


def with_years(
    table: Table, rows: Sequence[Row], start: datetime | None, order: Order
) -> list[Row]:
    """Gives a year to dates without one, with a note.

    Args:
        table: The tasks.
        rows: The rows of the table.
        start: The project's start, if known.
        order: Whether the first number is the day or the month.
    """
    there = table.fields.keys()
    dated = [c.field for c in table.kind.columns if c.look == "date" and c.field in there]
    told = {field: sum(_is_yearless(row, field) for row in rows) for field in dated}
    named = _year(table, rows, dated) if any(told.values()) else 0
    fields = [f for f in dated if told[f] and (named or _without_year(rows, f, told[f]))]
    if not fields:
        return list(rows)
    order = order or _order(rows, fields)
    year = named or (start.year if start else 0)
    if not year:
        return list(rows)
    found = _in_year(rows, fields, year, order)
    if _is_year_late(rows, found, fields):
        year -= 1
        found = _in_year(rows, fields, year, order)
    first = next(row for row in rows if _is_yearless(row, fields[0]))
    first.note(
        "info" if named else "warning",
        "year-assumed",
        phrase("dates without a year are read as of {year}", year=str(year)),
        fields[0],
        phrase("write the year, as in 2026-03-02"),
    )
    return found


def _in_year(rows: Sequence[Row], fields: Sequence[str], year: int, order: Order) -> list[Row]:
    """The rows with the dates of some fields as of a year, or of later ones as they go on."""
    found: list[Row] = []
    latest: datetime | None = None
    for row in rows:
        cells = {f: day for f in fields if (day := _dated(row, f, year, order, latest))}
        latest = min((cell.value for cell in cells.values()
                      if isinstance(cell.value, datetime)), default=latest)  # fmt: skip
        found.append(replace(row, cells={**row.cells, **cells}) if cells else row)
    return found


def _is_year_late(rows: Sequence[Row], found: Sequence[Row], fields: Sequence[str]) -> bool:
    """Whether each date with a year is most of a year before those without one above it."""
    steps: list[int] = []
    latest: datetime | None = None
    for row, dated in zip(rows, found, strict=True):
        field = next((field for field in fields if row.has(field)), None)
        day = _day_of(dated.cells[field]) if field else None
        if field and day and latest and not _is_yearless(row, field):
            steps.append(12 * (latest.year - day.year) + latest.month - day.month)
        elif day:
            latest = day
    return bool(steps) and min(steps) > _BACK


def with_short_years(table: Table, rows: Sequence[Row]) -> list[Row]:
    """Writes months such as ``Mar-27`` as ``Mar 2027`` where their numbers are hardly days.

    Several months then have the same number, or one of two that follow each other.
    """
    fields = [c.field for c in table.kind.columns if c.look == "date"]
    fields = [field for field in fields if field in table.fields]
    found = {
        (n, field): told
        for n, row in enumerate(rows)
        for field in fields
        if row.has(field) and row.cells[field].kind == "text"
        and (told := _MONTH_AND_NUMBER.fullmatch(row.cells[field].text.strip()))
        and month_number(told[1])
    }  # fmt: skip
    numbers = {int(told[2]) for told in found.values()}
    months = {month_number(told[1]) for told in found.values()}
    years = bool(numbers) and min(numbers) >= _FIRST_YEAR and max(numbers) - min(numbers) <= 1
    if not years or len(months) < _FEWEST_MONTHS:
        return list(rows)
    first = min(found)
    rows[first[0]].note(
        "info",
        "short-years",
        phrase("these are months and years, not days"),
        first[1],
        phrase("write the day, as in 2026-03-02, if they are"),
    )
    cells = {
        (n, field): rows[n].cells[field]._replace(value=f"{told[1]} 20{told[2]}")
        for (n, field), told in found.items()
    }
    return [
        replace(
            row, cells={field: cells.get((n, field), cell) for field, cell in row.cells.items()}
        )
        for n, row in enumerate(rows)
    ]


_MONTH_AND_NUMBER = re.compile(r"([^\W\d_]{3,12})\.?\s*[-'’/ ]\s*(\d{2})")
_FIRST_YEAR, _FEWEST_MONTHS = 20, 3


def _is_yearless(row: Row, field: str) -> bool:
    cell = row.cells[field] if row.has(field) else None
    return cell is not None and cell.kind == "text" and day_and_month(cell.text) is not None


def _without_year(rows: Sequence[Row], field: str, told: int) -> bool:
    """Whether so many dates without a year in a column are most of it, or all but other dates."""
    cells = [row.cells[field] for row in rows if row.has(field)]
    dated = sum(_day_of(cell) is not None for cell in cells)
    among = told and dated and told + dated == len(cells)
    return bool(among) or (told >= _FEWEST and 2 * told > len(cells))


def _order(rows: Sequence[Row], fields: Sequence[str]) -> Order:
    """The month comes first where a second number is above 12 and no first number is.

    So it does beside days with East Asian signs: 3/8 beside 3月1日.
    """
    texts = [row.text(field) for row in rows for field in fields if row.has(field)]
    if any(_EASTERN.search(text) for text in texts):
        return "mdy"
    pairs = [
        (int(found[1]), int(found[3]))
        for row in rows
        for field in fields
        if row.has(field) and (found := _NUMBERS.fullmatch(row.cells[field].text.strip()))
    ]
    if any(two > 12 for _, two in pairs) and not any(one > 12 for one, _ in pairs):
        return "mdy"
    return "dmy"


def _year(table: Table, rows: Sequence[Row], fields: Sequence[str]) -> int:
    """The year above the table, in the sheet's name, or of other dates in the table; else 0."""
    days = [
        value
        for row in rows
        for field in fields
        if row.has(field) and (value := _day_of(row.cells[field]))
    ]
    return year_above(table.sheet, table.header) or min((day.year for day in days), default=0)


def _day_of(cell: Cell) -> datetime | None:
    """The day of a date, also of one that is typed or shown as a number; else None."""
    if isinstance(cell.value, datetime):
        return cell.value
    if cell.kind == "text":
        with suppress(BadValueError):
            return when(cell)
    return when(cell) if cell.kind == "number" and is_serial(cell.value) else None


def _dated(row: Row, field: str, year: int, order: Order, latest: datetime | None) -> Cell | None:
    """The cell as a date; it is in the next year if it is long before the date of the row above."""
    cell: Cell | None = row.cells.get(field)
    told = day_and_month(cell.text, order) if cell is not None and cell.kind == "text" else None
    if cell is None or told is None:
        return None
    year = max(year, latest.year) if latest else year
    day = made(year, told[1], told[0])
    if day and latest and latest.month - day.month >= _BACK and latest.year == day.year:
        day = made(year + 1, told[1], told[0])
    return cell._replace(kind="date", value=day) if day else None
