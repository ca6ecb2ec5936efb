"""The meaning of a date for one task: the working day of those who do it.

A date without a time is the start of that day's work for a start, and its end for a finish. The day
is that of the task's calendar if it has one, else that of the person; a shift belongs to the day it
starts. If the day is off, a start is the next start of work (a latest start is the last one
before), and a finish is the last end of work before. A date on which something must happen moves to
the next working time, with a note. A milestone stays on the very day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from datetime import datetime, time
from functools import cached_property

from models.calendars import Calendar
from planner.project import Constraint, Task
from planner.translate.modes import Calendars
from planner.translate.times import Times
from planner.translate.ways import Crew, Way, together
from planner.worktime.evenings import Evenings
from planner.worktime.grid import Grid
from planner.worktime.moments import DAY, midnight, moment
from planner.worktime.shifts import shift
from planner.worktime.working_time import WorkTime

BY_START = (Constraint.SNET, Constraint.SNLT, Constraint.MSO)
"""Hard dates of a start; the others are of a finish."""

MUST = (Constraint.MSO, Constraint.MFO)
"""Hard dates that are met exactly."""

_SEARCHED = 400
"""Days after a date among which the next working one is looked for."""

Hand = tuple[int, bool, tuple[int, ...]]
"""Who does it: a worker, by position, whether with overtime, and in whose time too."""


@dataclass(frozen=True, kw_only=True)
class GridDays:
    """The days of a grid, and who works when on them."""

    times: Times
    grid: Grid
    calendars: Calendars
    crew: Crew

    def shift(self, hours: WorkTime, day: int) -> tuple[int, int] | None:
        """The work that starts on a day."""
        key = (id(hours), day)
        if key not in self._shifts:
            self._shifts[key] = shift(hours, day)
        return self._shifts[key]

    @cached_property
    def _shifts(self) -> dict[tuple[int, int], tuple[int, int] | None]:
        return {}


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
        """The end of the overtime after a day's work; 0 if there is none."""
        late = self.evenings and self.evenings.after(day)
        return late[1] if late else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A bound: what holds for all, and for each where that differs."""

    slot: int
    own: Mapping[Hand, int] = default(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeantDates:
    """A date as a lower and an upper bound."""

    low: Side
    high: Side
    at: int | None = None
    moved: bool = False


class DateMeaning:
    """The meaning of dates for one task."""

    def __init__(self, days: GridDays, task: Task, options: Sequence[Way]) -> None:
        self.days, self.grid, self.task = days, days.grid, task
        self.options = options

    @cached_property
    def instant(self) -> bool:
        """Whether it takes no time, whoever does it."""
        return not any(way.longest for way in self.options)

    @cached_property
    def all_of_them(self) -> bool:
        """Whether nobody has to be chosen: all who may do it do it."""
        return len(self.options) == 1 and all(
            part.count == len(part.stints) for part in self.options[0].parts
        )

    @cached_property
    def doers(self) -> tuple[_Doer, ...]:
        """Everybody who may do it."""
        return tuple(self._doers())

    def _doers(self) -> Iterator[_Doer]:
        times, placed, name = self.days.times, self.days.calendars, self.task.calendar
        own = times.named(name)
        seen: set[Hand] = set()
        for way in self.options:
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

    def slots(self, kind: Constraint, when: datetime) -> MeantDates:
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
        return MeantDates(
            low=self._side(_slots(found), by_start=by_start, low=True),
            high=self._side(_slots(latest), by_start=by_start, low=False),
            moved=kind in MUST and all(moved for _, moved in found.values()),
        )

    def due(self, when: datetime) -> Side:
        """By when it is on time: the end of that day's work of who does it, or of the day."""
        if self.instant:
            return self.slots(Constraint.FNLT, when).high
        grid = self.grid
        if when.time() != time():
            return Side(slot=grid.last_end(moment(when)))
        values = {}
        for doer in self.doers:
            slot, away = self._end(doer, Constraint.FNLT, when, late=True)
            values[doer.hand] = grid.last_end(midnight(when) + DAY) if away else slot
        alike = self.all_of_them or len(set(values.values())) == 1
        return Side(slot=max(values.values()), own={} if alike else values)

    def _side(self, values: Mapping[Hand, int], *, by_start: bool, low: bool) -> Side:
        """One bound for all where it lets each start or end at the same slots as their own."""
        if self.all_of_them:
            slot = min(values.values()) if by_start else max(values.values())
            return Side(slot=self._all_there(slot) if by_start and not low else slot)
        slot = min(values.values()) if low else max(values.values())
        edge = 0 if by_start == low else 1 if by_start else -1

        def same(doer: _Doer) -> bool:
            worked, value = doer.calendar.worked, values[doer.hand]
            return worked(max(0, slot + edge)) == worked(max(0, value + edge))

        return Side(slot=slot, own={} if all(map(same, self.doers)) else values)

    def _all_there(self, slot: int) -> int:
        """The slot, or where all are needed together the first from it on at which all work."""
        settings = self.days.times.project.settings
        if not together(self.days.crew, settings, self.task):
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
        if kind == Constraint.SNLT and self.days.shift(doer.on(day), day) is None:
            return grid.last_start(midnight(when)), False
        for later in range(day, day + _SEARCHED):
            work = self.days.shift(doer.on(later), later)
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
            work = self.days.shift(doer.on(later), later)
            until = max(work[1], doer.evening(later) if late else 0) if work else 0
            slot = _worked_before(calendar, grid.last_end(until)) if work else 0
            if work and slot and grid.closes[slot - 1] > work[0]:
                return slot, later > when.toordinal()
            if kind != Constraint.MFO:
                break
        return _worked_before(calendar, grid.last_end(midnight(when) + DAY)), True

    def _milestone(self, kind: Constraint, when: datetime) -> MeantDates:
        """A milestone is at the start or the end of the day's work; without any, on the day."""
        grid = self.grid
        work = self.days.shift(self.doers[0].on(when.toordinal()), when.toordinal())
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
            # an instant: either side of a pause
            low = high if kind == Constraint.MFO else grid.first_start(at)
        return MeantDates(low=Side(slot=low), high=Side(slot=high), at=at)


def _slots(found: Mapping[Hand, tuple[int, bool]]) -> dict[Hand, int]:
    return {hand: slot for hand, (slot, _) in found.items()}


def _worked_before(calendar: Calendar, slot: int) -> int:
    """The last end of work up to a slot."""
    return calendar.reached(calendar.worked(slot)) or 0
