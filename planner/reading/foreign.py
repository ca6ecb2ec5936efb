"""Reads workbooks that openpyxl cannot open: .xls, .xlsb, .ods, Strict Open XML, odd .xlsx.

The reader is python-calamine (the extra ``formats``). It runs in a process of its own with limits
on time and memory, because some legal files abort the interpreter. It knows values only: it gives
no formulas and no hidden rows, and error cells come as blanks. How cells look is known of
.ods and .xls.
"""

import json
import subprocess
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from planner.ooxml.bulk import MAX_CELLS
from planner.ooxml.package_guard import refuse
from planner.phrase import phrase
from planner.reading.cells import Book, Cell, Kind, Sheet, Value
from planner.reading.ods_look import SheetLook, looks_of
from planner.reading.xls_look import looks_of_xls

_SECONDS = 30
_MEMORY = 1 << 30
_REMEDY = phrase("open it in Excel or LibreOffice and save it as .xlsx")
_TOO_MANY = 3


def read_foreign(data: bytes) -> Book:
    """The sheets of a workbook in another format.

    Raises:
        InputError: if it cannot be read, or the reader for it is not installed.
    """
    if find_spec("python_calamine") is None:
        refuse("old-format", phrase("this is not an .xlsx workbook"), _REMEDY)
    command = [sys.executable, "-c", f"from {__name__} import child; child()"]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and code
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        refuse(
            "too-big",
            phrase("the workbook cannot be read within {seconds} s", seconds=_SECONDS),
            _REMEDY,
        )
    if done.returncode == _TOO_MANY:
        refuse(
            "too-big",
            phrase("the file has more than {max_cells:,} cells", max_cells=MAX_CELLS),
            _REMEDY,
        )
    if done.returncode:
        refuse("damaged-file", phrase("the workbook cannot be read"), _REMEDY)
    return Book(sheets=tuple(_sheet(told) for told in json.loads(done.stdout)))


def _sheet(told: dict[str, Any]) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    for row, column, kind, value in told["cells"]:
        rows.setdefault(row, {})[column] = Cell(row, column, kind, _restored(kind, value))
    for row, column in told.get("bold", ()):
        if column in rows.get(row, {}):
            rows[row][column] = rows[row][column]._replace(bold=True)
    for row, column, indent in told.get("indents", ()):
        if column in rows.get(row, {}):
            rows[row][column] = rows[row][column]._replace(indent=indent)
    return Sheet(
        name=told["name"],
        rows=rows,
        hidden=told["hidden"],
        fills={(row, column): colour for row, column, colour in told.get("fills", ())},
        merged=tuple(tuple(area) for area in told.get("merged", ())),
    )


def _restored(kind: Kind, value: Any) -> Value:
    if kind == "date":
        return datetime.fromisoformat(value)
    if kind == "time":
        return timedelta(seconds=value)
    restored: Value = value
    return restored


def child() -> None:
    """Reads a workbook from standard input and prints its cells as JSON; a process of its own."""
    _limit()
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    data = with_mimetype(sys.stdin.buffer.read())
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    looks = looks_of(data) or looks_of_xls(data)
    visible = {meta.name: meta.visible for meta in book.sheets_metadata}
    told, total = [], 0
    for name in book.sheet_names:
        cells = []
        sheet = book.get_sheet_by_name(name)
        first = 1 + (sheet.start[1] if sheet.start else 0)  # rows are whole, columns are cut
        for r, row in enumerate(sheet.iter_rows(), 1):
            for c, value in enumerate(row, first):
                kind, plain = _plain(value)
                if kind:
                    cells.append((r, c, kind, plain))
        total += len(cells)
        if total > MAX_CELLS:
            sys.exit(_TOO_MANY)
        hidden = visible.get(name) != SheetVisibleEnum.Visible
        told.append({"name": name, "hidden": hidden, "cells": cells, **_look(looks.get(name))})
    sys.stdout.write(json.dumps(told))


def with_mimetype(data: bytes) -> bytes:
    """An OpenDocument spreadsheet with the part that says so, which some programs leave out."""
    if not data.startswith(b"PK"):
        return data
    buffer = BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        there = set(archive.namelist())
        if "mimetype" in there or "META-INF/manifest.xml" not in there:
            return data
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return buffer.getvalue()


def _look(found: SheetLook | None) -> dict[str, Any]:
    """The look of a sheet's cells in a form that JSON can hold."""
    if found is None:
        return {}
    return {
        "fills": [(*place, colour) for place, colour in found.fills.items()],
        "bold": sorted(found.bold),
        "indents": [(*place, indent) for place, indent in found.indents.items()],
        "merged": found.merged,
    }


def _limit() -> None:
    """Limits this process, where the system allows it."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _plain(value: object) -> tuple[Kind | None, object]:
    """Kind and value in a form that JSON can hold."""
    if isinstance(value, bool):
        return "bool", value
    if isinstance(value, int | float):
        return "number", value
    if isinstance(value, datetime):
        return "date", (value + timedelta(seconds=30)).replace(second=0, microsecond=0).isoformat()
    if isinstance(value, date):
        return "date", datetime.combine(value, time()).isoformat()
    if isinstance(value, time):
        return "time", value.hour * 3600 + value.minute * 60 + value.second
    if isinstance(value, timedelta):
        return "time", value.total_seconds()
    text = str(value)
    return ("text", text) if text.strip() else (None, None)
