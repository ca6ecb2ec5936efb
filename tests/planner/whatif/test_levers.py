"""What would help a plan: named, measured, proved, and nothing said that is not."""

import time
from dataclasses import replace
from datetime import date
from datetime import time as clock_time
from decimal import Decimal
from typing import Any

import pytest

from planner.language.words import ENGLISH
from planner.pipeline import Options
from planner.plan import GoalValue, Lever, Plan
from planner.project import (
    Budget,
    DayOff,
    Delivery,
    Need,
    Project,
    Rate,
    Resource,
    Settings,
    Source,
    Task,
    WorkWeek,
)
from planner.tracking.records import Previous, PreviousTask
from planner.translate import to_problem
from planner.whatif.advise import base_of
from planner.whatif.candidates import candidates
from planner.whatif.levers import LeverTeller
from planner.whatif.replan import (
    Difference,
    Replanned,
    carried,
    difference,
    fits,
    of_plan,
    stands,
)
from planner.writing.report.verdict import decisions
from planner.writing.write import write_plan
from tests.planner.opened import sheet_of
from tests.planner.projects import january, on, project, task
from tests.planner.whatif.support import helped, of_kind, planned


def lever(plan: Plan, text: str) -> Lever:
    (found,) = (one for one in plan.levers if one.text == text)
    return found


def late(*tasks: Task, people: Any = ("Ann", "Bob"), **more: Any) -> Project:
    return project(tasks, people, **more)


def test_a_link_that_makes_a_task_late() -> None:
    plan = helped(late(task("a", 3), task("b", 2, "a", deadline=on(7))))
    found = lever(plan, "b B no longer waits for a A")
    assert (found.kind, found.gain, found.least, found.days) == ("link", 2, 2, 2)
    assert found.verdict == "saves at least 2 days of lateness"
    assert found.deadlines == (("b", 2.0),)
    assert found.late == ("b",)


def test_a_person_who_is_on_something_else_and_what_that_costs() -> None:
    ann = Resource(name="Ann", rate=Rate(amount=Decimal(10)))
    tasks = (
        task("a", 2, who=["Ann"], deadline=on(6), priority=900),
        task("b", 2, who=["Ann"], deadline=on(6)),
    )
    plan = helped(late(*tasks, people=(ann,)))
    second = lever(plan, "a second Ann")
    assert (second.days, float(second.cost)) == (2, 0)
    overtime = lever(plan, "overtime of Ann, 10 h a week")
    assert 0 < overtime.days < 2
    assert overtime.cost > 0
    saturday = lever(plan, "Saturday work of Ann")
    assert (saturday.gain, saturday.proved) == (0, True)
    assert saturday.verdict == "no gain, proved"


def test_leave_before_and_in_a_task() -> None:
    off = tuple(
        DayOff(start=january(day), finish=january(day), who="Ann", name="") for day in (5, 8)
    )
    plan = helped(late(task("a", 5, who=["Ann"], deadline=on(9)), days_off=off))
    text = "Ann takes the leave of {0} after the project"
    for day in ("5 Jan 2026", "8 Jan 2026"):
        assert lever(plan, text.format(day)).days == 1
    pairs = of_kind(plan.levers, "pair")
    assert plan.levers[0] == pairs[0]
    assert {pair.days for pair in pairs} == {2}
    one, other = (text.format(day) for day in ("5 Jan 2026", "8 Jan 2026"))
    assert f"{one}, and {other}" in [pair.text for pair in pairs]


def test_a_holiday_is_nobodys_leave() -> None:
    off = (DayOff(start=january(6), finish=january(6), name="Epiphany"),)
    tasks = (task("a", 1), task("b", 2, "a", deadline=on(7)))
    plan = helped(late(*tasks, days_off=off))
    assert not of_kind(plan.levers, "leave")


def test_a_date_and_a_blocker() -> None:
    tasks = (
        task("a", 1, earliest_start=on(8), deadline=on(6)),
        task("b", 1, blocked_until=on(9), deadline=on(6)),
    )
    plan = helped(late(*tasks))
    assert lever(plan, "a A without its date 8 Jan 2026").days == 2
    assert lever(plan, "b B is not blocked").days == 3


def test_a_budget_that_keeps_a_task_back() -> None:
    """5 of 105 have to fall into the week after: half an hour of the day's work, in quarters."""
    tasks = (task("a", 1, fixed_cost=Decimal(105), deadline=on(5)),)
    limit = Budget(limit=Decimal(100), start=date(2026, 1, 1), finish=date(2026, 1, 9))
    plan = helped(late(*tasks, budgets=(limit,)))
    assert (
        lever(
            plan, "raise the budget of the project from 1 Jan 2026 to 9 Jan 2026, 100, by 10 %"
        ).days
        == 4.0625
    )


def test_one_more_with_a_scarce_skill() -> None:
    ann = Resource(name="Ann", skills={"Oil": 2})
    oil = {"who": [Need(skill="Oil", level=2)]}
    tasks = (task("a", 2, deadline=on(6), **oil), task("b", 2, deadline=on(6), **oil))
    plan = helped(late(*tasks, people=(ann, "Bob")))
    assert lever(plan, "one more Oil, as Ann, from 5 Jan 2026").days == 2


def test_a_task_that_may_be_left_out_at_its_price() -> None:
    tasks = (task("a", 1, who=["Ann"], drop_cost=Decimal(50)), task("b", 1, "a", deadline=on(5)))
    plan = helped(late(*tasks, settings=Settings(goals=("cost", "lateness"))))
    left = lever(plan, "leave out a A")
    assert (left.days, float(left.price), left.least) == (1, 50, 0)


def test_what_costs_less_to_do_than_to_leave_out_is_no_gain() -> None:
    """Two days at 10 an hour cost 160: less than leaving the task out, or half of that."""
    ann = Resource(name="Ann", rate=Rate(amount=Decimal(10)))
    for price, found in ((400, "no gain was found"), (80, "")):
        tasks = (task("a", 2, who=["Ann"], drop_cost=Decimal(price)), task("b", 1, "a"))
        plan = helped(late(*tasks, resources=(ann,), settings=Settings(goals=("cost",))))
        assert [one.verdict for one in of_kind(plan.levers, "optional")] == [found] * bool(found)


def test_where_nothing_is_late_the_finish_is_what_counts() -> None:
    plan = helped(late(task("a", 3), task("b", 2, "a")))
    found = lever(plan, "b B no longer waits for a A")
    assert (found.finish, found.days, found.gain) == (2, 0, 2)


def test_an_earlier_finish_counts_to_the_minute_though_all_else_takes_whole_days() -> None:
    ann = Resource(name="Ann")
    plan = helped(late(task("a", 3, who=["Ann"]), people=(ann,)))
    found = lever(plan, "overtime of Ann, 10 h a week")
    assert found.goal == "finish"
    assert (found.gain, found.finish) == (0.5, 0.5)


def test_decisions_name_the_best_levers_with_gain_and_price() -> None:
    plan = helped(late(task("a", 3), task("b", 2, "a", deadline=on(7))))
    (text,) = decisions(plan, ENGLISH)
    assert text.startswith("“B” is 2 days late: accept 2026-01-09, or: ")
    assert "b B no longer waits for a A (2 days less)" in text


def test_the_sheet_lists_them_best_first() -> None:
    plan = helped(late(task("a", 3), task("b", 2, "a", deadline=on(7))))
    sheet = sheet_of(write_plan(None, plan).data, "Levers")
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows[: len(plan.levers)]] == [one.text for one in plan.levers]
    assert rows[0][2:5] == ("saves at least 2 days of lateness", 2, 2)


def test_equal_input_gives_equal_levers() -> None:
    tasks = [
        task(f"t{n}", 1 + n, *([f"t{n - 2}"] if n > 1 else []), who=["Ann"], deadline=on(7))
        for n in range(3)
    ]
    options = Options(deterministic_limit=0.05)
    assert helped(late(*tasks), options).levers == helped(late(*tasks), options).levers


@pytest.mark.parametrize("stop", [lambda: True, None])
def test_it_ends_with_what_is_there(stop: Any) -> None:
    options = Options(time_limit=5, workers=1)
    plan, draft = planned(late(task("a", 3), task("b", 2, "a", deadline=on(7))), options)
    from planner.whatif.advise import with_levers

    begun = time.monotonic()
    more = {"stop": stop} if stop else {"seconds": 1e-9}
    assert with_levers(plan, draft, options, **more)[0].levers == ()
    assert begun <= time.monotonic()


def outcome(*goals: tuple[float, float], step: int | None = None) -> Replanned:
    values = tuple(
        GoalValue(name=name, unit="days", value=value, bound=bound)
        for name, (value, bound) in zip(("lateness", "cost"), goals, strict=False)
    )
    return Replanned(status="feasible", goals=values, step=step)


@pytest.mark.parametrize(
    ("base", "other", "expected"),
    [
        (((5, 5), (9, 9)), ((2, 0), (9, 0)), ("lateness", 3, 3, True)),  # proved by the base
        (((5, 4), (9, 9)), ((2, 0), (9, 0)), ("lateness", 3, 2, True)),
        (((5, 1), (9, 9)), ((2, 0), (9, 0)), ("lateness", 3, 0, False)),  # about
        (((5, 5), (9, 8)), ((5, 5), (7, 7)), ("cost", 2, 1, True)),
        (((5, 5), (9, 9)), ((5, 5), (9, 9)), ("", 0, 0, True)),  # proved that nothing is gained
        (((5, 5), (9, 9)), ((5, 4), (9, 9)), ("", 0, 0, False)),
        (((5, 5), (9, 9)), ((6, 5), (9, 9)), ("lateness", -1, 0, False)),
    ],
)
def test_what_is_proved(base: Any, other: Any, expected: tuple[str, float, float, bool]) -> None:
    found = difference(outcome(*base), outcome(*other))
    assert (found.goal, found.gain, found.least, found.proved) == expected


@pytest.mark.parametrize(
    ("base", "other", "unsettled"),
    [
        (((5, 1), (9, 9)), ((4, 0), (9, 0)), False),  # 1 of 4
        (((5, 1), (9, 9)), ((4.7, 0), (9, 0)), True),  # 0.3 of 4
        (((5, 4), (9, 4)), ((3.9, 0), (9, 0)), False),  # at least 0.1
        (((5, 5), (9, 4)), ((5, 0), (6, 0)), False),
        (((5, 4), (9, 4)), ((5, 0), (6, 0)), True),  # the goal before it is not settled
        (((5, 4), (9, 8)), ((5, 0), (6, 0)), False),  # at least 2, as late as that
    ],
)
def test_what_may_be_a_gain_of_planning_longer(base: Any, other: Any, unsettled: bool) -> None:
    assert difference(outcome(*base), outcome(*other)).unsettled is unsettled


def test_no_gain_is_claimed_where_planning_longer_may_bring_as_much() -> None:
    plan, draft = planned(late(task("a", 3), task("b", 2, "a", deadline=on(7))))
    open_ = replace(plan, goals=tuple(replace(one, bound=0.0) for one in plan.goals))
    base = base_of(open_, draft, Options())
    (link,) = [one for one in candidates(plan, ENGLISH) if one.kind == "link"]
    (goal, *others) = of_plan(open_).goals
    found = replace(of_plan(open_), goals=(replace(goal, value=goal.value - 0.1), *others))
    told = LeverTeller(base, ENGLISH).lever(link, found)
    assert (told.gain, told.least, told.proved, told.goal) == (0, 0, False, "lateness")
    assert told.verdict == (
        "saves 0.1 days of lateness in the plan found; planning longer may bring as much without it"
    )


def test_nothing_is_proved_between_different_steps() -> None:
    found = difference(outcome((5, 5)), outcome((2, 2), step=15))
    assert found == Difference(goal="lateness", unit="days", gain=3)


def test_material_that_is_waited_for_comes_earlier_or_is_there_at_once() -> None:
    """Of 30 t 10 are at hand; 40 come on the second Wednesday, too late to be on time."""
    cement = Resource(name="Cement", kind="material", unit="t", stock=Decimal(10))
    comes = Delivery(material="Cement", when=on(14), quantity=Decimal(40))
    pour = Need(names=("Cement",), units=30, accrual="start")
    tasks = (task("pour", 2, who=["Ann", pour], deadline=on(13)),)
    plan = helped(late(*tasks, people=("Ann", cement), deliveries=(comes,)))
    (earlier,) = of_kind(plan.levers, "delivery")
    assert earlier.text == "40 t of Cement of 14 Jan 2026 delivered a week earlier"
    assert (earlier.days, earlier.proved) == (2, True)
    whole, tenth = sorted(of_kind(plan.levers, "stock"), key=lambda one: -one.days)
    assert whole.text == "40 t of Cement more at hand when the project starts"
    assert (whole.days, whole.proved) == (2, True)
    assert tenth.text == "5 t of Cement more at hand when the project starts"
    assert (tenth.days, tenth.gain) == (0, 0)


def test_a_goal_asked_for_is_what_counts() -> None:
    ann = Resource(name="Ann", rate=Rate(amount=Decimal(10)))
    bob = Resource(name="Bob", rate=Rate(amount=Decimal(20)))
    either = [Need(names=("Ann", "Bob"))]
    tasks = (task("a", 1, who=either, deadline=on(5)), task("b", 1, who=either, deadline=on(5)))
    wanted = Settings(goals=("cost", "lateness"))
    plan = helped(late(*tasks, people=(ann, bob), settings=wanted))
    assert plan.goals[0].name == "cost"
    assert lever(plan, "a second Ann").gain == 1
    assert replace(plan, levers=()).cost == 160


def test_a_deadline_a_day_later_and_a_pin_released() -> None:
    known = {"a": PreviousTask(start=on(8), finish=on(9), people=("Ann",))}
    tasks = (task("a", 1, who=["Ann"], pin="start", deadline=on(6)),)
    found = replace(late(*tasks), previous=Previous(tasks=known, published=True))
    plan = helped(found)
    assert lever(plan, "release the pin of a A").days == 2
    assert lever(plan, "the deadline of a A a day later").days == 1


def test_longer_hours_of_those_who_are_there() -> None:
    """Half of Ann works 30 h a week more in all: full time, on Saturdays, overtime."""
    long = WorkWeek(name="Long", days=(((clock_time(6), clock_time(20)),),) * 5 + ((), ()))
    ann = Resource(name="Ann", max_units=0.5, overtime_hours=5)
    tasks = (task("a", 3, who=["Ann"], deadline=on(6)),)
    found = late(*tasks, people=(ann,))
    plan = helped(replace(found, weeks=(*found.weeks, long)))
    for text in (
        "Ann full time",
        "overtime of Ann, 15 h a week",
        "the calendar Long for Ann",
    ):
        assert lever(plan, text).kind in ("full", "overtime", "calendar")
    assert lever(plan, "the calendar Long for Ann").days > 0


def test_a_newcomer_comes_after_the_status_date() -> None:
    ann = Resource(name="Ann", skills={"Oil": 2})
    oil = {"who": [Need(skill="Oil", level=2)]}
    tasks = (task("a", 2, deadline=on(8), **oil), task("b", 2, deadline=on(8), **oil))
    told = Settings(status_date=on(6))
    plan = helped(late(*tasks, people=(ann,), settings=told))
    assert lever(plan, "one more Oil, as Ann, from 7 Jan 2026").days == 2


def test_a_goal_that_only_one_plan_has_is_not_compared() -> None:
    """Without the link A leads to no deadline: its finish is a goal then, and costs no money."""
    ann, bob = (Resource(name=name, rate=Rate(amount=Decimal(50))) for name in ("Ann", "Bob"))
    tasks = (task("a", 2, who=["Ann"]), task("b", 3, "a", who=["Bob"], deadline=on(16)))
    plan = helped(late(*tasks, people=(ann, bob)))
    money = [one for one in plan.levers if one.goal in ("cost", "money") and one.gain > 0]
    assert money == []


@pytest.mark.parametrize(("best", "expected"), [(1, ("cost", 2)), (0, ("", 0))])
def test_what_comes_after_a_goal_of_one_plan_only_counts_once_that_is_settled(
    best: float, expected: tuple[str, float]
) -> None:
    """While more may be made of the finish that only the changed plan has, its cost may change."""
    base = outcome((5, 5), (9, 9))
    late, cost = outcome((5, 5), (7, 7)).goals
    added = GoalValue(name="open_finish", unit="days", value=1, bound=best)
    found = difference(base, replace(base, goals=(late, added, cost)))
    assert (found.goal, found.gain, found.least) == (*expected, 0)


def test_a_plan_with_overtime_is_none_where_there_is_no_such_evening() -> None:
    ann = Resource(name="Ann", overtime_hours=5, overtime_rate=Rate(amount=Decimal(10)))
    one = late(task("a", 1.25, who=["Ann"], deadline=on(5)), people=(ann,))
    _, draft = planned(one)
    whole = to_problem(one, stretch=draft.stretch)
    (placed,) = draft.schedule.tasks
    assert placed is not None
    assert placed.overtime
    known = stands(whole, draft.schedule)
    monday = date(2026, 1, 5)
    without = to_problem(replace(one, days_off=(DayOff(start=monday, finish=monday),)))
    assert carried(whole, known) is not None
    assert carried(without, known) is None
    assert not fits(without, known)


def test_a_plan_that_can_be_better_is_before_changes_are_compared_with_it() -> None:
    """A date made A late; without it nothing helps but planning on, which is done."""
    dated, draft = planned(late(task("a", 1, earliest_start=on(8), deadline=on(6))))
    free = late(task("a", 1, deadline=on(6)))
    goals = tuple(replace(goal, bound=0.0) for goal in dated.goals)
    poor = replace(dated, project=free, status="feasible", goals=goals)
    from planner.whatif.advise import with_levers

    plan, better = with_levers(poor, draft, Options(deterministic_limit=1))
    assert (poor.rows[0].days_late, plan.rows[0].days_late) == (2, 0)
    assert (draft.schedule.makespan, better.schedule.makespan) != (0, draft.schedule.makespan)
    assert [one.text for one in plan.levers if one.goal == "lateness" and one.gain > 0] == []


def test_a_late_task_on_status_tells_the_leave_within_it() -> None:
    off = (DayOff(start=january(8), finish=january(8), who="Ann", name=""),)
    plan, _ = planned(late(task("a", 5, who=["Ann"], deadline=on(9)), days_off=off))
    sheet = sheet_of(write_plan(None, plan).data, "Status")
    texts = [str(value) for row in sheet.values for value in row]
    assert "project start; Ann is away on 8 Jan 2026" in texts


def test_a_field_without_a_column_is_told_at_the_first_one() -> None:
    assert Source(sheet="People", row=3, columns={"rate": "AA", "name": "B"}).cell("x") == "B3"
