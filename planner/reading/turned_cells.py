"""Cells that a spreadsheet program has turned into something else while they were typed.

Days and months that were swapped: where it takes 03/04 for the 4th of March, 25/03 stays a text.
Numbers of levels that became dates: 1.2 is the 1st of February.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from planner.errors import Issue
from planner.phrase import Phrase, phrase
from planner.reading.cells import Cell, letters
from planner.reading.dates import when
from planner.reading.level_dates import are_levels, both_ways, followers
from planner.reading.span_texts import is_date
from planner.reading.tables import Table
from planner.reading.values import BadValueError

_FEWEST, _LAST_MONTH, _MOST = 2, 12, 0.9
_LEVELS = ("wbs", "id")
_QUOTES = " '’‘`´\""
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")


def turned_back(table: Table) -> Table:
    """The table with such cells as they were meant; each column is told."""
    dates = {column.field for column in table.kind.columns if column.look == "date"}
    for heading in table.headings:
        cells = {
            number: row[heading.column]
            for number, row in table.sheet.rows.items()
            if number > table.header and heading.column in row
        }
        if heading.field in dates:
            table = _changed(table, _swapped(cells), "days-and-months", _SWAPPED)
            table = _changed(table, _without_words(cells), "words-behind-dates", _WORDS_BEHIND)
        elif heading.field in _LEVELS:
            table = _changed(table, _levels(cells), "levels-as-dates", _AS_DATES)
    return table


_SWAPPED = phrase(
    "real dates beside dates in texts such as 25/03: their days and months are taken to be swapped"
)
_AS_DATES = phrase("dates among numbers of levels are read as such numbers")


_WORDS_BEHIND = phrase("words behind dates are not read, only the dates")
_DATE_AND_WORDS = re.compile(r"(.*\d)\s*(?:[-–—:;,(]\s*|\s)\(?[^\W\d_][^\d]*")


def _without_words(cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """The texts among dates that are a date with words behind it, as dates."""
    found: dict[int, Cell] = {}
    for number, cell in cells.items():
        parts = _DATE_AND_WORDS.fullmatch(cell.text) if cell.kind == "text" else None
        if parts and not is_date(cell) and is_date(cell._replace(value=parts[1])):
            found[number] = cell._replace(value=parts[1])
    dated = sum(map(is_date, cells.values())) if found else 0
    return found if dated > len(found) else {}


def _changed(table: Table, cells: Mapping[int, Cell], code: str, message: Phrase) -> Table:
    if not cells:
        return table
    rows = {
        number: {**row, cells[number].column: cells[number]} if number in cells else row
        for number, row in table.sheet.rows.items()
    }
    first = min(cells)
    table.log.add(
        Issue(
            severity="warning",
            code=code,
            sheet=table.sheet.name,
            cell=f"{letters(cells[first].column)}{first}",
            message=message,
            remedy=phrase("correct the cells if they are not"),
        )
    )
    return replace(table, sheet=replace(table.sheet, rows=rows))


def _swapped(cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """The real dates of a column with day and month swapped, if that puts it in better order.

    None of them may have a day above 12, and all dates in texts have one, as only these stay texts,
    but for those with a quotation mark. Few texts may be something else.
    """
    real = {n: cell.value for n, cell in cells.items() if isinstance(cell.value, datetime)}
    texts = {n: day for n, cell in cells.items() if (day := _typed(cell)) is not None}
    if min(len(real), len(texts)) < _FEWEST or len(real) + len(texts) < _MOST * len(cells):
        return {}
    if any(day.day > _LAST_MONTH for day in real.values()):
        return {}
    plain = [day for n, day in texts.items() if cells[n].text.strip(_QUOTES) == cells[n].text]
    if any(day.day <= _LAST_MONTH for day in plain):
        return {}
    swapped = {n: day.replace(day=day.month, month=day.day) for n, day in real.items()}
    if _turns({**texts, **swapped}) >= _turns({**texts, **real}):
        return {}
    return {n: cells[n]._replace(value=day) for n, day in swapped.items()}


def _typed(cell: Cell) -> datetime | None:
    try:
        return when(cell, "dmy") if cell.kind == "text" else None
    except BadValueError:
        return None


def _turns(days: Mapping[int, datetime]) -> int:
    """How often a date is before that of the row above."""
    return sum(two < one for one, two in pairwise(days[n] for n in sorted(days)))


def _levels(cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """Dates among numbers of levels as such numbers, the day or the month first as fits better.

    Beside titles alone, they have to count on as such numbers do.
    """
    days = {n: cell.value for n, cell in cells.items() if isinstance(cell.value, datetime)}
    others = {n: cell.text.strip(_QUOTES) for n, cell in cells.items() if n not in days}
    numbers = {n: text for n, text in others.items() if _NUMBER.fullmatch(text)}
    if not days or (len(others) < _FEWEST and not are_levels([days[n] for n in sorted(days)])):
        return {}
    if len(numbers) < len(others) and not are_levels([days[n] for n in sorted(days)]):
        return {}
    best = max(both_ways(days), key=lambda way: followers({**numbers, **way}))
    texts = {**{n: text for n, text in numbers.items() if text != cells[n].text}, **best}
    return {n: cells[n]._replace(kind="text", value=text) for n, text in texts.items()}
