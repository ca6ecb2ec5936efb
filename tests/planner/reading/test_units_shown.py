"""Units and periods that a header or the dates of a sheet show, and nothing names outright."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import ALWAYS
from planner.reading.axis_labels import header_cells
from planner.reading.axis_ranges import by_ranges
from planner.reading.cells import Cell, Sheet
from planner.reading.header_units import header_unit
from planner.reading.opening import open_book
from planner.reading.period_charts import periods_beside
from planner.reading.period_scale import Scale, scale_of
from tests.planner.reading.books import book
from tests.planner.reading.strangers import read

STARTED = Choice(start=datetime(2027, 3, 1))
DAY = timedelta(days=1)


def sheet_of(rows: list[Any]) -> Sheet:
    return open_book(book({"Planner": rows}), "plan.xlsx").sheets[0]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("DURATION in MINUTES (Estimate)", "m"),
        ("Effort in hours (approx.)", "h"),
        ("Days (estimated)", "d"),
        ("Duration (in weeks)", "w"),
        ("Duration (Estimate)", ""),
    ],
)
def test_brackets_without_a_unit_leave_it_to_the_words_before_them(header: str, unit: str) -> None:
    assert header_unit(header) == unit


def test_a_checklist_in_minutes_is_no_plan_of_days() -> None:
    rows: list[Any] = [["Task", "Duration in minutes (estimate)"], ["Back up", 30], ["Deploy", 45]]
    project = read_project(book({"Release": rows}), choice=STARTED)
    assert [task.duration for task in project.tasks] == [30, 45]


def _planner(days: list[Any]) -> list[list[Any]]:
    blank: list[Any] = [None, None, None]
    numbers = [[*blank, *range(1, len(days) + 1)]]
    tasks = [["Dig", 3, 4, *(None for _ in days)], ["Pour", 8, 2, *(None for _ in days)]]
    return [[*blank, *days], ["Activity", "Start", "Duration", "Periods"], *numbers, *tasks]


def test_periods_count_the_days_of_the_calendar_that_stand_above_them() -> None:
    days = [datetime(2027, 3, 1) + n * DAY for n in range(21)]
    project = read_project(book({"Planner": _planner(days)}), choice=STARTED)
    assert [task.current_start for task in project.tasks] == [days[2], days[7]]
    assert [(task.duration, task.calendar) for task in project.tasks] == [
        (4 * 1440, ALWAYS), (2 * 1440, ALWAYS)
    ]  # fmt: skip


def test_most_dates_above_periods_decide_where_one_is_missing() -> None:
    days: list[Any] = [datetime(2027, 3, 1) + n * DAY for n in range(22)]
    days[2:4] = ["March 4th"]
    sheet = sheet_of(_planner(days))
    assert periods_beside(sheet, 2, None) == ("ed", datetime(2027, 3, 2))


def test_periods_of_working_days_stay_such() -> None:
    days = [datetime(2027, 3, 1) + n * DAY for n in range(19) if n % 7 < 5]
    sheet = sheet_of(_planner(days))
    assert periods_beside(sheet, 2, None) == ("d", datetime(2027, 3, 1))


def test_numbers_of_calendar_days_are_known_again() -> None:
    scale = Scale(unit="ed", first=datetime(2027, 3, 1))
    known = [(number, scale.day(number, end=False)) for number in (6.0, 20.0)]
    assert scale_of(known, end=False) == scale


@pytest.mark.parametrize("gap", [0, 1])
def test_durations_that_mostly_end_where_others_start_are_days_of_the_calendar(gap: int) -> None:
    lengths, starts = (14, 20, 30, 9, 24, 11), [datetime(2027, 3, 1)]
    for length in lengths:
        starts.append(starts[-1] + (length + gap) * DAY)
    starts[5] += 3 * DAY
    rows: list[Any] = [["Task", "Start", "Days to complete"]]
    rows += [[f"Part {n}", starts[n], length] for n, length in enumerate(lengths)]
    project = read_project(book({"Thesis": rows}))
    ends = [starts[n] + (days - 1 + gap) * DAY for n, days in enumerate(lengths)]
    assert [task.current_finish for task in project.tasks] == ends
    assert "calendar-days" in {one.code for one in project.remarks}


def test_durations_of_working_days_stay_such() -> None:
    starts = [datetime(2027, 3, 1), datetime(2027, 3, 15), datetime(2027, 4, 5)]
    rows: list[Any] = [["Task", "Start", "Days"]]
    rows += [[f"Part {n}", starts[n], days] for n, days in enumerate((10, 15, 10))]
    project = read_project(book({"Thesis": rows}))
    assert [task.duration for task in project.tasks] == [480 * n for n in (10, 15, 10)]


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        (
            ["Week 1-2", "Week 3-4", "Week 5"],
            ["03-01 03-12", "03-15 03-26", "03-29 04-02"],
        ),
        (
            ["Weeks 1 - 2", "Weeks 2 - 3", "Weeks 3 - 4"],
            ["03-01 03-12", "03-08 03-19", "03-15 03-26"],
        ),
        (
            ["Month 1 to 2", "Month 3", "Month 4 to 6"],
            ["03-01 04-30", "05-01 05-31", "06-01 08-31"],
        ),
        (["Day 1-3", "Day 4-5", "Day 6-7"], ["03-01 03-03", "03-04 03-05", "03-08 03-09"]),
    ],
)
def test_columns_of_several_periods_are_no_dates(labels: list[str], spans: list[str]) -> None:
    marks = [["Dig", "x"], ["Pour", None, "x"], ["Cure", None, None, "x"]]
    found = read([["Task", *labels], *marks])
    assert [f"{t.current_start:%m-%d} {t.current_finish:%m-%d}" for t in found.tasks] == spans


@pytest.mark.parametrize(
    "labels",
    [["Week 3-5", "Week 9-12", "Week 20-21"], ["Week 5-3", "Week 12-3", "Week 19-3"]],
)
def test_other_pairs_of_numbers_are_no_periods_in_a_row(labels: list[str]) -> None:
    cells = [Cell(1, at, "text", text) for at, text in enumerate(labels, 2)]
    (header,) = header_cells(sheet_of([["Task", *labels]]), 1, 2027, datetime(2027, 3, 1))
    assert by_ranges(replace(header, cells=cells)) is None


def test_dates_of_milestones_that_tasks_share_are_deadlines() -> None:
    first, second = datetime(2027, 3, 12), datetime(2027, 4, 16)
    rows: list[Any] = [["Task", "Milestone"], ["Draw", first], ["Dig", first], ["Pour", second]]
    rows += [["Cure", second], ["Strip", second]]
    project = read_project(book({"Game": rows}), choice=STARTED)
    assert [(task.duration, task.deadline) for task in project.tasks][1:3] == [
        (480, first), (480, second)
    ]  # fmt: skip
    assert {"due-milestones", "no-durations"} <= {one.code for one in project.remarks}


def test_each_milestone_with_a_date_of_its_own_is_one() -> None:
    rows: list[Any] = [["Task", "Milestone"]]
    rows += [[name, datetime(2027, 3, n)] for n, name in enumerate(["Permit", "Roof", "Key"], 8)]
    project = read_project(book({"House": rows}), choice=STARTED)
    assert [task.duration for task in project.tasks] == [0, 0, 0]


@pytest.mark.parametrize(
    ("year", "start"), [(2027, datetime(2027, 4, 1)), (2026, datetime(2026, 3, 5))]
)
def test_a_plan_whose_dates_are_all_past_starts_with_them(year: int, start: datetime) -> None:
    rows: list[Any] = [
        ["Task", "Due date"],
        ["Draw", datetime(year, 3, 5)],
        ["Dig", datetime(year, 4, 30)],
    ]
    project = read_project(book({"Old": rows}), choice=Choice(otherwise=datetime(2027, 4, 1)))
    assert project.start == start
