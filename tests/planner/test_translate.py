from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.check import violations
from models.measures.goals import measure
from models.problem import Mode, Precedence, Reservation, Staffing
from planner.errors import InputError
from planner.pipeline import read_project
from planner.plan import PlannedTask, Reason
from planner.project import (
    Budget,
    Constraint,
    DayOff,
    Dependency,
    Meeting,
    Need,
    Rate,
    Resource,
    Settings,
    Task,
    Unit,
    WorkWeek,
)
from planner.translate import Translation, to_problem
from planner.worktime.moments import moment
from tests.planner.projects import (
    MONDAY,
    OFFICE_HOURS,
    after,
    greedy,
    january,
    on,
    placed,
    planned,
    project,
    row,
    task,
)

CASES = Path(__file__).parents[2].parent / "shared" / "cases"


def activity(translation: Translation, name: str) -> Any:
    position = translation.structure.position[name]
    return translation.problem.activities[translation.activity[position, "task"]]


# --- who and how long


def test_a_fixed_duration_is_everybodys_own_working_time() -> None:
    ann = Resource(name="Ann", efficiency=2)
    found = to_problem(project([task("a", 2, who=["Ann"])], [ann]))
    (mode,) = activity(found, "a").modes
    assert found.grid.slot_minutes == 480
    assert (mode.work, mode.seats[0].candidates[0].work, mode.seats[0].candidates[0].units) == (
        0,
        2,
        1000,
    )


def test_without_people_the_project_calendar_does_the_work() -> None:
    (mode,) = activity(to_problem(project([task("a", 3)])), "a").modes
    assert mode == Mode(work=3)


def test_effort_is_shared_by_each_number_of_heads() -> None:
    anyone = Need(names=("Ann", "Bob", "Cem"))
    effort = task("a", None, who=[anyone], work=6 * 480, heads=(1, 3))
    found = to_problem(project([effort], ["Ann", "Bob", "Cem"]))
    modes = activity(found, "a").modes
    counted = [(m.seats[0].count, m.seats[0].candidates[0].work) for m in modes]
    assert counted == [(1, 6), (2, 3), (3, 2)]


def test_people_named_one_by_one_are_who_the_heads_are_taken_from() -> None:
    effort = task("a", None, who=["Ann", "Bob"], work=4 * 480, heads=(1, 2))
    modes = activity(to_problem(project([effort], ["Ann", "Bob"])), "a").modes
    assert [(len(m.seats), m.seats[0].count) for m in modes] == [(1, 1), (1, 2)]


def test_efficiency_and_part_time_stretch_effort_rounded_up_to_a_minute() -> None:
    half = Need(names=("Ann", "Bob"), units=0.5)
    people = [Resource(name="Ann", efficiency=1.5), Resource(name="Bob")]
    found = to_problem(project([task("a", None, who=[half], work=480)], people))
    (mode,) = activity(found, "a").modes
    minutes = [c.work * found.grid.slot_minutes for c in mode.seats[0].candidates]
    assert minutes == [640, 960]
    assert mode.seats[0].candidates[0].units == 500


def test_a_crew_of_a_pool_takes_its_units_on_one_seat() -> None:
    crew = Need(names=("Crew",), units=3)
    found = to_problem(project([task("a", who=[crew])], [Resource(name="Crew", max_units=5)]))
    assert found.problem.resources[0].capacity == 5000
    assert activity(found, "a").modes[0].seats[0].candidates[0].units == 3000


def test_who_is_there_in_part_is_asked_for_in_part() -> None:
    part = Resource(name="Ann", max_units=0.67)
    found = to_problem(project([task("a", None, who=["Ann"], work=480)], [part]))
    seat = activity(found, "a").modes[0].seats[0]
    assert seat.candidates[0].units == found.problem.resources[0].capacity == 670
    assert seat.candidates[0].work * found.grid.slot_minutes == 717  # 480 / 0.67 = 716.4


def test_skills_choose_the_candidates() -> None:
    people = [
        Resource(name="Ann", skills={"weld": 3}),
        Resource(name="Bob", skills={"weld": 1}),
        Resource(name="Cem", skills={"weld": 3}, groups=("Blue",)),
        Resource(name="Dee", skills={"paint": 5}),
        Resource(name="Eve", skills={"weld": 2}),
    ]
    weld = Need(skill="weld", level=2, count=2, excluded=("Blue",), preferred=("Eve",))
    (seat,) = activity(to_problem(project([task("a", who=[weld])], people)), "a").modes[0].seats
    assert [candidate.resource for candidate in seat.candidates] == [4, 0]
    assert seat.count == 2


def test_same_and_different_people() -> None:
    tasks = [task("a", who=["Ann"]), task("b", same_as=("a",)), task("c", different_from=("a",))]
    found = to_problem(project(tasks, ["Ann"]))
    assert found.problem.staffing == (
        Staffing(first=1, second=0, same=True, among=frozenset({0})),
        Staffing(first=2, second=0, same=False, among=frozenset({0})),
    )


# --- when


def test_leave_holidays_and_contracts_are_in_the_calendar() -> None:
    people: list[str | Resource] = [
        "Ann",
        Resource(name="Bob", available_from=january(7), available_until=january(8)),
    ]
    off = (
        DayOff(start=january(6), finish=january(6)),
        DayOff(start=january(8), finish=january(9), who="Ann"),
        DayOff(start=january(5), finish=january(5), who="Ann", hours=(time(8), time(12))),
    )
    tasks = [task("a", who=["Ann"]), task("b", who=["Bob"])]
    found = to_problem(project(tasks, people, days_off=off))
    assert found.grid.slot_minutes == 240
    calendars = [found.problem.calendars[r.calendar] for r in found.problem.resources]
    assert found.grid.opening(2) == on(7, 8)
    assert [c.spans[:2] for c in calendars] == [((1, 4), (8, found.problem.horizon)), ((2, 6),)]


def test_leave_of_a_group_is_leave_of_each_of_it() -> None:
    off = (DayOff(start=january(5), finish=january(5), who="Blue"),)
    people = [Resource(name="Ann", groups=("Blue",)), Resource(name="Bob")]
    tasks = [task("a", who=["Ann"]), task("b", who=["Bob"]), task("c", who=["Blue"])]
    plan = planned(to_problem(project(tasks, people, days_off=off), goals=["finish"]))
    assert row(plan, "b").start == on(5, 8)
    assert {row(plan, name).bookings[0].resource for name in "ac"} == {"Ann"}
    assert min(d for d, load in plan.load["Ann"].items() if load.worked) == january(6)


def test_leave_for_ever_and_long_ago_costs_no_time() -> None:
    off = (DayOff(start=date.min, finish=date.max, who="Bob"),)
    found = to_problem(project([task("a", who=["Ann"])], ["Ann", "Bob"], days_off=off))
    assert found.problem.calendars[found.problem.resources[1].calendar].spans == ()
    assert found.problem.horizon < 1000


def test_a_night_shift_works_over_midnight() -> None:
    night = WorkWeek(name="Night", days=(((time(22), time(6)),),) * 5 + ((), ()))
    base = project([task("a", 1, who=["Ann"])], [Resource(name="Ann", calendar="Night")])
    plan = planned(to_problem(replace(base, weeks=(*base.weeks, night))))
    assert row(plan, "a").finish == on(6, 6)
    assert row(plan, "a").bookings[0].spans == ((on(5, 22), on(6)), (on(6), on(6, 6)))


def test_a_meeting_that_takes_all_of_somebody_is_time_away() -> None:
    meeting = Meeting(name="Sync", start=on(5, 10), finish=on(5, 11), who=("Ann",))
    found = to_problem(project([task("a", 1, who=["Ann"])], ["Ann"], meetings=(meeting,)))
    plan = planned(found)
    assert (row(plan, "a").finish, not found.problem.reservations) == (on(6, 9), True)
    assert row(plan, "a").bookings[0].spans[:2] == ((on(5, 8), on(5, 10)), (on(5, 11), on(5, 12)))


def test_a_meeting_that_takes_a_part_is_reserved_and_never_more_than_there_is() -> None:
    crew = Resource(name="Crew", max_units=3)
    meetings = (
        Meeting(name="One", start=on(5, 10), finish=on(5, 12), who=("Crew",), units=2),
        Meeting(name="Two", start=on(5, 11), finish=on(5, 13), who=("Crew",), units=2),
    )
    found = to_problem(project([task("a", who=["Crew"])], [crew], meetings=meetings))
    hour = 60 // found.grid.slot_minutes
    assert found.problem.reservations == (
        Reservation(resource=0, start=2 * hour, end=3 * hour, units=2000),
        Reservation(resource=0, start=3 * hour, end=4 * hour, units=3000),
    )


@pytest.mark.parametrize(
    ("kind", "when", "bounds"),
    [
        (Constraint.SNET, on(6), (1, None, 0, None)),
        (Constraint.SNET, on(10), (5, None, 0, None)),
        (Constraint.SNLT, on(6), (0, 1, 0, None)),
        (Constraint.SNLT, on(10), (0, 4, 0, None)),
        (Constraint.MSO, on(6), (1, 1, 0, None)),
        (Constraint.FNET, on(6), (0, None, 2, None)),
        (Constraint.FNLT, on(6), (0, None, 0, 2)),
        (Constraint.FNLT, on(11), (0, None, 0, 5)),
        (Constraint.MFO, on(6), (0, None, 2, 2)),
        (Constraint.ASAP, on(6), (0, None, 0, None)),
    ],
)
def test_hard_dates_mean_the_start_or_the_end_of_the_day(
    kind: Constraint, when: datetime, bounds: tuple[int, int | None, int, int | None]
) -> None:
    found = to_problem(project([task("a", constraint=kind, constraint_date=when)]))
    it = activity(found, "a")
    assert (it.start_min, it.start_max, it.end_min, it.end_max) == bounds


def test_a_date_with_a_time_is_that_time() -> None:
    late = task("a", constraint=Constraint.SNET, constraint_date=on(6, 14))
    found = to_problem(project([late]))
    assert found.grid.opening(activity(found, "a").start_min) == on(6, 14)


def test_releases_blockers_and_a_summarys_date_hold_tasks_back() -> None:
    tasks = [
        task("s", summary=True, constraint=Constraint.SNET, constraint_date=on(7)),
        task("a", parent="s"),
        task("b", earliest_start=on(8)),
        task("c", blocked_until=on(9), constraint=Constraint.ALAP),
    ]
    found = to_problem(project(tasks))
    assert [activity(found, name).start_min for name in "abc"] == [2, 3, 4]
    assert activity(found, "c").late


def test_a_deadline_is_due_at_the_end_of_its_day_and_weighs_by_priority() -> None:
    tasks = [task("a", 3, deadline=on(6)), task("b", 3, deadline=on(6), priority=750)]
    found = to_problem(project(tasks))
    assert [activity(found, name).due for name in "ab"] == [2, 2]
    assert [activity(found, name).weight for name in "ab"] == [2, 3]
    plan = planned(found)
    assert (row(plan, "a").days_late, row(plan, "b").days_late) == (1, 1)
    assert (plan.goals[0].name, plan.goals[0].value) == ("lateness", 2.5)


# --- dependencies


@pytest.mark.parametrize(
    ("dependency", "precedence"),
    [
        (after("a"), Precedence(first=0, second=1)),
        (after("a", "SS", 2), Precedence(first=0, second=1, kind="SS", lag=2)),
        (after("a", "FF", -1), Precedence(first=0, second=1, kind="FF", lag=-1)),
        (after("a", "SS", 50, Unit.PERCENT), Precedence(first=0, second=1, kind="SS", lag=1)),
    ],
)
def test_lags_are_working_time(dependency: Dependency, precedence: Precedence) -> None:
    found = to_problem(project([task("a", 2), task("b", 1, dependency)]))
    assert found.problem.precedences == (precedence,)


def test_a_lag_counts_on_the_projects_calendar_where_others_work_more() -> None:
    weekend = WorkWeek(name="Weekend", days=((),) * 5 + (OFFICE_HOURS,) * 2)
    people = [Resource(name="Ann", calendar="Weekend")]
    tasks = [task("a", 5), task("b", 1, after("a", days=1), who=["Ann"])]
    base = project(tasks, people)
    found = to_problem(replace(base, weeks=(*base.weeks, weekend)))
    (precedence,) = found.problem.precedences
    assert precedence.calendar == found.standard
    assert row(planned(found), "b").start == on(17, 8)


def test_a_longest_wait_is_the_same_link_backwards() -> None:
    found = to_problem(project([task("a"), task("b", 1, after("a", "FS", 1, most=3))]))
    assert found.problem.precedences == (
        Precedence(first=0, second=1, lag=1),
        Precedence(first=1, second=0, kind="SF", lag=-3),
    )


def test_an_elapsed_lag_runs_over_the_weekend() -> None:
    tasks = [task("a", 5), task("b", 1, after("a", days=2, unit=Unit.ELAPSED))]
    found = to_problem(project(tasks))
    assert found.grid.slot_minutes == 60
    assert row(planned(found), "b").start == on(12, 8)
    short = [task("a", 1), task("b", 1, after("a", days=1, unit=Unit.ELAPSED))]
    assert row(planned(to_problem(project(short))), "b").start == on(7, 8)


def test_links_of_summaries_bind_their_tasks_through_a_milestone() -> None:
    tasks = [
        task("s", None, summary=True),
        task("a", 1, parent="s"),
        task("b", 3, parent="s"),
        task("t", None, "s", summary=True),
        task("c", 1, parent="t"),
        task("d", 1, "c", parent="t"),
        task("e", 1, after("t", "SS", 1)),
    ]
    found = to_problem(project(tasks))
    assert [(found.origins[k].row, found.origins[k].role) for k in (5, 6)] == [
        (0, "finish"),
        (3, "start"),
    ]
    plan = planned(found)
    assert [row(plan, name).start for name in "cde"] == [on(8, 8), on(9, 8), on(9, 8)]
    assert (row(plan, "s").start, row(plan, "s").finish) == (on(5, 8), on(7, 17))


def test_the_deadline_of_a_summary_is_that_of_its_last_task() -> None:
    tasks = [
        task("s", None, summary=True, deadline=on(6)),
        task("a", 1, parent="s"),
        task("b", 3, "a", parent="s"),
    ]
    plan = planned(to_problem(project(tasks)))
    assert row(plan, "s").days_late == 2
    assert plan.goals[0].value == 2


# --- money


def test_cost_is_rate_times_hours_times_units_and_cost_per_use() -> None:
    people = [
        Resource(name="Ann", rate=Rate(amount=Decimal("33.335"))),
        Resource(
            name="Crew",
            rate=Rate(amount=Decimal(400), per="d"),
            max_units=3,
            cost_per_use=Decimal(10),
        ),
        Resource(name="Sand", kind="material", rate=Rate(amount=Decimal(7))),
    ]
    who = ["Ann", Need(names=("Crew",), units=2), Need(names=("Sand",), units=4)]
    tasks = [task("a", 0.125, who=who, fixed_cost=Decimal("5.50"))]
    found = to_problem(project(tasks, people))
    assert [r.name for r in found.problem.resources] == ["Ann", "Crew"]
    plan = planned(found)
    costs = {booking.resource: booking.cost for booking in row(plan, "a").bookings}
    assert costs == {"Ann": Decimal("33.34"), "Crew": Decimal(120), "Sand": Decimal(28)}
    assert plan.cost == Decimal("186.84")
    assert measure(found.problem, greedy(found), "cost") == 18684


@pytest.mark.parametrize(("per", "hour"), [("h", 48), ("d", 6), ("w", Decimal("1.2")), ("mo", 0.3)])
def test_rates_by_the_projects_day_week_and_month(per: Any, hour: Any) -> None:
    ann = Resource(name="Ann", rate=Rate(amount=Decimal(48), per=per))
    plan = planned(to_problem(project([task("a", who=["Ann"])], [ann])))
    assert plan.cost == 8 * Decimal(str(hour))


def test_budgets_have_a_scope_a_period_and_perhaps_a_price() -> None:
    tasks = [
        task("s", None, summary=True, wbs="1"),
        task("a", 1, parent="s", wbs="1.1"),
        task("b", 1, wbs="2"),
    ]
    budgets = (
        Budget(limit=Decimal(100)),
        Budget(limit=Decimal("9.99"), scope="1", price=Decimal(2)),
        Budget(limit=Decimal(5), start=january(6), finish=january(9)),
    )
    found = to_problem(project(tasks, budgets=budgets)).problem.budgets
    assert [(b.activities, b.period, b.limit, b.price) for b in found] == [
        (None, None, 10000, None),
        ((0,), None, 999, 2),
        (None, (32, 160), 500, None),
    ]


def test_what_may_be_dropped_has_its_price() -> None:
    found = to_problem(project([task("a", drop_cost=Decimal("1.5"))]))
    assert activity(found, "a").drop_cost == 150


# --- goals


def goal_names(tasks: list[Task], *goals: str) -> list[str]:
    return [goal.name for goal in to_problem(project(tasks), goals=goals).objective.goals]


def test_goals_are_lateness_open_work_cost_finish_unless_nothing_can_be_late() -> None:
    assert goal_names([task("a", deadline=on(6))]) == ["lateness", "cost", "finish"]
    open_work = [task("a", deadline=on(6)), task("b")]
    named = ["lateness", "open_finish", "cost", "finish", "open_finish"]
    assert goal_names(open_work) == named
    assert goal_names([task("a")]) == ["finish", "cost", "finish"]
    assert goal_names([task("a")], "cost", "late_count") == ["cost", "finish"]


def test_goals_of_the_settings_give_way_to_those_asked_for() -> None:
    chosen = project([task("a", deadline=on(6))], settings=Settings(goals=("cost",)))
    assert [g.name for g in to_problem(chosen).objective.goals] == ["cost"]
    assert [g.name for g in to_problem(chosen, goals=["finish"]).objective.goals] == ["finish"]


def test_an_unknown_goal_is_the_users_error() -> None:
    with pytest.raises(InputError, match="bad-goal"):
        to_problem(project([task("a")]), goals=["speed"])


def test_money_adds_penalties_and_costs_in_whole_numbers() -> None:
    ann = Resource(name="Ann", rate=Rate(amount=Decimal(10)))
    late = task("a", 3.5, who=["Ann"], deadline=on(6), late_penalty=Decimal("99.90"))
    found = to_problem(project([late], [ann], settings=Settings(hours_per_day=7)), goals=["money"])
    plan = planned(found)
    assert plan.cost == 280
    hours_late = 12
    assert plan.goals[0].value == pytest.approx(280 + 99.9 * hours_late / 7, abs=0.005)


def test_values_and_bounds_are_in_the_users_units() -> None:
    tasks = [task("a", 2.5, deadline=on(5)), task("b", 4)]
    found = to_problem(project(tasks), goals=["lateness", "late_count", "finish", "cost"])
    plan = planned(found)
    assert [(g.name, g.unit, g.value) for g in plan.goals] == [
        ("lateness", "days", 1.5),
        ("late_count", "tasks", 1),
        ("finish", "working days", 4),
        ("cost", "money", 0),
    ]


# --- the way back


def test_bookings_have_the_pieces_worked() -> None:
    off = (DayOff(start=january(6), finish=january(6), who="Ann"),)
    plan = planned(to_problem(project([task("a", 1.5, who=["Ann"])], ["Ann"], days_off=off)))
    (booking,) = row(plan, "a").bookings
    assert booking.spans == (
        (on(5, 8), on(5, 12)),
        (on(5, 13), on(5, 17)),
        (on(7, 8), on(7, 12)),
    )
    assert (booking.minutes, booking.units) == (720, 1)
    assert (row(plan, "a").start, row(plan, "a").finish) == (on(5, 8), on(7, 12))


def test_the_load_is_what_is_worked_of_what_there_is() -> None:
    crew = Resource(name="Crew", max_units=4)
    who = [Need(names=("Crew",), units=3)]
    plan = planned(to_problem(project([task("a", 1.5, who=who), task("b", 2)], [crew, "Ann"])))
    load = plan.load["Crew"]
    assert {day: (it.worked, it.available) for day, it in load.items()} == {
        january(5): (1440, 1920),
        january(6): (720, 1920),
    }
    assert set(plan.load["Ann"]) == {january(5), january(6)}


def test_a_milestone_is_shown_when_what_it_waits_for_is_done() -> None:
    tasks = [
        task("a", 2),
        task("m", 0, "a"),
        task("n", 0),
        task("o", 0, constraint=Constraint.SNET, constraint_date=on(8)),
        task("p", 0, after("b", "SS")),
        task("b", 1, "a"),
    ]
    plan = planned(to_problem(project(tasks)))
    assert [row(plan, name).start for name in "mnop"] == [on(6, 17), on(5, 8), on(8, 8), on(7, 8)]


def test_a_milestone_after_an_elapsed_lag_is_never_shown_before_it_is_over() -> None:
    tasks = [
        task("a", 1),
        task("m", 0, after("a", days=0.5, unit=Unit.ELAPSED)),
        task("n", 0, after("a", days=1, unit=Unit.ELAPSED)),
    ]
    plan = planned(to_problem(project(tasks)))
    assert [row(plan, name).start for name in "mn"] == [on(6, 5), on(6, 17)]


def test_what_is_left_out_has_no_dates_and_no_cost() -> None:
    found = to_problem(project([task("a", drop_cost=Decimal(1)), task("b")]))
    whole = greedy(found)
    without = replace(whole, tasks=(None, *whole.tasks[1:]))
    assert not violations(found.problem, without)
    left = row(planned(found, without), "a")
    assert left == PlannedTask(
        task=left.task,
        start=None,
        finish=None,
        reason="left out",
        causes=(Reason(kind="left out", text="left out"),),
        stated=left.stated,
    )


def test_an_empty_project_has_an_empty_plan() -> None:
    plan = planned(to_problem(project([])))
    assert (plan.start, plan.finish, plan.rows) == (MONDAY, MONDAY, ())


def test_times_finer_than_a_slot_are_rounded_and_that_is_said() -> None:
    assert to_problem(project([task("a", 7 / 480)])).issues == ()
    far = task("b", 1 / 480, earliest_start=datetime(2036, 1, 1))
    found = to_problem(project([task("a", 7 / 480), far]))
    (issue,) = found.issues
    assert (issue.code, issue.severity, found.step) == ("rounded", "warning", 15)
    assert "work is up to 14 min longer (task b)" in issue.message


def test_a_date_in_a_hundred_years_is_a_mistake() -> None:
    with pytest.raises(InputError, match="plan-too-long"):
        to_problem(project([task("a", blocked_until=datetime(2199, 1, 1))]))


def test_the_axis_can_be_stretched() -> None:
    small = project([task("a", 10)])
    assert to_problem(small, stretch=3).problem.horizon > 2 * to_problem(small).problem.horizon


# --- against real plans and naive arithmetic

FINISHES = {
    "c2011-01": datetime(2015, 2, 9, 17),
    "c2011-05": datetime(2011, 7, 15, 17),
    "c2011-07": datetime(2011, 6, 29, 17),
    "c2012-08": datetime(2014, 5, 18, 7),
    "c2012-17": datetime(2013, 9, 20, 15),
}


@pytest.mark.skipif(not CASES.exists(), reason="the real cases are not there")
@pytest.mark.parametrize("name", FINISHES)
def test_human_baselines_keep_every_rule(name: str) -> None:
    (path,) = CASES.glob(f"{name}*.xlsx")
    found = to_problem(read_project(path.read_bytes()))
    starts = {t.id: t.baseline_start for t in found.project.tasks if t.baseline_start}
    plan = planned(found, placed(found, starts))
    assert plan.finish == FINISHES[name]
    assert {r.task.id: r.start for r in plan.rows} == starts


def naive_finish(start: datetime, minutes: int, busy: set[date]) -> datetime:
    """The end of some office minutes, looked at one by one, on days that are not busy."""
    when = moment(start)
    last = when
    while minutes:
        day = date.fromordinal(when // 1440)
        clock = when % 1440
        if day.weekday() < 5 and day not in busy and (480 <= clock < 720 or 780 <= clock < 1020):
            minutes -= 1
            last = when + 1
        when += 1
    return datetime.combine(date.fromordinal(last // 1440), time(last % 1440 // 60, last % 60))


@settings(deadline=None, max_examples=30)
@given(
    st.integers(1, 40),
    st.integers(0, 12),
    st.sets(st.integers(5, 20), max_size=6),
    st.integers(0, 10),
)
def test_a_chain_of_two_agrees_with_minute_by_minute_arithmetic(
    quarters: int, lag: int, away: set[int], first: int
) -> None:
    off = tuple(DayOff(start=january(d), finish=january(d), who="Ann") for d in away)
    tasks = [
        task("a", quarters / 32, who=["Ann"]),
        task("b", 1, after("a", days=lag / 8), earliest_start=on(5 + first), who=["Bob"]),
    ]
    plan = planned(to_problem(project(tasks, ["Ann", "Bob"], days_off=off), goals=["finish"]))
    busy = {january(day) for day in away}
    begin = naive_finish(MONDAY, 1, busy).replace(minute=0)
    finish = naive_finish(begin, quarters * 15, busy)
    assert (row(plan, "a").start, row(plan, "a").finish) == (begin, finish)
    released = max(naive_finish(finish, lag * 60, set()) if lag else finish, on(5 + first))
    assert row(plan, "b").finish == naive_finish(released, 480, set())
