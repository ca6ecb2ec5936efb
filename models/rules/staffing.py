"""Same or different people: ``uses[i, r] = uses[j, r]``, or ``uses[i, r] + uses[j, r] ≤ 1``.

For each resource that counts, if both are present; who is no candidate of one does not use it.
"""

from ortools.sat.python import cp_model

from models.cpsat.variables import Variables
from models.problem import Problem


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    for pair in problem.staffing:
        one, two = variables.uses[pair.first], variables.uses[pair.second]
        present = variables.present[pair.first], variables.present[pair.second]
        for r in sorted(filter(pair.counts, one.keys() | two.keys())):
            if pair.same:
                model.add(one.get(r, 0) == two.get(r, 0)).only_enforce_if(*present)
            elif r in one and r in two:
                model.add(one[r] + two[r] <= 1)
