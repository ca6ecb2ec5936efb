"""Where tables stand on real sheets, and how their rows hang together."""

from datetime import datetime
from io import BytesIO

import pytest
import xlsxwriter

from planner.errors import InputError
from planner.pipeline import read_project
from tests.planner.reading.books import Rows, book
from tests.planner.reading.corpus import HEAD, ONE, TWO, lines, sheet


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
    rows = ["A-1", "Dig", "2d", ""], ["A-2", "Pour", "1d", "A-1"], ["A-3", "Dry", "1d", "A-1, A-2"]
    assert lines(read_project(book(sheet(head, *rows))))[-1] == "A-3 Dry 1 after A-1,A-2"
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


def test_a_site_programme_is_read_by_the_words_of_the_trade() -> None:
    head = ["Ref", "Item", "Trade", "How long", "Follows", "Needed by", "Value"]
    rows = ["A1", "Dig", "Mason x 2", "1w", "", "", 900], ["A2", "Pour", "", "2d", "A1", "", 50]
    people: Rows = [["Name", "Max Units"], ["Mason", 2]]
    project = read_project(book({**sheet(head, *rows), "People": people}))
    assert lines(project) == ["A1 Dig 5 by Masonx2", "A2 Pour 2 after A1"]
    assert project.tasks[0].needs[0].units == 2
    assert project.tasks[0].drop_cost is None
