"""The least that activities take of budgets and materials, and which limits that exceeds."""

from collections.abc import Iterator
from itertools import accumulate

from models.conflict.facts import Fact
from models.measures.cost import cheapest
from models.problem import Problem

_ALONE = 8
"""At most this many activities are examined alone."""


def exceeding(problem: Problem, fact: Fact) -> Iterator[tuple[int, ...]]:
    """Activities that take more than a limit wherever they are: each alone, then the fewest.

    Args:
        problem: Whose limit it is.
        fact: The limit: of kind ``budget`` or ``material``.
    """
    most, taken = _limited(problem, fact)
    order = sorted(range(len(taken)), key=lambda i: -taken[i])
    yield from ((i,) for i in order[:_ALONE] if taken[i] > most)
    sums = accumulate(taken[i] for i in order)
    fewest = next((k for k, total in enumerate(sums, 1) if total > most), 1)
    if fewest > 1:
        yield tuple(order[:fewest])


def _limited(problem: Problem, fact: Fact) -> tuple[int, list[int]]:
    """A limit, and what each activity takes of it at least, in cents or units."""
    if fact.kind == "budget":
        budget, taken = problem.budgets[fact.position], list(map(cheapest, problem.activities))
        named = range(len(taken)) if budget.activities is None else set(budget.activities)
        return budget.limit, [cost if i in named else 0 for i, cost in enumerate(taken)]
    used = [
        min(sum(c.amount for c in mode.consumes if c.material == fact.position) for mode in a.modes)
        for a in problem.activities
    ]
    return max(supply.amount for supply in problem.materials[fact.position].supplies), used
