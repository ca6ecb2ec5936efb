"""Materials: ``used before t ≤ supplied before t`` at every delivery t, and in the end."""

from ortools.sat.python import cp_model

from models.cpsat.accrual import falls_in, spread
from models.cpsat.variables import Linear, Variables
from models.materials import Consumption, Material, Supply
from models.measures import material_use
from models.problem import Problem

Consumed = tuple[int, int, Consumption]
"""Activity, mode, what is used up so."""


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Adds the rule, except for supplies that suffice for every use before them."""
    for m, material in enumerate(problem.materials):
        for supply in material.supplies:
            early = _early(variables, m, supply)
            if _most(early) > supply.amount or supply.amount < 0:
                model.add(_total(variables, early, supply) <= supply.amount)


def shortage(variables: Variables, m: int, material: Material) -> Linear:
    """The amount that is missing of a material, taken as if it were there from the beginning."""
    more = variables.integer(
        0,
        sum(_most(_early(variables, m, supply)) for supply in material.supplies),
        "shortage",
        lambda schedule: material_use.shortage(variables.problem, schedule, m, material),
    )
    for supply in material.supplies:
        early = _early(variables, m, supply)
        variables.model.add(more >= _total(variables, early, supply) - supply.amount)
    return more


def _early(variables: Variables, m: int, supply: Supply) -> list[Consumed]:
    """The uses of a material that may come before a supply."""
    return [
        (i, k, one)
        for i, activity in enumerate(variables.problem.activities)
        for k, mode in enumerate(activity.modes)
        for one in mode.consumes
        if one.material == m
        if supply.until is None or variables.window[i][0] <= supply.until
    ]


def _total(variables: Variables, uses: list[Consumed], supply: Supply) -> Linear:
    return cp_model.LinearExpr.sum([_used(variables, use, supply.until) for use in uses])


def _most(uses: list[Consumed]) -> int:
    """The most that could be used: each activity in the mode that uses most."""
    by_mode: dict[tuple[int, int], int] = {}
    for i, k, one in uses:
        by_mode[i, k] = by_mode.get((i, k), 0) + one.amount
    most: dict[int, int] = {}
    for (i, _), amount in by_mode.items():
        most[i] = max(most.get(i, 0), amount)
    return sum(most.values())


def _used(variables: Variables, use: Consumed, until: int | None) -> Linear:
    """Units that are used before a slot, see `models.measures.material_use.used`."""
    i, k, one = use
    active = variables.mode[i][k]
    if until is None:
        return one.amount * active
    if one.spread:
        calendar = variables.problem.used_by(i, one)
        return -spread(variables, i, active, calendar, (one.spread, -one.amount), (0, until))
    return one.amount * falls_in(variables, i, active, one.accrual, (0, until))
