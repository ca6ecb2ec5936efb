"""Large-neighbourhood search: frees a few activities, plans them with CP-SAT, keeps what is good.

Shaw (1998); kinds and sizes are chosen by what they brought, as in Ropke and Pisinger (2006).
Steps are short and many run side by side on any `concurrent.futures.Executor`: a step is data,
and so is its outcome. Steps are begun and their outcomes applied in one order, whichever ends
first, so that the same seed and limits give the same schedule.
"""

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from random import Random

from models.cut import due
from models.measures import MEASURES
from models.measures.goals import Goal, Objective, rank
from models.measures.lateness import Lateness
from models.problem import Problem
from models.schedule import Schedule
from models.search.neighbourhoods import KINDS, Board
from models.search.params import DEFAULT, NeighbourhoodParams, SearchParams
from models.search.partial_schedule import PartialSchedule
from models.search.score import Score
from models.search.subproblem import Subproblem, subproblem
from models.timing.network import tails

_POLL = 0.05
"""Seconds between two looks at whether to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When the search stops, and how it goes.

    Args:
        until: Reading of `time.monotonic` at which to stop; None is never.
        work: CP-SAT's deterministic seconds in all; None is no limit.
        workers: Steps under way at once.
        seed: Of every random choice.
        params: How each search is tuned.
    """

    until: float | None = None
    work: float | None = None
    workers: int = 1
    seed: int = 0
    params: SearchParams = DEFAULT

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return self.until is not None and self.until <= time.monotonic()

    def divided(self, share: float) -> tuple["Limits", "Limits"]:
        """A share of what is left from now on, and what is left afterwards."""
        if self.work is not None:
            part, rest = share * self.work, (1 - share) * self.work
            return replace(self, work=part), replace(self, work=rest)
        if self.until is None:
            return self, self
        now = time.monotonic()
        return replace(self, until=now + share * (self.until - now)), self


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownValues:
    """The values of the goals that are known at the start.

    Args:
        bounds: What is proved of each; empty is nothing.
        caps: What the first of them may reach; the others are improved.
    """

    bounds: tuple[int, ...] = ()
    caps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOutcome:
    """The outcome of a step: a schedule as good or better, or None; whether it was exhausted."""

    schedule: Schedule | None
    proved: bool
    work: float


def improve(
    problem: Problem,
    objective: Objective,
    schedule: Schedule,
    limits: Limits,
    *,
    known: KnownValues | None = None,
    found: Callable[[Schedule, str], None] = lambda _schedule, _source: None,
    stop: Callable[[], bool] = lambda: False,
    executor: Executor | None = None,
) -> Schedule:
    """The best schedule found from a given one; never a worse one.

    Args:
        problem: What to plan.
        objective: What is good, in strict order.
        schedule: Where to begin: a valid schedule.
        limits: See `Limits`.
        known: See `KnownValues`; the search ends when all bounds are reached.
        found: Told of better schedules now and then, with the kind of neighbourhood that gave
            them, and of the best at the end.
        stop: Asked often; once true, the search ends.
        executor: Where the steps run; threads of its own if None.
    """
    search = _Search(problem, objective, schedule, limits, known or KnownValues())
    if executor is not None:
        return search.run(executor, found, stop)
    with ThreadPoolExecutor(limits.workers) as threads:
        return search.run(threads, found, stop)


def run_step(step: Subproblem, work: float, seed: int, seconds: float | None) -> StepOutcome:
    """Plans a small problem, anywhere: what an executor is given to do."""
    from ortools.sat.python import cp_model

    from models.measures.objective import expression
    from models.rules import model_of

    variables = model_of(step.problem)
    model = variables.model
    model.minimize(expression(variables, step.goal))
    for goal, most in step.limits:
        model.add(expression(variables, goal) <= most)
    variables.hint(step.schedule)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = work
    solver.parameters.catch_sigint_signal = False
    solver.parameters.symmetry_level = 0
    solver.parameters.max_presolve_iterations = 1
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.linearization_level = 0
    solver.parameters.exploit_objective = False
    if seconds is not None:
        solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    good = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return StepOutcome(
        schedule=variables.extract(solver.value) if good else None,
        proved=status == cp_model.OPTIMAL,
        work=solver.response_proto.deterministic_time,
    )


class DeadlyError(Exception):
    """The process that runs this task dies: an executor may raise it instead of trying for ever."""


class _Arm:
    """The recent reward of a kind of neighbourhood, and its present size."""

    def __init__(self, params: NeighbourhoodParams) -> None:
        self.params = params
        self.size = float(params.sizes[1])
        self.gain = 1.0

    def learn(self, outcome: StepOutcome, *, better: bool) -> None:
        """A gain is worth repeating; what is exhausted may be larger, what is not smaller."""
        least, _, most = self.params.sizes
        self.gain = self.params.memory * self.gain + (1.0 if better else 0.0)
        self.size *= self.params.grows[not outcome.proved]
        self.size = min(max(self.size, least), most)


@dataclass(frozen=True, slots=True)
class _Begun:
    kind: str
    step: Subproblem
    future: Future[StepOutcome]


class _Search:
    """The state of one call of `improve`."""

    def __init__(
        self,
        problem: Problem,
        objective: Objective,
        schedule: Schedule,
        limits: Limits,
        known: KnownValues,
    ) -> None:
        caps = known.caps
        self.limits = limits
        self.params = limits.params.neighbourhoods
        self.bounds = known.bounds
        self.least = rank(known.bounds, caps)
        self.caps = caps
        self.true_problem, self.true_goals = problem, objective.goals
        self.best = schedule
        self.best_rank = Score(problem, objective.goals, schedule, caps).rank
        self.reported = 0.0
        self.random = Random(limits.seed)  # noqa: S311 - a search, not a secret
        self.arms = {name: _Arm(self.params) for name in KINDS}
        self.work = 0.0
        self.effort = self.params.work[0]
        self.smooth = _smooths(objective, len(caps))
        self.target = -1
        self._aim(schedule)

    def _aim(self, schedule: Schedule) -> None:
        """Sets what the steps minimise, and the board they work on."""
        self.problem, self.goals = self.true_problem, self.true_goals
        if self.smooth:
            least = self.bounds[len(self.caps)] if self.bounds else 0
            self.target = max(least, schedule.makespan - max(1, schedule.makespan // 200))
            dates = (self.target - tail for tail in tails(self.true_problem))
            self.problem = due(self.true_problem, dates)
            self.goals = tuple(_tardy(goal) for goal in self.true_goals)
        self.board = Board(PartialSchedule(self.problem, schedule))
        self.score = Score(self.problem, self.goals, schedule, self.caps)
        self.true_score = Score(self.true_problem, self.true_goals, schedule, self.caps)

    def run(
        self,
        executor: Executor,
        found: Callable[[Schedule, str], None],
        stop: Callable[[], bool],
    ) -> Schedule:
        """Begins steps, applies their outcomes in the order they were begun."""
        under_way: deque[_Begun] = deque()
        ahead = self.limits.workers * (self.params.ahead if self.limits.workers > 1 else 1)
        while not self._over(stop):
            while len(under_way) < ahead:
                under_way.append(self._begin(executor))
            outcome = self._wait(under_way[0].future, stop)
            if outcome is None:
                break
            self._apply(under_way.popleft(), outcome, found)
        for begun in under_way:
            begun.future.cancel()
        self.reported = 0.0
        self._report("neighbourhoods", found)
        return self.best

    def _over(self, stop: Callable[[], bool]) -> bool:
        if stop() or (self.bounds and self.best_rank <= self.least):
            return True
        if self.limits.work is not None and self.work >= self.limits.work:
            return True
        return self.limits.until is not None and time.monotonic() >= self.limits.until

    def _wait(self, future: Future[StepOutcome], stop: Callable[[], bool]) -> StepOutcome | None:
        while wait([future], timeout=_POLL).not_done:
            if self._over(stop):
                return None
        try:
            return future.result()
        except DeadlyError:
            return StepOutcome(schedule=None, proved=False, work=self.params.work[1])

    def _begin(self, executor: Executor) -> _Begun:
        kind = self._choose()
        size = round(self.arms[kind].size * self.random.uniform(0.7, 1.3))
        free = KINDS[kind](self.board, self.random, max(2, size))
        settled = tuple(zip(self.score.values, self.caps, strict=False))
        step = subproblem(self.board.partial, free, self.goals, self.random, settled, self.params)
        seed = self.random.randrange(2**31)
        until = self.limits.until
        seconds = None if until is None else max(0.01, until - time.monotonic())
        future = executor.submit(run_step, step, self.effort, seed, seconds)
        return _Begun(kind, step, future)

    def _choose(self) -> str:
        names = list(self.arms)
        return self.random.choices(
            names, [self.params.curious + self.arms[name].gain for name in names]
        )[0]

    def _apply(
        self, begun: _Begun, outcome: StepOutcome, found: Callable[[Schedule, str], None]
    ) -> None:
        self.work += max(outcome.work, self.params.least)
        better = outcome.schedule is not None and self._adopt(begun.step, outcome.schedule)
        self.arms[begun.kind].learn(outcome, better=better)
        low, high = self.params.work
        self.effort = min(max(self.effort * self.params.wear[not better], low), high)
        if better and self.true_score.rank < self.best_rank:
            self.best, self.best_rank = self.board.partial.schedule(), self.true_score.rank
            self._report(begun.kind, found)
            if self.smooth and self.best.makespan <= self.target:
                self._aim(self.best)

    def _report(self, source: str, found: Callable[[Schedule, str], None]) -> None:
        """Reports the best schedule, at intervals: the observer may check it."""
        if time.monotonic() >= self.reported + self.params.report:
            found(self.best, source)
            self.reported = time.monotonic()

    def _adopt(self, step: Subproblem, schedule: Schedule) -> bool:
        """Takes the step's schedule over unless it is worse; True if it is better."""
        partial = self.board.partial
        before = {i: partial.tasks[i] for i in step.activities}
        after = {i: task for i, task in step.back(schedule).items() if task != before[i]}
        before = {i: before[i] for i in after}
        if not after or not self.board.change(after):
            return False
        after = {i: partial.tasks[i] for i in after}
        old = self.score.rank
        new = self.score.change(before, after, partial.tasks)
        if new > old:
            self.board.change(before)
            self.score.change(after, before, partial.tasks)
            return False
        self.true_score.change(before, after, partial.tasks)
        return new < old


def _smooths(objective: Objective, k: int) -> bool:
    """Whether the makespan is to be lowered by way of tardiness against a target.

    Most moves leave a makespan as it is; the sum by which activities overrun a target just below
    tells them apart. Not where due dates count already.
    """
    first = (MEASURES[name] for name, _ in objective.goals[k].terms)
    return any(one.of_finish for one in first) and not any(g.by_dates for g in objective.goals)


def _tardy(goal: Goal) -> Goal:
    late = Lateness.name
    return replace(
        goal, terms=tuple((late if MEASURES[n].of_finish else n, w) for n, w in goal.terms)
    )
