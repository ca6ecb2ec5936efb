"""Goals as CP-SAT expressions, equal to `models.measures.goals.value` where they are minimised."""

from typing import TYPE_CHECKING, cast

from models.measures import MEASURES
from models.measures.goals import Goal

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from models.cpsat.variables import Linear, Variables


def expression(variables: "Variables", goal: Goal) -> "cp_model.LinearExpr":
    """The goal's weighted sum of measures."""
    terms: list[Linear] = [weight * measure(variables, name) for name, weight in goal.terms]
    return cast("cp_model.LinearExpr", variables.total(terms))


def tighten(variables: "Variables") -> None:
    """Add what bounds the lateness expressed so far from below (`models.bounds.energy`).

    For proofs: it costs time where only a better schedule is looked for.
    """
    from models.bounds import energy

    if variables.tardy or variables.late:
        energy.add(variables, variables.tardy, variables.late)


def measure(variables: "Variables", name: str) -> "Linear":
    """The expression of one measure; it is made once."""
    key = ("measure", name)
    if key not in variables.memo:
        variables.memo[key] = MEASURES[name].expression(variables)
    return variables.memo[key]
