"""Hours typed below the days of a chart: each number is how long a task takes on that day."""

from datetime import datetime
from typing import Any

import pytest

from planner.errors import InputError
from planner.project import Project
from tests.planner.reading.strangers import people, read, starts, tree

Rows = list[list[Any]]
DAYS = [datetime(2027, 3, day) for day in range(1, 6)]


def hours(project: Project) -> list[float]:
    return [(task.work or 0) / 60 for task in project.tasks if not task.summary]


def test_numbers_below_days_are_hours_of_work() -> None:
    rows: Rows = [
        ["No", "Step", "Who", *DAYS, "Sum"],
        [1, "Dig", "Ann", 2, None, 1, None, None, 3],
    ]
    rows += [[2, "Build", "Bo", None, 8, 2.5, None, None, 10.5]]
    rows += [[3, "Paint", "Ann", None, None, None, 4, 4, 8]]
    project = read(rows)
    assert hours(project) == [3, 10.5, 8]
    assert starts(project) == ["2027-03-01", "2027-03-02", "2027-03-04"]
    assert people(project) == [["Ann"], ["Bo"], ["Ann"]]


def test_a_row_that_sums_up_the_days_is_no_task() -> None:
    rows: Rows = [
        ["Step", *DAYS],
        ["Dig", 2, None, 1],
        ["Build", None, 8, 2],
        ["Paint", None, None, 3],
    ]
    rows += [["Hours a day", 2, 8, 6], ["All hours", 16]]
    project = read(rows)
    assert tree(project) == ["Dig", "Build", "Paint"]
    assert hours(project) == [3, 10, 3]


def test_half_days_and_headlines_stand_in_such_charts_too() -> None:
    dates = [cell for day in DAYS for cell in (day, None)]
    rows: Rows = [["", *dates], ["Schritt", *["VM", "NM"] * 5], ["Start", *[None] * 10]]
    rows += [["Lesen", 1, 1.5], ["Planen", None, 2, 4], ["Umsetzung", *[None] * 10]]
    rows += [["Bauen", None, None, None, 4, 4], ["Testen", *[None] * 6, 3]]
    project = read(rows, bold="A3 A6")
    assert tree(project) == ["Start", ".Lesen", ".Planen", "Umsetzung", ".Bauen", ".Testen"]
    assert hours(project) == [2.5, 6, 8, 3]


def test_weekdays_below_the_span_of_their_week_may_leave_days_out() -> None:
    rows: Rows = [["Plan", "01.03.27 - 05.03.27", *[None] * 3, "08.03.27 - 12.03.27", *[None] * 2]]
    rows += [["Schritt", "MO", "DI", "MI ", "FR", "MO", "DI", "FR"], ["Lesen", 1, None, 1]]
    rows += [["Bauen", None, None, None, 5, 2], ["Testen", *[None] * 5, 1, 3]]
    project = read(rows, merged="B1:E1 F1:H1")
    assert starts(project) == ["2027-03-01", "2027-03-05", "2027-03-09"]
    assert [f"{task.current_finish:%d}" for task in project.tasks] == ["03", "08", "12"]


def test_numbers_of_one_are_marks() -> None:
    rows: Rows = [["Step", *DAYS], *[[f"Step {n}", *[None] * n, 1, 1] for n in range(3)]]
    assert hours(read(rows)) == [0, 0, 0]


def test_numbers_beyond_a_day_are_no_hours() -> None:
    rows: Rows = [
        ["Step", *DAYS],
        *[[f"Step {n}", *[None] * n, 120, 300] for n in range(3)],
    ]
    with pytest.raises(InputError):
        read(rows)


def test_numbers_below_weeks_are_hours_where_their_sums_stand_beside_them() -> None:
    weeks = [datetime(2027, 12, 14), datetime(2027, 12, 21), datetime(2027, 12, 28)]
    weeks += [datetime(2027, 1, 4), datetime(2027, 1, 11)]  # the new year has the old number
    rows: Rows = [["Job", *weeks, "Sum", "Responsible"], ["Workload", 14, 12, 20, 16, 10, 72]]
    rows += [["Dig", 12, None, None, None, None, 12, "Bo"], ["Lead", 2, 2, 2, 2, 2, 10, "Ann"]]
    rows += [["Build", None, 10, 8, None, None, 18, "Bo"], ["Clean", None, None, 2, 2, 2, 6, "Ann"]]
    rows += [["Paint", None, None, 8, 12, 6, 26, "Bo"]]
    project = read(rows)
    assert hours(project)[-5:] == [12, 10, 18, 6, 26]
    assert starts(project)[-1] == "2027-12-28"
    assert project.tasks[-1].current_finish == datetime(2028, 1, 17)
    assert people(project)[-2:] == [["Ann"], ["Bo"]]
    bare: Rows = [[*row[:6], *row[7:]] for row in rows]
    assert hours(read(bare))[-5:] != hours(project)[-5:]
