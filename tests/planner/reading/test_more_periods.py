"""Weeks of months, half-years, lists that date numbered periods, durations that count weekends."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from planner.reading.axis_month_weeks import _half, week_of_month
from planner.reading.cells import Cell
from tests.planner.reading.strangers import BLUE, codes, read, starts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("DEC .2wk", (12, 2)),
        ("1st week of March", (3, 1)),
        ("März 1. Woche", (3, 1)),
        ("semana 3 abril", (4, 3)),
        ("3月第二周", (3, 2)),
        ("11월 4주", (11, 4)),
        ("Week 3", None),
        ("2 Mar", None),
        ("3 weeks March 2", None),
    ],
)
def test_a_cell_may_name_a_week_of_a_month(text: str, told: tuple[int, int] | None) -> None:
    assert week_of_month(Cell(1, 1, "text", text)) == told


@pytest.mark.parametrize(
    ("text", "number"), [("1º Sem", 1), ("Semester 3", 3), ("2. Halbjahr", 2), ("2nd", 0), ("4", 0)]
)
def test_a_cell_may_number_a_half_year(text: str, number: int) -> None:
    assert _half(Cell(1, 1, "text", text)) == number


def test_bars_below_weeks_of_months() -> None:
    weeks = ["Nov W3", "Nov W4", "Dec W1", "Dec W2", "Jan W1"]
    rows = [[None, 2027], ["Task", *weeks], ["Dig"], ["Pour"], ["Roof"]]
    project = read(rows, fills={"B3:C3": BLUE, "D4:E4": BLUE, "F5": BLUE})
    assert starts(project) == ["2027-11-15", "2027-12-01", "2028-01-01"]
    assert f"{project.tasks[0].current_finish:%m-%d}" == "11-30"


def test_marks_below_half_years_of_years() -> None:
    rows = [
        ["Cronograma", "1º ano", None, "2º ano"],
        [None, "1º Sem", "2º Sem", "3º Sem", "4º Sem"],
        ["Créditos", "X", "X"],
        ["Revisão", None, "X", "X"],
        ["Escrita", None, None, "X", "X"],
    ]
    assert starts(read(rows)) == ["2027-01-01", "2027-07-01", "2028-01-01"]


def test_a_list_beside_the_tasks_dates_the_weeks() -> None:
    named = [("Dig", 0, 1, 1), ("Pour", 1, 1, 2), ("Roof", 2, 1, 3), (), ()]
    rows: list[Any] = [["Task", "Start week", "Length", "End week", None, "Weeks"]]
    for week, row in enumerate(named):
        day = datetime(2027, 4, 5) + timedelta(weeks=week)
        rows.append([*(row or [None] * 4), None, week, day])
    project = read(rows)
    assert starts(project) == ["2027-04-05", "2027-04-12", "2027-04-19"]
    assert not any(i.code == "periods" and i.severity == "warning" for i in project.remarks)


def test_durations_that_lead_to_the_next_start_over_weekends_count_them() -> None:
    days = [10, 3, 2, 9, 12, 5]
    at = datetime(2027, 3, 3)
    rows: list[Any] = [["Tarefa", "Início", "Duração"]]
    for n, length in enumerate(days, 1):
        rows.append([f"Passo {n}", at, length])
        at = at.fromordinal(at.toordinal() + length)
    project = read(rows)
    assert "calendar-days" in codes(project)
    assert f"{project.tasks[0].current_finish:%m-%d}" == "03-12"
    assert [task.duration and task.duration // 480 for task in project.tasks][:2] == [8, 1]


def test_durations_that_skip_weekends_stay() -> None:
    rows = [
        ["Tarefa", "Início", "Duração"],
        ["Um", datetime(2027, 3, 3), 4],
        ["Dois", datetime(2027, 3, 9), 5],
        ["Três", datetime(2027, 3, 16), 5],
        ["Quatro", datetime(2027, 3, 23), 6],
        ["Cinco", datetime(2027, 3, 31), 2],
    ]
    project = read(rows)
    assert "calendar-days" not in codes(project)
    assert [task.duration and task.duration // 480 for task in project.tasks] == [4, 5, 5, 6, 2]


def test_months_below_numbered_quarters_and_years() -> None:
    quarters: list[Any] = [None, "Trimestres", *[None] * 8]
    rows: list[list[Any]] = [quarters, [None, 1, None, None, 2, None, None, 3, None, None]]
    rows += [["Atividade", *[1, 2, 3] * 3], ["Cavar"], ["Murar"], ["Pintar"]]
    project = read(rows, fills={"B4:C4": BLUE, "D5:F5": BLUE, "G6:J6": BLUE}, merged="B2:D2")
    assert starts(project) == ["2027-03-01", "2027-05-01", "2027-08-01"]
    years: list[Any] = [f"{n // 12 + 1}° Ano" if n % 12 == 0 else None for n in range(24)]
    rows = [[None, None, None, *years], ["Atividade", "Início", "Duração", *range(1, 25)]]
    rows += [["Cavar", 1, 2], ["Murar", 3, 4], ["Pintar", 13, 2]]
    assert starts(read(rows)) == ["2027-03-01", "2027-05-01", "2028-03-01"]
