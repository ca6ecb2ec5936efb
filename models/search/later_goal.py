"""A goal after others, and one cooling of lists for it."""

from dataclasses import dataclass

from models.measures.goals import Goal, measure
from models.problem import Problem
from models.schedule import Schedule
from models.search.annealing import Annealing
from models.search.large_neighbourhood import Limits
from models.timing.network import lengths


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterGoal:
    """A goal, mostly after others, and what is known of it.

    Args:
        goals: All of them, in strict order.
        caps: What those before this one may reach; empty for the first.
        bounds: Of all.
    """

    goals: tuple[Goal, ...]
    caps: tuple[int, ...]
    bounds: tuple[int, ...]

    @property
    def goal(self) -> Goal:
        """The goal itself."""
        return self.goals[len(self.caps)]

    @property
    def bound(self) -> int:
        """Its bound."""
        return self.bounds[len(self.caps)]

    @property
    def before(self) -> tuple[Goal, ...]:
        """Those before it."""
        return self.goals[: len(self.caps)]


class LaterAnnealing(Annealing):
    """Annealing whose temperature goes by how far the schedule is above its bound.

    Where cost counts, it is how much dearer it is, and a slot of tardiness costs as much as people
    cost for some slots: what it takes to end earlier is to be cheap in less time.
    """

    def __init__(
        self, problem: Problem, later: LaterGoal, schedule: Schedule, limits: Limits
    ) -> None:
        names = [goal.terms[0][0] for goal in (*later.before, later.goal)]
        self.cents = self.tardy = 0.0
        if "cost" in names:
            k = names.index("cost")
            self.cents = later.bounds[k] / later.goals[k].terms[0][1]
            paid = measure(problem, schedule, "cost") / max(1, sum(lengths(problem)))
            self.tardy = max(1.0, limits.params.later.firm * paid)
        prices = {"cost": 1.0} if self.tardy else {}
        if names[-1] != "cost":
            prices["lateness"] = self.tardy or 1.0
        super().__init__(problem, prices, schedule, limits)

    @property
    def _reached(self) -> bool:
        """Whether nothing is late any more."""
        return not self.tardy and self._value <= 0

    def _mean(self, schedule: Schedule) -> float:
        """The mean distance of an activity from the bound: cents, or slots of tardiness."""
        count = len(self.problem.activities)
        if self.tardy:
            dear = measure(self.problem, schedule, "cost") - self.cents
            return self.params.cheaper * max(1.0, dear) / count
        late = measure(self.problem, schedule, "lateness") / count
        return max(late, self.limits.params.later.tardy)
