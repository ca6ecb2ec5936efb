"""The rule of materials: no more is used than has been delivered."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from models.check.counting import Violation, done_between, planned
from models.materials import Consumption
from models.problem import Problem
from models.schedule import Schedule, Task


def material(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Before each delivery, and in the end, no more of a material is used than has come."""
    uses = [
        (i, task, one)
        for i, task in planned(schedule)
        for one in problem.activities[i].modes[task.mode].consumes
    ]
    for m, material in enumerate(problem.materials):
        for supply in material.supplies:
            taken = [
                (i, _used(problem, i, task, one, supply.until))
                for i, task, one in uses
                if one.material == m
            ]
            total = sum(amount for _, amount in taken)
            if total > supply.amount:
                message = f"{material.name}: {total} used of {supply.amount} until {supply.until}"
                who = tuple(sorted({i for i, amount in taken if amount}))
                yield Violation(rule="material", activities=who, message=message)


def _used(problem: Problem, i: int, task: Task, one: Consumption, until: int | None) -> int:
    """Units used before a slot, slot by slot; what is over the work rounded up cumulatively."""
    if until is None:
        return one.amount
    if one.spread:
        usual = problem.activities[i].calendar
        calendar = problem.calendars[usual if one.calendar is None else one.calendar]
        done = min(one.spread, done_between(calendar, task.start, max(task.start, until)))
        return ceil(Fraction(one.amount) * done / one.spread)
    slot = task.start if one.accrual == "start" else max(0, task.end - 1)
    return one.amount if slot < until else 0
