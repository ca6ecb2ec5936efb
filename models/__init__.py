"""The mathematics of planning: integers in, integers out.

``solve(problem, objective, options)`` plans; ``violations(problem, schedule)`` judges.
"""

from models.check import Violation, violations
from models.measures.goals import Goal, Objective, value
from models.problem import Problem
from models.schedule import Assignment, Schedule, Task
from models.solve import Options, Progress, Result, solve

__all__ = [
    "Assignment",
    "Goal",
    "Objective",
    "Options",
    "Problem",
    "Progress",
    "Result",
    "Schedule",
    "Task",
    "Violation",
    "solve",
    "value",
    "violations",
]
