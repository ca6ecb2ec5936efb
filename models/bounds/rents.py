"""A step of the Lagrangian relaxation, as machine code: see `models.bounds.relaxation`."""

from typing import NamedTuple

import numpy as np

from models.bounds.link_prices import (
    Charges,
    LinkPrices,
    PricedLinks,
    no_charges,
    no_prices,
)
from models.search.arrays import Flags, Floats, Ints
from models.search.compiled import compiled, inner


class RentTable(NamedTuple):
    """What is to be priced.

    Args:
        rest: What the goal costs in any case.
        free: For each resource, by slot, the units there are.
        begins: For each kind of work, by start, the first slot that is worked.
        ends: For each kind of work, by start, the end.
        who: The resource of each candidate.
        units: The units that each candidate takes.
        work: The kind of work of each candidate.
        waits: Whether each candidate may begin after the activity.
        size: How many people each seating takes.
        options: Where the candidates of each seating begin in `candidates`, and a last end.
        candidates: Candidates by seating.
        costs: What each of these costs, whenever it works.
        ways: Where the ways of each activity begin, and a last end.
        fixed: What each way costs, whenever it begins.
        low: The first start of each way.
        high: The last start of each way.
        late: For each way, by start, the cost of lateness.
        until: For each way, the row of its ends in `reach`.
        reach: Ends of activities, by start.
        seats: Where the seatings of each way begin in `seatings`, and a last end.
        seatings: Seatings by way.
        drop: What it costs to leave out each activity.
    """

    rest: float
    free: Floats
    begins: Ints
    ends: Ints
    who: Ints
    units: Ints
    work: Ints
    waits: Flags
    size: Ints
    options: Ints
    candidates: Ints
    costs: Floats
    ways: Ints
    fixed: Floats
    low: Ints
    high: Ints
    late: Floats
    until: Ints
    reach: Ints
    seats: Ints
    seatings: Ints
    drop: Floats


class RentBoard(NamedTuple):
    """What a step finds, and room for it.

    Args:
        summed: For each resource the rent of all slots before each.
        rent: For each candidate what its time costs, by start.
        least: For each seating what its cheapest people cost, by start.
        links: What links add to the cost of an activity.
        cost: What a way of that activity costs, by start.
        paid: What each candidate of a seating costs.
        wanted: For each resource how many more units are wanted from each slot on.
        starts: When each activity starts.
        ends: When each activity ends.
        drift: For each resource, by slot, the units that are wanted too much, on average.
        swing: For each price of a link by how much it is broken, on average.
    """

    summed: Floats
    rent: Floats
    least: Floats
    links: Charges
    cost: Floats
    paid: Floats
    wanted: Floats
    starts: Ints
    ends: Ints
    drift: Floats
    swing: LinkPrices


def rent_board(table: RentTable, links: PricedLinks) -> RentBoard:
    """An empty board."""
    resources, slots = table.free.shape
    none = np.zeros((resources, slots + 1))
    activities = len(table.drop)
    return RentBoard(
        summed=none,
        rent=np.zeros((len(table.who), slots + 1)),
        least=np.zeros((len(table.size), slots + 1)),
        links=no_charges(links),
        cost=np.zeros(slots + 1),
        paid=np.zeros(int(np.diff(table.options).max(initial=1))),
        wanted=none.copy(),
        starts=np.zeros(activities, dtype=np.int64),
        ends=np.zeros(activities, dtype=np.int64),
        drift=np.zeros((resources, slots)),
        swing=no_prices(links),
    )


@compiled
def priced(
    table: RentTable, links: PricedLinks, board: RentBoard, price: Floats, pull: LinkPrices
) -> float:
    """What is cheapest at these prices, activity by activity; it bounds the goal from below.

    Args:
        table: What is priced.
        links: The links that have prices.
        board: Notes when what is cheapest begins and ends, and whose time it takes.
        price: For each resource the rent of a unit, by slot.
        pull: For each link its prices.
    """
    _rents(table, board, price)
    _seatings(table, board)
    total = table.rest
    for r in range(price.shape[0]):
        for slot in range(price.shape[1]):
            total -= price[r, slot] * table.free[r, slot]
            board.wanted[r, slot] = 0.0
        board.wanted[r, price.shape[1]] = 0.0
    for i in range(len(table.drop)):
        charge(links, pull, i, board.links)
        total += _cheapest(table, board, i)
    return total


@inner
def charge(links: PricedLinks, prices: LinkPrices, i: int, found: Charges) -> None:
    """Notes what links add to the cost of an activity, by its start and by its end."""
    for side in range(2):
        found.lags[side] = False
        for place in range(prices.shape[1]):
            found.shared[side, place] = 0.0
        for slot in range(links.slots):
            found.single[side, slot] = 0.0
    for x in range(links.entering[i], links.entering[i + 1]):
        link = links.into[x]
        _charged(links, prices, link, 0, 1.0, links.sooner[link], found)
    for x in range(links.leaving[i], links.leaving[i + 1]):
        link = links.out[x]
        side = 1 if links.of_end[link] else 0
        _charged(links, prices, link, side, -1.0, links.later[link], found)
    _from_then_on(links, found, 0, found.by_start)
    _from_then_on(links, found, 1, found.by_end)


@inner
def _charged(
    links: PricedLinks,
    prices: LinkPrices,
    link: int,
    side: int,
    sign: float,
    shift: int,
    found: Charges,
) -> None:
    """Adds the prices of a link to those of the slots, so many slots sooner."""
    if shift == 0:
        for place in range(prices.shape[1]):
            found.shared[side, place] += sign * prices[link, place]
        return
    found.lags[side] = True
    for slot in range(shift, links.slots):
        found.single[side, slot - shift] += sign * prices[link, slot // links.width]


@inner
def _from_then_on(links: PricedLinks, found: Charges, side: int, cost: Floats) -> None:
    """By slot, the sum of all prices from then on."""
    after = 0.0
    cost[links.slots] = 0.0
    for place in range(found.shared.shape[1] - 1, -1, -1):
        begin = place * links.width
        until = min(begin + links.width, links.slots)
        price = found.shared[side, place]
        for slot in range(begin, until):
            cost[slot] = after + price * (until - slot)
        after += price * (until - begin)
    if found.lags[side]:
        after = 0.0
        for slot in range(links.slots - 1, -1, -1):
            after += found.single[side, slot]
            cost[slot] += after


@inner
def broken(links: PricedLinks, link: int, place: int, waited: int, start: int) -> int:
    """In how many slots of a price a link is broken; less than none where there is room.

    Args:
        links: All links.
        link: Which of them.
        place: Of the price.
        waited: When what it waits for happens.
        start: When the second starts.
    """
    begin = place * links.width
    until = min(begin + links.width, links.slots)
    second = until - max(start + links.sooner[link], begin)
    first = until - max(waited + links.later[link], begin)
    found: int = max(second, 0) - max(first, 0)
    return found


@inner
def _rents(table: RentTable, board: RentBoard, price: Floats) -> None:
    """Notes what the time of each candidate costs, by start; infinite where it cannot start."""
    slots = price.shape[1]
    for r in range(price.shape[0]):
        for slot in range(slots):
            board.summed[r, slot + 1] = board.summed[r, slot] + price[r, slot]
    for c in range(len(table.who)):
        who, units, work = table.who[c], table.units[c], table.work[c]
        for start in range(slots + 1):
            begin, end = table.begins[work, start], table.ends[work, start]
            if begin != start and not table.waits[c]:
                board.rent[c, start] = np.inf
            else:
                board.rent[c, start] = units * (board.summed[who, end] - board.summed[who, begin])


@inner
def _seatings(table: RentTable, board: RentBoard) -> None:
    """Notes what the cheapest people of each seating cost, by start."""
    for seating in range(len(table.size)):
        first, last = table.options[seating], table.options[seating + 1]
        for start in range(board.least.shape[1]):
            board.least[seating, start] = np.inf
        if table.size[seating] == 1:
            for x in range(first, last):
                _cheaper(board, seating, table.candidates[x], table.costs[x])
        elif table.size[seating] <= last - first:
            for start in range(board.least.shape[1]):
                board.least[seating, start] = _several(table, board, seating, start)


@inner
def _cheaper(board: RentBoard, seating: int, candidate: int, more: float) -> None:
    """Lets a candidate take a seating of one where they are cheaper than others."""
    for start in range(board.least.shape[1]):
        cost = board.rent[candidate, start] + more
        board.least[seating, start] = min(board.least[seating, start], cost)


@inner
def _several(table: RentTable, board: RentBoard, seating: int, start: int) -> float:
    """What the cheapest people of a seating cost, where it takes several."""
    first, count = table.options[seating], table.options[seating + 1] - table.options[seating]
    for x in range(count):
        candidate = table.candidates[first + x]
        board.paid[x] = board.rent[candidate, start] + table.costs[first + x]
    total = 0.0
    for place in range(table.size[seating]):
        for x in range(place + 1, count):
            if board.paid[x] < board.paid[place]:
                board.paid[x], board.paid[place] = board.paid[place], board.paid[x]
        total += board.paid[place]
    return total


@inner
def _cheapest(table: RentTable, board: RentBoard, i: int) -> float:
    """The least that an activity costs, if it is done or left out; notes whose time it takes."""
    best, chosen, begins = np.inf, -1, 0
    for way in range(table.ways[i], table.ways[i + 1]):
        _by_start(table, board, way)
        for start in range(table.low[way], table.high[way] + 1):
            if board.cost[start] < best:
                best, chosen, begins = board.cost[start], way, start
    drop: float = table.drop[i]
    if drop <= best and drop < np.inf:
        return drop
    if chosen < 0:
        return 0.0
    board.starts[i], board.ends[i] = begins, table.reach[table.until[chosen], begins]
    for x in range(table.seats[chosen], table.seats[chosen + 1]):
        _take(table, board, table.seatings[x], begins)
    return best


@inner
def _by_start(table: RentTable, board: RentBoard, way: int) -> None:
    """Notes what a way of the activity at hand costs, by start."""
    reach, low, high = table.until[way], table.low[way], table.high[way]
    for start in range(low, high + 1):
        cost = table.late[way, start] + board.links.by_start[start] + table.fixed[way]
        board.cost[start] = cost + board.links.by_end[table.reach[reach, start]]
    for x in range(table.seats[way], table.seats[way + 1]):
        seating = table.seatings[x]
        for start in range(low, high + 1):
            board.cost[start] += board.least[seating, start]


@inner
def _take(table: RentTable, board: RentBoard, seating: int, start: int) -> None:
    """Notes whose time a seating takes: those who cost least."""
    first, last = table.options[seating], table.options[seating + 1]
    for x in range(first, last):
        board.paid[x - first] = board.rent[table.candidates[x], start] + table.costs[x]
    for _ in range(table.size[seating]):
        place = 0
        for x in range(1, last - first):
            if board.paid[x] < board.paid[place]:
                place = x
        board.paid[place] = np.inf
        c = table.candidates[first + place]
        work, units = table.work[c], table.units[c]
        board.wanted[table.who[c], table.begins[work, start]] += units
        board.wanted[table.who[c], table.ends[work, start]] -= units


@compiled
def averaged(
    table: RentTable,
    links: PricedLinks,
    board: RentBoard,
    price: Floats,
    pull: LinkPrices,
    share: float,
) -> float:
    """Takes a share of what is wanted too much into the averages; their length, squared.

    Prices that would become negative do not count.
    """
    length = 0.0
    for r in range(price.shape[0]):
        taken = 0.0
        for slot in range(price.shape[1]):
            taken += board.wanted[r, slot]
            excess = taken - table.free[r, slot]
            drift = share * excess + (1 - share) * board.drift[r, slot]
            board.drift[r, slot] = drift
            if price[r, slot] > 0 or drift > 0:
                length += drift * drift
    for link in range(pull.shape[0]):
        first, start = links.first[link], board.starts[links.second[link]]
        waited = board.ends[first] if links.of_end[link] else board.starts[first]
        for place in range(pull.shape[1]):
            excess = broken(links, link, place, waited, start)
            swing = share * excess + (1 - share) * board.swing[link, place]
            board.swing[link, place] = swing
            if pull[link, place] > 0 or swing > 0:
                length += swing * swing
    return length


@compiled
def stepped(
    board: RentBoard,
    price: Floats,
    pull: LinkPrices,
    step: float,
    new_price: Floats,
    new_pull: LinkPrices,
) -> None:
    """Goes from prices a step along the averages; writes the new prices."""
    for r in range(price.shape[0]):
        for slot in range(price.shape[1]):
            new_price[r, slot] = max(0.0, price[r, slot] + step * board.drift[r, slot])
    for link in range(pull.shape[0]):
        for place in range(pull.shape[1]):
            new = pull[link, place] + step * board.swing[link, place]
            new_pull[link, place] = max(0.0, new)
