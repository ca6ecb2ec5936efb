"""The plan as CSV tables, for other programs and for Excel."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from planner.plan import Plan, PlannedTask
from planner.writing.report.measures import people
from planner.writing.report.money import months, spendings
from planner.writing.report.stock import stock_lines

_Value = str | float | Decimal | date | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_files(plan: Plan) -> dict[str, bytes]:
    """File name → table: tasks, assignments, load by day, costs by month, stock by day.

    UTF-8 with a byte order mark, so that Excel sees it; commas; ISO dates. A text that a
    spreadsheet would take for a formula gets an apostrophe in front (CWE-1236).
    """
    return {
        "tasks.csv": table(tuple(_TASKS), _tasks(plan)),
        "assignments.csv": table(_ASSIGNMENTS, _assignments(plan)),
        "load.csv": table(("resource", "day", "worked_hours", "available_hours"), _load(plan)),
        "costs.csv": table(("month", "cost"), _costs(plan)),
        "stock.csv": table(_STOCK, _stock(plan)),
    }


_TASKS: Mapping[str, Callable[[PlannedTask, int], _Value]] = {
    "id": lambda row, _: row.task.id,
    "wbs": lambda row, _: row.task.wbs,
    "name": lambda row, _: row.task.name,
    "level": lambda row, _: row.task.level,
    "summary": lambda row, _: _yes(row.task.summary),
    "people": lambda row, _: people(row),
    "start": lambda row, _: row.start,
    "finish": lambda row, _: row.finish,
    "days": lambda row, day: round(row.duration / day, 4),
    "deadline": lambda row, _: row.task.deadline,
    "days_late": lambda row, _: row.days_late,
    "cost": lambda row, _: row.cost,
    "critical": lambda row, _: _yes(row.critical),
    "slack_days": lambda row, _: row.slack,
    "reason": lambda row, _: row.reason,
}
"""The columns of tasks, each with its cell of a task and the minutes of a working day."""

_ASSIGNMENTS = (
    "task", "resource", "units", "skill", "start", "finish", "hours", "cost",
)  # fmt: skip

_STOCK = ("material", "unit", "day", "delivered", "used", "left")


def _tasks(plan: Plan) -> Iterable[Sequence[_Value]]:
    day = plan.project.settings.day
    return ([get(row, day) for get in _TASKS.values()] for row in plan.rows)


def _assignments(plan: Plan) -> Iterable[Sequence[_Value]]:
    for row in plan.rows:
        for booking in row.bookings:
            start = booking.spans[0][0] if booking.spans else row.start
            finish = booking.spans[-1][1] if booking.spans else row.finish
            hours = round(booking.minutes * booking.units / 60, 4)
            yield (
                row.task.id, booking.resource, booking.units, booking.skill, start, finish,
                hours, booking.cost,
            )  # fmt: skip


def _load(plan: Plan) -> Iterable[Sequence[_Value]]:
    for name, days in plan.load.items():
        for day, load in sorted(days.items()):
            yield name, day, round(load.worked / 60, 4), round(load.available / 60, 4)


def _costs(plan: Plan) -> Iterable[Sequence[_Value]]:
    return ((f"{month:%Y-%m}", amount) for month, amount in months(spendings(plan)).items())


def _stock(plan: Plan) -> Iterable[Sequence[_Value]]:
    for line in stock_lines(plan):
        material = line.material
        for one in line.days:
            yield material.name, material.unit, one.day, one.delivered, one.used, one.left


def _yes(condition: bool) -> str:
    return "yes" if condition else "no"


def table(heads: Sequence[str], rows: Iterable[Sequence[_Value]]) -> bytes:
    """Rows below their heads as the bytes of a CSV file; what looks like a formula is text."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig", "replace")


def _cell(value: _Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.2f}" if isinstance(value, Decimal) else f"{value:g}"
