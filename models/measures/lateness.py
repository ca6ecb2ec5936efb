"""``Σ weight × tardy slots``, on `Problem.due_calendar`."""

from typing import TYPE_CHECKING

from models.measures.base import Measure, Placement, planned
from models.measures.duedates import (
    earliest,
    latest_end,
    may_be_late,
    tardiness,
    tardiness_of,
)
from models.problem import Problem
from models.restated import ending
from models.schedule import Schedule

if TYPE_CHECKING:
    from models.cpsat.variables import Linear, Variables


class Lateness(Measure):
    """Weighted tardiness."""

    name = "lateness"
    separable = True
    by_dates = True
    price = "lateness"

    def value(self, problem: Problem, schedule: Schedule) -> int:
        """Σ weight × tardy slots."""
        return sum(
            problem.activities[i].weight * tardiness(problem, i, task)
            for i, task in planned(schedule)
        )

    def expression(self, variables: "Variables") -> "Linear":
        """The weighted sum of slots late; each is at least end − due and at least 0."""
        terms: list[Linear] = []
        for i, late in may_be_late(variables):
            weight = variables.problem.activities[i].weight
            if weight:
                slots = variables.integer(0, late.most, f"tardy[{i}]", tardiness_of(variables, i))
                variables.tardy[i] = slots
                for due, when in late.dues:
                    variables.model.add(slots >= late.end - due).only_enforce_if(*when)
                terms.append(weight * slots)
        return variables.total(terms)

    def bound(self, problem: Problem) -> int:
        """If everything ends at its earliest."""
        return sum(
            problem.activities[i].weight * tardiness(problem, i, task)
            for i, task in earliest(problem)
        )

    def within(self, problem: Problem, most: int) -> Problem:
        """Each is as late as is left for it if all others end at their earliest."""
        slack, must = most - self.bound(problem), dict(earliest(problem))
        ends: dict[int, int] = {}
        for i, activity in enumerate(problem.activities):
            if activity.due is not None and activity.weight:
                early = tardiness(problem, i, must[i]) if i in must else 0
                last = latest_end(problem, activity.due, early + slack // activity.weight)
                if last is not None:
                    ends[i] = last
        return ending(problem, ends)

    def range(self, problem: Problem) -> int:
        """Everything with a due slot late by the whole axis."""
        return problem.horizon * sum(a.weight for a in problem.activities if a.due is not None)

    def of_placement(self, placement: Placement) -> int:
        """Late slots, by their price."""
        return placement.late * placement.weight
