"""The number of different resources that work."""

from typing import TYPE_CHECKING

from models.measures.base import Measure, planned
from models.problem import Problem
from models.schedule import Schedule

if TYPE_CHECKING:
    from models.cpsat.variables import Linear, Variables


class Headcount(Measure):
    """The number of people and machines used at all."""

    name = "headcount"

    def value(self, problem: Problem, schedule: Schedule) -> int:  # noqa: ARG002 - as in all
        """Everybody assigned, each once."""
        return len({one.resource for _, task in planned(schedule) for one in task.assignments})

    def expression(self, variables: "Variables") -> "Linear":
        """A literal for each resource that is true if any activity uses it."""
        terms: list[Linear] = []
        for r in range(len(variables.problem.resources)):
            uses = [used[r] for used in variables.uses if r in used]

            def busy(schedule: Schedule, r: int = r) -> bool:
                return any(
                    one.resource == r for _, task in planned(schedule) for one in task.assignments
                )

            if uses:
                literal = variables.boolean(f"busy[{r}]", busy)
                for used in uses:
                    variables.model.add_implication(used, literal)
                terms.append(literal)
        return variables.total(terms)

    def range(self, problem: Problem) -> int:
        """The number of all resources."""
        return len(problem.resources)
