"""Tells the order of day and month in spans without a year by all spans of a column together.

Alone ``02.03 - 04.03`` may be in March or from February to April; a column of such spans is of days
in one month where their months are the same.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from planner.reading.cells import Cell, Sheet
from planner.reading.dates import Order

_SPAN = re.compile(r"(\d{1,2})([./])(\d{1,2})\.?\s*[-–—]\s*(\d{1,2})\2(\d{1,2})\.?")
_FEWEST, _MONTHS, _DAYS, _PADDED = 2, 12, 31, 2
_Ends = tuple[tuple[int, int], tuple[int, int]]


def with_ordered_spans(sheet: Sheet) -> Sheet:
    """The sheet with such spans written so that each tells its order alone."""
    columns: dict[int, dict[int, _Ends]] = {}
    for number, column, ends in _spans(sheet):
        columns.setdefault(column, {})[number] = ends
    rows = None
    for column, told in columns.items():
        order = _order(list(told.values())) if len(told) >= _FEWEST else ""
        for number, ends in told.items() if order else ():
            rows = rows or {n: dict(cells) for n, cells in sheet.rows.items()}
            rows[number][column] = rows[number][column]._replace(value=_written(ends, order))
    return replace(sheet, rows=rows) if rows else sheet


def _spans(sheet: Sheet) -> Iterator[tuple[int, int, _Ends]]:
    """Row, column and numbers of each such span; a decimal number has no padded second part."""
    for number, cells in sheet.rows.items():
        for column, cell in cells.items():
            found = _SPAN.fullmatch(cell.text.strip()) if _may_be(cell) else None
            if found is None or (found[2] == "." and len(found[3]) + len(found[5]) < 2 * _PADDED):
                continue
            yield number, column, ((int(found[1]), int(found[3])), (int(found[4]), int(found[5])))


def _may_be(cell: Cell) -> bool:
    return cell.kind == "text" and cell.text[:1].isdigit()


def _order(spans: list[_Ends]) -> Order:
    """The order in which no span ends before it starts and most lie in one month; "" if unclear."""
    dmy = [(one[::-1], two[::-1]) for one, two in spans]
    days, months = _in_one_month(dmy), _in_one_month(spans)
    if days and not months:
        return "dmy" if 2 * days > len(spans) else ""
    return "mdy" if 2 * months > len(spans) and not days else ""


def _in_one_month(spans: list[_Ends]) -> int:
    """How many pairs of month and day lie in one month; 0 where one is no day."""
    if not all(1 <= m <= _MONTHS and 1 <= d <= _DAYS for ends in spans for m, d in ends):
        return 0
    return sum(one[0] == two[0] and one < two for one, two in spans)


def _written(ends: _Ends, order: Order) -> str:
    (one, two), (three, four) = ends
    return f"{one}.{two}. - {three}.{four}." if order == "dmy" else f"{one}/{two}~{three}/{four}"
