"""The true slack of tasks that have hardly any: how far one could move if people may change."""

import time
from collections.abc import Callable
from dataclasses import replace

from models.schedule import Schedule
from models.solve.latest import latest_starts
from planner.plan import Plan
from planner.translate import Translation

NEAR = 5.0
"""Working days of slack up to which a task is near-critical."""

EFFORT = 0.2
"""CP-SAT's deterministic seconds for each task."""

_MOST = 20
_LARGEST = 300
"""Activities up to which it is looked for."""


def with_true_slack(
    plan: Plan,
    translation: Translation,
    schedule: Schedule,
    *,
    effort: float = EFFORT,
    seconds: float = float("inf"),
    stop: Callable[[], bool] = lambda: False,
) -> Plan:
    """The plan with the true slack of its near-critical tasks, those with the least slack first.

    Args:
        plan: Of the schedule.
        translation: Of its project.
        schedule: The schedule.
        effort: CP-SAT's deterministic seconds for each task.
        seconds: For all of them; the rest is left out.
        stop: Asked often; once true, the rest is left out.
    """
    if len(translation.problem.activities) > _LARGEST:
        return plan
    until = time.monotonic() + seconds
    near = {
        translation.activity[at, "task"]: at
        for at, row in enumerate(plan.rows)
        if not row.task.summary and row.slack is not None and row.slack <= NEAR
    }
    order = sorted(near, key=lambda k: (plan.rows[near[k]].slack or 0.0, near[k]))[:_MOST]

    def over() -> bool:
        return stop() or time.monotonic() > until

    rows = list(plan.rows)
    found = latest_starts(translation.problem, schedule, order, effort=effort, stop=over)
    for k, latest in found:
        placed = schedule.tasks[k]
        if placed is not None:
            row = rows[near[k]]
            days = round(translation.working_days(placed.start, latest.start), 4)
            rows[near[k]] = replace(
                row, true_slack=max(days, row.slack or 0.0), true_slack_proved=latest.proved
            )
    return replace(plan, rows=tuple(rows))
