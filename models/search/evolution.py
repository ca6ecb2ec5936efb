"""A genetic algorithm over orders, for makespans where nobody is to be chosen.

After Hartmann (1998) and Valls, Ballestín and Quintanilla (2008): an order is planned by the serial
scheme, justified backward and forward, and read off again from the starts that came of it; two good
orders give a child that has a part of the time from one and the rest from the other.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from models.goals import Objective, value
from models.problem import Problem
from models.schedule import Schedule
from models.search.greedy import fast, justified
from models.search.improve import Limits
from models.search.passes import Graph, Rule, attempted

_POPULATION = 30
"""Orders that live."""

_JITTER = 0.3
"""How far the first orders stray from that of the latest starts, as a share of its length."""

_CROSSED = 0.8
"""Share of children that have two parents."""

_MUTATED = (0.03, 0.08)
"""Share of activities that move, and how far as a share of the order (standard deviation)."""

_WORK = 1e-4
"""Deterministic seconds for each activity of an order: about what planning it takes."""

Order = list[float]
"""For each activity where it stands, from 0 to 1."""


@dataclass(frozen=True, slots=True, order=True)
class _One:
    """An order that lives; the better it is the smaller."""

    values: tuple[int, ...]
    ends: int
    order: Order


def evolve(
    problem: Problem,
    objective: Objective,
    schedule: Schedule,
    limits: Limits,
    *,
    bounds: tuple[int, ...],
    found: Callable[[Schedule, str], None],
    stop: Callable[[], bool],
) -> None:
    """Looks for better schedules within the limits.

    Args:
        problem: What to plan.
        objective: What is good.
        schedule: One to begin with.
        limits: See `models.search.improve.Limits`; one worker is used.
        bounds: What is proved of each goal; the search ends when all are reached.
        found: Given every better schedule.
        stop: Asked often; once true, the search ends.
    """
    _Evolution(problem, objective, limits, bounds).run(schedule, found, stop)


class _Evolution:
    """One call of `evolve`."""

    def __init__(
        self, problem: Problem, objective: Objective, limits: Limits, bounds: tuple[int, ...]
    ) -> None:
        self.problem = problem
        self.objective = objective
        self.limits = limits
        self.bounds = bounds
        self.graph = Graph(problem)
        self.random = Random(limits.seed)  # noqa: S311 - a search, not a secret
        self.work = 0.0
        self.living: list[_One] = []

    def run(
        self, schedule: Schedule, found: Callable[[Schedule, str], None], stop: Callable[[], bool]
    ) -> None:
        """Plans one order after the other."""
        self._live(schedule)
        best = self.living[0]
        for order in self._orders():
            if stop() or self._over() or best.values <= self.bounds:
                break
            planned = self._planned(order)
            if planned is None:
                continue
            one = self._live(planned)
            if one.values < best.values:
                best = one
                found(planned, "evolution")

    def _over(self) -> bool:
        if self.limits.work is not None and self.work >= self.limits.work:
            return True
        return self.limits.until is not None and time.monotonic() >= self.limits.until

    def _orders(self) -> Iterator[Order]:
        """Orders like that of the latest starts, then children of those that live."""
        latest = self.graph.windows.latest_start
        for _ in range(2 * _POPULATION):
            if len(self.living) < _POPULATION:
                last = max(1, *latest, 1)
                yield [at / last + _JITTER * self.random.random() for at in latest]
        while True:
            yield self._child()

    def _child(self) -> Order:
        one, other = (min(self.random.choices(self.living, k=2)) for _ in range(2))
        child = list(one.order)
        if self.random.random() < _CROSSED:
            low, high = sorted((self.random.random(), self.random.random()))
            child = [b if low <= a <= high else a for a, b in zip(child, other.order, strict=True)]
        share, reach = _MUTATED
        return [
            at + self.random.gauss(0, reach) if self.random.random() < share else at for at in child
        ]

    def _planned(self, order: Order) -> Schedule | None:
        """The order's schedule, justified if that makes it no worse."""
        self.work += _WORK * len(order)
        rule = Rule(priority=tuple(order), taste=fast)
        forward = attempted(self.graph, rule, attempts=1)
        if forward is None:
            return None
        back = justified(self.graph, forward, rule)
        return forward if back is None or self._values(back) > self._values(forward) else back

    def _live(self, schedule: Schedule) -> _One:
        """Takes a schedule among those that live, unless it is worse than all or there already."""
        tasks = schedule.tasks
        starts = [0 if task is None else task.start for task in tasks]
        order = [0.0] * len(starts)
        for place, i in enumerate(sorted(range(len(starts)), key=starts.__getitem__)):
            order[i] = place / len(starts)
        one = _One(self._values(schedule), sum(t.end for t in tasks if t is not None), order)
        if all((one.values, one.ends) != (other.values, other.ends) for other in self.living):
            self.living.append(one)
            if len(self.living) > _POPULATION:
                self.living.remove(max(self.living))
        return one

    def _values(self, schedule: Schedule) -> tuple[int, ...]:
        return tuple(value(self.problem, schedule, goal) for goal in self.objective.goals)
