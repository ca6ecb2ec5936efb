"""A problem in which only times and modes are to be found, as plain tables for machine code.

An activity has a row for each of its modes; where all have one mode the rows are the activities.

Time runs forward or backward: both are a `Direction` through the same slots, the backward one as
if the axis were turned round. Who is needed is packed, see `models.search.packing`.
"""

from typing import NamedTuple

import numpy as np

from models.calendars import Calendar
from models.problem import Activity, Mode, Problem
from models.search.arrays import NEVER, Ints, PackedWords
from models.search.end_table import end_table, even_lengths, mirrored_ends
from models.search.link_table import (
    LinkTable,
    is_ruled,
    link_table,
    needed_links,
    sorted_by_links,
)
from models.search.packing import Packing
from models.search.timetable_fit import fits
from models.timing import network, precedence_order


class Direction(NamedTuple):
    """One direction of time.

    Args:
        row: For each mode its row of `ends`.
        ends: For each row and start the end; `NEVER` where nothing of the row can start.
        links: What waits for what.
        order: The activities, what is waited for first.
        free: For each word and slot what there is, with all highest bits set.
    """

    row: Ints
    ends: Ints
    links: LinkTable
    order: Ints
    free: PackedWords


class Timetable(NamedTuple):
    """A problem in tables.

    Args:
        forward, backward: The two directions of time.
        mode: Where each activity's modes begin; one entry more than activities.
        need: Where each mode's needs begin in the next two; one entry more than modes.
        word: The word of a need.
        units: What is needed of it.
        highest: For each word the highest bits of its resources.
        length: For each mode how long it takes wherever on the axis it starts; -1 where that
            depends on its start, or it cannot start everywhere.
        latest: For each activity when it starts at the latest by what follows it.
        rest: For each activity the fewest slots from its start to the last end.
        even: 1 where nothing depends on where on the axis it is.
        uses: For each mode what it uses up of each material.
        stock: For each material what there is of it in all.
        ends_use: For each mode 1 for each material that it uses at its end, not at its start.
        supplied, supply, until: For each supply that more comes after its material, its amount
            and its slot.
    """

    forward: Direction
    backward: Direction
    mode: Ints
    need: Ints
    word: Ints
    units: PackedWords
    highest: PackedWords
    length: Ints
    latest: Ints
    rest: Ints
    even: int
    uses: Ints
    stock: Ints
    ends_use: Ints
    supplied: Ints
    supply: Ints
    until: Ints

    @property
    def slots(self) -> int:
        """Length of the axis."""
        return int(self.forward.ends.shape[1]) - 1

    @property
    def cyclic(self) -> bool:
        """Whether maximum lags close cycles of links."""
        return len(self.forward.links.loose.first) > 0


def smallest(modes: int) -> Timetable:
    """The timetable of two activities with this many modes, with which machine code is made."""
    activity = Activity(modes=(Mode(work=1),) * modes)
    problem = Problem(horizon=2, activities=(activity,) * 2, calendars=(Calendar.always(2),))
    table = timetable(problem, 2)
    if table is None:
        raise ValueError("the smallest problem has no timetable")
    return table


def timetable(problem: Problem, slots: int) -> Timetable | None:
    """The tables of a problem on an axis of so many slots, or None if it does not fit.

    It takes modes whose people are all needed and all taken from its start to its end, any number
    of units, lags between starts and ends, on the axis, a calendar or the wall clock, dates,
    calendars with gaps, reservations, materials, and deliveries of what is used at the start or the
    end, and maximum lags where each activity has one mode. It takes no choice of people, no
    optional activities, no lags in per cent, no hard budgets, and nothing it has not heard of.
    """
    if not fits(problem, slots):
        return None
    rows, ends = end_table(problem, slots)
    packing = Packing(problem, slots)
    links = needed_links(problem)
    lengths = even_lengths(ends)[rows]
    order = np.array(precedence_order.order(problem), dtype=np.int64)
    forward = link_table(problem, links, slots, lengths, turned=False)
    backward = link_table(problem, links, slots, lengths, turned=True)
    ahead, back = sorted_by_links(forward, order), sorted_by_links(backward, order[::-1].copy())
    if ahead is None or back is None:
        return None
    return Timetable(
        forward=Direction(row=rows, ends=ends, links=forward, order=ahead, free=packing.free),
        backward=Direction(
            row=rows,
            ends=mirrored_ends(ends),
            links=backward,
            order=back,
            free=np.ascontiguousarray(packing.free[:, ::-1]),
        ),
        mode=np.cumsum([0, *(len(a.modes) for a in problem.activities)], dtype=np.int64),
        need=packing.need,
        word=packing.word,
        units=packing.units,
        highest=packing.highest,
        length=lengths,
        latest=np.array(network.windows(problem).latest_start, dtype=np.int64),
        rest=np.add(network.lengths(problem), network.tails(problem), dtype=np.int64),
        even=int(
            bool((lengths >= 0).all())
            and bool((packing.free == packing.free[:, :1]).all())
            and not any(map(is_ruled, links))
        ),
        uses=_uses(problem),
        **_stock(problem),
    )


def _uses(problem: Problem) -> Ints:
    """The use of each material by each mode."""
    modes = [mode for activity in problem.activities for mode in activity.modes]
    uses = np.zeros((len(modes), len(problem.materials)), dtype=np.int64)
    for row, mode in zip(uses, modes, strict=True):
        for one in mode.consumes:
            row[one.material] = one.amount
    return uses


def _stock(problem: Problem) -> dict[str, Ints]:
    """The fields of `Timetable` about materials and deliveries."""
    modes = [mode for activity in problem.activities for mode in activity.modes]
    ends_use = np.zeros((len(modes), len(problem.materials)), dtype=np.int64)
    for row, mode in zip(ends_use, modes, strict=True):
        for one in mode.consumes:
            row[one.material] = one.accrual == "end"
    amounts = [[one.amount for one in m.supplies if one.until is None] for m in problem.materials]
    dated = [
        (m, supply.amount, supply.until)
        for m, material in enumerate(problem.materials)
        for supply in material.supplies
        if supply.until is not None
    ]
    supplied, supply, until = np.array(dated, dtype=np.int64).reshape(-1, 3).T.copy()
    return {
        "stock": np.array([min(row, default=NEVER) for row in amounts], dtype=np.int64),
        "ends_use": ends_use,
        "supplied": supplied,
        "supply": supply,
        "until": until,
    }
