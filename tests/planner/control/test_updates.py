"""The sheet Update: what it asks, and that what is filled in is read back and remembered."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from planner.control.plan_changes import since_previous
from planner.errors import InputError
from planner.language.words import ENGLISH
from planner.ooxml.fill import Entry
from planner.pipeline import Options, read_project, record_as_planned, solve, write_plan
from planner.plan import Plan
from planner.writing.write import write_cells
from tests.planner.features.support import PEOPLE, march, sheets
from tests.planner.opened import sheet_of
from tests.planner.projects import row
from tests.planner.reading.books import book

HEAD = "ID, Task Name, Duration, Predecessors, Resource Names"
ROWS = (
    [1, "Dig", "2d", "", "Ann"],
    [2, "Build", "3d", 1, "Bob"],
    [3, "Paint", "5d", 2, "Ann"],
    [4, "Mow", "2d", 3, "Ann"],
)


@cache
def planned(data: bytes) -> Plan:
    return solve(read_project(data), Options(deterministic_limit=0.1))


def written(data: bytes) -> bytes:
    return write_plan(data, planned(data)).data


@cache
def first() -> bytes:
    return written(book(sheets(*ROWS, head=HEAD, People=PEOPLE)))


def table(data: bytes) -> list[dict[str, Any]]:
    """The rows of the sheet by head."""
    rows = list(sheet_of(data, "Update").iter_rows(min_row=5, values_only=True))
    heads = [str(head) for head in rows[0]]
    return [dict(zip(heads, cells, strict=True)) for cells in rows[1:] if cells[1]]


def filled(data: bytes, status: int, cells: Mapping[tuple[str, str], Any]) -> bytes:
    """The workbook with cells of the sheet filled in, by task and head, and the status date."""
    file = openpyxl.load_workbook(BytesIO(data))
    sheet = file["Update"]
    heads = {str(cell.value): int(cell.column or 0) for cell in sheet[5]}
    for (task, head), value in cells.items():
        at = next(r for r in range(6, sheet.max_row + 1) if str(sheet.cell(r, 3).value) == task)
        sheet.cell(at, heads[head]).value = value
    assert sheet["A4"].value == "Status date"
    sheet["B4"] = march(status)
    target = BytesIO()
    file.save(target)
    return target.getvalue()


@cache
def second() -> bytes:
    """On Friday: digging went as planned, building began a day late and is one third done."""
    told = {
        ("Dig", "As planned"): "x",
        ("Build", "Actual start"): march(4, 8),
        ("Build", "% complete"): 0.3333,
    }
    return written(filled(first(), 5, told))


def test_the_sheet_asks_about_the_tasks_of_the_coming_week_by_person() -> None:
    found = table(first())
    assert [(one["People"], one["Task"], one["State"]) for one in found] == [
        ("Ann", "Dig", "finishes"),
        ("Bob", "Build", "finishes"),
    ]
    assert found[0]["Planned finish"] == march(2, 17)
    assert found[0]["Actual start"] is None, "blank until somebody tells it"


def test_an_untouched_sheet_tells_nothing() -> None:
    project = read_project(first())
    assert not project.updated
    assert not any(task.progress.recorded for task in project.tasks)


def test_what_is_filled_in_is_planned_with() -> None:
    project = read_project(second())
    dig, build = project.tasks[0].progress, project.tasks[1].progress
    assert (dig.actual_start, dig.actual_finish) == (march(1, 8), march(2, 17))
    assert (build.actual_start, build.percent) == (march(4, 8), 0.3333)
    plan = planned(filled(first(), 5, {("Dig", "As planned"): "x"}))
    assert row(plan, "1").finish == march(2, 17)
    assert (row(plan, "2").start or march(1)) >= march(5, 17), "nothing told: not begun"


def test_the_sheet_remembers_what_was_told() -> None:
    found = {one["Task"]: one for one in table(second())}
    assert found["Dig"]["State"] == "told before"
    assert (found["Dig"]["Finished"], found["Dig"]["Actual finish"]) == (march(2, 17), None)
    assert found["Build"]["State"] in ("running", "should be finished")
    again = read_project(written(second()))
    assert again.updated == {"1", "2"}
    assert again.tasks[1].progress.actual_start == march(4, 8)


def test_what_should_have_started_is_listed() -> None:
    data = filled(first(), 5, {("Dig", "As planned"): "x"})
    found = {one["Task"]: one for one in table(written(data))}
    assert found["Build"]["State"] == "should have started"
    assert found["Build"]["Planned start"] == march(3, 8), "as it was planned before"
    status = sheet_of(written(data), "Status")
    texts = {str(cell.value) for line in status for cell in line}
    assert "nothing of 1 task" in texts


def test_a_wrong_cell_is_to_be_mended_before_the_sheet_is_made_again() -> None:
    with pytest.raises(InputError) as refused:
        read_project(filled(first(), 5, {("Dig", "Actual start"): "soon"}))
    (issue,) = [one for one in refused.value.issues if one.sheet == "Update"]
    assert (issue.cell, issue.got, issue.severity) == ("L6", "soon", "error")


def test_a_date_typed_as_text_is_read_as_those_of_the_workbook() -> None:
    told = {("Dig", "Actual start"): "01/03/2027"}
    file = openpyxl.load_workbook(BytesIO(filled(first(), 5, told)))
    holidays = file.create_sheet("Holidays")
    holidays.append(["Date"])
    holidays.append(["15/07/2027"])
    target = BytesIO()
    file.save(target)
    assert read_project(target.getvalue()).tasks[0].progress.actual_start == march(1, 8)


def test_the_sheet_keeps_the_status_date_and_the_later_one_counts() -> None:
    kept = written(second())
    assert sheet_of(kept, "Update")["B4"].value == march(5)
    file = openpyxl.load_workbook(BytesIO(kept))
    file["Settings"].append(["Status date", march(4)])
    target = BytesIO()
    file.save(target)
    project = read_project(target.getvalue())
    assert project.settings.status_date == march(5)
    (issue,) = [one for one in project.remarks if one.code == "later-status-date"]
    assert (issue.sheet, issue.got) == ("Settings", "2027-03-04")
    file["Settings"].cell(file["Settings"].max_row, 2).value = march(8)
    target = BytesIO()
    file.save(target)
    assert read_project(target.getvalue()).settings.status_date == march(8)


def test_an_x_before_its_time_is_told() -> None:
    project = read_project(filled(first(), 2, {("Build", "As planned"): "x"}))
    (issue,) = [one for one in project.remarks if one.code == "not-begun"]
    assert (issue.sheet, issue.cell) == ("Update", "K7")
    assert not project.tasks[1].progress.recorded


def test_an_x_counts_before_what_was_told_and_no_forgets_it() -> None:
    """A week later Build went as planned from where it stood; or it has not begun at all."""
    data = written(second())
    build = read_project(filled(data, 12, {("Build", "As planned"): "x"})).tasks[1].progress
    finish = next(one for one in table(data) if one["Task"] == "Build")["Planned finish"]
    assert (build.actual_start, build.done) == (march(4, 8), True)
    assert build.actual_finish is not None
    assert finish is not None
    again = read_project(filled(data, 12, {("Build", "As planned"): "no"})).tasks[1].progress
    assert not again.begun


def test_what_is_left_counts_before_a_finish_that_was_told() -> None:
    """As after --as-planned: Dig was told to be finished, and half a day is left after all."""
    data = written(second())
    dig = read_project(filled(data, 5, {("Dig", "Days left"): 0.5})).tasks[0].progress
    assert (dig.done, dig.actual_start, dig.remaining_duration) == (False, march(1, 8), 240)
    more = read_project(filled(data, 5, {("Build", "% complete"): 0.9})).tasks[1].progress
    assert (more.percent, more.remaining_duration) == (0.9, None)


def test_a_note_stays() -> None:
    data = written(filled(first(), 5, {("Dig", "As planned"): "x", ("Dig", "Note"): "it rained"}))
    assert {one["Task"]: one["Note"] for one in table(data)}["Dig"] == "it rained"


def test_what_went_as_planned_took_and_costs_what_was_planned() -> None:
    """Bob is on leave while they dig: Ann is done before, and neither is paid for the other."""
    data = book(
        sheets(
            [1, "Dig", "4d", "", "Ann; Bob"],
            [2, "Mow", "2d", 1, "Ann"],
            head=HEAD,
            People=PEOPLE,
            Leave=[["Name", "From", "To"], ["Bob", march(2), march(4)]],
        )
    )
    before = planned(written(data))
    recorded = record_as_planned(written(data), march(10)).data
    after = planned(recorded)
    assert row(after, "1").task.progress.done
    assert after.cost == before.cost
    assert [one.duration for one in after.rows] == [one.duration for one in before.rows]
    assert {one.kinds for one in since_previous(after, ENGLISH)} == {("finished",)}


def test_what_took_more_than_at_first_is_not_paid_as_at_first() -> None:
    """After two days of digging two more remained; it was finished as that plan had it."""
    told = {("Dig", "Actual start"): march(1, 8), ("Dig", "Days left"): 2}
    longer = written(filled(first(), 2, told))
    after = planned(record_as_planned(longer, march(10)).data)
    assert row(after, "1").task.progress.done
    assert row(after, "1").cost == row(planned(longer), "1").cost == 4 * 8 * 50


def changed(data: bytes, sheet: str, cells: Mapping[str, float]) -> bytes:
    """The workbook with other numbers in cells of a sheet; all that it has besides is kept."""
    entries = {at: Entry(value=number) for at, number in cells.items()}
    return write_cells(data, {sheet: entries}).data


def resaved(data: bytes) -> bytes:
    """The workbook as a program saves it that drops what it does not know."""
    target = BytesIO()
    openpyxl.load_workbook(BytesIO(data)).save(target)
    return target.getvalue()


def test_what_a_row_records_after_the_sheet_was_written_counts_over_it() -> None:
    head = HEAD + ", % Complete, Actual Finish"
    rows = [[*ROWS[0], 0.5, ""], *([*row, "", ""] for row in ROWS[1:])]
    start = written(book(sheets(*rows, head=head, People=PEOPLE)))
    told = {("Dig", "% complete"): 0.75, ("Build", "% complete"): 0.25}
    later = written(filled(start, 3, told))
    known = read_project(later)
    assert [task.progress.percent for task in known.tasks[:2]] == [0.75, 0.25]  # F2 is older
    assert not any(issue.code == "recorded-since" for issue in known.remarks)

    edited = changed(later, "Tasks", {"F2": 1, "F3": 0.6, "G2": _MARCH_3})
    now = read_project(edited)
    assert [task.progress.percent for task in now.tasks[:2]] == [1.0, 0.6]
    assert now.tasks[0].progress.actual_finish == march(3, 17)
    places = [issue.cell for issue in now.remarks if issue.code == "recorded-since"]
    assert places == ["G2", "F3"]

    lost = read_project(resaved(edited))
    assert [task.progress.percent for task in lost.tasks[:2]] == [0.75, 0.25]
    told_cells = [issue.cell for issue in lost.remarks if issue.code == "record-elsewhere"]
    assert told_cells == ["G2", "F3"]

    (at,) = (6 + k for k, one in enumerate(table(edited)) if one["Task"] == "Build")
    both = read_project(changed(edited, "Update", {f"N{at}": 0.9}))
    assert both.tasks[1].progress.percent == 0.9  # what is new on the sheet counts most


_MARCH_3 = 46449
"""A day as Excel counts it."""
