"""Calendars with a column for each month: its days below each other, and beside each what is done.

Days are numbers or weekdays with numbers (``M 6``). The same text on days that follow is one task.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise

from planner.language.text import key
from planner.reading.axis_labels import DAY, made
from planner.reading.cells import Cell, Sheet
from planner.reading.dates import month_number
from planner.reading.profile import as_number
from planner.reading.text_grid import is_task_text, table_of
from planner.reading.years_above import YEAR, year_above

_FEWEST_MONTHS, _FEWEST_DAYS, _FEWEST_TEXTS = 2, 20, 3
_DAY = re.compile(r"(?:[^\W\d_]{1,4}\.?\s*)?(\d{1,2})\.?")

_Entry = tuple[str, datetime]


def as_months(sheet: Sheet, start: datetime | None) -> Sheet | None:
    """A table of what stands on the days of a sheet's months; None without such a calendar."""
    for row in sorted(sheet.rows):
        months = _months(sheet, row, start)
        if len(months) < _FEWEST_MONTHS:
            continue
        columns = [*sorted(months), max(c for cells in sheet.rows.values() for c in cells) + 1]
        found: list[_Entry] = []
        known = 0
        for at, following in pairwise(columns):
            days = _days(sheet, row, at, months[at])
            known += len(days) >= _FEWEST_DAYS
            found += _entries(sheet, days, range(at + 1, following))
        if known >= _FEWEST_MONTHS and len(found) >= _FEWEST_TEXTS:
            told = [(text, first, last, "") for text, first, last in _runs(sorted_by_day(found))]
            return table_of(sheet, told, "Phase")
    return None


def sorted_by_day(entries: list[_Entry]) -> list[_Entry]:
    """The entries in the order of their days; those of a day stay as they are."""
    return sorted(entries, key=lambda one: one[1])


def _months(sheet: Sheet, row: int, start: datetime | None) -> dict[int, tuple[int, int]]:
    """Column → year and month of the names of months in a row, which count on; {} otherwise."""
    found: dict[int, tuple[int, int]] = {}
    year = year_above(sheet, row) or (start.year if start else 0)
    before = 0
    for column, cell in sorted(sheet.rows[row].items()):
        words = re.findall(r"[^\W\d_]+", cell.text) if cell.kind == "text" else []
        month = month_number(words[0]) if len(words) == 1 else None
        if month is None:
            continue
        shown = YEAR.search(cell.text)
        year = int(shown[1]) if shown else year + (month < before)
        if before and month != before % 12 + 1:
            return {}
        before, found[column] = month, (year, month)
    return found if year else {}


def _days(sheet: Sheet, row: int, column: int, month: tuple[int, int]) -> dict[int, datetime]:
    """Row → day of the cells below a month's name."""
    found: dict[int, datetime] = {}
    for number in sorted(n for n in sheet.rows if n > row):
        cell = sheet.rows[number].get(column)
        day = _number(cell) if cell is not None else 0
        told = made(*month, day) if day else None
        if told is None or (found and told <= max(found.values())):
            if found:
                break
            continue
        found[number] = told
    return found


def _number(cell: Cell) -> int:
    value = as_number(cell)
    if value is not None:
        return int(value) if value == int(value) else 0
    match = _DAY.fullmatch(cell.text.strip()) if cell.kind == "text" else None
    return int(match[1]) if match else 0


def _entries(sheet: Sheet, days: Mapping[int, datetime], columns: range) -> Iterator[_Entry]:
    """The texts beside the days; a cell that is merged down is there on each of its days."""
    tall = {(top, left): bottom for top, left, bottom, _ in sheet.merged}
    for row in days:
        for column in columns:
            cell = sheet.rows[row].get(column)
            if cell is None or not is_task_text(cell):
                continue
            for n in range(row, tall.get((row, column), row) + 1):
                if n in days:
                    yield " ".join(cell.text.split()), days[n]


def _runs(entries: list[_Entry]) -> list[tuple[str, datetime, datetime]]:
    """Text, first and last day of the texts that stand on days that follow each other."""
    found: dict[str, list[tuple[str, datetime, datetime]]] = {}
    for text, day in entries:
        runs = found.setdefault(key(text), [])
        if runs and runs[-1][2] + DAY >= day:
            runs[-1] = (runs[-1][0], runs[-1][1], day)
        else:
            runs.append((text, day, day))
    return sorted((run for runs in found.values() for run in runs), key=lambda run: run[1:])
