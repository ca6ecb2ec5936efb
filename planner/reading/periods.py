"""Converts starts and finishes that are numbers of weeks, days, months or periods into dates.

A title with the project's start gives the first period. Where weeks or months count in the
calendar year, a year above the table does.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from planner.phrase import NO_REMEDY, Phrase, phrase
from planner.reading.cells import Cell, letters
from planner.reading.dates import day_and_month, is_serial, month_number
from planner.reading.durations import unit_of
from planner.reading.period_charts import listed_periods, periods_beside
from planner.reading.period_scale import MOST, Scale, week_one
from planner.reading.profile import as_number
from planner.reading.tables import Row, Table

_WRITTEN = re.compile(
    r"([^\W\d_]+)\.?\s*(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?|(\d{1,3})\.?\s*([^\W\d_]+)"
)
_ORDINAL = re.compile(r"(?i)\d{1,2}(?:st|nd|rd|th)")
"""A day whose month is missing."""
_CALENDAR = re.compile(r"(?i)\b(?:KW|CW|ISO|cal\w*\s+week|kalenderwoche|semaine)\b")
_DAY_AND_MONTH = re.compile(r"(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])")
"""A day and a month, not a number with a part: ``05.04``."""
_YEAR = re.compile(r"(?<!\d)(20\d\d|19[89]\d)(?!\d)")
_ARE = re.compile(r"(?i)periods?\s+(?:are|is|=|:|in)\s+(?:an?\s+)?(\w+)")
_ENOUGH = 0.8
_HALF_YEAR = 6
_MIDDLE_OF_WEEK = 3
_WORKDAYS_SINCE_1900, _SERIALS = 25_000, 100_000
_FIELDS = ("start", "finish")
_RECORDED = ("actual_start", "actual_finish")
"""Fields whose cells are converted like those of the plan."""
_ENDS = frozenset(["finish", "deadline", "baseline_finish", "actual_finish"])
_WORDED = ("deadline", "earliest_start", "baseline_start", "baseline_finish")
"""Fields whose cells are periods only with a word: ``Day 3``."""


def with_dates(
    table: Table,
    rows: Sequence[Row],
    start: datetime | None,
    unit: str = "",
    *,
    assumed: bool = False,
) -> tuple[list[Row], str]:
    """Puts dates in place of numbers of periods; also returns the unit, "" without periods.

    Args:
        table: The tasks.
        rows: The rows of the table.
        start: The project's start, if known.
        unit: The unit of a period, if the user gives it.
        assumed: Whether nothing names the start, so that its year is a guess.
    """
    fields = [field for field in _FIELDS if _in_periods(rows, field)]
    fields += [field for field in _WORDED if _in_worded(rows, field, table.language)]
    numbered = "deadline" not in fields and _in_periods(rows, "deadline")
    if not fields:
        return _without_numbered_deadlines(table, rows) if numbered else list(rows), ""
    fields += ["deadline"] if numbered else []
    fields += [field for field in _RECORDED if _in_periods(rows, field)]
    scale, told = _scale(table, rows, fields[0], start, unit)
    if scale is None:
        return [_without(row, fields) for row in rows], ""
    ends_open = _ends_open(rows, fields)
    zero = _begins_with_zero(rows, fields, ends_open=ends_open)
    scale = replace(scale, zero=zero, open_end=ends_open)
    hours = ends_open and scale.unit == "d" and table.unit("duration", "") == "h"
    told = told or hours  # starts, finishes and durations count the same
    listed = listed_periods(table.sheet, table.header) if not unit else None
    if listed is not None and not scale.calendar and (listed[0] == scale.unit or not told):
        first = listed[1] if zero else listed[2]
        scale, told = replace(scale, unit=listed[0], first=first), True
    words = "hours" if hours else _WORDS[scale.unit]
    _say_periods(table, rows[0], fields[0], (words, scale), told=told)
    if scale.calendar and assumed and not _year(table):
        _say_year(next(row for row in rows if row.has(fields[0])), fields[0], scale)
    if hours:
        return [_by_the_hour(row, fields, scale) for row in rows], scale.unit
    if scale.calendar and scale.unit == "mo":
        return list(_by_months(rows, fields, scale)), scale.unit
    return [_dated(row, fields, scale) for row in rows], scale.unit


def _by_the_hour(row: Row, fields: Sequence[str], scale: Scale) -> Row:
    """The row with moments of usual working days in place of hours from the first one on."""
    told = {f: as_number(row.cells[f]) for f in fields if row.has(f)}
    cells = {}
    for field, number in told.items():
        if number is None:
            continue
        end = field in _ENDS and number > 0 and number != told.get("start")
        ahead = math.ceil(number / _HOURS) - 1 if end else math.floor(number / _HOURS)
        left = number - _HOURS * ahead
        clock = _OPENS + left + (left > _PAUSE if end else left >= _PAUSE)
        day = replace(scale, zero=False, open_end=False).day(ahead + 1, end=False)
        moment = day + timedelta(minutes=round(60 * clock))
        cells[field] = row.cells[field]._replace(kind="date", value=moment)
    return replace(row, cells={**row.cells, **cells})


_OPENS, _HOURS, _PAUSE = 8, 8, 4
"""A usual day begins at 8, has so many hours, and a pause of one after the fourth."""


def _without_numbered_deadlines(table: Table, rows: Sequence[Row]) -> list[Row]:
    """The rows without deadlines that are numbers of nobody knows what."""
    message = phrase("these are numbers, no dates, and nothing says what they count; not read")
    remedy = phrase("write dates, or the day, week or month as in Week 3")
    table.note("warning", "numbered-deadlines", message, table.fields["deadline"], remedy)
    return [_without(row, ("deadline",)) for row in rows]


def _by_months(rows: Sequence[Row], fields: Sequence[str], scale: Scale) -> Iterator[Row]:
    """The rows with dates; a month long before that of the row above is of the next year."""
    before = 0.0
    for row in rows:
        month = _number(row.cells[fields[0]]) if row.has(fields[0]) else None
        if month is not None and month < before - _HALF_YEAR:
            scale = replace(scale, first=scale.first.replace(year=scale.first.year + 1))
        before = month if month is not None else before
        yield _dated(row, fields, scale)


def _first_is(scale: Scale) -> Phrase:
    if scale.zero:
        return phrase("0 is that of {first:%Y-%m-%d}", first=scale.first)
    return phrase("1 is that of {first:%Y-%m-%d}", first=scale.first)


def _ends_open(rows: Sequence[Row], fields: Sequence[str]) -> bool:
    """Whether finishes are starts plus durations, in nearly all rows of at least three."""
    wanted = ("start", "finish", "duration")
    if not {"start", "finish"} <= set(fields):
        return False
    told = [
        numbers
        for row in rows
        if all(row.has(f) for f in wanted)
        and None not in (numbers := [as_number(row.cells[f]) for f in wanted])
        and numbers[2]
    ]
    fits = sum((one or 0) + (length or 0) == two for one, two, length in told)
    return len(told) >= _FEWEST_ROWS and fits >= _ENOUGH * len(told)


_FEWEST_ROWS = 3


def _begins_with_zero(rows: Sequence[Row], fields: Sequence[str], *, ends_open: bool) -> bool:
    """Whether starts count from 0: a task with a duration starts at 0, and no finish says else."""
    return (ends_open or "finish" not in fields) and any(
        row.has("start")
        and _number(row.cells["start"]) == 0
        and row.has("duration")
        and (as_number(row.cells["duration"]) or 0) > 0
        for row in rows
    )


def _say_periods(
    table: Table, row: Row, field: str, counted: tuple[str, Scale], *, told: bool
) -> None:
    """Notes how the numbers are read; it is a warning where nothing proves it.

    `counted` has what they count in a word, and how they follow the calendar.
    """
    heading = table.fields[field]
    message = phrase("numbers of {periods}", periods=Phrase(counted[0]))
    first = _first_is(counted[1])
    row.log.add(
        row.source.issue(
            "periods",
            phrase(
                "{column}{header}: {message}; {first}",
                column=letters(heading.column),
                header=table.header,
                message=message,
                first=first,
            ),
            field,
            severity="info" if told else "warning",
            remedy=(
                NO_REMEDY if told else phrase("write the unit in the header, as in Start (week)")
            ),
        )
    )


def _say_year(row: Row, field: str, scale: Scale) -> None:
    """Warns that nothing names the year of weeks or months of the calendar."""
    year = str((scale.first + timedelta(days=_MIDDLE_OF_WEEK)).year)
    message = phrase("dates without a year are read as of {year}", year=year)
    remedy = phrase("write the year, as in 2026-03-02")
    row.note("warning", "year-assumed", message, field, remedy)


def without_no_dates(table: Table, rows: Sequence[Row]) -> list[Row]:
    """Drops dates that are 0 or less, which formulas make from cells without dates."""
    fields = {column.field for column in table.kind.columns if column.look == "date"}
    found: list[Row] = []
    for row in rows:
        none = [f for f, cell in row.cells.items() if f in fields and _is_no_date(cell)]
        none += ["duration"] if _counts_from_nothing(row) else []
        for field in none:
            message = phrase("is no date, as formulas make of cells that are blank yet; not read")
            row.note("info", "no-date-yet", message, field)
        found.append(_without(row, none) if none else row)
    return found


def _counts_from_nothing(row: Row) -> bool:
    """Whether a formula counts the days from a blank start, that is from 1900, to a finish."""
    cell = row.cells.get("duration")
    dated = row.has("start") and (row.has("finish") or row.has("deadline"))
    return cell is not None and cell.kind == "number" and not dated and _since_1900(cell)


def _since_1900(cell: Cell) -> bool:
    value = cell.value
    return isinstance(value, int | float) and _WORKDAYS_SINCE_1900 < abs(value) < _SERIALS


def _is_no_date(cell: Cell) -> bool:
    return cell.kind == "number" and isinstance(cell.value, int | float) and cell.value <= 0


_WORDS = {"d": "working days", "w": "weeks", "mo": "months", "ed": "calendar days"}


def _in_periods(rows: Sequence[Row], field: str) -> bool:
    cells = [row.cells[field] for row in rows if row.has(field)]
    periods = sum(_number(cell) is not None for cell in cells)
    return len(cells) > 1 and periods >= _ENOUGH * len(cells)


def _in_worded(rows: Sequence[Row], field: str, language: str) -> bool:
    cells = [row.cells[field] for row in rows if row.has(field)]
    worded = sum(bool(_unit_in([cell], language)) for cell in cells)
    return len(cells) > 1 and worded >= _ENOUGH * len(cells)


def _number(cell: Cell, *, end: bool = False) -> float | None:
    """The number of a period, the last of several for a finish, or the month of a name."""
    if cell.kind == "text" and _DAY_AND_MONTH.fullmatch(cell.text):
        return None
    value = as_number(cell)
    if value is not None:
        return value if 0 <= value < MOST and not is_serial(value) else None
    if cell.kind != "text":
        return None
    month = month_number(cell.text)
    if month is not None and cell.text.strip(".").isalpha():
        return float(month)
    found = _WRITTEN.fullmatch(cell.text)
    if found is None or _ORDINAL.fullmatch(cell.text) or day_and_month(cell.text):
        return None
    return float((end and found[3]) or found[2] or found[4])


def _scale(
    table: Table, rows: Sequence[Row], field: str, start: datetime | None, unit: str
) -> tuple[Scale | None, bool]:
    """How the numbers of a field count, and whether something proves it."""
    heading = table.fields[field]
    cells = [row.cells[field] for row in rows if row.has(field)]
    months = all(cell.kind == "text" and as_number(cell) is None for cell in cells) and any(
        month_number(cell.text) is not None for cell in cells
    )
    told = "mo" if months else unit or heading.unit or _unit_in(cells, table.language)
    told = told or _unit_above(table)
    beside = periods_beside(table.sheet, table.header, start) if not unit else None
    if beside is not None and told in ("", beside[0].removeprefix("e")):
        return Scale(unit=beside[0], first=beside[1]), True
    used = told if told in _WORDS else "d"
    year = _year(table)
    calendar = bool(_CALENDAR.search(heading.text)) or months
    calendar = calendar or any(_CALENDAR.search(cell.text) for cell in cells)
    if used == "w" and year and min(filter(None, map(_number, cells)), default=1) > 1:
        calendar = True  # weeks are numbered within the year in the title
    if start is None or calendar or (used == "mo" and year):
        if used == "w" and calendar and (year or start):
            return Scale(unit="w", first=week_one(year or _of(start)), calendar=True), True
        if used == "mo" and (year or start):
            return Scale(unit="mo", first=datetime(year or _of(start), 1, 1), calendar=True), True
    if start is None:
        return None, False
    return Scale(unit=used, first=start.replace(hour=0, minute=0)), bool(told)


def _of(start: datetime | None) -> int:
    return start.year if start else 0


def _unit_in(cells: Sequence[Cell], language: str) -> str:
    """The unit in cells such as ``Week 2``."""
    for cell in cells:
        found = _WRITTEN.fullmatch(cell.text) if cell.kind == "text" else None
        unit = unit_of(found[1] or found[5], language) if found else ""
        if unit:
            return unit
    return ""


def _unit_above(table: Table) -> str:
    for number, row in table.sheet.rows.items():
        for cell in row.values() if number < table.header else ():
            found = _ARE.search(cell.text) if cell.kind == "text" else None
            if found:
                return unit_of(found[1])
    return ""


def _year(table: Table) -> int:
    """The year above the table or in the name of the sheet; 0 without one."""
    above = [
        cell.text
        for number, row in table.sheet.rows.items()
        if number < table.header
        for cell in row.values()
    ]
    found = next(filter(None, (_YEAR.search(text) for text in (*above, table.sheet.name))), None)
    return int(found[1]) if found else 0


def _dated(row: Row, fields: Sequence[str], scale: Scale) -> Row:
    """The row with dates for its numbers; a record of 0 is none, where the first period is 1."""
    if not scale.zero:
        none = [f for f in _RECORDED if row.has(f) and _number(row.cells[f]) == 0]
        row = _without(row, none)
    cells: dict[str, Cell] = {}
    for field in fields:
        end = field in _ENDS
        number = _number(row.cells[field], end=end) if row.has(field) else None
        if end and scale.open_end and number is not None and _at_its_start(row, number):
            end = False  # a milestone
        if number is not None:
            day = scale.day(number, end=end)
            cells[field] = row.cells[field]._replace(kind="date", value=day)
    return replace(row, cells={**row.cells, **cells})


def _at_its_start(row: Row, finish: float) -> bool:
    """Whether a row starts in the period that its finish names."""
    return row.has("start") and _number(row.cells["start"]) == finish


def _without(row: Row, fields: Sequence[str]) -> Row:
    kept: Mapping[str, Cell] = {f: c for f, c in row.cells.items() if f not in fields}
    return replace(row, cells=kept)


def period_number(cell: Cell) -> float | None:
    """The number of a period in a cell such as 3, ``Week 3`` or ``Mar``."""
    return _number(cell)
