"""One chain of simulated annealing over lists, as machine code (`models.search.compiled`).

A chain goes from list to list. Each step:

1. draws a move: an activity, perhaps other people for it, perhaps another position in the order
   (`models.search.chain_moves`);
2. follows it: new times for what it changes, up to where all is as it was
   (`models.search.chain_times`);
3. keeps it if it is better, or worse by no more than chance allows at the temperature (Metropolis
   and others 1953): by ``Δ`` with probability ``exp(−Δ / T)``. Otherwise all is put back. Chance is
   asked first: a move is not followed further once what it costs is more, whatever comes after.

The best list on the way is kept. The structures that the functions share are those of
`models.search.chain_state`.
"""

import numpy as np

from models.search.activity_lists import ActivityList, ListTables
from models.search.arrays import Ints
from models.search.chain_moves import arranged, drawn, gathered, undone
from models.search.chain_state import AnnealingChain, Move, begun
from models.search.chain_times import Followed, followed, kept, last_ends, timed, wages
from models.search.chance import chance
from models.search.compiled import compiled, inner
from models.search.params import MOVES, MoveParams

_ROUNDING = 1e-9
"""What sums of prices may be wrong by, as a share."""


def chain(
    known: ListTables, one: ActivityList, seed: int, rates: MoveParams = MOVES
) -> AnnealingChain:
    """A chain that begins with a list."""
    made = begun(known, one, seed, rates)
    walk(known, made, 0.0, 0)
    return made


def times(known: ListTables, one: ActivityList) -> tuple[Ints, Ints]:
    """Starts and ends of a list."""
    followed = chain(known, one, 0).tasks
    return followed["start"], followed["end"]


@compiled
def walk(known: ListTables, one: AnnealingChain, heat: float, moves: int) -> int:
    """Tries a number of moves at a temperature; returns how many activities it placed."""
    delays = timed(known, one)
    one.value[0] = delays + _wages(known, one) + known.finish * last_ends(one)[0]
    _noted(one)
    for i in range(len(one.tasks)):
        one.tasks[i].mark = 0
    late, fresh, work = 0, False, len(one.order)
    for m in range(moves):
        if m % one.rates.fresh == 0 and not fresh:
            late, fresh = gathered(known, one), True
        move = drawn(late, 3 * m + 1, known, one)
        if not move.size:
            undone(move, known, one)
            continue
        worse = -heat * np.log(1 - chance(one.random))
        change = _dearer(move, known, one)
        most = worse - change + delays + _ROUNDING * one.value[0]
        if known.finish:
            most += known.finish * last_ends(one)[0]
        if most < 0:
            undone(move, known, one)
            work += 1
            continue
        arranged(move, 3 * m + 2, one)
        result = followed(move, 3 * m + 3, most, known, one)
        work += result.put
        change += result.change
        if known.finish:
            before, now = last_ends(one)
            change += known.finish * (now - before)
        if result.hopeless or change > worse:
            _rejected(move, result, known, one)
        else:
            _accepted(move, result, known, one)
            delays += result.change
            one.value[0] += change
            _noted(one)
            fresh = False
    return work


@inner
def _wages(known: ListTables, one: AnnealingChain) -> float:
    """What all people cost."""
    price = 0.0
    for i in one.order:
        price += wages(known.activities[i].crew, one.tasks[i].stop, one.crew, known)
    return price


@inner
def _dearer(move: Move, known: ListTables, one: AnnealingChain) -> float:
    """The change in the price of people that a move brings."""
    change = _wages_more(move.first, one.scratch.was[0], known, one)
    if move.given >= 0:
        change += _wages_more(move.given, one.scratch.was[1], known, one)
    return change


@inner
def _wages_more(i: int, was: Ints, known: ListTables, one: AnnealingChain) -> float:
    new = wages(known.activities[i].crew, one.tasks[i].stop, one.crew, known)
    return new - wages(0, was[-2], was, known)


@inner
def _rejected(move: Move, result: Followed, known: ListTables, one: AnnealingChain) -> None:
    """Restores everything as it was before the move."""
    for x in range(result.changed):
        task = one.tasks[one.scratch.touched[x]]
        task.new_start, task.new_end = task.start, task.end
    undone(move, known, one)


@inner
def _accepted(move: Move, result: Followed, known: ListTables, one: AnnealingChain) -> None:
    """The times and the order after the move."""
    for x in range(result.changed):
        task = one.tasks[one.scratch.touched[x]]
        task.start, task.end = task.new_start, task.new_end
    kept(move, result.upto, known, one)


@inner
def _noted(one: AnnealingChain) -> None:
    """Notes the list if it is the best so far."""
    if one.value[0] < one.value[1]:
        one.value[1] = one.value[0]
        for p in range(len(one.order)):
            one.best.order[p] = one.order[p]
        for x in range(len(one.crew)):
            one.best.crew[x] = one.crew[x]
        for i in range(len(one.tasks)):
            one.best.mode[i] = one.tasks[i].mode
