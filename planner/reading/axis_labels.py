"""Reads one cell of a chart's header: a day, a span of days, a month, a quarter, a weekday.

Where the year is missing, the rows above or the start of the project give it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from planner.reading.availability import weekdays
from planner.reading.cells import Cell, Sheet
from planner.reading.dates import month_number, when, worded_span
from planner.reading.durations import unit_of
from planner.reading.short_years import with_whole_years
from planner.reading.values import BadValueError
from planner.reading.weekday_names import whole_weekday
from planner.reading.years_above import TWO_DIGITS, YEAR

DAY = timedelta(days=1)
_ZERO, _FIRST_SERIAL, _LAST_SERIAL = datetime(1899, 12, 30), 36526, 54789
"""What programs count the days of dates from, and such numbers of the years 2000 to 2049."""
WORD_YEAR = re.compile(r"([^\W\d_]{3,})\.?\s*[,'’]?\s*(\d{4})?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})|(\d{4})\s*[/.\-]\s*(\d{1,2})")
CJK_MONTH = re.compile(r"(?:(\d{4})\s*[年년]\s*)?(0?[1-9]|1[0-2])\s*[月월]")
_CJK_DAY = re.compile(r"(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?")
_DAY_MONTH = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\.?")
_DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|ère|º|°)?[\s.\-/]*([^\W\d_]{3,12})\.?")
_WORD_DAY = re.compile(r"([^\W\d_]{3,12})[\s.\-/]*(\d{1,2})(?:st|nd|rd|th)?\.?")
_QUARTER = re.compile(
    r"(?i)([1-4])\W{0,2}(?:quart\w*|trim\w*|kwart\w*|кв\w*|q)"
    r"|(?<![^\W\d_])(?:q|qtr|quart\w*|trim\w*|kwart\w*|кв\w*|[tk](?=\W*[1-4]\W+(?:20)?\d\d\b))\W*([1-4])(?!\d)"
)
_SHORT_YEAR = re.compile(r"(?<!\d)(?:20)?(\d\d)(?!\d)")
_UNTIL = re.compile(r"\s+(?:to|until|bis|au|al|até|hasta|do|tot|til|till|до|по)\s+")
_TILDE = re.compile(r"\s*[~～〜]\s*")
_SAME_MONTH = re.compile(r"^(\d{1,2}/)(\d{1,2})-(\d{1,2})$")
_STROKE = re.compile(r"(?<![\d./])(\d{1,2})[./](\d{1,2})(?![\d./])")
_WIDEST_GAP, _WIDEST_REGULAR = 7, 31
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderCells:
    """The filled cells of a header row from the left, and the rows above them.

    Args:
        cells: The cells.
        last: Column of each cell → the last column that it covers.
        above: The rows above, the nearest first; a cell also covers the blank ones to its right.
        sheet: The sheet.
        year: The year in a title, 0 without one.
        start: The start of the project, if known.
        month_first: Whether a cell such as 7/18 shows that the month comes first.
        said: What bare numbers count, as the user says; "" if unsaid.
    """

    cells: Sequence[Cell]
    last: Mapping[int, int]
    above: Sequence[Mapping[int, Cell]]
    sheet: Sheet
    year: int
    start: datetime | None
    month_first: bool = False
    said: str = ""

    def year_of(self, month: int) -> int:
        """The year of a month without one; 0 if unknown."""
        if self.year or self.start is None:
            return self.year
        return self.start.year + (month < self.start.month)

    @property
    def names_a_year(self) -> bool:
        """Whether a title, a date or a text of the header names the year."""
        labels = (cell for row in self.above for cell in row.values())
        cells = (*self.cells, *labels)
        return bool(self.year) or any(
            c.kind == "date" or YEAR.search(c.text) or TWO_DIGITS.search(c.text) for c in cells
        )

    def unit(self, first: int) -> str:
        """The unit of the cells from a column on: d, w or mo; "" without a word beside or above.

        Args:
            first: Their first column.
        """
        row = self.cells[0].row
        beside = _idle(self.sheet, row, first - 1) or _idle(self.sheet, row, first - 2)
        above = (
            _one_unit({cell.text for c, cell in row.items() if c >= first and cell.kind == "text"})
            for row in self.above
        )
        return _one_unit([beside]) or next(filter(None, above), "")


def _one_unit(texts: Iterable[str]) -> str:
    pieces = (piece for text in texts for piece in re.split(r"[\W\d_]+", text))
    units = {unit_of(piece) for piece in pieces if len(piece) > 2} & {"d", "w", "mo"}
    return units.pop() if len(units) == 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderAxis:
    """The columns of a chart in order, with the first and last day of each.

    Args:
        how: How the axis was read, in words.
        dated: Whether the header itself names the days, not the start of the project.
        named: The number of columns that the header names; the others are parts of those.
        shares: Column → which part of a day it is.
        assumed: The year that is assumed because nothing names one; else 0.
        bare: Whether it is of numbers, and nothing says what they count.
        mended: Column → day that is taken in place of one that does not fit those beside it.
    """

    spans: Mapping[int, Span]
    how: str
    dated: bool = True
    named: int = 0
    shares: Mapping[int, float] = field(default_factory=dict)
    assumed: int = 0
    bare: bool = False
    mended: Mapping[int, datetime] = field(default_factory=dict)

    @property
    def columns(self) -> list[int]:
        """The columns from the left."""
        return sorted(self.spans)

    @property
    def fineness(self) -> tuple[int, int]:
        """The number of different spans, and the number of columns."""
        return len(set(self.spans.values())), len(self.spans)


def header_cells(
    sheet: Sheet, row: int, year: int, start: datetime | None, said: str = ""
) -> list[HeaderCells]:
    """The runs of cells of a row; a gap of more than a few blank columns separates two runs.

    Not where the same gap is between the next or the last two cells, too.
    """
    cells = sheet.rows.get(row, {})
    merged = {(top, left): right for top, left, _, right in sheet.merged}
    above = [_carried(sheet, row - up, merged) for up in (1, 2, 3)]
    runs: list[list[Cell]] = []
    regular = _regular(sorted(cells))
    for column in sorted(cells):
        before = runs[-1][-1] if runs else None
        end = merged.get((row, before.column), before.column) if before else 0
        near = before and column - max(end, before.column) <= _WIDEST_GAP
        if before and (near or column in regular):
            runs[-1].append(cells[column])
        else:
            runs.append([cells[column]])
    return [
        HeaderCells(
            cells=with_whole_years(run), last=_last_columns(run, row, merged), above=above,
            sheet=sheet, year=year, start=_by_dates(run) or start, said=said,
            month_first=_month_first(run),
        )
        for run in runs
    ]  # fmt: skip


def _by_dates(run: Sequence[Cell]) -> datetime | None:
    """A day half a year before the first date among labels without a year; None without such."""
    days = [cell.value for cell in run if isinstance(cell.value, datetime)]
    yearless = sum(cell.kind == "text" and bool(_STROKE.search(cell.text)) for cell in run)
    return min(days) - _HALF_YEAR if days and yearless >= _FEWEST_YEARLESS else None


_HALF_YEAR, _FEWEST_YEARLESS = timedelta(days=183), 2


def _regular(columns: Sequence[int]) -> set[int]:
    """The columns as far from the one before as that from its own, or as the next from them."""
    steps = [two - one for one, two in pairwise(columns)]
    same = {
        place
        for place, (one, two) in enumerate(pairwise(steps))
        if one == two and _WIDEST_GAP < one <= _WIDEST_REGULAR
    }
    return {columns[place + 1] for place in same | {place + 1 for place in same}}


def _month_first(run: Sequence[Cell]) -> bool:
    """Whether days written with a stroke have the month first: some have a second number above 12.

    None may have a first one above 12.
    """
    texts = (cell.text for cell in run if cell.kind == "text")
    pairs = [(int(one), int(two)) for text in texts for one, two in _STROKE.findall(text)]
    return any(two > 12 for _, two in pairs) and all(one <= 12 for one, _ in pairs)


def _idle(sheet: Sheet, row: int, column: int) -> str:
    """The text of a cell above cells that are blank or only repeat texts; "" if it is another."""
    cell = sheet.rows.get(row, {}).get(column)
    if cell is None or cell.kind != "text":
        return ""
    if cell.text.endswith((":", "：")):  # it is said of what follows
        return cell.text
    cells = (sheet.rows[number].get(column) for number in sheet.rows if number > row)
    below = {one.text if one.kind == "text" else "" for one in cells if one is not None}
    return cell.text if len(below) < 3 and "" not in below else ""


def _last_columns(
    run: Sequence[Cell], row: int, merged: Mapping[tuple[int, int], int]
) -> dict[int, int]:
    columns = [cell.column for cell in run]
    found = {one: two - 1 for one, two in pairwise(columns)}
    widths = sorted(last - column + 1 for column, last in found.items())
    usual = widths[len(widths) // 2] if widths else 1
    end = columns[-1]
    return {**found, end: merged.get((row, end), end + usual - 1)}


def _carried(sheet: Sheet, row: int, merged: Mapping[tuple[int, int], int]) -> dict[int, Cell]:
    """Column → cell of a row; a cell also stands for the blank columns to its right."""
    cells = sheet.rows.get(row, {})
    columns = sorted(cells)
    found: dict[int, Cell] = {}
    for column, following in zip(columns, [*columns[1:], columns[-1] + 40 if columns else 0],
                                 strict=False):  # fmt: skip
        end = merged.get((row, column), following - 1)
        found |= dict.fromkeys(range(column, min(end, following - 1) + 1), cells[column])
    return found


def day_of(cell: Cell, header: HeaderCells) -> datetime | None:
    """The day in a cell, also without its year; None for any other cell."""
    if cell.kind == "number":
        return _day_and_month(cell, header)
    try:
        return when(cell, "dmy")
    except BadValueError:
        return _without_year(cell.text, header)


def _day_and_month(cell: Cell, header: HeaderCells) -> datetime | None:
    """The day of a number: 5.03 typed for the 5th of March, or a date that is shown as a number."""
    value = cell.value
    if isinstance(value, float | int) and _FIRST_SERIAL <= value < _LAST_SERIAL:
        return _ZERO + int(value) * DAY
    if not isinstance(value, float) or value.is_integer() or not 1 <= value < 32:
        return None
    return _without_year(f"{value:.2f}", header)


def _without_year(text: str, header: HeaderCells) -> datetime | None:
    if found := _DAY_MONTH.fullmatch(text):
        one, two = int(found[1]), int(found[2])
        day, month = (two, one) if two > 12 or header.month_first else (one, two)
    elif found := _CJK_DAY.fullmatch(text):
        day, month = int(found[2]), int(found[1])
    elif found := _DAY_WORD.fullmatch(text):
        day, month = int(found[1]), month_number(found[2]) or 0
    elif (found := _WORD_DAY.fullmatch(text)) and unit_of(found[1]) != "w":  # Sett. 10 is a week
        day, month = int(found[2]), month_number(found[1]) or 0
    else:
        return None
    year = header.year_of(month) if month else 0
    return made(year, month, day) if year else None


def span_of(cell: Cell, header: HeaderCells) -> Span | None:
    """The first and last day in a cell, such as ``8.03-14.03``; None for any other cell."""
    if cell.kind != "text":
        return None
    text = _SAME_MONTH.sub(r"\1\2-\1\3", _TILDE.sub("-", cell.text.strip()))
    parts = [*worded_span(text)] or _UNTIL.split(text)
    parts = parts if len(parts) == 2 else re.split(r"\s*[–—-]\s*", text)
    if len(parts) != 2:
        return None
    days = [day_of(cell._replace(value=part), header) for part in parts]
    first, last = days
    if first is None or last is None:
        return None
    if last < first:
        last = made(last.year + 1, last.month, last.day) or last
    return (first, last) if last >= first else None


_DAY_IN = re.compile(
    r"\d{1,2}\s*[./-]\s*\d{1,2}(?:[./-]\d{2,4})?"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+[^\W\d_]{3,12}\.?\s+\d{4}"
)


def first_day_in(text: str, header: HeaderCells) -> datetime | None:
    """The first day inside a longer text: Week 1 (15.09. - 21.09.), Week 7, 1st Feb 2027."""
    for found in _DAY_IN.finditer(text):
        day = day_of(Cell(1, 1, "text", found[0]), header)
        if day is not None:
            return day
    return None


def made(year: int, month: int, day: int) -> datetime | None:
    """The day, None if the calendar has no such day."""
    try:
        return datetime(year, month, day)
    except (ValueError, OverflowError):
        return None


def month_of(label: Cell, header: HeaderCells) -> tuple[int, int] | None:
    """Year and month in a label such as ``03/2027``, ``March 2027``, or the first of a month.

    The latter may be shown as a number.
    """
    day = _day_and_month(label, header) if label.kind == "number" else None
    if day is not None and day.day == 1 and not isinstance(label.value, float):
        return day.year, day.month
    if isinstance(label.value, datetime):
        shown = "d" not in label.form.casefold() or label.value.day == 1
        return (label.value.year, label.value.month) if shown else None
    if found := _MONTH_YEAR.fullmatch(label.text):
        numbers = (found[2], found[1]) if found[2] else (found[3], found[4])
        return int(numbers[0]), int(numbers[1])
    if found := CJK_MONTH.fullmatch(label.text.strip()):
        told = int(found[1] or 0) or header.year_of(int(found[2]))
        return (told, int(found[2])) if told else None
    found = WORD_YEAR.fullmatch(_first_of_two(label.text))
    month = month_number(found[1]) if found else None
    told = int(found[2]) if found and found[2] else header.year_of(month or 0)
    return (told, month) if month and told else None


def _first_of_two(text: str) -> str:
    """The first of two months such as ``Nov/Dec``."""
    one, bar, two = (part.strip() for part in text.partition("/"))
    return one if bar and month_number(one) and two[:1].isalpha() and month_number(two) else text


def quarter_of(cell: Cell) -> tuple[int, int]:
    """The quarter in a cell, and its year; 0 for a missing one."""
    found = _QUARTER.search(cell.text) if cell.kind == "text" else None
    if found is None:
        return 0, 0
    left = cell.text[: found.start()] + " " + cell.text[found.end() :]
    year = _SHORT_YEAR.search(left)
    if sum(char.isalpha() for char in left) > 1:  # it says more than a quarter and its year
        return 0, 0
    return int(found[1] or found[2]), 2000 + int(year[1]) if year else 0


def weekday_of(cell: Cell) -> int | None:
    """The weekday in a text of more than one letter; Monday is 0; None for any other text."""
    text = cell.text.strip(" :.") if cell.kind == "text" else ""
    found = weekdays(text) if len(text) > 1 else frozenset()
    return next(iter(found)) if len(found) == 1 else whole_weekday(text)


def month_end(day: datetime) -> datetime:
    """The last day of the month that a day lies in."""
    return (day.replace(day=1) + 32 * DAY).replace(day=1) - DAY


def kind_of_step(step: timedelta) -> str:
    """What the columns of an axis are whose first days lie this far apart."""
    return "days" if step < 3 * DAY else "weeks" if step < 20 * DAY else "months"


def last_day(day: datetime, step: timedelta) -> datetime:
    """The last day of a column that begins on a day; the next one begins a step later."""
    if step < 3 * DAY:
        return day
    if step < 20 * DAY:
        return day + step - (3 * DAY if day.weekday() == 0 and step == 7 * DAY else DAY)
    return month_end(day)
