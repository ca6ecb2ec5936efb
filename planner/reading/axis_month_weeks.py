"""Chart headers whose cells name a week of a month, or a half of a year, each by itself."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from planner.language.text import fold
from planner.reading.axis_labels import DAY, HeaderAxis, HeaderCells, Span, month_end
from planner.reading.cells import Cell
from planner.reading.dates import month_number
from planner.reading.durations import unit_of
from planner.reading.years_above import YEAR
from planner.schema.vocabulary import meanings

_FEWEST, _MONTHS, _WEEKS = 3, 12, 6
_LONGEST = 32
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_CJK = re.compile(r"(\d{1,2})\s*[月월]\s*第?\s*([1-6一二三四五])\s*(?:周|週|주)")
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_SEVERAL = re.compile(r"[\dIV]\s*(?:-|–|—|&|s/d|to)\s*[\dIV]")
_WEEK_WORDS = frozenset(["sem", "s", "w", "kw", "wk", "v"])
_HALVES = frozenset(
    [
        *("sem", "semester", "semestre", "semestr", "szemeszter", "halfyear", "halbjahr", "hy"),
        *("halvår", "lukukausi", "dönem", "学期", "학기", "семестр", "полугодие", "půlrok"),
    ]
)
_ORDINAL = re.compile(r"(?<=\d)(?:[ºª°.]|st|nd|rd|th|er|ère|ème|eme|e|o|a|-?я|-?й)(?![^\W\d_])")
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
    found = weeks_of_month(cell.text) if cell.kind == "text" else None
    return (found[0], found[1]) if found is not None and found[1] == found[2] else None


def weeks_of_month(text: str) -> tuple[int, int, int] | None:
    """The month in a text and the first and last of its weeks: ``Week 2-3, March``; else None."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if cjk := _CJK.search(text):
        week = _NUMERALS.get(cjk[2]) or int(cjk[2])
        return (int(cjk[1]), week, week) if 1 <= int(cjk[1]) <= _MONTHS else None
    pieces = _PIECE.findall(_ORDINAL.sub("", YEAR.sub("", text)))
    numbers = [number for piece in pieces if (number := _number(piece))]
    words = [piece for piece in pieces if not _number(piece)]
    months = [month for word in words if len(word) > 2 and (month := month_number(word))]
    weeks = [w for w in words if unit_of(w) == "w" or fold(w) in _WEEK_WORDS]
    several = len(numbers) == 2 and _SEVERAL.search(text) is not None
    if len(months) != 1 or len(weeks) != 1 or not (len(numbers) == 1 or several):
        return None
    first, last = numbers[0], numbers[-1]
    return (months[0], first, last) if 1 <= first <= last <= _WEEKS else None


def _number(piece: str) -> int:
    """The number that a piece is, in figures, Roman figures or as an ordinal word; 0 for none."""
    if piece.isdecimal():
        return int(piece)
    if piece in _ROMAN:
        return _ROMAN[piece]
    told = (word.meaning.partition(" ") for word in meanings(fold(piece)))
    return next((int(n) for kind, _, n in told if kind == "ordinal"), 0)


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
