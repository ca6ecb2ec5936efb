"""Traps seen in real files."""

from datetime import datetime
from typing import Any

import pytest

from planner.errors import InputError, Issue
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import SETTINGS, Rows, book, tasks

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
    assert by_id["ORN-5"].progress.state == "done"
    assert by_id["ORN-5"].work
    assert project.start == datetime(2026, 2, 4, 11, 38)


def test_story_points_are_never_silently_days() -> None:
    header = ("Issue key", "Summary", "Story Points")
    rows = ["A-1", "Sign in", 3], ["A-2", "Sign out", 5]
    project = read_project(book(tasks(*rows, header=header)))
    assert [task.work for task in project.tasks] == [1440, 2400]
    assert [i.cell for i in project.remarks if i.code == "points-without-factor"] == ["C1"]
    settings: Rows = [*SETTINGS, ["Days per point", 0.5]]
    project = read_project(book(tasks(*rows, header=header, Settings=settings)))
    assert [task.work for task in project.tasks] == [720, 1200]


def _deadlines(*values: Any, **more: Rows) -> bytes:
    rows = [[n, f"Task {n}", "1d", value] for n, value in enumerate(values, 1)]
    return book(tasks(*rows, header=("ID", "Task Name", "Duration", "Deadline"), **more))


def test_days_and_months_are_told_apart_by_the_column() -> None:
    project = read_project(_deadlines("03/04/2027", "13/04/2027"))
    assert [task.deadline for task in project.tasks] == [
        datetime(2027, 4, 3),
        datetime(2027, 4, 13),
    ]


def test_unassigned_is_nobody() -> None:
    (task,) = read_project(book(tasks([1, "Dig", "2d", "", "Unassigned"]))).tasks
    assert task.needs == ()


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


def test_an_escaped_line_break_is_one() -> None:
    (task,) = read_project(book(tasks([1, "Dig_x000D_\ndeep", "2d"]))).tasks
    assert task.name == "Dig\ndeep"
