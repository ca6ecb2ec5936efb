"""Several tables of the same form on one sheet: one for each person, phase or month."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from planner import pipeline
from planner.project import Project
from tests.planner.reading.strangers import BLUE, CHOICE, made, people, starts, tree

Rows = list[list[Any]]
WEEKS = [datetime(2027, 3, day) for day in (1, 8, 15, 22)]
BY_PERSON: Rows = [
    ["Ania", *WEEKS, None, "Piotr", *WEEKS],
    ["rysunki", *[None] * 5, "rysunki"],
    ["program", *[None] * 5, "testy"],
    [],
    ["Ewa", *WEEKS],
    ["opis"],
    ["druk"],
]
HEAD = ["Vorgang", "Beginn", "Ende"]
BY_PHASE: Rows = [
    ["Planung", None, None, None, "Bau"],
    [*HEAD, None, *HEAD],
    ["Skizze", WEEKS[0], WEEKS[1], None, "Aushub", WEEKS[1], WEEKS[2]],
    ["Antrag", WEEKS[1], WEEKS[2], None, "Mauer", WEEKS[2], WEEKS[3]],
    ["Kosten", WEEKS[1], WEEKS[1], None, "Dach", WEEKS[3], WEEKS[3]],
]


def blocks(rows: Rows, fills: dict[str, str] | None = None) -> Project:
    """The reading of all tables, which has to be one of those that are offered."""
    data = made(rows, fills=fills)
    found = pipeline.look(data, "plan.xlsx", CHOICE)
    assert "blocks" in [offer.choice.form for offer in found.offers]
    project = pipeline.look(data, "plan.xlsx", replace(CHOICE, form="blocks")).project
    assert project is not None
    return project


def test_charts_side_by_side_and_below_each_other_are_of_a_person_each() -> None:
    fills = {"B2": BLUE, "C3:D3": BLUE, "H2:I2": BLUE, "K3": BLUE, "B6:C6": BLUE, "E7": BLUE}
    project = blocks(BY_PERSON, fills)
    assert tree(project) == ["rysunki", "program", "opis", "druk", "rysunki", "testy"]
    assert people(project) == [["Ania"], ["Ania"], ["Ewa"], ["Ewa"], ["Piotr"], ["Piotr"]]
    days = [f"2027-03-{day:02}" for day in (1, 8, 1, 22, 1, 22)]
    assert starts(project) == days


def test_tables_side_by_side_are_of_a_phase_each() -> None:
    project = blocks(BY_PHASE)
    assert [task.name for task in project.tasks if not task.summary] == [
        *("Skizze", "Antrag", "Kosten", "Aushub", "Mauer", "Dach"),
    ]
    assert starts(project)[-1] == "2027-03-22"


def test_headers_that_come_again_on_each_page_are_no_other_table() -> None:
    rows: Rows = [HEAD, ["Skizze", WEEKS[0], WEEKS[1]], ["Antrag", WEEKS[1], WEEKS[2]]]
    rows += [HEAD, ["Aushub", WEEKS[1], WEEKS[2]], ["Mauer", WEEKS[2], WEEKS[3]]]
    found = pipeline.look(made(rows), "plan.xlsx", CHOICE)
    assert "blocks" not in [offer.choice.form for offer in found.offers]
    assert found.counts.tasks == 4


def test_tables_whose_header_of_names_is_a_title_are_phases_of_it() -> None:
    rows: Rows = [
        ["Sprint Berta", "Ponto", "Responsável", "Conclusão"],
        ["Desenhar", 5, "Ana", None],
        ["Pintar", 8, "Rui", None],
        ["Pontuação total", 13],
        [],
        ["Sprint Carlos", "Ponto", "Responsável", "Conclusão"],
        ["Cavar", 3, "Ana", None],
        ["Verter", 2, "Rui", None],
        ["Pontuação total", 5],
    ]
    project = pipeline.look(made(rows), "plan.xlsx", replace(CHOICE, form="blocks")).project
    assert project is not None
    assert tree(project) == [
        *("Sprint Berta", ".Desenhar", ".Pintar", "Sprint Carlos", ".Cavar", ".Verter"),
    ]
