"""PyJobShop (Lan and Berkhout 2025) on the same problems, by its own model builder."""

from typing import Any

from benchmarks.suites import Suite
from models.problem import Activity, Problem
from models.schedule import Assignment, Schedule, Task


def pyjobshop(
    problem: Problem, suite: Suite, seconds: float, workers: int, seed: int
) -> tuple[str, Schedule | None, float]:
    """Plans a problem without calendars for makespan; see `benchmarks.run.Method`.

    One mode per candidate where a single seat has a choice, one mode with all demands where none
    has; a resource of capacity 1 is a machine, which takes no demand there.
    """
    from pyjobshop import Model

    if suite.objective.goals[0].name != "finish":
        raise ValueError("PyJobShop is compared on makespan only")
    model = Model()
    resources = [
        model.add_machine() if who.capacity == 1 else model.add_renewable(who.capacity)
        for who in problem.resources
    ]
    tasks, staffings = [], []
    for activity in problem.activities:
        task = model.add_task()
        for people, units, work in _modes(activity):
            used = [resources[r] for r in people]
            demands = [
                0 if problem.resources[r].capacity == 1 else u
                for r, u in zip(people, units, strict=True)
            ]
            model.add_mode(task, used, duration=work, demands=demands or None)
            staffings.append(people)
        tasks.append(task)
    for link in problem.precedences:
        model.add_end_before_start(tasks[link.first], tasks[link.second])
    model.set_objective(weight_makespan=1)
    result = model.solve(time_limit=seconds, display=False, num_workers=workers, random_seed=seed)
    if result.best is None or not result.best.tasks:
        return "unknown", None, 0.0
    return (
        str(result.status.value).lower(),
        Schedule(tasks=tuple(_task(done, staffings[done.mode]) for done in result.best.tasks)),
        result.lower_bound,
    )


def _modes(activity: Activity) -> list[tuple[list[int], list[int], int]]:
    """``(resources, demands, duration)`` of each way to staff the activity."""
    mode = activity.modes[0]
    if all(seat.forced for seat in mode.seats):
        people = [candidate.resource for seat in mode.seats for candidate in seat.candidates]
        units = [candidate.units for seat in mode.seats for candidate in seat.candidates]
        work = [candidate.work for seat in mode.seats for candidate in seat.candidates]
        return [(people, units, max([mode.work, *work]))]
    (seat,) = mode.seats
    return [([c.resource], [c.units], c.work) for c in seat.candidates]


def _task(done: Any, people: list[int]) -> Task:
    assignments = tuple(Assignment(seat=s, resource=r) for s, r in enumerate(people))
    return Task(start=done.start, end=done.end, assignments=assignments)
