"""Reads times of the day that are typed without a colon: 900, 1030, ``0900-1030``."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from planner.language.text import fold
from planner.reading.cells import Cell, Sheet
from planner.reading.header_names import IN_PART, HeaderWishes
from planner.reading.naming import names
from planner.reading.profile import as_number
from planner.schema.columns import TASKS
from planner.schema.vocabulary import words_for

_FEWEST, _FIRST_ROWS = 3, 60
_HOURS, _MINUTES, _STEP = 24, 60, 5
_LEAST, _YEARS = 100, range(1900, 2100)
_QUARTERS = (15, 30, 45)
"""Minutes that tell times from distances, which go on by 50 or 100."""
_SPAN = re.compile(r"(\d{3,4})\s*(?:h|hrs)?\s*[-–—]\s*(\d{3,4})\s*(?:h|hrs)?")
_DIGITS = re.compile(r"(\d{4})\s*(?:h|hrs)?")
_Ends = tuple[int, int]


def with_clock_numbers(sheet: Sheet, reading: HeaderWishes) -> Sheet:
    """The sheet with such times as times, in columns whose headers say that they are some.

    That is the word for a time of the day, or a start beside an end that is hardly ever before it.
    """
    heads = _headed(sheet, reading)
    found = {column: told for column in heads if (told := _told(sheet, column))}
    timed = {column for column in found if heads[column] == _CLOCK}
    timed |= _pairs(found, heads)
    if not timed:
        return sheet
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    for column in timed:
        for number, ends in found[column].items():
            rows[number][column] = _as_time(rows[number][column], ends)
    return replace(sheet, rows=rows)


_CLOCK = "clock"


def _headed(sheet: Sheet, reading: HeaderWishes) -> dict[int, str]:
    """Column with such a number in the first rows → clock, start or finish, as its header says."""
    firsts: dict[int, int] = {}
    for number, cells in list(sheet.rows.items())[:_FIRST_ROWS]:
        for column, cell in cells.items():
            if column not in firsts and _ends_in(cell):
                firsts[column] = number
    found = {c: _meant(sheet.rows.get(n - 1, {}).get(c), reading) for c, n in firsts.items()}
    return {column: meant for column, meant in found.items() if meant}


def _meant(head: Cell | None, reading: HeaderWishes) -> str:
    if head is None or head.kind != "text":
        return ""
    if fold(head.text) in words_for("clock"):
        return _CLOCK
    fields = {n.field for n in names(head.text, TASKS, reading) if n.rank < IN_PART}
    return next((end for end in ("start", "finish") if end in fields), "")


def _told(sheet: Sheet, column: int) -> dict[int, _Ends]:
    """Row → start and end in a column that has only such times below its header; else empty."""
    cells = {n: row[column] for n, row in sheet.rows.items() if column in row}
    told = {number: ends for number, cell in cells.items() if (ends := _ends_in(cell))}
    below = sum(number >= min(told) for number in cells) if told else 0
    every = {one for ends in told.values() for one in ends}
    quarters = any(one % _LEAST in _QUARTERS for one in every)
    zero = any(cell.kind == "text" and cell.text.startswith("0") for cell in cells.values())
    timed = below == len(told) >= _FEWEST and (quarters or zero) and not every <= set(_YEARS)
    return told if timed and max(every) >= 10 * _LEAST else {}


def _ends_in(cell: Cell) -> _Ends | None:
    """Start and end in a cell, the same twice for a time alone; None for any other cell."""
    if cell.kind == "text":
        text = cell.text.strip()
        found = _SPAN.fullmatch(text) or _DIGITS.fullmatch(text)
        ends = [int(part) for part in found.groups()] if found else []
    else:
        number = as_number(cell) if cell.kind == "number" else None
        ends = [int(number)] if number is not None and number.is_integer() else []
    return (ends[0], ends[-1]) if ends and all(map(_is_clock, ends)) else None


def _is_clock(number: int) -> bool:
    hours, minutes = divmod(number, _LEAST)
    return 0 <= hours < _HOURS and minutes < _MINUTES and minutes % _STEP == 0


def _pairs(found: Mapping[int, Mapping[int, _Ends]], heads: Mapping[int, str]) -> set[int]:
    """The columns of starts, with those of ends on their right."""
    pairs: set[int] = set()
    for column, starts in found.items():
        ends = found.get(column + 1, {})
        both = [(starts[n][0], ends[n][1]) for n in starts.keys() & ends.keys()]
        later = sum(one <= two for one, two in both)
        begun = heads[column] in ("start", _CLOCK) and heads.get(column + 1) == "finish"
        if begun and later > len(starts) / 2:
            pairs |= {column, column + 1}
    return pairs


def _as_time(cell: Cell, ends: _Ends) -> Cell:
    """The cell as a time, or as the text of a span of times."""
    if cell.kind == "text" and _SPAN.fullmatch(cell.text.strip()):
        return cell._replace(value="-".join(f"{e // _LEAST:02}:{e % _LEAST:02}" for e in ends))
    hours, minutes = divmod(ends[0], _LEAST)
    return cell._replace(kind="time", value=timedelta(hours=hours, minutes=minutes), form="")
