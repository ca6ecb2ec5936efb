"""Tells what numbered periods are from the chart beside a table: its header has their dates too."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from planner.reading.cells import Cell, Sheet
from planner.reading.dates import month_number
from planner.reading.durations import unit_of
from planner.reading.profile import as_number
from planner.reading.years_above import YEAR

_FEWEST = 5
_NEAR = 3
_UNITS = {1: "d", 7: "w"}
_MONTH = range(28, 32)


def periods_beside(
    sheet: Sheet, header: int, start: datetime | None
) -> tuple[str, datetime] | None:
    """The unit of the periods that a chart numbers from 1, and the day on which the first begins.

    Args:
        sheet: The sheet.
        header: The row of the headers; the chart's header stands in the rows next to it.
        start: The project's start, where a word above the numbers is all that there is.
    """
    near = range(header - _NEAR, header + _NEAR + 1)
    for number in near:
        column = _first(sheet.rows.get(number, {}))
        if not column:
            continue
        over = sheet.rows.get(number - 1, {}).get(column)
        unit = unit_of(over.text) if over is not None and over.kind == "text" else ""
        if start is not None and len(over.text if over else "") > 2 and unit in ("d", "w", "mo"):
            return unit, start.replace(hour=0, minute=0)
        if start is not None and any(_years(sheet.rows.get(row, {}), column) for row in near):
            return "mo", start.replace(day=1, hour=0, minute=0)
        if start is not None and (monday := _week_below_months(sheet, number, column, start)):
            return "w", monday
        for other in sorted(near, key=lambda one: abs(one - number)):
            found = _told(sheet, other, column) if other != number else None
            if found is not None:
                return found
    return None


def _years(cells: Mapping[int, Cell], column: int) -> bool:
    """Whether a row numbers years from a column on, each above twelve columns."""
    texts = {c: _NUMBERED_YEAR.fullmatch(cell.text.strip()) for c, cell in cells.items()}
    told = {c: int(found[1] or found[2]) for c, found in texts.items() if found}
    return len(told) > 1 and told == {column + 12 * n: n + 1 for n in range(len(told))}


def _week_below_months(sheet: Sheet, row: int, column: int, start: datetime) -> datetime | None:
    """The Monday of the first of weeks that are numbered below months, four or five below each.

    Without a year the first month is the next one from the start on. None without such months.
    """
    above = sheet.rows.get(row - 1, {})
    labels = [
        (c, month)
        for c, cell in sorted(above.items())
        if c >= column and cell.kind == "text" and (month := month_number(cell.text.strip()))
    ]
    on = all(two[1] == one[1] % 12 + 1 for one, two in pairwise(labels))
    steps = [two[0] - one[0] for one, two in pairwise(labels)]
    if not on or len(labels) < _FEWEST_MONTHS or labels[0][0] != column:
        return None
    if steps[0] > _MOST_WEEKS or not all(step in _WEEKS_OF_MONTH for step in steps[1:]):
        return None
    year = start.year + (labels[0][1] < start.month)
    second = datetime(year + (labels[1][1] == 1), labels[1][1], 1)
    return second + timedelta(days=-second.weekday() % 7 - 7 * steps[0])


_FEWEST_MONTHS, _MOST_WEEKS, _WEEKS_OF_MONTH = 3, 5, (4, 5)
_NUMBERED_YEAR = re.compile(
    r"(?i)(?:year|ano|año|anno|année|an|jahr|jaar|år|rok|год|рік|yıl|tahun)\s*(\d{1,2})|"
    r"(\d{1,2})\s?(?:st|nd|rd|th|[°ºª.oa]|er|ère|e|ème|-й)?\s*"
    r"(?:year|ano|año|anno|année|an|jahr|jaar|år|rok|год|рік|yıl|tahun)"
)


def _first(cells: Mapping[int, Cell]) -> int:
    """The column of the 1 from which numbers count on; 0 without such."""
    for column, cell in cells.items():
        if as_number(cell) == 1 and all(
            column + n in cells and as_number(cells[column + n]) == n + 1 for n in range(_FEWEST)
        ):
            return column
    return 0


def _told(sheet: Sheet, row: int, column: int) -> tuple[str, datetime] | None:
    cells = sheet.rows.get(row, {})
    one, two = cells.get(column), cells.get(column + 1)
    if one is None or two is None:
        return None
    if isinstance(one.value, datetime) and isinstance(two.value, datetime):
        days = (two.value - one.value) // timedelta(days=1)
        unit = "mo" if days in _MONTH else _UNITS.get(days, "")
        first = _first_of_calendar(cells, column) if unit == "d" else None
        if first is not None:
            return "ed", first
        return (unit, one.value.replace(hour=0, minute=0)) if unit else None
    months = [month_number(cell.text) if cell.kind == "text" else None for cell in (one, two)]
    year = YEAR.search(sheet.rows.get(row - 1, {}).get(column, one).text)
    if year and months[0] and months[1] == months[0] % 12 + 1:
        return "mo", datetime(int(year[1]), months[0], 1)
    return None


def _first_of_calendar(cells: Mapping[int, Cell], column: int) -> datetime | None:
    """The first day of periods whose dates are days of the calendar, weekends among them.

    Where a day is missing or twice in the header, most of its dates decide.
    """
    days = [cells[column + n].value if column + n in cells else None for n in range(_LOOKED_AT)]
    told = [(n, day) for n, day in enumerate(days) if isinstance(day, datetime)]
    if all(day.weekday() < _SATURDAY for _, day in told):
        return None
    firsts = Counter(day.replace(hour=0, minute=0) - timedelta(days=n) for n, day in told)
    return firsts.most_common(1)[0][0]


_SATURDAY, _LOOKED_AT = 5, 28


def listed_periods(sheet: Sheet, header: int) -> tuple[str, datetime, datetime] | None:
    """The unit of periods that a list numbers one below the other, with their dates beside them.

    Also the first day of the period 0 and of the period 1; None without such a list.
    """
    rows = [n for n in sorted(sheet.rows) if n > header]
    columns = {c for n in rows for c in sheet.rows[n]}
    for column in sorted(columns):
        found = [
            (int(number), day.value.replace(hour=0, minute=0))
            for n in rows
            if (cell := sheet.rows[n].get(column)) is not None
            and (number := as_number(cell)) is not None
            and (day := sheet.rows[n].get(column + 1)) is not None
            and isinstance(day.value, datetime)
        ]
        on = all(two[0] == one[0] + 1 for one, two in pairwise(found))
        if len(found) < _FEWEST or not on or found[0][0] > 1:
            continue
        steps = {(two - one) // timedelta(days=1) for (_, one), (_, two) in pairwise(found)}
        unit = _UNITS.get(steps.pop(), "") if len(steps) == 1 else ""
        if unit:
            number, day_ = found[0]
            step = timedelta(days=7 if unit == "w" else 1)
            return unit, day_ - number * step, day_ - (number - 1) * step
    return None
