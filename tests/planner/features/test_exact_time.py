"""Time is exact to the minute, money to the cent, whatever else is in the workbook."""

from typing import Any

import pytest

from planner.console.summary import of_plan
from tests.planner.features.support import march, planned, sheets
from tests.planner.reading.books import Rows

SEVEN_SIX = "08:00-12:00, 12:30-16:06"
"""7.6 h: a week of 38 h."""

HEAD = "ID, Task Name, Duration, Work, Resource Names, Predecessors, Finish No Later Than"


def week(hours: str, name: str = "Standard") -> list[Any]:
    return [name, *[hours] * 5, "", ""]


def calendars(*weeks: list[Any]) -> Rows:
    return [["Calendar", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], *weeks]


def rates(**rates: Any) -> Rows:
    return [["Name", "Rate"], *map(list, rates.items())]


@pytest.mark.parametrize("odd", [None, "7.25h", "1.2d", "0.1h", "7m"])
def test_an_unrelated_amount_changes_no_date(odd: str | None) -> None:
    """Five days of 7.6 h are a week, to Friday 16:06; two more end on Tuesday 16:06."""
    tasks: list[list[Any]] = [[1, "A", "5d", "", "", "", march(5)], [2, "B", "2d", "", "", 1, ""]]
    if odd:
        tasks.append([3, "Odd", odd, "", "", "", ""])
    book = sheets(
        *tasks,
        head=HEAD,
        settings=[["Hours per day", 7.6]],
        Calendars=calendars(week(SEVEN_SIX)),
    )
    found = planned(book)
    assert found.when(1) == (march(1, 8), march(5, 16, 6))
    assert found.when(2) == (march(8, 8), march(9, 16, 6))
    assert "rounded" not in found.codes()


def test_a_day_of_work_is_a_day_of_the_calendar() -> None:
    """1d of work is 7.6 h and costs the day's rate."""
    book = sheets(
        [1, "A", "", "1d", "Ann", "", ""],
        [2, "B", "", "1d", "Ann", 1, ""],
        head=HEAD,
        settings=[["Hours per day", 7.6]],
        Calendars=calendars(week(SEVEN_SIX)),
        People=rates(Ann="200/d"),
    )
    found = planned(book)
    assert found.when(1) == (march(1, 8), march(1, 16, 6))
    assert found.when(2) == (march(2, 8), march(2, 16, 6))
    assert (found.cost(1), found.cost(2)) == (200, 200)


def test_ten_times_six_minutes_are_an_hour() -> None:
    tasks = [[k, f"T{k}", "", "0.1h", "Ann", k - 1 or "", ""] for k in range(1, 11)]
    found = planned(sheets(*tasks, head=HEAD, People=rates(Ann="60/h")))
    assert found.when(10) == (march(1, 8, 54), march(1, 9))
    assert float(found.plan.cost) == 60


@pytest.mark.parametrize(
    ("work", "who", "end", "cost"),
    [
        ("1h", "Ann; Bob; Cem", (8, 20), 60),
        ("8h", "Ann[33%]", (0, 0), 480),  # 24 h 14 min 33 s on the clock, 8 h of work
        ("2h", "Ann; Bob; Cem", (8, 40), 120),
        ("1h", "Ann[70%]", (9, 26), 60),  # 85.71 min
        ("25m", "Ann; Bob; Cem", (8, 9), 24.99),  # 8 min 20 s each, a bill of 8.33 each
        ("7h", "Ann; Bob", (11, 30), 420),
    ],
)
def test_what_is_paid_is_never_rounded(
    work: str, who: str, end: tuple[int, int], cost: float
) -> None:
    found = planned(
        sheets(
            [1, "A", "", work, who, "", ""],
            head=HEAD,
            People=rates(Ann="60/h", Bob="60/h", Cem="60/h"),
        )
    )
    assert found.cost(1) == cost
    start, finish = found.when(1)
    assert start == march(1, 8)
    assert finish == (march(1, *end) if end[0] else march(4, 8, 15))


def test_a_third_and_two_thirds_cost_the_whole() -> None:
    """A third of an hour at 10 and two thirds at 10 are 10, whoever they are."""
    found = planned(
        sheets(
            [1, "A", "", "1h", "Ann[50%]; Bob", "", ""],
            head=HEAD,
            People=rates(Ann="10/h", Bob="10/h"),
        )
    )
    assert found.when(1) == (march(1, 8), march(1, 8, 40))
    assert found.cost(1) == 10


@pytest.mark.parametrize(
    ("hours", "said", "finish"),
    [
        ("08:30-12:00, 13:00-17:00", None, march(5, 17)),  # 7.5 h
        ("08:30-12:00, 13:00-17:00", 8, march(8, 11)),  # 2.5 h of the next week
        ("07:00-12:00, 13:00-18:00", None, march(5, 18)),  # 10 h
        ("08:00-12:00, 13:00-17:00", None, march(5, 17)),
        ("00:00-08:00, 08:00-16:00, 16:00-00:00", None, march(2, 16)),  # three shifts: a day is 8 h
    ],
)
def test_a_day_is_as_long_as_those_of_the_calendar_if_nothing_says_otherwise(
    hours: str, said: float | None, finish: Any
) -> None:
    book = sheets(
        [1, "A", "5d", "", "", "", ""],
        head=HEAD,
        settings=[["Hours per day", said]] if said else [],
        Calendars=calendars(week(hours)),
    )
    found = planned(book)
    assert found.when(1)[1] == finish
    odd = said is None and hours != "08:00-12:00, 13:00-17:00"
    assert ("day-from-calendar" in found.codes()) == odd


def test_most_days_decide_where_they_differ() -> None:
    """38.5 h: four days of 8 h and a Friday of 6.5 h; a day is 8 h, five of them a Monday more."""
    days = ["Standard", *["08:00-12:00, 13:00-17:00"] * 4, "08:00-14:30", "", ""]
    book = sheets([1, "A", "5d", "", "", "", ""], head=HEAD, Calendars=calendars(days))
    assert planned(book).when(1)[1] == march(8, 9, 30)


def test_a_proof_says_for_which_steps_it_holds() -> None:
    """Guard's end has to reach Wednesday 08:00, where nobody of it works: any part of it does."""
    book = sheets(
        [1, "Pour", "4h", "", "Ann", "", ""],
        [2, "Guard", "4h", "", "Bob", "1SF", ""],
        head="ID, Task Name, Duration, Work, Resource Names, Predecessors, Earliest Start",
        People=[["Name", "Calendar"], ["Ann", "Standard"], ["Bob", "Late"]],
        Calendars=calendars(
            week("08:00-12:00, 13:00-17:00"), week("14:00-18:00, 18:00-22:00", "Late")
        ),
    )
    found = planned(book)
    assert found.plan.step == 60
    assert "no plan is better in steps of 60 min" in of_plan(found.plan)
    plain = planned(sheets([1, "Pour", "4h", "", "Ann", "", ""], head=HEAD))
    assert plain.plan.step is None
    month: Rows = [["Month", "Limit"], ["2027-03", 1001]]
    task = [1, "Pour", "4h", "", "Ann", "", ""]
    free = planned(sheets(task, head=HEAD, Budgets=month, People=[["Name"], ["Ann"]]))
    assert free.plan.step is None  # nothing is paid
    paid: Rows = [["Name", "Rate"], ["Ann", "50/h"]]
    tight = planned(sheets(task, head=HEAD, Budgets=month, People=paid))
    assert tight.plan.step == 15
    assert "no plan is better\n" in of_plan(plain.plan)
