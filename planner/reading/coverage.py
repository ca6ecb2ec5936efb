"""What a reading leaves aside of the workbook: rows that tell of a task and gave rise to none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from planner.language.text import key
from planner.project import Project
from planner.reading.cells import Book, Cell, Sheet
from planner.reading.finding import Tables
from planner.schema.columns import TASKS

_SHORT, _LONGEST, _LETTERS = 40, 160, 3
_NUMBER = re.compile(r"\b\d")
_FEWEST, _SHARE = 3, 0.2
TOLD_ASIDE = frozenset(
    ["total-row", "placeholder-row", "below-the-table", "nameless-row", "second-line",
     "overview-row", "actual-lines"]
)  # fmt: skip
"""Codes of remarks that say why a row is no task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """The rows of a sheet that a reading leaves aside.

    Args:
        sheet: The sheet.
        rows: Their numbers.
        share: Of all rows of the sheet that tell of a task.
    """

    sheet: Sheet
    rows: tuple[int, ...]
    share: float

    @property
    def much(self) -> bool:
        """Whether they are so many that another reading may be meant."""
        return len(self.rows) >= _FEWEST and self.share >= _SHARE


def left_aside(project: Project, tables: Tables, book: Book) -> list[Aside]:
    """The rows left aside on each sheet that is read for tasks or not read at all.

    A row is explained where a task came from it, where one of its texts is the name of a task, a
    person or a phase, or where a remark says why it is none.
    """
    found = []
    names = _names(project)
    used = {(task.source.sheet, str(task.source.row)) for task in project.tasks}
    used |= {(one.sheet, one.row) for one in project.remarks if one.code in TOLD_ASIDE and one.row}
    headers = {(table.sheet.name, str(table.header)) for table in tables.by_kind[TASKS.name]}
    others = {
        table.sheet.name
        for kind, every in tables.by_kind.items()
        if kind != TASKS.name
        for table in every
    } - {table.sheet.name for table in tables.by_kind[TASKS.name]}
    told = used | headers
    for sheet in book.sheets:
        if sheet.hidden or sheet.name in others:
            continue
        telling = [number for number, cells in sorted(sheet.rows.items()) if tells_of_task(cells)]
        rows = tuple(
            number
            for number in telling
            if (
                (sheet.name, str(number)) not in told
                and not any(key(cell.text) in names for cell in sheet.rows[number].values())
            )
            or _says_more_in_bars(sheet, number, names)
        )
        found.append(Aside(sheet=sheet, rows=rows, share=len(rows) / max(1, len(telling))))
    return found


def _says_more_in_bars(sheet: Sheet, number: int, names: set[str]) -> bool:
    """Whether a coloured cell right of the first has a text that names no task."""
    cells = sheet.rows[number]
    return any(
        column > min(cells)
        and (number, column) in sheet.fills
        and cell.kind == "text"
        and sum(map(str.isalpha, cell.text)) >= _LONG
        and key(cell.text) not in names
        for column, cell in cells.items()
    )


def texts_in_bars(sheet: Sheet) -> set[int]:
    """The rows with texts of some letters in coloured cells right of their first one."""
    return {
        number
        for number, cells in sheet.rows.items()
        for column, cell in cells.items()
        if column > min(cells)
        and (number, column) in sheet.fills
        and cell.kind == "text"
        and sum(map(str.isalpha, cell.text)) >= _LETTERS
    }


_LONG = 8
"""Letters of a text in a bar that names a task."""


def _names(project: Project) -> set[str]:
    found = {key(task.name) for task in project.tasks} | {
        key(one.name) for one in project.resources
    }
    return found | {
        key(name) for task in project.tasks for need in task.needs for name in need.names
    }


def tells_when(cells: Mapping[int, Cell]) -> bool:
    """Whether a row may be a task with a date or a length: a number beside something else."""
    return len(cells) > 1 and any(
        cell.kind != "text" or (len(cell.text) <= _SHORT and _NUMBER.search(cell.text))
        for cell in cells.values()
    )


def tells_of_task(cells: Mapping[int, Cell]) -> bool:
    """Whether a row may be a task: a text of letters beside a number, a date or another text."""
    texts = [
        cell
        for cell in cells.values()
        if cell.kind == "text"
        and len(cell.text) <= _LONGEST
        and sum(map(str.isalpha, cell.text)) >= _LETTERS
    ]
    return bool(texts) and (len(texts) > 1 or tells_when(cells))
