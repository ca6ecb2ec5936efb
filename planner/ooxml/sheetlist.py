"""The list of sheets in a workbook, and the defined names that belong to them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planner.ooxml.package import MAIN, OFFICE, RESULT_PREFIX, GraftRefusedError, whole
from planner.ooxml.restyle import tag
from planner.phrase import phrase

if TYPE_CHECKING:
    from lxml.etree import _Element

_AFTER_NAMES = tuple(
    f"{{{MAIN}}}{name}"
    for name in (
        "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
        "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
    )
)  # fmt: skip


def sheet_elements(root: "_Element") -> "list[_Element]":
    """The entries of the list, in order."""
    return list(root.iterfind(f"{tag('sheets')}/{tag('sheet')}"))


def enter_sheets(root: "_Element", links: Mapping[str, str]) -> None:
    """Enter the linked sheets, by name: ones that are there stay where they are.

    A new one stands behind the one before it in `links`; the first stand before all others.
    """
    known = [element.get("name") for element in sheet_elements(root)]
    position = 0
    for name, link in links.items():
        elements = sheet_elements(root)
        names = [element.get("name") for element in elements]
        if name in names:
            position = names.index(name)
            elements[position].set(f"{{{OFFICE}}}id", link)
        else:
            _insert_sheet(root, name, link, position)
        position += 1
    _renumber(root, known)


def append_sheet(root: "_Element", name: str, link: str) -> None:
    """Enter a linked sheet behind all others."""
    _insert_sheet(root, name, link, len(sheet_elements(root)))


def _insert_sheet(root: "_Element", name: str, link: str, position: int) -> None:
    from lxml import etree

    number = max((whole(element, "sheetId") for element in sheet_elements(root)), default=0) + 1
    sheets = root.find(tag("sheets"))
    if sheets is None:
        raise GraftRefusedError(phrase("it has no list of sheets"))
    element = etree.Element(tag("sheet"))
    element.attrib.update({"name": name, "sheetId": str(number), f"{{{OFFICE}}}id": link})
    sheets.insert(position, element)


def _renumber(root: "_Element", known: Sequence[str | None]) -> None:
    """Let what counts sheets by position follow them to where they are now."""
    place = {element.get("name"): str(at) for at, element in enumerate(sheet_elements(root))}
    for name in root.iterfind(f"{tag('definedNames')}/{tag('definedName')}"):
        local = whole(name, "localSheetId") if name.get("localSheetId") is not None else -1
        if 0 <= local < len(known):
            name.set("localSheetId", place[known[local]])


def open_on(root: "_Element", name: str) -> None:
    """Let the workbook open on a sheet."""
    names = [element.get("name") for element in sheet_elements(root)]
    for view in root.iter(tag("workbookView")):
        view.set("activeTab", str(names.index(name)))
        if view.get("firstSheet") is not None:
            del view.attrib["firstSheet"]


def drop_sheets(root: "_Element", gone: set[str]) -> None:
    """Remove entries from the list of sheets; what counts sheets by position moves along."""
    elements = sheet_elements(root)
    dropped = [i for i, element in enumerate(elements) if element.get("name") in gone]
    if not dropped:
        return
    for index in dropped:
        parent = elements[index].getparent()
        if parent is not None:
            parent.remove(elements[index])
    for name in list(root.iterfind(f"{tag('definedNames')}/{tag('definedName')}")):
        if name.get("localSheetId") is None:
            continue
        local = whole(name, "localSheetId")
        if local in dropped:
            _remove(name)
        else:
            name.set("localSheetId", str(_moved(local, dropped)))
    for view in root.iter(tag("workbookView")):
        for attribute in ("activeTab", "firstSheet"):
            if view.get(attribute):
                view.set(attribute, str(_moved(whole(view, attribute), dropped)))


def _moved(index: int, dropped: list[int]) -> int:
    return max(index - sum(other <= index for other in dropped), 0) if index in dropped else (
        index - sum(other < index for other in dropped)
    )  # fmt: skip


def _remove(element: "_Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _names_section(root: "_Element") -> "_Element":
    from lxml import etree

    found = root.find(tag("definedNames"))
    if found is not None:
        return found
    section = etree.Element(tag("definedNames"))
    following = (i for i, child in enumerate(root) if child.tag in _AFTER_NAMES)
    root.insert(next(following, len(root)), section)
    return section


def move_names(root: "_Element", guest_root: "_Element", ours: set[str]) -> None:
    """Replace the built-in names (print area, titles, filter) of our sheets by the guest's."""
    position = {element.get("name"): i for i, element in enumerate(sheet_elements(root))}
    guest_names = [element.get("name") for element in sheet_elements(guest_root)]
    local = {str(position[name]) for name in ours}
    section = _names_section(root)
    for name in list(section):
        if name.get("localSheetId") in local and name.get("name", "").startswith("_xlnm."):
            section.remove(name)
    for name in guest_root.iterfind(f"{tag('definedNames')}/{tag('definedName')}"):
        if name.get("localSheetId") is not None:
            own = guest_names[int(name.get("localSheetId", "0"))]
            name.set("localSheetId", str(position[own]))
            section.append(name)


def tag_sheets(root: "_Element", names: Mapping[str, str]) -> None:
    """Give each sheet its tag; old tags go."""
    from lxml import etree

    section = _names_section(root)
    for name in list(section):
        if name.get("name", "").startswith(RESULT_PREFIX) and name.get("localSheetId") is None:
            section.remove(name)
    for key, sheet in names.items():
        element = etree.SubElement(section, tag("definedName"))
        element.attrib.update({"name": RESULT_PREFIX + key, "hidden": "1"})
        element.text = "'" + sheet.replace("'", "''") + "'!$A$1"
