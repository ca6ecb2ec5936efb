"""Annealing of a list of activities, for makespans where only times are to be found.

It cools down once within the limits, as `models.search.annealing` does; the moves are machine code
(`models.search.order_walk`).
"""

import numpy as np

from models.search.arrays import Ints
from models.search.params import EvolutionParams
from models.search.timetable import Timetable, smallest
from models.search.warm import Warm


class OrderAnnealing:
    """One course of cooling, which begins when a share of the limits is used up."""

    def __init__(
        self, table: Timetable, starts: Ints, params: EvolutionParams, seed: int, begun: float
    ) -> None:
        from models.search import order_walk, serial

        self._move = order_walk.walk
        self._table, self._params, self._begun = table, params, begun
        self._board = serial.board(table)
        self._walk = order_walk.order_walk(
            table, starts, seed, turn=params.turn, mean_end=params.mean_end
        )

    @property
    def best(self) -> Ints:
        """Starts, then ends, of the best schedule, and last its length."""
        return self._walk.best

    def go(self, moves: int, share: float) -> None:
        """Makes so many moves, where a share of the limits is used up."""
        hot, cold = self._params.warmth if self._table.cyclic else self._params.heat
        cooled = (share - self._begun) / max(1e-9, 1 - self._begun)
        heat = hot * float((cold / hot) ** cooled)
        self._move(self._table, self._board, self._walk, heat, moves)


def make() -> None:
    """Makes machine code of what is used here, by the smallest of problems."""
    nothing = np.zeros(2, dtype=np.int64)
    OrderAnnealing(smallest(modes=1), nothing, EvolutionParams(), 0, 0.0).go(2, 0.0)


def _kept() -> bool:
    from models.search import compiled, order_walk

    return compiled.kept(order_walk.walk)


WARM = Warm(__name__, _kept)
"""The machine code of annealing orders."""
