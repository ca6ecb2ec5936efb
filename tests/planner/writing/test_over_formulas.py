"""A formula of the user's is kept, and replaced only where that is asked for."""

import io
import re
from typing import Any
from zipfile import ZipFile

import pytest

from planner.errors import InputError
from planner.ooxml.fill import Entry
from planner.writing.back.applied_edits import Edited
from planner.writing.back.cell_edit import CellEdit
from planner.writing.write import write_cells
from tests.planner.opened import sheet_of
from tests.planner.writing.test_edits import made
from tests.planner.writing.test_write_back import book

HEAD = ("ID", "Task", "Size", "Duration", "Assigned")
ROWS = [HEAD, *((n, f"Task {n}", n, f"=C{n + 1}*2", "Ann") for n in range(1, 4))]
SHARED = (
    b'<f t="shared" ref="D2:D4" si="0">C2*2</f>',
    b'<f t="shared" si="0"/>',
    b'<f t="shared" si="0"/>',
)


PLAIN = (b"<f>C2*2</f>", b"<f>C3*2</f>", b"<f>C4*2</f>")
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CHAIN = (
    (
        "[Content_Types].xml",
        (
            b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
            b'officedocument.spreadsheetml.calcChain+xml"/></Types>'
        ),
    ),
    (
        "xl/_rels/workbook.xml.rels",
        (
            b'<Relationship Id="chain" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/calcChain" Target="calcChain.xml"/></Relationships>'
        ),
    ),
)


def workbook(formulas: tuple[bytes, ...] = PLAIN) -> bytes:
    """Durations by formula, with their results and an order of calculation, as Excel stores it."""
    source, target = ZipFile(io.BytesIO(book(ROWS))), io.BytesIO()
    parts = {name: source.read(name) for name in source.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    for row, formula in zip((2, 3, 4), formulas, strict=True):
        value = b'<c r="D%d">%s<v>%d</v></c>' % (row, formula, 2 * row - 2)
        sheet = re.sub(rb'<c r="D%d".*?</c>' % row, value, sheet)
    parts["xl/worksheets/sheet1.xml"] = sheet
    for name, entry in CHAIN:
        parts[name] = parts[name].replace(b"</" + entry.rpartition(b"</")[2], entry)
    cells = b"".join(b'<c r="D%d" i="1"/>' % row for row in (2, 3, 4))
    parts["xl/calcChain.xml"] = b'<calcChain xmlns="%s">%s</calcChain>' % (MAIN, cells)
    with ZipFile(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def change(data: bytes, formula: Any, task: str = "1") -> Edited:
    return made(data, CellEdit(of=task, field="duration", text="7d", formula=formula))


def durations(data: bytes) -> list[object]:
    sheet = sheet_of(data, "Tasks")
    return [sheet.cell(row, 4).value for row in (2, 3, 4)]


def test_a_formula_is_kept_unless_it_is_to_be_replaced() -> None:
    data = workbook()
    with pytest.raises(InputError) as refused:
        change(data, "keep")
    (issue,) = refused.value.issues
    assert (issue.code, issue.place) == ("formula-kept", "Tasks!D2")
    found = change(data, "replace")
    assert (found.cell, found.before, found.after) == ("Tasks!D2", "2d", "7d")
    assert [one.code for one in found.remarks] == ["formula-replaced"]
    assert "=C2*2" in str(found.remarks[0])
    assert durations(found.data) == [7, "=C3*2", "=C4*2"]


@pytest.mark.parametrize(("task", "at"), [("1", 0), ("2", 1)])
def test_cells_that_share_a_formula_keep_it(task: str, at: int) -> None:
    found = change(workbook(SHARED), "replace", task)
    wanted: list[object] = ["=C2*2", "=C3*2", "=C4*2"]
    told = durations(found.data)
    assert told[at] == 7
    assert [one for n, one in enumerate(told) if n != at] == wanted[:at] + wanted[at + 1 :]


def test_a_formula_that_fills_many_cells_stays() -> None:
    array = (b'<f t="array" ref="D2:D4">C2:C4*2</f>', b"<f>C3*2</f>", b"<f>C4*2</f>")
    with pytest.raises(InputError):
        change(workbook(array), "replace")


def test_no_order_of_calculation_names_a_cell_without_a_formula() -> None:
    data = workbook()
    assert "xl/calcChain.xml" in ZipFile(io.BytesIO(data)).namelist()
    kept = write_cells(data, {"Tasks": {"B2": Entry(value="Dig")}}).data
    assert "xl/calcChain.xml" in ZipFile(io.BytesIO(kept)).namelist()
    told = ZipFile(io.BytesIO(change(data, "replace").data))
    assert "xl/calcChain.xml" not in told.namelist()
    for part in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        assert not re.search(rb"calcChain", told.read(part))
