"""Prices of links by time, for a relaxation in which activities are priced one by one.

Of a link it is relaxed, for each slot, that what follows has started by then only if what it waits
for has ended (Pritsker, Watters and Wolfe 1969, in the form of Christofides, Alvarez-Valdés and
Tamarit 1987). With a price for each slot the second pays from its start on, and the first gets as
much from its end on. One price for the whole link, times the slots by which it is broken, is the
same for all slots and says much less.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from models.problem import Precedence
from models.search.arrays import Flags, Floats, Ints
from models.search.compiled import inner

_MOST = 1_000_000
"""Prices at most: where there were more, some slots in a row share one."""


class LinkTable(NamedTuple):
    """Links as arrays; what is said of a price is said of the slots from `since` to `until`.

    Args:
        first: Of each link the activity that is waited for.
        second: Of each the activity that waits.
        of_end: Whether the end of the first is waited for, or its start.
        sooner: Slots by which the second may start before that.
        later: Slots by which it starts after that at least.
        begin: For each activity, where its entries in `at` begin; one more than activities.
        at: The links at an activity: k where it is the second of link k, else -1 - k.
        since: Where the slots of each price begin.
        until: Where they end; all later slots have no price.
    """

    first: Ints
    second: Ints
    of_end: Flags
    sooner: Ints
    later: Ints
    begin: Ints
    at: Ints
    since: Ints
    until: Ints

    @property
    def none(self) -> Floats:
        """Prices that are all zero: a row for each link."""
        return np.zeros((len(self.first), len(self.since)))


class Pulls(NamedTuple):
    """What links add to the cost of one activity, and room to find it.

    Args:
        start: By its start.
        end: By its end.
        row: Room for one row by slot.
        sums: Room for prices, of all that moves with the start and of all that does with the end.
    """

    start: Floats
    end: Floats
    row: Floats
    sums: Floats


def link_table(links: Sequence[Precedence], activities: int, slots: int) -> LinkTable:
    """The links as a table; `slots` have prices."""
    width = max(1, -(-len(links) * slots // _MOST))
    since = np.arange(0, slots, width)
    at: list[list[int]] = [[] for _ in range(activities)]
    for k, link in enumerate(links):
        at[link.second].append(k)
        at[link.first].append(-1 - k)
    lags = np.array([_lag(link) for link in links], dtype=np.int64)
    return LinkTable(
        first=np.array([link.first for link in links], dtype=np.int64),
        second=np.array([link.second for link in links], dtype=np.int64),
        of_end=np.array([link.kind[0] == "F" for link in links], dtype=np.bool_),
        sooner=np.maximum(-lags, 0),
        later=np.maximum(lags, 0),
        begin=np.cumsum([0, *map(len, at)], dtype=np.int64),
        at=np.array([k for some in at for k in some], dtype=np.int64),
        since=since,
        until=np.minimum(since + width, slots),
    )


def pulls(links: LinkTable, slots: int) -> Pulls:
    """Room for what links cost one activity."""
    start, end, row = np.zeros((3, slots + 1))
    return Pulls(start=start, end=end, row=row, sums=np.zeros((2, len(links.since))))


def _lag(link: Precedence) -> int:
    """Slots of the axis between the events at least; working slots are no fewer."""
    return 0 if link.elapsed else link.lag


@inner
def pull(links: LinkTable, prices: Floats, i: int, here: Pulls) -> None:
    """What links cost activity `i`: it pays as the second, and gets as much as the first."""
    here.start[:] = 0.0
    here.end[:] = 0.0
    here.sums[:] = 0.0
    for place in range(links.begin[i], links.begin[i + 1]):
        k = links.at[place]
        pays = k >= 0
        link = k if pays else -1 - k
        shift = links.sooner[link] if pays else links.later[link]
        of_end = not pays and links.of_end[link]
        sign = 1.0 if pays else -1.0
        if shift == 0:
            sums = here.sums[1 if of_end else 0]
            for p in range(len(sums)):
                sums[p] += sign * prices[link, p]
        else:
            here.row[:] = 0.0
            _add_from_here_on(links, prices[link], here.row)
            _add_shifted(here.row, shift, sign, here.end if of_end else here.start)
    _add_from_here_on(links, here.sums[0], here.start)
    _add_from_here_on(links, here.sums[1], here.end)


@inner
def _add_from_here_on(links: LinkTable, prices: Floats, costs: Floats) -> None:
    """Adds by slot the sum of the prices of the slots from then on."""
    total = 0.0
    for p in range(len(prices) - 1, -1, -1):
        price = prices[p]
        for slot in range(links.until[p] - 1, links.since[p] - 1, -1):
            total += price
            costs[slot] += total


@inner
def _add_shifted(row: Floats, shift: int, sign: float, costs: Floats) -> None:
    last = len(row) - 1
    for slot in range(len(row)):
        costs[slot] += sign * row[min(slot + shift, last)]


@inner
def broken(links: LinkTable, k: int, starts: Ints, ends: Ints, slots: Floats) -> None:
    """By price in how many slots link `k` is broken; less than none where there is room."""
    second = starts[links.second[k]] + links.sooner[k]
    first = ends[links.first[k]] if links.of_end[k] else starts[links.first[k]]
    first += links.later[k]
    for p in range(len(slots)):
        since, until = links.since[p], links.until[p]
        after = max(0, until - max(since, second))
        slots[p] = float(after - max(0, until - max(since, first)))
