"""A genetic algorithm over lists of activities, as machine code.

After Hartmann (1998), Debels and Vanhoucke (2007) and Valls, Ballestín and Quintanilla (2008), one
child at a time. Two lists give a child that has its first and last activities from one and those
between in the order of the other. It is planned and justified, and listed anew by the starts that
came of it. It takes the place of the worse of its parents if it is no worse and unlike all others,
so that what lives stays different for long.
"""

from typing import NamedTuple

import numpy as np

from models.search.chance import Random, below, chance, seeded
from models.search.compiled import compiled, inner
from models.search.serial import Workspace, copy, justified, sort
from models.search.timetable import NEVER, Ints, Timetable


class Orders(NamedTuple):
    """The lists that live.

    Args:
        lists: One in each row.
        spans, sums: The length of each one's schedule, and the sum of its ends.
        starts: Those of a schedule that is known.
        known: What of a child is there already.
        best: Starts, then ends, of the best schedule, and last its length.
        random: State of the random numbers.
        jitter: How far the first lists stray from the order of the latest starts, as a share.
    """

    lists: Ints
    spans: Ints
    sums: Ints
    starts: Ints
    known: Ints
    best: Ints
    random: Random
    jitter: float


def orders(starts: Ints, population: int, seed: int, jitter: float) -> Orders:
    """Room for so many lists, and the starts of a schedule to begin with."""
    count = len(starts)
    return Orders(
        lists=np.zeros((population, count), dtype=np.int64),
        spans=np.full(population, NEVER, dtype=np.int64),
        sums=np.full(population, NEVER, dtype=np.int64),
        starts=starts,
        known=np.zeros(count, dtype=np.int64),
        best=np.full(2 * count + 1, NEVER, dtype=np.int64),
        random=seeded(seed),
        jitter=jitter,
    )


@compiled
def grow(table: Timetable, board: Workspace, lives: Orders, filled: int, children: int) -> int:
    """Plans so many lists; how many of them live.

    They go into the rows from `filled` on, where those are all filled instead of a parent. The
    first row is for the schedule that is known, the others for lists like the order of the latest
    starts.
    """
    living = 0
    for place in range(filled, filled + children):
        if place < len(lives.spans):
            _draw(table, board, lives, place)
            row = place
        else:
            one = below(lives.random, len(lives.spans))
            other = below(lives.random, len(lives.spans))
            _cross(lives, board.listed, one, other)
            row = _worse(lives, one, other)
        if _plan(table, board, lives, row):
            living += 1
    return living


@inner
def _draw(table: Timetable, board: Workspace, lives: Orders, place: int) -> None:
    """A list to begin with; it stands in its row even if it cannot be planned or is not new."""
    most = 1
    for latest in table.latest:
        most = max(most, latest)
    for i in range(len(table.latest)):
        stray = lives.jitter * most * chance(lives.random)
        board.keys[i] = max(0, int(table.latest[i] + stray)) if place else lives.starts[i]
    sort(table.forward, board.keys, board.listed, board.counts)
    copy(board.listed, lives.lists[place])


@inner
def _worse(lives: Orders, one: int, other: int) -> int:
    if lives.spans[one] != lives.spans[other]:
        return one if lives.spans[one] > lives.spans[other] else other
    return one if lives.sums[one] > lives.sums[other] else other


@inner
def _cross(lives: Orders, child: Ints, one: int, other: int) -> None:
    """The list of one, but for a stretch in which it goes by the order of the other."""
    count, known = len(child), lives.known
    a, b = below(lives.random, count + 1), below(lives.random, count + 1)
    known[:] = 0
    at = min(a, b)
    for k in range(at):
        child[k] = lives.lists[one, k]
        known[child[k]] = 1
    for k in range(count):
        i = lives.lists[other, k]
        if at < max(a, b) and not known[i]:
            child[at] = i
            known[i] = 1
            at += 1
    for k in range(count):
        i = lives.lists[one, k]
        if not known[i]:
            child[at] = i
            at += 1


@inner
def _plan(table: Timetable, board: Workspace, lives: Orders, place: int) -> bool:
    """Plans the list on the board; whether it now lives in that row."""
    count = len(board.listed)
    span, total = justified(table, board), 0
    if span >= NEVER:
        return False
    for i in range(count):
        board.keys[i] = board.forward[i]
        total += board.forward[count + i]
    if span < lives.best[2 * count]:
        copy(board.forward, lives.best)
        lives.best[2 * count] = span
    if span > lives.spans[place] or (span == lives.spans[place] and total > lives.sums[place]):
        return False
    for k in range(len(lives.spans)):
        if lives.spans[k] == span and lives.sums[k] == total:
            return False
    sort(table.forward, board.keys, board.listed, board.counts)
    copy(board.listed, lives.lists[place])
    lives.spans[place], lives.sums[place] = span, total
    return True
