"""Numbered days, weeks and months as the axis of a chart."""

from collections.abc import Sequence
from datetime import datetime

from planner.reading.axis_labels import DAY, HeaderAxis, HeaderCells, Span, month_end
from planner.reading.durations import unit_of
from planner.reading.numbered_labels import Numbered, numbered
from planner.reading.weekday_axis import (
    weekdays_above,
)

_FEWEST, _MONTH = 3, "mo"
_LONGEST_MONTHS = 62
_MONTHS, _WEEKS = 12, (52, 53)
"""Runs of this many numbers are the months, or weeks, of a year that a title names."""
_CALENDAR = frozenset(["kw", "cw", "sem", "uge", "wk", "v"])


def by_numbers(header: HeaderCells) -> HeaderAxis | None:
    """An axis of numbered weeks or days, of the year, or of the project where they start with 1."""
    labels = numbered(header.cells)
    if len(labels) < _FEWEST:
        return None
    word, first = labels[0][2], labels[0][1]
    told = _MONTH if word == "m" else unit_of(word)
    named = "d" if not word and weekdays_above(header) else ""
    unit = told if word else header.said or named or header.unit(labels[0][0])
    bare = not word and not unit
    if header.year and not unit and not word and first == 1 and len(labels) == _MONTHS:
        return _numbered_months(labels, datetime(header.year, 1, 1), dated=True)
    if unit == "d" or (not unit and not word and len(labels) > 60):
        return _numbered_days(labels, header.start, bare=bare)
    if unit == _MONTH:
        return _numbered_months(labels, header.start)
    if word and unit != "w" and len(word) > 1 and word not in _CALENDAR:
        return None
    monday = _monday(first, word, len(labels), header)
    if monday is None:
        return None
    spans = {
        column: (monday + 7 * n * DAY, monday + (7 * n + 4) * DAY)
        for n, (column, _, _) in enumerate(labels)
    }
    whole = first == 1 and len(labels) in _WEEKS
    calendar = bool(header.year) and (first != 1 or word in _CALENDAR or whole)
    project = header.year or _counts_from_start(first, word, len(labels), header)
    assumed = 0 if project or header.names_a_year else monday.year
    return HeaderAxis(spans=spans, how="weeks", dated=calendar, bare=bare, assumed=assumed)


def _counts_from_start(first: int, word: str, count: int, header: HeaderCells) -> bool:
    """Whether weeks are those of the project, not of the calendar."""
    whole = bool(header.year) and count in _WEEKS
    begins = first == 1 or (first == 0 and bool(word))
    return header.start is not None and begins and word not in _CALENDAR - {"wk"} and not whole


def _monday(first: int, word: str, count: int, header: HeaderCells) -> datetime | None:
    """The Monday of the first of `count` numbered weeks."""
    start = header.start
    if start is not None and _counts_from_start(first, word, count, header):
        monday = start - start.weekday() * DAY
    elif (header.year or start is not None) and 1 <= first <= 53:
        year = header.year or (start.year if start else 0)
        monday = datetime.fromisocalendar(year, min(first, 52), 1) + 7 * max(0, first - 52) * DAY
    else:
        return None
    return monday.replace(hour=0, minute=0)


def _numbered_days(
    labels: Sequence[Numbered], start: datetime | None, *, bare: bool
) -> HeaderAxis | None:
    """An axis of working days that count from 1, the project's start, or of days of a month."""
    if start is None:
        return None
    day, spans = start.replace(hour=0, minute=0), {}
    if labels[0][1] > 1:
        return _days_of_month(labels, day)
    for column, _, _ in labels:
        while day.weekday() > 4:
            day += DAY
        spans[column] = (day, day)
        day += DAY
    return HeaderAxis(spans=spans, how="working days", dated=False, bare=bare)


def _days_of_month(labels: Sequence[Numbered], start: datetime) -> HeaderAxis | None:
    """An axis of the days of a month from the first one on or after the project's start."""
    day = next(
        (
            one
            for ahead in range(_LONGEST_MONTHS)
            if (one := start + ahead * DAY).day == labels[0][1]
        ),
        None,
    )
    spans: dict[int, Span] = {}
    for column, number, _ in labels:
        if day is None or day.day != number:
            break
        spans[column] = (day, day)
        day += DAY
    return HeaderAxis(spans=spans, how="days", dated=False) if len(spans) >= _FEWEST else None


def _numbered_months(
    labels: Sequence[Numbered], start: datetime | None, *, dated: bool = False
) -> HeaderAxis | None:
    """An axis of months that count from 1, the month of the project's start."""
    if start is None or labels[0][1] != 1:
        return None
    first, spans = datetime(start.year, start.month, 1), {}
    for column, _, _ in labels:
        spans[column] = (first, month_end(first))
        first = month_end(first) + DAY
    return HeaderAxis(spans=spans, how="months", dated=dated)
