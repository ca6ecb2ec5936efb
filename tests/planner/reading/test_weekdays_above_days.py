"""Days of a month below weekdays: which days they are is told by a date, or the project's start."""

from datetime import datetime

import pytest

from tests.planner.reading.strangers import read, starts

DAYS = [*range(28, 31), *range(1, 19)]  # from Monday, 28 June
LETTERS = [*"MTWTFSS"] * 3
NAMES = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"] * 3


def chart(title: list[object], weekdays: list[str]) -> list[list[object]]:
    rows: list[list[object]] = [title, [None, None, *weekdays], ["Activity", "Who", *DAYS]]
    rows += [["Rebar", "Ann", "X", "X"], ["Pour", "Bob", *[None] * 3, "X"]]
    return [*rows, ["Strip", "Ann", *[None] * 7, "X"]]


@pytest.mark.parametrize("weekdays", [LETTERS, NAMES])
def test_a_date_in_the_title_that_is_one_of_the_days_tells_them(weekdays: list[str]) -> None:
    project = read(chart(["Week beginning:", datetime(2027, 7, 5)], weekdays))
    assert starts(project) == ["2027-06-28", "2027-07-01", "2027-07-05"]


def test_the_start_of_the_project_tells_them_too() -> None:
    project = read(chart(["Project start", datetime(2027, 6, 1)], LETTERS))
    assert starts(project) == ["2027-06-28", "2027-07-01", "2027-07-05"]


def test_a_date_that_is_none_of_them_does_not() -> None:
    title = ["Project start", datetime(2027, 6, 1), "Printed", datetime(2027, 5, 30)]
    project = read(chart(title, LETTERS))
    assert starts(project) == ["2027-06-28", "2027-07-01", "2027-07-05"]


def test_without_any_date_they_are_not_taken_for_weeks() -> None:
    rows = chart(["Look ahead 2027"], LETTERS)
    rows[2] = ["Activity", "Who", *range(7, 28)]
    assert not {"2027-02-15", "2027-03-08"} & set(starts(read(rows)))
