"""Well-formed tasks: modes and seats exist and are taken by those who may take them."""

from collections.abc import Iterator
from itertools import pairwise

from models.check.counting import Violation
from models.problem import Activity, Problem
from models.schedule import Schedule, Task


def well_formed(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Modes and seats exist; every seat is filled by different, qualified resources."""
    for i, (activity, task) in enumerate(zip(problem.activities, schedule.tasks, strict=True)):
        message = _misshaped(problem, activity, task)
        if not message and task is not None and task.breaks and not _in_order(task):
            message = f"the breaks {task.breaks} are not in order, apart and inside"
        if message:
            yield Violation(rule="shape", activities=(i,), message=f"{activity.name}: {message}")


def _misshaped(problem: Problem, activity: Activity, task: Task | None) -> str:
    if task is None:
        return "" if activity.drop_cost is not None else "must be done and is left out"
    if not 0 <= task.start <= task.end <= problem.horizon:
        return f"[{task.start}, {task.end}) is not a span within the horizon {problem.horizon}"
    if not 0 <= task.mode < len(activity.modes):
        return f"there is no mode {task.mode}"
    people = [assignment.resource for assignment in task.assignments]
    if len(set(people)) != len(people):
        return "a resource sits on more than one seat"
    seats = activity.modes[task.mode].seats
    for s, seat in enumerate(seats):
        sitting = [a.resource for a in task.assignments if a.seat == s]
        if len(sitting) != seat.count:
            return f"seat {s} needs {seat.count} and has {len(sitting)}"
        if not set(sitting) <= {candidate.resource for candidate in seat.candidates}:
            return f"seat {s} is taken by somebody who may not take it"
    if any(not 0 <= assignment.seat < len(seats) for assignment in task.assignments):
        return "an assignment names a seat that is not there"
    return ""


def _in_order(task: Task) -> bool:
    """Whether the task runs before, between and after its breaks."""
    edges = [task.start, *(slot for span in task.breaks for slot in span), task.end]
    return all(one < other for one, other in pairwise(edges))
