"""Tells tables that are no plans by their headers: test cases, attendance, goods, people, risks."""

from collections.abc import Sequence

from planner.errors import Issue
from planner.language.text import fold
from planner.phrase import Phrase, phrase
from planner.reading.cells import Sheet
from planner.reading.headers import Header, find_header
from planner.reading.naming import IN_PART, HeaderWishes
from planner.reading.tables import Log
from planner.schema.columns import TASKS
from planner.schema.other_tables import OTHER_TABLES

_FIRST_ROWS = 15
_TIMED = frozenset(["start", "finish", "duration", "predecessors", "deadline", "baseline_start"])


def of_tasks(sheets: Sequence[Sheet], log: Log, reading: HeaderWishes) -> list[Sheet]:
    """The sheets without those that are other lists by their headers, which are noted.

    A sheet stays where its headers name tasks and when they are.
    """
    found = []
    for sheet in sheets:
        other = _other(sheet)
        if other is None or _is_plan(find_header(sheet, TASKS, reading)):
            found.append(sheet)
            continue
        row, told = other
        message = phrase("is {kind}, and no plan: nothing says when tasks are", kind=told)
        remedy = phrase("list the tasks with how long they take or when they are")
        log.add(
            Issue(
                severity="info",
                code="other-kind",
                sheet=sheet.name,
                cell=f"A{row}",
                message=message,
                remedy=remedy,
            )
        )
    return found


def _other(sheet: Sheet) -> tuple[int, Phrase] | None:
    """The row of headers that tell another kind of table, and which; None without one."""
    for row in sorted(sheet.rows)[:_FIRST_ROWS]:
        texts = {fold(cell.text) for cell in sheet.rows[row].values() if cell.kind == "text"}
        if len(texts) < 2:
            continue
        for told, least, headers in OTHER_TABLES.values():
            known = len(texts & headers)
            if known >= least and 4 * known >= len(texts):
                return row, told
    return None


def _is_plan(header: Header | None) -> bool:
    good = {h.field for h in header.headings if h.rank < IN_PART} if header else set()
    return "name" in good and bool(good & _TIMED)
