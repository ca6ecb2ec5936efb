"""Reads leave: its own sheet, and the columns of leave on the sheet of people."""

from collections.abc import Container, Iterator
from datetime import datetime, time

from planner.language.text import fold
from planner.phrase import phrase
from planner.project import DayOff
from planner.reading.availability import weekdays
from planner.reading.cells import Cell
from planner.reading.dates import Order, when
from planner.reading.everybody import means_everybody
from planner.reading.hours import half_day, spans
from planner.reading.spans_off import days_off, days_or_spans
from planner.reading.tables import Row, Table
from planner.reading.values import BadValueError


def read_leave(table: Table, order: Order, known: Container[str] = ()) -> Iterator[DayOff]:
    """Yields the days off of the sheet of leave.

    Args:
        table: The sheet.
        order: The order of days and months in its dates.
        known: The people and teams: a word for everybody can be the name of one.
    """
    for row in table.rows():
        starts = row.take("start", lambda cell: days_or_spans(cell, order)) or ()
        finish = row.take("finish", lambda cell: when(cell, order))
        who = row.text("who")
        everybody = bool(who) and who not in known and means_everybody(who)
        if not row.has("start"):
            row.note(
                "error",
                "missing-value",
                phrase("leave needs a first day"),
                "start",
                phrase("add it"),
            )
            continue
        if not who:
            message = phrase("nobody is named, so that everybody is off")
            row.note("warning", "leave-of-nobody", message, "who", phrase("write who it is"))
        hours = row.take("hours", part_of_day) if starts else None
        if everybody:
            row.note("info", "everybody", phrase("is taken for days off of everybody"), "who")
        for first, last in starts:
            day = off(
                row, first, finish or last, "finish", who="" if everybody else who, hours=hours
            )
            if day is not None:
                yield day


def read_own_leave(table: Table, order: Order) -> Iterator[DayOff]:
    """Yields the days off in the columns of the sheet of people.

    One column has spans, ``2027-07-05 to 2027-07-16; 2027-08-02``; two have a first and a last day.
    """
    for row in table.rows():
        who = row.text("name")
        said = [] if off_each_week(row) else row.take("leave", lambda cell: days_off(cell, order))
        for first, last in said or ():
            yield DayOff(start=first.date(), finish=last.date(), who=who, source=row.source)
        begin = row.take("leave_from", lambda cell: when(cell, order))
        end = row.take("leave_until", lambda cell: when(cell, order))
        if begin is None and row.has("leave_until") and not row.has("leave_from"):
            message, remedy = phrase("leave needs a first day"), phrase("add it")
            row.note("error", "missing-value", message, "leave_until", remedy)
        elif begin is not None:
            day = off(row, begin, end or begin, "leave_until", who=who, named=False)
            if day is not None:
                yield day


def off_each_week(row: Row) -> frozenset[int]:
    """The weekdays that somebody has off each week, where the cell of leave lists weekdays."""
    return weekdays(row.text("leave")) if row.has("leave") else frozenset()


def off(
    row: Row,
    first: datetime,
    last: datetime,
    last_field: str,
    *,
    who: str = "",
    hours: tuple[time, time] | None = None,
    named: bool = True,
) -> DayOff | None:
    """The days off of a row; None, and a fault, if they end before they start.

    `named` says whether the name in the row is the name of the days, not of a person.
    """
    if last < first:
        row.note(
            "error",
            "finish-before-start",
            phrase("ends before it starts"),
            last_field,
            phrase("correct it"),
        )
        return None
    return DayOff(
        start=first.date(),
        finish=last.date(),
        who=who,
        name=row.text("name") if named else "",
        hours=hours,
        source=row.source,
    )


def part_of_day(cell: Cell) -> tuple[time, time] | None:
    """A part of the day: 13:00-17:00, morning, afternoon; None for the whole day."""
    word = fold(cell.text)
    if half := half_day(cell.text):
        return half
    if word in ("all", "allday", "fullday", "full", "8", "no"):
        return None
    found = spans(cell)
    if len(found) != 1:
        raise BadValueError(
            "bad-hours",
            phrase("must be one span such as 13:00-17:00, or morning or afternoon"),
            phrase("correct it"),
        )
    return found[0]
