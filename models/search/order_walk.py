"""Annealing of a list of activities, where only times are to be found, as machine code.

A move lets one or two activities go earlier or later in the list. What stands before them in it is
left as it is planned: some profiles of what is free are kept along the list, and the one before the
move is where planning goes on. Energy is the length of the schedule, and beside it the mean of the
ends, which tells apart what is equally long.

Time and again the direction turns: the schedule at hand is justified, and its list in the other
direction is annealed (Valls, Ballestín and Quintanilla 2005). Where there is no room that way, it
does not turn. Where maximum lags close cycles, planning from a move on may change what stands
before it, too (`models.search.unscheduling`).
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.search.arrays import NEVER, Ints
from models.search.chance import Random, below, chance, seeded
from models.search.compiled import compiled, inner
from models.search.crossing import MOVED
from models.search.order_moves import moved
from models.search.serial import (
    Workspace,
    backward_floor,
    copy,
    earliest,
    emptied,
    first_room,
    raised,
    sort,
    sum_of_ends,
    take,
)
from models.search.timetable import Direction, Timetable
from models.search.unscheduling import is_cyclic, plan_on

_PROFILES = 16
"""Profiles that are kept along a list."""

_SAME = -1
"""In place of a length: the schedule is the one at hand."""

_FORWARD, _LEFT, _SPAN, _TOTAL, _SHORTEST, _FLOOR = range(6)
"""What stands where in `OrderWalk.state`."""


class OrderWalk(NamedTuple):
    """The list at hand, and the best schedule so far.

    Args:
        listed: The list, by the starts of its schedule.
        times: That schedule's starts, then its ends, in slots of its direction.
        trial: The same of the move at hand.
        profiles: What is free after every so many activities of the list, by words and slots.
        best: Starts, then ends, of the best schedule forward, and last its length.
        state: Whether the direction is forward, the moves left in it, the length of the schedule
            at hand and the sum of its ends, the shortest length in either direction (forward, where
            it matters when things happen), and the first slot of the direction's schedules.
        random: State of the random numbers.
        turn: Moves in a direction.
        mean_end: What a slot by which the mean end is later counts in slots of the makespan.
    """

    listed: Ints
    times: Ints
    trial: Ints
    profiles: NDArray[np.uint64]
    best: Ints
    state: Ints
    random: Random
    turn: int
    mean_end: float


def order_walk(
    table: Timetable, starts: Ints, seed: int, *, turn: int, mean_end: float
) -> OrderWalk:
    """A walk that begins with the starts of a schedule: as if it stood backward, to be turned."""
    count, last = len(starts), table.slots
    words, slots = table.forward.free.shape
    ends = table.forward.ends[table.forward.row, starts]
    return OrderWalk(
        listed=np.zeros(count, dtype=np.int64),
        times=np.concatenate([last - ends, last - starts]),
        trial=np.zeros(2 * count, dtype=np.int64),
        profiles=np.zeros((min(_PROFILES, count), words, slots), dtype=np.uint64),
        best=np.full(2 * count + 1, NEVER, dtype=np.int64),
        state=np.array([0, 0, NEVER, NEVER, NEVER, 0], dtype=np.int64),
        random=seeded(seed),
        turn=turn,
        mean_end=mean_end,
    )


@compiled
def walk(table: Timetable, board: Workspace, one: OrderWalk, heat: float, moves: int) -> int:
    """Makes a number of moves at a temperature; returns how many were accepted."""
    taken, state = 0, one.state
    for _ in range(moves):
        turning, floor = state[_LEFT] <= 0, state[_FLOOR]
        if turning:
            state[_FORWARD], state[_LEFT] = 1 - state[_FORWARD], one.turn
            state[_FLOOR] = 0 if state[_FORWARD] == 1 else backward_floor(table, state[_SPAN])
        forward = state[_FORWARD] == 1
        way = table.forward if forward else table.backward
        state[_LEFT] -= 1
        first, last = _turned(way, board, one) if turning else _moved(way, board, one)
        span = _plan(table, way, board, one, first, last)
        if turning and span >= NEVER:
            state[_FORWARD], state[_FLOOR] = 1 - state[_FORWARD], floor
            if state[_SPAN] >= NEVER:
                _begin(table, table.backward if forward else table.forward, board, one)
        if span == _SAME or span >= NEVER:
            continue
        total = sum_of_ends(one.trial)
        shorter = span < state[_SHORTEST] and (forward or table.even == 1)
        if turning or shorter or _accepted(one, span, total, heat):
            state[_SPAN], state[_TOTAL] = span, total
            _keep(table, way, board, one, 0 if turning else board.lowest[0])
            taken += 1
        if shorter:
            state[_SHORTEST] = span
            state[_LEFT] = state[_LEFT] if forward else 0
        if forward and span < one.best[2 * len(one.listed)]:
            copy(one.trial, one.best)
            one.best[2 * len(one.listed)] = span
    return taken


@inner
def _begin(table: Timetable, way: Direction, board: Workspace, one: OrderWalk) -> None:
    """Makes the known schedule the one at hand as it stands, for want of room the other way."""
    copy(one.times, one.trial)
    one.state[_TOTAL], one.state[_SPAN] = sum_of_ends(one.trial), 0
    for i in range(len(one.listed)):
        one.state[_SPAN] = max(one.state[_SPAN], one.trial[len(one.listed) + i])
    _keep(table, way, board, one, 0)


@inner
def _turned(way: Direction, board: Workspace, one: OrderWalk) -> tuple[int, int]:
    """Lists the schedule at hand by its ends in the other direction, last things first."""
    count, last = len(one.listed), way.ends.shape[1] - 1
    for i in range(count):
        board.keys[i] = last - one.times[count + i]
    _listed(way, board)
    return 0, count


@inner
def _listed(way: Direction, board: Workspace) -> None:
    """Puts a list by the board's keys on the board."""
    if not way.links.ordered:
        raised(way, board.keys)
    sort(way, board.keys, board.listed, board.counts)


@inner
def _moved(way: Direction, board: Workspace, one: OrderWalk) -> tuple[int, int]:
    """Moves activities; gives the first and last position that differ."""
    copy(one.listed, board.listed)
    first, last = len(one.listed), -1
    for _ in range(1 + below(one.random, MOVED)):
        begin, end = moved(way, board.listed, one.random)
        if begin < end:
            first, last = min(first, begin), max(last, end)
    return first, last


@inner
def _plan(
    table: Timetable, way: Direction, board: Workspace, one: OrderWalk, first: int, last: int
) -> int:
    """Plans the list on the board from its first position that differs; its length.

    `_SAME` if nothing up to the last that differs stands elsewhere; `NEVER` if there was no room.
    """
    count, span, anew = len(one.listed), 0, last >= len(one.listed)
    if last < 0:
        return _SAME
    if anew:
        emptied(way, board.free)
    else:
        copy(one.times, one.trial)
        _resume(table, board, one, first)
    board.lowest[0] = first
    if is_cyclic(way):
        span = plan_on(table, way, board, one.trial, first, one.state[_FLOOR])
        return span if span >= NEVER else int(span - one.state[_FLOOR])
    same = not anew
    for k in range(first, count):
        if same and k > last:
            return _SAME
        i = board.listed[k]
        low, low_end = earliest(way.links, i, one.trial, one.state[_FLOOR])
        start, end = first_room(table, way, board.free, i, low, low_end)
        if start >= NEVER:
            return NEVER
        take(table, board.free, i, start, end)
        same = same and start == one.times[i]
        one.trial[i], one.trial[count + i] = start, end
    for i in range(count):
        span = max(span, one.trial[count + i])
    return span - int(one.state[_FLOOR])


@inner
def _step(one: OrderWalk) -> int:
    """Positions from one profile to the next."""
    return (len(one.listed) + len(one.profiles) - 1) // len(one.profiles)


@inner
def _resume(table: Timetable, board: Workspace, one: OrderWalk, position: int) -> None:
    """Puts on the board what is free before a position of the list at hand."""
    count, step = len(one.listed), _step(one)
    profile = position // step
    for word in range(board.free.shape[0]):
        for slot in range(board.free.shape[1]):
            board.free[word, slot] = one.profiles[profile, word, slot]
    for k in range(profile * step, position):
        i = one.listed[k]
        take(table, board.free, i, one.times[i], one.times[count + i])


@inner
def _keep(table: Timetable, way: Direction, board: Workspace, one: OrderWalk, first: int) -> None:
    """Makes the schedule of the move the one at hand, which differs from a position on."""
    count, step = len(one.listed), _step(one)
    for i in range(count):
        board.keys[i] = one.trial[i]
    _listed(way, board)
    at = 0
    while at < first and one.listed[at] == board.listed[at]:
        at += 1
    begin = at // step
    if begin == 0:
        emptied(way, board.free)
    else:
        _resume(table, board, one, begin * step)
    copy(board.listed, one.listed)
    copy(one.trial, one.times)
    for k in range(begin * step, count):
        if k % step == 0:
            for word in range(board.free.shape[0]):
                for slot in range(board.free.shape[1]):
                    one.profiles[k // step, word, slot] = board.free[word, slot]
        i = one.listed[k]
        take(table, board.free, i, one.times[i], one.times[count + i])


@inner
def _accepted(one: OrderWalk, span: int, total: int, heat: float) -> bool:
    """Whether a move is taken."""
    state = one.state
    worse = span - state[_SPAN] + one.mean_end * (total - state[_TOTAL]) / len(one.listed)
    return worse <= 0 or chance(one.random) < math.exp(-worse / heat)
