"""Evenings: the time of overtime, after the last shift of a day."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from planner.worktime.moments import DAY
from planner.worktime.shapes import MinuteSpans
from planner.worktime.shifts import shift
from planner.worktime.working_time import WorkTime, union


@dataclass(frozen=True, kw_only=True)
class Evenings:
    """The overtime of a worker.

    It follows on the last shift of a day that is worked to its end, up to the next shift, leave or
    meeting, or an edge. There is none on days off, nor after a shift that leave or a meeting ends.

    Args:
        hours: When they work.
        most: Minutes after a shift at most.
        edges: Moments that no evening lies across.
    """

    hours: WorkTime
    most: int
    edges: Collection[int] = ()

    def after(self, day: int) -> tuple[int, int] | None:
        """The evening after the last shift that starts on a day, as moments."""
        if day not in self._known:
            self._known[day] = self._found(day)
        return self._known[day]

    @cached_property
    def _known(self) -> dict[int, tuple[int, int] | None]:
        return {}

    @cached_property
    def _whole(self) -> WorkTime:
        """The hours without leave and meetings."""
        return replace(self.hours, off={})

    def _found(self, day: int) -> tuple[int, int] | None:
        work, whole = shift(self.hours, day), shift(self._whole, day)
        if work is None or whole is None or work[1] != whole[1]:
            return None
        start = work[1]
        until = min([start + self.most, *self._ends(start)])
        return (start, until) if until > start else None

    def _ends(self, start: int) -> Iterator[int]:
        """Moments from the start of an evening on at which it is over."""
        yield from (edge for edge in self.edges if edge > start)
        for day in (start // DAY, start // DAY + 1):
            for first, last in (*self.hours.on(day), *self.hours.off.get(day, ())):
                if day * DAY + last > start:
                    yield max(start, day * DAY + first)

    def among(self, days: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        """Those after shifts that start on some days: the day, and two moments."""
        for day in days:
            found = self.after(day)
            if found is not None:
                yield day, *found

    def worktime(self, days: range) -> WorkTime:
        """All of them that lie on some days, as a working time of their own."""
        special: dict[int, MinuteSpans] = {}
        for _, start, end in self.among(range(days.start - 1, days.stop)):
            for day in (start // DAY, start // DAY + 1):
                low, high = max(start - day * DAY, 0), min(end - day * DAY, DAY)
                if low < high:
                    special[day] = union((*special.get(day, ()), (low, high)))
        return WorkTime(week=((),) * 7, special=special)
