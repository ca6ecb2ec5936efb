"""Every goal, from the Settings sheet and asked for; and their prices in one sum of money."""

import pytest

from tests.planner.features.support import PEOPLE, Planned, march, planned, sheets
from tests.planner.reading.books import Rows

NAMES = "ID, Task Name, Duration, Resource Names"
DUE = f"{NAMES}, Deadline, Priority"
TEAM: Rows = [["Name", "Rate", "Efficiency"], ["Ann", 60, 1], ["Bob", 10, 0.5]]
WORK = "ID, Task Name, Work, Resource Names, Deadline, Late Penalty"
HURRY = [1, "Dig", "16h", "Ann or Bob", march(2), 100]


@pytest.mark.parametrize(
    ("goals", "who", "values"),
    [
        ("lateness, cost", "Ann", {"lateness": 0, "cost": 960}),
        ("cost, lateness", "Bob", {"lateness": 200, "cost": 320}),
        ("finish, cost", "Ann", {"finish": 2, "cost": 960}),
        ("late_count", "Ann", {"late_count": 0}),
        ("money", "Bob", {"money": 320 + 200}),
    ],
)
def test_the_order_of_goals_decides(goals: str, who: str, values: dict[str, float]) -> None:
    """Ann takes two days for 960, Bob four for 320; it is due on the second, 100 a day."""
    told = planned(sheets(HURRY, head=WORK, People=TEAM, settings=(["Goals", goals],)))
    asked = planned(sheets(HURRY, head=WORK, People=TEAM), *goals.split(", "))
    for found in (told, asked):
        assert found.who(1) == [who]
        assert {name: found.goal(name) for name in values} == values
        assert [goal.name for goal in found.plan.goals] == goals.split(", ")


def test_fewer_deadlines_missed_is_not_less_lateness() -> None:
    """Three days of Ann: one late by two days, or two late by one and by one (of 300 %)."""
    tasks = (
        [1, "Big", "2d", "Ann", march(2), 500],
        [2, "Small", "1d", "Ann", march(1), 100],
        [3, "Next", "1d", "Ann", march(2), 100],
    )
    count = planned(sheets(*tasks, head=DUE), "late_count", "lateness")
    assert count.goal("late_count") == 1
    assert count.when(1)[1] == march(4, 17)
    assert count.goal("lateness") == 2
    weighed = planned(sheets(*tasks, head=DUE), "lateness", "late_count")
    assert weighed.when(1)[1] == march(2, 17)
    assert weighed.goal("lateness") == 0.4 + 0.4


def test_smooth_load_takes_as_few_at_once_as_it_can() -> None:
    """Three days of work for a pool in the three days there are: one at a time is enough."""
    people: Rows = [["Name", "Max Units"], ["Crew", 3]]
    tasks = [[k, f"Dig {k}", "1d", "Crew", march(3), ""] for k in (1, 2, 3)]
    fast = planned(sheets(*tasks, head=DUE, People=people), "lateness", "finish", "peaks")
    assert (fast.plan.finish, fast.goal("peaks")) == (march(1, 17), 3)
    smooth = planned(sheets(*tasks, head=DUE, People=people), "lateness", "peaks")
    assert (smooth.plan.finish, smooth.goal("peaks")) == (march(3, 17), 1)


def chain(*goals: str, **settings: float) -> Planned:
    """Two tasks in a row that Ann or Bob may do; Bob is away during the first, and cheaper."""
    people: Rows = [["Name", "Rate", "Available From"], ["Ann", 50, ""], ["Bob", 40, march(2)]]
    tasks = (
        [1, "Draw", "1d", "Ann or Bob", ""],
        [2, "Build", "2d", "Ann or Bob", "1"],
    )
    rows = [[name.replace("_", " "), value] for name, value in settings.items()]
    head = f"{NAMES}, Predecessors"
    return planned(sheets(*tasks, head=head, People=people, settings=rows), *goals)


def test_few_handovers_keep_work_in_one_hand() -> None:
    assert chain("finish", "cost").who(2) == ["Bob"]
    kept = chain("finish", "handovers", "cost")
    assert (kept.who(1), kept.who(2), kept.goal("handovers")) == (["Ann"], ["Ann"], 0)


@pytest.mark.parametrize(("price", "who"), [(100, "Bob"), (200, "Ann")])
def test_a_handover_has_its_price_in_money(price: int, who: str) -> None:
    """Two days of Bob instead of Ann save 160: a hand-over of 100 is worth it, one of 200 not.

    The finish goes first; with cost alone Bob would do both.
    """
    found = chain("finish", "money", Handover_price=price)
    assert found.who(2) == [who]
    cost = 400 + (800 if who == "Ann" else 640)
    assert found.goal("money") == cost + (0 if who == "Ann" else price)


def test_nearness_to_the_present_plan_keeps_starts_where_they_are() -> None:
    head = "ID, Task Name, Duration, Start, Resource Names"
    tasks = ([1, "Dig", "1d", march(4), "Ann"], [2, "Pour", "2d", march(4), "Ann"])
    near = planned(sheets(*tasks, head=head), "moves")
    assert near.goal("moves") == 1
    starts = (near.when(1)[0], near.when(2)[0])
    assert starts in ((march(3, 8), march(4, 8)), (march(4, 8), march(5, 8)))
    soon = planned(sheets(*tasks, head=head), "finish", "moves")
    assert soon.plan.finish == march(3, 17)


@pytest.mark.parametrize(
    ("setting", "price", "name"),
    [
        ("Late Task Price", 70, "late_count"),
        ("Peak Price", 30.5, "peaks"),
        ("Move Price", 12, "moves"),
    ],
)
def test_each_price_counts_in_the_sum_of_money(setting: str, price: float, name: str) -> None:
    """One day is moved, two of the pool are used at once, one task is late."""
    head = f"{NAMES}, Deadline, Late Penalty, Must Start On, Start"
    people: Rows = [["Name", "Max Units", "Rate"], ["Crew", 2, 10]]
    tasks = (
        [1, "Dig", "1d", "Crew", march(1), 100, march(2), march(1)],
        [2, "Pour", "1d", "Crew", "", "", march(2), ""],
    )
    rows = ([setting, price],)
    found = planned(sheets(*tasks, head=head, People=people, settings=rows), "money")
    counts = {"late_count": 1, "peaks": 2, "moves": 1}
    assert found.goal("money") == 160 + 100 + price * counts[name]
    assert (
        "price-ignored"
        in planned(sheets(*tasks, head=head, People=people, settings=rows), "cost").codes()
    )


@pytest.mark.parametrize(("price", "who"), [(100, "Ann"), (500, "Bob")])
def test_a_wish_has_its_price_in_money(price: int, who: str) -> None:
    """Bob is preferred and costs 160 more."""
    people: Rows = [["Name", "Rate"], ["Ann", 10], ["Bob", 30]]
    task = [1, "Dig", "1d", "Ann or Bob", "Bob"]
    rows = (["Goals", "money"], ["Wish Price", price])
    found = planned(sheets(task, head=f"{NAMES}, Preferred", People=people, settings=rows))
    assert found.who(1) == [who]
    assert found.goal("money") == (240 if who == "Bob" else 80 + price)
    assert [goal.name for goal in found.plan.goals] == ["money"]


def test_penalties_that_do_not_count_are_told() -> None:
    tasks = ([*HURRY], [2, "Pour", "8h", "Bob", march(1), ""])
    assert "penalty-ignored" in planned(sheets(*tasks, head=WORK, People=TEAM)).codes()
    money = planned(sheets(*tasks, head=WORK, People=TEAM), "money")
    assert "deadline-without-penalty" in money.codes()


def test_few_people_leave_the_rest_free_for_other_projects() -> None:
    tasks = ([1, "Paint", "2d", "Ann or Bob"], [2, "Lay", "2d", "Ann or Bob"])
    head = "ID, Task Name, Duration, Resource Names"
    fast = planned(sheets(*tasks, head=head, People=PEOPLE), "finish", "headcount")
    few = planned(sheets(*tasks, head=head, People=PEOPLE), "headcount", "finish")
    assert (fast.goal("finish"), fast.goal("headcount")) == (2, 2)
    assert (few.goal("headcount"), few.goal("finish")) == (1, 4)


@pytest.mark.parametrize(
    ("tolerance", "who", "cost"), [("1d", "Bob", 240), ("0d", "Ann", 320), (None, "Bob", 240)]
)
def test_no_hour_of_the_finish_is_bought_at_any_price(
    tolerance: str | None, who: str, cost: int
) -> None:
    """8 h of Ann (40) or of Bob (30, by half): a day later, 80 cheaper; no deadline at all."""
    people: Rows = [["Name", "Max Units", "Rate"], ["Ann", 1, 40], ["Bob", 0.5, 30]]
    settings = [] if tolerance is None else [["Finish tolerance", tolerance]]
    head = "ID, Task Name, Duration, Resource Names, Predecessors"
    tasks = ([1, "Dig", "1d", "Ann or Bob", None], [2, "Sort", "3d", None, 1])
    found = planned(sheets(*tasks, head=head, People=people, settings=settings))
    assert (found.who(1), found.cost(1)) == ([who], cost)
