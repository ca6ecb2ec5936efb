"""The serial scheme of `models.search.serial` in plain Python, for as long as that is not compiled.

What is free stands in whole numbers of any length, with a field of bits for each slot of the axis:
one subtraction shows all the slots in which there is too little for an activity.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from models.search.arrays import NEVER, PackedWords
from models.search.crossing import BACK
from models.search.link_table import LinkTable
from models.search.timetable import Direction, Timetable

_LARGEST = 400_000_000
"""Bits of what activities need along the axis: 50 MB."""

Wait = tuple[int, int, list[int] | None, int]
"""A link with a lag: its event, its lag, or the row that tells instead, and 1 if the end waits."""


Loose = tuple[int, int, int, list[int] | None]
"""A link that a list may go against: events of its first and second, its lag, or the row."""

UNPLANNED = -1
"""In place of the start and the end of what is not planned yet."""


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
        self._read_loose(links, after)

    def _read_loose(self, links: LinkTable, after: list[list[int]]) -> None:
        """The links that a list may go against, by what waits, and by what it waits for."""
        loose, count = links.loose, len(self.order)
        columns = (loose.first, loose.second, loose.lag, loose.rule)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        self.after: list[list[Loose]] = [[] for _ in range(count)]
        self.before: list[list[Loose]] = [[] for _ in range(count)]
        for first, second, lag, row in rows:
            link = first, second, lag, after[row] if row >= 0 else None
            self.after[first % count].append(link)
            self.before[second % count].append(link)
        self.cyclic = any(self.after)

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

    def waiting(self, i: int, times: list[int], floors: list[int]) -> tuple[int, int]:
        """The earliest start and end that floors, and links that a list may go against, allow."""
        count = len(self.order)
        lows = [floors[i], floors[count + i]]
        for link in self.before[i]:
            if times[link[0]] != UNPLANNED:
                lows[link[1] >= count] = max(lows[link[1] >= count], _demanded(link, times))
        return lows[0], lows[1]

    def too_late(self, i: int, times: list[int], floors: list[int]) -> set[int]:
        """What is planned too early for an activity; it may not begin as early any more."""
        early = set()
        for link in self.after[i]:
            until = _demanded(link, times)
            if UNPLANNED != times[link[1]] < until:
                floors[link[1]] = max(floors[link[1]], until)
                early.add(link[1] % len(self.order))
        return early


def _demanded(link: Loose, times: list[int]) -> int:
    """Until when a link makes its second wait for its first."""
    first, _, lag, row = link
    return times[first] + lag if row is None else row[times[first]]


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
        if way.cyclic:
            return self._plan_again(way, list(listed), floor)
        free, times = list(way.free), [0] * (2 * self.count)
        for i in listed:
            start, end = self._room(way, free, i, way.earliest(i, times, floor))
            if start >= NEVER:
                return NEVER, times
            self._take(free, i, start, end)
            times[i], times[self.count + i] = start, end
        return max(times[self.count :]), times

    def _plan_again(
        self, way: PlainDirection, listed: list[int], floor: int
    ) -> tuple[int, list[int]]:
        """Does what `plan` does where maximum lags close cycles (`models.search.unscheduling`)."""
        count = self.count
        free, times, floors = list(way.free), [UNPLANNED] * (2 * count), [0] * (2 * count)
        at, left = 0, BACK
        while at < count:
            i = listed[at]
            lows = zip(way.earliest(i, times, floor), way.waiting(i, times, floors), strict=True)
            low, low_end = map(max, lows)
            times[i], times[count + i] = self._room(way, free, i, (low, low_end))
            if times[i] >= NEVER:
                return NEVER, times
            early = way.too_late(i, times, floors)
            back = min((k for k in range(at) if listed[k] in early), default=at)
            if early:
                left -= 1
                self._take_out(free, times, listed[back:at])
                times[i] = times[count + i] = UNPLANNED
            else:
                self._take(free, i, times[i], times[count + i])
            at = back if early else at + 1
            if left < 0:
                return NEVER, times
        return max(times[count:]), times

    def _take(self, free: list[int], i: int, start: int, end: int) -> None:
        """Takes what an activity needs."""
        run = self._ones & self._fields(end - start)
        for word, units, _ in self._needs[i]:
            free[word] -= (run * units) << start * self._bits

    def _take_out(self, free: list[int], times: list[int], activities: Iterable[int]) -> None:
        """Gives back what activities have taken, which are unplanned then."""
        for i in activities:
            start, end = times[i], times[self.count + i]
            run = self._ones & self._fields(end - start)
            for word, units, _ in self._needs[i]:
                free[word] += (run * units) << start * self._bits
            times[i] = times[self.count + i] = UNPLANNED

    def _fields(self, count: int) -> int:
        """All bits of so many slots."""
        return (1 << count * self._bits) - 1

    def _lacking(self, free: list[int], i: int, low: int) -> int:
        """A bit in the field of each slot, from one on, in which there is too little."""
        lacking = 0
        for word, _, units in self._needs[i]:
            lacking |= self._highest[word] & ~(free[word] - units)
        return lacking >> low * self._bits

    def _room(
        self, way: PlainDirection, free: list[int], i: int, lows: tuple[int, int]
    ) -> tuple[int, int]:
        """The first start and end of an activity for which there is room; `NEVER` if none."""
        (start, low_end), ends = lows, way.ends[i]
        lacking = self._lacking(free, i, start)
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
