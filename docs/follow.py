"""Follows a tutorial as a reader would: fills in its tables, runs its commands, keeps the answers.

In a tutorial, ``planner template FILE`` and *In a new workbook **FILE*** make a workbook, and *Open
**FILE*** takes one that is there; a table under a line that ends in *sheet **NAME**:* is typed into
it, below the headers of that sheet. A row whose first cell was there before is changed, any other
is added, and so is a column whose header is not there. *Beside **NAME** ... sheet **NAME** type
**VALUE*** fills the cell to the right of one.
"""

import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Run = Callable[[list[str]], str]

_BOX = re.compile(r"^```(sh|text)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_TABLE = re.compile(r"sheet\s+\*\*(?P<sheet>[^*]+)\*\*:\n\n(?P<rows>(?:\|.*\n)+)")
_BOOK = re.compile(r"new\s+workbook\s+\*\*(?P<book>[^*]+)\*\*")
_OPEN = re.compile(r"Open\s+\*\*(?P<open>[^*]+)\*\*")
_CELL = re.compile(
    r"Beside\s+\*\*(?P<label>[^*]+)\*\*\s+on\s+the\s+sheet\s+\*\*(?P<of>[^*]+)\*\*\s+type\s+"
    r"\*\*(?P<value>[^*]+)\*\*"
)
_HEAD_ROWS = 8
"""Of a sheet, in which its headers are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command said, and the lines of the last command's answer that the tutorial shows.

    `edits` counts the cells that were typed into since the command before.
    """

    command: str
    output: str
    shown: tuple[str, ...]
    edits: int = 0


def follow(page: Path, folder: Path, run: Run) -> Iterator[Said]:
    """Do all that the page says, in a folder.

    Args:
        page: A tutorial.
        folder: The current one, where its workbooks are made.
        run: Runs a command, given as words without ``planner``; gives what it says.

    Raises:
        ValueError: if a table does not say which sheet it is for.
    """
    desk, said = _Desk(folder / "none"), Said(command="", output="", shown=())
    text = page.read_text("utf-8")
    if len(re.findall(r"^\|-", text, re.MULTILINE)) != len(_TABLE.findall(text)):
        raise ValueError(f"{page.name}: a table is not under a line that names its sheet")
    edits = 0
    steps = [step for one in (_BOX, _TABLE, _BOOK, _OPEN, _CELL) for step in one.finditer(text)]
    for step in sorted(steps, key=lambda found: found.start()):
        parts = step.groupdict()
        if name := parts.get("book"):
            desk.take(folder / name)
            openpyxl.Workbook().save(desk.path)
        elif name := parts.get("open"):
            desk.take(folder / name)
        elif sheet := parts.get("sheet"):
            edits += _fill(desk.workbook, sheet, parts["rows"])
        elif sheet := parts.get("of"):
            edits += _beside(desk.workbook, sheet, parts["label"], parts["value"])
        elif step[1] == "text":
            yield replace(said, shown=tuple(step[2].splitlines()))
        else:
            desk.save()
            for command in step[2].splitlines():
                words = shlex.split(command)[1:]
                said = Said(command=command, output=run(words), shown=(), edits=edits)
                edits = 0
                yield said
                if words[0] == "template":
                    desk.take(folder / words[1])
    desk.save()


class _Desk:
    """The workbook that is typed into: opened for the first cell, saved before it is planned."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open: openpyxl.Workbook | None = None

    @property
    def workbook(self) -> openpyxl.Workbook:
        """The workbook, open."""
        if self._open is None:
            self._open = openpyxl.load_workbook(self.path)
        return self._open

    def save(self) -> None:
        """Save and close it, if it is open."""
        if self._open is not None:
            self._open.save(self.path)
            self._open = None

    def take(self, path: Path) -> None:
        """Go on with another one."""
        self.save()
        self.path = path


def _fill(workbook: openpyxl.Workbook, sheet: str, rows: str) -> int:
    """Type a table into a sheet of a workbook; how many cells that are."""
    if sheet not in workbook.sheetnames:
        if workbook.active.max_row > 1:  # a workbook with something in it
            workbook.create_sheet(sheet)
        else:
            workbook.active.title = sheet
    page = workbook[sheet]
    cells = [[_typed(cell.strip()) for cell in row[1:-1].split("|")] for row in rows.splitlines()]
    headers, _, *lines = cells
    head = _head_row(page, headers[0])
    columns = [_column(page, head, header) for header in headers]
    rows_before = _rows(page, head, columns[0])
    last = max(rows_before.values(), default=head)
    edits = 0
    for line in lines:
        row = rows_before.get(str(line[0])) if line[0] != "" else None
        typed = [*zip(columns, line, strict=True)][0 if row is None else 1 :]
        if row is None:
            row = last = last + 1
        for column, value in typed:
            if value != "":
                page.cell(row, column, value)
                edits += 1
    return edits


def _beside(workbook: openpyxl.Workbook, sheet: str, label: str, value: str) -> int:
    """Type a value to the right of a cell; one cell."""
    page = workbook[sheet]
    (cell,) = [cell for row in page.iter_rows() for cell in row if cell.value == label]
    page.cell(cell.row, cell.column + 1, _typed(value))
    return 1


def _typed(text: str) -> object:
    """What a spreadsheet program makes of what is typed."""
    text = text.strip("`")
    with suppress(ValueError):
        return float(text[:-1]) / 100 if text.endswith("%") else int(text)
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    return text


def _head_row(page: Worksheet, header: object) -> int:
    """The row with the headers; the first one of a sheet without them."""
    rows = range(1, min(page.max_row, _HEAD_ROWS) + 1)
    return next((row for row in rows if header in {cell.value for cell in page[row]}), 1)


def _column(page: Worksheet, head: int, header: object) -> int:
    used = {page.cell(head, k).value: k for k in range(1, page.max_column + 1)}
    if header not in used:
        used[header] = 1 if used == {None: 1} else page.max_column + 1
        page.cell(head, used[header], header)
    return used[header]


def _rows(page: Worksheet, head: int, column: int) -> dict[str, int]:
    """The rows with something in them, by what stands in a column."""
    rows = range(head + 1, page.max_row + 1)
    filled = [row for row in rows if any(cell.value is not None for cell in page[row])]
    return {str(page.cell(row, column).value): row for row in filled}
