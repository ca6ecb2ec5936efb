"""Numbered days, as people type them beside what happens on them."""

from datetime import timedelta

import pytest

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON

LIST: Rows = [["Day 1", "IT setup", "IT", 2], ["Day 1", "Tour", "HR", 1],
              ["Day 2", "Safety", "HSE", 3], ["Day 5", "Review", "Ann", 1]]  # fmt: skip


def project(rows: Rows) -> Project:
    return read_project(book({"Sheet1": rows}), choice=Choice(otherwise=MON))


@pytest.mark.parametrize("header", ["Day", "When", "Tag"])
def test_numbered_days_beside_lengths_are_starts(header: str) -> None:
    found = project([[header, "Activity", "Owner", "Duration (hrs)"], *LIST])
    assert [f"{task.current_start:%m-%d}" for task in found.tasks] == [
        "05-03", "05-03", "05-04", "05-07",
    ]  # fmt: skip
    assert [task.duration for task in found.tasks] == [120, 60, 180, 60]


def test_numbered_days_alone_are_when_things_happen() -> None:
    found = project([["Day", "Activity", "Owner"], *(row[:3] for row in LIST)])
    assert [f"{t.current_start:%m-%d}..{t.current_finish:%m-%d}" for t in found.tasks] == [
        "05-03..05-03", "05-03..05-03", "05-04..05-04", "05-07..05-07",
    ]  # fmt: skip


def test_numbered_days_that_name_the_rows_are_names() -> None:
    found = project([["Stage", "Days"], ["Day 1", 1], ["Day 2", 1], ["Day 3", 2]])
    assert [task.name for task in found.tasks] == ["Day 1", "Day 2", "Day 3"]


@pytest.mark.parametrize(
    ("head", "minutes"),
    [
        (["Task", "Start week", "Days"], [960, 1440]),
        (["Task", "Start (week)", "Duration (days)"], [960, 1440]),
        (["Task", "Start week", "Duration"], [4800, 7200]),
    ],
)
def test_lengths_with_a_unit_keep_it_beside_numbered_weeks(
    head: list[str], minutes: list[int]
) -> None:
    found = project([head, ["Dig", 1, 2], ["Pour", 3, 3]])
    assert [task.duration for task in found.tasks] == minutes


def test_a_start_without_progress_is_told_and_the_title_says_the_status_date() -> None:
    head = ["Task", "Days", "Actual start"]
    rows: Rows = [["Dig", 5, MON], ["Pour", 2, None]]
    found = project([["Status date", MON + timedelta(days=2)], [], head, *rows])
    assert str(found.settings.status_date)[:10] == "2027-05-05"
    told = [str(one.message) for one in found.remarks if one.code == "nothing-done"]
    assert len(told) == 1


def test_progress_that_is_told_needs_no_remark() -> None:
    head = ["Task", "Days", "Actual start", "% done"]
    found = project([head, ["Dig", 5, MON, 0.4], ["Pour", 2, None, 0]])
    assert not any(one.code == "nothing-done" for one in found.remarks)


def test_a_status_date_in_the_title_of_a_plan_without_records_is_none() -> None:
    found = project([["Report date", MON], [], ["Task", "Days"], ["Dig", 5], ["Pour", 2]])
    assert found.settings.status_date is None


def test_dates_on_which_weeks_end_mean_the_days_before_them() -> None:
    fridays = [MON + timedelta(days=4 + 7 * n) for n in range(3)]
    rows: Rows = [[day, name] for day, name in zip(fridays, ("Ask", "Make", "Try"), strict=True)]
    found = project([["Week ending", "Task"], *rows])
    assert [f"{t.current_start:%m-%d}..{t.current_finish:%m-%d}" for t in found.tasks][:2] == [
        "05-03..05-07", "05-10..05-14",
    ]  # fmt: skip


def test_distances_in_steps_of_fifty_are_no_times() -> None:
    rows: Rows = [[1000, 1050, "Dig", 2], [1050, 1100, "Pipe", 3], [1100, 1150, "Fill", 2]]
    found = project([["From", "To", "Task", "Days"], *rows])
    assert not any(issue.code == "clock-times" for issue in found.remarks)


def test_a_sentence_that_starts_the_project_is_told() -> None:
    found = project([["Rota from 1 March 2027"], [], ["Task", "Days"], ["Dig", 1], ["Pour", 2]])
    assert "title-start" in {issue.code for issue in found.remarks}
