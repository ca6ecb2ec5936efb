"""What was taken for what is told."""

from datetime import datetime

from planner.workbook.mapping import describe
from planner.workbook.read import read_project
from tests.planner.workbook.books import Rows, book, tasks


def test_the_mapping_is_described() -> None:
    sheets = tasks(
        [1, "Dig", 3, "green"],
        header=["No", "Activity", "Duration (h)", "RAG"],
        Chart=[["x", "y"], [1, 2]],
    )
    text = describe(read_project(book(sheets)))
    assert "Tasks: read as Tasks, headers in row 1: A No = ID; B Activity = Task Name" in text
    assert "C Duration (h) = Duration in h" in text or "C Duration (h) in h" in text
    assert "Tasks!D1 RAG" in text
    assert "\n  Chart" in text


def test_the_sheets_of_an_earlier_plan_are_not_read() -> None:
    sheets: dict[str, Rows] = {
        "Plan": [["ID", "Task Name", "Duration"], [1, "Old", "9d"]],
        **tasks([1, "Dig", "2d"], header=["ID", "Task Name", "Duration"]),
    }
    data = book(sheets, names={"_plan_result_plan": "=Plan!$A$1"})
    project = read_project(data)
    assert [task.name for task in project.tasks] == ["Dig"]
    assert not any(issue.sheet == "Plan" for issue in project.remarks)


def test_hidden_rows_are_read_and_said() -> None:
    data = book(tasks([1, "Dig", "2d"], [2, "Pour", "1d"]), hidden_rows=(2,))
    project = read_project(data)
    assert len(project.tasks) == 2
    assert "hidden-rows" in {issue.code for issue in project.remarks}


def test_project_start_comes_from_the_settings() -> None:
    assert read_project(book(tasks([1, "Dig", "2d"]))).start == datetime(2027, 3, 1)
