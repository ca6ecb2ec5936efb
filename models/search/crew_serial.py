"""Crews for activities where they go, as machine code."""

from typing import NamedTuple

import numpy as np

from models.search.arrays import NEVER, Ints, PackedWords
from models.search.compiled import inner
from models.search.crew_table import CrewTable
from models.search.serial import first_room
from models.search.timetable import Timetable

_PAIRS = np.uint64(0x5555555555555555)
_FOURS = np.uint64(0x3333333333333333)
_EIGHTS = np.uint64(0x0F0F0F0F0F0F0F0F)
_BYTES = np.uint64(0x0101010101010101)


class CrewBoard(NamedTuple):
    """People while a schedule is being made.

    Args:
        free: For each slot who is free.
        left: Who is free as long as the activity at hand takes; then who is on it.
        counts: For each of its sets of seats how many of these may take one.
    """

    free: PackedWords
    left: PackedWords
    counts: Ints


def crew_board(crews: CrewTable) -> CrewBoard:
    """An empty board."""
    most = int(np.diff(crews.begin).max(initial=0))
    return CrewBoard(
        free=np.zeros_like(crews.free),
        left=np.zeros(crews.sets.shape[1], dtype=np.uint64),
        counts=np.zeros(most, dtype=np.int64),
    )


@inner
def _ones(word: np.uint64) -> int:
    """How many bits of a word are set (Warren 2012)."""
    word = word - ((word >> np.uint64(1)) & _PAIRS)
    word = (word & _FOURS) + ((word >> np.uint64(2)) & _FOURS)
    word = (word + (word >> np.uint64(4))) & _EIGHTS
    return int((word * _BYTES) >> np.uint64(56))


@inner
def _enough(crews: CrewTable, board: CrewBoard, i: int) -> bool:
    """Whether those who are left can fill all seats of an activity; counts them."""
    for row in range(crews.begin[i], crews.begin[i + 1]):
        count = 0
        for word in range(len(board.left)):
            count += _ones(board.left[word] & crews.sets[row, word])
        if count < crews.need[row]:
            return False
        board.counts[row - crews.begin[i]] = count
    return True


@inner
def _short(crews: CrewTable, board: CrewBoard, i: int, start: int, end: int) -> int:
    """After the last slot from which too few people are free until the end, or -1."""
    for word in range(len(board.left)):
        board.left[word] = crews.able[i, word]
    for slot in range(end - 1, start - 1, -1):
        fewer = slot == end - 1
        for word in range(len(board.left)):
            left = board.left[word] & board.free[slot, word]
            fewer = fewer or left != board.left[word]
            board.left[word] = left
        if fewer and not _enough(crews, board, i):
            return slot + 1
    return -1


@inner
def first_crew(
    table: Timetable,
    crews: CrewTable,
    free: PackedWords,
    board: CrewBoard,
    i: int,
    low: int,
    low_end: int,
) -> tuple[int, int]:
    """The first start and end with room and people enough; these are left on the board."""
    start, end = first_room(table, table.forward, free, i, low, low_end)
    while start < end < NEVER and crews.size[i] > 0:
        again = _short(crews, board, i, start, end)
        if again < 0:
            break
        start, end = first_room(table, table.forward, free, i, again, low_end)
    return start, end


@inner
def choose(crews: CrewTable, board: CrewBoard, i: int, spared: Ints, many: int) -> None:
    """Leaves a crew of those on the board; the first of `spared` go first if others suffice."""
    begin, end, over = crews.begin[i], crews.begin[i + 1], -crews.size[i]
    for word in range(len(board.left)):
        over += _ones(board.left[word])
    for k in range(many):
        if over == 0:
            break
        word, bit = spared[k] >> 6, np.uint64(1) << np.uint64(spared[k] & 63)
        if board.left[word] & bit == 0:
            continue
        needed = False
        for row in range(begin, end):
            if crews.sets[row, word] & bit != 0 and board.counts[row - begin] <= crews.need[row]:
                needed = True
                break
        if not needed:
            over -= 1
            board.left[word] ^= bit
            for row in range(begin, end):
                if crews.sets[row, word] & bit != 0:
                    board.counts[row - begin] -= 1


@inner
def engage(board: CrewBoard, crew: PackedWords, i: int, start: int, end: int) -> None:
    """Takes the crew of an activity."""
    for slot in range(start, end):
        for word in range(crew.shape[1]):
            board.free[slot, word] &= ~crew[i, word]
