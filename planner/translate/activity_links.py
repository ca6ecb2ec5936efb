"""Dependencies in minutes, between activities; what stands for summaries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from typing import Literal

from planner.checks.task_faults import FOR_ALL
from planner.project import Dependency, Lag, LinkKind, Task
from planner.translate.recorded_history import History
from planner.translate.span_members import Structure
from planner.translate.translation import ActivityRole, Origin
from planner.translate.ways import Way, exact, whole
from planner.worktime.walk import after

_REVERSED: dict[LinkKind, LinkKind] = {"FS": "SF", "SS": "SS", "FF": "FF", "SF": "FS"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`second`'s event comes at least `minutes` after `first`'s; activities by position.

    Or at least a `share` of the first's working time after it. Where they are `percent` of the
    first's duration (of the second's, with a maximum lag) `minutes` is by its longest way.
    `dependency` is what the user wrote, None for a link that holds a summary together; a maximum
    lag is a link of its own, from the later activity back to the earlier one (`back`).
    """

    first: int
    second: int
    kind: LinkKind = "FS"
    minutes: int = 0
    share: Fraction = Fraction(0)
    percent: Fraction = Fraction(0)
    elapsed: bool = False
    dependency: Dependency | None = None
    back: bool = False

    @property
    def at_once(self) -> bool:
        """Whether it ties a start to an end that may be before it, with nothing in between."""
        loose = self.back or (self.kind == "SF" and self.dependency is not None)
        return loose and not (self.minutes or self.share or self.elapsed)

    @property
    def decider(self) -> int:
        """Whose duration per cent are of."""
        return self.second if self.back else self.first

    def waits(self, ways: Iterable[Way]) -> tuple[int, ...]:
        """Its lag in minutes for each way to do what the per cent are of."""
        if not self.percent:
            return (self.minutes,)
        sign = -1 if self.back else 1
        return tuple(whole(sign * way.longest * self.percent) for way in ways)


@dataclass(kw_only=True)
class Network:
    """The activities of a project and the links between them.

    A summary is no activity, but up to three stand for it, each made where a link or a date needs
    it: a milestone before all that it spans, for what its start has to wait for; a milestone after
    them, for what waits for its finish; and the whole, which starts with the first and ends with
    the last of them, for what waits for its start and what its finish has to wait for. Two
    summaries of n and m tasks then take n + m links and not n × m. A task that spans others is its
    own whole. Longest waits that were over by the status date are `passed`.
    """

    structure: Structure
    ways: dict[int, tuple[Way, ...]]
    history: History
    around_the_clock: bool = False
    origins: list[Origin] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    activity: dict[tuple[int, ActivityRole], int] = field(default_factory=dict)
    spans: dict[int, tuple[int, ...]] = field(default_factory=dict)
    passed: list[tuple[int, Dependency]] = field(default_factory=list)

    def fill(self) -> None:
        """Take over all tasks, their dependencies, and the deadlines and dates of summaries."""
        tasks = self.structure.tasks
        for row, task in enumerate(tasks):
            if not task.summary:
                self._add(row, "task")
        for row in self.history.records:
            if self.history.begun(row):
                self._add(row, "begun")
        for row, task in enumerate(tasks):
            self._stand_ins(row, task)
            for dependency in task.dependencies:
                if dependency.task in self.structure.position:
                    self.links += self._links(row, dependency)

    def _stand_ins(self, row: int, task: Task) -> None:
        """Activities that stand for spans, where the span has dates of its own."""
        if task.spans and not task.summary:
            self._whole(row)
        if task.summary and self.structure.spanned[row]:
            if task.deadline:
                self._hub(row, "finish")
            if any(kind not in FOR_ALL for kind, _ in task.hard_dates):
                self._whole(row)

    def leading_to(self, activities: Iterable[int]) -> set[int]:
        """Some activities and all that comes before them by links, or is spanned by them."""
        before: dict[int, list[int]] = defaultdict(list)
        for link in self.order:
            if not link.back:
                before[link.second].append(link.first)
        found = set(activities)
        todo = list(found)
        while todo:
            for first in before[todo.pop()]:
                if first not in found:
                    found.add(first)
                    todo.append(first)
        return found

    @property
    def order(self) -> list[Link]:
        """All links, and one from each member to what spans it."""
        ends = (
            Link(first=member, second=whole, kind="FF")
            for whole, members in self.spans.items()
            for member in members
        )
        return [*self.links, *ends]

    def _add(self, row: int, role: ActivityRole) -> int:
        self.activity[row, role] = len(self.origins)
        self.origins.append(Origin(row=row, role=role))
        return self.activity[row, role]

    def inside(self, row: int) -> tuple[int, ...]:
        """The members of a span; of work under way also the part that is history."""
        roles: tuple[ActivityRole, ...] = ("begun", "task")
        return tuple(
            self.activity[k, role]
            for k in self.structure.spanned[row]
            for role in roles
            if (k, role) in self.activity
        )

    def _open(self, row: int) -> tuple[int, ...]:
        """The tasks of a summary that wait for others."""
        spanned = self.structure.spanned[row]
        return tuple(at for k in spanned for at in self._seconds(k, "S"))

    def _hub(self, row: int, role: Literal["start", "finish"]) -> int:
        if (row, role) in self.activity:
            return self.activity[row, role]
        hub = self._add(row, role)
        if role == "finish":
            self.links += (Link(first=other, second=hub) for other in self.inside(row))
        else:
            self.links += (Link(first=hub, second=other, kind="SS") for other in self._open(row))
        return hub

    def _whole(self, row: int) -> int:
        role: ActivityRole = "whole" if self.structure.tasks[row].summary else "task"
        whole = self.activity.get((row, role))
        if whole is None:
            whole = self._add(row, role)
        if whole not in self.spans:
            self.spans[whole] = self.inside(row)
        return whole

    def _links(self, row: int, dependency: Dependency) -> Iterator[Link]:
        before, kind = self.structure.position[dependency.task], dependency.kind
        share = self._share(dependency.lag, before)
        if share < 0 and kind[0] == "F":  # so much before the end is the rest after the start
            share, kind = 1 + share, "SS" if kind[1] == "S" else "SF"
        minutes = (
            0
            if before in self.structure.spanned and share
            else self._minutes(dependency.lag, before)
        )
        elapsed = self._elapsed(dependency.lag) and (minutes != 0 or share > 0)
        for first in self._firsts(before, kind[0], elapsed=elapsed, shared=share > 0):
            for second in self._seconds(row, kind[1]):
                yield Link(
                    first=first,
                    second=second,
                    kind=kind,
                    minutes=minutes,
                    share=max(share, Fraction(0)),
                    percent=self._percent(dependency.lag, before),
                    elapsed=elapsed,
                    dependency=dependency,
                )
        if dependency.max_lag is not None:
            yield from self._back(row, dependency, dependency.max_lag)

    def _back(self, row: int, dependency: Dependency, max_lag: Lag) -> Iterator[Link]:
        """A maximum lag: the event of the predecessor comes no earlier than it allows."""
        before, kind = self.structure.position[dependency.task], dependency.kind
        most = -self._minutes(max_lag, before, sign=-1)
        elapsed = self._elapsed(max_lag) and most != 0
        at_once = most == 0
        if self._fixed(row, kind[1]):
            return
        if self._too_late(before, kind[0], most, elapsed=elapsed):
            self.passed.append((row, dependency))
            return
        for first in self._firsts(row, kind[1], elapsed=elapsed, shared=at_once):
            for second in self._held(before, kind[0], shared=at_once):
                yield Link(
                    first=first,
                    second=second,
                    kind=_REVERSED[kind],
                    minutes=-most,
                    percent=self._percent(max_lag, before),
                    elapsed=elapsed,
                    dependency=dependency,
                    back=True,
                )

    def _held(self, row: int, event: str, *, shared: bool) -> tuple[int, ...]:
        """The earlier event of a maximum lag, which may be history."""
        if row in self.structure.spanned:
            return self._seconds(row, event, shared=shared)
        return self._firsts(row, event)

    def _fixed(self, row: int, event: str) -> bool:
        """Whether an event of a task is history."""
        return self.history.done(row) or (event == "S" and self.history.begun(row))

    def _too_late(self, row: int, event: str, most: int, *, elapsed: bool) -> bool:
        """Whether so much has passed since an event of a task by the status date."""
        history = self.history
        if not self._fixed(row, event) or history.status is None:
            return False
        record = history.records[row]
        when = record.start if event == "S" else record.until
        if elapsed:
            return when + timedelta(minutes=most) < history.status
        return after(history.times.standard, when, most) < history.status

    def _firsts(
        self, row: int, event: str, *, elapsed: bool = False, shared: bool = False
    ) -> tuple[int, ...]:
        """The activities whose event others wait for.

        On the wall clock it is the end of each task that counts, not that of a milestone after
        them, which may come when work begins again.
        """
        if row not in self.structure.spanned:
            role: ActivityRole = "begun" if event == "S" and self.history.begun(row) else "task"
            return (self.activity[row, role],)
        if not self.structure.spanned[row]:
            return ()
        if event == "S" or shared:
            return (self._whole(row),)
        if elapsed:
            return self.inside(row)
        return (
            self._hub(row, "finish") if self.structure.tasks[row].summary else self._whole(row),
        )

    def _elapsed(self, lag: Lag) -> bool:
        return lag.unit.elapsed or self.around_the_clock

    def _seconds(self, row: int, event: str, *, shared: bool = False) -> tuple[int, ...]:
        """The activities whose event waits for others.

        A finished task waits for nothing. A task under way continues when its predecessors allow it
        (retained logic), or without regard to them (override).
        """
        if row not in self.structure.spanned:
            waits = not self.history.done(row)
            if self.history.begun(row):
                waits = self.history.project.settings.progress == "retained"
            return (self.activity[row, "task"],) if waits else ()
        if not self.structure.spanned[row]:
            return ()
        hub = event == "S" and not shared
        return (self._hub(row, "start") if hub else self._whole(row),)

    def _share(self, lag: Lag, before: int) -> Fraction:
        """Per cent of the time of what spans others, which is not known before the plan is."""
        if not lag.unit.percent or before not in self.structure.spanned:
            return Fraction(0)
        return Fraction(str(lag.amount)) / 100

    def _percent(self, lag: Lag, before: int) -> Fraction:
        """Per cent of the duration of what has work of its own."""
        own = lag.unit.percent and before in self.ways and before not in self.structure.spanned
        return exact(lag.amount) / 100 if own else Fraction(0)

    def _minutes(self, lag: Lag, before: int, sign: int = 1) -> int:
        """A multiple of a lag in minutes; per cent are of the predecessor's longest way."""
        if not lag.unit.percent:
            return sign * round(lag.amount)
        percent = self._percent(lag, before)
        return whole(sign * self.ways[before][0].longest * percent) if percent else 0


def longest(count: int, links: Sequence[Link], days: Sequence[float], rate: float) -> float:
    """Calendar days of the longest chain, by a rough count; what lies on a cycle is left out.

    Args:
        count: Number of activities.
        links: Between them.
        days: Calendar days of each.
        rate: Working minutes of a calendar day.
    """
    after: dict[int, list[Link]] = defaultdict(list)
    waiting = [0] * count
    for link in links:
        if not link.back:
            after[link.first].append(link)
            waiting[link.second] += 1
    start = [0.0] * count
    ready = [k for k in range(count) if not waiting[k]]
    for k in ready:
        for link in after[k]:
            lag = link.minutes / (1440 if link.elapsed else rate)
            begin = start[k] + (days[k] if link.kind[0] == "F" else 0) + lag
            begin -= days[link.second] if link.kind[1] == "F" else 0
            start[link.second] = max(start[link.second], begin)
            waiting[link.second] -= 1
            if not waiting[link.second]:
                ready.append(link.second)
    return max((start[k] + days[k] for k in range(count)), default=0.0)
