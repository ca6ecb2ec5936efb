"""Variances: how far a plan is from its baseline, task by task, as MS Project counts them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from planner.control.baseline_of_plan import budget_of, chosen, finish_of
from planner.control.project_clock import ProjectClock, project_clock
from planner.plan import Plan, PlannedTask
from planner.tracking.records import Baseline, BaselineTask


@dataclass(frozen=True, slots=True, kw_only=True)
class Variance:
    """A row of the plan against the baseline; positive is later, more, dearer.

    Args:
        start, finish: In the baseline.
        start_days, finish_days: Working days of the project from there to the plan.
        work: Minutes more; None where the baseline does not tell.
        cost: Money more, and `budget` in the baseline.
    """

    start: datetime
    finish: datetime
    start_days: float
    finish_days: float
    work: int | None = None
    cost: Decimal | None = None
    budget: Decimal = Decimal(0)


def variances(plan: Plan) -> Mapping[str, Variance]:
    """The variance of each row of the baseline, by id; a summary spans its tasks.

    Empty without a baseline.
    """
    baseline = chosen(plan)
    if baseline is None:
        return {}
    clock = baseline_clock(plan, baseline)
    told = {
        row.task.id: _dated(plan, row, before, clock)
        for row in plan.rows
        if not row.task.summary and (before := baseline.tasks.get(row.task.id)) and _when(before)
    }
    parents = {row.task.id: row.task.parent for row in plan.rows}
    below: dict[str, list[BaselineTask]] = {}
    for task, before in told.items():
        for above in (task, *_above(task, parents)):
            below.setdefault(above, []).append(before)
    day = plan.project.settings.day
    return {
        row.task.id: _variance(plan, row, below[row.task.id], clock, day)
        for row in plan.rows
        if row.task.id in below and row.start
    }


def baseline_finish(plan: Plan) -> datetime | None:
    """The finish of the project by its baseline, if it has one."""
    return max((one.finish for one in variances(plan).values()), default=None)


def baseline_clock(plan: Plan, baseline: Baseline) -> ProjectClock:
    """The project's working time from the first start on, planned or in the baseline."""
    dated = (moment for one in baseline.tasks.values() for moment in (one.start, one.finish))
    return project_clock(plan.project, min([plan.start, *filter(None, dated)]))


def _when(before: BaselineTask) -> datetime | None:
    return before.start or before.finish


def _dated(plan: Plan, row: PlannedTask, before: BaselineTask, clock: ProjectClock) -> BaselineTask:
    """The dates of a task by its baseline, completed from its row."""
    finish = finish_of(before, row, clock)
    return BaselineTask(
        start=before.start or finish,
        finish=finish,
        work=before.work,
        cost=budget_of(plan, row) if before.cost is None else before.cost,
    )


def _above(task: str, parents: Mapping[str, str]) -> Iterator[str]:
    above, passed = parents.get(task, ""), set[str]()
    while above and above not in passed:
        passed.add(above)
        yield above
        above = parents.get(above, "")


def _variance(
    plan: Plan, row: PlannedTask, parts: list[BaselineTask], clock: ProjectClock, day: int
) -> Variance:
    start = min(one.start for one in parts if one.start)
    finish = max(one.finish for one in parts if one.finish)
    works = [one.work for one in parts]
    budget = sum((one.cost for one in parts if one.cost is not None), Decimal(0))
    known = sum(work for work in works if work is not None)
    return Variance(
        start=start,
        finish=finish,
        start_days=round((clock.at(row.start or start) - clock.at(start)) / day, 2),
        finish_days=round((clock.at(row.finish or finish) - clock.at(finish)) / day, 2),
        work=None if None in works else work_of(plan, row) - known,
        cost=row.cost - budget,
        budget=budget,
    )


def work_of(plan: Plan, row: PlannedTask) -> int:
    """Minutes of work planned on a row, of a summary on the tasks below it."""
    if not row.task.summary:
        return round(sum(one.minutes * one.units for one in row.bookings))
    parents = {one.task.id: one.task.parent for one in plan.rows}
    return sum(
        work_of(plan, one)
        for one in plan.rows
        if not one.task.summary and row.task.id in _above(one.task.id, parents)
    )
