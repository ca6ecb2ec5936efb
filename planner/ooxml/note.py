"""Notes on cells of the user's sheets, as input messages that show when a cell is selected.

An input message is a data validation that allows everything. It needs no new parts and changes
no cell; where the user has a validation of their own it stays and there is no note. Our notes
are told by their title. As with marks, the sheet's bytes are cut and spliced, not re-written.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from xml.parsers import expat

from planner.ooxml.package import MAIN, GraftRefusedError
from planner.ooxml.splice import CellArea, areas, covered, find_block

_TITLE = b"planner"
_LONGEST = 250
_MOST = 500
_ATTRIBUTES = rb"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*"
_RULE = re.compile(
    rb"<((?:\w+:)?)dataValidation\b(" + _ATTRIBUTES + rb")(?:/>|>.*?</\1dataValidation\s*>)",
    re.DOTALL,
)
_OPENING = re.compile(rb"<(?:\w+:)?dataValidations\b" + _ATTRIBUTES + rb">")


def with_notes(data: bytes, notes: Mapping[str, str]) -> bytes:
    """The sheet with these notes (cell → text) and none of earlier runs.

    As it was where it cannot be understood.
    """
    try:
        block, insert = find_block(data, "dataValidations")
    except (expat.ExpatError, GraftRefusedError):
        return data
    start, end = block or (insert, insert)
    kept = _RULE.sub(_kept, data[start:end])
    rules = _RULE.findall(kept)
    taken = [*_validated(kept), *_validated(data[end:])]
    wanted = {cell: text for cell, text in notes.items() if not covered(cell, taken)}
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


def _validated(data: bytes) -> Iterator[CellArea]:
    """The cells that validations cover, also those of newer Excels at the sheet's end."""
    for found in re.findall(rb"\bsqref\s*=\s*[\"']([^\"']*)|:sqref>([^<]*)<", data):
        yield from areas(b"".join(found))
