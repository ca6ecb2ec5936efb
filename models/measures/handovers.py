"""Links that pass work on from some people to entirely different ones.

Counted are finish-to-start links between activities with a common candidate.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.measures.base import Measure
from models.problem import Precedence, Problem
from models.schedule import Schedule, Task

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from models.cpsat.variables import Linear, Variables


class Handovers(Measure):
    """The number of hand-overs."""

    name = "handovers"

    def value(self, problem: Problem, schedule: Schedule) -> int:
        """Counts the links that pass work on to entirely different people."""
        return sum(_passed_on(schedule, link) for link in _passing_on(problem))

    def expression(self, variables: "Variables") -> "Linear":
        """The sum of literals of links that pass work on, unless somebody is on both sides."""
        terms: list[Linear] = []
        for link in _passing_on(variables.problem):
            one, two = variables.uses[link.first], variables.uses[link.second]
            common = [_both(variables, link, r) for r in sorted(one.keys() & two.keys())]

            def passed(schedule: Schedule, link: Precedence = link) -> bool:
                return _passed_on(schedule, link)

            literal = variables.boolean("handover", passed)
            present = variables.present[link.first], variables.present[link.second]
            variables.model.add_bool_or([literal, *common, *(~there for there in present)])
            terms.append(literal)
        return variables.total(terms)


def _passed_on(schedule: Schedule, link: Precedence) -> bool:
    """Whether nobody is on both sides of the link."""
    one, two = schedule.tasks[link.first], schedule.tasks[link.second]
    return one is not None and two is not None and not _people(one) & _people(two)


def _passing_on(problem: Problem) -> Iterator[Precedence]:
    """The finish-to-start links between activities that some resource could do both of."""
    able = [{c.resource for _, _, c in problem.choices(i)} for i in range(len(problem.activities))]
    for link in problem.precedences:
        if link.kind == "FS" and able[link.first] & able[link.second]:
            yield link


def _people(task: Task) -> set[int]:
    return {sitting.resource for sitting in task.assignments}


def _both(variables: "Variables", link: Precedence, r: int) -> "cp_model.IntVar":
    """A literal that implies that r is on both sides of the link."""

    def value(schedule: Schedule) -> bool:
        ends = (schedule.tasks[link.first], schedule.tasks[link.second])
        return all(task is not None and r in _people(task) for task in ends)

    literal = variables.boolean("both", value)
    variables.model.add_implication(literal, variables.uses[link.first][r])
    variables.model.add_implication(literal, variables.uses[link.second][r])
    return literal
