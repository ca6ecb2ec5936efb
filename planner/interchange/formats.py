"""Which program's file it is, by its content, and what it says."""

import re
from collections.abc import Callable
from typing import Literal
from xml.etree.ElementTree import Element

from planner.errors import refusal
from planner.interchange.draft import ImportDraft
from planner.interchange.place import Report
from planner.interchange.safe_xml import child, local, parse
from planner.phrase import phrase

Format = Literal["mspdi", "xer", "pmxml", "gan", "pod", "mpp"]

NAMES: dict[Format, str] = {
    "mspdi": "MS Project XML",
    "xer": "Primavera XER",
    "pmxml": "Primavera XML",
    "gan": "GanttProject",
    "pod": "ProjectLibre",
    "mpp": "MS Project",
}
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)(?=[\s/>])")
_HEAD = 4000
_ROOTS: dict[bytes, Format] = {
    b"APIBusinessObjects": "pmxml",
    b"Project": "mspdi",
    b"project": "gan",
}
_JAVA = b"\xac\xed\x00\x05"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEPARATOR = b"@@@@@@@@@@ProjectLibreSeparator_MSXML@@@@@@@@@@"
_MPP = "TBkndTask".encode("utf-16-le")
"""A folder that every version of MS Project has in its files, and no other program."""


def format_of(data: bytes) -> Format | None:
    """The kind of project file, or None where it is none that is known."""
    if data.startswith(_JAVA):
        return "pod"
    if data.startswith(_OLE2):
        return "mpp" if _MPP in data else None
    head = _readable(data[:_HEAD])
    if head.startswith(b"ERMHDR"):
        return "xer"
    if not head.startswith(b"<"):
        return None
    bare = re.sub(rb"<\?.*?\?>|<!--.*?-->", b"", head, flags=re.DOTALL)
    match = _ROOT.search(bare)
    return _ROOTS.get(match[1]) if match else None


def _readable(head: bytes) -> bytes:
    """The beginning of a text, one byte a letter, without what comes before it."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def read_draft(data: bytes, kind: Format, report: Report) -> ImportDraft:
    """Reads a file of a known format as a draft.

    Args:
        data: Its content.
        kind: As `format_of` found.
        report: Takes what is noted on the way.

    Raises:
        InputError: if it is damaged, not safe to open, or cannot be read here.
    """
    return _READERS[kind](data, report)


def _mspdi(data: bytes, report: Report) -> ImportDraft:
    return _as_mspdi(parse(data, NAMES["mspdi"]), report, NAMES["mspdi"])


def _as_mspdi(root: Element, report: Report, program: str) -> ImportDraft:
    from planner.interchange.mspdi import read_mspdi

    if local(root) != "Project" or child(root, "Tasks") is None:
        raise refusal(
            "damaged-file",
            phrase("the XML file holds no tasks of MS Project"),
            phrase("save the project as XML from MS Project or ProjectLibre"),
        )
    return read_mspdi(root, report, program)


def _pod(data: bytes, report: Report) -> ImportDraft:
    """The XML that ProjectLibre puts behind its own objects, which are never unpacked."""
    _, found, rest = data.partition(_SEPARATOR)
    if not found:
        raise refusal(
            "old-format",
            phrase(
                "this file was made by a ProjectLibre before 1.5.5 or another Java "
                "program, and holds no XML"
            ),
            phrase("open it in ProjectLibre and save it as XML"),
        )
    return _as_mspdi(parse(rest.lstrip(), NAMES["pod"]), report, NAMES["pod"])


def _pmxml(data: bytes, report: Report) -> ImportDraft:
    from planner.interchange.p6 import read_p6
    from planner.interchange.pmxml import tables_of

    return read_p6(tables_of(parse(data, NAMES["pmxml"])), report, NAMES["pmxml"])


def _xer(data: bytes, report: Report) -> ImportDraft:
    from planner.interchange.p6 import read_p6
    from planner.interchange.xer import tables_of

    return read_p6(tables_of(data), report, NAMES["xer"])


def _gan(data: bytes, report: Report) -> ImportDraft:
    from planner.interchange.gan import read_gan

    root = parse(data, NAMES["gan"])
    if child(root, "tasks") is None:
        raise refusal("damaged-file", phrase("the XML file holds no tasks of GanttProject"))
    return read_gan(root, report)


def _mpp(data: bytes, report: Report) -> ImportDraft:
    from planner.interchange.mpp import as_mspdi

    return _as_mspdi(parse(as_mspdi(data), NAMES["mpp"]), report, NAMES["mpp"])


_READERS: dict[Format, Callable[[bytes, Report], ImportDraft]] = {
    "mspdi": _mspdi,
    "xer": _xer,
    "pmxml": _pmxml,
    "gan": _gan,
    "pod": _pod,
    "mpp": _mpp,
}
