"""What follows from other cells where one is blank: a duration from a start and a finish."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from planner.calendars import DAY, WorkTime, midnight, moment, week_of
from planner.project import DayOff, Task, WorkWeek
from planner.workbook.tables import Log

_MOST_DAYS = 366 * 30


def with_durations(
    tasks: Sequence[Task], week: WorkWeek, days_off: Sequence[DayOff], log: Log
) -> tuple[Task, ...]:
    """Tasks without duration and work take the working time between their start and finish."""
    holidays = {
        day: ((0, DAY),)
        for off in days_off
        if not off.who
        for day in range(off.start.toordinal(), off.finish.toordinal() + 1)
    }
    worktime = WorkTime(week=week_of(week.days), holidays=holidays)
    found: list[Task] = []
    derived: list[Task] = []
    for task in tasks:
        minutes = None
        if task.duration is None and not task.work and not task.summary:
            minutes = _between(task, worktime)
        found.append(task if minutes is None else replace(task, duration=minutes))
        derived += [task] if minutes is not None else []
    if derived:
        log.add(
            derived[0].source.issue(
                "duration-from-dates",
                f"{len(derived)} tasks without a duration take the working time from their start "
                "to their finish",
                "duration" if "duration" in derived[0].source.columns else "name",
                severity="info",
            )
        )
    return tuple(found)


def _between(task: Task, worktime: WorkTime) -> int | None:
    """Working minutes from a task's start to its finish, if both are known and make sense."""
    start = task.current_start or task.baseline_start
    finish = task.current_finish or task.baseline_finish
    if start is None or finish is None or finish < start:
        return None
    if start == finish and start.time() != time():
        return 0
    first, last = moment(start), _end(finish)
    if (last - first) // DAY > _MOST_DAYS:
        return None
    total = 0
    for day in range(start.toordinal(), finish.toordinal() + 1):
        begin = midnight(datetime.fromordinal(day))
        for opens, closes in worktime.on(day):
            total += max(0, min(begin + closes, last) - max(begin + opens, first))
    return total or None


def _end(finish: datetime) -> int:
    """The moment of a finish; a date without a time is the end of that day."""
    return moment(finish) + (DAY if finish.time() == time() else 0)
