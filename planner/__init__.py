"""Plans people and dates from a workbook and gives the same workbook back."""

from planner.errors import InputError, Issue, OutputError, PlannerError
from planner.shadow import refuse_shadowed

refuse_shadowed()

from planner.pipeline import (  # noqa: E402 - what follows needs our `models`
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
