"""Hard dates: ``start_min ≤ start ≤ start_max`` and ``end_min ≤ end ≤ end_max`` if present."""

from ortools.sat.python import cp_model

from models.cpsat.variables import Variables
from models.problem import Problem


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    for i, activity in enumerate(problem.activities):
        start, end, present = variables.start[i], variables.end[i], variables.present[i]
        model.add(start >= activity.start_min).only_enforce_if(present)
        model.add(end >= activity.end_min).only_enforce_if(present)
        if activity.start_max is not None:
            model.add(start <= activity.start_max).only_enforce_if(present)
        if activity.end_max is not None:
            model.add(end <= activity.end_max).only_enforce_if(present)
