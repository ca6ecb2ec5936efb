"""The number of activities that end after their due slot."""

from typing import TYPE_CHECKING

from models.measures.base import Measure, Placement, planned
from models.measures.duedates import earliest, may_be_late, tardiness, tardiness_of
from models.problem import Problem
from models.schedule import Schedule

if TYPE_CHECKING:
    from models.cpsat.variables import Linear, Variables


class LateCount(Measure):
    """The number of tardy activities."""

    name = "late_count"
    separable = True
    by_dates = True

    def value(self, problem: Problem, schedule: Schedule) -> int:
        """Counts the tardy activities."""
        return sum(tardiness(problem, i, task) > 0 for i, task in planned(schedule))

    def expression(self, variables: "Variables") -> "Linear":
        """A literal each: it is true, or the activity ends by its due slot."""
        terms: list[Linear] = []
        for i, late in may_be_late(variables):
            tardy = tardiness_of(variables, i)
            literal = variables.boolean(f"late[{i}]", lambda s, of=tardy: of(s) > 0)  # type: ignore[misc]
            for due, when in late.dues:
                variables.model.add(late.end <= due).only_enforce_if(~literal, *when)
            variables.late[i] = literal
            terms.append(literal)
        return variables.total(terms)

    def bound(self, problem: Problem) -> int:
        """The number of activities that are late even if everything ends at its earliest."""
        return sum(tardiness(problem, i, task) > 0 for i, task in earliest(problem))

    def range(self, problem: Problem) -> int:
        """All of them."""
        return len(problem.activities)

    def of_placement(self, placement: Placement) -> int:
        """Late slots: the fewer, the likelier that it is none."""
        return placement.late
