"""Dates in the title above a table: behind a word for the start, or the first of two days."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from planner.language.text import fold
from planner.reading.availability import weekdays
from planner.reading.cells import Cell, Sheet
from planner.reading.dates import Order, when
from planner.reading.span_texts import is_date
from planner.reading.values import BadValueError
from planner.schema.vocabulary import words_for

_WORD = re.compile(r"([^\d:]+?)[\s:–-]+(\d.*)")
_TIME_FIRST = re.compile(r"(?P<time>\d{1,2}:\d\d)\s+(?P<day>.*\d.*)")
_WEEKDAY_LAST = re.compile(r"(.+?)[\s,]+([^\W\d_]{2,12}\.?)$")
_MOST_WORDS, _COMPOUND = 4, 8
_COMPOUNDED = ("beginn", "start")
"""Ends of compounds that mean a beginning, as in Drehbeginn and Byggestart."""
_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")


def word_and_date(cell: Cell) -> tuple[str, Cell] | None:
    """The word before a date, and the date: ``Start: 2027-03-01``, ``Start 06:00 12-Apr-2027``."""
    if cell.kind != "text":
        return None
    word, _, behind = cell.text.replace("：", ":").partition(":")
    split = _WORD.fullmatch(cell.text.strip())
    for named, said in ((word, behind.strip()), split.groups() if split else ("", "")):
        value = cell._replace(value=_TIME_FIRST.sub(r"\g<day> \g<time>", said))
        if said and is_date(value):
            return _WEEKDAY_LAST.sub(_without_weekday, named.strip(" ,:")), value
    return None


def _without_weekday(found: re.Match[str]) -> str:
    """The words before a weekday; all of them if the last one is none."""
    return found[1] if weekdays(found[2].strip(".")) else found[0]


def begins_work(text: str) -> bool:
    """Whether a few words before a date say that work begins then: *Début du chantier*.

    The first or the last of them is a word for the beginning, and none is one for time off.
    """
    pieces = [fold(word) for word in re.findall(r"[^\W\d_]+", text)]
    ends = words_for("beginning", "start")
    whole = fold(text)
    if not 0 < len(pieces) <= _MOST_WORDS or words_for("leave", "holiday") & set(pieces):
        return False
    written = not whole.isascii() and any(
        whole.startswith(end) or whole.endswith(end) for end in words_for("beginning")
    )
    last = "".join(pieces[-2:])
    compound = len(pieces[-1]) >= _COMPOUND and pieces[-1].endswith(_COMPOUNDED)
    near = {pieces[0], pieces[-1], last, "".join(pieces[:2])}
    return written or compound or any(len(one) > 1 and one in ends for one in near)


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
