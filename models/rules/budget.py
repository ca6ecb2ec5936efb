"""Money: ``spent(budget) ≤ limit`` for every hard budget; soft ones are priced in the objective."""

from ortools.sat.python import cp_model

from models.cpsat import cost_terms
from models.cpsat.variables import Variables
from models.problem import Problem


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    for budget in problem.budgets:
        if budget.price is None:
            model.add(cost_terms.spent(variables, budget) <= budget.limit)
