"""A problem with another date, limit, link or amount; everything keeps its position."""

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any, Literal

from models.problem import Bounds, Precedence, Problem, with_bounds

Date = Literal["start_min", "start_max", "end_min", "end_max"]
DATES: tuple[Date, ...] = ("start_min", "start_max", "end_min", "end_max")
"""The hard dates of an activity, by name."""


def dated(problem: Problem, i: int, date: Date, value: int | None) -> Problem:
    """The problem with another hard date of an activity; None removes the date."""
    if value is None and date.endswith("min"):
        value = 0
    others = [other for other in DATES if other != date]
    activity = problem.activities[i]
    changes: dict[str, Any] = {date: None if value is None else max(0, value)}
    modes = tuple(with_bounds(mode, lambda b: stating(b, others)) for mode in activity.modes)
    activities = list(problem.activities)
    edges = tuple(replace(e, bounds=stating(e.bounds, others)) for e in activity.edges)
    activities[i] = replace(activity, modes=modes, edges=edges, **changes)
    return replace(problem, activities=tuple(activities))


def ending(problem: Problem, ends: Mapping[int, int]) -> Problem:
    """The problem in which each of some activities ends at its slot at the latest."""
    activities = list(problem.activities)
    for i, last in ends.items():
        before = activities[i].end_max
        if before is None or last < before:
            activities[i] = replace(activities[i], end_max=max(0, last))
    return replace(problem, activities=tuple(activities))


def stating(bounds: Bounds, kinds: Container[str]) -> Bounds:
    """The bounds of these kinds only."""
    return Bounds(**{kind: getattr(bounds, kind) for kind in DATES if kind in kinds})


def limited(problem: Problem, k: int, limit: int | None) -> Problem:
    """The problem with another limit of a hard budget; None is no limit."""
    old = problem.budgets[k]
    new = replace(old, price=0) if limit is None else replace(old, limit=limit, price=None)
    return replace(problem, budgets=(*problem.budgets[:k], new, *problem.budgets[k + 1 :]))


def stocked(problem: Problem, m: int, more: int | None) -> Problem:
    """The problem with more of a material at hand from the beginning; None is no end of it."""
    old = problem.materials[m]
    supplies = (replace(one, amount=one.amount + (more or 0)) for one in old.supplies)
    new = old.unlimited if more is None else replace(old, supplies=tuple(supplies))
    return replace(problem, materials=(*problem.materials[:m], new, *problem.materials[m + 1 :]))


def unlinked(problem: Problem, k: int) -> Problem:
    """The problem in which a link binds nothing."""
    links, pair = list(problem.precedences), problem.precedences[k]
    links[k] = Precedence(first=pair.first, second=pair.second, lag=-2 * problem.horizon)
    return replace(problem, precedences=tuple(links))


def doubled(problem: Problem, r: int) -> Problem:
    """The problem with twice as much of a resource."""
    one = problem.resources[r]
    levels = tuple(replace(level, capacity=2 * level.capacity) for level in one.levels)
    two = replace(one, capacity=2 * one.capacity, levels=levels)
    return replace(problem, resources=(*problem.resources[:r], two, *problem.resources[r + 1 :]))
