"""Programs of events: times of the day below each other, rooms, tracks or days side by side.

Each text is a task; the same text in several columns at one time, or in merged ones, is one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from planner.language.text import key
from planner.reading.axis_labels import made, weekday_of
from planner.reading.cells import Cell, Sheet
from planner.reading.dates import month_number
from planner.reading.durations import unit_of
from planner.reading.header_names import WITHIN, HeaderWishes
from planner.reading.naming import names
from planner.reading.times_of_day import day_in
from planner.schema.columns import TASKS

_FEWEST, _MONTHS = 2, 12
_YEAR, _WORD, _DAY = re.compile(r"20\d\d"), re.compile(r"[^\W\d_]{3,}"), re.compile(r"\d{1,2}")
_Moments = Mapping[int, tuple[datetime, datetime]]


class _Event(NamedTuple):
    row: int
    text: str
    start: datetime
    finish: datetime
    track: str


def parallel_columns(
    sheet: Sheet, header: int, right_of: int, rows: Sequence[int], reading: HeaderWishes
) -> list[int]:
    """The columns of texts beside times whose headers are days, or none of which means anything.

    Empty where fewer than two are, or where a header heads names, people or the like.
    """
    heads = sheet.rows[header]
    found = [
        column
        for column, head in heads.items()
        if column > right_of
        and head.text
        and 2 * sum(_is_text(sheet, row, column) for row in rows) > len(rows)
    ]
    days = [column for column in found if _is_day(heads[column])]
    known = any(
        name.rank < WITHIN
        for c, head in heads.items()
        if c > right_of
        for name in names(head.text, TASKS, reading)
    )
    if len(days) >= _FEWEST:
        return days
    return found if len(found) >= _FEWEST and not known else []


def _is_text(sheet: Sheet, row: int, column: int) -> bool:
    cell = sheet.rows[row].get(column)
    covered = any(
        top <= row <= bottom and left <= column <= right
        for top, left, bottom, right in sheet.merged
    )
    return (cell is not None and cell.kind == "text") or covered


def _is_day(head: Cell) -> bool:
    told = head.kind == "date" or weekday_of(_bare(head)) is not None
    return told or _number_of_day(head) > 0 or _dated(head, 2000)


def _dated(head: Cell, year: int) -> bool:
    return day_in(head, month_first=False, year=year) is not None


def _bare(head: Cell) -> Cell:
    """The header without its numbers: the weekday of ``Tuesday 29``."""
    return head._replace(kind="text", value=re.sub(r"[\d.,()/]+", " ", head.text).strip())


class Program(NamedTuple):
    """A program as a table, the day of its first event, and whether its headers name the days."""

    sheet: Sheet
    first: datetime
    dated: bool


def as_events(sheet: Sheet, header: int, columns: Sequence[int], moments: _Moments) -> Program:
    """The sheet as a table with a row for each event of a program, by their days.

    Args:
        sheet: The sheet.
        header: The row above the events.
        columns: Their columns.
        moments: Row → start and end, on the first day.
    """
    first = min(start for start, _ in moments.values())
    named = _named_days(sheet, header, columns, first)
    days = named or _weekdays(sheet, header, columns, first)
    dated = any(days[column] for column in columns)
    events = list(_events(sheet, header, columns, moments, days))
    if dated:
        events.sort(key=lambda event: event.start)
    heads = ("Task Name", "Start", "Finish", *(() if dated else ("Phase",)))
    rows = {header: {n: Cell(header, n, "text", head) for n, head in enumerate(heads, 1)}}
    origins = {header: header}
    for row, event in enumerate(events, header + 1):
        cells = [Cell(row, 1, "text", event.text), Cell(row, 2, "date", event.start)]
        cells.append(Cell(row, 3, "date", event.finish))
        cells += [Cell(row, 4, "text", event.track)] if event.track and not dated else []
        rows[row] = {cell.column: cell for cell in cells}
        origins[row] = event.row
    bare = replace(sheet, fills={}, merged=(), formulas={}, levels={})
    table = replace(bare, rows=rows, file_rows=origins)
    return Program(table, min(event.start for event in events), bool(named))


def _named_days(
    sheet: Sheet, header: int, columns: Sequence[int], first: datetime
) -> dict[int, timedelta]:
    """Column → how long after the first day it is; empty where headers do not name their days."""
    heads = [sheet.rows[header][column] for column in columns]
    titles = [c.text for n, cells in sheet.rows.items() if n < header for c in cells.values()]
    found = _by_numbers(heads, titles)
    found = found or [day_in(head, month_first=False, year=first.year) for head in heads]
    begin = first.replace(hour=0, minute=0)
    days = {c: day - begin for c, day in zip(columns, found, strict=True) if day}
    return days if len(days) == len(columns) else {}


def _weekdays(
    sheet: Sheet, header: int, columns: Sequence[int], first: datetime
) -> dict[int, timedelta]:
    """The same by the weekdays or numbers of days in the headers; no time without these."""
    heads = [sheet.rows[header][column] for column in columns]
    weekdays = [day for head in heads if (day := weekday_of(_bare(head))) is not None]
    if len(weekdays) < len(columns):
        numbers = [_number_of_day(head) for head in heads]
        counted = all(numbers) and numbers == [*range(numbers[0], numbers[0] + len(numbers))]
        days = [number - numbers[0] for number in numbers] if counted else [0] * len(numbers)
        return {c: timedelta(days=day) for c, day in zip(columns, days, strict=True)}
    away = (weekdays[0] - first.weekday()) % 7
    steps = [(day - weekdays[0]) % 7 for day in weekdays]
    return {c: timedelta(days=away + step) for c, step in zip(columns, steps, strict=True)}


def _number_of_day(head: Cell) -> int:
    """The number behind a word for days: 2 of ``What to do (day 2)``; 0 without one."""
    told = [int(number) for word, number in _NUMBERED.findall(head.text) if unit_of(word) == "d"]
    return told[0] if len(told) == 1 else 0


_NUMBERED = re.compile(r"([^\W\d_]+)\s*(\d{1,2})(?!\d)")


def _by_numbers(heads: Sequence[Cell], titles: Sequence[str]) -> list[datetime | None]:
    """The days of headers such as ``Tuesday 29``, where a title names the year; else []."""
    years = [int(told) for title in titles for told in _YEAR.findall(title)]
    numbers = [_DAY.findall(head.text) for head in heads]
    weekdays = [day for head in heads if (day := weekday_of(_bare(head))) is not None]
    if not years or len(weekdays) < len(heads) or any(len(one) != 1 for one in numbers):
        return []
    words = [word for title in titles for word in _WORD.findall(title)]
    named = [month for word in words if (month := month_number(word))]
    for month in (*named, *range(1, _MONTHS + 1)):
        begin = made(years[0], month, int(numbers[0][0]))
        if begin is None or begin.weekday() != weekdays[0]:
            continue
        days = [begin + timedelta(days=(day - weekdays[0]) % 7) for day in weekdays]
        if all(day.day == int(told[0]) for day, told in zip(days, numbers, strict=True)):
            return [*days]
    return []


def _events(
    sheet: Sheet,
    header: int,
    columns: Sequence[int],
    moments: _Moments,
    days: Mapping[int, timedelta],
) -> Iterator[_Event]:
    """Yields the events; those on the same day are taken together where their text is the same.

    Marks below an event say that it goes on.
    """
    dated = any(days[column] for column in columns)
    ends = dict(_ends(sheet, columns, moments))
    for row, (start, finish) in moments.items():
        said: set[str] = set()
        texts = {c: cell for c, cell in sheet.rows[row].items() if c in set(columns)}
        again = {key(cell.text) for cell in texts.values()}
        for column, cell in texts.items():
            goes_on = bool(_GOES_ON.fullmatch(cell.text.strip()))
            if cell.kind != "text" or goes_on or (not dated and key(cell.text) in said):
                continue
            said.add(key(cell.text))
            several = sum(key(other.text) == key(cell.text) for other in texts.values()) > 1
            alone = len(again) == 1 and (several or _is_merged(sheet, row, column))
            track = "" if alone else sheet.rows[header][column].text
            after, end = days[column], ends.get((row, column), finish)
            yield _Event(row, cell.text, start + after, end + after, track)


_GOES_ON = re.compile("[-–—]{2,}|[\"“”„″〃]|''|[↓|]+|→")
"""Marks that say that what stands above goes on."""


def _ends(
    sheet: Sheet, columns: Sequence[int], moments: _Moments
) -> Iterator[tuple[tuple[int, int], datetime]]:
    """Row and column of the events that go on in the rows below, and when they end."""
    for column in columns:
        event, before = 0, ""
        for row, (_, finish) in moments.items():
            cell = sheet.rows[row].get(column)
            text = cell.text.strip() if cell is not None else ""
            if _GOES_ON.fullmatch(text):
                if event:
                    yield (event, column), finish
                continue
            event = row if text and text != before else 0  # one that is written again goes so on
            before = text


def _is_merged(sheet: Sheet, row: int, column: int) -> bool:
    return any(
        top <= row <= bottom and left <= column < right for top, left, bottom, right in sheet.merged
    )
