"""PyJobShop (Lan and Berkhout 2025) on the same problems, by its own model builder."""

from dataclasses import dataclass
from typing import Any

from benchmarks.suites import Suite
from models.problem import Activity, Mode, Problem
from models.schedule import Assignment, Schedule, Task


def pyjobshop(
    problem: Problem, suite: Suite, seconds: float, workers: int, seed: int
) -> tuple[str, Schedule | None, float]:
    """Plans a problem without calendars for makespan; see `benchmarks.run.Method`.

    One mode per candidate where a single seat has a choice, one with all demands for each mode
    where none has; a resource of capacity 1 is a machine, which takes no demand there. Materials
    are there in full from the beginning. Links are from end or start to start, with lags.
    """
    from pyjobshop import Model

    if suite.objective.goals[0].name != "finish":
        raise ValueError("PyJobShop is compared on makespan only")
    model = Model()
    resources = [
        model.add_machine() if who.capacity == 1 else model.add_renewable(who.capacity)
        for who in problem.resources
    ]
    stocks = [
        model.add_consumable(min(supply.amount for supply in one.supplies))
        for one in problem.materials
    ]
    tasks, staffings = [], []
    for activity in problem.activities:
        task = model.add_task(earliest_start=activity.start_min)
        for way in _ways(activity):
            used = [resources[r] for r in way.people] + [stocks[m] for m, _ in way.consumed]
            demands = [
                0 if problem.resources[r].capacity == 1 else u
                for r, u in zip(way.people, way.units, strict=True)
            ] + [amount for _, amount in way.consumed]
            model.add_mode(task, used, duration=way.work, demands=demands or None)
            staffings.append(way)
        tasks.append(task)
    ties = {"FS": model.add_end_before_start, "SS": model.add_start_before_start}
    for link in problem.precedences:
        ties[link.kind](tasks[link.first], tasks[link.second], link.lag)
    model.set_objective(weight_makespan=1)
    result = model.solve(time_limit=seconds, display=False, num_workers=workers, random_seed=seed)
    if result.best is None or not result.best.tasks:
        return "unknown", None, 0.0
    return (
        str(result.status.value).lower(),
        Schedule(tasks=tuple(_task(done, staffings[done.mode]) for done in result.best.tasks)),
        result.lower_bound,
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to staff a mode: resources, units of each, duration, materials and amounts."""

    mode: int
    people: list[int]
    units: list[int]
    work: int
    consumed: list[tuple[int, int]]


def _ways(activity: Activity) -> list[_Way]:
    """One for each mode, or for each candidate where a single seat has a choice."""
    (first, *_) = activity.modes
    if len(first.seats) == 1 and not first.seats[0].forced:
        (seat,) = first.seats
        return [_Way(0, [c.resource], [c.units], c.work, _consumed(first)) for c in seat.candidates]
    return [
        _Way(
            m,
            [candidate.resource for seat in mode.seats for candidate in seat.candidates],
            [candidate.units for seat in mode.seats for candidate in seat.candidates],
            max([mode.work, *(c.work for seat in mode.seats for c in seat.candidates)]),
            _consumed(mode),
        )
        for m, mode in enumerate(activity.modes)
    ]


def _consumed(mode: Mode) -> list[tuple[int, int]]:
    return [(one.material, one.amount) for one in mode.consumes]


def _task(done: Any, way: _Way) -> Task:
    assignments = tuple(Assignment(seat=s, resource=r) for s, r in enumerate(way.people))
    return Task(start=done.start, end=done.end, mode=way.mode, assignments=assignments)
