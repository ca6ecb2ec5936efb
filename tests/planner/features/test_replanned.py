"""Any records that fit together can be planned on, and history stays as it was, to the minute."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from models.check import violations
from planner.checks.recorded import settled
from planner.pipeline import Draft, Options, solve
from planner.plan import Plan
from planner.project import Dependency, Need, Project, Resource, Settings, Task
from planner.tracking.records import Previous, PreviousTask, Progress
from planner.translate import to_problem
from tests.planner.projects import MONDAY, OFFICE, SIX_DAYS

KINDS = ("FS", "FS", "FS", "SS", "FF")
NAMES = ("Ann", "Bob", "Cem")


def _project(rng: Random) -> Project:
    """Up to nine tasks, linked at random, for three people."""
    tasks = []
    for n in range(rng.randint(4, 9)):
        before = rng.sample(range(n), min(n, rng.choice([0, 1, 1, 2])))
        who = rng.sample(NAMES, rng.choice([1, 1, 2]))
        needs = (Need(names=tuple(who)),) if rng.random() < 0.8 else ()
        size = rng.choice([0, 60, 240, 480, 960, 1440])
        tasks.append(
            Task(
                id=str(n),
                name=f"Task {n}",
                duration=size if rng.random() < 0.7 else None,
                work=max(60, size),
                needs=needs,
                dependencies=tuple(
                    Dependency(task=str(k), kind=rng.choice(KINDS))  # type: ignore[arg-type]
                    for k in before
                ),
                deadline=MONDAY + timedelta(days=rng.randint(2, 20))
                if rng.random() < 0.3
                else None,
            )
        )
    tasks = [replace(t, work=None) if t.duration is not None else t for t in tasks]
    people = tuple(Resource(name=n, calendar=rng.choice(["", "Six days"])) for n in NAMES)
    return Project(
        settings=Settings(start=MONDAY),
        start=MONDAY,
        tasks=tuple(tasks),
        resources=people,
        weeks=(OFFICE, SIX_DAYS),
    )


def _recorded(rng: Random, project: Project, plan: Plan) -> Project:
    """Records up to a status date: as planned, late, early, on a Sunday, out of sequence."""
    status = MONDAY + timedelta(days=rng.randint(0, 9), hours=rng.choice([9, 12, 17]))
    tasks = []
    for row in plan.rows:
        start = row.start or MONDAY
        start += timedelta(minutes=rng.choice([0, 0, 0, -1440, 1440, 37, 2880]))
        progress = Progress()
        if start < status and rng.random() < 0.8:
            longer = timedelta(minutes=rng.choice([0, 60, 1440, 4320]))
            finish = max(start, (row.finish or start) + longer)
            if finish <= status and rng.random() < 0.7:
                progress = Progress(actual_start=start, actual_finish=finish)
            else:
                percent = rng.choice([None, 0.0, 0.1, 0.5, 0.95])
                left = rng.choice([None, None, 30, 480])
                progress = Progress(actual_start=start, percent=percent, remaining_duration=left)
        tasks.append(replace(row.task, progress=progress))
    settings = replace(project.settings, status_date=status)
    known = {
        row.task.id: PreviousTask(
            start=row.start,
            finish=row.finish,
            people=tuple(dict.fromkeys(one.resource for one in row.bookings)),
        )
        for row in plan.rows
        if row.start and row.finish
    }
    previous = Previous(tasks=known, published=rng.random() < 0.7)
    return replace(project, settings=settings, tasks=tuple(tasks), previous=previous)


def _planned(project: Project) -> tuple[Plan, tuple[object, ...]]:
    drafts: list[Draft] = []
    plan = solve(project, Options(deterministic_limit=1.0), keep=drafts.append)
    translation = to_problem(project, stretch=drafts[-1].stretch)
    return plan, violations(translation.problem, drafts[-1].schedule)


@pytest.mark.parametrize("seed", range(12))
def test_records_that_fit_together_can_be_planned_on(seed: int) -> None:
    rng = Random(seed)
    project = _project(rng)
    first, broken = _planned(project)
    assert broken == ()
    told = _recorded(rng, project, first)
    fitting, _ = settled(told)
    plan, broken = _planned(told)
    assert broken == ()
    status = fitting.settings.status
    assert status is not None
    finishes = {row.task.id: row.finish for row in plan.rows}
    for task, row in zip(fitting.tasks, plan.rows, strict=True):
        recorded = task.progress
        assert row.start is not None
        assert row.finish is not None
        if recorded.done:
            assert (row.start, row.finish) == (recorded.actual_start, recorded.actual_finish)
        elif recorded.actual_start is not None:
            assert row.start == recorded.actual_start
            assert row.finish >= status
        else:
            assert row.start >= status
            for link in task.dependencies:
                before = finishes[link.task]
                assert link.kind != "FS" or before is None or row.start >= before
