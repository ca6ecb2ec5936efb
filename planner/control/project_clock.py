"""The project's working time as a clock: how much of it has passed at a moment, and back."""

from dataclasses import replace
from datetime import datetime

from planner.project import Project, Task
from planner.translate.times import Times
from planner.worktime.clock import WorkClock
from planner.worktime.moments import DAY, moment, stamp
from planner.worktime.named import worktimes
from planner.worktime.working_time import WorkTime

_DAYS = 120
"""Days laid out at first; when more are needed, twice as many."""
_MOST_DAYS = 366 * 100


class ProjectClock:
    """Working minutes since the beginning of a day, in dates."""

    def __init__(self, worktime: WorkTime, origin: datetime) -> None:
        self._worktime = worktime
        self._first = origin.toordinal()
        self._days = 0
        self._reach(self._first + _DAYS)

    def at(self, when: datetime) -> int:
        """Working minutes from the first day's midnight to a moment; none before it."""
        minute = moment(when)
        self._reach(minute // DAY)
        return self._clock.worked(minute)

    def worked(self, start: datetime, finish: datetime) -> int:
        """Working minutes between two moments."""
        return max(0, self.at(finish) - self.at(start))

    def when(self, minutes: float) -> datetime:
        """The first moment by which a number of minutes has been worked."""
        left = round(minutes)
        while self._clock.total < left and self._days < _MOST_DAYS:
            self._reach(self._first + 2 * self._days)
        return stamp(self._clock.when(left) or self._first * DAY)

    def after(self, start: datetime, minutes: float) -> datetime:
        """The moment at which an amount of work is done that begins at a moment."""
        return self.when(self.at(start) + minutes) if minutes else start

    def _reach(self, day: int) -> None:
        """Lay out the days up to one, an ordinal."""
        if day >= self._first + self._days:
            self._days = min(max(2 * self._days, day - self._first + 1), _MOST_DAYS)
            last = min(self._first + self._days, datetime.max.toordinal())
            self._clock = WorkClock(self._worktime, self._first, last)


def task_clock(project: Project, task: Task, origin: datetime) -> ProjectClock:
    """The clock of the calendar on which a task without people runs, from a day on."""
    if not task.calendar:
        return project_clock(project, origin)
    times = worktimes(project)
    return ProjectClock(times.get(task.calendar, times[""]), min(origin, project.start))


def project_clock(project: Project, origin: datetime) -> ProjectClock:
    """The clock of a project's own calendar from a day on, which may lie before its start."""
    origin = min(origin, project.start)
    times = Times(project=replace(project, start=origin), workers=())
    return ProjectClock(times.standard, origin)
