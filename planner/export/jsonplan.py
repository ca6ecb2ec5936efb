"""The plan as JSON, for other programs. The fields stand in ``docs/json.md`` and are stable."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from planner.audit import Audit
from planner.plan import Booking, Chain, GoalValue, Plan, PlannedTask, Reason, Status


def to_json(plan: Plan) -> str:
    """The plan as JSON text, times as ISO local date-times, money as numbers."""
    return _text(
        {
            "status": plan.status,
            "goals": [_goal(goal) for goal in plan.goals],
            "start": _time(plan.start),
            "finish": _time(plan.finish),
            "cost": _money(plan.cost),
            "penalties": _money(plan.penalties),
            "currency": plan.project.currency,
            "tasks": [_task(row) for row in plan.rows],
            "chains": [_chain(chain) for chain in plan.chains],
        }
    )


def without_plan(status: Status) -> str:
    """What is written where there is no plan: the same fields, empty."""
    nothing = dict.fromkeys(("start", "finish", "cost", "penalties"))
    return _text(
        {"status": status, "goals": [], **nothing, "currency": "", "tasks": [], "chains": []}
    )


def of_audit(found: Audit) -> str:
    """An audit as JSON text."""
    issue = ("code", "message", "sheet", "cell", "remedy")
    point = ("number", "name", "value", "limit", "met", "tasks", "note")
    return _text(
        {
            "tasks": found.tasks,
            "undated": found.undated,
            "hours": round(found.hours, 2),
            "share": found.share,
            "counts": dict(found.counts),
            "issues": [{name: getattr(one, name) for name in issue} for one in found.issues],
            "points": [{name: getattr(one, name) for name in point} for one in found.points],
        }
    )


def _text(document: dict[str, Any]) -> str:
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
    return text.encode("utf-8", "replace").decode("utf-8")


def _goal(goal: GoalValue) -> dict[str, Any]:
    best = goal.value if goal.best is None else goal.best
    head = {"name": goal.name, "unit": goal.unit, "value": goal.value}
    return {**head, "best": best, "bound": goal.bound}


def _task(row: PlannedTask) -> dict[str, Any]:
    return {
        "id": row.task.id,
        "name": row.task.name,
        "summary": row.task.summary,
        "start": _time(row.start),
        "finish": _time(row.finish),
        "days_late": row.days_late,
        "cost": _money(row.cost),
        "assignments": [_assignment(booking) for booking in row.bookings],
        "critical": row.critical,
        "slack": row.slack,
        "causes": [_reason(cause) for cause in row.causes],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "kind": reason.kind,
        "text": reason.text,
        "tasks": list(reason.tasks),
        "person": reason.person,
        "sheet": reason.sheet,
        "cell": reason.cell,
        "until": _time(reason.until),
    }


def _chain(chain: Chain) -> dict[str, Any]:
    steps = [{"task": step.task, "cause": _reason(step.reason)} for step in chain.steps]
    return {"of": chain.of, "days_late": chain.days_late, "steps": steps}


def _assignment(booking: Booking) -> dict[str, Any]:
    return {"resource": booking.resource, "units": booking.units, "skill": booking.skill}


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")


def _money(amount: Decimal) -> float:
    return float(round(amount, 2))
