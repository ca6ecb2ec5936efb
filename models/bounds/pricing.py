"""The cheapest way to do each activity at given prices, in machine code.

When, in which mode and with whom is each activity cheapest, the rent of people's time and what
links cost (`models.bounds.link_prices`) included? For each candidate the rent of what they would
do is known by start, for each seat the least of its candidates, for each activity the least of all.

The steps of the prices are here too (`models.bounds.relaxation` says how they are chosen).
"""

from typing import NamedTuple

import numpy as np

from models.bounds.link_prices import LinkTable, Pulls, broken, pull, pulls
from models.search.arrays import Flags, Floats, Ints
from models.search.compiled import compiled, inner


class Candidates(NamedTuple):
    """Kinds of candidates: what decides the rent of one.

    Args:
        resource: Whose time it is.
        units: How many units of them.
        span: Which row of `begins` and `ends` says when they work.
        waits: Whether they may begin after the activity.
        begins: A row of first working slots by start.
        ends: A row of ends by start.
    """

    resource: Ints
    units: Floats
    span: Ints
    waits: Flags
    begins: Ints
    ends: Ints


class Seatings(NamedTuple):
    """Kinds of seats that cost the same.

    Args:
        begin: Where the options of each begin; one entry more than seatings.
        kind: The candidate of each option.
        cost: What the option costs but for rent, in the goal's unit.
        size: How many people each seat takes.
    """

    begin: Ints
    kind: Ints
    cost: Floats
    size: Ints


class Ways(NamedTuple):
    """The modes of all activities.

    Args:
        begin: Where the ways of each activity begin; one entry more than activities.
        cost: What each costs but for people.
        late: A row of costs of lateness by start; infinite where it cannot start.
        end: A row of earliest ends by start.
        seats: Where the seats of each begin; one entry more than ways.
        seating: The kind of each seat.
        dropped: Of each activity what it costs not to do it; infinite where it must be done.
    """

    begin: Ints
    cost: Floats
    late: Floats
    end: Ints
    seats: Ints
    seating: Ints
    dropped: Floats


class Tables(NamedTuple):
    """What does not change: rows by slot end with one entry for all later slots."""

    candidates: Candidates
    seatings: Seatings
    ways: Ways
    links: LinkTable
    free: Floats
    """Units of each resource by slot."""


class Rents(NamedTuple):
    """What people cost at the prices, by start.

    Args:
        sums: Of each resource the rent of a unit of all slots before.
        candidate: The rent of each kind of candidates; infinite where they cannot start.
        seating: The least each kind of seats costs.
    """

    sums: Floats
    candidate: Floats
    seating: Floats


class Board(NamedTuple):
    """The cheapest ways at the prices, and room to find them.

    Args:
        rents: See `Rents`.
        pulls: What links cost the activity at hand.
        total: What the way at hand costs by start.
        fewest: Room for the cheapest people of a seat.
        start: Of each activity the cheapest start.
        end: Its end.
        wanted: Of each resource the units that are wanted by slot.
    """

    rents: Rents
    pulls: Pulls
    total: Floats
    fewest: Floats
    start: Ints
    end: Ints
    wanted: Floats


def board(tables: Tables) -> Board:
    """A board for the tables."""
    people, slots = tables.free.shape
    rents = Rents(
        sums=np.zeros((people, slots + 1)),
        candidate=np.zeros((len(tables.candidates.resource), slots + 1)),
        seating=np.zeros((len(tables.seatings.size), slots + 1)),
    )
    count = len(tables.ways.dropped)
    return Board(
        rents=rents,
        pulls=pulls(tables.links, slots),
        total=np.zeros(slots + 1),
        fewest=np.zeros(int(tables.seatings.size.max(initial=1))),
        start=np.zeros(count, dtype=np.int64),
        end=np.zeros(count, dtype=np.int64),
        wanted=np.zeros((people, slots + 1)),
    )


@compiled
def priced(tables: Tables, price: Floats, pulled: Floats, here: Board) -> float:
    """What all activities cost at least; the board has the ways chosen and what they want.

    Args:
        tables: What does not change.
        price: Of a unit of each resource by slot.
        pulled: Of each link by its prices.
        here: The board.
    """
    _rent(tables.candidates, price, here.rents)
    _seat(tables.seatings, here)
    here.wanted[:] = 0.0
    total = 0.0
    for i in range(len(here.start)):
        pull(tables.links, pulled, i, here.pulls)
        total += _cheapest(tables, i, here)
    for r in range(len(here.wanted)):
        level = 0.0
        for slot in range(here.wanted.shape[1]):
            level += here.wanted[r, slot]
            here.wanted[r, slot] = level
    return total


@inner
def _rent(candidates: Candidates, price: Floats, rents: Rents) -> None:
    """The rent of each kind of candidates, by start."""
    slots = price.shape[1]
    for r in range(len(price)):
        rents.sums[r, 0] = 0.0
        for slot in range(slots):
            rents.sums[r, slot + 1] = rents.sums[r, slot] + price[r, slot]
    for k in range(len(candidates.resource)):
        sums = rents.sums[candidates.resource[k]]
        begins, ends = candidates.begins[candidates.span[k]], candidates.ends[candidates.span[k]]
        row, units, waits = rents.candidate[k], candidates.units[k], candidates.waits[k]
        for slot in range(slots + 1):
            row[slot] = units * (sums[ends[slot]] - sums[begins[slot]])
            if not waits and begins[slot] != slot and slot < slots:
                row[slot] = np.inf


@inner
def _seat(seatings: Seatings, here: Board) -> None:
    """The least that each kind of seats costs, by start."""
    for s in range(len(seatings.size)):
        least, size = here.rents.seating[s], seatings.size[s]
        first, last = seatings.begin[s], seatings.begin[s + 1]
        if size > last - first:
            least[:] = np.inf
        elif size == 1:
            least[:] = np.inf
            for option in range(first, last):
                row, cost = here.rents.candidate[seatings.kind[option]], seatings.cost[option]
                for slot in range(len(least)):
                    least[slot] = min(least[slot], row[slot] + cost)
        else:
            for slot in range(len(least)):
                least[slot] = _least_sum(seatings, s, slot, here)


@inner
def _least_sum(seatings: Seatings, s: int, slot: int, here: Board) -> float:
    """What as many as the seat takes cost at least, together."""
    fewest = here.fewest[: seatings.size[s]]
    fewest[:] = np.inf
    for option in range(seatings.begin[s], seatings.begin[s + 1]):
        cost = here.rents.candidate[seatings.kind[option], slot] + seatings.cost[option]
        for k in range(len(fewest)):
            if cost < fewest[k]:
                fewest[k], cost = cost, fewest[k]
    total = 0.0
    for k in range(len(fewest)):
        total += fewest[k]
    return total


@inner
def _cheapest(tables: Tables, i: int, here: Board) -> float:
    """The least an activity costs; notes its start and end, and whose time it takes."""
    ways = tables.ways
    best, chosen, start = np.inf, -1, 0
    for way in range(ways.begin[i], ways.begin[i + 1]):
        _sum_up(ways, way, here)
        for slot in range(len(here.total)):
            if here.total[slot] < best:
                best, chosen, start = here.total[slot], way, slot
    dropped: float = ways.dropped[i]
    if dropped <= best and dropped < np.inf:
        return dropped
    if chosen < 0:
        return 0.0
    here.start[i], here.end[i] = start, ways.end[chosen, start]
    for seat in range(ways.seats[chosen], ways.seats[chosen + 1]):
        _take(tables, ways.seating[seat], start, here)
    return best


@inner
def _sum_up(ways: Ways, way: int, here: Board) -> None:
    """What a way costs by start."""
    late, ends, cost = ways.late[way], ways.end[way], ways.cost[way]
    for slot in range(len(here.total)):
        links = here.pulls.start[slot] + here.pulls.end[ends[slot]]
        here.total[slot] = late[slot] + links + cost
    for seat in range(ways.seats[way], ways.seats[way + 1]):
        least = here.rents.seating[ways.seating[seat]]
        for slot in range(len(here.total)):
            here.total[slot] += least[slot]


@inner
def _take(tables: Tables, s: int, start: int, here: Board) -> None:
    """Notes the time of the cheapest people of a seat, of as many as it takes."""
    seatings, candidates = tables.seatings, tables.candidates
    paid, last = -np.inf, -1
    for _ in range(seatings.size[s]):
        least, who = np.inf, -1
        for option in range(seatings.begin[s], seatings.begin[s + 1]):
            kind = seatings.kind[option]
            cost = here.rents.candidate[kind, start] + seatings.cost[option]
            after = cost > paid or (cost == paid and kind > last)
            if after and (who < 0 or cost < least or (cost == least and kind < who)):
                least, who = cost, kind
        wanted, span = here.wanted[candidates.resource[who]], candidates.span[who]
        wanted[candidates.begins[span, start]] += candidates.units[who]
        wanted[candidates.ends[span, start]] -= candidates.units[who]
        paid, last = least, who


class Drifts(NamedTuple):
    """What is wanted too much on average, and the prices that it moves.

    Args:
        price: Of each resource by slot.
        pulled: Of each link by its prices.
        slots: Room for one link.
    """

    price: Floats
    pulled: Floats
    slots: Floats


@compiled
def averaged(
    tables: Tables, here: Board, best: tuple[Floats, Floats], drifts: Drifts, share: float
) -> float:
    """Adds a share of what is wanted too much to the averages; the square of their length.

    Where a price is zero and would fall it does not count.

    Args:
        tables: What does not change.
        here: The ways chosen last.
        best: The best prices of people and of links.
        drifts: The averages.
        share: The share of the newest.
    """
    norm, price, pulled = 0.0, best[0], best[1]
    for r in range(len(price)):
        drift = drifts.price[r]
        for slot in range(len(drift)):
            excess = here.wanted[r, slot] - tables.free[r, slot]
            drift[slot] = share * excess + (1.0 - share) * drift[slot]
            if price[r, slot] > 0.0 or drift[slot] > 0.0:
                norm += drift[slot] * drift[slot]
    for k in range(len(pulled)):
        broken(tables.links, k, here.start, here.end, drifts.slots)
        drift = drifts.pulled[k]
        for p in range(len(drift)):
            drift[p] = share * drifts.slots[p] + (1.0 - share) * drift[p]
            if pulled[k, p] > 0.0 or drift[p] > 0.0:
                norm += drift[p] * drift[p]
    return norm


@compiled
def moved(best: Floats, drift: Floats, step: float, prices: Floats) -> None:
    """Prices a step from the best ones; none becomes negative."""
    for k in range(len(best)):
        for p in range(best.shape[1]):
            prices[k, p] = max(0.0, best[k, p] + step * drift[k, p])
