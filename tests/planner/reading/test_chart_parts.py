"""Charts with several bars in a row: each bar may be a task of its own."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from planner.choice import Choice
from planner.errors import Issue
from planner.phrase import Phrase
from planner.reading.chart_parts import as_parts
from planner.reading.forms import in_file
from planner.reading.look import Look
from planner.reading.opening import open_book
from planner.reading.read import look
from tests.planner.reading.strangers import BLUE, CHOICE, WEEKS, YELLOW, made

ORANGE = "FFED7D31"
PARTS = replace(CHOICE, form="parts")
ROWS: list[list[Any]] = [["Task", *WEEKS], ["Dig"], ["Review"], ["Pour"], ["Paint", 1, 2]]


def seen(rows: list[list[Any]], fills: dict[str, str], choice: Choice = PARTS) -> Look:
    return look(made(rows, fills=fills), "plan.xlsx", choice)


def bars(found: Look) -> list[str]:
    assert found.project is not None
    return [
        f"{task.name} {task.current_start:%m-%d} {task.current_finish:%m-%d}"
        for task in found.project.tasks
        if task.current_start and task.current_finish
    ]


FILLS = {"B2:C2": BLUE, "C3": BLUE, "F3": BLUE, "I3:J3": BLUE, "D4:E4": BLUE}


def test_each_bar_of_a_row_with_gaps_is_offered_as_a_task() -> None:
    found = seen(ROWS[:4], FILLS, CHOICE)
    assert bars(found)[1] == "Review 03-08 04-30"
    forms = [offer.choice.form for offer in found.offers]
    assert "parts" in forms
    taken = seen(ROWS[:4], FILLS, replace(CHOICE, offer=forms.index("parts") + 1))
    assert bars(taken) == [
        "Dig 03-01 03-12",
        *("Review (1) 03-08 03-12", "Review (2) 03-29 04-02", "Review (3) 04-19 04-30"),
        "Pour 03-15 03-26",
    ]


def test_colours_of_a_legend_divide_a_bar_and_name_its_parts() -> None:
    fills = {"B2:C2": BLUE, "D2": ORANGE, "C3": BLUE, "D3:E3": ORANGE, "L2": BLUE, "L3": ORANGE}
    rows = [[*row, *([None] * (12 - len(row)))] for row in ROWS[:4]]
    rows[1][11:], rows[2][11:] = [None, "Build"], [None, "Test"]
    assert bars(seen(rows, fills | {"D4:E4": BLUE}))[:4] == [
        *("Dig (Build) 03-01 03-12", "Dig (Test) 03-15 03-19"),
        *("Review (Build) 03-08 03-12", "Review (Test) 03-15 03-26"),
    ]


def test_weekends_do_not_divide_a_bar_of_days() -> None:
    days = [datetime(2027, 3, 1) + timedelta(days=n) for n in range(14)]
    fills = {"B2:F2": BLUE, "I2:J2": BLUE, "B3": YELLOW, "E3:F3": YELLOW, "I4:M4": BLUE}
    assert bars(seen([["Task", *days], ["Dig"], ["Fill"], ["Pour"]], fills)) == [
        "Dig 03-01 03-09",
        *("Fill (1) 03-01 03-01", "Fill (2) 03-04 03-05"),
        "Pour 03-08 03-12",
    ]


def test_places_are_those_of_the_file() -> None:
    sheet = as_parts(
        open_book(made(ROWS[:4], fills=FILLS), "plan.xlsx").sheets[0], CHOICE.otherwise
    )
    assert sheet is not None
    assert [cells[1].text for _, cells in sorted(sheet.rows.items())][2:5] == [
        *("Review (1)", "Review (2)", "Review (3)"),
    ]
    told = Issue(code="bad-date", sheet=sheet.name, cell="A6", message=Phrase("is no date"))
    assert in_file(told, {sheet.name: sheet}).cell == "A4"


def test_without_gaps_nothing_is_divided() -> None:
    found = seen(ROWS[:4], {"B2:C2": BLUE, "C3:D3": BLUE, "D4:E4": BLUE}, CHOICE)
    assert "parts" not in [offer.choice.form for offer in found.offers]
