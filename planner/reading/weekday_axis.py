"""Time axes of weekdays, which nothing but the project's start puts into a week."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from itertools import dropwhile, groupby, pairwise, takewhile

from planner.language.text import fold
from planner.reading.axis_labels import DAY, HeaderAxis, HeaderCells, Span, weekday_of
from planner.reading.cells import Cell
from planner.reading.dates import month_number, when
from planner.reading.profile import as_number
from planner.reading.values import BadValueError
from planner.reading.weekday_names import may_be_weekdays, week_row
from planner.schema.schema import listed
from planner.schema.sheet_languages import DAY_WORDS
from planner.schema.vocabulary import words_for

_FEWEST = 3
_SHORTEST = 2
_NUMBERED = re.compile(r"([^\W\d_]{2,12})[\s.,]*(\d{1,2})\.?")
_AHEAD, _LONGEST_MONTH = 731, 31
_LONGEST = 92
"""Days from the first of an axis to a date in the title that is on it."""
_Numbered = tuple[frozenset[int], int]
"""The weekdays that a text may mean, and the day of the month."""


def by_weekdays(header: HeaderCells) -> HeaderAxis | None:
    """An axis of weekday names, which starts on the Monday of a week.

    That is the week of the only date alone in the rows above, else the project's first.
    """
    cut = _cut_short(header.cells)
    named = cut or _first_run(header.cells)
    if len(named) < _FEWEST:
        return None
    titled = _only_date_above(header)
    if titled is None and header.start is None:
        return None
    day = (titled or header.start or datetime.min).replace(hour=0, minute=0)
    day -= day.weekday() * DAY
    spans: dict[int, Span] = {}
    halves = any(one == two for one, two in pairwise(cut.values()))
    for column, number in named.items():
        again = bool(spans) and not halves
        day += ((number - day.weekday()) % 7 or (7 if again else 0)) * DAY
        spans[column] = (day, day)
    return HeaderAxis(spans=spans, how="weekdays", dated=titled is not None)


def _first_run(cells: Sequence[Cell]) -> dict[int, int]:
    """Column → weekday of the first cells side by side that name one."""
    days = {cell.column: weekday_of(cell) for cell in cells}
    run = takewhile(
        lambda named: named[1] is not None, dropwhile(lambda named: named[1] is None, days.items())
    )
    return {column: day for column, day in run if day is not None}


def _only_date_above(header: HeaderCells) -> datetime | None:
    """The only date in the rows above that is alone in its cell or behind words for a beginning."""
    top = header.cells[0].row
    rows = (cells for number, cells in header.sheet.rows.items() if number < top)
    found = {day for cells in rows for cell in cells.values() if (day := _alone_or_begun(cell))}
    return found.pop() if len(found) == 1 else None


def _alone_or_begun(cell: Cell) -> datetime | None:
    """The day in a cell that is a date, or has one behind words such as *Week of*."""
    if isinstance(cell.value, datetime):
        return cell.value.replace(hour=0, minute=0)
    return _begun(cell.text.strip()) if cell.kind == "text" else None


@lru_cache(maxsize=4096)
def _begun(text: str) -> datetime | None:
    """The day that a text is, or that stands in it behind words for a beginning."""
    for at in (0, *(found.end() for found in re.finditer(r"[\s:]+", text[:_LONGEST_WORDS]))):
        before, word = fold(text[:at]), _WORD.match(text[at:])
        if at and before not in words_for("begins", "week beginning", "beginning"):
            continue
        if word and not (may_be_weekdays(word[0]) or month_number(word[0])):
            continue
        try:
            return when(Cell(1, 1, "text", text[at:]), "dmy").replace(hour=0, minute=0)
        except BadValueError:
            continue
    return None


_LONGEST_WORDS = 40
_WORD = re.compile(r"[^\W\d_]+")


def contradicts_weekdays(axis: HeaderAxis, header: HeaderCells) -> bool:
    """Whether days of an axis are others than the weekdays, also cut short, in the header."""
    told = _cut_short(header.cells)
    days = {c: axis.spans[c] for c in told if c in axis.spans}
    single = all(first == last for first, last in days.values())
    return single and any(first.weekday() != told[c] for c, (first, _) in days.items())


def _cut_short(cells: Sequence[Cell]) -> dict[int, int]:
    """Column → weekday of a longest run of texts at the end of a row that are weeks cut short."""
    texts = list(takewhile(lambda cell: cell.kind == "text", reversed(cells)))[::-1]
    for begin in range(max(0, len(texts) - _FEWEST_CUT + 1)):
        told = [_HALF_DAY.sub("", cell.text.strip(" .:")) for cell in texts[begin:]]
        apart = [text for text, _ in groupby(told)]
        days = week_row(apart)
        if days is not None:
            each = (day for day, (_, run) in zip(days, groupby(told), strict=True) for _ in run)
            columns = (cell.column for cell in texts[begin:])
            return dict(zip(columns, each, strict=True))
        if begin > _MOST_BEFORE:
            break
    return {}


_HALF_DAY = re.compile(r"(?<=[^\W\d_]{2})[\s.]+(?:[A-ZÀ-Ž]{1,2}|[1-4])$")
"""A letter or number behind a weekday: its morning or afternoon, as in ``Ma O``, ``Mo VM``."""
_FEWEST_CUT, _MOST_BEFORE = 5, 12
"""At least so many weekdays, and at most so many headers of other columns before them."""


def by_numbered_weekdays(header: HeaderCells) -> HeaderAxis | None:
    """An axis of weekdays with days of a month, such as ``Mon 3``: the next days that agree.

    The weekdays may stand in the row above the days. A date further up that is one of the days
    tells which they are, else the start of the project does.
    """
    told = _in_one_cell(header) or _day_below_weekday(header)
    if len(told) < _FEWEST:
        return None
    titled = (_around(day, told) for day in _dates_above(header))
    spans = next(filter(None, titled), None)
    if spans is not None:
        return HeaderAxis(spans=spans, how="weekdays")
    if header.start is None:
        return None
    start = header.start.replace(hour=0, minute=0)
    spans = _first_from(start, told)
    return HeaderAxis(spans=spans, how="weekdays", dated=False) if spans else None


def _in_one_cell(header: HeaderCells) -> dict[int, _Numbered]:
    told: dict[int, _Numbered] = {}
    for cell in header.cells:
        found = _NUMBERED.fullmatch(cell.text.strip()) if cell.kind == "text" else None
        if found is not None and _possible(found[1]):
            told[cell.column] = _possible(found[1]), int(found[2])
        elif told:
            break
    return told


def _day_below_weekday(header: HeaderCells) -> dict[int, _Numbered]:
    named = weekdays_above(header)
    days = {cell.column: as_number(cell) for cell in header.cells if cell.column in named}
    if not all(day is not None and day in range(1, _LONGEST_MONTH + 1) for day in days.values()):
        return {}
    return {column: (frozenset([named[column]]), int(day or 0)) for column, day in days.items()}


def weekdays_above(header: HeaderCells) -> dict[int, int]:
    """Column → weekday of the run of weekdays, also cut short, in the row above; or nothing."""
    row = header.sheet.rows.get(header.cells[0].row - 1, {})
    own = {cell.column for cell in header.cells}
    cells = [row[column] for column in sorted(row) if column in own]
    cells = [cell for cell in cells if cell.kind == "text"]
    days = week_row([cell.text.strip(" .:") for cell in cells])
    return dict(zip((cell.column for cell in cells), days, strict=True)) if days else {}


def _dates_above(header: HeaderCells) -> Iterator[datetime]:
    """The dates in the rows above the header, the nearest rows first."""
    top = header.cells[0].row
    for number in sorted((row for row in header.sheet.rows if row < top), reverse=True):
        for cell in header.sheet.rows[number].values():
            if isinstance(cell.value, datetime):
                yield cell.value.replace(hour=0, minute=0)


def _around(day: datetime, told: Mapping[int, _Numbered]) -> dict[int, Span] | None:
    """The days of an axis on which a day is; None if it is not on it."""
    found = (_from(day - back * DAY, told) for back in range(_LONGEST + 1))
    return _single(next((days for days in found if days and day in days.values()), None))


def _first_from(start: datetime, told: Mapping[int, _Numbered]) -> dict[int, Span] | None:
    """The first days from a start on that agree."""
    found = (_from(start + ahead * DAY, told) for ahead in range(_AHEAD))
    return _single(next(filter(None, found), None))


def _single(days: Mapping[int, datetime] | None) -> dict[int, Span] | None:
    return {column: (day, day) for column, day in days.items()} if days else None


def _from(first: datetime, told: Mapping[int, _Numbered]) -> dict[int, datetime] | None:
    """Column → day, from a first day on; None where a weekday and a day do not agree."""
    days: dict[int, datetime] = {}
    day = first - DAY
    for column, (weekdays, number) in told.items():
        ahead = (day + n * DAY for n in range(1, _LONGEST_MONTH + 1 if days else 2))
        found = next((one for one in ahead if one.day == number), None)
        if found is None or found.weekday() not in weekdays:
            return None
        days[column] = day = found
    return days


@cache
def _possible(word: str) -> frozenset[int]:
    """The weekdays that a word may mean, also cut short: ``Mar`` is Tuesday in two languages."""
    known = weekday_of(Cell(1, 1, "text", word))
    if known is not None:
        return frozenset([known])
    short = fold(word)
    return frozenset(
        number
        for number, names in enumerate(DAY_WORDS.values())
        if len(short) >= _SHORTEST and any(fold(name).startswith(short) for name in listed(names))
    )
