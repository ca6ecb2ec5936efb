"""Corrects cells of an upload in its workbook before that is read.

Where cells were corrected, the upload is kept beside the corrected workbook.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import Issue
from planner.web.job_records import INPUT
from planner.web.private import write_bytes

if TYPE_CHECKING:
    from planner.ooxml.fill import Entry

UPLOAD = "upload"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A cell such as ``Tasks!C7`` with its uploaded and its corrected text."""

    place: str
    was: str
    text: str


def can_mend(folder: Path) -> bool:
    """Whether the upload's cells can be changed: it is a workbook that can be copied."""
    from planner.ooxml.graft import inspect
    from planner.ooxml.package import GraftRefusedError

    try:
        inspect(_upload(folder).read_bytes())
    except GraftRefusedError:
        return False
    return True


def mend(folder: Path, cells: Sequence[Mended]) -> tuple[Issue, ...]:
    """Makes the workbook in a folder from the upload and these cells; returns what failed.

    Raises:
        GraftRefusedError: if nothing can be written into the workbook.
        OSError: if it cannot be stored.
    """
    from planner.writing.write import write_cells

    upload, now = folder / UPLOAD, folder / INPUT
    if not cells:
        if upload.exists():
            upload.replace(now)
        return ()
    data = _upload(folder).read_bytes()
    written = write_cells(data, _entries(data, cells))
    if not upload.exists():
        write_bytes(upload, data)
    write_bytes(now, written.data)
    return written.left


def _upload(folder: Path) -> Path:
    upload = folder / UPLOAD
    return upload if upload.exists() else folder / INPUT


def _entries(data: bytes, cells: Sequence[Mended]) -> Mapping[str, Mapping[str, "Entry"]]:
    from planner.ooxml.graft import inspect
    from planner.writing.back.typed import typed

    host = inspect(data)
    found: dict[str, dict[str, Entry]] = {}
    for one in cells:
        sheet, _, cell = one.place.rpartition("!")
        if sheet in host.sheets:
            found.setdefault(sheet, {})[cell] = typed(one.text, date_1904=host.date_1904)
    return found
