"""The calendars of a plan as MS Project knows them: base calendars, and one of each resource."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from xml.etree.ElementTree import Element

from planner.export.html_markup import add, day_moment
from planner.plan import Plan
from planner.project import Resource
from planner.translate.times import Times
from planner.worktime.moments import DAY
from planner.worktime.shapes import MinuteSpans
from planner.worktime.working_time import WorkTime

_AFTER = timedelta(days=370)
_MOST_DAYS = 10 * 366
_Days = list[tuple[date, date, MinuteSpans]]
"""First day, last day, and the hours worked on each of them."""


@dataclass(frozen=True, kw_only=True)
class Worktimes:
    """The working time of everybody, with the number of its calendar in the file."""

    plan: Plan

    @cached_property
    def workers(self) -> tuple[Resource, ...]:
        """People and machines."""
        return tuple(one for one in self.plan.project.resources if one.kind != "material")

    @cached_property
    def times(self) -> Times:
        """The working times of the project and of everybody."""
        return Times(project=self.plan.project, workers=self.workers)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The named calendars, the project's first."""
        named = tuple(week.name for week in self.plan.project.weeks)
        return named or ("Standard",)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Number of each named calendar; of the project's also by ""."""
        found = {name: number for number, name in enumerate(self.names, 1)}
        return found | {"": 1}

    @cached_property
    def own(self) -> Mapping[str, int]:
        """Number of each worker's own calendar."""
        first = len(self.names) + 1
        return {one.name: first + number for number, one in enumerate(self.workers)}

    @cached_property
    def of(self) -> Mapping[str, WorkTime]:
        """The working time of each worker."""
        return dict(zip((one.name for one in self.workers), self.times.people, strict=True))

    def base(self, resource: Resource) -> str:
        """The calendar a worker's own is derived from."""
        return resource.calendar if resource.calendar in self.numbers else ""

    @cached_property
    def days(self) -> range:
        """The days that matter: from before the start to a year after the finish."""
        first = self.plan.start.date() - timedelta(days=31)
        last = self.plan.finish.date() + _AFTER
        return range(first.toordinal(), min(last.toordinal(), first.toordinal() + _MOST_DAYS))


def write_calendars(root: Element, worktimes: Worktimes) -> None:
    """Adds the calendars to the document."""
    calendars = add(root, "Calendars")
    project = worktimes.plan.project
    names = _holidays(worktimes)
    for name in worktimes.names:
        worktime = worktimes.times.named(name if project.weeks else "")
        element = add(calendars, "Calendar")
        add(element, "UID", worktimes.numbers[name])
        add(element, "Name", name)
        add(element, "IsBaseCalendar", 1)
        add(element, "BaseCalendarUID", -1)
        _write_week(element, worktime)
        _write_exceptions(element, _exceptions(worktimes, worktime), names)
    for one in worktimes.workers:
        base = worktimes.times.named(worktimes.base(one))
        element = add(calendars, "Calendar")
        add(element, "UID", worktimes.own[one.name])
        add(element, "Name", one.name)
        add(element, "IsBaseCalendar", 0)
        add(element, "BaseCalendarUID", worktimes.numbers[worktimes.base(one)])
        away = _exceptions(worktimes, worktimes.of[one.name], base)
        _write_exceptions(element, away, _leave(worktimes, one))


def _exceptions(worktimes: Worktimes, worktime: WorkTime, base: WorkTime | None = None) -> _Days:
    """Days on which other hours are worked than in the usual week, or than on a base calendar."""
    found: _Days = []
    for day in worktimes.days:
        hours = worktime.on(day)
        usual = base.on(day) if base else worktime.week[(day - 1) % 7]
        if hours == usual:
            continue
        here = date.fromordinal(day)
        last = found[-1] if found else None
        if last and last[1].toordinal() == day - 1 and last[2] == hours:
            found[-1] = (last[0], here, hours)
        else:
            found.append((here, here, hours))
    return found


def _holidays(worktimes: Worktimes) -> Mapping[date, str]:
    return {
        day.start: day.name for day in worktimes.plan.project.days_off if not day.who and day.name
    }


def _leave(worktimes: Worktimes, one: Resource) -> Mapping[date, str]:
    names = (one.name, *one.groups)
    days = worktimes.plan.project.days_off
    return {day.start: day.name for day in days if day.who in names and day.name}


def _write_week(element: Element, worktime: WorkTime) -> None:
    days = add(element, "WeekDays")
    for number in range(1, 8):  # 1 is Sunday
        spans = worktime.week[(number + 5) % 7]
        day = add(days, "WeekDay")
        add(day, "DayType", number)
        add(day, "DayWorking", 1 if spans else 0)
        _write_hours(day, spans)


def _write_exceptions(element: Element, days: _Days, names: Mapping[date, str]) -> None:
    if not days:
        return
    exceptions = add(element, "Exceptions")
    for first, last, spans in days:
        one = add(exceptions, "Exception")
        add(one, "EnteredByOccurrences", 0)
        period = add(one, "TimePeriod")
        add(period, "FromDate", day_moment(first))
        add(period, "ToDate", day_moment(last, end=True))
        add(one, "Occurrences", (last - first).days + 1)
        add(one, "Name", names.get(first, ""))
        add(one, "Type", 1)
        add(one, "DayWorking", 1 if spans else 0)
        _write_hours(one, spans)


def _write_hours(element: Element, spans: MinuteSpans) -> None:
    if not spans:
        return
    times = add(element, "WorkingTimes")
    for start, finish in spans:
        one = add(times, "WorkingTime")
        add(one, "FromTime", _clock(start))
        add(one, "ToTime", _clock(finish))


def _clock(minute: int) -> str:
    return f"{minute % DAY // 60:02}:{minute % 60:02}:00"


def day_hours(worktimes: Worktimes) -> Iterator[datetime]:
    """The usual first and last moment of a working day of the project."""
    week = worktimes.times.standard.week
    spans = next((spans for spans in week if spans), ((480, 1020),))
    for minute in (spans[0][0], spans[-1][1]):
        yield datetime(2000, 1, 1, minute % DAY // 60, minute % 60)
