"""Dates in the title above a table: behind a word for the start, or the first of two days."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from planner.reading.cells import Cell, Sheet
from planner.reading.dates import Order, when
from planner.reading.profile import is_date
from planner.reading.values import BadValueError

_WORD = re.compile(r"([^\d:]+?)[\s:–-]+(\d.*)")
_TIME_FIRST = re.compile(r"(?P<time>\d{1,2}:\d\d)\s+(?P<day>.*\d.*)")
_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")


def word_and_date(cell: Cell) -> tuple[str, Cell] | None:
    """The word before a date, and the date: ``Start: 2027-03-01``, ``Start 06:00 12-Apr-2027``."""
    if cell.kind != "text":
        return None
    word, _, behind = cell.text.partition(":")
    split = _WORD.fullmatch(cell.text.strip())
    for named, said in ((word, behind.strip()), split.groups() if split else ("", "")):
        value = cell._replace(value=_TIME_FIRST.sub(r"\g<day> \g<time>", said))
        if said and is_date(value):
            return named, value
    return None


def first_of_two_days(sheet: Sheet, above: int, order: Order) -> datetime | None:
    """The first of the only two days in a cell above a row: ``Sprint 9, 01.03.2027 - 12.03.2027``.

    None where cells tell several such spans.
    """
    rows = (sheet.rows[number] for number in sorted(sheet.rows) if number < above)
    spans = {span for cells in rows for cell in cells.values() if (span := _span(cell, order))}
    return spans.pop()[0] if len(spans) == 1 else None


def _span(cell: Cell, order: Order) -> tuple[datetime, datetime] | None:
    texts = _DAY.findall(cell.text) if cell.kind == "text" else []
    days = [*_days(cell, texts, order)]
    return (days[0], days[1]) if len(texts) == len(days) == 2 and days[0] < days[1] else None


def _days(cell: Cell, texts: Iterable[str], order: Order) -> Iterator[datetime]:
    for text in texts:
        try:
            yield when(cell._replace(value=text), order)
        except BadValueError:
            return
