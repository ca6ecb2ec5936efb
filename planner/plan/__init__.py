"""The plan: what was decided, in the user's terms. Made by `planner.translate`."""

from planner.plan.advice import GIVEN, LEVERS_LEFT, Answer, Lever, LeverKind
from planner.plan.plan import DayLoad, Free, GoalValue, Plan, Run, Status
from planner.plan.planned_task import (
    Booking,
    Chain,
    ChainStep,
    MaterialUse,
    PlannedTask,
    Reason,
    ReasonKind,
)

__all__ = [
    "GIVEN",
    "LEVERS_LEFT",
    "Answer",
    "Booking",
    "Chain",
    "ChainStep",
    "DayLoad",
    "Free",
    "GoalValue",
    "Lever",
    "LeverKind",
    "MaterialUse",
    "Plan",
    "PlannedTask",
    "Reason",
    "ReasonKind",
    "Run",
    "Status",
]
