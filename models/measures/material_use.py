"""The use of materials before given slots."""

from models.materials import Consumption, Material
from models.measures.base import planned
from models.measures.spending import falls_in, share
from models.problem import Problem
from models.schedule import Schedule, Task


def used(
    problem: Problem, activity: int, task: Task, one: Consumption, until: int | None = None
) -> int:
    """Units of a consumption of a task before a slot; ``None`` is in all."""
    if until is None:
        return one.amount
    if one.spread:
        calendar = problem.used_by(activity, one)
        # the share of what is still there is rounded down, so that of what is used is rounded up
        return -share(calendar, one.spread, -one.amount, task.start, (0, until))
    return one.amount * falls_in(task, one.accrual, (0, until))


def shortage(problem: Problem, schedule: Schedule, m: int, material: Material) -> int:
    """The amount of a material that is missing, taken as if it were there from the beginning."""
    uses = [
        (i, task, one)
        for i, task in planned(schedule)
        for one in problem.activities[i].modes[task.mode].consumes
        if one.material == m
    ]
    return max(
        0,
        *(
            sum(used(problem, i, task, one, supply.until) for i, task, one in uses) - supply.amount
            for supply in material.supplies
        ),
    )
