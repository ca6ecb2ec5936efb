"""Opens one sheet of a workbook; a result has a score of them."""

import io
import zipfile
from typing import Any

import openpyxl

from planner.ooxml.graft import inspect
from planner.ooxml.package import MAIN, relationships_part

_EMPTY = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()


def sheet_of(data: bytes, name: str, *, data_only: bool = False) -> Any:
    """The sheet as openpyxl reads it; the others are left, which take most of the time."""
    host = inspect(data)
    others = {part for sheet, part in host.sheets.items() if sheet != name}
    left = {relationships_part(part) for part in others}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for part, content in host.package.parts.items():
            if part not in left:
                archive.writestr(part, _EMPTY if part in others else content)
    return openpyxl.load_workbook(target, data_only=data_only)[name]
