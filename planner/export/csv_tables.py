"""The plan as CSV tables, for other programs and for Excel."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from planner.fields import Writers, fields_in, row_facts
from planner.plan import Plan
from planner.writing.report.money_by_period import months, spendings
from planner.writing.report.stock import stock_lines

_Value = str | float | Decimal | date | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_files(plan: Plan) -> dict[str, bytes]:
    """File name → table: tasks, assignments, load by day, costs by month, stock by day.

    UTF-8 with a byte order mark, so that Excel sees it; commas; ISO dates. A text that a
    spreadsheet would take for a formula gets an apostrophe in front (CWE-1236).
    """
    return {
        "tasks.csv": table(tuple(fields_in("csv")), _tasks(plan)),
        "assignments.csv": table(_ASSIGNMENTS, _assignments(plan)),
        "load.csv": table(("resource", "day", "worked_hours", "available_hours"), _load(plan)),
        "costs.csv": table(("month", "cost"), _costs(plan)),
        "stock.csv": table(_STOCK, _stock(plan)),
    }


_WRITERS: Writers = {
    "flag": lambda value: "yes" if value else "no",
    "pieces": lambda spans: " ".join(f"{a.isoformat()}/{b.isoformat()}" for a, b in spans),
}

_ASSIGNMENTS = (
    "task", "resource", "units", "skill", "start", "finish", "hours", "cost",
)  # fmt: skip

_STOCK = ("material", "unit", "day", "delivered", "used", "left")


def _tasks(plan: Plan) -> Iterable[Sequence[_Value]]:
    fields = fields_in("csv").values()
    return ([field.written(of, _WRITERS) for field in fields] for of in row_facts(plan))


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
