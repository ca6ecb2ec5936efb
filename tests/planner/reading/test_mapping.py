"""What was taken for what is told."""

from dataclasses import replace
from datetime import datetime

import pytest

from planner.choice import Choice
from planner.console.reading import changes_most
from planner.console.screen import screen
from planner.pipeline import read_project
from planner.reading.look import Look
from planner.reading.memory import Remembered
from planner.reading.read import look
from tests.planner.reading.books import Rows, book, tasks


def test_the_mapping_is_described() -> None:
    sheets = tasks(
        [1, "Dig", 3, "green"],
        header=["No", "Activity", "Duration (h)", "RAG"],
        Chart=[["x", "y"], [1, 2]],
    )
    text = screen(read_project(book(sheets)).remarks)
    flat = " ".join(text.split())
    assert "Tasks: read as Tasks, headers in row 1, 3 of 4 columns understood: A No = ID" in flat
    assert "B Activity = Task Name; C Duration (h) = Duration in h" in flat
    assert "Not planned with Tasks: D RAG whole sheets: Chart" in flat


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


def test_people_are_found_on_a_sheet_of_any_name() -> None:
    people: Rows = [["Name", "Max Units", "Rate"], ["Ann", "50%", "50/h"]]
    project = read_project(book(tasks([1, "Dig", "2d", "", "Ann"], Sheet7=people)))
    assert [resource.max_units for resource in project.resources] == [0.5]


def test_assignments_on_a_sheet_of_their_own_are_read() -> None:
    sheets: dict[str, Rows] = {
        "Task_Table1": [["ID", "Unique_ID", "Name", "Duration"], [1, 11, "Dig", "2 days"]],
        "Resource_Table1": [["Unique_ID", "ID", "Name", "Type"], [5, 1, "Ann", "Work"]],
        "Assignment_Table1": [
            ["Resource_Unique_ID", "Task_Unique_ID", "Units", "Scheduled_Work"],
            [5, 11, "50%", "8 hrs"],
            [6, 11, "50%", "8 hrs"],
        ],
        "Settings": [["Project start", datetime(2027, 3, 1)]],
    }
    project = read_project(book(sheets))
    assert [(need.names, need.units) for need in project.tasks[0].needs] == [(("Ann",), 0.5)]
    told = [(i.code, i.place) for i in project.remarks if i.severity == "warning"]
    assert told == [("unknown-resource", "Assignment_Table1!A3")]


def test_it_is_said_how_sure_the_mapping_is() -> None:
    sheets = tasks(
        *([n, f"Dig the hole {n}", f"{n} days", "Ann"] for n in range(1, 5)),
        header=["No", "Activity", "Until it stands", "Firma / Verantw."],
    )
    (read,) = (i for i in read_project(book(sheets)).remarks if i.message.startswith("read as T"))
    assert "A No = ID;" in read.message
    assert "C Until it stands = Duration (a guess)" in read.message
    assert "D Firma / Verantw. = Resource Names (likely)" in read.message


def test_columns_are_mapped_by_place_and_any_number_left_out() -> None:
    rows: Rows = [
        ["Task", "", "Days", "Foo", "Foo"],
        ["Dig", "Ann", 5, "€5", "x"],
        ["Pour", "Bob", 3, "€7", "y"],
    ]
    pairs = (("Resource Names", "Plan!B"), ("Ignore", "Plan!D"), ("Ignore", "Plan!E"))
    choice = Choice(columns=pairs, otherwise=datetime(2027, 3, 1))
    project = read_project(book({"Plan": rows}), choice=choice)
    assert [task.needs[0].names for task in project.tasks] == [("Ann",), ("Bob",)]
    assert [task.fixed_cost for task in project.tasks] == [0, 0]


def test_of_two_choices_for_a_header_or_a_column_the_later_counts() -> None:
    first = Choice(columns=(("Duration", "A"), ("Ignore", "B"), ("Ignore", "C")))
    then = Choice(columns=(("Duration", "D"), ("Work", "C")))
    assert then.over(first).columns == (("Ignore", "B"), ("Duration", "D"), ("Work", "C"))


@pytest.mark.parametrize(
    "choice",
    [
        Choice(columns=(("Duration", "Size"), ("Ignore", 'a; b = "c"')), unit="w"),
        Choice(columns=(("Duration", "Tasks!C"),), sheet="Work; 2=x", header_row=3),
        Choice(),
    ],
)
def test_a_choice_is_read_from_its_text(choice: Choice) -> None:
    assert Choice.said(choice.text) == choice


SIZES: dict[str, Rows] = {
    "Notes": [["Task", "Hours"], ["Old", 5]],
    "Work": [["of", "2027"], ["Item", "Size", "Until"], ["Dig", 2, 1], ["Pour", 1, 1]],
}


def minutes(read: Look) -> list[int | None]:
    assert read.project is not None, read.issues
    return [task.duration for task in read.project.tasks]


def test_columns_in_the_settings_say_what_the_options_say() -> None:
    said = "Duration=Size; Ignore=Until; sheet Work; header row 2; unit w"
    settings: Rows = [["Columns", said], ["Project start", datetime(2027, 3, 1)]]
    data = book({**SIZES, "Settings": settings})
    assert minutes(look(data, "", Choice())) == [4800, 2400]
    # an option, and what Settings say, comes before what was said of the plan before
    before = Remembered(choice=Choice(unit="h"))
    assert minutes(look(data, "", Choice(unit="d"), before)) == [960, 480]
    read = look(data, "", Choice(), before)
    assert minutes(read) == [4800, 2400]
    assert "read-as-before" not in {issue.code for issue in read.issues}


def test_columns_that_cannot_be_read_are_faults_at_their_cell() -> None:
    for said, code in (("Size is how long", "bad-setting"), ("Duration=Sise", "unknown-header")):
        settings: Rows = [["Project start", datetime(2027, 3, 1)], ["Columns", said]]
        read = look(book({**SIZES, "Settings": settings}), "", Choice())
        assert [(one.code, one.place) for one in read.issues if one.severity == "error"][:1] == [
            (code, "Settings!B2")
        ]


def test_what_the_sheet_run_says_is_read_where_nothing_is_hidden_in_the_workbook() -> None:
    run: Rows = [["Run"], [], ["Spalten", "Duration=Size; sheet Work; unit w"]]
    data = book({**SIZES, "Run": run}, names={"_plan_result_Run": "=Run!$A$1"})
    choice = Choice(otherwise=datetime(2027, 3, 1))
    read = look(data, "", choice)
    assert minutes(read) == [4800, 2400]
    (told,) = (issue for issue in read.issues if issue.code == "read-as-before")
    assert '--map "Duration=Size" --sheet "Work" --unit w' in told.message


def test_what_is_left_out_is_not_guessed_either() -> None:
    rows: Rows = [["Item", "Foo", "Bar"], ["Dig", 5, ""], ["Pour", 3, "Dig"], ["Dry", 2, "Pour"]]
    choice = Choice(otherwise=datetime(2027, 3, 1))
    guessed = read_project(book({"Plan": rows}), choice=choice)
    assert [len(task.dependencies) for task in guessed.tasks] == [0, 1, 1]
    pairs = (("Ignore", "Bar"), ("Duration", "Foo"))
    for columns in (pairs, pairs[:1]):
        read = look(book({"Plan": rows}), "", replace(choice, columns=columns))
        assert "Predecessors" not in [column.meaning for column in read.columns]


def test_a_column_of_dates_that_is_not_planned_with_is_named_first() -> None:
    day = datetime(2027, 3, 5)
    rows: Rows = [["Task", "Days", "Kickstand"], ["Dig", 5, day], ["Pour", 3, None]]
    read = look(book({"Tasks": rows}), "", Choice(start=datetime(2027, 3, 1)))
    (one,) = (issue for issue in read.issues if issue.code == "ignored-dates")
    assert one.place == "Tasks!C1"
    assert "--map Deadline=HEADER" in changes_most([one])


def test_what_stands_in_each_faulty_cell_is_shown() -> None:
    rows = ([1, "Walls", 3], [2, "Paint", 1, "Wals"], [3, "Floor", 1, "Pant"], [4, "Go", 1, "Wals"])
    header = ["ID", "Task Name", "Duration", "Predecessors"]
    found = look(book(tasks(*rows, header=header)), "plan.xlsx", Choice())
    text = " ".join(screen(found.issues).split())
    assert 'got "Wals"' in text
    assert 'got "Pant"' in text
    assert "also Tasks!D5" in text
