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
