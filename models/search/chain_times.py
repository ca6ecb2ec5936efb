"""Times and prices of a list, as machine code: computed in full, or only where a move changes them.

The serial scheme without insertion: each activity in the order starts once what it follows is done
and its people are free, on all their calendars at once.
"""

from typing import NamedTuple

from models.search.activity_lists import ListTables
from models.search.arrays import Ints
from models.search.chain_state import BLOCK, AnnealingChain, Move, TableRow
from models.search.compiled import inner


class Followed(NamedTuple):
    """What a move does to the times.

    Args:
        change: Of the price of the times.
        changed: How many activities it gives other times.
        upto: The position from which on all is as it was.
        put: How many activities were put on the way.
        hopeless: Whether it was not followed to the end, as it costs too much in any case.
    """

    change: float
    changed: int
    upto: int
    put: int
    hopeless: bool


class ChainSpan(NamedTuple):
    """When an activity is done, and whether its people are taken for their own work only."""

    start: int
    end: int
    apart: int


# One activity


@inner
def _together(i: int, at: int, known: ListTables, one: AnnealingChain) -> tuple[int, int]:
    """The first slot from there at which all who have gaps can begin, and when they are done."""
    rows, slots = known.rows, known.activities[i].slots
    begin, stop = known.activities[i].crew, one.tasks[i].stop
    begun = -1
    while at != begun:
        begun = at
        for x in range(begin, stop):
            row = known.candidates[one.crew[x]].row
            if row >= 0:
                at = rows[row + 1, rows[row, min(at, slots)]]
    end = at
    for x in range(begin, stop):
        who = known.candidates[one.crew[x]]
        if who.row >= 0:
            end = max(end, rows[who.row + 1, rows[who.row, min(at, slots)] + who.work - 1] + 1)
    return at, end


@inner
def _each(i: int, at: int, known: ListTables, one: AnnealingChain) -> tuple[int, int]:
    """The first slot from there at which one of them can begin, and when all are done."""
    rows, slots = known.rows, known.activities[i].slots
    begun = slots
    for x in range(known.activities[i].crew, one.tasks[i].stop):
        who = known.candidates[one.crew[x]]
        if who.row >= 0:
            begun = min(begun, rows[who.row + 1, rows[who.row, min(at, slots)]])
        elif who.work:
            begun = at
    end = begun
    for x in range(known.activities[i].crew, one.tasks[i].stop):
        who = known.candidates[one.crew[x]]
        if who.row >= 0:
            last = rows[who.row, min(begun, slots)] + who.work - 1
            end = max(end, rows[who.row + 1, last] + 1)
    return begun, end


@inner
def _bound(link: TableRow, slots: int, length: int, known: ListTables, one: AnnealingChain) -> int:
    """The earliest start after a link, of an activity so long at least."""
    task = one.tasks[link.first]
    at = int(task.new_end if link.of_end else task.new_start)
    at = int(at + link.lag if link.row < 0 else known.rows[link.row, min(at, slots)])
    return at - length if link.to_end else at


@inner
def _put(i: int, known: ListTables, one: AnnealingChain) -> tuple[int, int]:
    """Start and end of an activity after what is put already."""
    what = known.activities[i]
    at, length, gaps = what.floor, 0, False
    for x in range(what.crew, one.tasks[i].stop):
        who = known.candidates[one.crew[x]]
        if who.takes:
            at = max(at, one.scratch.now[who.lane_0 + who.takes - 1])
        length = max(length, who.work)
        gaps = gaps or who.row >= 0
    for x in range(what.in_0, what.in_1):
        link = known.links[x]
        if link.plain:
            at = max(at, one.tasks[link.first].new_end)
        else:
            at = max(at, _bound(link, what.slots, length, known, one))
    if not gaps:
        return at, at + length
    if what.apart:
        at, end = _each(i, at, known, one)
    else:
        at, end = _together(i, at, known, one)
    return at, max(end, at + length)


@inner
def _occupy(
    when: ChainSpan, begin: int, stop: int, crew: Ints, free: Ints, known: ListTables
) -> None:
    """Takes the places of a crew that are free first until it is done; places stay in order."""
    for x in range(begin, stop):
        who, end = known.candidates[crew[x]], when.end
        if when.apart and who.takes:
            end = _done(who, when.start, known)
        for _ in range(who.takes):
            lane = who.lane_0 + 1
            while lane < who.lane_1 and free[lane] < end:
                free[lane - 1] = free[lane]
                lane += 1
            free[lane - 1] = end


@inner
def _done(who: TableRow, start: int, known: ListTables) -> int:
    """When somebody is done who begins with the first of their own slots from there."""
    if who.row < 0:
        return int(start + who.work)
    counted = known.rows[who.row, min(start, known.rows.shape[1] - 1)]
    return int(known.rows[who.row + 1, counted + who.work - 1] + 1)


@inner
def _busy(i: int, start: int, end: int, free: Ints, known: ListTables, one: AnnealingChain) -> None:
    """Takes the places of an activity's people until they are done."""
    what = known.activities[i]
    when = ChainSpan(start, end, what.apart)
    _occupy(when, what.crew, one.tasks[i].stop, one.crew, free, known)


@inner
def delay(i: int, start: int, end: int, known: ListTables) -> float:
    """What it costs that an activity starts and ends there: lateness, and changes of a plan."""
    return price_moved(i, start, known) + price_late(i, end, known)


@inner
def price_moved(i: int, start: int, known: ListTables) -> float:
    """What it costs that an activity does not start where people know it to."""
    what = known.activities[i]
    if start > what.known:
        return float(what.later * (start - what.known))
    if start < what.until:
        return float(what.sooner * (what.until - start))
    return 0.0


@inner
def price_late(i: int, end: int, known: ListTables) -> float:
    """What it costs that an activity ends after its dates."""
    what, price = known.activities[i], 0.0
    if what.weight:
        counted = end if what.counted < 0 else known.rows[what.counted, min(end, what.slots)]
        price += what.weight * max(0, counted - what.due)
    if end > what.hard:
        price += what.broken * (end - what.hard)
    return price


@inner
def wages(begin: int, stop: int, crew: Ints, known: ListTables) -> float:
    """What a crew costs."""
    price = 0.0
    for x in range(begin, stop):
        price += known.candidates[crew[x]].cost
    return price


@inner
def last_ends(one: AnnealingChain) -> tuple[int, int]:
    """The last end, before a move and after it."""
    before, now = 0, 0
    for i in range(len(one.tasks)):
        before, now = max(before, one.tasks[i].end), max(now, one.tasks[i].new_end)
    return before, now


# The whole list


@inner
def timed(known: ListTables, one: AnnealingChain) -> float:
    """Times of the list from the beginning, and what these cost."""
    now = one.scratch.now
    now[:] = 0
    price = 0.0
    for position in range(len(one.order)):
        if position % BLOCK == 0:
            _copied(now, one.free[position // BLOCK])
        i = one.order[position]
        start, end = _put(i, known, one)
        _busy(i, start, end, now, known, one)
        one.tasks[i].start = one.tasks[i].new_start = start
        one.tasks[i].end = one.tasks[i].new_end = end
        price += delay(i, start, end, known)
    return price


@inner
def _copied(of: Ints, to: Ints) -> None:
    for lane in range(len(of)):
        to[lane] = of[lane]


@inner
def _same(now: Ints, before: Ints) -> bool:
    same = True
    for lane in range(len(now)):
        same = same and now[lane] == before[lane]
    return same


# After a move


@inner
def followed(
    move: Move, stamp: int, most: float, known: ListTables, one: AnnealingChain
) -> Followed:
    """Times after a move; what stays as it was is passed over, and the rest once all is as it was.

    An activity is put again if it moves, if a link marks it, or if its people are free at another
    time than before. Once those put again cost more than `most`, the rest is not followed.
    """
    _freed(move.begin, known, one)
    now, before, tasks = one.scratch.now, one.scratch.before, one.tasks
    change, price, count, reach, put = 0.0, 0.0, 0, move.stop, 0
    for p in range(move.begin, len(one.order)):
        if p >= reach and p % BLOCK == 0 and _same(now, before):
            return Followed(change, count, p, put, False)
        i = one.order[p]
        if p >= move.stop and tasks[i].mark != stamp and not _apart(i, known, one):
            _busy(i, tasks[i].start, tasks[i].end, now, known, one)
            _busy(i, tasks[i].start, tasks[i].end, before, known, one)
            continue
        _was_busy(i, move, known, one)
        if p < move.stop:
            i = one.scratch.order[p]
        put += 1
        start, end = _put(i, known, one)
        _busy(i, start, end, now, known, one)
        if start != tasks[i].start or end != tasks[i].end:
            now_costs = delay(i, start, end, known)
            price += now_costs
            change += now_costs - delay(i, tasks[i].start, tasks[i].end, known)
            tasks[i].new_start, tasks[i].new_end = start, end
            one.scratch.touched[count] = i
            count += 1
            if price > most:
                return Followed(change, count, p, put, True)
            reach = max(reach, _reached(i, stamp, known, one))
    return Followed(change, count, len(one.order), put, False)


@inner
def _freed(begin: int, known: ListTables, one: AnnealingChain) -> None:
    """When everybody is free before a position, now and before the move."""
    block, now = begin // BLOCK, one.scratch.now
    _copied(one.free[block], now)
    for p in range(block * BLOCK, begin):
        i = one.order[p]
        _busy(i, one.tasks[i].start, one.tasks[i].end, now, known, one)
    _copied(now, one.scratch.before)


@inner
def _apart(i: int, known: ListTables, one: AnnealingChain) -> bool:
    """Whether some of an activity's people are not free when they were before the move."""
    for x in range(known.activities[i].crew, one.tasks[i].stop):
        who = known.candidates[one.crew[x]]
        for lane in range(who.lane_0, who.lane_1):
            if one.scratch.now[lane] != one.scratch.before[lane]:
                return True
    return False


@inner
def _was_busy(i: int, move: Move, known: ListTables, one: AnnealingChain) -> None:
    """Takes the places of those who were on an activity before the move, as long as they were."""
    before, start, end = one.scratch.before, one.tasks[i].start, one.tasks[i].end
    if i in (move.first, move.given):
        was = one.scratch.was[int(i == move.given)]
        when = ChainSpan(start, end, known.activities[i].apart)
        _occupy(when, 0, was[-2], was, before, known)
    else:
        _busy(i, start, end, before, known, one)


@inner
def _reached(i: int, stamp: int, known: ListTables, one: AnnealingChain) -> int:
    """Marks what follows the activity; the position after the last of these."""
    reach = 0
    for x in range(known.activities[i].out_0, known.activities[i].out_1):
        task = one.tasks[known.after[x]]
        task.mark = stamp
        reach = max(reach, task.place + 1)
    return reach


@inner
def kept(move: Move, upto: int, known: ListTables, one: AnnealingChain) -> None:
    """The order after a move that is accepted, and when everybody is free in it."""
    for p in range(move.begin, move.stop):
        one.order[p] = one.scratch.order[p]
        one.tasks[one.order[p]].place = p
    block, now = move.begin // BLOCK, one.scratch.now
    _copied(one.free[block], now)
    for p in range(block * BLOCK, upto):
        if p % BLOCK == 0:
            _copied(now, one.free[p // BLOCK])
        i = one.order[p]
        _busy(i, one.tasks[i].start, one.tasks[i].end, now, known, one)
