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
from numpy.typing import NDArray

from models.problem import Precedence
from models.search.arrays import Flags, Floats, Ints

LinkPrices = NDArray[np.float32]

_MOST = 1_000_000
"""Prices at most: where there were more, some slots in a row share one."""


class PricedLinks(NamedTuple):
    """The links that have prices, as machine code takes them.

    Args:
        first: The activity that each waits for.
        second: The activity that waits.
        of_end: Whether it waits for the end.
        later: Slots from that event, at least.
        sooner: Slots by which the second may start before that event.
        entering: Where the links of each activity that waits begin in `into`, and a last end.
        into: Links by the activity that waits.
        leaving: Where the links of each activity that is waited for begin in `out`, and a last end.
        out: Links by the activity that is waited for.
        width: Slots in a row that share a price.
        slots: Slots that have prices; all that comes later counts as if it came with the next one.
    """

    first: Ints
    second: Ints
    of_end: Flags
    later: Ints
    sooner: Ints
    entering: Ints
    into: Ints
    leaving: Ints
    out: Ints
    width: int
    slots: int


class Charges(NamedTuple):
    """What links add to the cost of one activity.

    Args:
        by_start: By the slot in which it starts.
        by_end: By the slot in which it ends.
        shared: The prices, by start and by end, each of slots that share one.
        single: The same of single slots, where there are lags.
        lags: Whether there are, by start and by end.
    """

    by_start: Floats
    by_end: Floats
    shared: Floats
    single: Floats
    lags: Flags


def priced_links(links: Sequence[Precedence], activities: int, slots: int) -> PricedLinks:
    """The links as a table, with prices for so many slots."""
    first = np.array([link.first for link in links], dtype=np.int64)
    second = np.array([link.second for link in links], dtype=np.int64)
    lags = np.array([_lag(link) for link in links], dtype=np.int64)
    everybody = np.arange(activities + 1)
    into, out = np.argsort(second, kind="stable"), np.argsort(first, kind="stable")
    return PricedLinks(
        first=first,
        second=second,
        of_end=np.array([link.kind[0] == "F" for link in links], dtype=np.bool_),
        later=np.maximum(lags, 0),
        sooner=np.maximum(-lags, 0),
        entering=np.searchsorted(second[into], everybody),
        into=into,
        leaving=np.searchsorted(first[out], everybody),
        out=out,
        width=max(1, -(-len(links) * slots // _MOST)),
        slots=slots,
    )


def no_prices(links: PricedLinks) -> LinkPrices:
    """Prices that are all zero, a row for each link."""
    return np.zeros((len(links.first), -(-links.slots // links.width)), dtype=np.float32)


def no_charges(links: PricedLinks) -> Charges:
    """Room for what links add to the cost of an activity."""
    places = no_prices(links).shape[1]
    return Charges(
        by_start=np.zeros(links.slots + 1),
        by_end=np.zeros(links.slots + 1),
        shared=np.zeros((2, places)),
        single=np.zeros((2, links.slots)),
        lags=np.zeros(2, dtype=np.bool_),
    )


def _lag(link: Precedence) -> int:
    """Slots of the axis between the events at least; working slots are no fewer."""
    return 0 if link.elapsed else link.lag
