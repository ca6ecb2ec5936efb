"""A plan for those who may not see money: all amounts, rates and budgets are taken out."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from planner.errors import Issue
from planner.phrase import verbatim
from planner.plan import Booking, Chain, Plan, PlannedTask
from planner.project import Project, Rate, Resource, Task
from planner.tracking.records import Baseline, Planning, Previous

_MONEY = re.compile(r"budget|money|cost|rate|penalt|price|bonus|currency")
"""Words about money in the code of an issue or the name of a goal."""
_AMOUNT = re.compile(r"\d\.\d\d(?!\d)")
_ASIDE = re.compile(r"\s*\([^()]*\d\.\d\d(?!\d)[^()]*\)")
"""Amounts in sentences have two decimals."""
_FREE = Decimal(0)


def for_team(plan: Plan) -> Plan:
    """The plan without money; dates, people, reasons and lateness stay.

    Texts about money are removed too: goals in money, issues, levers, and reasons that name a
    budget.
    """
    project = _project(plan.project)
    tasks = {task.id: task for task in project.tasks}
    currency = plan.project.currency
    return replace(
        plan,
        project=project,
        cost=_FREE,
        goals=tuple(
            goal
            for goal in plan.goals
            if not _MONEY.search(goal.name) and not (currency and goal.unit == currency)
        ),
        rows=tuple(_row(row, tasks.get(row.task.id, row.task)) for row in plan.rows),
        issues=_issues(plan.issues),
        chains=tuple(map(_chain, plan.chains)),
        levers=(),
        free=None,
        answers=(),
        for_team=True,
    )


def _issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The issues that are not about money, without the amounts in brackets."""
    said = (
        replace(issue, message=verbatim(_ASIDE.sub("", issue.message)))
        for issue in issues
        if not _MONEY.search(issue.code)
    )
    return tuple(one for one in said if not _AMOUNT.search(f"{one.message} {one.remedy}"))


def _chain(chain: Chain) -> Chain:
    """The chain, with nothing said of what a budget did."""
    return replace(
        chain,
        steps=tuple(
            replace(step, reason=replace(step.reason, text="", sheet="", cell=""))
            if step.reason.kind == "budget"
            else step
            for step in chain.steps
        ),
    )


def _row(row: PlannedTask, task: Task) -> PlannedTask:
    causes = tuple(one for one in row.causes if one.kind != "budget")
    told = len(causes) < len(row.causes)
    return replace(
        row,
        task=task,
        cost=_FREE,
        spent=_FREE,
        bookings=tuple(map(_booking, row.bookings)),
        causes=causes,
        reason="; ".join(one.text for one in causes) if told else row.reason,
    )


def _booking(booking: Booking) -> Booking:
    nothing = Fraction(0)
    return replace(booking, cost=_FREE, rate=nothing, before=nothing, once=_FREE, surcharge=nothing)


def _project(project: Project) -> Project:
    return replace(
        project,
        settings=replace(project.settings, prices={}, cost_per_day=_FREE, currency=""),
        tasks=tuple(map(_task, project.tasks)),
        resources=tuple(map(_resource, project.resources)),
        budgets=(),
        remarks=_issues(project.remarks),
        baselines=tuple(map(_baseline, project.baselines)),
        previous=_previous(project.previous),
        history=tuple(map(_planning, project.history)),
    )


def _task(task: Task) -> Task:
    progress = replace(task.progress, actual_cost=None)
    return replace(
        task, fixed_cost=_FREE, late_penalty=None, early_bonus=None, drop_cost=None,
        progress=progress,
    )  # fmt: skip


def _resource(one: Resource) -> Resource:
    return replace(
        one, rate=Rate(), overtime_rate=None, cost_per_use=_FREE,
        terms=tuple(map(_resource, one.terms)),
    )  # fmt: skip


def _baseline(one: Baseline) -> Baseline:
    tasks = {task: replace(told, cost=_FREE) for task, told in one.tasks.items()}
    return replace(one, tasks=tasks)


def _previous(before: Previous | None) -> Previous | None:
    if before is None:
        return None
    tasks = {task: replace(one, cost=None) for task, one in before.tasks.items()}
    return replace(before, tasks=tasks)


def _planning(one: Planning) -> Planning:
    return replace(one, cost=_FREE, ev=None, spi=None, cpi=None)
