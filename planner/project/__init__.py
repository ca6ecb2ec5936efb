"""The user's project as read: tasks, people, calendars, money. Dates are naive local times.

Every object knows its `Source`, so that every message can name the cell. Reading checks what one
cell says; `planner.checks.validate` checks what spans objects (unknown names, cycles, …).
"""

from planner.project.project import Project
from planner.project.source import Source
from planner.project.staff import ALWAYS, DayOff, Meeting, Rate, Resource, WorkWeek
from planner.project.stated import (
    LAG_TIMES,
    Asked,
    Budget,
    Delivery,
    LagCalendar,
    ReadColumn,
    Settings,
    end_of,
)
from planner.project.task import (
    Accrual,
    Constraint,
    Dependency,
    Lag,
    LinkKind,
    Need,
    Pin,
    Task,
    Unit,
)

__all__ = [
    "ALWAYS",
    "LAG_TIMES",
    "Accrual",
    "Asked",
    "Budget",
    "Constraint",
    "DayOff",
    "Delivery",
    "Dependency",
    "Lag",
    "LagCalendar",
    "LinkKind",
    "Meeting",
    "Need",
    "Pin",
    "Project",
    "Rate",
    "ReadColumn",
    "Resource",
    "Settings",
    "Source",
    "Task",
    "Unit",
    "WorkWeek",
    "end_of",
]
