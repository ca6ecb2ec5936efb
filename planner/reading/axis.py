"""Reads the header of a chart as a time axis: the first and last day of each column.

A column is a day, week, month, quarter or numbered period, or a part of one. The rows above may
give the month of the days, the first day of the week, or the year.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from unicodedata import normalize

from planner.reading.axis_before import spans_before
from planner.reading.axis_groups import by_group
from planner.reading.axis_labels import (
    CJK_MONTH,
    DAY,
    WORD_YEAR,
    HeaderAxis,
    HeaderCells,
    Span,
    day_of,
    first_day_in,
    header_cells,
    kind_of_step,
    last_day,
    made,
    month_end,
    quarter_of,
    span_of,
)
from planner.reading.axis_month_weeks import by_half_years, by_weeks_of_months
from planner.reading.axis_quarters import by_months_of_quarters
from planner.reading.axis_ranges import by_ranges
from planner.reading.axis_steps import out_of_step
from planner.reading.cells import Cell, Sheet
from planner.reading.dates import month_number
from planner.reading.durations import unit_of
from planner.reading.month_names import months_of_letters
from planner.reading.numbered_axis import by_numbers
from planner.reading.weekday_axis import (
    by_numbered_weekdays,
    by_weekdays,
    contradicts_weekdays,
)
from planner.reading.weekday_names import may_be_weekdays
from planner.reading.year_of_days import with_agreeing_year
from planner.reading.years_above import YEAR

_FEWEST, _MONTHS = 3, 12
_WEEK_AND_DAY = re.compile(r"([^\W\d_]{1,9})\.?\s*\d{1,3}\b\W*(?=\d)")
_WEEK_OF = re.compile(
    r"([^\W\d_]{3,12})\.?\s+(?:[^\W\d_]{1,10}\.?\s+){0,3}(?=\d{1,2}\s*[./-]\s*\d)"
)
_REMARK = re.compile(
    r"\s*(?:[(（\[][^()（）\[\]]{1,12}[)）\]]|[/|]\s*\d{1,2}(?:[.,]\d)?\s*(?i:h|hrs?|std)\.?)\s*$"
)
"""What stands behind days, as in ``3.24 - 3.29 (6 days)`` and ``15.2.2027 / 8h``."""
_OPEN = re.compile(r"(?i)(?<=\d)\s*(?:\b(?:to|until|till|bis)|[-–—])\s*$")
_WEEKDAY, _BEGIN = re.compile(r"([^\W\d_]{2,12})[.,]?\s+(?=\d{1,2}\s*[./-]\s*\d)"), 3
"""A word before a date; as it may be misspelt, its first letters tell a weekday."""


def find_axis(
    sheet: Sheet, row: int, year: int, start: datetime | None, unit: str = ""
) -> HeaderAxis | None:
    """The finest time axis that the cells of a row make, None if they make none.

    Args:
        sheet: The sheet.
        row: The number of the header row.
        year: The year in a title, 0 without one.
        start: The start of the project, if known.
        unit: What bare numbers count, as the user says; "" if unsaid.
    """
    best: HeaderAxis | None = None
    for header in header_cells(sheet, row, year, start, unit):
        for attempt in _ATTEMPTS:
            axis = attempt(header)
            if axis is not None and axis.spans and not contradicts_weekdays(axis, header):
                few = len(axis.spans) < _FEWEST
                axis = with_agreeing_year(_widened(axis, header), sheet, row)
                best = axis if best is None or axis.fineness > best.fineness else best
                if not few:
                    break
    return best


def _widened(axis: HeaderAxis, header: HeaderCells) -> HeaderAxis:
    """Adds the blank columns to the right that belong to a named column."""
    spans = {
        column + place: _part(first, last, place, count)
        for column, (first, last) in axis.spans.items()
        for count in [header.last[column] - column + 1]
        for place in range(count)
    }
    days = Counter(first for first, last in spans.values() if first == last)
    shares = {
        column: 1 / days[first]
        for column, (first, last) in spans.items()
        if first == last and days[first] > 1
    }
    first = min(first for first, _ in spans.values())
    assumed = first.year if axis.dated and not header.names_a_year else axis.assumed
    return replace(axis, spans=spans, named=len(axis.spans), shares=shares, assumed=assumed)


def _part(first: datetime, last: datetime, place: int, count: int) -> Span:
    """The days that a column takes of a week or month which `count` columns divide; else all."""
    days = (last - first).days + 1
    if count in (5, 6, 7) and 5 <= days <= 7:
        return first + place * DAY, first + place * DAY
    if count in (4, 5) and days >= 28:
        begin = first + 7 * place * DAY
        return begin, last if place == count - 1 else begin + 6 * DAY
    return first, last


def _by_dates(header: HeaderCells) -> HeaderAxis | None:
    """An axis of dates: a column runs from its date to the next column, or to its second date."""
    found: dict[int, Span] = {}
    mended = out_of_step([(c.column, day) for c in header.cells if (day := _day_of(c, header))])
    latest: datetime | None = None
    for cell in header.cells:
        span = span_of(cell, header) or _span_of_week(cell, header)
        day = span[0] if span else _day_of_week(cell, header) or _day_of(cell, header)
        if cell.column in mended:
            span, day = None, mended[cell.column]
        if day is not None and latest is not None and day < latest and _yearless(cell):
            day = made(day.year + 1, day.month, day.day)
        if day is not None and (latest is None or day >= latest):
            latest = day
            found[cell.column] = span if span and span[0] == day else (day, day)
        elif found and day is None:
            following = _next_week(cell, found)
            if following is None and _goes_on(cell, header, latest):
                continue  # a text among dates, such as a holiday
            if following is None:
                break
            latest, found[cell.column] = following
    found = spans_before(header, found) | found
    days = [first for first, _ in found.values()]
    if not days or (len(days) < _FEWEST and any(day.day != 1 for day in days)):
        return None
    steps = sorted(two - one for one, two in pairwise(days) if two > one) or [30 * DAY]
    step = steps[(len(steps) - 1) // 2]
    spans = {
        column: (first, last if last > first else last_day(first, step))
        for column, (first, last) in found.items()
    }
    return HeaderAxis(spans=spans, how=kind_of_step(step), mended=mended)


def _goes_on(cell: Cell, header: HeaderCells, latest: datetime | None) -> bool:
    """Whether the next two cells behind one are dates after the latest."""
    later = [one.value for one in header.cells if one.column > cell.column][:2]
    days = [day for day in later if isinstance(day, datetime)]
    return len(days) == 2 and latest is not None and latest < days[0] < days[1]


def _day_of(cell: Cell, header: HeaderCells) -> datetime | None:
    """The day in a cell: also before a remark or ``to``, or behind a weekday.

    As in ``2027-03-01 (Mon)`` and ``2027-03-01 to``.
    """
    text = _OPEN.sub("", _REMARK.sub("", cell.text)).strip() if cell.kind == "text" else ""
    named = _WEEKDAY.match(text)
    if named is not None and may_be_weekdays(named[1][:_BEGIN]):
        text = text[named.end() :]
    return day_of(cell._replace(value=text) if text and text != cell.text else cell, header)


def _day_of_week(cell: Cell, header: HeaderCells) -> datetime | None:
    """The day behind the word for a week, or its number, as in ``Wk 3 04/06``."""
    if cell.kind != "text":
        return None
    found = _WEEK_OF.match(cell.text) or _WEEK_AND_DAY.match(cell.text)
    if found is None or unit_of(found[1]) != "w":
        return None
    return first_day_in(cell.text[found.end() :], header)


def _span_of_week(cell: Cell, header: HeaderCells) -> Span | None:
    """The days behind the number of a week, as in ``Week 1: 3-7 May``, or before a remark."""
    found = _WEEK_AND_DAY.match(cell.text) if cell.kind == "text" else None
    if found is not None and unit_of(found[1]) != "w":
        return None
    left = _REMARK.sub("", cell.text[found.end() if found else 0 :]).strip(" :.")
    return span_of(cell._replace(value=left), header) if left != cell.text else None


def _next_week(cell: Cell, before: Mapping[int, Span]) -> tuple[datetime, Span] | None:
    """The week after the last one, where a cell numbers a week and its days cannot be read."""
    spans = list(before.values())
    numbered = _WEEK_AND_DAY.match(cell.text) if cell.kind == "text" else None
    weekly = len(spans) >= 2 and spans[-1][0] - spans[-2][0] in (7 * DAY, 5 * DAY)
    if numbered is None or unit_of(numbered[1]) != "w" or not weekly:
        return None
    first, last = spans[-1]
    return first + 7 * DAY, (first + 7 * DAY, last + 7 * DAY)


def _yearless(cell: Cell) -> bool:
    return cell.kind == "text" and not YEAR.search(cell.text)


def _by_months(header: HeaderCells) -> HeaderAxis | None:
    """An axis of month names; the year stands beside, above, or in the title."""
    spans: dict[int, Span] = {}
    at, before, above = _year_before(header), 0, None
    letters = _letters_of_months(header)
    for cell in header.cells:
        month, told = _month_and_year(cell, header)
        month = month if letters is None else letters.get(cell.column)
        if month is None:
            part = _part_of_month(cell, header, max(spans.values())) if spans else None
            if part is not None:
                spans[cell.column] = part
                continue
            if spans:
                break
            continue
        label = header.above[0].get(cell.column)
        told = 0 if spans and label is above and not YEAR.search(cell.text) else told
        at = at or told or header.year_of(month)
        at = told or at + (1 if month < before else 0)
        if not at:
            return None
        before, above = month, label
        first = datetime(at, month, 1)
        spans[cell.column] = (first, month_end(first))
    return HeaderAxis(spans=spans, how="months") if len(spans) >= _FEWEST else None


def _letters_of_months(header: HeaderCells) -> dict[int, int] | None:
    """Column → month of a run of single letters at the end of a row; None where they are none."""
    run = [cell for cell in header.cells if cell.kind == "text" and len(cell.text.strip()) == 1]
    months = months_of_letters([cell.text for cell in run])
    last = bool(run) and run == list(header.cells)[-len(run) :]
    columns = (cell.column for cell in run)
    return dict(zip(columns, months, strict=True)) if months and last else None


def _year_before(header: HeaderCells) -> int:
    """The year in which months begin that lead up to a date in the same row; 0 without one."""
    months = [m for cell in header.cells if (m := _month_and_year(cell, header)[0])]
    dates = [cell.value for cell in header.cells if isinstance(cell.value, datetime)]
    if len(dates) != 1 or not months:
        return 0
    back = sum(two < one for one, two in pairwise([*months, dates[0].month]))
    return dates[0].year - back


def _part_of_month(cell: Cell, header: HeaderCells, last: Span) -> Span | None:
    """The days in a cell that follows months: ``1 May - 22 May``, or a date."""
    day = cell.value.replace(hour=0, minute=0) if isinstance(cell.value, datetime) else None
    of_last = replace(header, year=last[1].year + (last[1].month == _MONTHS))
    span = (day, day) if day is not None else span_of(cell, of_last)
    return span if span is not None and last[1] < span[0] <= last[1] + 31 * DAY else None


def _month_and_year(cell: Cell, header: HeaderCells) -> tuple[int | None, int]:
    label = header.above[0].get(cell.column)
    told = YEAR.search(f"{cell.text} {label.text if label else ''}")
    if cell.kind == "text" and (
        ideogram := CJK_MONTH.fullmatch(normalize("NFKC", cell.text.strip()))
    ):
        return int(ideogram[2]), int(ideogram[1] or (told[1] if told else 0))
    found = WORD_YEAR.fullmatch(cell.text) if cell.kind == "text" else None
    return (month_number(found[1]) if found else None), int(told[1]) if told else 0


def _by_quarters(header: HeaderCells) -> HeaderAxis | None:
    """An axis of quarters such as ``Q1 2027``; the year stands beside, above, or in the title."""
    spans: dict[int, Span] = {}
    at = before = 0
    for cell in header.cells:
        quarter, told = quarter_of(cell)
        if not quarter:
            if spans:
                break
            continue
        label = header.above[0].get(cell.column)
        shown = YEAR.search(label.text) if label else None
        told = told or (int(shown[1]) if shown else 0)
        at = at or told or header.year_of(3 * quarter)
        at = told or at + (1 if quarter < before else 0)
        if not at:
            return None
        before = quarter
        last = datetime(at, 3 * quarter, 1)
        spans[cell.column] = (datetime(at, 3 * quarter - 2, 1), month_end(last))
    return HeaderAxis(spans=spans, how="quarters") if len(spans) >= _FEWEST else None


_ATTEMPTS = (
    *(by_months_of_quarters, _by_quarters, by_weeks_of_months, by_half_years, by_ranges),
    *(_by_dates, by_group, _by_months),
    *(by_weekdays, by_numbered_weekdays, by_numbers),
)  # fmt: skip
