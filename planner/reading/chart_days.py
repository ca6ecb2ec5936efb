"""Bars from days typed below months: ``4 - 9`` below April, ``28 - …`` and ``… - 2`` over two."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from planner.reading.axis_labels import HeaderAxis, made, month_end
from planner.reading.cells import Cell, Sheet
from planner.reading.chart_bars import ChartBar

_DAYS = re.compile(
    r"(\d{1,2}|\.{2,}|…)?\s*(?:-|–|—|~|～|s\s*/\s*d|al?|to|bis|au|tot|до|по|至|到)\s*(\d{1,2}|\.{2,}|…)?"
    r"|(\d{1,2})\.?"
)
_FEWEST = 3
_NEARLY = 0.8


def day_bars(sheet: Sheet, axis: HeaderAxis, rows: Sequence[int]) -> list[ChartBar]:
    """The bars of rows whose cells below months name days of these; [] where few do so.

    Args:
        sheet: The sheet.
        axis: The axis, one of months with a column each.
        rows: The rows below the header.
    """
    if axis.how != "months" or len(set(axis.spans.values())) < len(axis.spans):
        return []
    cells = {
        number: {c: cell for c, cell in sheet.rows.get(number, {}).items() if c in axis.spans}
        for number in rows
    }
    told = {number: _days(found, axis) for number, found in cells.items() if found}
    spans = sum(
        "-" in cell.text or "–" in cell.text for row in cells.values() for cell in row.values()
    )
    bars = [bar for number, found in told.items() if (bar := _bar(number, found))]
    return bars if spans >= _FEWEST and len(bars) >= _NEARLY * len(told) else []


_Days = Mapping[int, tuple[datetime, datetime]]


def _days(cells: Mapping[int, Cell], axis: HeaderAxis) -> _Days:
    """Column → the first and last day that a cell names; {} if one of them names none."""
    found: dict[int, tuple[datetime, datetime]] = {}
    for column, cell in sorted(cells.items()):
        match = _DAYS.fullmatch(cell.text.strip())
        if match is None or not any(match.groups()):
            return {}
        month = axis.spans[column][0]
        first, last = (match[3], match[3]) if match[3] else (match[1] or "", match[2] or "")
        start = made(month.year, month.month, int(first)) if first.isdecimal() else month
        finish = made(month.year, month.month, int(last)) if last.isdecimal() else month_end(month)
        if start is None or finish is None or finish < start:
            return {}
        found[column] = start, finish
    return found


def _bar(row: int, days: _Days) -> ChartBar | None:
    if not days:
        return None
    columns = sorted(days)
    return ChartBar(
        row=row,
        first=columns[0],
        last=columns[-1],
        look="",
        start=days[columns[0]][0],
        finish=days[columns[-1]][1],
        days=0,
        runs=1 + sum(column - 1 not in days for column in columns[1:]),
    )
