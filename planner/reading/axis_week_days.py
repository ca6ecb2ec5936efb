"""Chart headers of the days of weeks: below a week's first day, or below its number."""

import re
from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

from planner.language.text import fold
from planner.reading.axis_labels import (
    DAY,
    HeaderAxis,
    HeaderCells,
    Span,
    day_of,
    first_day_in,
    weekday_of,
)
from planner.reading.cells import Cell
from planner.reading.dates import month_number
from planner.reading.durations import unit_of
from planner.reading.profile import MARKS, as_number

_FEWEST, _SHORTEST_WEEK = 3, 4
_CROSSES = MARKS - {"1"}
_NUMBERED_DAY = re.compile(r"([^\W\d_]+)\.?\s*(\d)")
NUMBERED_WEEK = re.compile(r"([^\W\d_]+)\.?\s*(\d{1,2})\b.*")
_WEEK = re.compile(r"第|.[周週주]$")
"""The number of a week in languages that need three signs for it."""
_LEFT_OUT = 2
"""So many days of a week may have no column."""


def days_of_weeks(header: HeaderCells, labels: Mapping[int, Cell]) -> HeaderAxis | None:
    """An axis of letters or numbers below the first day of their week.

    Below the dates of single days, such as halves of them, they are none.
    """
    spans: dict[int, Span] = {}
    marks = 0
    for cell in header.cells:
        label = labels.get(cell.column)
        day = _day_of_week(cell, label, header) if label is not None else None
        if day is not None:
            spans[cell.column] = (day, day)
            marks += cell.text in _CROSSES
        elif spans:
            break
    days = [first for first, _ in spans.values()]
    apart = all(one < two for one, two in pairwise(days))
    named = len(days) >= _FEWEST and 2 * marks < len(days)  # X is also a Wednesday
    return HeaderAxis(spans=spans, how="days") if apart and named else None


def days_of_numbered(header: HeaderCells, labels: Mapping[int, Cell]) -> HeaderAxis | None:
    """An axis of letters or numbers below ``Week 1``, ``Week 2`` of the project, or ``KW 49``."""
    if header.start is None:
        return None
    spans: dict[int, Span] = {}
    weeks: list[tuple[str, int]] = []
    monday = header.start
    for cell in header.cells:
        label = labels.get(cell.column)
        worded = NUMBERED_WEEK.fullmatch(label.text) if label is not None else None
        if label is None or worded is None or unit_of(worded[1]) != "w":
            if spans:
                break
            continue
        ahead = cell.column - label.column
        letter = cell.text.isalpha() and len(cell.text) <= 3
        if ahead > 6 or not (letter or as_number(cell) == ahead + 1):
            return None
        week = fold(worded[1]), int(worded[2])
        if not weeks:
            monday = _first_monday(*week, header.start, header.year)
        weeks += [week] if week not in weeks[-1:] else []
        day = monday + (7 * (len(weeks) - 1) + ahead) * DAY
        spans[cell.column] = (day, day)
    apart = all(one < two for (one, _), (two, _) in pairwise(spans.values()))
    on = all(two == one + 1 or (two == 1 and one >= 52) for (_, one), (_, two) in pairwise(weeks))
    if len(weeks) < 2 or len(spans) < _SHORTEST_WEEK * len(weeks) or not (apart and on):
        return None
    return HeaderAxis(spans=spans, how="days", dated=bool(header.year) and weeks[0][1] > 1)


def _first_monday(word: str, number: int, start: datetime, year: int) -> datetime:
    """The Monday of the first of numbered weeks: of the project, or of a year if they say so."""
    monday = start.replace(hour=0, minute=0) - start.weekday() * DAY
    if number == 1 and word not in CALENDAR_WEEKS:
        return monday
    return datetime.fromisocalendar(year or start.year, 1, 1) + 7 * (number - 1) * DAY


CALENDAR_WEEKS = frozenset(["kw", "cw", "sem", "uge", "v"])
"""Words for weeks of the year."""


def _day_of_week(cell: Cell, label: Cell, header: HeaderCells) -> datetime | None:
    first = day_of(label, header) or first_day_in(label.text, header)
    ahead = cell.column - label.column
    if first is None or ahead > 6:
        return None
    named = weekday_of(cell)
    later = (named - first.weekday()) % 7 if named is not None else -1
    if ahead <= later <= ahead + _LEFT_OUT:
        return first + later * DAY
    day = first + ahead * DAY
    text = cell.text.strip()
    letter = text.isalpha() and len(text) <= 3 and not (len(text) > 2 and month_number(text))
    letter = letter and not _WEEK.search(text)
    number = as_number(cell)
    worded = _NUMBERED_DAY.fullmatch(text)
    if number is None and worded and unit_of(worded[1]) == "d":
        number = int(worded[2])
    return day if letter or number in (day.day, ahead + 1) else None
