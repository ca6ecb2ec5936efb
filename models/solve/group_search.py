"""A makespan in groups: CP-SAT on it raises the bound, and says when people should begin."""

from dataclasses import replace

from models import rules
from models.bounds.groups import in_groups, near_starts, sooner, told_in_groups
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
        self._solve(own, limits, shortest=True)
        standing.raise_bound(0, own.bounds[0])
        standing.tell(standing.current(0), "groups")
        for attempt, slack in enumerate(_SLACKS):
            if standing.proved(0) or own.bounds[0] >= standing.best.makespan:
                return
            schedule = self._another(groups, attempt, staffing) if attempt else own.best
            if schedule is not None and schedule.makespan < standing.best.makespan:
                self._staff(schedule, slack, staffing)

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
            variables.model.minimize(objective.expression(variables, own.goals[0]))

        def enough() -> bool:
            current = self.standing.current(0)
            return self.allowance.stop() or current is None or current <= own.bounds[0]

        call = CpSatCall(own, 0, variables, timed=not self.allowance.deterministic)
        call.run(limits, enough)
