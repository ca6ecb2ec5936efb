"""Date cells."""

from datetime import date, datetime
from typing import Any

import pytest

from planner.errors import InputError
from planner.pipeline import read_project
from planner.reading.dates import order_of, when
from planner.reading.values import BadValueError
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_values import cell


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (datetime(2027, 3, 1, 9), datetime(2027, 3, 1, 9)),
        ("2027-03-01", datetime(2027, 3, 1)),
        ("2027-03-01 09:30", datetime(2027, 3, 1, 9, 30)),
        ("2027-03-01T09:30:00", datetime(2027, 3, 1, 9, 30)),
        ("2027/3/1", datetime(2027, 3, 1)),
        ("01.03.2027", datetime(2027, 3, 1)),
        ("1.3.27", datetime(2027, 3, 1)),
        ("Mo 01.03.27", datetime(2027, 3, 1)),
        ("March 1, 2027", datetime(2027, 3, 1)),
        ("January 15, 2026 8:00 AM", datetime(2026, 1, 15, 8)),
        ("1 Mar 2027", datetime(2027, 3, 1)),
        ("15-Jan-26", datetime(2026, 1, 15)),
        ("29/Dec/25 12:00 AM", datetime(2025, 12, 29)),
        ("04/Feb/21 11:38 AM", datetime(2021, 2, 4, 11, 38)),
        ("11/abr/26", datetime(2026, 4, 11)),
        ("5. Jan 26", datetime(2026, 1, 5)),
        ("12. Dezember 2026", datetime(2026, 12, 12)),
        ("13/04/2027", datetime(2027, 4, 13)),
        ("04/13/2027", datetime(2027, 4, 13)),
        ("2027年3月1日", datetime(2027, 3, 1)),
        ("2027.03.01.", datetime(2027, 3, 1)),
        ("2027. 3. 1", datetime(2027, 3, 1)),
        ("2027. március 1.", datetime(2027, 3, 1)),
        ("1. 3. 2027.", datetime(2027, 3, 1)),
        ("1er mars 2027", datetime(2027, 3, 1)),
        ("2027-Mar-05", datetime(2027, 3, 5)),
        (46027, datetime(2026, 1, 5)),
        (46027.99999999, datetime(2026, 1, 6)),
    ],
)
def test_a_date_is_read(value: Any, found: datetime) -> None:
    assert when(cell(value)) == found


@pytest.mark.parametrize(
    "value",
    [
        "2027-02-30",
        "soon",
        12,
        0,
        -1,
        2958466,
        "202511/10",
        "2023/6/31",
        "Week 2",
        "1/1",
        True,
        "25:00",
        "1.2.27.",
        "2027 March",
    ],
)
def test_what_is_no_date_is_refused(value: Any) -> None:
    with pytest.raises(BadValueError) as caught:
        when(cell(value))
    assert caught.value.code == "bad-date"


def test_a_date_that_can_be_two_is_never_guessed() -> None:
    with pytest.raises(BadValueError, match="2027-04-03 or 2027-03-04") as caught:
        when(cell("03/04/2027"))
    assert caught.value.code == "ambiguous-date"
    assert when(cell("03/04/2027"), "dmy") == datetime(2027, 4, 3)
    assert when(cell("03/04/2027"), "mdy") == datetime(2027, 3, 4)


def test_the_order_is_known_where_one_cell_leaves_no_doubt() -> None:
    assert order_of([cell("03/04/2027"), cell("13/04/2027")]) == "dmy"
    assert order_of([cell("03/04/2027"), cell("04/13/2027")]) == "mdy"
    assert order_of([cell("03/04/2027"), cell("04/03/2027")]) == ""
    assert order_of([cell("13/04/2027"), cell("04/13/2027")]) == ""


@pytest.mark.parametrize(
    ("tasks", "start"),
    [
        ([["Tarea", "Duración"], ["Cavar", "2d"]], date(2027, 2, 8)),
        ([["Task", "Duration", "Deadline"], ["Dig", "2d", "25/2/2027"]], date(2027, 2, 8)),
        ([["Task", "Duration", "Deadline"], ["Dig", "2d", "8/25/2027"]], date(2027, 8, 2)),
    ],
)
def test_a_date_in_the_settings_has_the_order_of_the_workbook(tasks: Rows, start: date) -> None:
    settings: Rows = [["Project start", "08/02/2027"]]
    project = read_project(book({"Tasks": tasks, "Settings": settings}))
    assert project.settings.start is not None
    assert project.settings.start.date() == start
    (told,) = [issue for issue in project.remarks if issue.sheet == "Settings" and issue.got]
    assert (told.code, told.severity) == ("date-order", "info")


def test_a_date_in_the_settings_that_nothing_decides_is_asked_for() -> None:
    sheets = {"Tasks": [["Task", "Duration"], ["Dig", "2d"]], "Settings": [["Start", "08/02/2027"]]}
    with pytest.raises(InputError) as caught:
        read_project(book(sheets))
    assert "ambiguous-date" in {issue.code for issue in caught.value.issues}
