"""Goals in strict order as one sum."""

from models.measures import MEASURES
from models.measures.goals import Goal
from models.problem import Problem


def sum_of_goals(problem: Problem, goals: tuple[Goal, ...]) -> Goal:
    """The goals as one sum in which a later one never outweighs an earlier one.

    Later goals whose weights would make the sum too large for exact arithmetic are left out.
    """
    ranges = [sum(w * MEASURES[name].range(problem) for name, w in goal.terms) for goal in goals]
    kept = 1
    size = ranges[0]
    while kept < len(goals) and size * (ranges[kept] + 1) < _LARGEST:
        size *= ranges[kept] + 1
        kept += 1
    factor = 1
    terms: list[tuple[str, int]] = []
    for k in reversed(range(kept)):
        terms += [(name, factor * w) for name, w in goals[k].terms]
        factor *= ranges[k] + 1
    return Goal(name="all", terms=tuple(terms))


_LARGEST = 2**46
