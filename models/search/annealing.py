"""Simulated annealing over lists of activities (Kirkpatrick, Gelatt and Vecchi 1983).

For weighted lateness where much is late: an activity that goes earlier pushes all that come after
it, so that neighbourhoods whose surroundings stay (`models.search.large_neighbourhood`) get stuck.
Here the whole order may change, a move at a time, as machine code (`models.search.chain`). Each
worker has a chain of its own from the same beginning; the best of them counts.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from models.calendars import Calendar
from models.measures import MEASURES
from models.measures.base import Price
from models.measures.goals import Goal, Objective, measure, value
from models.measures.spending import excess
from models.problem import Activity, Candidate, Mode, Problem, Resource, Seat
from models.schedule import Schedule
from models.search.activity_lists import ActivityList, ActivityLists
from models.search.greedy import construct
from models.search.large_neighbourhood import Limits
from models.search.left_shift import earliest
from models.search.params import MoveParams
from models.search.warm import Warm

if TYPE_CHECKING:
    from models.search.chain_state import AnnealingChain


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
        problem: What to plan; `models.search.activity_lists.fits`.
        goals: In strict order; the search minimises the first, the others where that is open.
        schedule: Where to begin.
        limits: See `models.search.large_neighbourhood.Limits`; as many chains as workers.
        found: Given better schedules now and then, which may break rules that lists do not know.
        stop: Asked often; once true, the search ends.
    """
    prices = _prices(problem, goals, schedule)
    Annealing(problem, prices, schedule, limits).cool_down(found, stop)


def cooled(heat: tuple[float, float], share: float) -> float:
    """What is left of the first temperature after a share of the way to the last: geometric."""
    first, last = heat
    return float((last / first) ** share)


def make() -> None:
    """Makes machine code of what is used here, by the smallest of problems."""
    seat = Seat(candidates=(Candidate(resource=0, work=1),))
    problem = Problem(
        horizon=4,
        activities=(Activity(modes=(Mode(seats=(seat,)),), due=0, weight=1),),
        calendars=(Calendar.always(4),),
        resources=(Resource(calendar=0),),
    )
    goals = (Goal(name="late", terms=(("lateness", 1),)),)
    schedule = construct(problem, Objective(goals=goals))
    if schedule is None:
        raise ValueError("the smallest problem has no schedule")
    limits = Limits(until=None, work=0.1)
    Annealing(problem, _prices(problem, goals, schedule), schedule, limits)


def _kept() -> bool:
    from models.search import chain, compiled

    return compiled.kept(chain.walk)


WARM = Warm(__name__, _kept)
"""The machine code of chains."""


class Annealing:
    """One cooling of lists, by the prices of what they tell of."""

    def __init__(
        self,
        problem: Problem,
        prices: dict[str, float],
        schedule: Schedule,
        limits: Limits,
        floors: Sequence[int] | None = None,
    ) -> None:
        self.problem = problem
        self.limits = limits
        self.params = params = limits.params.annealing
        self.begun = time.monotonic()
        self.prices = prices
        self.least = MEASURES["cost"].bound(problem)
        self.lists = ActivityLists(problem, self.prices, floors)
        begin = self.lists.of(schedule)
        self.chains = [
            self.chain(begin, limits.seed + n, params.move) for n in range(limits.workers)
        ]
        self.moves = max(1, params.moves // max(1, len(begin.order)))
        self.work = 0.0
        self.mean, self.measured = self._mean(schedule), self._value
        self.reported = self._value, self.begun
        self.exceeded = False

    def chain(self, one: ActivityList, seed: int, rates: MoveParams) -> "AnnealingChain":
        """A chain that begins with a list."""
        from models.search.chain import chain

        return chain(self.lists.tables, one, seed, rates)

    def walk(self, chain: "AnnealingChain", heat: float, moves: int) -> int:
        """Moves of a chain; how many activities they put."""
        from models.search.chain import walk

        return int(walk(self.lists.tables, chain, heat, moves))

    def cool_down(self, found: Callable[[Schedule, str], None], stop: Callable[[], bool]) -> None:
        """Cools down once within the limits, or until a budget is exceeded; see `anneal`."""
        if not len(self.chains[0].order):
            return
        self.begun = time.monotonic()  # what was made ready is not part of the cooling
        with ThreadPoolExecutor(self.limits.workers) as threads:
            while self._share() < 1 and not (self._reached or self.exceeded or stop()):
                self._cool(threads, self._heat())
                if self.limits.work is None:  # never by the clock under a deterministic limit
                    self._report(found, self.params.report)
        self._report(found, 0.0)

    def _share(self) -> float:
        """The share of the limits that is used up."""
        used = []
        if self.limits.work is not None:
            used.append(self.work / self.limits.work)
        if self.limits.until is not None:
            whole = max(1e-9, self.limits.until - self.begun)
            used.append((time.monotonic() - self.begun) / whole)
        return max(used, default=1.0)

    def _heat(self) -> float:
        """The temperature for now: by the best list, for the first may have cost many times it."""
        if self._value < self.params.anew * self.measured:
            self.mean, self.measured = self._mean(self._schedule()), self._value
        heat = self.params.heat
        return self.mean * heat[0] * cooled(heat, self._share())

    def _mean(self, schedule: Schedule) -> float:
        """The mean price of an activity's time, or a share of its people's cost if more."""

        def paid(name: Price, least: int = 0) -> float:
            return self.prices.get(name, 0.0) * (measure(self.problem, schedule, name) - least)

        late, dear = paid("lateness") + paid("finish"), paid("cost", self.least)
        return max(late, self.params.cheaper * dear) / len(self.problem.activities)

    def _cool(self, threads: Executor, heat: float) -> None:
        """Some moves of every chain."""
        walks = [threads.submit(self.step, k, heat) for k in range(len(self.chains))]
        self.work += self.params.work * max(walk.result() for walk in walks)

    def step(self, k: int, heat: float) -> int:
        """Some moves of the k-th chain; how many activities they put."""
        return self.walk(self.chains[k], heat, self.moves)

    @property
    def _best(self) -> "AnnealingChain":
        return min(self.chains, key=lambda chain: float(chain.value[1]))

    @property
    def _value(self) -> float:
        return float(self._best.value[1])

    @property
    def _reached(self) -> bool:
        """Whether nothing better is looked for."""
        return False

    def _report(self, found: Callable[[Schedule, str], None], pause: float) -> None:
        best, when = self.reported
        if self._value < best and time.monotonic() >= when + pause:
            schedule = earliest(self.problem, self._schedule())
            if schedule is not None:
                self.exceeded = excess(self.problem, schedule) > 0
                found(schedule, "annealing")
            self.reported = self._value, time.monotonic()

    def _schedule(self) -> Schedule:
        from models.search.chain import times

        best = self._best.best
        return self.lists.schedule(best, *times(self.lists.tables, best))


def _prices(problem: Problem, goals: tuple[Goal, ...], schedule: Schedule) -> dict[str, float]:
    """The first goal's prices; each later goal counts a hundredth of the one before it."""
    prices: dict[str, float] = {}
    whole = 100.0 * max(1, abs(value(problem, schedule, goals[0])))
    for goal in goals:
        whole /= 100
        known = [(price, n, w) for n, w in goal.terms if (price := MEASURES[n].price)]
        terms = tuple((name, weight) for _, name, weight in known)
        now = abs(value(problem, schedule, replace(goal, terms=terms)))
        for price, _, weight in known:
            prices[price] = prices.get(price, 0.0) + weight * (
                1.0 if goal is goals[0] else whole / max(1, now)
            )
    return prices
