"""How the cells of an .xls workbook look: colours, bold, indentation, merged cells.

The reader of values (`planner.reading.foreign`) does not give these. It is run in the same process
with limits. Source: [MS-XLS] Excel Binary File Format (.xls) Structure, Microsoft; of workbooks
since Excel 97.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import error, unpack_from

from planner.reading.compound_file import NoCompoundFileError, streams_of
from planner.reading.ods_look import SheetLook

_STREAMS = ("Workbook",)
_BEGIN, _END, _SHEET, _FONT, _FORMAT, _MERGED = 0x809, 0x0A, 0x85, 0x31, 0xE0, 0xE5
_PALETTE, _FIRST_OWN = 0x92, 8
_CELLS = frozenset([0x201, 0x203, 0x204, 0x205, 0x27E, 0xFD, 0x06])
"""A cell each: blank, number, text, truth or error, short number, shared text, formula."""
_BLANKS, _NUMBERS = 0xBE, 0xBD
"""Several cells of a row in one record."""
_SINCE_97 = 0x600
_WHITE = frozenset([1, 9, 64, 65])
_BOLD, _NO_FONT = 700, 4
_MOST = 300_000


@dataclass(frozen=True, slots=True)
class _Style:
    colour: str
    bold: bool
    indent: int


@dataclass(frozen=True, slots=True)
class _Workbook:
    """The sheets with their places in the stream, and the styles of cells by number."""

    sheets: list[tuple[str, int]]
    styles: list[_Style]


def looks_of_xls(data: bytes) -> dict[str, SheetLook]:
    """Name of each sheet → its look; {} for a file that is no such workbook, or is damaged."""
    try:
        stream = next(iter(streams_of(data, _STREAMS).values()), b"")
        book = _workbook(stream)
        return {name: _look(stream, place, book.styles) for name, place in book.sheets}
    except (NoCompoundFileError, error, IndexError, ValueError):
        return {}


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yields kind and content of the records from a place to the end of their part."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        at += 4 + size
        depth += (kind == _BEGIN) - (kind == _END)
        yield kind, stream[at - size : at]
        if depth <= 0:
            return


def _workbook(stream: bytes) -> _Workbook:
    sheets: list[tuple[str, int]] = []
    bold: list[bool] = []
    formats: list[bytes] = []
    palette: dict[int, str] = {}
    for kind, content in _records(stream, 0):
        if kind == _BEGIN and unpack_from("<H", content)[0] != _SINCE_97:
            return _Workbook([], [])
        if kind == _SHEET:
            wide, length = content[7] & 1, content[6]
            name = content[8 : 8 + length * (1 + wide)]
            title = name.decode("utf-16-le" if wide else "latin-1", "replace")
            sheets.append((title, unpack_from("<I", content)[0]))
        elif kind == _FONT:
            bold.append(unpack_from("<H", content, 6)[0] >= _BOLD)
        elif kind == _FORMAT:
            formats.append(content)
        elif kind == _PALETTE:
            for n in range(unpack_from("<H", content)[0]):
                palette[_FIRST_OWN + n] = content[2 + 4 * n : 5 + 4 * n].hex().upper()
    return _Workbook(sheets, [_style(one, bold, palette) for one in formats])


def _style(content: bytes, bold: list[bool], palette: dict[int, str]) -> _Style:
    font = unpack_from("<H", content)[0]
    font -= font > _NO_FONT  # no font has that number
    pattern = unpack_from("<I", content, 14)[0] >> 26
    number = unpack_from("<H", content, 18)[0] & 0x7F
    own = palette.get(number, "")
    plain = not pattern or number in _WHITE - palette.keys() or own == "FFFFFF"
    colour = "" if plain else f"rgb:FF{own}" if own else f"indexed:{number}"
    return _Style(colour, font < len(bold) and bold[font], content[8] & 0x0F)


def _look(stream: bytes, place: int, styles: list[_Style]) -> SheetLook:
    found = SheetLook()
    for kind, content in _records(stream, place):
        if kind == _MERGED:
            for n in range(unpack_from("<H", content)[0]):
                top, bottom, left, right = unpack_from("<4H", content, 2 + 8 * n)
                found.merged.append((top + 1, left + 1, bottom + 1, right + 1))
        for row, column, number in _places(kind, content):
            if number < len(styles) and len(found.fills) < _MOST:
                _add(found, (row + 1, column + 1), styles[number])
    return found


def _places(kind: int, content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yields row and column from 0, and the style, of the cells of a record."""
    if kind in _CELLS:
        row, column, style = unpack_from("<3H", content)
        yield row, column, style
    elif kind in (_BLANKS, _NUMBERS):
        row, first = unpack_from("<2H", content)
        width = 2 if kind == _BLANKS else 6
        for n in range((len(content) - 6) // width):
            yield row, first + n, unpack_from("<H", content, 4 + width * n)[0]


def _add(found: SheetLook, place: tuple[int, int], style: _Style) -> None:
    if style.colour:
        found.fills[place] = style.colour
    if style.bold:
        found.bold.add(place)
    if style.indent:
        found.indents[place] = style.indent
