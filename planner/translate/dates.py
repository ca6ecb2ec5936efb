"""What the dates of a task mean: the day's work of whoever does it.

A date without a time is, for a start, when the work of that day starts; for a finish, when it
ends. It is that of the task's calendar if it has one, else of the person; a shift belongs to the
day it starts. On a day without work a start is the next one (the latest is the last before), an end
is the last before; what must be on such a day moves to the next working time, and that is told. A
milestone stays on the very day.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from datetime import datetime, time
from functools import cached_property
from typing import Literal

from models.calendars import Calendar
from models.problem import Bounds
from planner.checks.validate import FOR_ALL
from planner.project import Constraint, Task
from planner.translate.modes import Calendars
from planner.translate.times import Times
from planner.translate.ways import Crew, Way, together
from planner.worktime.calendars import DAY, Grid, WorkTime, midnight, moment
from planner.worktime.evenings import Evenings
from planner.worktime.shifts import shift

BY_START = (Constraint.SNET, Constraint.SNLT, Constraint.MSO)
"""Hard dates of a start; the others are of a finish."""

MUST = (Constraint.MSO, Constraint.MFO)
"""Hard dates that are met exactly."""

_LATEST = (Constraint.SNLT, Constraint.FNLT)
_EARLIEST = (Constraint.SNET, Constraint.FNET)

_SEARCHED = 400
"""Days after a date among which the next working one is looked for."""

Hand = tuple[int, bool, tuple[int, ...]]
"""Who does it: a worker, by position, whether with overtime, and in whose time too."""

Event = Literal["start", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A bound on a start or an end, in slots: a date of `task`.

    Args:
        slot: What holds whoever does it.
        task, when, field, kind: The date: it stands in a `field`, or is a hard date of a `kind`.
        event: What it bounds.
        own: What holds for each of those who may do it, where it differs.
        at: The moment meant, of a milestone.
        moved: Whether nobody works then.
    """

    slot: int
    task: Task
    when: datetime
    field: str = ""
    kind: Constraint = Constraint.ASAP
    event: Event = "start"
    own: Mapping[Hand, int] = default(default_factory=dict)
    at: int | None = None
    moved: bool = False

    def of(self, hands: Iterable[Hand]) -> int:
        """What holds for these: the first starts it, the last ends it."""
        if not self.own:
            return self.slot
        found = [self.own[hand] for hand in hands]
        return min(found) if self.event == "start" else max(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The dates of a task on the axis: lower and upper bounds of its start and its end.

    `due` is by when it is on time.
    """

    starts: tuple[Bound, ...] = ()
    ends: tuple[Bound, ...] = ()
    latest_starts: tuple[Bound, ...] = ()
    latest_ends: tuple[Bound, ...] = ()
    due: Bound | None = None

    @property
    def bounds(self) -> Bounds:
        """What holds whoever does it."""
        return self._bounds(lambda bound: bound.slot, lambda _: True)

    def of(self, hand: Hand) -> Bounds:
        """What holds besides for one of those who may do it."""
        return self._bounds(lambda bound: bound.own[hand], lambda bound: bool(bound.own))

    def due_of(self, hand: Hand) -> int | None:
        """By when it is on time if one of those who may do it does, where that depends on it."""
        return self.due.own[hand] if self.due and self.due.own else None

    def _bounds(self, slot: Callable[[Bound], int], counts: Callable[[Bound], bool]) -> Bounds:
        def slots(bounds: tuple[Bound, ...]) -> list[int]:
            return [slot(bound) for bound in bounds if counts(bound)]

        return Bounds(
            start_min=max(slots(self.starts), default=0),
            start_max=min(slots(self.latest_starts), default=None),
            end_min=max(slots(self.ends), default=0),
            end_max=min(slots(self.latest_ends), default=None),
        )


@dataclass(frozen=True, slots=True)
class _Doer:
    """Somebody who may do a task: whose day is meant, and when it works on it.

    With overtime the calendar has all that may be worked, the `usual` one only what always is.
    """

    hand: Hand
    hours: tuple[WorkTime, ...]
    calendar: Calendar
    usual: Calendar
    evenings: Evenings | None = None

    def on(self, day: int) -> WorkTime:
        """Their hours on a day, by the row that then holds."""
        return next((one for one in self.hours if one.first <= day <= one.last), self.hours[0])

    def evening(self, day: int) -> int:
        """When the overtime after a day's work ends; 0 if there is none."""
        late = self.evenings and self.evenings.after(day)
        return late[1] if late else 0


@dataclass(frozen=True, kw_only=True)
class Dates:
    """Finds what dates mean on a grid."""

    times: Times
    grid: Grid
    calendars: Calendars
    crew: Crew

    def window(
        self,
        tasks: Sequence[Task],
        options: Sequence[Way],
        inside: Sequence[tuple[Task, Sequence[Way]]] = (),
    ) -> Window:
        """What the dates of a task bind.

        Args:
            tasks: The task itself and then the summaries above it, of which only the dates count
                that all their tasks have to keep: not to start before, not to finish after. Of a
                summary that stands first, as a whole, the others count.
            options: Its ways.
            inside: Of such a summary the tasks in it, with their ways: whose dates are meant.
        """
        meaning: _Meaning | _OfPhase = _Meaning(self, tasks[0], options)
        if inside:
            meaning = _OfPhase([_Meaning(self, task, ways) for task, ways in inside])
        found = [
            bound for task in tasks for bound in _of_task(meaning, task, first=task is tasks[0])
        ]
        return Window(
            starts=tuple(b for b, low in found if low and b.event == "start"),
            ends=tuple(b for b, low in found if low and b.event == "end"),
            latest_starts=tuple(b for b, low in found if not low and b.event == "start"),
            latest_ends=tuple(b for b, low in found if not low and b.event == "end"),
        )

    def due(self, task: Task, options: Sequence[Way], when: datetime) -> Bound:
        """By when the task is on time."""
        side = _Meaning(self, task, options).due(when)
        return Bound(slot=side.slot, own=side.own, task=task, when=when, event="end")

    def start(self, task: Task, options: Sequence[Way], when: datetime) -> int:
        """The slot at which the task starts if it starts on a date."""
        return _Meaning(self, task, options).slots(Constraint.SNET, when).low.slot

    def shift(self, hours: WorkTime, day: int) -> tuple[int, int] | None:
        """The work that starts on a day."""
        key = (id(hours), day)
        if key not in self._shifts:
            self._shifts[key] = shift(hours, day)
        return self._shifts[key]

    @cached_property
    def _shifts(self) -> dict[tuple[int, int], tuple[int, int] | None]:
        return {}


def _of_task(
    meaning: "_Meaning | _OfPhase", task: Task, *, first: bool
) -> Iterator[tuple[Bound, bool]]:
    """Every bound of a task, and whether it is a lower one."""
    dates: list[tuple[str, Constraint, datetime]] = [
        (name, Constraint.SNET, when)
        for name in ("earliest_start", "blocked_until")
        if (when := getattr(task, name)) and not (task.summary and first)
    ]
    dates += [
        ("", kind, when)
        for kind, when in task.hard_dates
        if not task.summary or (kind in FOR_ALL) != first
    ]
    for name, kind, when in dates:
        meant = meaning.slots(kind, when)
        for low, side in ((True, meant.low), (False, meant.high)):
            if kind not in (_LATEST if low else _EARLIEST):
                bound = Bound(
                    slot=side.slot,
                    task=task,
                    when=when,
                    field=name,
                    kind=Constraint.ASAP if name else kind,
                    event="start" if kind in BY_START else "end",
                    own=side.own,
                    at=meant.at,
                    moved=meant.moved,
                )
                yield bound, low


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """A bound: what holds for all, and for each where that differs."""

    slot: int
    own: Mapping[Hand, int] = default(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """A date as a lower and an upper bound."""

    low: _Side
    high: _Side
    at: int | None = None
    moved: bool = False


class _Meaning:
    """What dates mean to one task."""

    def __init__(self, dates: Dates, task: Task, options: Sequence[Way]) -> None:
        self.dates, self.grid, self.task = dates, dates.grid, task
        self.instant = not any(way.longest for way in options)
        self.doers = list(self._doers(options))
        self.all_of_them = len(options) == 1 and all(
            part.count == len(part.stints) for part in options[0].parts
        )

    def _doers(self, options: Sequence[Way]) -> Iterator[_Doer]:
        times, placed, name = self.dates.times, self.dates.calendars, self.task.calendar
        own = times.named(name)
        seen: set[Hand] = set()
        for way in options:
            for part in way.parts:
                for worker, _, _ in part.stints:
                    longer = way.overtime and worker in placed.overtime
                    hand = (worker, longer, way.joint)
                    if hand not in seen:
                        seen.add(hand)
                        hours = (own,) if name else times.rows[worker]
                        usual = placed.all[placed.of(worker, name, joint=way.joint)]
                        at = placed.reach(worker) if longer else usual
                        late = times.evenings[worker] if longer else None
                        yield _Doer(hand, hours, at, usual, late)
        if not seen:
            usual = placed.all[placed.named[name]]
            yield _Doer((-1, False, ()), (own,), usual, usual)

    def slots(self, kind: Constraint, when: datetime) -> _Meant:
        """The least and the greatest slot of a start or an end on a date."""
        if self.instant:
            return self._milestone(kind, when)
        by_start = kind in BY_START
        if by_start:
            found = {doer.hand: self._start(doer, kind, when) for doer in self.doers}
            latest = found
        else:
            found, latest = (
                {doer.hand: self._end(doer, kind, when, late=late) for doer in self.doers}
                for late in (False, True)
            )
        there = [hand for hand, (_, moved) in found.items() if not moved]
        if kind in MUST and self.all_of_them and there:
            found, latest = ({hand: some[hand] for hand in there} for some in (found, latest))
        return _Meant(
            low=self._side(_slots(found), by_start=by_start, low=True),
            high=self._side(_slots(latest), by_start=by_start, low=False),
            moved=kind in MUST and all(moved for _, moved in found.values()),
        )

    def due(self, when: datetime) -> _Side:
        """By when it is on time: the end of that day's work of who does it, or of the day."""
        if self.instant:
            return self.slots(Constraint.FNLT, when).high
        grid = self.grid
        if when.time() != time():
            return _Side(slot=grid.last_end(moment(when)))
        values = {}
        for doer in self.doers:
            slot, away = self._end(doer, Constraint.FNLT, when, late=True)
            values[doer.hand] = grid.last_end(midnight(when) + DAY) if away else slot
        alike = self.all_of_them or len(set(values.values())) == 1
        return _Side(slot=max(values.values()), own={} if alike else values)

    def _side(self, values: Mapping[Hand, int], *, by_start: bool, low: bool) -> _Side:
        """One bound for all where it lets each start or end at the same slots as their own."""
        if self.all_of_them:
            slot = min(values.values()) if by_start else max(values.values())
            return _Side(slot=self._all_there(slot) if by_start and not low else slot)
        slot = min(values.values()) if low else max(values.values())
        edge = 0 if by_start == low else 1 if by_start else -1

        def same(doer: _Doer) -> bool:
            worked, value = doer.calendar.worked, values[doer.hand]
            return worked(max(0, slot + edge)) == worked(max(0, value + edge))

        return _Side(slot=slot, own={} if all(map(same, self.doers)) else values)

    def _all_there(self, slot: int) -> int:
        """The slot, or where all are needed together the first from it on at which all work."""
        settings = self.dates.times.project.settings
        if not together(self.dates.crew, settings, self.task):
            return slot
        first, again = slot, True
        while again:
            nexts = [doer.calendar.next_working(first) for doer in self.doers]
            known = [found for found in nexts if found is not None]
            if len(known) < len(nexts):
                return slot
            again = max(known) > first
            first = max(known)
        return first

    def _start(self, doer: _Doer, kind: Constraint, when: datetime) -> tuple[int, bool]:
        """The slot meant by a date of a start, and whether that is another day."""
        grid, day = self.grid, when.toordinal()
        if when.time() != time():
            if kind == Constraint.SNLT:
                return grid.last_start(moment(when)), False
            slot = doer.calendar.next_working(grid.first_start(moment(when)))
            return self._or_never(slot), slot is None or grid.opening(slot).date() != when.date()
        if kind == Constraint.SNLT and self.dates.shift(doer.on(day), day) is None:
            return grid.last_start(midnight(when)), False
        for later in range(day, day + _SEARCHED):
            work = self.dates.shift(doer.on(later), later)
            slot = work and doer.calendar.next_working(grid.first_start(work[0]))
            if work and slot is not None and slot < grid.horizon and grid.opens[slot] < work[1]:
                return slot, later > day
        return grid.horizon, True

    def _or_never(self, slot: int | None) -> int:
        return self.grid.horizon if slot is None else slot

    def _end(
        self, doer: _Doer, kind: Constraint, when: datetime, *, late: bool
    ) -> tuple[int, bool]:
        """The slot meant by a date of an end, and whether that is another day.

        The work of a day ends with its last shift, or if it is `late` with the overtime after it.
        """
        grid, day = self.grid, when.toordinal()
        calendar = doer.calendar if late else doer.usual
        if when.time() != time():
            if kind == Constraint.FNET:
                return _worked_before(doer.calendar, grid.first_start(moment(when))), False
            slot = _worked_before(doer.calendar, grid.last_end(moment(when)))
            if kind != Constraint.MFO or (slot and grid.closing(slot).date() == when.date()):
                return slot, False
            day += 1
        for later in range(day, day + _SEARCHED):
            work = self.dates.shift(doer.on(later), later)
            until = max(work[1], doer.evening(later) if late else 0) if work else 0
            slot = _worked_before(calendar, grid.last_end(until)) if work else 0
            if work and slot and grid.closes[slot - 1] > work[0]:
                return slot, later > when.toordinal()
            if kind != Constraint.MFO:
                break
        return _worked_before(calendar, grid.last_end(midnight(when) + DAY)), True

    def _milestone(self, kind: Constraint, when: datetime) -> _Meant:
        """A milestone is at the start or the end of the day's work; without any, on the day."""
        grid = self.grid
        work = self.dates.shift(self.doers[0].on(when.toordinal()), when.toordinal())
        if when.time() == time() and work is None:
            at = midnight(when)
            low, high = grid.first_start(at), grid.last_end(at + DAY)
        elif kind in BY_START:
            at = moment(when) if when.time() != time() or work is None else work[0]
            low = grid.first_start(at)
            high = low if kind == Constraint.MSO else grid.last_start(at)
        else:
            at = moment(when) if when.time() != time() or work is None else work[1]
            high = grid.last_end(at)
            low = (
                high if kind == Constraint.MFO else grid.first_start(at)
            )  # an instant: either side
        return _Meant(low=_Side(slot=low), high=_Side(slot=high), at=at)


class _OfPhase:
    """What dates mean to the first, or the last, of several tasks, whichever that is."""

    def __init__(self, meanings: Sequence[_Meaning]) -> None:
        self.meanings = meanings

    def slots(self, kind: Constraint, when: datetime) -> _Meant:
        """The least and the greatest slot that a date means to one of them."""
        found = [meaning.slots(kind, when) for meaning in self.meanings]
        return _Meant(
            low=_Side(slot=min(one.low.slot for one in found)),
            high=_Side(slot=max(one.high.slot for one in found)),
            at=found[0].at if len(found) == 1 else None,
            moved=all(one.moved for one in found),
        )


def _slots(found: Mapping[Hand, tuple[int, bool]]) -> dict[Hand, int]:
    return {hand: slot for hand, (slot, _) in found.items()}


def _worked_before(calendar: Calendar, slot: int) -> int:
    """The last end of work up to a slot."""
    return calendar.reached(calendar.worked(slot)) or 0


def moments(task: Task) -> Iterator[int]:
    """The moments that dates of a task with a time of day mean."""
    dates = (task.earliest_start, task.blocked_until, task.deadline)
    for when in (*dates, *(when for _, when in task.hard_dates)):
        if when and when.time() != time():
            yield moment(when)


def furthest(tasks: Iterable[Task]) -> datetime | None:
    """The latest date before which some task cannot start or end."""
    dates = [
        when
        for task in tasks
        for when in (
            task.earliest_start,
            task.blocked_until,
            *(when for kind, when in task.hard_dates if kind not in _LATEST),
        )
        if when
    ]
    return max(dates, default=None)
