"""Redundant load constraints: nobody does more by the end of the plan than they have time for.

For each resource r with capacity C and working time W, and the makespan T:

    Σ over (i, seat) of work × units × sits  ≤  C × W(T) − reserved

where ``W(T) ≤ W(L) + T − L`` for a lower bound ``L ≤ T``. What is on r and can neither start
before h nor end less than q before T fits in the time between:

    Σ over i with head ≥ h and tail ≥ q of …  ≤  C × (W(T) − W(h) − q)   (calendars without gaps)

Intervals and no-overlaps imply these rows but their propagation does not see them while it is
open who does what; with them the linear relaxation does (from gaps of 33–60 % to 0–0.5 % on
multi-skill instances). The rows of all resources of a skill add up to the row of the skill.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from ortools.sat.python import cp_model

from models.cpsat.variables import Linear, Variables
from models.problem import Problem

_CUTS = 12
"""Distinct heads and tails per resource that get a row of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Energy:
    """The energy of an activity on a resource if the literal is true, and where it can lie."""

    literal: cp_model.IntVar
    amount: int
    head: int
    tail: int
    optional: bool


def until(
    variables: Variables,
    last: cp_model.IntVar,
    least: int,
    tails: list[int],
    counted: Collection[int],
) -> None:
    """Add the rows.

    Args:
        variables: The variables of the model to add to.
        last: The last end of the activities that count.
        least: A lower bound of it.
        tails: For each activity, how long after its end everything ends at the earliest.
        counted: The activities that count, by position.
    """
    problem = variables.problem
    energies = _energies(variables, tails, counted)
    taken = reserved(problem, least)
    for r, resource in enumerate(problem.resources):
        if not energies[r]:
            continue
        calendar = problem.widest[r]
        gapless = calendar.gapless(problem.horizon)
        for head, tail in _cuts(energies[r]) if gapless else [(0, 0)]:
            inside = [e for e in energies[r] if e.head >= head and e.tail >= tail]
            if (head or tail) and all(e.optional for e in inside):
                continue  # the plan may well end before they could start
            load: list[Linear] = [e.amount * e.literal for e in inside]
            known = calendar.worked(least) - calendar.worked(head) - tail
            room = resource.capacity * (last - least + known)
            variables.model.add(
                cp_model.LinearExpr.sum(load) <= room - (taken[r] if head == 0 else 0)
            )


def _energies(
    variables: Variables, tails: list[int], counted: Collection[int]
) -> dict[int, list[_Energy]]:
    problem = variables.problem
    found: dict[int, list[_Energy]] = defaultdict(list)
    for i in counted:
        activity = problem.activities[i]
        for m, s, candidate in problem.choices(i):
            amount = candidate.work * candidate.units
            if amount:
                found[candidate.resource].append(
                    _Energy(
                        literal=variables.sits[i][m, s, candidate.resource],
                        amount=amount,
                        head=variables.window[i][0],
                        tail=tails[i],
                        optional=activity.optional,
                    )
                )
    return found


def _cuts(energies: list[_Energy]) -> set[tuple[int, int]]:
    """Pairs (head, tail) worth a row: none, and evenly spread over those that occur."""
    heads = _spread({e.head for e in energies})
    tails = _spread({e.tail for e in energies})
    return {(0, 0)} | {(head, 0) for head in heads} | {(0, tail) for tail in tails}


def _spread(values: set[int]) -> list[int]:
    ordered = sorted(values)
    step = max(1, len(ordered) // _CUTS)
    return ordered[::step]


def reserved(problem: Problem, least: int) -> dict[int, int]:
    """Units × working slots taken for certain before `least`, per resource.

    Overlapping reservations, and those beyond the capacity, are left out of the count.
    """
    taken: dict[int, int] = defaultdict(int)
    until: dict[int, int] = defaultdict(int)
    for one in sorted(problem.reservations, key=lambda one: (one.start, one.end)):
        resource = problem.resources[one.resource]
        start, end = max(one.start, until[one.resource]), min(one.end, least)
        if start < end and one.units <= resource.capacity:
            calendar = problem.widest[one.resource]
            taken[one.resource] += one.units * (calendar.worked(end) - calendar.worked(start))
            until[one.resource] = end
    return taken
