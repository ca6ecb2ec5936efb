"""The earliest times of activities by their dates and by the materials that they use."""

from collections.abc import Iterator

from models.materials import Consumption, Supply
from models.problem import Mode, Problem


def first_times(problem: Problem) -> tuple[list[int], list[int]]:
    """Slots before which each activity cannot start and cannot end, for its dates and materials.

    Each use is held against each supply alone, so the times are valid for every schedule: what
    others use makes them later still.
    """
    starts = [activity.start_min for activity in problem.activities]
    ends = [activity.end_min for activity in problem.activities]
    if any(supply.until is not None for one in problem.materials for supply in one.supplies):
        supplied = [_supplied(problem, i) for i in range(len(problem.activities))]
        starts = [max(start, first) for start, (first, _) in zip(starts, supplied, strict=True)]
        ends = [max(end, first) for end, (_, first) in zip(ends, supplied, strict=True)]
    return starts, ends


def _supplied(problem: Problem, i: int) -> tuple[int, int]:
    """The first start and end for which there is enough, in the mode that needs least."""
    times = [tuple(_of_mode(problem, i, mode)) for mode in problem.activities[i].modes]
    starts = (max((start for start, _ in mode), default=0) for mode in times)
    ends = (max((end for _, end in mode), default=0) for mode in times)
    return min(starts, default=0), min(ends, default=0)


def _of_mode(problem: Problem, i: int, mode: Mode) -> Iterator[tuple[int, int]]:
    for one in mode.consumes:
        for supply in problem.materials[one.material].supplies:
            if supply.until is not None and one.amount > supply.amount >= 0:
                yield _after(problem, i, one, supply, supply.until)


def _after(
    problem: Problem, i: int, one: Consumption, supply: Supply, until: int
) -> tuple[int, int]:
    """Earliest start and end with which no more than a supply is used before it ends."""
    if one.spread:
        calendar = problem.used_by(i, one)
        share = calendar.needs(one.spread) * supply.amount // one.amount
        start = calendar.reaching(calendar.progress(until) - share)
        return until if start is None else start, 0
    return (until, 0) if one.accrual == "start" else (0, until + 1)
