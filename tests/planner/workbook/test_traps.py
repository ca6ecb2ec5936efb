"""Traps seen in real files."""

from datetime import datetime
from typing import Any

import pytest

from planner.errors import InputError, Issue
from planner.project import Project
from planner.workbook.read import read_project
from tests.planner.workbook.books import SETTINGS, Rows, book, tasks

JIRA = (
    "Summary,Issue key,Issue id,Issue Type,Status,Status Category,Assignee,Original estimate,"
    "Due date,Parent,Parent key,Sprint,Sprint,"
    "Inward issue link (Blocks),Inward issue link (Blocks),"
    "Custom field (Story Points),Custom field (Start date)\n"
    "Accounts,ORN-1,10001,Epic,To Do,To Do,,,,,,,,,,,\n"
    "Sign in,ORN-2,10002,Story,In Progress,In Progress,Ann,28800,12/Mar/26,10001,ORN-1,S1,S2,,,3,"
    "04/Feb/26 11:38 AM\n"
    "Sign out,ORN-3,10003,Story,To Do,To Do,Bob,57600,,10001,ORN-1,S1,,ORN-2,,5,\n"
    "Report,ORN-4,10004,Story,To Do,To Do,Ann,14400,,,,S1,,ORN-2,ORN-3,2,\n"
    "Log,ORN-5,10005,Story,Done,Done,Ann,14400,,,,S1,,,,2,\n"
)


def faults(data: bytes) -> list[Issue]:
    """The errors and warnings."""
    try:
        issues = read_project(data).remarks
    except InputError as error:
        issues = error.issues
    return [issue for issue in issues if issue.severity != "info"]


def test_an_export_from_jira_is_read() -> None:
    project = read_project(
        ("\ufeff" + JIRA).encode(), columns={"Start": "Custom field (Start date)"}
    )
    by_id = {task.id: task for task in project.tasks}
    assert by_id["ORN-1"].summary
    assert by_id["ORN-2"].parent == by_id["ORN-3"].parent == "ORN-1"
    assert by_id["ORN-2"].work == 480
    assert by_id["ORN-2"].deadline == datetime(2026, 3, 12)
    assert [link.task for link in by_id["ORN-4"].dependencies] == ["ORN-2", "ORN-3"]
    assert by_id["ORN-5"].duration == 0
    assert project.start == datetime(2026, 2, 4, 11, 38)


def test_story_points_are_never_silently_days() -> None:
    header = ("Issue key", "Summary", "Story Points")
    rows = ["A-1", "Sign in", 3], ["A-2", "Sign out", 5]
    assert {i.code for i in faults(book(tasks(*rows, header=header)))} == {"points-without-factor"}
    settings: Rows = [*SETTINGS, ["Days per point", 0.5]]
    project = read_project(book(tasks(*rows, header=header, Settings=settings)))
    assert [task.work for task in project.tasks] == [720, 1200]


def test_a_sheet_without_durations_gives_one_fault() -> None:
    header = ("ID", "Task Name", "Predecessors")
    data = book(tasks([1, "Dig", ""], [2, "Pour", "1"], header=header))
    assert [i.code for i in faults(data)] == ["no-durations"]


def _deadlines(*values: Any, **more: Rows) -> bytes:
    rows = [[n, f"Task {n}", "1d", value] for n, value in enumerate(values, 1)]
    return book(tasks(*rows, header=("ID", "Task Name", "Duration", "Deadline"), **more))


def test_days_and_months_are_told_apart_by_the_column() -> None:
    project = read_project(_deadlines("03/04/2027", "13/04/2027"))
    assert [task.deadline for task in project.tasks] == [
        datetime(2027, 4, 3),
        datetime(2027, 4, 13),
    ]


def test_days_and_months_are_told_apart_by_the_settings() -> None:
    settings: Rows = [*SETTINGS, ["Date order", "month first"]]
    (task,) = read_project(_deadlines("03/04/2027", Settings=settings)).tasks
    assert task.deadline == datetime(2027, 3, 4)


def test_dates_that_a_foreign_excel_has_swapped_are_told() -> None:
    swapped = datetime(2027, 4, 3), datetime(2027, 12, 5), "13/04/2027", "25/05/2027"
    assert {i.code for i in faults(_deadlines(*swapped))} == {"swapped-dates"}


def test_a_number_in_a_date_column_is_told() -> None:
    assert {(i.code, i.place) for i in faults(_deadlines(46500))} == {
        ("number-as-date", "Tasks!D2")
    }


def test_unresolvable_references_are_listed_and_not_guessed() -> None:
    rows = [[n, f"Task {n}", "1d", ""] for n in range(1, 6)]
    rows[4][3] = "3; 17; 69"
    found = faults(book(tasks(*rows, header=("ID", "Task Name", "Duration", "Predecessors"))))
    assert [(i.code, i.place, i.got) for i in found] == [
        ("unknown-predecessor", "Tasks!D6", "17"),
        ("unknown-predecessor", "Tasks!D6", "69"),
    ]


def test_finish_before_start_is_told() -> None:
    header = ("ID", "Task Name", "Duration", "Start", "Finish")
    row = [1, "Dig", "2d", datetime(2027, 3, 9), datetime(2027, 3, 1)]
    assert [(i.code, i.place) for i in faults(book(tasks(row, header=header)))] == [
        ("finish-before-start", "Tasks!E2")
    ]


def test_last_and_first_name_stay_together() -> None:
    people: Rows = [["Name"], ["Smith, John"], ["Doe, Ann"]]
    data = book(tasks([1, "Dig", "2d", "", "Smith, John, Doe, Ann"], People=people))
    (task,) = read_project(data).tasks
    assert [need.names for need in task.needs] == [("Smith, John",), ("Doe, Ann",)]


def test_a_group_word_means_everybody() -> None:
    people: Rows = [["Name"], ["Ann"], ["Bob"]]
    (task,) = read_project(book(tasks([1, "Dig", "2d", "", "All"], People=people))).tasks
    assert [need.names for need in task.needs] == [("Ann",), ("Bob",)]


@pytest.mark.parametrize(("value", "share"), [(0.25, 0.25), (25, 0.25), ("25%", 0.25), (1, 1)])
def test_progress_is_a_fraction_or_a_percentage(value: Any, share: float) -> None:
    header = ("ID", "Task Name", "Duration", "% Complete")
    (task,) = read_project(book(tasks([1, "Dig", "2d", value], header=header))).tasks
    assert task.percent_complete == share


def _remarks(project: Project) -> set[str]:
    return {issue.code for issue in project.remarks}


def test_unknown_people_become_persons_with_a_note() -> None:
    project = read_project(book(tasks([1, "Dig", "2d", "", "Ann; Bob[50%]"])))
    assert [resource.name for resource in project.resources] == ["Ann", "Bob"]
    assert "people-from-tasks" in _remarks(project)


def test_a_name_like_another_is_suspected() -> None:
    people: Rows = [["Name"], ["Anna Smith"]]
    (issue,) = faults(book(tasks([1, "Dig", "2d", "", "Ana Smith"], People=people)))
    assert (issue.code, issue.remedy) == ("unknown-resource", 'did you mean "Anna Smith"?')


def test_an_operation_over_midnight_and_names_in_capitals_are_understood() -> None:
    calendars: Rows = [
        ["Calendar", "Mon", "Tue"],
        ["Standard", "08:00-16:00", "08:00-16:00"],
        ["Nights", "22:00-06:00", ""],
    ]
    people: Rows = [["Name", "Calendar", "Skills"], ["Ann", "NIGHTS", "welding"]]
    header = ("ID", "Task Name", "Duration", "Skills")
    sheets = tasks([1, "Weld", "2d", "Welding"], header=header, People=people, Calendars=calendars)
    project = read_project(book(sheets))
    assert project.resources[0].calendar == "Nights"
    assert project.tasks[0].needs[0].skill == "welding"


def test_a_slash_separates_people_who_also_stand_alone() -> None:
    rows = (
        [1, "Dig", "2d", "", "Ann"],
        [2, "Pour", "1d", "", "Bob/Ann"],
        [3, "Dry", "1d", "", "A/B"],
    )
    project = read_project(book(tasks(*rows)))
    assert [[need.names for need in task.needs] for task in project.tasks] == [
        [("Ann",)],
        [("Bob",), ("Ann",)],
        [("A/B",)],
    ]


def test_dates_that_are_only_compared_with_never_stop_planning() -> None:
    header = ("ID", "Task Name", "Duration", "Start", "Finish")
    found = faults(book(tasks([1, "Dig", "2d", "Week 2", "03/04/2027"], header=header)))
    assert [(i.severity, i.code, i.place) for i in found] == [
        ("warning", "bad-date", "Tasks!D2"),
        ("warning", "ambiguous-date", "Tasks!E2"),
    ]


def test_a_wbs_that_lost_its_zero_is_told() -> None:
    header = ("WBS", "Task Name", "Duration")
    rows = [1, "Build", ""], [1.1, "Dig", "2d"], [1.2, "Pour", "1d"], [1.10, "Dry", "1d"]
    assert [(i.code, i.place) for i in faults(book(tasks(*rows, header=header)))] == [
        ("wbs-as-number", "Tasks!A5")
    ]


def test_an_escaped_line_break_is_one() -> None:
    (task,) = read_project(book(tasks([1, "Dig_x000D_\ndeep", "2d"]))).tasks
    assert task.name == "Dig\ndeep"


def test_ids_with_more_digits_than_excel_keeps_are_told() -> None:
    found = faults(book(tasks([12345678901234567890, "Dig", "2d"])))
    assert [(i.code, i.place) for i in found] == [("long-number", "Tasks!A2")]


def test_a_list_that_was_cut_in_export_is_told() -> None:
    names = ("Ann; Bob; " * 30)[:254] + "…"
    codes = {i.code for i in faults(book(tasks([1, "Dig", "2d", "", names])))}
    assert "cut-list" in codes


def test_shares_and_percentages_in_one_column_are_told() -> None:
    header = ("ID", "Task Name", "Duration", "% Complete")
    rows = [1, "Dig", "2d", 0.5], [2, "Pour", "1d", 50]
    found = faults(book(tasks(*rows, header=header)))
    assert [(i.code, i.place) for i in found] == [("mixed-percent", "Tasks!D3")]
