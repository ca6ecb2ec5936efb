"""Workbooks of all kinds to put results into, each as ``(data, suffix)``."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from tests.planner.writing import excel_parts

ROWS: list[tuple[str | int, ...]] = [
    ("ID", "Task", "Duration", "Start"),
    *((f"T{n}", f"Task {n}", n, 46000 + n) for n in range(1, 30)),
]

Host = tuple[bytes, str]


def plain(sheets: Iterable[str] = ("Tasks",), **options: object) -> bytes:
    """A small workbook with the same rows on each sheet."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, **options})
    for name in sheets:
        _fill(book.add_worksheet(name))
    book.close()
    return file.getvalue()


def _fill(sheet: Any) -> None:
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row)


def small() -> Host:
    return plain(), ".xlsx"


def dates_from_1904() -> Host:
    return plain(date_1904=True), ".xlsx"


def charts_images_tables() -> Host:
    """With charts, an image, a table, drop-downs, comments, formulas and hidden sheets."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Tasks")
    _fill(sheet)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Tasks!$C$2:$C$9"})
    sheet.insert_chart("F2", chart)
    sheet.insert_image("F20", "dot.png", {"image_data": io.BytesIO(dot())})
    sheet.write_comment("A2", "the first one")
    sheet.data_validation("C2:C30", {"validate": "integer", "criteria": ">=", "value": 0})
    sheet.conditional_format("C2:C30", {"type": "3_color_scale"})
    sheet.write_formula("E2", "=C2*2", None, 2)
    other = book.add_worksheet("Own data")
    other.add_table("A1:B3", {"name": "tblplan", "columns": [{"header": "a"}, {"header": "b"}]})
    book.add_worksheet("Hidden").hide()
    book.add_worksheet("Very hidden").very_hidden()
    book.define_name("tblIssues", "=Tasks!$A$1")
    sheet.autofilter("A1:D30")
    sheet.print_area("A1:D30")
    book.close()
    return file.getvalue(), ".xlsx"


def macros() -> Host:
    """A workbook that says it has macros, with a stand-in for the macro project."""
    content = parts(plain())
    kinds = content["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    binary = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    content["[Content_Types].xml"] = kinds.replace(b"<Override", binary + b"<Override", 1)
    link = (
        b'<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2006/relationships/'
        b'vbaProject" Target="vbaProject.bin"/></Relationships>'
    )
    rels = "xl/_rels/workbook.xml.rels"
    content[rels] = content[rels].replace(b"</Relationships>", link)
    content["xl/vbaProject.bin"] = bytes(range(256))
    return zipped(content), ".xlsm"


def saved_by_openpyxl() -> Host:
    """With styles, comments, rules and names as openpyxl writes them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tasks"
    for row in ROWS:
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, color="FF0000")
    sheet["B1"].fill = PatternFill("solid", fgColor="00FF00")
    sheet["D2"].value = date(2026, 1, 5)
    sheet["D2"].number_format = "dd.mm.yyyy"
    sheet["A3"].comment = Comment("mind this one", "me")
    rule = Rule(
        type="cellIs", operator="greaterThan", formula=["3"],
        dxf=DifferentialStyle(fill=PatternFill(bgColor="FFFF00")),
    )  # fmt: skip
    sheet.conditional_formatting.add("C2:C30", rule)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), ".xlsx"


def prefixed() -> Host:
    """With a namespace prefix on every element, as some libraries write it."""
    content = parts(plain())
    for name in ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"):
        tags = re.sub(rb"<(/?)(\w+)(?=[\s/>])", rb"<\1x:\2", content[name])
        content[name] = tags.replace(b"xmlns=", b"xmlns:x=")
    return zipped(content), ".xlsx"


def chart_sheet() -> Host:
    """With a sheet that is a chart, and one with a space around its name."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    _fill(book.add_worksheet("Tasks"))
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Tasks!$C$2:$C$9"})
    book.add_chartsheet("Chart").set_chart(chart)
    book.add_worksheet(" Load ")
    book.close()
    return file.getvalue(), ".xlsx"


def all_that_excel_knows() -> Host:
    """With what only Excel makes: a pivot table, slicers, threaded comments, links to other
    files, macros with a button, custom XML, printer settings, drop-downs of the newer kind.

    Written by hand, as far as the graft has to care: parts, their links, types and places.
    """
    source, _ = charts_images_tables()
    content = parts(source)
    excel_parts.put_into(content)
    return zipped(content), ".xlsm"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return file.getvalue()


def dot() -> bytes:
    """A picture of one pixel."""
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
        "789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    )


HOSTS: list[Callable[[], Host]] = [
    small, dates_from_1904, charts_images_tables, macros, saved_by_openpyxl, prefixed,
    chart_sheet, all_that_excel_knows,
]  # fmt: skip


def deselected(part: bytes) -> bytes:
    """A sheet as it is when it is no longer the one that a workbook opens on."""
    return part.replace(b' tabSelected="1"', b"", 1)
