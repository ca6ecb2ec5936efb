"""Programs of events: rooms, tracks or days side by side; calendars that are exported."""

from datetime import datetime

import pytest

from planner.project import Project
from tests.planner.reading.strangers import codes, read, tree

HOURS = ["09:00-10:00", "10:00-11:00", "12:00-13:00"]


def when(project: Project) -> list[str]:
    return [f"{t.name} {t.current_start:%m-%d %H:%M}" for t in project.tasks if t.current_start]


def severity(project: Project) -> list[str]:
    return [issue.severity for issue in project.remarks if issue.code == "clock-times"]


def test_rooms_side_by_side_are_events_of_one_day() -> None:
    rows = [["Keynote", "Keynote"], ["Python", "Rust"], ["Lunch", "Lunch"]]
    table = [[hour, *row] for hour, row in zip(HOURS, rows, strict=True)]
    found = read([["PyDay 12 June 2027"], ["Time", "Room A", "Room B"], *table])
    assert when(found) == ["Keynote 06-12 09:00", "Python 06-12 10:00", "Rust 06-12 10:00",
                           "Lunch 06-12 12:00"]  # fmt: skip
    assert severity(found) == ["info"]


def test_an_event_over_all_rooms_may_be_merged() -> None:
    table = [[HOURS[0], "Keynote"], [HOURS[1], "Python", "Rust"], [HOURS[2], "Lunch"]]
    found = read(
        [["PyDay 12 June 2027"], ["Time", "Room A", "Room B"], *table], merged="B3:C3 B5:C5"
    )
    assert [t.name for t in found.tasks if not t.summary] == ["Keynote", "Python", "Rust", "Lunch"]


@pytest.mark.parametrize(
    ("title", "heads", "said"),
    [("Camp 2027", [datetime(2027, 6, 11), datetime(2027, 6, 12)], "info"),
     ("June 2027", ["Fri 11", "Sat 12"], "info"), ("Camp 2027", ["11 June", "12 June"], "info"),
     ("Camp", ["Friday", "Saturday"], "warning")],
)  # fmt: skip
def test_days_side_by_side(title: str, heads: list[object], said: str) -> None:
    rows = [["Arrive", "Yoga"], ["Hike", "Swim"], ["Lunch", "Lunch"]]
    table = [[hour, *row] for hour, row in zip(HOURS, rows, strict=True)]
    found = read([[title], ["Time", *heads], *table])
    assert tree(found) == ["Arrive", "Hike", "Lunch", "Yoga", "Swim", "Lunch"]
    days = [t.current_start.weekday() for t in found.tasks if t.current_start]
    assert (days, severity(found)) == ([4, 4, 4, 5, 5, 5], [said])
    if said == "info":
        assert when(found)[0] == "Arrive 06-11 09:00"


def test_a_date_and_a_time_beside_it_are_one_moment() -> None:
    rows = [["Write", "20/01/2027", "10:00", "20/01/2027", "12:00"],
            ["Film", "21/01/2027", "14:00", "21/01/2027", "16:30"],
            ["Cut", "22/01/2027", "10:00", "22/01/2027", "11:00"]]  # fmt: skip
    found = read([["Subject", "Start Date", "Start Time", "End Date", "End Time"], *rows])
    assert when(found) == ["Write 01-20 10:00", "Film 01-21 14:00", "Cut 01-22 10:00"]
    assert [task.duration for task in found.tasks] == [120, 150, 60]


@pytest.mark.parametrize("head", ["Location", "Room", "Color", "LabelFace", "Ort", "場所"])
def test_places_and_looks_are_nobody(head: str) -> None:
    d = datetime
    found = read(
        [["Task", "Start", "End", head], ["A", d(2027, 3, 1), d(2027, 3, 3), "blue"],
         ["B", d(2027, 3, 4), d(2027, 3, 5), "blue"], ["C", d(2027, 3, 8), d(2027, 3, 9), "grey"],
         ["D", d(2027, 3, 8), d(2027, 3, 9), "grey"]]
    )  # fmt: skip
    assert (found.resources, "people-from-tasks" in codes(found)) == ((), False)
