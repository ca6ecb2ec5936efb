"""Headers in many languages, and columns known by their cells."""

from datetime import datetime
from decimal import Decimal

import pytest

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import Rows, book, tasks

HEADERS = {
    "German": ("Nr.", "Vorgangsname", "Dauer", "Vorgänger", "Ressourcennamen"),
    "French": ("N°", "Nom de la tâche", "Durée", "Prédécesseurs", "Noms ressources"),
    "Spanish": ("Id", "Nombre de tarea", "Duración", "Predecesoras", "Nombres de los recursos"),
    "Portuguese": ("Id", "Nome da tarefa", "Duração", "Predecessoras", "Nomes dos recursos"),
    "Italian": ("ID", "Nome attività", "Durata", "Predecessori", "Nomi risorse"),
    "Dutch": ("Id", "Taaknaam", "Duur", "Voorafgaande taken", "Resourcenamen"),
    "Polish": ("Lp.", "Nazwa zadania", "Czas trwania", "Poprzedniki", "Nazwy zasobów"),
    "Russian": ("№ п/п", "Название задачи", "Длительность", "Предшественники", "Исполнитель"),
    "Chinese": ("编号", "任务名称", "工期", "前置任务", "资源名称"),
    "Japanese": ("番号", "タスク名", "期間", "先行タスク", "担当者"),
}


def _two_tasks(project: Project) -> bool:
    first, second = project.tasks
    return (
        (first.name, second.name) == ("Dig", "Pour")
        and (first.duration, second.duration) == (960, 480)
        and [link.task for link in second.dependencies] == [first.id]
        and second.needs[0].names == ("Ann",)
    )


@pytest.mark.parametrize("language", HEADERS)
def test_headers_are_understood_in(language: str) -> None:
    data = book(
        tasks([1, "Dig", "2d", "", ""], [2, "Pour", 1, "1", "Ann"], header=HEADERS[language])
    )
    assert _two_tasks(read_project(data))


def test_german_sheets_of_people_and_questions_are_understood() -> None:
    sheets: dict[str, Rows] = {
        "Bauablauf": [["Nr.", "Vorgang", "Dauer", "Personal"], [1, "Aushub", "2d", "Bagger; Ann"]],
        "Personal": [["Name", "Art"], ["Bagger", "Gerät"], ["Ann", "Arbeit"]],
        "Fragen": [["Frage"], ["Ann an 1"]],
        "Einstellungen": [["Projektbeginn", datetime(2027, 4, 5)]],
    }
    project = read_project(book(sheets))
    kinds = {one.name: one.kind for one in project.resources}
    assert kinds == {"Bagger": "equipment", "Ann": "person"}
    assert len(project.tasks[0].needs) == 2
    assert [one.text for one in project.asked] == ["Ann an 1"]


def test_a_german_budget_is_that_of_its_phase() -> None:
    rows = (["1", "Bau", "", ""], ["1.1", "Dach", "2d", ""])
    sheets = tasks(*rows, header=("PSP", "Vorgang", "Dauer", "Wer"))
    sheets["Budgets"] = [["Bereich", "Monat", "Budget"], ["Bau", "2027-03", 9000]]
    (budget,) = read_project(book(sheets)).budgets
    assert (budget.scope, budget.limit) == ("Bau", Decimal(9000))
    assert str(budget.start).startswith("2027-03-01")


def test_columns_of_unknown_names_are_known_by_their_cells() -> None:
    header = ("Kood", "Mis", "Kui kaua", "Enne", "Kelle")
    rows = (
        [1, "Dig the foundations", "2d", "", ""],
        [2, "Pour the concrete", "1d", "1", "Ann"],
        [3, "Wait for it to dry", "5 days", "1;2", "Bob"],
        [4, "Take the boards off", "1d", "3FS+1d", "Ann"],
    )
    project = read_project(book(tasks(*rows, header=header)))
    assert [task.duration for task in project.tasks] == [960, 480, 2400, 480]
    assert [link.task for link in project.tasks[2].dependencies] == ["1", "2"]
    guessed = {i.cell for i in project.remarks if i.code == "column-by-content"}
    assert guessed == {"A1", "B1", "C1", "D1", "E1"}


def test_two_columns_of_dates_are_start_and_finish() -> None:
    header = ("Mis", "Algus", "Lõpp")
    rows = (
        ["Dig the foundations", datetime(2027, 3, 1), datetime(2027, 3, 2)],
        ["Pour the concrete", datetime(2027, 3, 3), datetime(2027, 3, 3)],
        ["Wait for it to dry", datetime(2027, 3, 4), datetime(2027, 3, 10)],
    )
    project = read_project(book(tasks(*rows, header=header)))
    assert [task.duration for task in project.tasks] == [960, 480, 2400]


def test_the_user_maps_a_column() -> None:
    header = ("ID", "Task Name", "Duration", "Wait for", "Due date")
    rows = [1, "Dig", "2d", "", "soon"], [2, "Pour", "1d", "1", "soon"]
    data = book(tasks(*rows, header=header))
    project = read_project(data, columns={"Predecessors": "Wait for", "Ignore": "Due date"})
    assert [link.task for link in project.tasks[1].dependencies] == ["1"]
    assert project.tasks[0].deadline is None


def test_the_settings_sheet_maps_a_column() -> None:
    header = ("ID", "Task Name", "Duration", "Wait for")
    rows = [1, "Dig", "2d", ""], [2, "Pour", "1d", "1"]
    settings: Rows = [
        ["Project start", datetime(2027, 3, 1)],
        ["Columns"],
        ["Predecessors", "Wait for"],
    ]
    project = read_project(book(tasks(*rows, header=header, Settings=settings)))
    assert [link.task for link in project.tasks[1].dependencies] == ["1"]


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        (("ลำดับ", "งาน", "ระยะเวลา", "งานก่อนหน้า"), ("5 วัน", "2 สัปดาห์")),
        (("Št.", "Naloga", "Trajanje", "Predhodniki"), ("5 dni", "dva tedna")),
        (("ردیف", "فعالیت", "مدت", "پیش‌نیاز"), ("5 روز", "2 هفته")),
        (("Nr", "Verkefni", "Lengd", "Undanfarar"), ("5 dagar", "tvær vikur")),
        (("מס", "משימה", "משך", "קודמות"), ("5 ימים", "10 ימים")),
    ],
)
def test_headers_and_units_in_more_languages(
    headers: tuple[str, ...], cells: tuple[str, str]
) -> None:
    rows: Rows = [headers, [1, "A", cells[0], None], [2, "B", cells[1], 1]]
    project = read_project(book({"Plan": rows}), choice=Choice(start=datetime(2027, 3, 1)))
    assert [(task.id, task.duration) for task in project.tasks] == [("1", 2400), ("2", 4800)]
    assert [link.task for link in project.tasks[1].dependencies] == ["1"]


def test_numbers_of_two_rows_are_no_durations() -> None:
    rows: Rows = [["???", "Task", "Who", "After"], [1, "A", "Ann", None], [2, "B", "Bob", "A"]]
    project = read_project(book({"Plan": rows}), choice=Choice(start=datetime(2027, 3, 1)))
    assert [task.duration for task in project.tasks] == [480, 480]
