"""Reads days and spans of days in one text, also such as have no year."""

import re
from datetime import datetime

from planner.reading.cells import Cell
from planner.reading.dates import (
    day_and_month,
    when,
    worded_span,
)
from planner.reading.spans_off import days_off
from planner.reading.values import BadValueError


def is_date(cell: Cell) -> bool:
    """Whether a cell is a date or a text with one."""
    if cell.kind == "date":
        return True
    if cell.kind != "text" or not any(map(str.isdigit, cell.text)):
        return False
    try:
        when(cell, "dmy")
    except BadValueError as bad:
        return bad.code == "ambiguous-date"
    return True


def _is_yearless(text: str) -> bool:
    """Whether a text is a day and a month, not a decimal number."""
    named = "/" in text or any(map(str.isalpha, text))
    return named and day_and_month(text) is not None


_BETWEEN = re.compile(r"\s*(?:→|–|—|\.\.\.?|\s-\s|\s(?:to|bis|until)\s)\s*")
_DAY_AND_TIMES = re.compile(r"(.*\d{4}),?\s+(\d{1,2}:\d\d)\s*[-–—]\s*(\d{1,2}:\d\d)")
"""A day with its year, and the times of a start and an end on it."""
_TWO_DATES = re.compile(
    r"(\d{1,4}([/.-])\d{1,2}\2\d{1,4})\s*[-–—~～〜至到]\s*(\d{1,4}([/.-])\d{1,2}\4\d{1,4})"
)
"""Two whole dates with numbers only: ``2027/3/1-2027/3/3``."""
_EAST = "~～〜至到"
_YEARLESS_SPAN = re.compile(
    rf"(\d{{1,2}})([./])(\d{{1,2}})(\.?)\s*([-–—{_EAST}])\s*(\d{{1,2}})\2(\d{{1,2}})\.?"
)
_NAMED_SPAN = re.compile(
    rf"(\d{{1,2}})[月월]\s*(\d{{1,2}})[日号일]?\s*[-–—{_EAST}]\s*(?:(\d{{1,2}})[月월]\s*)?(\d{{1,2}})[日号일]?"
)
_TWO_DAYS = re.compile(
    r"(\d{1,2}[./]\d{1,2})\.?\s+(?:e|y|et|und|and|en|og|och|oraz|i|и|a|&)\s+(\d{1,2}[./]\d{1,2})\.?"
)
"""Two days on which something is done, such as ``25/05 e 28/05``."""
_DAYS_OF_MONTH = re.compile(
    r"(0?[1-9]|[12]\d|3[01])\.\s*[-–—]\s*(0?[1-9]|[12]\d|3[01])\.\s*(0?[1-9]|1[0-2])\."
)
"""Two days before the number of their month: ``1.-5.3.``"""
_MONTHS = 12


def _yearless_parts(text: str) -> tuple[str, ...]:
    """The two days of a span without a year, each with month and day named; () for other texts.

    The month is first where a second number is above 12, or the sign between is East Asian, the day
    where a first number is, or a dot follows the second.
    """
    if found := _NAMED_SPAN.fullmatch(text):
        return f"{found[1]}月{found[2]}日", f"{found[3] or found[1]}月{found[4]}日"
    if worded := worded_span(text):
        return worded
    if found := _TWO_DAYS.fullmatch(text):
        days = [day_and_month(found[1]), day_and_month(found[2])]
        return tuple(f"{day[1]}月{day[0]}日" for day in days if day)
    if both := _DAYS_OF_MONTH.fullmatch(text):
        return f"{both[3]}月{both[1]}日", f"{both[3]}月{both[2]}日"
    found = _YEARLESS_SPAN.fullmatch(text)
    if found is None:
        return ()
    one, two = (int(found[1]), int(found[3])), (int(found[6]), int(found[7]))
    month_first = max(one[1], two[1]) > _MONTHS or found[5] in _EAST
    day_first = max(one[0], two[0]) > _MONTHS or bool(found[4])
    if month_first == day_first:
        return ()
    pairs = (one, two) if month_first else (one[::-1], two[::-1])
    return tuple(f"{month}月{day}日" for month, day in pairs)


_NUMBERED_SPAN = re.compile(
    r"(?:[^\W\d_]{1,10}\.?\s*)?\d{1,3}\s*(?:\(\s*([^()]+?)\s*\)|:\s+([^:]+))"
)


def span_parts(text: str) -> tuple[str, ...]:
    """The two dates of a span, or the one of a single day; () for any other text.

    A number may stand before it: ``Week 2 (8 Mar - 12 Mar)``. Several lines with a span each, such
    as ``Ann: 1.3.2027 - 3.3.2027``, are one from the first start to the last finish.
    """
    lines = {line.strip() for line in text.splitlines() if line.strip()}
    if len(lines) == 1:  # the same span again and again
        text = lines.pop()
    if "\n" in text and (several := _first_and_last(text)):
        return several
    if numbered := _NUMBERED_SPAN.fullmatch(text.strip()):
        return span_parts(numbered[1] or numbered[2])
    if yearless := _yearless_parts(text.strip()):
        return yearless
    timed = _DAY_AND_TIMES.fullmatch(text.strip())
    if timed and is_date(Cell(1, 1, "text", timed[1])):
        return f"{timed[1]} {timed[2]}", f"{timed[1]} {timed[3]}"
    whole = _TWO_DATES.fullmatch(text.strip())
    if whole and all(is_date(Cell(1, 1, "text", part)) for part in (whole[1], whole[3])):
        return whole[1], whole[3]
    parts = tuple(part.strip() for part in _BETWEEN.split(re.sub(r"\s*\([^)]*\)", "", text)))
    dates = all(is_date(Cell(1, 1, "text", part)) or _is_yearless(part) for part in parts)
    if dates and len(parts) in (1, 2):
        return parts
    try:  # 1 Mar - 3 Mar 2027: one end has the year for both
        found = days_off(Cell(1, 1, "text", text), "")
    except BadValueError:
        return ()
    return tuple(f"{day:%Y-%m-%d}" for day in found[0]) if len(found) == 1 else ()


def _first_and_last(text: str) -> tuple[str, ...]:
    """The first start and the last finish of spans in lines; () where a line is none."""
    days: list[datetime] = []
    for line in filter(str.strip, text.splitlines()):
        parts = span_parts(_LABEL.sub("", line.strip()))
        if len(parts) != _ENDS:
            return ()
        try:
            days += (when(Cell(1, 1, "text", part)) for part in parts)
        except BadValueError:
            return ()
    return (f"{min(days):%Y-%m-%d}", f"{max(days):%Y-%m-%d}") if len(days) > _ENDS else ()


_LABEL, _ENDS = re.compile(r"[^\W\d_]{1,12}\s*[:：]\s*"), 2
