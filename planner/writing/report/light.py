"""Traffic lights: what one is, and those that compare with a baseline and the plan before."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from planner.control.due_tasks import untold
from planner.control.earned import earned
from planner.control.variance import variances
from planner.language.words import Words
from planner.plan import Plan
from planner.worktime.days import last_day
from planner.writing.report.sheet_figures import working_days

LightLevel = Literal["good", "watch", "bad", "none"]

_NEAR = Decimal("0.05")
_MOST_NAMED = 3
_FULL, _BEHIND = 0.995, 0.9
"""Indices of earned value from which on a project is on track, and nearly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """A traffic light: a subject, its state, and the measure of that.

    `outcome` is false where it describes how the plan was made, not its result.
    """

    level: LightLevel
    name: str
    planned: str
    limit: str = ""
    remark: str = ""
    outcome: bool = True


def money(amount: Decimal, plan: Plan, say: Words) -> str:
    """An amount with its currency."""
    return f"{say.number(amount)} {plan.project.currency}".strip()


def days_apart(days: float, say: Words) -> str:
    """Working days between two moments, later or earlier."""
    if days == 0:
        return say("on time")
    count = say.count(abs(days), "working day")
    return say("{count} later" if days > 0 else "{count} earlier", count=count)


def control_lights(plan: Plan, say: Words) -> Iterator[Light | None]:
    """The lights of a plan that is followed."""
    yield _baseline_cost(plan, say)
    yield _earned(plan, say)
    yield _trend(plan, say)
    yield _untold(plan, say)


def _baseline_cost(plan: Plan, say: Words) -> Light | None:
    """The cost of what the baseline has, against it."""
    found = [v for task, v in variances(plan).items() if task in _work_ids(plan)]
    budget = sum((one.budget for one in found), Decimal(0))
    more = sum((one.cost for one in found if one.cost is not None), Decimal(0))
    if not budget:
        return None
    level: LightLevel = "good" if more <= 0 else "watch" if more <= _NEAR * budget else "bad"
    text = "{money} more" if more > 0 else "{money} less"
    return Light(
        level=level,
        name=say("Cost against the baseline"),
        planned=money(budget + more, plan, say),
        limit=say("baseline {money}", money=money(budget, plan, say)),
        remark=say(text, money=money(abs(more), plan, say)) if more else say("as planned"),
    )


def _work_ids(plan: Plan) -> frozenset[str]:
    return frozenset(row.task.id for row in plan.rows if not row.task.summary)


def _earned(plan: Plan, say: Words) -> Light | None:
    """Work done and money spent on the status date."""
    found = earned(plan)
    if found is None:
        return None
    it = found.whole
    named = {"SPI": it.spi, "SPI(t)": it.spi_t, "CPI": it.cpi}
    known = {name: value for name, value in named.items() if value is not None}
    worst = min((known[name] for name in ("SPI(t)", "CPI") if name in known), default=1.0)
    share = say.number(it.ev / it.bac, ".0%")
    return Light(
        level="good" if worst >= _FULL else "watch" if worst >= _BEHIND else "bad",
        name=say("Earned value"),
        planned=say("{share} done", share=share),
        limit=" · ".join(f"{say(n)} {say.number(v, '.2f')}" for n, v in known.items()),
        remark=say("planned by now: {share}", share=say.number(it.pv / it.bac, ".0%")),
    )


def _untold(plan: Plan, say: Words) -> Light | None:
    """Tasks that should have started by the status date, with nothing recorded."""
    rows = untold(plan)
    if not rows:
        return None
    return Light(
        level="watch",
        name=say("Progress told"),
        planned=say("nothing of {tasks}", tasks=say.count(len(rows), "task")),
        limit=say("that should have started"),
        remark=", ".join(row.task.name for row in rows[:_MOST_NAMED]),
        outcome=False,
    )


def _trend(plan: Plan, say: Words) -> Light | None:
    """The finish and the cost against the planning before."""
    if not plan.project.history:
        return None
    before = plan.project.history[-1]
    finish = last_day(plan.finish)
    days = working_days(plan, last_day(before.finish), finish)
    level: LightLevel = "good" if days <= 0 else "watch"
    more = plan.cost - before.cost
    text = "{money} more" if more > 0 else "{money} less"
    remark = say(text, money=money(abs(more), plan, say)) if abs(more) >= 1 else ""
    return Light(
        level=level,
        name=say("Since the plan before"),
        planned=days_apart(days, say) if days else say("the same finish"),
        limit=say("finish {day}", day=say.day(last_day(before.finish))),
        remark=remark,
        outcome=False,
    )
