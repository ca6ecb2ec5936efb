"""Rows that record what was done, among the tasks of their group."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.planner.reading.strangers import codes, read, tree

_FIRST = datetime(2027, 3, 1)


def _plan(header: list[str], name: str, groups: int = 2) -> list[list[Any]]:
    rows: list[list[Any]] = [header]
    for group in range(1, groups + 1):
        start = _FIRST + timedelta(days=7 * group)
        rows.append([f"{group}", f"Part {group}", None, None])
        for at, task in enumerate(("Model", "Code", name), 1):
            rows.append([f"{group}.{at}", task, start, start + timedelta(days=at)])
    return rows


@pytest.mark.parametrize(
    "name",
    [
        *("Actual time taken", "Actual", "Tatsächliche Dauer", "Ist", "Durée réelle", "実績"),
        *("실제 소요 기간", "Tiempo real", "Фактическое время", "实际时间"),
    ],
)
def test_rows_of_actual_time_are_no_tasks(name: str) -> None:
    project = read(_plan(["WBS", "Task", "Start", "Finish"], name))
    assert tree(project) == ["Part 1", ".Model", ".Code", "Part 2", ".Model", ".Code"]
    assert "recorded-rows" in codes(project)


@pytest.mark.parametrize("name", ["Actual testing", "Ist-Analyse", "Real estate", "Test", "Zeit"])
def test_other_tasks_that_come_again_are_planned(name: str) -> None:
    project = read(_plan(["WBS", "Task", "Start", "Finish"], name))
    assert tree(project).count(f".{name}") == 2
    assert "recorded-rows" not in codes(project)


def test_a_task_of_such_a_name_that_stands_once_is_planned() -> None:
    project = read(_plan(["WBS", "Task", "Start", "Finish"], "Actual", groups=1))
    assert tree(project) == ["Part 1", ".Model", ".Code", ".Actual"]


@pytest.mark.parametrize(
    ("open_", "late"), [("A FAIRE", "RETARD"), ("todo", "late"), ("待办", "延期")]
)
def test_states_beside_names_that_come_again_are_no_parts(open_: str, late: str) -> None:
    names = ["Read", "Draw", "Daily", "Build", "Daily", "Test", "Daily", "Ship it"]
    rows: list[list[Any]] = [["Start", "Task", None]]
    for at, name in enumerate(names):
        rows.append([_FIRST + timedelta(days=at), f"{name} now", late if at == 3 else open_])
    assert tree(read(rows)) == [f"{name} now" for name in names]


def test_parts_that_come_again_below_names_are_tasks() -> None:
    rows: list[list[Any]] = [["Task", None, "Days"]]
    for name in ("Kitchen", "Bath", "Hall"):
        rows += [[name, "Paint", 2], [None, "Clean", 1], [None, "Paint", 4]]
    assert tree(read(rows)).count(".Paint") == 6


def test_a_row_with_people_and_words_of_the_rows_around_it_is_no_header() -> None:
    rows: list[list[Any]] = [["plan", "expected"], [], ["PCA", "1 h", "Mon", "Ann"]]
    rows += [["Regress", None, "Mon", "Bob"], [], ["Cluster", "2 h", "Mon,Tue", "Bob"]]
    rows += [["Forest", "3 h", "Mon,Tue", "Ann"], ["Machine", "2 h", "Mon,Tue", "Bob"]]
    assert tree(read(rows)) == ["PCA", "Regress", "Cluster", "Forest", "Machine"]


@pytest.mark.parametrize("second", ["Subtask", "作業内容2", None])
def test_the_same_parts_below_names_that_stand_once_are_tasks(second: str | None) -> None:
    rows: list[list[Any]] = [["Task", second, "Days"]]
    for name in ("Server", "Client", "Review", "Test", "Guide"):
        rows += [[name, "List page", 2], [None, "Pay page", 3]]
    rows += [[name, None, 1] for name in ("Screens", "Tables", "Final test", "Reserve")]
    assert tree(read(rows)).count(".Pay page") == 5


def test_the_same_parts_beside_each_name_are_tasks() -> None:
    rows: list[list[Any]] = [["Task", None, "Days"]]
    for name in ("Kitchen", "Bath", "Hall", "Attic"):
        rows += [[name, "Paint", 2], [name, "Clean", 1]]
    assert tree(read(rows)).count(".Paint") == 4
