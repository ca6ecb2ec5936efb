"""Options, progress and results of a search."""

from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Literal, Protocol

from models.schedule import Schedule
from models.search.params import DEFAULT, SearchParams

Status = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SolveOptions:
    """Limits of a search, its seed and its tuning.

    Args:
        time_limit: Wall seconds for everything; None is no limit.
        deterministic_limit: CP-SAT's deterministic seconds instead: the same limit, seed and
            workers give the same schedule on any machine.
        seed: Of every random choice.
        workers: CP-SAT's parallel searches.
        params: How the search is tuned.
    """

    time_limit: float | None = 60.0
    deterministic_limit: float | None = None
    seed: int = 0
    workers: int = 1
    params: SearchParams = DEFAULT


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchProgress:
    """News from a search: a goal and its place in the order, best value, bound, who found it."""

    place: int
    goal: str
    value: int | None
    bound: int
    seconds: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpers:
    """An executor for steps of the neighbourhood search, and how many run at a time."""

    executor: Executor
    workers: int


class Observer(Protocol):
    """Hears every piece of progress, in the thread that called `solve`."""

    def __call__(self, progress: SearchProgress, /) -> None:
        """Take note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The outcome of a search.

    Args:
        status: ``optimal`` if every goal is proved, ``infeasible`` if no schedule exists.
        schedule: The best one; None if there is none.
        values: Of each goal, in order; empty without schedule.
        bounds: No schedule that is as good in the goals before has a lower value.
        best: Of each goal, the best value found before later goals took its tolerance.
        prices: For each goal, what the next one would cost more at `best` than at `values`;
            None where its tolerance gained nothing, or where that is not proved.
    """

    status: Status
    schedule: Schedule | None = None
    values: tuple[int, ...] = ()
    bounds: tuple[int, ...] = ()
    best: tuple[int, ...] = ()
    prices: tuple[int | None, ...] = ()
