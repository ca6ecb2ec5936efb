"""Puts values into cells of the user's sheets; what else the cells have stays as it is.

Style and number format stay. A formula stays too: only the result that is stored with it may be
renewed. As with marks, the sheet's bytes are cut and spliced, not re-written.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from xml.parsers import expat

from planner.ooxml.guard import column_number
from planner.ooxml.package import GraftRefusedError, Package, parse, serialise, whole
from planner.ooxml.restyle import tag

if TYPE_CHECKING:
    from lxml.etree import _Element

Place = tuple[int, int]
"""Row and column of a cell, from 1."""

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_OPENING = re.compile(rb"<((?:\w+:)?)c\b((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*/?>")
_ROW_END = re.compile(rb"</(?:\w+:)?row\b")
_STYLE = re.compile(rb"\ss\s*=\s*[\"']([0-9]+)[\"']")
_STORED = re.compile(rb"(<(?:\w+:)?v(?:\s[^>]*)?>)[^<]*(</(?:\w+:)?v\s*>)")
_AFTER_CALCULATION = frozenset(
    """
    oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing
    fileRecoveryPr webPublishObjects extLst
    """.split()  # noqa: SIM905 # reads better than a list of strings
)
"""What comes after the settings of calculation in a workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What to put into a cell.

    Args:
        value: A number (of a date its serial) or a text.
        like: A cell of the sheet whose number format it takes where its own is General.
        form: The id of a number format to take then, where there is no such cell.
    """

    value: float | str
    like: str = ""
    form: int = 0


def fill_cells(
    package: Package,
    part: str,
    styles: "_Element",
    entries: Mapping[str, Entry],
    results: Mapping[str, float],
) -> frozenset[str]:
    """Fill cells of a sheet and renew stored results of its formulas.

    Args:
        package: The workbook.
        part: The part of the sheet.
        styles: The package's style sheet; number formats that cells lack are added.
        entries: By cell what to put there.
        results: By cell the new result of the formula there.

    Returns:
        The cells of `entries` that were left as they are: formulas, and all where the sheet is
        protected or not understood.
    """
    data = package.parts[part]
    try:
        found = _Scan(data)
    except (expat.ExpatError, GraftRefusedError):
        return frozenset(entries)
    if found.protected:
        return frozenset(entries)
    looks = _Looks(styles, found.styles)
    spared: set[str] = set()
    changes: list[tuple[int, int, bytes]] = []
    for cell in sorted(entries, key=_place):
        change = _change(found, looks, cell, entries[cell])
        if change is None:
            spared.add(cell)
        else:
            changes.append(change)
    for cell, value in results.items():
        if _place(cell) in found.formulas:
            start, end = found.cells[_place(cell)]
            changes.append((start, end, _renewed(data[start:end], value)))
    package.parts[part] = _spliced(data, changes)
    return frozenset(spared)


def _place(cell: str) -> Place:
    """Row and column of a cell; what is no cell is nowhere."""
    match = _CELL.fullmatch(cell)
    return (int(match[2]), column_number(match[1])) if match else (0, 0)


def calculate_anew(package: Package, workbook: str) -> None:
    """Have all formulas calculated when the workbook is opened."""
    from lxml import etree

    root = parse(package.parts[workbook])
    settings = root.find(tag("calcPr"))
    if settings is None:
        settings = etree.Element(tag("calcPr"))
        later = {tag(name) for name in _AFTER_CALCULATION}
        places = (place for place, child in enumerate(root) if child.tag in later)
        root.insert(next(places, len(root)), settings)
    settings.set("fullCalcOnLoad", "1")
    package.parts[workbook] = serialise(root)


def _spliced(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """The data with spans replaced; what is put in at one place comes in the order given."""
    pieces, at = [], 0
    for start, end, content in sorted(changes, key=lambda change: change[0]):
        pieces += [data[at:start], content]
        at = end
    return b"".join([*pieces, data[at:]])


def _change(
    found: "_Scan", looks: "_Looks", cell: str, entry: Entry
) -> tuple[int, int, bytes] | None:
    """The span of the cell and what replaces it; None where it stays."""
    place = _place(cell)
    if place in found.formulas or place[0] not in found.rows:
        return None
    if place in found.cells:
        start, end = found.cells[place]
        opening = _OPENING.match(found.data, start)
        if opening is None:
            return None
        own = _STYLE.search(opening[2])
        style, prefix = int(own[1]) if own else 0, opening[1]
    else:
        start = end = found.gap(*place)
        style, prefix = found.style(*place), found.prefix
    style = looks.suited(style, entry)
    return start, end, _cell(prefix, cell, style, entry.value)


def _cell(prefix: bytes, cell: str, style: int, value: float | str) -> bytes:
    head = b'<%sc r="%s"' % (prefix, cell.encode()) + (b' s="%d"' % style if style else b"")
    if isinstance(value, str):
        text = escape(value, quote=False).encode("ascii", "xmlcharrefreplace")
        inner = b'<%st xml:space="preserve">%s</%st>' % (prefix, text, prefix)
        return head + b' t="inlineStr"><%sis>%s</%sis></%sc>' % (prefix, inner, prefix, prefix)
    return head + b"><%sv>%s</%sv></%sc>" % (prefix, _number(value), prefix, prefix)


def _number(value: float) -> bytes:
    return f"{value:.10f}".rstrip("0").rstrip(".").encode()


def _renewed(cell: bytes, value: float) -> bytes:
    """A formula's cell with another stored result."""
    return _STORED.sub(lambda match: match[1] + _number(value) + match[2], cell, count=1)


class _Looks:
    """The cell formats of a workbook, and copies of them with another number format."""

    def __init__(self, styles: "_Element", places: Mapping[Place, int]) -> None:
        self._formats = styles.find(tag("cellXfs"))
        self._places = places
        self._made: dict[tuple[int, int], int] = {}

    def suited(self, style: int, entry: Entry) -> int:
        """The format, or, where it says nothing of numbers, a copy of it that does."""
        wanted = self._form(self._places.get(_place(entry.like), 0)) or entry.form
        formats = self._formats
        if formats is None or not wanted or self._form(style) or style >= len(formats):
            return style
        if (style, wanted) not in self._made:
            from copy import deepcopy

            made = deepcopy(formats[style])
            made.set("numFmtId", str(wanted))
            made.set("applyNumberFormat", "1")
            formats.append(made)
            formats.set("count", str(len(formats)))
            self._made[style, wanted] = len(formats) - 1
        return self._made[style, wanted]

    def _form(self, style: int) -> int:
        formats = self._formats
        if formats is None or style >= len(formats):
            return 0
        return whole(formats[style], "numFmtId")


class _Scan:
    """One pass over a sheet's bytes.

    Attributes:
        cells: By place the span of each cell.
        styles: By place its format.
        formulas: The places of formulas.
        rows: By number where a row's content ends; only rows that have any.
        protected: Whether the sheet is protected.

    Raises:
        GraftRefusedError: if the sheet declares entities or has two bytes a character.
        expat.ExpatError: if it is not well-formed.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.cells: dict[Place, tuple[int, int]] = {}
        self.styles: dict[Place, int] = {}
        self.formulas: set[Place] = set()
        self.rows: dict[int, int] = {}
        self.prefix = b""
        self.protected = False
        self._columns: list[tuple[int, int, int]] = []
        self._row_styles: dict[int, int] = {}
        self._in_row: dict[int, list[tuple[int, int]]] = {}
        self._row = self._column = self._begin = 0
        self._in_cell, self._empty_until = False, 0
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise GraftRefusedError("a sheet has two bytes a character")
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.Parse(data, True)

    def style(self, row: int, column: int) -> int:
        """The format of a cell that is not there: its row's, or else its column's."""
        if row in self._row_styles:
            return self._row_styles[row]
        found = (style for first, last, style in self._columns if first <= column <= last)
        return next(found, 0)

    def gap(self, row: int, column: int) -> int:
        """Where a cell that is not there would be: before the next one of its row."""
        later = (at for other, at in self._in_row.get(row, ()) if other > column)
        return next(later, self.rows[row])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "col":
            first, last, style = _numbers(attributes, "min", "max", "style")
            self._columns.append((first, last, style))
        elif local == "row":
            given = attributes.get("r", "")
            self._row = int(given) if given.isdecimal() else self._row + 1
            self._column = 0
            if attributes.get("customFormat") in ("1", "true"):
                self._row_styles[self._row] = _numbers(attributes, "s")[0]
        elif local == "c":
            self._open(attributes)
        elif local == "sheetProtection":
            self.protected = attributes.get("sheet") in ("1", "true")
        elif local == "f" and self._in_cell:
            self.formulas.add((self._row, self._column))

    def _open(self, attributes: dict[str, str]) -> None:
        self._column = _place(attributes.get("r", ""))[1] or self._column + 1
        self._begin, self._in_cell = self._parser.CurrentByteIndex, True
        self.styles[self._row, self._column] = _numbers(attributes, "s")[0]
        self._in_row.setdefault(self._row, []).append((self._column, self._begin))
        opening = _OPENING.match(self.data, self._begin)
        self.prefix = opening[1] if opening else self.prefix
        empty = opening if opening and opening[0].endswith(b"/>") else None
        self._empty_until = empty.end() if empty else 0

    def _end(self, name: str) -> None:
        local, at = name.rpartition(" ")[2], self._parser.CurrentByteIndex
        if local == "c":
            end = self._empty_until or self.data.index(b">", at) + 1
            self.cells[self._row, self._column] = self._begin, end
            self._in_cell = False
        elif local == "row" and _ROW_END.match(self.data, at):
            self.rows[self._row] = at

    def _refuse(self, *_: object) -> None:
        raise GraftRefusedError("a sheet declares entities")


def _numbers(attributes: Mapping[str, str], *names: str) -> tuple[int, ...]:
    texts = (attributes.get(name, "") for name in names)
    return tuple(int(text) if text.isdecimal() else 0 for text in texts)
