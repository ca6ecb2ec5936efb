"""Tells tables that are no plans by their headers: test cases, attendance, goods, people, risks."""

from collections.abc import Sequence
from typing import NamedTuple

from planner.errors import Issue
from planner.language.text import fold
from planner.phrase import Phrase, phrase
from planner.reading.cells import Sheet
from planner.reading.header_names import IN_PART, HeaderWishes
from planner.reading.headers import find_header
from planner.reading.heading import Header
from planner.reading.tables import Log
from planner.schema.columns import TASKS
from planner.schema.other_tables import OTHER_TABLES, RECORDS
from planner.schema.vocabulary import words_for

_FIRST_ROWS = 15
_TIMED = frozenset(["start", "finish", "duration", "predecessors", "deadline", "baseline_start"])
_PLANNED = _TIMED - {"duration"}
_LONGEST_TITLE, _MOST_TITLES = 40, 2


def of_tasks(sheets: Sequence[Sheet], log: Log, reading: HeaderWishes) -> list[Sheet]:
    """The sheets without those that are other lists by their headers, which are noted.

    A sheet stays where its headers name tasks and when they are.
    """
    found = []
    for sheet in sheets:
        header = find_header(sheet, TASKS, reading)
        other = _timesheet(sheet) or _other(sheet)
        if other is None or _is_plan(header, other.kind):
            found.append(sheet)
            continue
        message = phrase("is {kind}, and no plan: nothing says when tasks are", kind=other.told)
        remedy = phrase("list the tasks with how long they take or when they are")
        log.add(
            Issue(
                severity="info",
                code="other-kind",
                sheet=sheet.name,
                cell=f"A{other.row}",
                message=message,
                remedy=remedy,
            )
        )
    return found


class _Other(NamedTuple):
    """A row that tells another kind of table, and which."""

    row: int
    kind: str
    told: Phrase


def _timesheet(sheet: Sheet) -> _Other | None:
    """The title of a timesheet, above the first row with several texts; None without one."""
    for row in sorted(sheet.rows)[:_FIRST_ROWS]:
        texts = [c.text for c in sheet.rows[row].values() if c.kind == "text"]
        if len(texts) > _MOST_TITLES:
            break
        titles = [fold(text) for text in texts if len(text) <= _LONGEST_TITLE]
        if any(word in title for title in titles for word in words_for("record of hours")):
            return _Other(row, "hours", OTHER_TABLES["hours"][0])
    return None


def _other(sheet: Sheet) -> _Other | None:
    """The row of headers that tell another kind of table, and which; None without one."""
    for row in sorted(sheet.rows)[:_FIRST_ROWS]:
        texts = {fold(cell.text) for cell in sheet.rows[row].values() if cell.kind == "text"}
        if len(texts) < 2:
            continue
        for kind, (told, least, headers) in OTHER_TABLES.items():
            known = len(texts & headers)
            if known >= least and 4 * known >= len(texts):
                return _Other(row, kind, told)
    return None


def _is_plan(header: Header | None, kind: str) -> bool:
    good = {h.field for h in header.headings if h.rank < IN_PART} if header else set()
    return "name" in good and bool(good & (_PLANNED if kind in RECORDS else _TIMED))
