"""Finds places in the bytes of a sheet, which is cut and spliced, not written again."""

import re
from collections.abc import Iterator
from xml.parsers import expat

from planner.ooxml.package import GraftRefusedError
from planner.ooxml.package_guard import column_number
from planner.phrase import phrase

CellArea = tuple[int, int, int, int]

_ORDER = """
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
    protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
    phoneticPr conditionalFormatting dataValidations hyperlinks
""".split()  # noqa: SIM905 # reads better than a list of strings
"""What a sheet holds, in order, up to the last that is spliced in here."""
_RANGE = re.compile(r"([A-Z]+)([0-9]+)(?::([A-Z]+)([0-9]+))?")


def find_block(data: bytes, name: str) -> tuple[tuple[int, int] | None, int]:
    """Where an element of a sheet is, if there is one, and where it would have to come.

    Raises:
        GraftRefusedError: if the sheet declares entities or has two bytes a character.
        expat.ExpatError: if it is not well-formed.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    earlier = frozenset(_ORDER[: _ORDER.index(name)])
    block: list[int] = []
    insert: list[int] = []
    depth = 0

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        local = tag.rpartition(" ")[2]
        if depth == 1 and local == name:
            block.append(parser.CurrentByteIndex)
        if depth == 1 and local not in earlier and local != name:
            insert.append(parser.CurrentByteIndex)
        depth += 1

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 1 and tag.rpartition(" ")[2] == name:
            block.append(data.index(b">", parser.CurrentByteIndex) + 1)
        if depth == 0:
            insert.append(parser.CurrentByteIndex)

    def refuse(*_: object) -> None:
        raise GraftRefusedError(phrase("a sheet declares entities"))

    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise GraftRefusedError(phrase("a sheet has two bytes a character"))
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)
    return ((block[0], block[1]) if block else None), insert[0]


def areas(references: bytes) -> Iterator[CellArea]:
    """First column, first row, last column, last row of each range in ``A1:B2 C3``."""
    for match in _RANGE.finditer(references.decode("ascii", "replace")):
        first, top, last, bottom = match.groups()
        yield column_number(first), int(top), column_number(last or first), int(bottom or top)


def covered(cell: str, taken: list[CellArea]) -> bool:
    """Whether a cell lies in one of these ranges; what is no cell does."""
    match = _RANGE.fullmatch(cell)
    if match is None:
        return True
    column, row = column_number(match[1]), int(match[2])
    return any(c1 <= column <= c2 and r1 <= row <= r2 for c1, r1, c2, r2 in taken)
