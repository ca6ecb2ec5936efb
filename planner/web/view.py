"""The page's view of a plan as plain data: the worker makes it, the server reads it.

So the server never imports the code that reads workbooks or solves.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from planner.analysis.reasons import AWAY
from planner.control.change_notices import notices, paragraph
from planner.control.freedom import price
from planner.control.plan_changes import Change, since_previous
from planner.fields import RowFacts, Writers, fields_in, row_facts
from planner.language.words import LANGUAGES, Words
from planner.plan import Booking, Plan, Reason
from planner.project import Dependency
from planner.web.checking import issues_as_data
from planner.worktime.days import last_day
from planner.writing.report.changes_sheet import KINDS

_MOST_CHANGES = 300
_MOST_DAYS_OFF = 3660


def of_plan(plan: Plan) -> dict[str, Any]:
    """All data that the page needs: headline, rows, load, days off, issues."""
    settings = plan.project.settings
    rows = _Rows(plan)
    return {
        "headline": headline(plan),
        "rows": [rows.row(of) for of in row_facts(plan)],
        "load": {
            name: {day.isoformat(): [round(one.worked), round(one.available)] for day, one in days}
            for name, days in ((name, sorted(load.items())) for name, load in plan.load.items())
        },
        "crew": [one.name for one in plan.project.resources if one.kind != "material"],
        "week": _week(plan),
        "off": _days_off(plan),
        "status_date": _time(settings.status_date),
        "published": "",
        "near": settings.published.isoformat() if settings.published else "",
        "changes": _changes(plan),
        "issues": issues_as_data(dict.fromkeys([*plan.issues, *plan.project.remarks])),
    }


def _changes(plan: Plan) -> dict[str, Any] | None:
    """The differences from the previous plan, in the workbook's language; None without one."""
    if plan.project.previous is None:
        return None
    say = LANGUAGES[plan.project.language]
    found = since_previous(plan, say)
    labels = {row.task.id: row.task.label for row in plan.rows}
    return {
        "text": paragraph(plan, found, say),
        "price": price(plan, say),
        "count": len(found),
        "rows": [_change(one, labels, say) for one in found[:_MOST_CHANGES]],
        "notices": [
            {"name": one.name, "works": one.works, "lines": one.lines}
            for one in notices(plan, found, say)
        ],
    }


def _change(one: Change, labels: Mapping[str, str], say: Words) -> dict[str, Any]:
    label = labels.get(one.task, one.task)
    return {
        "id": label,
        "name": one.name.removeprefix(label).strip() or one.name,
        "what": ", ".join(say(KINDS[kind]) for kind in one.kinds),
        "days": one.days,
        "before": last_day(one.before[1]).isoformat() if one.before else None,
        "finish": last_day(one.after[1]).isoformat() if one.after else None,
        "people_before": ", ".join(one.people_before),
        "people": ", ".join(one.people_after),
        "cause": one.cause,
    }


def headline(plan: Plan) -> dict[str, Any]:
    """The plan in a few numbers; the list of jobs has them too."""
    late = [row.days_late for row in plan.rows if row.days_late and not row.task.summary]
    return {
        "project": plan.project.name,
        "status": plan.status,
        "start": _time(plan.start),
        "finish": _time(plan.finish),
        "cost": float(round(plan.cost, 2)),
        "currency": plan.project.currency,
        "budget": _budget(plan),
        "tasks": sum(not row.task.summary for row in plan.rows),
        "late_tasks": len(late),
        "days_late": round(sum(late), 2),
        "gap": max((goal.gap for goal in plan.goals), default=0.0),
        "goals": [
            {
                "name": goal.name,
                "unit": goal.unit,
                "value": goal.value,
                "best": goal.value if goal.best is None else goal.best,
                "bound": goal.bound,
                "gap": goal.gap,
            }
            for goal in plan.goals
        ],
    }


def _budget(plan: Plan) -> float | None:
    """The limit for the whole project, None without one."""
    whole = [b.limit for b in plan.project.budgets if not b.scope and not b.start and not b.finish]
    return float(min(whole)) if whole else None


class _Rows:
    """Makes the rows of a plan, which refer to one another by their numbers, from 1."""

    def __init__(self, plan: Plan) -> None:
        self._numbers = {row.task.id: at for at, row in enumerate(plan.rows, 1)}
        self._fields = fields_in("page")
        self._writers: Writers = {
            "moment": _time,
            "deadline": _time,
            "money": lambda amount: float(round(amount, 2)),
            "share": lambda share: share or 0,
            "span": lambda span: span and [_time(moment) for moment in span],
            "pieces": lambda spans: [[_time(start), _time(end)] for start, end in spans],
            "bookings": lambda bookings: [_booking(one) for one in bookings],
            "causes": lambda causes: [self._cause(one) for one in causes],
            "links": self._links,
        }

    def row(self, of: RowFacts) -> dict[str, Any]:
        return {name: field.written(of, self._writers) for name, field in self._fields.items()}

    def _links(self, links: Iterable[Dependency]) -> list[list[object]]:
        known = (link for link in links if link.task in self._numbers)
        return [[self._numbers[link.task], link.kind] for link in known]

    def _cause(self, cause: Reason) -> dict[str, Any]:
        rows = [self._numbers[task] for task in cause.tasks if task in self._numbers]
        place = f"{cause.sheet}!{cause.cell}" if cause.cell else ""
        marks = {"away": cause.kind in AWAY, "past": cause.kind == "history"}
        return {"text": cause.text, "rows": rows, "place": place, **marks}


def _booking(booking: Booking) -> dict[str, Any]:
    return {"name": booking.resource, "units": booking.units, "skill": booking.skill}


def _week(plan: Plan) -> list[int]:
    """The weekdays (Monday 0) on which the project works."""
    if not plan.project.weeks:
        return list(range(round(plan.project.settings.days_per_week)))
    return [day for day, spans in enumerate(plan.project.weeks[0].days) if spans]


def _days_off(plan: Plan) -> dict[str, str]:
    off: dict[str, str] = {}
    for holiday in plan.project.days_off:
        if not holiday.who and holiday.hours is None:
            days = min((holiday.finish - holiday.start).days + 1, _MOST_DAYS_OFF)
            for offset in range(days):
                off[(holiday.start + timedelta(days=offset)).isoformat()] = holiday.name
    return off


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="minutes")
