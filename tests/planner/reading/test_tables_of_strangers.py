"""More of what people do to their tables: titles, legends, two lines for a task, dates in words."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment, Font, PatternFill

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project

CHOICE = Choice(otherwise=datetime(2027, 3, 1))
BLUE, YELLOW, GREY = "FF2F75B5", "FFFFD966", "FFEDEDED"


def read(
    rows: Sequence[Any],
    *,
    merged: str = "",
    bold: str = "",
    fills: dict[str, str] | None = None,
    percent: str = "",
) -> Project:
    """A sheet with merged ranges, bold cells, coloured ranges and cells shown as per cent."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for area, colour in (fills or {}).items():
        for cells in sheet[f"{area}:{area}"] if ":" not in area else sheet[area]:
            for cell in cells:
                cell.fill = PatternFill("solid", fgColor=colour)
    for place in bold.split():
        sheet[place].font = Font(bold=True)
    for place in percent.split():
        sheet[place].number_format = "0%"
    for area in merged.split():
        sheet.merge_cells(area)
    buffer = BytesIO()
    workbook.save(buffer)
    return read_project(buffer.getvalue(), choice=CHOICE)


def tree(project: Project) -> list[str]:
    """The names of the tasks, a dot before them for each level."""
    return ["." * (task.level - 1) + task.name for task in project.tasks]


def codes(project: Project) -> set[str]:
    return {issue.code for issue in project.remarks}


def starts(project: Project) -> list[str]:
    return [f"{t.current_start:%Y-%m-%d}" for t in project.tasks if t.current_start]


def people(project: Project) -> list[list[str]]:
    return [[name for need in task.needs for name in need.names] for task in project.tasks]


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


def test_a_legend_above_the_chart_names_no_columns() -> None:
    project = read(
        [
            ["Kitchen", None, None, None, None, "Actual Start", None, "% Complete"],
            [
                "Activity",
                "Plan Start",
                "Plan Duration",
                "Actual Start",
                "Percent Complete",
                *range(1, 7),
            ],
            ["Strip", datetime(2027, 3, 1), 2, None, None, 1, 2, 3],
            ["Fit", datetime(2027, 3, 3), 4, None, None, 1, 2, 3],
        ]
    )
    assert not any(task.progress.recorded for task in project.tasks)


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


def test_day_3_is_the_third_day_of_the_project() -> None:
    project = read(
        [["Task", "Who", "Due"], ["Dig", "Ann", "Day 2"], ["Build", "Bo", "Day 4-6"]],
    )
    assert [f"{t.deadline:%m-%d}" for t in project.tasks if t.deadline] == ["03-02", "03-08"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (("15.11.", "1.12.", "7.1."), ["2026-11-15", "2026-12-01", "2027-01-07"]),
        (("11/15", "12/1", "1/7"), ["2026-11-15", "2026-12-01", "2027-01-07"]),
        (("15 nov", "1 déc.", "7 janv."), ["2026-11-15", "2026-12-01", "2027-01-07"]),
        (("11月15日", "12月1日", "1月7日"), ["2026-11-15", "2026-12-01", "2027-01-07"]),
    ],
)
def test_dates_without_a_year_are_of_the_year_in_the_title(
    cells: Sequence[str], told: Sequence[str]
) -> None:
    rows: list[list[Any]] = [["Plan 2026"], ["Task", "Start", "Days"]]
    rows += [[f"T{n}", cell, 1] for n, cell in enumerate(cells)]
    project = read(rows)
    assert starts(project) == told
    assert "year-assumed" in codes(project)


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


def test_a_finish_is_told_by_starts_and_lengths_and_progress_by_its_look() -> None:
    first, last = datetime(2027, 3, 1), datetime(2027, 3, 5)
    project = read(
        [
            ["Task", "Days", "Start", "Xyzzy", "Plugh"],
            ["Dig", 5, first, last, 0.5],
            ["Build", 5, first, last, 1],
        ],
        percent="E2 E3",
    )
    assert [f"{t.current_finish:%d}" for t in project.tasks if t.current_finish] == ["05", "05"]
    assert [task.percent_complete for task in project.tasks] == [0.5, 1]


def test_left_over_rows_of_a_template_are_no_tasks() -> None:
    rows = [["Tâche", "Jours"], ["Murs", 2], ["Toit", 3], ["Sol", 1], ["Portes", 1]]
    rows += [["Titre de phase 3", None], ["Tâche 1", None], ["Tâche 2", None]]
    assert tree(read(rows)) == ["Murs", "Toit", "Sol", "Portes"]


WEEKS = [f"W{n}" for n in range(1, 11)]


def test_a_bar_over_the_whole_chart_is_told_from_a_band() -> None:
    rows = [["Obra", *WEEKS], ["Gestão"], ["Fase 1"], ["Cavar"], ["Fase 2"], ["Casa"]]
    bands = {"A3:K3": GREY, "A5:K5": GREY}
    bars = {"B2:K2": BLUE, "C4:D4": BLUE, "E6:K6": BLUE}
    project = read(rows, fills={**bands, **bars})
    dated = {t.name: t.current_start for t in project.tasks}
    assert [name for name, start in dated.items() if start] == ["Gestão", "Cavar", "Casa"]
    finish = {t.name: t.current_finish for t in project.tasks}
    assert finish["Gestão"] == finish["Casa"]


def test_bars_show_before_the_bands_behind_them() -> None:
    rows = [["Работа", *WEEKS], ["Котлован"], ["Стены"], ["Крыша"]]
    bands = {"B2:K2": GREY, "B3:K3": YELLOW, "B4:K4": GREY}
    bars = {"B2:C2": BLUE, "D3:F3": BLUE, "G4:I4": BLUE}
    assert starts(read(rows, fills={**bands, **bars})) == ["2027-03-01", "2027-03-15", "2027-04-05"]


def test_weeks_go_on_over_the_new_year_below_months_in_pairs() -> None:
    rows = [
        [None, "November 2026", None, "Nov/Dez", "Dezember", None, None, None, "Januar"],
        ["Phase", 47, 48, 49, 50, 51, 52, 53, 1, 2],
        ["Entwurf"],
        ["Bau"],
        ["Abnahme"],
    ]
    project = read(
        rows,
        merged="B1:C1 E1:H1 I1:J1",
        fills={"B3:D3": BLUE, "E4:H4": BLUE, "I5:J5": BLUE},
    )
    assert starts(project) == ["2026-11-16", "2026-12-07", "2027-01-04"]


def test_dates_below_some_numbers_say_when_all_are() -> None:
    day = datetime(2027, 5, 3)
    rows = [
        ["Task", *range(1, 7)],
        [None, None, None, None, day, day.replace(day=10), day.replace(day=17)],
        ["Dig"],
        ["Build"],
    ]
    project = read(rows, fills={"B3:C3": BLUE, "D4:G4": BLUE})
    assert starts(project) == ["2027-04-12", "2027-04-26"]


def test_what_stands_above_the_header_of_the_names_is_a_legend() -> None:
    rows = [
        ["Legend", "Plan", *WEEKS],
        ["Milestone"],
        ["Holiday"],
        ["Activities"],
        ["Dig"],
        ["Build"],
    ]
    project = read(rows, fills={"C5:D5": BLUE, "E6:H6": BLUE})
    assert tree(project) == ["Dig", "Build"]


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


def test_a_date_of_completion_beside_a_start_is_the_finish() -> None:
    rows = [["Task", "Start Date", "Completion Date"]]
    rows += [[f"T{n}", datetime(2027, 3, n), datetime(2027, 3, n + 1)] for n in (1, 3)]  # type: ignore[list-item]
    project = read(rows)
    assert [task.duration for task in project.tasks] == [960, 960]
    assert not any(task.progress.done for task in project.tasks)


def test_spans_of_days_without_a_year_are_starts_and_finishes() -> None:
    rows = [
        ["2026 - 2027"],
        ["Task", "Kada"],
        ["Kasti", "28/12 - 31/12"],
        ["Statyti", "2/1 - 9/1"],
    ]
    project = read(rows)
    spans = [(t.current_start, t.current_finish) for t in project.tasks]
    assert spans == [
        (datetime(2026, 12, 28), datetime(2026, 12, 31)),
        (datetime(2027, 1, 2), datetime(2027, 1, 9)),
    ]


def test_a_bar_that_begins_left_of_its_column_is_no_band() -> None:
    rows = [["Opgave", "", *WEEKS], ["Grave"], ["Mure"]]
    project = read(rows, fills={"B2:D2": BLUE, "E3:G3": BLUE})
    assert starts(project) == ["2027-03-01", "2027-03-15"]


def test_a_legend_may_have_its_texts_left_of_its_colours() -> None:
    blank = [None] * 11
    rows = [["Uppgift", *WEEKS], ["Gräva", *blank, "Ann :"], ["Mura", *blank, "Bo :"], ["Tak"]]
    bars = {"B2:C2": BLUE, "D3:F3": YELLOW, "G4:H4": BLUE, "N2:N2": BLUE, "N3:N3": YELLOW}
    assert people(read(rows, fills=bars)) == [["Ann"], ["Bo"], ["Ann"]]


def test_a_numbered_phase_above_a_chart_is_no_column_of_phases() -> None:
    rows: list[list[Any]] = [
        ["Tarea", "Inicio", "Días", "Fase dos (obra)"],
        [None, None, None, *"LMXJV"],
        ["Cavar", datetime(2027, 3, 1), 2],
        ["Muros", datetime(2027, 3, 3), 3],
    ]
    assert tree(read(rows)) == ["Cavar", "Muros"]


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


def test_numbers_left_of_the_names_of_a_chart_tell_the_levels() -> None:
    rows = [[None, None, *WEEKS], ["1", "Grund"], ["1.1", "Graben"], ["1.2", "Bauen"]]
    rows += [["2", "Haus"], ["2.1", "Dach"]]
    project = read(rows, fills={"C3:D3": BLUE, "E4:F4": BLUE, "G6:H6": BLUE})
    assert tree(project) == ["Grund", ".Graben", ".Bauen", "Haus", ".Dach"]


def test_words_among_durations_are_told_and_planned_as_if_blank() -> None:
    rows = [["Tarea", "Duración"], ["Cavar", "2 días"], ["Muros", "5 días"], ["Techo", "3 días"]]
    rows += [["Piso", "1 día"], ["Vigilar", "durante la obra"]]
    project = read(rows)
    assert [task.duration for task in project.tasks][:4] == [960, 2400, 1440, 480]
    assert "bad-duration" in codes(project)


def test_a_chart_may_name_spans_of_one_month() -> None:
    rows = [
        ["Obra", "1-14 mars", "15-31 mars", "1-15 avril"],
        ["Cavar", "X"],
        ["Muros", None, "X", "X"],
    ]
    assert [t[5:] for t in starts(read(rows))] == ["03-01", "03-15"]


def test_a_header_over_numbers_of_weeks_is_no_column() -> None:
    rows: list[list[Any]] = [["Aktivitet", "Start (vecka)", "Slut (vecka)", "Veckor"]]
    rows += [[None, None, None, *range(1, 8)], ["Gräva", 1, 2], ["Mura", 2, 4]]
    project = read(rows, merged="A1:A2 B1:B2 C1:C2 D1:J1")
    assert tree(project) == ["Gräva", "Mura"]
    assert starts(project) == ["2027-03-01", "2027-03-08"]


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


def test_days_may_stand_below_numbered_weeks() -> None:
    rows: list[list[Any]] = [[None, "Uke 1", *[None] * 4, "Uke 2", *[None] * 4]]
    rows += [["Oppgave", *range(1, 6), *range(1, 6)], ["Grave"], ["Mure"]]
    project = read(rows, merged="B1:F1 G1:K1", fills={"B3:D3": BLUE, "E4:H4": BLUE})
    assert starts(project) == ["2027-03-01", "2027-03-04"]
    assert [f"{t.current_finish:%m-%d}" for t in project.tasks if t.current_finish] == [
        "03-03",
        "03-09",
    ]


def test_skills_are_who_does_it_where_nothing_lists_people() -> None:
    rows = [["Görev", "Gün", "Rol"], ["Kazı", 2, "Usta, Çırak"], ["Duvar", 3, "Usta"]]
    assert people(read(rows)) == [["Usta", "Çırak"], ["Usta"]]


def test_names_that_come_again_beside_codes_are_the_tasks() -> None:
    rows = [["Identificador", "Zona norte", "Inicio", "Días"]]
    rows += [[f"A{n}", "Revisión" if n % 2 else "Descanso", datetime(2027, 3, n), 1]  # type: ignore[list-item]
             for n in range(1, 7)]  # fmt: skip
    assert tree(read(rows))[:2] == ["Revisión", "Descanso"]


def test_a_task_that_begins_with_the_word_for_total_is_no_total() -> None:
    rows = [["Task", "Days"], ["Dig", 2], ["Total redesign of the front garden", 5]]
    assert tree(read(rows)) == ["Dig", "Total redesign of the front garden"]


def test_undivided_headers_are_known_by_their_ends() -> None:
    rows = [["作業名", "目標開始日", "目標終了日", "実際開始日"]]
    rows += [["基礎", datetime(2027, 3, 1), datetime(2027, 3, 2), None]]  # type: ignore[list-item]
    rows += [["屋根", datetime(2027, 3, 3), datetime(2027, 3, 5), None]]  # type: ignore[list-item]
    project = read(rows)
    assert starts(project) == ["2027-03-01", "2027-03-03"]


def test_days_that_a_formula_counts_from_a_blank_start_are_no_duration() -> None:
    day = datetime(2027, 3, 1)
    rows: list[list[Any]] = [["Task", "Start", "Due", "Days"], ["Dig", day, day, 1]]
    rows += [["Build", None, datetime(2027, 3, 5), 33180]]
    assert [task.duration for task in read(rows).tasks] == [480, 480]


def test_starts_may_be_counted_from_zero() -> None:
    rows = [["Task", "Begin", "Days"], ["Dig", 0, 2], ["Build", 1, 3], ["Roof", 5, 1]]
    assert starts(read(rows)) == ["2027-03-01", "2027-03-02", "2027-03-08"]
