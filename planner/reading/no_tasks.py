"""Explains why a workbook has no tasks: names the nearest table, and what it lacks."""

from collections.abc import Sequence

from planner.errors import Issue
from planner.phrase import NO_REMEDY, Phrase, joined, phrase
from planner.reading.cells import Book, Sheet
from planner.reading.header_names import HeaderWishes
from planner.reading.headers import filled_columns, read_header
from planner.reading.heading import Header
from planner.reading.tables import Log, Table
from planner.schema.columns import TASKS

_FIRST_ROWS = 15
"""The number of rows that are compared with a header."""


def say_no_tasks(
    tables: Sequence[Table], book: Book, sheets: Sequence[Sheet], reading: HeaderWishes, log: Log
) -> None:
    """Notes a fault where no sheet has tasks, or the sheet with their header has no rows."""
    if not tables:
        if not any(issue.code == "unknown-sheet" for issue in log.issues):
            log.add(_no_tasks(book, sheets, reading, log))
    elif not any(True for _ in tables[0].rows()):
        where = tables[0].sheet.name
        message = phrase("there is no task below the header row")
        log.add(Issue(code="no-tasks", sheet=where, message=message, remedy=phrase("add a row")))


def _no_tasks(book: Book, sheets: Sequence[Sheet], reading: HeaderWishes, log: Log) -> Issue:
    names = ", ".join(sheet.name for sheet in book.sheets[:10])
    message = phrase(
        "no sheet has a header row with Task Name and Duration (or Start, Predecessors)"
    )
    return Issue(
        code="no-tasks-sheet",
        message=joined("; ", filter(None, (message, *_others(log), _nearest(sheets, reading)))),
        got=names,
        remedy=phrase("name the sheet Tasks and its columns as in the template"),
    )


def _others(log: Log) -> list[Phrase]:
    """What the sheets are that are no plans by their headers."""
    told = [issue for issue in log.issues if issue.code == "other-kind"][:_MOST_TOLD]
    return [phrase("{sheet} {is_other}", sheet=one.sheet, is_other=one.message) for one in told]


_MOST_TOLD = 3


def _nearest(sheets: Sequence[Sheet], reading: HeaderWishes) -> Phrase:
    """The row that resembles a header of tasks most, and what it lacks; "" without such a row."""
    best: tuple[int, Sheet, Header] | None = None
    for sheet in sheets:
        filled = filled_columns(sheet)
        for number in sorted(sheet.rows)[:_FIRST_ROWS]:
            filled.subtract(sheet.rows[number].keys())
            header = read_header(sheet, number, TASKS, reading, filled)
            if header.fields and (best is None or header.known > best[0]):
                best = header.known, sheet, header
    if best is None:
        return NO_REMEDY
    _, sheet, header = best
    has = ", ".join(TASKS.column(field).caption for field in sorted(header.fields))
    named = header.fields & set(TASKS.needs[0])
    lacks = (
        phrase("how long they take or when they are") if named else phrase("the names of the tasks")
    )
    return phrase(
        "nearest is row {row} of {sheet} with {headers}, which lacks {lacks}",
        row=header.row,
        sheet=sheet.name,
        headers=has,
        lacks=lacks,
    )
