"""Money spent on a task."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from planner.plan import PlannedTask


def spent(row: PlannedTask, status: datetime) -> Decimal:
    """The money spent on a task by a moment: as recorded, else its cost as the work was done.

    It is 0 for a task without records.
    """
    progress = row.task.progress
    if progress.actual_cost is not None:
        return progress.actual_cost
    if not progress.begun:
        return Decimal(0)
    if progress.done:
        return row.cost
    return row.spent + sum((b.cost * _passed(b.spans, status) for b in row.bookings), Decimal(0))


def _passed(spans: Iterable[tuple[datetime, datetime]], status: datetime) -> Decimal:
    """The share of some spans of time that lies before a moment."""
    whole = past = 0.0
    for start, finish in spans:
        whole += (finish - start).total_seconds()
        past += max(0.0, (min(finish, status) - start).total_seconds())
    return Decimal(past) / Decimal(whole) if whole else Decimal(0)
