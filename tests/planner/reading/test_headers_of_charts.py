"""Headers of charts as strangers write them, and what stands beside tables of periods."""

from datetime import datetime
from typing import Any

import pytest

from planner.errors import InputError
from planner.project import Project
from tests.planner.reading.strangers import BLUE, codes, read, starts, tree

Rows = list[list[Any]]


def ends(project: Project) -> list[str]:
    return [f"{task.current_finish:%m-%d}" for task in project.tasks if task.current_finish]


def test_marks_count_below_the_last_coloured_row_too() -> None:
    rows: Rows = [[None, "October 2027", *[None] * 3, "November 2027"], [None, *[1, 2, 3, 4] * 2]]
    rows += [["Draft", "x", "x"], ["Write", None, None, "x", "x", "x"], ["Print", *[None] * 7, "x"]]
    project = read(rows, fills={"B2:I2": BLUE})
    assert starts(project) == ["2027-10-01", "2027-10-15", "2027-11-22"]


def test_months_above_days_may_be_numbers() -> None:
    rows: Rows = [[None, 3, *[None] * 3, 4], [None, *range(28, 32), *range(1, 11)]]
    rows += [["Dig"], ["Build"], ["Paint"]]
    project = read(rows, fills={"B3:D3": BLUE, "E4:G4": BLUE, "H5:K5": BLUE})
    assert starts(project) == ["2027-03-28", "2027-03-31", "2027-04-03"]
    assert ends(project) == ["03-30", "04-02", "04-06"]


def test_spans_of_days_below_months_may_run_from_one_into_the_next() -> None:
    rows: Rows = [["", None, None, "Agosto", None, "Septiembre"]]
    rows += [["Actividad", "2 al 9", "9 al 16", "16 al 23", "23 al 30", "30 al 6", "6 al 13"]]
    rows += [["Cavar"], ["Muros"], ["Techo"]]
    project = read(rows, fills={"B3": BLUE, "C4:D4": BLUE, "F5:G5": BLUE})
    assert starts(project) == ["2027-08-02", "2027-08-09", "2027-08-30"]
    assert ends(project) == ["08-08", "08-22", "09-13"]


@pytest.mark.parametrize(
    ("step", "expected"), [(7, ["2027-03-01", "2027-03-15"]), (1, ["2027-03-01", "2027-03-03"])]
)
def test_dates_above_numbered_periods_tell_what_they_count(step: int, expected: list[str]) -> None:
    dates = [datetime(2027, 3, 1 + step * n) if 1 + step * n < 32 else None for n in range(5)]
    rows: Rows = [["Activity", "Plan Start", "Plan Duration", *dates]]
    rows += [[None, None, None, *range(1, 8)], ["Dig", 1, 2], ["Build", 3, 1]]
    assert starts(read(rows)) == expected


def test_months_above_numbered_periods_tell_what_they_count() -> None:
    rows: Rows = [[None] * 4 + ["2027"], [None] * 4 + ["March", "April", "May", "June", "July"]]
    rows += [["Activity", "Plan Start", "Plan Duration", "", *range(1, 8)]]
    rows += [["Dig", 1, 2], ["Build", 3, 1]]
    assert starts(read(rows)) == ["2027-03-01", "2027-05-01"]


def test_a_name_that_is_merged_over_its_parts_stands_above_them() -> None:
    rows: Rows = [["Period", None, "Weeks", "From", "To"]]
    rows += [["Report", None, 1, datetime(2027, 3, 1), datetime(2027, 3, 5)]]
    rows += [["Module", "User", 1, datetime(2027, 3, 8), datetime(2027, 3, 12)]]
    rows += [[None, "Project", 1, datetime(2027, 3, 15), datetime(2027, 3, 19)]]
    rows += [["Close", None, 1, datetime(2027, 3, 22), datetime(2027, 3, 26)]]
    assert tree(read(rows, merged="A3:A4")) == ["Report", "Module", ".User", ".Project", "Close"]


def test_a_phase_without_parts_that_has_dates_is_a_task() -> None:
    rows: Rows = [["Phase", "Task", "Start", "Finish"]]
    rows += [["Ask", None, datetime(2027, 3, 1), datetime(2027, 3, 1)]]
    rows += [["Build", "Walls", datetime(2027, 3, 2), datetime(2027, 3, 4)]]
    rows += [[None, "Roof", datetime(2027, 3, 5), datetime(2027, 3, 8)]]
    assert tree(read(rows)) == ["Ask", "Build", ".Walls", ".Roof"]


def test_a_timetable_is_no_list_of_tasks() -> None:
    days = ["SEGUNDA-FEIRA", "TERÇA-FEIRA", "QUARTA-FEIRA", "QUINTA-FEIRA", "SEXTA-FEIRA"]
    rows: Rows = [["HORÁRIO", *days]]
    rows += [[f"{7 + n}:00", "Física", "Química", "História", "Folga", "Redação"] for n in range(6)]
    with pytest.raises(InputError) as caught:
        read(rows)
    assert {"no-tasks-sheet", "timetable"} <= {issue.code for issue in caught.value.issues}


def test_spans_of_dates_are_no_names() -> None:
    rows: Rows = [["Who", "When", "Work package"]]
    rows += [["Ann", "2027/3/1-2027/3/3", "Dig"], ["Bo", "2027/3/4-2027/3/5", "Build"]]
    rows += [["Ann", "2027/3/8-2027/3/9", "Paint"]]
    project = read(rows)
    assert tree(project) == ["Dig", "Build", "Paint"]
    assert starts(project) == ["2027-03-01", "2027-03-04", "2027-03-08"]
    assert "bad-date" not in codes(project)


def test_a_month_with_a_day_too_many_is_read_up_to_its_end() -> None:
    rows: Rows = [[None, "April 2027", None, None, "May 2027"], [None, 29, 30, 31, 1, 2, 3, 4]]
    rows += [["Dig"], ["Build"], ["Paint"]]
    project = read(rows, fills={"B3:C3": BLUE, "E4:F4": BLUE, "G5:H5": BLUE})
    assert starts(project) == ["2027-04-29", "2027-05-01", "2027-05-03"]


def test_numbers_from_nought_on_are_no_weeks_of_a_year() -> None:
    rows: Rows = [["Plan 2027"], ["Step", *range(12)], ["Dig", "x"], ["Build", None, "x"]]
    with pytest.raises(InputError):
        read([*rows, ["Paint", None, "x"]])


def test_weeks_below_numbered_months_count_on_from_the_start() -> None:
    rows: Rows = [["Actividad", "Mes 1", None, None, None, "Mes 2"], [None, *[1, 2, 3, 4] * 2]]
    rows += [["Cavar"], ["Muros"], ["Techo"]]
    project = read(rows, fills={"B3:C3": BLUE, "D4:F4": BLUE, "G5:I5": BLUE})
    assert starts(project) == ["2027-03-01", "2027-03-15", "2027-04-05"]
    assert ends(project) == ["03-12", "04-02", "04-23"]


def test_a_column_of_months_beside_the_tasks_says_when_they_are() -> None:
    rows: Rows = [["Maand", "To Do"], ["November", "Zoeken"], ["December", "Kopen"]]
    project = read([*rows, ["Januari", "Bouwen"]])
    assert [date[5:] for date in starts(project)] == ["11-01", "12-01", "01-01"]
    assert starts(project)[2] > starts(project)[0]


def test_days_of_months_are_no_amounts() -> None:
    rows: Rows = [["日付", "コメント"], *[[f"3月{n}", f"仕事{n}"] for n in range(2, 8)]]
    with pytest.raises(InputError):
        read(rows)


def test_a_word_above_numbered_periods_tells_what_they_count() -> None:
    rows: Rows = [["Activity", "Plan Start", "Plan Duration", "Weeks"], [None] * 3 + [*range(1, 9)]]
    project = read([*rows, ["Dig", 1, 2], ["Build", 3, 1]])
    assert starts(project) == ["2027-03-01", "2027-03-15"]


def test_months_may_be_written_with_their_ideogram() -> None:
    rows: Rows = [[None, "3月", None, None, "4月"], [None, 29, 30, 31, *range(1, 6)]]
    rows += [["掘る"], ["建てる"], ["塗る"]]
    project = read(rows, fills={"B3:C3": BLUE, "D4:F4": BLUE, "G5:H5": BLUE})
    assert starts(project) == ["2027-03-29", "2027-03-31", "2027-04-03"]


@pytest.mark.parametrize("number", [1e30, "1e999"])
def test_a_number_without_end_below_months_is_no_day(number: float | str) -> None:
    rows: Rows = [[None, 3, None, None, 4], [None, 30, number, 31, 1, 2], ["Dig", "x"]]
    with pytest.raises(InputError):
        read([*rows, ["Build", None, "x"], ["Paint", None, None, "x"]])
