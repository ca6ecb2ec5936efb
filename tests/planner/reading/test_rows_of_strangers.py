"""Headers and rows as strangers write them: legends below, zeros for people, states."""

from datetime import datetime
from typing import Any

import pytest

from tests.planner.reading.strangers import BLUE, GREY, YELLOW, codes, people, read, tree

Rows = list[list[Any]]


def test_a_legend_below_the_table_is_left_out_although_words_stand_in_its_dates() -> None:
    rows: Rows = [["ID", "Zadanie", "Początek", "Dni"]]
    rows += [[1, "Kopać", datetime(2027, 3, 1), 2], [2, "Mur", datetime(2027, 3, 3), 3], []]
    rows += [[None, "1) Ogród"], [None, "a) trawa", "LEGENDA"], [None, "b) ścieżka", "zielony"]]
    project = read(rows)
    assert tree(project) == ["Kopać", "Mur"]
    assert "below-the-table" in codes(project)


def test_a_task_may_start_in_a_month_in_the_last_row() -> None:
    rows: Rows = [["ID", "Task", "Start", "Days"], [1, "Dig", "January 2027", 2], []]
    assert tree(read([*rows, [2, "Build", "March", 3]])) == ["Dig", "Build"]


def test_zeros_below_names_of_people_are_no_work() -> None:
    rows: Rows = [["Task", "Start", "Olga", "Ian"]]
    rows += [["Dig", datetime(2027, 3, 1), 4, 0], ["Build", datetime(2027, 3, 2), 2, 3]]
    project = read(rows)
    assert people(project) == [["Olga"], ["Olga", "Ian"]]
    assert [task.work for task in project.tasks] == [240, 300]


@pytest.mark.parametrize("header", ["Nombre de actividad", "Nombre actividad"])
def test_a_name_in_spanish_is_no_number(header: str) -> None:
    rows: Rows = [[header, "Inicio", "Comentarios"]]
    rows += [["Cavar", datetime(2027, 3, 1), "con Juan y su hermano"]]
    rows += [["Muro", datetime(2027, 3, 2), "de ladrillo, tres metros"]]
    assert tree(read(rows)) == ["Cavar", "Muro"]


def test_a_row_of_the_list_is_no_header() -> None:
    rows: Rows = [["ID", "TYPE", "STATUS", "AREA", "PRIO", "DESCR"]]
    rows += [[1, "NEW", "open", "core", 1, "add the search"], [2, "NEW", "done", "core", 2, "log"]]
    rows += [[3, "FIX", "done", "core", 1, "add minimal size"], [4, "NEW", "open", "ui", 3, "page"]]
    project = read(rows)
    assert tree(project) == ["add the search", "log", "add minimal size", "page"]


@pytest.mark.parametrize(
    ("header", "text"), [("Pré-requis", "A - C"), ("Prerrequisitos", "A, B, C"), ("Dep.", "A–C")]
)
def test_predecessors_may_be_a_range_of_letters(header: str, text: str) -> None:
    rows: Rows = [["ID", "Task", "Days", header if header != "Dep." else "Predecessors"]]
    rows += [
        ["A", "Dig", 1, ""],
        ["B", "Build", 2, "A"],
        ["C", "Roof", 1, ""],
        ["D", "In", 1, text],
    ]
    assert [link.task for link in read(rows).tasks[3].dependencies] == ["A", "B", "C"]


def test_a_description_of_the_activities_of_the_project_names_them() -> None:
    rows: Rows = [["N°", "Descripción de actividades del proyecto", "Objetivo de la actividad"]]
    rows[0] += ["Inicio", "Fin"]
    days = [datetime(2027, 3, day) for day in (1, 2, 3, 4)]
    rows += [[1, "Cavar", "Objetivo 1", *days[:2]], [2, "Muro", "Objetivo 1", *days[1:3]]]
    rows += [[3, "Techo", "Objetivo 2", *days[2:]]]
    assert tree(read(rows)) == ["Cavar", "Muro", "Techo"]


def test_a_header_of_the_lengths_alone_counts_and_the_dates_left_of_them_are_starts() -> None:
    rows: Rows = [[None, None, "Days"], ["1 Team", datetime(2027, 3, 1), 1]]
    rows += [["1.1 Meet", datetime(2027, 3, 1), 1], ["2 Write", datetime(2027, 3, 2), 12]]
    rows += [["2.1 Collect", datetime(2027, 3, 2), 3], ["2.2 Check", datetime(2027, 3, 5), 2]]
    project = read(rows)
    leaves = [task for task in project.tasks if not task.summary]
    assert [(task.name, (task.duration or 0) // 480) for task in leaves] == [
        *(("1.1 Meet", 1), ("2.1 Collect", 3), ("2.2 Check", 2)),
    ]
    assert [f"{task.current_start:%m-%d}" for task in leaves] == ["03-01", "03-02", "03-05"]


def test_roles_above_hours_are_columns_of_people() -> None:
    rows: Rows = [["Task", "designer", "developer"], ["Draw", 8, None], ["Code", None, 24]]
    assert people(read([*rows, ["Test", 2, 4]])) == [
        ["designer"],
        ["developer"],
        ["designer", "developer"],
    ]


def test_what_follows_the_tasks_after_a_gap_is_none_of_them() -> None:
    rows: Rows = [["Task", "Start", "Finish", "Status"]]
    rows += [[f"Dig {n}", datetime(2027, 3, n), datetime(2027, 3, n + 1)] for n in (1, 3, 5)]
    open_ones: Rows = [["Test"], ["Hand over"]]
    numbers: Rows = [[], [], [], ["x", "y"], [datetime(2027, 3, 1), 0], [datetime(2027, 3, 1), 1]]
    project = read(rows + open_ones + numbers)
    assert tree(project) == ["Dig 1", "Dig 3", "Dig 5", "Test", "Hand over"]
    assert "below-the-table" in codes(project)
    states: Rows = [[], [], [], ["Not begun"], ["Done"]]
    assert tree(read(rows + open_ones + states)) == tree(project)
    copied: Rows = [["Template Rows:"], ["1.0 Heading", datetime(2011, 1, 3), datetime(2011, 1, 4)]]
    assert tree(read(rows + open_ones + copied)) == tree(project)


def test_what_stands_below_a_word_for_a_legend_explains_the_chart() -> None:
    rows: Rows = [["Taak", "W1", "W2", "W3"], ["Bouwen"], ["Testen"], ["Tonen"]]
    rows += [["Legenda"], ["vrij"], ["werk"]]
    fills = {"B2:C2": BLUE, "C3:D3": BLUE, "D4": BLUE, "B5": GREY, "B6": YELLOW, "B7": BLUE}
    assert tree(read(rows, fills=fills)) == ["Bouwen", "Testen", "Tonen"]


@pytest.mark.parametrize(
    ("first", "second"), [(("I", "Design"), ("II", "Code")), (("", "1. Design"), ("", "2. Code"))]
)
def test_the_first_title_may_stand_in_the_header(
    first: tuple[str, str], second: tuple[str, str]
) -> None:
    rows: Rows = [[*first, "Người phụ trách", "Ngày bắt đầu", "Ngày đến hạn"]]
    days = [datetime(2027, 3, day) for day in range(1, 9)]
    rows += [[n, f"Plan {n}", "- Ann B.\n- Bo C.", days[n], days[n + 1]] for n in range(1, 4)]
    rows += [[*second], *[[n, f"Work {n}", "Ann B.", days[n], "31/11/2027"] for n in range(1, 4)]]
    project = read(rows)
    names = [[f"{name} {n}" for n in range(1, 4)] for name in ("Plan", "Work")]
    one, two = first[1], second[1]
    assert [t.name for t in project.tasks] == [one, *names[0], two, *names[1]]
    assert [t.level for t in project.tasks] == [1, 2, 2, 2, 1, 2, 2, 2]
    assert people(project)[1] == ["Ann B.", "Bo C."]
    assert [issue.cell for issue in project.remarks if issue.code == "bad-date"]


def test_an_amount_of_time_may_be_a_range_with_a_tilde() -> None:
    rows: Rows = [["任务", "工期"], ["设计", "1～2周"], ["编码", "3天"]]
    assert [task.duration for task in read(rows).tasks] == [3600, 1440]
