"""`solve`: construct, then optimise goal after goal, verify everything."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Event

from models import rules
from models.bounds import relaxation
from models.cpsat.variables import Variables
from models.measures import objective
from models.measures.goals import Goal, Objective
from models.problem import Problem
from models.schedule import Schedule
from models.search import annealing, evolution, greedy, large_neighbourhood, strategy
from models.search.activity_lists import fits
from models.search.joining import joined
from models.search.large_neighbourhood import Limits
from models.search.left_shift import left_shifted
from models.search.near import anneal_near, goal_of_changes
from models.search.params import Shares
from models.search.size import choices
from models.search.warm import Warm
from models.solve.caps import Caps
from models.solve.cpsat_call import CpSatCall
from models.solve.incumbent import Incumbent
from models.solve.outcome import Helpers, Observer, Result, SolveOptions
from models.timing import network


def solve(
    problem: Problem,
    goals: Objective,
    options: SolveOptions | None = None,
    *,
    observer: Observer | None = None,
    stop: Callable[[], bool] = lambda: False,
    known: Schedule | None = None,
    keep: Callable[[Schedule], None] = lambda _: None,
    helpers: Helpers | None = None,
) -> Result:
    """Plan the problem.

    Args:
        problem: What to plan.
        goals: What is good, in strict order.
        options: Limits; see `SolveOptions`.
        observer: Told of progress.
        stop: Asked often; once true, the search ends with the best schedule so far.
        known: A schedule to begin with, from an earlier search; ignored where it is not valid.
        keep: Given each verified schedule that is better than those before, for safe keeping.
        helpers: Other processes or machines to search on; threads of this process if None.
    """
    standing = Incumbent(problem, goals.goals, observer or (lambda _: None), keep)
    if network.windows(problem).empty:
        return Result(status="infeasible")
    options = options or SolveOptions()
    search = _Search(standing, options, stop, helpers)
    standing.take(known, "an earlier search")
    construction = options.params.construction
    if standing.best is None or (construction.begins and search.near is None):
        built = greedy.construct(
            problem, goals, params=construction, stop=stop, enough=search.constructed
        )
        standing.take(built, "construction")
    search.run()
    search.compile_what_was_missed()
    search.left_shift()
    return standing.result()


class _Search:
    """The state of one call of `solve`: who searches, in what order, for how long."""

    def __init__(
        self,
        standing: Incumbent,
        options: SolveOptions,
        stop: Callable[[], bool],
        helpers: Helpers | None,
    ) -> None:
        self.standing = standing
        self.problem, self.goals = standing.problem, standing.goals
        self.options = options
        self.params = options.params
        self.stop = stop
        self.helpers = helpers
        self.work_left = options.deterministic_limit
        self._missed: Warm | None = None
        large = choices(self.problem) > self.params.sharing.small
        self.near = goal_of_changes(self.problem, self.goals) if large else None
        self.nearby: Schedule | None = None

    def run(self) -> None:
        """Optimise each goal in turn, keeping those before at the best value found."""
        standing = self.standing
        if standing.all_proved or self.stop():
            return
        if self.near is not None and standing.best is not None:
            if self._near(standing.best):
                return
        elif choices(self.problem) > self.params.sharing.whole and standing.best is not None:
            self._improve(0, 1.0)
            return
        variables = rules.formulated(self.problem, self.stop)
        if variables is None:
            return
        caps = Caps(variables, self.goals)
        for k in standing.stages():
            caps.set(standing.caps)
            if not self._over():
                self._optimise(k, variables, self.goals[k])
            if self._over() or standing.best is None or standing.infeasible:
                return

    def _near(self, schedule: Schedule) -> bool:
        """Search near a known plan; True if that is all there is time for.

        Otherwise it may be that less of the first goals is had with another plan.
        """
        params, standing = self.params.near, self.standing
        limits = self._taken(params.share if self._short() else params.share / 4)
        fitting = limits is not None and fits(self.problem, self.goals[0])
        if limits is not None and fitting and self._made(annealing.WARM, limits):
            search = partial(anneal_near, self.problem, self.goals, schedule, limits)
            search(found=standing.take, stop=self.stop)
        if self._short():
            self._in_turn()
            return True
        self.nearby = standing.best
        if not standing.proved(0) and not self._over():
            built = greedy.construct(
                self.problem, Objective(goals=self.goals), stop=self.stop, enough=self.constructed
            )
            standing.take(built, "construction")
        return False

    def _short(self) -> bool:
        left = self._time_left() if self.work_left is None else self.work_left
        return strategy.without_model(self.problem, left, self.params)

    def _in_turn(self) -> None:
        """Neighbourhoods for each goal in turn, without the whole model."""
        for k in self.standing.stages():
            if self.standing.held or (k == 0 and self.standing.proved(k)):
                continue
            last = k + 1 == len(self.goals)
            limits = self._taken(1.0 if last else self.params.near.first if k == 0 else 0.8)
            if limits is not None:
                self._neighbours(limits)

    def _taken(self, share: float) -> Limits | None:
        """A share of what is left, which is taken then; None where there is no limit or no more."""
        limits = self._limits(share)
        if self._over() or (limits.until is None and limits.work is None):
            return None
        if self.work_left is not None:
            self.work_left *= 1 - share
        return limits

    def constructed(self) -> bool:
        """Whether the construction has had its share of the time."""
        limit = self.options.time_limit
        if self.work_left is not None or limit is None:
            return False
        return self.standing.seconds >= self.params.construction.share * limit

    def _optimise(self, k: int, variables: Variables, goal: Goal) -> None:
        """Optimises one goal: a look with CP-SAT, neighbourhoods if far from a proof, CP-SAT again.

        The last call is for the proof: it has the rows that bound lateness, which cost time where a
        better schedule is looked for.
        """
        standing = self.standing
        self._come_near(k)
        last = k + 1 == len(self.goals) and not standing.held
        variables.model.minimize(objective.expression(variables, goal))
        shares = self._shares(k)
        proof = 1.0 if last else self.params.sharing.proof
        for to_prove, share in ((False, shares.look), (True, proof)):
            if standing.proved(k) or standing.infeasible or self._over():
                break
            if to_prove and shares.neighbourhoods and self._far(k, shares.near):
                self._improve(k, shares.neighbourhoods, variables)
            if not share or standing.proved(k) or self._over():
                continue
            small = choices(self.problem) <= self.params.sharing.large
            if to_prove and small and goal.by_dates:
                objective.tighten(variables)
            self._whole(k, variables, self._limits(share))

    def _come_near(self, k: int) -> None:
        """From the schedule near a known plan towards what another one came to in the goals before.

        Neighbourhoods of the other one would have to bring it back step by step.
        """
        near, standing = self.nearby, self.standing
        if k != self.near or near is None or standing.best is None:
            return
        if standing.values(near)[k] < standing.values(standing.best)[k]:
            limits = self._taken(self.params.near.again)
            if limits is not None:
                self._neighbours(limits, begin=near)

    def _far(self, k: int, near: float) -> bool:
        current = self.standing.current(k)
        return current is not None and current - self.standing.bounds[k] > near * abs(current)

    def _shares(self, k: int) -> Shares:
        """The shares of the time for a goal; code that comes too late leaves its to CP-SAT."""
        found = strategy.shares(self.problem, self.goals, k, self.standing.best, self.params)
        evolving = found == self.params.sharing.evolving
        if evolving and not self._comes_in_time(evolution.warm(self.problem)):
            return self.params.sharing.dates
        return found

    def _comes_in_time(self, code: Warm) -> bool:
        """Whether machine code is there, or can be made beside the search; else it is missed."""
        if self.work_left is not None or self._time_left() >= self.params.sharing.compiling:
            return True
        if not code.ready():
            self._missed = code
        return code.ready()

    def compile_what_was_missed(self) -> None:
        """Begins to make the machine code for which the search had no time, for later ones."""
        if self._missed is not None:
            self._missed.begin()

    def _improve(self, k: int, share: float, variables: Variables | None = None) -> None:
        """Search for all goals in other ways than CP-SAT, and better bounds for one.

        Never without a limit.
        """
        best = self.standing.best
        limits = None if best is None else self._taken(share)
        if best is None or limits is None:
            return
        if k == 0 and strategy.evolves(self.problem, self.goals, best, self.params):
            self._evolve(limits, variables)
            return
        ended = Event()
        with ThreadPoolExecutor(1) as executor:
            relaxing = executor.submit(self._relax, k, best, ended)
            try:
                if limits.work is not None:
                    relaxing.result()
                self._neighbours(self._anneal(k, limits, variables))
            finally:
                ended.set()
            relaxing.result()
        self.standing.tell(self.standing.current(k), "relaxation")

    def _evolve(self, limits: Limits, variables: Variables | None) -> None:
        """Orders evolve; CP-SAT goes on until the machine code for it is there."""
        code = evolution.warm(self.problem)
        if variables is not None and limits.work is None and not code.ready():
            self._whole(0, variables, limits, code.wait)
        standing, ((_, weight),) = self.standing, self.goals[0].terms
        if standing.best is None or standing.proved(0) or self._over():
            return
        least = -(-standing.bounds[0] // weight)
        search = partial(
            evolution.evolve,
            self.problem,
            standing.best,
            limits,
            bound=least,
            found=standing.take,
        )
        self._beside(0, variables, limits, limits.workers, search)

    def _neighbours(
        self,
        limits: Limits,
        stop: Callable[[], bool] | None = None,
        begin: Schedule | None = None,
    ) -> None:
        """Neighbourhoods of the best schedule, or another, on the helpers if there are any."""
        begin = begin or self.standing.best
        assert begin is not None  # noqa: S101 - asked for when there is one
        if self.helpers:
            limits = replace(limits, workers=self.helpers.workers)
        large_neighbourhood.improve(
            self.problem,
            Objective(goals=self.goals),
            begin,
            limits,
            known=large_neighbourhood.KnownValues(
                bounds=tuple(self.standing.bounds), caps=self.standing.caps
            ),
            found=self.standing.take,
            stop=stop or self.stop,
            executor=self.helpers.executor if self.helpers else None,
        )

    def _anneal(self, k: int, limits: Limits, variables: Variables | None) -> Limits:
        """Anneal the schedule for a part of the limits; what is left of them."""
        share = strategy.annealing(self.problem, self.goals, k, self.params)
        if not share or not self._made(annealing.WARM, limits) or self.standing.proved(k):
            return limits
        part = replace(limits, work=None if limits.work is None else share * limits.work)
        if limits.until is not None:
            now = time.monotonic()
            part = replace(part, until=now + share * (limits.until - now))
        chains = (part.workers + 1) // 2
        own = replace(part, workers=chains)
        assert self.standing.best is not None  # noqa: S101 - asked for when there is one
        search = partial(
            annealing.anneal,
            self.problem,
            self.goals,
            self.standing.best,
            own,
            found=self.standing.take,
        )
        self._beside(k, variables, part, chains, search)
        return replace(limits, work=None if limits.work is None else (1 - share) * limits.work)

    def _made(self, code: Warm, limits: Limits) -> bool:
        """Whether machine code is there; neighbourhoods search until it is.

        Under a deterministic limit it is made when it is first called, in time that does not count.
        """
        if limits.work is not None:
            return True
        if not self._comes_in_time(code):
            return False
        if not code.ready():
            code.begin()
            self._neighbours(limits, lambda: self.stop() or code.ready() or code.failed)
        return code.ready()

    def _beside(
        self,
        k: int,
        variables: Variables | None,
        limits: Limits,
        taken: int,
        search: Callable[..., object],
    ) -> None:
        """A search that takes some workers; CP-SAT has the others, for the sake of the bound."""
        if variables is None or limits.workers == taken:
            search(stop=self.stop)
        else:
            self._whole(k, variables, replace(limits, workers=limits.workers - taken), search)

    def _relax(self, k: int, schedule: Schedule, ended: Event) -> None:
        """Raises the bound of a goal, beside the search and on a small share of its time."""
        begun, params = time.monotonic(), self.params.relaxation
        found = relaxation.relaxed_bounds(self.problem, self.goals[k], schedule, params)
        for count, bound in enumerate(found):
            self.standing.raise_bound(k, bound)
            pause = params.rest * (time.monotonic() - begun)
            if self.work_left is not None:
                if count >= params.iterations:
                    return
            elif ended.wait(pause) or self.stop():
                return
            begun = time.monotonic()

    def _limits(self, share: float) -> Limits:
        """A share of what is left."""
        timed = self.work_left is None and self.options.time_limit is not None
        return Limits(
            until=time.monotonic() + share * self._time_left() if timed else None,
            work=None if self.work_left is None else share * self.work_left,
            workers=self.options.workers,
            seed=self.options.seed,
            params=self.params,
        )

    def _whole(
        self,
        k: int,
        variables: Variables,
        limits: Limits,
        search: Callable[..., object] | None = None,
    ) -> None:
        """CP-SAT on the whole model, and beside it another search if there is one."""
        timed = self.work_left is None
        work = CpSatCall(self.standing, k, variables, timed=timed).run(limits, self.stop, search)
        if self.work_left is not None and search is None:
            self.work_left -= work

    def left_shift(self) -> None:
        """Settles what the goals leave open, unless a goal loses by it."""
        best = self.standing.best
        if best is not None:
            fewer = joined(self.problem, best, no_worse=self.standing.no_worse)
            tidied = left_shifted(
                self.problem, fewer, no_worse=self.standing.no_worse, params=self.params.left_shift
            )
            if tidied != best:
                self.standing.touch(tidied)

    def _over(self) -> bool:
        if self.work_left is not None:
            return self.stop() or self.work_left <= 0
        return self.stop() or self._time_left() <= 0

    def _time_left(self) -> float:
        limit = self.options.time_limit
        return float("inf") if limit is None else limit - self.standing.seconds
