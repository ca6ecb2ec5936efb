"""A makespan in groups: CP-SAT on it raises the bound, and says when people should begin."""

import time
from dataclasses import replace

from models import rules
from models.bounds.groups import in_groups, near_starts, sooner, told_in_groups
from models.bounds.together import bounded_together
from models.measures import objective
from models.problem import Problem
from models.schedule import Schedule
from models.search.large_neighbourhood import Limits
from models.solve.allowance import Allowance
from models.solve.cpsat_call import CpSatCall
from models.solve.incumbent import Incumbent

_SLACKS = 1, 1, 1, 3, 1, 1, 1, 3
"""Slots by which starts may differ from those in groups when people are looked for, try by try."""


class GroupSearch:
    """CP-SAT on the problem with groups in place of people; the first goal is the makespan."""

    def __init__(self, standing: Incumbent, allowance: Allowance) -> None:
        self.standing, self.allowance = standing, allowance

    def run(self, share: float) -> None:
        """Raises the bound, then looks for people near the starts in groups.

        The first try begins with the schedule of the bound, each other with another one that is
        shorter than the best of the whole: people for it are found at once, or seldom.

        Never without a limit.
        """
        staffing = self.allowance.options.params.sharing.staffing
        standing, groups = self.standing, in_groups(self.standing.problem)
        limits = None if groups is None or standing.best is None else self.allowance.take(share)
        if groups is None or standing.best is None or limits is None:
            return
        own = self._own(groups)
        own.take(told_in_groups(groups, standing.best), "the whole")
        self._bound_together(own, standing.best.makespan, limits)
        if not standing.proved(0):
            self._solve(own, limits, shortest=True)
            self._raise(own.bounds[0])
        for attempt, slack in enumerate(_SLACKS):
            if standing.proved(0) or own.bounds[0] >= standing.best.makespan:
                return
            schedule = self._another(groups, attempt, staffing) if attempt else own.best
            if schedule is not None and schedule.makespan < standing.best.makespan:
                self._staff(schedule, slack, staffing)

    def _bound_together(self, own: Incumbent, best: int, limits: Limits) -> None:
        """Raises the bound by what can run together, in half of the limits at most."""
        until = None if limits.until is None else (time.monotonic() + limits.until) / 2
        most = float("inf") if limits.work is None else limits.work / 2

        def stop(work: float) -> bool:
            late = until is not None and time.monotonic() >= until
            return late or work >= most or self.allowance.stop()

        (_, weight), *_ = own.goals[0].terms
        own.raise_bound(0, weight * bounded_together(own.problem, best, stop))
        self._raise(own.bounds[0])

    def _raise(self, bound: int) -> None:
        """Tells of a bound of the makespan in groups."""
        self.standing.raise_bound(0, bound)
        self.standing.tell(self.standing.current(0), "groups")

    def _another(self, groups: Problem, seed: int, share: float) -> Schedule | None:
        """Any schedule in groups that is shorter than the best one of the whole."""
        best, limits = self.standing.best, self.allowance.take(share)
        if best is None or limits is None:
            return None
        own = self._own(sooner(groups, best.makespan - 1))
        self._solve(own, replace(limits, seed=limits.seed + seed), shortest=False)
        return own.best

    def _staff(self, schedule: Schedule, slack: int, share: float) -> None:
        """Looks for people near the starts of a schedule in groups, which is shorter.

        Any schedule will do: CP-SAT finds one in a second where it finds none for a goal.
        """
        limits = self.allowance.take(share)
        if limits is not None:
            own = self._own(near_starts(self.standing.problem, schedule, slack))
            self._solve(own, limits, shortest=False)
            self.standing.take(own.best, "groups")

    def _own(self, problem: Problem) -> Incumbent:
        """What stands for another problem, of which nobody else hears."""
        return Incumbent(problem, self.standing.goals[:1], lambda _: None, lambda _: None)

    def _solve(self, own: Incumbent, limits: Limits, *, shortest: bool) -> None:
        """CP-SAT on another problem, until its makespan says all that it can say.

        Where not the shortest is wanted, any schedule will do.
        """
        variables = rules.formulated(own.problem, self.allowance.stop)
        if variables is None:
            return
        if shortest:
            goal = objective.expression(variables, own.goals[0])
            variables.model.add(goal >= own.bounds[0])
            variables.model.minimize(goal)

        def enough() -> bool:
            current = self.standing.current(0)
            return self.allowance.stop() or current is None or current <= own.bounds[0]

        timed = not self.allowance.deterministic
        call = CpSatCall(own, 0, variables, timed=timed, for_bound=shortest)
        call.run(limits, enough)
