"""How long tasks run by the working time of those who do them."""

from collections.abc import Sequence
from functools import cache

from planner.project import Task
from planner.translate.times import Times
from planner.worktime.clock import WorkClock, clipped
from planner.worktime.shapes import MinuteSpans


class OwnClocks:
    """The clocks of calendars and people, between two days, ordinals, both included."""

    def __init__(self, times: Times, first: int, last: int) -> None:
        self._times, self._days = times, (first, last)
        self._of_calendar = cache(self._calendar)
        self._of_person = cache(self._person)

    def _calendar(self, name: str) -> WorkClock:
        return WorkClock(self._times.named(name), *self._days)

    def _person(self, who: int, calendar: str) -> WorkClock:
        return WorkClock(_Rows(self._times, who, calendar), *self._days)

    def worked(self, at: int) -> int:
        """Working minutes of the project before a moment."""
        return self._of_calendar("").worked(at)

    def runs(
        self, task: Task, people: Sequence[tuple[int, float]]
    ) -> Sequence[tuple[WorkClock, int]]:
        """The clocks by which a task runs, each with its minutes; () where nothing gives them.

        `people` are positions and units. A duration runs by the task's calendar, work by the time
        of each person.
        """
        if task.milestone or task.duration is not None:
            return ((self._of_calendar(task.calendar), task.duration or 0),)
        if not task.work:
            return ()
        whole = sum(units for _, units in people)
        if not whole:
            seats = sum(need.count * need.units for need in task.needs) or 1
            return ((self._of_calendar(task.calendar), round(task.work / seats)),)
        minutes = round(task.work / whole)
        return tuple((self._of_person(who, task.calendar), minutes) for who, _ in people)

    def all_runs(
        self, task: Task, people: Sequence[tuple[int, float]]
    ) -> Sequence[tuple[WorkClock, int]]:
        """As `runs`, and for a duration the clock of each person too, who has to work all of it."""
        found = self.runs(task, people)
        if not task.duration:
            return found
        own = ((self._of_person(who, task.calendar), task.duration) for who, _ in people)
        return (*found, *own)


class _Rows:
    """When somebody works, by all rows of the sheet of people, within a calendar if it is named."""

    def __init__(self, times: Times, who: int, calendar: str) -> None:
        self._times, self._who = times, who
        self._within = times.named(calendar) if calendar else None

    def on(self, day: int) -> MinuteSpans:
        """The spans worked on a day."""
        spans = self._times.row(self._who, day).on(day)
        if self._within is None:
            return spans
        own = self._within.on(day)
        return tuple(part for start, end in own for part in clipped(spans, start, end))


def finish_of(runs: Sequence[tuple[WorkClock, int]], start: int) -> int:
    """When a task that begins at a moment is done; the moment itself where nothing says it."""
    return max((clock.when(clock.worked(start) + n) for clock, n in runs if n), default=start)


def start_of(runs: Sequence[tuple[WorkClock, int]], finish: int) -> int:
    """When a task that is done at a moment has begun at the latest."""
    return min((clock.when(clock.worked(finish) - n) for clock, n in runs if n), default=finish)


def fits(runs: Sequence[tuple[WorkClock, int]], start: int, finish: int) -> bool:
    """Whether a task can be done between two moments."""
    return all(clock.worked(start) + n <= clock.worked(finish) for clock, n in runs)
