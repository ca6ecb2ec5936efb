"""Moves on a list, as machine code: which activity, to whom, and to which position.

Often a move begins with what is late, by what that costs, or with what holds that up. The activity
is given to others, who may give one of theirs for it; or it goes past a few that wait for the same
people, to any place that its links allow, or earlier than that together with what it follows.
"""

from models.search.activity_lists import ListTables
from models.search.arrays import Floats, Ints
from models.search.chain_state import AnnealingChain, Move, TableRow
from models.search.chain_times import price_late, price_moved
from models.search.chance import Random, below, chance
from models.search.compiled import inner


@inner
def drawn(late: int, stamp: int, known: ListTables, one: AnnealingChain) -> Move:
    """A move by chance; its people sit already, see `undone`.

    Args:
        late: How many are late, see `gathered`.
        stamp: Marks of this move: this one and the next two.
        known: The problem.
        one: The chain.
    """
    i = _beginning(late, known, one)
    place = one.tasks[i].place
    others, given = _others(i, known, one), -1
    stays = one.scratch.was[0, -1] == one.tasks[i].mode
    if others and stays and chance(one.random) < one.rates.trades:
        given = _given(i, known, one)
    to, size = _destination(i, given, stamp, known, one)
    if not others and to in (place, place + 1):
        size = 0
    begin, stop = min(to, place), max(to, place + 1)
    if given >= 0:
        begin, stop = min(begin, one.tasks[given].place), max(stop, one.tasks[given].place + 1)
    return Move(i, given, size, to, begin, stop)


@inner
def arranged(move: Move, stamp: int, one: AnnealingChain) -> None:
    """The new order of the positions between, the company put before one of them."""
    order, company = one.scratch.order, one.scratch.company
    for x in range(move.size):
        one.tasks[company[x]].mark = stamp
    at = move.begin
    for position in range(move.begin, move.stop + 1):
        if position == move.to:
            for x in range(move.size):
                order[at] = company[x]
                at += 1
        if position < move.stop and one.tasks[one.order[position]].mark != stamp:
            order[at] = one.order[position]
            at += 1


@inner
def undone(move: Move, known: ListTables, one: AnnealingChain) -> None:
    """Gives back what a move gave to others."""
    _back(move.first, one.scratch.was[0], known, one)
    if move.given >= 0:
        _back(move.given, one.scratch.was[1], known, one)


# Which activity


@inner
def gathered(known: ListTables, one: AnnealingChain) -> int:
    """Notes what is late or moved, and sums of what that costs; how many these are."""
    count, total = 0, 0.0
    for i in one.order:
        price = one.rates.lateness * price_late(i, one.tasks[i].end, known)
        price += price_moved(i, one.tasks[i].start, known)
        if price > 0:
            total += price
            one.scratch.late[count] = i
            one.scratch.sums[count] = total
            count += 1
    return count


@inner
def _beginning(late: int, known: ListTables, one: AnnealingChain) -> int:
    """The activity that moves."""
    i = one.order[below(one.random, len(one.order))]
    if late and chance(one.random) < one.rates.late:
        i = one.scratch.late[_weighted(late, one.scratch.sums, one.random)]
    if chance(one.random) < one.rates.held:
        for _ in range(below(one.random, one.rates.far)):
            i = _cause(i, known, one)
    return int(i)


@inner
def _weighted(count: int, sums: Floats, random: Random) -> int:
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


@inner
def _share(i: int, j: int, known: ListTables, one: AnnealingChain) -> bool:
    """Whether two activities have somebody in common."""
    for x in range(known.activities[i].crew, one.tasks[i].stop):
        who = known.candidates[one.crew[x]].resource
        for y in range(known.activities[j].crew, one.tasks[j].stop):
            if who == known.candidates[one.crew[y]].resource >= 0:
                return True
    return False


@inner
def _cause(i: int, known: ListTables, one: AnnealingChain) -> int:
    """What the activity waited for last, or itself."""
    cause, held = i, 0
    for x in range(known.activities[i].in_0, known.activities[i].in_1):
        first = known.links[x].first
        if one.tasks[first].end > held and one.tasks[first].place >= 0:
            cause, held = first, one.tasks[first].end
    for position in range(one.tasks[i].place - 1, -1, -1):
        other = one.order[position]
        if _share(i, other, known, one):
            return int(other if one.tasks[other].end > held else cause)
    return cause


# To whom


@inner
def _remember(i: int, was: Ints, known: ListTables, one: AnnealingChain) -> None:
    """Notes to whom the activity is given."""
    begin, stop = known.activities[i].crew, one.tasks[i].stop
    for x in range(begin, stop):
        was[x - begin] = one.crew[x]
    was[-2] = stop - begin
    was[-1] = one.tasks[i].mode


@inner
def _back(i: int, was: Ints, known: ListTables, one: AnnealingChain) -> None:
    """Gives the activity back to whom it was given."""
    begin = known.activities[i].crew
    one.tasks[i].mode = was[-1]
    one.tasks[i].stop = begin + was[-2]
    for x in range(was[-2]):
        one.crew[begin + x] = was[x]


@inner
def _others(i: int, known: ListTables, one: AnnealingChain) -> bool:
    """Gives the activity to others, and notes to whom it was given; False if nothing changes."""
    what, random = known.activities[i], one.random
    _remember(i, one.scratch.was[0], known, one)
    if chance(random) >= one.rates.others:
        return False
    mode = what.mode_0 + below(random, what.mode_1 - what.mode_0)
    if mode != one.tasks[i].mode:
        return _otherwise(i, mode, known, one)
    low, high = known.modes[mode].low, known.modes[mode].high
    if low == high:
        return False
    chair = low + below(random, high - low)
    if not known.chairs[chair].open:
        return False
    crew = (what.crew, one.tasks[i].stop)
    return _seated(what.crew + chair - low, crew, known.chairs[chair], known, one)


@inner
def _otherwise(i: int, mode: int, known: ListTables, one: AnnealingChain) -> bool:
    """Puts the activity into another mode with people who each sit once; False if impossible."""
    begin = known.activities[i].crew
    low, high = known.modes[mode].low, known.modes[mode].high
    one.tasks[i].mode = mode
    one.tasks[i].stop = begin + high - low
    for chair in range(low, high):
        at = begin + chair - low
        if not _seated(at, (begin, at), known.chairs[chair], known, one):
            _back(i, one.scratch.was[0], known, one)
            return False
    return True


@inner
def _seated(
    at: int, crew: tuple[int, int], chair: TableRow, known: ListTables, one: AnnealingChain
) -> bool:
    """Draws somebody else for a chair, or as long as it takes if the chairs after it are empty."""
    count = chair.high - chair.low
    drawn = below(one.random, count)
    for step in range(count if at == crew[1] else min(count, 1)):
        new = chair.low + (drawn + step) % count
        if _sits(known.candidates[new].resource, crew, known, one) < 0:
            one.crew[at] = new
            return True
    return False


@inner
def _sits(resource: int, crew: tuple[int, int], known: ListTables, one: AnnealingChain) -> int:
    """Where somebody sits in a crew; -1 if nowhere."""
    for x in range(crew[0], crew[1]):
        if known.candidates[one.crew[x]].resource == resource:
            return x
    return -1


@inner
def _given(i: int, known: ListTables, one: AnnealingChain) -> int:
    """The next activity that who takes this one can give for it, and gives; -1 if there is none."""
    begin, was, people = known.activities[i].crew, one.scratch.was, known.candidates
    x = begin
    while x < one.tasks[i].stop - 1 and (
        people[one.crew[x]].resource == people[was[0, x - begin]].resource
    ):
        x += 1
    takes, free = people[one.crew[x]].resource, people[was[0, x - begin]].resource
    step = 1 if chance(one.random) < 0.5 else -1
    p = one.tasks[i].place + step
    for _ in range(one.rates.traded):
        if p < 0 or p >= len(one.order):
            return -1
        j = one.order[p]
        if _handed(j, takes, free, known, one):
            return int(j)
        p += step
    return -1


@inner
def _handed(j: int, takes: int, free: int, known: ListTables, one: AnnealingChain) -> bool:
    """Hands an activity of one person to another, if the first is on it and the other can be."""
    crew = (known.activities[j].crew, one.tasks[j].stop)
    at = _sits(takes, crew, known, one)
    if at < 0 or _sits(free, crew, known, one) >= 0:
        return False
    chair = known.chairs[known.modes[one.tasks[j].mode].low + at - crew[0]]
    for new in range(chair.low, chair.high):
        if known.candidates[new].resource == free:
            _remember(j, one.scratch.was[1], known, one)
            one.crew[at] = new
            return True
    return False


# To which position


@inner
def _destination(
    i: int, given: int, stamp: int, known: ListTables, one: AnnealingChain
) -> tuple[int, int]:
    """The position before which the activity is put, and how many go there; none if too many."""
    one.scratch.company[0] = i
    kind, place = chance(one.random), one.tasks[i].place
    if given >= 0 and chance(one.random) < one.rates.stays:
        return place, 1
    if kind < one.rates.earlier:
        to = max(0, place - one.rates.jumps[below(one.random, len(one.rates.jumps))])
        return to, _with_company(to, stamp, known, one)
    if kind < one.rates.earlier + one.rates.past:
        return _past(i, known, one), 1
    return _between(i, known, one), 1


@inner
def _range(i: int, known: ListTables, one: AnnealingChain) -> tuple[int, int]:
    """The first and the last position where the links of the activity hold, to put it before."""
    what, low, high = known.activities[i], 0, len(one.order)
    for x in range(what.in_0, what.in_1):
        low = max(low, one.tasks[known.links[x].first].place + 1)
    for x in range(what.out_0, what.out_1):
        place = one.tasks[known.after[x]].place
        if place >= 0:
            high = min(high, place)
    return low, high


@inner
def _between(i: int, known: ListTables, one: AnnealingChain) -> int:
    """A position where the links of the activity hold."""
    low, high = _range(i, known, one)
    if chance(one.random) < 0.5:
        return low + below(one.random, high - low + 1)
    reach = one.rates.nearby[below(one.random, len(one.rates.nearby))]
    near = int(one.tasks[i].place) - reach + below(one.random, 2 * reach + 1)
    return min(high, max(low, near))


@inner
def _past(i: int, known: ListTables, one: AnnealingChain) -> int:
    """A position past a few activities that share somebody with this one."""
    low, high = _range(i, known, one)
    left = 1 + below(one.random, one.rates.few)
    p = one.tasks[i].place
    if chance(one.random) < 0.5:
        while p > low and left:
            p -= 1
            left -= _share(i, one.order[p], known, one)
        return int(p)
    p += 1
    while p < high and left:
        left -= _share(i, one.order[p], known, one)
        p += 1
    return int(p)


@inner
def _with_company(to: int, stamp: int, known: ListTables, one: AnnealingChain) -> int:
    """Notes what comes before the activity from a position on, in order; 0 if too much."""
    tasks, company = one.tasks, one.scratch.company
    size, seen = 1, 0
    while seen < size:
        what = known.activities[company[seen]]
        seen += 1
        for x in range(what.in_0, what.in_1):
            first = known.links[x].first
            if tasks[first].place < to or tasks[first].mark == stamp:
                continue
            if size > one.rates.company:
                return 0
            tasks[first].mark = stamp
            company[size] = first
            size += 1
    for x in range(1, size):
        j, y = company[x], x
        while y > 0 and tasks[company[y - 1]].place > tasks[j].place:
            company[y] = company[y - 1]
            y -= 1
        company[y] = j
    return size
