"""Why there is no plan: told by cell, with what would have to give."""

import io
from collections.abc import Sequence

import openpyxl
import pytest

from planner import NoPlanError, Options, read_project, solve

HEADERS = (
    *("ID", "Task Name", "Duration", "Predecessors", "Resource Names"),
    *("Must Start On", "Finish No Later Than", "Fixed Cost"),
)


Row = tuple[str | int | None, ...]


def told(*rows: Row, budget: int | None = None) -> list[str]:
    """The issues of a workbook that cannot be planned; it starts on Monday 2027-01-04."""
    book = openpyxl.Workbook()
    tasks = book.active
    assert tasks is not None
    tasks.title = "Tasks"
    tasks.append(HEADERS)
    for row in rows:
        tasks.append(row)
    book.create_sheet("Settings").append(("Project start", "2027-01-04"))
    if budget is not None:
        limits = book.create_sheet("Budgets")
        limits.append(("Scope", "Limit"))
        limits.append(("", budget))
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(NoPlanError) as error:
        solve(read_project(stream.getvalue()), Options(deterministic_limit=2))
    assert error.value.status == "infeasible"
    return [str(issue) for issue in error.value.issues]


def test_a_chain_that_is_longer_than_its_date_allows() -> None:
    (issue,) = told(
        (1, "Dig", "5d", "", "", None, None, None),
        (2, "Pour", "3d", "1", "", None, "2027-01-11", None),
        (3, "Rest", "9d", "", "", None, None, None),
    )
    assert issue == (
        "Tasks!G3: 2 Pour has to be finished by 11 Jan 2027 17:00, "
        "which cannot hold together with: 1 Dig takes 5 days (Tasks!C2); "
        "2 Pour takes 3 days (Tasks!C3); "
        "2 Pour waits for 1 Dig (Tasks!D3); the project starts on 4 Jan 2027 (Settings!B1), "
        "move it to 13 Jan 2027 17:00 or later, or make it a Deadline, which may be missed "
        "[conflict]"
    )


def test_one_person_with_too_much_to_do_by_two_dates() -> None:
    issues = told(
        (1, "Dig", "3d", "", "Ann", None, "2027-01-07", None),
        (2, "Pour", "3d", "", "Ann", None, "2027-01-08", None),
    )
    assert [issue.split(":")[0] for issue in issues] == ["Tasks!G2", "Tasks!G3"]
    assert all("there is only one Ann" in issue for issue in issues)
    assert "move it to 11 Jan 2027 17:00" in issues[0]


def test_two_starts_that_are_fixed_the_wrong_way_round() -> None:
    issues = told(
        (1, "Dig", "2d", "", "", "2027-01-11", None, None),
        (2, "Pour", "1d", "1", "", "2027-01-11", None, None),
    )
    assert issues[0].startswith("Tasks!F3: 2 Pour has to start by 11 Jan 2027")
    assert "1 Dig cannot start before 11 Jan 2027 08:00 (Tasks!F2)" in issues[0]
    assert "move it to 13 Jan 2027 08:00" in issues[0]


def test_a_start_on_a_day_is_one_fact_that_moves_to_a_day() -> None:
    """Neither said twice at its cell, nor to be moved "or later", which nobody has planned."""
    dig, pour = told(
        (1, "Dig", "1d", "", "Ann", "2027-01-06", None, None),
        (2, "Pour", "1d", "", "Ann", "2027-01-06", None, None),
    )
    assert dig == (
        "Tasks!F2: 1 Dig has to start on 6 Jan 2027 08:00, which cannot hold together with: "
        "2 Pour has to start on 6 Jan 2027 08:00 (Tasks!F3); there is only one Ann; "
        "1 Dig takes 1 day (Tasks!C2); 2 Pour takes 1 day (Tasks!C3), "
        "move it to 7 Jan 2027 08:00, or move it to 5 Jan 2027 08:00, or add a second Ann "
        "[conflict]"
    )
    assert pour.startswith("Tasks!F3: 2 Pour has to start on 6 Jan 2027 08:00")


def test_a_budget_that_is_smaller_than_what_everything_costs() -> None:
    (issue,) = told((1, "Dig", "1d", "", "", None, None, 300), budget=250)
    assert issue.startswith(
        "Budgets!B2: the budget of the project is 250.00, which cannot hold together with: "
        "1 Dig costs 300.00 (Tasks!H2), "
    )
    assert issue.endswith("raise it to 300.00, or give it a Price [conflict]")


def test_a_longest_wait_that_others_make_too_long() -> None:
    issues = told(
        (1, "Mix", "1d", "", "", None, None, None),
        (2, "Wait", "5d", "1", "", None, None, None),
        (3, "Pour", "1d", "2; 1FS max 2d", "", None, None, None),
    )
    assert len(issues) == 1
    assert "3 Pour may wait for 1 Mix for at most 2 days (Tasks!D4)" in issues[0]
    assert issues[0].endswith("change one of them [conflict]")


def test_independent_conflicts_are_all_told_with_repairs_that_hold_together() -> None:
    issues = told(
        (1, "Dig", "5d", "", "", None, "2027-01-06", None),
        (2, "Pour", "2d", "", "", None, None, None),
        (3, "Roof", "2d", "2", "", None, "2027-01-05", None),
    )
    roof, dig, both = issues
    assert dig.startswith("Tasks!G2: conflict 2: 1 Dig has to be finished by 6 Jan 2027")
    assert roof.startswith("Tasks!G4: conflict 1: 3 Roof has to be finished by 5 Jan 2027")
    assert "move it to 8 Jan 2027 17:00" in dig
    assert "move it to 7 Jan 2027 17:00" in roof
    assert both.startswith("there is a plan with these together: 3 Roof has to be finished")
    assert "(Tasks!G4): 7 Jan 2027 17:00; 1 Dig has to be finished" in both


def test_a_date_that_is_told_waits_for_predecessors_whose_links_are_in_another_conflict() -> None:
    issues = told(
        (1, "Dig", "5d", "", "", None, None, None),
        (2, "Pour", "3d", "1", "", None, "2027-01-08", None),
        (3, "Rest", "1d", "2", "", "2027-01-06", None, None),
    )
    (rest,) = (issue for issue in issues if issue.startswith("Tasks!F4"))
    assert "move it to 14 Jan 2027" in rest
    assert any("there is a plan with these together" in issue for issue in issues)


def test_somebody_who_would_have_to_be_there_twice() -> None:
    issues = told(
        (1, "Dig", "3d", "", "Ann", None, "2027-01-06", None),
        (2, "Pour", "3d", "", "Ann", None, "2027-01-06", None),
    )
    assert all("or add a second Ann" in issue for issue in issues)


def test_the_leave_that_decides_is_named_first_however_many_facts_there_are() -> None:
    """A chain of eight tasks fits its date, but for one absence: that must not be left out."""
    book = openpyxl.Workbook()
    tasks = book.active
    assert tasks is not None
    tasks.title = "Tasks"
    tasks.append(("ID", "Task Name", "Duration", "Predecessors", "Resource Names", HEADERS[6]))
    for k in range(1, 9):
        after, due = (k - 1 or ""), "2027-01-13" if k == 8 else None
        tasks.append((k, f"Part {k}", "1d", after, "Ann" if k == 4 else "Bob", due))
    leave = book.create_sheet("Leave")
    leave.append(("Who", "From", "To"))
    leave.append(("Ann", "2027-01-06", "2027-01-07"))
    book.create_sheet("Settings").append(("Project start", "2027-01-04"))
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(NoPlanError) as error:
        solve(read_project(stream.getvalue()), Options(deterministic_limit=2))
    (issue,) = error.value.issues
    assert "together with: Ann is away from 6 Jan 2027 to 7 Jan 2027 (Leave!B2); " in issue.message
    assert "more" not in issue.message
    assert all(f"{k} Part {k} takes 1 day (Tasks!C{k + 1}" in issue.message for k in range(2, 9))
    assert "(Tasks!C3) → 3 Part 3 takes 1 day (Tasks!C4, D4) → 4 " in issue.message


def refused(**sheets: Sequence[tuple[object, ...]]) -> list[str]:
    """What is told of a workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(NoPlanError) as error:
        solve(read_project(stream.getvalue()), Options(deterministic_limit=2))
    return [str(issue) for issue in error.value.issues]


START = ("Project start", "2027-01-04")


def test_of_many_absences_those_that_decide_are_told_each_at_its_cell() -> None:
    """Ann's long leave in January decides; her single days before and after it do not."""
    issue, _ = refused(
        Tasks=[
            ("ID", "Task Name", "Duration", "Resource Names", "Start No Earlier Than", HEADERS[6]),
            (1, "Dig", "2d", "Ann", "2027-01-18", "2027-01-22"),
        ],
        Leave=[
            ("Who", "From", "To"),
            *(("Ann", f"2027-01-{day:02d}", f"2027-01-{day:02d}") for day in (4, 6, 8, 12)),
            ("Ann", "2027-01-19", "2027-01-22"),
        ],
        Settings=[START],
    )
    assert "Ann is away from 19 Jan 2027 to 22 Jan 2027 (Leave!B6)" in issue
    assert issue.count("away") == 1
    assert "or move the leave of Ann that begins on 19 Jan 2027" in issue


def test_a_holiday_is_told_as_such_and_usual_hours_are_not_leave() -> None:
    rows = [
        ("ID", "Task Name", "Duration", "Resource Names", HEADERS[6]),
        (1, "Dig", "5d", "Ann", "2027-01-08"),
    ]
    (issue,) = refused(
        Tasks=rows, Holidays=[("Date", "Name"), ("2027-01-06", "Epiphany")], Settings=[START]
    )
    assert "nobody works on 6 Jan 2027 (Epiphany) (Holidays!A2)" in issue
    (issue,) = refused(
        Tasks=[rows[0], (1, "Dig", "6d", "Ann", "2027-01-08")],
        Leave=[("Who", "From", "To"), ("Ann", "2027-01-06", "2027-01-06")],
        Settings=[START],
    )
    assert "away" not in issue


def test_a_meeting_that_decides_is_no_absence() -> None:
    (issue,) = refused(
        Tasks=[
            ("ID", "Task Name", "Duration", "Resource Names", HEADERS[6]),
            (1, "Dig", "5d", "Ann", "2027-01-08"),
        ],
        Meetings=[
            ("Meeting", "Start", "Finish", "Who"),
            ("Fair", "2027-01-06 08:00", "2027-01-06 17:00", "Ann"),
        ],
        Settings=[START],
    )
    assert "Ann is in the meeting Fair until 6 Jan 2027 17:00 (Meetings!A2)" in issue
    assert "hold the meeting Fair without them" in issue


def test_lags_and_kinds_of_links_are_told() -> None:
    issues = refused(
        Tasks=[
            ("ID", "Task Name", "Duration", "Predecessors", HEADERS[6]),
            (1, "Dig", "2d", "", ""),
            (2, "Pour", "1d", "1SS+4d", "2027-01-06"),
            (3, "Lay", "3d", "", ""),
            (4, "Seal", "1d", "3FS-1d", "2027-01-05"),
        ],
        Settings=[START],
    )
    assert any(
        "2 Pour starts only after 1 Dig has started, then 4 days (Tasks!D3)" in i for i in issues
    )
    assert any("4 Seal may start 1 day before 3 Lay finishes, not earlier" in i for i in issues)


def test_a_german_workbook_is_told_in_german() -> None:
    (issue,) = refused(
        Vorgänge=[
            ("Nr.", "Vorgang", "Dauer", "Vorgänger", "Ressourcennamen", HEADERS[6]),
            (1, "Graben", "3d", "", "Anna", ""),
            (2, "Gießen", "2d", "1", "Anna", "8.1.2027"),
        ],
        Leave=[("Who", "From", "To"), ("Anna", "6.1.2027", "6.1.2027")],
        Settings=[START],
    )
    assert "2 Gießen muss bis 8. Jan 2027 17:00 fertig sein; das lässt sich nicht" in issue
    assert "Anna ist am 6. Jan 2027 fort (Leave!B2)" in issue
    assert "1 Graben dauert 3 Tage" in issue
    assert "auf 11. Jan 2027 17:00 oder später legen, oder " in issue
    assert "den Urlaub von Anna verlegen, der am 6. Jan 2027 beginnt" in issue


def test_half_days_and_halves_of_people_are_told_where_they_decide() -> None:
    half = "08:00-12:00"
    (issue,) = refused(
        Tasks=[
            ("ID", "Task Name", "Duration", "Resource Names", HEADERS[6]),
            (1, "Dig", "2d", "Ann", "2027-01-06"),
        ],
        People=[("Name", "Calendar"), ("Ann", "Half")],
        Calendars=[
            ("Calendar", "Mon", "Tue", "Wed", "Thu", "Fri"),
            ("Standard", *[f"{half}, 13:00-17:00"] * 5),
            ("Half", *[half] * 5),
        ],
        Settings=[START],
    )
    assert "with: Ann works Mon-Fri 08:00-12:00 (People!B2); 1 Dig takes 2 days" in issue
    (issue,) = refused(
        Tasks=[
            ("ID", "Task Name", "Work", "Resource Names", HEADERS[6]),
            (1, "Dig", "24h", "Ann", "2027-01-07"),
        ],
        People=[("Name", "Max Units"), ("Ann", "50%")],
        Settings=[START],
    )
    assert "with: there is 50% of Ann (People!B2); 1 Dig is 3 days of work" in issue
    assert "or have Ann full time" in issue


def test_a_conflict_after_a_change_is_told_once_for_each_date_with_every_cell() -> None:
    """Nobody can change the status date: it is a fact, no issue; what is left is what counts."""
    (issue,) = refused(
        Tasks=[
            ("ID", "Task Name", "Duration", "Predecessors", "Resource Names", HEADERS[6], "Done"),
            (1, "Dig", "5d", "", "Ann", "", "60%"),
            (2, "Pour", "2d", "1", "Ann", "", ""),
            (3, "Wall", "3d", "2", "Ann", "", ""),
            (4, "Roof", "3d", "3", "Ann", "2027-01-22", ""),
            (5, "Paint", "1d", "", "Bob", "", ""),
        ],
        Leave=[("Who", "From", "To"), ("Ann", "2027-01-11", "2027-01-13")],
        Settings=[START, ("Status date", "2027-01-06")],
    )
    assert issue == (
        "Tasks!F5: 4 Roof has to be finished by 22 Jan 2027 17:00, which cannot hold together "
        "with: what is not done comes after 6 Jan 2027, the status date (Settings!B2); "
        "Ann is away from 11 Jan 2027 to 13 Jan 2027 (Leave!B2); "
        "one after the other: 2 days of 1 Dig are left (Tasks!G2) → 2 Pour takes 2 days "
        "(Tasks!C3, D3) → 3 Wall takes 3 days (Tasks!C4, D4) → 4 Roof takes 3 days "
        "(Tasks!C5, D5); 1, 2, 3, 4 need Ann (Tasks!E2, E3, E4, E5), "
        "move it to 25 Jan 2027 17:00 or later, or make it a Deadline, which may be missed, "
        "or move the leave of Ann that begins on 11 Jan 2027 [conflict]"
    )
