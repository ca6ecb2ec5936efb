"""Nobody's work is torn apart by more than it may be: ``start_i ∈ S_c`` for c assigned.

``S_c`` are the starts from which c, working w slots on its calendar, comes to no pause with more
than `most` slots of the calendar by which its pauses count. A pause after D slots of work is in the
way of the starts t with ``D − w < W(t) < D``. Who may work overtime is done before such a pause
ends, or begins after it.
"""

from ortools.sat.python import cp_model

from models.cpsat.overtime_work import OvertimeWork, effort
from models.cpsat.variables import Variables, domain
from models.problem import Problem
from models.timing.calm import Calm


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    calm = Calm.of(problem)
    for i in range(len(problem.activities)):
        for m, s, candidate in problem.choices(i):
            literal = variables.sits[i][m, s, candidate.resource]
            if candidate.overtime is not None:
                for _, last in calm.torn(candidate):
                    _apart(variables, effort(variables, (i, m, s), candidate), last, literal)
            elif (starts := calm.starts(candidate)) is not None:
                allowed = domain([(low, high - 1) for low, high in starts.spans])
                model.add_linear_expression_in_domain(variables.start[i], allowed).only_enforce_if(
                    variables.mode[i][m], literal
                )


def _apart(variables: Variables, found: OvertimeWork, last: int, literal: cp_model.IntVar) -> None:
    """Work ends before the time off `last` ends, or begins after it."""
    start, end = found.start, found.end
    if start.window[0] >= last or end.window[1] <= last:
        return
    after = variables.boolean("after", lambda s: start.slot(s) >= last)
    variables.model.add(start.at >= last).only_enforce_if(after, literal)
    variables.model.add(end.at <= last).only_enforce_if(~after, literal)
