"""No piece of what is interrupted is too small for anybody who works on it.

For each calendar k of a part of the work that is done, and each piece that is there, if there is a
second one:

    W_k(to) − W_k(from)  ≥  least

How often an activity is interrupted, and that its pieces come one after the other, is in the
variables (`models.cpsat.splits`); that they hold the work is in `models.rules.duration`.
"""

from ortools.sat.python import cp_model

from models.cpsat import stays
from models.cpsat.splits import split_of
from models.cpsat.variables import Variables
from models.problem import Problem


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    for i, activity in enumerate(problem.activities):
        if activity.split is None:
            continue
        found = split_of(variables, i)
        for (calendar, _, _), parts in stays.groups(variables, i).items():
            literals = [stays.done(variables, i, part) for part in parts]
            active = variables.either(literals, f"active[{i}]")
            worked = found.worked(calendar)
            there = [piece.there for piece in found.pieces[1:]]
            for slots, literal in zip(worked, [there[0], *there], strict=True):
                model.add(slots >= activity.split.least).only_enforce_if(active, literal)
