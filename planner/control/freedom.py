"""The price of staying near a published plan: the project planned freely, beside it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from models.check import violations
from models.schedule import Schedule
from models.solve import SolveOptions, solve
from planner.analysis.plan_of_schedule import to_plan
from planner.control.project_clock import project_clock
from planner.language.words import Words
from planner.plan import Free, Plan
from planner.translate import Translation

_SHARE = 0.2
"""Of the limits of the search, for the free plan."""


def with_free(
    plan: Plan,
    near: Translation,
    schedule: Schedule,
    free: Callable[[], Translation],
    *,
    limits: SolveOptions,
    stop: Callable[[], bool],
) -> Plan:
    """The plan with what the project comes to where it is planned freely.

    Args:
        plan: A plan near a published one; any other is returned as it is.
        near: The problem of the plan.
        schedule: The schedule of the plan.
        free: Makes the problem without the published plan.
        limits: The limits of the search for the plan; the free one has a fifth of them.
        stop: Asked often; once true, the search ends.
    """
    if not near.known.tasks or stop():
        return plan
    freely = free()
    limit, work = limits.time_limit, limits.deterministic_limit
    result = solve(
        freely.problem,
        freely.objective,
        replace(
            limits,
            time_limit=None if limit is None else _SHARE * limit,
            deterministic_limit=None if work is None else _SHARE * work,
        ),
        stop=stop,
        known=schedule if _fits(near, freely, schedule) else None,
    )
    if result.schedule is None:
        return plan
    found = to_plan(freely, result.schedule, result=result)
    return replace(
        plan,
        free=Free(
            finish=found.finish,
            cost=found.cost,
            days_late=_late(found),
            proved=found.status == "optimal",
        ),
    )


def _fits(near: Translation, free: Translation, schedule: Schedule) -> bool:
    """Whether the plan at hand is one of the free ones, so that the search can begin with it."""
    if near.grid.opens.tolist() != free.grid.opens.tolist():
        return False
    pairs = zip(near.problem.activities, free.problem.activities, strict=True)
    same = all(
        [[seat.group for seat in mode.seats] for mode in one.modes]
        == [[seat.group for seat in mode.seats] for mode in two.modes]
        for one, two in pairs
    )
    return same and not violations(free.problem, schedule)


def _late(plan: Plan) -> float:
    """Working days after their deadlines, of all tasks."""
    return round(sum(row.days_late or 0 for row in plan.rows if not row.task.summary), 4)


def price(plan: Plan, say: Words) -> str:
    """The price of staying near the plan before, in a sentence; "" where it is not known."""
    free = plan.free
    if free is None:
        return ""
    parts = list(_parts(plan, free, say))
    if parts:
        how = say("no free plan is better, proved" if free.proved else "found in the time given")
        return say("Planned freely: {parts}; {how}.", parts=", ".join(parts), how=how)
    if free.proved:
        return say(
            "Staying near the plan before costs nothing: the best free plan is as late, as dear "
            "and finished as soon, which is proved."
        )
    return say(
        "No free plan that is less late, cheaper or finished sooner was found in the time given."
    )


def _parts(plan: Plan, free: Free, say: Words) -> Iterator[str]:
    """The differences to the free plan."""
    late = round(_late(plan) - free.days_late, 2)
    if late:
        text = "{days} less late" if late > 0 else "{days} more late"
        yield say(text, days=say.count(abs(late), "day"))
    more = round(plan.cost - free.cost, 2)
    if more:
        amount = f"{say.number(abs(more))} {plan.project.currency}".strip()
        yield say("{money} cheaper" if more > 0 else "{money} dearer", money=amount)
    days = _days(plan, free.finish)
    if days:
        text = "finished {days} sooner" if days > 0 else "finished {days} later"
        yield say(text, days=say.count(abs(days), "day"))


def _days(plan: Plan, finish: datetime) -> float:
    """Working days from a moment to the finish of the plan."""
    clock = project_clock(plan.project, min(plan.start, finish))
    first, last = sorted((finish, plan.finish))
    days = clock.worked(first, last) / plan.project.settings.day
    return round(days if finish < plan.finish else -days, 2)
