"""Annealing of a list of activities and of who is spared on each, as machine code.

A move lets activities go earlier or later in the list, or changes who goes first where more people
are free than an activity takes. What stands before it in the list is left as it is planned. Energy
is the length of the schedule, and beside it the mean of the ends, which tells apart what is equally
long. The direction does not turn, as it does in `models.search.order_walk`: that was no better.
"""

import math
from typing import NamedTuple

import numpy as np

from models.search.arrays import NEVER, Ints, PackedWords
from models.search.chance import Random, below, chance, seeded
from models.search.compiled import compiled, inner
from models.search.crew_serial import CrewBoard, choose, engage, first_crew
from models.search.crew_table import CrewTable
from models.search.crossing import MOVED
from models.search.order_moves import moved
from models.search.params import CrewMoveParams
from models.search.serial import (
    Workspace,
    copy,
    earliest,
    emptied,
    overrun,
    raised,
    sort,
    sum_of_ends,
    take,
)
from models.search.timetable import Direction, Timetable

_SPAN, _TOTAL, _WHO, _FROM, _TO, _OVERRUN = range(6)
"""What stands where in `CrewWalk.state`."""


class CrewWalk(NamedTuple):
    """The list at hand, and the best schedule so far.

    Args:
        listed: The list, by the starts of its schedule.
        times: That schedule's starts, then its ends.
        trial: The same of the move at hand.
        crew: Who is on each activity of the schedule at hand.
        tried: The same of the move at hand.
        spared: For each activity who may be on it, whoever is spared first in front.
        many: How many these are.
        best: Starts, then ends, of the best schedule, and last its length.
        staff: Who is on each activity of it.
        state: The length of the schedule at hand, the sum of its ends, and of a move on whom people
            are spared (-1 is nobody), from which place and to which; then the overrun of the
            schedule at hand.
        random: State of the random numbers.
        move: See `CrewMoveParams`.
    """

    listed: Ints
    times: Ints
    trial: Ints
    crew: PackedWords
    tried: PackedWords
    spared: Ints
    many: Ints
    best: Ints
    staff: PackedWords
    state: Ints
    random: Random
    move: CrewMoveParams


def crew_walk(
    table: Timetable, crews: CrewTable, starts: Ints, seed: int, move: CrewMoveParams
) -> CrewWalk:
    """A walk that begins with the order of the starts of a schedule."""
    count = len(starts)
    worth = sorted(range(len(crews.worth)), key=lambda p: -crews.worth[p])
    able = [[p for p in worth if int(row[p // 64]) >> p % 64 & 1] for row in crews.able]
    many = np.array([len(row) for row in able], dtype=np.int64)
    spared = np.zeros((count, max(1, many.max(initial=1))), dtype=np.int64)
    for row, people in zip(spared, able, strict=True):
        row[: len(people)] = people
    return CrewWalk(
        listed=_listed(table, starts),
        times=np.zeros(2 * count, dtype=np.int64),
        trial=np.zeros(2 * count, dtype=np.int64),
        crew=np.zeros_like(crews.able),
        tried=np.zeros_like(crews.able),
        spared=spared,
        many=many,
        best=np.full(2 * count + 1, NEVER, dtype=np.int64),
        staff=np.zeros_like(crews.able),
        state=np.array([NEVER, NEVER, -1, 0, 0, 0], dtype=np.int64),
        random=seeded(seed),
        move=move,
    )


def _listed(table: Timetable, starts: Ints) -> Ints:
    """The activities by their starts, what is waited for first."""
    keys, listed = starts.copy(), np.zeros_like(starts)
    counts = np.zeros(4 * len(starts) + 2, dtype=np.int64)
    raised(table.forward, keys)
    sort(table.forward, keys, listed, counts)
    return listed


@compiled
def walk_crews(
    table: Timetable,
    crews: CrewTable,
    board: Workspace,
    people: CrewBoard,
    one: CrewWalk,
    heat: float,
    moves: int,
) -> int:
    """Makes a number of moves at a temperature; returns how many were accepted."""
    taken, state, count = 0, one.state, len(one.listed)
    for _ in range(moves):
        begins = state[_SPAN] >= NEVER
        first = 0 if begins else _moved(table.forward, crews, board, one)
        if begins:
            copy(one.listed, board.listed)
        span = _plan(table, crews, board, people, one, first) if first < count else NEVER
        shorter = span < one.best[2 * count]
        if shorter:
            _note(one, span)
        late = overrun(table, one.trial, one.best[2 * count] - 1)
        if span < NEVER and (begins or shorter or _accepted(one, span, late, heat)):
            _keep(table.forward, board, one, span)
            state[_OVERRUN] = late
            taken += 1
        else:
            _undo(one)
    return taken


@inner
def _moved(way: Direction, crews: CrewTable, board: Workspace, one: CrewWalk) -> int:
    """Moves activities, or changes who is spared on one; the first position that differs."""
    count = len(one.listed)
    first, state = count, one.state
    copy(one.listed, board.listed)
    state[_WHO] = -1
    if chance(one.random) < one.move.places:
        for _ in range(1 + below(one.random, MOVED)):
            begin, end = moved(way, board.listed, one.random)
            if begin < end:
                first = min(first, begin)
        return first
    first = below(one.random, count)
    who = one.listed[first]
    if one.many[who] == crews.size[who]:
        return count
    state[_WHO] = who
    state[_FROM], state[_TO] = below(one.random, one.many[who]), below(one.random, one.many[who])
    _shift(one.spared, who, state[_FROM], state[_TO])
    return first


@inner
def _undo(one: CrewWalk) -> None:
    """Lets people be spared as before a move."""
    state = one.state
    if state[_WHO] >= 0:
        _shift(one.spared, state[_WHO], state[_TO], state[_FROM])
        state[_WHO] = -1


@inner
def _shift(spared: Ints, who: int, before: int, after: int) -> None:
    """Lets the person at a place of a row take another one."""
    person, step = spared[who, before], 1 if after > before else -1
    for place in range(before, after, step):
        spared[who, place] = spared[who, place + step]
    spared[who, after] = person


@inner
def _plan(
    table: Timetable,
    crews: CrewTable,
    board: Workspace,
    people: CrewBoard,
    one: CrewWalk,
    first: int,
) -> int:
    """Plans the list on the board from a position on; its length, or `NEVER` without room."""
    way, count = table.forward, len(one.listed)
    span = _resumed(table, crews, board, people, one, first)
    for k in range(first, count):
        i = board.listed[k]
        low, low_end = earliest(way.links, i, one.trial, 0)
        start, end = first_crew(table, crews, board.free, people, i, low, low_end)
        if start >= NEVER:
            return NEVER
        if crews.size[i] > 0:
            choose(crews, people, i, one.spared[i], one.many[i])
            for word in range(one.crew.shape[1]):
                one.tried[i, word] = people.left[word]
            engage(people, one.tried, i, start, end)
        take(table, board.free, i, start, end)
        one.trial[i], one.trial[count + i] = start, end
        span = max(span, end)
    return span


@inner
def _resumed(
    table: Timetable,
    crews: CrewTable,
    board: Workspace,
    people: CrewBoard,
    one: CrewWalk,
    first: int,
) -> int:
    """Puts on the boards what is planned before a position of the list at hand; its last end."""
    count, span = len(one.listed), 0
    emptied(table.forward, board.free)
    _copy_people(crews.free, people.free)
    for k in range(first):
        i = one.listed[k]
        one.trial[i], one.trial[count + i] = one.times[i], one.times[count + i]
        take(table, board.free, i, one.times[i], one.times[count + i])
        for word in range(one.crew.shape[1]):
            one.tried[i, word] = one.crew[i, word]
        engage(people, one.crew, i, one.times[i], one.times[count + i])
        span = max(span, one.times[count + i])
    return span


@inner
def _keep(way: Direction, board: Workspace, one: CrewWalk, span: int) -> None:
    """Makes the schedule of the move the one at hand."""
    count = len(one.listed)
    one.state[_SPAN], one.state[_TOTAL] = span, sum_of_ends(one.trial)
    for i in range(count):
        board.keys[i] = one.trial[i]
    _copy_people(one.tried, one.crew)
    if not way.links.ordered:
        raised(way, board.keys)
    sort(way, board.keys, board.listed, board.counts)
    copy(board.listed, one.listed)
    copy(one.trial, one.times)


@inner
def _note(one: CrewWalk, span: int) -> None:
    """Keeps the schedule of the move as the best one."""
    count = len(one.listed)
    copy(one.trial, one.best)
    one.best[2 * count] = span
    _copy_people(one.tried, one.staff)


@inner
def _copy_people(rows: PackedWords, into: PackedWords) -> None:
    """Copies rows of people; slices of arrays would have to be made for it."""
    for row in range(rows.shape[0]):
        for word in range(rows.shape[1]):
            into[row, word] = rows[row, word]


@inner
def _accepted(one: CrewWalk, span: int, late: int, heat: float) -> bool:
    """Whether a move is taken."""
    state = one.state
    later = one.move.ends * (sum_of_ends(one.trial) - state[_TOTAL]) / len(one.listed)
    worse = span - state[_SPAN] + later + one.move.overrun * (late - state[_OVERRUN])
    return worse <= 0 or chance(one.random) < math.exp(-worse / heat)
