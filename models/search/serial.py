"""The serial scheme and justification as machine code, where only times are to be found.

A list of activities becomes a schedule: each in turn goes where there is room for it first. The
ends of a schedule give a list for the other direction, last things first, in which everything comes
as late as it can, or as soon (justification; Valls, Ballestín and Quintanilla 2005).
"""

from typing import NamedTuple

import numpy as np

from models.search.arrays import NEVER, Ints, PackedWords
from models.search.compiled import compiled, inner
from models.search.crossing import LEEWAY
from models.search.link_table import LinkTable
from models.search.timetable import Direction, Timetable


class Workspace(NamedTuple):
    """A schedule that is being made.

    Args:
        free: For each word and slot what is still free.
        forward, backward: The activities' starts, then their ends, in slots of that direction.
        listed: The list that is planned.
        keys: For each activity what it is sorted by.
        counts: Work space of sorting.
        floors: Before which starts, then ends, may not come while a list goes back
            (`models.search.unscheduling`).
        places: For each activity its position in the list.
        lowest: The first position that was planned.
    """

    free: PackedWords
    forward: Ints
    backward: Ints
    listed: Ints
    keys: Ints
    counts: Ints
    floors: Ints
    places: Ints
    lowest: Ints


def board(table: Timetable) -> Workspace:
    """An empty board."""
    count = len(table.latest)
    return Workspace(
        free=np.zeros_like(table.forward.free),
        forward=np.zeros(2 * count, dtype=np.int64),
        backward=np.zeros(2 * count, dtype=np.int64),
        listed=np.zeros(count, dtype=np.int64),
        keys=np.zeros(count, dtype=np.int64),
        counts=np.zeros(4 * count + 2, dtype=np.int64),
        floors=np.zeros(2 * count, dtype=np.int64),
        places=np.zeros(count, dtype=np.int64),
        lowest=np.zeros(1, dtype=np.int64),
    )


@inner
def copy(values: Ints, into: Ints) -> None:
    """Copies as many values as there are; slices of arrays would have to be made for it."""
    for k in range(len(values)):
        into[k] = values[k]


@inner
def sum_of_ends(times: Ints) -> int:
    """The sum of the ends among starts, then ends."""
    total = 0
    for k in range(len(times) // 2, len(times)):
        total += times[k]
    return total


@inner
def overrun(table: Timetable, times: Ints, aim: int) -> int:
    """The slots by which starts are too late for a last end, summed over the activities."""
    total = 0
    for i in range(len(table.rest)):
        total += max(0, times[i] + table.rest[i] - aim)
    return total


@inner
def earliest(links: LinkTable, i: int, times: Ints, floor: int) -> tuple[int, int]:
    """The earliest start and end that the links of an activity allow."""
    low, low_end = floor, 0
    for x in range(links.begin[i], links.lagged[i]):
        low = max(low, times[links.event[x]])
    for x in range(links.lagged[i], links.begin[i + 1]):
        at, row = times[links.event[x]], links.rule[x]
        at = at + links.lag[x] if row < 0 else links.after[row, at]
        if links.to_end[x]:
            low_end = max(low_end, at)
        else:
            low = max(low, at)
    return low, low_end


@inner
def emptied(way: Direction, free: PackedWords) -> None:
    """Makes free what there is."""
    for word in range(free.shape[0]):
        for slot in range(free.shape[1]):
            free[word, slot] = way.free[word, slot]


@inner
def _gap(table: Timetable, free: PackedWords, i: int, low: int, low_end: int) -> tuple[int, int]:
    """Does what `_first` does, for an activity whose duration does not depend on its start."""
    length, slots = table.length[i], free.shape[1]
    start = max(low, low_end - length)
    end = start + length
    x, agreed = table.need[i], 0
    while end <= slots and agreed < table.need[i + 1] - table.need[i]:
        word, units, highest = table.word[x], table.units[x], table.highest[table.word[x]]
        before, slot = start, end - 1
        while slot >= start and end <= slots:
            if (free[word, slot] - units) & highest != highest:
                start = slot + 1
                end = start + length
                slot = end
            slot -= 1
        agreed = agreed + 1 if start == before else 1
        x = x + 1 if x + 1 < table.need[i + 1] else table.need[i]
    return (start, end) if end <= slots else (NEVER, NEVER)


@inner
def _blocked(table: Timetable, free: PackedWords, i: int, start: int, end: int) -> int:
    """After the last slot in which too little is free for an activity, or -1."""
    for x in range(table.need[i], table.need[i + 1]):
        word, units = table.word[x], table.units[x]
        highest = table.highest[word]
        for slot in range(end - 1, start - 1, -1):
            if (free[word, slot] - units) & highest != highest:
                return slot + 1
    return -1


@inner
def _first(
    table: Timetable, way: Direction, free: PackedWords, i: int, low: int, low_end: int
) -> tuple[int, int]:
    """The first start and end for which there is room; `NEVER` if there are none."""
    row, start, last = way.row[i], low, way.ends.shape[1] - 1
    while start <= last:
        end = way.ends[row, start]
        if end < low_end or end >= NEVER:
            start += 1
            continue
        again = _blocked(table, free, i, start, end)
        if again < 0:
            return start, end
        start = again
    return NEVER, NEVER


@inner
def first_room(
    table: Timetable, way: Direction, free: PackedWords, i: int, low: int, low_end: int
) -> tuple[int, int]:
    """The first start and end for which there is room for a row; `NEVER` if there are none."""
    if table.length[i] >= 0:
        return _gap(table, free, i, low, low_end)
    return _first(table, way, free, i, low, low_end)


@inner
def take(table: Timetable, free: PackedWords, i: int, start: int, end: int) -> None:
    """Takes what an activity's row needs."""
    for x in range(table.need[i], table.need[i + 1]):
        word, units = table.word[x], table.units[x]
        for slot in range(start, end):
            free[word, slot] -= units


@inner
def give(table: Timetable, free: PackedWords, i: int, start: int, end: int) -> None:
    """Gives back what an activity's row has taken."""
    for x in range(table.need[i], table.need[i + 1]):
        word, units = table.word[x], table.units[x]
        for slot in range(start, end):
            free[word, slot] += units


@inner
def backward_floor(table: Timetable, span: int) -> int:
    """The first slot of a schedule backward that is made of one of this length forward."""
    if table.even or span >= NEVER:
        return 0
    last = int(table.backward.ends.shape[1]) - 1
    return max(0, last - int(LEEWAY * span))


@compiled
def plan(
    table: Timetable, way: Direction, free: PackedWords, listed: Ints, times: Ints, floor: int
) -> int:
    """Plans a list; its length, or `NEVER` if there was no room for something.

    Args:
        table: What is planned.
        way: In which direction.
        free: Work space.
        listed: The activities, what is waited for first.
        times: Filled with starts and ends.
        floor: Nothing starts before.
    """
    count, span = len(listed), 0
    emptied(way, free)
    for i in listed:
        low, low_end = earliest(way.links, i, times, floor)
        start, end = first_room(table, way, free, i, low, low_end)
        if start >= NEVER:
            return NEVER
        take(table, free, i, start, end)
        times[i], times[count + i] = start, end
        span = max(span, end)
    return span


@compiled
def raised(way: Direction, keys: Ints) -> None:
    """Raises keys so that what waits has none lower than what it waits for."""
    for i in way.order:
        for x in range(way.links.begin[i], way.links.begin[i + 1]):
            keys[i] = max(keys[i], keys[way.links.first[x]])


@compiled
def sort(way: Direction, keys: Ints, listed: Ints, counts: Ints) -> None:
    """Lists the activities by their keys, but after what they wait for: see `raised`.

    Keys are at least 0. They are put into about as many buckets as there are activities; what is
    then out of order is moved one by one: what waits comes after, for it goes in after.
    """
    count, most = len(listed), 1
    for i in range(count):
        most = max(most, keys[i] + 1)
    shift = 0
    while most >> shift >= len(counts) - 1:
        shift += 1
    counts[:] = 0
    for i in range(count):
        counts[(keys[i] >> shift) + 1] += 1
    for bucket in range(len(counts) - 1):
        counts[bucket + 1] += counts[bucket]
    for i in way.order:
        bucket = keys[i] >> shift
        listed[counts[bucket]] = i
        counts[bucket] += 1
    if shift:
        for position in range(1, count):
            i = listed[position]
            before = position - 1
            while before >= 0 and keys[listed[before]] > keys[i]:
                listed[before + 1] = listed[before]
                before -= 1
            listed[before + 1] = i


@compiled
def turn(way: Direction, times: Ints, board: Workspace) -> None:
    """Lists by the ends of a schedule in the other direction, last things first."""
    count, last = len(board.listed), way.ends.shape[1] - 1
    for i in range(count):
        board.keys[i] = last - times[count + i]
    if not way.links.ordered:
        raised(way, board.keys)
    sort(way, board.keys, board.listed, board.counts)
