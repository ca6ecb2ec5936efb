"""Follows a tutorial as a reader would: fills in its tables, runs its commands, keeps the answers.

In a tutorial, ``planner template FILE`` and *In a new workbook **FILE*** make a workbook; a table
under a line that ends in *sheet **NAME**:* is typed into it. A row whose first cell was there
before is changed, any other is added, and so is a column whose header is not there.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command said, and the lines of the last command's answer that the tutorial shows."""

    command: str
    output: str
    shown: tuple[str, ...]


def follow(page: Path, folder: Path, run: Run) -> Iterator[Said]:
    """Do all that the page says, in a folder.

    Args:
        page: A tutorial.
        folder: The current one, where its workbooks are made.
        run: Runs a command, given as words without ``planner``; gives what it says.

    Raises:
        ValueError: if a table does not say which sheet it is for.
    """
    book, said = folder / "none", Said(command="", output="", shown=())
    text = page.read_text("utf-8")
    if len(re.findall(r"^\|-", text, re.MULTILINE)) != len(_TABLE.findall(text)):
        raise ValueError(f"{page.name}: a table is not under a line that names its sheet")
    steps = [*_BOX.finditer(text), *_TABLE.finditer(text), *_BOOK.finditer(text)]
    for step in sorted(steps, key=lambda found: found.start()):
        parts = step.groupdict()
        if name := parts.get("book"):
            book = folder / name
            openpyxl.Workbook().save(book)
        elif sheet := parts.get("sheet"):
            _fill(book, sheet, parts["rows"])
        elif step[1] == "text":
            yield replace(said, shown=tuple(step[2].splitlines()))
        else:
            for command in step[2].splitlines():
                words = shlex.split(command)[1:]
                said = Said(command=command, output=run(words), shown=())
                yield said
                if words[0] == "template":
                    book = folder / words[1]


def _fill(book: Path, sheet: str, rows: str) -> None:
    """Type a table into a sheet of a workbook."""
    workbook = openpyxl.load_workbook(book)
    if sheet not in workbook.sheetnames:
        workbook.active.title = sheet
    page = workbook[sheet]
    cells = [[_typed(cell.strip()) for cell in row[1:-1].split("|")] for row in rows.splitlines()]
    headers, _, *lines = cells
    columns = [_column(page, header) for header in headers]
    rows_before = _rows(page, columns[0])
    last = max(rows_before.values(), default=1)
    for line in lines:
        row = rows_before.get(str(line[0])) if line[0] != "" else None
        if row is None:
            row = last = last + 1
        for column, value in zip(columns, line, strict=True):
            if value != "":
                page.cell(row, column, value)
    workbook.save(book)


def _typed(text: str) -> object:
    """What a spreadsheet program makes of what is typed."""
    text = text.strip("`")
    with suppress(ValueError):
        return float(text[:-1]) / 100 if text.endswith("%") else int(text)
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    return text


def _column(page: Worksheet, header: object) -> int:
    used = {page.cell(1, k).value: k for k in range(1, page.max_column + 1)}
    if header not in used:
        used[header] = 1 if used == {None: 1} else page.max_column + 1
        page.cell(1, used[header], header)
    return used[header]


def _rows(page: Worksheet, column: int) -> dict[str, int]:
    """The rows with something in them, by what stands in a column."""
    rows = range(2, page.max_row + 1)
    filled = [row for row in rows if any(cell.value is not None for cell in page[row])]
    return {str(page.cell(row, column).value): row for row in filled}
