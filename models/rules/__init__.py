"""The rules of the model, one file each; `ALL` is the formulation at a glance.

Each module has ``add(model, problem, variables)``; their order does not matter.
"""

from collections.abc import Callable

from ortools.sat.python import cp_model

from models.cpsat.variables import Variables
from models.problem import Problem
from models.rules import (
    budget,
    capacity,
    duration,
    edge,
    material,
    overtime,
    pause,
    precedence,
    span,
    split,
    staffing,
    window,
)
from models.uncollected import uncollected

ALL = (
    window,
    duration,
    overtime,
    pause,
    split,
    span,
    edge,
    precedence,
    capacity,
    staffing,
    budget,
    material,
)
"""Every rule of the formulation."""


def formulated(problem: Problem, stop: Callable[[], bool] = lambda: False) -> Variables | None:
    """A new model of the problem with every rule, by its variables; None once to `stop`."""
    with uncollected():
        variables = Variables(problem, cp_model.CpModel())
        for rule in ALL:
            if stop():
                return None
            rule.add(variables.model, problem, variables)
        return variables


def model_of(problem: Problem) -> Variables:
    """The model without a way to stop its making."""
    variables = formulated(problem)
    assert variables is not None  # noqa: S101 - nothing stopped it
    return variables
