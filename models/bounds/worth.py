"""What a slot of somebody's time is worth: what one more of it would save.

Cheap people have no time for everything. What dates bind has to be done within them, the rest
whenever there is time, by whom is cheapest of those who have any left: a slot that is taken from
it costs as much more as the next cheapest does. That is the dual value of people's time in the
cheapest flow of work (`models.bounds.flow`), with two periods only.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from ortools.linear_solver import pywraplp

from models.bounds.load import reserved
from models.problem import Problem

_Rates = tuple[tuple[int, float], ...]
"""Who can take some work, and at what price for a unit and slot of it."""


def worth(problem: Problem, dated: Collection[int], until: int) -> list[float]:
    """Of each resource, cents that a unit of it is worth for a slot.

    Args:
        problem: What is planned.
        dated: What has to be done within dates.
        until: The slot by which that has ended.
    """
    solver: Any = pywraplp.Solver.CreateSolver("GLOP")
    room = [_rows(solver, problem, slot) for slot in (until, problem.horizon)]
    price = solver.Objective()
    price.SetMinimization()
    for (bound, people), amount in _work(problem, dated).items():
        all_of_it = solver.Constraint(amount, solver.infinity())
        for resource, cents in people:
            taken = solver.NumVar(0.0, solver.infinity(), "")
            price.SetCoefficient(taken, cents)
            all_of_it.SetCoefficient(taken, 1.0)
            for row in room if bound else room[1:]:
                row[resource].SetCoefficient(taken, 1.0)
    if solver.Solve() != solver.OPTIMAL:
        return [0.0] * len(problem.resources)
    return [max(0.0, -row.dual_value()) for row in room[1]]


def _rows(solver: Any, problem: Problem, slot: int) -> list[Any]:
    """Rows that nobody does more before a slot than there is time for."""
    taken = reserved(problem, slot)
    times = (
        one.capacity * problem.widest[r].worked(slot) - taken.get(r, 0)
        for r, one in enumerate(problem.resources)
    )
    return [solver.Constraint(-solver.infinity(), max(0, time)) for time in times]


def _work(problem: Problem, dated: Collection[int]) -> dict[tuple[bool, _Rates], int]:
    """Units and slots of work, by whether dates bind it and who can take it."""
    found = defaultdict[tuple[bool, _Rates], int](int)
    for i, activity in enumerate(problem.activities):
        if activity.optional or len(activity.modes) > 1:
            continue
        for seat in activity.modes[0].seats:
            if all(c.work and c.units for c in seat.candidates):
                energies = [(c, c.work * c.units) for c in seat.candidates]
                people = tuple((c.resource, c.least / energy) for c, energy in energies)
                found[i in dated, people] += seat.energy
    return found
