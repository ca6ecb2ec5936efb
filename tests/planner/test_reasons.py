"""What a plan says about its tasks is true: reasons, slack, what is critical."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.check import RULES, violations
from models.measures.goals import measure
from models.problem import Problem
from models.schedule import Schedule
from models.schedule import Task as Placed
from models.search.greedy import construct
from planner.analysis.causes import Cause, Causes
from planner.analysis.critical import BackwardPass
from planner.analysis.timing import Timing
from planner.analysis.wording import day_text, lag_text
from planner.project import (
    Budget,
    Constraint,
    DayOff,
    Lag,
    Meeting,
    Need,
    Project,
    Rate,
    Resource,
    Settings,
    Task,
    Unit,
)
from planner.tracking.records import Previous, PreviousTask
from planner.translate import Translation, to_problem
from tests.planner.projects import after, january, on, placed, planned, project, row, task
from tests.sample import sample


def reason(tasks: list[Task], name: str, people: Any = ("Ann", "Bob"), **more: Any) -> str:
    plan = planned(to_problem(project(tasks, people, **more), goals=["finish"]))
    return row(plan, name).reason


def test_the_project_starts() -> None:
    assert reason([task("a")], "a") == "project start"


@pytest.mark.parametrize(
    ("dependency", "words"),
    [
        (after("a"), "waits for a A (until 6 Jan 2026 17:00)"),
        (after("a", days=1), "waits for a A (until 6 Jan 2026 17:00), then 1 day"),
        (after("a", "SS", 0.5), "waits for a A to start (5 Jan 2026 08:00), then 4 hours"),
        (after("a", days=-1), "no more than 1 day before a A finishes (6 Jan 2026 17:00)"),
        (after("a", "FF"), "its finish waits for a A (until 6 Jan 2026 17:00)"),
        (
            after("a", days=50, unit=Unit.PERCENT),
            "waits for a A (until 6 Jan 2026 17:00), then 50% of its length",
        ),
        (
            after("a", days=1, unit=Unit.ELAPSED),
            "waits for a A (until 6 Jan 2026 17:00), then 1 calendar day",
        ),
    ],
)
def test_links_are_named_with_lag_and_date(dependency: Any, words: str) -> None:
    assert reason([task("a", 2), task("b", 1, dependency)], "b") == words


def test_a_longest_wait_holds_the_earlier_task() -> None:
    tasks = [task("a"), task("b", 1, after("a", most=1), earliest_start=on(9))]
    assert reason(tasks, "a") == "no more than 1 day before b B starts (9 Jan 2026 08:00)"


def test_two_links_that_are_both_tight_are_both_named() -> None:
    tasks = [*[task(name) for name in "abc"], task("d", 1, "a", "b", "c")]
    assert reason(tasks, "d").endswith("b B (until 5 Jan 2026 17:00); and 1 more")


def test_of_several_links_before_an_absence_one_is_named() -> None:
    tasks = [*[task(name, 0.75) for name in "abd"], task("c", 0.5, "a", "b", "d", who=["Cem"])]
    words = "waits for a A (until 5 Jan 2026 15:00); Cem works again on 6 Jan 2026 08:00"
    assert reason(tasks, "c", [Resource(name="Cem", calendar="Mornings")]) == words


def test_dates_are_named_as_what_they_are() -> None:
    snet: dict[str, Any] = {"constraint": Constraint.SNET, "constraint_date": on(7)}
    tasks = [
        task("a", **snet),
        task("b", earliest_start=on(8, 10)),
        task("c", blocked_until=on(9), blocked_by="permit"),
        task("d", constraint=Constraint.FNET, constraint_date=on(9)),
        task("s", None, summary=True, **snet),
        task("e", parent="s"),
    ]
    plan = planned(to_problem(project(tasks), goals=["finish"]))
    assert [row(plan, name).reason for name in "abcdes"] == [
        "not before 7 Jan 2026 (Start No Earlier Than)",
        "not before 8 Jan 2026 10:00 (earliest start)",
        "blocked until 9 Jan 2026 (permit)",
        "must not finish before 9 Jan 2026 (Finish No Earlier Than)",
        "not before 7 Jan 2026 (Start No Earlier Than) of s S",
        "starts with e E",
    ]


def test_somebody_is_on_something_else() -> None:
    tasks = [task("a", 2, who=["Ann"], priority=900), task("b", 1, who=["Ann"])]
    reasons = {reason(tasks, "a"), reason(tasks, "b")}
    assert "project start" in reasons
    assert reasons & {
        "Ann is on a A until 6 Jan 2026 17:00",
        "Ann is on b B until 5 Jan 2026 17:00",
    }


def test_a_pool_is_taken_by_several() -> None:
    crew = Resource(name="Crew", max_units=3)
    two = [Need(names=("Crew",), units=2)]
    one = [Need(names=("Crew",), units=1)]
    all_three = [Need(names=("Crew",), units=3)]
    tasks = [
        task("a", 2, who=two),
        task("b", 2, who=one),
        task("c", 1, after("a", "SS", 1), after("b", "SS", 1), who=all_three),
    ]
    assert reason(tasks, "c", [crew]) == "Crew is on a A, b B until 6 Jan 2026 17:00"


def test_somebody_is_away_or_not_there_yet_or_works_other_hours() -> None:
    off = (DayOff(start=january(5), finish=january(6), who="Ann"),)
    people = [
        Resource(name="Ann"),
        Resource(name="Bob", available_from=january(8)),
        Resource(name="Cem", calendar="Mornings"),
        Resource(name="Dee"),
    ]
    tasks = [
        task("a", who=["Ann"]),
        task("b", who=["Bob"]),
        task("d", 0.75, who=["Dee"]),
        task("c", 0.25, "d", who=["Cem"]),
    ]
    plan = planned(to_problem(project(tasks, people, days_off=off), goals=["finish"]))
    assert [row(plan, name).reason for name in "abc"] == [
        "Ann is away until 7 Jan 2026 08:00",
        "Bob is available from 8 Jan 2026 08:00",
        "waits for d D (until 5 Jan 2026 15:00); Cem works again on 6 Jan 2026 08:00",
    ]


@pytest.mark.parametrize(
    ("dated", "words"),
    [
        ({"blocked_until": january(6)}, "blocked until 6 Jan 2026"),
        ({"earliest_start": january(6)}, "not before 6 Jan 2026 (earliest start)"),
    ],
)
def test_who_is_away_on_the_day_of_a_date_is_named_too(dated: Any, words: str) -> None:
    dated = {name: datetime.combine(day, time()) for name, day in dated.items()}
    off = (DayOff(start=january(6), finish=january(7), who="Ann"),)
    tasks = [task("a", who=["Ann"], **dated), task("b", 5, who=["Bob"])]
    assert reason(tasks, "a", days_off=off) == f"{words}; Ann is away until 8 Jan 2026 08:00"


def test_a_milestone_takes_nobodys_time() -> None:
    tasks = [task("a", 2, who=["Ann"]), task("m", 0, who=["Ann"], earliest_start=on(6))]
    assert reason(tasks, "m") == "not before 6 Jan 2026 (earliest start)"


def test_a_meeting_takes_somebody() -> None:
    meeting = Meeting(name="Fair", start=on(5, 8), finish=on(5, 17), who=("Crew",), units=2)
    crew = Resource(name="Crew", max_units=2.5)
    tasks = [task("a", who=["Crew"])]
    words = "Crew is in a meeting until 5 Jan 2026 17:00"
    assert reason(tasks, "a", [crew], meetings=(meeting,)) == words


def test_a_task_with_a_calendar_of_its_own_waits_for_it() -> None:
    tasks = [task("a", 0.75), task("b", 0.5, "a", calendar="Mornings")]
    words = "waits for a A (until 5 Jan 2026 15:00); its calendar works again on 6 Jan 2026 08:00"
    assert reason(tasks, "b") == words


def test_summaries_are_named_not_their_milestones() -> None:
    tasks = [
        task("s", None, summary=True),
        task("a", 2, parent="s"),
        task("t", None, "s", summary=True),
        task("b", 1, parent="t"),
    ]
    assert reason(tasks, "b") == "waits for s S (until 6 Jan 2026 17:00)"


def test_what_is_placed_late_could_start_earlier() -> None:
    found = to_problem(project([task("a"), task("b")]), goals=["finish"])
    starts = {"a": on(5, 8), "b": on(7, 8)}
    plan = planned(found, placed(found, starts))
    assert row(plan, "b").reason == "could start on 5 Jan 2026 08:00 already"
    late = to_problem(project([task("a"), task("b", constraint=Constraint.ALAP)]))
    plan = planned(late, placed(late, starts))
    assert row(plan, "b").reason == "as late as possible; could start on 5 Jan 2026 08:00"


def test_a_budget_that_an_earlier_start_would_exceed_is_named() -> None:
    ann = Resource(name="Ann", rate=Rate(amount=Decimal(10)))
    tasks = [task("a", who=["Ann"]), task("b", 1, who=["Bob"]), task("c", fixed_cost=Decimal(50))]
    spring = Budget(limit=Decimal(99), start=date(2026, 1, 1), finish=date(2026, 1, 6))
    people = (ann, "Bob")
    found = to_problem(project(tasks, people, budgets=(spring,)), goals=["finish"])
    plan = planned(found, placed(found, {"a": on(5, 8), "b": on(7, 8), "c": on(7, 8)}))
    assert row(plan, "b").reason == "could start on 5 Jan 2026 08:00 already"
    budget = "the budget of the project from 1 Jan 2026 to 6 Jan 2026"
    words = f"{budget} would be exceeded by a start on 5 Jan 2026 08:00"
    assert row(plan, "c").reason == words


def test_slack_is_in_working_days_and_none_is_critical() -> None:
    tasks = [task("a", 5), task("b", 2), task("c", 1, "b"), task("m", 0, "a", "c")]
    plan = planned(to_problem(project(tasks), goals=["finish"]))
    assert {r.task.id: (r.slack, r.critical) for r in plan.rows} == {
        "a": (0, True),
        "b": (2, False),
        "c": (2, False),
        "m": (0, True),
    }


def test_free_slack_moves_nothing_else() -> None:
    tasks = [task("a", 5), task("b", 2, who=["Ann"]), task("c", 1, "b"), task("d", 1, who=["Ann"])]
    found = to_problem(project([*tasks, task("m", 0, "a", "c")], ["Ann"]), goals=["finish"])
    starts = {"a": on(5, 8), "b": on(5, 8), "c": on(7, 8), "d": on(8, 8), "m": on(9, 17)}
    plan = planned(found, placed(found, starts))
    assert {r.task.id: (r.slack, r.free_slack) for r in plan.rows} == {
        "a": (0, 0), "b": (2, 0), "c": (2, 2), "d": (1, 1), "m": (0, 0),
    }  # fmt: skip


def test_a_deadline_limits_slack_and_a_late_task_is_critical() -> None:
    tasks = [task("a", 9), task("b", 2, deadline=on(7)), task("c", 2, deadline=on(5))]
    plan = planned(to_problem(project(tasks)))
    assert {name: row(plan, name).slack for name in "bc"} == {"b": 1, "c": 0}
    assert row(plan, "c").critical


def test_sharing_somebody_makes_critical() -> None:
    tasks = [task("a", 2, who=["Ann"]), task("b", 2, who=["Ann"]), task("c", 3, who=["Bob"])]
    plan = planned(to_problem(project(tasks, ["Ann", "Bob"]), goals=["finish"]))
    assert [row(plan, name).critical for name in "abc"] == [True, True, False]


def test_who_joins_later_and_ends_it_makes_it_critical() -> None:
    """Ann may begin four days later, but Bob ends it when he is back, and the next waits for it."""
    away = DayOff(start=date(2026, 1, 5), finish=date(2026, 1, 8), who="Bob")
    both, next_ = task("a", 1, who=("Ann", "Bob")), task("b", 1, "a", who=("Ann",))
    found = project([both, next_], ("Ann", "Bob"), days_off=(away,))
    plan = planned(to_problem(found, goals=["finish"]))
    one = row(plan, "a")
    assert one.finish == datetime(2026, 1, 9, 17)
    assert (one.slack, one.free_slack, one.critical) == (0, 0, True)


def test_a_meeting_that_follows_limits_slack() -> None:
    crew = Resource(name="Crew", max_units=3)
    two = [Need(names=("Crew",), units=2)]
    meeting = Meeting(name="Fair", start=on(8), finish=on(9), who=("Crew",), units=2)
    tasks = [task("a", 2, who=two), task("b", 5)]
    plan = planned(to_problem(project(tasks, [crew], meetings=(meeting,)), goals=["finish"]))
    assert row(plan, "a").slack == 1


def test_what_may_be_left_out_holds_nothing_back() -> None:
    tasks = [task("a", 2, drop_cost=Decimal(0)), task("b", 1, "a"), task("c", 3)]
    found = to_problem(project(tasks), goals=["finish"])
    starts = {"a": on(5, 8), "b": on(7, 8), "c": on(5, 8)}
    whole = placed(found, starts)
    plan = planned(found, replace(whole, tasks=(None, *whole.tasks[1:])))
    assert row(plan, "b").reason == "could start on 5 Jan 2026 08:00 already"
    assert (row(plan, "b").slack, row(plan, "a").slack) == (0, None)


def test_lags_are_counted_on_the_projects_calendar() -> None:
    people = [Resource(name="Bob", calendar="Six days")]
    tasks = [
        task("a", 5, who=["Bob"]),
        task("b", 1, after("a", days=1), who=["Bob"]),
        task("c", 1, after("b", days=-1), who=["Bob"]),
    ]
    plan = planned(to_problem(project(tasks, people), goals=["finish"]))
    assert row(plan, "b").reason == "waits for a A (until 9 Jan 2026 17:00), then 1 day"
    assert row(plan, "b").start == on(13, 8)


def test_dates_and_lags_in_words() -> None:
    assert day_text(on(5)) == "5 Jan 2026"
    lags = [Lag(amount=a) for a in (960, -480, 90, 120, 7)]
    assert [lag_text(lag, Settings()) for lag in lags] == ["2d", "1d", "90min", "2h", "7min"]
    assert lag_text(Lag(amount=180, unit=Unit.ELAPSED), Settings()) == "3eh"


# --- against the referee, on random projects

KINDS = st.sampled_from(["FS", "SS", "FF", "SF"])
NEEDS = st.sampled_from(
    [
        (),
        (Need(names=("Ann",)),),
        (Need(names=("Ann", "Bob")),),
        (Need(names=("Crew",), units=2), Need(names=("Bob",))),
        (Need(names=("Crew",)),),
    ]
)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    tasks = []
    for k in range(draw(st.integers(1, 6))):
        links = []
        for before in sorted(draw(st.sets(st.integers(0, k - 1), max_size=2)) if k else ()):
            unit = draw(st.sampled_from([Unit.WORK, Unit.WORK, Unit.ELAPSED]))
            lag = draw(st.integers(-2, 2)) / 2
            most = draw(st.sampled_from([None, None, None, 2]))
            links.append(after(str(before), draw(KINDS), lag, unit, most))
        bounds = [None, on(6), on(7, 10), on(9)]
        tasks.append(
            task(
                str(k),
                draw(st.integers(0, 4)) / 2,
                *links,
                who=draw(NEEDS),
                earliest_start=draw(st.sampled_from(bounds)),
                constraint=draw(st.sampled_from([Constraint.ASAP, Constraint.FNET])),
                constraint_date=on(8),
                deadline=draw(st.sampled_from([None, on(7)])),
                calendar=draw(st.sampled_from(["", "", "Mornings"])),
            )
        )
    days = draw(st.sets(st.integers(5, 16), max_size=4))
    off = tuple(
        DayOff(
            start=january(day),
            finish=january(day),
            who=draw(st.sampled_from(["Ann", "Bob"])),
            hours=draw(st.sampled_from([None, (time(8), time(12))])),
        )
        for day in sorted(days)
    )
    meeting = Meeting(name="M", start=on(6, 8), finish=on(6, 12), who=("Crew",), units=2)
    people = [
        Resource(name="Ann"),
        Resource(name="Bob", calendar=draw(st.sampled_from(["", "Mornings", "Six days"]))),
        Resource(name="Crew", max_units=3),
    ]
    return project(tasks, people, days_off=off, meetings=draw(st.sampled_from([(), (meeting,)])))


class Case:
    """A translated project and a valid schedule; short to print."""

    def __init__(self, translation: Translation, schedule: Schedule) -> None:
        self.translation, self.schedule = translation, schedule

    def __repr__(self) -> str:
        problem = self.translation.problem
        people = [(r.name, problem.calendars[r.calendar].spans[:6]) for r in problem.resources]
        return f"{problem.activities} {problem.precedences} {people} {self.schedule}"


@st.composite
def schedules(draw: st.DrawFn) -> Case:
    """A valid schedule in which some tasks start later than they would have to."""
    found = to_problem(draw(projects()))
    delayed = replace(
        found.problem,
        activities=tuple(
            replace(a, start_min=a.start_min + draw(st.sampled_from([0, 0, 0, 1, 5])))
            for a in found.problem.activities
        ),
    )
    schedule = construct(delayed, found.objective)
    assume(schedule is not None)
    assert schedule is not None
    assert not violations(found.problem, schedule)
    return Case(found, schedule)


def broken(problem: Problem, schedule: Schedule, k: int, start: int) -> set[str] | None:
    """The rules broken by a task moved there, by the referee; None if it cannot run there."""
    task = schedule.tasks[k]
    assert task is not None
    alone: list[Placed | None] = [None] * len(schedule.tasks)
    for end in range(start, min(problem.horizon, start + 70) + 1):
        alone[k] = replace(task, start=start, end=end)
        if not list(RULES["duration"](problem, Schedule(tasks=tuple(alone)))):
            tasks = (*schedule.tasks[:k], alone[k], *schedule.tasks[k + 1 :])
            return {violation.rule for violation in violations(problem, Schedule(tasks=tasks))}
    return None


def ok(problem: Problem, schedule: Schedule, k: int, start: int) -> bool:
    return broken(problem, schedule, k, start) == set()


def only(problem: Problem, k: int, cause: Cause) -> Problem:
    """The problem with no rule about time but the one the cause names."""
    loose = tuple(
        replace(a, start_min=0, start_max=None, end_min=0, end_max=None) for a in problem.activities
    )
    free = tuple(replace(r, capacity=10**6) for r in problem.resources)
    bare = replace(problem, activities=loose, resources=free, precedences=())
    if cause.kind in ("link", "end-link"):
        return replace(bare, precedences=(problem.precedences[cause.source],))
    if cause.kind == "busy":
        resources = list(free)
        assert cause.resource is not None
        resources[cause.resource] = problem.resources[cause.resource]
        return replace(bare, resources=tuple(resources))
    bounds: dict[str, Any] = {
        "date": {"start_min": problem.activities[k].start_min},
        "end-date": {"end_min": problem.activities[k].end_min},
    }
    kept = bounds.get(cause.kind, {})
    activities = list(loose)
    activities[k] = replace(loose[k], **kept)
    return replace(bare, activities=tuple(activities))


@settings(deadline=None, max_examples=sample(100))
@given(schedules())
def test_a_task_could_start_earlier_only_where_its_reason_says_so(
    case: Case,
) -> None:
    found, schedule = case.translation, case.schedule
    causes = Causes(found, Timing(found.problem, schedule))
    for k, it in enumerate(schedule.tasks):
        assert it is not None
        first = next(s for s in range(it.start + 1) if ok(found.problem, schedule, k, s))
        named = causes.of(k)
        assert named
        assert first == (named[0].slot if named[0].kind == "free" else it.start)


@settings(deadline=None, max_examples=sample(100))
@given(schedules())
def test_what_a_reason_names_is_enough_to_keep_the_task_from_starting_earlier(
    case: Case,
) -> None:
    found, schedule = case.translation, case.schedule
    problem = found.problem
    causes = Causes(found, Timing(problem, schedule))
    for k, it in enumerate(schedule.tasks):
        assert it is not None
        for cause in causes.of(k):
            assert cause.slot <= it.start
            if cause.kind == "begin":
                assert cause.slot == it.start == 0
            elif cause.kind == "away":
                assert broken(problem, schedule, k, cause.slot - 1) is None
            elif cause.kind == "busy":
                bare = only(problem, k, cause)
                before = [s for s in range(cause.slot) if broken(bare, schedule, k, s) is not None]
                assert "capacity" in (broken(bare, schedule, k, before[-1]) or set())
            elif cause.kind != "free":
                bare = only(problem, k, cause)
                assert not any(ok(bare, schedule, k, s) for s in range(cause.slot))


@settings(deadline=None, max_examples=sample(100))
@given(schedules())
def test_all_tasks_at_their_latest_starts_keep_every_rule_the_finish_and_the_lateness(
    case: Case,
) -> None:
    found, schedule = case.translation, case.schedule
    problem, timing = found.problem, Timing(found.problem, schedule)
    latest = BackwardPass(timing).latest()
    tasks = []
    for k, (it, start) in enumerate(zip(schedule.tasks, latest, strict=True)):
        assert it is not None
        assert start is not None
        assert start >= it.start
        end = timing.end(k, start)
        assert end is not None
        tasks.append(replace(it, start=start, end=end))
    moved_all = Schedule(tasks=tuple(tasks))
    assert not violations(problem, moved_all)
    assert moved_all.makespan == schedule.makespan
    assert measure(problem, moved_all, "lateness") == measure(problem, schedule, "lateness")


def test_the_status_date_a_frozen_start_and_a_pin_are_kinds_of_their_own() -> None:
    known = {
        name: PreviousTask(
            start=datetime(2026, 1, day, 8), finish=datetime(2026, 1, day, 17), people=("Ann",)
        )
        for name, day in (("b", 8), ("c", 12))
    }
    told = Settings(status_date=datetime(2026, 1, 6), frozen_until=datetime(2026, 1, 9))
    tasks = [task("a", who=["Bob"]), task("b", who=["Ann"]), task("c", who=["Ann"], pin="start")]
    found = replace(
        project(tasks, ("Ann", "Bob"), settings=told),
        previous=Previous(tasks=known, published=True),
    )
    plan = planned(to_problem(found, goals=["finish"]))
    assert [(row(plan, name).causes[0].kind, row(plan, name).reason) for name in "abc"] == [
        ("status date", "after the status date, 6 Jan 2026"),
        ("frozen", "frozen at 8 Jan 2026 08:00"),
        ("pinned", "pinned to 12 Jan 2026 08:00"),
    ]


@pytest.mark.parametrize("when", [datetime(2026, 1, 6, 8), datetime(2026, 1, 11, 17)])
def test_a_milestone_that_finishes_when_work_begins_keeps_nobody_longer(when: datetime) -> None:
    """As the instant between two slots it is at the end of the one and the start of the other."""
    dated = {"constraint": Constraint.FNET, "constraint_date": when}
    tasks = [task("m", 0, **dated), task("a", 1, "m", who=["Ann"])]
    plan = planned(to_problem(project(tasks, ("Ann",)), goals=["finish"]))
    start = row(plan, "a").start
    assert start == (when if when.hour == 8 else datetime(2026, 1, 12, 8))
    assert row(plan, "a").reason.startswith("waits for m M (until ")
    assert row(plan, "m").start == when
