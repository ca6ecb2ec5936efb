"""Hard dates of a phase that mean different times to what it spans (`models.problem.Edge`).

A literal each says that it is one of the first to start, or of the last to end, and keeps its own.
One of them is true if the phase is present.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial, reduce

from ortools.sat.python import cp_model

from models.cpsat.variables import Variables
from models.problem import Bounds, Edge, Problem
from models.rules.span import SIDES, SpanEnd, decides
from models.rules.window import bind, bind_assigned
from models.schedule import Task
from models.timing.combined_bounds import both, together


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    for i, activity in enumerate(problem.activities):
        for side in SIDES if activity.edges else ():
            keeps = []
            for k in activity.spans:
                edges = [_only(edge, side) for edge in activity.edges if edge.activity == k]
                keeps.append(decides(variables, i, k, side, partial(_kept, edges)))
                _keep(variables, k, edges, keeps[-1])
            model.add_bool_or([*keeps, ~variables.present[i]])


def _kept(edges: Sequence[Edge], task: Task) -> bool:
    """Whether a task keeps edges that are those of its activity."""
    people = {one.resource for one in task.assignments}
    theirs = (e.bounds for e in edges if e.mode == task.mode and e.resource in people)
    bounds = reduce(both, (edge.bounds for edge in edges if edge.mode is None), together(theirs))
    return (
        bounds.start_min <= task.start
        and bounds.end_min <= task.end
        and (bounds.start_max is None or task.start <= bounds.start_max)
        and (bounds.end_max is None or task.end <= bounds.end_max)
    )


def _only(edge: Edge, side: SpanEnd) -> Edge:
    """The bounds of starts, or of ends, that an edge states."""
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
