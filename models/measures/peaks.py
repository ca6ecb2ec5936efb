"""``Σ over resources of the most units in use at an instant``.

As in resource levelling (Möhring 1984: "resource investment").
"""

from itertools import accumulate
from typing import TYPE_CHECKING

from models.bookings import bookings
from models.measures.base import Measure, planned
from models.problem import Problem
from models.schedule import Schedule

if TYPE_CHECKING:
    from models.cpsat.variables import Linear, Variables


class Peaks(Measure):
    """The most units in use at once, over all resources."""

    name = "peaks"

    def value(self, problem: Problem, schedule: Schedule) -> int:
        """Σ peak."""
        return sum(peak(problem, schedule, r) for r in range(len(problem.resources)))

    def expression(self, variables: "Variables") -> "Linear":
        """``Σ peak_r``, where the units of r in use never exceed ``peak_r``."""
        from models.rules.capacity import uses

        problem = variables.problem
        terms: list[Linear] = []
        for r, taking in enumerate(uses(variables)):
            if not taking:
                continue

            def most_used(schedule: Schedule, r: int = r) -> int:
                return peak(problem, schedule, r)

            most = variables.integer(0, problem.resources[r].capacity, f"peak[{r}]", most_used)
            intervals, units = zip(*((use.interval, use.units) for use in taking), strict=True)
            variables.model.add_cumulative(intervals, units, most)
            terms.append(most)
        return variables.total(terms)


def peak(problem: Problem, schedule: Schedule, resource: int) -> int:
    """The most units of the resource in use at an instant, reservations included."""
    changes = [
        change
        for taken in problem.reservations
        if taken.resource == resource and taken.start < taken.end
        for change in ((taken.start, taken.units), (taken.end, -taken.units))
    ]
    for i, task in planned(schedule):
        for one in bookings(problem, i, task):
            if one.candidate.resource == resource and one.start < one.end:
                units = one.candidate.units
                changes += [(one.start, units), (one.end, -units)]
    return max(accumulate(units for _, units in sorted(changes)), default=0)
