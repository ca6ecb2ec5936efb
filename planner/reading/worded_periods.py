"""Days and weeks that words number: ``Day one``, ``Erster Tag``, 第一天; weeks among days.

They become what all other parts read: ``Day 1``, and ``Day 6-10`` in place of a second week.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from planner.language.text import fold
from planner.reading.cells import Cell, Sheet
from planner.reading.durations import unit_of
from planner.reading.header_names import IN_PART, HeaderWishes
from planner.reading.naming import names
from planner.reading.times_of_day import by_columns
from planner.schema.columns import TASKS
from planner.schema.vocabulary import meanings

_FEWEST, _LONGEST, _WORKWEEK = 3, 24, 5
_CJK = re.compile(
    r"第\s*([一二三四五六七八九十]{1,3}|\d{1,3})\s*(天|日|周|週)|(\d{1,2})\s*(일차|日目)"
)
_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
_TEN = 10
_NUMBER = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3})|st|nd|rd|th|er|ère|e|º|ª|\.)?")
_WORD = re.compile(r"[^\W\d_]+")


class _Period(NamedTuple):
    """The first and the last number of a period, its unit and the word for it."""

    first: int
    last: int
    unit: str
    word: str
    plain: bool
    """Whether it is written as others are: a word, then a number."""


def with_numbered_periods(sheet: Sheet, reading: HeaderWishes) -> Sheet:
    """The sheet with figures in the columns whose days or weeks are numbered in words.

    So are those that mix days and weeks: five working days are a week. Names of tasks stay.
    """
    columns = by_columns(sheet, lambda cell: _period(cell, reading.language))
    found = {
        column: periods
        for column, periods in columns.items()
        if _is_to_be_written(periods)
        and _fill_column(sheet, column, periods)
        and not _names_tasks(sheet, column, min(periods), reading)
    }
    if not found:
        return sheet
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    for column, periods in found.items():
        for number, text in _written(periods).items():
            rows[number][column] = rows[number][column]._replace(value=text)
    return replace(sheet, rows=rows)


def _fill_column(sheet: Sheet, column: int, periods: Mapping[int, _Period]) -> bool:
    """Whether all cells from the first period on are periods."""
    first = min(periods)
    return all(
        number in periods or number < first or column not in cells
        for number, cells in sheet.rows.items()
    )


def _names_tasks(sheet: Sheet, column: int, first: int, reading: HeaderWishes) -> bool:
    """Whether the cell above the first period heads the names of tasks."""
    head = sheet.rows.get(first - 1, {}).get(column)
    meant = names(head.text, TASKS, reading) if head is not None else ()
    return any(name.field == "name" and name.rank < IN_PART for name in meant)


def _is_to_be_written(periods: Mapping[int, _Period]) -> bool:
    units = {one.unit for one in periods.values()}
    mixed = units == {"d", "w"}
    return len(periods) >= _FEWEST and (mixed or not all(one.plain for one in periods.values()))


def _written(periods: Mapping[int, _Period]) -> dict[int, str]:
    """Row → the period in figures; weeks among days in days."""
    days = next((one.word for one in periods.values() if one.unit == "d"), "")
    found: dict[int, str] = {}
    for number, one in periods.items():
        first, last, word = one.first, one.last, one.word
        if days and one.unit == "w":
            first, last, word = (first - 1) * _WORKWEEK + 1, last * _WORKWEEK, days
        found[number] = f"{word} {first}" if first == last else f"{word} {first}-{last}"
    return found


def _period(cell: Cell, language: str) -> _Period | None:
    """The day or week in a text, numbered in figures or in words; None for any other cell."""
    text = cell.text.strip() if cell.kind == "text" else ""
    if not text or len(text) > _LONGEST:
        return None
    if found := _CJK.fullmatch(text):
        number = _numeral(found[1] or found[3])
        word = found[2] or found[4][0]
        return _Period(number, number, "w" if word in "周週" else "d", word, plain=False)
    pieces = text.replace(" - ", "-").replace(" – ", "-").split()
    if len(pieces) != 2:
        return None
    for (word, said), counted in ((pieces, True), (pieces[::-1], False)):
        bare = word.strip(".:")
        unit = unit_of(bare, language) if _WORD.fullmatch(bare) and len(bare) > 1 else ""
        ends = _ends(said, counted=counted) if unit in ("d", "w") else None
        if ends is not None:
            figures = counted and said[0].isdigit() and said[-1].isdigit()
            return _Period(*ends, unit, bare, plain=figures)
    return None


def _numeral(text: str) -> int:
    """The number that Chinese numerals make: 十二 is 12, 二十 is 20."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _NUMERALS[text[0]]
    return _TEN * _NUMERALS.get(tens, 1) + _NUMERALS.get(ones, 0)


def _ends(text: str, *, counted: bool) -> tuple[int, int] | None:
    """The first and last number that a text is; None where it is none.

    Behind its word, as in ``Day one``, it may count (`counted`); before it, it is an ordinal, as
    ``two days`` are a length.
    """
    found = _NUMBER.fullmatch(text)
    if found and (counted or not text[-1].isdigit()):
        return int(found[1]), int(found[2] or found[1])
    kinds = ("ordinal", "cardinal") if counted else ("ordinal",)
    told = (word.meaning.partition(" ") for word in meanings(fold(text)))
    number = next((int(n) for kind, _, n in told if kind in kinds), 0)
    return (number, number) if number else None
