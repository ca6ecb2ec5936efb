"""Room for what is added to the user's workbook: sheets at its end, rows and columns of tables.

A table of Excel's ends where it says. Cells directly below or right of it become part of it, as
they do when somebody types there.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from planner.ooxml.fill import CellPlace, Entry, place_of
from planner.ooxml.package import (
    CONTENT_TYPES,
    MAIN,
    OFFICE,
    TYPES,
    Package,
    Relationship,
    free_id,
    parse,
    serialise,
    whole,
)
from planner.ooxml.package_guard import column_number
from planner.ooxml.restyle import tag
from planner.ooxml.sheetlist import append_sheet

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


def add_sheet(package: Package, workbook: str, name: str) -> str:
    """Add an empty sheet behind all others.

    Args:
        package: The workbook.
        workbook: The part with the list of sheets.
        name: Of the sheet; none may be called so.

    Returns:
        The part of the sheet.
    """
    from lxml import etree

    part = package.free_name("xl/worksheets/sheet1.xml")
    package.parts[part] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        "<sheetData></sheetData></worksheet>"
    ).encode()
    types = parse(package.parts[CONTENT_TYPES])
    element = etree.SubElement(types, f"{{{TYPES}}}Override")
    element.attrib.update({"PartName": f"/{part}", "ContentType": _SHEET})
    package.parts[CONTENT_TYPES] = serialise(types)
    links = package.relationships(workbook)
    own = Relationship(id=free_id(links), type=f"{OFFICE}/worksheet", target=part)
    package.set_relationships(workbook, [*links, own])
    root = parse(package.parts[workbook])
    append_sheet(root, name, own.id)
    package.parts[workbook] = serialise(root)
    return part


def grow_tables(package: Package, part: str, entries: Mapping[str, Entry]) -> None:
    """Let the tables of a sheet take in what was filled directly below or right of them.

    Args:
        package: The workbook.
        part: The part of the sheet.
        entries: By cell what was put there.
    """
    cells = {place_of(cell): cell for cell in entries}
    for link in package.relationships(part):
        if link.kind != "table" or link.target not in package.parts:
            continue
        root = parse(package.parts[link.target])
        if _grown(root, cells, entries):
            package.parts[link.target] = serialise(root)


def _grown(root: "_Element", cells: Mapping[CellPlace, str], entries: Mapping[str, Entry]) -> bool:
    """Whether a table, which has a row of headers, has become larger."""
    match = _RANGE.fullmatch(root.get("ref", ""))
    if match is None or root.get("headerRowCount") == "0":
        return False
    left, right = column_number(match[1]), column_number(match[3])
    top, last, edge = int(match[2]), int(match[4]), match[3]
    while not whole(root, "totalsRowCount") and any(
        (last + 1, column) in cells for column in range(left, right + 1)
    ):
        last += 1
    while (cell := cells.get((top, right + 1))) and _column_added(root, entries[cell].value):
        right, edge = right + 1, cell.rstrip("0123456789")
    after = f"{match[1]}{top}:{edge}{last}"
    if after == match[0]:
        return False
    root.set("ref", after)
    filters = root.find(tag("autoFilter"))
    if filters is not None:
        filters.set("ref", f"{match[1]}{top}:{edge}{last - whole(root, 'totalsRowCount')}")
    return True


def _column_added(root: "_Element", name: float | str) -> bool:
    """Whether a column could be added to a table: it has a name that no other has."""
    from lxml import etree

    columns = root.find(tag("tableColumns"))
    if columns is None or not isinstance(name, str) or not name:
        return False
    if name.casefold() in {one.get("name", "").casefold() for one in columns}:
        return False
    number = max((whole(one, "id") for one in columns), default=0) + 1
    element = etree.SubElement(columns, tag("tableColumn"))
    element.attrib.update({"id": str(number), "name": name})
    columns.set("count", str(len(columns)))
    return True
