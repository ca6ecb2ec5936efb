"""Progress in one step: what nothing is recorded of went as planned up to the status date."""

from dataclasses import replace
from datetime import datetime, timedelta

from planner.control.plannings import history
from planner.control.project_clock import task_clock
from planner.plan import Plan, PlannedTask
from planner.project import end_of
from planner.tracking.records import Progress


def as_planned(plan: Plan, status_date: datetime) -> Plan:
    """The plan with records of its tasks up to a date, as it planned them.

    What has a record keeps it, except that what was under way as planned goes on so.
    """
    status = end_of(status_date)
    rows = tuple(_row(plan, row, status) for row in plan.rows)
    new = {
        row.task.id
        for row, old in zip(rows, plan.rows, strict=True)
        if row.task.progress != old.task.progress
    }
    project = replace(
        plan.project,
        tasks=tuple(row.task for row in rows),
        updated=plan.project.updated | new,
        history=history(plan),
        settings=replace(plan.project.settings, status_date=status_date),
    )
    told = tuple(issue for issue in plan.issues if issue.code != "assumed-status-date")
    return replace(plan, project=project, rows=rows, issues=told, noted=True)


def _row(plan: Plan, row: PlannedTask, status: datetime) -> PlannedTask:
    told = row.task.progress
    if row.task.summary or row.task.spans or told.done or row.start is None or row.finish is None:
        return row
    if row.start >= status and row.finish > status:
        return row
    if row.finish <= status:
        found = replace(told, actual_start=row.start, actual_finish=row.finish, percent=1.0)
        found = replace(found, remaining_duration=None, remaining_work=None, state="done")
    else:
        left, whole = _left(plan, row, status)
        found = Progress(
            actual_start=row.start,
            percent=round(1 - left / max(1, whole), 8),
            remaining_duration=left,
            actual_work=told.actual_work,
            actual_cost=told.actual_cost,
            state="under way",
        )
    return replace(row, task=replace(row.task, progress=found))


def _left(plan: Plan, row: PlannedTask, status: datetime) -> tuple[int, int]:
    """Working minutes after the status date, and all of them.

    They are those of who is on it last; of its calendar, where nobody is.
    """
    last = max((b.spans for b in row.bookings if b.spans), key=lambda s: s[-1][1], default=())
    if not last and row.start and row.finish:
        clock = task_clock(plan.project, row.task, row.start)
        whole = clock.worked(row.start, row.finish)
        return whole - clock.worked(row.start, status), whole
    lengths = [(max(status, first), first, end) for first, end in last]
    left = sum(max(0, (end - since) // _MINUTE) for since, _, end in lengths)
    return left, sum((end - first) // _MINUTE for _, first, end in lengths)


_MINUTE = timedelta(minutes=1)
