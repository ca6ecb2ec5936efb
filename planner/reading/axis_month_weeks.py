"""Chart headers whose cells name a week of a month, or a half of a year, each by itself."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from planner.language.text import fold
from planner.reading.axis_labels import DAY, YEAR, HeaderAxis, HeaderCells, Span, month_end
from planner.reading.cells import Cell
from planner.reading.dates import month_number
from planner.reading.durations import unit_of

_FEWEST, _MONTHS, _WEEKS = 3, 12, 6
_LONGEST = 24
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_CJK = re.compile(r"(\d{1,2})\s*[月월]\s*第?\s*([1-6一二三四五])\s*(?:周|週|주)")
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_WEEK_WORDS = frozenset(["sem", "s", "w", "kw", "wk", "v"])
_HALVES = frozenset(
    [
        *("sem", "semester", "semestre", "semestr", "szemeszter", "halfyear", "halbjahr", "hy"),
        *("halvår", "lukukausi", "dönem", "学期", "학기", "семестр", "полугодие", "půlrok"),
    ]
)
_ORDINAL = re.compile(r"(?<=\d)(?:[ºª°.]|st|nd|rd|th|er|e|o|a)(?![^\W\d_])")
_HALF = re.compile(r"(?:(\d{1,2})\W*([^\W\d_]+)|([^\W\d_]+)\W*(\d{1,2}))\.?")


def by_weeks_of_months(header: HeaderCells) -> HeaderAxis | None:
    """An axis of cells such as ``Dec. 2wk``, ``W1 March``, ``3月第1周``; the year stands above."""
    found: list[tuple[Cell, int, int]] = []
    for cell in header.cells:
        told = week_of_month(cell)
        if told is not None:
            found.append((cell, *told))
        elif found:
            break
    if len(found) < _FEWEST:
        return None
    spans: dict[int, Span] = {}
    year = before = 0
    at: Cell | None = None
    for cell, month, week in found:
        label = header.above[0].get(cell.column)
        shown = YEAR.search(f"{cell.text} {label.text if label and label is not at else ''}")
        year = (
            int(shown[1]) if shown else year + (month < before) if year else header.year_of(month)
        )
        at = label
        if not year:
            return None
        before, first = month, datetime(year, month, 1)
        begin, end = first + 7 * (week - 1) * DAY, month_end(first)
        last = not any(m == month and w > week for _, m, w in found)
        if begin > end:
            return None
        spans[cell.column] = begin, end if last and week > 3 else min(end, begin + 6 * DAY)
    on = all(one[0] < two[0] for one, two in pairwise([spans[c] for c in sorted(spans)]))
    return HeaderAxis(spans=spans, how="weeks") if on else None


def week_of_month(cell: Cell) -> tuple[int, int] | None:
    """The month and the week in a cell; None for any other cell."""
    text = cell.text.strip() if cell.kind == "text" else ""
    if not text or len(text) > _LONGEST:
        return None
    if found := _CJK.search(text):
        month, week = int(found[1]), _NUMERALS.get(found[2]) or int(found[2])
        return (month, week) if 1 <= month <= _MONTHS else None
    pieces = _PIECE.findall(_ORDINAL.sub("", YEAR.sub("", text)))
    numbers = [int(piece) for piece in pieces if piece.isdecimal()]
    words = [piece for piece in pieces if not piece.isdecimal()]
    months = [number for word in words if len(word) > 2 and (number := month_number(word))]
    weeks = [w for w in words if unit_of(w) == "w" or fold(w) in _WEEK_WORDS]
    fits = len(numbers) == len(months) == len(weeks) == 1 and 1 <= numbers[0] <= _WEEKS
    return (months[0], numbers[0]) if fits else None


def by_half_years(header: HeaderCells) -> HeaderAxis | None:
    """An axis of numbered half-years such as ``1º Sem``: six months each from the project's start.

    The first one begins in January or July.
    """
    numbers = [(cell.column, number) for cell in header.cells if (number := _half(cell))]
    years = {cell.text for cells in header.above for cell in cells.values()}
    if len(numbers) < _FEWEST or header.start is None or not _counts_up(numbers):
        return None
    plain = any(
        len(fold(piece)) > 3 for cell in header.cells for piece in _PIECE.findall(cell.text)
    )
    if not plain and not any(_says_year(text) for text in years):
        return None  # Sem alone may be weeks
    year, half = header.year or header.start.year, int(not header.year and header.start.month > 6)
    spans = {}
    for at, (column, _) in enumerate(numbers):
        first = datetime(year + (half + at) // 2, 1 + 6 * ((half + at) % 2), 1)
        spans[column] = first, month_end(first.replace(month=first.month + 5))
    return HeaderAxis(spans=spans, how="half-years", dated=bool(header.year))


def _half(cell: Cell) -> int:
    text = _ORDINAL.sub("", cell.text.strip()) if cell.kind == "text" else ""
    found = _HALF.fullmatch(text)
    if found is None:
        return 0
    pieces = [piece for piece in (found[2], found[3]) if piece]
    return int(found[1] or found[4]) if fold(pieces[0]) in _HALVES else 0


def _counts_up(numbers: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers count on from 1, or begin again with 1 after 2 below each year."""
    told = [number for _, number in numbers]
    on = all(two == one + 1 or (one, two) == (2, 1) for one, two in pairwise(told))
    return told[0] == 1 and on


def _says_year(text: str) -> bool:
    return any(fold(piece) in _YEARS for piece in _PIECE.findall(text))


_YEARS = frozenset(
    map(
        fold,
        ("ano", "año", "year", "jahr", "année", "an", "anno", "jaar", "år", "rok", "год", "yıl"),
    )
)
