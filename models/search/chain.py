"""One chain of simulated annealing over lists, as machine code (`models.search.compiled`).

A move puts an activity elsewhere in the order, or gives it to others, who may give one of theirs
for it: past a few that wait for the same people, to any place that its links allow, or earlier than
that together with what it follows.
Often it begins with what is late, by what that costs, or with what holds that up. A move is
followed only as far as it changes anything: what stays as it was is passed over, and the rest with
it once everybody is free when they were before.

Machine code is fast with plain arrays. Here they are always called the same: `a`, `links`, `after`,
`modes`, `chairs`, `k` and `rows` are those of `lists.Tables`, the others those of `Chain`.
"""

from typing import Any, NamedTuple

import numpy as np

from models.search.chance import Random, below, chance, seeded
from models.search.compiled import compiled
from models.search.lists import Floats, Ints, List, Records, Tables

_BLOCK = 16
"""Positions of the order from one note of who is free when to the next."""

_COMPANY = 12
"""Most activities that one takes along when it goes earlier."""

_LATE = 0.6
"""Share of moves that begin with what is late."""

_HELD = 0.5
"""Share of moves of what holds up the activity they began with."""

_FAR = 6
"""Steps back to what holds up, fewer than this."""

_OTHERS = 0.8
"""Share of moves to other people."""

_TRADES = 0.8
"""Share of these in which who takes the activity gives one of theirs to whom it is taken from."""

_STAYS = 0.7
"""Share of these that leave the order as it is."""

_TRADED = 200
"""Positions seen for one to give."""

_NEARBY = (3, 10, 40, 120)
"""Positions that are nearby."""

_EARLIER = (5, 20, 80, 200)
"""Positions by which an activity goes earlier with what it follows."""

_EARLIER_SHARE = 0.2
"""Share of moves to earlier with what it follows."""

_PAST_SHARE = 0.6
"""Share of moves past a few activities that wait for the same people."""

_PAST = 3
"""Most of these."""

_FRESH = 8
"""Moves between two looks at what is late."""

Record = Any

_STATE = np.dtype(
    [
        (name, np.int64)
        for name in ("mode", "stop", "place", "mark", "start", "end", "new_start", "new_end")
    ]
)


class Chain(NamedTuple):
    """A list with its times, and the best one so far.

    Args:
        s: Of each activity its mode, where its people end in `crew`, its position in the order (-1:
            left out), start and end, those after a move, and whether it was seen.
        crew: See `List`.
        order: See `List`.
        free: When each place is free, every `_BLOCK` positions of the order.
        value: What the list costs, and what the best one did.
        best_order, best_mode, best_crew: The best one.
        random: State of the random numbers.
        now, before: When places are free after a move, and were before it.
        new_order, touched, company: Positions rearranged by a move, activities whose times it
            changes, those that move.
        was: People before the move, number of them and mode, of the first that moves and of the one
            that is given for it.
        late, sums: What is late, and sums of what that costs.
    """

    s: Records
    crew: Ints
    order: Ints
    free: Ints
    value: Floats
    best_order: Ints
    best_mode: Ints
    best_crew: Ints
    random: Random
    now: Ints
    before: Ints
    new_order: Ints
    touched: Ints
    company: Ints
    was: Ints
    late: Ints
    sums: Floats


def chain(known: Tables, one: List, seed: int) -> Chain:
    """A chain that begins with a list."""
    s = np.zeros(len(known.activities), dtype=_STATE)
    s["mode"] = one.mode
    s["stop"] = (
        known.activities["crew"] + known.modes["high"][one.mode] - known.modes["low"][one.mode]
    )
    s["place"] = -1
    s["place"][one.order] = np.arange(len(one.order))
    lanes = int(known.candidates["lane_1"].max(initial=0))
    made = Chain(
        s=s,
        crew=one.crew.copy(),
        order=one.order.copy(),
        free=np.zeros((len(one.order) // _BLOCK + 1, lanes), dtype=np.int64),
        value=np.full(2, np.inf),
        best_order=one.order.copy(),
        best_mode=one.mode.copy(),
        best_crew=one.crew.copy(),
        random=seeded(seed),
        now=np.zeros(lanes, dtype=np.int64),
        before=np.zeros(lanes, dtype=np.int64),
        new_order=np.zeros_like(one.order),
        touched=np.zeros_like(one.order),
        company=np.zeros_like(one.order),
        was=np.zeros((2, len(one.crew) + 2), dtype=np.int64),
        late=np.zeros_like(one.order),
        sums=np.zeros(len(one.order)),
    )
    walk(known, made, 0.0, 0)
    return made


def walk(known: Tables, one: Chain, heat: float, moves: int) -> int:
    """Tries so many moves at a temperature; how many activities were put on the way."""
    arguments: tuple[Any, ...] = (*known, *one, heat, moves)
    return _walk(*arguments)


def times(known: Tables, one: List) -> tuple[Ints, Ints]:
    """Starts and ends of a list."""
    followed = chain(known, one, 0).s
    return followed["start"], followed["end"]


# Times


@compiled
def _together(
    i: int, at: int, a: Records, k: Records, s: Records, crew: Ints, rows: Ints, slots: int
) -> tuple[int, int]:
    """The first slot from there at which all who have gaps can begin, and when they are done."""
    begun = -1
    while at != begun:
        begun = at
        for x in range(a[i].crew, s[i].stop):
            row = k[crew[x]].row
            if row >= 0:
                at = rows[row + 1, rows[row, min(at, slots)]]
    end = at
    for x in range(a[i].crew, s[i].stop):
        row = k[crew[x]].row
        if row >= 0:
            end = max(end, rows[row + 1, rows[row, min(at, slots)] + k[crew[x]].work - 1] + 1)
    return at, end


@compiled
def _bound(link: Record, s: Records, rows: Ints, slots: int, length: int) -> int:
    """The earliest start after a link."""
    at = s[link.first].new_end if link.of_end else s[link.first].new_start
    at = at + link.lag if link.row < 0 else rows[link.row, min(at, slots)]
    return at - length if link.to_end else at


@compiled
def _put(
    i: int, a: Records, links: Records, k: Records, s: Records, crew: Ints, now: Ints, rows: Ints
) -> tuple[int, int]:
    """Start and end of an activity after what is put already."""
    at, length, gaps = a[i].floor, 0, False
    for x in range(a[i].crew, s[i].stop):
        one = k[crew[x]]
        if one.takes:
            at = max(at, now[one.lane_0 + one.takes - 1])
        length = max(length, one.work)
        gaps = gaps or one.row >= 0
    slots = a[i].slots
    for x in range(a[i].in_0, a[i].in_1):
        if links[x].plain:
            at = max(at, s[links[x].first].new_end)
        else:
            at = max(at, _bound(links[x], s, rows, slots, length))
    if not gaps:
        return at, at + length
    at, end = _together(i, at, a, k, s, crew, rows, slots)
    return at, max(end, at + length)


@compiled
def _occupy(begin: int, stop: int, end: int, k: Records, crew: Ints, free: Ints) -> None:
    """Takes the places of a crew that are free first until `end`; places stay in order."""
    for x in range(begin, stop):
        one = k[crew[x]]
        for _ in range(one.takes):
            lane = one.lane_0 + 1
            while lane < one.lane_1 and free[lane] < end:
                free[lane - 1] = free[lane]
                lane += 1
            free[lane - 1] = end


@compiled
def _apart(i: int, a: Records, k: Records, s: Records, crew: Ints, now: Ints, before: Ints) -> bool:
    """Whether some of an activity's people are not free when they were before the move."""
    for x in range(a[i].crew, s[i].stop):
        for lane in range(k[crew[x]].lane_0, k[crew[x]].lane_1):
            if now[lane] != before[lane]:
                return True
    return False


@compiled
def _late(i: int, end: int, a: Records, rows: Ints) -> float:
    """What it costs that an activity ends there."""
    price = 0.0
    if a[i].weight:
        counted = end if a[i].counted < 0 else rows[a[i].counted, min(end, a[i].slots)]
        price = a[i].weight * max(0, counted - a[i].due)
    if end > a[i].hard:
        price += a[i].broken * (end - a[i].hard)
    return price


@compiled
def _price(begin: int, stop: int, k: Records, crew: Ints) -> float:
    """What a crew costs."""
    price = 0.0
    for x in range(begin, stop):
        price += k[crew[x]].cost
    return price


@compiled
def _timed(
    a: Records,
    links: Records,
    k: Records,
    rows: Ints,
    s: Records,
    crew: Ints,
    order: Ints,
    free: Ints,
    now: Ints,
) -> float:
    """Times of the list from the beginning, and what it costs but for its end."""
    for lane in range(len(now)):
        now[lane] = 0
    price = 0.0
    for position in range(len(order)):
        if position % _BLOCK == 0:
            for lane in range(len(now)):
                free[position // _BLOCK, lane] = now[lane]
        i = order[position]
        start, end = _put(i, a, links, k, s, crew, now, rows)
        _occupy(a[i].crew, s[i].stop, end, k, crew, now)
        s[i].start = s[i].new_start = start
        s[i].end = s[i].new_end = end
        price += _late(i, end, a, rows) + _price(a[i].crew, s[i].stop, k, crew)
    return price


# Moves


@compiled
def _gathered(a: Records, s: Records, rows: Ints, order: Ints, late: Ints, sums: Floats) -> int:
    """Notes what is late, and sums of what that costs; how many these are."""
    count, total = 0, 0.0
    for i in order:
        price = _late(i, s[i].end, a, rows)
        if price > 0:
            total += price
            late[count] = i
            sums[count] = total
            count += 1
    return count


@compiled
def _drawn(count: int, sums: Floats, random: Random) -> int:
    """A position, with the chance by which the sums grow there."""
    wanted = chance(random) * sums[count - 1]
    low, high = 0, count - 1
    while low < high:
        middle = (low + high) // 2
        if sums[middle] <= wanted:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def _share(i: int, j: int, a: Records, k: Records, s: Records, crew: Ints) -> bool:
    """Whether two activities have somebody in common."""
    for x in range(a[i].crew, s[i].stop):
        for y in range(a[j].crew, s[j].stop):
            if k[crew[x]].resource == k[crew[y]].resource >= 0:
                return True
    return False


@compiled
def _cause(
    i: int, a: Records, links: Records, k: Records, s: Records, crew: Ints, order: Ints
) -> int:
    """What the activity waited for last, or itself."""
    cause, held = i, 0
    for x in range(a[i].in_0, a[i].in_1):
        first = links[x].first
        if s[first].end > held and s[first].place >= 0:
            cause, held = first, s[first].end
    for position in range(s[i].place - 1, -1, -1):
        other = order[position]
        if _share(i, other, a, k, s, crew):
            return other if s[other].end > held else cause
    return cause


@compiled
def _between(
    i: int, a: Records, links: Records, after: Ints, s: Records, count: int, random: Random
) -> int:
    """A position where the links of the activity hold, to put it before."""
    low, high = _range(i, a, links, after, s, count)
    if chance(random) < 0.5:
        return low + below(random, high - low + 1)
    reach = _NEARBY[below(random, len(_NEARBY))]
    return min(high, max(low, s[i].place - reach + below(random, 2 * reach + 1)))


@compiled
def _past(
    i: int,
    a: Records,
    links: Records,
    after: Ints,
    k: Records,
    s: Records,
    crew: Ints,
    order: Ints,
    random: Random,
) -> int:
    """A position past a few activities that share somebody with this one."""
    low, high = _range(i, a, links, after, s, len(order))
    left = 1 + below(random, _PAST)
    earlier = chance(random) < 0.5
    p = s[i].place
    if earlier:
        while p > low and left:
            p -= 1
            left -= _share(i, order[p], a, k, s, crew)
        return p
    p += 1
    while p < high and left:
        left -= _share(i, order[p], a, k, s, crew)
        p += 1
    return p


@compiled
def _range(
    i: int, a: Records, links: Records, after: Ints, s: Records, count: int
) -> tuple[int, int]:
    """The first and the last position where the links of the activity hold, to put it before."""
    low, high = 0, count
    for x in range(a[i].in_0, a[i].in_1):
        low = max(low, s[links[x].first].place + 1)
    for x in range(a[i].out_0, a[i].out_1):
        place = s[after[x]].place
        if place >= 0:
            high = min(high, place)
    return low, high


@compiled
def _with_company(
    i: int, to: int, stamp: int, a: Records, links: Records, s: Records, company: Ints
) -> int:
    """Notes the activity and what comes before it from a position on, in order; 0 if too much."""
    company[0] = i
    size, seen = 1, 0
    while seen < size:
        j = company[seen]
        seen += 1
        for x in range(a[j].in_0, a[j].in_1):
            first = links[x].first
            if s[first].place < to or s[first].mark == stamp:
                continue
            if size > _COMPANY:
                return 0
            s[first].mark = stamp
            company[size] = first
            size += 1
    for x in range(1, size):
        j, y = company[x], x
        while y > 0 and s[company[y - 1]].place > s[j].place:
            company[y] = company[y - 1]
            y -= 1
        company[y] = j
    return size


@compiled
def _remember(i: int, a: Records, s: Records, crew: Ints, was: Ints) -> None:
    """Notes to whom the activity is given."""
    begin = a[i].crew
    for x in range(begin, s[i].stop):
        was[x - begin] = crew[x]
    was[-2] = s[i].stop - begin
    was[-1] = s[i].mode


@compiled
def _others(
    i: int,
    a: Records,
    modes: Records,
    chairs: Records,
    k: Records,
    s: Records,
    crew: Ints,
    was: Ints,
    random: Random,
) -> bool:
    """Gives the activity to others, and notes to whom it was given; False if nothing changes."""
    begin = a[i].crew
    _remember(i, a, s, crew, was)
    if chance(random) >= _OTHERS:
        return False
    mode = a[i].mode_0 + below(random, a[i].mode_1 - a[i].mode_0)
    low, high = modes[mode].low, modes[mode].high
    if mode != s[i].mode:
        s[i].mode = mode
        s[i].stop = begin + high - low
        for chair in range(low, high):
            at = begin + chair - low
            if not _seated(at, begin, at, chairs[chair], k, crew, random):
                _back(i, a, s, crew, was)
                return False
        return True
    if low == high:
        return False
    chair = low + below(random, high - low)
    if not chairs[chair].open:
        return False
    return _seated(begin + chair - low, begin, s[i].stop, chairs[chair], k, crew, random)


@compiled
def _seated(
    at: int, begin: int, stop: int, chair: Record, k: Records, crew: Ints, random: Random
) -> bool:
    """Draws somebody else for a chair, or as long as it takes if the chairs after it are empty."""
    count = chair.high - chair.low
    drawn = below(random, count)
    for step in range(count if at == stop else min(count, 1)):
        one = chair.low + (drawn + step) % count
        there = False
        for x in range(begin, stop):
            there = there or k[crew[x]].resource == k[one].resource
        if not there:
            crew[at] = one
            return True
    return False


@compiled
def _given(
    i: int,
    a: Records,
    modes: Records,
    chairs: Records,
    k: Records,
    s: Records,
    crew: Ints,
    order: Ints,
    was: Ints,
    random: Random,
) -> int:
    """The next activity that who takes this one can give for it, and gives; -1 if there is none."""
    begin = a[i].crew
    x = begin
    while x < s[i].stop - 1 and k[crew[x]].resource == k[was[0, x - begin]].resource:
        x += 1
    takes, free = k[crew[x]].resource, k[was[0, x - begin]].resource
    step = 1 if chance(random) < 0.5 else -1
    p = s[i].place + step
    for _ in range(_TRADED):
        if p < 0 or p >= len(order):
            return -1
        j = order[p]
        p += step
        at, there = -1, False
        for y in range(a[j].crew, s[j].stop):
            there = there or k[crew[y]].resource == free
            if k[crew[y]].resource == takes:
                at = y
        if at >= 0 and not there:
            chair = chairs[modes[s[j].mode].low + at - a[j].crew]
            for one in range(chair.low, chair.high):
                if k[one].resource == free:
                    _remember(j, a, s, crew, was[1])
                    crew[at] = one
                    return j
    return -1


@compiled
def _back(i: int, a: Records, s: Records, crew: Ints, was: Ints) -> None:
    """Gives the activity back to whom it was given."""
    s[i].mode = was[-1]
    s[i].stop = a[i].crew + was[-2]
    for x in range(was[-2]):
        crew[a[i].crew + x] = was[x]


@compiled
def _undone(i: int, given: int, a: Records, s: Records, crew: Ints, was: Ints) -> None:
    """Gives back what a move gave to others."""
    _back(i, a, s, crew, was[0])
    if given >= 0:
        _back(given, a, s, crew, was[1])


@compiled
def _arranged(
    size: int,
    to: int,
    begin: int,
    stop: int,
    stamp: int,
    s: Records,
    order: Ints,
    new_order: Ints,
    company: Ints,
) -> None:
    """The new order of the positions between, the company put before one of them."""
    for x in range(size):
        s[company[x]].mark = stamp
    at = begin
    for position in range(begin, stop + 1):
        if position == to:
            for x in range(size):
                new_order[at] = company[x]
                at += 1
        if position < stop and s[order[position]].mark != stamp:
            new_order[at] = order[position]
            at += 1


@compiled
def _freed(
    begin: int,
    a: Records,
    k: Records,
    s: Records,
    crew: Ints,
    order: Ints,
    free: Ints,
    now: Ints,
) -> None:
    """When everybody is free before a position."""
    block = begin // _BLOCK
    for lane in range(len(now)):
        now[lane] = free[block, lane]
    for p in range(block * _BLOCK, begin):
        i = order[p]
        _occupy(a[i].crew, s[i].stop, s[i].end, k, crew, now)


@compiled
def _same(now: Ints, before: Ints) -> bool:
    for lane in range(len(now)):
        if now[lane] != before[lane]:
            return False
    return True


@compiled
def _reached(i: int, stamp: int, a: Records, after: Ints, s: Records) -> int:
    """Marks what follows the activity; the position after the last of these."""
    reach = 0
    for x in range(a[i].out_0, a[i].out_1):
        s[after[x]].mark = stamp
        reach = max(reach, s[after[x]].place + 1)
    return reach


@compiled
def _followed(
    moved: int,
    given: int,
    begin: int,
    stop: int,
    stamp: int,
    a: Records,
    links: Records,
    after: Ints,
    k: Records,
    rows: Ints,
    s: Records,
    crew: Ints,
    was: Ints,
    order: Ints,
    new_order: Ints,
    now: Ints,
    before: Ints,
    touched: Ints,
) -> tuple[float, int, int, int]:
    """Times after a move that rearranges positions from `begin` to `stop`.

    What they change of the price of lateness, how many activities they change, up to which
    position, and how many were put.
    """
    change, count, reach, put = 0.0, 0, stop, 0
    for p in range(begin, len(order)):
        if p >= reach and p % _BLOCK == 0 and _same(now, before):
            return change, count, p, put
        i = order[p]
        if p >= stop and s[i].mark != stamp and not _apart(i, a, k, s, crew, now, before):
            _occupy(a[i].crew, s[i].stop, s[i].end, k, crew, now)
            _occupy(a[i].crew, s[i].stop, s[i].end, k, crew, before)
            continue
        if i in (moved, given):
            one = was[int(i == given)]
            _occupy(0, one[-2], s[i].end, k, one, before)
        else:
            _occupy(a[i].crew, s[i].stop, s[i].end, k, crew, before)
        if p < stop:
            i = new_order[p]
        put += 1
        start, end = _put(i, a, links, k, s, crew, now, rows)
        _occupy(a[i].crew, s[i].stop, end, k, crew, now)
        if start != s[i].start or end != s[i].end:
            change += _late(i, end, a, rows) - _late(i, s[i].end, a, rows)
            s[i].new_start = start
            s[i].new_end = end
            touched[count] = i
            count += 1
            reach = max(reach, _reached(i, stamp, a, after, s))
    return change, count, len(order), put


@compiled
def _kept(
    begin: int,
    stop: int,
    upto: int,
    a: Records,
    k: Records,
    s: Records,
    crew: Ints,
    order: Ints,
    new_order: Ints,
    free: Ints,
    now: Ints,
) -> None:
    """The order after the move, and when everybody is free in it."""
    for p in range(begin, stop):
        order[p] = new_order[p]
        s[order[p]].place = p
    block = begin // _BLOCK
    for lane in range(len(now)):
        now[lane] = free[block, lane]
    for p in range(block * _BLOCK, upto):
        if p % _BLOCK == 0:
            for lane in range(len(now)):
                free[p // _BLOCK, lane] = now[lane]
        i = order[p]
        _occupy(a[i].crew, s[i].stop, s[i].end, k, crew, now)


@compiled
def _last(s: Records) -> tuple[int, int]:
    """The last end, before a move and after it."""
    before, now = 0, 0
    for i in range(len(s)):
        before, now = max(before, s[i].end), max(now, s[i].new_end)
    return before, now


@compiled
def _noted(
    s: Records, crew: Ints, order: Ints, value: Floats, mode: Ints, to: Ints, at: Ints
) -> None:
    """Notes the list if it is the best so far."""
    if value[0] < value[1]:
        value[1] = value[0]
        for p in range(len(order)):
            at[p] = order[p]
        for x in range(len(crew)):
            to[x] = crew[x]
        for i in range(len(s)):
            mode[i] = s[i].mode


@compiled
def _walk(
    a: Records,
    links: Records,
    after: Ints,
    modes: Records,
    chairs: Records,
    k: Records,
    rows: Ints,
    finish: float,
    s: Records,
    crew: Ints,
    order: Ints,
    free: Ints,
    value: Floats,
    best_order: Ints,
    best_mode: Ints,
    best_crew: Ints,
    random: Random,
    now: Ints,
    before: Ints,
    new_order: Ints,
    touched: Ints,
    company: Ints,
    was: Ints,
    late: Ints,
    sums: Floats,
    heat: float,
    moves: int,
) -> int:
    """See `walk`: the arrays of the tables and of the chain one by one."""
    value[0] = _timed(a, links, k, rows, s, crew, order, free, now) + finish * _last(s)[0]
    _noted(s, crew, order, value, best_mode, best_crew, best_order)
    for i in range(len(s)):
        s[i].mark = 0
    some, fresh, work = 0, False, len(order)
    for m in range(moves):
        if m % _FRESH == 0 and not fresh:
            some, fresh = _gathered(a, s, rows, order, late, sums), True
        i = order[below(random, len(order))]
        if some and chance(random) < _LATE:
            i = late[_drawn(some, sums, random)]
        if chance(random) < _HELD:
            for _ in range(below(random, _FAR)):
                i = _cause(i, a, links, k, s, crew, order)
        place, stamp = s[i].place, 3 * m + 1
        others, given = _others(i, a, modes, chairs, k, s, crew, was[0], random), -1
        if others and was[0, -1] == s[i].mode and chance(random) < _TRADES:
            given = _given(i, a, modes, chairs, k, s, crew, order, was, random)
        kind = chance(random)
        company[0], size = i, 1
        if given >= 0 and chance(random) < _STAYS:
            to = place
        elif kind < _EARLIER_SHARE:
            to = max(0, place - _EARLIER[below(random, len(_EARLIER))])
            size = _with_company(i, to, stamp, a, links, s, company)
        elif kind < _EARLIER_SHARE + _PAST_SHARE:
            to = _past(i, a, links, after, k, s, crew, order, random)
        else:
            to = _between(i, a, links, after, s, len(order), random)
        if not size or (not others and (to == place or to == place + 1)):
            _undone(i, given, a, s, crew, was)
            continue
        begin, stop = min(to, place), max(to, place + 1)
        if given >= 0:
            begin, stop = min(begin, s[given].place), max(stop, s[given].place + 1)
        _arranged(size, to, begin, stop, stamp + 1, s, order, new_order, company)
        _freed(begin, a, k, s, crew, order, free, now)
        for lane in range(len(now)):
            before[lane] = now[lane]
        change, changed, upto, put = _followed(
            i,
            given,
            begin,
            stop,
            stamp + 2,
            a,
            links,
            after,
            k,
            rows,
            s,
            crew,
            was,
            order,
            new_order,
            now,
            before,
            touched,
        )
        work += put
        change += _price(a[i].crew, s[i].stop, k, crew) - _price(0, was[0, -2], k, was[0])
        if given >= 0:
            change += _price(a[given].crew, s[given].stop, k, crew)
            change -= _price(0, was[1, -2], k, was[1])
        if finish:
            last, new = _last(s)
            change += finish * (new - last)
        if change > -heat * np.log(1 - chance(random)):
            for x in range(changed):
                s[touched[x]].new_start = s[touched[x]].start
                s[touched[x]].new_end = s[touched[x]].end
            _undone(i, given, a, s, crew, was)
            continue
        for x in range(changed):
            s[touched[x]].start = s[touched[x]].new_start
            s[touched[x]].end = s[touched[x]].new_end
        _kept(begin, stop, upto, a, k, s, crew, order, new_order, free, now)
        value[0] += change
        fresh = False
        _noted(s, crew, order, value, best_mode, best_crew, best_order)
    return work
