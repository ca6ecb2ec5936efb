"""The `Project`: all that was read from one workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from planner.choice import Choice
from planner.errors import Issue
from planner.project.staff import ALWAYS, DayOff, Meeting, Resource, WorkWeek
from planner.project.stated import LAG_TIMES, Asked, Budget, Delivery, ReadColumn, Settings
from planner.project.task import Task
from planner.tracking.records import Baseline, Planning, Previous, TimesheetEntry

_CLOCK_DAY = 1440


@dataclass(frozen=True, kw_only=True)
class Project:
    """Everything read from one workbook, checked and ready to be planned.

    Args:
        weeks: The calendars by name; the first is the project's.
        remarks: Warnings and notes made while reading.
        columns: How each column was read.
        language: Code of the language of the result, such as ``de``: as the settings say, or that
            of the headers.
        timesheet: Hours that were booked.
        baselines: Approved plans; that of the columns Baseline Start and Finish comes first.
        previous: The plan before.
        history: What earlier plannings came to.
        updated: Ids of tasks whose progress our sheet Update alone says; `update_notes` has the
            notes there.
        choice: What the user said about the file beside it.
        settled: Whether records of progress were made to fit together
            (`planner.checks.recorded`).
        asked: Questions to answer.
    """

    settings: Settings
    start: datetime
    tasks: tuple[Task, ...]
    resources: tuple[Resource, ...] = ()
    weeks: tuple[WorkWeek, ...] = ()
    days_off: tuple[DayOff, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    budgets: tuple[Budget, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    remarks: tuple[Issue, ...] = ()
    columns: tuple[ReadColumn, ...] = ()
    language: str = "en"
    timesheet: tuple[TimesheetEntry, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    previous: Previous | None = None
    history: tuple[Planning, ...] = ()
    updated: frozenset[str] = frozenset()
    update_notes: Mapping[str, str] = field(default_factory=dict)
    choice: Choice = field(default_factory=Choice)
    settled: bool = False
    asked: tuple[Asked, ...] = ()

    @property
    def name(self) -> str:
        """The project's name, or ""."""
        return self.settings.name

    @property
    def limited_materials(self) -> tuple[Resource, ...]:
        """Materials whose supply is limited, in order."""
        delivered = {one.material for one in self.deliveries}
        return tuple(
            one
            for one in self.resources
            if one.kind == "material" and (one.stock is not None or one.name in delivered)
        )

    def day_of(self, task: Task) -> int:
        """Minutes of a day of a task: of the project's work, or 24 hours where it never stops."""
        return _CLOCK_DAY if task.calendar == ALWAYS else self.settings.day

    @property
    def lag_time(self) -> str:
        """What the lags are counted in, in words; "" where none counts working time."""
        links = (link for task in self.tasks for link in task.dependencies)
        lags = (lag for link in links for lag in (link.lag, link.max_lag) if lag is not None)
        counted = any(lag.amount and not lag.unit.elapsed for lag in lags)
        return LAG_TIMES[self.settings.lag_calendar] if counted else ""

    @property
    def currency(self) -> str:
        """The currency as written by the user, or ""."""
        return self.settings.currency
