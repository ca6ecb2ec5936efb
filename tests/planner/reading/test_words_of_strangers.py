"""Headers and words as they stand in files of strangers."""

from datetime import datetime
from typing import Any

import pytest

from planner.choice import Choice
from planner.reading.read import look
from tests.planner.reading.books import book
from tests.planner.reading.strangers import (
    people,
    read,
    starts,
    tree,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 de marzo de 2027", "2027-03-03"),
        ("3. března 2027", "2027-03-03"),
        ("3 marca 2027", "2027-03-03"),
        ("3 марта 2027 г.", "2027-03-03"),
        ("3 Mart 2027", "2027-03-03"),
        ("3 of March 2027", "2027-03-03"),
        ("12. joulukuuta 2027", "2027-12-12"),
        ("2 Agustus 2027", "2027-08-02"),
    ],
)
def test_a_month_is_known_in_many_languages(text: str, day: str) -> None:
    project = read([["Task", "Start", "Duration"], ["A", text, "2d"], ["B", text, "1d"]])
    assert starts(project) == [day, day]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Descripción de la tarea", "Task Name"),
        ("Beschreibung Meilenstein", "Task Name"),
        ("Antal dagar", "Duration"),
        ("Počet dní", "Duration"),
        ("Nombre d'heures", "Work"),
        ("Aufgabe Nr.", "ID"),
        ("Item #", "ID"),
        ("2) Responsible", "Resource Names"),
        ("Days to complete", "Duration"),
        ("Zeit (in Std)", "Work"),
        ("Tiempo (días)", "Duration"),
    ],
)
def test_what_is_counted_numbered_or_described_is_told_in_any_language(
    header: str, field: str
) -> None:
    columns: dict[str, list[Any]] = {
        "Task Name": ["Dig", "Build"],
        "Duration": [2, 3],
        "Work": [8, 4],
        "ID": ["T1", "T2"],
        "Resource Names": ["Ann", "Bo"],
    }
    others = [name for name in ("Task Name", "Duration") if name != field]
    rows = [[columns[name][n] for name in (field, *others)] for n in range(2)]
    project = read([[header, *others], *rows])
    read_as = {one.header: one.meaning for one in project.columns}
    assert read_as[header] == field


def test_how_far_something_is_from_the_plan_is_no_field() -> None:
    project = read(
        [
            ["Task", "Effort (h)", "Effort variance", "Start", "Start variance"],
            ["Dig", 8, -2, datetime(2027, 3, 1), 1],
            ["Build", 16, 4, datetime(2027, 3, 2), 0],
        ]
    )
    assert [task.work for task in project.tasks] == [480, 960]


def test_the_progress_that_was_planned_is_not_what_is_done() -> None:
    project = read(
        [
            ["Aufgabe", "Tage", "Fortschritt geplant (%)", "Fortschritt ist (%)"],
            ["Graben", 2, 100, 50],
            ["Bauen", 3, 80, 0],
        ]
    )
    assert [task.percent_complete for task in project.tasks] == [0.5, 0]


def test_days_of_the_week_are_no_people() -> None:
    monday = datetime(2027, 3, 1)
    rows = [
        ["Zadanie", "Start", "Dni", "Dzień"],
        *[["T" + str(n), monday, 1, "Mon"] for n in "1234"],
    ]
    assert not any(people(read(rows)))


def test_a_legend_right_of_a_blank_column_names_no_columns() -> None:
    project = read(
        [
            ["Ref", "Description", "Days", None, "Meaning", "Code"],
            ["A.1", "Dig", 2, None, "Digger", "D"],
            ["A.2", "Drain", 1, None, "Crew", "C"],
            *[[f"B.{n}", f"Wall {n}", 3] for n in range(1, 7)],
        ]
    )
    assert [task.id for task in project.tasks][:3] == ["A.1", "A.2", "B.1"]


def test_a_header_over_numbers_of_weeks_is_no_column() -> None:
    rows: list[list[Any]] = [["Aktivitet", "Start (vecka)", "Slut (vecka)", "Veckor"]]
    rows += [[None, None, None, *range(1, 8)], ["Gräva", 1, 2], ["Mura", 2, 4]]
    project = read(rows, merged="A1:A2 B1:B2 C1:C2 D1:J1")
    assert tree(project) == ["Gräva", "Mura"]
    assert starts(project) == ["2027-03-01", "2027-03-08"]


def test_a_task_that_begins_with_the_word_for_total_is_no_total() -> None:
    rows = [["Task", "Days"], ["Dig", 2], ["Total redesign of the front garden", 5]]
    assert tree(read(rows)) == ["Dig", "Total redesign of the front garden"]


def test_undivided_headers_are_known_by_their_ends() -> None:
    rows = [["作業名", "目標開始日", "目標終了日", "実際開始日"]]
    rows += [["基礎", datetime(2027, 3, 1), datetime(2027, 3, 2), None]]  # type: ignore[list-item]
    rows += [["屋根", datetime(2027, 3, 3), datetime(2027, 3, 5), None]]  # type: ignore[list-item]
    project = read(rows)
    assert starts(project) == ["2027-03-01", "2027-03-03"]


def test_days_of_delay_are_no_duration() -> None:
    rows: list[list[Any]] = [["タスク", "遅延日数", "開始", "完了"]]
    rows += [["掘る", 6, datetime(2027, 3, 1), datetime(2027, 3, 2)]]
    rows += [["建てる", None, datetime(2027, 3, 3), datetime(2027, 3, 5)]]
    project = read(rows)
    assert [f"{task.current_finish:%d}" for task in project.tasks] == ["02", "05"]


def test_columns_of_levels_may_be_abbreviated_or_numbered() -> None:
    rows = [["Lv1", "Lv2", "Lv3", "Lv4", "Lv5", "Days"], ["House"], [None, "Shell"]]
    rows += [[None, None, "Walls", None, None, 3], ["Garden", None, None, None, None, 2]]
    assert tree(read(rows)) == ["House", ".Shell", "..Walls", "Garden"]
    rows = [["作業内容", "作業内容2", "日数"], ["設計", None, 1], ["実装", "画面", 2]]
    assert tree(read([*rows, [None, "支払", 3]])) == ["設計", "実装", ".画面", ".支払"]


def test_a_dash_between_people_who_stand_alone_elsewhere_divides_them() -> None:
    rows = [["Task", "Days", "Who"], ["Dig", 1, "Max"], ["Build", 2, "Max -Ayla"]]
    rows += [["Paint", 1, "Ayla"], ["Check", 1, "North - Harbour crew"]]
    assert people(read(rows)) == [["Max"], ["Max", "Ayla"], ["Ayla"], ["North - Harbour crew"]]


def test_hangul_names_may_stand_side_by_side() -> None:
    rows: list[list[Any]] = [["작업", "기간", "담당자"], ["분석", 1, "권오승"]]
    rows += [["설계", 2, "권오승 김진석"], ["개발", 1, "김진석"]]
    assert people(read(rows)) == [["권오승"], ["권오승", "김진석"], ["김진석"]]


def test_a_planned_time_with_a_unit_is_a_duration() -> None:
    project = read([["功能", "计划时间（天）"], ["部门管理", 1.5], ["人事资料", 3]])
    assert [task.duration for task in project.tasks] == [720, 1440]


def test_a_date_among_durations_is_told_and_planned_as_if_blank() -> None:
    rows: list[list[Any]] = [["Task", "Effort"], *[[f"Step {n}", n + 1] for n in range(6)]]
    project = read([*rows, ["Show", datetime(2027, 3, 1)]])
    assert "bad-duration" in {issue.code for issue in project.remarks}


def test_days_until_the_end_are_no_duration() -> None:
    rows: list[list[Any]] = [["Tâches", "Début", "Fin", "Jours avant la fin"]]
    rows += [[f"Pas {n}", datetime(2027, 3, n), datetime(2027, 3, n + 1), 0] for n in (1, 2, 3)]
    assert all(task.duration for task in read(rows).tasks)


@pytest.mark.parametrize(
    ("references", "doubted"),
    [
        (["1", "Dig", "2", "3", "4FS+1d"], False),  # a name among numbers
        (["1", "71", "72", "3", "4"], True),  # numbers of a longer list
    ],
)
def test_references_are_doubted_where_they_lead_out_of_the_sheet(
    references: list[str], doubted: bool
) -> None:
    names = "Dig", "Build", "Paint", "Clear", "Plant", "Mow"
    cells = zip(range(1, 7), names, ["", *references], strict=True)
    rows = [[number, name, "1d", ref] for number, name, ref in cells]
    found = look(book({"Tasks": [["ID", "Task", "Duration", "Predecessors"], *rows]}), "", Choice())
    assert ("foreign-references" in {issue.code for issue in found.issues}) is doubted
