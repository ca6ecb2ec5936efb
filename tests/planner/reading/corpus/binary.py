"""Small workbooks in formats that no library at hand writes: OpenDocument and binary Excel."""

import struct
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape

from tests.planner.reading.books import Rows


def _packed(parts: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def ods(sheets: Mapping[str, Rows]) -> bytes:
    """An OpenDocument spreadsheet of texts, numbers and dates."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = f'<manifest:manifest xmlns:manifest="{space}"/>'.encode()
    parts = {"META-INF/manifest.xml": manifest, "content.xml": content.encode()}
    return _packed({"mimetype": kind, **parts})


def _ods_cell(value: object) -> str:
    if isinstance(value, datetime):
        return f'<table:table-cell office:value-type="date" office:date-value="{value:%Y-%m-%d}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    text = escape(str(value))
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


def xlsb(sheets: Mapping[str, Rows], *, broken: bool = False) -> bytes:
    """A binary workbook of texts and numbers; dates are ISO text."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(sheets) + 1)
    )
    book = b"".join(
        _record(156, struct.pack("<II", 0, n) + _wide(f"rId{n}") + _wide(name))
        for n, name in enumerate(sheets, 1)
    )
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.bin": _record(131) + _record(143) + book + _record(144) + _record(132),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{package}">{links}'
        "</Relationships>".encode(),
    }
    for n, rows in enumerate(sheets.values(), 1):
        data = b"".join(_rows(rows))
        parts[f"xl/worksheets/sheet{n}.bin"] = data[: len(data) // 2] if broken else data
    return _packed(parts)


def _rows(rows: Rows) -> Iterator[bytes]:
    yield _record(129)
    widest = max(map(len, rows))
    yield _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, widest - 1))
    yield _record(145)
    for r, row in enumerate(rows):
        yield _record(0, struct.pack("<I", r) + bytes(13))
        for c, value in enumerate(row):
            place = struct.pack("<II", c, 0)
            if isinstance(value, int | float):
                yield _record(5, place + struct.pack("<d", value))
            elif value != "":
                text = f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value)
                yield _record(6, place + _wide(text))
    yield _record(146)
    yield _record(130)


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, data: bytes = b"") -> bytes:
    return _number(kind) + _number(len(data)) + data


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first, as the format writes kinds and lengths."""
    found = b""
    while value > 127:
        found += bytes([value & 127 | 128])
        value >>= 7
    return found + bytes([value])
