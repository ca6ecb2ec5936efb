"""Dates: MS Project's eight kinds, several of them, deadlines, bonuses, blockers."""

from datetime import datetime

import pytest

from tests.planner.features.support import march, planned, refused, sheets
from tests.planner.reading.books import Rows

HEAD = "ID, Task Name, Duration, Constraint Type, Constraint Date, Predecessors"


@pytest.mark.parametrize(
    ("kind", "date", "start"),
    [
        ("As Soon As Possible", None, march(1, 8)),
        ("Start No Earlier Than", march(3), march(3, 8)),
        ("Finish No Earlier Than", march(4), march(3, 8)),
        ("Must Start On", march(3), march(3, 8)),
        ("Must Finish On", march(4), march(3, 8)),
        ("Start No Later Than", march(3), march(1, 8)),
        ("Finish No Later Than", march(4), march(1, 8)),
        ("SNET", march(3, 13), march(3, 13)),
    ],
)
def test_each_kind_of_date(kind: str, date: datetime | None, start: datetime) -> None:
    """Two days of work, a finish is the end of its day."""
    found = planned(sheets([1, "Dig", "2d", kind, date, ""], head=HEAD))
    assert found.when(1)[0] == start


def test_as_late_as_possible_waits_for_what_follows() -> None:
    tasks = (
        [1, "Long", "5d", "", None, ""],
        [2, "Late", "1d", "As Late As Possible", None, ""],
        [3, "Last", "1d", "", None, "1; 2"],
    )
    found = planned(sheets(*tasks, head=HEAD))
    assert found.when(2) == (march(5, 8), march(5, 17))
    assert "as late as possible" in found.why(2)


@pytest.mark.parametrize("kind", ["Start No Later Than", "Finish No Later Than", "Must Start On"])
def test_a_latest_date_goes_before_what_is_cheaper(kind: str) -> None:
    """Both need Ann; the one with the date goes first although the other is due as well."""
    head = f"{HEAD}, Resource Names, Deadline, Priority"
    date = march(1)
    tasks = (
        [1, "Other", "1d", "", None, "", "Ann", march(1), 1000],
        [2, "Dated", "1d", kind, date, "", "Ann", "", ""],
    )
    found = planned(sheets(*tasks, head=head))
    assert found.when(2)[0] == march(1, 8)
    assert found.when(1)[0] == march(2, 8)


def test_a_task_keeps_every_date_it_has() -> None:
    head = "ID, Task Name, Duration, Earliest Start, Start No Later Than, Finish No Later Than"
    row = [1, "Dig", "2d", march(2), march(3), march(4)]
    assert planned(sheets(row, head=head)).when(1) == (march(2, 8), march(3, 17))
    error = refused(sheets([1, "Dig", "2d", march(3), march(9), march(3)], head=head))
    assert {issue.place for issue in error.issues} == {"Tasks!D2", "Tasks!F2"}
    error = refused(sheets([1, "Dig", "2d", march(3), march(2), march(9)], head=head))
    assert {issue.place for issue in error.issues} == {"Tasks!D2", "Tasks!E2"}


def test_dates_of_a_summary_hold_for_its_tasks() -> None:
    head = "WBS, Task Name, Duration, Constraint Type, Constraint Date"
    tasks = (["1", "Phase", "", "SNET", march(3)], ["1.1", "Dig", "1d", "", None])
    found = planned(sheets(*tasks, head=head))
    assert found.when(2)[0] == march(3, 8)
    assert "1 Phase" in found.why(2)
    tasks = (["1", "Phase", "", "Must Start On", march(3)], ["1.1", "Dig", "1d", "", None])
    found = planned(sheets(*tasks, head=head))
    assert found.when(2)[0] == march(3, 8)
    assert found.why(2) == "must start on 3 Mar 2027 of 1 Phase"


DUE = "ID, Task Name, Duration, Resource Names, Deadline, Priority, Late Penalty, Early Bonus"


def test_the_higher_priority_is_on_time() -> None:
    """Two days for Ann, both due on the first: a day late at 900 is worse than at 100."""
    tasks = (
        [1, "Low", "1d", "Ann", march(1), 100, "", ""],
        [2, "High", "1d", "Ann", march(1), 900, "", ""],
    )
    found = planned(sheets(*tasks, head=DUE))
    assert (found.when(2)[1], found.when(1)[1]) == (march(1, 17), march(2, 17))
    assert found.goal("lateness") == 100 / 500
    (issue,) = [i for i in found.plan.issues if i.code == "deadline-missed"]
    assert (issue.place, issue.severity) == ("Tasks!E2", "info")
    assert "1 working day after" in issue.message
    assert "deadline-missed" in found.texts("Issues")
    assert "Low" in found.texts("Status")


def test_where_all_have_penalties_lateness_is_money() -> None:
    """A long task at 100 a day, a short one at 300: the short first costs 100, else 600."""
    tasks = (
        [1, "Long", "2d", "Ann", march(2), "", 100, ""],
        [2, "Short", "1d", "Ann", march(1), "", 300, ""],
    )
    found = planned(sheets(*tasks, head=DUE))
    assert found.goal("lateness") == 100
    assert found.when(2)[0] == march(1, 8)


def test_a_weekend_is_not_a_day_late() -> None:
    """Six days from Monday end on Monday, the 8th: due on Friday it is one working day late."""
    found = planned(sheets([1, "Dig", "6d", "Ann", march(5), "", "", ""], head=DUE))
    assert found.goal("lateness") == 1


def test_a_bonus_makes_it_worth_to_be_early() -> None:
    """Bob costs 80 a day more and brings 200 for each of two days: with bonus 100 it is 40 too."""
    people: Rows = [["Name", "Rate", "Efficiency"], ["Ann", 10, 0.5], ["Bob", 50, 1]]
    head = "ID, Task Name, Work, Resource Names, Deadline, Late Penalty, Early Bonus"
    task = [1, "Dig", "16h", "Ann or Bob", march(5), 100]
    early = planned(sheets([*task, 300], head=head, People=people), "money")
    assert early.who(1) == ["Bob"]
    assert early.goal("money") == 16 * 50 - 3 * 300
    calm = planned(sheets([*task, 100], head=head, People=people), "money")
    assert calm.who(1) == ["Ann"]
    assert calm.goal("money") == 32 * 10 - 1 * 100
    ignored = planned(sheets([*task, 300], head=head, People=people))
    assert "bonus-ignored" in ignored.codes()


def test_what_is_blocked_waits_and_says_so() -> None:
    head = "ID, Task Name, Duration, Blocked Until, Blocked By"
    found = planned(sheets([1, "Dig", "1d", march(4), "permit"], head=head))
    assert found.when(1)[0] == march(4, 8)
    assert found.why(1) == "blocked until 4 Mar 2027 (permit)"
    assert "blocked until 4 Mar 2027 (permit)" in found.texts("Plan")


def test_what_cannot_hold_is_told_by_the_cell_with_what_would_help() -> None:
    tasks = (
        [1, "Dig", "5d", "", None, ""],
        [2, "Pour", "3d", "Finish No Later Than", march(9), 1],
    )
    (issue,) = refused(sheets(*tasks, head=HEAD)).issues
    assert (issue.code, issue.place) == ("conflict", "Tasks!E3")
    assert "10 Mar 2027 17:00" in issue.remedy


def test_present_dates_of_linked_tasks_are_no_rule() -> None:
    head = "ID, Task Name, Duration, Start, Finish, Predecessors"
    tasks = [1, "Dig", "2d", march(10), march(11), ""], [2, "Pour", "1d", march(15), march(15), "1"]
    found = planned(sheets(*tasks, head=head))
    assert found.when(1) == (march(1, 8), march(2, 17))
    assert found.when(2) == (march(3, 8), march(3, 17))


@pytest.mark.parametrize("kind", ["Finish No Later Than", "Must Finish On"])
def test_a_hard_date_for_the_finish_is_shown_where_deadlines_are(kind: str) -> None:
    """On Plan and in the table of milestones, and the finish is held against it."""
    head = f"{HEAD}, Resource Names"
    tasks = ([1, "Dig", "2d", "", None, "", "Ann"], [2, "Keys", 0, kind, march(4), 1, ""])
    found = planned(sheets(*tasks, head=head))
    lines = found.result["Plan"]
    at = next(k for k, line in enumerate(lines) if "Must finish by" in line)
    shown = [line[lines[at].index("Must finish by")] for line in lines[at + 1 : at + 3]]
    assert shown == [None, march(4)]
    status = [line for line in found.result["Status"] if "Keys" in line]
    assert any(march(4) in line for line in status)
    without = planned(sheets([1, "Dig", "2d", "", None, ""], head=HEAD))
    assert "Must finish by" not in without.texts("Plan")
