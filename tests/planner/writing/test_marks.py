"""Cells are marked by a rule of their own; nothing else of the user's sheet changes."""

import io
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest

from planner.errors import Issue
from planner.phrase import phrase, verbatim
from planner.plan import Plan
from planner.writing.write import write_issues, write_plan
from tests.planner.opened import sheet_of
from tests.planner.writing.checker import faults
from tests.planner.writing.fake import fake_plan
from tests.planner.writing.hosts import (
    Host,
    charts_images_tables,
    deselected,
    parts,
    plain,
    saved_by_openpyxl,
    zipped,
)
from tests.planner.writing.test_write import swapped

SHEET = "xl/worksheets/sheet1.xml"


def with_issues(*issues: Issue) -> Plan:
    plan = fake_plan(6, people=2)
    return replace(plan, issues=issues, project=replace(plan.project, remarks=()))


ERROR = Issue(code="x", message=phrase("wrong"), sheet="Tasks", cell="C4")
WARNING = replace(ERROR, severity="warning", cell="B7")
INFO = replace(ERROR, severity="info", cell="B9")


def rules(data: bytes) -> dict[str, int]:
    """Cells → number of rules that are expressions."""
    sheet = sheet_of(data, "Tasks")
    return {
        str(area.sqref): sum(rule.type == "expression" for rule in area.rules)
        for area in sheet.conditional_formatting
    }


def test_errors_and_warnings_are_marked() -> None:
    data = write_plan(plain(), with_issues(ERROR, WARNING, INFO)).data
    assert faults(data) == []
    assert rules(data) == {"C4": 1, "B7": 1}


def test_cells_of_one_severity_share_a_rule() -> None:
    issues = [replace(ERROR, cell=cell) for cell in ("C4", "C5", "C4")]
    assert rules(write_plan(plain(), with_issues(*issues)).data) == {"C4 C5": 1}


@pytest.mark.parametrize("make", [charts_images_tables, saved_by_openpyxl])
def test_marks_go_when_the_issue_is_gone_and_leave_no_trace(make: Callable[[], Host]) -> None:
    source, _ = make()
    marked = write_plan(source, with_issues(ERROR, WARNING)).data
    assert parts(marked)[SHEET] != parts(source)[SHEET]
    assert parts(write_plan(marked, with_issues()).data)[SHEET] == deselected(parts(source)[SHEET])


def test_rules_of_the_user_stay() -> None:
    source, _ = saved_by_openpyxl()
    data = write_plan(source, with_issues(ERROR)).data
    assert rules(data) == {"C2:C30": 0, "C4": 1}
    priorities = [
        rule.priority
        for area in sheet_of(data, "Tasks").conditional_formatting
        for rule in area.rules
    ]
    assert len(set(priorities)) == len(priorities)


def test_a_mark_in_one_block_with_a_rule_of_the_user_is_cut_out_alone() -> None:
    own = b'<cfRule type="cellIs" priority="9" operator="equal"><formula>1</formula></cfRule>'
    marked = write_plan(plain(), with_issues(ERROR)).data
    mixed = swapped(marked, SHEET, b"</cfRule></conditional", b"</cfRule>" + own + b"</conditional")
    data = write_plan(mixed, with_issues()).data
    assert faults(data) == []
    assert rules(data) == {"C4": 0}


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("Nowhere", "C4"), ("Tasks", "C4:D9"), ("Tasks", ""), ("Tasks", '"/>'), ("Plan", "A1")],
)
def test_places_that_are_no_cell_of_the_user_are_not_marked(sheet: str, cell: str) -> None:
    data = write_plan(plain(), with_issues(replace(ERROR, sheet=sheet, cell=cell))).data
    assert faults(data) == []
    assert parts(data)[SHEET] == deselected(parts(plain())[SHEET])


@pytest.mark.damaged
def test_a_sheet_that_is_not_well_formed_is_left_alone() -> None:
    content = parts(plain())
    content[SHEET] = content[SHEET].replace(b"</worksheet>", b"")
    broken = zipped(content)
    assert parts(write_plan(broken, with_issues(ERROR)).data)[SHEET] == deselected(content[SHEET])


def notes(data: bytes) -> dict[str, str]:
    sheet = sheet_of(data, "Tasks")
    return {
        str(rule.sqref): rule.prompt
        for rule in sheet.data_validations.dataValidation
        if rule.promptTitle == "planner"
    }


def test_marked_cells_have_a_note_that_says_why() -> None:
    again = replace(ERROR, message=phrase('and "that" <too>'), remedy=phrase("mend it"))
    data = write_plan(plain(), with_issues(ERROR, again, WARNING, INFO)).data
    assert faults(data) == []
    assert notes(data) == {"C4": 'wrong\nand "that" <too>. mend it', "B7": "wrong"}


def test_notes_are_cut_at_what_excel_shows() -> None:
    data = write_plan(plain(), with_issues(replace(ERROR, message=verbatim("x" * 400)))).data
    assert notes(data) == {"C4": "x" * 249 + "…"}


def test_validations_of_the_user_win_over_notes() -> None:
    source, _ = charts_images_tables()
    data = write_plan(source, with_issues(ERROR, WARNING)).data
    assert faults(data) == []
    assert notes(data) == {"B7": "wrong"}
    sheet = sheet_of(data, "Tasks")
    own, ours = sheet.data_validations.dataValidation
    assert (own.type, str(own.sqref), ours.type) == ("whole", "C2:C30", None)
    assert b'<dataValidations count="2">' in parts(data)[SHEET]
    assert notes(write_plan(data, with_issues(WARNING)).data) == {"B7": "wrong"}
    assert notes(write_plan(data, with_issues()).data) == {}


def test_a_workbook_that_cannot_be_planned_gets_its_issues_and_marks() -> None:
    for source in (plain(), charts_images_tables()[0], write_plan(plain(), fake_plan(12)).data):
        written = write_issues(source, [WARNING, ERROR, ERROR])
        assert (written.remark, faults(written.data)) == ("", [])
        book = openpyxl.load_workbook(io.BytesIO(written.data))
        assert "Issues" in book.sheetnames
        assert "Plan" not in book.sheetnames
        assert [book["Issues"].cell(row, 1).value for row in (5, 6)] == ["error", "warning"]
        assert notes(written.data)["B7"] == "wrong"
        assert not any(name.startswith("customXml") for name in parts(written.data))
        assert write_issues(written.data, [WARNING, ERROR]).data == written.data


def test_issues_of_what_cannot_take_sheets_stand_in_a_new_workbook() -> None:
    bomb = zipped({**parts(plain()), "xl/bomb.xml": b" " * 400_000_000})
    assert "new workbook" in write_issues(bomb, [ERROR]).remark
    written = write_issues(b"ID;Task", [ERROR])
    assert "new workbook" in written.remark
    assert written.data == write_issues(None, [ERROR]).data
    assert faults(written.data) == []
