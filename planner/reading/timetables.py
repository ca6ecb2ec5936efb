"""Tells timetables: weekdays stand side by side above texts, and times of the day beside them."""

import re
from collections.abc import Mapping, Sequence

from planner.errors import Issue
from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.axis_labels import weekday_of
from planner.reading.cells import Cell, Sheet
from planner.reading.profile import MARKS
from planner.reading.tables import Log
from planner.schema.vocabulary import words_for

_FIRST_ROWS, _WORKWEEK, _BESIDE = 15, 5, 2
_MOSTLY, _SHORT = 0.8, 3
_NOWHERE = Cell(1, 1, "text", "")
_CLOCK = re.compile(r"(?i)\D{0,10}\d{1,2}(?:[:h.]\d{2}|h)")


def say_timetable(sheet: Sheet, log: Log) -> bool:
    """Notes that a sheet is a timetable or a roster, if it is one; whether it is."""
    first, roster = days_of_timetable(sheet), days_of_roster(sheet)
    if first is None and roster is None:
        return False
    message = phrase("is a timetable: weekdays stand side by side, and no list of tasks")
    if first is None:
        message = phrase("is a roster: who works in which shift on which weekday, and no plan")
    remedy = phrase("list the tasks below each other, with how long they take or when they are")
    log.add(
        Issue(
            severity="info",
            code="timetable",
            sheet=sheet.name,
            cell=(first or roster or _NOWHERE).ref,
            message=message,
            remedy=remedy,
        )
    )
    return True


def days_of_timetable(sheet: Sheet) -> Cell | None:
    """The first weekday above a timetable; None where a sheet is none."""
    for number in sorted(sheet.rows)[:_FIRST_ROWS]:
        row = sheet.rows[number]
        days = [c for c, cell in row.items() if weekday_of(cell) is not None]
        below = [sheet.rows[n] for n in sheet.rows if n > number]
        texts = sum(c in cells and cells[c].kind == "text" for cells in below for c in days)
        if len(days) >= _WORKWEEK and texts >= len(below) and _begins_with_times(below):
            return row[days[0]]
    return None


def days_of_roster(sheet: Sheet) -> Cell | None:
    """The first weekday above a roster; None where a sheet is none.

    In nearly every cell below the weekdays is the letter of a shift, its times, or a word for off.
    """
    for number in sorted(sheet.rows)[:_FIRST_ROWS]:
        row = sheet.rows[number]
        days = [c for c, cell in row.items() if weekday_of(cell) is not None]
        below = [sheet.rows[n] for n in sheet.rows if n > number]
        cells = [cells[c] for cells in below for c in days if c in cells]
        shifts = [cell for cell in cells if _is_shift(cell)]
        kinds = {cell.text.casefold() for cell in shifts}
        full = len(shifts) >= _MOSTLY * len(days) * len(below)
        if len(days) >= _WORKWEEK and len(below) > 1 and full and len(kinds) > 1:
            return row[days[0]]
    return None


def _is_shift(cell: Cell) -> bool:
    text = cell.text.strip()
    short = cell.kind == "text" and len(text) <= _SHORT and text not in MARKS
    return short or bool(_CLOCK.match(text)) or fold(text) in words_for("free")


def _begins_with_times(rows: Sequence[Mapping[int, Cell]]) -> bool:
    """Whether most rows begin with a time of the day, alone or behind a number or code.

    Or with two: ``8:00 - 9:30``.
    """
    first = [[cells[c] for c in sorted(cells)[:_BESIDE]] for cells in rows if cells]
    timed = sum(any(_CLOCK.match(cell.text) for cell in cells) for cells in first)
    return 2 * timed > len(first)
