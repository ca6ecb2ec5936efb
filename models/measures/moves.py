"""``Σ |start − previous|``: slots by which starts differ from an earlier plan's."""

from typing import TYPE_CHECKING

from models.measures.base import Measure, planned
from models.problem import Problem
from models.schedule import Schedule

if TYPE_CHECKING:
    from models.cpsat.variables import Linear, Variables


class Moves(Measure):
    """Distance from an earlier plan (stability)."""

    name = "moves"
    separable = True

    def value(self, problem: Problem, schedule: Schedule) -> int:
        """Σ |start − previous|."""
        previous = ((problem.activities[i].previous, task) for i, task in planned(schedule))
        return sum(abs(task.start - before) for before, task in previous if before is not None)

    def expression(self, variables: "Variables") -> "Linear":
        """The sum of distances; each is at least the difference in either direction."""
        terms: list[Linear] = []
        for i, activity in enumerate(variables.problem.activities):
            if activity.previous is None:
                continue

            def moved(schedule: Schedule, i: int = i, previous: int = activity.previous) -> int:
                task = schedule.tasks[i]
                return 0 if task is None else abs(task.start - previous)

            slots = variables.integer(0, variables.problem.horizon, f"moved[{i}]", moved)
            there, difference = variables.present[i], variables.start[i] - activity.previous
            variables.model.add(slots >= difference).only_enforce_if(there)
            variables.model.add(slots >= -difference).only_enforce_if(there)
            terms.append(slots)
        return variables.total(terms)
