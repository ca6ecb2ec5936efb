"""Simulated annealing over lists of activities (Kirkpatrick, Gelatt and Vecchi 1983).

For weighted lateness where much is late: what goes earlier pushes all that comes after it, so that
neighbourhoods whose surroundings stay where they are (`models.search.improve`) get stuck. Here the
whole order may change. Many moves are tried at a time (`models.search.lists`); of those that would
be accepted alone some are made at once, if together they do what they promise.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from math import log
from random import Random

import numpy as np

from models.goals import Goal, Measure, value
from models.problem import Problem
from models.schedule import Schedule
from models.search.improve import Limits
from models.search.lists import Costs, Lists, Move
from models.search.moves import Moves
from models.search.tidy import earliest

_TRIED = (16, 128, 512)
"""Fewest moves that are tried at a time, how many at first, and most."""

_MADE = (30, 4, 32)
"""For how many activities a move more is made at a time; fewest and most of them."""

_HEAT = (3.0, 0.02)
"""First and last temperature, as a multiple of what an activity's lateness costs on the mean."""

_WORK = 4e-6
"""Deterministic seconds for each activity that is placed: about what it takes."""

_REPORT = 1.0
"""Seconds between two schedules made of lists."""


def anneal(
    problem: Problem,
    goals: tuple[Goal, ...],
    schedule: Schedule,
    limits: Limits,
    *,
    found: Callable[[Schedule, str], None],
    stop: Callable[[], bool],
) -> None:
    """Cools down once within the limits.

    Args:
        problem: What to plan; `models.search.lists.fits`.
        goals: In strict order; the search minimises the first, the others where that is open.
        schedule: Where to begin.
        limits: See `models.search.improve.Limits`; one worker is used.
        found: Given better schedules now and then, which may break rules that lists do not know.
        stop: Asked often; once true, the search ends.
    """
    _Annealing(problem, goals, schedule, limits).run(found, stop)


class _Annealing:
    """One call of `anneal`."""

    def __init__(
        self, problem: Problem, goals: tuple[Goal, ...], schedule: Schedule, limits: Limits
    ) -> None:
        self.problem = problem
        self.limits = limits
        self.begun = time.monotonic()
        self.work = 0.0
        self.tried = _TRIED[1]
        self.made = min(max(len(problem.activities) // _MADE[0], _MADE[1]), _MADE[2])
        self.random = Random(limits.seed)  # noqa: S311 - a search, not a secret
        self.lists = Lists(problem, _prices(problem, goals, schedule))
        self.plan = self.lists.plan(schedule)
        self.best = self.plan
        self.reported = self.plan, self.begun

    def run(self, found: Callable[[Schedule, str], None], stop: Callable[[], bool]) -> None:
        """Cools down."""
        if not self.plan.order:
            return
        mean = (self.plan.value - self.plan.cost * self.lists.prices["cost"]) / len(self.plan.order)
        while self._share() < 1 and not stop():
            heat = mean * _HEAT[0] * (_HEAT[1] / _HEAT[0]) ** self._share()
            self._make(self._acceptable(heat), heat)
            if self.plan.value < self.best.value:
                self.best = self.plan
            if self.limits.work is None:  # never by the clock under a deterministic limit
                self._report(found, _REPORT)
        self._report(found, 0.0)

    def _share(self) -> float:
        """How much of the limits is used up."""
        used = []
        if self.limits.work is not None:
            used.append(self.work / self.limits.work)
        if self.limits.until is not None:
            whole = max(1e-9, self.limits.until - self.begun)
            used.append((time.monotonic() - self.begun) / whole)
        return max(used, default=1.0)

    def _tried(self, moves: list[Move]) -> Costs:
        """By how much the plan would change."""
        self.work += _WORK * len(self.plan.order)
        if not moves:
            return np.zeros(0)
        return self.lists.tried(self.plan, moves) - self.plan.value

    def _acceptable(self, heat: float) -> list[tuple[float, Move]]:
        """Moves of different activities, each acceptable alone, and what they change."""
        begin = self.random.randrange(len(self.plan.order))
        moves = Moves(self.lists, self.plan, self.random).some(self.tried, begin)
        pairs = list(zip(self._tried(moves).tolist(), moves, strict=True))
        self.random.shuffle(pairs)
        taken: set[int] = set()
        chosen: list[tuple[float, Move]] = []
        for change, move in pairs:
            if change >= -heat * log(1 - self.random.random()):
                continue
            who = {i for i, _, _ in move}
            if not who & taken:
                taken |= who
                chosen.append((change, move))
        more = 1.1 if len(chosen) < 2 * self.made else 0.9
        self.tried = round(min(max(self.tried * more, _TRIED[0]), _TRIED[2]))
        return chosen[: self.made]

    def _make(self, chosen: list[tuple[float, Move]], heat: float) -> None:
        """Make the moves together; if they get into each other's way, half of them."""
        while chosen:
            promised = sum(change for change, _ in chosen)
            plan = self.lists.moved(self.plan, tuple(one for _, move in chosen for one in move))
            self.work += _WORK * len(self.plan.order) / 10
            if plan and plan.value - self.plan.value <= promised + heat * len(chosen):
                self.plan = plan
                return
            chosen = chosen[: len(chosen) // 2]

    def _report(self, found: Callable[[Schedule, str], None], pause: float) -> None:
        plan, when = self.reported
        if self.best is not plan and time.monotonic() >= when + pause:
            schedule = earliest(self.problem, self.lists.schedule(self.best))
            if schedule is not None:
                found(schedule, "annealing")
            self.reported = self.best, time.monotonic()


def _prices(problem: Problem, goals: tuple[Goal, ...], schedule: Schedule) -> dict[Measure, float]:
    """The first goal's prices; each later goal counts a hundredth of the one before it."""
    prices: dict[Measure, float] = {}
    whole = 100.0 * max(1, abs(value(problem, schedule, goals[0])))
    for goal in goals:
        whole /= 100
        known = tuple(
            (name, weight) for name, weight in goal.terms if name in ("lateness", "cost", "finish")
        )
        now = abs(value(problem, schedule, replace(goal, terms=known)))
        for name, weight in known:
            prices[name] = prices.get(name, 0.0) + weight * (
                1.0 if goal is goals[0] else whole / max(1, now)
            )
    return prices
