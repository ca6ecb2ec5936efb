"""Time axes of weekdays, which nothing but the project's start puts into a week."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import groupby, pairwise, takewhile

from planner.language.text import fold
from planner.reading.axis_labels import DAY, HeaderAxis, HeaderCells, Span, weekday_of
from planner.reading.cells import Cell
from planner.reading.weekday_names import week_row
from planner.schema.schema import listed
from planner.schema.sheet_languages import DAY_WORDS

_FEWEST = 3
_SHORTEST = 2
_NUMBERED = re.compile(r"([^\W\d_]{2,12})[\s.,]*(\d{1,2})\.?")
_AHEAD, _LONGEST_MONTH = 731, 31


def by_weekdays(header: HeaderCells) -> HeaderAxis | None:
    """An axis of weekday names, which starts on the Monday of the project's first week."""
    if header.start is None:
        return None
    day = header.start.replace(hour=0, minute=0)
    day -= day.weekday() * DAY
    spans: dict[int, Span] = {}
    numbers = _cut_short(header.cells)
    halves = any(one == two for one, two in pairwise(numbers.values()))
    for cell in header.cells:
        number = numbers.get(cell.column) if numbers else weekday_of(cell)
        if number is None:
            if spans:
                break
            continue
        again = bool(spans) and not halves
        day += ((number - day.weekday()) % 7 or (7 if again else 0)) * DAY
        spans[cell.column] = (day, day)
    return HeaderAxis(spans=spans, how="weekdays", dated=False) if len(spans) >= _FEWEST else None


def _cut_short(cells: Sequence[Cell]) -> dict[int, int]:
    """Column → weekday of a longest run of texts at the end of a row that are weeks cut short."""
    texts = list(takewhile(lambda cell: cell.kind == "text", reversed(cells)))[::-1]
    for begin in range(max(0, len(texts) - _FEWEST_CUT + 1)):
        told = [_HALF_DAY.sub("", cell.text.strip(" .:")) for cell in texts[begin:]]
        apart = [text for text, _ in groupby(told)]
        days = week_row(apart)
        if days is not None:
            each = (day for day, (_, run) in zip(days, groupby(told), strict=True) for _ in run)
            columns = (cell.column for cell in texts[begin:])
            return dict(zip(columns, each, strict=True))
        if begin > _MOST_BEFORE:
            break
    return {}


_HALF_DAY = re.compile(r"(?<=[^\W\d_]{2})[\s.]+(?:[A-ZÀ-Ž]{1,2}|[1-4])$")
"""A letter or number behind a weekday: its morning or afternoon, as in ``Ma O``, ``Mo VM``."""
_FEWEST_CUT, _MOST_BEFORE = 5, 12
"""At least so many weekdays, and at most so many headers of other columns before them."""


def by_numbered_weekdays(header: HeaderCells) -> HeaderAxis | None:
    """An axis of weekdays with days of a month, such as ``Mon 3``: the next days that agree."""
    told: dict[int, tuple[str, int]] = {}
    for cell in header.cells:
        found = _NUMBERED.fullmatch(cell.text.strip()) if cell.kind == "text" else None
        if found is not None and _possible(found[1]):
            told[cell.column] = found[1], int(found[2])
        elif told:
            break
    if header.start is None or len(told) < _FEWEST:
        return None
    start = header.start.replace(hour=0, minute=0)
    for ahead in range(_AHEAD):
        days = _from(start + ahead * DAY, told)
        if days is not None:
            spans = {column: (day, day) for column, day in days.items()}
            return HeaderAxis(spans=spans, how="weekdays", dated=False)
    return None


def _from(first: datetime, told: Mapping[int, tuple[str, int]]) -> dict[int, datetime] | None:
    """Column → day, from a first day on; None where a weekday and a day do not agree."""
    days: dict[int, datetime] = {}
    day = first - DAY
    for column, (word, number) in told.items():
        ahead = (day + n * DAY for n in range(1, _LONGEST_MONTH + 1 if days else 2))
        found = next((one for one in ahead if one.day == number), None)
        if found is None or found.weekday() not in _possible(word):
            return None
        days[column] = day = found
    return days


@cache
def _possible(word: str) -> frozenset[int]:
    """The weekdays that a word may mean, also cut short: ``Mar`` is Tuesday in two languages."""
    known = weekday_of(Cell(1, 1, "text", word))
    if known is not None:
        return frozenset([known])
    short = fold(word)
    return frozenset(
        number
        for number, names in enumerate(DAY_WORDS.values())
        if len(short) >= _SHORTEST and any(fold(name).startswith(short) for name in listed(names))
    )
