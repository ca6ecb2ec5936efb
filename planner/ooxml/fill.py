"""Puts values into cells of the user's sheets; what else the cells have stays as it is.

Style and number format stay. A formula stays too: only the result that is stored with it may be
renewed. Rows that are not there are added. As with marks, the sheet's bytes are cut and spliced,
not re-written.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from xml.parsers import expat

from planner.ooxml.package import GraftRefusedError, Package, parse, serialise, whole
from planner.ooxml.package_guard import column_number
from planner.ooxml.restyle import tag
from planner.ooxml.shared_formulas import handed_on, of_many
from planner.phrase import phrase

if TYPE_CHECKING:
    from lxml.etree import _Element

CellPlace = tuple[int, int]
"""Row and column of a cell, from 1."""
PartChange = tuple[int, int, bytes]
"""A span of a part, and what replaces it."""

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_OPENING = re.compile(rb"<((?:\w+:)?)c\b((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*/?>")
_ROW_END = re.compile(rb"</(?:\w+:)?row\b")
_ROW = re.compile(rb"<((?:\w+:)?)row\b((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*/>")
_DATA_END = re.compile(rb"</(?:\w+:)?sheetData\b")
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
    """A value to put into a cell.

    Args:
        value: A number (of a date its serial) or a text; "" leaves it blank.
        like: A cell of the sheet whose number format it takes where its own is General.
        form: The id of a number format to take then, where there is no such cell.
        dressed: Whether it takes the whole look of `like` where it has none of its own.
        over_formula: Whether it takes the place of a formula.
    """

    value: float | str
    like: str = ""
    form: int = 0
    dressed: bool = False
    over_formula: bool = False


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
    changes: list[PartChange] = []
    added: dict[int, list[str]] = {}
    for cell in sorted(entries, key=place_of):
        if found.lacks(place_of(cell)[0]):
            added.setdefault(place_of(cell)[0], []).append(cell)
            continue
        change = _change(found, looks, cell, entries[cell])
        if change is None:
            spared.add(cell)
        else:
            changes.append(change)
    changes += _handed_on(found, [cell for cell in entries if cell not in spared])
    changes += (_row(found, looks, row, cells, entries) for row, cells in added.items())
    for cell, value in results.items():
        if place_of(cell) in found.formulas:
            start, end = found.cells[place_of(cell)]
            changes.append((start, end, _renewed(data[start:end], value)))
    package.parts[part] = _spliced(data, changes)
    return frozenset(spared)


def _handed_on(found: "_Scan", filled: Sequence[str]) -> Iterable[PartChange]:
    """Formulas of their own for cells that share one that is replaced."""
    going = [cell for cell in filled if place_of(cell) in found.formulas]
    if not going:
        return ()
    from openpyxl.utils import get_column_letter

    spans = {
        f"{get_column_letter(column)}{row}": found.cells[row, column]
        for row, column in found.formulas
    }
    return handed_on(found.data, spans, going)


def place_of(cell: str) -> CellPlace:
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


def _spliced(data: bytes, changes: list[PartChange]) -> bytes:
    """The data with spans replaced; what is put in at one place comes in the order given."""
    pieces, at = [], 0
    for start, end, content in sorted(changes, key=lambda change: change[0]):
        pieces += [data[at:start], content]
        at = end
    return b"".join([*pieces, data[at:]])


def _row(
    found: "_Scan", looks: "_Looks", row: int, cells: Sequence[str], entries: Mapping[str, Entry]
) -> PartChange:
    """A row that is not there, or has nothing in it, with cells."""
    prefix, content = found.prefix, b""
    for cell in cells:
        style = looks.suited(found.style(*place_of(cell)), entries[cell])
        content += _cell(prefix, cell, style, entries[cell].value)
    start, end, opening = found.place_of_row(row)
    return start, end, b"%s%s</%srow>" % (opening, content, prefix)


def _change(found: "_Scan", looks: "_Looks", cell: str, entry: Entry) -> PartChange | None:
    """The span of the cell and what replaces it; None where it stays."""
    place = place_of(cell)
    if place[0] not in found.rows or (place in found.formulas and not entry.over_formula):
        return None
    if place in found.cells:
        start, end = found.cells[place]
        if place in found.formulas and of_many(found.data[start:end]):
            return None
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
    if value == "":
        return head + b"/>"
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

    def __init__(self, styles: "_Element", places: Mapping[CellPlace, int]) -> None:
        self._formats = styles.find(tag("cellXfs"))
        self._general = {
            whole(one, "numFmtId")
            for one in styles.iter(tag("numFmt"))
            if one.get("formatCode", "").casefold() == "general"
        }
        """What LibreOffice writes for a cell that has no number format."""
        self._places = places
        self._made: dict[tuple[int, int], int] = {}

    def suited(self, style: int, entry: Entry) -> int:
        """The format, or, where it says nothing of numbers, a copy of it that does.

        Where there is none, that of the cell whose look is wanted.
        """
        if entry.dressed and not style:
            style = self._places.get(place_of(entry.like), 0)
        wanted = self._form(self._places.get(place_of(entry.like), 0)) or entry.form
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
        form = whole(formats[style], "numFmtId")
        return 0 if form in self._general else form


class _Scan:
    """One pass over a sheet's bytes.

    Attributes:
        cells: By place the span of each cell.
        styles: By place its format.
        formulas: The places of formulas.
        rows: By number where a row's content ends; only rows that have any.
        bare: By number the span of a row that has none.
        starts: By number where a row begins.
        end: Where rows could be added behind all others; -1 where they cannot.
        protected: Whether the sheet is protected.

    Raises:
        GraftRefusedError: if the sheet declares entities or has two bytes a character.
        expat.ExpatError: if it is not well-formed.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.cells: dict[CellPlace, tuple[int, int]] = {}
        self.styles: dict[CellPlace, int] = {}
        self.formulas: set[CellPlace] = set()
        self.rows: dict[int, int] = {}
        self.bare: dict[int, tuple[int, int]] = {}
        self.starts: dict[int, int] = {}
        self.end = -1
        self.prefix = b""
        self.protected = False
        self._columns: list[tuple[int, int, int]] = []
        self._row_styles: dict[int, int] = {}
        self._in_row: dict[int, list[tuple[int, int]]] = {}
        self._row = self._column = self._begin = 0
        self._in_cell, self._empty_until = False, 0
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise GraftRefusedError(phrase("a sheet has two bytes a character"))
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.Parse(data, True)

    def lacks(self, row: int) -> bool:
        """Whether a row could be added."""
        return row > 0 and row not in self.rows and self.end >= 0

    def place_of_row(self, row: int) -> tuple[int, int, bytes]:
        """The span that a row takes which is to be added, and how it begins."""
        if row in self.bare:
            start, end = self.bare[row]
            return start, end, self.data[start:end].rstrip(b"/> ") + b">"
        later = [number for number in self.starts if number > row]
        at = self.starts[min(later)] if later else self.end
        return at, at, b'<%srow r="%d">' % (self.prefix, row)

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
            self.starts[self._row] = self._parser.CurrentByteIndex
            if attributes.get("customFormat") in ("1", "true"):
                self._row_styles[self._row] = _numbers(attributes, "s")[0]
        elif local == "c":
            self._open(attributes)
        elif local == "sheetProtection":
            self.protected = attributes.get("sheet") in ("1", "true")
        elif local == "f" and self._in_cell:
            self.formulas.add((self._row, self._column))

    def _open(self, attributes: dict[str, str]) -> None:
        self._column = place_of(attributes.get("r", ""))[1] or self._column + 1
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
        elif local == "row" and (empty := _ROW.match(self.data, self.starts[self._row])):
            self.bare[self._row] = empty.span()
        elif local == "sheetData" and (close := _DATA_END.match(self.data, at)):
            self.end = close.start()

    def _refuse(self, *_: object) -> None:
        raise GraftRefusedError(phrase("a sheet declares entities"))


def _numbers(attributes: Mapping[str, str], *names: str) -> tuple[int, ...]:
    texts = (attributes.get(name, "") for name in names)
    return tuple(int(text) if text.isdecimal() else 0 for text in texts)
