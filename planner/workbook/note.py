"""Notes on cells of the user's sheets, as input messages that show when a cell is selected.

An input message is a data validation that allows everything. It needs no new parts and changes
no cell; where the user has a validation of their own it stays and there is no note. Our notes
are told by their title. As with marks, the sheet's bytes are cut and spliced, not re-written.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from xml.parsers import expat

from planner.workbook.package import MAIN, GraftRefusedError

_TITLE = b"planner"
_LONGEST = 250
_MOST = 500
_BEFORE = frozenset(
    """
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
    protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
    phoneticPr conditionalFormatting
    """.split()  # noqa: SIM905 # reads better than a list of strings
)
"""What comes before the data validations in a sheet."""
_ATTRIBUTES = rb"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*"
_RULE = re.compile(
    rb"<((?:\w+:)?)dataValidation\b(" + _ATTRIBUTES + rb")(?:/>|>.*?</\1dataValidation\s*>)",
    re.DOTALL,
)
_OPENING = re.compile(rb"<(?:\w+:)?dataValidations\b" + _ATTRIBUTES + rb">")
_RANGE = re.compile(r"([A-Z]+)([0-9]+)(?::([A-Z]+)([0-9]+))?")

Area = tuple[int, int, int, int]


def with_notes(data: bytes, notes: Mapping[str, str]) -> bytes:
    """The sheet with these notes (cell → text) and none of earlier runs.

    As it was where it cannot be understood.
    """
    try:
        block, insert = _block(data)
    except (expat.ExpatError, GraftRefusedError):
        return data
    start, end = block or (insert, insert)
    kept = _RULE.sub(_kept, data[start:end])
    rules = _RULE.findall(kept)
    taken = [*_areas(kept), *_areas(data[end:])]
    wanted = {cell: text for cell, text in notes.items() if not _covered(cell, taken)}
    added = b"".join(_note(cell, text) for cell, text in list(wanted.items())[:_MOST])
    return data[:start] + _joined(kept, len(rules), added) + data[end:]


def has_notes(data: bytes) -> bool:
    """Whether an earlier run may have left notes in the sheet."""
    return b'promptTitle="%s"' % _TITLE in data


def _joined(kept: bytes, rules: int, added: bytes) -> bytes:
    """The block of validations with what is added; nothing where none is left."""
    if not rules:
        head = f'<dataValidations xmlns="{MAIN}" count="%d">'.encode() % added.count(b"<data")
        return head + added + b"</dataValidations>" if added else b""
    opening = _OPENING.match(kept)
    if opening is None:
        return kept
    count = b' count="%d"' % (rules + added.count(b"<data"))
    head = re.sub(rb"\s+count=\s*[\"'][0-9]*[\"']", count, opening[0], count=1)
    close = kept.rindex(b"</")
    return head + kept[opening.end() : close] + added + kept[close:]


def _kept(match: re.Match[bytes]) -> bytes:
    return b"" if b'promptTitle="%s"' % _TITLE in match[2] else match[0]


def _note(cell: str, text: str) -> bytes:
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    prompt = escape(text).replace("\n", "&#10;").replace("\t", " ")
    attributes = f'sqref="{cell}" promptTitle="{_TITLE.decode()}" prompt="{prompt}"'
    return (
        f'<dataValidation xmlns="{MAIN}" allowBlank="1" showInputMessage="1" {attributes}/>'
    ).encode()


def _areas(data: bytes) -> Iterator[Area]:
    """The cells that validations cover, also those of newer Excels at the sheet's end."""
    for found in re.findall(rb"\bsqref\s*=\s*[\"']([^\"']*)|:sqref>([^<]*)<", data):
        for match in _RANGE.finditer(b"".join(found).decode("ascii", "replace")):
            first, top, last, bottom = match.groups()
            yield _column(first), int(top), _column(last or first), int(bottom or top)


def _covered(cell: str, areas: list[Area]) -> bool:
    match = _RANGE.fullmatch(cell)
    if match is None:
        return True
    column, row = _column(match[1]), int(match[2])
    return any(c1 <= column <= c2 and r1 <= row <= r2 for c1, r1, c2, r2 in areas)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _block(data: bytes) -> tuple[tuple[int, int] | None, int]:
    """Where the validations are, if there are any, and where they would have to come."""
    parser = expat.ParserCreate(namespace_separator=" ")
    block: list[int] = []
    insert: list[int] = []
    depth = 0

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        local = name.rpartition(" ")[2]
        if depth == 1 and local == "dataValidations":
            block.append(parser.CurrentByteIndex)
        if depth == 1 and local not in _BEFORE and local != "dataValidations":
            insert.append(parser.CurrentByteIndex)
        depth += 1

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 1 and name.rpartition(" ")[2] == "dataValidations":
            block.append(data.index(b">", parser.CurrentByteIndex) + 1)
        if depth == 0:
            insert.append(parser.CurrentByteIndex)

    def refuse(*_: object) -> None:
        raise GraftRefusedError("a sheet declares entities")

    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise GraftRefusedError("a sheet has two bytes a character")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)
    return ((block[0], block[1]) if block else None), insert[0]
