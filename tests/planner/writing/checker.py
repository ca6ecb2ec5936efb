"""Checks a workbook file part by part, as far as a program can without Excel."""

import io
import re
import zipfile
from collections import Counter
from functools import lru_cache
from itertools import product

from lxml import etree
from openpyxl.worksheet.cell_range import CellRange

from planner.ooxml.package import MAIN, OFFICE, Package, content_types, parse
from planner.ooxml.restyle import tag

_XML = re.compile(r"\.(xml|rels|vml)$")


def faults(data: bytes) -> list[str]:
    """What is wrong with the file; nothing for a sound one."""
    return [*_faults(data)]


@lru_cache(maxsize=4)
def _faults(data: bytes) -> tuple[str, ...]:
    """The same; a test that asks again has its answer at once."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = Counter(archive.namelist())
    found = [f"{name} is in it twice" for name, times in names.items() if times > 1]
    package = Package.read(data)  # which finds damaged parts
    for part, content in package.parts.items():
        if _XML.search(part) and (error := _error(content)):
            found.append(f"{part}: {error}")
    checks = (_links, _types, _workbook, _sheets, _tables, _drawings)
    return tuple(found or [fault for check in checks for fault in check(package)])


@lru_cache(maxsize=256)
def _error(content: bytes) -> str:
    """Why it is no XML, "" if it is; many workbooks share parts."""
    try:
        etree.fromstring(content)
    except etree.XMLSyntaxError as error:
        return str(error)
    return ""


def _links(package: Package) -> list[str]:
    found = []
    parts = ["", *(part for part in package.parts if not part.endswith(".rels"))]
    for part in parts:
        links = package.relationships(part)
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


def _types(package: Package) -> list[str]:
    known = dict(content_types(package))
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


def _drawings(package: Package) -> list[str]:
    """Shapes of a drawing have ids of their own."""
    found = []
    for part, kind in content_types(package):
        if kind.endswith("drawing+xml") and "vml" not in kind:
            ids = re.findall(rb"<xdr:cNvPr\b[^>]*? id=\"(\d+)\"", package.parts[part])
            found += [f"{part}: shape {i.decode()} twice" for i in set(ids) if ids.count(i) > 1]
    return found


def _sheets(package: Package) -> list[str]:
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
        for link in package.relationships(package.workbook_part())
        if link.kind == "worksheet"
    )
    found += [f"{selected} sheets are selected"] if selected > 1 else []
    targets = {link.id: link.target for link in package.relationships(package.workbook_part())}
    styles = _style_counts(package)
    for sheet in sheets:
        part = targets[sheet.get(f"{{{OFFICE}}}id", "")]
        told, style, rule = _looked_at(package.parts[part])
        found += [f"{part}: {fault}" for fault in told]
        if style >= styles["cellXfs"] or rule >= styles["dxfs"]:
            found.append(f"{part}: style index out of range")
    return found


def _style_counts(package: Package) -> dict[str, int]:
    for link in package.relationships(package.workbook_part()):
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


@lru_cache(maxsize=256)
def _looked_at(data: bytes) -> tuple[tuple[str, ...], int, int]:
    """The faults of a sheet, and the highest numbers of a style and of a rule's style."""
    root = etree.fromstring(data)
    if root.tag != f"{{{MAIN}}}worksheet":
        return (), 0, -1
    order = [_ORDER.index(etree.QName(child).localname) for child in root]
    found = [] if order == sorted(order) else ["elements out of order"]
    rows = [*root.iter(tag("row"))]
    cells = [*root.iter(tag("c"))]
    indices = [int(one.get("s", "0")) for one in (*cells, *rows)]
    rules = [int(c.get("dxfId", "-1")) for c in root.iter(tag("cfRule"))]
    if len({cell.get("r") for cell in cells}) < len(cells):
        found.append("a cell twice")
    numbers = [int(row.get("r", "0")) for row in rows]
    if numbers != sorted(set(numbers)):
        found.append("rows out of order")
    faulty = (*found, *_counts(root), *_merges(root))
    return faulty, max(indices, default=0), max(rules, default=-1)


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
    for merge in root.iter(tag("mergeCell")):
        left, top, right, bottom = CellRange(merge.get("ref", "")).bounds
        cells = {*product(range(left, right + 1), range(top, bottom + 1))}
        if taken & cells:
            return [f"{merge.get('ref')} is merged twice"]
        taken |= cells
    return []


def _tables(package: Package) -> list[str]:
    roots = [
        parse(package.parts[part])
        for part, kind in content_types(package)
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
