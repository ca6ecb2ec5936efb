"""Is this a workbook that is safe to open? Asked before anything is parsed.

A workbook is a zip archive of XML parts. Refused with one clear message: what is not a workbook,
what is encrypted or damaged, what would grow out of proportion when unpacked, what declares
entities.
"""

import re
import zipfile
import zlib
from io import BytesIO
from typing import Literal, NoReturn

from planner.errors import refusal, too_large
from planner.ooxml.bulk import Bulk
from planner.phrase import NO_REMEDY, Phrase, phrase

MAX_BYTES = 100 << 20
MAX_UNPACKED = 300 << 20
SUSPECT_UNPACKED = 50 << 20
MAX_RATIO = 200
MAX_ENTRIES = 2000
MAX_MERGED = 200_000

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s+ref\s*=\s*["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def refuse(code: str, message: Phrase, remedy: Phrase = NO_REMEDY) -> NoReturn:
    """Stop with a fault of the whole file.

    Raises:
        InputError: always.
    """
    raise refusal(code, message, remedy)


FileFormat = Literal["xlsx", "xls", "xlsb", "ods", "csv"]
"""``csv`` is an archive of such files."""


def check_file(data: bytes, name: str = "") -> FileFormat:
    """The kind of a workbook; refuses what is none, or not a safe one.

    Raises:
        InputError: with one issue that says why.
    """
    _check_kind(data, name)
    if data.startswith(_OLE2):
        return _check_ole2(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_sizes(archive)
            found = _archive_format(archive)
            if found != "csv":
                _check_parts(archive)
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        refuse(
            "damaged-file",
            phrase("the file is damaged ({error})", error=error),
            phrase("open it in Excel or LibreOffice, let it be repaired, and save it anew"),
        )
    except (NotImplementedError, RuntimeError):
        refuse(
            "encrypted-file",
            phrase("the file is packed in a way that cannot be read"),
            phrase("save it anew from Excel or LibreOffice without a password"),
        )


def _check_kind(data: bytes, name: str) -> None:
    if not data:
        refuse("empty-file", phrase("the file is empty"), phrase("choose the workbook itself"))
    if name.startswith("~$"):
        refuse(
            "lock-file",
            phrase(
                "this is the lock file that Excel keeps beside an open workbook: {name}", name=name
            ),
            phrase("choose {name} instead", name=name[2:]),
        )
    if len(data) > MAX_BYTES:
        raise too_large(
            data, MAX_BYTES, phrase("remove pictures and sheets that are not needed for planning")
        )
    if not data.startswith((b"PK", _OLE2)):
        refuse(
            "not-a-workbook",
            phrase("this is not an Excel workbook"),
            phrase("open it in Excel or LibreOffice and save it as .xlsx"),
        )


def _check_ole2(data: bytes) -> FileFormat:
    if "EncryptedPackage".encode("utf-16-le") in data:
        refuse(
            "encrypted-file",
            phrase("the workbook is password-protected"),
            phrase("open it, remove the password (File > Info > Protect) and save it"),
        )
    return "xls"


def _check_sizes(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        refuse(
            "too-big",
            phrase(
                "the file has {entries} parts, at most {max_entries} are read",
                entries=len(entries),
                max_entries=MAX_ENTRIES,
            ),
            phrase("copy the sheets that planning needs to a new workbook"),
        )
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    suspect = unpacked > SUSPECT_UNPACKED and unpacked / packed > MAX_RATIO
    if unpacked > MAX_UNPACKED or suspect:
        refuse(
            "too-big",
            phrase("the file would unpack to {unpacked} MB", unpacked=unpacked >> 20),
            phrase("delete rows and columns that look empty but are formatted, and save it"),
        )


_SPREADSHEET = b"opendocument.spreadsheet"
_NAMING_KIND = ("mimetype", "META-INF/manifest.xml")
"""Parts of an OpenDocument file that say what it is; some programs leave out the first."""


def _archive_format(archive: zipfile.ZipFile) -> FileFormat:
    names = {name.casefold() for name in archive.namelist()}
    there = set(archive.namelist())
    if any(name in there and _SPREADSHEET in archive.read(name) for name in _NAMING_KIND):
        return "ods"
    if "[content_types].xml" not in names and any(map(is_text_table, names)):
        return "csv"
    if "[content_types].xml" not in names:
        refuse(
            "not-a-workbook",
            phrase("this is a zip archive, not an Excel workbook"),
            phrase("choose the workbook itself, unpacked"),
        )
    if not any(name.startswith("xl/") for name in names):
        refuse(
            "not-a-workbook",
            phrase("this is an Office file, but not an Excel workbook"),
            phrase("choose the workbook with the tasks"),
        )
    return "xlsb" if "xl/workbook.bin" in names else "xlsx"


def is_text_table(name: str) -> bool:
    """Whether a file of this name in an archive is a table of text."""
    base = name.rpartition("/")[2]
    return base.casefold().endswith((".csv", ".tsv")) and not base.startswith((".", "~"))


def _check_parts(archive: zipfile.ZipFile) -> None:
    bulk, merged = Bulk(), 0
    for entry in archive.infolist():
        part = archive.read(entry)
        if not entry.filename.casefold().endswith((".xml", ".rels", ".vml")):
            continue
        if part.startswith((b"\xff\xfe", b"\xfe\xff")):
            part = part.decode("utf-16", "replace").encode()
        if b"<!" in part and _ENTITY.search(part):
            refuse(
                "entity-declaration",
                phrase(
                    "the file contains entity declarations ({filename})", filename=entry.filename
                ),
                phrase("save it anew from Excel or LibreOffice"),
            )
        bulk.add(entry.filename, part)
        if "/worksheets/" in entry.filename and b"mergeCell" in part:
            merged += _merged_area(part)
    if merged > MAX_MERGED:
        refuse(
            "too-big",
            phrase(
                "the file has {merged:,} merged cells, at most {max_merged:,} are read",
                merged=merged,
                max_merged=MAX_MERGED,
            ),
            phrase("unmerge the big ranges (Home > Merge & Center)"),
        )


def _merged_area(part: bytes) -> int:
    total = 0
    for match in _MERGE.finditer(part):
        left, top, right, bottom = match.groups()
        width = abs(column_number(right.decode()) - column_number(left.decode())) + 1
        total += width * (abs(int(bottom) - int(top)) + 1)
    return total


def column_number(letters: str) -> int:
    """The number, from 1, of a column's letters; those after the fourth do not count."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - 64
    return number
