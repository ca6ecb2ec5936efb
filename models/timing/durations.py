"""How long an activity spans: the parts of work in it, and the elapsed sizes each can have.

A part is an amount of work on a calendar, done if its literal (a seat taken, a mode chosen) is
true. The activity starts in a working slot of every part that is done if they are done together,
else in one of some part, and ends with the last.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from models.calendars import Calendar
from models.problem import Activity, Mode, Problem, once

Ranges = list[tuple[int, int]]
"""Closed ranges of slots, increasing."""


class WorkPart(NamedTuple):
    """`work` slots on a calendar: of the mode itself (`seat` None), or of a resource on a seat.

    If it is `elastic`, some of it may be done in overtime.
    """

    mode: int
    calendar: int
    work: int
    seat: int | None = None
    resource: int | None = None
    elastic: bool = False

    @property
    def kind(self) -> "DurationKind":
        """Parts of the same kind take the same time, whoever does them."""
        who = (self.mode, self.seat, self.resource)
        return self.calendar, self.work, who if self.elastic else None


DurationKind = tuple[int, int, tuple[int, int | None, int | None] | None]
"""Calendar and work; with overtime also mode, seat and resource, each for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTable:
    """All that may take time in an activity.

    Args:
        parts: Every part.
        exclusive: Parts of at most one kind can be at work at a time, in every mode.
        alike: Everybody is taken from start to end: together, or with the same work as the rest.
        apart: Some may begin later than others: they have several calendars, or overtime.
    """

    parts: tuple[WorkPart, ...]
    exclusive: bool
    alike: bool
    apart: bool


@once
def works(problem: Problem) -> tuple[WorkTable, ...]:
    """The work of every activity."""
    return tuple(_work(problem, i) for i in range(len(problem.activities)))


def parts(problem: Problem, activity: int) -> tuple[WorkPart, ...]:
    """Everything that may take time in the activity."""
    return works(problem)[activity].parts


def alike(problem: Problem, activity: int) -> bool:
    """See `WorkTable`."""
    return works(problem)[activity].alike


def apart(problem: Problem, activity: int) -> bool:
    """See `WorkTable`."""
    return works(problem)[activity].apart


def exclusive(problem: Problem, activity: int) -> bool:
    """See `WorkTable`."""
    return works(problem)[activity].exclusive


def _work(problem: Problem, activity: int) -> WorkTable:
    found, what = tuple(_parts(problem, activity)), problem.activities[activity]
    exclusive = all(map(_lone, what.modes)) or _exclusive(what, found)
    alike = what.together or exclusive
    apart = not alike and (len({p.calendar for p in found}) > 1 or any(p.elastic for p in found))
    return WorkTable(parts=found, exclusive=exclusive, alike=alike, apart=apart)


def _lone(mode: Mode) -> bool:
    """Whether one person at most does all there is."""
    return not mode.seats or (len(mode.seats) == 1 and mode.seats[0].count == 1 and not mode.work)


def _parts(problem: Problem, activity: int) -> Iterator[WorkPart]:
    what = problem.activities[activity]
    for m, mode in enumerate(what.modes):
        if mode.work:
            yield WorkPart(mode=m, calendar=what.calendar, work=mode.work)
    for m, s, candidate in problem.choices(activity):
        if candidate.work:
            yield WorkPart(
                mode=m,
                seat=s,
                resource=candidate.resource,
                calendar=problem.calendar_position(candidate),
                work=candidate.work,
                elastic=candidate.overtime is not None,
            )


def _exclusive(activity: Activity, parts: Iterable[WorkPart]) -> bool:
    together = [[set[DurationKind]() for _ in (*mode.seats, mode)] for mode in activity.modes]
    for part in parts:
        seat = -1 if part.seat is None else part.seat
        together[part.mode][seat].add(part.kind)
    for mode, pairs in zip(activity.modes, together, strict=True):
        if any(s.count > 1 and len(p) > 1 for s, p in zip(mode.seats, pairs, strict=False)):
            return False
        if len(set().union(*pairs)) > 1 and sum(map(bool, pairs)) > 1:
            return False
    return True


def sizes(calendar: Calendar, work: int, window: tuple[int, int]) -> dict[int, Ranges]:
    """Elapsed size → ranges of starts, for spans inside ``[window[0], window[1])``."""
    earliest, latest_end = window
    clipped: dict[int, Ranges] = {}
    for size, ranges in calendar.sizes(work).items():
        inside = _cropped(ranges, earliest, latest_end - size)
        if inside:
            clipped[size] = inside
    return clipped


def _cropped(ranges: Ranges, first: int, last: int) -> Ranges:
    """The part of increasing ranges in ``first … last``; what is not cut is shared, not copied."""
    low = bisect_left(ranges, first, key=itemgetter(1))
    high = bisect_right(ranges, last, key=itemgetter(0))
    if low == 0 and high == len(ranges) > 0 and first <= ranges[0][0] and ranges[-1][1] <= last:
        return ranges
    inside = ranges[low:high]
    if inside and inside[0][0] < first:
        inside[0] = (first, inside[0][1])
    if inside and inside[-1][1] > last:
        inside[-1] = (inside[-1][0], last)
    return inside


def takes_time(problem: Problem, activity: int, mode: int) -> bool:
    """Whether some part takes time in the mode, for all candidates."""
    what = problem.activities[activity].modes[mode]
    return what.work > 0 or any(
        sum(candidate.work == 0 for candidate in seat.candidates) < seat.count
        for seat in what.seats
    )


def _spans(
    problem: Problem, calendar: int, work: int, window: tuple[int, int], *, elastic: int | None
) -> Iterator[int]:
    """Sizes of a part; of somebody with overtime one that is never more and one never less."""
    if elastic is None:
        yield from sizes(problem.calendars[calendar], work, window)
        return
    least = min(sizes(problem.reaches[elastic], work, window), default=None)
    if least is not None:
        yield from (least, window[1] - window[0])


def span(problem: Problem, activity: int, window: tuple[int, int]) -> tuple[int, int]:
    """The least and the most slots the activity can span inside the window; (0, 0) if none.

    What spans others may take any time that the window has.
    """
    if problem.activities[activity].spans:
        return 0, window[1] - window[0]
    found = [
        size
        for calendar, work, who in {part.kind for part in parts(problem, activity)}
        for size in _spans(problem, calendar, work, window, elastic=who and who[-1])
    ]
    if found and apart(problem, activity):
        found.append(window[1] - window[0])  # who comes last may come late
    if found and problem.activities[activity].split is not None:
        found.append(window[1] - window[0])  # it may be interrupted for any time
    modes = range(len(problem.activities[activity].modes))
    if not all(takes_time(problem, activity, mode) for mode in modes):
        found.append(0)
    return (min(found), max(found)) if found else (0, 0)
