"""Registers whose rows go through steps, each with one date below its own header."""

from datetime import datetime, timedelta

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project
from planner.reading.read import look
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON

HEAD = ["Doc No.", "Document Title", "Discipline", "Rev", "IFR Date", "IFA Date", "IFC Date"]


def days(*weeks: int) -> list[datetime]:
    return [MON + timedelta(weeks=n) for n in weeks]


ROWS: Rows = [["P-001", "Piping layout", "Piping", "A", *days(0, 2, 5)],
              ["P-002", "Line list", "Piping", "A", *days(1, 3, 6)],
              ["E-001", "Single line", "Electrical", "A", *days(2, 4, 7)]]  # fmt: skip


def project(rows: Rows, choice: Choice | None = None) -> Project:
    return read_project(book({"Sheet1": rows}), choice=choice or Choice(otherwise=MON))


def test_a_date_below_each_step_is_a_milestone_of_the_row() -> None:
    found = project([HEAD, *ROWS])
    tops = [task.name for task in found.tasks if task.summary]
    assert tops == ["Piping layout", "Line list", "Single line"]
    first = [task for task in found.tasks if not task.summary][:3]
    assert [(task.name, task.duration) for task in first] == [
        ("IFR Date", 0), ("IFA Date", 0), ("IFC Date", 0),
    ]  # fmt: skip
    assert [task.current_finish for task in first] == days(0, 2, 5)
    assert "Doc No.: P-001; Discipline: Piping" in found.tasks[0].notes


def test_steps_of_a_procurement_plan_follow_the_item() -> None:
    head = ["Ref", "Item", "Cost", "Tender issue", "Bid opening", "Award", "Delivery"]
    rows: Rows = [["G1", "Vehicles", 120000, *days(0, 6, 12, 30)],
                  ["G2", "Computers", 40000, *days(4, 8, 12, 20)],
                  ["W1", "Office works", 80000, *days(1, 6, 11, 45)]]  # fmt: skip
    found = project([["Procurement plan FY2027"], head, *rows])
    assert [task.name for task in found.tasks if task.summary] == [
        "Vehicles", "Computers", "Office works",
    ]  # fmt: skip
    assert len(found.tasks) == 15


def test_dates_with_known_headers_are_no_steps() -> None:
    head = ["Task", "Start", "End", "Due date", "Baseline start"]
    rows: Rows = [
        ["Dig", *days(0, 1, 2, 0)],
        ["Pour", *days(1, 2, 3, 1)],
        ["Dry", *days(2, 3, 4, 2)],
    ]
    found = project([head, *rows])
    assert [task.name for task in found.tasks] == ["Dig", "Pour", "Dry"]
    seen = look(book({"Sheet1": [head, *rows]}), "plan.xlsx", Choice(otherwise=MON))
    assert not any(offer.choice.form == "blocks" for offer in seen.offers)
