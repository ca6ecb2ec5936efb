"""Headers and rows as strangers write them: legends below, zeros for people, states."""

from datetime import datetime
from typing import Any

import pytest

from tests.planner.reading.strangers import codes, people, read, tree

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
