"""Searches of several workers side by side, each with a line of its own; the best of all counts."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from models.schedule import Schedule
from models.search.large_neighbourhood import Limits


class Line(Protocol):
    """A search of one worker that goes on step by step."""

    @property
    def span(self) -> int:
        """The least makespan so far."""

    def go(self, lists: int, share: float) -> None:
        """Plans about so many lists, where a share of the limits is used up."""


L = TypeVar("L", bound=Line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """How many lists a line plans at a time, and the deterministic seconds that takes."""

    lists: int
    work: float


class Lines(Generic[L]):
    """Lines that go on in turn, a step of each at a time, until the limits or a bound are reached.

    Args:
        lines: One a worker.
        limits: When they end.
        lap: See `Lap`.
        best: The makespan to begin with.
        told: Makes a schedule of what a line has found.
    """

    def __init__(
        self,
        lines: Sequence[L],
        limits: Limits,
        lap: Lap,
        best: int,
        told: Callable[[L], Schedule],
    ) -> None:
        self.lines, self.limits, self.lap = lines, limits, lap
        self.best, self.told = best, told
        self.work, self.begun = 0.0, time.monotonic()

    def run(
        self,
        threads: Executor,
        bound: int,
        found: Callable[[Schedule], None],
        stop: Callable[[], bool],
    ) -> None:
        """A step of every line, time and again; better schedules are `found`."""
        lists = self.lap.lists
        while not stop() and self._share() < 1 and self.best > bound:
            for done in [threads.submit(line.go, lists, self._share()) for line in self.lines]:
                done.result()
            self.work += self.lap.work
            line = min(self.lines, key=lambda line: line.span)
            if line.span < self.best:
                self.best = line.span
                found(self.told(line))

    def _share(self) -> float:
        """The share of the limits that is used up; without a deterministic one, of the clock."""
        if self.limits.work is not None:
            return self.work / self.limits.work if self.limits.work > 0 else 1.0
        if self.limits.until is None:
            return 0.0
        whole = max(1e-9, self.limits.until - self.begun)
        return (time.monotonic() - self.begun) / whole
