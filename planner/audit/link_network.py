"""The links of a dated plan: which of them its dates break, and how much float they leave.

Events are placed on the project's working time. The backward pass keeps the last finish and all
hard dates and deadlines (critical path method, Kelley & Walker 1959).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from planner.audit.dated import Dated, DatedPlan
from planner.audit.dated_links import DatedEvent, DatedLink
from planner.audit.within_days import within_days
from planner.project import Constraint, Dependency, Lag, Task, Unit, end_of
from planner.worktime.moments import DAY, moment

_LATEST_FINISH = (Constraint.FNLT, Constraint.MFO)
_LATEST_START = (Constraint.SNLT, Constraint.MSO)


class ScheduleNetwork:
    """The links of a schedule, and its total float."""

    def __init__(self, schedule: DatedPlan) -> None:
        self.schedule, self.clock = schedule, schedule.clock
        self._by_id = schedule.by_id
        self._below: dict[str, list[Dated]] = defaultdict(list)
        parents = {task.id: task.parent for task in schedule.project.tasks}
        for one in schedule.dated:
            above, seen = one.task.parent, set[str]()
            while above and above not in seen:
                seen.add(above)
                self._below[above].append(one)
                above = parents.get(above, "")
        self.links = within_days(tuple(self._links()), schedule.clocks, self.of, self._due_from)

    def _links(self) -> Iterator[DatedLink]:
        for task in self.schedule.project.tasks:
            for dependency in task.dependencies:
                first = self._event(dependency.task, dependency.kind[0])
                second = self._event(task.id, dependency.kind[1])
                if first is not None and second is not None:
                    yield self._link(task, dependency, first, second)

    def _event(self, name: str, letter: str) -> DatedEvent | None:
        """The event of a task, or of a phase: its first start or last finish."""
        alone = self._by_id.get(name)
        parts = [alone] if alone else self._below.get(name, [])
        if not parts:
            return None
        if letter == "S":
            at = min(one.start for one in parts)
            return DatedEvent(at=at, makers=tuple(one for one in parts if one.start == at))
        at = max(one.finish for one in parts)
        return DatedEvent(at=at, makers=tuple(one for one in parts if one.finish == at))

    def _link(
        self, task: Task, dependency: Dependency, first: DatedEvent, second: DatedEvent
    ) -> DatedLink:
        due = self._after(first, dependency.lag)
        broken = self.worked(second.at) < self.worked(due)
        if self._elapsed(dependency.lag) or (not dependency.lag.amount and second.at < due):
            broken = second.at < due and (broken or self._somebody_works(first, second))
        if dependency.max_lag is not None:
            latest = self._after(first, dependency.max_lag)
            broken |= self.worked(second.at) > self.worked(latest)
        broken = broken and not all(_recorded(one, dependency.kind[1]) for one in second.makers)
        return DatedLink(
            task=task, dependency=dependency, first=first, second=second, due=due, broken=broken
        )

    def _due_from(self, link: DatedLink, at: int) -> int:
        """The moment at which the second event may come if the first one is at a moment."""
        return self._after(replace(link.first, at=at), link.dependency.lag)

    def _elapsed(self, lag: Lag) -> bool:
        around = self.schedule.project.settings.lag_calendar == "24 h"
        return bool(lag.amount) and (lag.unit.elapsed or (around and lag.unit is Unit.WORK))

    def _after(self, event: DatedEvent, lag: Lag) -> int:
        """The moment that lies a lag after an event."""
        minutes = lag.amount
        if lag.unit.percent:
            one = event.makers[0]
            minutes = (self.worked(one.finish) - self.worked(one.start)) * lag.amount / 100
        if not minutes:
            return event.at
        if self._elapsed(lag):
            return event.at + round(minutes)
        return self.clock.when(self.worked(event.at) + round(minutes))

    def _somebody_works(self, first: DatedEvent, second: DatedEvent) -> bool:
        """Whether somebody on either task, or the project, works between two events."""
        low, high = second.at, first.at
        if self.worked(high) > self.worked(low):
            return True
        makers = (*first.makers, *second.makers)
        people = {who for one in makers for who, _ in one.people}
        for who in people:
            for day in range(low // DAY, high // DAY + 1):
                spans = self.schedule.times.row(who, day).on(day)
                if any(max(a + day * DAY, low) < min(b + day * DAY, high) for a, b in spans):
                    return True
        return False

    def worked(self, at: int) -> int:
        """Working minutes of the project before a moment."""
        return self.clock.worked(at)

    @property
    def last(self) -> int:
        """The last finish of all."""
        return max((one.finish for one in self.schedule.dated), default=0)

    def floats(self, *, limits: bool = True) -> Mapping[int, float]:
        """Total float of each dated task by row, in minutes; negative where a date is broken.

        Without `limits` only the last finish of all counts, no deadline and no hard date.
        """
        spans = {one.row: self.worked(one.finish) - self.worked(one.start) for one in self._dated}
        last = float(self.worked(self.last))
        latest = {one.row: self._own_latest(one) if limits else last for one in self._dated}
        bounds = sorted(self._bounds(spans), key=lambda bound: -bound[0].start)
        for _ in self._dated:  # links that point backward in time need another round
            changed = False
            for first, second, least, second_start in bounds:
                event = latest[second.row] - (spans[second.row] if second_start else 0)
                if event - least < latest[first.row] - 1e-6:
                    latest[first.row] = event - least
                    changed = True
            if not changed:
                break
        return {one.row: latest[one.row] - self.worked(one.finish) for one in self._dated}

    def _bounds(self, spans: Mapping[int, int]) -> Iterator[tuple[Dated, Dated, float, bool]]:
        """Pairs of tasks with the least time from the finish of the first to the second's event.

        And whether that event is the second's start.
        """
        for link in self.links:
            kind = link.dependency.kind
            due = link.second.at if link.by_days else link.due
            lag = self.worked(due) - self.worked(link.first.at)
            for first in self.of(link.dependency.task):
                least = lag - (spans[first.row] if kind[0] == "S" else 0)
                for second in self.of(link.task.id):
                    yield first, second, least, kind[1] == "S"

    @property
    def _dated(self) -> Sequence[Dated]:
        return self.schedule.dated

    def of(self, name: str) -> Sequence[Dated]:
        """The dated tasks that an id stands for: the task, or those below the phase."""
        alone = self._by_id.get(name)
        return [alone] if alone else self._below.get(name, [])

    def _own_latest(self, one: Dated) -> float:
        """The latest finish by the project's end, the task's deadline and its hard dates."""
        ends = [self.worked(self.last)]
        if one.task.deadline:
            ends.append(self.worked(moment(end_of(one.task.deadline))))
        length = self.worked(one.finish) - self.worked(one.start)
        for kind, when in one.task.hard_dates:
            if kind in _LATEST_FINISH:
                ends.append(self.worked(moment(end_of(when))))
            elif kind in _LATEST_START:
                ends.append(self.worked(moment(end_of(when))) + length)
        return float(min(ends))


def _recorded(one: Dated, letter: str) -> bool:
    """Whether a start, or a finish, has happened."""
    told = one.task.progress
    return told.done or (letter == "S" and told.begun)
