"""The last end: of everything (the makespan), or of what is open (leads to no due date)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.measures.base import Measure, Placement, planned
from models.problem import Problem
from models.restated import ending
from models.schedule import Schedule

if TYPE_CHECKING:
    from models.cpsat.variables import Linear, Variables


class Finish(Measure):
    """The makespan."""

    name = "finish"
    of_finish = True
    price = "finish"

    def counted(self, problem: Problem) -> Sequence[int]:
        """The activities whose end counts."""
        return range(len(problem.activities))

    def value(self, problem: Problem, schedule: Schedule) -> int:
        """The last end of those that count; 0 if none of them is planned."""
        counted = set(self.counted(problem))
        return max((task.end for i, task in planned(schedule) if i in counted), default=0)

    def expression(self, variables: "Variables") -> "Linear":
        """No activity that counts and is present ends later."""
        from models.bounds import load
        from models.timing.network import tails

        problem, counted = variables.problem, self.counted(variables.problem)
        latest = max((variables.window[i][1] for i in counted), default=0)
        last = variables.integer(0, latest, self.name, lambda s: self.value(problem, s))
        for i in counted:
            variables.model.add(last >= variables.end[i]).only_enforce_if(variables.present[i])
        least = self.bound(problem)
        variables.model.add(last >= least)
        load.until(variables, last, least, tails(problem, counted), counted)
        return last

    def bound(self, problem: Problem) -> int:
        """The longest chain, and the time each group needs for what only it can do."""
        from models.bounds.lower import last_end

        return last_end(problem, self.counted(problem))

    def within(self, problem: Problem, most: int) -> Problem:
        """Nothing that counts ends later."""
        return ending(problem, dict.fromkeys(self.counted(problem), most))

    def range(self, problem: Problem) -> int:
        """The whole axis."""
        return problem.horizon

    def of_placement(self, placement: Placement) -> int:
        """Late slots."""
        return placement.late


class OpenFinish(Finish):
    """The last end of the activities with `Activity.open`.

    Without it, work that no due date waits for would be put off for ever to save money.
    """

    name = "open_finish"

    def counted(self, problem: Problem) -> Sequence[int]:
        """Those that are open."""
        return [i for i, activity in enumerate(problem.activities) if activity.open]
