"""Workbooks as people make them, for tests: cells with colours, bold and indents; what was read."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.styles import Font, PatternFill

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project

CHOICE = Choice(otherwise=datetime(2027, 3, 1))
WEEKS = [f"W{n}" for n in range(1, 11)]
BLUE, YELLOW, GREY = "FF2F75B5", "FFFFD966", "FFEDEDED"


def read(rows: Sequence[Any], **look: Any) -> Project:
    """The project of a sheet that looks so, see `made`."""
    return read_project(made(rows, **look), choice=CHOICE)


def made(
    rows: Sequence[Any],
    *,
    merged: str = "",
    bold: str = "",
    fills: dict[str, str] | None = None,
    percent: str = "",
) -> bytes:
    """A sheet with merged ranges, bold cells, coloured ranges and cells shown as per cent."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for area, colour in (fills or {}).items():
        for cells in sheet[f"{area}:{area}"] if ":" not in area else sheet[area]:
            for cell in cells:
                cell.fill = PatternFill("solid", fgColor=colour)
    for place in bold.split():
        sheet[place].font = Font(bold=True)
    for place in percent.split():
        sheet[place].number_format = "0%"
    for area in merged.split():
        sheet.merge_cells(area)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def tree(project: Project) -> list[str]:
    """The names of the tasks, a dot before them for each level."""
    return ["." * (task.level - 1) + task.name for task in project.tasks]


def codes(project: Project) -> set[str]:
    return {issue.code for issue in project.remarks}


def starts(project: Project) -> list[str]:
    return [f"{t.current_start:%Y-%m-%d}" for t in project.tasks if t.current_start]


def people(project: Project) -> list[list[str]]:
    return [[name for need in task.needs for name in need.names] for task in project.tasks]
