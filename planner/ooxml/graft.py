"""Puts sheets into a copy of somebody's workbook, part by part.

Loading and saving with a library loses charts, controls, cached values and more; here every
part of the user's file stays as it is, byte for byte, except the list of sheets, its links, the
content types and the style sheet, to which our own things are added.

Our sheets are known again by a hidden defined name each, `RESULT_PREFIX` + key, that points
into the sheet: it survives renaming and moving in Excel. A later run replaces exactly those.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.ooxml import restyle
from planner.ooxml.mark import Mark, mark_sheets
from planner.ooxml.package import (
    CONTENT_TYPES,
    OFFICE,
    RESULT_PREFIX,
    TYPES,
    GraftRefusedError,
    Package,
    Relationship,
    content_types,
    free_id,
    parse,
    relationships_part,
    serialise,
    whole,
)
from planner.ooxml.restyle import StyleMap, tag
from planner.ooxml.sheetlist import drop_sheets, enter_sheets, move_names, open_on, tag_sheets
from planner.phrase import phrase

if TYPE_CHECKING:
    from lxml.etree import _Element

_SUFFIXES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": ".xlsm",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": ".xltx",
    "application/vnd.ms-excel.template.macroEnabled.main+xml": ".xltm",
}
_SELECTED = re.compile(rb'(<(?:\w+:)?sheetView\b[^>]*?) tabSelected="(?:1|true)"')
_REFERENCE = re.compile(r"^'?(?P<sheet>.+?)'?!\$?[A-Z]{1,3}\$?\d+$")


@dataclass(frozen=True, kw_only=True)
class Host:
    """A workbook that can take our sheets.

    Args:
        sheets: Its sheets' names in order, with the part of each.
        results: Key → name of the sheets an earlier run has put into it.
        tables: Names of tables and of defined names that are not ours, folded.
        suffix: What its file name has to end with.
    """

    package: Package
    workbook: str
    sheets: Mapping[str, str]
    results: Mapping[str, str]
    tables: frozenset[str]
    date_1904: bool
    suffix: str

    @property
    def own_sheets(self) -> frozenset[str]:
        """The user's sheets."""
        return frozenset(self.sheets) - frozenset(self.results.values())


def inspect(data: bytes) -> Host:
    """Look at a workbook before anything is put into it.

    Raises:
        GraftRefusedError: with the reason why sheets cannot be put into it.
    """
    package = Package.read(data)
    workbook = package.workbook_part()
    suffix = _SUFFIXES.get(dict(content_types(package)).get(workbook, ""))
    if suffix is None:
        raise GraftRefusedError(phrase("it is not an .xlsx or .xlsm file"))
    root = parse(package.parts[workbook])
    _refuse(package, root)
    sheets = _sheet_parts(package, workbook, root)
    results = _results(root, sheets)
    properties = root.find(tag("workbookPr"))
    return Host(
        package=package,
        workbook=workbook,
        sheets=sheets,
        results=results,
        tables=_taken_names(package, root, {sheets[name] for name in results.values()}),
        date_1904=properties is not None and properties.get("date1904") in ("1", "true"),
        suffix=suffix,
    )


def _refuse(package: Package, root: "_Element") -> None:
    protection = root.find(tag("workbookProtection"))
    if root.tag != tag("workbook"):
        raise GraftRefusedError(phrase("it is saved as Strict Open XML"))
    if any(part.startswith("_xmlsignatures/") for part in package.parts):
        raise GraftRefusedError(phrase("it is digitally signed"))
    if any("/revisions/" in part for part in package.parts):
        raise GraftRefusedError(phrase("it is a shared workbook with a history of changes"))
    if protection is not None and protection.get("lockStructure") in ("1", "true"):
        raise GraftRefusedError(phrase("its structure is protected"))


def _sheet_parts(package: Package, workbook: str, root: "_Element") -> dict[str, str]:
    targets = {link.id: link.target for link in package.relationships(workbook)}
    found = {}
    for sheet in root.iterfind(f"{tag('sheets')}/{tag('sheet')}"):
        found[sheet.get("name", "")] = targets.get(sheet.get(f"{{{OFFICE}}}id", ""), "")
    return found


def _results(root: "_Element", sheets: Mapping[str, str]) -> dict[str, str]:
    """Key → sheet of earlier results, by their tags."""
    found = {}
    for name in root.iterfind(f"{tag('definedNames')}/{tag('definedName')}"):
        match = _REFERENCE.match(name.text or "")
        if match and name.get("name", "").startswith(RESULT_PREFIX):
            sheet = match["sheet"].replace("''", "'")
            if name.get("localSheetId") is None and sheet in sheets:
                found[name.get("name", "").removeprefix(RESULT_PREFIX)] = sheet
    return found


def _taken_names(package: Package, root: "_Element", ours: set[str]) -> frozenset[str]:
    names = {
        name.get("name", "").casefold()
        for name in root.iterfind(f"{tag('definedNames')}/{tag('definedName')}")
    }
    own_tables = {part for sheet in ours for part in package.family(sheet)}
    for part, kind in content_types(package):
        if kind.endswith("spreadsheetml.table+xml") and part not in own_tables:
            table = parse(package.parts[part])
            names |= {table.get("name", "").casefold(), table.get("displayName", "").casefold()}
    return frozenset(names)


def graft(
    host: Host, guest: Package, names: Mapping[str, str], marks: tuple[Mark, ...] = ()
) -> Package:
    """The host with the sheets of the guest, a book made by XlsxWriter, and with marks.

    `names` says by key what the sheets of the guest are called. A sheet of a key the host has
    results for takes that one's place; earlier results of other keys go. The marks take the
    place of those of earlier runs.
    """
    package = Package(parts=dict(host.package.parts), infos=host.package.infos)
    root = parse(package.parts[host.workbook])
    _remove_results(package, host)
    looks = styles_part(package, host.workbook)
    styles = parse(package.parts[looks])
    style_map = restyle.merge(styles, parse(guest.parts["xl/styles.xml"]))
    parts = _import_parts(package, guest, style_map)
    _list_sheets(package, host, root, guest, names, parts)
    package.parts[host.workbook] = serialise(root)
    own = {name: part for name, part in host.sheets.items() if name in host.own_sheets}
    mark_sheets(package, own, styles, marks)
    package.parts[looks] = serialise(styles)
    return package


def tagged(package: Package, names: Mapping[str, str]) -> Package:
    """A result workbook of its own with its sheets tagged as ours."""
    workbook = package.workbook_part()
    root = parse(package.parts[workbook])
    tag_sheets(root, names)
    package.parts[workbook] = serialise(root)
    return package


def styles_part(package: Package, workbook: str) -> str:
    """The name of the part with the style sheet.

    Raises:
        GraftRefusedError: if there is none.
    """
    for link in package.relationships(workbook):
        if link.kind == "styles" and link.target in package.parts:
            return link.target
    raise GraftRefusedError(phrase("it has no style sheet"))


def _remove_results(package: Package, host: Host) -> None:
    """Take the parts of earlier results out; their entries in the list of sheets stay for now."""
    if not host.results:
        return
    gone = {host.sheets[name] for name in host.results.values()}
    families = {part for sheet in gone for part in package.family(sheet)}
    links = [link for link in package.relationships(host.workbook) if link.target not in gone]
    package.set_relationships(host.workbook, links)
    forget_chain(package, host.workbook)
    kept = set(package.family(""))
    _remove(package, [part for part in families if part not in kept])


def forget_chain(package: Package, workbook: str) -> None:
    """Take out the order of calculation, which must not name a cell that has no formula."""
    links = package.relationships(workbook)
    chains = [link.target for link in links if link.kind == "calcChain"]
    if chains:
        package.set_relationships(workbook, [link for link in links if link.kind != "calcChain"])
        _remove(package, chains)


def _remove(package: Package, removed: list[str]) -> None:
    for part in removed:
        package.parts.pop(part, None)
        package.set_relationships(part, [])
    _drop_content_types(package, [*removed, *map(relationships_part, removed)])


def _drop_content_types(package: Package, parts: list[str]) -> None:
    root = parse(package.parts[CONTENT_TYPES])
    folded = {f"/{part}".casefold() for part in parts}
    for element in list(root.iter(f"{{{TYPES}}}Override")):
        if element.get("PartName", "").casefold() in folded:
            root.remove(element)
    package.parts[CONTENT_TYPES] = serialise(root)


def _import_parts(package: Package, guest: Package, styles: StyleMap) -> dict[str, str]:
    """Copy the guest's sheets and all they need under free names; old name → new name."""
    from lxml import etree

    strings = _strings(guest)
    workbook = guest.workbook_part()
    wanted = [link.target for link in guest.relationships(workbook) if link.kind == "worksheet"]
    order = list(dict.fromkeys(part for sheet in wanted for part in guest.family(sheet)))
    types = dict(content_types(guest))
    root = parse(package.parts[CONTENT_TYPES])
    names: dict[str, str] = {}
    table_id = _last_table_id(package)
    for part in order:
        names[part] = package.free_name(part)
        data = guest.parts[part]
        if part in wanted:
            data = _move_sheet(data, styles, strings)
        elif "/tables/" in part:
            table_id += 1
            data = re.sub(rb'(<table [^>]*?\bid=")\d+"', rb'\g<1>%d"' % table_id, data, count=1)
        elif "/charts/" in part:
            data = _explicit_lines(data)
        package.parts[names[part]] = data
        element = etree.SubElement(root, f"{{{TYPES}}}Override")
        element.attrib.update({"PartName": f"/{names[part]}", "ContentType": types[part]})
    package.parts[CONTENT_TYPES] = serialise(root)
    for part in order:
        links = [
            Relationship(id=link.id, type=link.type, target=names[link.target])
            for link in guest.relationships(part)
        ]
        package.set_relationships(names[part], links)
    return names


def _strings(guest: Package) -> list[bytes]:
    data = guest.parts.get("xl/sharedStrings.xml", b"")
    return re.findall(rb"<si>(.*?)</si>", data, re.DOTALL)


def _last_table_id(package: Package) -> int:
    ids = [0]
    for part, kind in content_types(package):
        if kind.endswith("spreadsheetml.table+xml"):
            ids.append(whole(parse(package.parts[part]), "id"))
    return max(ids)


def _move_sheet(data: bytes, styles: StyleMap, strings: list[bytes]) -> bytes:
    """A sheet of XlsxWriter's with its styles renumbered and its strings inside.

    Text is escaped in it, so ``<c``, ``<row`` and ``<col`` are always tags.
    """
    cells = [b"%d" % index for index in styles.cells]
    rules = [b"%d" % index for index in styles.differential]

    def restyled(match: re.Match[bytes]) -> bytes:
        return match[1] + cells[int(match[2])] + b'"'

    def inline(match: re.Match[bytes]) -> bytes:
        text = strings[int(match[2])]
        return match[1] + b' t="inlineStr"><is>' + text + b"</is></c>"

    data = re.sub(rb'(<(?:c|row)\b[^>]*? s=")(\d+)"', restyled, data)
    data = re.sub(rb'(<col\b[^>]*? style=")(\d+)"', restyled, data)
    data = re.sub(rb'(<c [^>]*?) t="s"><v>(\d+)</v></c>', inline, data)
    return re.sub(
        rb'(<cfRule\b[^>]*? dxfId=")(\d+)"', lambda m: m[1] + rules[int(m[2])] + b'"', data
    )


def _explicit_lines(data: bytes) -> bytes:
    """Say that lines are not smoothed and that blanks are gaps.

    What is left out means different things to programs.
    """

    def straight(match: re.Match[bytes]) -> bytes:
        return match[0].replace(b"</c:ser>", b'<c:smooth val="0"/></c:ser>')

    if b"<c:dispBlanksAs" not in data:
        visible = b'<c:plotVisOnly val="1"/>'
        data = data.replace(visible, visible + b'<c:dispBlanksAs val="gap"/>')
    pattern = rb"<c:(line|scatter)Chart>.*?</c:\1Chart>"
    return re.sub(pattern, straight, data, flags=re.DOTALL)


def _list_sheets(
    package: Package, host: Host, root: "_Element", guest: Package,
    names: Mapping[str, str], parts: Mapping[str, str],
) -> None:  # fmt: skip
    """Enter the new sheets into the workbook: list, links, names."""
    drop_sheets(root, {name for key, name in host.results.items() if key not in names})
    links = package.relationships(host.workbook)
    guest_root = parse(guest.parts[guest.workbook_part()])
    guest_parts = _sheet_parts(guest, guest.workbook_part(), guest_root)
    ids: dict[str, str] = {}
    for name in names.values():
        ids[name] = free_id(links)
        target = parts[guest_parts[name]]
        links.append(Relationship(id=ids[name], type=f"{OFFICE}/worksheet", target=target))
    enter_sheets(root, ids)
    package.set_relationships(host.workbook, links)
    _open_on_first(package, host, root, names)
    move_names(root, guest_root, set(names.values()))
    tag_sheets(root, names)


def _open_on_first(
    package: Package, host: Host, root: "_Element", names: Mapping[str, str]
) -> None:
    """Let the workbook open on the first of our sheets; it alone is selected."""
    open_on(root, next(iter(names.values())))
    for name, part in host.sheets.items():
        if name in host.own_sheets and part in package.parts:
            package.parts[part] = _SELECTED.sub(rb"\1", package.parts[part], count=1)
