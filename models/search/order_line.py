"""Orders of one worker, by machine code: they evolve, then the best of them is annealed.

Populations evolve one after the other, each twice as large as the one before and until hardly any
child lives: small ones give a good schedule at once, large ones a better one later. Annealing
(`models.search.order_annealing`) has the rest of the limits where there is time for enough moves:
it gets on where populations have come to rest. Where maximum lags close cycles it has all of them.
"""

from collections.abc import Callable

import numpy as np

from models.search import timetable
from models.search.arrays import NEVER, Ints
from models.search.order_annealing import OrderAnnealing
from models.search.params import EvolutionParams
from models.search.timetable import Timetable
from models.search.warm import Warm


class OrderLine:
    """The orders of a worker, and the best schedule of them.

    With `anneals` the best one is annealed, as soon as that is true.
    """

    def __init__(
        self,
        table: Timetable,
        starts: Ints,
        params: EvolutionParams,
        seed: int,
        anneals: Callable[[], bool] | None = None,
    ) -> None:
        from models.search import orders, serial

        self._orders = orders
        self._table = table
        self._starts = starts
        self._params = params
        self._board = serial.board(table)
        self._seeds = np.random.default_rng(seed)
        self._anneals = anneals
        self._annealing: OrderAnnealing | None = None
        self.span, self.times = NEVER, np.empty(0, dtype=np.int64)
        self.modes = np.zeros(len(starts), dtype=np.int64)
        self._settle(params.first)

    def go(self, lists: int, share: float) -> None:
        """Plans `lists` lists, where a share of the limits is used up."""
        if self._annealing is None and (self._table.cyclic or share >= self._params.bred):
            self._anneal_if_ready(share)
        if self._annealing is None:
            self._breed(lists)
        else:
            self._annealing.go(lists, share)
            self._take(self._annealing.best)

    def _settle(self, population: int) -> None:
        """A new population, still without lists."""
        jitter, mutants = self._params.jitter, self._params.mutants
        self._lives = self._orders.orders(
            self._starts, population, self._seed(), jitter=jitter, mutants=mutants
        )
        self._planned = 0

    def _seed(self) -> int:
        return int(self._seeds.integers(2**31))

    def _breed(self, children: int) -> None:
        """Plans children, and settles a larger population once this one has come to rest."""
        population = len(self._lives.early.spans)
        calm = self._orders.grow(self._table, self._board, self._lives, self._planned, children)
        self._planned += children
        self._take(self._lives.best)
        if calm > self._params.calm:
            self._settle(min(self._params.growth * population, self._params.most))

    def _anneal_if_ready(self, share: float) -> None:
        """Anneals the best schedule from now on, if that is asked for."""
        if self._anneals is not None and self._anneals():
            starts = self.times[: len(self._starts)] if self.span < NEVER else self._starts
            self._annealing = OrderAnnealing(self._table, starts, self._params, self._seed(), share)

    def _take(self, best: Ints) -> None:
        """Keeps a schedule if it is shorter: starts, ends, length."""
        if best[-1] < self.span:
            self.span, self.times = int(best[-1]), best[:-1].copy()


def make() -> None:
    """Makes machine code of orders that evolve, by the smallest of problems."""
    nothing = np.zeros(2, dtype=np.int64)
    OrderLine(timetable.smallest(modes=1), nothing, EvolutionParams(), 0).go(4, 0.0)


def _kept() -> bool:
    from models.search import compiled, orders

    return compiled.kept(orders.grow)


WARM = Warm(__name__, _kept)
"""The machine code of orders that evolve."""
