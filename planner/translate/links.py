"""Dependencies in minutes, between activities, with summaries resolved."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from planner.project import Dependency, Lag, Task, Unit
from planner.translate.structure import Structure
from planner.translate.translation import Origin, Role
from planner.translate.ways import Way, exact, whole

Kind = Literal["FS", "SS", "FF", "SF"]

_REVERSED: dict[Kind, Kind] = {"FS": "SF", "SS": "SS", "FF": "FF", "SF": "FS"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`second`'s event comes at least `minutes` after `first`'s; activities by position.

    `dependency` is what the user wrote, None for a link that holds a summary together; a maximum
    lag is a link of its own, from the later activity back to the earlier one (`back`).
    """

    first: int
    second: int
    kind: Kind = "FS"
    minutes: int = 0
    elapsed: bool = False
    dependency: Dependency | None = None
    back: bool = False


@dataclass(kw_only=True)
class Network:
    """The activities of a project and the links between them.

    A summary is no activity, but a milestone stands for its finish (after all its leaves) or its
    start (before all of them) where a link or a deadline needs it: two summaries of n and m
    leaves then take n + m links and not n × m. A link from a summary's start binds from those of
    its leaves that wait for no other of them (the last of these decides); a link to a summary's
    finish binds every leaf.
    """

    structure: Structure
    ways: dict[int, tuple[Way, ...]]
    origins: list[Origin] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    activity: dict[tuple[int, Role], int] = field(default_factory=dict)

    def fill(self) -> None:
        """Take over all tasks, their dependencies, and the deadlines of summaries."""
        tasks = self.structure.tasks
        for row, task in enumerate(tasks):
            if not task.summary:
                self._add(row, "task")
        for row, task in enumerate(tasks):
            if task.summary and task.deadline and self.structure.leaves[row]:
                self._hub(row, "finish")
            for dependency in task.dependencies:
                if dependency.task in self.structure.position:
                    self.links += self._links(row, dependency)

    def leading_to(self, activities: Iterable[int]) -> set[int]:
        """Some activities and all that comes before them by links."""
        before: dict[int, list[int]] = defaultdict(list)
        for link in self.links:
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

    def _add(self, row: int, role: Role) -> int:
        self.activity[row, role] = len(self.origins)
        self.origins.append(Origin(row=row, role=role))
        return self.activity[row, role]

    def _hub(self, row: int, role: Literal["start", "finish"]) -> int:
        if (row, role) in self.activity:
            return self.activity[row, role]
        hub = self._add(row, role)
        for leaf in self.structure.leaves[row]:
            other = self.activity[leaf, "task"]
            if role == "finish":
                self.links.append(Link(first=other, second=hub))
            else:
                self.links.append(Link(first=hub, second=other, kind="SS"))
        return hub

    def _links(self, row: int, dependency: Dependency) -> Iterator[Link]:
        before = self.structure.position[dependency.task]
        kind = dependency.kind
        for first in self._firsts(before, kind[0]):
            for second in self._seconds(row, kind[1]):
                minutes = self._minutes(dependency.lag, before)
                yield Link(
                    first=first,
                    second=second,
                    kind=kind,
                    minutes=minutes,
                    elapsed=dependency.lag.unit is Unit.ELAPSED and minutes != 0,
                    dependency=dependency,
                )
                if dependency.max_lag is not None:
                    most = self._minutes(dependency.max_lag, before)
                    yield Link(
                        first=second,
                        second=first,
                        kind=_REVERSED[kind],
                        minutes=-most,
                        elapsed=dependency.max_lag.unit is Unit.ELAPSED and most != 0,
                        dependency=dependency,
                        back=True,
                    )

    def _firsts(self, row: int, event: str) -> list[int]:
        leaves = self.structure.leaves.get(row)
        if leaves is None:
            return [self.activity[row, "task"]]
        if event == "F":
            return [self._hub(row, "finish")] if leaves else []
        inside = {self.structure.tasks[leaf].id for leaf in leaves}
        entries = [leaf for leaf in leaves if not _waits(self.structure.tasks[leaf], inside)]
        return [self.activity[leaf, "task"] for leaf in entries or leaves]

    def _seconds(self, row: int, event: str) -> list[int]:
        leaves = self.structure.leaves.get(row)
        if leaves is None:
            return [self.activity[row, "task"]]
        if event == "S":
            return [self._hub(row, "start")] if leaves else []
        return [self.activity[leaf, "task"] for leaf in leaves]

    def _minutes(self, lag: Lag, before: int) -> int:
        """A lag in minutes; per cent are of the predecessor's longest way, of a summary none."""
        if lag.unit is not Unit.PERCENT:
            return round(lag.amount)
        if before not in self.ways:
            return 0
        return whole(self.ways[before][0].longest * exact(lag.amount) / 100)


def _waits(task: Task, ids: set[str]) -> bool:
    return any(dependency.task in ids for dependency in task.dependencies)


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
