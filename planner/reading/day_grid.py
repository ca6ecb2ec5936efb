"""Calendars: columns of weekdays, in each cell a day's number and below it what is done that day.

What stands on days that follow each other is one task; working days count, or all where some of it
stands on days off.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from planner.language.text import key
from planner.reading.availability import weekdays
from planner.reading.axis_labels import made
from planner.reading.cells import Cell, Sheet
from planner.reading.dates import month_number
from planner.reading.profile import as_number
from planner.reading.weekday_names import week_row
from planner.reading.years_above import YEAR

_FEWEST_DAYS, _FEWEST_TASKS = 5, 3
_NUMBERED = re.compile(r"(\d{1,2})[.:)]?(?:\s+(.+))?", re.DOTALL)
_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*月|([^\W\d_]{3,})")
_SINGLE = dict(zip("月火水木金土日", range(7), strict=True))
_CHINESE = dict(zip("一二三四五六日", range(7), strict=True))
_DAY = timedelta(days=1)
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DayText:
    """A text on a day."""

    day: datetime
    text: str


def as_calendar(sheet: Sheet, start: datetime | None) -> Sheet | None:
    """The sheet as a table of what stands in its calendar; None without one.

    Its rows are below the sheet's own, as one row of a calendar may have many tasks.
    """
    entries = [entry for block in _blocks(sheet, start) for entry in _entries(sheet, *block)]
    spans = list(_joined(entries))
    if len(spans) < _FEWEST_TASKS:
        return None
    header = max(sheet.rows) + 1
    heads = ("Task Name", "Start", "Finish")
    rows = {header: {n: Cell(header, n, "text", head) for n, head in enumerate(heads, 1)}}
    for row, (first, last, text) in enumerate(spans, header + 1):
        rows[row] = {
            1: Cell(row, 1, "text", text),
            2: Cell(row, 2, "date", first, "yyyy-mm-dd"),
            3: Cell(row, 3, "date", last, "yyyy-mm-dd"),
        }
    return replace(sheet, rows=rows, fills={}, merged=(), formulas={}, levels={})


NumberedBlock = tuple[int, int, Mapping[int, int], tuple[int, int]]
"""First row below the weekdays, row where the next block begins, column → weekday, year, month."""


def _blocks(sheet: Sheet, start: datetime | None) -> Iterator[NumberedBlock]:
    heads = [(row, found) for row in sorted(sheet.rows) if (found := _weekdays(sheet.rows[row]))]
    ends = [row for row, _ in heads[1:]] + [max(sheet.rows, default=0) + 1]
    before = (0, 0)
    for (row, columns), end in zip(heads, ends, strict=False):
        before = _month(sheet, row, start, before)
        yield row + 1, end, columns, before


def _weekdays(cells: Mapping[int, Cell]) -> dict[int, int]:
    """Column → weekday where a row names at least five in a row; else empty."""
    found: dict[int, int] = {}
    for column, cell in sorted(cells.items()):
        day = _weekday(cell.text.strip()) if cell.kind == "text" else None
        if day is not None and day not in found.values():
            found[column] = day
    return found if len(found) >= _FEWEST_DAYS else _week(cells)


def _week(cells: Mapping[int, Cell]) -> dict[int, int]:
    """Column → weekday where the last texts of a row are a week of weekdays cut short."""
    texts = {c: cell.text.strip(" .:") for c, cell in sorted(cells.items()) if cell.kind == "text"}
    for count in (7, 6, 5):
        last = list(texts)[-count:]
        days = week_row([texts[c] for c in last])
        if days is not None and len(last) == count:
            return dict(zip(last, days, strict=True))
    return {}


def _weekday(text: str) -> int | None:
    if text in _SINGLE:
        return _SINGLE[text]
    if text[:-1] in ("周", "星期", "礼拜"):
        return _CHINESE.get(text[-1])
    if len(text) < _SHORTEST_NAME:
        return None
    days = weekdays(text)
    return next(iter(days)) if len(days) == 1 else None


def _month(
    sheet: Sheet, row: int, start: datetime | None, before: tuple[int, int]
) -> tuple[int, int]:
    """The year and month of the days below a row: as a text above says, or as the one before."""
    year, month = before[0], 0
    for number in sorted((n for n in sheet.rows if n <= row), reverse=True)[:4]:
        for cell in sheet.rows[number].values():
            if isinstance(cell.value, datetime) and number < row:
                return cell.value.year, cell.value.month
            told = YEAR.search(cell.text)
            year = int(told[1]) if told else year
            month = month or _month_in(cell.text)
        if month:
            break
    if not month:
        told_year, month = _month_beside(sheet, row)
        year = told_year or year
    month = month or _month_in(sheet.name) or before[1] % 12 + 1
    told = YEAR.search(sheet.name)
    year = year or (int(told[1]) if told else 0) or (start.year if start else 0)
    return (year + 1 if before[0] == year and month < before[1] else year), month


def _month_beside(sheet: Sheet, row: int) -> tuple[int, int]:
    """The year and month in the row below the weekdays, left of their days; 0 for a missing one."""
    days = _weekdays(sheet.rows[row])
    beside = [cell for c, cell in sheet.rows.get(row + 1, {}).items() if c < min(days)]
    for cell in beside:
        month = _month_in(cell.text) if cell.kind == "text" else 0
        if month:
            told = YEAR.search(cell.text) or _SHORT_YEAR.search(cell.text)
            return (int(told[1]) + (2000 if int(told[1]) < 100 else 0) if told else 0), month
    return 0, 0


_SHORT_YEAR = re.compile(r"['’´`]\s*(\d\d)(?!\d)")


def _month_in(text: str) -> int:
    for number, word in _MONTH.findall(text):
        found = int(number) if number else month_number(word) or 0
        if 1 <= found <= 12:
            return found
    return 0


def _entries(
    sheet: Sheet, first: int, end: int, columns: Mapping[int, int], month: tuple[int, int]
) -> Iterator[DayText]:
    """What stands on each day of a block; a smaller number than before is of the next month."""
    days: dict[int, datetime] = {}
    latest: datetime | None = None
    beside = _beside(sheet.rows[first - 1], columns)
    for row in range(first, min(end, _end(sheet, first, end, columns))):
        for column, cell in sorted(sheet.rows.get(row, {}).items()):
            if column not in columns and column not in beside:
                continue
            day, text = None, cell.text.strip()
            if column in columns:
                day, text = _day_in(cell, columns[column], month, latest)
            if day is not None:
                latest = day
                days |= {c: day for c in (column, column + 1) if c == column or c in beside}
            if text and column in days:
                last = next((r for t, c, _, r in sheet.merged if (t, c) == (row, column)), column)
                yield from (
                    DayText(day=days[c], text=text) for c in range(column, last + 1) if c in days
                )


def _end(sheet: Sheet, first: int, end: int, columns: Mapping[int, int]) -> int:
    """The row below the last week, which has as many rows as the longest of the others."""
    weeks: list[int] = []
    for row in range(first, end):
        cells = sheet.rows.get(row, {})
        days = sum(_is_day(cells[column]) for column in columns if column in cells)
        if days >= _FEWEST_DAYS or (not weeks and days):
            weeks.append(row)
    heights = [two - one for one, two in pairwise(weeks)]
    short = 1 + max(heights, default=0)  # a last week of few days may follow
    return weeks[-1] + short + max(heights) if heights else end


def _is_day(cell: Cell) -> bool:
    number = as_number(cell)
    return isinstance(cell.value, datetime) or (number is not None and 1 <= number <= _LAST_DAY)


_LAST_DAY = 31


def _beside(cells: Mapping[int, Cell], columns: Mapping[int, int]) -> frozenset[int]:
    """The columns of texts beside the numbers of days: without a weekday, each right of one."""
    found = frozenset(c + 1 for c in columns if c + 1 not in cells)
    return found if len(found) == len(columns) else frozenset()


def _day_in(
    cell: Cell, weekday: int, month: tuple[int, int], latest: datetime | None
) -> tuple[datetime | None, str]:
    """The day that a cell numbers, None without; and the text in it."""
    if isinstance(cell.value, datetime):
        return cell.value.replace(hour=0, minute=0), ""
    number = as_number(cell)
    found = _NUMBERED.fullmatch(cell.text.strip()) if cell.kind == "text" else None
    if number is None and found is None:
        return None, cell.text.strip()
    told = int(number) if number is not None else int(found[1]) if found else 0
    text = (found[2] or "").strip() if found and number is None else ""
    at = latest or datetime(month[0] or 1, month[1] or 1, 1) - _DAY
    for ahead in (0, 1):
        months = (latest.month if latest else month[1]) - 1 + ahead
        year = (latest.year if latest else month[0]) + months // 12
        day = made(year, months % 12 + 1, told)
        if day is not None and day > at and day.weekday() == weekday:
            return day, text
    return None, text or cell.text.strip()


def _joined(entries: list[DayText]) -> Iterator[tuple[datetime, datetime, str]]:
    """First day, last day and text of what stands on days that follow each other."""
    days: dict[str, list[datetime]] = {}
    texts: dict[str, str] = {}
    for entry in entries:
        days.setdefault(key(entry.text), []).append(entry.day)
        texts.setdefault(key(entry.text), entry.text)
    spans = []
    for name, found in days.items():
        first = last = min(found)
        for day in sorted(set(found))[1:]:
            over = last.weekday() >= 4 and day - last <= (8 - last.weekday()) * _DAY
            if day - last > _DAY and not over:
                spans.append((first, last, texts[name]))
                first = day
            last = day
        spans.append((first, last, texts[name]))
    yield from sorted(spans, key=lambda one: (one[0], one[1]))
