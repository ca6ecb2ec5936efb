"""What people write in everyday words or forms is read, or its loss is told with what to do."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from planner.choice import Choice
from planner.errors import Issue
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import Rows, book
from tests.planner.reading.strangers import tree

CHOICE = Choice(otherwise=datetime(2027, 3, 1))
PLAN: Rows = [["Task", "Days", "Who"], ["Dig", 5, "Ann"], ["Pour", 3, "Bob"], ["Dry", 2, "Cem"]]


def read(rows: Rows, **sheets: Rows) -> Project:
    return read_project(book({"Plan": rows, **sheets}), choice=CHOICE)


def remarks(project: Project, code: str) -> list[Issue]:
    return [issue for issue in project.remarks if issue.code == code]


def costed(header: str, *cells: Any, more: tuple[str, Any] = ("Remark", "x")) -> Project:
    rows: list[list[Any]] = [["Task", "Days", "Who", header, more[0]]]
    rows += [[name, 2, "Ann", cell, more[1]] for name, cell in zip("ABC", cells, strict=True)]
    return read(rows, Team=[["Name", "Rate"], ["Ann", 50]])


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Materials £", (250, 9800, None)),
        ("Material (€)", (250, "9800", None)),
        ("Materials", ("£250", "£9,800", None)),
        ("Material", ((250, '"£"#,##0'), (9800, '"£"#,##0'), None)),
    ],
)
def test_money_for_materials_is_a_fixed_cost(header: str, cells: Any) -> None:
    project = costed(header, *cells)
    assert [task.fixed_cost for task in project.tasks] == [Decimal(250), Decimal(9800), 0]
    (column,) = (one for one in project.columns if one.header == header)
    assert (column.meaning, column.sure) == ("Fixed Cost", False)


@pytest.mark.parametrize(
    ("header", "more"),
    [("Materials", ("Remark", "x")), ("Materials £", ("Fixed cost", 100))],
    ids=["numbers of anything", "beside fixed costs"],
)
def test_numbers_of_no_material_are_doubted_with_a_remedy(
    header: str, more: tuple[str, Any]
) -> None:
    project = costed(header, 250, 9800, None, more=more)
    (doubt,) = remarks(project, "numbers-of-no-material")
    assert (doubt.severity, doubt.cell) == ("warning", "D2")
    assert f'--map "Fixed Cost={header}"' in str(doubt.remedy)
    assert not remarks(project, "no-materials")


def test_everyday_names_of_part_time_and_of_first_and_last_days_are_read() -> None:
    team: Rows = [
        ["Name", "Works", "First day", "Last day"],
        ["Ann", "Mon-Wed", None, None],
        ["Bob", None, datetime(2027, 3, 8), None],
        ["Cem", None, None, datetime(2027, 3, 26)],
    ]
    ann, bob, cem = read(PLAN, Team=team).resources
    assert (ann.calendar, bob.calendar, cem.calendar) == ("Mon-Wed", "", "")
    assert (bob.available_from, cem.available_until) == (date(2027, 3, 8), date(2027, 3, 26))
    german: Rows = [
        ["Name", "Arbeitet", "Letzter Arbeitstag"],
        ["Ann", "Mo-Mi", None],
        ["Cem", None, datetime(2027, 3, 26)],
    ]
    plan: Rows = [["Vorgang", "Dauer (Tage)", "Wer"], ["Graben", 5, "Ann"], ["Ruhe", 2, "Cem"]]
    ann, cem = read(plan, Personal=german).resources
    assert ann.calendar == "Mo-Mi"
    assert cem.available_until == date(2027, 3, 26)


def test_the_first_and_last_day_of_leave_are_no_days_of_work() -> None:
    team: Rows = [
        ["Name", "First day off", "Last day of vacation"],
        ["Ann", datetime(2027, 3, 8), datetime(2027, 3, 12)],
        ["Bob", None, None],
    ]
    project = read(PLAN, Team=team)
    assert project.resources[0].available_until is None
    assert [(off.who, off.finish) for off in project.days_off] == [("Ann", date(2027, 3, 12))]


def test_one_cell_with_weekdays_tells_when_somebody_works() -> None:
    team: Rows = [["Name", "Pattern"], ["Ann", "Mon-Wed"], ["Bob", None], ["Cem", None]]
    project = read(PLAN, Team=team)
    assert project.resources[0].calendar == "Mon-Wed"
    assert remarks(project, "column-by-content")[0].cell == "B1"


def test_dates_of_people_that_are_left_aside_are_doubted_if_they_could_change_the_plan() -> None:
    def doubted(day: datetime) -> list[Issue]:
        team: Rows = [["Name", "Marker"], ["Ann", None], ["Bob", day], ["Cem", None]]
        return remarks(read(PLAN, Team=team), "people-dates-aside")

    (doubt,) = doubted(datetime(2027, 3, 10))
    assert (doubt.sheet, doubt.cell, doubt.severity) == ("Team", "B1", "warning")
    assert '--map "Available Until=Marker"' in str(doubt.remedy)
    assert doubted(datetime(1987, 3, 10)) == []


def sectioned(*titles: str, numbers: tuple[Any, ...] = (1, 2, 3, 4)) -> list[str]:
    rows: list[list[Any]] = [["#", "Task", "Days"], [titles[0], None, None]]
    rows += [[numbers[0], "Book", 2], [numbers[1], "Pay", 1], [titles[1], None, None]]
    rows += [[numbers[2], "Print", 2], [numbers[3], "Post", 1]]
    return tree(read(rows))


def test_sections_of_one_word_in_the_column_of_numbers_are_phases() -> None:
    phases = ["VENUE", ".Book", ".Pay", "PROGRAMME", ".Print", ".Post"]
    assert sectioned("VENUE", "PROGRAMME") == phases
    assert sectioned("VENUE", "PROGRAMME", numbers=("T-1", "T-2", "T-3", "T-4")) == phases


def named(*who: str) -> list[Issue]:
    rows: list[list[Any]] = [["Task", "Days", "Who"]]
    rows += [[f"Job {n}", 2, name] for n, name in enumerate(who)]
    return remarks(read(rows), "similar-name")


def test_a_name_like_one_that_comes_again_is_asked_about() -> None:
    (doubt,) = named("Lucey", "Tom", "Lucy, Tom", "Lucy")
    assert (doubt.severity, doubt.cell, doubt.got) == ("warning", "C2", "Lucey")
    assert doubt.remedy == 'did you mean "Lucy"?'
    assert [one.got for one in named("Ann Beck", "Ann Beck", "Ann Bekc")] == ["Ann Bekc"]
    assert [one.got for one in named("all", "Lucey", "Lucy", "Lucy", "Tom")] == ["Lucey"]
    assert [one.got for one in named("Carpenter", "Carpenters", "Carpenter")] == ["Carpenters"]


@pytest.mark.parametrize(
    "who",
    [
        ("Lucey", "Lucy", "Tom"),
        ("Tim", "Tom", "Tom"),
        ("Crew 1", "Crew 2", "Crew 2"),
        ("Team A", "Team B", "Team B"),
        ("Lucey", "Lucey", "Lucy", "Lucy"),
        ("Ann Beck", "Ben Bock", "Ben Bock"),
    ],
)
def test_names_that_may_well_be_two_are_not_doubted(who: tuple[str, ...]) -> None:
    assert named(*who) == []


def event(header: str, due: datetime) -> list[Issue]:
    rows: list[list[Any]] = [
        ["Task", "Days", header, "Due"],
        ["Venue", 3, datetime(2027, 3, 8), None],
        ["Fair", 2, datetime(2027, 9, 23), due],
    ]
    return remarks(read(rows), "start-and-due")


def test_a_latest_start_from_which_a_task_lasts_until_it_is_due_may_be_its_day() -> None:
    (doubt,) = event("Start by", datetime(2027, 9, 24))
    assert (doubt.severity, doubt.cell) == ("warning", "C3")
    assert "2 Fair" in str(doubt.message)
    assert '--map "Must Start On=Start by"' in str(doubt.remedy)
    assert event("Start by", datetime(2027, 9, 27)) == []
    assert event("Latest start", datetime(2027, 9, 24)) == []
