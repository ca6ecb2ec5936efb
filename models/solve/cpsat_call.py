"""CP-SAT on the whole model, in a thread beside the one that watches it."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from models.cpsat.variables import Variables
from models.schedule import Schedule
from models.search.large_neighbourhood import Limits
from models.solve.incumbent import Incumbent

_POLL = 0.05
"""Seconds between two looks at whether to stop; a stop asked for too early is lost on CP-SAT."""

_EXTRACT = 1.0
"""Seconds between two schedules taken from a running CP-SAT: reading one out takes it time."""


_FOR_BOUNDS = "objective_lb_search", "lb_tree_search"
"""CP-SAT's own searches that raise a bound; two workers have none of these by default."""


@dataclass(kw_only=True)
class _News:
    """What the threads of CP-SAT have found since the last look."""

    values: list[float] = field(default_factory=list)
    bounds: list[float] = field(default_factory=list)
    schedule: Schedule | None = None
    best: int | None = None
    """The best value so far; its schedule may not have been read out yet."""


class CpSatCall:
    """One call of CP-SAT for a goal.

    Args:
        standing: Told of what is found.
        k: Position of the goal.
        variables: Its model.
        timed: Whether the clock ends it.
        for_bound: Whether it is called for a bound rather than for schedules.
    """

    def __init__(
        self,
        standing: Incumbent,
        k: int,
        variables: Variables,
        *,
        timed: bool,
        for_bound: bool = False,
    ) -> None:
        self.standing, self.k, self.variables, self.timed = standing, k, variables, timed
        self.for_bound = for_bound
        self.news = _News()

    def run(
        self,
        limits: Limits,
        stop: Callable[[], bool],
        search: Callable[..., object] | None = None,
    ) -> float:
        """Solves within the limits, beside it another search; the deterministic time it took."""
        standing, variables = self.standing, self.variables
        if standing.best is not None:
            variables.hint(standing.best)
        solver = cp_model.CpSolver()
        _limit(solver, limits)
        if self.for_bound and limits.workers > 1:
            solver.parameters.subsolvers.extend(_FOR_BOUNDS)
        solver.best_bound_callback = self.news.bounds.append
        status = self._wait(solver, stop, search)
        if status == cp_model.INFEASIBLE and standing.best is None:
            standing.infeasible = True
        solved = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        if solved:
            standing.take(variables.extract(solver.value), "CP-SAT")
        if standing.best is not None and (solved or status == cp_model.UNKNOWN):
            standing.raise_bound(self.k, round(solver.best_objective_bound))
        return float(solver.response_proto.deterministic_time)

    def _wait(
        self,
        solver: cp_model.CpSolver,
        stop: Callable[[], bool],
        search: Callable[..., object] | None,
    ) -> cp_model.CpSolverStatus:
        """Run CP-SAT beside this thread, which searches itself, passes news on, watches for a stop.

        Under a deterministic limit neither search ends because the other does.
        """
        callback = _Solutions(self.news, self.variables, timed=self.timed)
        with ThreadPoolExecutor(1) as executor:
            running = executor.submit(solver.solve, self.variables.model, callback)

            def ended() -> bool:
                self._report()
                return stop() or (self.timed and running.done())

            if search is not None:
                search(stop=ended)
            searched = search is not None and self.timed
            while wait([running], timeout=_POLL).not_done:
                if searched or stop():
                    solver.stop_search()
                self._report()
            return running.result()

    def _report(self) -> None:
        news, standing = self.news, self.standing
        schedule, news.schedule = news.schedule, None
        standing.take(schedule, "CP-SAT")
        values, news.values = news.values, []
        lower, news.bounds[:] = list(news.bounds), []
        if lower:
            standing.raise_bound(self.k, round(max(lower)))
        if values or lower:
            seen = [*map(round, values), news.best, standing.current(self.k)]
            news.best = min((each for each in seen if each is not None), default=None)
            standing.tell(news.best, "CP-SAT")


def _limit(solver: cp_model.CpSolver, limits: Limits) -> None:
    parameters = solver.parameters
    parameters.num_workers = limits.workers
    parameters.random_seed = limits.seed
    parameters.catch_sigint_signal = False
    if limits.until is not None:
        parameters.max_time_in_seconds = max(0.01, limits.until - time.monotonic())
    if limits.work is not None:
        parameters.max_deterministic_time = max(0.001, limits.work)
        parameters.interleave_search = limits.workers > 1


class _Solutions(cp_model.CpSolverSolutionCallback):
    """Notes the value of every solution, and if `timed` now and then the solution itself.

    What is read out now and then depends on the wall clock: never under a deterministic limit.
    """

    def __init__(self, news: _News, variables: Variables, *, timed: bool) -> None:
        super().__init__()
        self._news = news
        self._variables = variables
        self._next = 0.0 if timed else float("inf")

    def on_solution_callback(self) -> None:
        """Called by CP-SAT in its own thread."""
        self._news.values.append(self.objective_value)
        if time.monotonic() >= self._next:
            self._news.schedule = self._variables.extract(self.value)
            self._next = time.monotonic() + _EXTRACT
