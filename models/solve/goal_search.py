"""Goal after goal: which searches work on a goal, in what order, for which share of the time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Event

from models.cpsat.variables import Variables
from models.measures import objective
from models.measures.goals import Objective
from models.schedule import Schedule
from models.search import annealing, evolution, greedy, strategy
from models.search.activity_lists import fits
from models.search.joining import joined
from models.search.left_shift import left_shifted
from models.search.near import anneal_near, goal_of_changes
from models.search.params import Shares
from models.search.size import choices
from models.solve.allowance import Allowance
from models.solve.group_search import GroupSearch
from models.solve.incumbent import Incumbent
from models.solve.searchers import Searchers
from models.solve.whole_model import WholeModel


class GoalSearch:
    """Optimises the goals of a problem one after the other, each within its share of the time."""

    def __init__(self, standing: Incumbent, allowance: Allowance, searchers: Searchers) -> None:
        self.standing = standing
        self.problem, self.goals = standing.problem, standing.goals
        self.allowance = allowance
        self.searchers = searchers
        self.params = allowance.options.params
        large = choices(self.problem) > self.params.sharing.small
        self.near = goal_of_changes(self.problem, self.goals) if large else None
        self.nearby: Schedule | None = None

    def run(self) -> None:
        """Optimise each goal in turn, keeping those before at the best value found."""
        standing = self.standing
        if standing.all_proved or self.allowance.stop():
            return
        if self.near is not None and standing.best is not None:
            if self._near(standing.best):
                return
        elif choices(self.problem) > self.params.sharing.whole and standing.best is not None:
            self._without_model()
            return
        whole = WholeModel(standing, self.allowance.stop)
        for k in standing.stages():
            if not self.allowance.over:
                self.searchers.count_work(k)
                self._come_near(k)
                self._optimise(k, whole)
            if self.allowance.over or standing.best is None or standing.infeasible:
                return

    def _without_model(self) -> None:
        """Optimises each goal of a plan that is too large for the whole model.

        Neighbourhoods improve all goals from the one at hand on at once, so that only those that
        are annealed have a share of their own.
        """
        told = [self._anneals(k) for k in range(len(self.goals))]
        for k in self.standing.stages():
            if self.allowance.over:
                return
            if told[k]:
                self.searchers.count_work(k)
            if not self.standing.proved(k):
                self._improve(k, 1 / (len(told) - k) if any(told[k + 1 :]) else 1.0)

    def _near(self, schedule: Schedule) -> bool:
        """Searches near a known plan; True if there is no time for more.

        Otherwise it may be that less of the first goals is had with another plan.
        """
        params, standing = self.params.near, self.standing
        limits = self.allowance.take(self._annealed() if self._short() else params.share / 4)
        fitting = limits is not None and fits(self.problem, self.goals[0])
        if limits is not None and fitting and self.searchers.made(annealing.WARM, limits):
            search = partial(anneal_near, self.problem, self.goals, schedule, limits)
            search(found=standing.take, stop=self.allowance.stop)
        if self._short():
            self._in_turn()
            return True
        self.nearby = standing.best
        if not standing.proved(0) and not self.allowance.over:
            built = greedy.construct(
                self.problem,
                Objective(goals=self.goals),
                stop=self.allowance.stop,
                enough=self.constructed,
            )
            standing.take(built, "construction")
        return False

    def _annealed(self) -> float:
        """The share of the time that annealing near a plan has where the whole model has none."""
        params, left = self.params.near, self.allowance.left
        return params.share if left <= 0 else min(1.0, max(params.share, params.least / left))

    def _short(self) -> bool:
        return strategy.without_model(self.problem, self.allowance.left, self.params)

    def _in_turn(self) -> None:
        """Searches neighbourhoods for each goal in turn, without the whole model."""
        for k in self.standing.stages():
            if self.standing.held or (k == 0 and self.standing.proved(k)):
                continue
            last = k + 1 == len(self.goals)
            limits = self.allowance.take(1.0 if last else self.params.near.first if k == 0 else 0.8)
            if limits is not None:
                self.searchers.neighbours(limits, upto=1 + max(k, self.near or 0))

    def constructed(self) -> bool:
        """Whether the construction has had its share of the time."""
        limit = self.allowance.options.time_limit
        if self.allowance.deterministic or limit is None:
            return False
        return self.standing.seconds >= self.params.construction.share * limit

    def _optimise(self, k: int, whole: WholeModel) -> None:
        """Optimises one goal: a look with CP-SAT, neighbourhoods if far from a proof, CP-SAT again.

        The last call is for the proof: it has the rows that bound lateness, which cost time where a
        better schedule is looked for.
        """
        standing = self.standing
        if standing.proved(k):
            return
        small = choices(self.problem) <= self.params.sharing.large
        early, shares = self._begins(k), self._shares(k)
        if early:
            self._improve(k, shares.neighbourhoods)
        done = standing.proved(k) or (early and k > 0)
        variables = None if done else whole.minimising(k)
        if variables is None:
            return
        last = k + 1 == len(self.goals) and not standing.held
        grouped = strategy.in_groups(self.goals, k, self.params)
        later = k > 0 and self._anneals(k)
        part = self.params.later.proof if later else self.params.sharing.proof
        proof = 1.0 if last else part
        for to_prove, share in ((False, shares.look), (True, proof)):
            if standing.proved(k) or standing.infeasible or self.allowance.over:
                break
            if to_prove and not early and shares.neighbourhoods and self._far(k, shares.near):
                self._improve(k, shares.neighbourhoods, variables)
            if to_prove and grouped and not standing.proved(k):
                GroupSearch(standing, self.allowance).run(grouped)
            if not share or standing.proved(k) or self.allowance.over:
                continue
            if to_prove and small and self.goals[k].by_dates:
                objective.tighten(variables)
            self.searchers.whole(k, variables, self.allowance.limits(share))

    def _anneals(self, k: int) -> bool:
        """Whether lists are annealed for a goal."""
        best, params = self.standing.best, self.params
        return (
            best is not None and strategy.annealing(self.problem, self.goals, k, best, params) > 0
        )

    def _begins(self, k: int) -> bool:
        """Whether a goal is annealed before the whole model is built for it, or without it.

        A last end as the first goal, unless its machine code comes too late; a later goal of a
        large plan.
        """
        best, params = self.standing.best, self.params
        if best is None or not self._anneals(k):
            return False
        if k > 0:
            return choices(self.problem) > params.sharing.large
        ends = strategy.ends(self.problem, self.goals, best, params)
        return ends and self.searchers.comes_in_time(annealing.WARM)

    def _come_near(self, k: int) -> None:
        """Searches from the schedule near a known plan towards the best values of earlier goals.

        Neighbourhoods of the other one would have to bring it back step by step.
        """
        near, standing = self.nearby, self.standing
        if k != self.near or near is None or standing.best is None:
            return
        if standing.values(near)[k] < standing.values(standing.best)[k]:
            limits = self.allowance.take(self.params.near.again)
            if limits is not None:
                self.searchers.neighbours(limits, begin=near)

    def _far(self, k: int, near: float) -> bool:
        current = self.standing.current(k)
        return current is not None and current - self.standing.bounds[k] > near * abs(current)

    def _shares(self, k: int) -> Shares:
        """The shares of the time for a goal; code that comes too late leaves its to CP-SAT.

        Orders evolve in plain Python until then.
        """
        found = strategy.shares(self.problem, self.goals, k, self.standing.best, self.params)
        of = self.params.sharing
        coded = found in (of.evolving, of.moded) and not evolution.is_plain(self.problem)
        if coded and not self.searchers.comes_in_time(evolution.warm(self.problem)):
            return of.dates
        if found == of.small_plan and not self.allowance.deterministic:
            least = min(of.short, of.least / max(self.allowance.time_left, of.least))
            return replace(found, look=max(found.look, least))
        return found

    def _improve(self, k: int, share: float, variables: Variables | None = None) -> None:
        """Search for all goals in other ways than CP-SAT, and better bounds for one.

        Never without a limit.
        """
        best = self.standing.best
        limits = None if best is None else self.allowance.take(share)
        if best is None or limits is None:
            return
        if k == 0 and strategy.evolves(self.problem, self.goals, best, self.params):
            self.searchers.evolve(limits, variables)
            return
        ended = Event()
        with ThreadPoolExecutor(1) as executor:
            relaxing = executor.submit(self.searchers.relax, k, best, ended)
            try:
                if limits.work is not None:
                    relaxing.result()
                left = self.searchers.anneal_crews(k, limits)
                self.searchers.neighbours(self.searchers.anneal(k, left, variables))
            finally:
                ended.set()
            relaxing.result()
        self.standing.tell(self.standing.current(k), "relaxation")

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
