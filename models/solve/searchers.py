"""The searches that `solve` puts to work: CP-SAT, neighbourhoods, annealing, evolution, bounds."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Event

from models.bounds import flow, relaxation
from models.bounds.heads import loaded
from models.cpsat.variables import Variables
from models.measures.goals import Objective
from models.schedule import Schedule
from models.search import (
    annealing,
    crew_annealing,
    evolution,
    large_neighbourhood,
    later,
    strategy,
)
from models.search.large_neighbourhood import Limits
from models.search.later_goal import LaterGoal
from models.search.warm import Warm
from models.solve.allowance import Allowance
from models.solve.cpsat_call import CpSatCall
from models.solve.incumbent import Incumbent
from models.solve.outcome import Helpers


class Searchers:
    """The kinds of search; each begins with the best schedule and hands over what it finds."""

    def __init__(self, standing: Incumbent, allowance: Allowance, helpers: Helpers | None) -> None:
        self.standing = standing
        self.problem, self.goals = standing.problem, standing.goals
        self.allowance = allowance
        self.params = allowance.options.params
        self.helpers = helpers
        self._missed: list[Warm] = []

    def whole(
        self,
        k: int,
        variables: Variables,
        limits: Limits,
        search: Callable[..., object] | None = None,
    ) -> None:
        """Runs CP-SAT on the whole model, and another search beside it if there is one."""
        call = CpSatCall(self.standing, k, variables, timed=not self.allowance.deterministic)
        work = call.run(limits, self.allowance.stop, search)
        if search is None:
            self.allowance.spend(work)

    def neighbours(
        self,
        limits: Limits,
        stop: Callable[[], bool] | None = None,
        begin: Schedule | None = None,
        upto: int | None = None,
    ) -> None:
        """Searches neighbourhoods of a schedule, by default the best; on the helpers if any.

        With `upto`, only the first goals count, up to this many: steps for fewer take less time.
        """
        begin = begin or self.standing.best
        assert begin is not None  # noqa: S101 - asked for when there is one
        if self.helpers:
            limits = replace(limits, workers=self.helpers.workers)
        large_neighbourhood.improve(
            self.problem,
            Objective(goals=self.goals[:upto]),
            begin,
            limits,
            known=large_neighbourhood.KnownValues(
                bounds=tuple(self.standing.bounds[:upto]), caps=self.standing.caps
            ),
            found=self.standing.take,
            stop=stop or self.allowance.stop,
            executor=self.helpers.executor if self.helpers else None,
        )

    def anneal(self, k: int, limits: Limits, variables: Variables | None) -> Limits:
        """Anneals the best schedule for a part of the limits; gives back what is left of them."""
        begin, found = self.standing.best, self.standing.take
        assert begin is not None  # noqa: S101 - asked for when there is one
        share = strategy.annealing(self.problem, self.goals, k, begin, self.params)
        if not share or not self.made(annealing.WARM, limits) or self.standing.proved(k):
            return limits
        begin = self.standing.best or begin  # a better one, if code was waited for
        part, rest = limits.divided(share)
        ends = k == 0 and strategy.ends(self.problem, self.goals, begin, self.params)
        alone = ends or (k > 0 and variables is None)
        chains = part.workers if alone else (part.workers + 1) // 2
        own = replace(part, workers=chains)
        if k or ends:
            goal = LaterGoal(
                goals=self.goals, caps=self.standing.caps, bounds=tuple(self.standing.bounds)
            )
            search = partial(later.anneal_later, self.problem, goal, begin, own, found=found)
        else:
            search = partial(annealing.anneal, self.problem, self.goals, begin, own, found=found)
        self._beside(k, variables, part, chains, search)
        return rest

    def anneal_crews(self, k: int, limits: Limits) -> Limits:
        """Anneals crews for a part of the limits; gives back what is left of them."""
        best, params = self.standing.best, self.params
        assert best is not None  # noqa: S101 - asked for when there is one
        crews = k == 0 and strategy.anneals_crews(self.problem, self.goals, best, params)
        if not crews or not self.made(crew_annealing.WARM, limits) or self.standing.proved(k):
            return limits
        part, rest = limits.divided(params.crews.share)
        search = self._evolution(crew_annealing.anneal_crews, best, part)
        search(stop=self.allowance.stop)
        return rest

    def evolve(self, limits: Limits, variables: Variables | None) -> None:
        """Lets orders evolve: in plain Python until the machine code for that is there."""
        standing = self.standing
        if limits.work is None and not self._compiled(limits, variables):
            return
        if standing.best is not None and not (standing.proved(0) or self.allowance.over):
            code = evolution.annealing_code(self.problem, limits)
            if code and limits.work is None and self.comes_in_time(code):
                code.begin()
            search = self._evolution(evolution.evolve, standing.best, limits)
            self._beside(0, variables, limits, limits.workers, search)

    def _compiled(self, limits: Limits, variables: Variables | None) -> bool:
        """Whether the machine code of orders is there; searches without it until it is."""
        code, best = evolution.warm(self.problem), self.standing.best
        if code.ready() or best is None:
            return code.ready()
        if evolution.is_plain(self.problem):
            comes = self.comes_in_time(code)
            if comes:
                code.begin()
            search = self._evolution(evolution.evolve_plainly, best, limits)

            def until(stop: Callable[[], bool]) -> None:
                search(stop=lambda: stop() or (comes and code.ready()))

            self._beside(0, variables, limits, 1, until)
        elif variables is not None:
            self.whole(0, variables, limits, code.wait)
        return code.ready()

    def _evolution(
        self, evolve: Callable[..., None], best: Schedule, limits: Limits
    ) -> Callable[..., None]:
        """An evolution of orders, still to be given what stops it."""
        ((_, weight),) = self.goals[0].terms
        least = -(-self.standing.bounds[0] // weight)
        return partial(evolve, self.problem, best, limits, bound=least, found=self.standing.take)

    def count_work(self, k: int) -> None:
        """Raises the bound of a goal by what people have time for, given the goals before."""
        standing, current = self.standing, self.standing.current(k)
        if current is not None and not standing.proved(k):
            settled = flow.Settled.of(self.problem, self.goals, standing.caps)
            bound = flow.raised(settled, self.goals[k], standing.bounds[k], current)
            standing.raise_bound(k, bound)

    def relax(self, k: int, schedule: Schedule, ended: Event) -> None:
        """Raises the bound of a goal, beside the search and on a small share of its time."""
        if not self._priced(k, schedule, ended):
            return
        begun, params = time.monotonic(), self.params.relaxation
        found = relaxation.relaxed_bounds(
            loaded(self.problem),
            self.goals[k],
            schedule,
            params,
            reached=lambda: self.standing.current(k),
        )
        for count, bound in enumerate(found):
            self.standing.raise_bound(k, bound)
            pause = params.rest * (time.monotonic() - begun)
            if self.allowance.deterministic:
                if count >= params.iterations:
                    return
            elif ended.wait(pause) or self.allowance.stop():
                return
            begun = time.monotonic()

    def _priced(self, k: int, schedule: Schedule, ended: Event) -> bool:
        """Whether prices bound a goal; waits for their machine code."""
        code = relaxation.WARM
        if not relaxation.bounds_by_prices(self.problem, self.goals[k], schedule):
            return False
        if self.allowance.deterministic:
            return True
        return self.comes_in_time(code) and code.wait(
            lambda: ended.is_set() or self.allowance.stop()
        )

    def _beside(
        self,
        k: int,
        variables: Variables | None,
        limits: Limits,
        taken: int,
        search: Callable[..., object],
    ) -> None:
        """Runs a search on some workers, and CP-SAT on the others, for the sake of the bound."""
        if variables is None or limits.workers == taken:
            search(stop=self.allowance.stop)
        else:
            self.whole(k, variables, replace(limits, workers=limits.workers - taken), search)

    def made(self, code: Warm, limits: Limits) -> bool:
        """Whether machine code is there; neighbourhoods search until it is.

        Under a deterministic limit it is made when it is first called, in time that does not count.
        """
        if limits.work is not None:
            return True
        if not self.comes_in_time(code):
            return False
        if not code.ready():
            code.begin()
            self.neighbours(limits, lambda: self.allowance.stop() or code.ready() or code.failed)
        return code.ready()

    def comes_in_time(self, code: Warm) -> bool:
        """Whether machine code is there, or can be made beside the search; else it is missed."""
        if (
            self.allowance.deterministic
            or self.allowance.time_left >= self.params.sharing.compiling
        ):
            return True
        if not code.ready():
            self._missed.append(code)
        return code.ready()

    def compile_what_was_missed(self) -> None:
        """Begins to make the machine code for which the search had no time, for later ones."""
        for code in self._missed:
            code.begin()
