"""Charts below each other, rows with people from end to end, weekdays in signs, sentences."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.planner.reading.strangers import BLUE, YELLOW, codes, people, read

MONDAYS = [datetime(2027, 3, 1) + timedelta(7 * n) for n in range(9)]


def test_a_chart_whose_first_rows_are_full_of_people_begins_with_them() -> None:
    """Rows below the dates, coloured from end to end with who does them, are tasks."""
    later = [*MONDAYS[:3], MONDAYS[3] + timedelta(4), *MONDAYS[4:]]
    project = read(
        [
            [None, *["Meeting"] * 9],
            ["Always", *MONDAYS],
            ["Agenda", *["Ann"] * 9],
            ["Minutes", *["Bob"] * 9],
            [],
            [None, *["Meeting"] * 3, "Report", *["Meeting"] * 5],
            ["Once", *later],
            ["Dig", "Ann"],
            ["Pour", None, "Bob", "Bob"],
            ["Paint", None, None, None, "Ann", "Ann"],
        ],
        fills={"B3:J3": BLUE, "B4:J4": YELLOW, "B8": BLUE, "C9:D9": YELLOW, "E10:F10": BLUE},
    )
    names = ["Agenda", "Minutes", "Dig", "Pour", "Paint"]
    assert [task.name for task in project.tasks if not task.summary] == names
    assert people(project) == [["Ann"], ["Bob"], ["Ann"], ["Bob"], ["Ann"]]


def test_coloured_days_below_dates_stay_a_header() -> None:
    """A row of coloured weekdays is no task, also where a text stands beside it."""
    days = [datetime(2027, 3, 1) + timedelta(n) for n in range(10)]
    letters = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    project = read(
        [["Works", *days], ["Task", *letters, *letters[:3]], ["Dig"], ["Pour"]],
        fills={"B2:K2": YELLOW, "B3:C3": BLUE, "D4": BLUE},
    )
    assert [task.name for task in project.tasks] == ["Dig", "Pour"]


@pytest.mark.parametrize(
    ("cells", "who"),
    [
        (["월,화", "월,화", "화,수"], [["Ann"], ["Bob"], ["Ann"]]),
        (["木", "金", "木"], [["Ann"], ["Bob"], ["Ann"]]),
    ],
)
def test_weekdays_written_as_one_sign_are_no_people(cells: list[str], who: list[list[str]]) -> None:
    names = ["Dig the pit", "Pour the slab", "Paint the hall"]
    rows = zip(names, ["2시간", "3시간", "2시간"], cells, ["Ann", "Bob", "Ann"], strict=True)
    project = read([["plan", "예상소요시간", None, None], *map(list, rows)])
    assert people(project) == who


def test_a_sentence_with_a_number_is_no_duration_and_is_told() -> None:
    sentence = "starting from the hall to 7 days after its end"
    rows = [["Task", "Days"], *[[f"Step {name}", 5] for name in "ABCDE"], ["Check", sentence]]
    project = read(rows)
    (told,) = (one for one in project.remarks if one.code == "bad-duration")
    assert (told.severity, told.cell, told.got) == ("warning", "B7", sentence)


def test_a_later_chart_may_be_wider_than_the_first() -> None:
    """Each has names and bars of its own; none of them stands for the other."""
    days = [datetime(2027, 3, 1) + timedelta(n) for n in range(14)]
    project = read(
        [
            ["Etapa A", *days[:8]],
            *([name] for name in ("Zanja", "Muro", "Techo")),
            [],
            ["Etapa B", *days],
            *([name] for name in ("Pintura", "Jardín", "Cerca")),
        ],
        fills=dict.fromkeys(("B2:C2", "D3:E3", "E4:G4", "B7:D7", "E8:J8", "L9:O9"), BLUE),
    )
    names = ["Zanja", "Muro", "Techo", "Pintura", "Jardín", "Cerca"]
    assert [task.name for task in project.tasks if not task.summary] == names
    finishes = [t.current_finish for t in project.tasks if t.current_finish and not t.summary]
    assert [day.day for day in finishes][-2:] == [9, 14]


@pytest.mark.parametrize(
    ("signs", "told"),
    [
        ({2: "A", 3: "P", 4: "A"}, True),
        ({2: "M"}, True),
        ({2: "50%", 3: "80 %"}, True),
        ({2: "n", 3: "n", 4: "n"}, False),  # a mark
        ({2: "x", 3: "✓", 4: "x"}, False),
    ],
)
def test_signs_in_bars_that_say_more_than_a_mark_are_told(
    signs: dict[int, str], told: bool
) -> None:
    rows: list[list[Any]] = [["Úkol", *MONDAYS], ["Výkop", None], ["Zeď", None], ["Střecha", None]]
    for row, sign in signs.items():
        rows[row - 1][1] = sign
    project = read(rows, fills={"B2:C2": BLUE, "B3:D3": BLUE, "B4:E4": BLUE})
    assert ("texts-in-bars" in codes(project)) == told
