"""Tells by their headers which columns are a chart's: runs of days, weeks, months or numbers.

A chart beside or below the table has a column for each period; their letters and numbers have no
other meaning.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from planner.language.text import fold
from planner.reading.availability import weekdays
from planner.reading.cells import Cell, Sheet
from planner.reading.durations import unit_of
from planner.reading.profile import as_number

_CHART, _FEW = 5, 3
_HEADER = 3
"""The header of a chart has at most this many rows below its title."""
_WEEKS, _ABBREVIATED = (5, 6, 7), 4
_PERIOD = re.compile(
    r"[^\W\d_]|\d{1,3}|(?!(?i:lvl?)\W*\d)[^\W\d_]{1,5}\.?\s*\d{1,2}"
    r"|[\d]{1,4}[-./]\d{1,2}([-./]\d{2,4})?\.?"
)
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_RANGE = re.compile(
    r"(?i)([^\W\d_]{1,12})\.?\s*(\d{1,3})"
    r"(?:\s*(?:[-–—&+]|to|until)\s*(?:[^\W\d_]{1,12}\.?\s*)?(\d{1,3}))?"
)
_FAR = 10**6


def above_numbers(sheet: Sheet, number: int) -> set[int]:
    """The columns of cells above numbers of periods in the next rows.

    They are merged over the numbers, or stand above the first one with nothing above the next.
    """
    rows = [sheet.rows.get(number + ahead, {}) for ahead in range(1, _HEADER + 1)]
    first = chart_from(rows[0])
    there = sheet.rows.get(number, {})
    alone = first in there and not any(first + ahead in there for ahead in range(1, _CHART))
    return ({first} if alone else set()) | {
        left
        for top, left, bottom, right in sheet.merged
        if top == bottom == number
        and any(
            sum(as_number(cells[c]) is not None for c in range(left, right + 1) if c in cells)
            >= _CHART
            for cells in rows
        )
    }


def has_numbered_chart(sheet: Sheet, number: int) -> bool:
    """Whether a header row, or the row below it, has numbers that count on as a chart's do."""
    return chart_from(sheet.rows.get(number, {}), sheet.rows.get(number + 1, {})) < _FAR


def chart_from(*rows: Mapping[int, Cell]) -> int:
    """The first column of consecutive numbers in a row, as in the header of a chart."""
    for cells in rows:
        first, count, before = 0, 0, None
        for column in sorted(cells):
            number = as_number(cells[column])
            on = before is not None and number == before + 1
            first, count = (first, count + 1) if on else (column, 1)
            before = number
            if count >= _CHART:
                return first
    return _FAR


def chart_runs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yields the first place, and that after the last, of each run of a chart's headers."""
    at = 0
    while at < len(texts):
        end = at
        while end < len(texts) and _is_period(texts[end]):
            end += 1
        run = texts[at:end]
        sure = all(map(_DATE.fullmatch, run)) or any(map(names_periods, run)) or _counts_on(run)
        end = max(end, _again(texts, at))
        if end - at >= _CHART or (end - at >= _FEW and sure):
            yield at, end
        at = max(end, at + 1)


def numbered_runs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yields the first place, and that after the last, of headers that number stages.

    They have the same word and count on: ``1. etapp``, ``2. etapp`` and so on, ``Sprint 1`` to 5.
    """
    told = [_STAGE.fullmatch(text.strip()) for text in texts]
    labels = [found and (fold(found[1] or found[4]), int(found[2] or found[3])) for found in told]
    at = 0
    while at < len(labels):
        first, end = labels[at], at + 1
        while first and end < len(labels) and labels[end] == (first[0], first[1] + end - at):
            end += 1
        if first and end - at >= (_FEW if first[1] == 1 else _CHART):
            yield at, end
        at = end


_STAGE = re.compile(
    r"([^\W\d_]{2,20})\.?[ _-]?(\d{1,2})|(\d{1,2})(?:\.|-?[^\W\d_]{1,2})? ([^\W\d_]{2,20})"
)


def _is_period(text: str) -> bool:
    return bool(_PERIOD.fullmatch(text.strip())) or periods_of(text) is not None


def _counts_on(texts: Sequence[str]) -> bool:
    """Whether headers number periods from 1 on: Week 1, Week 2, Week 3."""
    told = [periods_of(text) for text in texts]
    return len({one[0] for one in told if one}) == 1 and [
        one[1] for one in told if one and one[1] == one[2]
    ] == list(range(1, len(texts) + 1))


def names_periods(text: str) -> bool:
    """Whether a header names several periods: ``Week 1-2``."""
    told = periods_of(text)
    return told is not None and told[1] < told[2]


def periods_of(text: str) -> tuple[str, int, int] | None:
    """The unit (d, w, mo), the first and the last number in ``Week 1-2`` or ``Month 3``.

    None for any other text.
    """
    found = _RANGE.fullmatch(text.strip())
    unit = unit_of(found[1]) if found else ""
    if found is None or unit not in ("d", "w", "mo"):
        return None
    first, last = int(found[2]), int(found[3] or found[2])
    return (unit, first, last) if first <= last else None


def _again(headers: Sequence[str], at: int) -> int:
    """The end of a run of headers that repeat each week, such as MO TU WE TH FR."""
    texts = [fold(header) for header in headers[at:]]
    for week in _WEEKS:
        count = week
        while count < len(texts) and texts[count] == texts[count - week]:
            count += 1
        if count >= 2 * week and len(set(texts[:week])) > 2 and _are_days(headers[at : at + week]):
            return at + count
    return at


def _are_days(headers: Sequence[str]) -> bool:
    """Whether headers may be the days of a week: all are short, or the first is a weekday."""
    short = all(len(fold(header)) <= _ABBREVIATED for header in headers)
    return short or bool(weekdays(headers[0].rstrip(" :")))
