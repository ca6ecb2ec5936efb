"""A genetic algorithm over orders, for makespans where nobody is to be chosen.

After Hartmann (1998) and Valls, Ballestín and Quintanilla (2008): an order is planned by the serial
scheme, justified backward and forward, and read off again from the starts that came of it; two good
orders give a child that has a part of the time from one and the rest from the other. A generation
is planned at once (`models.search.batch`).
"""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from models.problem import Problem
from models.schedule import Schedule
from models.search.batch import Batch, Flags, Keys, Table, Times
from models.search.improve import Limits
from models.timing import network

_POPULATION = (30, 240)
"""Fewest and most orders that live; as many are the children of a generation."""

_CELLS = 10_000_000
"""Orders × activities × slots up to which there are more: a generation takes about as long."""

_JITTER = 0.3
"""How far the first orders stray from that of the latest starts, as a share of its length."""

_CROSSED = 0.8
"""Share of children that have two parents."""

_MUTATED = (0.05, 0.05)
"""Share of activities that move, and how far as a share of the order (standard deviation)."""

_ROOM = 1.25
"""Length of the axis, as a multiple of the makespan to begin with."""

_WORK = 6e-6
"""Deterministic seconds for each activity of an order: about what planning it takes."""


def axis(schedule: Schedule) -> int:
    """Slots of the axis on which orders are planned."""
    return int(_ROOM * schedule.makespan) + 1


def evolve(
    problem: Problem,
    schedule: Schedule,
    limits: Limits,
    *,
    bound: int,
    found: Callable[[Schedule, str], None],
    stop: Callable[[], bool],
) -> None:
    """Looks for schedules with a lower makespan within the limits.

    Args:
        problem: What to plan; `models.search.batch.fits`.
        schedule: One to begin with.
        limits: See `models.search.improve.Limits`; one worker is used.
        bound: No makespan is lower; the search ends when it is reached.
        found: Given every better schedule.
        stop: Asked often; once true, the search ends.
    """
    _Evolution(problem, schedule, limits, bound).run(found, stop)


class _Evolution:
    """One call of `evolve`: the orders that live, best first, as keys between 0 and 1."""

    def __init__(self, problem: Problem, schedule: Schedule, limits: Limits, bound: int) -> None:
        self.problem = problem
        self.schedule = schedule
        self.limits = limits
        self.bound = bound
        self.batch = Batch(problem, axis(schedule))
        cells = len(problem.activities) * self.batch.slots
        self.population = min(max(_CELLS // cells, _POPULATION[0]), _POPULATION[1])
        self.random = np.random.default_rng(limits.seed)
        self.work = 0.0
        self.best = schedule.makespan
        starts = [[task.start for task in schedule.tasks if task is not None]]
        ends = [[task.end for task in schedule.tasks if task is not None]]
        self.keys = np.empty((0, len(starts[0])))
        self.ranks = np.empty((0, 2), dtype=np.int64)
        self._live(Times(starts=np.array(starts), ends=np.array(ends), whole=np.ones(1, np.bool_)))

    def run(self, found: Callable[[Schedule, str], None], stop: Callable[[], bool]) -> None:
        """Plans one generation after the other."""
        keys = self._first()
        while not stop() and not self._over() and self.best > self.bound:
            times = self._planned(keys)
            self._live(times)
            if self.ranks[0, 0] < self.best:
                self.best = int(self.ranks[0, 0])
                self._report(times, found)
            keys = self._children()

    def _over(self) -> bool:
        if self.limits.work is not None and self.work >= self.limits.work:
            return True
        return self.limits.until is not None and time.monotonic() >= self.limits.until

    def _first(self) -> Keys:
        """Orders like that of the latest starts."""
        latest = np.array(network.windows(self.problem).latest_start, dtype=float)
        jitter = self.random.random((self.population, len(latest)))
        keys: Keys = latest / max(1.0, latest.max()) + _JITTER * jitter
        return keys

    def _children(self) -> Keys:
        """Orders of those that live: a part of the time from another, and some moved."""
        one, other = self._parents(), self._parents()
        low, high = np.sort(self.random.random((2, len(one), 1)), axis=0)
        part = (one >= low) & (one <= high)
        crossed = self.random.random((len(one), 1)) < _CROSSED
        share, reach = _MUTATED
        mutated = self.random.random(one.shape) < share
        moves = np.where(mutated, self.random.normal(0, reach, one.shape), 0)
        children: Keys = np.where(part & crossed, other, one) + moves
        return children

    def _parents(self) -> Keys:
        """The better of two for each child."""
        drawn: Table = self.random.integers(len(self.keys), size=(self.population, 2))
        parents: Keys = self.keys[drawn.min(axis=1)]
        return parents

    def _planned(self, keys: Keys) -> Times:
        """Schedules of the orders, justified where that makes them no worse."""
        self.work += _WORK * keys.size
        forward = self.batch.forward(keys)
        backward = self.batch.backward(forward)
        again = self.batch.forward(backward.starts.astype(float))
        no_worse = again.ends.max(axis=1) <= forward.ends.max(axis=1)
        justified = (backward.whole & again.whole & no_worse)[:, None]
        return Times(
            starts=np.where(justified, again.starts, forward.starts),
            ends=np.where(justified, again.ends, forward.ends),
            whole=forward.whole,
        )

    def _live(self, times: Times) -> None:
        """Takes what is new among those that live, and of all these the best."""
        spans, sums = times.ends.max(axis=1), times.ends.sum(axis=1)
        ranks = np.concatenate([self.ranks, np.stack([spans, sums], axis=1)[times.whole]])
        keys = np.concatenate([self.keys, _keys(times.starts[times.whole])])
        by_rank = np.lexsort((ranks[:, 1], ranks[:, 0]))
        keys, ranks = keys[by_rank], ranks[by_rank]
        new: Flags = np.ones(len(ranks), dtype=np.bool_)
        new[1:] = (ranks[1:] != ranks[:-1]).any(axis=1)
        self.keys, self.ranks = keys[new][: self.population], ranks[new][: self.population]

    def _report(self, times: Times, found: Callable[[Schedule, str], None]) -> None:
        """Tells of the best of a generation."""
        spans = np.where(times.whole, times.ends.max(axis=1), np.iinfo(np.int64).max)
        best = int(spans.argmin())
        tasks = (
            None if task is None else replace(task, start=start, end=end)
            for task, start, end in zip(
                self.schedule.tasks,
                times.starts[best].tolist(),
                times.ends[best].tolist(),
                strict=True,
            )
        )
        found(Schedule(tasks=tuple(tasks)), "evolution")


def _keys(starts: Table) -> Keys:
    """The order of each row of starts, from 0 to 1."""
    places = np.argsort(np.argsort(starts, axis=1, kind="stable"), axis=1)
    keys: Keys = places / max(1, starts.shape[1])
    return keys
