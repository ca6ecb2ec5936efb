"""The serial scheme and justification with modes, as machine code.

Each activity is done in the mode that is chosen for it; with some probability the others are tried
where it goes, and the one that ends first is taken, as long as there is enough of what it uses up
(Van Peteghem and Vanhoucke 2010). That happens backward too (Lova et al. 2009).
"""

from typing import NamedTuple

import numpy as np

from models.search.arrays import NEVER, Ints
from models.search.chance import Random, chance
from models.search.compiled import compiled, inner
from models.search.serial import (
    Workspace,
    copy,
    earliest,
    emptied,
    first_room,
    take,
    turn,
)
from models.search.timetable import Direction, Timetable

_ROUNDS = 3
"""Times that a schedule is justified while that makes it shorter."""


class ModeChoice(NamedTuple):
    """How modes are chosen when a list is planned.

    Args:
        chosen: For each activity the row of its mode.
        kept: The same of the best schedule so far.
        left: For each material what is left of it.
        early: For each supply that more comes after what is left of it; backward more than enough,
            for only the order is taken from there.
        again: Starts and ends of a schedule forward.
    """

    chosen: Ints
    kept: Ints
    left: Ints
    early: Ints
    again: Ints


def mode_choice(table: Timetable) -> ModeChoice:
    """Room for a choice: the first modes."""
    first = table.mode[:-1]
    left: Ints = table.stock - table.uses[first].sum(axis=0)
    again = np.zeros(2 * len(first), dtype=np.int64)
    early = table.supply.copy()
    return ModeChoice(chosen=first.copy(), kept=first.copy(), left=left, early=early, again=again)


@inner
def switch(table: Timetable, choice: ModeChoice, i: int, row: int) -> None:
    """Does an activity in another mode."""
    own = choice.chosen[i]
    for m in range(len(table.stock)):
        choice.left[m] += table.uses[own, m] - table.uses[row, m]
    choice.chosen[i] = row


@inner
def _enough(table: Timetable, choice: ModeChoice, own: int, row: int) -> bool:
    """Whether there is enough to do an activity in another mode than its own."""
    for m in range(len(table.stock)):
        if choice.left[m] + table.uses[own, m] < table.uses[row, m]:
            return False
    return True


@inner
def _room(
    table: Timetable,
    way: Direction,
    board: Workspace,
    choice: ModeChoice,
    row: int,
    after: tuple[int, int],
) -> tuple[int, int]:
    """The first start and end in a mode with room and enough material; `after` bounds them."""
    low, low_end = after
    for k in range(len(choice.early)):
        m = table.supplied[k]
        if table.uses[row, m] > choice.early[k]:
            if table.ends_use[row, m]:
                low_end = max(low_end, table.until[k] + 1)
            else:
                low = max(low, table.until[k])
    return first_room(table, way, board.free, row, low, low_end)


@inner
def _use(table: Timetable, choice: ModeChoice, row: int, start: int, end: int) -> None:
    """Uses up what a mode does before each delivery."""
    for k in range(len(choice.early)):
        m = table.supplied[k]
        if (end - 1 if table.ends_use[row, m] else start) < table.until[k]:
            choice.early[k] -= table.uses[row, m]


@inner
def _best(
    table: Timetable,
    way: Direction,
    board: Workspace,
    choice: ModeChoice,
    i: int,
    after: tuple[int, int],
) -> tuple[int, int]:
    """Chooses the mode that ends first; gives its start and end."""
    own = choice.chosen[i]
    best = own
    start, end = _room(table, way, board, choice, own, after)
    for row in range(table.mode[i], table.mode[i + 1]):
        if row != own and _enough(table, choice, own, row):
            begin, until = _room(table, way, board, choice, row, after)
            if until < end:
                best, start, end = row, begin, until
    if best != own:
        switch(table, choice, i, best)
    return start, end


@compiled
def plan_in_modes(
    table: Timetable,
    way: Direction,
    board: Workspace,
    times: Ints,
    between: tuple[int, int],
    choice: ModeChoice,
    random: Random,
    tried: float,
) -> int:
    """Plans the list on the board; its length, or `NEVER` if there was no room for something.

    Args:
        table: What is planned.
        way: In which direction.
        board: The list, and work space.
        times: Filled with starts and ends.
        between: Nothing starts before the first, nor is there room after the second.
        choice: The modes; changed where another ends first.
        random: State of the random numbers.
        tried: Share of activities whose other modes are tried.
    """
    count, span = len(board.listed), 0
    emptied(way, board.free)
    for i in board.listed:
        after = earliest(way.links, i, times, between[0])
        if chance(random) < tried:
            start, end = _best(table, way, board, choice, i, after)
        else:
            start, end = _room(table, way, board, choice, choice.chosen[i], after)
        if end > between[1]:
            return NEVER
        take(table, board.free, choice.chosen[i], start, end)
        _use(table, choice, choice.chosen[i], start, end)
        times[i], times[count + i] = start, end
        span = max(span, end)
    return span


@compiled
def justified_in_modes(
    table: Timetable,
    board: Workspace,
    choice: ModeChoice,
    random: Random,
    tried: float,
    limit: int,
) -> int:
    """Plans the list on the board and justifies it while that makes it shorter; its length.

    Backward, then forward again; the schedule forward and its modes are replaced only by those of
    one that is no longer. `NEVER` if there was no room for something, or the list as it stands ends
    after `limit`: justified it would hardly be worth anything. All passes are one call:
    what is called twice is made into machine code twice.
    """
    span, last, forward = NEVER, table.forward.ends.shape[1] - 1, True
    for turned in range(2 * _ROUNDS + 1):
        way = table.forward if forward else table.backward
        times = choice.again if forward else board.backward
        if turned:
            turn(way, board.backward if forward else board.forward, board)
        for k in range(len(choice.early)):
            choice.early[k] = table.supply[k] if forward else NEVER
        if turned:
            limit = span if forward else NEVER - 1
        between = (0 if forward else last - span, limit)
        length = plan_in_modes(table, way, board, times, between, choice, random, tried)
        if length >= NEVER or (forward and length > span):
            break
        if forward:
            copy(choice.again, board.forward)
            copy(choice.chosen, choice.kept)
            if length == span:
                break
            span = length
        forward = not forward
    for i in range(len(choice.kept)):
        if choice.chosen[i] != choice.kept[i]:
            switch(table, choice, i, choice.kept[i])
    return span
