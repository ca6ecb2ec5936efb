"""Options of planning, and what a search reports while it runs."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.errors import InputError, Issue
from planner.goals import GOALS
from planner.plan import Status

if TYPE_CHECKING:
    from models.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to plan.

    Args:
        time_limit: Seconds the search may take; ignored with a deterministic limit.
        deterministic_limit: The same in units of work: equal input, options and seed then give
            an equal plan, on any machine.
        seed: Of every random choice.
        workers: Parallel searches; None is one for each core, or one with a deterministic limit;
            a number above one starts so many processes for the neighbourhood search; an address
            such as ``tls://host:8786`` uses the workers of a Dask cluster for it.
        insecure_workers: Take a cluster on another machine though its address is ``tcp://``.
        from_scratch: Plan all freely: neither near a published plan nor by the file's dates.
        near: Stay near the plan in the workbook as if people had been told of it.
        goals: Some of `planner.goals.GOALS`, the most important first; empty: as the
            workbook says.

    Raises:
        ValueError: if a value makes no sense.
    """

    time_limit: float = 60
    deterministic_limit: float | None = None
    seed: int = 0
    workers: int | str | None = None
    insecure_workers: bool = False
    goals: tuple[str, ...] = ()
    from_scratch: bool = False
    near: bool = False

    def __post_init__(self) -> None:
        if self.time_limit <= 0 or (self.deterministic_limit or 1) <= 0:
            raise ValueError("limits must be positive")
        if isinstance(self.workers, int) and self.workers < 1:
            raise ValueError("workers must be at least 1")
        if unknown := set(self.goals) - set(GOALS):
            raise ValueError(f"unknown goals: {', '.join(sorted(unknown))}")

    @property
    def parallel(self) -> int:
        """The number of searches that run side by side."""
        if isinstance(self.workers, int):
            return self.workers
        return 1 if self.deterministic_limit is not None else os.cpu_count() or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The standing of a search: a goal, its best value and proved bound, in `unit`.

    `place` is that of the goal in their order, as one with a tolerance comes twice.
    """

    goal: str
    unit: str
    value: float | None
    bound: float
    place: int = 0

    @property
    def gap(self) -> float:
        """The distance of the value from the bound, relative to the value; 1 without a value."""
        if self.value is None:
            return 1.0
        return max(0.0, (self.value - self.bound) / abs(self.value)) if self.value else 0.0


NewsObserver = Callable[[News], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A verified schedule on the way to a plan, and the length of its time axis."""

    stretch: float
    schedule: "Schedule"


class NoPlanError(InputError):
    """There is no plan (`status` infeasible), or none was found in time (unknown)."""

    def __init__(self, status: Status, issues: Iterable[Issue]) -> None:
        self.status = status
        super().__init__(issues)
