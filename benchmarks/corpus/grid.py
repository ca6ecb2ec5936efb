"""Cells in memory, and the files they become: equal cells give equal bytes."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

Value = str | int | float | bool | date | datetime | None

_MADE = datetime(2027, 1, 4, 9, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a cell looks. `fill` is a colour like ``#4472C4``; `format` a number format."""

    bold: bool = False
    fill: str = ""
    indent: int = 0
    format: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value, or a formula with the value that Excel computed for it."""

    value: Value = None
    formula: str = ""
    style: Style = Style()


@dataclass(kw_only=True)
class Grid:
    """A sheet: cells by row and column from 1, merged ranges, outline levels, what is hidden."""

    name: str = "Sheet1"
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    levels: dict[int, int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False

    def put(
        self, row: int, column: int, value: Value, *, formula: str = "", style: Style = Style()
    ) -> str:
        """Writes a cell; its place like ``Sheet1!B5``."""
        self.cells[row, column] = Cell(value=value, formula=formula, style=style)
        return self.place(row, column)

    def row(
        self, row: int, values: Sequence[Value], *, left: int = 1, style: Style = Style()
    ) -> None:
        """Writes values side by side; None leaves a cell empty."""
        for column, value in enumerate(values, left):
            if value is not None:
                self.put(row, column, value, style=style)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merges cells; the value is that of the first."""
        self.merged.append((top, left, bottom, right))

    def place(self, row: int, column: int) -> str:
        """A cell's name with its sheet."""
        return f"{self.name}!{address(row, column)}"

    def value(self, place: str) -> Value:
        """What stands at a place like ``Sheet1!B5`` or ``B5``."""
        row, column = xl_cell_to_rowcol(place.rpartition("!")[2])
        return self.cells[row + 1, column + 1].value

    @property
    def bottom(self) -> int:
        """The last row in use."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def right(self) -> int:
        """The last column in use."""
        return max((column for _, column in self.cells), default=0)


def address(row: int, column: int) -> str:
    """A cell's name like ``B5``."""
    return str(xl_rowcol_to_cell(row - 1, column - 1))


def xlsx(*grids: Grid) -> bytes:
    """A workbook."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": _MADE})
    formats: dict[Style, Any] = {}
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for row in sorted({*grid.levels, *grid.hidden_rows}):
            looks = {"level": grid.levels.get(row, 0), "hidden": row in grid.hidden_rows}
            sheet.set_row(row - 1, None, None, looks)
        for column in sorted(grid.hidden_columns):
            sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
        for top, left, bottom, right in grid.merged:
            sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
        for (row, column), cell in sorted(grid.cells.items()):
            _write(sheet, row - 1, column - 1, cell, _format(book, formats, cell))
        if grid.hidden:
            sheet.hide()
    book.close()
    return stream.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Cell, look: Any) -> None:
    value = cell.value
    if cell.formula:
        shown = _serial(value) if isinstance(value, date) else value
        sheet.write_formula(row, column, cell.formula, look, shown)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif value is None:
        sheet.write_blank(row, column, None, look)
    else:
        sheet.write(row, column, value, look)


def _format(book: Any, formats: dict[Style, Any], cell: Cell) -> Any:
    style = cell.style
    shape = style.format or ("dd/mm/yyyy" if isinstance(cell.value, date) else "")
    key = Style(bold=style.bold, fill=style.fill, indent=style.indent, format=shape)
    if key not in formats:
        looks: dict[str, Any] = {"bold": key.bold, "indent": key.indent}
        if shape:
            looks["num_format"] = shape
        if key.fill:
            looks |= {"bg_color": key.fill, "pattern": 1}
        formats[key] = book.add_format(looks)
    return formats[key]


def _serial(day: date) -> int:
    plain = day.date() if isinstance(day, datetime) else day
    return (plain - date(1899, 12, 30)).days


def uncomputed(data: bytes) -> bytes:
    """A workbook without the values of its formulas, as scripts write them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.startswith("xl/worksheets/"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f>", content)
            new.writestr(part, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def delimited(
    grid: Grid, delimiter: str = ",", encoding: str = "utf-8", day: str = "%Y-%m-%d"
) -> bytes:
    """A text file of values separated by `delimiter`; dates written like `day`."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    for row in range(1, grid.bottom + 1):
        cells = [grid.cells.get((row, column)) for column in range(1, grid.right + 1)]
        writer.writerow([_text(None if cell is None else cell.value, day) for cell in cells])
    return stream.getvalue().encode(encoding)


def _text(value: Value, day: str) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime(day)
    return f"{value:g}" if isinstance(value, float) else str(value)
