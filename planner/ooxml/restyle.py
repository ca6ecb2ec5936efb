"""Adds the styles of one workbook to those of another.

Styles that the other already has are used again, so that adding the same styles twice adds nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.ooxml.package import MAIN, GraftRefusedError, whole
from planner.phrase import phrase

if TYPE_CHECKING:
    from lxml.etree import _Element

_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip
_MOST_FORMATS = 64_000
_FIRST_OWN_FORMAT = 164
_APPLIED = ("Number", "Font", "Fill", "Border", "Alignment", "Protection")


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleMap:
    """New index of each cell format and of each differential format that was added."""

    cells: tuple[int, ...]
    differential: tuple[int, ...]


def tag(name: str) -> str:
    """A SpreadsheetML name with its namespace."""
    return f"{{{MAIN}}}{name}"


def merge(host: "_Element", guest: "_Element") -> StyleMap:
    """Add all formats of the guest's style sheet to the host's, in place.

    Raises:
        GraftRefusedError: if the host would then have more cell formats than Excel can hold.
    """
    numbers = _merge_numbers(host, guest)
    parts = {name: _merge_list(host, guest, name) for name in ("fonts", "fills", "borders")}

    def moved(xf: "_Element") -> "_Element":
        xf.set("numFmtId", str(numbers.get(int(xf.get("numFmtId", "0")), xf.get("numFmtId", "0"))))
        for name, attribute in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")):
            xf.set(attribute, str(parts[name][int(xf.get(attribute, "0"))]))
        xf.set("xfId", "0")
        for applied in _APPLIED:
            xf.set(f"apply{'NumberFormat' if applied == 'Number' else applied}", "1")
        return xf

    cells = _merge_list(host, guest, "cellXfs", moved)
    if len(_section(host, "cellXfs")) > _MOST_FORMATS:
        raise GraftRefusedError(phrase("it has almost as many cell formats as Excel can hold"))
    return StyleMap(cells=tuple(cells), differential=tuple(_merge_list(host, guest, "dxfs")))


def _merge_list(
    host: "_Element",
    guest: "_Element",
    name: str,
    move: "Callable[[_Element], _Element]" = lambda element: element,
) -> list[int]:
    """Add a section's elements; where each of them now is."""
    source = guest.find(tag(name))
    if source is None or not len(source):
        return []
    section = _section(host, name)
    known: dict[Any, int] = {}
    for index, element in enumerate(_elements(section)):
        known.setdefault(_key(element), index)
    count = sum(1 for _ in _elements(section))
    places = []
    for element in _elements(source):
        moved = move(_copy(element))
        key = _key(moved)
        if key not in known:
            section.append(moved)
            known[key] = count
            count += 1
        places.append(known[key])
    section.set("count", str(count))
    return places


def _merge_numbers(host: "_Element", guest: "_Element") -> dict[int, int]:
    """Add the number formats; from each old id to the new one."""
    source = guest.find(tag("numFmts"))
    if source is None:
        return {}
    section = _section(host, "numFmts")
    known = {e.get("formatCode"): whole(e, "numFmtId") for e in _elements(section)}
    free = max([_FIRST_OWN_FORMAT - 1, *known.values()]) + 1
    moved = {}
    for element in _elements(source):
        code = element.get("formatCode")
        if code not in known:
            added = _copy(element)
            added.set("numFmtId", str(free))
            section.append(added)
            known[code] = free
            free += 1
        moved[int(element.get("numFmtId", "0"))] = known[code]
    section.set("count", str(sum(1 for _ in _elements(section))))
    return moved


def _section(root: "_Element", name: str) -> "_Element":
    """A section of a style sheet, made in its place if it is missing."""
    from lxml import etree

    found = root.find(tag(name))
    if found is not None:
        return found
    section = etree.Element(tag(name))
    later = {tag(other) for other in _ORDER[_ORDER.index(name) + 1 :]}
    following = (i for i, child in enumerate(root) if child.tag in later)
    root.insert(next(following, len(root)), section)
    return section


def _elements(section: "_Element") -> "Iterator[_Element]":
    """The children that are elements, not comments."""
    return (child for child in section if isinstance(child.tag, str))


def _copy(element: "_Element") -> "_Element":
    from copy import deepcopy

    return deepcopy(element)


def _key(element: "_Element") -> Any:
    """A key that is the same for equal style elements."""
    children = tuple(_key(child) for child in _elements(element))
    return element.tag, tuple(sorted(element.attrib.items())), children
