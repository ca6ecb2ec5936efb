"""Lists that count down to an event, as people type them for weddings, launches and trips."""

from datetime import datetime

import pytest

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON


def project(rows: Rows) -> Project:
    return read_project(book({"Sheet1": rows}), choice=Choice(otherwise=MON))


def due(found: Project) -> list[str]:
    return [f"{t.deadline:%Y-%m-%d}" if t.deadline else "" for t in found.tasks if not t.summary]


def test_a_distance_counts_for_the_blank_cells_below_it() -> None:
    rows: Rows = [["12 months before", "Set budget"], ["", "Book venue"],
                  ["6 months before", "Order cake"], ["2 weeks before", "Count heads"],
                  ["Day before", "Rehearse"]]  # fmt: skip
    found = project([["Wedding on 18 September 2027"], [], ["When", "To do"], *rows])
    assert due(found) == ["2026-09-18", "2026-09-18", "2027-03-18", "2027-09-04", "2027-09-17"]


def test_a_blank_distance_stays_blank_where_others_are_said_again() -> None:
    rows: Rows = [
        ["2 weeks before", "Set budget"],
        ["2 weeks before", "Book venue"],
        ["1 week before", "Cake"],
        ["1 week before", "Call"],
        ["", "Rehearse"],
    ]
    found = project([["Wedding on 18 September 2027"], [], ["When", "To do"], *rows])
    assert due(found)[-1] == ""


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("T-minus (weeks)", [-8, -6, -2, 0, 2]),
        ("Weeks before launch", [8, 6, 2, 0, -2]),
        ("Wochen vor Start", [8, 6, 2, 0, -2]),
        ("T- (weeks)", [-8, -6, -2, 0, 2]),
    ],
)
def test_numbers_below_a_distance_count_from_the_event(header: str, numbers: list[int]) -> None:
    names = ["Price", "Press kit", "Train", "Launch", "Review"]
    rows: Rows = [[n, name, "Ann"] for n, name in zip(numbers, names, strict=True)]
    found = project([["Launch 1 June 2027"], [header, "Activity", "Owner"], *rows])
    assert due(found) == ["2027-04-06", "2027-04-20", "2027-05-18", "2027-06-01", "2027-06-15"]
    assert {task.duration for task in found.tasks} == {480}


LISTED = ["Set the budget", "Book the venue", "Order invitations", "Choose a singer", "Call all"]
HEADS = {0: "12 months before", 2: "6 months before", 4: "1 week before"}


def listed(*, apart: bool) -> Rows:
    rows: list[list[str]] = []
    for at, name in enumerate(LISTED):
        if at in HEADS:
            rows.append(["", HEADS[at]] if apart else [HEADS[at]])
        mark = "☑" if at == 3 else "☐"
        rows.append([mark, name] if apart else [f"{mark} {name}"])
    return rows


@pytest.mark.parametrize("apart", [True, False])
def test_a_checklist_below_distances_is_a_plan(apart: bool) -> None:
    found = project(
        [["Wedding checklist"], ["Wedding date: 18 September 2027"], *listed(apart=apart)]
    )
    tasks = [task for task in found.tasks if not task.summary]
    names = {task.id: task.name for task in found.tasks}
    assert [task.name for task in tasks] == LISTED
    assert [names[task.parent] for task in tasks] == [
        "12 months before", "12 months before", "6 months before", "6 months before",
        "1 week before",
    ]  # fmt: skip
    assert [task.progress.done for task in tasks] == [False, False, False, True, False]
    assert due(found) == ["2026-09-18", "2026-09-18", "2027-03-18", "2027-03-18", "2027-09-11"]


def test_a_checklist_without_the_day_of_the_event_says_so() -> None:
    found = project([["Wedding checklist"], *listed(apart=False)])
    assert [task.name for task in found.tasks if not task.summary] == LISTED
    assert due(found) == [""] * 5
    assert "relative-days" in {issue.code for issue in found.remarks}


def test_one_day_of_many_lines_is_no_countdown() -> None:
    found = project([["Task", "Start"], ["The day", datetime(2027, 3, 1)], ["Dig", MON]])
    assert [task.name for task in found.tasks] == ["The day", "Dig"]


@pytest.mark.parametrize("head", ["When", "D-Day"])
@pytest.mark.parametrize("day", ["D-Day", "D-day", "D-0", "Jour J", "J"])
def test_the_day_itself_has_a_name(day: str, head: str) -> None:
    rows: Rows = [["D-30", "Hall"], ["D-14", "Cards"], ["D-1", "Rehearse"], [day, "Show"]]
    found = project([["Show on 12 June 2027"], [], [head, "Task"], *rows])
    assert due(found) == ["2027-05-13", "2027-05-29", "2027-06-11", "2027-06-12"]
