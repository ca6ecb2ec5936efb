"""The exact reference: one option a task, every rule as a plain constraint on true instants.

``solve(spec)`` proves the best value of each goal in strict order, or that there is no plan.
"""

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from ortools.sat.python import cp_model

from tests.reference.goals import Goals
from tests.reference.links import add_links
from tests.reference.model import Expr, Model
from tests.reference.spec import Spec, UnsupportedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A goal, its value in the best plan found, and a proved bound."""

    goal: str
    value: Fraction
    bound: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A task in the best plan found."""

    task: str
    start: int
    end: int
    people: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the reference found; `unknown` with the bounds of the goals looked at.

    With a `grid` it is proved for instants that are multiples of so many minutes; a plan between
    them may be better.
    """

    status: Literal["optimal", "infeasible", "unknown"]
    values: tuple[Value, ...] = ()
    rows: tuple[Row, ...] = ()
    why: str = ""
    grid: int = 0


class Effort:
    """What is left of the time, in CP-SAT's deterministic units: about a second each, and the
    same on a busy machine.
    """

    def __init__(self, units: float) -> None:
        self.left = units


def solve(spec: Spec, seconds: float = 10, *, early: bool = False) -> Answer:
    """The best value of each goal in strict order; with `early`, what comes after the last goal.

    Where there is no plan within the days looked at, twice as many are.
    """
    answer = _solve(spec, seconds, early=early)
    if answer.status != "infeasible":
        return answer
    longer = _solve(replace(spec, days=2 * spec.days), seconds, early=early)
    return answer if longer.status == "infeasible" else longer


def _solve(spec: Spec, seconds: float, *, early: bool) -> Answer:
    effort = Effort(seconds)
    try:
        model = Model(spec)
        add_links(model)
        goals = Goals(model).all()
    except UnsupportedError as error:
        return Answer(status="unknown", why=str(error))
    grid = model.options.tick if model.options.rastered else 0
    answer = replace(_optimise(model, goals, effort), grid=grid)
    if not early or answer.status != "optimal":
        return answer
    return replace(answer, rows=_settled(model, effort))


def _optimise(model: Model, goals: list[tuple[str, Expr, Fraction]], effort: Effort) -> Answer:
    values: list[Value] = []
    rows: tuple[Row, ...] = ()
    for name, expression, unit in goals:
        status, solver = _least(model, expression, effort)
        if status == cp_model.INFEASIBLE and not values:
            return Answer(status="infeasible")
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Answer(status="unknown", values=tuple(values), rows=rows, why="time")
        value = round(solver.objective_value)
        bound = value if status == cp_model.OPTIMAL else math.ceil(solver.best_objective_bound)
        rows = _rows(model, solver)
        if not name and status == cp_model.OPTIMAL:
            model.cp.add(expression <= value)
            continue
        values.append(Value(goal=name, value=value * unit, bound=bound * unit))
        if status != cp_model.OPTIMAL:
            return Answer(status="unknown", values=tuple(values), rows=rows, why="time")
        model.cp.add(expression <= value)
    return Answer(status="optimal", values=tuple(values), rows=rows)


def _least(model: Model, expression: Expr, effort: Effort) -> tuple[Any, cp_model.CpSolver]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_probing_level = 0  # small models: three times faster without
    solver.parameters.symmetry_level = 0
    solver.parameters.max_deterministic_time = max(0.1, effort.left)
    model.cp.minimize(expression)
    status = solver.solve(model.cp)
    effort.left -= solver.response_proto.deterministic_time
    return status, solver


def _settled(model: Model, effort: Effort) -> tuple[Row, ...]:
    """After the last goal everything is as early as it can be; then what should be late is as
    late as it can be without moving anything else.
    """
    leaves = model.spec.leaves
    whole = sum(model.instants[task.id, which] for task in leaves for which in "SF")
    _, solver = _least(model, whole, effort)
    late = [task.id for task in leaves if task.late_as_possible]
    if not late:
        return _rows(model, solver)
    for task in leaves:
        if task.id not in late:
            for which in "SF":
                at = model.instants[task.id, which]
                model.cp.add(at == solver.value(at))
    _, solver = _least(model, -sum(model.instants[task, "S"] for task in late), effort)
    return _rows(model, solver)


def _rows(model: Model, solver: cp_model.CpSolver) -> tuple[Row, ...]:
    rows = []
    for task in model.spec.leaves:
        for lit, option in zip(model.lits[task.id], model.options.of[task.id], strict=True):
            if solver.boolean_value(lit):
                names = model.options.crews[task.id][option.crew].names
                rows.append(Row(task=task.id, start=option.start, end=option.end, people=names))
    return tuple(rows)
