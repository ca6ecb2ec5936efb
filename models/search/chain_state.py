"""The state of a chain of `models.search.chain`: its list and times, the best list, the move.

Machine code is fast with plain arrays. They come in few structures, which numba takes as they are:
`known` is always `activity_lists.ListTables`, `one` an `AnnealingChain`, `move` a `Move`.
"""

from typing import Any, NamedTuple

import numpy as np

from models.search.activity_lists import ActivityList, ListTables, Records
from models.search.arrays import Floats, Ints
from models.search.chance import Random, seeded
from models.search.params import MoveParams

BLOCK = 16
"""Positions of the order from one note of who is free when to the next."""

TableRow = Any
"""A row of a table."""

_TASK = np.dtype(
    [
        (name, np.int64)
        for name in ("mode", "stop", "place", "mark", "start", "end", "new_start", "new_end")
    ]
)


class Move(NamedTuple):
    """A change to the list.

    Args:
        first: The activity that moves; none if `size` is 0.
        given: The one that its new people give for it; -1 if none.
        size: How many move along with the first, itself counted.
        to: The position before which they are put.
        begin, stop: The positions that are rearranged.
    """

    first: int
    given: int
    size: int
    to: int
    begin: int
    stop: int


class Scratch(NamedTuple):
    """Notes of the move at hand.

    Args:
        now, before: When places are free after the move, and were before it.
        order: The rearranged positions of the order.
        touched: Activities whose times the move changes.
        company: Those that move, in order.
        was: People before the move, their number and the mode: of the first that moves, and of the
            one that is given for it.
        late, sums: What is late, and sums of what that costs.
    """

    now: Ints
    before: Ints
    order: Ints
    touched: Ints
    company: Ints
    was: Ints
    late: Ints
    sums: Floats


class AnnealingChain(NamedTuple):
    """A list with its times, and the best one so far.

    Args:
        tasks: Of each activity its mode, where its people end in `crew`, its position in the order
            (-1: left out), start and end, those after a move, and by which move it was marked.
        crew, order: See `ActivityList`.
        free: When each place is free, every `BLOCK` positions of the order.
        value: What the list costs, and what the best one did.
        best: The best one.
        random: State of the random numbers.
        scratch: See `Scratch`.
        rates: How often which moves are drawn.
    """

    tasks: Records
    crew: Ints
    order: Ints
    free: Ints
    value: Floats
    best: ActivityList
    random: Random
    scratch: Scratch
    rates: MoveParams


def begun(known: ListTables, one: ActivityList, seed: int, rates: MoveParams) -> AnnealingChain:
    """A chain that holds a list, without times."""
    tasks = np.zeros(len(known.activities), dtype=_TASK)
    crews = known.modes["high"][one.mode] - known.modes["low"][one.mode]
    tasks["mode"], tasks["stop"] = one.mode, known.activities["crew"] + crews
    tasks["place"] = -1
    tasks["place"][one.order] = np.arange(len(one.order))
    lanes = int(known.candidates["lane_1"].max(initial=0))
    return AnnealingChain(
        tasks=tasks,
        crew=one.crew.copy(),
        order=one.order.copy(),
        free=np.zeros((len(one.order) // BLOCK + 1, lanes), dtype=np.int64),
        value=np.full(2, np.inf),
        best=ActivityList(one.order.copy(), one.mode.copy(), one.crew.copy()),
        random=seeded(seed),
        scratch=Scratch(
            now=np.zeros(lanes, dtype=np.int64),
            before=np.zeros(lanes, dtype=np.int64),
            order=np.zeros_like(one.order),
            touched=np.zeros_like(one.order),
            company=np.zeros(max(len(one.order), rates.company + 1), dtype=np.int64),
            was=np.zeros((2, len(one.crew) + 2), dtype=np.int64),
            late=np.zeros_like(one.order),
            sums=np.zeros(len(one.order)),
        ),
        rates=rates,
    )
