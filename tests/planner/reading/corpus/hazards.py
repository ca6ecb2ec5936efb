"""Files that must be told for what they are, with one clear message, or read in spite of it."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from tests.planner.reading.books import book
from tests.planner.reading.corpus import HEAD, ONE, PLAIN, TWO, Case, day, sheet
from tests.planner.reading.corpus.binary import ods, xlsb

GOOD = sheet(HEAD, ONE, TWO)
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[str, bytes], bytes]


def edited(data: bytes, change: Change, more: Mapping[str, bytes] | None = None) -> bytes:
    """The archive with each part changed, and more parts."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return target.getvalue()


def _swapped(part: str, old: bytes, new: bytes) -> Callable[[], bytes]:
    def change(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        assert old in data, (part, old)
        return data.replace(old, new, 1)

    return lambda: edited(book(GOOD), change)


def _cell(xml: bytes) -> Callable[[], bytes]:
    """The good workbook with the duration of its first task as this XML, and its styles."""
    return lambda: edited(
        book(sheet(HEAD, [1, "Dig", 77, ""], TWO)),
        lambda name, data: (
            data.replace(b'<c r="C2"><v>77</v></c>', b'<c r="C2"' + xml) if name == _SHEET else data
        ),
    )


def _archive(parts: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def _padded(name: str, head: bytes, piece: bytes, times: int, tail: bytes) -> Callable[[], bytes]:
    """A workbook of which one part is long."""
    return lambda: _archive(
        {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
        | {name: head + piece * times + tail}
    )


def _strict(_name: str, data: bytes) -> bytes:
    return data.replace(MAIN, STRICT).replace(OFFICE, STRICT_OFFICE)


def _flipped() -> bytes:
    data = bytearray(book(GOOD))
    data[len(data) // 3] ^= 0xFF
    return bytes(data)


def _refused(make: Callable[[], bytes], code: str, place: str = "", **more: Any) -> Case:
    return Case(make=make, issues=[(code, place)], **more)


def _read(make: Callable[[], bytes], lines: Sequence[str] = PLAIN, **more: Any) -> Case:
    return Case(make=make, lines=lines, **more)


_DTD = b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_LAUGHS = (
    b'?><!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 9))
    + b"]>"
)
_BAD = ("bad-duration", "Tasks!C2")

CASES: dict[str, Case] = {
    "nothing": _refused(lambda: b"", "empty-file"),
    "a PDF": _refused(lambda: b"%PDF-1.7\n\x00\x01", "not-a-workbook"),
    "a picture": _refused(lambda: b"\x89PNG\r\n\x1a\n\x00", "not-a-workbook"),
    "a web page": _refused(lambda: b"<html><td>a,b</td></html>", "not-a-workbook"),
    "a lock file": _refused(lambda: b"\x03Ann\x00", "lock-file", name="~$plan.xlsx"),
    "half a workbook": _refused(lambda: book(GOOD)[:3000], "damaged-file"),
    "a byte changed": _refused(_flipped, "damaged-file"),
    "zeros after the end": _read(lambda: book(GOOD) + bytes(100)),
    "an archive of other things": _refused(lambda: _archive({"a.txt": b"x"}), "not-a-workbook"),
    "a text document": _refused(
        lambda: _archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
        "not-a-workbook",
    ),
    "with a password": _refused(
        lambda: OLE2 + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted-file"
    ),
    "an old workbook, damaged": _refused(lambda: OLE2 + bytes(600), "damaged-file"),
    "an entity of a file": _refused(_swapped("xl/workbook.xml", b"?>", _DTD), "entity-declaration"),
    "a billion laughs": _refused(
        _swapped("xl/sharedStrings.xml", b"?>", _LAUGHS), "entity-declaration"
    ),
    "a part that unpacks to 60 MB of nothing": _refused(
        _padded(_SHEET, b"", b" ", 60 << 20, b""), "too-big"
    ),
    "2,001 parts": _refused(lambda: _archive({f"xl/{n}.xml": b"" for n in range(2001)}), "too-big"),
    "three million cells": _refused(
        _padded(_SHEET, b"<row>", b"<c/>", 3_000_000, b"</row>"), "too-big"
    ),
    "half a million rules": _refused(
        _padded(_SHEET, b"<worksheet>", b'<dataValidation sqref="A1"/>', 500_000, b"</worksheet>"),
        "too-big",
    ),
    "half a million attributes": _refused(
        _padded(_SHEET, b"<worksheet ", b'a="1" ', 500_000, b"></worksheet>"), "too-big"
    ),
    "half a million names": _refused(
        _padded("xl/styles.xml", b"<styleSheet>", b"<xf/>", 500_000, b"</styleSheet>"), "too-big"
    ),
    "a text of 11 million letters": _refused(
        _padded("xl/sharedStrings.xml", b"<sst><si><t>", b"xyz ", 2_800_000, b"</t></si></sst>"),
        "too-big",
    ),
    "1,001 sheets": _refused(
        _padded("xl/workbook.xml", b"<sheets>", b'<sheet name="x"/>', 1001, b"</sheets>"), "too-big"
    ),
    "merged cells without end": _refused(
        _padded(_SHEET, b"<m>", b'<mergeCell ref="A1:XFD1048576"/>', 10, b"</m>"), "too-big"
    ),
    "a part that breaks off": _refused(_swapped(_SHEET, b"</sheetData>", b""), "damaged-file"),
    "tags a hundred thousand deep": _refused(
        _swapped(_SHEET, b"<sheetData>", b"<x>" * 100_000), "no-tasks-sheet"
    ),
    "a sheet that is not there": _refused(
        _swapped("xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet9.xml"), "no-tasks-sheet"
    ),
    "Strict Open XML": _read(lambda: edited(book(GOOD), _strict)),
    "a style that is not there": _read(_swapped(_SHEET, b'<c r="A2"', b'<c s="99" r="A2"')),
    "a wrong dimension": _read(_swapped(_SHEET, b'ref="A1:D3"', b'ref="A1"')),
    "no dimension": _read(_swapped(_SHEET, b'<dimension ref="A1:D3"/>', b"")),
    "a stray cell in the last corner": _read(
        _swapped(
            _SHEET,
            b"</sheetData>",
            b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
            b"</sheetData>",
        )
    ),
    "names of parts that lead out": _read(
        lambda: edited(book(GOOD), lambda _, data: data, {"../../evil.xml": b"<x/>"})
    ),
    "a formula without a value": _refused(
        _cell(b"><f>1+2</f></c>"), "formula-without-value", "Tasks!C2"
    ),
    "a formula with a value": _read(_cell(b"><f>1+1</f><v>2</v></c>")),
    "a formula that gives no text": _read(
        _cell(b' t="str"><f>""</f><v></v></c>'),
        ("1 Dig 1", "2 Pour 1 after 1"),
        issues=[("missing-duration", "Tasks!C2")],
    ),
    "an error cell": _refused(_cell(b' t="e"><v>#DIV/0!</v></c>'), "error-cell", "Tasks!C2"),
    "a number that is none": Case(make=_cell(b"><v>abc</v></c>"), issues=[_BAD]),
    "a number without end": Case(make=_cell(b"><v>1e400</v></c>"), issues=[_BAD]),
    "a date in ISO form": Case(make=_cell(b' t="d"><v>2027-03-01T00:00:00</v></c>'), issues=[_BAD]),
    "a truth value": Case(make=_cell(b' t="b"><v>1</v></c>'), issues=[_BAD]),
    "text with a reading aid": _read(
        _cell(
            b' t="inlineStr"><is><r><t>2</t></r><r><t>d</t></r>'
            b'<rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
        )
    ),
    "a line break escaped": _read(_cell(b' t="inlineStr"><is><t>2d_x000D_</t></is></c>')),
    "a text of 40,000 letters": Case(
        make=_cell(b' t="inlineStr"><is><t>' + b"x" * 40_000 + b"</t></is></c>"), issues=[_BAD]
    ),
    "days that Excel counts wrongly": Case(
        make=lambda: book(
            sheet(
                ["ID", "Task", "Days", "Deadline"],
                *([n, "Dig", 1, (value, "yyyy-mm-dd")] for n, value in enumerate((60, 0, 500), 1)),
                [4, "Dig", 1, day(4, 1)],
            )
        ),
        issues=[("bad-date", f"Tasks!D{row}") for row in (2, 3, 4)],
    ),
    "a very wide sheet": _read(
        lambda: book(sheet([*HEAD, *(f"x{n}" for n in range(3000))], ONE, TWO))
    ),
    "an OpenDocument spreadsheet": _read(lambda: ods(GOOD)),
    "a binary workbook": _read(lambda: xlsb(GOOD)),
    "a binary workbook, damaged": _refused(lambda: xlsb(GOOD, broken=True), "damaged-file"),
    "several tables of text in one archive": _read(
        lambda: _archive(
            {
                "tasks.csv": b"ID;Task;Days;Depends on\n1;Dig;2;\n2;Pour;1;1\n",
                "settings.csv": b"Project start,2027-03-01\n",
                "__MACOSX/._tasks.csv": b"\x00\x05",
            }
        )
    ),
    "text without any delimiter": _refused(lambda: b"Dig\nPour\n", "not-a-workbook"),
    "a field of text without end": _refused(
        lambda: b'ID,Task,Days\n1,"' + b"x" * 200_000, "damaged-file"
    ),
    "text with zeros": _refused(lambda: b"ID,Task\x00,Days\n1,Dig,2\n", "not-a-workbook"),
}
