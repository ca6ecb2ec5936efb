"""The serial scheme where maximum lags close cycles of links, as machine code.

After Franck, Neumann and Schwindt (2001, "Truncated branch-and-bound"): where the resources let an
activity start too late for what was planned before it in the list, and has to follow it within a
maximum lag, that is taken out again with everything after it, and may not begin before the lag
allows. Then planning goes on from there. A list that goes back too often is given up.
"""

from models.search.arrays import NEVER, Ints
from models.search.compiled import compiled, inner
from models.search.crossing import BACK
from models.search.link_table import LinkTable
from models.search.serial import Workspace, earliest, emptied, first_room, give, plan, take
from models.search.timetable import Direction, Timetable

UNPLANNED = -1
"""In place of the start and the end of what is not planned yet."""


@inner
def is_cyclic(way: Direction) -> bool:
    """Whether there are links that lists may go against."""
    return bool(len(way.links.loose.first) > 0)


@compiled
def plan_list(table: Timetable, way: Direction, board: Workspace, times: Ints, floor: int) -> int:
    """Plans the list on the board, whatever links there are; see `models.search.serial.plan`."""
    if not is_cyclic(way):
        return int(plan(table, way, board.free, board.listed, times, floor))
    emptied(way, board.free)
    return int(plan_on(table, way, board, times, 0, floor))


@compiled
def plan_on(
    table: Timetable, way: Direction, board: Workspace, times: Ints, first: int, floor: int
) -> int:
    """Plans the list on the board from a position on; its length, or `NEVER`.

    What stands before is planned, and taken from what is free on the board; some of it may be
    planned again. The first position that was is told in `board.lowest`.
    """
    count, left = len(board.listed), BACK
    _begin(board, times, first)
    at = first
    while at < count:
        i = board.listed[at]
        low, low_end = earliest(way.links, i, times, floor)
        low, low_end = _waiting(way.links, board, i, times, low, low_end)
        start, end = first_room(table, way, board.free, i, low, low_end)
        if start >= NEVER:
            return NEVER
        times[i], times[count + i] = start, end
        back = _too_late(way.links, board, i, times)
        if back < count:
            times[i], times[count + i] = UNPLANNED, UNPLANNED
            _take_out(table, board, times, back, at)
            at, left = back, left - 1
            if left < 0:
                return NEVER
        else:
            take(table, board.free, i, start, end)
            at += 1
    span = 0
    for k in range(count, 2 * count):
        span = max(span, times[k])
    return span


@inner
def _begin(board: Workspace, times: Ints, first: int) -> None:
    """Makes the list on the board unplanned from a position on."""
    count = len(board.listed)
    board.floors[:] = 0
    board.lowest[0] = first
    for k in range(count):
        i = board.listed[k]
        board.places[i] = k
        if k >= first:
            times[i], times[count + i] = UNPLANNED, UNPLANNED


@inner
def _demanded(links: LinkTable, x: int, times: Ints) -> int:
    """Until when a loose link makes its second wait for its first."""
    at, row = times[links.loose.first[x]], links.loose.rule[x]
    return int(at + links.loose.lag[x] if row < 0 else links.after[row, at])


@inner
def _waiting(
    links: LinkTable, board: Workspace, i: int, times: Ints, low: int, low_end: int
) -> tuple[int, int]:
    """The earliest start and end of an activity for what its loose links allow, too."""
    count = len(board.listed)
    low, low_end = max(low, board.floors[i]), max(low_end, board.floors[count + i])
    for x in range(links.loose.begin[i], links.loose.begin[i + 1]):
        if times[links.loose.first[x]] != UNPLANNED:
            until = _demanded(links, x, times)
            if links.loose.second[x] < count:
                low = max(low, until)
            else:
                low_end = max(low_end, until)
    return low, low_end


@inner
def _too_late(links: LinkTable, board: Workspace, i: int, times: Ints) -> int:
    """The first position of what is planned too early for an activity, or the list's length.

    That may not begin as early any more.
    """
    count, back = len(board.listed), len(board.listed)
    for y in range(links.loose.begin_out[i], links.loose.begin_out[i + 1]):
        x = links.loose.out[y]
        second = links.loose.second[x]
        if times[second] != UNPLANNED:
            until = _demanded(links, x, times)
            if times[second] < until:
                board.floors[second] = max(board.floors[second], until)
                back = min(back, board.places[second % count])
    return back


@inner
def _take_out(table: Timetable, board: Workspace, times: Ints, back: int, at: int) -> None:
    """Takes out again what is planned from one position to before another."""
    count = len(board.listed)
    board.lowest[0] = min(board.lowest[0], back)
    for k in range(back, at):
        i = board.listed[k]
        give(table, board.free, i, times[i], times[count + i])
        times[i], times[count + i] = UNPLANNED, UNPLANNED
