"""Why there is no plan: told by cell, with what would have to give."""

import io

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
        "Tasks!G3: 2 Pour has to be finished by 2027-01-11 17:00, which cannot hold together with: "
        "1 Dig takes 5d (Tasks!C2); 2 Pour takes 3d (Tasks!C3); "
        "2 Pour waits for 1 Dig (Tasks!D3), "
        "move it to 2027-01-13 17:00 or later, or make it a Deadline, which may be missed "
        "[conflict]"
    )


def test_one_person_with_too_much_to_do_by_two_dates() -> None:
    issues = told(
        (1, "Dig", "3d", "", "Ann", None, "2027-01-07", None),
        (2, "Pour", "3d", "", "Ann", None, "2027-01-08", None),
    )
    assert [issue.split(":")[0] for issue in issues] == ["Tasks!G2", "Tasks!G3"]
    assert all("there is 100% of Ann" in issue for issue in issues)
    assert "move it to 2027-01-11 17:00" in issues[0]


def test_two_starts_that_are_fixed_the_wrong_way_round() -> None:
    issues = told(
        (1, "Dig", "2d", "", "", "2027-01-11", None, None),
        (2, "Pour", "1d", "1", "", "2027-01-11", None, None),
    )
    assert issues[0].startswith("Tasks!F3: 2 Pour has to start by 2027-01-11")
    assert "1 Dig cannot start before 2027-01-11 08:00 (Tasks!F2)" in issues[0]
    assert "move it to 2027-01-13 08:00" in issues[0]


def test_a_budget_that_is_smaller_than_what_everything_costs() -> None:
    (issue,) = told((1, "Dig", "1d", "", "", None, None, 300), budget=250)
    assert issue.startswith("Budgets!B2: 250.00 may be spent on the project, which cannot hold")
    assert issue.endswith("raise it to 300.00, or give it a Price [conflict]")


def test_a_longest_wait_that_others_make_too_long() -> None:
    issues = told(
        (1, "Mix", "1d", "", "", None, None, None),
        (2, "Wait", "5d", "1", "", None, None, None),
        (3, "Pour", "1d", "2; 1FS max 2d", "", None, None, None),
    )
    assert len(issues) == 1
    assert "3 Pour may not wait so long for 1 Mix (Tasks!D4)" in issues[0]
    assert issues[0].endswith("change one of them [conflict]")


def test_independent_conflicts_are_all_told_with_repairs_that_hold_together() -> None:
    issues = told(
        (1, "Dig", "5d", "", "", None, "2027-01-06", None),
        (2, "Pour", "2d", "", "", None, None, None),
        (3, "Roof", "2d", "2", "", None, "2027-01-05", None),
    )
    roof, dig, both = issues
    assert dig.startswith("Tasks!G2: conflict 2: 1 Dig has to be finished by 2027-01-06")
    assert roof.startswith("Tasks!G4: conflict 1: 3 Roof has to be finished by 2027-01-05")
    assert "move it to 2027-01-08 17:00" in dig
    assert "move it to 2027-01-07 17:00" in roof
    assert both.startswith("there is a plan with these together: 3 Roof has to be finished")
    assert "(Tasks!G4): 2027-01-07 17:00; 1 Dig has to be finished" in both


def test_somebody_who_would_have_to_be_there_twice() -> None:
    issues = told(
        (1, "Dig", "3d", "", "Ann", None, "2027-01-06", None),
        (2, "Pour", "3d", "", "Ann", None, "2027-01-06", None),
    )
    assert all("or have Ann twice" in issue for issue in issues)


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
    assert "together with: Ann is away 2027-01-06 to 2027-01-07 (Leave!B2); " in issue.message
    assert "more" in issue.message
