"""Nobody's work is torn apart by more than it may be: ``start_i ∈ S_c`` for c assigned.

``S_c`` are the starts from which c, working w slots on its calendar, comes to no pause with more
than `most` slots of the calendar by which its pauses count. A pause after D slots of work is in the
way of the starts t with ``D − w < W(t) < D``.
"""

from ortools.sat.python import cp_model

from models.cpsat.variables import Variables, domain
from models.problem import Problem
from models.timing.pauses import Calm


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    calm = Calm.of(problem)
    for i in range(len(problem.activities)):
        for m, s, candidate in problem.choices(i):
            starts = calm.starts(candidate)
            if starts is not None:
                allowed = domain([(low, high - 1) for low, high in starts.spans])
                model.add_linear_expression_in_domain(variables.start[i], allowed).only_enforce_if(
                    variables.mode[i][m], variables.sits[i][m, s, candidate.resource]
                )
