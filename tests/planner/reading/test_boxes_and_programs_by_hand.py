"""Boxes to tick beside tasks, and programs of days, as people type them."""

from datetime import datetime

import pytest

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON


def project(rows: Rows) -> Project:
    return read_project(book({"Sheet1": rows}), choice=Choice(otherwise=MON))


def spans(found: Project, form: str = "%H:%M") -> list[str]:
    return [
        f"{t.current_start:{form}}..{t.current_finish:{form}}"
        for t in found.tasks
        if t.current_start and t.current_finish
    ]


@pytest.mark.parametrize("header", ["☑", "✓", "", "OK?"])
@pytest.mark.parametrize(("no", "yes"), [("☐", "☑"), ("□", "✔"), ("[ ]", "[x]")])
def test_boxes_say_what_is_done(header: str, no: str, yes: str) -> None:
    rows: Rows = [[no, "Van", 2], [no, "Pack", 3], [yes, "Bank", 1], [no, "Clean", 1]]
    found = project([[header, "Task", "Days"], *rows])
    assert [task.progress.done for task in found.tasks] == [False, False, True, False]


def test_crosses_of_choices_are_no_progress() -> None:
    rows: Rows = [["x", "Van", 2], ["", "Pack", 3], ["x", "Bank", 1]]
    found = project([["Outdoor", "Task", "Days"], *rows])
    assert not any(task.progress.done for task in found.tasks)


def test_minutes_beside_starts_that_overlap_are_lengths() -> None:
    rows: Rows = [["09:30", 20, "Peel"], ["10:00", 150, "Roast"], ["11:15", 75, "Bake"],
                  ["12:40", 15, "Gravy"], ["12:45", 10, "Beans"]]  # fmt: skip
    found = project([["Lunch 13 June 2027"], ["Start", "Min", "Task"], *rows])
    assert [task.duration for task in found.tasks] == [20, 150, 75, 15, 10]
    assert f"{found.tasks[1].current_start:%m-%d %H:%M}" == "06-13 10:00"


def test_the_day_may_stand_right_of_the_times() -> None:
    days = [datetime(2027, 3, 6), datetime(2027, 3, 6), datetime(2027, 3, 7)]
    times = ["22:00-23:00", "23:00-23:30", "01:00-03:00"]
    names = ["srv01", "srv02", "db01"]
    rows: Rows = [list(row) for row in zip(names, times, days, strict=True)]
    found = project([["Server", "Window", "Date"], *rows])
    assert spans(found, "%m-%d %H:%M") == [
        "03-06 22:00..03-06 23:00", "03-06 23:00..03-06 23:30", "03-07 01:00..03-07 03:00",
    ]  # fmt: skip


def test_stages_with_breaks_are_read_side_by_side() -> None:
    rows: Rows = [["14:00", "Band A", "Poets", "Clown"], ["15:00", "Band B", None, "Puppets"],
                  ["16:30", "Band C", "Choir", None]]  # fmt: skip
    found = project([["Saturday 12 June 2027"], ["Time", "Main stage", "Tent", "Kids"], *rows])
    names = {task.name for task in found.tasks if not task.summary}
    assert names == {"Band A", "Band B", "Band C", "Poets", "Clown", "Puppets", "Choir"}


def test_notes_beside_a_program_are_no_stage() -> None:
    rows: Rows = [["14:00", "Band A", "loud"], ["15:00", "Band B", None], ["16:30", "Band C", None]]
    found = project([["Saturday 12 June 2027"], ["Time", "Act", "Remark"], *rows])
    assert [task.name for task in found.tasks] == ["Band A", "Band B", "Band C"]


def test_passed_is_done_and_no_slip_of_paused() -> None:
    """Marks are no dates, whatever the header is one letter away from."""
    rows: Rows = [["Task", "Days", "Passed", "Failed"], ["Write", 2, "x", ""], ["Test", 3, "", "x"]]
    found = project(rows)
    assert [task.progress.done for task in found.tasks] == [True, False]
    assert not [one for one in found.remarks if one.code == "bad-date"]
    slip = project([["Task", "Days", "Pauzed"], ["Write", 2, "x"], ["Test", 3, ""]])
    assert not [one for one in slip.remarks if one.code == "bad-date"]
