"""Links from the user's rows into the plan, on cells with a number in them.

A link changes neither value nor style of a cell. Texts are left alone: LibreOffice would draw
them in another colour. So are blank cells: programs write the address of the link into them. Our
links are told by their tooltip; where the user has a link it stays.
"""

import re
from collections.abc import Mapping
from html import escape
from xml.parsers import expat

from planner.ooxml.package import MAIN, GraftRefusedError, Package
from planner.ooxml.splice import areas, covered, find_block

_TOOLTIP = b'tooltip="planner: to the plan"'
_MOST = 20_000
"""Links on a sheet; Excel allows 65,530, the user's own among them."""
_LINK = re.compile(
    rb"<(?:\w+:)?hyperlink\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(?:/>|>\s*</(?:\w+:)?hyperlink\s*>)"
)
_REFERENCE = re.compile(rb"\bref\s*=\s*[\"']([^\"']*)")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^>/])>\s*<(?:\w+:)?[vf]\b")
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Z]+[0-9]+)[\"']")
_KIND = re.compile(rb"\bt\s*=\s*[\"'](?!n[\"'])")


def link_back(
    package: Package, sheets: Mapping[str, str], links: Mapping[str, Mapping[str, str]]
) -> None:
    """Link cells, in place of all links of earlier runs.

    `sheets` says the part of each sheet of the user's, `links` by sheet and cell where to.
    """
    for name, part in sheets.items():
        data = package.parts.get(part, b"")
        if part in package.parts and (links.get(name) or _TOOLTIP in data):
            package.parts[part] = _with_links(data, links.get(name, {}))


def _with_links(data: bytes, links: Mapping[str, str]) -> bytes:
    """The sheet with these links and none of earlier runs; as it was if it is not understood."""
    try:
        block, insert = find_block(data, "hyperlinks")
    except (expat.ExpatError, GraftRefusedError):
        return data
    start, end = block or (insert, insert)
    kept = _LINK.sub(lambda match: b"" if _TOOLTIP in match[0] else match[0], data[start:end])
    own = _LINK.findall(kept)
    places = [place for link in own if (place := _REFERENCE.search(link))]
    single = {place[1].decode("ascii", "replace") for place in places}
    ranges = [area for place in places if b":" in place[1] for area in areas(place[1])]
    numbers = _numbers(data) if links else frozenset()
    added = b"".join(
        b'<hyperlink xmlns="%s" ref="%s" location="%s" %s/>'
        % (MAIN.encode(), cell.encode(), _ascii(place), _TOOLTIP)
        for cell, place in [*links.items()][:_MOST]
        if cell in numbers and cell not in single and not covered(cell, ranges)
    )
    if own:
        close = kept.rindex(b"</")
        kept = kept[:close] + added + kept[close:]
    else:
        kept = b'<hyperlinks xmlns="%s">%s</hyperlinks>' % (MAIN.encode(), added) if added else b""
    return data[:start] + kept + data[end:]


def _ascii(place: str) -> bytes:
    return escape(place).encode("ascii", "xmlcharrefreplace")


def _numbers(data: bytes) -> frozenset[str]:
    """Cells that have a value, and whose type is that of numbers."""
    cells = (attributes for attributes in _CELL.findall(data) if not _KIND.search(attributes))
    return frozenset(match[1].decode() for c in cells if (match := _PLACE.search(c)))
