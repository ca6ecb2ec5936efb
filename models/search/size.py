"""The size of a problem: the number of its choices."""

from math import gcd

from models.problem import Problem, once


@once
def settled(problem: Problem) -> bool:
    """Whether it is given who does what: only dates are to be found."""
    return all(
        len(activity.modes) == 1
        and not activity.optional
        and all(seat.forced for seat in activity.modes[0].seats)
        for activity in problem.activities
    )


@once
def choices(problem: Problem) -> int:
    """Activities and their candidates: what the size of the model grows with."""
    return len(problem.activities) + sum(
        len(seat.candidates)
        for activity in problem.activities
        for mode in activity.modes
        for seat in mode.seats
    )


@once
def places(problem: Problem) -> list[tuple[int, int]]:
    """For each resource how many units a place of it has, and how many places there are."""
    units = [0] * len(problem.resources)
    for activity in problem.activities:
        for seat in (seat for mode in activity.modes for seat in mode.seats):
            for candidate in seat.candidates:
                units[candidate.resource] = gcd(units[candidate.resource], candidate.units)
    return [
        (size, resource.capacity // size) if size else (1, 1)
        for size, resource in zip(units, problem.resources, strict=True)
    ]
