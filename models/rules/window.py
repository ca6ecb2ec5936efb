"""Hard dates: ``start_min ≤ start ≤ start_max`` and ``end_min ≤ end ≤ end_max`` if present.

The bounds of candidates bind with who is assigned. With c assigned, ``start ≤ start_max_c`` and
``end ≥ end_min_c``. For each value v of theirs in a mode, ``start ≥ v`` unless somebody with a
lower `start_min` is assigned, ``end ≤ v`` unless somebody with a higher `end_max`. Those of a mode
bind in that mode.
"""

from collections.abc import Iterable

from ortools.sat.python import cp_model

from models.cpsat.variables import Variables
from models.problem import FREE, Bounds, Problem


def add(_: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    for i, activity in enumerate(problem.activities):
        bind(variables, i, activity.bounds, variables.present[i])
        for m, mode in enumerate(activity.modes):
            chosen = variables.mode[i][m]
            if mode.bounds != FREE:
                bind(variables, i, mode.bounds, chosen)
            sitting = [
                (candidate.bounds, variables.sits[i][m, s, candidate.resource])
                for s, seat in enumerate(mode.seats)
                for candidate in seat.candidates
            ]
            if any(bounds != FREE for bounds, _ in sitting):
                bind_assigned(variables, i, sitting, chosen)


def bind(variables: Variables, i: int, bounds: Bounds, *when: cp_model.IntVar) -> None:
    """Bounds of an activity that hold when all the literals do."""
    model, start, end = variables.model, variables.start[i], variables.end[i]
    model.add(start >= bounds.start_min).only_enforce_if(*when)
    model.add(end >= bounds.end_min).only_enforce_if(*when)
    if bounds.start_max is not None:
        model.add(start <= bounds.start_max).only_enforce_if(*when)
    if bounds.end_max is not None:
        model.add(end <= bounds.end_max).only_enforce_if(*when)


def bind_assigned(
    variables: Variables,
    i: int,
    sitting: Iterable[tuple[Bounds, cp_model.IntVar]],
    *when: cp_model.IntVar,
) -> None:
    """Bounds of those who may be assigned, each with the literal that it is, when all hold."""
    model, start, end, sitting = variables.model, variables.start[i], variables.end[i], [*sitting]
    for bounds, literal in sitting:
        model.add(end >= bounds.end_min).only_enforce_if(*when, literal)
        if bounds.start_max is not None:
            model.add(start <= bounds.start_max).only_enforce_if(*when, literal)
    for low in {bounds.start_min for bounds, _ in sitting} - {0}:
        lower = (literal for bounds, literal in sitting if bounds.start_min < low)
        model.add(start >= low).only_enforce_if(*when, *_not(lower))
    ends = [(bounds.end_max, literal) for bounds, literal in sitting]
    for high in {end for end, _ in ends if end is not None}:
        higher = (literal for end, literal in ends if end is None or end > high)
        model.add(end <= high).only_enforce_if(*when, *_not(higher))


def _not(literals: Iterable[cp_model.IntVar]) -> list[cp_model.BoolVarT]:
    return [~literal for literal in {one.index: one for one in literals}.values()]
