"""What has been done of a task, and what that has cost."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from planner.plan import PlannedTask


def done_share(row: PlannedTask) -> float:
    """The share of a task that is done, as recorded: its %, else what is left of its time."""
    progress, task = row.task.progress, row.task
    if progress.done:
        return 1.0
    if progress.percent is not None:
        return min(max(float(progress.percent), 0.0), 1.0)
    if progress.remaining_work is not None and progress.actual_work is not None:
        whole = progress.remaining_work + progress.actual_work
        return progress.actual_work / whole if whole else 0.0
    for left, all_of_it in (
        (progress.remaining_duration, task.duration),
        (progress.remaining_work, task.work),
    ):
        if left is not None and all_of_it:
            return max(0.0, 1 - left / all_of_it)
    return 0.0


def spent(row: PlannedTask, status: datetime) -> Decimal:
    """What has been spent on a task by a moment: as recorded, else its cost as the work was done.

    Nothing has been spent on a task of which nothing is recorded.
    """
    progress = row.task.progress
    if progress.actual_cost is not None:
        return progress.actual_cost
    if not progress.begun:
        return Decimal(0)
    if progress.done:
        return row.cost
    people = sum((one.cost for one in row.bookings), Decimal(0))
    found = sum((one.cost * _passed(one.spans, status) for one in row.bookings), Decimal(0))
    rest = row.cost - people
    if row.task.accrual == "start":
        return found + rest
    return found + (rest * _passed(row.accrual, status) if row.accrual else Decimal(0))


def _passed(spans: Iterable[tuple[datetime, datetime]], status: datetime) -> Decimal:
    """The share of some spans of time that lies before a moment."""
    whole = past = 0.0
    for start, finish in spans:
        whole += (finish - start).total_seconds()
        past += max(0.0, (min(finish, status) - start).total_seconds())
    return Decimal(past) / Decimal(whole) if whole else Decimal(0)
