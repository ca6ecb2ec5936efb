"""Annealing of lists with modes, for makespans where only times and modes are to be found.

It cools down once within the limits, as `models.search.annealing` does. Courses one after the
other, each twice as long as the one before, were worse: 117 in place of 115 on J10079_5 in 5 s.
"""

import numpy as np

from models.search.annealing import cooled
from models.search.arrays import Ints
from models.search.params import ModeParams
from models.search.timetable import Timetable, smallest
from models.search.warm import Warm


class ModeLine:
    """One course of cooling, and its best schedule."""

    def __init__(
        self, table: Timetable, starts: Ints, modes: Ints, params: ModeParams, seed: int
    ) -> None:
        from models.search import mode_lists, serial

        self._walk = mode_lists.walk_modes
        self._table, self._params = table, params
        self._board = serial.board(table)
        self._list = mode_lists.mode_list(table, starts, modes, seed, params.move)
        self._count = len(starts)

    @property
    def span(self) -> int:
        """The least makespan."""
        return int(self._list.best[-1])

    @property
    def times(self) -> Ints:
        """Its starts, then its ends."""
        return self._list.best[: 2 * self._count]

    @property
    def modes(self) -> Ints:
        """Its modes, as positions in each activity's."""
        modes: Ints = self._list.best[2 * self._count : -1] - self._table.mode[:-1]
        return modes

    def go(self, moves: int, share: float) -> None:
        """Makes so many moves, where a share of the limits is used up."""
        heat = self._params.heat[0] * cooled(self._params.heat, share)
        self._walk(self._table, self._board, self._list, heat, moves)


def make() -> None:
    """Makes machine code of what is used here, by the smallest of problems."""
    nothing = np.zeros(2, dtype=np.int64)
    ModeLine(smallest(modes=2), nothing, nothing, ModeParams(), 0).go(2, 0.0)


def _kept() -> bool:
    from models.search import compiled, mode_lists

    return compiled.kept(mode_lists.walk_modes)


WARM = Warm(__name__, _kept)
"""The machine code of lists with modes."""
