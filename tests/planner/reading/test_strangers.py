"""Tables as people make them for themselves, who had no planning program in mind."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from planner.choice import Choice
from planner.errors import InputError
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import book

CHOICE = Choice(otherwise=datetime(2027, 3, 1))


def day(number: int) -> datetime:
    return datetime(2027, 3, number)


def read(rows: Sequence[Any], **more: Any) -> Project:
    return read_project(book({"Sheet1": rows, **more}), choice=CHOICE)


def made(rows: Sequence[Any], *, merged: str = "", fills: str = "") -> Project:
    """A sheet with merged ranges and coloured cells."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for area in merged.split():
        sheet.merge_cells(area)
    for place in fills.split():
        sheet[place].fill = PatternFill("solid", fgColor="FF00B050")
    buffer = BytesIO()
    workbook.save(buffer)
    return read_project(buffer.getvalue(), choice=CHOICE)


def names(project: Project) -> list[str]:
    return [task.name for task in project.tasks if not task.summary]


def parents(project: Project) -> list[str]:
    """The name of what each task stands under."""
    by_id = {task.id: task.name for task in project.tasks}
    return [by_id.get(task.parent, "") for task in project.tasks if not task.summary]


def people(project: Project) -> list[list[str]]:
    return [[name for need in task.needs for name in need.names] for task in project.tasks]


def codes(project: Project) -> set[str]:
    return {issue.code for issue in project.remarks}


def test_names_without_a_header_above_a_column_that_goes_on_below() -> None:
    rows = [
        ["", "Début", "Fin", "%"],
        ["Creuser", day(1), day(2), 1],
        ["Couler", day(3), day(5), 0],
    ]
    rows += [["", "", "", 0] for _ in range(30)]
    assert names(read(rows)) == ["Creuser", "Couler"]


def test_what_is_planned_is_known_by_its_words() -> None:
    rows = [
        ["Tâche", "Début prévu", "Fin prévue"],
        ["Creuser", day(1), day(2)],
        ["Sécher", day(3), day(5)],
    ]
    assert [task.current_finish for task in read(rows).tasks] == [day(2), day(5)]


def test_tasks_and_milestones_are_names() -> None:
    rows = [
        ["Milestones & Tasks", "Start", "End"],
        ["Dig", day(1), day(2)],
        ["Pour", day(3), day(5)],
    ]
    assert names(read(rows)) == ["Dig", "Pour"]


def test_a_row_of_data_below_the_header_names_nothing() -> None:
    rows = [
        ["Task", "Description", "Status", "Owner", "Hours", "", "Key"],
        ["Website", "", "", "", "", "", "High"],
        ["Draft it", "By hand", "Open", "Ann", 3, "", "Low"],
        ["Build it", "At once", "Open", "Bob", 5, "", "Done"],
    ]
    assert names(read(rows)) == ["Website", "Draft it", "Build it"]


def test_a_list_beside_the_table_is_left_out() -> None:
    rows = [
        ["Aufgabe", "Status", "Tage", "", "Status"],
        ["Graben", "offen", 2, "", "offen"],
        ["Gießen", "offen", 3, "", "fertig"],
    ]
    found = read(rows)
    assert names(found) == ["Graben", "Gießen"]
    assert "list-beside" in codes(found)


def test_a_second_column_of_names_has_the_people() -> None:
    rows = [["Task", "Name", "Days"], *([f"Job {n}", "AB"[n % 2], n] for n in range(1, 6))]
    assert people(read(rows))[:2] == [["B"], ["A"]]


def test_texts_left_of_the_names_that_come_again_are_nobody() -> None:
    rows: list[Any] = [["Modul", "Schritt", "Funktion", "Dauer (Tage)"]]
    rows += [["Kasse", "Bau", f"Maske {n}", 2] for n in range(3)]
    rows += [["Lager", "Bau", f"Liste {n}", 3] for n in range(3)]
    assert not read(rows).resources


def test_what_stands_left_of_the_names_groups_them() -> None:
    rows = [
        ["Ziel", "Aufgabe", "Tage"],
        ["Grundbau", "Graben", 2],
        [None, "Gießen", 3],
        ["Rohbau", "Mauern", 5],
        [None, "Decken", 4],
    ]
    found = made(rows, merged="A2:A3 A4:A5")
    assert parents(found) == ["Grundbau", "Grundbau", "Rohbau", "Rohbau"]


def test_names_may_stand_further_right_the_deeper_they_are() -> None:
    rows = [
        ["분류", "업무", "작업명", "시작일", "종료일"],
        ["설계", None, None, day(1), day(4)],
        [None, "도면", None, day(1), day(2)],
        [None, None, "초안", day(1), day(1)],
        [None, None, "검토", day(2), day(2)],
        ["시공", None, None, day(3), day(5)],
        [None, "기초", None, day(3), day(5)],
        [None, None, "굴착", day(3), day(4)],
    ]
    assert parents(read(rows)) == ["도면", "도면", "기초"]


def test_numbers_may_go_along_with_the_names() -> None:
    rows = [
        ["No.", "Tarea", None, None, "Días", "Depende de"],
        [1, "Obra", None, None, None, None],
        [None, "1.1", "Cavar", None, 2, None],
        [None, "1.2", "Muros", None, None, None],
        [None, None, "1.2.1", "Base", 1, "1.1"],
        [None, None, "1.2.2", "Tapa", 1, "1.2.1"],
    ]
    found = read(rows)
    assert parents(found) == ["Obra", "Muros", "Muros"]
    assert [task.dependencies[0].task for task in found.tasks if task.dependencies] == [
        "1.1",
        "1.2.1",
    ]


def test_a_second_line_of_each_task_is_what_was_done() -> None:
    rows: list[Any] = [["Aufgabe", "Start", "Ende"]]
    for n in range(1, 5):
        rows += [[f"Schritt {n}", day(n), day(n)], [None, day(n), day(n + 1)]]
    found = read(rows)
    assert names(found) == ["Schritt 1", "Schritt 2", "Schritt 3", "Schritt 4"]
    assert "second-line" in codes(found)


def test_a_name_over_several_rows_is_done_by_all_their_people() -> None:
    rows = [["Task", "Who", "Days"], ["Dig", "Ann", 2], [None, "Bob", None], ["Pour", "Bob", 1]]
    assert people(made(rows, merged="A2:A3")) == [["Ann", "Bob"], ["Bob"]]


def test_numbers_that_come_twice_are_no_ids_where_nothing_refers_to_them() -> None:
    rows = [["STT", "Công việc", "Số ngày"], ["1.1", "Đào", 2], ["1.1", "Đổ", 3], ["1.2", "Xây", 4]]
    found = read(rows)
    assert names(found) == ["Đào", "Đổ", "Xây"]
    assert "repeated-id" in codes(found)


def test_notes_below_a_table_are_no_tasks_though_texts_stand_below_the_people() -> None:
    rows: list[Any] = [["Task", "Who", "Start", "Finish"]]
    rows += [
        [f"Step {n}", who, day(n), day(n + 1)] for n, who in enumerate(["Ann", "Bob", "Eve"], 1)
    ]
    notes: list[Any] = [
        [],
        ["Which database?", "CI and tests, see the wiki"],
        ["Tidy the branches"],
    ]
    found = read([*rows, *notes])
    assert names(found) == ["Step 1", "Step 2", "Step 3"]
    assert [one.name for one in found.resources] == ["Ann", "Bob", "Eve"]
    alike = [rows[0], *([row[0], "All", *row[2:]] for row in rows[1:])]
    assert names(read([*alike, [], ["Everybody learns the tool", "By 2 April"]])) == names(found)
    kept = read([*rows, [], ["Step 4", "Bob"]])
    assert names(kept) == ["Step 1", "Step 2", "Step 3", "Step 4"]


def test_ids_that_come_twice_do_no_harm_where_no_column_could_refer_to_them() -> None:
    rows = [["Id", "Task", "Days"], [1, "Dig", 2], [1, "Pour", 3], [2, "Build", 4]]
    found = read(rows)
    assert names(found) == ["Dig", "Pour", "Build"]
    assert "repeated-id" in codes(found)


def test_a_list_of_what_was_done_is_neither_people_nor_leave() -> None:
    tasks: list[Any] = [
        ["Tâche", "Responsable", "Jours"],
        ["Creuser", "Ann, Bob", 2],
        ["Couler", "Ann", 1],
    ]
    log: list[Any] = [
        ["Tâche", "Responsable", "Début", "Fin"],
        ["Creuser", "Ann, Bob", day(1), day(2)],
        ["Couler", "Ann", day(3), day(3)],
    ]
    found = read_project(book({"Tasks": tasks, "Suivi": log}), choice=CHOICE)
    assert sorted(person.name for person in found.resources) == ["Ann", "Bob"]
    assert not found.days_off


def test_bars_beside_durations_say_when() -> None:
    rows = [
        ["Aufgabe", "Dauer", *(day(n) for n in range(1, 7))],
        ["Graben", "2 d"],
        ["Gießen", "1 d"],
    ]
    found = made(rows, fills="D2 E2 G3")
    assert [task.current_start for task in found.tasks] == [day(2), day(5)]
    assert [task.duration for task in found.tasks] == [960, 480]


def test_three_costs_are_no_estimates_of_time() -> None:
    rows = [
        [
            "task",
            "bestCaseHours",
            "expectedHours",
            "worstCaseHours",
            "bestCaseCost",
            "worstCaseCost",
        ],
        ["Dig", 20, 30, 40, 3000, 6000],
        ["Pour", 10, 20, 30, 2000, 4000],
    ]
    assert [task.duration for task in read(rows).tasks] == [1800, 1200]


def test_hours_may_be_followed_by_minutes_and_lengths_may_be_open() -> None:
    found = read(
        [["Tâche", "Durée"], ["Creuser", "2h30"], ["Couler", "30 mn"], ["Sécher", "variable"]]
    )
    assert [task.duration for task in found.tasks] == [150, 30, 480]
    assert "unknown-length" in codes(found)


def test_quarters_and_months_may_be_starts_and_ends() -> None:
    rows = [
        ["Thema", "Beginn", "Ende"],
        ["Graben", "Q2 2027", "Q3 2027"],
        ["Gießen", "Mai 2027", "1Q28"],
    ]
    found = read(rows).tasks
    assert [task.current_start for task in found] == [datetime(2027, 4, 1), datetime(2027, 5, 1)]
    assert [task.current_finish for task in found] == [datetime(2027, 9, 30), datetime(2028, 3, 31)]


def test_one_cell_may_say_from_when_to_when() -> None:
    found = read([["Task", "Dates"], ["Dig", "12-15 May 2027"], ["Pour", "18 May 2027"]]).tasks
    assert [task.current_start for task in found] == [datetime(2027, 5, 12), datetime(2027, 5, 18)]
    assert found[0].current_finish == datetime(2027, 5, 15)


def test_sizes_are_told_to_be_no_amounts() -> None:
    found = read([["Aufgabe", "Größe"], ["Graben", "S"], ["Gießen", "XL"], ["Mauern", "M"]])
    assert [task.duration for task in found.tasks] == [480, 480, 480]
    assert [issue.code for issue in found.remarks].count("shirt-sizes") == 1


def test_amounts_below_months_are_no_hours_of_people() -> None:
    with pytest.raises(InputError):
        read([["Item", "Jan", "Feb", "Mar"], ["Rent", 900, 900, 900], ["Food", 210, 250, 190]])


def test_hours_stand_below_the_names_of_people() -> None:
    found = read([["Tarea", "Ana (h)", "Luis (h)"], ["Cavar", 3, ""], ["Verter", 2, 4]])
    assert people(found) == [["Ana"], ["Ana", "Luis"]]
    assert [task.work for task in found.tasks] == [180, 360]
    assert "no-durations" not in codes(found)


def test_a_sheet_of_what_was_beside_that_of_the_plan_is_no_phase() -> None:
    rows: list[Any] = [["Task", "Start", "End"], ["Dig", day(1), day(2)], ["Pour", day(3), day(5)]]
    found = read_project(book({"Projected": rows, "Actual": rows}), choice=CHOICE)
    assert names(found) == ["Dig", "Pour"]
    assert "actual-sheet" in codes(found)


def test_a_year_that_is_taken_is_told() -> None:
    rows = [["Tarefa", "JAN", "FEV", "MAR", "ABR", "MAI"], ["Cavar"], ["Lançar"]]
    found = made(rows, fills="B2 C2 D3")
    assert any("so 2028 is taken" in str(issue.message) for issue in found.remarks)
