"""``Σ breaks``: how often activities are interrupted."""

from typing import TYPE_CHECKING

from models.measures.base import Measure, planned
from models.problem import Problem
from models.schedule import Schedule

if TYPE_CHECKING:
    from models.cpsat.variables import Linear, Variables


class Interruptions(Measure):
    """Times that work stands still so that other work passes."""

    name = "interruptions"
    separable = True

    def value(self, problem: Problem, schedule: Schedule) -> int:  # noqa: ARG002 - it counts itself
        """Σ breaks."""
        return sum(len(task.breaks) for _, task in planned(schedule))

    def expression(self, variables: "Variables") -> "Linear":
        """A literal for each piece after the first."""
        from models.cpsat.splits import split_of

        return variables.total(
            [
                piece.there
                for i, activity in enumerate(variables.problem.activities)
                if activity.split is not None
                for piece in split_of(variables, i).pieces[1:]
            ]
        )

    def range(self, problem: Problem) -> int:
        """All breaks there may be."""
        return sum(a.split.most - 1 for a in problem.activities if a.split is not None)
