"""Estimates by role in columns of their own, with their sum."""

from typing import Any

import pytest

from tests.planner.reading.strangers import read

HOUR, DAY = 60, 480


def estimates(*heads: str) -> list[list[Any]]:
    return [["Task", *heads], ["Concept", 3, 5, None, 8], ["Build", 2, 20, None, 22],
            ["Test", 1, None, 8, 9]]  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "unit"),
    [
        (["PM (h)", "Developer (h)", "Tester (h)", "Total (h)"], HOUR),
        (["PM days", "Developer days", "Tester days", "Total days"], DAY),
        (["PM", "Developer", "Tester", "Total (days)"], DAY),
        (["PM (PT)", "Developer (PT)", "Tester (PT)", "Summe (PT)"], DAY),
    ],
)
def test_roles_whose_work_adds_up_do_the_tasks(heads: list[str], unit: int) -> None:
    project = read(estimates(*heads))
    assert [task.work for task in project.tasks] == [8 * unit, 22 * unit, 9 * unit]
    assert [task.duration for task in project.tasks] == [None] * 3
    assert {person.name for person in project.resources} == {"PM", "Developer", "Tester"}
    assert [issue.cell for issue in project.remarks if issue.code == "column-by-content"] == ["B1"]


def test_columns_that_add_up_to_nothing_are_no_roles() -> None:
    rows = estimates("Setup (h)", "Waiting (h)", "Cleaning (h)", "Duration (h)")
    rows[2][-1] = 7
    project = read(rows)
    assert [task.duration for task in project.tasks] == [8 * HOUR, 7 * HOUR, 9 * HOUR]
    assert not project.resources
