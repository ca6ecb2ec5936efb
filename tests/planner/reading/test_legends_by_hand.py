"""Legends: coloured cells with texts outside the tasks, whose colours come again in the tasks."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from planner import pipeline
from planner.errors import Issue
from planner.reading.look import Look
from tests.planner.reading.strangers import CHOICE, GREY, codes, made, people, read, tree
from tests.planner.reading.test_headers_of_charts import ends

Rows = list[list[Any]]
RED, GREEN, BLUE = "FFFF0000", "FF00B050", "FF0070C0"
DAYS = [datetime(2027, 3, day) for day in (1, 2, 3, 4, 5, 8, 9, 10, 11, 12)]
LIST: Rows = [["Task", "Duration"], ["Dig", 2], ["Build", 3], ["Paint", 1], ["Roof", 4]]
LIST += [["Garden", 2], ["Fence", 1]]
MIXED, BLOCKS = (RED, GREEN, RED, RED, GREEN, GREEN), (RED, RED, GREEN, GREEN, BLUE, BLUE)
SHOP = {"B2:C2": RED, "D2:F2": GREEN, "G2:H2": BLUE, "B3:D3": GREEN, "E3:F3": BLUE, "G3:I3": RED}
SHOP |= {"B4:C4": BLUE, "D4:E4": RED, "F4:K4": GREEN}


def coloured(colours: tuple[str, ...], first: int = 2) -> dict[str, str]:
    return {f"A{row}:B{row}": colour for row, colour in enumerate(colours, first)}


def beside(*texts: str) -> Rows:
    """The list with texts in column D, from row 3 on."""
    rows = [list(row) for row in LIST]
    for row, text in zip(rows[2:], texts, strict=False):
        row += [None, text]
    return rows


def seen(rows: Rows, fills: dict[str, str], offer: int = 0) -> Look:
    return pipeline.look(made(rows, fills=fills), "plan.xlsx", replace(CHOICE, offer=offer))


def unread(found: Look) -> list[Issue]:
    return [issue for issue in found.issues if issue.code == "legend-unread"]


@pytest.mark.parametrize(
    ("rows", "swatches", "first"),
    [
        (beside("Anna", "Peter"), {"D3": RED, "D4": GREEN}, 2),
        ([["Plan", "Anna", "Peter"], [], *LIST], {"B1": RED, "C1": GREEN}, 4),
        ([[*LIST[0], None, "Anna", "Peter"], *LIST[1:]], {"D1": RED, "E1": GREEN}, 2),
        ([*LIST, [], [None, "Anna"], [None, "Peter"]], {"A9": RED, "A10": GREEN}, 2),
        ([*LIST, [], ["Anna"], ["Peter"]], {"A9": RED, "A10": GREEN}, 2),
    ],
)
def test_rows_have_the_colours_of_people(rows: Rows, swatches: dict[str, str], first: int) -> None:
    project = read(rows, fills=coloured(MIXED, first) | swatches)
    assert people(project) == [["Anna"], ["Peter"], ["Anna"], ["Anna"], ["Peter"], ["Peter"]]


@pytest.mark.parametrize(
    "texts",
    [
        ("Erledigt", "In Arbeit", "Offen"),
        ("Terminé", "En cours", "À faire"),
        ("完了", "進行中", "未着手"),
    ],
)
def test_rows_have_the_colours_of_states(texts: tuple[str, ...]) -> None:
    swatches = {"D3": RED, "D4": GREEN, "D5": BLUE}
    project = read(beside(*texts), fills=coloured(BLOCKS) | swatches)
    assert [task.progress.recorded for task in project.tasks] == [True] * 4 + [False] * 2
    assert not people(project)[0]


def test_blocks_of_rows_have_the_colours_of_phases() -> None:
    swatches = {"D3": RED, "D4": GREEN, "D5": BLUE}
    project = read(beside("Gründung", "Rohbau", "Außenanlagen"), fills=coloured(BLOCKS) | swatches)
    assert tree(project)[:4] == ["Gründung", ".Dig", ".Build", "Rohbau"]


def test_rows_have_the_colours_of_priorities() -> None:
    project = read(beside("Alta", "Baixa"), fills=coloured(MIXED) | {"D3": RED, "D4": GREEN})
    assert len({task.priority for task in project.tasks}) == 2


def test_what_nothing_decides_is_told_and_offered() -> None:
    fills = coloured(MIXED) | {"D3": RED, "D4": GREEN}
    found = seen(beside("Backend", "Frontend"), fills)
    assert [(issue.severity, issue.cell) for issue in unread(found)] == [("warning", "D3")]
    assert "D3, D4" in str(unread(found)[0].message)
    captions = [offer.choice.columns[0][0] for offer in found.offers[1:]]
    taken = seen(beside("Backend", "Frontend"), fills, 2 + captions.index("Resource Names"))
    assert taken.project is not None
    assert people(taken.project)[:2] == [["Backend"], ["Frontend"]]
    assert not unread(taken)


def test_people_told_by_colours_may_be_left_out() -> None:
    fills = coloured(MIXED) | {"D3": RED, "D4": GREEN}
    found = seen(beside("Anna", "Peter"), fills, 2)
    assert found.project is not None
    assert people(found.project)[0] == []


def test_words_of_plans_beside_colours_of_bars_are_no_people() -> None:
    rows: Rows = [
        ["Vorgang", *DAYS],
        ["Graben"],
        ["Bauen"],
        ["Malen"],
        [],
        ["Meilenstein"],
        ["Termin"],
    ]
    fills = {"B2:C2": RED, "D3:E3": GREEN, "F4": RED, "A6": RED, "A7": GREEN}
    found = seen(rows, fills)
    assert found.project is not None
    assert people(found.project) == [[], [], []]
    assert [issue.cell for issue in unread(found)] == ["A6"]


@pytest.mark.parametrize(
    ("below", "swatches"),
    [
        (
            [[], [None, None, "Auftrag 1"], [None, None, "Auftrag 2"], [None, None, "Auftrag 3"]],
            "B6 B7 B8",
        ),
        (
            [[], ["Zlecenia:"], [None, "Auftrag 1"], [None, "Auftrag 2"], [None, "Auftrag 3"]],
            "A7 A8 A9",
        ),
    ],
)
def test_each_colour_in_the_row_of_a_machine_is_a_job(below: Rows, swatches: str) -> None:
    rows: Rows = [["Maschine", *DAYS], ["Säge"], ["Presse"], ["Ofen"], *below]
    fills = SHOP | dict(zip(swatches.split(), (RED, GREEN, BLUE), strict=True))
    found = seen(rows, fills)
    assert found.project is not None
    assert tree(found.project)[:4] == [
        *("Säge (Auftrag 1)", "Säge (Auftrag 2)", "Säge (Auftrag 3)", "Presse (Auftrag 2)"),
    ]
    assert ends(found.project)[:3] == ["03-02", "03-05", "03-09"]
    assert len(found.project.tasks) == 9
    assert found.offers[1].counts.tasks == 3  # one bar for each row


def test_the_header_may_stand_below_the_jobs() -> None:
    rows: Rows = [
        [],
        ["Maschine 1"],
        ["Maschine 2"],
        ["Maschine 3"],
        [None, *DAYS],
        [None, "Zlecenie:"],
    ]
    rows += [[None, None, f"Zlecenie {n}"] for n in (1, 2, 3)]
    found = seen(rows, SHOP | {"B7": RED, "B8": GREEN, "B9": BLUE})
    assert found.project is not None
    assert len(found.project.tasks) == 9
    assert tree(found.project)[0] == "Maschine 1 (Zlecenie 1)"


def test_people_in_rows_do_what_the_colours_are() -> None:
    rows: Rows = [
        ["", *DAYS],
        ["Anna"],
        ["Peter"],
        ["Maria"],
        [],
        [],
        [None, "Konzept"],
        [None, "Bau"],
    ]
    rows += [[None, "Test"]]
    project = read(rows, fills=SHOP | {"A7": RED, "A8": GREEN, "A9": BLUE})
    assert tree(project)[:3] == ["Konzept", "Bau", "Test"]
    assert people(project)[:4] == [["Anna"], ["Anna"], ["Anna"], ["Peter"]]


def test_colours_of_states_do_not_divide_bars() -> None:
    rows: Rows = [["Tarea", *DAYS], ["Cavar"], ["Muro"], ["Techo"], [], ["Hecho"], ["Pendiente"]]
    fills = {
        f"{c}{n}:{d}{n}": f for n in (2, 3, 4) for c, d, f in (("B", "C", RED), ("D", "F", GREEN))
    }
    project = read(rows, fills=fills | {"A6": RED, "A7": GREEN})
    assert tree(project) == ["Cavar", "Muro", "Techo"]


def test_a_legend_of_a_column_that_is_read_says_nothing_more() -> None:
    states = ("Done", "Done", "In progress", "Not started", "Not started", "Done")
    colours = (RED, RED, GREEN, BLUE, BLUE, RED)
    rows: Rows = [
        [*LIST[0], "Status"],
        *([*row, state] for row, state in zip(LIST[1:], states, strict=True)),
    ]
    rows[1:4] = [
        [*row, None, text]
        for row, text in zip(rows[1:4], ("Done", "In progress", "Not started"), strict=True)
    ]
    fills = {f"C{n}": colour for n, colour in enumerate(colours, 2)} | {
        "E2": RED,
        "E3": GREEN,
        "E4": BLUE,
    }
    assert not unread(seen(rows, fills))


@pytest.mark.parametrize(
    "fills",
    [
        coloured((GREY, "FFD9D9D9") * 3),  # stripes
        {"A1": RED, "B1": GREEN},  # headers
        {"A1:B1": BLUE} | coloured((BLUE, GREY, GREY, BLUE, GREY, GREY)),  # bands of summaries
    ],
)
def test_colours_without_texts_mean_nothing(fills: dict[str, str]) -> None:
    project = read(LIST, fills=fills)
    assert people(project) == [[]] * 6
    assert "legend-unread" not in codes(project)


def test_weekends_and_days_off_in_a_legend_are_no_legend_of_tasks() -> None:
    days = [datetime(2027, 3, day) for day in range(1, 15)]
    rows: Rows = [
        ["Task", *days],
        ["Dig"],
        ["Build"],
        ["Paint"],
        ["Roof"],
        ["Garden"],
        [],
        ["Holiday"],
        ["Work"],
    ]
    bars = {"B2:D2": BLUE, "E3:F3": BLUE, "I4:J4": BLUE, "K5:L5": BLUE, "L6:M6": BLUE}
    off = {f"{c}2:{c}6": GREY for c in "GHNO"}
    found = seen(rows, bars | off | {"A8": GREY, "A9": BLUE})
    assert found.project is not None
    assert (len(found.project.tasks), unread(found)) == (5, [])
