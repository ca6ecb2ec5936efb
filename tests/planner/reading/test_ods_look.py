"""How cells of OpenDocument spreadsheets look, and names that a list explains."""

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from planner.pipeline import read_project
from planner.reading.foreign import _look, _sheet
from planner.reading.ods_look import looks_of
from tests.planner.reading.strangers import BLUE, CHOICE, read, tree

HEAD = """<?xml version="1.0"?>{doctype}<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">"""
CONTENT = """<office:automatic-styles>
<style:style style:name="base" style:family="table-cell">
<style:table-cell-properties fo:background-color="#ff0000"/></style:style>
<style:style style:name="blue" style:family="table-cell" style:parent-style-name="base">
<style:table-cell-properties fo:background-color="#0000ff"/></style:style>
<style:style style:name="red" style:family="table-cell" style:parent-style-name="base">
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="deep" style:family="table-cell">
<style:table-cell-properties fo:background-color="transparent"/>
<style:paragraph-properties fo:margin-left="0.706cm"/></style:style>
</office:automatic-styles>
<table:table table:name="Plan">
<table:table-column table:number-columns-repeated="3"/>
<table:table-column table:default-cell-style-name="blue"/>
<table:table-row><table:table-cell table:style-name="red" table:number-columns-spanned="2"
 table:number-rows-spanned="2"/><table:covered-table-cell/><table:table-cell/><table:table-cell/>
</table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:style-name="deep"/>
<table:table-cell table:style-name="blue" table:number-columns-repeated="2"/></table:table-row>
<table:table-row table:number-rows-repeated="1048573">
<table:table-cell table:style-name="blue" table:number-columns-repeated="1024"/></table:table-row>
</table:table></office:document-content>"""


def ods(doctype: str = "") -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        package.writestr("content.xml", HEAD.format(doctype=doctype) + CONTENT)
    return buffer.getvalue()


def test_colours_bold_indents_and_merged_cells_are_known() -> None:
    found = looks_of(ods())["Plan"]
    blue = dict.fromkeys([(1, 4), (2, 2), (2, 3), (3, 2), (3, 3)], "rgb:FF0000FF")
    assert found.fills == {(1, 1): "rgb:FFFF0000", **blue}
    assert found.bold == {(1, 1)}
    assert found.indents == {(2, 1): 2, (3, 1): 2}
    assert found.merged == [(1, 1, 2, 2)]


def test_they_become_those_of_a_sheet() -> None:
    cells = [(1, 1, "text", "Dig"), (2, 1, "text", "Pour")]
    told = {"name": "Plan", "hidden": False, "cells": cells, **_look(looks_of(ods())["Plan"])}
    sheet = _sheet(told)
    assert sheet.rows[1][1].bold
    assert sheet.rows[2][1].indent == 2
    assert sheet.fills[3, 3] == "rgb:FF0000FF"
    assert sheet.merged == ((1, 1, 2, 2),)


@pytest.mark.parametrize(
    "data",
    [b"PK no zip", b"", ods('<!DOCTYPE x [<!ENTITY e "ha">]>')],
)
def test_what_is_no_spreadsheet_or_defines_entities_is_not_looked_at(data: bytes) -> None:
    assert looks_of(data) == {}


def test_codes_are_named_by_a_list_below_the_chart() -> None:
    months = [datetime(2027, month, 1) for month in range(1, 6)]
    rows = [
        ["Etapa", *months],
        *([code] for code in ("I", "II", "III")),
        [],
        ["I", "Revisão da literatura"],
        ["II", "Coleta de dados"],
        ["III", "Escrita da tese"],
    ]
    project = read(rows, fills={"B2": BLUE, "C3:D3": BLUE, "E4:F4": BLUE})
    assert tree(project) == ["Revisão da literatura", "Coleta de dados", "Escrita da tese"]


def test_a_spreadsheet_that_only_its_list_of_parts_names_is_read() -> None:
    pytest.importorskip("python_calamine")
    rows = [["Task", "Days"], ["Dig", "2"], ["Build", "3"]]
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:office='
    body = f'<office:body><office:spreadsheet><table:table table:name="Plan">{cells}'
    content = HEAD.format(doctype="").replace("xmlns:office=", names, 1) + body
    content += "</table:table></office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", f'<manifest media-type="{kind}"/>')
    assert tree(read_project(buffer.getvalue(), choice=CHOICE)) == ["Dig", "Build"]
