"""Resource needs packed into 64-bit words: each resource has some bits of a word.

The highest of these bits is always set, so that one subtraction takes the units of an activity of
all resources of a word, and one look at the highest bits shows whether there were enough.
"""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from models.problem import Activity, Mode, Problem
from models.search.arrays import Ints, PackedWords
from models.search.size import places

_BITS = 64


class Packing:
    """The resources in words, and what each mode needs of these."""

    def __init__(self, problem: Problem, slots: int) -> None:
        self.sizes = [size for size, _ in places(problem)]
        free = self._free(problem, slots)
        needs = [self._needs(a, mode) for a in problem.activities for mode in a.modes]
        widths = [int(row.max(initial=0)).bit_length() + 1 for row in free]
        words, shifts = _fitted(widths)
        self.free: PackedWords = np.zeros((max(words, default=0) + 1, slots), dtype=np.uint64)
        self.highest: PackedWords = np.zeros(len(self.free), dtype=np.uint64)
        for row, width, word, shift in zip(free, widths, words, shifts, strict=True):
            self.highest[word] |= np.uint64(1 << (shift + width - 1))
            self.free[word] |= row.astype(np.uint64) << np.uint64(shift)
        self.free |= self.highest[:, None]
        packed = [self._packed(row, widths, words, shifts) for row in needs]
        self.need = np.cumsum([0, *map(len, packed)], dtype=np.int64)
        flat = list(chain.from_iterable(row.items() for row in packed))
        self.word = np.array([word for word, _ in flat], dtype=np.int64)
        self.units = np.array([units for _, units in flat], dtype=np.uint64)

    def _free(self, problem: Problem, slots: int) -> Ints:
        """For each resource and slot how many places there are."""
        units = np.zeros((len(problem.resources), slots), dtype=np.int64)
        for r, resource in enumerate(problem.resources):
            units[r] = resource.capacity
        for taken in problem.reservations:
            units[taken.resource, taken.start : taken.end] -= taken.units
        sizes = np.array(self.sizes, dtype=np.int64)
        free: Ints = np.maximum(units, 0) // sizes[:, None]
        return free

    def _needs(self, activity: Activity, mode: Mode) -> dict[int, int]:
        """The places of each resource that the activity needs in a mode."""
        needs: dict[int, int] = {}
        for seat in mode.seats:
            for one in seat.candidates:
                if one.units and (one.work or activity.together):
                    needs[one.resource] = one.units // self.sizes[one.resource]
        return needs

    @staticmethod
    def _packed(
        needs: dict[int, int], widths: list[int], words: list[int], shifts: list[int]
    ) -> dict[int, int]:
        """Packs needs into words; a need above the capacity becomes the capacity plus one."""
        packed: dict[int, int] = {}
        for r, places_ in needs.items():
            most = (1 << (widths[r] - 1)) - 1
            packed[words[r]] = packed.get(words[r], 0) + (min(places_, most + 1) << shifts[r])
        return packed


def _fitted(widths: Sequence[int]) -> tuple[list[int], list[int]]:
    """For each resource, by its number of bits: its word, and where its bits begin in it."""
    words, shifts = [], []
    word, used = 0, 0
    for width in widths:
        if used + width > _BITS:
            word, used = word + 1, 0
        words.append(word)
        shifts.append(used)
        used += width
    return words, shifts
