"""Rows, levels and people as they stand in files of strangers."""

from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment

from planner.errors import InputError
from planner.pipeline import read_project
from tests.planner.reading.strangers import (
    BLUE,
    CHOICE,
    YELLOW,
    codes,
    people,
    read,
    starts,
    tree,
)


def test_a_title_in_the_column_of_numbers_is_a_phase() -> None:
    project = read(
        [
            ["No", "Task", "Days"],
            ["Ground works", None, None],
            [1, "Dig", 2],
            [2, "Drain", 1],
            ["Shell and roof", None, None],
            [3, "Walls", 5],
            ["Enter phase here", None, None],
            [4, None, None],
        ],
        merged="A2:B2 A5:B5",
    )
    assert tree(project) == ["Ground works", ".Dig", ".Drain", "Shell and roof", ".Walls"]


def test_numbers_of_levels_need_no_header() -> None:
    rows = [[None, "Tarefa", "Dias"], [1, "Obra", None], ["1.1", "Cavar", 2], ["1.2", "Drenar", 1]]
    rows += [[2, "Casa", None], ["2.1", "Paredes", 5]]
    assert tree(read(rows)) == ["Obra", ".Cavar", ".Drenar", "Casa", ".Paredes"]


def test_numbers_that_names_begin_with_tell_the_levels() -> None:
    rows = [["Opgave", "Dage"], ["1. Grund", None], ["1.1 Grave", 2], ["1.1.1 Prøve", 1]]
    rows += [["2. Hus", None], ["2.1 Mur", 5]]
    assert tree(read(rows)) == ["1. Grund", ".1.1 Grave", "..1.1.1 Prøve", "2. Hus", ".2.1 Mur"]


def test_bold_names_stand_above_indents_and_bullets() -> None:
    rows = [["Task", "Days"], ["Setup", 1], ["Build:", None], ["Site:", None], ["- walls", 3]]
    rows += [["- roof", 2], ["Garden", 2], ["Close:", None], ["Clean", 1]]
    project = read(rows, bold="A3 A8")
    assert tree(project) == [
        *("Setup", "Build:", ".Site:", "..- walls", "..- roof", ".Garden", "Close:", ".Clean"),
    ]


def test_phases_stand_above_the_structure_below_them() -> None:
    project = read(
        [
            ["Stage", "Task", "Days"],
            ["One", "Ground", None],
            [None, "- dig", 2],
            ["Two", "House", None],
            [None, "- walls", 2],
        ],
        merged="A2:A3 A4:A5",
    )
    assert tree(project) == ["One", ".Ground", "..- dig", "Two", ".House", "..- walls"]


def test_people_below_each_other_share_a_task_whose_dates_are_merged_too() -> None:
    first, second = datetime(2027, 3, 1), datetime(2027, 3, 3)
    project = read(
        [
            ["Taak", "Wie", "Begin", "Einde"],
            ["Graven", "Ann", first, second],
            [None, "Bo", None, None],
            ["Bouwen", "Cy", second, second],
        ],
        merged="A2:A3 C2:C3 D2:D3",
    )
    assert people(project) == [["Ann", "Bo"], ["Cy"]]


def test_lines_of_what_was_done_are_left_out() -> None:
    project = read(
        [
            ["Aktivitet", "", "W1", "W2", "W3", "W4", "W5"],
            *[row for n in range(1, 4) for row in ([f"Del {n}", "Planerad"], [None, "Faktisk"])],
        ],
        merged="A2:A3 A4:A5 A6:A7",
        fills={"C2:C2": BLUE, "D3:D3": YELLOW, "D4:E4": BLUE, "F5:F5": YELLOW, "F6:G6": BLUE},
    )
    assert tree(project) == ["Del 1", "Del 2", "Del 3"]
    assert starts(project) == ["2027-03-01", "2027-03-08", "2027-03-22"]
    assert "actual-lines" in codes(project)


def test_a_column_of_errors_is_left_out_and_told() -> None:
    project = read(
        [
            ["Task", "Days", "Start", "Finish"],
            ["Dig", "#REF!", datetime(2027, 3, 1), datetime(2027, 3, 2)],
            ["Build", "#REF!", datetime(2027, 3, 3), datetime(2027, 3, 5)],
        ]
    )
    assert [task.duration for task in project.tasks] == [960, 1440]
    assert "error-column" in codes(project)


def test_left_over_rows_of_a_template_are_no_tasks() -> None:
    rows = [["Tâche", "Jours"], ["Murs", 2], ["Toit", 3], ["Sol", 1], ["Portes", 1]]
    rows += [["Titre de phase 3", None], ["Tâche 1", None], ["Tâche 2", None]]
    assert tree(read(rows)) == ["Murs", "Toit", "Sol", "Portes"]


def test_a_list_beside_that_begins_anew_says_nothing_of_the_tasks() -> None:
    project = read(
        [
            ["id", "Aufgabe", "Stunden", None, "id", "Aufgabe", "Wer", "erledigt (%)"],
            ["1", "Graben", 8, None, "2", "Bauen", "Ann", 50],
            ["2", "Bauen", 16, None, "1", "Graben", "Bo", 20],
        ]
    )
    assert people(project) == [[], []]
    assert [task.percent_complete for task in project.tasks] == [None, None]


def test_a_person_below_another_is_one_more_of_the_task() -> None:
    project = read(
        [
            ["Tarefa", "Dias", "Quem"],
            ["Cavar", 2, "Ann"],
            [None, None, "Bo"],
            [None, None, "Cy"],
            ["Casa", 3, "Bo"],
        ]
    )
    assert people(project) == [["Ann", "Bo", "Cy"], ["Bo"]]


def test_a_list_of_states_below_the_table_is_left_out() -> None:
    rows = [["Task", "Who", "Days"], ["Dig", "Ann", 2], ["Build", "Bo", 3], [None]]
    rows += [["Open", False], ["Closed", True]]
    assert tree(read(rows)) == ["Dig", "Build"]


def test_of_two_versions_of_a_sheet_one_is_read() -> None:
    workbook = openpyxl.Workbook()
    for number, title in enumerate(("Plan", "Plan kopie")):
        sheet = workbook.active if not number else workbook.create_sheet(title)
        assert sheet is not None
        sheet.title = title
        sheet.append(["Taak", "Dagen"])
        for name in ("Graven", "Muren", "Dak", "Vloer", "Tuin")[: 5 - number]:
            sheet.append([name, 2 + number])
    buffer = BytesIO()
    workbook.save(buffer)
    project = read_project(buffer.getvalue(), choice=CHOICE)
    assert tree(project) == ["Graven", "Muren", "Dak", "Vloer", "Tuin"]
    assert "other-version" in codes(project)


def test_a_sheet_that_is_called_old_is_left_out() -> None:
    workbook = openpyxl.Workbook()
    sheets = {"Plan_old2": ("Mix", "Pour"), "Plan": ("Dig", "Build")}
    for place, (title, names) in enumerate(sheets.items()):
        sheet = workbook.create_sheet(title, place)
        sheet.append(["Task", "Days"])
        for name in names:
            sheet.append([name, 2])
    buffer = BytesIO()
    workbook.save(buffer)
    project = read_project(buffer.getvalue(), choice=CHOICE)
    assert tree(project) == ["Dig", "Build"]
    assert "other-version" in codes(project)


def test_words_among_durations_are_told_and_planned_as_if_blank() -> None:
    rows = [["Tarea", "Duración"], ["Cavar", "2 días"], ["Muros", "5 días"], ["Techo", "3 días"]]
    rows += [["Piso", "1 día"], ["Vigilar", "durante la obra"]]
    project = read(rows)
    assert [task.duration for task in project.tasks][:4] == [960, 2400, 1440, 480]
    assert "bad-duration" in codes(project)


def test_a_row_without_a_name_stays_where_those_above_it_are() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["Task", "Days"], ["One", None], ["Dig", 2], [None, 1], ["Two", None], ["Roof", 3]):
        sheet.append(row)
    for place in ("A3", "A6"):
        sheet[place].alignment = Alignment(indent=1)
    buffer = BytesIO()
    workbook.save(buffer)
    project = read_project(buffer.getvalue(), choice=CHOICE)
    assert tree(project) == ["One", ".Dig", ".Task 3", "Two", ".Roof"]


def test_what_a_template_asks_for_is_no_task_though_it_has_dates() -> None:
    day = datetime(2027, 3, 1)
    rows: list[list[Any]] = [["Task", "Start", "Days"], ["Dig", day, 2], ["Build", day, 3]]
    rows += [[". . [Level 3 Task]", day, 1], [0, None, 1]]
    assert tree(read(rows)) == ["Dig", "Build"]


def test_skills_are_who_does_it_where_nothing_lists_people() -> None:
    rows = [["Görev", "Gün", "Rol"], ["Kazı", 2, "Usta, Çırak"], ["Duvar", 3, "Usta"]]
    assert people(read(rows)) == [["Usta", "Çırak"], ["Usta"]]


def test_names_that_come_again_beside_codes_are_the_tasks() -> None:
    rows = [["Identificador", "Zona norte", "Inicio", "Días"]]
    rows += [[f"A{n}", "Revisión" if n % 2 else "Descanso", datetime(2027, 3, n), 1]  # type: ignore[list-item]
             for n in range(1, 7)]  # fmt: skip
    assert tree(read(rows))[:2] == ["Revisión", "Descanso"]


def test_a_department_above_two_columns_leaves_the_people_right_of_it() -> None:
    rows: list[list[Any]] = [["Task", "Owner", None, "Start", "Finish"]]
    days = [datetime(2027, 3, day) for day in (1, 3, 5, 9)]
    rows += [["Dig", "A", "Ann", days[0], days[1]], ["Build", "A", "Bo", days[2], days[3]]]
    rows += [[None] * 5, ["Paint", "B", "Cy", days[2], days[3]]]
    assert people(read(rows, merged="B1:C1")) == [["Ann"], ["Bo"], ["Cy"]]


def test_a_hundred_below_a_name_is_all_of_their_time() -> None:
    rows = [["Task", "Duration (days)", "Ann Lee", "Bo Kim"], ["Dig", 2, 100, 100]]
    rows += [["Build", 3, None, 100], ["Paint", 1, 100, None]]
    assert people(read(rows)) == [["Ann Lee", "Bo Kim"], ["Bo Kim"], ["Ann Lee"]]


def test_answers_are_no_names_of_tasks() -> None:
    rows = [["Task Name", "Summary", "Duration"], ["Dig", "No", 2], ["Build", "No", 3]]
    assert tree(read(rows)) == ["Dig", "Build"]


def test_a_timetable_is_no_plan() -> None:
    rows = [["Activity", "Day", "Week 1", "Week 2"]]
    times = "08:00 am - 10:00 am"
    rows += [[name, day, times, times] for name, day in (("Maths", "Mon"), ("Music", "Tue"))]
    with pytest.raises(InputError) as refused:
        read(rows)
    assert "timetable" in {issue.code for issue in refused.value.issues}


def test_words_above_dates_head_them_whatever_they_say() -> None:
    rows: list[list[Any]] = [["Den", "Datum (do)", "Deadline (včetně příloh)", "Splněno"]]
    names = ["Kotel", "Spalinový kanál", "Přehřívák", "Výparník", "Potrubí a tah", "Úvod", "Výkres"]
    days = ["Pátek", "Úterý", "Pátek", "Úterý", "Pátek", "Neděle", "Úterý"]
    for n, (day, name) in enumerate(zip(days, names, strict=True)):
        rows.append([day, datetime(2026, 4, 3 * n + 3), name, "✓✗✎"[n % 3]])
    project = read(rows)
    assert [task.name for task in project.tasks] == names
    assert not [issue for issue in project.remarks if issue.code == "bad-date"]


def test_a_first_row_with_a_date_of_its_own_is_a_task() -> None:
    rows: list[list[Any]] = [[datetime(2026, 4, 22), "Plan it"]]
    rows += [[datetime(2026, 4, n), f"Step {n} of the work"] for n in range(23, 29)]
    assert read(rows).tasks[0].name == "Plan it"


def test_people_with_rates_and_months_are_no_tasks() -> None:
    rows: list[list[Any]] = [
        ["Resource Name", "Amount", "Std. Rate", "Working Month/Week/Day/Hour"]
    ]
    who = ["Project Manager", "Software Engineer", "UI Designer", "Software Tester", "IT Security"]
    rows += [[name, 1, f"$2{n}00/mon", f"{n} Months"] for n, name in enumerate(who, 2)]
    with pytest.raises(InputError):
        read(rows)
