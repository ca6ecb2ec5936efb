"""What rows of a run sheet say besides their times: their days, and which ends are missing."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from planner.errors import Issue
from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.span_texts import is_date
from planner.reading.tables import Log
from planner.schema.vocabulary import words_for


def without_days(sheet: Sheet, header: int, first: int, timed: AbstractSet[int]) -> Sheet:
    """The sheet without the days left of the times, which these have now; they are no phases.

    Args:
        sheet: A run sheet.
        header: The row above the times.
        first: The column of the times.
        timed: The rows with times.
    """
    gone = {
        (number, column)
        for number in timed
        for column, cell in sheet.rows[number].items()
        if column < first and _is_day(cell)
    }
    below = {(n, c) for n, cells in sheet.rows.items() if n > header for c in cells}
    left = {column for _, column in below - gone}
    gone |= {(header, column) for _, column in gone if column not in left}
    rows = {
        number: {column: cell for column, cell in cells.items() if (number, column) not in gone}
        for number, cells in sheet.rows.items()
    }
    return replace(sheet, rows=rows) if gone else sheet


def _is_day(cell: Cell) -> bool:
    """Whether a cell is nothing but a date with its year."""
    return cell.kind == "date" or (cell.kind == "text" and is_date(cell))


def say_endless(
    sheet: Sheet, first: int, moments: Mapping[int, tuple[datetime, datetime]], log: Log
) -> None:
    """Notes the rows of which nothing tells the end, as nothing follows on their day.

    Args:
        sheet: A run sheet whose rows last until the next ones.
        first: The column of the times.
        moments: Row → start and end.
        log: Receives the note.
    """
    endless = [n for n, (start, end) in moments.items() if start == end and not _ends(sheet, n)]
    if not endless:
        return
    message = phrase(
        "nothing tells when the last task of a day ends, so it is planned as a moment; "
        "rows: {rows}",
        rows=", ".join(map(str, endless)),
    )
    log.add(
        Issue(
            severity="info",
            code="no-end",
            sheet=sheet.name,
            cell=f"{letters(first)}{endless[0]}",
            message=message,
            remedy=phrase("write its end beside its start, as in 9:00-9:30"),
        )
    )


def _ends(sheet: Sheet, row: int) -> bool:
    """Whether a text of a row begins with a word for the end."""
    words = (cell.text.split()[:1] for cell in sheet.rows[row].values() if cell.kind == "text")
    return any(fold(word) in words_for("finish", "last day") for one in words for word in one)
