"""Rows below gaps, legends that are tasks, whole weeks: as strangers have them."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from planner.errors import InputError
from planner.pipeline import read_project
from tests.planner.reading.strangers import BLUE, CHOICE, GREY, codes, people, read, starts, tree

Rows = list[list[Any]]
D = datetime


def test_a_task_called_legend_is_no_legend_where_it_has_a_number_like_the_others() -> None:
    rows: Rows = [["ID", "Tarea", "Prioridad", "Responsable", "Inicio", "Fin"]]
    names = ["Selector", "Mapa", "Leyenda", "Textos", "Colores"]
    rows += [
        [n, name, 1, "Ana", D(2027, 3, n), D(2027, 3, n + 1)] for n, name in enumerate(names, 1)
    ]
    assert tree(read(rows)) == names


def test_a_legend_with_texts_beside_it_stays_one() -> None:
    rows: Rows = [["ID", "Tarea", "Responsable", "Inicio", "Fin"]]
    rows += [[n, f"Mapa {n}", "Ana", D(2027, 3, n), D(2027, 3, n + 1)] for n in (1, 2, 3)]
    rows += [[None, "Leyenda", "verde: hecho"], [None, "rojo", "retrasado"]]
    project = read(rows)
    assert tree(project) == ["Mapa 1", "Mapa 2", "Mapa 3"]
    assert "below-the-table" in codes(project)


def test_parts_of_a_list_below_rows_left_blank_belong_to_it() -> None:
    head = ["Done?", "Task", "Priority", "Owner", "Started", "Finished"]
    art: Rows = [["ART"], *[[True, f"Draw {n}", None, None, D(2027, 3, n)] for n in (1, 2, 3)]]
    art[2][3] = "Ann"
    sound: Rows = [["SOUND"], *[[True, f"Song {n}", None, None, D(2027, 3, n)] for n in (1, 2)]]
    blank: Rows = [[False], [False], [False], [False], [False]]
    rows = [head, *art, *blank, *sound]
    fills = {"A2:F2": GREY, "A11:F11": GREY}
    assert tree(read(rows, fills=fills)) == [
        *("ART", ".Draw 1", ".Draw 2", ".Draw 3", "SOUND", ".Song 1", ".Song 2"),
    ]


def test_whole_weeks_that_are_the_dates_rounded_up_do_not_move_the_finish() -> None:
    rows: Rows = [["Task", "Start", "End", "Weeks"]]
    rows += [["Read", D(2027, 3, 1), D(2027, 3, 10), 2], ["Plan", D(2027, 3, 2), D(2027, 3, 4), 1]]
    rows += [
        ["Code", D(2027, 3, 8), D(2027, 3, 23), 3],
        ["Test", D(2027, 3, 22), D(2027, 3, 26), 1],
    ]
    project = read(rows)
    assert [(task.duration or 0) / 480 for task in project.tasks] == [8, 3, 12, 5]
    assert "weeks-rounded-up" in codes(project)


def test_weeks_that_contradict_the_dates_otherwise_are_told_as_before() -> None:
    rows: Rows = [["Task", "Start", "End", "Weeks"]]
    rows += [["Read", D(2027, 3, 1), D(2027, 3, 10), 4], ["Plan", D(2027, 3, 2), D(2027, 3, 4), 1]]
    rows += [
        ["Code", D(2027, 3, 8), D(2027, 3, 23), 3],
        ["Test", D(2027, 3, 22), D(2027, 3, 26), 1],
    ]
    project = read(rows)
    assert [(task.duration or 0) / 2400 for task in project.tasks] == [4, 1, 3, 1]
    assert "longer-than-dates" in codes(project)


@pytest.mark.parametrize("letters", ["ABA", "ABC"])
def test_letters_are_priorities_from_the_highest_on(letters: str) -> None:
    rows: Rows = [["Task", "Priority", "Days"]]
    rows += [[f"Dig {n}", letter, 2] for n, letter in enumerate(letters)]
    project = read(rows)
    found = [task.priority for task in project.tasks]
    assert found[0] == 900 > found[1]
    assert codes(project) & {"priority-scale", "bad-number"} == {"priority-scale"}


def test_letters_that_are_no_steps_are_no_priorities() -> None:
    rows: Rows = [["Task", "Priority", "Days"], ["Dig", "A", 2], ["Build", "X", 2]]
    assert "bad-number" in codes(read(rows))


@pytest.mark.parametrize(
    "head",
    [
        ["bestCaseHours", "expectedHours", "worstCaseHours"],
        ["Best Case (h)", "Likely Case (h)", "Worst Case (h)"],
    ],
)
def test_the_best_the_expected_and_the_worst_case_are_three_estimates(head: list[str]) -> None:
    project = read([["Task", *head], ["Dig", 8, 16, 24], ["Build", 8, 8, 8]])
    assert [task.duration for task in project.tasks] == [960, 480]


CSV = """id,task,depends on,days
1,Draw the house,,5
2,Dig the hole,1,3
3,Pour the ground,1,2
4,Build the walls,2, 3,8
5,Put up the roof,4,4
6,Show it, then leave,5,1
"""


def test_a_list_without_quotation_marks_is_one_value_of_a_line() -> None:
    text = CSV.replace("6,Show it, then leave,5,1\n", "")
    project = read_project(text.encode(), name="plan.csv", choice=CHOICE)
    assert [link.task for link in project.tasks[3].dependencies] == ["2", "3"]
    assert [task.duration for task in project.tasks][3:] == [8 * 480, 4 * 480]
    assert "joined-values" in codes(project)


def test_lines_whose_values_fit_in_several_places_stay_as_they_are() -> None:
    text = "task,area,owner,days\n" + "".join(f"Dig{n},North{n},Ann{n},{n}\n" for n in range(1, 6))
    project = read_project((text + "Build,East,Bob,Cy,3\n").encode(), name="a.csv", choice=CHOICE)
    assert "joined-values" not in codes(project)


STAGES: Rows = [
    ["Tähtajalised võtted", "Punktid", "Tähtaeg", "1. etapp", "2. etapp", "3. etapp", "Tegija"],
    ["Koodirepositoorium", 1, 1, 1, None, None, "Steven"],
    ["Prototüüp", 3, 1, 3, None, None, "Mari"],
    ["Projektiplaan", 5, 2, None, 5, None, "Steven"],
    ["Testkeskkond", 5, 3, None, None, 5, "Mari"],
]


def test_ones_in_a_row_are_no_axis_and_the_header_above_them_stays_one() -> None:
    project = read(STAGES, fills={"A1:G1": GREY, "D2": BLUE, "D3": BLUE, "E4": BLUE, "F5": BLUE})
    assert tree(project) == [str(row[0]) for row in STAGES[1:]]
    assert people(project) == [["Steven"], ["Mari"], ["Steven"], ["Mari"]]
    assert "numbered-deadlines" in codes(project)


def test_deadlines_count_like_the_starts_beside_them() -> None:
    rows: Rows = [["Task", "Start (week)", "Deadline", "Days"], ["Dig", 1, 2, 3]]
    project = read([*rows, ["Build", 2, 4, 5], ["Roof", 3, 5, 5]])
    assert [f"{task.deadline:%m-%d}" for task in project.tasks] == ["03-12", "03-26", "04-02"]


CODED: Rows = [
    ["Tasks", "Activites", "Related Task", "Hours"],
    ["Start"],
    ["A1", "Find the team", "None", 4],
    ["A2", "Set up the board", "A1", 4],
    ["Build"],
    ["B1", "Draw the panel", "A1 & A2", 8],
    ["B2", "Move the pieces", "A1-A2", 8],
]


def test_codes_below_the_header_of_tasks_are_ids_and_related_ones_are_waited_for() -> None:
    project = read(CODED, fills={"A2:D2": BLUE, "A5:D5": BLUE})
    assert tree(project) == [
        *("Start", ".Find the team", ".Set up the board"),
        *("Build", ".Draw the panel", ".Move the pieces"),
    ]
    waits = {task.id: [link.task for link in task.dependencies] for task in project.tasks}
    assert (waits["A2"], waits["B1"], waits["B2"]) == (["A1"], ["A1", "A2"], ["A1", "A2"])


def test_one_code_of_a_row_above_may_be_that_of_a_group() -> None:
    rows: Rows = [["Code", "Task", "Belongs", "Days"], ["A1", "Find", None, 1]]
    project = read([*rows, ["A2", "Set up", "A1", 2], ["B1", "Draw", "A1", 3]])
    assert not any(task.dependencies for task in project.tasks)


@pytest.mark.parametrize("label", ["{}週目", "{}. Woche", "Week {}", "{}-я неделя"])
def test_the_number_of_a_week_may_stand_before_its_word(label: str) -> None:
    rows: Rows = [["When", "Task"], *[[label.format(n), f"Dig {n}"] for n in (1, 2, 3)]]
    project = read(rows)
    assert starts(project) == ["2027-03-01", "2027-03-08", "2027-03-15"]
    assert [task.duration for task in project.tasks] == [2400, 2400, 2400]


IDEAS: Rows = [
    ["Ötlet", "Részletezés", "Állapot", "Prio", "Felelős"],
    ["Shield attack", "Animation of the attack and of the defence", "in progress", 1, "Szabolcs"],
    ["Attachments", "Attachments by a flag, with the scope changing", "idea", 1, "Dávid"],
    ["Multiplayer", "Shooting, animation and wounds in step", "in progress", 1, "Ádám, Szabolcs"],
    ["Recoil", "Bullets are led off", "idea", 3, None],
]


def test_a_list_of_states_and_people_is_read_where_cells_alone_say_what_is_done() -> None:
    project = read(IDEAS)
    assert tree(project) == ["Shield attack", "Attachments", "Multiplayer", "Recoil"]
    assert people(project)[2] == ["Ádám", "Szabolcs"]
    assert {"no-durations", "column-by-content"} <= codes(project)


def test_a_list_of_things_with_a_state_alone_is_no_plan() -> None:
    rows: Rows = [["Készülék", "Állapot", "Szoba"], ["Projector", "in progress", "A1"]]
    with pytest.raises(InputError):
        read([*rows, ["Screen", "done", "A2"], ["Printer", "done", "B1"]])


def test_a_duration_that_counts_from_today_is_told_and_not_read() -> None:
    rows: Rows = [["Task", "Finish", "Hours"], ["Dig", D(2027, 3, 1), 4], ["Mix", D(2027, 3, 2), 4]]
    project = read([*rows, ["Build", D(2027, 3, 3), "=TODAY()-B4"], ["Roof", D(2027, 3, 4), 2]])
    assert [task.duration for task in project.tasks] == [240, 240, 480, 120]
    assert "countdown" in codes(project)


def test_dashes_that_were_encoded_twice_are_mended_beside_letters_that_were_not() -> None:
    text = "task,days,waits for\nÖffnen 一,2,â€”\nPrüfen,3,Öffnen 一\nSchließen,1,Prüfen\n"
    project = read_project(text.encode(), name="plan.csv", choice=CHOICE)
    assert tree(project) == ["Öffnen 一", "Prüfen", "Schließen"]
    assert [len(task.dependencies) for task in project.tasks] == [0, 1, 1]


def test_the_unit_may_stand_in_a_column_beside_that_has_no_header() -> None:
    rows: Rows = [["Fases", "Tiempo"], ["Plan", 60, "Minutos"], ["Diseño", 50, "Minutos"]]
    project = read([*rows, ["Código", 120, "Minutos"]])
    assert [task.duration for task in project.tasks] == [60, 50, 120]
    assert "unit-column" in codes(project)


def test_rows_right_below_a_header_that_count_its_days_again_are_no_later_block() -> None:
    weeks = [cell for n in (48, 49, 50) for cell in (f"Week {n}", *[None] * 4)]
    own = [cell for n in (1, 2, 3) for cell in (f"Week {n}", *[None] * 4)]
    rows: Rows = [["Weeknr", *weeks], ["Week", *own], ["Dag", *range(1, 11)]]
    rows += [["Testen"], ["Bouwen"], ["Inpakken"]]
    merged = "B1:F1 G1:K1 L1:P1 B2:F2 G2:K2 L2:P2"
    project = read(rows, merged=merged, fills={"B4:C4": BLUE, "D5:G5": BLUE, "H6": BLUE})
    assert tree(project) == ["Testen", "Bouwen", "Inpakken"]
    assert [task.duration for task in project.tasks] == [960, 4 * 480, 480]


def test_a_sheet_with_the_names_of_its_template_gives_way_to_one_that_is_filled_in() -> None:
    workbook = openpyxl.Workbook()
    real = workbook.create_sheet("Timeline")
    real.append(["Date", "Event"])
    for n, name in enumerate(["Start of term", "First run", "Tools", "Strategy", "Final"]):
        real.append([D(2027, 3, 1 + n), name])
    template = workbook.create_sheet("Project")
    template.append(["Task", "Date", "Days"])
    for n in range(1, 7):
        template.append([f"1.{n} Subtask", D(2009, 1, n), 3])
    buffer = BytesIO()
    workbook.save(buffer)
    project = read_project(buffer.getvalue(), choice=CHOICE)
    assert tree(project) == ["Start of term", "First run", "Tools", "Strategy", "Final"]
    assert "template-sheet" in codes(project)


def test_weeks_below_months_may_begin_with_any_week_of_the_month() -> None:
    rows: Rows = [
        [None, "9월", None, None, "10월", None],
        [None, "2주", "3주", "4주", "1주", "2주"],
    ]
    rows += [["Topic"], ["Choose"], ["Build"], ["Test"]]
    fills = {"B3": BLUE, "C4:D4": BLUE, "E5": BLUE, "F6": BLUE}
    project = read(rows, merged="B1:D1 E1:F1", fills=fills)
    assert starts(project) == ["2027-09-08", "2027-09-15", "2027-10-01", "2027-10-08"]


def test_days_below_the_numbers_of_their_months_may_leave_a_holiday_out() -> None:
    months = [11, 11, 12, 12, 12, None, None, 1, 1]
    days = [29, 30, 1, 2, 3, None, None, 13, 14]
    rows: Rows = [["", "月", *months], ["Task", "日", *days], ["Dig"], ["Build"], ["Show"]]
    project = read(rows, fills={"C3:D3": BLUE, "E4:G4": BLUE, "J5:K5": BLUE})
    assert [day[5:] for day in starts(project)] == ["11-29", "12-01", "01-13"]


def test_numbers_above_that_are_no_months_leave_the_days_alone() -> None:
    rows: Rows = [["", 7, 7, 7, 9, 9, 9], ["Task", 1, 2, 3, 4, 5, 6], ["Dig"], ["Build"]]
    project = read(rows, fills={"B3:C3": BLUE, "D4:F4": BLUE})
    assert not any(day.startswith("2027-07") for day in starts(project))


def test_ones_on_the_first_days_of_a_chart_are_a_bar_and_no_header() -> None:
    days = [D(2027, 3, n) for n in range(1, 13)]
    rows: Rows = [["Tarea", *days], ["Diseño", 1, 1, 1, 1, 1]]
    project = read([*rows, ["Montaje", *[None] * 7, 1, 1, 1]])
    assert tree(project) == ["Diseño", "Montaje"]


def test_what_is_left_on_the_first_day_of_a_burn_down_is_the_work() -> None:
    rows: Rows = [["Tasks", "Responsible", "Status", 1, 2, 3, 4]]
    rows += [["Welcome", "Mark", "Not started", 5, 5, 0], ["Login", "Aziz", "Not started", 7, 7, 2]]
    project = read([*rows, ["Profile", "Aziz", "Not started", 10, 8, 7]])
    assert [task.work for task in project.tasks] == [300, 420, 600]
    assert {"column-by-content", "unit-assumed"} <= codes(project)


def test_numbers_that_go_up_and_down_below_days_are_no_burn_down() -> None:
    rows: Rows = [["Tasks", "Responsible", "Status", 1, 2, 3]]
    rows += [["Welcome", "Mark", "Not started", 5, 6, 0], ["Login", "Aziz", "Not started", 0, 7, 2]]
    project = read([*rows, ["Profile", "Aziz", "Not started", 1, 8, 7]])
    assert not any(task.work for task in project.tasks)


def test_a_stroke_behind_a_number_means_minutes() -> None:
    project = read([["Step", "Time", "What"], [1, "30'", "Set up"], [2, "1h30'", "Explore"]])
    assert [task.duration for task in project.tasks] == [30, 90]


def test_references_that_would_be_to_the_task_itself_are_numbers_of_rows() -> None:
    rows: Rows = [["Activités", "Jours", "ANTERIORITE"], ["Menus", 1], ["Charte", 1, 2]]
    project = read([*rows, ["Modèle", 2, 3], ["Code", 5, 4]])
    waits = [[link.task for link in task.dependencies] for task in project.tasks]
    assert waits == [[], ["1"], ["2"], ["3"]]


def test_a_word_for_a_total_before_others_is_a_task_where_nothing_is_added_up() -> None:
    rows: Rows = [["Nội dung", "Người làm", "Deadline"], ["Trình bày", "An", D(2027, 3, 1)]]
    rows += [["Tổng hợp slide", None, None], ["Báo cáo", "Bình", D(2027, 3, 4)]]
    assert tree(read(rows)) == ["Trình bày", "Tổng hợp slide", "Báo cáo"]


def test_a_header_again_above_a_few_cells_is_told_and_stops_nothing() -> None:
    rows: Rows = [["Função", "Horas", "Etapa", "Horas"]]
    rows += [[f"Tela {n}", n, "MVP", 99 if n == 1 else None] for n in range(1, 12)]
    project = read(rows)
    assert [task.duration for task in project.tasks][:2] == [60, 120]


def test_the_only_dates_beside_lengths_are_starts_where_they_are_called_dates() -> None:
    rows: Rows = [["Задача", "Дата", "Продолжительность"], ["Совещание", D(2027, 3, 1), 1]]
    project = read([*rows, ["Опрос", D(2027, 3, 2), 9], ["Печать", D(2027, 3, 15), 3]])
    assert starts(project) == ["2027-03-01", "2027-03-02", "2027-03-15"]
    assert "column-by-content" in codes(project)


def test_lengths_are_weeks_where_the_next_task_starts_so_many_weeks_later() -> None:
    rows: Rows = [["Task", "Plan start", "Plan duration"]]
    day = D(2027, 3, 1)
    for n, weeks in enumerate([2, 1, 1, 3, 2, 1]):
        rows.append([f"Dig {n}", day, weeks])
        day += timedelta(days=7 * weeks)
    project = read(rows)
    assert [(task.duration or 0) / 2400 for task in project.tasks] == [2, 1, 1, 3, 2, 1]
    assert "unit-by-dates" in codes(project)
    weekly: Rows = [["Task", "Start", "Duration"]]
    weekly += [[f"Meet {n}", D(2027, 3, 1 + 7 * n), 1] for n in range(4)]
    assert [task.duration for task in read(weekly).tasks] == [480] * 4


def test_a_span_written_twice_in_a_cell_is_one_and_its_row_no_header() -> None:
    rows: Rows = [["Proceso", "Responsable", "Fechas"]]
    rows += [["Diseño", "Ana", "Julio 26 - Agosto 27\nJulio 26 - Agosto 27"]]
    rows += [
        ["Medios", "Berta", D(2027, 9, 3)],
        ["Recursos", "Ana", "Septiembre 6 - Septiembre 17"],
    ]
    project = read([*rows, ["Montaje", "Berta", D(2027, 9, 24)]])
    assert tree(project) == ["Diseño", "Medios", "Recursos", "Montaje"]
    assert people(project)[0] == ["Ana"]


def test_starts_and_finishes_count_hours_where_the_durations_between_them_do() -> None:
    rows: Rows = [
        ["Aufgabe", "Start", "Ende", "Stunden"],
        ["Login", 0, 2, 2],
        ["Inserts", 2, 7.5, 5.5],
    ]
    project = read([*rows, ["Forum", 8, 15.5, 7.5], ["Test", 12, 20, 8]])
    days = [(f"{t.current_start:%d %H:%M}", f"{t.current_finish:%d %H:%M}") for t in project.tasks]
    assert days[:2] == [("01 08:00", "01 10:00"), ("01 10:00", "01 16:30")]
    assert days[2:] == [("02 08:00", "02 16:30"), ("02 13:00", "03 12:00")]
    assert [task.duration for task in project.tasks] == [120, 330, 450, 480]


@pytest.mark.parametrize("word", ["Завершен", "Завершён", "Выполнен", "Готова", "Ολοκληρώθηκε"])
def test_what_is_done_is_known_in_each_gender(word: str) -> None:
    rows: Rows = [["Задача", "Статус", "Дни"], ["Устав", word, 2], ["Риски", "Не начато", 3]]
    assert read(rows).tasks[0].progress.done


def test_codes_in_neighbouring_columns_are_what_a_task_waits_for() -> None:
    rows: Rows = [["N°", "Nom", "Durée", "1", "2"], ["1", "Base", 2]]
    rows += [["1.1", "Plan", 2], ["1.2", "Mur", 3, "1.1"], ["1.3", "Toit", 3, "1.2", "1.1"]]
    project = read([*rows, ["1.4", "Fin", 1, "1.3", "1.1"]])
    waits = {task.name: [link.task for link in task.dependencies] for task in project.tasks}
    assert (waits["Mur"], waits["Toit"], waits["Fin"]) == (["1.1"], ["1.2", "1.1"], ["1.3", "1.1"])


def test_numbers_in_neighbouring_columns_are_no_codes_because_rows_are_numbered() -> None:
    rows: Rows = [["ID", "Task", "Days", "A", "B"], [1, "Plan", 2], [2, "Wall", 3, 1]]
    project = read([*rows, [3, "Roof", 3, 2, 1], [4, "End", 1, 3, 1]])
    assert not any(task.dependencies for task in project.tasks)


def test_what_remains_each_day_is_no_work_of_that_day() -> None:
    head = [None, None, *[cell for n in range(1, 7) for cell in (f"Día {n}", None, None)]]
    rows: Rows = [head, ["Tarea", "Horas estimadas totales", *["Cons.", "Rest.", None] * 6]]
    worked = {
        "Buscar": (7, 7, 0, 0, 0, 0),
        "Filtrar": (0, 3, 3, 3, 0, 0),
        "Ver": (0, 0, 0, 4, 0, 0),
    }
    for name, hours in worked.items():
        left = [sum(hours) - sum(hours[:n]) for n in range(1, 7)]
        days = [cell for one, two in zip(hours, left, strict=True) for cell in (one, two, None)]
        rows.append([name, sum(hours), *days])
    project = read(rows, merged="C1:D1 F1:G1 I1:J1 L1:M1 O1:P1 R1:S1", fills={"C1:T2": GREY})
    assert starts(project) == ["2027-03-01", "2027-03-02", "2027-03-04"]
    assert [task.work for task in project.tasks] == [840, 540, 240]
