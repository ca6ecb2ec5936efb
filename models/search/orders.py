"""A genetic algorithm over lists of activities with two populations, as machine code.

After Debels and Vanhoucke (2005, 2007; the bi-population genetic algorithm): from schedules planned
forward come lists of what ends last first, which are crossed and planned backward; from these
lists of what starts first, which are crossed and planned forward, and so on.
So each generation is justified for the price of being planned once.

Two lists give a child that has its first and last activities from one and those between in the
order of the other. Each member has two children with another that was drawn by a tournament, once
as the one, once as the other; the better one of them takes its place in the other population.
In some children a few activities go earlier or later, as far as what they wait for lets them.
Where it matters when things happen, a schedule forward stays until a better one comes: how long one
backward is tells less there.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.search.arrays import NEVER, Ints
from models.search.chance import Random, below, chance, seeded
from models.search.compiled import compiled, inner
from models.search.crossing import CHILDREN, MOVED, STRETCH
from models.search.order_moves import moved
from models.search.serial import Workspace, backward_floor, copy, raised, sort, turn
from models.search.timetable import Direction, Timetable
from models.search.unscheduling import plan_list

Lists = NDArray[np.int32]

_SHORTEST, _CALM, _FLOOR, _FIRST, _TOTAL = range(5)
"""What stands where in `Orders.marks`."""


class Population(NamedTuple):
    """Schedules of one direction, as lists to be planned in the other.

    Args:
        lists: One in each row.
        spans, sums: The length of each one's schedule, and the sum of its ends; `NEVER` where the
            list could not be planned.
    """

    lists: Lists
    spans: Ints
    sums: Ints


class Orders(NamedTuple):
    """What lives.

    Args:
        early: Schedules planned forward.
        late: Schedules planned backward.
        starts: Those of a schedule that is known.
        known: What of a child is there already.
        best: Starts, then ends, of the best schedule forward, and last its length.
        marks: Length of the shortest schedule of either direction, generations begun since it was
            found, and the first slot of this generation's schedules; the shortest of the first
            generation, and the least that the lengths of a generation add up to.
        random: State of the random numbers.
        jitter: How far the first lists stray from the order of the latest starts, as a share.
        mutants: Share of children in which activities go earlier or later.
    """

    early: Population
    late: Population
    starts: Ints
    known: Ints
    best: Ints
    marks: Ints
    random: Random
    jitter: float
    mutants: float


def orders(starts: Ints, population: int, seed: int, *, jitter: float, mutants: float) -> Orders:
    """Room for a population of lists, and the starts of a schedule to begin with."""
    count = len(starts)

    def empty() -> Population:
        return Population(
            lists=np.zeros((population, count), dtype=np.int32),
            spans=np.full(population, NEVER, dtype=np.int64),
            sums=np.full(population, NEVER, dtype=np.int64),
        )

    return Orders(
        early=empty(),
        late=empty(),
        starts=starts,
        known=np.zeros(count, dtype=np.int64),
        best=np.full(2 * count + 1, NEVER, dtype=np.int64),
        marks=np.array([NEVER, 0, 0, NEVER, NEVER], dtype=np.int64),
        random=seeded(seed),
        jitter=jitter,
        mutants=mutants,
    )


@compiled
def grow(table: Timetable, board: Workspace, lives: Orders, planned: int, children: int) -> int:
    """Plans `children` more lists; returns the generations since the last gain.

    The lists of the first generation are random, those of all others are children.
    """
    size = CHILDREN * len(lives.early.spans)
    for step in range(planned, planned + children):
        generation, place, child = step // size, step % size // CHILDREN, step % CHILDREN
        forward = generation % 2 == 0
        if step % size == 0:
            _begin(lives, generation)
        lives.marks[_FLOOR] = 0 if forward else backward_floor(table, lives.early.spans[place])
        if generation == 0:
            _draw(table, board, lives, place, child)
        else:
            _mate(lives, board.listed, forward, place, child)
            if chance(lives.random) < lives.mutants:
                _mutate(table.forward if forward else table.backward, board.listed, lives.random)
        _plan(table, board, lives, forward, place, child)
    return int(lives.marks[_CALM])


@inner
def _begin(lives: Orders, generation: int) -> None:
    """Counts a generation without a gain.

    As long as nothing is shorter than what the first generation had, which may be a schedule that
    is known and far ahead of all others, it is a gain too if the lengths of all add up to less.
    """
    marks = lives.marks
    marks[_CALM] += 1
    if generation <= 1:
        marks[_FIRST] = marks[_SHORTEST]
        return
    total = 0
    for span in lives.late.spans if generation % 2 == 0 else lives.early.spans:
        total += span
    if total < marks[_TOTAL] or generation == 2:
        marks[_TOTAL] = total
        if marks[_SHORTEST] >= marks[_FIRST]:
            marks[_CALM] = 0


@inner
def _draw(table: Timetable, board: Workspace, lives: Orders, place: int, child: int) -> None:
    """A list to begin with; it stands in its place, both ways, though it cannot be planned."""
    most, count = 1, len(table.latest)
    for latest in table.latest:
        most = max(most, latest)
    for i in range(count):
        stray = lives.jitter * most * chance(lives.random)
        known = place == 0 and child == 0
        board.keys[i] = lives.starts[i] if known else max(0, int(table.latest[i] + stray))
    raised(table.forward, board.keys)
    sort(table.forward, board.keys, board.listed, board.counts)
    if child == 0:
        for k in range(count):
            lives.late.lists[place, k] = board.listed[k]
            lives.early.lists[place, k] = board.listed[count - 1 - k]


@inner
def _mate(lives: Orders, listed: Ints, forward: bool, place: int, child: int) -> None:
    """A child of a member and another."""
    parents = lives.late if forward else lives.early
    other, rival = below(lives.random, len(parents.spans)), below(lives.random, len(parents.spans))
    if _better(parents.spans[rival], parents.sums[rival], parents, other):
        other = rival
    if child:
        _cross(lives, parents.lists, listed, other, place)
    else:
        _cross(lives, parents.lists, listed, place, other)


@inner
def _better(span: int, total: int, population: Population, place: int) -> bool:
    """Whether a schedule is shorter than a member, or as long and its ends come sooner."""
    if span != population.spans[place]:
        return bool(span < population.spans[place])
    return bool(total < population.sums[place])


@inner
def _cross(lives: Orders, lists: Lists, child: Ints, one: int, other: int) -> None:
    """The list of one, but for a stretch in which it goes by the order of the other."""
    count, known = len(child), lives.known
    length = int(count * (STRETCH[0] + (STRETCH[1] - STRETCH[0]) * chance(lives.random)))
    at = below(lives.random, count + 1 - length)
    last = at + length
    known[:] = 0
    for k in range(at):
        child[k] = lists[one, k]
        known[child[k]] = 1
    for k in range(count):
        if at >= last:
            break
        i = lists[other, k]
        if not known[i]:
            child[at] = i
            known[i] = 1
            at += 1
    for k in range(count):
        i = lists[one, k]
        if not known[i]:
            child[at] = i
            at += 1


@inner
def _mutate(way: Direction, listed: Ints, random: Random) -> None:
    """Lets a few activities go earlier or later in a list, which stays one to be planned."""
    for _ in range(1 + below(random, MOVED)):
        moved(way, listed, random)


@inner
def _plan(
    table: Timetable, board: Workspace, lives: Orders, forward: bool, place: int, child: int
) -> None:
    """Plans the list on the board; what comes of it takes the place if it is better."""
    way = table.forward if forward else table.backward
    times = board.forward if forward else board.backward
    own = lives.early if forward else lives.late
    if child == 0 and (table.even or not forward):
        own.spans[place], own.sums[place] = NEVER, NEVER
    floor = lives.marks[_FLOOR]
    span = plan_list(table, way, board, times, floor) - floor
    total, count = 0, len(board.listed)
    for i in range(count):
        total += times[count + i]
    if span >= NEVER - floor or not _better(span, total, own, place):
        return
    turn(table.backward if forward else table.forward, times, board)
    own.spans[place], own.sums[place] = span, total
    for k in range(count):
        own.lists[place, k] = board.listed[k]
    if span < lives.marks[_SHORTEST]:
        lives.marks[_SHORTEST], lives.marks[_CALM] = span, 0
        if not forward:
            span = plan_list(table, table.forward, board, board.forward, 0)
        if span < lives.best[2 * count]:
            copy(board.forward, lives.best)
            lives.best[2 * count] = span
