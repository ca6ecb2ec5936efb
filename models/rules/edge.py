"""Hard dates of a phase that mean different times to what it spans (`models.problem.Edge`).

A literal each says that it is one of the first to start, or of the last to end, and keeps its own.
One of them is true if the phase is present.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from models.cpsat.variables import Variables
from models.problem import Bounds, Edge, Problem
from models.rules.span import SIDES, Side, decides
from models.rules.window import bind, bind_assigned


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    for i, activity in enumerate(problem.activities):
        for side in SIDES if activity.edges else ():
            keeps = {k: decides(variables, i, k, side) for k in activity.spans}
            model.add_bool_or([*keeps.values(), ~variables.present[i]])
            for k, literal in keeps.items():
                edges = [_only(edge, side) for edge in activity.edges if edge.activity == k]
                _keep(variables, k, edges, literal)


def _only(edge: Edge, side: Side) -> Edge:
    """What an edge says of starts, or of ends."""
    bounds = edge.bounds
    if side == "start":
        bounds = Bounds(start_min=bounds.start_min, start_max=bounds.start_max)
    else:
        bounds = Bounds(end_min=bounds.end_min, end_max=bounds.end_max)
    return replace(edge, bounds=bounds)


def _keep(variables: Variables, k: int, edges: Sequence[Edge], literal: cp_model.IntVar) -> None:
    """Bind an activity by its edges when a literal holds."""
    by_mode: dict[int, dict[int, Bounds]] = defaultdict(dict)
    for edge in edges:
        if edge.mode is None or edge.resource is None:
            bind(variables, k, edge.bounds, literal)
        else:
            by_mode[edge.mode][edge.resource] = edge.bounds
    for mode, bounds in by_mode.items():
        sitting = [
            (bounds[r], sits)
            for (m, _, r), sits in variables.sits[k].items()
            if m == mode and r in bounds
        ]
        bind_assigned(variables, k, sitting, literal, variables.mode[k][mode])
