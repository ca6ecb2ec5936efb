"""The sheets about people, time off, meetings and money, and who may do a task."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from planner.choice import Choice
from planner.errors import InputError
from planner.pipeline import look, read_project
from planner.project import Constraint, Project, Rate
from tests.planner.reading.books import SETTINGS, Rows, book, tasks

PEOPLE: Rows = [
    ["Name", "Type", "Skills", "Max Units", "Rate", "Group", "Leave", "Efficiency"],
    ["Ann", "Work", "Welding:3; Crane", "50%", "400/d", "Crew", "", ""],
    ["Bob", "Person", "Welding:1", "", 40, "Crew; Night", "2027-03-08 to 2027-03-10", "80%"],
    ["Crane", "Equipment", "", 2, "", "", "2027-03-09; 2027-03-11", ""],
    ["Paint", "Material", "", "", "3.50/h", "", "", ""],
]


def project(*rows: Any, header: Any = None, **sheets: Rows) -> Project:
    head = header or ("ID", "Task Name", "Duration", "Predecessors", "Resource Names")
    sheets.setdefault("People", PEOPLE)
    return read_project(book(tasks(*(rows or ([1, "Dig", "2d"],)), header=head, **sheets)))


def codes(**sheets: Rows) -> set[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        project(**sheets)
    return {(i.code, i.place) for i in caught.value.issues if i.severity == "error"}


def test_people_equipment_and_material_are_read() -> None:
    ann, bob, crane, paint = project().resources
    assert (ann.kind, crane.kind, paint.kind) == ("person", "equipment", "material")
    assert (ann.max_units, bob.max_units, crane.max_units) == (0.5, 1, 2)
    assert (ann.rate, bob.rate) == (Rate(amount=Decimal(400), per="d"), Rate(amount=Decimal(40)))
    assert ann.skills == {"Welding": 3, "Crane": 0}
    assert (bob.groups, bob.efficiency) == (("Crew", "Night"), 0.8)


def test_leave_on_the_people_sheet_is_read() -> None:
    off = [(day.who, day.start.day, day.finish.day) for day in project().days_off]
    assert off == [("Bob", 8, 10), ("Crane", 9, 9), ("Crane", 11, 11)]


def test_a_sheet_of_equipment_beside_the_people_is_read() -> None:
    machines: Rows = [["Name", "Max Units"], ["Digger", 2]]
    kinds = {r.name: r.kind for r in project(Equipment=machines).resources}
    assert (kinds["Digger"], kinds["Ann"]) == ("equipment", "person")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("", None),
        ("morning", (time(0), time(12))),
        ("afternoon", (time(12), time(0))),
        ("13:00-15:00", (time(13), time(15))),
        ("all day", None),
    ],
)
def test_parts_of_days_off_are_read(text: str, hours: Any) -> None:
    leave: Rows = [["Who", "From", "To", "Hours"], ["ANN", datetime(2027, 3, 9), "", text]]
    day = project(Leave=leave).days_off[0]
    assert (day.who, day.start, day.finish, day.hours) == (
        "Ann",
        date(2027, 3, 9),
        date(2027, 3, 9),
        hours,
    )


def test_holidays_of_several_days_are_read() -> None:
    days: Rows = [["Date", "Until", "Name"], ["2027-12-24", "2027-12-31", "Christmas"]]
    (holiday,) = [day for day in project(Holidays=days).days_off if not day.who]
    assert (holiday.start.day, holiday.finish.day, holiday.name) == (24, 31, "Christmas")


def test_days_off_stand_as_a_span_in_one_cell() -> None:
    found = project(
        Holidays=[["Date", "Name"], ["24.12.2026–01.01.2027", "Christmas"], ["2027-05-01", ""]],
        Leave=[["Who", "From"], ["ANN", "8.-12.3.2027"]],
    )
    spans = [(day.who, f"{day.start:%m-%d}", f"{day.finish:%m-%d}") for day in found.days_off]
    assert {("", "12-24", "01-01"), ("", "05-01", "05-01"), ("Ann", "03-08", "03-12")} <= {*spans}


def test_days_of_other_hours_stand_as_a_span_in_one_cell() -> None:
    days: Rows = [["Date", "Hours"], ["2027-12-27 to 2027-12-30", "09:00-12:00"]]
    exceptions = project(Holidays=days).weeks[0].exceptions
    assert sorted(day.day for day in exceptions) == [27, 28, 29, 30]


@pytest.mark.parametrize(
    ("repeat", "until", "days"),
    [
        ("", "", [1]),
        ("Weekly", "2027-03-15", [1, 8, 15]),
        ("Every 2 weeks", "2027-03-31", [1, 15, 29]),
        ("every 3 days", "2027-03-09", [1, 4, 7]),
        ("Daily", "2027-03-08", [1, 2, 3, 4, 5, 8]),
        ("Monthly", "2027-05-31", [1, 1, 1]),
    ],
)
def test_meetings_are_repeated(repeat: str, until: str, days: list[int]) -> None:
    rows: Rows = [
        ["Meeting", "Start", "Finish", "Who", "Repeat", "Repeat Until"],
        ["Review", datetime(2027, 3, 1, 9), "10:30", "all", repeat, until],
    ]
    meetings = project(Meetings=rows).meetings
    assert [meeting.start.day for meeting in meetings] == days
    assert {(m.finish - m.start).seconds for m in meetings} == {5400}
    assert meetings[0].who == ("Ann", "Bob")


def test_what_is_wrong_about_meetings_is_told() -> None:
    rows: Rows = [
        ["Meeting", "Start", "Finish", "Who", "Repeat"],
        ["Review", datetime(2027, 3, 1, 9), datetime(2027, 3, 1, 8), "Ann", ""],
        ["Daily", datetime(2027, 3, 1, 9), "", "Bob", "when the moon is full"],
    ]
    assert codes(Meetings=rows) == {
        ("finish-before-start", "Meetings!C2"),
        ("bad-repeat", "Meetings!E3"),
    }


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027-02", date(2027, 2, 1), date(2027, 2, 28)),
        ("02/2027", date(2027, 2, 1), date(2027, 2, 28)),
        ("February 2027", date(2027, 2, 1), date(2027, 2, 28)),
        ("2027-Q1", date(2027, 1, 1), date(2027, 3, 31)),
        ("Q2 2027", date(2027, 4, 1), date(2027, 6, 30)),
        ("2027-02-17", date(2027, 2, 1), date(2027, 2, 28)),
        ("", None, None),
    ],
)
def test_budgets_of_a_period_are_read(text: str, first: Any, last: Any) -> None:
    rows: Rows = [["Scope", "Month", "Limit", "Price"], ["Project", text, "1,500 €", 2]]
    (budget,) = project(Budgets=rows).budgets
    assert (budget.scope, budget.start, budget.finish) == ("", first, last)
    assert (budget.limit, budget.price) == (Decimal(1500), Decimal(2))


def test_a_budget_without_limit_is_told() -> None:
    rows: Rows = [["Scope", "Limit"], ["1", ""]]
    assert codes(Budgets=rows) == {("missing-value", "Budgets!B2")}


def test_a_named_person_takes_the_skill_seat_they_can_fill() -> None:
    header = ("ID", "Task Name", "Duration", "Resource Names", "Skills")
    (task,) = project([1, "Weld", "2d", "Ann", "Welding x2"], header=header).tasks
    assert [(need.names, need.skill, need.count) for need in task.needs] == [
        (("Ann",), "", 1),
        ((), "Welding", 1),
    ]


def test_a_group_stands_for_one_of_its_members() -> None:
    (task,) = project([1, "Weld", "2d", "", "crew"]).tasks
    assert [(need.names, need.count) for need in task.needs] == [(("Ann", "Bob"), 1)]


def test_wishes_and_exclusions_are_read() -> None:
    header = ("ID", "Task Name", "Duration", "Skills", "Not", "Preferred")
    (task,) = project([1, "Weld", "2d", "Welding", "bob", "Ann"], header=header).tasks
    assert (task.needs[0].excluded, task.needs[0].preferred) == (("Bob",), ("Ann",))


def test_same_and_different_people_are_read() -> None:
    header = ("ID", "Task Name", "Duration", "Same people as", "Different people from")
    rows = [1, "Dig", "2d", "", ""], [2, "Pour", "1d", "1", ""], [3, "Check", "1d", "", "Dig; 2"]
    found = project(*rows, header=header).tasks
    assert (found[1].same_as, found[2].different_from) == (("1",), ("1", "2"))
    with pytest.raises(InputError) as caught:
        project([1, "Dig", "2d", "7", ""], header=header)
    assert {i.code for i in caught.value.issues if i.severity == "error"} == {"unknown-task"}


def test_dates_money_and_the_rest_of_a_task_are_read() -> None:
    header = (
        *("ID", "Task Name", "Duration", "Constraint Type", "Constraint Date", "Deadline"),
        *("Late Penalty", "Early Bonus", "Fixed Cost", "Fixed Cost Accrual", "Drop Cost"),
        *("Priority", "Blocked Until", "Work", "People"),
    )
    row = [1, "Dig", "", "SNET", "2027-03-09", "2027-03-31", 100, 50, 900, "End", 70]
    (task,) = project([*row, "High", "2027-03-08", "80h", "1-3"], header=header).tasks
    assert (task.constraint.name, task.constraint_date) == ("SNET", datetime(2027, 3, 9))
    money = (task.late_penalty, task.early_bonus, task.fixed_cost, task.drop_cost)
    assert money == tuple(map(Decimal, (100, 50, 900, 70)))
    assert (task.accrual, task.priority) == ("end", 700)
    assert (task.work, task.heads, task.blocked_until) == (4800, (1, 3), datetime(2027, 3, 8))


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Must start on", "MSO"),
        ("Start no later than", "SNLT"),
        ("Finish no later than", "FNLT"),
    ],
)
def test_hard_dates_have_columns_of_their_own(header: str, name: str) -> None:
    row = [1, "Dig", "2d", "2027-03-31"]
    (task,) = project(row, header=("ID", "Task Name", "Duration", header)).tasks
    assert task.hard_dates == ((Constraint[name], datetime(2027, 3, 31)),)


def test_a_task_may_have_several_hard_dates() -> None:
    dates = ("Constraint Type", "Constraint Date", "Start no later than", "Finish no later than")
    header = ("ID", "Task Name", "Duration", *dates)
    row = [1, "Dig", "2d", "SNET", "2027-03-02", "2027-03-03", "2027-03-09"]
    (task,) = project(row, header=header).tasks
    found = [(kind.name, when.day) for kind, when in task.hard_dates]
    assert found == [("SNET", 2), ("SNLT", 3), ("FNLT", 9)]


def public(country: str, region: str = "", **sheets: Rows) -> Project:
    book_ = tasks([1, "Dig", "5d"], **sheets)
    start = ["Project start", datetime(2027, 3, 24)]
    book_["Settings"] = [start, ["Country", country], ["Region", region]]
    return read_project(book(book_))


@pytest.mark.parametrize(
    ("country", "region"), [("DE", "BY"), ("de", "by"), ("DEU", "Bayern"), ("Germany", "BY")]
)
def test_public_holidays_are_those_of_the_country_and_region(country: str, region: str) -> None:
    found = public(country, region)
    days = {day.start: day.name for day in found.days_off}
    assert (days[date(2027, 3, 26)], days[date(2027, 5, 27)]) == ("Karfreitag", "Fronleichnam")
    assert max(days).year == 2036
    (issue,) = [i for i in found.remarks if i.code == "public-holidays"]
    assert (issue.severity, issue.place) == ("info", "Settings!B2")


@pytest.mark.parametrize(("country", "region"), [("GB", ""), ("GB", "ENG"), ("NL", "")])
def test_a_country_with_holidays_by_region_asks_for_the_region(country: str, region: str) -> None:
    asked = [i for i in public(country, region).remarks if i.code == "region-blank"]
    assert [(i.severity, i.cell) for i in asked] == [("info", "B2")] * (region + country == "GB")
    if asked:
        assert "Easter Monday on 2027-03-29 in ENG" in str(asked[0].message)
        assert "such as ENG" in str(asked[0].remedy)


def test_another_region_has_other_holidays() -> None:
    days = {day.start for day in public("DE", "BE").days_off}
    assert date(2027, 3, 8) in days
    assert date(2027, 5, 27) not in days


def test_the_workbooks_own_holidays_count_beside_the_public_ones() -> None:
    own: Rows = [["Date", "Name"], [datetime(2027, 3, 25), "Works outing"]]
    found = public("DE", "BY", Holidays=own)
    days = [(day.start, day.name) for day in found.days_off]
    assert days[0] == (date(2027, 3, 25), "Works outing")
    assert (date(2027, 3, 26), "Karfreitag") in days


def test_an_empty_list_of_holidays_is_no_list() -> None:
    assert public("DE", Holidays=[["Date", "Name"]]).days_off


@pytest.mark.parametrize(
    ("country", "region", "place"),
    [("Atlantis", "", "Settings!B2"), ("DE", "Texas", "Settings!B3"), ("AF", "X", "Settings!B3")],
)
def test_a_place_without_known_holidays_is_told(country: str, region: str, place: str) -> None:
    found = public(country, region)
    assert found.days_off == ()
    (issue,) = [i for i in found.remarks if i.code.startswith("unknown-")]
    assert (issue.severity, issue.place) == ("warning", place)


def test_without_a_country_nothing_is_a_public_holiday() -> None:
    assert public("").days_off == ()


def test_leave_that_is_no_date_says_how_to_write_days_off() -> None:
    people: Rows = [["Name", "Leave"], ["Ann", "two weeks in May"]]
    with pytest.raises(InputError) as refused:
        read_project(book(tasks([1, "Dig", "2d", "", ""], People=people)))
    (issue,) = [issue for issue in refused.value.issues if issue.severity == "error"]
    assert (issue.code, issue.cell) == ("bad-date", "B2")
    assert "2027-07-05 to 2027-07-16" in issue.remedy


def test_people_are_not_made_anew_of_shares_choices_and_words_beside_their_names() -> None:
    rows = [
        [1, "Dig", "2d", "", "Ana o Luis"],
        [2, "Lay", "2d", "Dig", "Luis 50%"],
        [3, "Wire", "2d", "1; Lay", "Ana (electricista)"],
        [4, "End", "1d", "", "Ana"],
    ]
    found = project(*rows, People=[["Name"], ["Ana"], ["Luis"]])
    assert {one.name for one in found.resources} == {"Ana", "Luis"}
    assert [(task.needs[0].names, task.needs[0].units) for task in found.tasks] == [
        (("Ana", "Luis"), 1),
        (("Luis",), 0.5),
        (("Ana",), 1),
        (("Ana",), 1),
    ]
    (told,) = [issue for issue in found.remarks if issue.code == "words-beside-name"]
    assert "read as Ana" in told.message


def test_numbers_among_names_of_predecessors_are_ids() -> None:
    rows = [[7, "Dig", "2d", ""], [8, "Lay", "2d", "Dig"], [9, "Wire", "2d", "7; Lay"]]
    found = project(*rows, header=("ID", "Task Name", "Duration", "Predecessors"))
    assert [link.task for link in found.tasks[2].dependencies] == ["7", "8"]


BUDGETED: Rows = [
    ["ID", "Phase", "Task Name", "Duration", "Cost"],
    [1, "Permits", "Ask", 2, 100],
    [2, "Permits", "Wait", 2, 50],
    [3, "Site", "Build", 3, 900],
]


def budgeted(*rows: Any) -> Project:
    return read_project(book({"Plan": BUDGETED, "Budget": rows, "Settings": SETTINGS}))


@pytest.mark.parametrize("header", ["Item", "Posten", "What", "Xyz"])
@pytest.mark.parametrize("whole", ["Total", "Gesamt", "Whole project", "Grand total", "All"])
def test_a_column_that_names_phases_is_the_scope_of_limits(header: str, whole: str) -> None:
    found = budgeted([header, "Limit €"], ["Permits", 200], ["Site", 950], [whole, 1500])
    assert [(one.scope, int(one.limit)) for one in found.budgets] == [
        ("Permits", 200),
        ("Site", 950),
        ("", 1500),
    ]
    told = {(i.place, i.code) for i in found.remarks if i.severity == "warning"}
    assert ("Budget!A1", "column-by-content") in told
    assert "limits-differ" not in {code for _, code in told}
    read_as = {one.header: one.meaning for one in found.columns if one.sheet == "Budget"}
    assert read_as == {header: "Scope", "Limit €": "Limit"}


def test_limits_of_the_whole_project_that_differ_are_doubtful() -> None:
    found = budgeted(["Item", "Limit €"], ["Beer", 2000], ["Tents", 9500])
    assert [one.scope for one in found.budgets] == ["", ""]
    (doubt,) = (i for i in found.remarks if i.code == "limits-differ")
    assert doubt.severity == "warning"
    assert "Budget!B2, Budget!B3" in str(doubt)


def test_limits_of_months_or_of_prices_are_no_doubt() -> None:
    rows = (["Month", "Limit", "Price"], ["2027-03", 2000, ""], ["2027-04", 3000, ""])
    found = budgeted(*rows, ["", 5000, 1], ["", 6000, ""])
    assert "limits-differ" not in {i.code for i in found.remarks}


def test_a_limit_for_a_person_is_not_taken_for_the_project() -> None:
    people: Rows = [["Name"], ["Ann"], ["Bob"]]
    plan: Rows = [[*BUDGETED[0], "Who"], *([*row, "Ann, Bob"] for row in BUDGETED[1:])]
    limits: Rows = [["Item", "Limit"], ["Ann", 2000], ["Bob", 3000]]
    with pytest.raises(InputError) as caught:
        read_project(book({"Plan": plan, "Team": people, "Budget": limits, "Settings": SETTINGS}))
    assert {i.code for i in caught.value.issues if i.severity == "error"} == {"unknown-scope"}


def test_who_has_a_rate_of_0_is_not_asked_for_one() -> None:
    plan: Rows = [["Task Name", "Duration", "Who"], ["Dig", 2, "Ann"], ["Pour", 2, "Bob, Cem"]]
    team: Rows = [["Name", "Rate"], ["Ann", 0], ["Bob", ""], ["Cem", 20]]
    limits: Rows = [["Scope", "Limit"], ["", 5000]]
    sheets = {"Plan": plan, "Team": team, "Budget": limits, "Settings": SETTINGS}
    (doubt,) = (i for i in read_project(book(sheets)).remarks if i.code == "no-rate")
    assert doubt.place == "Team!B3"
    assert str(doubt).count("Bob") == 1
    assert "Ann" not in str(doubt)


def test_a_list_of_what_money_is_for_stops_nothing() -> None:
    """Limits stand beside what they are for, which is nothing in the plan but for the last."""
    rows: Any = [["Budget", "Amount", "Remark"], ["Furniture", 900, "x"], ["Movers", 300, "y"]]
    tasks: Any = [["Task", "Duration"], ["Dig", "2d"]]
    found = look(
        book({"Tasks": tasks, "Budget": [*rows, ["Total", 1200, ""]]}),
        "plan.xlsx",
        Choice(start=datetime(2027, 3, 1)),
    )
    assert found.project is not None
    assert [(one.scope, int(one.limit)) for one in found.project.budgets] == [("", 1200)]
    told = next(one for one in found.issues if one.code == "budget-of-nothing")
    assert (told.severity, told.place) == ("warning", "Budget!A1")
    assert "Furniture, Movers" in str(told.message)
    total = next(one for one in found.issues if one.code == "budget-total")
    assert (total.severity, total.place) == ("warning", "Budget!A4")
