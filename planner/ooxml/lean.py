"""Leaves out parts of a workbook that nobody reads again, so that reading it is faster."""

import io
import zipfile
from collections.abc import Container

from planner.ooxml.graft import inspect
from planner.ooxml.package import MAIN, RESULT_PREFIX, GraftRefusedError, relationships_part

_EMPTY = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()


def lean(data: bytes, kept: Container[str]) -> bytes:
    """The workbook for reading only, with its result sheets emptied except those in `kept`, by key.

    It is unchanged if it has none, or if they cannot be distinguished from others.
    """
    try:
        host = inspect(data) if _has_results(data) else None
    except GraftRefusedError:
        return data
    gone = [name for key, name in host.results.items() if key not in kept] if host else []
    emptied = {host.sheets[name] for name in gone} if host else set()
    if host is None or not emptied:
        return data
    dropped = {relationships_part(part) for part in emptied}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, part in host.package.parts.items():
            if name not in dropped:
                archive.writestr(name, _EMPTY if name in emptied else part)
    return target.getvalue()


def _has_results(data: bytes) -> bool:
    """Whether a workbook may hold sheets of ours, without opening more of it than that takes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        books = [name for name in archive.namelist() if name.endswith("workbook.xml")]
        return any(RESULT_PREFIX.encode() in archive.read(name) for name in books)
