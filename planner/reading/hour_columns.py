"""Charts of hours: the columns are times of one day, marks or colours say when a task is done."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from planner.language.text import fold
from planner.reading.cells import Cell, Sheet
from planner.reading.chart_bars import mark_of
from planner.reading.chart_remarks import bars_with_gaps
from planner.reading.header_names import IN_PART, HeaderWishes
from planner.reading.naming import names
from planner.reading.profile import as_number
from planner.reading.tables import Log
from planner.reading.times_of_day import TimesOfDay, day_in, day_taken, times_in
from planner.schema.columns import TASKS
from planner.schema.people_sheets import PEOPLE
from planner.schema.vocabulary import words_for

_FEWEST, _FIRST_ROWS, _FEWEST_BARS = 3, 20, 2
_DAY, _HOURS = timedelta(days=1), 24
_LONGEST_STEP = timedelta(hours=4)
_WHOLE = re.compile(r"(?i)(\d{1,2})\s*(?:h|hrs?|uhr|ч|год|時|时|點|点|시)\.?")
"""A whole hour with its word: ``7 Uhr``, ``8h``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hours:
    """The header row of a chart of hours, and column → when it begins and ends."""

    header: int
    spans: Mapping[int, tuple[datetime, datetime]]


def with_hour_columns(
    sheet: Sheet, start: datetime | None, reading: HeaderWishes, log: Log
) -> Sheet:
    """The sheet with starts and finishes in place of its chart of hours, if it has one.

    Args:
        sheet: Any sheet.
        start: The day that is taken where the sheet names none.
        reading: What headers may be called.
        log: Receives a note on the day that was taken.
    """
    for number in sorted(sheet.rows)[:_FIRST_ROWS]:
        times = _times(sheet, number)
        if not times or not _names_tasks(sheet, number, min(times), reading):
            continue
        day = _day(sheet, number, times, start)
        if day is None:
            return sheet
        hours = _Hours(header=number, spans=_spans(sheet, number, times, day[0]))
        bars = _bars(sheet, hours)
        if len(bars) < _FEWEST_BARS:
            continue
        first = min(hours.spans)
        log.add(day_taken(sheet, (number, first), hours.spans[first][0], named=day[1]))
        _say_gaps(sheet, bars, log)
        return _rewritten(sheet, hours, bars)
    return sheet


def _times(sheet: Sheet, row: int) -> dict[int, TimesOfDay]:
    """Column → time for the hours that stand side by side in a row; empty where they do not."""
    cells = sheet.rows[row]
    found = {
        column: times
        for column, cell in cells.items()
        if (times := times_in(cell) or _whole_hour(cell))
    }
    numbers = {c: number for c, cell in cells.items() if (number := as_number(cell)) is not None}
    if len(found) < _FEWEST and all(map(_is_hour, numbers.values())) and _says_hours(sheet, row):
        found = {column: TimesOfDay(timedelta(hours=number)) for column, number in numbers.items()}
    steps = {(two.start - one.start) % _DAY for one, two in pairwise(found.values())}
    beside = max(found, default=0) - min(found, default=0) == len(found) - 1
    even = len(steps) == 1 and timedelta() < min(steps) <= _LONGEST_STEP
    return found if len(found) >= _FEWEST and beside and even else {}


def _whole_hour(cell: Cell) -> TimesOfDay | None:
    found = _WHOLE.fullmatch(cell.text.strip()) if cell.kind == "text" else None
    hour = int(found[1]) if found else _HOURS
    return TimesOfDay(timedelta(hours=hour)) if hour < _HOURS else None


def _is_hour(number: float) -> bool:
    return number.is_integer() and 0 <= number < _HOURS


def _says_hours(sheet: Sheet, row: int) -> bool:
    """Whether a row, or the one above it, has the word for hours or a time of the day."""
    words = {word for word in words_for("clock") | words_for("hour") if len(word) > 1}
    near = (*sheet.rows[row].values(), *sheet.rows.get(row - 1, {}).values())
    return any(fold(cell.text) in words for cell in near if cell.kind == "text")


def _names_tasks(sheet: Sheet, row: int, first: int, reading: HeaderWishes) -> bool:
    """Whether a text left of the hours heads names of tasks; people are in a roster."""
    heads = (cell for column, cell in sheet.rows[row].items() if column < first)
    return any(
        name.field == "name" and name.rank < IN_PART and fold(cell.text) not in PEOPLE.by_key
        for cell in heads
        if cell.kind == "text"
        for name in names(cell.text, TASKS, reading)
    )


def _day(
    sheet: Sheet, row: int, times: Mapping[int, TimesOfDay], start: datetime | None
) -> tuple[datetime, bool] | None:
    """The day of the first hour, and whether the sheet names it; None without any."""
    month_first = any(one.halved for one in times.values())
    year = start.year if start else 0
    above = [number for number in sorted(sheet.rows, reverse=True) if number < row]
    texts = [cell for number in above for cell in sheet.rows[number].values()]
    for cell in (*texts, Cell(1, 1, "text", sheet.name)):
        if told := day_in(cell, month_first=month_first, year=year):
            return told, True
    return (start.replace(hour=0, minute=0), False) if start else None


def _spans(
    sheet: Sheet, row: int, times: Mapping[int, TimesOfDay], day: datetime
) -> dict[int, tuple[datetime, datetime]]:
    """Column → moments; the day in the row above counts from its column on, as does midnight."""
    first, second = list(times.values())[:2]
    step = (second.start - first.start) % _DAY
    labels = sheet.rows.get(row - 1, {})
    found: dict[int, tuple[datetime, datetime]] = {}
    before = first.start
    for column, one in times.items():
        label = labels.get(column)
        told = day_in(label, month_first=one.halved, year=day.year) if label else None
        if told is None and one.start < before:
            told = day + _DAY
        day, before = told or day, one.start
        found[column] = (day + one.start, day + one.start + step)
    return found


def _bars(sheet: Sheet, hours: _Hours) -> dict[int, list[int]]:
    """Row → the columns that are marked or coloured; none where other texts stand in them."""
    rows = {row for row, _ in sheet.fills} | sheet.rows.keys()
    found: dict[int, list[int]] = {}
    for number in sorted(row for row in rows if row > hours.header):
        cells = sheet.rows.get(number, {})
        inside = [cells[column] for column in hours.spans if column in cells]
        if any(not mark_of(cell) for cell in inside):
            return {}
        marked = [c for c in hours.spans if c in cells or (number, c) in sheet.fills]
        if marked and cells:
            found[number] = marked
    return found


def _say_gaps(sheet: Sheet, bars: Mapping[int, Sequence[int]], log: Log) -> None:
    broken = [row for row, columns in bars.items() if columns[-1] - columns[0] >= len(columns)]
    if broken:
        log.add(bars_with_gaps(sheet, (broken[0], bars[broken[0]][0]), broken))


def _rewritten(sheet: Sheet, hours: _Hours, bars: Mapping[int, Sequence[int]]) -> Sheet:
    """The sheet with the ends of the bars in the first two columns of the hours."""
    start, finish, *_ = sorted(hours.spans)
    rows = {
        number: {c: cell for c, cell in cells.items() if c not in hours.spans}
        for number, cells in sheet.rows.items()
        if number >= hours.header
    }
    head = rows[hours.header]
    head[start] = Cell(hours.header, start, "text", "Start")
    head[finish] = Cell(hours.header, finish, "text", "Finish")
    for number, columns in bars.items():
        rows[number][start] = Cell(number, start, "date", hours.spans[columns[0]][0])
        rows[number][finish] = Cell(number, finish, "date", hours.spans[columns[-1]][1])
    fills = {place: look for place, look in sheet.fills.items() if place[1] not in hours.spans}
    return replace(sheet, rows={**sheet.rows, **rows}, fills=fills)
