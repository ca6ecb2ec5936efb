"""An Office Open XML package: its parts as bytes, their relationships and content types."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.phrase import Phrase, phrase

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTENT_TYPES = "[Content_Types].xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RESULT_PREFIX = "_plan_result_"
"""Defined names that begin so tag the sheets written by us."""
_TIME = (1980, 1, 1, 0, 0, 0)
_MOST_DIGITS = 10


class GraftRefusedError(ValueError):
    """Why results cannot be put into this file: the `reason`."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(data: bytes) -> "_Element":
    """An XML part as a tree; document type declarations are refused.

    Raises:
        GraftRefusedError: if it is not well-formed or declares entities.
    """
    from lxml import etree

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise GraftRefusedError(phrase("a part of it declares entities"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise GraftRefusedError(phrase("a part of it is damaged")) from error


def whole(element: "_Element", attribute: str) -> int:
    """A whole number in an attribute; 0 where there is none.

    Raises:
        GraftRefusedError: if it is no number.
    """
    text = element.get(attribute, "0")
    if not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        raise GraftRefusedError(phrase("a part of it is damaged"))
    return int(text)


def serialise(root: "_Element") -> bytes:
    """The tree as a part."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """A link from a part: `target` is a part's name, or anything if `external`."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type, like ``worksheet``."""
        return self.type.rsplit("/", 1)[-1]


def free_id(links: Iterable[Relationship]) -> str:
    """An id that none of these links has."""
    taken, number = {link.id for link in links}, 1
    while f"rId{number}" in taken:
        number += 1
    return f"rId{number}"


def relationships_part(part: str) -> str:
    """Where the relationships of a part are kept."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


@dataclass
class Package:
    """The parts of a workbook file by name, in the order of the file."""

    parts: dict[str, bytes]
    infos: Mapping[str, zipfile.ZipInfo] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> "Package":
        """Open a file.

        Raises:
            GraftRefusedError: if it is no zip file with content types.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                infos = {info.filename: info for info in archive.infolist() if not info.is_dir()}
                parts = {name: archive.read(info) for name, info in infos.items()}
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise GraftRefusedError(phrase("it is not an .xlsx or .xlsm file")) from error
        if CONTENT_TYPES not in parts:
            raise GraftRefusedError(phrase("it is not an .xlsx or .xlsm file"))
        return cls(parts=parts, infos=infos)

    def data(self) -> bytes:
        """The package as a file; parts kept from the source keep their dates."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                known = self.infos.get(name)
                info = zipfile.ZipInfo(name, known.date_time if known else _TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                archive.writestr(info, part)
        return file.getvalue()

    def relationships(self, part: str) -> list[Relationship]:
        """The links of a part ("" is the package itself)."""
        data = self.parts.get(relationships_part(part))
        if data is None:
            return []
        found = []
        for element in parse(data).iter(f"{{{RELATIONSHIPS}}}Relationship"):
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            found.append(
                Relationship(
                    id=element.get("Id", ""),
                    type=element.get("Type", ""),
                    target=target if external else resolve(part, target),
                    external=external,
                )
            )
        return found

    def set_relationships(self, part: str, links: list[Relationship]) -> None:
        """Replace the links of a part; none removes the list."""
        from lxml import etree

        name = relationships_part(part)
        if not links:
            self.parts.pop(name, None)
            return
        root = parse(f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
        for link in links:
            target = link.target if link.external else relative(part, link.target)
            element = etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship")
            element.attrib.update({"Id": link.id, "Type": link.type, "Target": target})
            if link.external:
                element.set("TargetMode", "External")
        self.parts[name] = serialise(root)

    def add_type(self, suffix: str, kind: str) -> None:
        """Make sure that parts with this suffix have a content type."""
        from lxml import etree

        root = parse(self.parts[CONTENT_TYPES])
        defaults = root.findall(f"{{{TYPES}}}Default")
        if all(element.get("Extension", "").casefold() != suffix for element in defaults):
            element = etree.Element(f"{{{TYPES}}}Default")
            element.attrib.update({"Extension": suffix, "ContentType": kind})
            root.insert(0, element)
            self.parts[CONTENT_TYPES] = serialise(root)

    def workbook_part(self) -> str:
        """The name of the part with the list of sheets.

        Raises:
            GraftRefusedError: if there is none.
        """
        for link in self.relationships(""):
            if link.kind == "officeDocument" and link.target in self.parts:
                return link.target
        raise GraftRefusedError(phrase("it has no list of sheets"))

    def family(self, part: str) -> list[str]:
        """The part and all parts that are reached from it, each once, itself first."""
        found = [part]
        for member in found:
            for link in self.relationships(member):
                known = link.target in found or link.target not in self.parts
                if not link.external and not known:
                    found.append(link.target)
        return found

    def free_name(self, name: str) -> str:
        """A part name like this one that is not taken, by another number before its suffix."""
        stem, suffix = posixpath.splitext(name)
        stem = stem.rstrip("0123456789")
        taken = {part.casefold() for part in self.parts}
        number = 1
        while f"{stem}{number}{suffix}".casefold() in taken:
            number += 1
        return f"{stem}{number}{suffix}"


def resolve(part: str, target: str) -> str:
    """The part a relative target names, seen from a part."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target)).lstrip("/")


def relative(part: str, target: str) -> str:
    """The name of a part in the relationships of another part."""
    return posixpath.relpath(target, posixpath.dirname(part) or ".")


def content_types(package: Package) -> Iterator[tuple[str, str]]:
    """``(part, content type)`` of all parts that have one, by override or by suffix."""
    root = parse(package.parts[CONTENT_TYPES])
    suffixes = {
        element.get("Extension", "").casefold(): element.get("ContentType", "")
        for element in root.iter(f"{{{TYPES}}}Default")
    }
    overrides = {
        element.get("PartName", "").lstrip("/").casefold(): element.get("ContentType", "")
        for element in root.iter(f"{{{TYPES}}}Override")
    }
    for part in package.parts:
        suffix = re.sub(r"^.*\.", "", part).casefold()
        kind = overrides.get(part.casefold()) or suffixes.get(suffix)
        if kind:
            yield part, kind
