"""The only door: a problem and an objective in, the best schedule found and its proofs out."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Event, Lock
from typing import Literal, Protocol

from ortools.sat.python import cp_model

from models import rules as constraints
from models.bounds import lower as bounds
from models.bounds import relaxation
from models.check import violations
from models.cpsat.variables import Variables
from models.measures import objective
from models.measures.goals import Goal, Objective, value
from models.problem import Problem
from models.schedule import Schedule
from models.search import greedy, improve, strategy
from models.search.annealing import anneal
from models.search.evolution import evolve
from models.search.size import choices
from models.search.tidy import tidy
from models.timing import network

Status = Literal["optimal", "feasible", "infeasible", "unknown"]

_WHOLE = 40_000
"""Choices (activities and their candidates) up to which the whole model is built."""

_POLL = 0.05
"""Seconds between two looks at whether to stop; a stop asked for too early is lost on CP-SAT."""

_PAUSE = 1.0
"""Rest between two iterations of the relaxation, as a multiple of the time they take."""

_ITERATIONS = 150
"""Iterations of the relaxation under a deterministic limit."""

_EXTRACT = 1.0
"""Seconds between two schedules taken from a running CP-SAT: reading one out takes it time."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Limits of a search.

    Args:
        time_limit: Wall seconds for everything; None is no limit.
        deterministic_limit: CP-SAT's deterministic seconds instead: the same limit, seed and
            workers give the same schedule on any machine.
        seed: Of every random choice.
        workers: CP-SAT's parallel searches.
    """

    time_limit: float | None = 60.0
    deterministic_limit: float | None = None
    seed: int = 0
    workers: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """News from a search: the goal at hand, its best value and bound, and who found it."""

    goal: str
    value: int | None
    bound: int
    seconds: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpers:
    """Where the steps of the neighbourhood search run, and how many at a time."""

    executor: Executor
    workers: int


class Observer(Protocol):
    """Is told of every piece of progress, in the thread that called `solve`."""

    def __call__(self, progress: Progress, /) -> None:
        """Take note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was found.

    Args:
        status: ``optimal`` if every goal is proved, ``infeasible`` if no schedule exists.
        schedule: The best one; None if there is none.
        values: Of each goal, in order; empty without schedule.
        bounds: No schedule that is as good in the goals before has a lower value.
    """

    status: Status
    schedule: Schedule | None = None
    values: tuple[int, ...] = ()
    bounds: tuple[int, ...] = ()


def solve(
    problem: Problem,
    goals: Objective,
    options: Options | None = None,
    *,
    observer: Observer | None = None,
    stop: Callable[[], bool] = lambda: False,
    known: Schedule | None = None,
    keep: Callable[[Schedule], None] = lambda _: None,
    helpers: Helpers | None = None,
) -> Result:
    """Plan the problem: construct, then optimise goal after goal, verify everything.

    Args:
        problem: What to plan.
        goals: What is good, in strict order.
        options: Limits; see `Options`.
        observer: Told of progress.
        stop: Asked often; once true, the search ends with the best schedule so far.
        known: A schedule to begin with, from an earlier search; ignored where it is not valid.
        keep: Given each verified schedule that is better than those before, for safe keeping.
        helpers: Other processes or machines to search on; threads of this process if None.
    """
    search = _Search(
        problem,
        goals,
        options or Options(),
        observer or (lambda _: None),
        stop,
        keep,
        helpers,
    )
    if network.windows(problem).empty:
        return Result(status="infeasible")
    search.take(known, "an earlier search")
    search.take(greedy.construct(problem, goals, stop=stop), "construction")
    return search.run()


@dataclass(kw_only=True)
class _Found:
    """What CP-SAT's threads have found since it was looked at."""

    values: list[float] = field(default_factory=list)
    bounds: list[float] = field(default_factory=list)
    schedule: Schedule | None = None
    best: int | None = None
    """The best value so far; its schedule may not have been read out yet."""


class _Search:
    """One call of `solve`: the best schedule so far, its bounds, and the time left."""

    def __init__(
        self,
        problem: Problem,
        goals: Objective,
        options: Options,
        observer: Observer,
        stop: Callable[[], bool],
        keep: Callable[[Schedule], None],
        helpers: Helpers | None,
    ) -> None:
        self.problem = problem
        self.goals = goals.goals
        self.options = options
        self.observer = observer
        self.stop = stop
        self.keep = keep
        self.helpers = helpers
        self.begun = time.monotonic()
        self.work_left = options.deterministic_limit
        self.best: Schedule | None = None
        self.bounds = [bounds.goal_bound(problem, goal) for goal in self.goals]
        self.raising = Lock()
        self.infeasible = False

    def run(self) -> Result:
        """Optimise each goal in turn, keeping those before at the best value found."""
        if self._all_proved() or self.stop():
            return self._result()
        if choices(self.problem) > _WHOLE and self.best is not None:
            self._improve(0, 1.0)
            return self._result()
        model = cp_model.CpModel()
        variables = Variables(self.problem, model)
        for rule in constraints.ALL:
            if self.stop():
                return self._result()
            rule.add(model, self.problem, variables)
        for k, goal in enumerate(self.goals):
            if self._over():
                break
            self._optimise(k, variables, goal)
        return self._result()

    def _optimise(self, k: int, variables: Variables, goal: Goal) -> None:
        """One goal: a look with CP-SAT; neighbourhoods if that is far from a proof; CP-SAT.

        The last call is for the proof: it has the rows that bound lateness, which cost time where a
        better schedule is looked for.
        """
        last = k + 1 == len(self.goals)
        expression = objective.expression(variables, goal)
        variables.model.minimize(expression)
        shares = strategy.shares(self.problem, self.goals, k, self.best)
        for to_prove, share in ((False, shares.look), (True, 1.0 if last else 0.5)):
            if self._proved(k) or self.infeasible or self._over():
                break
            if to_prove and shares.neighbourhoods and self._far(k, shares.near):
                self._improve(k, shares.neighbourhoods, variables)
            if not share or self._proved(k) or self._over():
                continue
            if to_prove and choices(self.problem) <= strategy.LARGE and _of_dates(goal):
                objective.tighten(variables)
            self._call(k, variables, self._limits(share))
        if self.best is not None:
            variables.model.add(expression <= self._values(self.best)[k])

    def _far(self, k: int, near: float) -> bool:
        if self.best is None:
            return False
        current = self._values(self.best)[k]
        return current - self.bounds[k] > near * abs(current)

    def _improve(self, k: int, share: float, variables: Variables | None = None) -> None:
        """Search for all goals in other ways than CP-SAT, and better bounds for one.

        Never without a limit.
        """
        limits = self._limits(share)
        if self.best is None or self._over() or (limits.until is None and limits.work is None):
            return
        if self.work_left is not None:
            self.work_left *= 1 - share
        if k == 0 and strategy.evolves(self.problem, self.goals, self.best):
            bound = -(-self.bounds[0] // dict(self.goals[0].terms)["finish"])
            search = partial(evolve, self.problem, self.best, limits, bound=bound, found=self.take)
            self._beside(k, variables, limits, 1, search)
            return
        ended = Event()
        with ThreadPoolExecutor(1) as executor:
            relaxing = executor.submit(self._relax, k, self.best, ended)
            try:
                if limits.work is not None:
                    relaxing.result()
                self._neighbours(self._anneal(k, self.best, limits, variables))
            finally:
                ended.set()
            relaxing.result()
        self._tell(k, self._values(self.best)[k], "relaxation")

    def _neighbours(self, limits: improve.Limits) -> None:
        """Neighbourhoods of the best schedule, on the helpers if there are any."""
        assert self.best is not None  # noqa: S101 - asked for when there is one
        if self.helpers:
            limits = replace(limits, workers=self.helpers.workers)
        improve.improve(
            self.problem,
            Objective(goals=self.goals),
            self.best,
            limits,
            bounds=tuple(self.bounds),
            found=self.take,
            stop=self.stop,
            executor=self.helpers.executor if self.helpers else None,
        )

    def _anneal(
        self, k: int, schedule: Schedule, limits: improve.Limits, variables: Variables | None
    ) -> improve.Limits:
        """Anneal the schedule for a part of the limits; what is left of them."""
        share = strategy.annealing(self.problem, self.goals, k)
        if not share or self._proved(k):
            return limits
        part = replace(limits, work=None if limits.work is None else share * limits.work)
        if limits.until is not None:
            now = time.monotonic()
            part = replace(part, until=now + share * (limits.until - now))
        chains = (part.workers + 1) // 2
        own = replace(part, workers=chains)
        search = partial(anneal, self.problem, self.goals, schedule, own, found=self.take)
        self._beside(k, variables, part, chains, search)
        return replace(limits, work=None if limits.work is None else (1 - share) * limits.work)

    def _beside(
        self,
        k: int,
        variables: Variables | None,
        limits: improve.Limits,
        taken: int,
        search: Callable[..., None],
    ) -> None:
        """A search that takes some workers; CP-SAT has the others, for the sake of the bound."""
        if variables is None or limits.workers == taken:
            search(stop=self.stop)
        else:
            self._call(k, variables, replace(limits, workers=limits.workers - taken), search)

    def _relax(self, k: int, schedule: Schedule, ended: Event) -> None:
        """Raises the bound of a goal, beside the search and on a small share of its time."""
        begun = time.monotonic()
        found = relaxation.relaxed_bounds(self.problem, self.goals[k], schedule)
        for count, bound in enumerate(found):
            self._raise(k, bound)
            pause = _PAUSE * (time.monotonic() - begun)
            if self.work_left is not None:
                if count >= _ITERATIONS:
                    return
            elif ended.wait(pause) or self.stop():
                return
            begun = time.monotonic()

    def _limits(self, share: float) -> improve.Limits:
        """A share of what is left."""
        timed = self.work_left is None and self.options.time_limit is not None
        return improve.Limits(
            until=time.monotonic() + share * self._time_left() if timed else None,
            work=None if self.work_left is None else share * self.work_left,
            workers=self.options.workers,
            seed=self.options.seed,
        )

    def _call(
        self,
        k: int,
        variables: Variables,
        limits: improve.Limits,
        search: Callable[..., None] | None = None,
    ) -> None:
        """CP-SAT on the whole model, and beside it another search if there is one."""
        if self.best is not None:
            variables.hint(self.best)
        solver = cp_model.CpSolver()
        _limit(solver, limits)
        found = _Found()
        solver.best_bound_callback = found.bounds.append
        status = self._wait(k, solver, variables, found, search)
        if self.work_left is not None and search is None:
            self.work_left -= solver.response_proto.deterministic_time
        if status == cp_model.INFEASIBLE and self.best is None:
            self.infeasible = True
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.take(variables.extract(solver.value), "CP-SAT")
        if self.best is not None and status in (
            cp_model.OPTIMAL,
            cp_model.FEASIBLE,
            cp_model.UNKNOWN,
        ):
            self._raise(k, round(solver.best_objective_bound))

    def _wait(
        self,
        k: int,
        solver: cp_model.CpSolver,
        variables: Variables,
        found: _Found,
        search: Callable[..., None] | None,
    ) -> cp_model.CpSolverStatus:
        """Run CP-SAT beside this thread, which searches itself, passes news on, watches for a stop.

        Under a deterministic limit neither search ends because the other does.
        """
        timed = self.work_left is None
        callback = _Solutions(found, variables, timed=timed)
        with ThreadPoolExecutor(1) as executor:
            running = executor.submit(solver.solve, variables.model, callback)

            def stop() -> bool:
                self._report(k, found)
                return self.stop() or (timed and running.done())

            if search is not None:
                search(stop=stop)
            searched = search is not None and timed
            while wait([running], timeout=_POLL).not_done:
                if searched or self.stop():
                    solver.stop_search()
                self._report(k, found)
            return running.result()

    def _report(self, k: int, found: _Found) -> None:
        schedule, found.schedule = found.schedule, None
        self.take(schedule, "CP-SAT")
        values, found.values = found.values, []
        lower, found.bounds[:] = list(found.bounds), []
        if lower:
            self._raise(k, round(max(lower)))
        if values or lower:
            current = None if self.best is None else self._values(self.best)[k]
            seen = [*map(round, values), found.best, current]
            found.best = min((each for each in seen if each is not None), default=None)
            self._tell(k, found.best, "CP-SAT")

    def _raise(self, k: int, bound: int) -> None:
        """Takes note of a bound: CP-SAT's and the relaxation's come from two threads."""
        with self.raising:
            self.bounds[k] = max(self.bounds[k], bound)

    def take(self, schedule: Schedule | None, source: str) -> None:
        """Keep a schedule if it is valid and better than the best so far."""
        if schedule is None:
            return
        broken = violations(self.problem, schedule)
        if broken:
            dear = all(violation.rule == "budget" for violation in broken)  # construction may be
            level = logging.DEBUG if dear else logging.ERROR
            _log.log(level, "%s gave an invalid schedule, it is not used: %s", source, broken[0])
            return
        if self.best is None or self._values(schedule) < self._values(self.best):
            self.best = schedule
            self.keep(schedule)
            for k, current in enumerate(self._values(schedule)):
                self._tell(k, current, source)

    def _tell(self, k: int, current: int | None, source: str) -> None:
        self.observer(
            Progress(
                goal=self.goals[k].name,
                value=current,
                bound=self.bounds[k],
                seconds=time.monotonic() - self.begun,
                source=source,
            )
        )

    def _values(self, schedule: Schedule) -> tuple[int, ...]:
        return tuple(value(self.problem, schedule, goal) for goal in self.goals)

    def _proved(self, k: int) -> bool:
        return self.best is not None and self._values(self.best)[k] <= self.bounds[k]

    def _tidy(self) -> None:
        """Settle what the goals leave open, unless a goal loses by it."""
        assert self.best is not None  # noqa: S101 - asked for when there is one
        tidied = tidy(self.problem, self.best)
        if self._values(tidied) <= self._values(self.best) and not violations(self.problem, tidied):
            self.best = tidied
            self.keep(tidied)

    def _all_proved(self) -> bool:
        return all(self._proved(k) for k in range(len(self.goals)))

    def _over(self) -> bool:
        if self.work_left is not None:
            return self.stop() or self.work_left <= 0
        return self.stop() or self._time_left() <= 0

    def _time_left(self) -> float:
        limit = self.options.time_limit
        return float("inf") if limit is None else limit - (time.monotonic() - self.begun)

    def _result(self) -> Result:
        if self.best is None:
            return Result(status="infeasible" if self.infeasible else "unknown")
        self._tidy()
        values = self._values(self.best)
        return Result(
            status="optimal" if self._all_proved() else "feasible",
            schedule=self.best,
            values=values,
            bounds=tuple(map(min, zip(values, self.bounds, strict=True))),
        )


def _limit(solver: cp_model.CpSolver, limits: improve.Limits) -> None:
    parameters = solver.parameters
    parameters.num_workers = limits.workers
    parameters.random_seed = limits.seed
    parameters.catch_sigint_signal = False
    if limits.until is not None:
        parameters.max_time_in_seconds = max(0.01, limits.until - time.monotonic())
    if limits.work is not None:
        parameters.max_deterministic_time = max(0.001, limits.work)
        parameters.interleave_search = limits.workers > 1


def _of_dates(goal: Goal) -> bool:
    return not {"lateness", "late_count"}.isdisjoint(name for name, _ in goal.terms)


class _Solutions(cp_model.CpSolverSolutionCallback):
    """Notes the value of every solution, and if `timed` now and then the solution itself.

    What is read out now and then depends on the wall clock: never under a deterministic limit.
    """

    def __init__(self, found: _Found, variables: Variables, *, timed: bool) -> None:
        super().__init__()
        self._found = found
        self._variables = variables
        self._next = 0.0 if timed else float("inf")

    def on_solution_callback(self) -> None:
        """Called by CP-SAT in its own thread."""
        self._found.values.append(self.objective_value)
        if time.monotonic() >= self._next:
            self._found.schedule = self._variables.extract(self.value)
            self._next = time.monotonic() + _EXTRACT
