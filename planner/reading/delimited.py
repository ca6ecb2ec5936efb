"""Reads text files of values separated by comma, semicolon or tab as a sheet of text cells."""

import csv
import re
import zipfile
from collections import Counter
from io import BytesIO, StringIO
from itertools import islice
from pathlib import PurePosixPath

from planner.language.text import fold
from planner.ooxml.bulk import MAX_CELLS, MAX_LINES
from planner.ooxml.package_guard import is_text_table, refuse
from planner.phrase import phrase
from planner.reading.cells import Book, Cell, Sheet
from planner.reading.unquoted import with_whole_values
from planner.schema.vocabulary import meanings

_ENCODINGS = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874"),
    *("cp932", "gb18030", "cp950", "cp949", "cp1258"),
)
"""The encodings that spreadsheets write besides UTF-8; the headers tell which one it is."""
_HEAD = 10
_DELIMITERS = ",;\t|"
_SAMPLE = 20
_FILLED = re.compile(r"[^\r\n,;\t| ][^\r\n]*")
"""The rest of a line from the first character that is no delimiter."""

_NOT_TEXT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Bytes that never occur in a text, in any of the encodings but UTF-16."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MOST_DELIMITERS = 4 * MAX_CELLS


def looks_delimited(data: bytes) -> bool:
    """Whether the content is text with a delimiter in its first lines."""
    head = data[:20_000]
    if _NOT_TEXT.search(head) and not head.startswith(_UTF_16):
        return False  # before it is decoded with every encoding
    text = _decoded(head)
    lines = [line for line in text.splitlines()[:-1] if line.strip()] or text.splitlines()
    printable = not any(ord(char) < 32 and char not in "\t\r\n" for char in text)
    is_markup = text.lstrip().startswith(("<", "{", "%PDF"))
    return printable and not is_markup and any(d in line for line in lines for d in _DELIMITERS)


def read_delimited(data: bytes, name: str = "") -> Book:
    """The file as a workbook of one sheet, called Tasks."""
    return Book(sheets=(_sheet(data, "Tasks", name),))


def read_archive(data: bytes) -> Book:
    """An archive of such files as a workbook; each sheet has the name of its file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name for name in sorted(archive.namelist()) if is_text_table(name)]
        stems = [PurePosixPath(name).stem for name in names]
        titles = [s if stems.count(s) == 1 else name for s, name in zip(stems, names, strict=True)]
        sheets = [_sheet(archive.read(n), t, n) for n, t in zip(names, titles, strict=True)]
    if sum(len(cells) for sheet in sheets for cells in sheet.rows.values()) > MAX_CELLS:
        refuse(
            "too-big", phrase("the files have more than {max_cells:,} cells", max_cells=MAX_CELLS)
        )
    return Book(sheets=tuple(sheets))


def _sheet(data: bytes, title: str, name: str) -> Sheet:
    text = _decoded(data)
    _check_size(text)
    try:
        found = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        refuse(
            "damaged-file",
            phrase(
                "{name} cannot be read as CSV ({error})",
                name=name or phrase("the file"),
                error=error,
            ),
            phrase("export it anew"),
        )
    if sum(map(len, found)) > MAX_CELLS:
        refuse("too-big", phrase("the file has more than {max_cells:,} cells", max_cells=MAX_CELLS))
    rows: dict[int, dict[int, Cell]] = {}
    found, joined = with_whole_values(_with_whole_header(found))
    for number, values in enumerate(found, 1):
        cells = {
            column: Cell(number, column, "text", value)
            for column, value in enumerate(values, 1)
            if value.strip()
        }
        if cells:
            rows[number] = cells
    return Sheet(name=title, rows=rows, joined=joined)


def _with_whole_header(lines: list[list[str]]) -> list[list[str]]:
    """The lines; delimiters in brackets part no headers where all other lines have as many less."""
    head = next(iter(lines), [])
    widths = {len(values) for values in lines[1:] if values}
    if len(widths) != 1 or len(head) <= (width := widths.pop()):
        return lines
    joined: list[str] = []
    for value in head:
        if joined and joined[-1].count("(") > joined[-1].count(")"):
            joined[-1] += f",{value}"
        else:
            joined.append(value)
    return [joined, *lines[1:]] if len(joined) == width else lines


def _check_size(text: str) -> None:
    """Rejects a file that would take too long to parse; lines of delimiters alone do not count.

    Raises:
        InputError: if the file has too many lines or cells.
    """
    lines = sum(1 for _ in islice(_FILLED.finditer(text), MAX_LINES + 1))
    if lines > MAX_LINES:
        remedy = phrase("leave out what is no task, or split it")
        refuse(
            "too-big",
            phrase("the file has more than {max_lines:,} lines", max_lines=MAX_LINES),
            remedy,
        )
    if sum(map(text.count, _DELIMITERS)) > _MOST_DELIMITERS:
        refuse("too-big", phrase("the file has more than {max_cells:,} cells", max_cells=MAX_CELLS))


def _decoded(data: bytes) -> str:
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace")
    try:
        return _decoded_once(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:
            return data.decode("utf-8-sig", "ignore")
    found = [text for encoding in _ENCODINGS if (text := _try(data, encoding)) is not None]
    return max(found, key=_words_known, default="") or data.decode("latin-1")


def _decoded_once(text: str) -> str:
    """A text that was taken for cp1252 and written as UTF-8 a second time, as it was before.

    Where only parts of it were, these.
    """
    if text.isascii() or not _TWICE.search(text):
        return text
    try:
        return b"".join(map(_byte, text)).decode("utf-8-sig")
    except UnicodeError:
        return _RUN.sub(lambda run: _once(run[0]), text)


def _once(text: str) -> str:
    """Some characters as they were before, if all of them were written twice."""
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return text


def _byte(char: str) -> bytes:
    return char.encode("latin-1" if ord(char) in _CONTROLS else "cp1252")


_TWICE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
"""A letter with which UTF-8 begins a character, and one that stands for the second byte."""
_RUN = re.compile(f"(?:{_TWICE.pattern}+)+")
_CONTROLS = range(0x80, 0xA0)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _words_known(text: str) -> int:
    """The number of cells in the first lines that are headers in any language."""
    head = "\n".join(text.splitlines()[:_HEAD])
    return sum(bool(meanings(fold(cell.strip(' "')))) for cell in re.split(r"[,;\t|\n]", head))


def _delimiter(text: str) -> str:
    """The delimiter that splits the first lines into the most columns, and most evenly."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        width, often = max(counts.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        score = (width - 1) * often / max(1, len(lines))
        if score > best_score:
            best, best_score = delimiter, score
    return best
