"""New columns and sheets are called as in the language of the headers there, and read again so."""

import io
from datetime import datetime
from itertools import product
from typing import Any

import openpyxl
import pytest

from planner.choice import Choice
from planner.language.text import fold
from planner.reading.settings import settings_sheet
from planner.schema.caption_words import CAPTION_LANGUAGES, CAPTIONS, SHEET
from planner.schema.columns import KINDS
from planner.schema.schema import listed
from planner.writing.back.applied_edits import Edited
from planner.writing.back.cell_edit import CellEdit
from tests.planner.opened import sheet_of
from tests.planner.writing import test_edits

HEADS = {
    "de": ("Nr.", "Vorgang", "Dauer", "Vorgänger", "Verantwortlich"),
    "fr": ("N°", "Tâche", "Durée", "Prédécesseurs", "Responsable"),
    "es": ("N°", "Tarea", "Duración", "Predecesoras", "Asignado a"),
    "it": ("N.", "Attività", "Durata", "Predecessori", "Responsabile"),
    "pt": ("N°", "Tarefa", "Duração", "Predecessoras", "Responsável"),
    "nl": ("Nr.", "Taak", "Duur", "Voorgangers", "Verantwoordelijke"),
    "pl": ("Lp.", "Zadanie", "Czas trwania", "Poprzedniki", "Osoba odpowiedzialna"),
    "en": ("ID", "Task", "Duration", "Predecessors", "Assigned"),
}
TASKS = {
    "deadline": "2027-02-15",
    "earliest_start": "2027-02-01",
    "priority": "900",
    "percent_complete": "50%",
    "actual_start": "2027-01-04",
    "pin": "both",
}
PEOPLE = {
    "skills": "Crane",
    "rate": "50/h",
    "max_units": "50%",
    "available_from": "2027-01-04",
    "available_until": "2027-12-31",
}


def workbook(language: str, people: bool = False) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Plan 1"
    for row in (HEADS[language], (1, "Alpha", 5, None, "Ann"), (2, "Beta", 3, 1, "Bob")):
        sheet.append(row)
    if people:
        other = made.create_sheet("People")
        for name in ("Name", "Ann", "Bob"):
            other.append((name,))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def made(data: bytes, edit: CellEdit) -> Edited:
    return test_edits.made(data, edit, Choice(start=datetime(2027, 1, 4)))


def heads(found: Edited, sheet: str) -> list[Any]:
    return [cell.value for cell in sheet_of(found.data, sheet)[1]]


def called(kind: str, field: str, language: str) -> str:
    names = listed(CAPTIONS[kind][field])
    return dict(zip(CAPTION_LANGUAGES, names, strict=True))[language]


@pytest.mark.parametrize("kind", CAPTIONS)
def test_every_name_is_there_in_each_language_and_known(kind: str) -> None:
    known = next((one for one in KINDS if one.name == kind), None)
    for field, language in product(CAPTIONS[kind], CAPTION_LANGUAGES):
        name = fold(called(kind, field, language))
        if known is not None and field == SHEET:
            assert name in known.keys
        elif known is not None:
            assert known.by_key[name][0] == field, name


@pytest.mark.parametrize("language", ["de", "fr", "es"])
@pytest.mark.parametrize("field", TASKS)
def test_a_column_of_tasks_is_appended_in_their_language(language: str, field: str) -> None:
    found = made(workbook(language), CellEdit(of="1", field=field, text=TASKS[field]))
    assert heads(found, "Plan 1") == [*HEADS[language], called("Tasks", field, language)]
    assert found.before != found.after


@pytest.mark.parametrize("language", CAPTION_LANGUAGES)
def test_a_table_takes_all_its_new_columns_one_after_the_other(language: str) -> None:
    data = workbook(language)
    for field in ("pin", "earliest_start", "priority"):
        found = made(data, CellEdit(of="2", field=field, text=TASKS[field]))
        data = found.data
    names = [called("Tasks", one, language) for one in ("pin", "earliest_start", "priority")]
    assert heads(found, "Plan 1")[5:] == names


def test_beside_english_headers_names_are_english() -> None:
    found = made(workbook("en"), CellEdit(of="1", field="pin", text="both"))
    assert heads(found, "Plan 1")[-1] == "Pin"


@pytest.mark.parametrize("language", CAPTION_LANGUAGES)
def test_sheets_that_are_new_are_called_in_the_language_of_the_tasks(language: str) -> None:
    data = workbook(language)
    leave = CellEdit(subject="person", of="Ann", field="leave", text="2027-02-01 to 2027-02-05")
    found = made(data, leave)
    assert found.cell == f"{called('Leave', SHEET, language)}!A2"
    assert len(found.project.days_off) == 1
    new = made(found.data, CellEdit(subject="person", of="Eve", field="newcomer", text="Eve"))
    assert new.cell == f"{called('People', SHEET, language)}!A2"
    day = CellEdit(subject="project", of="", field="status_date", text="2027-01-29")
    found = made(new.data, day)
    assert found.cell == f"{called('Settings', SHEET, language)}!B1"
    assert found.look.book is not None
    assert settings_sheet(found.look.book) is not None
    for field, text in PEOPLE.items():
        edit = CellEdit(subject="person", of="Eve", field=field, text=text)
        found = made(found.data, edit)
    assert heads(found, new.sheet) == [called("People", one, language) for one in ("name", *PEOPLE)]
