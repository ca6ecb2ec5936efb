"""Starts that formulas compute from other rows: each is a link, or it is told that it is none."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project

DAY = 480
HEAD = ["Task", "Days", "Begin", "End", "Pause"]
DATES = {1: ("2027-05-03", "2027-05-04"), 2: ("2027-05-05", "2027-05-07")}


def read(formula: str, result: str, *, pause: int = 0) -> Project:
    """A plan of three tasks, the start of the last computed, with its stored result."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "use_future_functions": True}) as target:
        sheet = target.add_worksheet("Work")
        dated = target.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEAD)
        for row, (start, end) in DATES.items():
            sheet.write_row(row, 0, [f"Task {row}", row + 1])
            sheet.write_datetime(row, 2, datetime.fromisoformat(start), dated)
            sheet.write_datetime(row, 3, datetime.fromisoformat(end), dated)
        sheet.write_row(3, 0, ["Print", 2])
        sheet.write_number(3, 4, pause)
        sheet.write_formula(3, 2, formula, dated, _serial(result))
    return read_project(buffer.getvalue(), choice=Choice(start=datetime(2027, 5, 3)))


def _serial(day: str) -> int:
    return (datetime.fromisoformat(day) - datetime(1899, 12, 30)).days


def linked(project: Project) -> list[tuple[str, Any]]:
    return [(link.task, link.lag.amount / DAY) for link in project.tasks[2].dependencies]


def codes(project: Project) -> set[str]:
    return {issue.code for issue in project.remarks}


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("=LET(x,D3,WORKDAY(x,1))", ["2"]),
        ("=WORKDAY(INDEX(D:D,ROW()-1),1)", ["2"]),
        ("=WORKDAY(OFFSET(D4,-1,0),1)", ["2"]),
        ('=WORKDAY(XLOOKUP("Task 2",A:A,D:D),1)', ["2"]),
        ('=WORKDAY(VLOOKUP("task 1",A2:D3,4,FALSE),4)', ["1"]),
        ('=WORKDAY(INDEX(D2:D3,MATCH("Task 2",A2:A3,0)),1)', ["2"]),
        ("=IFERROR(WORKDAY(MAX(D2:D3),1),C2)", ["1", "2"]),
        ("=MAX(D2,D3,ProjectStart)+3", ["1", "2"]),
    ],
)
def test_links_by_what_a_formula_looks_up(formula: str, after: list[str]) -> None:
    project = read(formula, "2027-05-10")
    assert [task for task, _ in linked(project)] == after
    assert "links-from-formulas" in codes(project)


def test_a_pause_in_a_cell_of_its_own_is_the_lag() -> None:
    project = read("=WORKDAY(D3,1+E4)", "2027-05-12", pause=2)
    assert linked(project) == [("2", 2)]


@pytest.mark.parametrize(
    ("formula", "after"),
    [("=EOMONTH(D3,0)+1", [("2", 16)]), ("=IFS(B4>1,D3+3,TRUE,D2)", [("1", 0), ("2", 16)])],
)
def test_what_is_not_understood_is_read_by_the_finishes_it_mentions(
    formula: str, after: list[tuple[str, float]]
) -> None:
    project = read(formula, "2027-06-01")
    assert linked(project) == after
    (told,) = [issue for issue in project.remarks if issue.code == "links-from-references"]
    assert told.place == "Work!C4"


@pytest.mark.parametrize(
    "formula", ['=INDIRECT("D"&ROW()-1)+3', "=Other!D10+1", "=LARGE(D:D,1)+3", "=EOMONTH(D3,0)+1"]
)
def test_that_a_formula_makes_no_link_is_told(formula: str) -> None:
    project = read(formula, "2027-05-06")  # before the finish of task 2
    assert not linked(project)
    assert "formula-not-read" in codes(project)


@pytest.mark.parametrize("formula", ["=TODAY()", "=$H$1", "=Info!$B$2", "=D4-B4+1"])
def test_starts_of_their_own_are_not_mentioned(formula: str) -> None:
    project = read(formula, "2027-05-10")
    assert not linked(project)
    assert codes(project).isdisjoint({"formula-not-read", "links-from-references"})
