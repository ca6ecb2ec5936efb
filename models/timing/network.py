"""Time windows, heads and tails of the precedence graph.

Every activity has two events, start and end. A link, a calendar and a duration are monotone
functions between events, so earliest times are their least, latest times their greatest fixed
point, reached by one sweep in topological order and, where maximum lags close a cycle, by
repeating the sweep over the cycle (Bellman–Ford).
"""

from collections.abc import Callable, Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.calendars import Calendar
from models.problem import Activity, Mode, Precedence, Problem, once
from models.timing.durations import apart
from models.timing.lags import earliest_second, latest_first
from models.timing.precedence_order import components
from models.timing.supplies import first_times

_ROUNDS = 20
"""Rounds over a cycle after which its bounds, valid though perhaps not tight, are good enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """Bounds on each activity's start and end that follow from dates, links and durations.

    `empty` holds what must be done and has no room: each proves the problem infeasible.
    """

    earliest_start: tuple[int, ...]
    latest_start: tuple[int, ...]
    earliest_end: tuple[int, ...]
    latest_end: tuple[int, ...]

    empty: tuple[int, ...]


CrewPart = tuple[Calendar, int, int]
"""Working slots on a calendar, and how many candidates have exactly these."""

SeatCrew = tuple[int, tuple[CrewPart, ...]]
"""How many are needed out of the parts."""


class WorkShape(NamedTuple):
    """For each mode its crews (its own work is a crew of one), and whether they begin apart.

    If it is `split` it may be interrupted, for any time.
    """

    modes: tuple[tuple[SeatCrew, ...], ...]
    apart: bool
    split: bool


def _shapes(problem: Problem) -> list[WorkShape]:
    """What decides each activity's duration."""
    shaper = _shaper(problem)
    return [
        WorkShape(shaper(activity), apart(problem, i), activity.split is not None)
        for i, activity in enumerate(problem.activities)
    ]


def _shaper(problem: Problem) -> Callable[[Activity], tuple[tuple[SeatCrew, ...], ...]]:
    def crews(mode: Mode, own: Calendar) -> Iterator[SeatCrew]:
        if mode.work:
            yield 1, ((own, mode.work, 1),)
        for seat in mode.seats:
            parts: dict[tuple[int, int], list[Calendar]] = {}
            for candidate in seat.candidates:
                calendar = problem.reach_of(candidate)
                parts.setdefault((id(calendar), candidate.work), []).append(calendar)
            yield seat.count, tuple((same[0], work, len(same)) for (_, work), same in parts.items())

    return lambda activity: tuple(
        tuple(crews(mode, problem.calendars[activity.calendar])) for mode in activity.modes
    )


def first_start(shape: WorkShape, slot: int, never: int) -> int:
    """The first slot from `slot` on at which somebody for every seat works, or `never`.

    Where people begin apart: at which anybody works.
    """

    def begin(part: CrewPart) -> int:
        opening = slot if part[1] == 0 else part[0].next_working(slot)
        return never if opening is None else opening

    if shape.apart:
        return min(map(begin, _parts(shape)), default=slot)
    return _best(shape, begin, slot, never)


def first_end(shape: WorkShape, slot: int, never: int) -> int:
    """The earliest end of an activity that starts at `slot` or later, or `never`."""

    def end(part: CrewPart) -> int:
        calendar, work, _ = part
        begin = slot if work == 0 else calendar.next_working(slot)
        finish = None if begin is None else calendar.finish(begin, work)
        return never if finish is None else finish

    return _best(shape, end, slot, never)


def last_start(shape: WorkShape, slot: int) -> int:
    """The latest start of an activity that ends by `slot`, or -1."""

    def begin(part: CrewPart) -> int:
        start = part[0].latest_start(slot, part[1])
        return 1 if start is None else -start

    return -_best(shape, begin, -slot, 1)


def last_end(shape: WorkShape, slot: int, upper: int) -> int:
    """The latest end, at most `upper`, of an activity that starts by `slot`."""
    latest = slot
    if shape.split:
        return upper
    for calendar, work, _ in _parts(shape):
        finish = calendar.latest_finish(slot, work, apart=shape.apart) if work else slot
        latest = max(latest, upper if finish is None else finish)
    return min(latest, upper)


def start_reaching(calendar: Calendar, work: int, end: int, *, apart: bool = False) -> int:
    """The first start from which `work` is not done before `end`; `apart`: it may begin later."""
    if work == 0:
        return max(0, end)
    return calendar.first_reaching(end, work, apart=apart)


def _start_reaching(shape: WorkShape, end: int) -> int:
    """A slot before which nobody can start and still be at work at `end`."""
    if shape.split:
        return 0
    starts = (
        start_reaching(calendar, work, end, apart=shape.apart)
        for calendar, work, _ in _parts(shape)
    )
    return min(starts, default=max(0, end))


def _parts(shape: WorkShape) -> Iterator[CrewPart]:
    return (part for mode in shape.modes for _, parts in mode for part in parts)


def _best(shape: WorkShape, time: Callable[[CrewPart], int], least: int, never: int) -> int:
    """Over modes the least, over crews the greatest, of when enough of the crew are there."""
    return min(max((_enough(c, time, never) for c in mode), default=least) for mode in shape.modes)


def _enough(crew: SeatCrew, time: Callable[[CrewPart], int], never: int) -> int:
    count, parts = crew
    if len(parts) == 1:
        return time(parts[0]) if parts[0][2] >= count else never
    if count == 1:
        return min(map(time, parts), default=never)
    for moment, number in sorted((time(part), part[2]) for part in parts):
        count -= number
        if count <= 0:
            return moment
    return never


@once
def windows(problem: Problem) -> Windows:
    """Earliest and latest starts and ends.

    Valid for every schedule in which the activities concerned are planned; links of activities
    that may be left out are not followed.
    """
    shapes = _shapes(problem)
    starts, ends = _forward(problem, shapes)
    late_starts, late_ends = _backward(problem, shapes)
    optional = (activity.optional for activity in problem.activities)
    room = zip(starts, late_starts, ends, late_ends, optional, strict=True)
    return Windows(
        empty=tuple(
            i for i, (es, ls, ee, le, free) in enumerate(room) if not free and (es > ls or ee > le)
        ),
        earliest_start=tuple(starts),
        latest_start=tuple(late_starts),
        earliest_end=tuple(ends),
        latest_end=tuple(late_ends),
    )


def _forward(problem: Problem, shapes: Sequence[WorkShape]) -> tuple[list[int], list[int]]:
    """Earliest starts and ends: links are followed from the first to the last."""
    optional = [activity.optional for activity in problem.activities]
    starts, ends = first_times(problem)

    def update(i: int) -> bool:
        start, end = starts[i], ends[i]
        for link in problem.incoming[i]:
            if optional[link.first]:
                continue
            event = ends[link.first] if link.kind[0] == "F" else starts[link.first]
            bound = earliest_second(problem, link, min(event, problem.horizon), relaxed=True)
            if link.kind[1] == "S":
                start = max(start, bound)
            else:
                end = max(end, bound)
        start, end = _early(problem, i, shapes[i], (start, end), (starts, ends))
        changed = (start, end) != (starts[i], ends[i])
        starts[i], ends[i] = start, end
        return changed

    _sweep(components(problem), update)
    return starts, ends


def _backward(problem: Problem, shapes: Sequence[WorkShape]) -> tuple[list[int], list[int]]:
    """Latest starts and ends: links are followed from the last to the first."""
    upper = problem.horizon
    optional = [activity.optional for activity in problem.activities]
    starts = [_bound(activity.start_max, upper) for activity in problem.activities]
    ends = [_bound(activity.end_max, upper) for activity in problem.activities]

    def update(i: int) -> bool:
        start, end = starts[i], ends[i]
        for link in problem.outgoing[i]:
            if optional[link.second]:
                continue
            event = starts[link.second] if link.kind[1] == "S" else ends[link.second]
            bound = latest_first(problem, link, max(event, 0), relaxed=True)
            if link.kind[0] == "S":
                start = min(start, bound)
            else:
                end = min(end, bound)
        start, end = _late(problem, i, shapes[i], (start, end), (starts, ends, upper))
        changed = (start, end) != (starts[i], ends[i])
        starts[i], ends[i] = start, end
        return changed

    _sweep(components(problem)[::-1], update)
    _sweep([problem.spanning], update)
    return starts, ends


def _early(
    problem: Problem,
    i: int,
    shape: WorkShape,
    event: tuple[int, int],
    known: tuple[Sequence[int], Sequence[int]],
) -> tuple[int, int]:
    """Earliest start and end of an activity for what its links allow, at the earliest known."""
    (start, end), (starts, ends) = event, known
    never = problem.horizon + 1
    start = max([start, *(starts[whole] for whole in problem.spanned_by[i])])
    inside = problem.activities[i].spans
    if inside:
        must = [ends[k] for k in inside if not problem.activities[k].optional]
        start = max(start, min(starts[k] for k in inside))
        return start, max([end, start, *must, min(ends[k] for k in inside)])
    start = max(start, _start_reaching(shape, end))
    start = min(never, first_start(shape, start, never))
    return start, min(never, max(end, first_end(shape, start, never)))


def _late(
    problem: Problem,
    i: int,
    shape: WorkShape,
    event: tuple[int, int],
    known: tuple[Sequence[int], Sequence[int], int],
) -> tuple[int, int]:
    """Latest start and end of an activity for what its links allow, at the latest known."""
    (start, end), (starts, ends, upper) = event, known
    end = min([end, *(ends[whole] for whole in problem.spanned_by[i])])
    inside = problem.activities[i].spans
    if inside:
        must = [starts[k] for k in inside if not problem.activities[k].optional]
        end = max(-1, min(end, max(ends[k] for k in inside)))
        return max(-1, min([start, end, *must, max(starts[k] for k in inside)])), end
    start = max(-1, min(start, last_start(shape, max(end, 0))))
    return start, max(-1, min(end, last_end(shape, max(start, 0), upper)))


def _bound(value: int | None, upper: int) -> int:
    return upper if value is None else min(value, upper)


def _sweep(groups: Sequence[Sequence[int]], update: Callable[[int], bool]) -> None:
    for group in groups:
        for _ in range(_ROUNDS if len(group) > 1 else 1):
            changed = [update(i) for i in group]
            if not any(changed):
                break


@once
def lengths(problem: Problem) -> list[int]:
    """For each activity the fewest slots between its start and its end."""

    def enough(works: list[int], count: int) -> int:
        return sorted(works)[count - 1] if count <= len(works) else problem.horizon

    def length(mode: Mode) -> int:
        seats = (enough([c.work for c in seat.candidates], seat.count) for seat in mode.seats)
        return max(mode.work, max(seats, default=0))

    return [min(map(length, activity.modes)) for activity in problem.activities]


def tails(problem: Problem, counted: Collection[int] | None = None) -> list[int]:
    """For each activity the fewest slots between its end and the last end of those that count.

    Counts links to what must be done, in slots of the axis: a lower bound whatever the calendars.
    By default all activities count.
    """
    return _all_tails(problem) if counted is None else _tails(problem, set(counted))


@once
def _all_tails(problem: Problem) -> list[int]:
    return _tails(problem, range(len(problem.activities)))


def _tails(problem: Problem, inside: Container[int]) -> list[int]:
    length = lengths(problem)
    tail = [0] * len(problem.activities)

    def after(link: Precedence) -> int:
        lag = 0 if link.elapsed and link.lag >= 0 else link.lag
        inner = length[link.second] if link.kind[1] == "S" else 0
        return lag + inner + tail[link.second]

    def update(i: int) -> bool:
        before = tail[i]
        for link in problem.outgoing[i]:
            known = link.forward or (link.calendar is None and not link.elapsed)
            must = link.second in inside and not problem.activities[link.second].optional
            if link.kind[0] == "F" and known and must:
                tail[i] = max(tail[i], after(link))
        return tail[i] > before

    _sweep(components(problem)[::-1], update)
    return tail
