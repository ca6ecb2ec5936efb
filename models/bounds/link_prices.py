"""Prices of links by time, for a relaxation in which activities are priced one by one.

Of a link it is relaxed, for each slot, that what follows has started by then only if what it waits
for has ended (Pritsker, Watters and Wolfe 1969, in the form of Christofides, Alvarez-Valdés and
Tamarit 1987). With a price for each slot the second pays from its start on, and the first gets as
much from its end on. One price for the whole link, times the slots by which it is broken, is the
same for all slots and says much less.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.problem import Precedence

Line = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

_MOST = 1_000_000
"""Prices at most: where there were more, some slots in a row share one."""


class LinkPrices:
    """How prices of links become costs of activities, and by how much links are broken."""

    def __init__(self, links: Sequence[Precedence], activities: int, slots: int) -> None:
        """`slots` have prices; all that comes later counts as if it came with the next one."""
        self.links, self._activities, self._slots = links, activities, slots
        self._width = max(1, -(-len(links) * slots // _MOST))
        self._from = np.arange(0, slots, self._width)
        self._until = np.minimum(self._from + self._width, slots)
        self._seconds = np.array([link.second for link in links], dtype=np.int64)
        self._firsts = np.array([link.first for link in links], dtype=np.int64)
        self._of_end = np.array([link.kind[0] == "F" for link in links], dtype=np.bool_)
        lags = np.array([_lag(link) for link in links], dtype=np.int64)
        self._later, self._sooner = np.maximum(lags, 0), np.maximum(-lags, 0)

    @property
    def none(self) -> Line:
        """Prices that are all zero."""
        return np.zeros((len(self.links), len(self._from)))

    def costs(self, prices: Line) -> tuple[Line, Line]:
        """What links add to the cost of each activity, by its start and by its end."""
        every = np.ones(len(self.links), dtype=np.bool_)
        starts = self._summed(every, self._seconds, self._sooner, prices)
        if not self._of_end.all():
            starts -= self._summed(~self._of_end, self._firsts, self._later, prices)
        return starts, -self._summed(self._of_end, self._firsts, self._later, prices)

    def _summed(self, some: Flags, of: Places, shifts: Places, prices: Line) -> Line:
        """For each activity, by time, the prices of some links from so many slots later on."""
        each = np.zeros((self._activities, len(self._from)))
        plain = some & (shifts == 0)
        for activity, price in zip(of[plain], prices[plain], strict=True):
            each[activity] += price
        summed = self._from_here_on(each)
        times = np.arange(self._slots + 1)
        for x in np.flatnonzero(some & ~plain):
            row = self._from_here_on(prices[x : x + 1])[0]
            summed[of[x]] += row[np.minimum(times + shifts[x], self._slots)]
        return summed

    def _from_here_on(self, rows: Line) -> Line:
        """By time, the sum of the prices of the slots from then on."""
        summed = np.zeros((len(rows), self._slots + 1))
        by_slot = np.repeat(rows, self._width, axis=1)[:, : self._slots]
        summed[:, :-1] = np.cumsum(by_slot[:, ::-1], axis=1)[:, ::-1]
        return summed

    def broken(self, starts: Line, ends: Line) -> Line:
        """Of each link, by price, in how many slots it is broken; less where there is room.

        Args:
            starts: Of each activity.
            ends: Of each activity.
        """
        second = starts[self._seconds] + self._sooner
        first = np.where(self._of_end, ends[self._firsts], starts[self._firsts]) + self._later
        return self._since(second) - self._since(first)

    def _since(self, times: Line) -> Line:
        """How many slots of each price lie after a time."""
        left: Line = np.maximum(self._until - np.maximum(times[:, None], self._from), 0.0)
        return left


def _lag(link: Precedence) -> int:
    """Slots of the axis between the events at least; working slots are no fewer."""
    return 0 if link.elapsed else link.lag
