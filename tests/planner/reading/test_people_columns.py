"""Columns of a sheet of people as people call and fill them: part-time, hours, leave, money."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from planner.choice import Choice
from planner.errors import InputError
from planner.pipeline import read_project
from planner.project import Project, Resource, WorkWeek
from tests.planner.reading.books import Rows, book

CHOICE = Choice(otherwise=datetime(2027, 3, 1))
PLAN: Rows = [["Task", "Days", "Who"], ["Dig", 5, "Ann"], ["Pour", 3, "Bob"], ["Dry", 2, "Cem"]]
WEEK = (date(2027, 3, 8), date(2027, 3, 12))


def team(header: str, *cells: Any, sheet: str = "Team", tasks: Any = PLAN) -> Project:
    rows: list[Any] = [["Name", header], *zip(("Ann", "Bob", "Cem"), cells, strict=False)]
    return read_project(book({"Tasks": tasks, sheet: rows}), choice=CHOICE)


def units(project: Project) -> list[float]:
    return [one.max_units for one in project.resources]


def week(project: Project, one: Resource) -> WorkWeek:
    return next((w for w in project.weeks if w.name == one.calendar), project.weeks[0])


def worked(project: Project) -> list[list[int]]:
    """The weekdays on which each person works."""
    weeks = [week(project, one).days for one in project.resources]
    return [[day for day, hours in enumerate(days) if hours] for days in weeks]


def off(project: Project) -> list[tuple[str, date, date]]:
    return [(day.who, day.start, day.finish) for day in project.days_off]


def told(project: Project) -> set[str]:
    return {issue.code for issue in project.remarks}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Available hrs/wk", (40, 20, 32)),
        ("Capacity (h/week)", (40, 20, 32)),
        ("Wochenstunden", (40, 20, 32)),
        ("Working hours", (40, 20, 32)),
        ("Hours/day", (8, 4, 6.4)),
        ("FTE", (1, 0.5, 0.8)),
        ("Pensum", ("100%", "50%", "80%")),
        ("% available", (100, 50, 80)),
        ("Availability", ("full-time", "part-time 50%", "80%")),
        ("Employment", ("40 h/week", "20 hours a week", "4 days/week")),
    ],
)
def test_part_of_a_week_is_a_share_of_a_person(header: str, cells: Sequence[Any]) -> None:
    project = team(header, *cells)
    assert units(project) == [1, 0.5, 0.8]
    assert "units-as-percent" not in told(project)


def test_days_per_week_are_a_share_too_and_it_is_told() -> None:
    project = team("Days per week", 5, 3, 4)
    assert units(project) == [1, 0.6, 0.8]
    assert "share-of-week" in told(project)


def test_more_hours_than_the_calendar_has_are_all_of_it_and_told() -> None:
    project = team("Hours per week", 50, 40)
    assert units(project)[0] == 1
    assert "more-than-calendar" in told(project)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Working days", ("Mon-Fri", "Mon-Wed", "Tue, Thu")),
        ("Availability", ("weekdays", "Mon to Wed", "Tuesday and Thursday")),
        ("Arbeitstage", ("Mo-Fr", "Mo–Mi", "Di, Do")),
        ("Days off", ("", "Thu, Fri", "Mon, Wed, Fri")),
        ("Something", ("Mon-Fri", "Mon-Wed", "Tue/Thu")),
    ],
)
def test_weekdays_make_a_calendar(header: str, cells: Sequence[str]) -> None:
    assert worked(team(header, *cells)) == [[0, 1, 2, 3, 4], [0, 1, 2], [1, 3]]


def test_hours_of_the_day_make_a_calendar() -> None:
    project = team("Working hours", "9am-5pm", "Mon-Thu 8:00-12:00; Fri 8-10", "")
    ann, bob, cem = project.resources
    assert week(project, ann).days[0] == ((time(9), time(17)),)
    assert week(project, bob).days[:5] == (((time(8), time(12)),),) * 4 + (((time(8), time(10)),),)
    assert cem.calendar == ""


def test_a_calendar_of_the_workbook_is_named_as_before() -> None:
    calendars: list[Any] = [["Calendar", "Mon", "Tue"], ["Standard", "08:00-16:00", "08:00-16:00"]]
    calendars.append(["Mon only", "08:00-12:00", ""])
    rows: list[Any] = [["Name", "Working hours"], ["Ann", "Mon only"]]
    project = read_project(
        book({"Tasks": PLAN, "Team": rows, "Calendars": calendars}), choice=CHOICE
    )
    assert project.resources[0].calendar == "Mon only"
    assert len(project.weeks) == 2


def test_time_that_cannot_be_read_is_a_fault_at_its_cell() -> None:
    with pytest.raises(InputError) as refused:
        team("Availability", "when it suits", "50%", "80%")
    assert [(i.code, i.place) for i in refused.value.issues if i.severity == "error"] == [
        ("bad-units", "Team!B2")
    ]


@pytest.mark.parametrize("header", ["holidays", "Urlaub", "PTO", "Out of office", "Ferien"])
@pytest.mark.parametrize(
    "cell",
    [
        "2027-03-08 - 2027-03-12",
        "2027-03-08 to 2027-03-12",
        "08.03.2027-12.03.2027",
        "8.-12.3.2027",
        "8.3.-12.3.2027",
        "Mar 8-12, 2027",
        "Mar 8 - Mar 12, 2027",
        "8-12 March 2027",
        "8 Mar – 12 Mar 2027",
    ],
)
def test_days_off_are_read_in_many_notations(header: str, cell: str) -> None:
    project = team(header, cell, "", "2027-03-15; 17.03.2027")
    assert off(project) == [
        ("Ann", *WEEK),
        ("Cem", date(2027, 3, 15), date(2027, 3, 15)),
        ("Cem", date(2027, 3, 17), date(2027, 3, 17)),
    ]


@pytest.mark.parametrize(
    "heads",
    [("Vacation from", "Vacation to"), ("Urlaub von", "Urlaub bis"), ("Away", "Away until")],
)
def test_leave_in_two_columns(heads: tuple[str, str]) -> None:
    first, last = (datetime(2027, 3, day) for day in (8, 12))
    rows: list[Any] = [["Name", *heads], ["Ann", first, last], ["Bob", None, None]]
    if heads[0] == "Away":
        heads = ("Away from", heads[1])
        rows[0] = ["Name", *heads]
    project = read_project(book({"Tasks": PLAN, "Team": rows}), choice=CHOICE)
    assert off(project) == [("Ann", *WEEK)]
    assert project.resources[0].available_from is None


def test_a_number_of_days_of_leave_is_no_leave() -> None:
    project = team("Holidays", 25, 30, 28)
    assert project.days_off == ()
    assert "ignored-column" in told(project)


def test_leave_that_may_be_two_days_names_the_setting() -> None:
    with pytest.raises(InputError) as refused:
        team("Vacation", "03/04/2027 - 05/04/2027")
    (issue,) = [one for one in refused.value.issues if one.severity == "error"]
    assert issue.code == "ambiguous-date"
    assert "Date order" in issue.remedy


@pytest.mark.parametrize(
    ("header", "per"),
    [("Day rate (€)", "d"), ("Tagessatz", "d"), ("Cost per hour", "h"), ("Monthly rate", "mo")],
)
def test_the_header_says_what_a_rate_is_per(header: str, per: str) -> None:
    rates = [one.rate for one in team(header, 400, "€ 500", "600 EUR").resources]
    assert [(rate.amount, rate.per) for rate in rates] == [
        (Decimal(amount), per) for amount in (400, 500, 600)
    ]


def test_a_rate_that_is_much_for_an_hour_is_a_warning() -> None:
    assert "rate-unit" in told(team("Rate", 400, 500, 600))
    assert "rate-unit" not in told(team("Rate", 50, 60, 70))


def test_a_sheet_of_the_people_whom_tasks_name_is_one_of_people() -> None:
    project = team("Hours per week", 40, 20, 32, sheet="Sheet2")
    assert units(project) == [1, 0.5, 0.8]


def test_a_sheet_of_their_leave_is_one_of_leave() -> None:
    rows: list[Any] = [["Name", "From", "To"], ["Ann", datetime(2027, 3, 8), datetime(2027, 3, 12)]]
    rows.append(["Bob", datetime(2027, 3, 8), datetime(2027, 3, 12)])
    project = read_project(book({"Tasks": PLAN, "Away 2027": rows}), choice=CHOICE)
    assert off(project) == [("Ann", *WEEK), ("Bob", *WEEK)]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Must Finish On", "MFO"),
        ("Muss enden am", "MFO"),
        ("Muss anfangen am", "MSO"),
        ("Finish No Earlier Than", "FNET"),
        ("Ende nicht früher als", "FNET"),
        ("Ende nicht später als", "FNLT"),
        ("Anfang nicht später als", "SNLT"),
        ("Start by", "SNLT"),
        ("Not later than", "FNLT"),
    ],
)
def test_kinds_of_hard_dates_are_headers_too(header: str, kind: str) -> None:
    day = datetime(2027, 3, 12)
    rows: list[Any] = [["Task", "Days", header], ["Dig", 5, day], ["Pour", 3, None]]
    project = read_project(book({"Tasks": rows}), choice=CHOICE)
    assert [(c.name, when) for c, when in project.tasks[0].more_dates] == [(kind, day)]


@pytest.mark.parametrize("header", ["Anfang nicht früher als", "Not earlier than"])
def test_the_earliest_start_has_other_names(header: str) -> None:
    day = datetime(2027, 3, 12)
    rows: list[Any] = [["Task", "Days", header], ["Dig", 5, day], ["Pour", 3, None]]
    assert read_project(book({"Tasks": rows}), choice=CHOICE).tasks[0].earliest_start == day


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Cost", (1200, 500)),
        ("Kosten (EUR)", (1200, 500)),
        ("Budget", ("€1,200", "500 €")),
        ("Price", ("€1,200", "$500")),
        ("Amount (EUR)", (1200, 500)),
        ("Whatever", ((1200, '#,##0 "€"'), (500, '#,##0 "€"'))),
    ],
)
def test_amounts_of_money_are_what_tasks_cost(header: str, cells: Sequence[Any]) -> None:
    rows: list[Any] = [["Task", "Days", header], ["Dig", 5, cells[0]], ["Pour", 3, cells[1]]]
    project = read_project(book({"Tasks": rows}), choice=CHOICE)
    assert [task.fixed_cost for task in project.tasks] == [1200, 500]


def test_a_cost_that_rates_make_up_is_not_counted_twice() -> None:
    tasks: list[Any] = [
        ["Task", "Days", "Who", "Cost"],
        ["Dig", 5, "Ann", 1200],
        ["Pour", 3, "Bob", 500],
    ]
    project = team("Rate", 50, 60, tasks=tasks)
    assert [task.fixed_cost for task in project.tasks] == [0, 0]
    assert any(i.code == "ignored-column" and "rates" in i.message for i in project.remarks)


def test_amounts_beside_rates_count_where_work_without_an_amount_shows_what_they_are() -> None:
    tasks: list[Any] = [
        ["Task", "Days", "Who", "Costs (EUR)"],
        ["Dig", 5, "Ann", 1200],
        ["Draw", 3, "Bob", None],
        ["Pour", 3, "Bob", None],
    ]
    project = team("Rate", 50, 60, tasks=tasks)
    assert [task.fixed_cost for task in project.tasks] == [1200, 0, 0]
    (doubt,) = [i for i in project.remarks if i.code == "cost-beside-rates"]
    assert (doubt.severity, doubt.cell) == ("warning", "D1")


def test_the_cost_of_a_phase_is_the_sum_of_its_tasks() -> None:
    rows: list[Any] = [
        ["WBS", "Task", "Days", "Cost"],
        ["1", "House", None, 1700],
        ["1.1", "Dig", 5, 1200],
    ]
    rows += [["1.2", "Pour", 3, 500]]
    project = read_project(book({"Tasks": rows}), choice=CHOICE)
    assert [task.fixed_cost for task in project.tasks] == [0, 1200, 500]


def test_est_is_an_estimate_and_till_a_finish() -> None:
    rows: list[Any] = [["Task", "Est.", "From", "Till"]]
    rows.append(["Dig", "5d", datetime(2027, 3, 1), datetime(2027, 3, 5)])
    rows.append(["Pour", "3d", datetime(2027, 3, 8), datetime(2027, 3, 10)])
    project = read_project(book({"Tasks": rows}), choice=CHOICE)
    assert [task.work for task in project.tasks] == [2400, 1440]
    assert [task.current_finish for task in project.tasks] == [rows[1][3], rows[2][3]]


def test_what_numbers_of_an_estimate_count_is_told() -> None:
    rows: list[Any] = [["Task", "Est.", "Who"], ["Dig", 5, "Ann"], ["Pour", 3, "Bob"]]
    assert "unit-assumed" in told(read_project(book({"Tasks": rows}), choice=CHOICE))


def test_an_estimate_that_several_share_is_a_doubt_and_of_nothing_a_milestone() -> None:
    rows: Rows = [["Task", "Est.", "Who"], ["Dig", "5d", "Ann; Bob"], ["Done", 0, ""]]
    project = read_project(book({"Tasks": rows}), choice=CHOICE)
    assert "shared-estimate" in told(project)
    assert "unit-assumed" not in told(project)
    assert project.tasks[1].milestone


@pytest.mark.parametrize("header", ["Satz", "Was es kostet", "Preis intern", "X"])
@pytest.mark.parametrize(
    "cells",
    [("60/h", "50/h", "45,5/h"), ("60 pro Stunde", "50 pro Stunde", "45,5 pro Stunde")],
)
def test_an_amount_for_each_hour_is_a_rate_whatever_its_header(
    header: str, cells: tuple[str, ...]
) -> None:
    project = team(header, *cells)
    assert [one.rate.amount for one in project.resources] == [60, 50, Decimal("45.5")]
    assert {one.rate.per for one in project.resources} == {"h"}


def test_hours_of_a_day_are_no_rate() -> None:
    project = team("X", "8/day", "4/day", "6/day")
    assert not any(one.rate.amount for one in project.resources)


@pytest.mark.parametrize(
    ("sheet", "header"),
    [
        ("Urlaub", ("Wer", "Von", "Bis")),
        ("Urlaub", ("Name", "Von", "Bis")),
        ("Holidays", ("Name", "From", "To")),
        ("Holidays", ("Who", "From", "To")),
        ("Vacances", ("Nom", "Du", "Au")),
    ],
)
def test_days_off_beside_names_of_people_are_their_leave(
    sheet: str, header: tuple[str, ...]
) -> None:
    rows: Rows = [list(header), ["Ann", *map(str, WEEK)]]
    project = read_project(book({"Tasks": PLAN, sheet: rows}), choice=CHOICE)
    assert off(project) == [("Ann", *WEEK)]


@pytest.mark.parametrize(
    ("sheet", "header"),
    [("Urlaub", ("Name", "Von", "Bis")), ("Holidays", ("Name", "From", "To"))],
)
def test_days_off_beside_names_of_feasts_are_everybodys(
    sheet: str, header: tuple[str, ...]
) -> None:
    rows: Rows = [list(header), ["Easter", *map(str, WEEK)]]
    project = read_project(book({"Tasks": PLAN, sheet: rows}), choice=CHOICE)
    assert off(project) == [("", *WEEK)]


@pytest.mark.parametrize(
    ("tasks_heads", "people_heads"),
    [
        (("Task", "Days", "Trade", "Crew size"), ("Name", "Trade", "Rate")),
        (("Vorgang", "Dauer", "Gewerk", "AK"), ("Name", "Gewerk", "Stundensatz")),
    ],
)
def test_a_trade_of_the_people_sheet_is_a_skill(
    tasks_heads: Sequence[str], people_heads: Sequence[str]
) -> None:
    tasks: list[Any] = [tasks_heads, ["Wall", 5, "Mason", 2], ["Roof", 3, "Carpenter", 1]]
    people: list[Any] = [
        people_heads,
        *(["Ann", "Mason", 50], ["Bob", "Mason", 45], ["Cem", "Carpenter; Mason", 60]),
    ]
    project = read_project(book({"Tasks": tasks, "Mannschaft": people}), choice=CHOICE)
    assert [(need.skill, need.count) for task in project.tasks for need in task.needs] == [
        ("Mason", 2),
        ("Carpenter", 1),
    ]
    assert "unknown-resource" not in told(project)


def test_a_crew_of_a_trade_that_no_sheet_describes_works_together() -> None:
    tasks: list[Any] = [
        ["Task", "Days", "Trade", "Crew size"],
        ["Wall", 5, "Mason", 2],
        ["Roof", 3, "Carpenter", 1],
    ]
    project = read_project(book({"Tasks": tasks}), choice=CHOICE)
    assert [need.units for task in project.tasks for need in task.needs] == [2, 1]
    assert {one.name: one.max_units for one in project.resources} == {"Mason": 2, "Carpenter": 1}


def test_one_person_is_no_crew() -> None:
    tasks: list[Any] = [["Task", "Days", "Who", "Crew size"], ["Wall", 5, "Ann", 2]]
    project = team("Rate", 50, 60, tasks=tasks)
    assert [need.units for need in project.tasks[0].needs] == [1]


def test_companies_by_trade_are_people_and_take_a_crew_where_they_have_it() -> None:
    tasks: list[Any] = [["Task", "Days", "Trade", "Crew size"], ["Wall", 5, "Mason", 2]]
    heads = ["Trade", "Company", "Number", "Hourly rate"]
    firms: list[Any] = [heads, ["Mason", "Stein Ltd", 2, 42]]
    project = read_project(book({"Tasks": tasks, "Companies": firms}), choice=CHOICE)
    (need,) = project.tasks[0].needs
    assert (need.skill, need.count, need.units) == ("Mason", 1, 2)
    assert [(one.name, one.max_units) for one in project.resources] == [("Stein Ltd", 2)]


def test_a_crew_that_is_not_there_is_told() -> None:
    tasks: list[Any] = [["Task", "Days", "Who", "Crew size"], ["Wall", 5, "Ann", 2]]
    project = team("Rate", 50, 60, tasks=tasks)
    (doubt,) = [issue for issue in project.remarks if issue.code == "few-people"]
    assert (doubt.severity, doubt.place) == ("warning", "Tasks!D2")


def test_full_names_one_after_the_other_are_people_if_each_stands_alone_elsewhere() -> None:
    who = ["Ann B. Lee", "Bo C. Kim", "Ann B. Lee Bo C. Kim", "Both"]
    rows: list[Any] = [["Task", "Days", "Who"], *[[f"Job {n}", 1, w] for n, w in enumerate(who)]]
    found = read_project(book({"Tasks": rows}), choice=CHOICE)
    assert [one.name for one in found.resources] == who[:2]
    assert [len(task.needs) for task in found.tasks] == [1, 1, 2, 2]


def test_marks_below_much_and_little_work_and_units_of_measure_are_no_people() -> None:
    marks: list[Any] = [["Taak", "Veel werk", "Weinig werk"], ["Alarm", "x"], ["Login", None, "x"]]
    assert read_project(book({"Tasks": marks}), choice=CHOICE).resources == ()
    sizes: list[Any] = [["Attività", "Misura", "Giorni"]]
    sizes += [[f"Scavo {n}", ("m^3", "m^2")[n % 2], 2] for n in range(6)]
    assert read_project(book({"Foglio": sizes}), choice=CHOICE).resources == ()


def test_numbers_of_weeks_and_items_beside_the_names_are_no_people() -> None:
    rows: list[Any] = [["Item", "Milestone", "week of the term", "Dana", "Dan"]]
    rows += [[3, "Draft", 1, 4, None], [9, "Review", 6, 2, 8], [10, "Print", 8, None, 8]]
    project = read_project(book({"Plan": rows}), choice=Choice(start=datetime(2027, 3, 1)))
    assert [one.name for one in project.resources] == ["Dana", "Dan"]
