"""Checks a workbook file part by part, as far as a program can without Excel."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple

from planner.ooxml.package import MAIN, OFFICE, Package, Relationship, content_types, parse
from planner.ooxml.restyle import tag

_XML = re.compile(r"\.(xml|rels|vml)$")


def faults(data: bytes) -> list[str]:
    """What is wrong with the file; nothing for a sound one."""
    return [*_faults(data)]


@lru_cache(maxsize=4)
def _faults(data: bytes) -> tuple[str, ...]:
    """The same; a test that asks again has its answer at once."""
    package = Package.read(data)  # which finds damaged parts
    found = _twice(data, len(package.infos))
    for part, content in package.parts.items():
        if _XML.search(part) and (error := _seen(content).error):
            found.append(f"{part}: {error}")
    if found:
        return tuple(found)
    parts = ["", *(part for part in package.parts if not part.endswith(".rels"))]
    links = {part: package.relationships(part) for part in parts}
    types = dict(content_types(package))
    return (
        *_links(package, links),
        *_types(package, types),
        *_workbook(package),
        *_sheets(package, links[package.workbook_part()]),
        *_tables(package, types),
        *_drawings(package, types),
    )


def _twice(data: bytes, different: int) -> list[str]:
    """The names that are in the archive more than once, where it lists more than are different."""
    entries = int.from_bytes(data[-12:-10], "little")  # as the last record says, without a comment
    if data[-22:-18] == b"PK\5\6" and entries == different:
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = Counter(archive.namelist())
    return [f"{name} is in it twice" for name, times in names.items() if times > 1]


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of XML is: why it is none, or of a sheet its faults.

    `style` and `rule` are the highest numbers of a style and of a rule's style on the sheet.
    """

    error: str = ""
    told: tuple[str, ...] = ()
    style: int = 0
    rule: int = -1


@lru_cache(maxsize=256)
def _seen(content: bytes) -> _Part:
    """Looks at a part, once for many workbooks that share it."""
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError as error:
        return _Part(error=str(error))
    return _sheet(root) if root.tag == tag("worksheet") else _Part()


def _links(package: Package, all_links: dict[str, list[Relationship]]) -> list[str]:
    found = []
    for part, links in all_links.items():
        ids = [link.id for link in links]
        found += [f"{part}: link {i} twice" for i in set(ids) if ids.count(i) > 1]
        found += [
            f"{part}: {link.id} leads to {link.target}, which is not there"
            for link in links
            if not link.external and link.target not in package.parts
        ]
        content = package.parts.get(part, b"")
        used = set(re.findall(rb'\br:(?:id|embed)="([^"]+)"', content))
        found += [f"{part}: no link {i.decode()}" for i in used if i.decode() not in ids]
    for part in package.parts:
        if part.endswith(".rels") and part != "_rels/.rels":
            owner = part.replace("_rels/", "").removesuffix(".rels")
            found += [] if owner in package.parts else [f"{part} belongs to nothing"]
    return found


def _types(package: Package, known: dict[str, str]) -> list[str]:
    found = [
        f"{part} has no content type"
        for part in package.parts
        if part not in known and part != "[Content_Types].xml"
    ]
    root = parse(package.parts["[Content_Types].xml"])
    names = [e.get("PartName", "").lstrip("/") for e in root if e.get("PartName")]
    found += [f"content type twice: {n}" for n in set(names) if names.count(n) > 1]
    return found + [f"content type for nothing: {n}" for n in names if n not in package.parts]


_WORKBOOK = """
    fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups
    externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr
    smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst
""".split()  # noqa: SIM905 # reads better than a list of strings


def _workbook(package: Package) -> list[str]:
    """Elements stand in the order of the schema; those of other namespaces anywhere."""
    root = parse(package.parts[package.workbook_part()])
    names = [etree.QName(child) for child in root if isinstance(child.tag, str)]
    order = [_WORKBOOK.index(name.localname) for name in names if name.namespace == MAIN]
    return [] if order == sorted(order) else ["the elements of the workbook are out of order"]


def _drawings(package: Package, types: dict[str, str]) -> list[str]:
    """Shapes of a drawing have ids of their own."""
    found = []
    for part, kind in types.items():
        if kind.endswith("drawing+xml") and "vml" not in kind:
            ids = re.findall(rb"<xdr:cNvPr\b[^>]*? id=\"(\d+)\"", package.parts[part])
            found += [f"{part}: shape {i.decode()} twice" for i in set(ids) if ids.count(i) > 1]
    return found


def _sheets(package: Package, links: list[Relationship]) -> list[str]:
    root = parse(package.parts[package.workbook_part()])
    sheets = root.findall(f"{tag('sheets')}/{tag('sheet')}")
    found = []
    for attribute in ("name", "sheetId", f"{{{OFFICE}}}id"):
        values = [sheet.get(attribute, "").casefold() for sheet in sheets]
        found += [f"sheet {attribute} twice: {v}" for v in set(values) if values.count(v) > 1]
    found += [
        f"sheet name too long: {s.get('name')}" for s in sheets if len(s.get("name", "")) > 31
    ]
    names = [
        (name.get("name", "").casefold(), name.get("localSheetId"))
        for name in root.findall(f"{tag('definedNames')}/{tag('definedName')}")
    ]
    found += [f"name twice: {n}" for n in set(names) if names.count(n) > 1]
    found += [f"no sheet {i}: {n}" for n, i in names if i is not None and int(i) >= len(sheets)]
    selected = sum(
        b'tabSelected="1"' in package.parts[link.target]
        for link in links
        if link.kind == "worksheet"
    )
    found += [f"{selected} sheets are selected"] if selected > 1 else []
    targets = {link.id: link.target for link in links}
    styles = _style_counts(package, links)
    for sheet in sheets:
        part = targets[sheet.get(f"{{{OFFICE}}}id", "")]
        seen = _seen(package.parts[part])
        found += [f"{part}: {fault}" for fault in seen.told]
        if seen.style >= styles["cellXfs"] or seen.rule >= styles["dxfs"]:
            found.append(f"{part}: style index out of range")
    return found


def _style_counts(package: Package, links: list[Relationship]) -> dict[str, int]:
    for link in links:
        if link.kind == "styles":
            root = parse(package.parts[link.target])
            for section in root:
                if section.get("count") is not None:
                    assert int(section.get("count", "0")) == len(section), section.tag
            fonts = len(root.findall(f"{tag('fonts')}/*"))
            for xf in root.findall(f"{tag('cellXfs')}/{tag('xf')}"):
                assert int(xf.get("fontId", "0")) < fonts
            names = ("cellXfs", "dxfs")
            return {n: len(root.findall(f"{tag(n)}/*")) for n in names}
    return {"cellXfs": 1, "dxfs": 0}


_ORDER = """
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
    protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
    phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins
    pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors
    smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls
    webPublishItems tableParts extLst
""".split()  # noqa: SIM905 # reads better than a list of strings


def _path(path: str) -> Callable[[etree._Element], Any]:
    """What a path finds below an element; without Python for each step, as there are many cells."""
    return etree.XPath(path, namespaces={"m": MAIN}, smart_strings=False)


_CELLS = _path("m:sheetData/m:row/m:c/@r")
_COUNT = _path("count(m:sheetData/m:row/m:c)")
_STYLES = _path("m:sheetData/m:row/@s | m:sheetData/m:row/m:c/@s")
_RULES = _path(".//m:cfRule/@dxfId")
_MERGED = _path("m:mergeCells/m:mergeCell/@ref")


def _sheet(root: etree._Element) -> _Part:
    order = [_ORDER.index(etree.QName(child).localname) for child in root]
    found = [] if order == sorted(order) else ["elements out of order"]
    cells = _CELLS(root)
    nameless = int(_COUNT(root)) - len(cells)
    if len(set(cells)) < len(cells) or nameless > 1:
        found.append("a cell twice")
    numbers = [int(row.get("r", "0")) for row in root.iter(tag("row"))]
    if numbers != sorted(set(numbers)):
        found.append("rows out of order")
    return _Part(
        told=(*found, *_counts(root), *_merges(root)),
        style=max(map(int, _STYLES(root)), default=0),
        rule=max(map(int, _RULES(root)), default=-1),
    )


def _counts(root: etree._Element) -> list[str]:
    """What says how many children it has says so rightly."""
    names = ("mergeCells", "dataValidations", "tableParts", "rowBreaks")
    return [
        f"{name} are not {element.get('count')}"
        for name in names
        for element in root.findall(tag(name))
        if element.get("count", str(len(element))) != str(len(element))
    ]


def _merges(root: etree._Element) -> list[str]:
    taken: set[tuple[int, int]] = set()
    for merged in _MERGED(root):
        first, _, last = merged.partition(":")
        top, left = coordinate_to_tuple(first)
        bottom, right = coordinate_to_tuple(last or first)
        cells = {*product(range(left, right + 1), range(top, bottom + 1))}
        if taken & cells:
            return [f"{merged} is merged twice"]
        taken |= cells
    return []


def _tables(package: Package, types: dict[str, str]) -> list[str]:
    roots = [
        parse(package.parts[part])
        for part, kind in types.items()
        if kind.endswith("spreadsheetml.table+xml")
    ]
    found = []
    for attribute in ("id", "displayName"):
        values = [root.get(attribute, "").casefold() for root in roots]
        found += [f"table {attribute} twice: {v}" for v in set(values) if values.count(v) > 1]
    for root in roots:
        heads = [c.get("name", "").casefold() for c in root.iter(tag("tableColumn"))]
        found += [f"table head twice: {h}" for h in set(heads) if heads.count(h) > 1]
    return found
