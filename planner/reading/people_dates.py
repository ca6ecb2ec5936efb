"""Tells of dates on the sheet of people that are left aside and may be somebody's last day."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from planner.errors import Issue
from planner.phrase import phrase
from planner.reading.cells import Cell, letters
from planner.reading.dates import Order, when
from planner.reading.profile import profiles
from planner.reading.tables import Table
from planner.reading.values import BadValueError

_MOST = 0.8


def people_dates_aside(tables: Sequence[Table], start: datetime, order: Order) -> Iterator[Issue]:
    """Yields a warning for each unread column of people whose dates reach into the project.

    Args:
        tables: The tables of people.
        start: The project's start; earlier dates, such as birthdays, change nothing.
        order: The order of day and month in typed dates.
    """
    for table in tables:
        free = {h.column: h for h in table.headings
                if h.text and not (h.field or h.person or h.ignored)}  # fmt: skip
        for one in profiles(table.sheet, table.header, sorted(free), table.language):
            if not one.count or one.kinds["date"] < _MOST:
                continue
            days = [day for _, cell in one.cells if (day := _day(cell, order)) is not None]
            if max(days, default=start) > start:
                header = free[one.column].text
                yield Issue(
                    severity="warning",
                    code="people-dates-aside",
                    sheet=table.sheet.name,
                    cell=f"{letters(one.column)}{table.header}",
                    message=phrase("these dates are not planned with"),
                    got=header,
                    remedy=phrase(
                        'if they are last or first days of work, say --map "Available '
                        'Until={header}" or --map "Available From={header}"; else --map '
                        '"ignore={header}"',
                        header=header,
                    ),
                )


def _day(cell: Cell, order: Order) -> datetime | None:
    try:
        return when(cell, order or "dmy")
    except BadValueError:
        return None
