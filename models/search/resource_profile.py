"""The profile of one resource: units taken over time, as a step function."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from models.problem import Resource

_NEVER = 2**60
"""When the last step ends."""


class Profile:
    """Units taken: ``levels[k]`` from ``times[k]`` to ``times[k + 1]``, neighbours differing."""

    __slots__ = ("levels", "times")

    def __init__(self) -> None:
        self.times = [0]
        self.levels = [0]

    def add(self, start: int, end: int, units: int) -> None:
        """Takes `units` more in ``[start, end)``; a negative number gives them back."""
        if start >= end or not units:
            return
        first = self._cut(start)
        last = self._cut(end)
        for k in range(first, last):
            self.levels[k] += units
        self._merge(last)
        self._merge(first)

    def _cut(self, time: int) -> int:
        """Position of the step that begins at `time`, made if it does not exist."""
        k = bisect_left(self.times, time)
        if k == len(self.times) or self.times[k] != time:
            self.times.insert(k, time)
            self.levels.insert(k, self.levels[k - 1])
        return k

    def _merge(self, k: int) -> None:
        if 0 < k < len(self.times) and self.levels[k] == self.levels[k - 1]:
            del self.times[k], self.levels[k]

    def blocked(self, start: int, end: int, limit: int) -> int | None:
        """None if at most `limit` is taken throughout ``[start, end)``.

        Otherwise the end of the last step there with more: no span that starts before it and
        ends at `end` or later fits.
        """
        if start >= end:
            return None
        times, levels = self.times, self.levels
        k = bisect_left(times, end) - 1
        while k >= 0:
            if levels[k] > limit:
                return times[k + 1] if k + 1 < len(times) else _NEVER
            if times[k] <= start:
                return None
            k -= 1
        return None

    def steps(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """``(from, to, units)`` for the steps inside ``[start, end)`` in which some are taken."""
        times, levels = self.times, self.levels
        k = bisect_right(times, start) - 1
        while k < len(times) and times[k] < end:
            until = times[k + 1] if k + 1 < len(times) else end
            if levels[k]:
                yield max(start, times[k]), min(end, until), levels[k]
            k += 1

    def taken(self, slot: int) -> int:
        """Units taken in a slot."""
        return self.levels[bisect_right(self.times, slot) - 1]


class Levelled(Profile):
    """The profile of a resource that has fewer units at times, see `Resource.levels`."""

    __slots__ = ("resource",)

    def __init__(self, resource: Resource) -> None:
        super().__init__()
        self.resource = resource

    def add(self, start: int, end: int, units: int) -> None:
        """Takes `units` more in ``[start, end)``, or all there is; a negative number gives back."""
        for low, high, there in self.resource.there(start, end):
            super().add(low, high, max(-there, min(units, there)))

    def blocked(self, start: int, end: int, limit: int) -> int | None:
        """The same; `limit` is what may be taken beside where there is all of the resource."""
        all_of_it = self.resource.capacity
        for low, high, there in reversed(tuple(self.resource.there(start, end))):
            room = limit if there == all_of_it else there - min(all_of_it - limit, there)
            found = super().blocked(low, high, room)
            if found is not None:
                return min(found, high)
        return None


def profile(resource: Resource) -> Profile:
    """The profile of a resource without any use."""
    return Levelled(resource) if resource.levels else Profile()
