"""The serial scheme of `models.search.serial` in plain Python, for as long as that is not compiled.

What is free stands in whole numbers of any length, with a field of bits for each slot of the axis:
one subtraction shows all the slots in which there is too little for an activity.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from models.search.arrays import NEVER, PackedWords
from models.search.timetable import Direction, Timetable

_LARGEST = 400_000_000
"""Bits of what activities need along the axis: 50 MB."""

Wait = tuple[int, int, list[int] | None, int]
"""A link with a lag: its event, its lag, or the row that tells instead, and 1 if the end waits."""


def is_small(table: Timetable) -> bool:
    """Whether the numbers of a timetable are few and short enough."""
    different = len({*zip(table.word.tolist(), table.units.tolist(), strict=True)})
    return different * table.slots * _width(table) <= _LARGEST


def _width(table: Timetable) -> int:
    """Bits of a field: it has the words of all resources, one above the other."""
    return max(map(int.bit_length, table.highest.tolist()))


class PlainDirection:
    """A direction of time in plain lists; the fields are those of `models.search.timetable`."""

    def __init__(self, way: Direction, free: list[int]) -> None:
        links, count = way.links, len(way.order)
        begin, lagged, after = links.begin.tolist(), links.lagged.tolist(), links.after.tolist()
        first, event = links.first.tolist(), links.event.tolist()
        rules = [after[row] if row >= 0 else None for row in links.rule.tolist()]
        waits = [*zip(event, links.lag.tolist(), rules, links.to_end.tolist(), strict=True)]
        rows = way.ends.tolist()
        self.free = free
        self.ordered = bool(links.ordered)
        self.order: list[int] = way.order.tolist()
        self.ends: list[list[int]] = [rows[row] for row in way.row.tolist()]
        self.first: list[list[int]] = [first[begin[i] : begin[i + 1]] for i in range(count)]
        self.direct: list[list[int]] = [event[begin[i] : lagged[i]] for i in range(count)]
        self.waits: list[list[Wait]] = [waits[lagged[i] : begin[i + 1]] for i in range(count)]

    def listed(self, keys: list[int], *, raised: bool = False) -> list[int]:
        """Lists the activities by their keys, but after what they wait for.

        Args:
            keys: What each is sorted by.
            raised: Whether what waits is known to have no lower key than what it waits for.
        """
        if not raised:
            for i in self.order:
                keys[i] = max([keys[i], *(keys[j] for j in self.first[i])])
        return sorted(self.order, key=keys.__getitem__)

    def earliest(self, i: int, times: list[int], floor: int) -> tuple[int, int]:
        """The earliest start and end that the links of an activity allow."""
        low, low_end = max(floor, *map(times.__getitem__, self.direct[i]), 0), 0
        for event, lag, after, to_end in self.waits[i]:
            at = times[event] + lag if after is None else after[times[event]]
            if to_end:
                low_end = max(low_end, at)
            else:
                low = max(low, at)
        return low, low_end


class PlainSerial:
    """Plans lists of the activities of a timetable, in both directions of time."""

    def __init__(self, table: Timetable) -> None:
        self.slots, self.count = table.slots, len(table.latest)
        self._bits = _width(table)
        self._ones = self._along([1] * self.slots)
        self._highest = [self._ones * highest for highest in table.highest.tolist()]
        self.forward = PlainDirection(table.forward, self._free(table.forward.free))
        self.backward = PlainDirection(table.backward, self._free(table.backward.free))
        begin = table.need.tolist()
        needs = [*zip(table.word.tolist(), table.units.tolist(), strict=True)]
        along = {(word, units): self._ones * units for word, units in needs}
        wholes = [(word, units, along[word, units]) for word, units in needs]
        self._needs = [wholes[a:b] for a, b in pairwise(begin)]

    def _free(self, words: PackedWords) -> list[int]:
        return [self._along(row) for row in words[:, : self.slots].tolist()]

    def _along(self, values: Sequence[int]) -> int:
        """A number with these values in the fields of the slots."""
        fields: Iterable[str] = (format(value, f"0{self._bits}b") for value in reversed(values))
        return int("".join(fields) or "0", 2)

    def plan(self, way: PlainDirection, listed: Iterable[int], floor: int) -> tuple[int, list[int]]:
        """Plans a list, nothing before a slot; its length, starts and then ends.

        The length is `NEVER` if there was no room for something.
        """
        free, times = list(way.free), [0] * (2 * self.count)
        for i in listed:
            low, low_end = way.earliest(i, times, floor)
            start, end = self._room(way.ends[i], self._lacking(free, i, low), low, low_end)
            if start >= NEVER:
                return NEVER, times
            if end > start:
                run = self._ones & self._fields(end - start)
                for word, units, _ in self._needs[i]:
                    free[word] -= (run * units) << start * self._bits
            times[i], times[self.count + i] = start, end
        return max(times[self.count :]), times

    def _fields(self, count: int) -> int:
        """All bits of so many slots."""
        return (1 << count * self._bits) - 1

    def _lacking(self, free: list[int], i: int, low: int) -> int:
        """A bit in the field of each slot, from one on, in which there is too little."""
        lacking = 0
        for word, _, units in self._needs[i]:
            lacking |= self._highest[word] & ~(free[word] - units)
        return lacking >> low * self._bits

    def _room(self, ends: list[int], lacking: int, low: int, low_end: int) -> tuple[int, int]:
        """The first start, and its end, between which nothing lacks; `NEVER` if there are none."""
        start = low
        while start <= self.slots:
            end = ends[start]
            if low_end <= end < NEVER:
                within = lacking & self._fields(end - start)
                if not within:
                    return start, end
                step = (within.bit_length() - 1) // self._bits + 1
            else:
                step = 1
            start, lacking = start + step, lacking >> step * self._bits
        return NEVER, NEVER
