"""At every instant, ``Σ units of what runs ≤ capacity`` for each resource.

One cumulative per resource over optional intervals, its numbers divided by their common divisor;
a no-overlap where no two of them fit side by side; nothing where all of them do.

Where there is less of the resource for a time, ``Σ min(units, level) ≤ level``: one cumulative
more for each height of the levels, in which outside of them nothing is too much.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import gcd

from ortools.sat.python import cp_model

from models.cpsat import stays
from models.cpsat.overtime_work import SeatPlace, effort
from models.cpsat.splits import split_of
from models.cpsat.variables import Use, Variables
from models.problem import Candidate, Problem, Resource


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    for who, taking in zip(problem.resources, uses(variables), strict=True):
        _limit(model, who.capacity, taking)
        for capacity in sorted({level.capacity for level in who.levels}):
            _level(model, problem, who, capacity, taking)


def uses(variables: Variables) -> list[list[Use]]:
    """For each resource, all that may take units of it; made once."""
    if variables.taking is None:
        problem = variables.problem
        variables.taking = [[] for _ in problem.resources]
        for i, activity in enumerate(problem.activities):
            if not activity.instant:
                _activity(variables, i, variables.taking)
        for start, end, units, r in _reserved(problem):
            interval = variables.model.new_fixed_size_interval_var(start, end - start, "reserved")
            variables.taking[r].append(Use(interval=interval, units=units, least=end - start))
    return variables.taking


def _activity(variables: Variables, i: int, taking: list[list[Use]]) -> None:
    """One interval for each resource the activity may use, or one per seat where they differ."""
    alike = variables.alike[i]
    places = Counter(r for _, _, r in variables.sits[i])
    for r, seats in _sitting(variables, i).items():
        kinds = {(c.units, *(() if alike else (c.calendar, c.work))) for _, c, _ in seats}
        several = len(kinds) > 1 or len(seats) < places[r]
        several = several or (not alike and any(c.overtime is not None for _, c, _ in seats))
        place, candidate, _ = seats[0]
        one = [(place, candidate, variables.uses[i][r])]
        for place, candidate, literal in seats if several else one:
            if candidate.units > variables.problem.resources[r].capacity:
                _takes_none(variables, i, literal)
            elif candidate.units and alike:
                taking[r] += _taken(variables, i, candidate, literal)
            elif candidate.units:
                taking[r].append(_stays(variables, place, candidate, literal))


def _sitting(
    variables: Variables, i: int
) -> dict[int, list[tuple[SeatPlace, Candidate, cp_model.IntVar]]]:
    """For each resource that the activity may take something of, where, as whom and whether."""
    together = variables.problem.activities[i].throughout
    found: dict[int, list[tuple[SeatPlace, Candidate, cp_model.IntVar]]] = {}
    for m, s, candidate in variables.problem.choices(i):
        literal = variables.sits[i][m, s, candidate.resource]
        if candidate.work or together:
            found.setdefault(candidate.resource, []).append(((i, m, s), candidate, literal))
    return found


def _stays(
    variables: Variables, place: SeatPlace, candidate: Candidate, literal: cp_model.IntVar
) -> Use:
    """What somebody takes who is there for their own work only."""
    if candidate.overtime is not None:
        stay = stays.of_effort(effort(variables, place, candidate))
    else:
        calendar = variables.problem.calendar_position(candidate)
        stay = stays.stay(variables, place[0], calendar, candidate.work)
    interval = stay.interval(variables, literal, f"on[{place[0]},{candidate.resource}]")
    return Use(interval=interval, units=candidate.units, least=stay.least)


def _level(
    model: cp_model.CpModel, problem: Problem, who: Resource, capacity: int, uses: list[Use]
) -> None:
    """Limits the units in use in the slots where a resource has fewer units than usual."""
    demands = [min(use.units, capacity) for use in uses]
    most = sum(demands)
    if most <= capacity:
        return
    spans = [(one.start, one.end) for one in who.levels if one.capacity == capacity]
    inside = [
        model.new_fixed_size_interval_var(start, end - start, "level")
        for start, end in spans
        if start < problem.horizon
    ]
    intervals = [*(use.interval for use in uses), *inside]
    model.add_cumulative(intervals, [*demands, *(most - capacity for _ in inside)], most)


def _takes_none(variables: Variables, i: int, literal: cp_model.IntVar) -> None:
    """There is not enough of the resource: with it the activity takes no time at all."""
    alike = variables.alike[i]
    if not alike or isinstance(variables.size[i], int):
        variables.model.add(literal == 0)
    else:
        variables.model.add(variables.size[i] == 0).only_enforce_if(literal)


def _taken(
    variables: Variables, i: int, candidate: Candidate, literal: cp_model.IntVar
) -> Iterator[Use]:
    """What somebody takes who is there from start to end, or for each piece."""
    whole = stays.StayVariables(
        start=variables.start[i],
        size=variables.size[i],
        end=variables.end[i],
        least=variables.span[i][0],
    )
    pieces = [(whole, literal)]
    if variables.problem.activities[i].split is not None:
        pieces = list(split_of(variables, i).stays(literal))
    for piece, there in pieces:
        interval = piece.interval(variables, there, f"on[{i},{candidate.resource}]")
        yield Use(interval=interval, units=candidate.units, least=piece.least)


def _reserved(problem: Problem) -> list[tuple[int, int, int, int]]:
    """``(start, end, units, resource)``: the sum of all reservations, without overlaps."""
    changes: dict[int, dict[int, int]] = {}
    for taken in problem.reservations:
        at = changes.setdefault(taken.resource, {})
        at[taken.start] = at.get(taken.start, 0) + taken.units
        at[taken.end] = at.get(taken.end, 0) - taken.units
    merged = []
    for resource, at in changes.items():
        load = 0
        for start, end in pairwise(sorted(at)):
            load += at[start]
            if load:
                merged.append((start, end, load, resource))
    return merged


def _limit(model: cp_model.CpModel, capacity: int, uses: list[Use]) -> None:
    if sum(use.units for use in uses) <= capacity:
        return
    smallest = sorted(use.units for use in uses)[:2]
    if sum(smallest) > capacity and len(uses) > 1 and all(use.least for use in uses):
        model.add_no_overlap(use.interval for use in uses)
        return
    unit = gcd(*(use.units for use in uses))
    demands = [use.units // unit for use in uses]
    model.add_cumulative([use.interval for use in uses], demands, capacity // unit)
