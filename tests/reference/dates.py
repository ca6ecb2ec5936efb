"""What dates mean for those who do a task."""

from collections.abc import Sequence
from typing import Protocol

from tests.reference.clock import DAY, Clock, dated
from tests.reference.crews import Crew, is_event
from tests.reference.spec import HardDate, Spec, Task, When


class Placed(Protocol):
    """A task in time."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Dates:
    """What dates mean for those who do a task."""

    def __init__(self, spec: Spec, clock: Clock) -> None:
        self.spec, self.clock = spec, clock

    def start(self, crew: Crew, when: When) -> int:
        """A date means the earliest start of that day's work of the people who do the task; where
        they do not work, the next time they do. A milestone stays on the very date.
        """
        day, instant = dated(when)
        if is_event(crew):
            if instant is not None:
                return instant
            opens = self.clock.project.day_start(day)
            return day * DAY if opens is None else opens
        if instant is not None:
            starts = [time.next_start(instant) for time in crew.times]
        else:
            starts = [p.start for time in crew.times for p in time.pieces if p.day >= day]
        return min((s for s in starts if s is not None), default=self.clock.end + DAY)

    def finish(self, crew: Crew, when: When, *, exactly: bool = False) -> int:
        """A date means the latest end of that day's work of the people who do the task; where
        they do not work, their last end before it, or for what must finish exactly then that of
        the next day that they work.
        """
        day, instant = dated(when)
        if is_event(crew):
            if instant is not None:
                return instant
            closes = self.clock.project.day_end(day)
            return (day + 1) * DAY if closes is None else closes
        if instant is not None:
            ends = [time.last_end(instant) for time in crew.times]
        else:
            pieces = [p for time in crew.times for p in time.pieces]
            if exactly:
                day = min((p.day for p in pieces if p.day >= day), default=day)
            ends = [p.end for p in pieces if p.day <= day]
        return max((e for e in ends if e is not None), default=self.clock.begin - DAY)

    def allow(self, task: Task, crew: Crew, option: Placed) -> bool:
        """Whether a start keeps the dates of the task, and those of its phases that all keep."""
        if option.start < self.start(crew, self.spec.settings.start):
            return False
        for row in (task, *self.spec.above(task)):
            for when in (row.earliest_start, row.blocked_until):
                if when and option.start < self.start(crew, when):
                    return False
            for rule in row.dates:
                if (row is task or rule.kind in ("SNET", "FNLT")) and not self.keeps(
                    crew, option, rule
                ):
                    return False
        return True

    def keeps(self, crew: Crew, option: Placed, rule: HardDate) -> bool:
        """Whether an option keeps a hard date."""
        if rule.kind in ("SNET", "SNLT", "MSO"):
            at, event = self.start(crew, rule.when), option.start
        else:
            exactly = rule.kind == "MFO"
            at, event = self.finish(crew, rule.when, exactly=exactly), option.end
        if rule.kind in ("MSO", "MFO"):
            return event == at
        return event >= at if rule.kind in ("SNET", "FNET") else event <= at

    def late(self, crew: Crew, option: Placed, deadline: When) -> int:
        """Lateness is the project's working time from the deadline to the finish.

        A deadline without a time is the end of that day's work of those who do the task, or if
        they do not work on it the end of the day.
        """
        day, due = dated(deadline)
        if due is None:
            ends = [p.end for time in crew.times for p in time.pieces if p.day == day]
            due = max(ends, default=(day + 1) * DAY)
        return max(0, self.clock.project.worked(option.end) - self.clock.project.worked(due))


def dates_of(task: Task) -> Sequence[When]:
    """Every date of a task."""
    fixed = (task.earliest_start, task.blocked_until, task.deadline)
    return [*(when for when in fixed if when), *(rule.when for rule in task.dates)]
