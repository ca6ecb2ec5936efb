"""Durations in working days, and in time on the clock: 10 calendar days."""

from datetime import datetime
from typing import Any

import pytest

from planner.choice import Choice
from planner.control.plan_changes import since_previous
from planner.fields import fields_in, row_facts
from planner.language.words import ENGLISH
from planner.pipeline import Options, plan_workbook, read_project, record_as_planned, solve
from planner.project import ALWAYS
from planner.reading.cells import Cell
from planner.reading.durations import TimeUnits, duration, elapsed
from tests.planner.reading.books import book, tasks

DAY = 480


@pytest.mark.parametrize(
    "text",
    [
        *("5 working days", "5 business days", "5 man-days", "5 wd", "5 AT", "5 Werktage"),
        *("5 jours ouvrés", "5 días hábiles", "5 dias úteis", "5 giorni lavorativi"),
        *("5 dni roboczych", "5 рабочих дней", "5 р.д.", "5 werkdagen", "5 arbetsdagar"),
        *("1 week", "4 working days and 8 h", "2 days, 3 days"),
    ],
)
def test_working_days_in_words(text: str) -> None:
    assert duration(Cell(1, 1, "text", text), TimeUnits()) == 5 * DAY


@pytest.mark.parametrize(
    "text",
    [
        *("10ed", "10 edays", "10 calendar days", "10 cal. days", "10 KT", "10 Kalendertage"),
        *("10 jours calendaires", "10 días naturales", "10 dias corridos", "1 ew 3 ed"),
        *("10 dni kalendarzowych", "10 календарных дней", "10 kalenderdagen", "240 eh"),
    ],
)
def test_days_of_the_calendar_are_time_on_the_clock(text: str) -> None:
    assert elapsed(Cell(1, 1, "text", text)) == 10 * 1440


@pytest.mark.parametrize("text", ["10 days", "10", "10 elephants", "5d 5ed", "", "ed"])
def test_other_amounts_are_none(text: str) -> None:
    assert elapsed(Cell(1, 1, "text", text)) is None


def test_what_nobody_does_runs_on_over_weekends_and_holidays() -> None:
    sheets = tasks(
        ["1", "Pour", "4d", "", "Ann"],
        ["2", "Cure", "7 calendar days", "1", ""],
        ["3", "Strip", "1d", "2", "Ann"],
        Holidays=[["Date"], [datetime(2027, 3, 8)]],
    )
    project = read_project(book(sheets))
    assert [task.calendar for task in project.tasks] == ["", ALWAYS, ""]
    _, cure, strip = solve(project).rows
    assert (cure.start, cure.finish) == (datetime(2027, 3, 4, 17), datetime(2027, 3, 11, 17))
    assert strip.start == datetime(2027, 3, 12, 8)


def test_people_work_on_the_working_days_in_that_time() -> None:
    project = read_project(book(tasks(["1", "Paint", "10 KT", "", "Bob"])))
    (paint,) = project.tasks
    assert (paint.duration, paint.calendar) == (7 * DAY, "")
    (told,) = [issue for issue in project.remarks if issue.code == "elapsed-duration"]
    assert (told.severity, told.place) == ("warning", "Tasks!C2")


@pytest.mark.parametrize("header", ["Duration (calendar days)", "Kalendertage", "Dauer (KT)"])
def test_the_header_may_say_so(header: str) -> None:
    rows: list[Any] = [["Task Name", header, "Deadline"], ["Cure", 10, datetime(2027, 3, 5)]]
    project = read_project(book({"Tasks": rows}), choice=Choice(start=datetime(2027, 3, 1)))
    assert (project.tasks[0].duration, project.tasks[0].calendar) == (10 * 1440, ALWAYS)


def test_work_is_never_elapsed() -> None:
    rows: list[Any] = [["Task Name", "Work"], ["Dig", "10 calendar days"]]
    with pytest.raises(Exception, match="elapsed"):
        read_project(book({"Tasks": rows}), choice=Choice(start=datetime(2027, 3, 1)))


def test_days_of_the_clock_are_told_as_they_were_written() -> None:
    project = read_project(book(tasks(["1", "Cure", "7 calendar days", "", ""])))
    plan = solve(project)
    (facts,) = row_facts(plan)
    assert fields_in("csv")["days"].get(facts) == 7


def test_what_is_left_of_time_on_the_clock_is_counted_in_days_of_24_hours() -> None:
    sheets = tasks(
        ["1", "Pour", "4d", "", "Ann", ""],
        ["2", "Cure", "7 calendar days", "1", "", 5],
        header=("ID", "Task Name", "Duration", "Predecessors", "Resource Names", "Days left"),
    )
    assert read_project(book(sheets)).tasks[1].progress.remaining_duration == 5 * 1440


def test_time_on_the_clock_goes_on_as_planned_and_is_as_long_as_before() -> None:
    sheets = tasks(
        ["1", "Pour", "4d", "", "Ann"],
        ["2", "Cure", "10 calendar days", "1", ""],
        ["3", "Strip", "1d", "2", "Ann"],
    )
    options = Options(deterministic_limit=1)
    planned = plan_workbook(book(sheets), options)
    recorded = record_as_planned(planned, datetime(2027, 3, 8)).data
    again = solve(read_project(recorded), options)
    assert again.rows[1].task.progress.remaining_duration == 5 * 1440 + 17 * 60
    assert again.rows[1].finish == datetime(2027, 3, 14, 17)
    assert [(one.task, one.kinds) for one in since_previous(again, ENGLISH)] == [
        ("1", ("finished",))
    ]
