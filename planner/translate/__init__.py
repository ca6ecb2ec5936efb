"""The user's terms as a problem in integers; the way back is `planner.analysis.plan`."""

from planner.translate.problem import to_problem
from planner.translate.translation import Translation

__all__ = ["Translation", "to_problem"]
