"""Hours typed into the days of a chart: a number below a day is how long a task takes on that day.

Such a row is a bar from its first to its last day with a number; the sum is the task's work. So it
is below weeks, where that sum stands beside the chart.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from planner.reading.axis_labels import HeaderAxis
from planner.reading.cells import Cell, Sheet
from planner.reading.chart_bars import ChartBar
from planner.reading.header_names import HeaderWishes
from planner.reading.naming import names
from planner.reading.profile import as_number
from planner.schema.columns import TASKS

_FEWEST = 3
_DAY, _WEEK = 24, 7
_PLAUSIBLE = 0.9
_MOSTLY, _EQUAL = 0.6, 1e-6
_MARK = {1.0}


def hour_bars(
    sheet: Sheet, axis: HeaderAxis, rows: Sequence[int]
) -> tuple[list[ChartBar], frozenset[int]]:
    """The bars that numbers of hours make, and the rows of their totals below; none without hours.

    At least three rows have to hold such numbers.
    """
    left = _of_what_remains(sheet, rows, axis)
    told = {row: hours for row in rows if (hours := _hours(sheet, row, axis, left))}
    days = max((last - first).days for first, last in axis.spans.values()) + 1
    every = [number for hours in told.values() for number in hours.values()]
    fit = days == 1 or (days <= _WEEK and _summed_beside(sheet, told, axis))
    if not fit or set(every) <= _MARK or _count_on(told):
        return [], frozenset()
    end = next((row for row in sorted(told) if _adds_up(sheet, row, told, axis)), 0)
    plausible = {
        row: hours
        for row, hours in told.items()
        if (not end or row < end) and all(0 < number <= _DAY * days for number in hours.values())
    }
    if len(plausible) < _FEWEST or len(plausible) < _PLAUSIBLE * sum(
        not end or row < end for row in told
    ):
        return [], frozenset()
    bars = [_bar(row, hours, axis) for row, hours in plausible.items()]
    return bars, frozenset(n for n in sheet.rows if end and n >= end)


def _summed_beside(sheet: Sheet, told: Mapping[int, Mapping[int, float]], axis: HeaderAxis) -> bool:
    """Whether beside nearly all rows stands what their numbers add up to, more than one in some."""
    summed = {
        row
        for row, hours in told.items()
        for column, cell in sheet.rows[row].items()
        if column not in axis.spans and abs((as_number(cell) or 0) - sum(hours.values())) < _EQUAL
    }
    several = [row for row in summed if len(told[row]) > 1]
    return len(several) >= _FEWEST and len(summed) >= _PLAUSIBLE * len(told)


def _of_what_remains(sheet: Sheet, rows: Sequence[int], axis: HeaderAxis) -> frozenset[int]:
    """The columns headed by a word for what remains, where others have what was worked each day."""
    first = next((row for row in rows if _hours(sheet, row, axis)), 0)
    cells = sheet.rows.get(first - 1, {})
    left = {c for c in axis.columns if c in cells and _says_what_remains(cells[c].text)}
    worked = {axis.spans[column][0] for column in axis.columns if column not in left}
    return frozenset(left if left and {axis.spans[c][0] for c in left} <= worked else ())


def _says_what_remains(text: str) -> bool:
    found = names(text, TASKS, HeaderWishes())
    return bool(found) and found[0].field in ("remaining_duration", "remaining_work")


def _hours(
    sheet: Sheet, row: int, axis: HeaderAxis, left: frozenset[int] = frozenset()
) -> dict[int, float]:
    """Column → number in a row, without zeros and the columns `left`, of what remains."""
    cells = sheet.rows.get(row, {})
    numbers = {c: _number(cells[c]) for c in axis.columns if c in cells and c not in left}
    return {c: float(number) for c, number in numbers.items() if number}


def _number(cell: Cell) -> float | None:
    """The hours in a cell: a number, or a length of time such as 1:30."""
    if isinstance(cell.value, timedelta):
        return cell.value / timedelta(hours=1)
    return as_number(cell)


def _count_on(told: Mapping[int, Mapping[int, float]]) -> bool:
    """Whether the rows count from column to column, as the numbers of a header do."""
    rows = [list(hours.values()) for hours in told.values()]
    counting = [row for row in rows if len(row) > 2 and row[0] + 2 == row[1] + 1 == row[2]]
    return 2 * len(counting) > len(rows)


def _adds_up(
    sheet: Sheet, row: int, told: Mapping[int, Mapping[int, float]], axis: HeaderAxis
) -> bool:
    """Whether the numbers of a row are the sums of each day above it, in nearly all days.

    On some days several rows add up to them.
    """
    summed = sum("SUM(" in sheet.formulas.get((row, column), "") for column in told[row])
    if summed > 1 and summed == len(told[row]):
        return True
    above = [hours for number, hours in told.items() if number < row]
    parts: defaultdict[datetime, list[float]] = defaultdict(list)
    for hours in above:
        for column, number in hours.items():
            parts[axis.spans[column][0]].append(number)
    days = {axis.spans[column][0]: number for column, number in told[row].items()}
    same = [day for day, number in days.items() if abs(sum(parts[day]) - number) < _EQUAL]
    several = any(len(parts[day]) > 1 for day in same)
    return len(above) >= _FEWEST and len(same) > 1 and several and len(same) >= _MOSTLY * len(days)


def _bar(row: int, hours: Mapping[int, float], axis: HeaderAxis) -> ChartBar:
    first, last = min(hours), max(hours)
    gaps = sum(c > first and c - 1 not in hours for c in hours)
    return ChartBar(
        row=row,
        first=first,
        last=last,
        look="hours",
        start=axis.spans[first][0],
        finish=axis.spans[last][1],
        days=0,
        runs=1 + gaps,
        hours=sum(hours.values()),
    )
