"""Between the user's terms and the problem in integers, both ways."""

from planner.translate.plan import to_plan
from planner.translate.problem import to_problem
from planner.translate.translation import Translation

__all__ = ["Translation", "to_plan", "to_problem"]
