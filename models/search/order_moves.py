"""A move of a list of activities, as machine code."""

from models.search.arrays import Ints
from models.search.chance import Random, below, chance
from models.search.compiled import inner
from models.search.crossing import FAR
from models.search.timetable import Direction


@inner
def moved(way: Direction, listed: Ints, random: Random) -> tuple[int, int]:
    """Lets an activity go earlier or later in a list, as far as what it waits for lets it.

    Gives the first and the last position that it went over; the same one twice if it stayed.
    """
    count = len(listed)
    at, left = below(random, count), 1 + below(random, FAR)
    i, earlier, begun = listed[at], chance(random) < 0.5, at
    if earlier:
        while left > 0 and at > 0 and not _waits(way, i, listed[at - 1]):
            listed[at] = listed[at - 1]
            at, left = at - 1, left - 1
    else:
        while left > 0 and at + 1 < count and not _waits(way, listed[at + 1], i):
            listed[at] = listed[at + 1]
            at, left = at + 1, left - 1
    listed[at] = i
    return min(begun, at), max(begun, at)


@inner
def _waits(way: Direction, i: int, other: int) -> bool:
    """Whether a link makes an activity wait for another one."""
    waiting = False
    for x in range(way.links.begin[i], way.links.begin[i + 1]):
        waiting = waiting or way.links.first[x] == other
    return waiting
