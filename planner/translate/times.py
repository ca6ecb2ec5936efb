"""Working times of the project and of everybody in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cached_property

from planner.project import DayOff, Meeting, Project, Resource
from planner.worktime.evenings import Evenings
from planner.worktime.moments import DAY, moment
from planner.worktime.shapes import MinuteSpans
from planner.worktime.working_time import (
    Week,
    WorkTime,
    default_days,
    early,
    spans_of,
    union,
    week_of,
)

LONGEST = 100 * 366
"""Calendar days beyond which a plan is taken for a mistake."""

_LOOKED = 28
"""Days among which somebody's evenings are looked for."""


@dataclass(frozen=True, kw_only=True)
class Times:
    """The working times of a project: its own, its other calendars', its workers'.

    Leave of a pool (Max Units above 1) takes all of it away. A meeting that takes all of somebody
    is time off work like leave: tasks pause for it and go on. One that takes a part is left to
    `meetings_in_part`.
    """

    project: Project
    workers: tuple[Resource, ...]

    @cached_property
    def weeks(self) -> Mapping[str, Week]:
        """The week of each calendar by name; "" is the project's."""
        settings = self.project.settings
        named = {w.name: week_of(w.days) for w in self.project.weeks}
        usual = week_of(default_days(settings.hours_per_day, settings.days_per_week))
        return named | {"": next(iter(named.values()), usual)}

    @cached_property
    def special(self) -> Mapping[str, Mapping[int, MinuteSpans]]:
        """The days of other hours of each calendar by name; "" is the project's."""
        named = {
            week.name: {day.toordinal(): spans_of(spans) for day, spans in week.exceptions.items()}
            for week in self.project.weeks
        }
        return named | {"": next(iter(named.values()), {})}

    @cached_property
    def holidays(self) -> Mapping[int, MinuteSpans]:
        """The spans in which nobody works."""
        return self._off(day for day in self.project.days_off if not day.who)

    def _free(self, week: Week) -> Mapping[int, MinuteSpans]:
        """The holidays of those who have a week; the same object where that makes no difference."""
        if week not in self._known_free:
            self._known_free[week] = by_shift(week, self.holidays)
        return self._known_free[week]

    @cached_property
    def _known_free(self) -> dict[Week, Mapping[int, MinuteSpans]]:
        return {}

    def _before(self, week: Week, first: int = 0) -> dict[int, MinuteSpans]:
        """What began before the project's start or a person's first day nobody goes on with."""
        start = self.project.start
        days = {first} if start.time() != time() else {first, start.toordinal()}
        return {day: ((0, early(week, day)),) for day in days if day and early(week, day)}

    @cached_property
    def standard(self) -> WorkTime:
        """The project's working time."""
        return self.named("")

    def named(self, calendar: str) -> WorkTime:
        """The working time of a named calendar; the project's where none has that name."""
        known = calendar if calendar in self.weeks else ""
        week = self.weeks[known]
        return WorkTime(
            week=week,
            holidays=self._free(week),
            special=self.special[known],
            off=self._before(week),
        )

    @cached_property
    def rows(self) -> tuple[tuple[WorkTime, ...], ...]:
        """The working time of each worker, by each of its rows."""
        off: dict[str, list[DayOff]] = {}
        for day in self.project.days_off:
            if day.who:
                off.setdefault(day.who, []).append(day)
        busy: dict[str, list[Meeting]] = {}
        for meeting in self.project.meetings:
            for name in meeting.who:
                busy.setdefault(name, []).append(meeting)
        return tuple(
            tuple(self._worktime(worker, term, off, busy) for term in worker.there)
            for worker in self.workers
        )

    @cached_property
    def people(self) -> tuple[WorkTime, ...]:
        """The working time of each worker, by the first of its rows."""
        return tuple(first for first, *_ in self.rows)

    def row(self, worker: int, day: int) -> WorkTime:
        """When a worker works by the row that holds on a day; by the first where none does."""
        rows = self.rows[worker]
        return next((one for one in rows if one.first <= day <= one.last), rows[0])

    @cached_property
    def later(self) -> Mapping[int, tuple[WorkTime, ...]]:
        """The working times of workers with several rows, by the rows after the first."""
        return {worker: times[1:] for worker, times in enumerate(self.rows) if len(times) > 1}

    def _worktime(
        self,
        worker: Resource,
        term: Resource,
        off: dict[str, list[DayOff]],
        busy: dict[str, list[Meeting]],
    ) -> WorkTime:
        names = (worker.name, *worker.groups)
        days = [day for name in names for day in off.get(name, ())]
        meetings = [m for name in names for m in busy.get(name, ()) if takes_all(m, term)]
        since, until = term.available_from, term.available_until
        first = since.toordinal() if since else 0
        last = until.toordinal() if until else datetime.max.toordinal()
        usual = self.named(term.calendar)
        away = _joined(by_shift(usual.week, self._off(days)), _met(meetings))
        away = _joined(away, self._before(usual.week, first))
        if until and (end := early(usual.week, last + 1)):
            last += 1
            away = _joined(away, {last: ((end, DAY),)})
        return replace(usual, off=away, first=first, last=last)

    def _off(self, days: Iterable[DayOff]) -> dict[int, MinuteSpans]:
        """The spans off on each day that can matter."""
        begin = self.project.start.toordinal()
        found: dict[int, list[tuple[int, int]]] = {}
        for off in days:
            hours = spans_of([off.hours]) if off.hours else ((0, DAY),)
            first, last = off.start.toordinal(), off.finish.toordinal()
            for day in range(max(first, begin), min(last, begin + LONGEST) + 1):
                found.setdefault(day, []).extend(hours)
        return {day: union(spans) for day, spans in found.items()}

    @cached_property
    def evenings(self) -> Mapping[int, Evenings]:
        """The evenings of each worker who may work overtime: with a price, a limit and one row."""
        found: dict[object, Evenings] = {}
        edges = frozenset(self._edges())
        most = self.project.settings.overtime_per_day

        def shared(position: int) -> Evenings:
            hours = self.people[position]
            off = frozenset(hours.off.items())
            key = hours.week, id(hours.special), off, hours.first, hours.last
            return found.setdefault(key, Evenings(hours=hours, most=most, edges=edges))

        return {w: shared(w) for w, who in enumerate(self.workers) if who.overtime}

    def _edges(self) -> Iterator[int]:
        """Midnights at which a budget begins or ends."""
        for budget in self.project.budgets:
            if budget.start is not None:
                yield budget.start.toordinal() * DAY
            if budget.finish is not None:
                yield (budget.finish.toordinal() + 1) * DAY

    def usual(self, position: int) -> WorkTime:
        """When a worker works where there is neither leave nor a meeting nor the contract's end."""
        week = self.people[position].week
        return WorkTime(week=week, holidays=self._free(week), off=self._before(week))

    def without_overtime(self) -> Iterable[Resource]:
        """Workers with one row whose hours of overtime can never be planned."""
        first = self.project.start.toordinal()
        for position, worker in enumerate(self.workers):
            if worker.overtime_hours > 0 and not worker.terms:
                late = self.evenings.get(position)
                days = range(first, first + _LOOKED)
                usual = late and replace(late, hours=self.usual(position))
                if not usual or not any(usual.among(days)):
                    yield worker

    def meeting_until(self, worker: int, when: int) -> Meeting | None:
        """A meeting that takes all of a worker right before a moment."""
        who = self.workers[worker]
        return next(
            (
                meeting
                for meeting in self.project.meetings
                if moment(meeting.start) < when <= moment(meeting.finish)
                and not {who.name, *who.groups}.isdisjoint(meeting.who)
                and takes_all(meeting, who)
            ),
            None,
        )

    def meetings_in_part(self) -> Iterable[tuple[int, Meeting]]:
        """Workers and the meetings that take only a part of them."""
        for position, worker in enumerate(self.workers):
            for meeting in self.project.meetings:
                attends = not {worker.name, *worker.groups}.isdisjoint(meeting.who)
                if attends and not takes_all(meeting, worker.on(meeting.start.date())):
                    yield position, meeting


def takes_all(meeting: Meeting, worker: Resource) -> bool:
    """Whether nothing of the worker is left during the meeting."""
    return meeting.units >= worker.max_units


def by_shift(week: Week, off: Mapping[int, MinuteSpans]) -> Mapping[int, MinuteSpans]:
    """Days off of those who have a week: a shift belongs to the day it starts.

    A whole day off takes the shift that starts on it, not that of the day before; hours are taken
    by the clock.
    """
    if not any(early(week, day) for day in range(7)):
        return off
    found: dict[int, MinuteSpans] = {}
    for day, spans in off.items():
        parts = {day: spans}
        if spans == ((0, DAY),):
            parts = {day: ((early(week, day), DAY),), day + 1: ((0, early(week, day + 1)),)}
        for one, some in parts.items():
            found[one] = union((*found.get(one, ()), *some))
    return found


def _met(meetings: Iterable[Meeting]) -> dict[int, MinuteSpans]:
    found: dict[int, list[tuple[int, int]]] = {}
    for meeting in meetings:
        start, finish = moment(meeting.start), moment(meeting.finish)
        for day in range(start // DAY, -(-finish // DAY)):
            span = (max(0, start - day * DAY), min(DAY, finish - day * DAY))
            found.setdefault(day, []).append(span)
    return {day: union(spans) for day, spans in found.items()}


def _joined(
    one: Mapping[int, MinuteSpans], other: Mapping[int, MinuteSpans]
) -> dict[int, MinuteSpans]:
    return {day: union((*one.get(day, ()), *other.get(day, ()))) for day in one.keys() | other}
