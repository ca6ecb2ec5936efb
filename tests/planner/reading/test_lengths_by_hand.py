"""Lengths against dates and bars: work spread over them, lengths far shorter, bars as finishes."""

from datetime import datetime
from typing import Any

import pytest

from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import book
from tests.planner.reading.strangers import BLUE, CHOICE, codes, made, read, starts

Rows = list[list[Any]]
DAYS = [datetime(2027, 3, day) for day in (1, 2, 3, 4, 5, 8, 9, 10, 11, 12)]
BARS = {"D2:H2": BLUE, "G3:M3": BLUE, "D4": BLUE, "F5:M5": BLUE}
DATED: Rows = [["Dig", DAYS[0], DAYS[4]], ["Build", DAYS[3], DAYS[9]], ["Paint", DAYS[0], DAYS[0]]]
DATED += [["Roof", DAYS[2], DAYS[9]]]


def ends(project: Project) -> list[str]:
    return [f"{t.current_finish:%m-%d}" for t in project.tasks if t.current_finish]


def shares(project: Project) -> list[list[float]]:
    return [[round(need.units, 3) for need in task.needs] for task in project.tasks]


def dated(header: str, *lengths: float | str | None) -> Rows:
    """Tasks with a start, a finish and a length."""
    head = ["Task", "Start", "Finish", header, "Who"]
    rows = zip(DATED, lengths, strict=True)
    return [head, *([*row, length, "Ann"] for row, length in rows)]


@pytest.mark.parametrize("header", ["Horas trabajadas", "Stunden", "Work", "Effort (h)"])
def test_hours_of_work_are_spread_over_their_bars(header: str) -> None:
    rows: Rows = [["Aufgabe", "Wer", header, *DAYS], ["Graben", "Ann", 4], ["Bauen", "Ann;Bob", 14]]
    rows += [["Malen", "Ann", 1], ["Dach", "Bob", 8]]
    project = read(rows, fills=BARS)
    assert ends(project) == ["03-05", "03-12", "03-01", "03-12"]
    assert shares(project) == [[0.1], [0.125, 0.125], [1.0], [0.125]]
    assert [t.duration or t.work for t in project.tasks] == [2400, 3360, 60, 3840]
    assert "work-over-dates" in codes(project)


def test_work_is_spread_over_the_time_between_dates() -> None:
    project = read(dated("Effort", 8, 7, 2, 16))
    assert shares(project) == [[0.2], [0.125], [1.0], [0.25]]
    assert "work-over-dates" in codes(project)
    assert "shorter-than-dates" not in codes(project)


@pytest.mark.parametrize(
    ("header", "lengths"), [("Duration", (1, 1, 1, 2)), ("Work", ("40h", "56h", "8h", "8h"))]
)
def test_lengths_far_shorter_than_their_dates_are_told(header: str, lengths: Any) -> None:
    """Days are no hours of work, and one of several lengths is rather a mistake."""
    project = read(dated(header, *lengths))
    assert shares(project) == [[1.0]] * 4
    assert codes(project) & {"work-over-dates", "shorter-than-dates"} == {"shorter-than-dates"}


@pytest.mark.parametrize(
    ("header", "lengths"), [("Duration", (5, 7, 1, 8)), ("Work", (40, 56, 4, 60))]
)
def test_lengths_that_fit_their_dates_are_not_told(header: str, lengths: Any) -> None:
    assert codes(read(dated(header, *lengths))).isdisjoint(
        ["work-over-dates", "shorter-than-dates"]
    )


def test_people_of_a_sheet_do_work_as_that_says() -> None:
    sheets: dict[str, Rows] = {
        "Tasks": dated("Work", 8, 7, 2, 16),
        "People": [["Name", "Max Units"], ["Ann", 0.2]],
    }
    project = read_project(book(sheets), choice=CHOICE)
    assert shares(project) == [[1.0]] * 4
    assert "shorter-than-dates" in codes(project)


def test_work_of_linked_tasks_is_not_spread() -> None:
    rows = [
        [*row, before]
        for row, before in zip(
            dated("Work", 8, 7, 2, 16), ("Predecessors", None, "Dig", "Build", "Paint"), strict=True
        )
    ]
    assert shares(read(rows)) == [[1.0]] * 4


@pytest.mark.parametrize(
    "head", [["タスク", "開始日", "終了日"], ["Úkol", "Začátek", "Konec"], ["Task", "Start", None]]
)
def test_bars_that_begin_with_the_starts_tell_the_finish(head: list[str | None]) -> None:
    rows: Rows = [[*head, *DAYS], ["Dig", DAYS[0]], ["Build", DAYS[3]], ["Paint", DAYS[0]]]
    rows += [["Roof", DAYS[2]], ["Fence", DAYS[1]]]
    project = read(rows, fills=BARS)
    assert ends(project) == ["03-05", "03-12", "03-01", "03-12"]
    assert starts(project)[0] == "2027-03-01"
    assert [task.duration for task in project.tasks] == [2400, 3360, 480, 3840, 480]


def test_colours_elsewhere_than_at_the_starts_tell_no_finish() -> None:
    rows: Rows = [
        ["Task", "Start", None, *DAYS],
        ["Dig", DAYS[9]],
        ["Build", DAYS[0]],
        ["Paint", DAYS[5]],
    ]
    project = read_project(made(rows, fills=BARS), choice=CHOICE)
    assert not ends(project)


def test_a_finish_on_the_day_after_is_no_difference() -> None:
    rows: Rows = [["Task", "Start", "Duration", "Finish"], ["Dig", DAYS[0], 1, DAYS[1]]]
    rows += [["Build", DAYS[1], 1, DAYS[2]], ["Paint", DAYS[5], 2, DAYS[6]]]
    assert "shorter-than-dates" not in codes(read(rows))
