"""Planning near a plan that people know, and by the dates of the file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from planner.console.summary import of_plan
from planner.control.freedom import price
from planner.errors import Issue
from planner.language.words import ENGLISH
from planner.pipeline import Options, read_project, solve
from planner.plan import Plan
from planner.project import DayOff, Project
from planner.tracking.records import Previous, PreviousTask
from tests.planner.features.support import PEOPLE, march, planned, sheets
from tests.planner.reading.books import book

HEAD = "ID, Task Name, Duration, Predecessors, Resource Names, Deadline"
LIMIT = 6.0
Dates = Mapping[str, tuple[datetime | None, datetime | None, tuple[str, ...]]]


def _project(*tasks: Sequence[Any], **more: Any) -> Project:
    head = more.pop("head", HEAD)
    return read_project(book(sheets(*tasks, head=head, People=PEOPLE, **more)))


def _solved(project: Project, **options: Any) -> Plan:
    return solve(project, Options(deterministic_limit=LIMIT, **options))


def _published(project: Project, plan: Plan) -> Project:
    """The project with a plan that people were told."""
    tasks = {
        row.task.id: PreviousTask(
            start=row.start,
            finish=row.finish,
            people=tuple(dict.fromkeys(one.resource for one in row.bookings)),
        )
        for row in plan.rows
        if row.start and row.finish and not row.task.summary
    }
    return replace(project, previous=Previous(tasks=tasks, published=True))


def _dates(plan: Plan) -> Dates:
    return {
        row.task.id: (row.start, row.finish, tuple(one.resource for one in row.bookings))
        for row in plan.rows
    }


def _issue(plan: Plan, code: str) -> Issue:
    return next(issue for issue in plan.issues if issue.code == code)


EITHER = "Ann or Bob"
TASKS = (
    [1, "Dig", "3d", "", EITHER, ""],
    [2, "Pour", "2d", "1", EITHER, march(10)],
    [3, "Fence", "4d", "", EITHER, ""],
    [4, "Paint", "2d", "3", EITHER, march(12)],
    [5, "Plant", "3d", "", EITHER, ""],
    [6, "Mow", "1d", "5", EITHER, ""],
)


def test_a_proof_near_a_plan_says_that_it_is_one() -> None:
    project = _project(*TASKS)
    first = _solved(project)
    near = _solved(_published(project, first))
    assert (first.status, near.status) == ("optimal", "optimal")
    assert "no plan is better" in of_plan(first)
    assert "no plan as near to the one before is better" in of_plan(near)


def test_the_same_again_moves_nothing_and_neither_does_another_seed() -> None:
    project = _project(*TASKS)
    first = _solved(project)
    known = _published(project, first)
    assert _dates(_solved(known)) == _dates(first)
    assert _dates(_solved(known, seed=7)) == _dates(first)


def test_a_sick_day_moves_what_it_touches_and_nothing_else() -> None:
    """Whoever has Plant is away on a day of it: it and Mow end a day later, all else stays."""
    project = _project(*TASKS)
    first = _solved(project)
    before = _dates(first)
    (who,) = before["5"][2]
    start = before["5"][0]
    assert start is not None
    sick = DayOff(start=start.date(), finish=start.date(), who=who)
    known = replace(_published(project, first), days_off=(sick,))
    after = _dates(_solved(known))
    changed = {name for name in before if before[name] != after[name]}
    assert changed
    assert changed <= {"5", "6", *(n for n in before if _behind(before, n, who, start))}


def _behind(dates: Dates, name: str, who: str, since: datetime) -> bool:
    """Whether a task of somebody comes after a moment."""
    start = dates[name][0]
    return who in dates[name][2] and start is not None and start >= since


def test_half_an_hour_of_lateness_moves_nobody() -> None:
    """Pour takes half an hour longer and is late by that; Bob could do Dig faster in two days."""
    tasks = (
        [1, "Dig", "3d", "", "Ann", ""],
        [2, "Pour", "2d", "1", "Ann", march(5)],
        [3, "Sort", "1d", "", "Ann or Bob", ""],
    )
    project = _project(*tasks)
    first = _solved(project)
    longer = _project(tasks[0], [2, "Pour", "16.5h", "1", "Ann", march(5)], tasks[2])
    again = _solved(_published(longer, first))
    before, after = _dates(first), _dates(again)
    assert {name: one[::2] for name, one in after.items()} == {
        name: one[::2] for name, one in before.items()
    }


def test_more_than_half_a_day_of_lateness_is_worth_a_change() -> None:
    """Dig takes a day longer; Pour would be a day late with Ann, who has Sort first."""
    tasks = ([1, "Sort", "2d", "", EITHER, ""], [2, "Pour", "3d", "", "Ann", march(5)])
    project = _project(*tasks)
    tasks_known = {
        "1": PreviousTask(start=march(1, 8), finish=march(2, 17), people=("Ann",)),
        "2": PreviousTask(start=march(3, 8), finish=march(5, 17), people=("Ann",)),
    }
    near = replace(project, previous=Previous(tasks=tasks_known, published=True))
    assert _dates(_solved(near))["1"][2] == ("Ann",)
    longer = _project([1, "Sort", "3d", "", EITHER, ""], tasks[1])
    near = replace(longer, previous=Previous(tasks=tasks_known, published=True))
    plan = _solved(near)
    assert _dates(plan)["1"][2] == ("Bob",)
    assert _dates(plan)["2"][0] == march(3, 8)
    assert next(goal for goal in plan.goals if goal.name == "changes").value == 5
    assert "1 (1) with other people" in _issue(plan, "near-plan").message


def test_work_is_pulled_forward_later_on_but_not_in_the_near_weeks() -> None:
    """Both could start on the 1st now; Soon is in the near weeks and stays, Far comes forward."""
    tasks = ([1, "Soon", "1d", "", "Ann", ""], [2, "Far", "1d", "", "Bob", ""])
    known = {
        "1": PreviousTask(start=march(4, 8), finish=march(4, 17), people=("Ann",)),
        "2": PreviousTask(start=march(25, 8), finish=march(25, 17), people=("Bob",)),
    }
    project = replace(_project(*tasks), previous=Previous(tasks=known, published=True))
    plan = _solved(project)
    assert _dates(plan)["1"][0] == march(4, 8)
    assert _dates(plan)["2"][0] == march(15, 8)
    assert "as published" in next(row.reason for row in plan.rows if row.task.id == "1")
    assert {row[0] for row in _dates(_solved(project, from_scratch=True)).values()} == {march(1, 8)}


def test_pins_and_the_frozen_window_hold() -> None:
    """The deadline would have Far on the 2nd; its pin keeps it. Soon is frozen with its person."""
    tasks = (
        [1, "Soon", "1d", "", EITHER, march(1), ""],
        [2, "Far", "1d", "", "Bob", march(2), "start"],
    )
    known = {
        "1": PreviousTask(start=march(4, 8), finish=march(4, 17), people=("Bob",)),
        "2": PreviousTask(start=march(25, 8), finish=march(25, 17), people=("Bob",)),
    }
    settings = [["Frozen until", march(5)]]
    project = _project(*tasks, head=f"{HEAD}, Pin", settings=settings)
    plan = _solved(replace(project, previous=Previous(tasks=known, published=True)))
    assert _dates(plan)["1"] == (march(4, 8), march(4, 17), ("Bob",))
    assert _dates(plan)["2"][0] == march(25, 8)


def test_a_frozen_window_that_cannot_hold_is_told_and_given_up() -> None:
    tasks = ([1, "Soon", "1d", "", "Ann", ""], [2, "Next", "1d", "", "Bob", ""])
    known = {
        "1": PreviousTask(start=march(2, 8), finish=march(2, 17), people=("Ann",)),
        "2": PreviousTask(start=march(2, 8), finish=march(2, 17), people=("Bob",)),
    }
    project = _project(*tasks, settings=[["Frozen until", "1w"]])
    sick = DayOff(start=date(2027, 3, 2), finish=date(2027, 3, 2), who="Ann")
    project = replace(project, days_off=(sick,), previous=Previous(tasks=known, published=True))
    plan = _solved(project)
    assert _dates(plan)["1"][0] in (march(1, 8), march(3, 8))
    assert _dates(plan)["2"][0] == march(2, 8)
    assert _issue(plan, "frozen-not-kept").severity == "warning"


def test_a_plan_that_is_not_published_is_free_and_says_so() -> None:
    project = _project([1, "Soon", "1d", "", "Ann", ""])
    known = {"1": PreviousTask(start=march(4, 8), finish=march(4, 17), people=("Ann",))}
    plan = _solved(replace(project, previous=Previous(tasks=known)))
    assert _dates(plan)["1"][0] == march(1, 8)
    assert _issue(plan, "free-plan").severity == "info"


def test_work_under_way_keeps_its_people_unless_they_are_away_for_long() -> None:
    head = f"{HEAD}, Actual Start, % Complete"
    task = [1, "Dig", "4d", "", EITHER, "", march(1), 0.5]
    known = {"1": PreviousTask(start=march(1, 8), finish=march(4, 17), people=("Ann",))}
    settings = [["Status date", march(2)]]
    project = _project(task, head=head, settings=settings)
    project = replace(project, previous=Previous(tasks=known, published=True))

    def away(days: int) -> tuple[str, ...]:
        leave = DayOff(start=date(2027, 3, 3), finish=date(2027, 3, 2 + days), who="Ann")
        plan = _solved(replace(project, days_off=(leave,)))
        return _dates(plan)["1"][2]

    assert away(2) == ("Ann", "Ann")
    assert away(14) == ("Ann", "Bob")


DATED = "ID, Task Name, Duration, Resource Names, Start, Deadline, Predecessors"


def test_dates_without_links_are_kept_and_only_what_is_wrong_is_moved() -> None:
    """B and C are Ann's at once: the shorter move is C's, by a day. D, linked, comes early."""
    plan = planned(
        sheets(
            [1, "A", "1d", "Bob", march(18), "", ""],
            [2, "B", "2d", "Ann", march(8), "", ""],
            [3, "C", "1d", "Ann", march(9), "", ""],
            [4, "D", "1d", "Bob", march(25), "", ""],
            [5, "E", "1d", "Bob", march(26), "", "4"],
            head=DATED,
            People=PEOPLE,
            settings=[],
        )
    )
    starts = [plan.when(n)[0] for n in range(1, 6)]
    assert starts == [march(18, 8), march(8, 8), march(10, 8), march(1, 8), march(2, 8)]
    told = _issue(plan.plan, "kept-dates").message
    assert "keep their dates: 3, planned by links and limits: 2" in told
    assert "3 from 2027-03-09 to 2027-03-10" in told
    assert "keeps its date" in plan.why(1)
    assert "no plan as near to the dates given is better" in of_plan(plan.plan)


def test_a_deadline_moves_what_keeps_its_dates() -> None:
    plan = planned(
        sheets([1, "A", "2d", "Bob", march(18), march(12), ""], head=DATED, People=PEOPLE)
    )
    assert plan.when(1) == (march(11, 8), march(12, 17))


def test_dates_and_people_in_columns_are_a_published_plan_where_settings_say_so() -> None:
    """Linked tasks, so that their dates would be no rule; Pour could start on the 2nd."""
    head = "ID, Task Name, Duration, Resource Names, Start, Finish, Predecessors"
    tasks = (
        [1, "Dig", "1d", "Ann", march(1), march(1), ""],
        [2, "Pour", "2d", "Bob", march(8), march(9), "1"],
    )
    free = _project(*tasks, head=head)
    known = _project(*tasks, head=head, settings=[["Published", march(1)]])
    assert _dates(_solved(free))["2"][0] == march(2, 8)
    assert _dates(_solved(known))["2"][0] == march(8, 8)


def test_a_lag_after_history_counts_in_its_peoples_hours() -> None:
    """Ann works mornings and was done on the 2nd at noon; two days are four of her mornings."""
    head = f"{HEAD}, Actual Start, Actual Finish"
    calendars = [
        ["Calendar", "Mon", "Tue", "Wed", "Thu", "Fri"],
        ["Standard", *["08:00-12:00, 13:00-17:00"] * 5],
        ["Mornings", *["08:00-12:00"] * 5],
    ]
    people = [["Name", "Calendar"], ["Ann", "Mornings"], ["Bob", ""]]
    project = read_project(
        book(
            sheets(
                [1, "Dig", "4h", "", "Ann", "", march(2, 8), march(2, 12)],
                [2, "Pour", "1d", "1FS+2d", "Bob", "", "", ""],
                head=head,
                settings=[["Lag calendar", "predecessor"], ["Status date", march(2, 17)]],
                People=people,
                Calendars=calendars,
            )
        )
    )
    assert _dates(_solved(project))["2"][0] == march(8, 13)


def _price(plan: Plan) -> str:
    return price(plan, ENGLISH)


def test_the_price_of_staying_near_is_told_in_days_and_money() -> None:
    """Published: Ann, who is dear, digs on the 4th. Freely Bob does, on the 1st."""
    project = _project([1, "Dig", "1d", "", EITHER, ""])
    known = {"1": PreviousTask(start=march(4, 8), finish=march(4, 17), people=("Ann",))}
    plan = _solved(replace(project, previous=Previous(tasks=known, published=True)))
    assert _dates(plan)["1"] == (march(4, 8), march(4, 17), ("Ann",))
    how = "80 cheaper, finished 3 days sooner; no free plan is better, proved."
    assert _price(plan) == f"Planned freely: {how}"


def test_where_nothing_is_lost_by_it_that_is_proved() -> None:
    project = _project(*TASKS)
    plan = _solved(_published(project, _solved(project)))
    assert plan.free is not None
    assert plan.free.proved
    assert "costs nothing" in _price(plan)


def test_a_free_plan_has_no_price() -> None:
    plan = _solved(_project(*TASKS[:2]))
    assert plan.free is None
    assert _price(plan) == ""


BY_DATES = "ID, Task Name, Duration, Start, Finish, Resource Names"


def test_what_its_own_dates_hold_stays_there_when_it_is_published_too() -> None:
    project = _project(
        [1, "Dig", "3d", march(8), "", "Ann"],
        [2, "Roof", "5d", datetime(2027, 5, 3), "", "Bob"],
        [3, "Paint", "5d", datetime(2027, 6, 7), "", "Ann"],
        head=BY_DATES,
    )
    plan = _solved(project)
    assert _dates(plan)["2"][0] == datetime(2027, 5, 3, 8)
    assert _dates(_solved(_published(project, plan))) == _dates(plan)


def test_a_milestone_with_a_date_of_its_own_is_on_that_day() -> None:
    project = _project(
        [1, "Dig", "3d", march(8), "", "Ann"],
        [2, "Handover", 0, march(19), march(19), ""],
        head=BY_DATES,
    )
    plan = _solved(project)
    assert _dates(plan)["2"][0] == datetime(2027, 3, 19, 8)
    assert _dates(_solved(_published(project, plan)))["2"][0] == datetime(2027, 3, 19, 8)
