"""Formulas that several cells share, of which one cell alone has the text.

A formula that was filled down is stored once, in its first cell; the others refer to that. Where
the first is to hold something else, the others get formulas of their own.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape

_FORMULA = re.compile(
    rb"<((?:\w+:)?)f\b((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?:/>|>([^<]*)</(?:\w+:)?f\s*>)"
)
_INDEX = re.compile(rb"\ssi\s*=\s*[\"']([0-9]+)[\"']")
_OF_MANY = re.compile(rb"\st\s*=\s*[\"'](?:array|dataTable)[\"']")

ByteSpan = tuple[int, int]
"""The first byte of a cell in its part, and the first after it."""


def of_many(cell: bytes) -> bool:
    """Whether a cell's formula fills several cells at once, so that it cannot go from one."""
    found = _FORMULA.search(cell)
    return bool(found and _OF_MANY.search(found[2]))


def handed_on(
    data: bytes, cells: Mapping[str, ByteSpan], going: Iterable[str]
) -> Iterable[tuple[int, int, bytes]]:
    """What replaces the references to formulas whose text goes away: spans, and formulas there.

    Args:
        data: A sheet's part.
        cells: By cell with a formula the span of the cell.
        going: The cells whose formulas go away.
    """
    gone = set(going)
    texts = {}
    for cell in gone:
        found = _FORMULA.search(data, *cells[cell])
        if found and found[3] and (index := _INDEX.search(found[2])):
            texts[index[1]] = cell, unescape(found[3].decode())
    if not texts:
        return
    from openpyxl.formula.translate import Translator

    for cell in cells.keys() - gone:
        found = _FORMULA.search(data, *cells[cell])
        index = _INDEX.search(found[2]) if found else None
        if found and not found[3] and index and index[1] in texts:
            first, text = texts[index[1]]
            own = Translator(f"={text}", origin=first).translate_formula(cell)[1:]
            said = escape(own, quote=False).encode("ascii", "xmlcharrefreplace")
            yield *found.span(), b"<%sf>%s</%sf>" % (found[1], said, found[1])
