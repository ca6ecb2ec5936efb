"""Seats by skills: either of two, both in one person, or one person for each."""

from datetime import datetime
from typing import Any

import pytest

from planner.choice import Choice
from planner.errors import InputError
from planner.pipeline import Options, read_project, solve
from planner.project import Need, Project
from tests.planner.reading.books import Rows, book

CHOICE = Choice(otherwise=datetime(2027, 3, 1))
TEAM: Rows = [
    ["Name", "Skills"],
    ["Ann", "Welding:3; Health & Safety"],
    ["Bob", "Crane; Welding:1"],
    ["Cem", "Crane:2; Painting"],
]


def read(*skills: str, who: str = "", head: str = "Who") -> Project:
    rows: list[list[Any]] = [["Task", "Days", "Skills", head]]
    rows += [[f"Job {n}", 2, skill, who or None] for n, skill in enumerate(skills)]
    return read_project(book({"Tasks": rows, "People": TEAM}), choice=CHOICE)


def able(skills: str) -> list[tuple[tuple[str, ...], int]]:
    return [(need.names, need.count) for need in read(skills).tasks[0].needs]


@pytest.mark.parametrize(
    ("skills", "names", "count"),
    [
        ("Welding or Painting", ("Ann", "Bob", "Cem"), 1),
        ("Welding:2 or Painting", ("Ann", "Cem"), 1),
        ("welding | painting", ("Ann", "Bob", "Cem"), 1),
        ("Painting oder Health & Safety", ("Ann", "Cem"), 1),
        ("Welding + Crane", ("Bob",), 1),
        ("Crane & Painting", ("Cem",), 1),
        ("Crane and Welding or Painting", ("Bob", "Cem"), 1),
        ("Welding or Crane x2", ("Ann", "Bob", "Cem"), 2),
    ],
)
def test_either_and_both_skills_name_those_who_qualify(
    skills: str, names: tuple[str, ...], count: int
) -> None:
    assert able(skills) == [(names, count)]


def test_a_skill_whose_name_has_such_a_word_is_one_skill() -> None:
    (need,) = read("Health & Safety").tasks[0].needs
    assert need == Need(skill="Health & Safety")


def test_two_people_share_two_tasks_that_either_skill_does() -> None:
    plan = solve(read("Welding:2 or Painting", "Welding:2 or Painting"), Options())
    starts = {row.start for row in plan.rows}
    who = {one.resource for row in plan.rows for one in row.bookings}
    assert (starts, who) == ({datetime(2027, 3, 1, 8)}, {"Ann", "Cem"})


@pytest.mark.parametrize("skills", ["Welding or Crain", "Welding + Health & Safety + Crane"])
def test_a_skill_that_nobody_has_is_a_fault_at_its_cell(skills: str) -> None:
    with pytest.raises(InputError) as caught:
        read(skills)
    (issue,) = (one for one in caught.value.issues if one.severity == "error")
    assert (issue.code, issue.cell, issue.got) == ("unknown-skill", "C2", skills)


def several(project: Project) -> list[str]:
    return [one.cell for one in project.remarks if one.code == "person-per-skill"]


def test_two_skills_that_one_person_has_are_two_people_and_told_so() -> None:
    project = read("Welding", "Crane; Welding", "Crane; Welding")
    assert [need.skill for need in project.tasks[1].needs] == ["Crane", "Welding"]
    (issue,) = (one for one in project.remarks if one.code == "person-per-skill")
    assert (issue.severity, issue.cell) == ("info", "C3")
    assert "Crane + Welding" in str(issue.remedy)
    assert several(read("Crane; Health & Safety")) == []  # nobody has both
    assert several(read("Crane; Welding", who="Bob; Ann")) == []  # they are named
