"""The plan as JSON, for other programs. The fields stand in ``docs/json.md`` and are stable."""

import json
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from planner.fields import RowFacts, Writers, fields_in, row_facts
from planner.language.words import ENGLISH
from planner.plan import Booking, Chain, GoalValue, Lever, Plan, Reason, Status

if TYPE_CHECKING:
    from planner.audit import Audit
    from planner.control.plan_changes import Change
    from planner.control.value_measures import EarnedValue
    from planner.writing.report.stock import StockDay


def to_json(plan: Plan) -> str:
    """The plan as JSON text, times as ISO local date-times, money as numbers."""
    from planner.control.plan_changes import since_previous

    return _text(
        {
            "status": plan.status,
            "goals": [_goal(goal) for goal in plan.goals],
            "start": _time(plan.start),
            "finish": _time(plan.finish),
            "status_date": _time(plan.project.settings.status_date),
            "cost": _money(plan.cost),
            "penalties": _money(plan.penalties),
            "currency": plan.project.currency,
            "changes": [_change(one) for one in since_previous(plan, ENGLISH)],
            "earned_value": _earned_value(plan),
            "forecast": _forecast(plan),
            "free": _free(plan),
            "tasks": [_task(of) for of in row_facts(plan)],
            "materials": _materials(plan),
            "chains": [_chain(chain) for chain in plan.chains],
            "levers": [_lever(lever) for lever in plan.levers],
            "answers": [asdict(one) for one in plan.answers],
        }
    )


def without_plan(status: Status) -> str:
    """The JSON where there is no plan: the same fields, empty."""
    nothing = dict.fromkeys(("start", "finish", "status_date", "cost", "penalties"))
    nothing |= dict.fromkeys(("earned_value", "forecast", "free"))
    lists: dict[str, list[Any]] = {"tasks": [], "changes": [], "chains": [], "levers": []}
    lists |= {"answers": [], "materials": []}
    return _text({"status": status, "goals": [], **nothing, "currency": "", **lists})


def of_audit(found: "Audit") -> str:
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


def _change(one: "Change") -> dict[str, Any]:
    before, after = one.before or (None, None), one.after or (None, None)
    return {
        "task": one.task,
        "name": one.name,
        "kind": one.kind,
        "kinds": list(one.kinds),
        "days": one.days,
        "start_before": _time(before[0]),
        "finish_before": _time(before[1]),
        "start": _time(after[0]),
        "finish": _time(after[1]),
        "people_before": list(one.people_before),
        "people_after": list(one.people_after),
        "cost": _money(one.cost),
        "cause": one.cause,
    }


def _earned_value(plan: Plan) -> dict[str, Any] | None:
    """The measures of the whole and of its phases; None where there are none."""
    from planner.control.earned import earned

    found = earned(plan)
    if found is None:
        return None
    day = plan.project.settings.day
    phases = [{"name": one.name, **_measures(one, day)} for one in found.phases]
    head = {"baseline": found.baseline.name, **_measures(found.whole, day)}
    return {**head, "phases": phases}


def _measures(it: "EarnedValue", day: int) -> dict[str, float | None]:
    """Money as numbers, times in working days."""
    money = ("bac", "pv", "ev", "ac", "sv", "cv", "eac", "eac_budget", "eac_cpi_spi", "etc", "vac")
    found: dict[str, float | None] = {name: _rounded(getattr(it, name), 2) for name in money}
    indices = ("spi", "cpi", "tcpi", "spi_t")
    found |= {name: _rounded(getattr(it, name), 4) for name in indices}
    return found | {name: _rounded(getattr(it, name) / day, 4) for name in ("es", "at", "pd")}


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _forecast(plan: Plan) -> dict[str, Any] | None:
    """The forecast finish; None where nothing was observed."""
    from planner.control.outlook import why
    from planner.control.plan_outlook import outlook_of

    found = outlook_of(plan)
    if found is None:
        return None
    return {
        "finish": _time(found.finish),
        "by_plan": _time(found.by_plan),
        "by_earned_schedule": _time(found.by_schedule),
        "observed_factor": _rounded(found.forecast.pace.observed, 4),
        "factor": _rounded(found.forecast.pace.factor, 4),
        "why": why(found),
    }


def _free(plan: Plan) -> dict[str, Any] | None:
    """The figures of the project planned freely, beside a plan near a published one."""
    from planner.control.freedom import price

    one = plan.free
    if one is None:
        return None
    head = {"finish": _time(one.finish), "cost": _money(one.cost), "days_late": one.days_late}
    return {**head, "proved": one.proved, "text": price(plan, ENGLISH)}


def _task(of: RowFacts) -> dict[str, Any]:
    return {name: field.written(of, _WRITERS) for name, field in fields_in("json").items()}


def _materials(plan: Plan) -> list[dict[str, Any]]:
    """Deliveries, use and rest of each material with a stock."""
    from planner.writing.report.stock import stock_lines

    return [
        {
            "name": line.material.name,
            "unit": line.material.unit,
            "stock": line.stock,
            "delivered": line.delivered,
            "used": line.used,
            "left": line.left,
            "lowest": None if line.lowest is None else line.lowest.left,
            "lowest_on": None if line.lowest is None else line.lowest.day.isoformat(),
            "days": [{"day": one.day.isoformat(), **_amounts(one)} for one in line.days],
        }
        for line in stock_lines(plan)
    ]


def _amounts(one: "StockDay") -> dict[str, float]:
    return {name: getattr(one, name) for name in ("delivered", "used", "left")}


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
    steps = [
        {
            "task": step.task,
            "cause": _reason(step.reason),
            "more": [_reason(one) for one in step.more],
        }
        for step in chain.steps
    ]
    return {"of": chain.of, "days_late": chain.days_late, "steps": steps}


def _lever(lever: Lever) -> dict[str, Any]:
    plain = (
        *("kind", "text", "sheet", "cell", "verdict", "goal", "unit", "gain", "least", "proved"),
        *("days", "finish"),
    )
    found = {name: getattr(lever, name) for name in plain}
    amounts = {name: _money(getattr(lever, name)) for name in ("cost", "penalties", "price")}
    return {**found, **amounts, "late": list(lever.late), "deadlines": dict(lever.deadlines)}


def _assignment(booking: Booking) -> dict[str, Any]:
    late = sorted(booking.overtime_by_day.items())
    return {
        "resource": booking.resource,
        "units": booking.units,
        "skill": booking.skill,
        "overtime": {day.isoformat(): round(hours, 4) for day, hours in late},
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")


def _money(amount: Decimal) -> float:
    return float(round(amount, 2))


_WRITERS: Writers = {
    "moment": _time,
    "money": _money,
    "pieces": lambda spans: [{"start": _time(one), "finish": _time(end)} for one, end in spans],
    "bookings": lambda bookings: [_assignment(one) for one in bookings],
    "causes": lambda causes: [_reason(one) for one in causes],
}
