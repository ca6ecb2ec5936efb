"""Several rows of one person: share, rate and calendar that change at a date."""

from typing import Any

import pytest

from models.measures.spending import spent
from planner.errors import InputError
from planner.pipeline import Draft, Options, read_project, solve
from planner.translate import to_problem
from planner.writing.report.money_by_period import months, spendings
from tests.planner.features.support import Planned, march, planned, refused, sheets
from tests.planner.reading.books import Rows, book

NAMES = "ID, Task Name, Duration, Resource Names"
WORK = "ID, Task Name, Work, Resource Names"
HEAD = ["Name", "Max Units", "Rate", "Calendar", "Available From", "Available Until"]
FRIDAY, MONDAY, YEAR = march(5), march(8), march(31)
HALF: Rows = [
    HEAD,
    ["Ann", "100%", 50, None, march(1), FRIDAY],
    ["Ann", "50%", 50, None, MONDAY, YEAR],
    ["Bob", "100%", 40, None, None, None],
]


def shares(found: Planned, task: object) -> list[tuple[str, float, float, float]]:
    """Bookings of a task: who, share, hours of time, and cost."""
    rows = [row for row in found.plan.rows if row.task.id == str(task)]
    return [
        (b.resource, b.units, b.minutes / 60, float(b.cost)) for row in rows for b in row.bookings
    ]


def test_a_duration_with_a_named_person_stays_as_it_is() -> None:
    """Ten days are ten days: 40 h at 100 % and 40 h at 50 %, so 60 h of work."""
    found = planned(sheets([1, "A", "10d", "Ann"], head=NAMES, People=HALF), "finish", "cost")
    assert found.when(1) == (march(1, 8), march(12, 17))
    assert shares(found, 1) == [("Ann", 1, 40, 2000), ("Ann", 0.5, 40, 1000)]
    assert found.cost(1) == 3000
    load = found.plan.load["Ann"]
    assert load[FRIDAY.date()].worked == load[FRIDAY.date()].available == 480
    assert load[MONDAY.date()].worked == load[MONDAY.date()].available == 240


@pytest.mark.parametrize(
    ("first", "second", "start"),
    [
        ("Ann", "Ann[50%]", march(15, 8)),  # nothing is left of her in either week
        ("Ann[50%]", "Ann[50%]", march(1, 8)),  # half of her is left in the first week
    ],
)
def test_other_tasks_share_what_is_left(first: str, second: str, start: object) -> None:
    tasks: list[list[Any]] = [[1, "A", "10d", first, None], [2, "B", "5d", second, None]]
    tasks[0][4] = march(1)
    found = planned(sheets(*tasks, head=f"{NAMES}, Must Start On", People=HALF), "finish")
    assert found.when(1) == (march(1, 8), march(12, 17))
    assert found.when(2)[0] == start


def test_two_halves_fit_side_by_side_only_while_all_of_her_is_there() -> None:
    """From Monday on half of her is there: one after the other, although each takes a half."""
    late = [march(8), march(8)]
    tasks = [[n, "T", "5d", "Ann[50%]", late[n - 1]] for n in (1, 2)]
    head = f"{NAMES}, Start No Earlier Than"
    found = planned(sheets(*tasks, head=head, People=HALF), "finish")
    assert {found.when(n)[0] for n in (1, 2)} == {march(8, 8), march(15, 8)}


def test_work_goes_on_at_the_share_of_each_day() -> None:
    """60 h: 40 h at 100 %, and 20 h at 50 % take a week."""
    found = planned(sheets([1, "A", "60h", "Ann"], head=WORK, People=HALF))
    assert found.when(1) == (march(1, 8), march(12, 17))
    assert shares(found, 1) == [("Ann", 1, 40, 2000), ("Ann", 0.5, 40, 1000)]


def test_work_that_ends_before_the_change_does_not_know_of_it() -> None:
    found = planned(sheets([1, "A", "40h", "Ann"], head=WORK, People=HALF))
    assert (found.when(1)[1], shares(found, 1)) == (march(5, 17), [("Ann", 1, 40, 2000)])


def test_a_seat_that_the_planner_fills_takes_longer_where_there_is_less() -> None:
    """Three days of Ann or Bob, one more day for each: Bob is busy, Ann has 50 % from Monday."""
    tasks = (
        [1, "A", "10d", "Bob", march(8)],
        [2, "B", "5d", "Ann or Bob", march(4)],
    )
    head = f"{NAMES}, Must Start On"
    found = planned(sheets(*tasks, head=head, People=HALF), "finish")
    assert (found.who(2), found.when(2)) == (["Ann", "Ann"], (march(4, 8), march(15, 17)))
    assert shares(found, 2) == [("Ann", 1, 16, 800), ("Ann", 0.5, 48, 1200)]


DEARER: Rows = [
    HEAD,
    ["Ann", "100%", 50, None, None, FRIDAY],
    ["Ann", None, 60, None, MONDAY, None],
]


def test_each_hour_is_paid_at_the_rate_of_its_day() -> None:
    """8 days from Monday: 40 h at 50 and 24 h at 60; what is left blank stays as before."""
    found = planned(sheets([1, "A", "8d", "Ann"], head=NAMES, People=DEARER))
    assert found.cost(1) == 40 * 50 + 24 * 60
    assert shares(found, 1) == [("Ann", 1, 40, 2000), ("Ann", 1, 24, 1440)]


def test_a_task_waits_for_a_cheaper_rate_only_where_money_comes_first() -> None:
    cheaper: Rows = [*DEARER[:2], ["Ann", None, 30, None, MONDAY, None]]
    workbook = sheets([1, "A", "5d", "Ann"], head=NAMES, People=cheaper)
    thrifty, quick = planned(workbook, "cost", "finish"), planned(workbook, "finish", "cost")
    assert (thrifty.when(1)[0], thrifty.cost(1)) == (march(8, 8), 1200)
    assert (quick.when(1)[0], quick.cost(1)) == (march(1, 8), 2000)


def test_the_calendar_changes_too() -> None:
    """Whole days until Friday, mornings from Monday: 48 h end on the second morning."""
    people: Rows = [*DEARER[:2], ["Ann", None, 60, "Mornings", MONDAY, None]]
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    calendars: Rows = [
        ["Calendar", *days],
        ["Standard", *["08:00-12:00, 13:00-17:00"] * 5],
        ["Mornings", *["08:00-12:00"] * 5],
    ]
    workbook = sheets([1, "A", "6d", "Ann"], head=NAMES, People=people, Calendars=calendars)
    assert planned(workbook).when(1) == (march(1, 8), march(9, 12))


def test_between_the_rows_she_is_not_there() -> None:
    people: Rows = [
        HEAD,
        ["Ann", "100%", 50, None, None, march(3)],
        ["Ann", "100%", 50, None, march(10), None],
    ]
    found = planned(sheets([1, "A", "5d", "Ann"], head=NAMES, People=people))
    assert found.when(1) == (march(1, 8), march(11, 17))


def test_a_monthly_budget_counts_each_day_at_its_rate() -> None:
    """From 24 March, 8 days: six in March at 50, two in April at 10, so 160 in April."""
    people: Rows = [
        HEAD,
        ["Ann", "100%", 50, None, None, march(31)],
        ["Ann", "100%", 10, None, "2027-04-01", None],
    ]

    def workbook(limit: int) -> dict[str, Rows]:
        task = [1, "A", "8d", "Ann", march(24)]
        budgets: Rows = [["Period", "Limit"], ["2027-04", limit]]
        head = f"{NAMES}, Must Start On"
        return sheets(task, head=head, People=people, Budgets=budgets)

    assert planned(workbook(160)).cost(1) == 48 * 50 + 16 * 10
    assert "160" in str(refused(workbook(159)))


@pytest.mark.parametrize(
    ("head", "amount", "spans"),
    [
        (NAMES, "8d", None),  # named: the time stays
        (WORK, "44h", None),  # goes on at the share of each day
        (NAMES, None, "2"),  # from the start to the end of Bob's ten days
    ],
)
def test_the_months_of_the_sheets_are_those_of_the_budget(
    head: str, amount: str | None, spans: str | None
) -> None:
    """An odd rate, a cost per use, and a change two days before the end of the month."""
    people: Rows = [
        [*HEAD, "Cost Per Use"],
        ["Ann", "100%", 33.37, None, None, march(29), 7],
        ["Ann", "50%", 41.11, None, march(30), None, 9],
        ["Bob", "100%", 0, None, None, None, 0],
    ]
    ann = [1, "A", amount, "Ann", None if spans else march(25), spans]
    bob = [2, "B", "10d" if head == NAMES else "80h", "Bob", march(25), None]
    workbook = sheets(ann, bob, head=f"{head}, Must Start On, Spans", People=people)
    workbook["Budgets"] = [["Period", "Limit"], ["2027-03", 9000], ["2027-04", 9000]]
    found = planned(workbook)
    project = read_project(book(workbook))
    drafts: list[Draft] = []
    solve(project, Options(deterministic_limit=8), keep=drafts.append)
    problem = to_problem(project, stretch=drafts[-1].stretch).problem
    counted = [spent(problem, drafts[-1].schedule, budget) for budget in problem.budgets]
    by_month = list(months(spendings(found.plan)).values())
    assert counted == [int(100 * amount) for amount in by_month]
    assert len(counted) == 2
    assert min(counted) > 0


def test_a_hammock_is_paid_at_the_rate_of_each_day() -> None:
    tasks = ([1, "A", "8d", "Bob", None], [2, "Lead", None, "Ann", "1"])
    people: Rows = [*DEARER, ["Bob", "100%", 0, None, None, None]]
    found = planned(sheets(*tasks, head=f"{NAMES}, Spans", People=people))
    assert (found.when(2), found.cost(2)) == ((march(1, 8), march(10, 17)), 40 * 50 + 24 * 60)


def faults(people: Rows) -> dict[str, str]:
    """Codes and places of the errors of a workbook with these people."""
    with pytest.raises(InputError) as caught:
        read_project(book(sheets([1, "A", "1d", "Ann"], head=NAMES, People=people)))
    return {i.place: f"{i.code}: {i}" for i in caught.value.issues if i.severity == "error"}


def test_rows_that_overlap_are_told_at_the_cell_with_both() -> None:
    found = faults([HEAD, HALF[1], ["Ann", "50%", 50, None, march(5), None]])
    assert list(found) == ["People!E3"]
    assert "rows-overlap" in found["People!E3"]
    assert "People!F2" in found["People!E3"]


@pytest.mark.parametrize("later", [[None, None], [None, march(31)]])
def test_the_first_row_has_to_end(later: list[Any]) -> None:
    """Without an end, or both without a beginning, two rows hold on one day."""
    found = faults([HEAD, ["Ann", 1, 50, None, march(1), None], ["Ann", 1, 50, None, *later]])
    assert len(found) == 1


def test_rows_without_dates_are_the_same_name_twice() -> None:
    found = faults([HEAD, ["Ann", 1, 50, None, None, None], ["ann", 1, 60, None, None, None]])
    assert [told.split(":")[0] for told in found.values()] == ["duplicate-name"]


def test_efficiency_that_changes_is_refused() -> None:
    head = [*HEAD, "Efficiency"]
    found = faults([head, [*HALF[1], "100%"], [*HALF[2], "80%"]])
    assert [told.split(":")[0] for told in found.values()] == ["changing-efficiency"]
