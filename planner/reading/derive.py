"""Derives blank values from other cells: a duration from a start and a finish."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from planner.language.text import first_few
from planner.phrase import phrase
from planner.project import DayOff, Settings, Task, WorkWeek, end_of
from planner.reading.durations import TimeUnits
from planner.reading.tables import Log
from planner.worktime.moments import DAY, clock_time, midnight, moment
from planner.worktime.shapes import MinuteSpans
from planner.worktime.working_time import WorkTime, spans_of, union, week_of

_MOST_DAYS = 366 * 30
_WEEK = 7
_FEWEST_ACROSS = 2
_TO_ONE = 5
"""This many durations in calendar days outweigh one that counts neither these nor working days."""
_LONGEST_DAY = 12 * 60
"""A working day of more minutes than this consists of several shifts."""


def with_own_day(settings: Settings, weeks: Sequence[WorkWeek], log: Log) -> Settings:
    """Takes the length of a day from the project's calendar, where the settings do not give it.

    That is the most frequent length of its working days, the longest of several.
    """
    if "hours_per_day" in settings.cells or not weeks:
        return settings
    lengths = [sum(b - a for a, b in spans) for spans in week_of(weeks[0].days) if spans]
    usual = max(lengths, key=lambda minutes: (lengths.count(minutes), minutes), default=0)
    if usual == settings.day or not usual:
        return settings
    known = usual <= _LONGEST_DAY
    hours = usual / 60 if known else settings.hours_per_day
    log.add(
        weeks[0].source.issue(
            "day-from-calendar",
            phrase("a day of work is {hours:g} h, as here", hours=hours)
            if known
            else phrase(
                "a day of work is {hours:g} h, not {usual:g} h", hours=hours, usual=usual / 60
            ),
            "calendar",
            severity="info" if known else "warning",
            remedy=phrase("say otherwise with Hours per day in Settings"),
        )
    )
    return replace(settings, hours_per_day=hours)


def worktime_of(week: WorkWeek, days_off: Sequence[DayOff]) -> WorkTime:
    """The working time in which durations are counted that follow from dates."""
    holidays = {
        day: ((0, DAY),)
        for off in days_off
        if not off.who
        for day in range(off.start.toordinal(), off.finish.toordinal() + 1)
    }
    special = {day.toordinal(): spans_of(spans) for day, spans in week.exceptions.items()}
    return WorkTime(week=week_of(week.days), holidays=holidays, special=special)


def with_worked_days(
    week: WorkWeek, tasks: Sequence[Task], days_off: Sequence[DayOff], log: Log
) -> WorkWeek:
    """Adds to the usual week the times outside it at which tasks with fixed dates lie.

    An example is an event on a Saturday or in the evening, where no sheet gives working times. A
    task in a link does not keep its dates.
    """
    linked = {task.id for task in tasks if task.dependencies}
    linked |= {link.task for task in tasks for link in task.dependencies}
    worked = worktime_of(week, days_off)
    hours = max(week_of(week.days), key=len)
    found: dict[int, tuple[Task, MinuteSpans]] = {}
    for task in tasks:
        if task.summary or task.calendar or task.id in linked:
            continue
        for day, spans in _outside(task, worked, hours):
            before = found[day][1] if day in found else worked.usual(day)
            found[day] = task, union((*before, *spans))
    if not found:
        return week
    message = phrase(
        "nobody would work then, where tasks lie that keep their dates: {tasks}; the hours they "
        "need on {days} are planned as working time",
        days=", ".join(f"{date.fromordinal(day):%Y-%m-%d}" for day in sorted(found)),
        tasks=", ".join(dict.fromkeys(task.title for task, _ in found.values())),
    )
    remedy = phrase("add a sheet Calendars that says when work is done")
    first = found[min(found)][0].source
    log.add(first.issue("worked-days", message, "start", severity="warning", remedy=remedy))
    special = {
        date.fromordinal(day): tuple((clock_time(start), clock_time(end)) for start, end in spans)
        for day, (_, spans) in sorted(found.items())
    }
    return replace(week, exceptions={**week.exceptions, **special})


def _outside(task: Task, worked: WorkTime, hours: MinuteSpans) -> Iterator[tuple[int, MinuteSpans]]:
    """The days and spans outside the working time in which a task lies.

    Whole days off get the usual hours. Where the task has times within a day, and begins or ends
    outside the hours, it is the span between them. A task without a finish lies on as many days as
    it takes.
    """
    start, finish = task.current_start, task.current_finish
    if start is not None and finish is None and task.duration:
        taken = -(-task.duration // sum(end - begin for begin, end in hours))
        start = datetime.combine(start, time())
        finish = start + timedelta(days=taken - 1)
    if start is None or finish is None or finish < start:
        return
    first, last = start.toordinal(), finish.toordinal()
    if first == last and start.time() != time() and finish.time() != time():
        begin, end = moment(start) - first * DAY, moment(finish) - first * DAY
        inside = any(a <= begin < b for a, b in worked.usual(first))
        if not inside or not any(a < end <= b for a, b in worked.usual(first)):
            yield first, ((begin, end),)
    elif last - first <= _WEEK:
        days = range(first, last + 1)
        if not any(day in worked.holidays or worked.usual(day) for day in days):
            yield from ((day, hours) for day in days)


def with_durations(
    tasks: Sequence[Task], week: WorkWeek, days_off: Sequence[DayOff], clock: TimeUnits, log: Log
) -> tuple[Task, ...]:
    """Gives tasks without duration and work the working time between their start and finish.

    Where that is none, as on a weekend, each of these days counts as a working day.
    """
    worktime = worktime_of(week, days_off)
    found: list[Task] = []
    derived: list[Task] = []
    resting: list[Task] = []
    for task in tasks:
        minutes = None
        if task.duration is None and not (task.work or task.summary or task.spans):
            minutes = time_between(task, worktime)
            if minutes is None and 0 < (days := _all_days(task, clock)) <= _MOST_DAYS * clock.day:
                minutes = round(days)
                resting.append(task)
            elif minutes is not None:
                derived.append(task)
        found.append(task if minutes is None else replace(task, duration=minutes))
    _say_durations(derived, resting, log)
    return tuple(found)


def _say_durations(derived: Sequence[Task], resting: Sequence[Task], log: Log) -> None:
    """Notes how many durations come from dates; `resting` lie where nobody works."""
    if resting:
        log.add(
            resting[0].source.issue(
                "dates-without-work",
                phrase(
                    "nobody works between the start and the finish of {resting} tasks: "
                    "{tasks}; as many days of work are planned",
                    resting=len(resting),
                    tasks=", ".join(task.id for task in resting),
                ),
                "start",
                severity="warning",
                remedy=phrase("write a Duration, or a calendar in which these days are worked"),
            )
        )
    if derived:
        log.add(
            derived[0].source.issue(
                "duration-from-dates",
                phrase(
                    "tasks without a duration take the working time from their start to "
                    "their finish; there are {derived}",
                    derived=len(derived),
                ),
                "duration" if "duration" in derived[0].source.columns else "name",
                severity="info",
            )
        )


def in_working_time(
    tasks: Sequence[Task], week: WorkWeek, days_off: Sequence[DayOff], clock: TimeUnits, log: Log
) -> tuple[Task, ...]:
    """Replaces durations in calendar days by the working time between start and finish.

    Many templates fill in finish − start, with or without the first day, weekends included. The
    rows with a weekend or holiday in between decide: nearly all of them must count so.
    """
    worktime = worktime_of(week, days_off)
    if counted := _from_differences(tasks, worktime, clock, log):
        return counted
    if counted := _from_whole_weeks(tasks, worktime, clock, log):
        return counted
    found: dict[str, int] = {}
    others = 0
    for task in tasks:
        minutes = None if task.summary or not task.duration else time_between(task, worktime)
        if minutes is None or task.duration is None or minutes == task.duration:
            continue
        if task.duration not in (_all_days(task, clock), _all_days(task, clock) - clock.day):
            others += 1
            if others * _TO_ONE > len(tasks):
                break
            continue
        found[task.id] = minutes
    if others * _TO_ONE > len(found):
        return tuple(tasks)
    across = [task for task in tasks if found.get(task.id, task.duration) != task.duration]
    if sum(1 for task in across if found[task.id] < _all_days(task, clock)) < _FEWEST_ACROSS:
        return tuple(tasks)
    log.add(
        across[0].source.issue(
            "calendar-days",
            phrase(
                "{across} durations count all days from start to finish, weekends "
                "included; the working time between these dates is planned instead",
                across=len(across),
            ),
            "duration",
            severity="warning",
            remedy=phrase("write working days, or clear the column"),
        )
    )
    return tuple(replace(t, duration=found[t.id]) if t.id in found else t for t in tasks)


def say_longer(
    tasks: Sequence[Task], week: WorkWeek, days_off: Sequence[DayOff], clock: TimeUnits, log: Log
) -> None:
    """Notes durations that do not fit between start and finish, which move the finish."""
    worktime = worktime_of(week, days_off)
    longer: list[Task] = []
    for task in tasks:
        if task.summary or not task.duration or task.current_finish is None or task.calendar:
            continue
        minutes = time_between(task, worktime)
        if minutes and task.duration - minutes >= clock.day / 2:
            longer.append(task)
    if not longer:
        return
    named = first_few([task.id for task in longer], _SHOWN)
    message = phrase(
        "durations that are longer than the working time from start to finish are planned as they "
        "are, so that these tasks end later than their finish says; tasks: {tasks}",
        tasks=named,
    )
    remedy = phrase("correct one of them, or clear the column of durations")
    log.add(
        longer[0].source.issue(
            "longer-than-dates", message, "duration", severity="warning", remedy=remedy
        )
    )


_SHOWN = 8


def _from_differences(
    tasks: Sequence[Task], worktime: WorkTime, clock: TimeUnits, log: Log
) -> tuple[Task, ...]:
    """Replaces durations that all are finish − start, 0 within a day, by the time in between.

    () if some are not, if too few tell, or if tasks start on the days on which others end.
    """
    dated = [
        t for t in tasks if not t.summary and t.duration is not None and _all_days(t, clock) > 0
    ]
    longer = [task for task in dated if task.duration]
    if len(longer) < _FEWEST_LONGER or len(longer) == len(dated):
        return ()
    found: dict[str, int] = {}
    for task in dated:
        minutes = time_between(task, worktime)
        if minutes is None or task.duration not in (
            _all_days(task, clock) - clock.day,
            minutes - clock.day,
        ):
            return ()
        found[task.id] = minutes
    starts = {task.current_start for task in longer}
    if any(task.current_finish in starts for task in longer):
        return ()
    message = phrase(
        "{count} durations are the finish minus the start, 0 within a day; the working time from "
        "start to finish is planned instead",
        count=len(found),
    )
    remedy = phrase("count the first day too, or clear the column")
    issue = dated[0].source.issue(
        "calendar-days", message, "duration", severity="warning", remedy=remedy
    )
    log.add(issue)
    return tuple(replace(t, duration=found[t.id]) if t.id in found else t for t in tasks)


_FEWEST_LONGER = 3


def _from_whole_weeks(
    tasks: Sequence[Task], worktime: WorkTime, clock: TimeUnits, log: Log
) -> tuple[Task, ...]:
    """Replaces durations that are the weeks in which tasks lie, rounded up, by the time in between.

    () if one is not, or if hardly any is longer than the time from its start to its finish.
    """
    dated = [t for t in tasks if not t.summary and t.duration and _all_days(t, clock) > 0]
    rounded = [
        task.duration
        in (_weeks_of(task, touched=False) * clock.week, _weeks_of(task, touched=True) * clock.week)
        for task in dated
    ]
    if not rounded or not all(rounded):
        return ()
    found = {task.id: time_between(task, worktime) for task in dated}
    longer = [t for t in dated if t.duration and 0 < (found[t.id] or 0) < t.duration]
    if len(longer) < _FEWEST_ACROSS or len(dated) < _FEWEST_LONGER:
        return ()
    message = phrase(
        "{count} durations are the weeks from start to finish, rounded up; the working time "
        "between these dates is planned instead",
        count=len(dated),
    )
    remedy = phrase("write shares of weeks, or clear the column")
    issue = longer[0].source.issue(
        "weeks-rounded-up", message, "duration", severity="warning", remedy=remedy
    )
    log.add(issue)
    return tuple(replace(t, duration=found[t.id]) if found.get(t.id) else t for t in tasks)


def _weeks_of(task: Task, *, touched: bool) -> int:
    """The weeks that hold all days of a task; with `touched` those from Monday on with one."""
    start, finish = task.current_start, task.current_finish
    if start is None or finish is None:
        return 0
    before = start.weekday() if touched else 0
    return -(-((finish.date() - start.date()).days + 1 + before) // _WEEK)


def _all_days(task: Task, clock: TimeUnits) -> float:
    """The calendar days from start to finish, each as the working minutes of a day."""
    start = task.current_start or task.baseline_start
    finish = task.current_finish or task.baseline_finish
    if start is None or finish is None:
        return -1
    return ((finish.date() - start.date()).days + 1) * clock.day


def time_between(task: Task, worktime: WorkTime) -> int | None:
    """Working minutes from a task's start to its finish; None if one is missing or out of order."""
    start = task.current_start or task.baseline_start
    finish = task.current_finish or task.baseline_finish
    if start is None or finish is None or finish < start:
        return None
    if start == finish and start.time() != time():
        return 0
    first, last = moment(start), moment(end_of(finish))
    if (last - first) // DAY > _MOST_DAYS:
        return None
    total = 0
    for day in range(start.toordinal(), finish.toordinal() + 1):
        begin = midnight(datetime.fromordinal(day))
        for opens, closes in worktime.on(day):
            total += max(0, min(begin + closes, last) - max(begin + opens, first))
    return total or None
