"""From workbook to workbook, as bytes."""

import io
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

import openpyxl
import pytest

import models
import planner
from models import Objective, Problem, Result
from models import SolveOptions as Limits
from planner import InputError, NoPlanError, Options, pipeline, plan_workbook, read_project, solve
from planner.pipeline import plan_project
from planner.plan import Plan
from tests.planner.examples import EXAMPLES, tiny_workbook

LIMIT = Options(deterministic_limit=5)


@pytest.mark.parametrize(
    "name", ["software-release", "office-fit-out", "product-launch", "school-playground"]
)
def test_an_example_is_proved_best_and_comes_back_with_its_plan(name: str) -> None:
    data = (EXAMPLES / f"{name}.xlsx").read_bytes()
    project = read_project(data)
    plan = solve(project, LIMIT)
    assert plan.status == "optimal"
    assert [row.task.id for row in plan.rows] == [task.id for task in project.tasks]
    assert [issue for issue in plan.issues if issue.severity != "info"] == []
    result = io.BytesIO(planner.write_plan(data, plan).data)
    sheets = openpyxl.load_workbook(result, read_only=True).sheetnames
    assert {"Tasks", "Plan", "Gantt", "Load", "Issues"} <= set(sheets)


def test_the_plan_is_the_one_that_can_be_worked_out_by_hand() -> None:
    plan = solve(read_project(tiny_workbook()), LIMIT)
    first, second, third = plan.rows
    assert first.start == datetime(2027, 1, 11, 8)
    assert first.finish == datetime(2027, 1, 11, 17)
    assert second.finish == datetime(2027, 1, 13, 17)
    assert [row.days_late for row in plan.rows] == [None, 1, 0]
    assert plan.finish == third.finish == datetime(2027, 1, 14, 17)
    assert plan.cost == Decimal(4 * 8 * 50)
    assert [(goal.name, goal.value, goal.bound, goal.unit) for goal in plan.goals] == [
        ("lateness", 1, 1, "days"),
        ("cost", 1600, 1600, "EUR"),
        ("finish", 4, 4, "working days"),
    ]


def test_bytes_in_give_the_same_bytes_out_however_a_limit_is_typed() -> None:
    data = tiny_workbook()
    limits = (Options(deterministic_limit=5), Options(deterministic_limit=5.0))
    assert plan_workbook(data, limits[0]) == plan_workbook(data, limits[1])


def test_the_result_can_be_planned_again_and_gives_the_same_plan() -> None:
    data = tiny_workbook()
    once = plan_workbook(data, LIMIT)
    first, again = solve(read_project(data), LIMIT), solve(read_project(once), LIMIT)
    assert [(r.start, r.finish) for r in first.rows] == [(r.start, r.finish) for r in again.rows]


def test_goals_asked_for_go_before_those_of_the_workbook() -> None:
    plan = solve(
        read_project(tiny_workbook()), Options(deterministic_limit=1, goals=("cost", "finish"))
    )
    assert [goal.name for goal in plan.goals] == ["cost", "finish"]
    assert plan.run.goals == ("cost", "finish")


def test_how_the_plan_was_made_stands_in_it() -> None:
    run = solve(read_project(tiny_workbook()), Options(deterministic_limit=2, seed=7)).run
    assert (run.seed, run.workers, run.deterministic_limit, run.time_limit) == (7, 1, 2, None)
    assert run.version


def test_news_speak_the_units_of_the_user() -> None:
    news: list[pipeline.News] = []
    solve(read_project(tiny_workbook()), LIMIT, observer=news.append)
    last = {item.goal: item for item in news}
    assert (last["cost"].value, last["cost"].bound, last["cost"].unit) == (1600, 1600, "EUR")
    assert last["finish"].value == 4
    assert last["cost"].gap == 0


def test_a_gap_is_relative_to_the_value() -> None:
    news = pipeline.News(goal="cost", unit="", value=100, bound=50)
    assert news.gap == 0.5
    assert replace(news, value=None).gap == 1
    assert replace(news, value=0).gap == 0


def test_a_search_stopped_at_once_still_gives_a_plan() -> None:
    data = (EXAMPLES / "software-release.xlsx").read_bytes()
    plan = solve(read_project(data), Options(time_limit=600), stop=lambda: True)
    assert plan.status in ("feasible", "optimal")


@pytest.mark.parametrize(("spent", "left"), [(2, 4), (100, 3)])
def test_what_was_spent_of_the_limit_is_not_the_searchs_but_half_of_it_always_is(
    spent: float, left: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[float | None] = []
    search = models.solve

    def searched(problem: Problem, goals: Objective, options: Limits, **more: Any) -> Result:
        limits.append(options.time_limit)
        return search(problem, goals, options, **more)

    monkeypatch.setattr(import_module("models.solve"), "solve", searched)
    plan = solve(read_project(tiny_workbook()), Options(time_limit=6), spent=spent)
    assert limits == [left]
    assert plan.run.time_limit == 6


def test_a_plan_that_does_not_fit_gets_a_longer_axis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_project, "_STRETCHES", (0.001, 1.0))
    assert solve(read_project(tiny_workbook()), LIMIT).status == "optimal"


def test_hard_dates_that_cannot_hold_are_named_by_their_cell() -> None:
    data = tiny_workbook(finish_no_later="2027-01-11")
    with pytest.raises(NoPlanError) as error:
        solve(read_project(data), LIMIT)
    assert error.value.status == "infeasible"
    (issue,) = error.value.issues
    assert (issue.place, issue.code) == ("Tasks!G3", "conflict")
    assert "move it to 13 Jan 2027 17:00 or later, or make it a Deadline" in issue.remedy


def test_nothing_found_in_time_is_said_to_be_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    import models.search.greedy

    monkeypatch.setattr(models.search.greedy, "construct", lambda *_, **__: None)
    with pytest.raises(NoPlanError, match="give more time") as error:
        solve(read_project(tiny_workbook()), LIMIT, stop=lambda: True)
    assert error.value.status == "unknown"


def test_all_faults_come_at_once() -> None:
    with pytest.raises(InputError) as error:
        plan_workbook(tiny_workbook(durations=("soon", "never", "1d")))
    faults = [issue.place for issue in error.value.issues if issue.severity == "error"]
    assert faults == ["Tasks!C2", "Tasks!C3"]


@pytest.mark.parametrize(
    "wrong",
    [{"time_limit": 0}, {"deterministic_limit": -1}, {"workers": 0}, {"goals": ("beauty",)}],
    ids=str,
)
def test_options_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"must be|unknown"):
        Options(**wrong)  # type: ignore[arg-type]


def test_a_repeatable_plan_is_made_by_one_search_unless_asked_otherwise() -> None:
    assert Options(deterministic_limit=1).parallel == 1
    assert Options(deterministic_limit=1, workers=3).parallel == 3
    assert Options().parallel >= 1


def test_the_public_face_is_small() -> None:
    assert set(planner.__all__) == {
        "InputError",
        "Issue",
        "NoPlanError",
        "Options",
        "OutputError",
        "PlannerError",
        "make_template",
        "plan_workbook",
        "read_project",
        "solve",
        "write_plan",
    }


def test_a_first_plan_near_the_one_before_is_shown_while_a_nearer_one_is_looked_for() -> None:
    """Never where nobody asked to stay near, nor under a deterministic limit."""
    data = pipeline.plan_workbook(tiny_workbook(), Options(deterministic_limit=1))
    project = pipeline.read_project(data)
    shown: list[Plan] = []
    early = pipeline.Early(after=0.5, show=shown.append)
    near = Options(near=True, time_limit=1, workers=1)
    made = pipeline.prepare(project, near)
    plan = pipeline.solve(made, near, early=early)
    assert [goal.value for goal in shown[0].goals] == [goal.value for goal in plan.goals]
    assert len(shown) == 1
    assert plan == pipeline.solve(project, near)
    ahead = pipeline.first_plan(made, near, 0.5)
    assert ahead is not None
    assert [goal.value for goal in ahead[0].goals] == [goal.value for goal in plan.goals]
    assert pipeline.solve(ahead[1], near, early=early) == plan
    assert len(shown) == 1
    assert pipeline.first_plan(pipeline.prepare(project, Options()), Options(), 0.5) is None
    pipeline.solve(project, replace(near, deterministic_limit=1), early=early)
    pipeline.solve(project, replace(near, near=False), early=early)
    assert len(shown) == 1
