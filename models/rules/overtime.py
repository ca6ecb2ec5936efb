"""Nobody works more overtime than they may: ``Σ units · x_k ≤ most · capacity`` by ceiling.

``x_k`` is the overtime on an activity in stretch k, see `models.cpsat.overtime_work`: every ceiling
consists of whole stretches.
"""

from collections import defaultdict

from ortools.sat.python import cp_model

from models.cpsat.overtime_work import OvertimeWork, effort
from models.cpsat.variables import Variables
from models.problem import Problem


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    efforts: dict[int, list[tuple[int, OvertimeWork]]] = defaultdict(list)
    for i in range(len(problem.activities)):
        for m, s, candidate in problem.choices(i):
            if candidate.overtime is not None:
                found = effort(variables, (i, m, s), candidate)
                efforts[candidate.resource].append((candidate.units, found))
    for r, taken in efforts.items():
        who = problem.resources[r]
        for ceiling in who.overtime.ceilings if who.overtime else ():
            terms = [
                units * x
                for units, found in taken
                for (first, _), x in found.amounts.items()
                if ceiling.start <= first < ceiling.end
            ]
            model.add(cp_model.LinearExpr.sum(terms) <= ceiling.most * who.capacity)
