"""Chart headers of two rows: days or weeks below a month or below the first day of a week."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby, pairwise

from planner.language.text import fold
from planner.reading.axis_labels import (
    DAY,
    HeaderAxis,
    HeaderCells,
    Span,
    kind_of_step,
    last_day,
    made,
    month_end,
    month_of,
)
from planner.reading.axis_month_weeks import week_of_month
from planner.reading.axis_numbered_months import (
    days_of_numbered_months,
    weeks_of_numbered_months,
)
from planner.reading.axis_week_days import days_of_numbered, days_of_weeks
from planner.reading.cells import Cell
from planner.reading.durations import unit_of
from planner.reading.profile import as_number
from planner.reading.years_above import YEAR

_FEWEST, _MONTHS = 3, 12
_LAST_WEEK = 53
_MOST_WEEKS = 6
"""The most weeks that a month can have."""
_AGREEING = 0.8
_LONGEST_DAYS = (29, 30, 31)


def by_group(header: HeaderCells) -> HeaderAxis | None:
    """An axis of days or weeks below months, or of letters and numbers below a week's first day."""
    best: HeaderAxis | None = None
    for labels in header.above:
        for attempt in _ATTEMPTS:
            axis = attempt(header, labels) if labels else None
            if axis is not None and (best is None or _says_more(axis, best)):
                best = axis
    return best


def _says_more(axis: HeaderAxis, best: HeaderAxis) -> bool:
    """Whether an axis is finer than another one; dates count before weeks that are numbered."""
    if axis.dated != best.dated and len(axis.spans) == len(best.spans):
        return axis.dated
    return axis.fineness > best.fineness


Labels = Mapping[int, Cell]
Month = tuple[int, int]


def _months_of_years(header: HeaderCells, labels: Labels) -> HeaderAxis | None:
    """Numbers up to 12 below years: their months, beginning again with 1 below each later year."""
    spans: dict[int, Span] = {}
    before = (0, 0)
    for cell in header.cells:
        label, number = labels.get(cell.column), as_number(cell)
        year = YEAR.fullmatch(label.text.strip()) if label is not None else None
        if year is None or number is None or not 1 <= number <= _MONTHS:
            if spans:
                break
            continue
        at = int(year[1]), int(number)
        follows = at in ((before[0], before[1] + 1), (before[0] + 1, 1))
        if spans and not follows:
            return None
        before, first = at, datetime(*at, 1)
        spans[cell.column] = (first, month_end(first))
    many = len({first.year for first, _ in spans.values()}) > 1 or len(spans) == _MONTHS
    unit = header.unit(min(spans)) if spans else ""
    if len(spans) < _FEWEST or unit in ("d", "w") or not (many or unit == "mo"):
        return None
    return HeaderAxis(spans=spans, how="months")


_Number = Callable[[Cell], float | None]


def _below_months(
    header: HeaderCells, labels: Labels, number_of: _Number = as_number
) -> list[tuple[Month, list[Cell]]]:
    """The numeric cells of the row, grouped by the month above them."""
    found: list[tuple[Month, Cell]] = []
    for cell in header.cells:
        label = labels.get(cell.column)
        month = _month_above(label, header) if label is not None else None
        number = number_of(cell)
        if month is not None and number is not None and 1 <= number <= _LAST_WEEK:
            while found and month < found[-1][0] and not YEAR.search(label.text if label else ""):
                month = month[0] + 1, month[1]
            if not found:
                found = [(month, one) for one in _before(header, cell, number_of)]
            found.append((month, cell))
        elif found:
            break
    return [(month, [cell for _, cell in group])
            for month, group in groupby(found, key=lambda one: one[0])]  # fmt: skip


def _month_above(label: Cell, header: HeaderCells) -> Month | None:
    """Year and month of a label, also of one that names a week of a month."""
    beside = _year_beside(label, header)
    header = replace(header, year=beside) if beside else header
    week = week_of_month(label)
    shown = YEAR.search(label.text) if week else None
    year = (int(shown[1]) if shown else header.year_of(week[0])) if week else 0
    return (year, week[0]) if week and year else month_of(label, header)


def _year_beside(label: Cell, header: HeaderCells) -> int:
    """The year in another row of the header above the first column of a label; 0 without one."""
    if header.year or YEAR.search(label.text):
        return 0
    cells = (row[label.column] for row in header.above if label.column in row)
    found = [year for cell in cells if cell.kind == "text" and (year := YEAR.search(cell.text))]
    return int(found[0][1]) if found else 0


def _before(header: HeaderCells, first: Cell, number_of: _Number) -> list[Cell]:
    """The cells left of the first one below a month whose numbers lead up to it.

    The month stands above a later column of its own, as where one column is too narrow for it.
    """
    found: list[Cell] = []
    following = number_of(first) or 0
    for cell in reversed([cell for cell in header.cells if cell.column < first.column]):
        number = number_of(cell)
        if number is None or not 1 <= number < following:
            break
        found.insert(0, cell)
        following = number
    return found


def _weeks_of_months(header: HeaderCells, labels: Labels) -> HeaderAxis | None:
    """An axis of weeks that restart at 1 below each month, or continue from month to month."""
    months = _below_months(header, labels, _week_number)
    numbers = [[int(_week_number(cell) or 0) for cell in cells] for _, cells in months]
    flat = [number for group in numbers for number in group]
    if len(flat) < _FEWEST:
        return None
    later = numbers[0][0] - 1 if len(numbers) > 1 and numbers[0][-1] in _USUAL_WEEKS else 0
    counted = all(
        group == list(range(1 + before, len(group) + 1 + before))
        for group, before in zip(numbers, (later, *[0] * len(numbers)), strict=False)
    )
    longest = max(later + len(numbers[0]), *map(len, numbers))
    if (
        counted
        and longest <= _MOST_WEEKS
        and (len(numbers) > 1 or header.unit(months[0][1][0].column) == "w")
    ):
        spans = {
            cell.column: _week_of(month, n, longest if len(cells) < _FEWEST else len(cells))
            for at, (month, cells) in enumerate(months)
            for n, cell in enumerate(cells, 0 if at else later)
        }
        return HeaderAxis(spans=spans, how="weeks")
    worded = any(as_number(cell) is None for _, cells in months for cell in cells)
    if worded and _are_weeks_within(numbers):
        spans = {
            cell.column: _week_of(month, number - 1, max(_USUAL_WEEKS[2], *flat))
            for (month, cells), group in zip(months, numbers, strict=True)
            for cell, number in zip(cells, group, strict=True)
        }
        return HeaderAxis(spans=spans, how="weeks")
    if worded and (flat[0] != 1 or months[0][0][1] == 1):
        return None  # weeks of the year, which their words say
    on = all(two == one + 1 or (two == 1 and one >= 52) for one, two in pairwise(flat))
    if not on or len(numbers) < 2:
        return None
    return _running_weeks(months)


def _are_weeks_within(numbers: Sequence[Sequence[int]]) -> bool:
    """Whether weeks below several months count on within each, from any week of it on."""
    return len(numbers) > 1 and all(
        list(group) == list(range(group[0], group[0] + len(group))) and group[-1] < _MOST_WEEKS
        for group in numbers
    )


def _week_number(cell: Cell) -> float | None:
    """The number of a week, also beside a word: ``3``, ``Week 3``, ``S3``, ``3주차``."""
    text = cell.text.strip() if cell.kind == "text" else ""
    if counted := _CJK_WEEK.fullmatch(text):
        return float(_NUMERALS[counted[1]])
    if turned := _WEEK_AFTER.fullmatch(text):
        return float(turned[1])
    found = _ONE_WEEK.fullmatch(text)
    if found is None or (unit_of(found[1]) != "w" and fold(found[1]) not in _WEEK_LETTERS):
        return as_number(cell)
    return float(found[2])


_ONE_WEEK = re.compile(r"([^\W\d_]+)\.?\s*(\d{1,2})")
_WEEK_AFTER = re.compile(
    r"(?i)第?\s*(\d{1,2})(?:st|nd|rd|th|ª|º|\.)?\s*"
    r"(?:주차?|週目?|周|weeks?|wk|woche|semaine|semana|settimana|uge|uke|vecka|nedelja|неделя|týden|tydzień)"
)
_NUMERALS = {
    tens + ones: 10 * bool(tens) + n
    for tens in ("", "十")
    for n, ones in enumerate("一二三四五六七八九", 1)
} | {"十": 10, "二十": 20}
_CJK_WEEK = re.compile(rf"第?({'|'.join(sorted(_NUMERALS, key=len, reverse=True))})[周週주]")
_WEEK_LETTERS = frozenset(["s", "w", "sem", "v"])
_USUAL_WEEKS = (3, 4, 5, 6)
"""The number of the last week of a month."""


def _week_of(month: Month, place: int, count: int) -> Span:
    first = datetime(*month, 1)
    begin = first + 7 * place * DAY
    return begin, month_end(first) if place == count - 1 else begin + 6 * DAY


def _running_weeks(months: Sequence[tuple[Month, list[Cell]]]) -> HeaderAxis:
    """Weeks of the year where the months agree; else they count from the second month's first."""
    told = [(month, cell) for month, cells in months for cell in cells]
    year = told[0][0][0]
    first = int(as_number(told[0][1]) or 1)
    mondays = [
        datetime.fromisocalendar(year, first, 1) + 7 * n * DAY if first <= 52 else None
        for n in range(len(told))
    ]
    agreed = sum(
        monday is not None and month[1] in (monday.month, (monday + 4 * DAY).month)
        for monday, (month, _) in zip(mondays, told, strict=True)
    )
    monday = mondays[0]
    if monday is None or agreed < _AGREEING * len(told):
        second = datetime(*months[1][0], 1)
        monday = second + (-second.weekday() % 7) * DAY - 7 * len(months[0][1]) * DAY
    spans = {
        cell.column: (monday + 7 * n * DAY, monday + (7 * n + 4) * DAY)
        for n, (_, cell) in enumerate(told)
    }
    return HeaderAxis(spans=spans, how="weeks")


def _days_of_months(header: HeaderCells, labels: Labels) -> HeaderAxis | None:
    """An axis of days below months; a number smaller than the last one starts the next month."""
    spans: dict[int, Span] = {}
    latest: datetime | None = None
    months = _below_months(header, labels, _day_number)
    if _runs_on(months):
        return None
    for (year, month), cells in months:
        numbers = [int(_day_number(cell) or 0) for cell in cells]
        for place, (cell, number) in enumerate(zip(cells, numbers, strict=True)):
            day = made(year, month, number)
            if any(two < one for one, two in pairwise(numbers[place:])):
                day = _of_month_before(year, month, number, latest) or day
            if day is None and number in _LONGEST_DAYS:
                continue  # a column too many, as the 31st of April
            if day is not None and latest is not None and day <= latest:
                day = made(year + month // 12, month % 12 + 1, number)
            if day is None or (latest is not None and not latest < day < latest + 40 * DAY):
                return None
            latest = day
            spans[cell.column] = (day, day)
    if len(spans) < _FEWEST:
        return None
    firsts = [first for first, _ in spans.values()]
    steps = sorted(two - one for one, two in pairwise(firsts))
    step = steps[(len(steps) - 1) // 2]
    spans = {column: (first, last_day(first, step)) for column, (first, _) in spans.items()}
    return HeaderAxis(spans=spans, how=kind_of_step(step))


def _runs_on(months: Sequence[tuple[Month, list[Cell]]]) -> bool:
    """Whether numbers count on from month to month, as those of weeks do, and days do not."""
    borders = [
        (_day_number(cells[-1]) or 0, _day_number(following[0]) or 0)
        for (_, cells), (_, following) in pairwise(months)
    ]
    on = sum(two == one + 1 for one, two in borders)
    return on >= _FEWEST_BORDERS and 2 * on > len(borders)


_FEWEST_BORDERS = 2


def _of_month_before(year: int, month: int, day: int, latest: datetime | None) -> datetime | None:
    """The day in the month before a label, where it follows the latest one; else None.

    The label of a week in which a month ends names the next one.
    """
    before = made(year - (month == 1), (month - 2) % _MONTHS + 1, day)
    follows = before is not None and latest is not None and latest < before <= latest + 7 * DAY
    return before if follows else None


def _day_number(cell: Cell) -> float | None:
    """The number of a day, also as ``21st``."""
    found = _ORDINAL.fullmatch(cell.text.strip()) if cell.kind == "text" else None
    return float(found[1]) if found else as_number(cell)


_ORDINAL = re.compile(r"(?i)(\d{1,2})(?:st|nd|rd|th|er|º|ª|°|\.)")


def _spans_of_months(header: HeaderCells, labels: Labels) -> HeaderAxis | None:
    """An axis of spans of days such as ``2 al 9``, with a month's name above some of them."""
    found: list[tuple[int, int, int]] = []
    for cell in header.cells:
        told = _DAYS.fullmatch(cell.text.strip()) if cell.kind == "text" else None
        if told is not None:
            found.append((cell.column, int(told[1]), int(told[2])))
        elif found:
            break
    named = {label.column: month_of(label, header) for label in labels.values()}
    place = next((n for n, (column, _, _) in enumerate(found) if named.get(column)), None)
    known = named.get(found[place][0]) if place is not None else None
    if len(found) < _FEWEST or place is None or known is None:
        return None
    turns, ends = [0], [int(found[0][2] < found[0][1])]
    for (_, _, before), (_, first, last) in pairwise(found):
        turns.append(ends[-1] + (first < before))
        ends.append(turns[-1] + (last < first))
    zero = known[0] * _MONTHS + known[1] - 1 - ends[place]
    spans: dict[int, Span] = {}
    for turn, end, (column, first, last) in zip(turns, ends, found, strict=True):
        begin = made((zero + turn) // _MONTHS, (zero + turn) % _MONTHS + 1, first)
        finish = made((zero + end) // _MONTHS, (zero + end) % _MONTHS + 1, last)
        if begin is None or finish is None or finish < begin:
            return None
        spans[column] = begin, finish
    columns = sorted(spans)
    for one, two in pairwise(columns):
        if spans[one][1] == spans[two][0] > spans[one][0]:  # a day that ends one begins the next
            spans[one] = spans[one][0], spans[one][1] - DAY
    return HeaderAxis(spans=spans, how="weeks")


_DAYS = re.compile(r"(\d{1,2})\.?\s*(?:-|–|—|~|al?|to|bis|au|tot|до|по)\s*(\d{1,2})\.?")


_ATTEMPTS = (
    *(_weeks_of_months, _days_of_months, days_of_weeks, days_of_numbered, _months_of_years),
    *(days_of_numbered_months, weeks_of_numbered_months, _spans_of_months),
)
