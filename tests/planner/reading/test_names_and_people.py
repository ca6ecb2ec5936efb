"""Columns of names: which of them names the tasks, and which the people."""

from typing import Any

import pytest

from planner.choice import Choice
from planner.pipeline import look, read_project
from planner.project import Project
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON


def project(rows: Rows) -> Project:
    return read_project(book({"Plan": rows}), choice=Choice(otherwise=MON))


def people(found: Project) -> list[list[str]]:
    return [[name for need in task.needs for name in need.names] for task in found.tasks]


@pytest.mark.parametrize(
    "head",
    [["Name", "Task", "Days"], ["Name", "Aufgabe", "Tage"], ["Nombre", "Tarea", "Días"],
     ["Nom", "Tâche", "Jours"], ["Imię", "Zadanie", "Dni"], ["Name", "Work", "Days"]],
)  # fmt: skip
def test_names_that_come_again_beside_tasks_are_people(head: list[str]) -> None:
    found = project([head, ["Ann", "Dig", 2], ["Bob", "Pour", 3], ["Ann", "Roof", 3]])
    assert [task.name for task in found.tasks] == ["Dig", "Pour", "Roof"]
    assert people(found) == [["Ann"], ["Bob"], ["Ann"]]


def test_names_that_differ_may_be_chosen_as_people() -> None:
    rows = [["Ann", "Dig", 2], ["Bob", "Pour", 3], ["Cy", "Roof", 3]]
    data = book({"Plan": [["Name", "Activity", "Days"], *rows]})
    found = look(data, "a.xlsx", choice=Choice(otherwise=MON))
    second = look(data, "a.xlsx", choice=Choice(otherwise=MON, offer=2))
    assert len(found.offers) == 2
    assert second.project is not None
    assert [task.name for task in second.project.tasks] == ["Dig", "Pour", "Roof"]
    assert people(second.project) == [["Ann"], ["Bob"], ["Cy"]]


def test_codes_below_task_name_no_rows() -> None:
    rows = [["T1", "Dig", 2], ["T2", "Pour", 3], ["T3", "Dig", 3]]
    found = project([["Task", "Name", "Days"], *rows])
    assert [task.name for task in found.tasks] == ["Dig", "Pour", "Dig"]


@pytest.mark.parametrize("head", ["Work", "Works"])
def test_texts_below_work_are_tasks_and_numbers_amounts(head: str) -> None:
    rows = [["Dig", MON, MON], ["Pour", MON, MON], ["Roof", MON, MON]]
    found = project([[head, "Start", "End"], *rows])
    assert [task.name for task in found.tasks] == ["Dig", "Pour", "Roof"]
    found = project([["Task", "Work", "Start"], ["Dig", 8, MON], ["Pour", 16, MON]])
    assert [task.work for task in found.tasks] == [480, 960]


def test_days_with_their_hours_head_a_chart() -> None:
    days = [f"{day}.2.2027 / 8h" for day in (15, 16, 17)]
    rows: Rows = [["Dig", "Ann", "x", "x"], ["Pour", "Bob", None, "x", "x"]]
    found = project([["Task", "Who", *days], *rows, ["Roof", "Ann", None, None, "x"]])
    assert [str(task.current_finish)[5:10] for task in found.tasks] == ["02-16", "02-17", "02-17"]


def test_last_and_first_names_are_one_person_each() -> None:
    rows = [["Dig", 2, "Smith, John"], ["Pour", 3, "Doe, Jane"], ["Roof", 3, "Smith, John"]]
    found = project([["Task", "Days", "Owner"], *rows])
    assert people(found) == [["Smith, John"], ["Doe, Jane"], ["Smith, John"]]
    assert "last-and-first-name" in {issue.code for issue in found.remarks}
    found = project([["Task", "Days", "Owner"], *rows, ["Cure", 1, "John, Jane"]])
    assert people(found)[0] == ["Smith", "John"]


@pytest.mark.parametrize("head", ["Allocation", "% Allocation", "Auslastung", "Dedicación"])
def test_shares_of_time_are_no_progress(head: str) -> None:
    rows: Rows = [["Dig", 2, "Ann", "50%"], ["Pour", 3, "Bob", "100%"], ["Roof", 3, "Ann", "25%"]]
    found = project([["Task", "Days", "Resource", head], *rows])
    assert [need.units for task in found.tasks for need in task.needs] == [0.5, 1, 0.25]
    assert not any(task.progress.recorded for task in found.tasks)


def test_the_first_of_bare_tasks_is_no_header() -> None:
    rows: Rows = [["I.", "Prepare"], ["1", "Ask", "2d"], ["2", "Permit", "5d"], ["II.", "Build"]]
    found = project([*rows, ["1", "Dig", "3d"], ["2", "Pour", "2d"]])
    assert [task.name for task in found.tasks] == [
        "Prepare",
        "Ask",
        "Permit",
        "Build",
        "Dig",
        "Pour",
    ]
    rows = [["Plan", "Days"], ["Kitchen"], ["- strip", 2], ["- pipes", 3], ["Bath"], ["- tiles", 4]]
    found = project(rows)
    assert [task.name for task in found.tasks if task.summary] == ["Kitchen", "Bath"]


def test_dates_below_a_word_like_comments_are_no_notes() -> None:
    rows = [["Dig", "Mon 1 Mar 2027", "2 days"], ["Pour", "Wed 3 Mar 2027", "1 week"]]
    found = project([["Activity", "Commences", "Takes"], *rows])
    assert [str(task.current_start)[5:10] for task in found.tasks] == ["03-01", "03-03"]


@pytest.mark.parametrize("text", ["24/7", "8:00-16:00", "???", "+49 171"])
def test_a_text_without_letters_names_nobody(text: str) -> None:
    rows: list[list[Any]] = [["Task", "Days", "Owner"], ["Dig it", 2, "Ann"]]
    rows += [["Wall up", 3, text], ["Roof on", 1, "Bob"], ["Paint all", 1, "Ann"]]
    found = project(rows)
    assert [one.name for one in found.resources] == ["Ann", "Bob"]
    assert [i.got for i in found.remarks if i.code == "no-name"] == [text]


@pytest.mark.parametrize("text", ["12", "李", "R2"])
def test_numbers_of_people_and_short_names_are_people(text: str) -> None:
    rows: list[list[Any]] = [["Task", "Days", "Owner"], ["Dig it", 2, "Ann"]]
    rows += [["Wall up", 3, text], ["Roof on", 1, "Bob"], ["Paint all", 1, "Ann"]]
    assert text in {one.name for one in project(rows).resources}
