"""Cells that say two things at once, or in words, as people type them."""

from datetime import datetime

import pytest

from planner.choice import Choice
from planner.pipeline import read_project
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON
from tests.planner.reading.test_more_plans_by_hand import project, spans


@pytest.mark.parametrize(
    "days",
    [
        ["Mon 1/3", "Tue 2/3", "Wed 3/3", "Thu 4/3", "Fri 5/3"],
        ["Mo 1.3.", "Di 2.3.", "Mi 3.3.", "Do 4.3.", "Fr 5.3."],
    ],
)
def test_weekdays_beside_days_tell_the_year_of_a_chart(days: list[str]) -> None:
    rows: Rows = [["Strip", "x", "x"], ["Sand", None, "x", "x"], ["Paint", *[None] * 3, "x", "x"]]
    found = project([["Task", *days], *rows])
    assert spans(found, "%Y-%m-%d")[0] == "2027-03-01..2027-03-02"


def test_a_day_with_its_times_is_a_start_and_a_finish() -> None:
    rows: Rows = [["Setup", "12 June 2027, 08:00-10:00"], ["Talks", "12 June 2027, 10:00-16:00"],
                  ["Dinner", "12 June 2027 18:00 - 21:00"]]  # fmt: skip
    found = project([["What", "When"], *rows])
    assert spans(found, "%m-%d %H:%M") == [
        "06-12 08:00..06-12 10:00", "06-12 10:00..06-12 16:00", "06-12 18:00..06-12 21:00",
    ]  # fmt: skip


def test_numbers_before_resources_are_how_many_are_needed() -> None:
    rows: Rows = [["Lift", 1, "2 riggers, 1 crane"], ["Weld", 3, "3 welders"], ["Test", 1, "Ann"]]
    found = project([["Task", "Days", "Resources"], *rows])
    needs = [[(need.names, need.units * need.count) for need in task.needs] for task in found.tasks]
    assert needs == [[(("riggers",), 2), (("crane",), 1)], [(("welders",), 3)], [(("Ann",), 1)]]


def test_names_that_begin_with_a_number_elsewhere_too_stay_names() -> None:
    people: Rows = [["Name", "Rate"], ["3 Tigers", 50], ["Ann", 60]]
    rows: Rows = [["Task", "Days", "Resources"], ["Lift", 1, "3 Tigers"], ["Test", 1, "Ann"]]
    found = read_project(book({"Tasks": rows, "People": people}), choice=Choice(otherwise=MON))
    assert [person.name for person in found.resources] == ["3 Tigers", "Ann"]


def test_progress_in_words_is_read() -> None:
    rows: Rows = [["Ask", 2, "Completed"], ["Make", 3, "50 percent"], ["Try", 1, "Not yet"],
                  ["Tell", 1, 0.25]]  # fmt: skip
    found = project([["Task", "Days", "Progress"], *rows])
    assert [task.progress.done for task in found.tasks] == [True, False, False, False]
    assert [task.progress.percent for task in found.tasks][1:] == [0.5, None, 0.25]


def test_projects_left_of_tasks_are_their_groups() -> None:
    day = datetime(2027, 3, 1)
    rows: Rows = [["Alpha", "Spec", "Ann", day, 3], ["Alpha", "Code", "Bob", day, 8],
                  ["Beta", "Spec", "Ann", day, 2], ["Beta", "Code", "Bob", day, 5]]  # fmt: skip
    found = project([["Project", "Task", "Resource", "Start", "Days"], *rows])
    assert [task.name for task in found.tasks if task.summary] == ["Alpha", "Beta"]
