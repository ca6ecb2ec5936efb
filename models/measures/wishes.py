"""``Σ Candidate.unwanted`` of everybody assigned."""

from typing import TYPE_CHECKING

from models.bookings import chosen
from models.measures.base import Measure, planned
from models.problem import Problem
from models.schedule import Schedule

if TYPE_CHECKING:
    from models.cpsat.variables import Linear, Variables


class Wishes(Measure):
    """The price of seats given to people where others are preferred."""

    name = "wishes"
    separable = True

    def value(self, problem: Problem, schedule: Schedule) -> int:
        """Σ unwanted of everybody assigned."""
        assigned = (c for i, task in planned(schedule) for c in chosen(problem, i, task))
        return sum(candidate.unwanted for candidate in assigned)

    def expression(self, variables: "Variables") -> "Linear":
        """Σ unwanted × sits."""
        return variables.total(
            [
                candidate.unwanted * variables.sits[i][m, s, candidate.resource]
                for i in range(len(variables.problem.activities))
                for m, s, candidate in variables.problem.choices(i)
                if candidate.unwanted
            ]
        )
