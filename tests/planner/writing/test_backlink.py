"""Links from the user's rows into the plan."""

import io

import pytest
import xlsxwriter

from planner.errors import Issue
from planner.phrase import phrase
from planner.writing.write import write_issues, write_plan
from tests.planner.opened import sheet_of
from tests.planner.writing.fake import fake_plan
from tests.planner.writing.hosts import deselected, parts, plain

SHEET = "xl/worksheets/sheet1.xml"


def numbered(*, link: str = "", ids: int = 29, blank: int = 0) -> bytes:
    """A sheet of tasks whose ids are numbers; with a link of the user's own at a cell.

    The ID of one is `blank`, in a cell that has a style."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Tasks")
    sheet.write_row(0, 0, ("ID", "Task", "Duration"))
    for n in range(1, ids + 1):
        sheet.write_row(n, 0, (n, f"Task {n}", 1))
    if blank:
        sheet.write_blank(blank, 0, None, book.add_format({"bg_color": "#D9E1F2"}))
    if link:
        sheet.write_url(link, "https://example.org/a", None, "7")
    book.close()
    return file.getvalue()


def links(data: bytes) -> dict[str, str]:
    sheet = sheet_of(data, "Tasks")
    found = (cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink)
    return {link.ref: link.location or link.target or "" for link in found}


def test_the_id_of_a_task_leads_to_its_row_of_the_plan() -> None:
    plan = fake_plan(12, people=3)
    data = write_plan(numbered(), plan).data
    assert links(data) == {f"A{n + 2}": f"'Plan'!A{n + 5}" for n in range(len(plan.rows))}
    sheet = sheet_of(data, "Plan")
    assert sheet["A5"].hyperlink.location == "'Tasks'!A2"


def test_writing_again_replaces_the_links() -> None:
    once = write_plan(numbered(), fake_plan(12, people=3)).data
    assert write_plan(once, fake_plan(12, people=3)).data == once
    assert len(links(write_plan(once, fake_plan(6, people=3)).data)) == 6


def test_ids_that_are_texts_are_left_alone() -> None:
    assert links(write_plan(plain(), fake_plan(12, people=3)).data) == {}


def test_blank_ids_are_left_alone() -> None:
    """LibreOffice and openpyxl write the address of a link into a blank cell: an ID, read again."""
    plan = fake_plan(12, people=3)
    found = links(write_plan(numbered(blank=3), plan).data)
    assert (len(found), "A4" in found) == (len(plan.rows) - 1, False)


@pytest.mark.parametrize("cell", ["A4", "B4"])
def test_links_of_the_user_stay(cell: str) -> None:
    found = links(write_plan(numbered(link=cell), fake_plan(12, people=3)).data)
    assert found[cell] == "https://example.org/a"
    assert len(found) == (14 if cell == "A4" else 15)


def test_links_go_with_the_plan_and_leave_no_trace() -> None:
    source = numbered(link="B4")
    issue = Issue(code="x", message=phrase("x"), sheet="Tasks", cell="A1", severity="info")
    once = write_plan(source, fake_plan(12, people=3)).data
    assert parts(write_issues(once, [issue]).data)[SHEET] == deselected(parts(source)[SHEET])
