"""Decides whether typed dates have the day or the month first."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice

from planner.errors import Issue
from planner.phrase import phrase
from planner.reading.cells import Cell, letters
from planner.reading.dates import Order, is_ambiguous, order_of, when
from planner.reading.eras import is_of_era
from planner.reading.tables import Log, Table
from planner.reading.values import BadValueError

_NO_DAY_FIRST = ("", "en", "zh-Hans", "zh-Hant", "ja", "ko", "hu", "lt")
"""The languages in which the day does not come first, or does not everywhere."""


def common_order(tables: Sequence[Table], language: str, log: Log) -> Order:
    """The order of the unambiguous dates in all tables; without any, that of the language."""
    _say_eras(tables)
    told = {order for table in tables if (order := date_order(table))}
    if told or language in _NO_DAY_FIRST:
        return told.pop() if len(told) == 1 else ""
    for table in tables:
        for number, row in table.sheet.rows.items():
            for cell in row.values() if number != table.header else ():
                if is_ambiguous(cell):
                    message = phrase("dates such as this one are read day first, as is usual here")
                    remedy = phrase('say otherwise with "Date order" in Settings')
                    place = f"{letters(cell.column)}{cell.row}"
                    log.add(
                        Issue(
                            severity="info",
                            code="date-order",
                            sheet=table.sheet.name,
                            cell=place,
                            message=message,
                            got=cell.text,
                            remedy=remedy,
                        )
                    )
                    return "dmy"
    return "dmy"


def _say_eras(tables: Sequence[Table]) -> None:
    """Notes the first date with a year of another era."""
    for table in tables:
        for row in islice(table.rows(), _LOOKED_AT):
            for field, cell in row.cells.items():
                year = _year_in(cell)
                if field in _dates_of(table) and is_of_era(year):
                    message = phrase("years such as {year} are those of another era", year=year)
                    row.note("info", "other-era", message, field)
                    return


_LOOKED_AT = 200
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def _year_in(cell: Cell) -> int:
    """The year of a date or in a text, 0 without one."""
    if isinstance(cell.value, datetime):
        return cell.value.year
    found = _YEAR.search(cell.text) if cell.kind == "text" else None
    return int(found[0]) if found else 0


def _dates_of(table: Table) -> set[str]:
    return {column.field for column in table.kind.columns if column.look == "date"}


def date_order(table: Table) -> Order:
    """The order of the dates typed in a table, where some are unambiguous."""
    dates = _dates_of(table)
    columns = {heading.column for heading in table.headings if heading.field in dates}
    cells = (
        cell
        for number, row in table.sheet.rows.items()
        if number > table.header
        for column, cell in row.items()
        if column in columns
    )
    return order_of(cells) if columns else ""


def recorded_days(table: Table, field: str) -> Iterator[datetime]:
    """Yields the readable days of a field; they only help to find the start of the project."""
    order = date_order(table)
    for row in table.rows() if field in table.fields else ():
        if row.has(field):
            with suppress(BadValueError):
                yield when(row.cells[field], order)
