"""Remarks on the rows of tasks as a whole: which were read, and what their columns lack."""

import re
from collections.abc import Sequence

from planner.errors import Issue
from planner.language.text import first_few, fold
from planner.phrase import phrase
from planner.project import Task
from planner.reading.cells import Cell
from planner.reading.lengths import LENGTHS, lists_milestones
from planner.reading.tables import Row, Table

_SHOWN = 10
"""A remark names at most this many rows."""


def say_rows(table: Table, rows: Sequence[Row]) -> None:
    """Notes how many rows were understood, if not all, and which were left aside."""
    there = [row.source.row for row in table.rows()]
    used = {row.source.row for row in rows}
    left = [number for number in there if number not in used]
    if left:
        shown = first_few(left, _SHOWN)
        message = phrase(
            "{rows} of {there} rows are tasks or summaries; left aside: row {shown}",
            rows=len(rows),
            there=len(there),
            shown=shown,
        )
        sheet = table.sheet.name
        table.log.add(Issue(severity="info", code="rows-read", sheet=sheet, message=message))


def say_structure(table: Table, told_by: str) -> None:
    """Notes how summaries and their tasks were recognised, if there are any."""
    if told_by:
        message = phrase("summaries and their tasks are told by {told_by}", told_by=told_by)
        sheet = table.sheet.name
        table.log.add(Issue(severity="info", code="structure", sheet=sheet, message=message))


_ESTIMATES = frozenset(["est", "estimate", "estimates", "estimation"])


def say_shared(table: Table, tasks: Sequence[Task], rows: Sequence[Row]) -> None:
    """Warns where several people share an estimate, which may be a duration."""
    heading = table.fields.get("work")
    if heading is None or fold(heading.text) not in _ESTIMATES:
        return
    shared = (row for task, row in zip(tasks, rows, strict=True) if len(task.needs) > 1)
    first = next((row for row in shared if row.has("work")), None)
    if first is not None:
        first.note(
            "warning",
            "shared-estimate",
            phrase("{text} is taken for work, which those who do a task share", text=heading.text),
            "work",
            phrase(
                "if it is how long each task takes: name it Duration, or map it: Duration={text}",
                text=heading.text,
            ),
        )


_LENGTHS_BEFORE = {"baseline_start", "baseline_finish"}


def say_no_durations(table: Table, rows: Sequence[Row]) -> None:
    """Notes one fault for a sheet without any column for durations."""
    told = set(table.fields)
    told |= {"work"} if any(h.person == "hours" for h in table.headings) else set()
    if lists_milestones(table):
        return
    if rows and not any(fields <= told for fields in (*LENGTHS, _LENGTHS_BEFORE)):
        if not told & _LINKED and (cell := _time_of_day(table)) is not None:
            rows[0].log.add(_timetable(table, cell))
            return
        rows[0].log.add(
            Issue(
                severity="warning",
                code="no-durations",
                sheet=table.sheet.name,
                cell=f"A{table.header}",
                message=phrase(
                    "no column tells how long the tasks take, so each is planned with the "
                    "default duration"
                ),
                remedy=phrase("add a column Duration, or Start and Finish"),
            )
        )


_LINKED = frozenset(["predecessors", "successors", "wbs", "parent", "level"])
_SPAN_OF_DAY = re.compile(
    r"(?i)\b\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:-|–|—|to|a|à|bis)\s*\d{1,2}[:.h]\d{2}"
)
_FEWEST_TIMES = 3


def _time_of_day(table: Table) -> Cell | None:
    """The first of three or more cells with times of day such as 7:30-9:00."""
    found = [
        cell
        for number, cells in table.sheet.rows.items()
        if number >= table.header
        for cell in cells.values()
        if cell.kind == "text" and _SPAN_OF_DAY.search(cell.text)
    ]
    return found[0] if len(found) >= _FEWEST_TIMES else None


def _timetable(table: Table, cell: Cell) -> Issue:
    return Issue(
        code="timetable",
        sheet=table.sheet.name,
        cell=cell.ref,
        message=phrase(
            "times of day stand here, but no dates and nothing of how long tasks take: this looks "
            "like a timetable, not a plan"
        ),
        got=cell.text,
        remedy=phrase("add a column Duration, or Start and Finish; or name another sheet"),
    )
