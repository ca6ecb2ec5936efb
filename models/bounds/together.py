"""A makespan bounded by what can run together: cut as one likes, in sets that fit.

At each instant a set `S` runs of which no one waits for another's end, and which fits into every
resource. Whatever is scheduled spends a time `x_S` on each such set, so that the makespan is at
least the optimum of

    min Σ x_S    with    Σ { x_S : i ∈ S } ≥ p_i  for each activity,    x ≥ 0

(Mingozzi, Maniezzo, Ricciardelli and Bianco 1998). It sees what energy does not: that three which
take 15 of 40 leave nothing that the others could use. Sets are made as they are asked for (column
generation): with the activities' prices `y` CP-SAT looks for the dearest set. Whatever the prices
are, if no set is dearer than `P`, the makespan is at least `Σ p_i y_i / P` (Farley 1990); with
whole prices that is exact, and nothing is left to rounding.
"""

from collections.abc import Callable

import numpy as np
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from models.problem import Problem
from models.search.arrays import Ints

_UNIT = 1_000_000
"""Prices are counted in this part of a slot."""

_ROUNDS = 400
"""Sets that are made at most: 60 to 100 are enough for 40 activities."""

_LARGEST = 200
"""Activities above which it takes too long."""

_CROWD = 8
"""Activities at a time, on the mean, above which energy says as much: on 200_10_85_15, with 10 at a
time, it takes 6 s for nothing."""

_EFFORT = 0.2
"""CP-SAT's deterministic seconds for a set; what it has not proved then only bounds less."""


def bounded_together(problem: Problem, best: int, stop: Callable[[float], bool]) -> int:
    """A lower bound of the makespan; 0 where there is none.

    Args:
        problem: What is planned, with one mode for each activity and nobody to be chosen: as
            `models.bounds.groups.in_groups` makes it.
        best: The best makespan; it ends when that is proved.
        stop: Asked after each set, with the deterministic seconds that were spent; true ends it.
    """
    works = _works(problem)
    if len(works) > _LARGEST or sum(works.values()) > _CROWD * best:
        return 0
    plan, sets = _Plan(works), _Sets(problem, works)
    bound, spent = 0, 0.0
    for _ in range(_ROUNDS):
        prices = plan.prices()
        dearest, most, work = sets.dearest(prices)
        spent += work
        if most > 0:
            total = sum(works[i] * price for i, price in prices.items())
            bound = max(bound, -(-total // most))
        worth = sum(prices[i] for i in dearest)
        if bound >= best or worth <= _UNIT + len(prices) or stop(spent):
            break
        plan.add(dearest)
    return bound


def _works(problem: Problem) -> dict[int, int]:
    """The slots of work of each activity that takes any."""
    works = {}
    for i, activity in enumerate(problem.activities):
        mode = activity.modes[0]
        works[i] = max([mode.work, *(c.work for seat in mode.seats for c in seat.candidates)])
    return {i: work for i, work in works.items() if work}


class _Plan:
    """The time that is spent on each set."""

    def __init__(self, works: dict[int, int]) -> None:
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._infinity = self._solver.infinity()
        self._rows = {i: self._solver.Constraint(work, self._infinity) for i, work in works.items()}
        self._time = self._solver.Objective()
        self._time.SetMinimization()
        for i in works:
            self.add([i])

    def add(self, some: list[int]) -> None:
        """Adds a set."""
        spent = self._solver.NumVar(0.0, self._infinity, "")
        self._time.SetCoefficient(spent, 1.0)
        for i in some:
            self._rows[i].SetCoefficient(spent, 1.0)

    def prices(self) -> dict[int, int]:
        """The price of a slot of each activity, in whole parts of a slot, rounded."""
        self._solver.Solve()
        return {i: max(0, round(_UNIT * row.dual_value())) for i, row in self._rows.items()}


class _Sets:
    """The sets that can run together."""

    def __init__(self, problem: Problem, works: dict[int, int]) -> None:
        self._model = cp_model.CpModel()
        self._picks = {i: self._model.new_bool_var("") for i in works}
        for r, resource in enumerate(problem.resources):
            taken = [
                c.units * self._picks[i]
                for i in works
                for seat in problem.activities[i].modes[0].seats
                for c in seat.candidates
                if c.resource == r
            ]
            self._model.add(sum(taken) <= resource.capacity)
        waits = _waits(problem)
        for i in works:
            for j in works:
                if waits[i, j]:
                    self._model.add_at_most_one(self._picks[i], self._picks[j])

    def dearest(self, prices: dict[int, int]) -> tuple[list[int], int, float]:
        """A set with the highest price found, what none exceeds, and the work that took."""
        rows = [prices[i] * pick for i, pick in self._picks.items()]
        self._model.maximize(sum(rows))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = _EFFORT
        solver.parameters.linearization_level = 2
        solver.parameters.catch_sigint_signal = False
        status = solver.solve(self._model)
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        some = [i for i, pick in self._picks.items() if solver.value(pick)] if found else []
        most = round(solver.best_objective_bound) if found else 0
        return some, most, solver.response_proto.deterministic_time


def _waits(problem: Problem) -> Ints:
    """Which activity, in a row, another one waits for to end, directly or by way of others."""
    count = len(problem.activities)
    waits = np.zeros((count, count), dtype=np.int64)
    for link in problem.precedences:
        if link.kind == "FS" and link.lag >= 0 and not link.lags:
            waits[link.first, link.second] = 1
    for k in range(count):
        waits |= np.outer(waits[:, k], waits[k])
    return waits
