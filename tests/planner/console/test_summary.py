"""What the commands print."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from planner.console import summary
from planner.console.progress_line import describe
from planner.errors import Issue
from planner.phrase import phrase
from planner.pipeline import News
from planner.plan import GoalValue, Lever, Plan, PlannedTask
from planner.project import DayOff, Project, Resource, Settings, Task

MONDAY, FRIDAY = datetime(2027, 1, 11, 8), datetime(2027, 1, 15, 17)


def plan(late: Sequence[float | None]) -> Plan:
    tasks = tuple(
        Task(id=str(k), name=f"T{k}", deadline=None if days is None else MONDAY)
        for k, days in enumerate(late)
    )
    return Plan(
        project=Project(settings=Settings(name="House", currency="€"), start=MONDAY, tasks=tasks),
        status="feasible",
        goals=(GoalValue(name="cost", unit="€", value=200, bound=150),),
        start=MONDAY,
        finish=FRIDAY,
        cost=Decimal(200),
        rows=tuple(
            PlannedTask(task=task, start=MONDAY, finish=FRIDAY, days_late=days)
            for task, days in zip(tasks, late, strict=True)
        ),
    )


def test_a_plan_is_summed_up_in_a_few_lines() -> None:
    assert summary.of_plan(plan([None, 0, 2.5])).splitlines() == [
        "House is planned: 3 tasks",
        "  status     feasible, a better plan may exist",
        "  start      Mon 2027-01-11 08:00",
        "  finish     Fri 2027-01-15 17:00",
        "  cost       € 200.00",
        "  goals      cost 200 €, at least 150 in any plan, gap 25.0%",
        "  deadlines  2.5 days late: T2, wanted by 2027-01-11",
        "             on time: T1, wanted by 2027-01-11",
    ]


def test_many_deadlines_are_counted() -> None:
    lines = summary.of_plan(plan([0.0] * 30 + [1.0] * 25)).splitlines()
    assert sum("1 day late" in line for line in lines) == 20
    assert lines[-2].strip() == "and 5 more, none of them later"
    assert lines[-1].strip() == "on time: 30 others"


def test_a_cost_goal_with_prices_says_so() -> None:
    dear = GoalValue(name="cost", unit="€", value=250, bound=250)
    assert "with the prices of" in summary.of_plan(replace(plan([]), goals=(dear,)))


def test_what_is_proved_of_a_later_goal_is_proved_with_those_before() -> None:
    goals = (
        GoalValue(name="lateness", unit="days", value=3, bound=2),
        GoalValue(name="cost", unit="€", value=250, bound=250),
        GoalValue(name="finish", unit="working days", value=10, bound=9),
    )
    told = summary.of_plan(replace(plan([]), cost=Decimal(250), goals=goals))
    assert "lateness 3 days, at least 2 in any plan, gap 33.3%" in told
    assert "cost 250 €, proved best with the goals before" in told
    assert "finish 10 working days, at least 9 with the goals before, gap 10.0%" in told


def test_large_amounts_are_written_out() -> None:
    assert summary.figure(139_062_138.4) == "139,062,138"
    assert summary.figure(27.5) == "27.5"
    assert summary.figure(0) == "0"


def test_a_small_gap_is_not_shown_as_none() -> None:
    assert summary.percent(0.25) == "25.0%"
    assert summary.percent(0.0001) == "under 0.1%"


def test_without_a_currency_money_is_a_bare_number() -> None:
    bare = plan([])
    bare = replace(
        bare,
        project=replace(bare.project, settings=Settings()),
        goals=(GoalValue(name="cost", unit="money", value=200, bound=200),),
    )
    assert "goals      cost 200, proved best" in summary.of_plan(bare)


def test_errors_come_before_warnings_and_notes() -> None:
    issues = [
        Issue(severity=severity, code=severity, message=phrase("m"))
        for severity in ("info", "warning", "error")
    ]
    lines = summary.of_issues(issues).splitlines()
    assert [line.split()[0] for line in lines] == ["error", "warning", "info"]


def test_what_was_read_is_counted() -> None:
    project = replace(plan([None]).project, resources=(Resource(name="Ann"), Resource(name="Bo")))
    text = "Read 1 task, 2 resources, no holidays; the project starts Mon 2027-01-11 08:00."
    assert summary.of_project(project) == text


def test_of_holidays_for_years_those_of_the_first_year_are_counted() -> None:
    days = [date(2027 + n, 5, 1) for n in range(5)] + [date(2027, 12, 25)]
    off = tuple(DayOff(start=day, finish=day) for day in days)
    project = replace(plan([None]).project, days_off=off[-1:])
    assert "1 holiday; the project starts" in summary.of_project(project)
    project = replace(project, days_off=off)
    assert "2 holidays in the first year; the project starts" in summary.of_project(project)


def test_the_live_line_shows_objective_bound_and_gap() -> None:
    news = News(goal="cost", unit="€", value=200, bound=150)
    assert describe(news) == "cost 200 €, bound 150, gap 25.0%"
    assert describe(replace(news, value=150)) == "cost 150 €, bound 150, proved best"
    assert describe(replace(news, value=None)) == "cost: none yet, bound 150"


def test_levers_that_help_are_not_counted_with_those_that_do_not() -> None:
    helps = tuple(Lever(kind="link", text=f"link {k}", verdict="saves", gain=1) for k in range(23))
    rest = tuple(Lever(kind="link", text=f"other {k}") for k in range(2))
    lines = summary.of_levers(replace(plan([]), levers=(*helps, *rest))).splitlines()
    assert sum("saves" in line for line in lines) == 20
    assert [line.strip() for line in lines[-2:]] == [
        "and 3 more that help",
        "2 other changes brought no gain to count on",
    ]


def test_what_is_not_planned_with_is_named() -> None:
    left = Issue(
        severity="info",
        code="ignored-column",
        sheet="Tasks",
        cell="G1",
        message=phrase("this column is not planned with"),
        got="Drying",
    )
    sheet = replace(left, code="ignored-sheet", sheet="Phones", cell="", got="")
    found = plan([None])
    told = replace(found, project=replace(found.project, remarks=(left, sheet)))
    assert summary.of_plan(told).splitlines()[-2:] == [
        "  not used   Tasks: G Drying",
        "             whole sheets: Phones",
    ]


def test_goals_are_called_by_words() -> None:
    """Nobody has to know what open_finish is, by which the settings and --goals name it."""
    goal = GoalValue(name="open_finish", unit="working days", value=7, bound=7)
    said = summary.of_plan(replace(plan([]), goals=(goal,)))
    assert "early finish of what leads to no deadline 7 working days" in said
    assert "open_finish" not in said
