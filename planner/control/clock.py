"""The project's working time as a clock: how much of it has passed at a moment, and back."""

from bisect import bisect_left
from dataclasses import replace
from datetime import datetime

from planner.project import Project
from planner.translate.times import Times
from planner.worktime.calendars import DAY, WorkTime, moment, stamp

_MOST_DAYS = 366 * 100


class WorkClock:
    """Working minutes since the beginning of a day."""

    def __init__(self, worktime: WorkTime, origin: datetime) -> None:
        self._worktime = worktime
        self._first = origin.toordinal()
        self._before = [0]
        """Minutes worked before each day from the first on; as many days as were asked for."""

    def at(self, when: datetime) -> int:
        """Working minutes from the first day's midnight to a moment; none before it."""
        minute = moment(when)
        day = minute // DAY - self._first
        if day < 0:
            return 0
        self._reach(day)
        inside = minute % DAY
        spans = self._worktime.on(self._first + day)
        return self._before[day] + sum(max(0, min(end, inside) - begin) for begin, end in spans)

    def worked(self, start: datetime, finish: datetime) -> int:
        """Working minutes between two moments."""
        return max(0, self.at(finish) - self.at(start))

    def when(self, minutes: float) -> datetime:
        """The first moment by which so many minutes have been worked."""
        left = round(minutes)
        day = len(self._before) - 1
        while self._before[-1] < left and day < _MOST_DAYS:
            day += 1
            self._reach(day)
        day = max(bisect_left(self._before, left) - 1, 0)
        left -= self._before[day]
        for begin, end in self._worktime.on(self._first + day):
            if left <= end - begin:
                return stamp((self._first + day) * DAY + begin + left)
            left -= end - begin
        return stamp((self._first + day) * DAY)

    def after(self, start: datetime, minutes: float) -> datetime:
        """When so many minutes of work begun at a moment are done."""
        return self.when(self.at(start) + minutes) if minutes else start

    def _reach(self, day: int) -> None:
        """Count up to the beginning of a day."""
        while len(self._before) <= day:
            spans = self._worktime.on(self._first + len(self._before) - 1)
            self._before.append(self._before[-1] + sum(end - begin for begin, end in spans))


def project_clock(project: Project, origin: datetime) -> WorkClock:
    """The clock of a project's own calendar from a day on, which may lie before its start."""
    origin = min(origin, project.start)
    return WorkClock(Times(project=replace(project, start=origin), workers=()).standard, origin)
