"""Reads times of the day, alone or as spans, and the days that texts above them name."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

from planner.errors import Issue
from planner.phrase import phrase
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.dates import Order, day_and_month, when
from planner.reading.span_texts import is_date
from planner.reading.values import BadValueError

_CLOCK = r"(\d{1,2})(?:\s?([:.hH])\s?(\d{2}))?(?::00)?\s*([aApP]\.?[mM]\.?)?(?:\s*(?:[hH]|[Uu]hr))?"
_ALONE = re.compile(_CLOCK)
_SPAN = re.compile(rf"{_CLOCK}\s*(?:-|–|—|~|to|bis|à|a|до)\s*{_CLOCK}", re.IGNORECASE)
_SAMPLE = 60
_DAY, _HALF = timedelta(days=1), timedelta(hours=12)
_LONGEST, _LONGEST_TIME, _MOST_WORDS, _MONTHS = 120, 30, 5, 12


class TimesOfDay(NamedTuple):
    """The start in a cell and the end, if it is there too; `halved`: am or pm is written."""

    start: timedelta
    end: timedelta | None = None
    halved: bool = False


_T = TypeVar("_T")


def by_columns(sheet: Sheet, parse: Callable[[Cell], _T | None]) -> dict[int, dict[int, _T]]:
    """Column → row → what is made of its cells, for columns with such a cell in the first rows."""
    numbers = list(sheet.rows)
    first = {
        column
        for number in numbers[:_SAMPLE]
        for column, cell in sheet.rows[number].items()
        if parse(cell) is not None
    }
    found: dict[int, dict[int, _T]] = {}
    for number in numbers if first else ():
        for column in first & sheet.rows[number].keys():
            if (told := parse(sheet.rows[number][column])) is not None:
                found.setdefault(column, {})[number] = told
    return found


def times_in(cell: Cell) -> TimesOfDay | None:
    """The time or span of times that a cell is; None for any other cell."""
    if isinstance(cell.value, timedelta):
        return TimesOfDay(cell.value) if timedelta() <= cell.value < _DAY else None
    text = cell.value.strip() if isinstance(cell.value, str) else ""
    if not text[:1].isdigit() or len(text) > _LONGEST_TIME:
        return None
    found = _SPAN.fullmatch(text)
    if found and (found[3] or found[7] or found[8]) and not _has_days(found):
        halves = (found[4] or found[8], found[8])
        one, two = _moment(found, 0, halves[0]), _moment(found, 4, halves[1])
        if one is not None and two is not None and not found[4] and found[8] and one > two:
            one -= _HALF  # 11-1 pm
        return None if one is None or two is None else TimesOfDay(one, two, bool(found[8]))
    found = _ALONE.fullmatch(text)
    if found is None or not (found[3] or found[4]) or found[2] == ".":
        return None
    one = _moment(found, 0, found[4])
    return None if one is None else TimesOfDay(one, None, bool(found[4]))


def _has_days(found: re.Match[str]) -> bool:
    """Whether numbers with points may be days and months: 12.05 - 14.06."""
    return any(found[at] == "." and 1 <= int(found[at + 1]) <= _MONTHS for at in (2, 6))


def _moment(found: re.Match[str], at: int, half: str | None) -> timedelta | None:
    hour, minute = int(found[at + 1]), int(found[at + 3] or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.casefold().startswith("p") else 0)
    return timedelta(hours=hour, minutes=minute) if hour < 24 and minute < 60 else None


def day_in(cell: Cell, *, month_first: bool, year: int) -> datetime | None:
    """The day that a cell is or that stands in its text, such as ``Gala, 12 June 2027``.

    Args:
        cell: Any cell.
        month_first: Whether 06/12/2027 is in June.
        year: Of days in words without one; 0 reads none of these.
    """
    order: Order = "mdy" if month_first else "dmy"
    if isinstance(cell.value, datetime):
        return cell.value.replace(hour=0, minute=0, second=0)
    if cell.kind != "text" or len(cell.text) > _LONGEST:
        return None
    words = cell.text.replace("(", " ").replace(")", " ").split()
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            text = " ".join(words[first : first + length]).strip(",;:.-–—")
            part = Cell(1, 1, "text", text)
            if is_date(part):
                try:
                    return when(part, order).replace(hour=0, minute=0)
                except BadValueError:
                    continue
            found = day_and_month(text, order) if year and _worded(text) else None
            if found:
                return datetime(year, found[1], found[0])
    return None


def _worded(text: str) -> bool:
    return any(c.isalpha() for c in text) and any(c.isdigit() for c in text)


def day_taken(sheet: Sheet, place: tuple[int, int], day: datetime, *, named: bool) -> Issue:
    """On which day times are, or that nothing names it; `place` is the row and column to tell."""
    text = f"{day:%Y-%m-%d}"
    message = phrase("these are times of the day, read as those of {day}", day=text)
    if not named:
        message = phrase(
            "these are times of the day, and nothing says of which; {day} is taken", day=text
        )
    row, column = place
    cell = sheet.rows[row].get(column)
    return Issue(
        severity="info" if named else "warning",
        code="clock-times",
        sheet=sheet.name,
        cell=f"{letters(column)}{row}",
        message=message,
        got=cell.text if cell else "",
        remedy=phrase("write the date above the table, or in a column beside the times"),
    )
