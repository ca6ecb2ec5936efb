"""Charts whose marks are letters or days, whose header has three rows or begins before a month."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from planner.reading.cells import letters
from planner.reading.look import Look
from planner.reading.read import look
from tests.planner.reading.strangers import (
    BLUE,
    CHOICE,
    GREY,
    YELLOW,
    codes,
    made,
    people,
    read,
    starts,
    tree,
)


def spans(rows: Sequence[Any], **how: Any) -> list[str]:
    """Name, first and last day of each task of a sheet."""
    return [
        f"{task.name} {task.current_start:%m-%d} {task.current_finish:%m-%d}"
        for task in read(rows, **how).tasks
        if task.current_start and task.current_finish
    ]


def seen(rows: Sequence[Any], **how: Any) -> Look:
    return look(made(rows, **how), "plan.xlsx", CHOICE)


MONDAYS = [datetime(2027, 3, day) for day in (1, 8, 15, 22, 29)]


def test_letters_that_come_again_in_a_row_are_marks() -> None:
    rows = [
        ["Etapa", *MONDAYS],
        ["Excavar", "p", "p"],
        [None, "r", "r", "r"],
        ["Hormigonar", None, None, "p"],
        [None, None, None, None, "r"],
        ["Techar", None, None, None, "p", "p"],
    ]
    assert spans(rows) == [
        "Excavar 03-01 03-12",
        "Hormigonar 03-15 03-19",
        "Techar 03-22 04-02",
    ]


def test_a_roster_of_letters_is_no_chart() -> None:
    days = [datetime(2027, 3, day) for day in range(1, 8)]
    rows = [["Nurse", *days], *([name, *"DDNNLLD"] for name in ("Ann", "Bo", "Cy", "Di"))]
    found = seen(rows)
    assert found.project is None or not any(task.current_start for task in found.project.tasks)


def test_days_below_months_a_week_apart_are_weeks_and_may_begin_before_the_month() -> None:
    rows = [
        ["Datum", None, "Oktober 2027", None, "November 2027"],
        ["Was", 11, 18, 25, 1, 8],
        ["Graben"],
        ["Gießen"],
        ["Decken"],
    ]
    fills = {"B3": BLUE, "C4:D4": BLUE, "E5:F5": BLUE}
    assert spans(rows, fills=fills) == [
        "Graben 10-11 10-15",
        "Gießen 10-18 10-29",
        "Decken 11-01 11-12",
    ]


def test_days_typed_below_months_are_bars() -> None:
    rows = [
        ["No.", "Kegiatan", "Maret 2027", "April 2027", "Mei 2027"],
        [1, "Menggali", "2 - 9"],
        [2, "Mengecor", "10 - …", "… - 7"],
        [3, "Mengatap", None, "8 - ...", "... - 4"],
        [4, "Serah terima", None, None, 7],
    ]
    assert spans(rows) == [
        "Menggali 03-02 03-09",
        "Mengecor 03-10 04-07",
        "Mengatap 04-08 05-04",
        "Serah terima 05-07 05-07",
    ]


def test_time_off_merged_down_the_chart_is_no_bar() -> None:
    rows = [
        ["Task", "Wk 1", "Wk 2", "Wk 3", "Wk 4", "Wk 5", "Wk 6"],
        ["1. Dig", None, None, "HOLIDAY"],
        *([name] for name in ("Survey", "Trench", "2. Build", "Frame", "Roof", "Doors")),
    ]
    fills = {"D2": GREY, "B3": BLUE, "C4": BLUE, "E6": BLUE, "F7": BLUE, "F8:G8": BLUE}
    project = read(rows, fills=fills, merged="D2:D8", bold="A2 A5")
    assert tree(project) == [
        "1. Dig",
        ".Survey",
        ".Trench",
        "2. Build",
        ".Frame",
        ".Roof",
        ".Doors",
    ]


def test_a_header_of_three_rows_with_the_first_phase_in_the_lowest() -> None:
    days = [7, 8, 9, 10, 11, 12]
    rows = [
        ["Tarea", "Tiempo"],
        [None, "Semana 1"],
        [None, "Agosto 2027"],
        ["Fase de diseño", *days],
        ["Trazar"],
        ["Medir"],
        ["Fase de obra"],
        ["Cavar"],
        ["Pintar"],
        [],
        ["Nombre recurso", "Rol"],
        ["Ana Paz", "Jefa"],
        ["Luis Mar", "Pintor"],
        ["Ana Paz", "Topógrafa"],
    ]
    fills = {"B5:C5": BLUE, "C6:D6": BLUE, "D8:F8": YELLOW, "F9:G9": YELLOW, "B12:B14": GREY}
    project = read(rows, fills=fills, merged="B1:G1", bold="A4 A7")
    assert tree(project) == [
        *("Fase de diseño", ".Trazar", ".Medir"),
        *("Fase de obra", ".Cavar", ".Pintar"),
    ]
    assert f"{project.tasks[1].current_start:%Y-%m-%d}" == "2027-08-07"
    assert [sorted(one.skills) for one in project.resources] == [["Jefa", "Topógrafa"], ["Pintor"]]
    assert "several-roles" in codes(project)


def test_a_date_behind_months_tells_their_year() -> None:
    rows = [
        ["Date", "November", "December", "January", "1 Feb - 20 Feb", datetime(2028, 2, 25)],
        ["Goal", "Outline ready", "First chapter", "Draft of all", "Proofs read", "Hand in"],
        [None, "Tools chosen", "Data collected", "Figures drawn"],
    ]
    found = [offer.first[0] for offer in seen(rows).offers if "grid" in offer.choice.text]
    assert [f"{one.name} {one.start:%Y-%m}" for one in found if one.start] == [
        "Outline ready 2027-11"
    ]


def test_a_week_merged_over_tasks_holds_for_all() -> None:
    rows = [
        ["Semana", "Sprint", "Actividades"],
        [1, "Sprint 1", "Planear"],
        [None, None, "Dibujar"],
        [2, "Sprint 2", "Cavar"],
        [None, None, "Pintar"],
    ]
    merged = "A2:A3 A4:A5 B2:B3 B4:B5"
    found = spans(rows, merged=merged)
    assert found == [
        *("Planear 03-01 03-05", "Dibujar 03-01 03-05"),
        *("Cavar 03-08 03-12", "Pintar 03-08 03-12"),
    ]


@pytest.mark.parametrize(
    "header",
    [("What", "Who", "When"), ("O que", "Quem", "Quando"), ("Was", "Wer", "Bis wann")],
)
def test_what_who_and_when(header: tuple[str, ...]) -> None:
    rows = [list(header), ["Dig", "Ann", datetime(2027, 3, 9)], ["Pour", "Bo", None]]
    project = read(rows)
    assert tree(project) == ["Dig", "Pour"]
    assert people(project) == [["Ann"], ["Bo"]]
    assert f"{project.tasks[0].deadline:%m-%d}" == "03-09"


@pytest.mark.parametrize("months", [4, 9])
def test_shares_of_work_by_month_are_bars(months: int) -> None:
    head = ["Item", "Serviço", "Valor (R$)", *[f"Mês {n}" for n in range(1, months + 1)]]
    rows: list[list[Any]] = [["CRONOGRAMA FÍSICO-FINANCEIRO", "2027"], [], head]
    rows += [[1, "Fundação", 25000, 0.6, 0.4], [2, "Alvenaria", 40000, None, 0.5, 0.5]]
    rows += [[3, "Cobertura", 20000, None, None, 0.5, 0.5], [4, "Pintura", 9000, None, None, 1]]
    project = read(rows, percent="D4 E4 E5 F5 F6 G6 F7")
    assert starts(project) == ["2027-03-01", "2027-04-01", "2027-05-01", "2027-05-01"]
    assert [t.current_finish.month for t in project.tasks if t.current_finish] == [4, 5, 6, 5]


def test_weekends_that_the_header_has_too_are_background_in_few_rows() -> None:
    rows: list[list[Any]] = [["Programme"], [None, "March 2027"], ["Work", *range(1, 32)]]
    rows += [["Mobilise"], ["Dig"], ["Build"]]
    sundays = {f"{letters(day + 1)}3:{letters(day + 1)}6": GREY for day in (7, 14, 21, 28)}
    bars = {"B4:D4": BLUE, "E5:M5": BLUE, "N6:AA6": BLUE}
    project = read(rows, fills={**sundays, **bars}, merged="B2:AF2")
    assert starts(project) == ["2027-03-01", "2027-03-04", "2027-03-13"]
    assert [t.current_finish.day for t in project.tasks if t.current_finish] == [3, 12, 26]
