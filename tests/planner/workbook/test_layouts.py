"""Where tables stand on real sheets, and how their rows hang together."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from planner.errors import InputError
from planner.project import Project, Task
from planner.workbook.read import read_project
from tests.planner.workbook.books import SETTINGS, Rows, book, tasks

HEAD = ["ID", "Task Name", "Duration", "Predecessors"]
ONE, TWO = [1, "Dig", "2d", ""], [2, "Pour", "1d", "1"]
PLAIN = ["1 Dig 2", "2 Pour 1 after 1"]


def line(task: Task) -> str:
    """A task in one line: id, name, days, parent, links."""
    text = f"{task.id} {task.name}"
    text += "" if task.duration is None or task.summary else f" {task.duration / 480:g}"
    text += " sums up" if task.summary else ""
    text += f" in {task.parent}" if task.parent else ""
    links = ",".join(link.task for link in task.dependencies)
    return text + (f" after {links}" if links else "")


def lines(project: Project) -> list[str]:
    return [line(task) for task in project.tasks]


def sheet(*rows: Any, name: str = "Tasks") -> dict[str, Rows]:
    return {name: list(rows), "Settings": SETTINGS}


NAMES: Rows = [["ID", "Task Name", "Duration"], [1, "Dig", "2d"]]
LAYOUTS: dict[str, tuple[dict[str, Rows], list[str]]] = {
    "header in the first row": (sheet(HEAD, ONE, TWO), PLAIN),
    "header below a title": (
        sheet(["Project plan"], [], ["made by", "Ann"], [], HEAD, ONE, TWO),
        PLAIN,
    ),
    "header in row 51": (sheet(*[["About this plan"]] * 50, HEAD, ONE, TWO), PLAIN),
    "table from column D": (sheet(*(["", "", "", *row] for row in (HEAD, ONE, TWO))), PLAIN),
    "blank rows between tasks": (sheet(HEAD, ONE, [], [], TWO), PLAIN),
    "header repeated": (sheet(HEAD, ONE, HEAD, TWO), PLAIN),
    "several tables stacked": (
        sheet(HEAD, ONE, [], ["", "Second part"], HEAD, TWO),
        ["1 Dig 2", "row 4 Second part sums up", "2 Pour 1 in row 4 after 1"],
    ),
    "legend below": (
        sheet(HEAD, ONE, TWO, [], ["", "Legend"], ["", "Red is late"]),
        PLAIN,
    ),
    "total row": (sheet(HEAD, ONE, TWO, ["", "Total", "3d"]), PLAIN),
    "placeholder rows": (
        sheet(HEAD, ONE, TWO, ["", "<Task Name>"], ["", "Insert new rows ABOVE this one"]),
        PLAIN,
    ),
    "Gantt chart beside": (
        sheet([*HEAD, *[datetime(2027, 3, d) for d in range(1, 20)]], [*ONE, "X", "X"], TWO),
        PLAIN,
    ),
    "sheet of any name": (sheet(HEAD, ONE, TWO, name="Blatt 7"), PLAIN),
    "not the first sheet": ({"Cover": [["Plan"]], **sheet(HEAD, ONE, TWO)}, PLAIN),
    "sheet name with blanks and capitals": (sheet(HEAD, ONE, TWO, name=" TASKS "), PLAIN),
    "headers with case, blanks, marks": (
        sheet(["  id ", "TASK_NAME", "Duration:", "Predecessor(s)"], ONE, TWO),
        PLAIN,
    ),
    "headers with invisible characters": (
        sheet(["\ufeffID", "Task\u00a0Name", "Dura\u200btion", "Predecessors"], ONE, TWO),
        PLAIN,
    ),
    "no id column": (
        sheet(["Task", "Days", "Predecessors"], ["Dig", 2, ""], ["Pour", 1, "1"]),
        PLAIN,
    ),
    "two-row header": (
        sheet(
            ["ID", "Task Name", "Planned", "", "Actual", ""],
            ["", "", "Start", "Finish", "Start", "Finish"],
            [1, "Dig", datetime(2027, 3, 1), datetime(2027, 3, 2), datetime(2027, 3, 3), ""],
            [2, "Pour", datetime(2027, 3, 3), datetime(2027, 3, 3), "", ""],
        ),
        ["1 Dig 2", "2 Pour 1"],
    ),
    "outline level column": (
        sheet(
            ["ID", "Name", "Outline_Level", "Duration"],
            [1, "Build", 1, "3d"],
            [2, "Dig", 2, "2d"],
            [3, "Pour", 2, "1d"],
        ),
        ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1"],
    ),
    "WBS with dots": (
        sheet(
            ["WBS", "Task", "Duration", "Predecessors"],
            ["1", "Build", "", ""],
            ["1.1", "Dig", "2d", ""],
            ["1.10", "Pour", "1d", "1.1"],
        ),
        ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1 after 2"],
    ),
    "WBS as numbers": (
        sheet(
            ["WBS", "Task", "Duration"],
            [1, "Build", ""],
            [1.1, "Dig", "2d"],
            [(1.10, "0.00"), "Pour", "1d"],
        ),
        ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1"],
    ),
    "parent column": (
        sheet(
            ["ID", "Task", "Parent", "Duration"],
            ["B", "Build", "", ""],
            ["D", "Dig", "B", "2d"],
            ["P", "Pour", "B", "1d"],
        ),
        ["B Build sums up", "D Dig 2 in B", "P Pour 1 in B"],
    ),
    "leading spaces": (
        sheet(["Task", "Days"], ["Build", ""], ["  Dig", 2], ["  Pour", 1]),
        ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1"],
    ),
    "ids with dots": (
        sheet(["ID", "Task", "Days"], ["1", "Build", ""], ["1.1", "Dig", 2]),
        ["1 Build sums up", "1.1 Dig 2 in 1"],
    ),
    "section rows": (
        sheet(["Task", "Days"], ["Build", ""], ["Dig", 2], ["Move", ""], ["Drive", 1]),
        ["1 Build sums up", "2 Dig 2 in 1", "3 Move sums up", "4 Drive 1 in 3"],
    ),
    "section rows without id": (
        sheet(["ID", "Task", "Days"], ["", "Build", ""], [1, "Dig", 2], [2, "Pour", 1]),
        ["row 2 Build sums up", "1 Dig 2 in row 2", "2 Pour 1 in row 2"],
    ),
    "phase column": (
        sheet(
            ["Phase", "Task", "Days"],
            ["Build", "Dig", 2],
            ["", "Pour", 1],
            ["Move", "Drive", 1],
        ),
        [
            *("Build Build sums up", "1 Dig 2 in Build", "2 Pour 1 in Build"),
            *("Move Move sums up", "3 Drive 1 in Move"),
        ],
    ),
    "a column of names for each level": (
        sheet(["Task", "", "", "Days"], ["Build"], ["", "Dig", "", 2], ["", "Pour", "", 1]),
        ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1"],
    ),
    "predecessors by WBS": (
        sheet(["ID", "WBS", *HEAD[1:]], [7, "1", "Dig", "2d", ""], [8, "2", "Pour", "1d", "1"]),
        ["7 Dig 2", "8 Pour 1 after 7"],
    ),
    "predecessors by name": (
        sheet(HEAD, ["A", "Dig", "2d", ""], ["B", "Pour", "1d", "Dig"]),
        ["A Dig 2", "B Pour 1 after A"],
    ),
    "predecessors by position": (
        sheet(HEAD, ["A7", "Dig", "2d", ""], ["B9", "Pour", "1d", "1"]),
        ["A7 Dig 2", "B9 Pour 1 after A7"],
    ),
    "ids with leading zeros": (
        sheet(HEAD, ["007", "Dig", "2d", ""], ["008", "Pour", "1d", "007"]),
        ["007 Dig 2", "008 Pour 1 after 007"],
    ),
    "ids as decimals": (sheet(HEAD, [1.0, "Dig", "2d", ""], [2.0, "Pour", "1d", 1.0]), PLAIN),
    "a list that Excel made a number": (
        sheet(HEAD, ONE, TWO, [3, "Dry", "1d", 1.2]),
        [*PLAIN, "3 Dry 1 after 1,2"],
    ),
    "successors": (
        sheet(["ID", "Task", "Days", "Successors"], [1, "Dig", 2, "2"], [2, "Pour", 1, ""]),
        PLAIN,
    ),
    "words for nothing": (
        sheet(HEAD, [1, "Dig", "2d", "-"], [2, "Pour", "1d", "1"], [3, "Dry", "1d", "n/a"]),
        [*PLAIN, "3 Dry 1"],
    ),
    "the better of two columns": (
        sheet([*HEAD, "Days"], [*ONE, 9], [*TWO, 9]),
        PLAIN,
    ),
    "the filled one of two columns": (
        sheet(["ID", "Task Name", "Duration", "Days", "Predecessors"], [1, "Dig", "", 2, ""]),
        ["1 Dig 2"],
    ),
    "hours by the header": (
        sheet(["Task", "Duration (hours)"], ["Dig", 16], ["Pour", 8]),
        ["1 Dig 2", "2 Pour 1"],
    ),
    "weeks by the header": (sheet(["Task", "Weeks"], ["Dig", 2]), ["1 Dig 10"]),
    "Microsoft Project export": (
        {
            "Task_Table1": [
                ["ID", "Unique_ID", "Name", "Duration", "Predecessors", "Outline_Level"],
                [1, 11, "Build", "3 days", "", 1],
                [2, 12, "Dig", "2 days?", "", 2],
                [3, 13, "Pour", "1 day", "2FS+1 day", 2],
            ],
            "Resource_Table1": [["Unique_ID", "Name", "Standard_Rate"], [1, "Ann", "$50.00/hr"]],
            "Settings": SETTINGS,
        },
        ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1 after 2"],
    ),
    "Vertex42 template": (
        sheet(
            ["WBS", "TASK", "LEAD", "PREDECESSOR", "START", "END", "DAYS", "% DONE", "WORK DAYS"],
            ["1", "Build", "", "", datetime(2027, 3, 1), datetime(2027, 3, 3), 3, 0.5, 3],
            ["1.1", "Dig", "Ann", "", datetime(2027, 3, 1), datetime(2027, 3, 2), 2, 1, 2],
            ["1.2", "Pour", "Bob", "1.1", datetime(2027, 3, 3), datetime(2027, 3, 3), 1, 0, 1],
        ),
        ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1 after 2"],
    ),
    "Smartsheet export": (
        sheet(
            ["Task Name", "Duration", "Start Date", "End Date", "Predecessors", "Assigned To"],
            ["Dig", "2d", datetime(2027, 3, 1), datetime(2027, 3, 2), "", "ann@example.org"],
            ["Pour", "1d", datetime(2027, 3, 3), datetime(2027, 3, 3), "1FS", "bob@example.org"],
        ),
        PLAIN,
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_understood(layout: str) -> None:
    sheets, expected = LAYOUTS[layout]
    project = read_project(book(sheets))
    assert lines(project) == expected


def test_rows_grouped_in_excel_are_a_structure() -> None:
    data = book(
        sheet(["Task", "Days"], ["Build", ""], ["Dig", 2], ["Pour", 1]), levels={2: 1, 3: 1}
    )
    assert lines(read_project(data)) == ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1"]


def test_indented_cells_are_a_structure() -> None:
    data = book(
        sheet(["Task", "Days"], ["Build", ""], ["Dig", 2], ["Pour", 1]), indents={2: 1, 3: 1}
    )
    assert lines(read_project(data)) == ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1"]


def test_merged_cells_count_for_all_their_rows_where_that_is_meant() -> None:
    rows = ["Task", "Days", "Owner"], ["Dig", 2, "Ann"], ["Pour", 1, ""]
    project = read_project(book(sheet(*rows), merged=("C2:C3",)))
    assert [task.needs[0].names for task in project.tasks] == [("Ann",), ("Ann",)]


def test_merged_durations_are_told() -> None:
    rows = ["Task", "Days"], ["Dig", 2], ["Pour", ""], ["Dry", 1]
    with pytest.raises(InputError) as caught:
        read_project(book(sheet(*rows), merged=("B2:B3",)))
    found = {(issue.code, issue.place) for issue in caught.value.issues}
    assert {("merged-cell", "Tasks!B2"), ("missing-duration", "Tasks!B3")} <= found


def test_project_start_is_taken_from_the_title_block() -> None:
    rows: Rows = ["Plan"], ["Project start:", datetime(2027, 3, 8)], [], HEAD, ONE
    assert read_project(book({"Tasks": list(rows)})).start == datetime(2027, 3, 8)


def test_project_name_is_taken_from_the_title_block() -> None:
    rows: Rows = ["Project name", "New harbour"], [], HEAD, ONE
    assert read_project(book(sheet(*rows))).name == "New harbour"


def test_blocked_by_holds_predecessors_if_it_names_tasks_and_else_words() -> None:
    head = ["ID", "Task Name", "Duration", "Blocked by"]
    rows = [1, "Dig", "2d", ""], [2, "Pour", "1d", 1], [3, "Dry", "1d", 2]
    assert lines(read_project(book(sheet(head, *rows))))[1:] == [
        "2 Pour 1 after 1",
        "3 Dry 1 after 2",
    ]
    (task,) = read_project(book(sheet(head, [1, "Dig", "2d", "the city's permit"]))).tasks
    assert (task.blocked_by, task.dependencies) == ("the city's permit", ())


def test_project_start_is_else_the_earliest_start() -> None:
    rows: Rows = [["Task", "Days", "Start"], ["Dig", 2, datetime(2027, 3, 9)]]
    project = read_project(book({"Tasks": rows}))
    assert project.start == datetime(2027, 3, 9)
    assert "assumed-project-start" in {issue.code for issue in project.remarks}


def test_start_and_finish_are_never_constraints() -> None:
    rows = (
        ["Task", "Days", "Start", "Finish"],
        ["Dig", 2, datetime(2027, 5, 1), datetime(2027, 6, 1)],
    )
    (task,) = read_project(book(sheet(*rows))).tasks
    assert (task.constraint_date, task.earliest_start, task.deadline) == (None, None, None)
    assert task.current_start == datetime(2027, 5, 1)


def test_the_1904_date_system_means_the_same_days() -> None:
    rows = ["Task", "Days", "Deadline"], ["Dig", 2, datetime(2027, 5, 1)]
    usual = read_project(book(sheet(*rows)))
    other = read_project(book(sheet(*rows), options={"date_1904": True}))
    assert usual.tasks[0].deadline == other.tasks[0].deadline == datetime(2027, 5, 1)


def test_a_stray_cell_in_the_last_corner_is_no_burden() -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as target:
        page = target.add_worksheet("Tasks")
        for r, row in enumerate((HEAD, ONE, TWO)):
            page.write_row(r, 0, row)
        page.write_string(1048575, 16383, "x")
    with pytest.raises(InputError) as caught:
        read_project(buffer.getvalue())
    faults = [issue.code for issue in caught.value.issues if issue.severity == "error"]
    assert faults == ["missing-project-start"]


def test_text_that_looks_like_a_formula_is_text() -> None:
    (task,) = read_project(book(tasks([1, "=1+1", "2d"]))).tasks
    assert task.name == "=1+1"
