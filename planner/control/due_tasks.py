"""Tasks to ask people about: those due, running or overdue in a period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from planner.plan import Plan, PlannedTask

DueState = Literal["should have started", "should be finished", "running", "starts", "finishes"]

PERIOD = timedelta(days=7)
"""From the status date on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A task to ask about; state "" is a task that the sheet only keeps an earlier record of."""

    row: PlannedTask
    state: DueState | Literal[""]

    @property
    def people(self) -> str:
        """The people on it."""
        return ", ".join(dict.fromkeys(one.resource for one in self.row.bookings))


def period(plan: Plan) -> tuple[datetime, datetime]:
    """A week from the status date, or from the start."""
    begin = plan.project.settings.status or plan.start
    return begin, begin + PERIOD


def due(plan: Plan) -> tuple[Due, ...]:
    """The tasks that are due, running or overdue in the period, by person and date.

    Tasks that had to start or finish earlier come from the previous plan, because this one does not
    plan into the past.
    """
    found = [one for row in plan.rows if not row.task.summary for one in _due(plan, row)]
    names = {one.name: n for n, one in enumerate(plan.project.resources)}

    def place(one: Due) -> tuple[bool, int, str, datetime]:
        first = one.people.partition(", ")[0]
        return one.state == "", names.get(first, len(names)), first, one.row.start or plan.start

    return tuple(sorted(found, key=place))


def untold(plan: Plan) -> tuple[PlannedTask, ...]:
    """Tasks that should have started by the status date, with nothing recorded."""
    return tuple(one.row for one in due(plan) if one.state == "should have started")


def _due(plan: Plan, row: PlannedTask) -> Iterator[Due]:
    state = _state(plan, row)
    if state is not None:
        yield Due(row=row, state=state)
    elif row.task.id in (*plan.project.updated, *plan.project.update_notes):
        yield Due(row=row, state="")


def _state(plan: Plan, row: PlannedTask) -> DueState | None:
    if row.start is None or row.finish is None or row.task.progress.done:
        return None
    begin, end = period(plan)
    status, previous = plan.project.settings.status, plan.project.previous
    before = previous.tasks.get(row.task.id) if previous else None
    if before is not None and status is not None:
        if before.start < status and not row.task.progress.begun:
            return "should have started"
        if before.finish <= status:
            return "should be finished"
    if row.task.progress.begun:
        return "running"
    if row.start < begin or row.start >= end:
        return None
    return "finishes" if row.finish <= end else "starts"
