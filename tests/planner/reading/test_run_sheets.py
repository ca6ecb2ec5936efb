"""Run sheets: times of the day below each other, the day once above them, or nowhere."""

from datetime import datetime, time
from typing import Any

import pytest

from planner.project import Project
from tests.planner.reading.strangers import codes, made, people, read

T = time
SPANS = [
    [T(9), T(9, 30), "Doors", "Ann"],
    [T(9, 30), T(10, 15), "Keynote", "Bob"],
    [T(10, 15), T(10, 30), "Coffee", "Cleo"],
    [T(10, 30), T(12), "Workshop", "Ann"],
]
ENDS = ["09:00 09:30", "09:30 10:15", "10:15 10:30", "10:30 12:00"]


def days(project: Project) -> set[str]:
    return {f"{t.current_start:%Y-%m-%d}" for t in project.tasks if t.current_start}


def moments(project: Project) -> list[str]:
    return [f"{t.current_start:%H:%M} {t.current_finish:%H:%M}" for t in project.tasks
            if t.current_start and t.current_finish]  # fmt: skip


def as_text(rows: list[list[object]], pattern: str) -> list[list[object]]:
    return [[c.strftime(pattern) if isinstance(c, time) else c for c in row] for row in rows]


@pytest.mark.parametrize(
    "title",
    [["Run sheet, Saturday 12 June 2027"], ["Date", datetime(2027, 6, 12)], ["Gala (12.06.2027)"],
     ["Samstag, 12. Juni 2027"], ["Event date: 2027-06-12"]],
)  # fmt: skip
@pytest.mark.parametrize("pattern", ["", "%H:%M", "%I:%M %p"])
def test_start_and_end_are_times_of_the_day_in_the_title(title: list[object], pattern: str) -> None:
    rows = as_text(SPANS, pattern) if pattern else SPANS
    found = read([title, [], ["Start time", "End time", "Item", "Who"], *rows])
    assert (days(found), moments(found)) == ({"2027-06-12"}, ENDS)
    assert people(found) == [["Ann"], ["Bob"], ["Cleo"], ["Ann"]]
    assert [issue.severity for issue in found.remarks if issue.code == "clock-times"] == ["info"]


def test_a_day_that_nothing_names_is_assumed_and_told() -> None:
    found = read([["Start", "End", "Item", "Who"], *SPANS])
    assert (days(found), moments(found)) == ({"2027-03-01"}, ENDS)
    told = [issue for issue in found.remarks if issue.code == "clock-times"]
    assert [(one.severity, one.cell) for one in told] == [("warning", "A1")]


@pytest.mark.parametrize("dash", ["-", " – ", " to "])
def test_spans_of_times_in_one_column(dash: str) -> None:
    rows = [[f"{one:%H:%M}{dash}{two:%H:%M}", name, who] for one, two, name, who in SPANS]
    found = read([["Time", "Session", "Speaker"], *rows])
    assert moments(found) == ENDS
    assert people(found)[:2] == [["Ann"], ["Bob"]]


@pytest.mark.parametrize(("minutes", "unit"), [((5, 15, 20, 5), 1), (("5 min",) * 4, 1)])
def test_bare_numbers_that_count_until_the_next_time_are_minutes(
    minutes: tuple[object, ...], unit: int
) -> None:
    starts = [T(17), T(17, 5), T(17, 20), T(17, 40)]
    rows = [[one, name, f"about {name}", length, "Alex"]
            for one, name, length in zip(starts, "ABCD", minutes, strict=True)]  # fmt: skip
    found = read([["Ablauf"], ["Zeit", "Thema", "Inhalt", "Dauer", "Dozent"], *rows])
    lengths = [int(str(one).split()[0]) for one in minutes]
    assert [task.duration for task in found.tasks] == lengths
    assert people(found) == [["Alex"]] * 4
    assert [f"{t.current_start:%H:%M}" for t in found.tasks] == ["17:00", "17:05", "17:20", "17:40"]


def test_starts_alone_last_until_the_next() -> None:
    rows = [[T(14), "Ceremony"], [T(15), "Photos"], [T(16, 30), "Reception"], [T(18), "Carriages"]]
    found = read([["Wedding 2027-06-12"], ["Time", "What"], *rows])
    assert [task.duration for task in found.tasks] == [60, 90, 90, 0]


def test_days_as_headings_and_a_clock_of_twelve_hours() -> None:
    found = read(
        [["Time", "Session", "Speaker"], ["Friday 11 June 2027"], ["11:00-12:00", "Talk", "Ann"],
         ["12:00-1:00", "Lunch", ""], ["1:00-2:30", "Panel", "Bob"], ["Saturday 12 June 2027"],
         ["9:00-10:00", "Close", "Ann"]]
    )  # fmt: skip
    got = [(t.name, f"{t.current_start:%d %H:%M}", t.duration)
           for t in found.tasks if t.current_start]  # fmt: skip
    assert got == [("Talk", "11 11:00", 60), ("Lunch", "11 12:00", 60), ("Panel", "11 13:00", 90),
                   ("Close", "12 09:00", 60)]  # fmt: skip


def test_after_midnight_is_the_next_day() -> None:
    rows = [[T(21), T(23), "Concert"], [T(23), T(0, 30), "Party"], [T(0, 30), T(2), "Clean up"]]
    found = read([["12 June 2027"], ["From", "To", "Activity"], *rows])
    assert [f"{t.current_start:%d %H:%M}" for t in found.tasks] == ["12 21:00", "12 23:00",
                                                                    "13 00:30"]  # fmt: skip
    assert [task.duration for task in found.tasks] == [120, 90, 90]


def test_lengths_that_look_like_times_stay_lengths() -> None:
    found = read([["Task", "Time needed"], ["A", T(1, 30)], ["B", T(2)], ["C", T(5)]])
    assert [task.duration or task.work for task in found.tasks] == [90, 120, 300]
    assert "clock-times" not in codes(found)


@pytest.mark.parametrize("head", ["1er jour", "Jour 1", "Start"])
def test_hours_of_days_side_by_side_are_no_times_of_the_day(head: str) -> None:
    rows = [["Lire", T(1), T(1)], ["Planifier", T(3), T(3)], ["Coder", T(4, 30), T(4), T(0, 30)],
            ["Tester", T(5), None, None, T(5)]]  # fmt: skip
    found = read([["Tâches", "Temps nécessaire", head, "2e jour", "3e jour"], *rows])
    assert [task.duration or task.work for task in found.tasks] == [60, 180, 270, 300]
    assert "clock-times" not in codes(found)


@pytest.mark.parametrize("ends", [True, False])
def test_lengths_beside_the_times_may_look_like_times(*, ends: bool) -> None:
    rows: list[list[Any]] = [
        [T(9), T(9, 30), T(0, 30), "A"], [T(9, 30), T(10, 30), T(1), "B"],
        [T(10, 30), T(11), T(0, 30), "C"],
    ]  # fmt: skip
    head = ["Start", "End", "Duration", "Item"]
    table: list[list[Any]] = (
        [head, *rows] if ends else [[row[0], *row[2:]] for row in [head, *rows]]
    )
    found = read([["12 June 2027"], *table])
    assert [task.duration for task in found.tasks] == [30, 60, 30]
    assert [f"{t.current_start:%H:%M}" for t in found.tasks] == ["09:00", "09:30", "10:30"]


def test_a_timetable_is_still_none() -> None:
    week = ["Time", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    rows = [[f"{h}:00 - {h + 1}:00", "Maths", "Art", "Music", "PE", "Maths"] for h in range(8, 13)]
    from planner.errors import InputError
    from planner.pipeline import read_project
    from tests.planner.reading.strangers import CHOICE

    with pytest.raises(InputError) as error:
        read_project(made([week, *rows]), choice=CHOICE)
    assert "clock-times" not in {issue.code for issue in error.value.issues}


@pytest.mark.parametrize("sign", ["-", "–"])
def test_ends_in_the_cells_of_starts_are_read_beside_columns_that_stand_apart(sign: str) -> None:
    rows: list[list[Any]] = [["Our project"], [None] * 5 + ["To do", None, "Done"], ["2027-06-14"]]
    spans = [("9h30", "10h30"), ("10h30", "12h"), ("13h30", "16h30"), ("16h30", "17h")]
    for at, (start, end) in enumerate(spans):
        rows.append([None, f"{start}{sign}{end}", f"Build part {at}", None, None, "yes", None, "x"])
        rows.append([None, None, f"Mend part {at}"])
    found = [task for task in read(rows).tasks if task.name.startswith("Build")]
    assert [task.duration for task in found] == [60, 90, 180, 30]
    assert [f"{t.current_finish:%H:%M}" for t in found] == ["10:30", "12:00", "16:30", "17:00"]
