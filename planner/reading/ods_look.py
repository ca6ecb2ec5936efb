"""How the cells of an OpenDocument spreadsheet look: colours, bold, indentation, merged cells.

The reader of values (`planner.reading.foreign`) does not give these. It is run in the same process
with limits; a document that defines entities is not looked at.
"""

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0 "
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LENGTH = re.compile(r"([\d.]+)(cm|mm|in|pt)")
_POINTS = {"cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0, "pt": 1.0}
_LEVEL = 10
"""Points of a level of indentation."""
_WIDEST, _TALLEST, _MOST = 400, 400, 300_000
"""Cells that are repeated more often than this are the rest of the sheet."""


@dataclass(kw_only=True)
class _Style:
    parent: str = ""
    colour: str | None = None
    bold: bool | None = None
    indent: int | None = None


@dataclass(kw_only=True)
class SheetLook:
    """The look of a sheet's cells: row and column from 1 → colour, bold, levels of indentation.

    `merged` has the first row and column and the last ones of each merged range.
    """

    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    bold: set[tuple[int, int]] = field(default_factory=set)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def looks_of(data: bytes) -> dict[str, SheetLook]:
    """Name of each sheet → its look; {} for a file that is no such spreadsheet, or is damaged."""
    reader = _Reader()
    try:
        with ZipFile(BytesIO(data)) as package:
            for part in ("styles.xml", "content.xml"):
                if part in package.namelist():
                    reader.read(package.read(part))
    except (BadZipFile, expat.ExpatError, ValueError, EOFError, NotImplementedError):
        return {}
    return reader.sheets


class _Reader:
    """Follows the elements of the parts, and keeps the styles and the cells that have one."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetLook] = {}
        self._styles: dict[str, _Style] = {}
        self._style: _Style | None = None
        self._sheet = SheetLook()
        self._columns: list[str] = []
        self._row, self._rows, self._column = 0, 1, 1
        self._default, self._count = "", 0
        self._known: dict[str, _Style] = {}

    def read(self, part: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refused
        parser.EntityDeclHandler = _refused
        parser.Parse(part, True)

    def _start(self, name: str, told: dict[str, str]) -> None:
        if name in _CELLS:
            self._cell(told)
        elif name == f"{_TABLE}table-row":
            self._row += 1
            self._rows = _number(told, "number-rows-repeated")
            self._column, self._default = 1, told.get(f"{_TABLE}default-cell-style-name", "")
        elif name == f"{_TABLE}table-column":
            style = told.get(f"{_TABLE}default-cell-style-name", "")
            count = min(_WIDEST, _number(told, "number-columns-repeated"))
            self._columns += [style] * count
        elif name == f"{_TABLE}table":
            self._sheet = self.sheets.setdefault(told.get(f"{_TABLE}name", ""), SheetLook())
            self._row, self._columns = 0, []
        elif name == f"{_STYLE}style" and told.get(f"{_STYLE}family") == "table-cell":
            self._style = _Style(parent=told.get(f"{_STYLE}parent-style-name", ""))
            self._styles[told.get(f"{_STYLE}name", "")] = self._style
        elif self._style is not None:
            _add(self._style, told)

    def _end(self, name: str) -> None:
        if name == f"{_STYLE}style":
            self._style = None
        elif name == f"{_TABLE}table-row":
            self._row += self._rows - 1

    def _cell(self, told: dict[str, str]) -> None:
        """Keeps the look of a cell and of those that repeat it; the rest of a sheet has none."""
        first, count = self._column, _number(told, "number-columns-repeated")
        self._column += count
        tall = _number(told, "number-rows-spanned")
        wide = _number(told, "number-columns-spanned")
        if tall > 1 or wide > 1:
            self._sheet.merged.append((self._row, first, self._row + tall - 1, first + wide - 1))
        if count > _WIDEST or self._rows > _TALLEST or self._count > _MOST:
            return
        for column in range(first, first + count):
            own = told.get(f"{_TABLE}style-name") or self._default
            usual = self._columns[column - 1] if column <= len(self._columns) else ""
            style = self._resolved(own or usual)
            for row in range(self._row, self._row + self._rows) if _shows(style) else ():
                self._count += 1
                self._keep((row, column), style)

    def _keep(self, place: tuple[int, int], style: _Style) -> None:
        if style.colour:
            self._sheet.fills[place] = style.colour
        if style.bold:
            self._sheet.bold.add(place)
        if style.indent:
            self._sheet.indents[place] = style.indent

    def _resolved(self, name: str) -> _Style:
        """A style with what it takes from those above it."""
        if name in self._known:
            return self._known[name]
        found, at, seen = _Style(), name, set[str]()
        while at in self._styles and at not in seen:
            seen.add(at)
            one = self._styles[at]
            found.colour = one.colour if found.colour is None else found.colour
            found.bold = one.bold if found.bold is None else found.bold
            found.indent = one.indent if found.indent is None else found.indent
            at = one.parent
        self._known[name] = found
        return found


def _shows(style: _Style) -> bool:
    return bool(style.colour or style.bold or style.indent)


def _add(style: _Style, told: dict[str, str]) -> None:
    """Adds what the properties inside a style say."""
    colour = told.get(f"{_FO}background-color")
    if colour is not None:
        shown = _COLOUR.fullmatch(colour) and colour.casefold() != "#ffffff"
        style.colour = f"rgb:FF{colour[1:].upper()}" if shown else ""
    if f"{_FO}font-weight" in told:
        style.bold = told[f"{_FO}font-weight"] in ("bold", "700", "800", "900")
    length = _LENGTH.fullmatch(told.get(f"{_FO}margin-left", ""))
    if length is not None:
        style.indent = round(float(length[1]) * _POINTS[length[2]] / _LEVEL)


def _number(told: dict[str, str], name: str) -> int:
    text = told.get(_TABLE + name, "1")
    return max(1, int(text)) if text.isdecimal() else 1


def _refused(*_: Any) -> None:
    raise ValueError("no definitions are read")
