"""Dates in titles: behind a word for the start, or the first of two."""

from datetime import datetime
from typing import Any

import pytest

from planner.choice import Choice
from planner.pipeline import look, read_project
from planner.project import Project
from planner.reading import weekday_axis
from tests.planner.reading.books import book
from tests.planner.reading.test_layouts import MON

TABLE: list[list[Any]] = [["Task", "Duration"], ["Dig", 2], ["Build", 3]]


def planned(*title: list[Any]) -> Project:
    return read_project(book({"Plan": [*title, [], *TABLE]}), choice=Choice(otherwise=MON))


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("Start: 2027-03-01", datetime(2027, 3, 1)),
        ("Start 06:00 12-Apr-2027", datetime(2027, 4, 12, 6)),
        ("Start date - 4 May 2027", datetime(2027, 5, 4)),
        ("Project start: March 1, 2027", datetime(2027, 3, 1)),
        ("Démarrage : 1er mars 2027", datetime(2027, 3, 1)),
        ("Printed 12-Apr-2027", MON),
        ("Phase 1 2027", MON),
    ],
)
def test_a_date_behind_a_word_for_the_start_is_the_start(line: str, start: datetime) -> None:
    found = planned(["Turnaround"], [line])
    assert found.start == start
    told = {issue.code for issue in found.remarks}
    assert ("assumed-project-start" in told) is (start == MON)


def test_the_first_of_two_days_in_the_title_is_taken_and_told() -> None:
    found = planned(["Sprint 12", "01.03.2027 - 12.03.2027"])
    assert found.start == datetime(2027, 3, 1)
    (told,) = [issue for issue in found.remarks if issue.code == "assumed-project-start"]
    assert "first of the two days" in str(told.message)


def test_two_different_spans_in_a_title_tell_nothing() -> None:
    found = planned(["01.03.2027 - 12.03.2027"], ["Holidays 01.08.2027 - 12.08.2027"])
    assert found.start == MON


def test_a_list_without_weekdays_looks_for_no_date_above_its_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each row may be a header, and all rows above each take a minute for some hundreds."""
    asked: list[int] = []
    monkeypatch.setattr(weekday_axis, "_only_date_above", lambda h: asked.append(h.cells[0].row))
    told = "".join(f"{n},Task {n},soon,red\n" for n in range(9))
    look(f"ID,Task,Duration,Colour\n{told}".encode(), "list.csv", Choice())
    assert asked == []
