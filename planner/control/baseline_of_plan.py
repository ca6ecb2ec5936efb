"""Baselines: which one counts, and what it does not say of a task but its rows do."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from planner.control.project_clock import ProjectClock
from planner.plan import Plan, PlannedTask
from planner.project import Need, Resource
from planner.tracking.records import Baseline, BaselineTask
from planner.translate.prices_in_cents import money, work_cost


def chosen(plan: Plan) -> Baseline | None:
    """The baseline that is compared with: the one Settings name, else the one saved last.

    A project built in Python may tell it by `Task.baseline_start` and `baseline_finish` alone.
    """
    known = plan.project.baselines or _of_tasks(plan)
    wanted = plan.project.settings.baseline.casefold()
    named = (one for one in known if wanted and one.name.casefold() == wanted)
    newest = max(known, key=lambda one: one.saved or date.min, default=None)
    return next(named, newest)


def _of_tasks(plan: Plan) -> tuple[Baseline, ...]:
    tasks = {
        row.task.id: BaselineTask(start=row.task.baseline_start, finish=row.task.baseline_finish)
        for row in plan.rows
        if not row.task.summary and (row.task.baseline_start or row.task.baseline_finish)
    }
    return (Baseline(tasks=tasks),) if tasks else ()


def baseline_of(plan: Plan, name: str, saved: date) -> Baseline:
    """A plan as a baseline: dates, work and cost of each task in it."""
    return Baseline(
        name=name,
        saved=saved,
        tasks={
            row.task.id: BaselineTask(
                start=row.start,
                finish=row.finish,
                work=round(sum(one.minutes * one.units for one in row.bookings)),
                cost=row.cost,
            )
            for row in plan.rows
            if not row.task.summary and row.start
        },
    )


def finish_of(before: BaselineTask, row: PlannedTask, clock: ProjectClock) -> datetime:
    """A task's finish in a baseline; of one that has starts only, after the task's duration."""
    if before.finish is not None:
        return before.finish
    start = before.start or datetime.max
    return clock.after(start, row.duration if row.task.duration is None else row.task.duration)


def budget_of(plan: Plan, row: PlannedTask) -> Decimal:
    """The budget of a task whose baseline has none: by its row, else as planned.

    That is its fixed cost and, if it names who does it, their rates for its duration.
    """
    task = row.task
    resources = {one.name: one for one in plan.project.resources}
    cost = task.fixed_cost
    for need in task.needs:
        who = _named(need, resources)
        if who is None:
            return row.cost
        minutes = Fraction(task.duration if task.duration is not None else row.duration)
        units = need.units * (need.count if who.kind == "material" or need.count > 1 else 1)
        cost += money(work_cost(who, minutes, units, plan.project.settings))
    return cost


def _named(need: Need, resources: dict[str, Resource]) -> Resource | None:
    """The person who fills a seat, if its row names exactly one."""
    return resources.get(need.names[0]) if len(need.names) == 1 else None
