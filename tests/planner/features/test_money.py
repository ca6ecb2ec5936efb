"""What it costs: rates, overtime, costs per use, accrual, materials, budgets."""

from datetime import date
from decimal import Decimal

import pytest

from planner.pipeline import NoPlanError
from planner.writing.report.money_by_period import budget_lines, months, spendings
from tests.planner.features.support import (
    OFFICE,
    WEEKDAYS,
    Planned,
    march,
    planned,
    refused,
    sheets,
)
from tests.planner.reading.books import Rows

HEAD = "ID, Task Name, Duration, Resource Names"
ONE = [1, "Dig", "5d", "Ann"]


def ann(rate: object, **more: object) -> Rows:
    return [["Name", "Rate", *more], ["Ann", rate, *more.values()]]


def by_month(found: Planned) -> dict[int, Decimal]:
    return {month.month: cost for month, cost in months(spendings(found.plan)).items()}


@pytest.mark.parametrize(
    ("rate", "cost"),
    [("50/h", 2000), ("400/d", 2000), ("1500/w", 1500), ("8000/mo", 2000), (9, 360)],
)
def test_a_rate_is_for_an_hour_a_day_a_week_or_a_month(rate: object, cost: int) -> None:
    """Five days of 8 h are a week, and a quarter of a month of 20 days."""
    assert planned(sheets(ONE, head=HEAD, People=ann(rate))).cost(1) == cost


def test_each_use_costs_once() -> None:
    people: Rows = [["Name", "Type", "Rate", "Cost Per Use"], ["Van", "Equipment", "10/h", 120]]
    tasks = ([1, "Drive", "1d", "Van"], [2, "Drive", "2d", "Van"])
    found = planned(sheets(*tasks, head=HEAD, People=people))
    assert (found.cost(1), found.cost(2)) == (200, 280)


def test_material_costs_what_is_used_and_takes_nobody() -> None:
    people: Rows = [["Name", "Type", "Rate"], ["Paint", "Material", 3.5], ["Ann", "Person", 10]]
    found = planned(sheets([1, "Paint", "1d", "Ann; Paint[20 l]"], head=HEAD, People=people))
    assert found.cost(1) == 80 + 70
    spent = {s.resource: s.amount for s in spendings(found.plan)}
    assert spent == {"Ann": 80, "Paint": 70}
    assert "Paint" in found.texts("Costs")


@pytest.mark.parametrize(
    ("accrual", "march_", "april"), [("Start", 1000, 0), ("End", 0, 1000), ("Prorated", 600, 400)]
)
def test_a_fixed_cost_falls_due_as_it_says(accrual: str, march_: int, april: int) -> None:
    """Monday, 29 March, to Friday, 2 April: three of five days are in March."""
    head = "ID, Task Name, Duration, Earliest Start, Fixed Cost, Fixed Cost Accrual"
    found = planned(sheets([1, "Dig", "5d", march(29), 1000, accrual], head=head))
    spent = by_month(found)
    assert (spent.get(3, 0), spent.get(4, 0)) == (march_, april)


def test_a_months_cost_is_what_is_worked_in_it() -> None:
    people: Rows = [["Name", "Type", "Rate"], ["Ann", "Person", 50], ["Sand", "Material", 100]]
    head = f"{HEAD}, Earliest Start"
    task = [1, "Dig", "5d", "Ann; Sand[3 t]", march(29)]
    budgets: Rows = [["Month", "Limit", "Price"], ["2027-03", 1000, 2], ["2027-04", 1000, 2]]
    found = planned(sheets(task, head=head, People=people, Budgets=budgets), "finish", "cost")
    assert by_month(found) == {3: 1200 + 180, 4: 800 + 120}
    assert [line.planned for line in budget_lines(found.plan)] == [1380, 920]
    assert found.goal("cost") == 2300 + 2 * 380
    (issue,) = [i for i in found.plan.issues if i.code == "over-budget"]
    assert (issue.place, issue.severity) == ("Budgets!B2", "info")
    assert "380.00" in issue.message
    assert "760.00" in issue.message
    assert "over-budget" in found.texts("Issues")


def test_the_months_on_the_sheet_are_those_the_solver_counts_to_the_cent() -> None:
    """A third of a cent here and there must not make a hard budget look exceeded."""
    people = ann(Decimal("33.37"))
    head = f"{HEAD}, Earliest Start, Fixed Cost"
    task = [1, "Dig", "7d", "Ann", march(29), 100.01]
    limits: Rows = [["Month", "Limit"], ["2027-03", 843.74]]
    found = planned(sheets(task, head=head, People=people, Budgets=limits))
    assert budget_lines(found.plan)[0].left == 0
    limits = [["Month", "Limit"], ["2027-03", 843.73]]
    late = planned(sheets(task, head=head, People=people, Budgets=limits))
    assert late.when(1)[0] != march(29, 8)


def test_a_hard_budget_of_a_month_moves_work_into_the_next() -> None:
    budgets: Rows = [["Month", "Limit"], ["2027-03", 800]]
    head = f"{HEAD}, Earliest Start"
    tasks = ([1, "Dig", "2d", "Ann", march(29)], [2, "Pour", "2d", "Ann", march(29)])
    found = planned(sheets(*tasks, head=head, People=ann(50), Budgets=budgets))
    assert sum(s.amount for s in spendings(found.plan) if s.day <= date(2027, 3, 31)) == 800
    assert found.plan.finish == march(29, 17).replace(month=4, day=2)


def test_a_budget_of_a_phase_decides_who_does_it() -> None:
    """Ann is quicker; the money of phase 1 is enough for Bob only."""
    head = "WBS, Task Name, Work, Resource Names"
    people: Rows = [["Name", "Rate", "Efficiency"], ["Ann", 100, 1], ["Bob", 20, 0.5]]
    tasks = (["1", "Phase", "", ""], ["1.1", "Dig", "8h", "Ann or Bob"])
    free = planned(sheets(*tasks, head=head, People=people), "finish", "cost")
    assert (free.who("2"), free.cost("2")) == (["Ann"], 800)
    tight: Rows = [["Scope", "Limit"], ["1", 500]]
    held = planned(sheets(*tasks, head=head, People=people, Budgets=tight))
    assert (held.who("2"), held.cost("1")) == (["Bob"], 320)


def test_a_hard_budget_that_is_too_small_is_told_with_what_is_enough() -> None:
    error = refused(sheets(ONE, head=HEAD, People=ann(50), Budgets=[["Limit"], [1999]]))
    (issue,) = error.issues
    assert isinstance(error, NoPlanError)
    assert (issue.code, issue.place) == ("conflict", "Budgets!A2")
    assert "2,000.00" in issue.remedy


def test_overtime_saves_days_for_its_price_up_to_its_cap() -> None:
    """10 h of overtime in a week of five days are 2 h a day: 40 h are done in four days.

    32 h at 50 and 8 h at 80; without money for it the five days stay five days.
    """
    people = ann(50, **{"Overtime Rate": "80/h", "Overtime Hours": 10})
    quick = planned(sheets(ONE, head=HEAD, People=people), "finish", "cost")
    assert quick.when(1) == (march(1, 8), march(4, 19))
    assert quick.cost(1) == 32 * 50 + 8 * 80
    assert sum(s.amount for s in spendings(quick.plan)) == quick.cost(1)
    load = quick.plan.load["Ann"][date(2027, 3, 1)]
    assert (load.worked, load.available) == (600, 480)
    cheap = planned(sheets(ONE, head=HEAD, People=people), "cost", "finish")
    assert (cheap.when(1)[1], cheap.cost(1)) == (march(5, 17), 2000)


def test_overtime_is_taken_where_being_late_costs_more() -> None:
    """Three days due in two: 8 h of overtime are 8 × 30 more, a day late is 300 or 50."""
    people = ann(50, **{"Overtime Rate": 80, "Overtime Hours": 20})
    head = f"{HEAD}, Deadline, Late Penalty"
    long = [("Overtime per day", "4h")]
    task = [1, "Dig", "3d", "Ann", march(2), 300]
    late = sheets(task, head=head, settings=long, People=people)
    dear = planned(late, "money")
    assert dear.when(1) == (march(1, 8), march(2, 21))
    assert dear.goal("money") == 24 * 50 + 8 * 30
    few = sheets([1, "Dig", "3d", "Ann", march(2), 50], head=head, People=people)
    assert planned(few, "money").goal("money") == 24 * 50 + 50


def test_overtime_falls_into_the_month_of_its_task() -> None:
    people = ann(50, **{"Overtime Rate": "80/h", "Overtime Hours": 10})
    head = f"{HEAD}, Earliest Start"
    budgets: Rows = [["Month", "Limit", "Price"], ["2027-03", 0, 0], ["2027-04", 0, 0]]
    task = [1, "Dig", "5d", "Ann", march(30)]
    found = planned(sheets(task, head=head, People=people, Budgets=budgets), "finish", "cost")
    assert found.when(1) == (march(30, 8), march(2, 19).replace(month=4))
    assert by_month(found) == {3: 1120, 4: 1120}
    assert [line.planned for line in budget_lines(found.plan)] == [1120, 1120]


def test_overtime_of_a_night_shift_comes_after_the_night() -> None:
    """Five nights of 8 h with 2 h more each: 40 h are done in four, the last to Friday at 8."""
    nights: Rows = [["Calendar", *WEEKDAYS], ["Night", *["22:00-06:00"] * 5]]
    people = ann(50, **{"Overtime Rate": "80/h", "Overtime Hours": 10})
    found = planned(sheets(ONE, head=HEAD, People=people, Calendars=nights), "finish", "cost")
    assert found.when(1) == (march(1, 22), march(5, 8))
    assert found.cost(1) == 32 * 50 + 8 * 80


@pytest.mark.parametrize(
    "overtime",
    [
        {"Overtime Hours": 10},
        {"Overtime Rate": 80, "Overtime Hours": 10, "Calendar": "Always"},
    ],
)
def test_overtime_that_cannot_be_planned_is_told(overtime: dict[str, object]) -> None:
    days: Rows = [["Calendar", *WEEKDAYS, "Sat", "Sun"], ["Standard", *[OFFICE] * 5]]
    days = [*days, ["Always", *["00:00-24:00"] * 7]]
    people = ann(50, **overtime)
    found = planned(sheets(ONE, head=HEAD, People=people, Calendars=days))
    assert found.cost(1) == 2000
    assert "overtime-ignored" in found.codes()
