"""Charts of coloured cells: their headers in one to three rows, their bars, names and colours."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project

GREEN, RED, GREY = "FF00B050", "FFC00000", "FFD9D9D9"
Bars = Mapping[int, Iterable[int]]


def chart(
    rows: Sequence[Any],
    bars: Bars,
    *,
    merged: str = "",
    colours: Mapping[int, str] | None = None,
) -> Project:
    """A sheet with rows, and coloured cells as row → columns."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for row, columns in bars.items():
        for column in columns:
            colour = (colours or {}).get(row, GREEN)
            sheet.cell(row, column).fill = PatternFill("solid", fgColor=colour)
    for area in merged.split():
        sheet.merge_cells(area)
    buffer = BytesIO()
    made.save(buffer)
    return read_project(buffer.getvalue(), choice=Choice(otherwise=datetime(2027, 1, 4)))


def dates(project: Project) -> list[str]:
    """The first and last day of each task."""
    return [
        f"{task.current_start:%y-%m-%d}/{task.current_finish:%y-%m-%d}"
        for task in project.tasks
        if task.current_start and task.current_finish
    ]


def names(project: Project) -> list[str]:
    return [task.name for task in project.tasks]


def gaps(count: int) -> list[None]:
    return [None] * count


def test_weeks_begin_anew_below_each_month() -> None:
    rows = [
        ["Attività", "mese", datetime(2027, 3, 1), *gaps(3), datetime(2027, 4, 1)],
        [None, "settimana", 1, 2, 3, 4, 1, 2, 3, 4],
        ["Scavo"],
        ["Getto"],
    ]
    read = chart(rows, {3: [3, 4], 4: [6, 7]}, merged="C1:F1 G1:J1")
    assert dates(read) == ["27-03-01/27-03-14", "27-03-22/27-04-07"]


def test_weeks_that_run_on_are_those_of_the_year_if_the_months_agree() -> None:
    iso = [["2027", "Januar", *gaps(3), "Februar"], ["Aufgabe", 1, 2, 3, 4, 5, 6, 7, 8]]
    own = [["2027", "Mai", *gaps(3), "Juni"], ["Aufgabe", 1, 2, 3, 4, 5, 6, 7, 8]]
    bars = {3: [2, 3], 4: [6]}
    area = "B1:E1 F1:I1"
    for head, found in (
        (iso, ["27-01-04/27-01-15", "27-02-01/27-02-05"]),
        (own, ["27-05-10/27-05-21", "27-06-07/27-06-11"]),
    ):
        assert dates(chart([*head, ["Graben"], ["Gießen"]], bars, merged=area)) == found


def test_days_stand_two_rows_below_their_month() -> None:
    rows = [
        ["Tâche 2027", "Mars", *gaps(4), "Avril"],
        [None, "semaine 1", *gaps(4), "semaine 2"],
        [None, 29, 30, 31, 1, 2, 5, 6, 7],
        ["Creuser"],
        ["Couler"],
    ]
    read = chart(rows, {4: [2, 3, 4, 5], 5: [7, 8]}, merged="B1:F1 G1:I1 B2:F2 G2:I2")
    assert dates(read) == ["27-03-29/27-04-01", "27-04-05/27-04-06"]


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (["Mar. 29", "Mar. 30", "Mar. 31", "Apr. 1", "Apr. 2"], "27-03-30/27-04-01"),
        (["29.03", "30.03", "31.03", "1.04", "2.04"], "27-03-30/27-04-01"),
        ([29.03, 30.03, 31.03, 1.04, 2.04], "27-03-30/27-04-01"),
        (["1/3-7/3", "8/3-14/3", "15/3-21/3", "22/3-28/3", "29/3-4/4"], "27-03-08/27-03-28"),
    ],
)
def test_days_may_be_typed_without_a_year(heads: list[Any], found: str) -> None:
    rows = [["Plan 2027"], ["What", *heads], ["Dig"], ["Pour"]]
    bar = range(3, 6)
    assert dates(chart(rows, {3: bar, 4: [4]}))[0] == found


def test_columns_may_be_parts_of_a_day() -> None:
    rows = [
        ["Zadanie", datetime(2027, 3, 1), None, datetime(2027, 3, 2), None, datetime(2027, 3, 3)],
        ["Kopać"],
        ["Lać"],
    ]
    read = chart(rows, {2: [2], 3: [3, 4, 5]}, merged="B1:C1 D1:E1 F1:G1")
    assert [task.duration for task in read.tasks] == [240, 720]
    assert dates(read) == ["27-03-01/27-03-01", "27-03-01/27-03-02"]


def test_weekdays_are_those_of_the_first_week() -> None:
    week = ["Lunes", "Martes", "Miércoles", "Jueves", "Viernes"]
    rows = [["Inicio del proyecto", datetime(2027, 3, 3)], ["Tarea", *week], ["Cavar"], ["Verter"]]
    assert dates(chart(rows, {3: [2, 3], 4: [5, 6]}))[1] == "27-03-04/27-03-05"


def test_names_may_stand_in_the_bars() -> None:
    rows = [
        ["März 2027", None, None, None, "April 2027"],
        [1, 2, 3, 4, 1, 2, 3, 4],
        ["Graben"],
        [None, None, "Gießen"],
    ]
    read = chart(rows, {3: [1, 2], 4: [3, 4]}, merged="A1:D1 E1:H1")
    assert names(read) == ["Graben", "Gießen"]
    assert dates(read)[1] == "27-03-15/27-03-31"


def test_the_header_may_stand_below_the_bars_and_a_legend_below_that() -> None:
    days = [datetime(2027, 3, day) for day in range(1, 7)]
    rows = [["Ásás"], ["Öntés"], ["Szárítás"], [None, *days], [None, None, "Anna"]]
    rows.append([None, None, "Béla"])
    read = chart(
        rows,
        {1: [2, 3], 2: [4, 5], 3: [6, 7], 5: [2], 6: [2]},
        colours={1: RED, 3: RED, 6: RED},
    )
    assert dates(read)[1] == "27-03-03/27-03-04"
    assert [task.needs[0].names for task in read.tasks] == [("Béla",), ("Anna",), ("Béla",)]


def test_a_chart_may_go_on_below_with_the_same_rows() -> None:
    weeks = ["Tarea", *(datetime(2027, 3, day) for day in (1, 8, 15, 22, 29))]
    later = ["Tarea", *(datetime(2027, 4, day) for day in (5, 12, 19, 26)), datetime(2027, 5, 3)]
    rows = [weeks, ["Cavar"], ["Verter"], later, ["Cavar"], ["Pintar"]]
    read = chart(rows, {2: [5, 6], 3: [3], 5: [2], 6: [4, 5]})
    assert names(read) == ["Cavar", "Verter", "Pintar"]
    assert dates(read) == ["27-03-22/27-04-09", "27-03-08/27-03-12", "27-04-19/27-04-30"]


def test_what_was_done_is_no_bar_of_the_plan() -> None:
    days = [datetime(2027, 3, day) for day in range(1, 7)]
    rows = [["Planlagt"], ["Faktisk"], ["Opgave", *days], ["Grave"], [], ["Støbe"], []]
    read = chart(
        rows,
        {1: [1], 2: [1], 4: [2], 5: [2, 3, 4], 6: [3, 4], 7: [5]},
        colours={2: RED, 5: RED, 7: RED},
    )
    assert names(read) == ["Grave", "Støbe"]
    assert dates(read) == ["27-03-01/27-03-01", "27-03-02/27-03-03"]


def test_coloured_rows_without_a_bar_head_those_below() -> None:
    days = [datetime(2027, 3, day) for day in range(1, 7)]
    rows = [["Uppgift", *days], ["Grund"], ["Gräva"], ["Gjuta"], ["Hus"], ["Bygga"]]
    read = chart(rows, {2: [1], 3: [2], 4: [3, 4], 5: [1], 6: [5]}, colours={2: GREY, 5: GREY})
    assert [task.name for task in read.tasks if task.summary] == ["Grund", "Hus"]


def test_columns_that_all_rows_colour_are_no_bars() -> None:
    days = [datetime(2027, 3, day) for day in range(4, 12)]
    rows = [["Job", *days], *([f"Job {n}"] for n in range(1, 6))]
    own = {2: 2, 3: 3, 4: 6, 5: 7, 6: 8}
    read = chart(rows, {row: {column, 4, 5} for row, column in own.items()})
    assert [when[6:8] for when in dates(read)] == ["04", "05", "08", "09", "10"]


def test_a_bar_with_gaps_is_told() -> None:
    days = [datetime(2027, 3, day) for day in range(1, 8)]
    read = chart([["Job", *days], ["Meet"], ["Dig"]], {2: [2, 5, 8], 3: [3]})
    assert any(issue.code == "broken-bars" for issue in read.remarks)


def test_one_month_may_be_all_there_is() -> None:
    rows = [["Tarea", datetime(2027, 3, 1)], *([name] for name in "ABCDEF")]
    assert set(dates(chart(rows, {row: [2] for row in range(2, 8)}))) == {"27-03-01/27-03-31"}
