"""Starts of linked tasks that the plan does not keep are told, with what would keep them."""

from datetime import datetime

import pytest

from planner.choice import Choice
from planner.pipeline import Options, read_project, solve, write_plan
from planner.project import Project
from tests.planner.reading.books import book

CHOICE = Choice(otherwise=datetime(2026, 3, 2))
PARTY = """Task,Start,Finish,Duration,Predecessors,Owner
Book the room,2026-03-02,2026-03-03,2,,Ana
Invite guests,2026-03-04,2026-03-06,3,Book the room,Ben
Order food,2026-03-09,2026-03-11,3,Invite guests,Ana
Party,2026-03-20,2026-03-20,1,Order food,Ana
Clean up,2026-03-23,2026-03-23,1,Party,Ben
"""


def read(text: str, choice: Choice = CHOICE) -> Project:
    return read_project(text.encode(), choice=choice)


def told(project: Project) -> list[str]:
    return [str(issue.message) for issue in project.remarks if issue.code == "start-not-held"]


def test_a_start_later_than_its_links_ask_for_is_told_and_can_be_kept() -> None:
    project = read(PARTY)
    (issue,) = (issue for issue in project.remarks if issue.code == "start-not-held")
    assert (issue.cell, issue.severity) == ("B5", "warning")
    assert "Party (from 2026-03-20, by its links from 2026-03-12)" in str(issue.message)
    assert '--map "Earliest Start=' in str(issue.remedy)
    assert "Clean up" not in str(issue.message)  # it waits for the party
    kept = read(PARTY, Choice(columns=(("Earliest Start", "Start"),)))
    assert told(kept) == []
    party = solve(kept, Options(deterministic_limit=1)).rows[3]
    assert party.start == datetime(2026, 3, 20, 8)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-03-20,2026-03-20,1,Order food", "2026-03-20,2026-03-20,1,Order food+6d"),
        ("2026-03-20,2026-03-20,1,Order food", "2026-03-12,2026-03-12,1,Order food"),
        ("2026-03-20,2026-03-20,1,Order food", ",,1,Order food"),
        ("1,Order food,Ana\n", "1,Order food,Ana\nTalks,2026-03-12,2026-03-19,6,,Ana\n"),
    ],
    ids=["a lag", "no gap", "no date", "its person is busy"],
)
def test_what_is_no_gap_or_has_a_cause_is_not_told(before: str, after: str) -> None:
    text = PARTY.replace("2026-03-23,2026-03-23", ",").replace(before, after)
    assert text != PARTY
    assert told(read(text)) == []


def test_the_first_task_of_a_chain_and_those_of_a_linked_phase_have_their_gaps_told() -> None:
    text = """Task,Level,Start,Duration,Predecessors
Prepare,1,2026-03-02,5,
Build,1,,,Prepare
Walls,2,2026-03-16,2,
Roof,2,,2,Walls
Order,1,2026-03-25,1,
Deliver,1,2026-03-26,1,Order
"""
    (message,) = told(read(text))
    assert "Walls (from 2026-03-16, by its links from 2026-03-0" in message
    assert "Order (from 2026-03-25, by its links from 2026-03-02)" in message
    assert not any(name in message for name in ("Roof", "Deliver"))


def test_starts_that_our_own_plan_wrote_are_not_told() -> None:
    header, *lines = (line.split(",") for line in PARTY.splitlines())
    rows = [(a, *map(datetime.fromisoformat, (b, c)), *more) for a, b, c, *more in lines]
    data = book({"Tasks": [header, *rows]})
    project = read_project(data, choice=CHOICE)
    assert len(told(project)) == 1
    plan = solve(project, Options(deterministic_limit=1))
    written = write_plan(data, plan, write_back=True).data
    again = read_project(written, choice=CHOICE)
    assert again.tasks[3].current_start == datetime(2026, 3, 12)
    assert told(again) == []


def test_the_day_that_links_allow_is_a_working_day() -> None:
    text = PARTY.replace("2026-03-11,3,Invite", "2026-03-13,5,Invite")  # a Friday
    (message,) = told(read(text))
    assert "by its links from 2026-03-16" in message
