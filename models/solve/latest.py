"""The latest start of an activity if everything else may be planned again.

The true float of an activity: people, ways and order are free, while nothing that is due gets later
than it is or may be, and the whole ends no later. That it is found by search and not along a chain
of fixed orders is what tells it from the float of a schedule; see Wiest (1964) on how little the
latter says where people are limited.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from models import rules
from models.cpsat.variables import Variables
from models.problem import Activity, Problem
from models.schedule import Schedule, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """A start that was found; with `proved` there is no later one."""

    start: int
    proved: bool


def latest_starts(
    problem: Problem,
    schedule: Schedule,
    activities: Iterable[int],
    *,
    effort: float = 1.0,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[int, Latest]]:
    """The latest start of each of some planned activities, one after the other.

    Args:
        problem: What is planned.
        schedule: A valid schedule, whose dates are kept.
        activities: Their positions.
        effort: CP-SAT's deterministic seconds for each.
        stop: Asked before each; once true, the rest is left out.
    """
    kept = _kept(problem, schedule)
    variables = Variables(kept, cp_model.CpModel())
    for rule in rules.ALL:
        rule.add(variables.model, kept, variables)
    variables.hint(schedule)
    for k in activities:
        task = schedule.tasks[k]
        if stop():
            return
        if task is None:
            continue
        variables.model.maximize(variables.start[k])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = effort
        solver.parameters.catch_sigint_signal = False
        status = solver.solve(variables.model)
        found = task.start
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            found = max(found, round(solver.objective_value))
        yield k, Latest(start=found, proved=status == cp_model.OPTIMAL)


def _kept(problem: Problem, schedule: Schedule) -> Problem:
    """The problem in which the dates of a schedule are kept, and what it has is done."""
    pairs = zip(problem.activities, schedule.tasks, strict=True)
    end = schedule.makespan
    return replace(problem, activities=tuple(_dated(one, task, end) for one, task in pairs))


def _dated(activity: Activity, task: Task | None, end: int) -> Activity:
    if task is None:
        return activity
    last = [end] if activity.end_max is None else [end, activity.end_max]
    if activity.due is not None and activity.weight:
        last.append(max(activity.due, task.end))
    return replace(activity, end_max=min(last), drop_cost=None)
