"""When the project and everybody in it works."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cached_property

from planner.project import DayOff, Meeting, Project, Resource
from planner.worktime.calendars import (
    DAY,
    Spans,
    Week,
    WorkTime,
    default_days,
    early,
    moment,
    union,
    week_of,
)

LONGEST = 100 * 366
"""Calendar days beyond which a plan is taken for a mistake."""


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
    def special(self) -> Mapping[str, Mapping[int, Spans]]:
        """The days of other hours of each calendar by name; "" is the project's."""
        named = {
            week.name: {day.toordinal(): _spans(spans) for day, spans in week.exceptions.items()}
            for week in self.project.weeks
        }
        return named | {"": next(iter(named.values()), {})}

    @cached_property
    def holidays(self) -> Mapping[int, Spans]:
        """What nobody works."""
        return self._off(day for day in self.project.days_off if not day.who)

    def _free(self, week: Week) -> Mapping[int, Spans]:
        """The holidays of those who have a week; the same object where that makes no difference."""
        if week not in self._known_free:
            self._known_free[week] = by_shift(week, self.holidays)
        return self._known_free[week]

    @cached_property
    def _known_free(self) -> dict[Week, Mapping[int, Spans]]:
        return {}

    def _before(self, week: Week, first: int = 0) -> dict[int, Spans]:
        """What began before the project's start or a person's first day nobody goes on with."""
        start = self.project.start
        days = {first} if start.time() != time() else {first, start.toordinal()}
        return {day: ((0, early(week, day)),) for day in days if day and early(week, day)}

    @cached_property
    def standard(self) -> WorkTime:
        """When the project works."""
        return self.named("")

    def named(self, calendar: str) -> WorkTime:
        """When a named calendar works; the project's where there is none of that name."""
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
        """When each worker works, by each of their rows."""
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
        """When each worker works; who has several rows, by the first of them."""
        return tuple(first for first, *_ in self.rows)

    def row(self, worker: int, day: int) -> WorkTime:
        """When a worker works by the row that holds on a day; by the first where none does."""
        rows = self.rows[worker]
        return next((one for one in rows if one.first <= day <= one.last), rows[0])

    @cached_property
    def later(self) -> Mapping[int, tuple[WorkTime, ...]]:
        """When workers with several rows work by the others."""
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

    def _off(self, days: Iterable[DayOff]) -> dict[int, Spans]:
        """What is off on each day that can matter."""
        begin = self.project.start.toordinal()
        found: dict[int, list[tuple[int, int]]] = {}
        for off in days:
            hours = (0, DAY)
            if off.hours:
                hours = (_minute(off.hours[0]), _minute(off.hours[1]) or DAY)
            first, last = off.start.toordinal(), off.finish.toordinal()
            for day in range(max(first, begin), min(last, begin + LONGEST) + 1):
                found.setdefault(day, []).append(hours)
        return {day: union(spans) for day, spans in found.items()}

    @cached_property
    def overtime(self) -> Mapping[int, WorkTime]:
        """When each worker works who may work overtime: longer at the end of each shift.

        The most hours of a week are shared out evenly over its shifts, in whole quarters of
        an hour, so that no week has more.
        """
        return {
            position: replace(self.people[position], week=_longer(worker, usual))
            for position, worker in enumerate(self.workers)
            if worker.overtime_rate is not None and worker.overtime_hours > 0
            for usual in [self.people[position].week]
        }

    def usual(self, position: int) -> WorkTime:
        """When a worker works where there is neither leave nor a meeting nor the contract's end."""
        week = self.people[position].week
        return WorkTime(week=week, holidays=self._free(week), off=self._before(week))

    def without_overtime(self) -> Iterable[Resource]:
        """Workers who have hours of overtime, none of which can be planned."""
        for position, worker in enumerate(self.workers):
            longer = self.overtime.get(position)
            if worker.overtime_hours > 0 and longer in (None, self.people[position]):
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


def _longer(worker: Resource, week: Week) -> Week:
    """The week with overtime after each shift, up to what comes next or to midnight."""
    last = {day: found for day in range(len(week)) if (found := _shift_end(week, day)) >= 0}
    more = int(worker.overtime_hours * 60 / len(last)) // 15 * 15 if last else 0
    return tuple(
        _lengthened(spans, last[day], more) if day in last else spans
        for day, spans in enumerate(week)
    )


def _shift_end(week: Week, day: int) -> int:
    """The span of a day that ends its work, by position; the start of a night shift does not."""
    spans, following = week[day], week[(day + 1) % len(week)]
    goes_on = bool(spans and following) and spans[-1][1] == DAY and following[0][0] == 0
    return len(spans) - 1 - goes_on


def _lengthened(spans: Spans, at: int, more: int) -> Spans:
    start, end = spans[at]
    limit = spans[at + 1][0] if at + 1 < len(spans) else DAY
    return union((*spans[:at], (start, min(limit, end + more)), *spans[at + 1 :]))


def _spans(hours: Iterable[tuple[time, time]]) -> Spans:
    return union((_minute(start), _minute(finish) or DAY) for start, finish in hours)


def takes_all(meeting: Meeting, worker: Resource) -> bool:
    """Whether nothing of the worker is left during the meeting."""
    return meeting.units >= worker.max_units


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def by_shift(week: Week, off: Mapping[int, Spans]) -> Mapping[int, Spans]:
    """Days off of those who have a week: a shift belongs to the day it starts.

    A whole day off takes the shift that starts on it, not that of the day before; hours are taken
    by the clock.
    """
    if not any(early(week, day) for day in range(7)):
        return off
    found: dict[int, Spans] = {}
    for day, spans in off.items():
        parts = {day: spans}
        if spans == ((0, DAY),):
            parts = {day: ((early(week, day), DAY),), day + 1: ((0, early(week, day + 1)),)}
        for one, some in parts.items():
            found[one] = union((*found.get(one, ()), *some))
    return found


def _met(meetings: Iterable[Meeting]) -> dict[int, Spans]:
    found: dict[int, list[tuple[int, int]]] = {}
    for meeting in meetings:
        start, finish = moment(meeting.start), moment(meeting.finish)
        for day in range(start // DAY, -(-finish // DAY)):
            span = (max(0, start - day * DAY), min(DAY, finish - day * DAY))
            found.setdefault(day, []).append(span)
    return {day: union(spans) for day, spans in found.items()}


def _joined(one: Mapping[int, Spans], other: Mapping[int, Spans]) -> dict[int, Spans]:
    return {day: union((*one.get(day, ()), *other.get(day, ()))) for day in one.keys() | other}
