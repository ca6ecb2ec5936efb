"""Annealing of a list of activities and their modes, as machine code.

A move lists a few activities earlier or later, does a few in other modes, or both; half of them are
such as nothing could delay. What then uses up more than there is, is repaired by changes of modes,
taken by chance, that lessen what is lacking (after Hartmann 2001), and mostly such as take no
longer than the activity has slack. The list is planned and, unless it is far too long by then,
justified, and listed anew by the starts that came of it.

Energy is the length of the schedule, the mean of the ends, and the overrun: the slots by which
activities start too late for the best length less one, by what follows them. Of all that are
equally long it tells which is nearly shorter.
"""

import math
from typing import NamedTuple

import numpy as np

from models.search.arrays import NEVER, Ints
from models.search.chance import Random, below, chance, seeded
from models.search.compiled import compiled, inner
from models.search.mode_serial import ModeChoice, justified_in_modes, mode_choice, switch
from models.search.params import ModeMoveParams
from models.search.serial import Workspace, copy, overrun, raised, sort, sum_of_ends
from models.search.timetable import Timetable


class ModeList(NamedTuple):
    """The list at hand, and the best so far.

    Args:
        listed: The list.
        rows: The rows of its modes.
        value: The length of its schedule, the sum of its ends, and its overrun.
        slack: Slots by which each activity could start later in it, justified.
        choice: The modes of the move at hand.
        best: Starts, then ends, then rows of modes of the best schedule, and last its length.
        random: State of the random numbers.
        move: See `ModeMoveParams`.
    """

    listed: Ints
    rows: Ints
    value: Ints
    slack: Ints
    choice: ModeChoice
    best: Ints
    random: Random
    move: ModeMoveParams


def mode_list(
    table: Timetable, starts: Ints, modes: Ints, seed: int, move: ModeMoveParams
) -> ModeList:
    """A list to begin with: by the starts of a schedule and its modes, as positions."""
    count, rows = len(starts), table.mode[:-1] + modes
    return ModeList(
        listed=np.argsort(starts, kind="stable").astype(np.int64),
        rows=rows,
        value=np.array([NEVER, NEVER, 0], dtype=np.int64),
        slack=np.zeros(count, dtype=np.int64),
        choice=mode_choice(table),
        best=np.full(3 * count + 1, NEVER, dtype=np.int64),
        random=seeded(seed),
        move=move,
    )


@compiled
def walk_modes(table: Timetable, board: Workspace, one: ModeList, heat: float, moves: int) -> int:
    """Makes a number of moves at a temperature; returns how many were accepted."""
    count, taken = len(one.listed), 0
    for _ in range(moves):
        for i in range(count):
            switch(table, one.choice, i, one.rows[i])
        if one.value[0] < NEVER:
            _move(table, board, one)
        else:
            _list(table, board, one)
        if not _repaired(table, one):
            continue
        budget = -heat * math.log(1.0 - chance(one.random))
        known = min(one.value[0], table.forward.ends.shape[1] - 1)
        limit = int(known * (1.0 + one.move.margin) + budget)
        span = justified_in_modes(table, board, one.choice, one.random, one.move.tried, limit)
        if span < NEVER and _accepted(table, board, one, span, budget):
            raised(table.forward, board.keys)
            sort(table.forward, board.keys, board.listed, board.counts)
            copy(board.listed, one.listed)
            copy(one.choice.chosen, one.rows)
            taken += 1
    return taken


@inner
def _list(table: Timetable, board: Workspace, one: ModeList) -> None:
    """Puts the list at hand on the board."""
    for k in range(len(one.listed)):
        board.keys[one.listed[k]] = 2 * k + 1
    raised(table.forward, board.keys)
    sort(table.forward, board.keys, board.listed, board.counts)


@inner
def _move(table: Timetable, board: Workspace, one: ModeList) -> None:
    """Puts the list at hand on the board, and changes places, modes or both."""
    random, move, count = one.random, one.move, len(one.listed)
    kind = chance(random)
    for k in range(count):
        board.keys[one.listed[k]] = 2 * k + 1
    if kind < move.places:
        for _ in range(1 + below(random, move.several)):
            i = _picked(one)
            far = 2 * (1 + below(random, move.far)) + 1
            if chance(random) < 0.5:
                far = 2 - far
            board.keys[i] = max(0, board.keys[i] + far)
    if kind > 1 - move.modes:
        for _ in range(1 + below(random, move.several)):
            _by_chance(table, one)
    raised(table.forward, board.keys)
    sort(table.forward, board.keys, board.listed, board.counts)


@inner
def _picked(one: ModeList) -> int:
    """An activity to be changed: any, or one that cannot be later."""
    random, count = one.random, len(one.listed)
    i = below(random, count)
    if chance(random) < one.move.critical:
        for _ in range(count):
            if one.slack[i] <= 0:
                break
            i = below(random, count)
    return i


@inner
def _by_chance(table: Timetable, one: ModeList) -> None:
    """Does an activity in any mode."""
    i = _picked(one)
    row = table.mode[i] + below(one.random, table.mode[i + 1] - table.mode[i])
    switch(table, one.choice, i, row)


@inner
def _lack(table: Timetable, choice: ModeChoice, own: int, row: int) -> float:
    """The shortage with one mode in place of another, as a share of the supply."""
    lack = 0.0
    for m in range(len(table.stock)):
        left = choice.left[m] + table.uses[own, m] - table.uses[row, m]
        if left < 0:
            lack -= left / (table.stock[m] + 1.0)
    return lack


@inner
def _repaired(table: Timetable, one: ModeList) -> bool:
    """Changes modes until there is enough of everything; whether that came about."""
    choice, random = one.choice, one.random
    count, lack = len(choice.chosen), _lack(table, choice, 0, 0)
    for _ in range(_PATIENCE * count):
        if lack <= 0.0:
            break
        i = below(random, count)
        row = table.mode[i] + below(random, table.mode[i + 1] - table.mode[i])
        own = choice.chosen[i]
        now = _lack(table, choice, own, row)
        if now < lack and (
            table.length[row] - table.length[own] <= one.slack[i] or chance(random) < one.move.spare
        ):
            switch(table, choice, i, row)
            lack = now
    return lack <= 0.0


@inner
def _accepted(table: Timetable, board: Workspace, one: ModeList, span: int, budget: float) -> bool:
    """Whether the schedule on the board is taken; the board's keys are then its starts.

    It may be worse by as much as the budget; the shortest so far is taken in any case.
    """
    count, total = len(one.listed), sum_of_ends(board.forward)
    late = overrun(table, board.forward, min(span, one.best[3 * count]) - 1)
    if span < one.best[3 * count]:
        copy(board.forward, one.best)
        for i in range(count):
            one.best[2 * count + i] = one.choice.chosen[i]
        one.best[3 * count] = span
    else:
        worse = span - one.value[0] + one.move.ends * (total - one.value[1]) / count
        worse += one.move.overrun * (late - one.value[2])
        if worse > budget:
            return False
    last = table.backward.ends.shape[1] - 1
    one.value[0], one.value[1], one.value[2] = span, total, late
    for i in range(count):
        board.keys[i] = board.forward[i]
        one.slack[i] = last - board.backward[count + i] - board.forward[i]
    return True


_PATIENCE = 20
"""Changes of modes that are looked at, for each activity, before a move is given up."""
