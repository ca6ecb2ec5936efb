"""Work that has begun: history, what goes on, what is not begun. From 1 March 2027, a Monday."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from planner.pipeline import Options, plan_workbook, read_project, solve
from tests.planner.features.support import PEOPLE, Planned, march, planned, sheets
from tests.planner.reading.books import book

HEAD = (
    "ID, Task Name, Duration, Predecessors, Resource Names, Actual Start, Actual Finish, % Complete"
)


def test_history_stands_and_the_rest_goes_on_from_the_status_date() -> None:
    """Dig was late and done on a Saturday; Pour began before Dig was done; Wall has not begun."""
    plan = planned(
        sheets(
            [1, "Dig", "2d", "", "Ann", march(2, 8), march(6, 12), ""],
            [2, "Pour", "4d", "1", "Bob", march(4, 8), "", 0.5],
            [3, "Wall", "1d", "2", "Ann", "", "", ""],
            [4, "Roof", "1d", "", "Ann", "", "", ""],
            head=HEAD,
            settings=[["Status date", march(9)]],
            People=PEOPLE,
        )
    )
    assert plan.when(1) == (march(2, 8), march(6, 12))
    assert plan.when(2) == (march(4, 8), march(11, 17))
    assert plan.when(3) == (march(12, 8), march(12, 17))
    assert plan.when(4) == (march(10, 8), march(10, 17))
    assert plan.cost(1) == 4 * 8 * 50
    assert plan.cost(2) == 4 * 8 * 40
    assert plan.why(1) == "done"
    assert "status date" in plan.why(2)
    assert plan.goal("cost") == 4 * 8 * 50 + 4 * 8 * 40 + 2 * 8 * 50


TUESDAY = march(9)


def _told(*tasks: Sequence[Any], status: datetime = TUESDAY, **more: Any) -> Planned:
    """A plan of tasks with recorded dates, at a status date."""
    settings = [["Status date", status], *more.pop("settings", ())]
    head = more.pop("head", HEAD)
    people = more.pop("People", PEOPLE)
    return planned(sheets(*tasks, head=head, settings=settings, People=people, **more))


def test_history_breaks_every_rule_without_a_conflict() -> None:
    """Two at once, before the start, on a day off, before what it waits for, too dear, too late."""
    plan = _told(
        [1, "Dig", "2d", "2", "Ann", datetime(2027, 2, 25, 8), datetime(2027, 2, 26, 17), "", ""],
        [2, "Fence", "2d", "", "Ann", datetime(2027, 2, 25, 8), march(4, 17), "", march(2)],
        [3, "Wall", "1d", "2FS max 1d", "Bob", march(9, 8), march(9, 17), "", ""],
        [4, "Roof", "1d", "3", "Bob", "", "", "", ""],
        head=f"{HEAD}, Must Start On",
        Holidays=[["Date"], [march(4)]],
        Budgets=[["Limit"], [100]],
    )
    assert plan.when(1) == (datetime(2027, 2, 25, 8), datetime(2027, 2, 26, 17))
    assert plan.when(2) == (datetime(2027, 2, 25, 8), march(4, 17))
    assert plan.when(4) == (march(10, 8), march(10, 17))
    assert "budget-overspent" in plan.codes()


def test_out_of_sequence_by_retained_logic_the_rest_waits() -> None:
    """Pour began, 3 of its 4 days remain; Dig, which it waits for, takes until the 11th."""
    tasks = (
        [1, "Dig", "4d", "", "Ann", march(8, 8), "", 0.5],
        [2, "Pour", "4d", "1", "Bob", march(9, 8), "", 0.25],
    )
    assert _told(*tasks).when(2) == (march(9, 8), march(16, 17))
    free = _told(*tasks, settings=[["Progress", "override"]])
    assert free.when(2) == (march(9, 8), march(12, 17))


def test_what_is_suspended_goes_on_when_it_resumes() -> None:
    plan = _told(
        [1, "Dig", "4d", "", "Ann", march(8, 8), "", 0.5, "On hold", march(17)],
        [2, "Pour", "1d", "", "Ann", "", "", "", "", ""],
        head=f"{HEAD}, Status, Resume",
    )
    assert plan.when(1) == (march(8, 8), march(18, 17))
    assert plan.when(2) == (march(10, 8), march(10, 17))
    assert "suspended until 17 Mar 2027" in plan.why(1)


def test_what_remains_is_stated_or_follows_from_a_percentage() -> None:
    """Stated 3d; 25 % of 4d; half of the work of two; 10h stated, worked by two; nothing."""
    plan = _told(
        [1, "A", "4d", "", "", "Ann", march(8, 8), 0.9, "", "3d", ""],
        [2, "B", "4d", "", "", "Bob", march(8, 8), 0.25, "", "", ""],
        [3, "C", "", "64h", "", "Cem; Dora", march(8, 8), "", 0.5, "", ""],
        [4, "D", "", "40h", "", "Eva; Finn", march(8, 8), "", "", "", "10h"],
        [5, "E", "2d", "", "", "Gus", march(9, 8), "", "", "", ""],
        head="ID, Task Name, Duration, Work, Predecessors, Resource Names, Actual Start, "
        "% Complete, % Work Complete, Remaining Duration, Remaining Work",
        People=[
            ["Name"],
            *([name] for name in ("Ann", "Bob", "Cem", "Dora", "Eva", "Finn", "Gus")),
        ],
    )
    finishes = [plan.when(n)[1] for n in range(1, 6)]
    assert finishes == [march(12, 17), march(12, 17), march(11, 17), march(10, 14), march(11, 17)]


def test_without_a_status_date_it_is_the_end_of_the_latest_recorded_day() -> None:
    book = sheets(
        [1, "Dig", "2d", "", "Ann", march(1), march(3), ""],
        [2, "Pour", "2d", "1", "Bob", march(4), "", 0.5],
        head=HEAD,
        People=PEOPLE,
    )
    plan = planned(book)
    assert plan.plan.project.settings.status_date == march(4)
    assert plan.when(1) == (march(1, 8), march(3, 17))
    assert plan.when(2) == (march(4, 8), march(5, 17))
    assert "assumed-status-date" in plan.codes()


def test_a_percentage_alone_counts_from_the_planned_dates() -> None:
    """100 % was finished, and 50 % began, as the present plan says; the rest has not begun."""
    plan = planned(
        sheets(
            [1, "Dig", "2d", "Ann", march(1), march(2), 1],
            [2, "Pour", "4d", "Bob", march(3), march(8), 0.5],
            [3, "Wall", "1d", "Ann", march(9), march(9), 0],
            head="ID, Task Name, Duration, Resource Names, Start, Finish, % Complete",
            settings=[["Status date", march(5)]],
            People=PEOPLE,
        )
    )
    assert plan.when(1) == (march(1, 8), march(2, 17))
    assert plan.when(2) == (march(3, 8), march(9, 17))
    assert {"began-as-planned", "finished-as-planned"} <= plan.codes()


def test_done_without_any_date_takes_no_more_time() -> None:
    plan = planned(
        sheets(
            [1, "Dig", "2d", "", "Ann", "Done"],
            [2, "Pour", "4d", "1", "Bob", "In progress"],
            head="ID, Task Name, Duration, Predecessors, Resource Names, Status",
            People=PEOPLE,
        )
    )
    assert plan.when(1) == (march(1, 8), march(1, 8))
    assert plan.when(2) == (march(1, 8), march(4, 17))
    assert plan.why(1) == "done"


CONTRADICTIONS = {
    "finished in the future": (["", march(12), ""], "actual-in-future", "G2"),
    "begun in the future": ([march(12), "", ""], "actual-in-future", "F2"),
    "finished before it started": ([march(5), march(3), ""], "finish-before-start", "F2"),
    "finished in part": ([march(3), march(4), 0.4], "done-in-part", "H2"),
}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_contradictions_are_told_at_their_cell(case: str) -> None:
    cells, code, place = CONTRADICTIONS[case]
    plan = _told([1, "Dig", "2d", "", "Ann", *cells])
    found = [issue for issue in plan.plan.issues if issue.code == code]
    assert [issue.cell for issue in found] == [place]
    assert found[0].severity == "warning"
    start, finish = plan.when(1)
    assert start is not None
    assert finish is not None
    assert start <= finish


def test_what_remains_of_a_finished_task_is_told() -> None:
    plan = _told(
        [1, "Dig", "2d", "Ann", march(3), march(4), "1d"],
        head="ID, Task Name, Duration, Resource Names, Actual Start, Actual Finish, "
        "Remaining Duration",
    )
    assert plan.when(1) == (march(3, 8), march(4, 17))
    assert {i.cell for i in plan.plan.issues if i.code == "remaining-of-done"} == {"G2"}


def test_a_lag_from_history_still_counts() -> None:
    """Five days after Friday the 5th is Friday the 12th; half of 4d after Monday the 8th."""
    plan = _told(
        [1, "Pour", "1d", "", "Ann", march(5), march(5), ""],
        [2, "Strip", "1d", "1FS+5d", "Ann", "", "", ""],
        [3, "Dig", "4d", "", "Bob", march(9), "", 0.25],
        [4, "Pipes", "1d", "3SS+75%", "Ann", "", "", ""],
    )
    assert plan.when(2) == (march(15, 8), march(15, 17))
    assert plan.when(4) == (march(12, 8), march(12, 17))


def test_dates_that_passed_are_told_and_bind_no_more() -> None:
    plan = _told(
        [1, "Dig", "2d", "Ann", march(3), "", march(5)],
        [2, "Pour", "2d", "Bob", march(3), march(9, 8), march(15)],
        head="ID, Task Name, Duration, Resource Names, Must Start On, Actual Start, "
        "Finish No Later Than",
    )
    assert plan.when(1) == (march(10, 8), march(11, 17))
    assert plan.when(2)[0] == march(9, 8)
    passed = {issue.cell for issue in plan.plan.issues if issue.code == "date-passed"}
    assert passed == {"E2", "G2"}


def test_phases_and_hammocks_begin_with_what_has_begun() -> None:
    plan = _told(
        [1, "Site", "", "", "", "", "", "", "Yes", "", ""],
        [2, "Dig", "2d", "", "Ann", march(2), march(3), "", "", "", 1],
        [3, "Pour", "4d", "", "Bob", march(8), "", 0.5, "", "", 1],
        [4, "Watch", "", "", "Cem[50%]", "", "", "", "", "1", ""],
        [5, "Open", "1d", "1", "Ann", "", "", "", "", "", ""],
        [6, "Photos", "1d", "1SS+6d", "Ann", "", "", "", "", "", ""],
        head=f"{HEAD}, Is Summary, Spans, Parent ID",
        People=[["Name", "Rate"], ["Ann", 50], ["Bob", 40], ["Cem", 10]],
    )
    assert plan.when(1) == (march(2, 8), march(11, 17))
    assert plan.when(4) == (march(2, 8), march(11, 17))
    assert plan.cost(4) == 8 * 8 * 0.5 * 10
    assert plan.when(5) == (march(12, 8), march(12, 17))
    assert plan.when(6) == (march(10, 8), march(10, 17))


def test_months_and_budgets_count_what_was_spent() -> None:
    """March has 1,000, and Dig took 800 of them; of Pour, 320, five hours are in March."""
    plan = _told(
        [1, "Dig", "2d", "", "Ann", march(8), march(9), ""],
        [2, "Pour", "1d", "", "Bob", "", "", ""],
        Budgets=[["Month", "Limit"], ["2027-03", 1000]],
    )
    assert plan.when(2) == (datetime(2027, 3, 31, 11), datetime(2027, 4, 1, 11))


def test_a_timesheet_tells_the_hours_and_what_they_cost() -> None:
    """Ann 6 and 8 hours, Bob 4: 14 x 50 + 4 x 40; half of the 36 planned hours remain."""
    plan = _told(
        [1, "Dig", "", "36h", "", "Ann", "", ""],
        [2, "Pour", "1d", "", "", "Bob", "", ""],
        head="ID, Task Name, Duration, Work, Predecessors, Resource Names, Actual Start, Status",
        Timesheet=[
            ["Task", "Who", "Day", "Hours"],
            [1, "Ann", march(4), 6],
            [1, "Ann", march(5), 8],
            ["Dig", "Bob", march(8), 4],
        ],
    )
    assert plan.when(1) == (march(4, 8), march(12, 10))
    assert plan.cost(1) == 14 * 50 + 4 * 40 + 18 * 50
    load = plan.plan.load["Ann"]
    assert load[march(4).date()].worked == 6 * 60


def test_four_eyes_know_who_did_what_is_done() -> None:
    plan = _told(
        [1, "Write", "1d", "", "Ann", march(8), march(8), "", ""],
        [2, "Check", "1d", "1", "Ann or Bob", "", "", "", "1"],
        head=f"{HEAD}, Different People From",
        People=[["Name", "Rate"], ["Ann", 10], ["Bob", 40]],
    )
    assert plan.who(2) == ["Bob"]


def test_what_has_begun_is_not_left_out() -> None:
    plan = _told(
        [1, "Dig", "4d", "", "Ann", march(8), "", 0.25, "Yes"],
        head=f"{HEAD}, Optional",
    )
    assert plan.when(1) == (march(8, 8), march(12, 17))


def test_a_wait_that_is_too_long_already_binds_no_more() -> None:
    """Mix was done on the 3rd: Pour was to start by the 5th, Smooth still can by the 12th."""
    plan = _told(
        [1, "Mix", "1d", "", "Ann", march(3), march(3), "", ""],
        [2, "Pour", "3d", "1FS max 1d", "Bob", "", "", "", march(12)],
        [3, "Smooth", "1d", "1FS max 6d", "Bob", "", "", "", ""],
        head=f"{HEAD}, Deadline",
    )
    assert plan.when(3) == (march(10, 8), march(10, 17))
    assert plan.when(2) == (march(11, 8), march(15, 17))
    assert [i.cell for i in plan.plan.issues if i.code == "wait-passed"] == ["D3"]


def test_what_was_done_before_the_start_moves_nothing_when_it_is_planned_again() -> None:
    """Done without a date, it ends when the project starts: no day that somebody recorded."""
    rows: list[list[Any]] = [["ID", "Task", "Duration", "Who", "% Complete"]]
    rows += [[1, "Fence", "1d", "Ann", 1], [2, "Dig", "2d", "Ann", None]]
    options = Options(deterministic_limit=1)
    data = plan_workbook(book({"Tasks": rows, "Settings": [["Project start", march(1)]]}), options)
    again = solve(read_project(data), options)
    assert [row.start for row in again.rows] == [march(1, 8), march(1, 8)]
