"""Plans people and dates from a workbook and gives the same workbook back."""

from planner.errors import InputError, Issue, OutputError, PlannerError
from planner.pipeline import (
    NoPlanError,
    Options,
    make_template,
    plan_workbook,
    read_project,
    solve,
    write_plan,
)

__all__ = [
    "InputError",
    "Issue",
    "NoPlanError",
    "Options",
    "OutputError",
    "PlannerError",
    "make_template",
    "plan_workbook",
    "read_project",
    "solve",
    "write_plan",
]
