"""The forecast of a project in dates: what its tasks, links and records are on the clock."""

from dataclasses import replace
from datetime import datetime, time

import pytest

from planner.control.forecast import Assumptions
from planner.control.outlook import Outlook, outlook, why
from planner.language.words import LANGUAGES
from planner.project import (
    Constraint,
    Dependency,
    Lag,
    Need,
    Project,
    Resource,
    Settings,
    Task,
    Unit,
    WorkWeek,
)
from planner.tracking.records import Baseline, BaselineTask, Previous, PreviousTask, Progress

DAY = 480
HOURS = ((time(8), time(12)), (time(13), time(17)))
PLAIN = Assumptions(expected=1, expected_share=1e9, used_slack=1, plan_share=1)
"""The plan carried on as it is, whatever was observed."""


def june(day: int, hour: int = 8) -> datetime:
    """A day of June 2026, which begins on a Monday."""
    return datetime(2026, 6, day, hour)


def task(id_: str, *before: Dependency | str, **more: object) -> Task:
    links = tuple(Dependency(task=one) if isinstance(one, str) else one for one in before)
    values: dict[str, object] = {"duration": 5 * DAY, "dependencies": links} | more
    return Task(id=id_, name=id_, **values)  # type: ignore[arg-type]


def project(*tasks: Task, status: datetime | None = None, **more: object) -> Project:
    week = WorkWeek(name="Standard", days=(HOURS,) * 5 + ((), ()))
    settings = Settings(status_date=status)
    return Project(settings=settings, start=june(1, 0), tasks=tasks, weeks=(week,), **more)  # type: ignore[arg-type]


def baseline(**starts: datetime) -> Baseline:
    return Baseline(tasks={id_: BaselineTask(start=start) for id_, start in starts.items()})


def carried_on(whole: Project, plan: Baseline | Previous) -> Outlook:
    found = outlook(whole, plan, PLAIN)
    assert found is not None
    return found


DONE = Progress(actual_start=june(1), actual_finish=june(9, 17))
"""The first week's task took two days longer."""
PLAN = baseline(A=june(1), B=june(8))


def test_a_delay_moves_what_follows_over_the_weekend() -> None:
    whole = project(task("A", progress=DONE), task("B", "A"), status=june(9, 17))
    assert carried_on(whole, PLAN).finish == june(16, 17)


def test_the_latest_record_tells_the_status_date() -> None:
    whole = project(task("A", progress=DONE), task("B", "A"))
    assert carried_on(whole, PLAN).finish == june(16, 17)


def test_without_record_and_status_date_there_is_no_forecast() -> None:
    assert outlook(project(task("A"), task("B", "A")), PLAN) is None


def test_without_planned_dates_there_is_no_forecast() -> None:
    assert outlook(project(task("A"), status=june(9)), Baseline()) is None


@pytest.mark.parametrize(
    ("lag", "finish"),
    [
        (Lag(amount=DAY), june(16, 17)),
        (Lag(amount=20, unit=Unit.PERCENT), june(16, 17)),
        (Lag(amount=3 * 1440, unit=Unit.ELAPSED), june(16, 17)),
        (Lag(amount=10, unit=Unit.ELAPSED_PERCENT), june(15, 17)),
    ],
)
def test_lags_say_how_much_of_a_distance_is_slack(lag: Lag, finish: datetime) -> None:
    plan = baseline(A=june(1), X=june(1), B=june(9))
    whole = project(
        task("A", progress=replace(DONE, actual_finish=june(8, 17))),
        task("X", duration=6 * DAY, progress=replace(DONE, actual_finish=june(8, 17))),
        task("B", Dependency(task="A", lag=lag), "X"),
        status=june(8, 17),
    )
    assert carried_on(whole, plan).finish == finish


def test_links_of_phases_are_those_of_their_tasks() -> None:
    whole = project(
        task("P", summary=True, duration=None),
        task("A", parent="P", progress=DONE),
        task("Q", "P", summary=True, duration=None),
        task("B", parent="Q"),
        status=june(9, 17),
    )
    assert carried_on(whole, PLAN).finish == june(16, 17)


def test_a_link_to_the_start_of_a_phase_is_to_its_first_task() -> None:
    whole = project(
        task("P", summary=True, duration=None),
        task("A", parent="P", progress=Progress(actual_start=june(3))),
        task("C", parent="P", duration=0),
        task("B", Dependency(task="P", kind="SS")),
        status=june(3),
    )
    plan = baseline(A=june(1), B=june(8), C=june(2))
    assert carried_on(whole, plan).finish == june(16, 17)


@pytest.mark.parametrize(
    "more",
    [
        {"earliest_start": june(10)},
        {"blocked_until": june(10)},
        {"constraint": Constraint.SNET, "constraint_date": june(10)},
    ],
)
def test_a_task_does_not_begin_before_its_date(more: dict[str, object]) -> None:
    early = replace(DONE, actual_finish=june(3, 17))
    whole = project(task("A", progress=early), task("B", "A", **more), status=june(3, 17))
    assert carried_on(whole, PLAN).finish == june(16, 17)


def test_one_after_the_other_of_those_who_do_them() -> None:
    both = {"needs": (Need(names=("Ann",)),)}
    under_way = Progress(actual_start=june(8))
    tasks = (task("A", progress=under_way, **both), task("B", **both))
    whole = project(*tasks, status=june(8), resources=(Resource(name="Ann"),))
    assert carried_on(whole, PLAN).finish == june(19, 17)
    crew = project(*tasks, status=june(8), resources=(Resource(name="Ann", max_units=3),))
    assert carried_on(crew, PLAN).finish == june(19, 17)  # no earlier: as late as the whole


def test_the_previous_plan_tells_who_does_what() -> None:
    dates = {"A": (june(1), june(3, 17)), "B": (june(4), june(5, 17)), "C": (june(1), june(1, 17))}
    plan = Previous(
        tasks={
            id_: PreviousTask(start=start, finish=finish, people=("Ann",) if id_ in "AB" else ())
            for id_, (start, finish) in dates.items()
        }
    )
    done = Progress(actual_start=june(1), actual_finish=june(1, 17))
    whole = project(
        task("A", progress=Progress(actual_start=june(4)), duration=3 * DAY),
        task("B", "C", duration=2 * DAY),
        task("C", progress=done, duration=DAY),
        status=june(4),
        resources=(Resource(name="Ann"),),
    )
    assert carried_on(whole, plan).finish == june(10, 17)


@pytest.mark.parametrize(
    ("progress", "finish"),
    [
        (Progress(percent=0.4), june(8, 12)),  # it began as planned; three days are left
        (Progress(percent=0.4, remaining_duration=DAY), june(4, 12)),
        (Progress(actual_start=june(3), percent=0.4, resume=june(8)), june(10, 17)),
        (Progress(state="done"), june(3, 12)),
        (Progress(percent=1), june(3, 12)),
    ],
)
def test_what_is_recorded_tells_what_is_left(progress: Progress, finish: datetime) -> None:
    whole = project(task("A", progress=progress), status=june(3, 12))
    assert carried_on(whole, baseline(A=june(1))).finish == finish


def test_hammocks_and_tasks_without_dates_are_left_out() -> None:
    whole = project(
        task("A", progress=DONE), task("B", "A"), task("H", spans=("A", "B")), task("New", "B"),
        status=june(9, 17),
    )  # fmt: skip
    assert carried_on(whole, replace(PLAN, tasks={**PLAN.tasks, "H": PLAN.tasks["A"]})).finish == (
        june(16, 17)
    )


def test_work_before_the_project_start_counts() -> None:
    may = datetime(2026, 5, 29, 8)
    whole = project(
        task("A", progress=Progress(actual_start=may, percent=0.5)), task("B", "A"), status=june(1)
    )
    found = carried_on(whole, PLAN)
    assert found.finish == june(10, 12)
    assert found.forecast.pace.observed == pytest.approx(0.4)  # a day for two and a half


def test_the_forecast_is_told_in_words() -> None:
    whole = project(task("A", progress=DONE), task("B", "A"), status=june(9, 17))
    found = outlook(whole, PLAN)
    assert found is not None
    text = why(found)
    assert "took 1.40 times its planned time (1 task, 50% of the planned work)" in text
    assert "forecast at 1.27 times its plan (1.05 is expected of any work)" in text
    assert "midway" in text
    assert "das 1,40-fache" in why(found, LANGUAGES["de"])


def test_before_anything_is_done_the_words_say_so() -> None:
    found = outlook(project(task("A"), task("B", "A"), status=june(1)), PLAN)
    assert found is not None
    assert why(found).startswith("No task tells yet how long work takes.")
