"""The list of sheets in a workbook, and the defined names that belong to them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from planner.ooxml.package import MAIN, OFFICE, RESULT_PREFIX, GraftRefusedError, whole
from planner.ooxml.restyle import tag

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


def enter_sheet(root: "_Element", name: str, link: str) -> None:
    """Let the sheet of this name, a new one at the end if there is none, be the linked part."""
    from lxml import etree

    elements = sheet_elements(root)
    for element in elements:
        if element.get("name") == name:
            element.set(f"{{{OFFICE}}}id", link)
            return
    number = max((whole(element, "sheetId") for element in elements), default=0) + 1
    sheets = root.find(tag("sheets"))
    if sheets is None:
        raise GraftRefusedError("it has no list of sheets")
    element = etree.SubElement(sheets, tag("sheet"))
    element.attrib.update({"name": name, "sheetId": str(number), f"{{{OFFICE}}}id": link})


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
