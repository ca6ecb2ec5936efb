"""Grids whose cells are texts: tasks below weeks or days, below states, below people."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from planner import pipeline
from planner.reading.look import Look
from planner.reading.text_grid import bulleted
from tests.planner.reading.strangers import BLUE, CHOICE, YELLOW, made

Rows = list[list[Any]]
DAYS = [datetime(2027, 3, day) for day in (1, 2, 3, 4, 5)]
PEOPLE: Rows = [
    ["Praca", *DAYS],
    ["Ola", "Fundament", "Fundament", "Ściany", "Ściany", "Ściany"],
    ["Jan", "Zakupy", None, "Dach", "Dach", None],
]
DOWN: Rows = [
    ["Woche", "Eva", "Tom"],
    ["KW 9", "Entwurf", "Modell"],
    ["KW 10", "Entwurf", "Versuch"],
    ["KW 11", "Bericht", "Versuch"],
]
WEEKS: Rows = [
    ["Semana 1: 3-7 mayo", "Semana 2: 10-14 mayo", "Semana 3: 17-21 mayo"],
    ["diseño", "diseño", "entrega"],
    ["compras", "montaje", "montaje"],
]
BULLETS: Rows = [
    ["Lun. 1", "Mar. 2", "Mer. 3", "Jeu. 4"],
    ["- choisir\n- acheter", "- percer", "- poser\n- visser\nà fond", "- peindre"],
]
KANBAN: Rows = [
    ["Board"],
    ["To do", "In progress", "Done"],
    ["Paint", "Build", "Dig"],
    ["Move in", None, "Survey"],
]
TEAMS: Rows = [
    ["Alice", "Bram", "Chiara"],
    ["write the text", "draw the plans", "call the printer"],
    ["read it again", None, "fetch the books"],
]
LISTED: Rows = [
    ["Tarea", "Para qué"],
    ["Survey the ground", "to know"],
    ["Dig the hole", "for the wall"],
    ["Build the wall", "to sit on"],
]


def look(rows: Rows, fills: dict[str, str] | None = None, **said: Any) -> Look:
    return pipeline.look(made(rows, fills=fills), "plan.xlsx", replace(CHOICE, **said))


def read(rows: Rows, form: str, fills: dict[str, str] | None = None) -> list[str]:
    """Name, first and last day, and who, of the reading that is offered with this form."""
    found = look(rows, fills)
    assert form in [offer.choice.form for offer in found.offers]
    return told(look(rows, fills, form=form))


def told(found: Look) -> list[str]:
    """Name, first and last day, and who."""
    assert found.project is not None
    lines = []
    for task in found.project.tasks:
        days = [day for day in (task.current_start, task.current_finish) if day]
        who = [name for need in task.needs for name in need.names]
        when = [f"{days[0]:%m-%d}–{days[-1]:%m-%d}"] if days else []
        lines.append(" ".join([task.name, *when, *who]))
    return lines


def test_of_people_below_each_other_each_run_of_a_text_is_a_task() -> None:
    assert read(PEOPLE, "grid") == [
        *("Zakupy 03-01–03-01 Jan", "Fundament 03-01–03-02 Ola"),
        *("Dach 03-03–03-04 Jan", "Ściany 03-03–03-05 Ola"),
    ]


def test_time_may_run_down_with_people_side_by_side() -> None:
    assert read(DOWN, "grid") == [
        *("Modell 03-01–03-05 Tom", "Entwurf 03-01–03-12 Eva"),
        *("Versuch 03-08–03-19 Tom", "Bericht 03-15–03-19 Eva"),
    ]


def test_weeks_may_name_their_days_behind_their_number() -> None:
    assert read(WEEKS, "grid") == [
        *("compras 05-03–05-07", "diseño 05-03–05-14"),
        *("montaje 05-10–05-21", "entrega 05-17–05-21"),
    ]


def test_each_line_with_a_bullet_is_a_task_and_weekdays_have_numbers() -> None:
    assert read(BULLETS, "grid") == [
        *("choisir 03-01–03-01", "acheter 03-01–03-01", "percer 03-02–03-02"),
        *("poser 03-03–03-03", "visser à fond 03-03–03-03", "peindre 03-04–03-04"),
    ]


def test_a_colour_goes_on_for_the_text_in_it() -> None:
    rows: Rows = [DAYS, ["调研", None, "设计", None, None], [None, "采购", None, None, "测试"]]
    fills = {"A2:B2": BLUE, "C2:D2": YELLOW, "B3:D3": BLUE, "E3": YELLOW}
    assert read(rows, "grid", fills) == [
        *("调研 03-01–03-02", "采购 03-02–03-04", "设计 03-03–03-04", "测试 03-05–03-05"),
    ]


def test_a_colour_behind_a_whole_row_is_no_length() -> None:
    rows: Rows = [DAYS, ["Dig", None, "Build", None, "Paint"]]
    found = read(rows, "grid", {"A2:E2": BLUE})
    assert found == ["Dig 03-01–03-01", "Build 03-03–03-03", "Paint 03-05–03-05"]


def test_tasks_below_states_and_below_people_have_no_dates() -> None:
    assert read(KANBAN, "board") == ["Paint", "Move in", "Build", "Dig", "Survey"]
    board = look(KANBAN, form="board").project
    assert board is not None
    assert [task.name for task in board.tasks if task.progress.done] == ["Dig", "Survey"]
    assert read(TEAMS, "board") == [
        *("write the text Alice", "read it again Alice", "draw the plans Bram"),
        *("call the printer Chiara", "fetch the books Chiara"),
    ]


def test_a_list_of_tasks_that_says_nothing_of_when_is_one_without_dates() -> None:
    project = look(LISTED, form="board").project
    assert project is not None
    assert [task.name for task in project.tasks] == [
        "Survey the ground",
        "Dig the hole",
        "Build the wall",
    ]


def test_the_first_cell_of_a_board_may_say_what_its_columns_are() -> None:
    rows: Rows = [
        ["Etap", "Prototyp", "Alfa", "Beta"],
        [None, "mysz", "mapy", "menu główne"],
        [None, "dźwięk", "wrogowie", "dialogi"],
    ]
    found = read(rows, "board")
    assert [name.split()[0] for name in found if name not in ("Prototyp", "Alfa", "Beta")] == [
        *("mysz", "dźwięk", "mapy", "wrogowie", "menu", "dialogi"),
    ]


def test_weeks_may_be_called_by_their_first_day() -> None:
    rows: Rows = [["План", "неделя 1.03", "неделя 8.03", "неделя 15.03"]]
    rows += [[None, "герой", "карта", "враги"], [None, "фон", None, "бонусы"]]
    assert read(rows, "grid")[0] == "герой 03-01–03-05"


SPANS: Rows = [
    ["Descripción", "Encargado", "Fecha", "Estado"],
    [],
    ["Elegir", "Eva", "11 de Mayo", "Realizado"],
    ["Definir", "Luis", "12 de Mayo", "Realizado"],
    ["Recolectar", "Eva", "22 al 25 de Mayo", "Pendiente"],
    ["Entregar", "Luis", "29 de Mayo", "Pendiente"],
]
MONTHS_FIRST: Rows = [
    ["编号", "学习时间", "学习内容", "学习目标"],
    [1, "7.10-7.11", "搭建开发环境并熟悉工程", "写出第一个程序"],
    [2, "7.13-7.15", "常用控件和布局的开发", "写出第一个程序"],
    [3, "7.17-8.02", "网络编程与线程间的通讯", "网络"],
]


@pytest.mark.parametrize("form", ["", "lists"])
def test_a_column_of_days_in_words_becomes_both_ends_and_all_else_stays(form: str) -> None:
    assert told(look(SPANS, form=form)) == [
        *("Elegir 05-11–05-11 Eva", "Definir 05-12–05-12 Luis", "Recolectar 05-22–05-25 Eva"),
        "Entregar 05-29–05-29 Luis",
    ]


def test_spans_with_the_month_first_are_told_by_a_day_above_twelve() -> None:
    project = look(MONTHS_FIRST).project
    assert project is not None
    assert [
        f"{task.current_start:%m-%d}–{task.current_finish:%m-%d}"
        for task in project.tasks
        if task.current_start and task.current_finish
    ] == ["07-10–07-11", "07-13–07-15", "07-17–08-02"]


def test_a_timetable_is_no_grid_of_tasks() -> None:
    rows: Rows = [
        [None, *DAYS[:4]],
        ["8:00", "Maths", "Music", "Art", "Maths"],
        ["10:00", "Art", "Maths", "Music", "Sport"],
    ]
    assert "grid" not in [offer.choice.form for offer in look(rows).offers]


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("- a\n- b", ["a", "b"]),
        ("1. a\n2) b\nc", ["a", "b c"]),
        ("a\nb", ["a b"]),
        ("- a", ["a"]),
        ("（1）开会\n（2）写作", ["开会", "写作"]),
    ],
)
def test_lines_of_a_cell(text: str, tasks: list[str]) -> None:
    assert bulleted(text) == tasks
