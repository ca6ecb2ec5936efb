"""The header of a chart as a line of time: from which day to which day each of its columns goes.

Columns are days, weeks, months, quarters or numbered periods; a row above may say the month of
days, the week's first day, or the year.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from planner.reading.cells import Cell, Sheet
from planner.reading.dates import month_number, when
from planner.reading.profile import as_number
from planner.reading.values import BadValueError, unit_of

_FEWEST = 3
_DAY = timedelta(days=1)
_WEEK = re.compile(r"(?:([^\W\d_]{1,9})\.?\s*)?(\d{1,3})\.?")
_YEAR = re.compile(r"(?<!\d)(20\d\d|19[89]\d)(?!\d)")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})|(\d{4})\s*[/.\-]\s*(\d{1,2})")
_WORD_YEAR = re.compile(r"([^\W\d_]{3,})\.?\s*[,']?\s*(\d{4})?")
_DAY_MONTH = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\.?")
_QUARTER = re.compile(
    r"(?i)([1-4])\W{0,2}(?:quart\w*|trim\w*|kwart\w*|кв\w*|q)"
    r"|(?:q|qtr|quart\w*|trim\w*|kwart\w*|кв\w*)\W*([1-4])(?!\d)"
)
_SHORT_YEAR = re.compile(r"(?<!\d)(?:20)?(\d\d)(?!\d)")
_CALENDAR = frozenset(["kw", "cw", "sem", "uge", "wk", "v"])
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderAxis:
    """The columns of a chart in order, with the first and last day of each; `how` in words."""

    spans: Mapping[int, Span]
    how: str

    @property
    def columns(self) -> list[int]:
        """The columns from the left."""
        return sorted(self.spans)


def find_axis(sheet: Sheet, row: int, year: int, start: datetime | None) -> HeaderAxis | None:
    """The longest run of columns in a row that is a line of time.

    Args:
        sheet: The sheet.
        row: The header row.
        year: The year that a title names, 0 if none does.
        start: The project's start, if it is told.
    """
    cells = sheet.rows.get(row, {})
    above = sheet.rows.get(row - 1, {})
    best: HeaderAxis | None = None
    for run in _runs(sorted(cells)):
        for attempt in (_by_quarters, _by_dates, _by_group, _by_months, _by_numbers):
            axis = attempt([cells[column] for column in run], above, year, start)
            if axis is not None and axis.spans:
                best = axis if best is None or len(axis.spans) > len(best.spans) else best
                break
    return best


def _runs(columns: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for column in columns:
        if runs and runs[-1][-1] == column - 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


Above = Mapping[int, Cell]


def _by_dates(
    cells: Sequence[Cell], _: Above, year: int, start: datetime | None
) -> HeaderAxis | None:
    """Each column begins on the day it names; it goes up to the next."""
    found: dict[int, datetime] = {}
    for cell in cells:
        day = _date(cell, year or (start.year if start else 0))
        if day is not None and (not found or day > max(found.values())):
            found[cell.column] = day
        elif found and day is None:
            break
    days = list(found.values())
    if not days or (len(days) < _FEWEST and any(day.day != 1 for day in days)):
        return None
    steps = sorted(two - one for one, two in pairwise(days)) or [30 * _DAY]
    step = steps[len(steps) // 2]
    spans = {column: (day, _last(day, step)) for column, day in found.items()}
    return HeaderAxis(spans=spans, how=_kind(step))


def _kind(step: timedelta) -> str:
    return "days" if step < 3 * _DAY else "weeks" if step < 20 * _DAY else "months"


def _last(day: datetime, step: timedelta) -> datetime:
    if step < 3 * _DAY:
        return day
    if step < 20 * _DAY:
        return day + step - (3 * _DAY if day.weekday() == 0 and step == 7 * _DAY else _DAY)
    following = (day.replace(day=1) + 32 * _DAY).replace(day=1)
    return following - _DAY


def _date(cell: Cell, year: int) -> datetime | None:
    if cell.kind == "number":
        return None
    try:
        return when(cell, "dmy")
    except BadValueError:
        found = _DAY_MONTH.fullmatch(cell.text)
        if found and year:
            return _made(year, int(found[2]), int(found[1]))
    return None


def _made(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def _by_group(
    cells: Sequence[Cell], above: Above, year: int, _: datetime | None
) -> HeaderAxis | None:
    """Days below their month, or letters and numbers below the first day of their week."""
    if not above:
        return None
    spans: dict[int, Span] = {}
    label: Cell | None = None
    for cell in cells:
        label = above.get(cell.column, label)
        day = _below(cell, label, year) if label is not None else None
        if day is not None:
            spans[cell.column] = (day, day)
        elif spans:
            break
    return HeaderAxis(spans=spans, how="days") if len(spans) >= _FEWEST else None


def _below(cell: Cell, label: Cell, year: int) -> datetime | None:
    number = as_number(cell)
    month = _month_of(label, year)
    if number is not None and month is not None and 1 <= number <= 31:
        return _made(month[0], month[1], int(number))
    first = _date(label, year)
    ahead = cell.column - label.column
    if first is None or ahead > 6:
        return None
    day = first + ahead * _DAY
    letter = cell.text.isalpha() and len(cell.text) <= 3
    return day if letter or number == day.day else None


def _month_of(label: Cell, year: int) -> tuple[int, int] | None:
    """Year and month that a label names, as ``03/2027``, ``March 2027`` or a first of a month."""
    if isinstance(label.value, datetime):
        shown = "d" not in label.form.casefold() or label.value.day == 1
        return (label.value.year, label.value.month) if shown else None
    if found := _MONTH_YEAR.fullmatch(label.text):
        numbers = (found[2], found[1]) if found[2] else (found[3], found[4])
        return int(numbers[0]), int(numbers[1])
    found = _WORD_YEAR.fullmatch(label.text)
    month = month_number(found[1]) if found else None
    told = int(found[2]) if found and found[2] else year
    return (told, month) if month and told else None


def _by_months(
    cells: Sequence[Cell], above: Above, year: int, start: datetime | None
) -> HeaderAxis | None:
    """Names of months, with the year beside, above or in the title."""
    spans: dict[int, Span] = {}
    at = year or (start.year if start else 0)
    before = 0
    for cell in cells:
        label = above.get(cell.column)
        told = _YEAR.search(f"{cell.text} {label.text if label else ''}")
        found = _WORD_YEAR.fullmatch(cell.text) if cell.kind == "text" else None
        month = month_number(found[1]) if found else None
        if month is None:
            if spans:
                break
            continue
        at = int(told[1]) if told else at + (1 if month < before else 0)
        if not at:
            return None
        before = month
        first = datetime(at, month, 1)
        spans[cell.column] = (first, _last(first, 30 * _DAY))
    return HeaderAxis(spans=spans, how="months") if len(spans) >= _FEWEST else None


def _by_quarters(
    cells: Sequence[Cell], above: Above, year: int, start: datetime | None
) -> HeaderAxis | None:
    """Quarters such as ``Q1 2027``, with the year beside, above or in the title."""
    spans: dict[int, Span] = {}
    at, before = year or (start.year if start else 0), 0
    for cell in cells:
        quarter, told = _quarter(cell)
        if not quarter:
            if spans:
                break
            continue
        label = above.get(cell.column)
        shown = _YEAR.search(label.text) if label else None
        told = told or (int(shown[1]) if shown else 0)
        at = told or at + (1 if quarter < before else 0)
        if not at:
            return None
        before = quarter
        last = datetime(at, 3 * quarter, 1)
        spans[cell.column] = (datetime(at, 3 * quarter - 2, 1), _last(last, 30 * _DAY))
    return HeaderAxis(spans=spans, how="quarters") if len(spans) >= _FEWEST else None


def _quarter(cell: Cell) -> tuple[int, int]:
    """The quarter that a cell names, and its year; 0 for what it does not."""
    found = _QUARTER.search(cell.text) if cell.kind == "text" else None
    if found is None:
        return 0, 0
    left = cell.text[: found.start()] + " " + cell.text[found.end() :]
    year = _SHORT_YEAR.search(left)
    if sum(char.isalpha() for char in left) > 1:  # more than a quarter and its year
        return 0, 0
    return int(found[1] or found[2]), 2000 + int(year[1]) if year else 0


def _by_numbers(
    cells: Sequence[Cell], _: Above, year: int, start: datetime | None
) -> HeaderAxis | None:
    """Numbered weeks or days: of the year, or from the project's start where they begin with 1."""
    numbered: list[tuple[int, int, str]] = []
    for cell in cells:
        found = _WEEK.fullmatch(cell.text)
        if found is None or (numbered and int(found[2]) not in (numbered[-1][1] + 1, 1)):
            if len(numbered) >= _FEWEST:
                break
            numbered = []
            continue
        numbered.append((cell.column, int(found[2]), (found[1] or "").casefold()))
    if len(numbered) < _FEWEST:
        return None
    word, first = numbered[0][2], numbered[0][1]
    unit = unit_of(word) if word else ""
    if unit == "d" or (not word and len(numbered) > 60):
        return _numbered_days(numbered, start)
    if word and unit != "w" and len(word) > 1 and word not in _CALENDAR:
        return None
    if start is not None and first == 1 and word not in _CALENDAR - {"wk"}:
        monday = start - start.weekday() * _DAY
    elif year or start is not None:
        monday = datetime.fromisocalendar(year or (start.year if start else 0), first, 1)
    else:
        return None
    monday = monday.replace(hour=0, minute=0)
    spans = {
        column: (monday + 7 * n * _DAY, monday + (7 * n + 4) * _DAY)
        for n, (column, _, _) in enumerate(numbered)
    }
    return HeaderAxis(spans=spans, how="weeks")


def _numbered_days(
    numbered: Sequence[tuple[int, int, str]], start: datetime | None
) -> HeaderAxis | None:
    if start is None:
        return None
    day, spans = start.replace(hour=0, minute=0), {}
    for column, _, _ in numbered:
        while day.weekday() > 4:
            day += _DAY
        spans[column] = (day, day)
        day += _DAY
    return HeaderAxis(spans=spans, how="working days")


def year_above(sheet: Sheet, row: int) -> int:
    """The year that stands above a row or in the name of the sheet; 0 if there is none."""
    texts = [
        cell.text if cell.kind != "date" else str(cell.value)
        for number in sorted(sheet.rows)
        if number < row
        for cell in sheet.rows[number].values()
    ]
    found = next(filter(None, map(_YEAR.search, (*texts, sheet.name))), None)
    return int(found[1]) if found else 0
