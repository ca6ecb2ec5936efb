"""Tasks that come or go, in tables of several layouts."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from planner.errors import InputError
from planner.writing.back.applied_edits import Edited
from planner.writing.back.cell_edit import CellEdit
from planner.writing.back.task_rows import next_code
from tests.planner.opened import sheet_of
from tests.planner.writing.test_edits import made
from tests.planner.writing.test_write_back import book

HEAD = ("ID", "Task", "Duration", "Predecessors", "Assigned")
PLAIN = [HEAD, (1, "Dig", "2d", None, "Ann"), (2, "Build", "3d", 1, "Ann")]
BY_LEVEL = [
    ("ID", "Outline Level", "Task", "Duration"),
    (1, 1, "House", None),
    (2, 2, "Dig", "2d"),
    (3, 1, "Garden", None),
    (4, 2, "Plant", "3d"),
]
BY_PARENT = [
    ("ID", "Task", "Duration", "Parent ID"),
    ("A", "House", None, None),
    ("A1", "Dig", "2d", "A"),
    ("B", "Garden", None, None),
    ("B1", "Plant", "3d", "B"),
]
BY_WBS = [
    ("WBS", "Task", "Duration"),
    ("1", "House", None),
    ("1.1", "Dig", "2d"),
    ("2", "Garden", None),
    ("2.1", "Plant", "3d"),
]
BY_PHASE = [
    ("ID", "Task", "Duration", "Phase"),
    (1, "Dig", "2d", "House"),
    (2, "Plant", "3d", "Garden"),
]


def of_task(data: bytes, name: str, field: str, text: str) -> Edited:
    return made(data, CellEdit(of=name, field=field, text=text))


def rows(found: Edited) -> list[tuple[Any, ...]]:
    return list(sheet_of(found.data, "Tasks").values)


def refused(data: bytes, name: str, field: str, text: str) -> str:
    with pytest.raises(InputError) as caught:
        of_task(data, name, field, text)
    return "; ".join(
        f"{one.sheet}!{one.cell} {one.message}"
        for one in caught.value.issues
        if one.severity == "error"
    )


def test_a_new_task_is_a_row_below_and_then_changed_by_its_name() -> None:
    found = of_task(book(PLAIN), "Paint", "added", "4d")
    assert (found.cell, found.before, found.after) == ("Tasks!B4", "", "4d")
    assert rows(found) == [*PLAIN, (3, "Paint", "4d", None, None)]
    for field, text in (("predecessors", "2"), ("resources", "Ann or Cy"), ("skills", "Welding")):
        found = of_task(found.data, "Paint", field, text)
    assert rows(found)[3] == (3, "Paint", "4d", 2, "Ann or Cy", "Welding")
    assert found.project.tasks[-1].id == "3"
    assert "already" in refused(found.data, "paint", "added", "4d")
    assert "already" in refused(found.data, "3", "added", "4d")
    assert "positive amount" in refused(found.data, "Roof", "added", "soon")


def test_a_german_table_of_excels_grows_and_its_own_ways_are_kept() -> None:
    file = openpyxl.Workbook()
    sheet = file.active
    assert sheet is not None
    sheet.title = "Tasks"
    for row in (("Vorgang", "Aufwand (h)", "Wer"), ("Graben", 16, "Anna"), ("Bauen", 24, "Bert")):
        sheet.append(row)
    sheet["B3"].number_format = "0.0"
    sheet.add_table(Table(displayName="T", ref="A1:C3"))
    sheet["A6"] = "Stand: geplant im Januar"
    file.create_sheet("Settings").append(("Projektstart", datetime(2027, 1, 4)))
    stream = io.BytesIO()
    file.save(stream)
    found = of_task(stream.getvalue(), "Malen", "added", "8")
    assert (found.cell, found.after) == ("Tasks!A4", "8h")
    sheet = sheet_of(found.data, "Tasks")
    assert [sheet[place].value for place in ("A4", "B4", "C4")] == ["Malen", 8, None]
    assert sheet["B4"].number_format == "0.0"
    assert sheet.tables["T"].ref == "A1:C4"
    assert found.project.tasks[-1].id == "3"


@pytest.mark.parametrize("table", [BY_LEVEL, BY_PARENT, BY_WBS])
def test_a_new_task_is_put_into_a_phase(table: Sequence[tuple[Any, ...]]) -> None:
    found = of_task(book(list(table)), "Water", "added", "1d")
    assert found.project.tasks[-1].parent == ""
    found = of_task(found.data, "Water", "phase", "Garden")
    assert found.after == "Garden"
    water = next(one for one in found.project.tasks if one.name == "Water")
    assert (water.level, water.parent) == (2, found.project.tasks[2].id)


def test_a_task_of_a_phase_stands_below_it_wherever_its_row_is() -> None:
    found = of_task(book(BY_WBS), "Water", "added", "1d")
    found = of_task(found.data, "Water", "phase", "House")
    assert rows(found)[-1] == ("1.2", "Water", "1d")
    assert [one.name for one in found.project.tasks] == ["House", "Dig", "Water", "Garden", "Plant"]


def test_where_rows_alone_tell_the_phase_it_is_the_last() -> None:
    added = of_task(book(BY_LEVEL), "Roof", "added", "1d").data
    assert "further up" in refused(added, "Roof", "phase", "House")
    added = of_task(book(BY_PHASE), "Roof", "added", "1d").data
    for phase in ("Garden", "House"):
        found = of_task(added, "Roof", "phase", phase)
        assert found.after == phase
        roof = next(task for task in found.project.tasks if task.name == "Roof")
        assert roof.parent == phase
    indented = [HEAD[:3], (1, "House", None), (2, "  Dig", "2d"), (3, "  Build", "2d")]
    found = of_task(book(indented), "Roof", "added", "1d")
    assert "no column says" in refused(found.data, "Roof", "phase", "House")
    assert "no such phase" in refused(found.data, "Roof", "phase", "Cellar")


def test_a_task_goes_unless_others_wait_for_it() -> None:
    found = of_task(book(PLAIN), "2", "removed", "yes")
    assert (found.cell, found.before, found.after) == ("Tasks!B3", "Build", "")
    assert rows(found) == [*PLAIN[:2], (None,) * 5]
    assert [one.name for one in found.project.tasks] == ["Dig"]
    assert refused(book(PLAIN), "1", "removed", "yes") == "Tasks!D3 2 Build waits for it"
    assert "read otherwise" in refused(book(BY_WBS), "1", "removed", "yes")


def test_formulas_of_a_row_that_goes_stay() -> None:
    file = openpyxl.load_workbook(io.BytesIO(book(PLAIN)))
    file["Tasks"]["F1"], file["Tasks"]["F3"] = "Twice", "=C3*2"
    stream = io.BytesIO()
    file.save(stream)
    found = of_task(stream.getvalue(), "2", "removed", "yes")
    assert rows(found)[2] == (None, None, None, None, None, "=C3*2")


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        (["1", "2"], "12"),
        (["1", "2", "9", "4"], "10"),
        (["T01", "T02"], "T03"),
        (["2.1", "1.7", "1.3"], "1.8"),
        (["A", "B"], ""),
        ([], ""),
    ],
)
def test_codes_go_on(codes: list[str], code: str) -> None:
    assert next_code(codes, ["3", "11", "Z9"] if code == "12" else ()) == code
