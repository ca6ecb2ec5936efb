"""What the whole costs by day, penalties beside the cost, and the month a milestone falls in."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from planner.console.summary import of_plan
from planner.writing.report.money_by_period import budget_lines, months, spendings
from tests.planner.features.support import PEOPLE, WEEKDAYS, march, planned, refused, sheets
from tests.planner.reading.books import Rows

HEAD = "ID, Task Name, Duration, Resource Names"
DAILY = (["Cost per day", 100],)
COST = ("cost", "finish")


def day_cost(
    *tasks: list[object], head: str = HEAD, goals: tuple[str, ...] = COST, **more: Rows
) -> Decimal:
    found = planned(sheets(*tasks, head=head, settings=DAILY, People=PEOPLE, **more), *goals)
    assert sum(s.amount for s in spendings(found.plan)) == found.plan.cost
    assert found.goal("cost") == found.plan.cost
    return found.plan.overhead


@pytest.mark.parametrize(
    ("duration", "days"),
    [("1d", 1), ("5d", 5), ("6d", 8), ("10d", 12)],
    ids=["Monday", "to Friday", "to next Monday", "two weeks"],
)
def test_each_calendar_day_from_start_to_finish_costs(duration: str, days: int) -> None:
    """Weekends between are paid for, those after the finish are not."""
    assert day_cost([1, "Dig", duration, "Ann"]) == 100 * days


def test_the_first_start_counts_not_the_start_of_the_project() -> None:
    head = f"{HEAD}, Earliest Start"
    assert day_cost([1, "Dig", "2d", "Ann", march(8)], head=head) == 200


def test_what_can_wait_is_drawn_together() -> None:
    """Bob must be there on Monday, 15 March; Ann, with all March before her, goes along."""
    head = f"{HEAD}, Earliest Start"
    tasks: list[list[object]] = [[1, "Dig", "2d", "Ann", None], [2, "Pour", "1d", "Bob", march(15)]]
    assert day_cost(*tasks, head=head) == 200


def test_a_milestone_counts_and_what_spans_the_rest_does_not() -> None:
    head = f"{HEAD}, Must Start On, Spans"
    tasks: list[list[object]] = [
        [1, "Dig", "1d", "Ann", march(1), None],
        [2, "Hand over", 0, None, march(8), None],
        [3, "Manage", None, "Bob", None, "1"],
    ]
    assert day_cost(*tasks, head=head) == 800


def test_a_night_shift_ends_on_the_day_after() -> None:
    nights: Rows = [["Calendar", *WEEKDAYS], ["Night", *["22:00-06:00"] * 5]]
    late: Rows = [["Calendar", *WEEKDAYS], ["Late", *["16:00-24:00"] * 5]]
    soon = ("finish", "cost")
    assert day_cost([1, "Dig", "1d", "Ann"], Calendars=nights, goals=soon) == 200
    assert day_cost([1, "Dig", "1d", "Ann"], Calendars=late, goals=soon) == 100


def test_the_days_are_under_the_budget_of_the_whole_and_of_no_phase() -> None:
    """Ten hours of Ann at 50 are 500, and two days 200."""
    head = "WBS, Task Name, Duration, Resource Names"
    tasks = (["1", "Phase", "", ""], ["1.1", "Dig", "10h", "Ann"])
    budgets: Rows = [["Scope", "Limit"], [None, 700], ["1", 500]]
    limits = {"settings": DAILY, "People": PEOPLE, "Budgets": budgets}
    found = planned(sheets(*tasks, head=head, **limits))
    assert [line.planned for line in budget_lines(found.plan)] == [700, 500]
    assert "Cost per day" in found.texts("Costs")
    assert "200.00 of it for calendar days" in of_plan(found.plan)
    limits["Budgets"] = [["Limit"], [699]]
    (issue,) = refused(sheets(*tasks, head=head, **limits)).issues
    assert "700.00" in issue.remedy


def test_each_day_falls_into_its_month() -> None:
    """Monday, 29 March, to Friday, 2 April; the last day of January is a Sunday."""
    head = "ID, Task Name, Duration, Must Start On"
    budgets: Rows = [["Month", "Limit", "Price"], ["2027-03", 0, 1], ["2027-04", 0, 1]]
    found = planned(
        sheets([1, "Dig", "5d", march(29)], head=head, settings=DAILY, Budgets=budgets), *COST
    )
    assert [line.planned for line in budget_lines(found.plan)] == [300, 200]
    assert found.goal("cost") == 2 * 500
    start = [["Project start", datetime(2027, 1, 29)], *DAILY]
    budgets = [["Month", "Limit", "Price"], ["2027-01", 0, 1], ["2027-02", 0, 1]]
    tasks: Rows = [["ID", "Task Name", "Duration", "Must Start On"], [1, "Dig", "2d", "2027-01-29"]]
    found = planned({"Tasks": tasks, "Settings": start, "Budgets": budgets}, *COST)
    assert months(spendings(found.plan)) == {date(2027, 1, 1): 300, date(2027, 2, 1): 100}
    assert found.goal("cost") == 2 * 400


# Milestones and months


STONES = "ID, Task Name, Duration, Predecessors, Fixed Cost, Fixed Cost Accrual, Earliest Start"


@pytest.mark.parametrize("accrual", ["Start", "End"])
@pytest.mark.parametrize(
    ("row", "first"),
    [
        ([2, "Pay", 0, None, 1000, None], date(2027, 4, 1)),
        ([2, "Pay", 0, "1", 1000, march(31)], date(2027, 4, 1)),
    ],
    ids=["follows nothing", "follows work of March"],
)
def test_a_milestone_that_may_not_be_paid_in_march_is_shown_in_april(
    row: list[object], first: date, accrual: str
) -> None:
    """Solver, budget and sheets count the day that is shown."""
    budgets: Rows = [["Month", "Limit"], ["2027-03", 500]]
    tasks = ([1, "Work", "2d", None, 500, "Start", None], [*row[:5], accrual, *row[5:]])
    found = planned(sheets(*tasks, head=STONES, Budgets=budgets))
    shown = found.when(2)[0]
    assert shown is not None
    assert shown.date() == first
    assert months(spendings(found.plan)) == {date(2027, 3, 1): 500, date(2027, 4, 1): 1000}
    assert budget_lines(found.plan)[0].planned == 500


def test_a_milestone_after_the_last_work_of_march_is_paid_in_march() -> None:
    """Work to Wednesday, 31 March, 17:00: the end stands on that day, and so does its cost."""
    budgets: Rows = [["Month", "Limit"], ["2027-04", 0]]
    tasks = (
        [1, "Work", "1d", None, 500, "End", march(31)],
        [2, "Pay", 0, "1", 1000, "Start", None],
    )
    found = planned(sheets(*tasks, head=STONES, Budgets=budgets))
    assert found.when(2)[0] == march(31, 17)
    assert months(spendings(found.plan)) == {date(2027, 3, 1): 1500}


def test_the_end_of_a_month_at_midnight_belongs_to_it() -> None:
    late: Rows = [["Calendar", *WEEKDAYS], ["Late", *["16:00-24:00"] * 5]]
    tasks = (
        [1, "Work", "1d", None, 500, "End", march(31)],
        [2, "Pay", 0, "1", 1000, "End", None],
    )
    budgets: Rows = [["Month", "Limit"], ["2027-04", 0]]
    found = planned(sheets(*tasks, head=STONES, Budgets=budgets, Calendars=late))
    assert found.when(2)[0] == datetime(2027, 4, 1)
    assert months(spendings(found.plan)) == {date(2027, 3, 1): 1500}


def test_a_milestone_with_its_own_date_is_paid_on_it() -> None:
    """Thursday, 1 April, after work that ends on Wednesday: the date decides."""
    april = march(31).replace(month=4, day=1)
    tasks = (
        [1, "Work", "1d", None, 500, "End", march(31)],
        [2, "Pay", 0, "1", 1000, "End", april],
    )
    budgets: Rows = [["Month", "Limit"], ["2027-03", 500]]
    found = planned(sheets(*tasks, head=STONES, Budgets=budgets))
    assert found.when(2)[0] == april.replace(hour=8)
    assert months(spendings(found.plan)) == {date(2027, 3, 1): 500, date(2027, 4, 1): 1000}


# Penalties


DUE = f"{HEAD}, Deadline, Late Penalty"


@pytest.mark.parametrize(
    ("other", "penalties"),
    [(1, 3 * 10_000 + 8), (None, 8 * 10_000)],
    ids=["every deadline has one", "the goals ignore it"],
)
def test_penalties_stand_beside_the_cost_wherever_that_is_shown(
    other: int | None, penalties: int
) -> None:
    """Due on Wednesday: six days of Ann's first, then five, or the other way round."""
    tasks = (
        [1, "Handover", "6d", "Ann", march(3), 10_000],
        [2, "Side job", "5d", "Ann", march(3), other],
    )
    budgets: Rows = [["Limit"], [4400]]
    found = planned(sheets(*tasks, head=DUE, People=PEOPLE, Budgets=budgets))
    assert found.plan.cost == 4400
    assert found.plan.penalties == penalties
    assert sum(s.amount for s in spendings(found.plan)) == 4400
    assert f"{penalties:,.2f} for being late" in of_plan(found.plan)
    for sheet in ("Status", "Costs", "Plan"):
        assert f"{penalties:,}" in found.texts(sheet), sheet


def test_who_is_on_time_pays_no_penalty() -> None:
    found = planned(sheets([1, "Dig", "2d", "Ann", march(3), 500], head=DUE, People=PEOPLE))
    assert found.plan.penalties == 0
    assert "penalties" not in of_plan(found.plan)
    assert "Late penalties" not in found.texts("Status")


def test_a_part_of_a_day_is_a_part_of_the_penalty() -> None:
    """28 h from Monday are due on Wednesday evening, and done on Thursday at noon."""
    found = planned(sheets([1, "Dig", "28h", "Ann", march(3), 500], head=DUE, People=PEOPLE))
    assert found.plan.penalties == 250
    assert found.goal("lateness") == 250
