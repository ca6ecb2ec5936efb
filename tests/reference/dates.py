"""What dates mean for those who do a task."""

from collections.abc import Sequence
from typing import Protocol

from tests.reference.clock import DAY, Clock, Piece, dated
from tests.reference.crews import Crew, is_event
from tests.reference.overtime import Overtime
from tests.reference.spec import HardDate, Spec, Task, When


class Placed(Protocol):
    """A task in time."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def overtime(self) -> tuple[tuple[str, int, int], ...]: ...


class Dates:
    """What dates mean for those who do a task."""

    def __init__(self, spec: Spec, clock: Clock) -> None:
        self.spec, self.clock, self.extra = spec, clock, Overtime(spec, clock)

    def evenings(self, task: Task, crew: Crew) -> list[Piece]:
        """When the people of a task may work overtime on it."""
        return [p for turn in crew.turns for p in self.extra.evenings(task, crew, turn)]

    def start(self, crew: Crew, when: When, evenings: Sequence[Piece] = ()) -> int:
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
            starts += [max(p.start, instant) for p in evenings if p.end > instant]
        else:
            starts = [p.start for time in crew.times for p in time.pieces if p.day >= day]
        return min((s for s in starts if s is not None), default=self.clock.end + DAY)

    def finish(
        self, crew: Crew, when: When, evenings: Sequence[Piece] = (), *, exactly: bool = False
    ) -> int:
        """A date means the latest end of that day's work of the people who do the task; where
        they do not work, their last end before it, or for what must finish exactly then that of
        the next day that they work. Evenings are part of the day before them.
        """
        day, instant = dated(when)
        if is_event(crew):
            if instant is not None:
                return instant
            closes = self.clock.project.day_end(day)
            return (day + 1) * DAY if closes is None else closes
        if instant is not None:
            ends = [time.last_end(instant) for time in crew.times]
            ends += [min(p.end, instant) for p in evenings if p.start < instant]
        else:
            pieces = [*(p for time in crew.times for p in time.pieces), *evenings]
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
                late = self.evenings(task, crew) if option.overtime else []
                if when and option.start < self.start(crew, when, late):
                    return False
            for rule in row.dates:
                if (row is task or rule.kind in ("SNET", "FNLT")) and not self.keeps(
                    task, crew, option, rule
                ):
                    return False
        return True

    def keeps(self, task: Task, crew: Crew, option: Placed, rule: HardDate) -> bool:
        """Whether an option keeps a hard date.

        With overtime a day's work ends with its last shift for what is not to end before it, with
        the evening for what is to end by it.
        """
        evenings = self.evenings(task, crew) if option.overtime else []
        timed = dated(rule.when)[1] is not None
        if rule.kind in ("SNET", "SNLT", "MSO"):
            low = high = self.start(crew, rule.when, evenings)
            if rule.kind == "SNLT" and not is_event(crew) and self._day_off(crew, rule.when):
                high = dated(rule.when)[0] * DAY - 1
            event = option.start
        else:
            exactly = rule.kind == "MFO"
            low = self.finish(crew, rule.when, evenings if timed else (), exactly=exactly)
            high = self.finish(crew, rule.when, evenings, exactly=exactly)
            event = option.end
        if rule.kind in ("MSO", "MFO"):
            return low <= event <= high
        return event >= low if rule.kind in ("SNET", "FNET") else event <= high

    def _day_off(self, crew: Crew, when: When) -> bool:
        """Whether none of them works on a day that is meant as a whole: by then is before it."""
        day, instant = dated(when)
        return instant is None and not any(p.day == day for t in crew.times for p in t.pieces)

    def late(self, task: Task, crew: Crew, option: Placed, deadline: When) -> int:
        """Lateness is the project's working time from the deadline to the finish.

        A deadline without a time is the end of that day's work of those who do the task, or if
        they do not work on it the end of the day.
        """
        day, due = dated(deadline)
        if due is None:
            ends = [p.end for time in crew.times for p in time.pieces if p.day == day]
            ends += [p.end for p in self.evenings(task, crew) if p.day == day]
            due = max(ends, default=(day + 1) * DAY)
        return max(0, self.clock.project.worked(option.end) - self.clock.project.worked(due))


def dates_of(task: Task) -> Sequence[When]:
    """Every date of a task."""
    fixed = (task.earliest_start, task.blocked_until, task.deadline)
    return [*(when for when in fixed if when), *(rule.when for rule in task.dates)]
