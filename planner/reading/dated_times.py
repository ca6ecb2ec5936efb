"""Puts times of the day into the column of days left of them, as calendars export them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from planner.reading.cells import Cell, Sheet
from planner.reading.dates import order_of, when
from planner.reading.header_names import HeaderWishes
from planner.reading.naming import names
from planner.reading.span_texts import is_date
from planner.reading.times_of_day import TimesOfDay, by_columns, times_in
from planner.reading.values import BadValueError
from planner.schema.columns import TASKS

_FEWEST, _MOSTLY = 3, 0.8
_KINDS = frozenset(["time", "text"])
_ENDS = frozenset(["start", "finish"])


def with_dated_times(sheet: Sheet, reading: HeaderWishes) -> Sheet:
    """The sheet with such times added to their days: Start Date and Start Time become one.

    Two columns of times side by side are the start and the end on one day, and stay.
    """
    times = _times(sheet)
    if not times:
        return sheet
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    for column, told in sorted(times.items()):
        alone = not times.keys() & {column - 1, column + 1}
        if alone and _is_of_days(sheet, column, told, reading):
            _put_together(rows, column, told)
    return replace(sheet, rows=rows)


def _times(sheet: Sheet) -> dict[int, dict[int, TimesOfDay]]:
    """Column → row → time, for columns with several."""
    found = by_columns(sheet, lambda cell: times_in(cell) if cell.kind in _KINDS else None)
    starts = {
        column: {n: one for n, one in told.items() if one.end is None}
        for column, told in found.items()
    }
    return {column: told for column, told in starts.items() if len(told) >= _FEWEST}


def _is_of_days(
    sheet: Sheet, column: int, told: Mapping[int, TimesOfDay], reading: HeaderWishes
) -> bool:
    """Whether the column on the left has the day of each time, and both have headers of an end."""
    rows = sheet.rows
    days = [number for number in told if _day(rows[number].get(column - 1)) is not None]
    heads = [rows.get(min(told) - 1, {}).get(at) for at in (column - 1, column)]
    fields = [{n.field for n in names(h.text, TASKS, reading)} if h else set() for h in heads]
    return (
        len(days) >= _MOSTLY * len(told)
        and bool(fields[1] & _ENDS)
        and fields[0] >= fields[1] & _ENDS
    )


def _day(cell: Cell | None) -> datetime | None:
    """The day that a cell names without a time of the day."""
    if cell is not None and is_date(cell):
        with suppress(BadValueError):
            found = when(cell, order_of([cell]) or "dmy")
            return found if found.hour == found.minute == 0 else None
    return None


def _put_together(
    rows: Mapping[int, dict[int, Cell]], column: int, told: Mapping[int, TimesOfDay]
) -> None:
    order = order_of(rows[number][column - 1] for number in told if column - 1 in rows[number])
    for number, moment in told.items():
        cell = rows[number].get(column - 1)
        if cell is not None and _day(cell) is not None:
            with suppress(BadValueError):
                day = when(cell, order or "dmy")
                rows[number][column - 1] = cell._replace(kind="date", value=day + moment.start)
                del rows[number][column]
    rows[min(told) - 1].pop(column, None)
