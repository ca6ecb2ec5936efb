"""Lags: with events ``a`` and ``b``, ``W(b) − W(a) ≥ lag``; and ``b ≥ a`` where ``lag ≥ 0``.

``W`` is the identity on the axis, the working time on a calendar, or the wall clock, see
`models.problem.Precedence`. Both activities must be present for it to bind.
"""

from ortools.sat.python import cp_model

from models.cpsat.expressions import clock, event, worked
from models.cpsat.variables import Variables
from models.problem import Precedence, Problem


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    for precedence in problem.precedences:
        both = {
            literal.index: literal
            for literal in (
                variables.present[precedence.first],
                variables.present[precedence.second],
            )
        }
        for rule in _rules(variables, precedence):
            model.add(rule).only_enforce_if(*both.values())


def _rules(
    variables: Variables, precedence: Precedence
) -> list[cp_model.BoundedLinearExpression | bool]:
    first, second, lag = precedence.first, precedence.second, precedence.lag
    letters: tuple[str, ...] = tuple(precedence.kind)
    from_, to = ("F" if letters[0] == "F" else "S"), ("F" if letters[1] == "F" else "S")
    if precedence.elapsed:
        return [clock(variables, second, to) >= clock(variables, first, from_) + lag]  # type: ignore[arg-type]
    a, b = event(variables, first, from_), event(variables, second, to)  # type: ignore[arg-type]
    if precedence.calendar is None:
        return [b >= a + lag]
    before = worked(variables, first, from_, precedence.calendar)  # type: ignore[arg-type]
    after = worked(variables, second, to, precedence.calendar)  # type: ignore[arg-type]
    return [after >= before + lag, *([b >= a] if lag >= 0 else [])]
