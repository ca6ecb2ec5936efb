"""Translates a project into a problem; `planner.analysis.plan_of_schedule` leads back."""

from planner.translate.assembly import to_problem
from planner.translate.translation import Translation

__all__ = ["Translation", "to_problem"]
