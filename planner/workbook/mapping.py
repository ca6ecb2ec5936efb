"""What was taken for what: notes on sheets and columns, and a page that sums them up."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from planner.errors import Issue
from planner.text import fold
from planner.workbook.cells import Book, Sheet, letters
from planner.workbook.tables import Heading, Log, Table

if TYPE_CHECKING:
    from planner.project import Project

_READ, _IGNORED_COLUMN, _IGNORED_SHEET = "sheet-read", "ignored-column", "ignored-sheet"


def say_mapping(book: Book, tables: Sequence[Table], settings: Sheet | None, log: Log) -> None:
    """Note for every sheet what it was read as, and every column and sheet left aside."""
    by_sheet = {table.sheet.name: table for table in tables}
    for sheet in book.sheets:
        table = by_sheet.get(sheet.name)
        if table is not None:
            _say_table(table, log)
        elif sheet is settings:
            log.add(_info(_READ, sheet.name, "", "read as settings"))
        elif sheet.rows:
            message = "this sheet is not planned with"
            log.add(_info(_IGNORED_SHEET, sheet.name, "", message))


def _say_table(table: Table, log: Log) -> None:
    name = table.sheet.name
    columns = "; ".join(_told(table, heading) for heading in table.headings if heading.field)
    message = f"read as {table.kind.name}, headers in row {table.header}: {columns}"
    log.add(_info(_READ, name, "", message))
    for heading in table.headings:
        if not heading.field and heading.text:
            cell = f"{letters(heading.column)}{table.header}"
            message = "this column is not planned with"
            log.add(_info(_IGNORED_COLUMN, name, cell, message, heading.text))
    hidden = sum(1 for row in table.sheet.hidden_rows if row > table.header)
    if hidden:
        message = f"{hidden} hidden or filtered rows are read like the others"
        log.add(_info("hidden-rows", name, "", message))


def _told(table: Table, heading: Heading) -> str:
    caption = table.kind.column(heading.field).caption
    unit = f" in {heading.unit}" if heading.unit else ""
    same = fold(caption) == fold(heading.text)
    called = heading.text if same else f"{heading.text} = {caption}"
    return f"{letters(heading.column)} {called}{unit}"


def _info(code: str, sheet: str, cell: str, message: str, got: str = "") -> Issue:
    return Issue(severity="info", code=code, sheet=sheet, cell=cell, message=message, got=got)


def describe(project: "Project") -> str:
    """One screen: what each sheet and column was taken for, what was ignored, what was guessed."""
    remarks = project.remarks
    lines = ["What was read"]
    lines += _indented(f"{i.sheet}: {i.message}" for i in remarks if i.code == _READ)
    ignored = [i for i in remarks if i.code in (_IGNORED_COLUMN, _IGNORED_SHEET)]
    if ignored:
        lines.append("What was not planned with")
        lines += _indented(f"{i.place} {i.got}".strip() for i in ignored)
    mapped = (_READ, _IGNORED_COLUMN, _IGNORED_SHEET)
    rest = [i for i in remarks if i.code not in mapped]
    if rest:
        lines.append("What was assumed")
        lines += _indented(map(str, rest))
    return "\n".join(lines)


def _indented(texts: Iterable[str]) -> Iterator[str]:
    return (f"  {text}" for text in texts)
