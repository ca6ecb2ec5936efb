"""Amounts, lists and hours as people say them, in many languages."""

from datetime import datetime, time

import pytest

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project
from planner.reading.cells import Cell
from planner.reading.durations import TimeUnits, duration
from tests.planner.reading.books import Rows, book

DAY = 480
CHOICE = Choice(start=datetime(2027, 3, 1))


def read(tasks: Rows, **sheets: Rows) -> Project:
    return read_project(book({"Plan": tasks, **sheets}), choice=CHOICE)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2½ days", 2.5),
        ("2 1/2 weeks", 12.5),
        ("3/4 d", 0.75),
        ("two weeks", 10),
        ("one and a half days", 1.5),
        ("a week and a half", 7.5),
        ("two to three weeks", 12.5),
        ("one week, two days", 7),
        ("5 (days)", 5),
        ("<1 day", 1),
        ("zwei Wochen und drei Tage", 13),
        ("anderthalb Tage", 1.5),
        ("en vecka", 5),
        ("två dagar", 2),
        ("to uker", 10),
        ("półtora tygodnia", 7.5),
        ("пять дней", 5),
        ("iki hafta", 10),
        ("fél nap", 0.5),
        ("δύο εβδομάδες", 10),
        ("une demi journée", 0.5),
        ("una settimana e mezza", 7.5),
        ("dua minggu", 10),
    ],
)
def test_numbers_in_words_and_fractions(text: str, days: float) -> None:
    assert duration(Cell(1, 1, "text", text), TimeUnits()) == days * DAY


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("{T1,T2}", ["T1", "T2"]),
        ("(T1; T2)", ["T1", "T2"]),
        ("T1-T3", ["T1", "T2", "T3"]),
        ("T1 to T3", ["T1", "T2", "T3"]),
        ("T2FS+1d", ["T2"]),
    ],
)
def test_lists_and_ranges_of_tasks(text: str, others: list[str]) -> None:
    rows: Rows = [["ID", "Task", "Days", "Depends on"], *([f"T{n}", "A", 1] for n in (1, 2, 3))]
    project = read([*rows, ["T4", "B", 1, text]])
    assert [link.task for link in project.tasks[-1].dependencies] == others


def test_a_range_with_a_hyphen_between_bare_numbers_is_a_lead() -> None:
    rows: Rows = [["ID", "Task", "Days", "Predecessors"], *([n, "A", 1] for n in (1, 2, 3))]
    project = read([*rows, [4, "B", 1, "1-3"], [5, "C", 1, "1 to 3"]])
    assert [link.lag.amount for link in project.tasks[3].dependencies] == [-3 * DAY]
    assert [link.task for link in project.tasks[4].dependencies] == ["1", "2", "3"]


MORNING = ((time(8), time(12)),)


@pytest.mark.parametrize("text", ["Mon-Thu mornings", "lundi-jeudi matin", "Mo-Do vormittags"])
def test_mornings_are_those_of_the_calendar(text: str) -> None:
    people: Rows = [["Name", "Working time"], ["Tom", text]]
    project = read([["Task", "Duration", "Resource"], ["Paint", "1 week", "Tom"]], People=people)
    (own,) = [week for week in project.weeks if week.name == project.resources[0].calendar]
    assert own.days == (*(MORNING,) * 4, (), (), ())


def test_it_is_told_that_a_week_of_work_takes_a_part_timer_longer() -> None:
    people: Rows = [["Name", "Working time"], ["Tom", "Mon-Thu mornings"], ["Ann", ""]]
    tasks: Rows = [
        ["Task", "Duration", "Resource"],
        ["Plan", "1 week", "Ann"],
        ["Paint", "1 week", "Tom"],
        ["Sand", "6h", "Tom"],
    ]
    project = read(tasks, People=people)
    (told,) = [issue for issue in project.remarks if issue.code == "days-of-part-timers"]
    assert told.place == "Plan!B3"
    assert "40 h of Tom, who works 16 h a week and is on it for 2.5 weeks" in told.message


@pytest.mark.parametrize(("share", "twice"), [("80%", True), ("100%", False), ("50%", False)])
def test_a_share_beside_a_day_off_may_be_the_same_part_time(share: str, twice: bool) -> None:
    people: Rows = [["Name", "Max Units", "Working time"], ["Tom", share, "Mon-Thu"]]
    project = read([["Task", "Duration", "Resource"], ["Paint", "8h", "Tom"]], People=people)
    told = [issue for issue in project.remarks if issue.code == "part-time-twice"]
    assert [issue.place for issue in told] == ["People!B2"] * twice
    assert all("80% of a week that is 32 h long" in issue.message for issue in told)
    assert project.resources[0].max_units == float(share.rstrip("%")) / 100


def test_a_trade_and_a_material_of_one_name_are_told_apart_by_their_sheets() -> None:
    tasks: Rows = [
        ["Task", "Duration", "Resource", "Materials"],
        ["Pour", "2d", "Concrete", "Concrete 5 m3"],
    ]
    people: Rows = [["Name", "Rate"], ["Concrete", 60], ["Carpenter", 50]]
    stock: Rows = [["Material", "Unit", "Stock"], ["Concrete", "m3", 10]]
    project = read(tasks, People=people, Materials=stock)
    assert [(need.names[0], need.units) for need in project.tasks[0].needs] == [
        ("Concrete", 1),
        ("Concrete (material)", 5),
    ]


def test_a_skill_and_a_material_of_one_name_are_told_apart() -> None:
    tasks: Rows = [["Task", "Duration", "Resource"], ["Pour", "2d", "Concrete"]]
    people: Rows = [["Name", "Skills"], ["Ann", "Concrete"]]
    stock: Rows = [["Material", "Unit", "Stock"], ["Concrete", "m3", 10]]
    project = read(tasks, People=people, Materials=stock)
    assert [need.skill for need in project.tasks[0].needs] == ["Concrete"]
