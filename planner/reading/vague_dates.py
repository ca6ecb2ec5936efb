"""Parts of months in words: ``Mitte Juni``, ``early March 2027``, ``6月下旬至7月初``, weeks."""

import re
from datetime import datetime
from typing import NamedTuple
from unicodedata import normalize

from planner.language.text import fold
from planner.reading.axis_labels import DAY, made, month_end, quarter_of
from planner.reading.axis_month_weeks import weeks_of_month
from planner.reading.cells import Cell
from planner.reading.dates import month_number
from planner.reading.month_parts import BEGIN, END, MIDDLE
from planner.reading.years_above import YEAR

_WORDS = {fold(word): part for part, words in enumerate((BEGIN, MIDDLE, END)) for word in words}
_ANY_YEAR = 2001
_SIGNS = {
    **dict.fromkeys(("初", "上旬", "초", "상순", "头"), 0),
    **dict.fromkeys(("中", "中旬", "중순", "중"), 1),
    **dict.fromkeys(("末", "底", "下旬", "말", "하순"), 2),
}
_IDEOGRAPHIC = re.compile(r"(?:(\d{4})\s*[年년]\s*)?(\d{1,2})\s*[月월]\s*(\S{1,2})")
_WORDED = re.compile(r"(?:([^\W\d_]+)[\s.\-]+)(?:(?:of|de|du|d|do|da|di|von|van|des|den)[\s']+)?"
                     r"([^\W\d_]+)\.?(?:[\s,]+(?:de\s+)?(\d{4}))?")  # fmt: skip
_UNTIL = re.compile(
    r"\s*(?:至|到|~|～|〜|–|—)\s*|\s+-\s+|\s+(?:bis|to|until|au|à|al|até|a|tot|do|по|до)\s+"
)


class PartOfMonth(NamedTuple):
    """A month with its first and last day that count; the year is 0 where none is named."""

    year: int
    month: int
    first: int
    last: int


def parts_of_months(text: str) -> tuple[PartOfMonth, PartOfMonth] | None:
    """The first and the last part of a month in a text, the same where there is one; else None."""
    if whole := whole_period(text):
        return whole
    pieces = _UNTIL.split(normalize("NFKC", text).strip())
    found = [_part(piece) for piece in pieces]
    if not 1 <= len(found) <= 2 or found[0] is None or found[-1] is None:
        return None
    return found[0], found[-1]


def whole_period(text: str) -> tuple[PartOfMonth, PartOfMonth] | None:
    """The first and last days of weeks of a month, or of a quarter without a year; else None."""
    quarter, year = quarter_of(Cell(1, 1, "text", text))
    if quarter and not year:
        end = month_end(datetime(_ANY_YEAR, 3 * quarter, 1)).day
        return PartOfMonth(0, 3 * quarter - 2, 1, 1), PartOfMonth(0, 3 * quarter, end, end)
    week = _weeks(text)
    return (week, week) if week is not None else None


def _weeks(text: str) -> PartOfMonth | None:
    """The weeks of a month that a text names: the second one begins on the 8th."""
    told = weeks_of_month(text)
    if told is None:
        return None
    month, first, last = told
    shown = YEAR.search(text)
    begin = made(int(shown[1]) if shown else _ANY_YEAR, month, 7 * first - 6)
    if begin is None:
        return None
    end = min(month_end(begin), begin.replace(day=1) + (7 * last - 1) * DAY)
    return PartOfMonth(int(shown[1]) if shown else 0, month, begin.day, end.day)


def _part(text: str) -> PartOfMonth | None:
    if signs := _IDEOGRAPHIC.fullmatch(text):
        part = _SIGNS.get(signs[3])
        return _made(int(signs[1] or 0), int(signs[2]), part) if part is not None else None
    words = _WORDED.fullmatch(text)
    for one, two in ((words[1], words[2]), (words[2], words[1])) if words else ():
        part, month = _WORDS.get(fold(one)), month_number(two)
        if words and part is not None and month:
            return _made(int(words[3] or 0), month, part)
    return None


def _made(year: int, month: int, part: int) -> PartOfMonth | None:
    """The days 1 to 10, 11 to 20 or from 21 on."""
    first = made(year or _ANY_YEAR, month, 1 + 10 * part)
    if first is None:
        return None
    last = month_end(first) if part > 1 else first + 9 * DAY
    return PartOfMonth(year=year, month=month, first=first.day, last=last.day)
