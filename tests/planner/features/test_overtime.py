"""Overtime: after the day's last shift, by the day, as little as pays; every value by hand."""

import json
from datetime import date
from typing import Any

import pytest

from planner.errors import InputError
from planner.export.jsonplan import to_json
from planner.writing.report.money_by_period import months, spendings
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

HEAD = "ID, Task Name, Duration, Resource Names, Deadline"
GOALS = ("lateness", "cost", "finish")


def calendars(*more: list[Any]) -> Rows:
    """The office's hours and others from Monday to Friday: a name and the hours of a day."""
    named = (["Standard", OFFICE], *more)
    return [["Calendar", *WEEKDAYS], *([name, *[hours] * 5] for name, hours in named)]


def people(hours: float = 10, *names: str, rate: float = 50, **more: Any) -> Rows:
    """They cost 50 an hour, and 80 for overtime."""
    row = [rate, 80, hours, *more.values()]
    head = ["Name", "Rate", "Overtime Rate", "Overtime Hours", *more]
    return [head, *([name, *row] for name in names or ("Ann",))]


def found(
    *tasks: list[Any], who: Rows, head: str = HEAD, settings: Any = (), **more: Rows
) -> Planned:
    return planned(sheets(*tasks, head=head, settings=settings, People=who, **more), *GOALS)


def late(plan: Planned, task: object = 1) -> dict[int, float]:
    """Hours of overtime on a task by day of the month."""
    (row,) = (row for row in plan.plan.rows if row.task.id == str(task))
    days: dict[int, float] = {}
    for booking in row.bookings:
        for day, hours in booking.overtime_by_day.items():
            days[day.day] = days.get(day.day, 0) + hours
    return days


@pytest.mark.parametrize(("hours", "extra"), [(40, 0), (41, 1), (42, 2), (49, 9)])
def test_no_more_than_the_deadline_needs(hours: int, extra: int) -> None:
    plan = found([1, "A", f"{hours}h", "Ann", march(5)], who=people())
    assert plan.goal("lateness") == 0
    assert plan.cost(1) == 50 * hours + 30 * extra
    assert sum(late(plan).values()) == extra
    assert all(hours <= 2 for hours in late(plan).values())


def test_it_is_listed_everywhere() -> None:
    plan = found([1, "A", "41h", "Ann", march(5)], who=people())
    assert "Overtime" in plan.texts("Plan")
    (task,) = json.loads(to_json(plan.plan))["tasks"]
    assert task["assignments"][0]["overtime"] == {"2027-03-01": 1.0}
    assert "1 h: " in plan.texts("Plan")
    assert "Overtime" in plan.texts("Plan")
    without = found([1, "A", "40h", "Ann", march(5)], who=people())
    assert "Overtime" not in without.texts("Plan")


def test_two_tasks_share_the_hours_of_a_week() -> None:
    """28 h until Wednesday are 24 and 4 of overtime; with three an hour is done on Thursday."""
    tasks = [1, "A", "18h", "Ann", march(2)], [2, "B", "10h", "Ann", march(3)]
    enough = found(*tasks, who=people(4))
    assert (enough.goal("lateness"), float(enough.plan.cost)) == (0, 28 * 50 + 4 * 30)
    few = found(*tasks, who=people(3))
    assert (few.goal("lateness"), float(few.plan.cost)) == (0.125, 28 * 50 + 3 * 30)
    assert sum(late(few, 1).values()) + sum(late(few, 2).values()) == 3


def test_the_next_week_has_hours_of_its_own() -> None:
    """Two working weeks are 80 h; with 2 h a week 84 h are done on the second Friday."""
    plan = found([1, "A", "84h", "Ann", march(12)], who=people(2))
    assert plan.goal("lateness") == 0
    by_week = [sum(h for day, h in late(plan).items() if day <= 7), sum(late(plan).values())]
    assert by_week == [2, 4]


def test_none_on_a_day_off_nor_after_leave_that_ends_the_day() -> None:
    """Off on Wednesday and from noon on Tuesday: 28 h until Friday, 34 h with all evenings left."""
    leave: Rows = [
        ["Who", "From", "To", "Hours"],
        ["Ann", march(2), march(2), "13:00-17:00"],
        ["Ann", march(3), march(3), None],
    ]
    plan = found([1, "A", "34h", "Ann", march(5)], who=people(), Leave=leave)
    assert plan.goal("lateness") == 0
    assert late(plan) == {1: 2, 4: 2, 5: 2}
    longer = found([1, "A", "35h", "Ann", march(5)], who=people(), Leave=leave)
    assert longer.goal("lateness") == 0.125


def test_a_holiday_and_the_weekend_have_none() -> None:
    """Friday is a holiday: 10 h from Thursday to Monday are 8 on Thursday, two in its evening."""
    holidays: Rows = [["Date", "Name"], [march(5), "Fair"]]
    head = f"{HEAD}, Earliest Start"
    plan = found(
        [1, "A", "12h", "Ann", march(7), march(4)], who=people(), head=head, Holidays=holidays
    )
    assert late(plan) == {4: 2}
    assert plan.when(1)[1] == march(8, 10)


def test_overtime_per_day() -> None:
    """42 h until Friday with an hour a day at most; with none they are two hours late."""
    task = [1, "A", "42h", "Ann", march(5)]
    one = found(task, who=people(), settings=[("Overtime per day", "1h")])
    assert (one.goal("lateness"), one.cost(1)) == (0, 2160)
    assert sorted(late(one).values()) == [1, 1]
    none = found(task, who=people(), settings=[("Overtime per day", 0)])
    assert (none.goal("lateness"), none.cost(1)) == (0.25, 2100)
    assert "overtime-ignored" in none.codes()
    long = [("Overtime per day", "30h")]
    with pytest.raises(InputError, match="must be at most 24 h"):
        planned(sheets(task, head=HEAD, settings=long, People=people()))


def test_overtime_that_does_not_pay_is_not_worked() -> None:
    """A day late costs 40, the two hours of overtime 60; at 300 they pay."""
    head = f"{HEAD}, Late Penalty"
    for penalty, extra in ((40, 0), (300, 2)):
        tasks = sheets([1, "A", "42h", "Ann", march(5), penalty], head=head, People=people())
        plan = planned(tasks, "money")
        assert sum(late(plan).values()) == extra
        assert plan.goal("money") == 2100 + (penalty / 4 if not extra else 60)


def test_the_money_of_a_month_decides_when_it_is_worked() -> None:
    """34 h from Tuesday, 30 March, to Friday: 32 and 2 of overtime, in the month that has money."""
    head = f"{HEAD}, Earliest Start"
    due = march(2).replace(month=4)
    for limits, spent in (((800, 960), {3: 800, 4: 960}), ((960, 800), {3: 960, 4: 800})):
        budgets: Rows = [["Month", "Limit"], ["2027-03", limits[0]], ["2027-04", limits[1]]]
        task = [1, "A", "34h", "Ann", due, march(30)]
        plan = found(task, who=people(), head=head, Budgets=budgets)
        assert plan.goal("lateness") == 0
        paid = {month.month: cost for month, cost in months(spendings(plan.plan)).items()}
        assert paid == spent


def test_each_of_a_team_works_as_much_as_it_takes() -> None:
    """Bob has mornings only on Monday: he needs 4 h more than Ann, who needs none."""
    leave: Rows = [["Who", "From", "To", "Hours"], ["Bob", march(1), march(1), "13:00-17:00"]]
    task = [1, "A", "5d", "Ann; Bob", march(5)]
    plan = found(task, who=people(10, "Ann", "Bob"), Leave=leave)
    assert plan.goal("lateness") == 0
    assert plan.cost(1) == 80 * 50 + 4 * 30
    hours = {b.resource: sum(b.overtime_by_day.values()) for b in plan.plan.rows[0].bookings}
    assert hours == {"Ann": 0, "Bob": 4}


def test_who_has_none_is_late_beside_who_has() -> None:
    rows = [*people(), ["Bob", 50, None, None]]
    plan = found([1, "A", "42h", "Ann; Bob", march(5)], who=rows)
    assert (plan.goal("lateness"), plan.cost(1)) == (0.25, 84 * 50)


def test_by_a_day_means_with_its_evening() -> None:
    """Ten hours must be done by Monday: until 19:00; eleven cannot be."""
    head = f"{HEAD}, Finish No Later Than"
    plan = found([1, "A", "10h", "Ann", None, march(1)], who=people(), head=head)
    assert plan.when(1) == (march(1, 8), march(1, 19))
    error = refused(sheets([1, "A", "11h", "Ann", None, march(1)], head=head, People=people()))
    assert error.issues


def test_work_may_begin_in_the_evening() -> None:
    """B follows A at once: it is done on Monday at 18:00."""
    head = f"{HEAD}, Predecessors"
    tasks = [1, "A", "8h", "Ann", None, None], [2, "B", "1h", "Ann", march(1), 1]
    plan = found(*tasks, who=people(), head=head)
    assert plan.when(2) == (march(1, 17), march(1, 18))


def test_after_a_night_it_is_the_morning() -> None:
    """Three nights until Thursday 6:00 are 24 h; 25 h are done by then with one in a morning."""
    who = people(10, Calendar="Night")
    days = calendars(["Night", "22:00-06:00"])
    plan = found([1, "A", "25h", "Ann", march(3)], who=who, Calendars=days)
    assert plan.goal("lateness") == 0
    assert sum(late(plan).values()) == 1
    assert plan.when(1)[0] == march(1, 22)


def test_a_task_with_a_calendar_of_its_own_has_none() -> None:
    head = f"{HEAD}, Calendar"
    days = calendars(["Long", "06:00-20:00"])
    plan = found([1, "A", "42h", "Ann", march(5), "Long"], who=people(), head=head, Calendars=days)
    assert (late(plan), plan.goal("lateness")) == ({}, 0.25)


@pytest.mark.parametrize(("rate", "cost"), [(55, 2160), (51, 2142)])
def test_who_is_dearer_and_there_for_longer_may_be_cheaper(rate: int, cost: int) -> None:
    """Bob is there for ten hours a day; Ann's 42 h are 2160 with overtime."""
    head, ann = people()
    who = [[*head, "Calendar"], [*ann, None], ["Bob", rate, None, None, "Ten"]]
    days = calendars(["Ten", "08:00-12:00, 13:00-19:00"])
    plan = found([1, "A", "42h", "Ann or Bob", march(5)], who=who, Calendars=days)
    assert (plan.goal("lateness"), float(plan.plan.cost)) == (0, cost)


def test_the_report_says_in_whose_time_lags_count() -> None:
    from planner.console.summary import of_plan

    head = "ID, Task Name, Duration, Predecessors"
    tasks = [1, "A", "1d", None], [2, "B", "1d", "1FS+1d"]
    plan = planned(sheets(*tasks, head=head))
    assert "lags       count in the project's working time" in of_plan(plan.plan)
    assert "lags count in the project's working time" in plan.texts("Status")
    assert "Lags count in" in plan.texts("Run")
    other = planned(sheets(*tasks, head=head, settings=[("Lag calendar", "successor")]))
    assert "count in the successor's working time" in of_plan(other.plan)
    none = planned(sheets([1, "A", "1d", None], [2, "B", "1d", "1FS+1ed"], head=head))
    assert "lags" not in of_plan(none.plan)


def test_days_of_the_calendar_are_dates() -> None:
    plan = found([1, "A", "42h", "Ann", march(5)], who=people())
    (booking,) = plan.plan.rows[0].bookings
    assert booking.overtime_by_day == {date(2027, 3, 1): 2}


@pytest.mark.parametrize(
    ("head", "row"),
    [(f"{HEAD}, Together", ["Yes"]), (HEAD, [])],
    ids=["by the task", "by the settings"],
)
def test_what_several_do_together_has_no_overtime(head: str, row: list[Any]) -> None:
    """Ann is off on Monday afternoon: 4 h, 8 h on Tuesday, 4 h on Wednesday, whatever is due."""
    leave: Rows = [["Who", "From", "To", "Hours"], ["Ann", march(1), march(1), "13:00-17:00"]]
    team = [] if row else [["Team works", "together"]]
    tasks = ([1, "A", "16h", "Ann; Bob", march(2), *row],)
    plan = found(*tasks, who=people(10, "Ann", "Bob"), head=head, settings=team, Leave=leave)
    assert plan.when(1) == (march(1, 8), march(3, 12))
    assert late(plan) == {}


def test_who_works_alone_has_it_where_teams_work_together() -> None:
    team = [["Team works", "together"]]
    plan = found([1, "A", "10h", "Ann", march(1)], who=people(), settings=team)
    assert plan.when(1) == (march(1, 8), march(1, 19))
