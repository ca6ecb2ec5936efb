"""``Σ stay.price(start) + Σ strange``: what a plan changes of one that people know.

A task that starts later than they know counts by the slot, one that starts earlier only as far as
that is before `Stay.until`; so does everybody on a task who was not told of it
(`Candidate.strange`).
"""

from typing import TYPE_CHECKING

from models.bookings import chosen
from models.measures.base import Measure, planned
from models.problem import Problem, Stay
from models.schedule import Schedule, Task

if TYPE_CHECKING:
    from models.cpsat.variables import Linear, Variables


def changed(problem: Problem, activity: int, task: Task) -> int:
    """What a task changes of a plan that people know."""
    stay = problem.activities[activity].stay
    moved = 0 if stay is None else stay.price(task.start)
    return moved + sum(candidate.strange for candidate in chosen(problem, activity, task))


class Changes(Measure):
    """Distance from a published plan, by what it does to people."""

    name = "changes"
    separable = True
    price = "changes"

    def value(self, problem: Problem, schedule: Schedule) -> int:
        """Σ price of starts and of people."""
        return sum(changed(problem, i, task) for i, task in planned(schedule))

    def expression(self, variables: "Variables") -> "Linear":
        """The slots moved to each side, at least the differences, and Σ strange × sits."""
        terms: list[Linear] = [
            candidate.strange * variables.sits[i][m, s, candidate.resource]
            for i in range(len(variables.problem.activities))
            for m, s, candidate in variables.problem.choices(i)
            if candidate.strange
        ]
        for i, activity in enumerate(variables.problem.activities):
            if activity.stay is not None:
                terms += _moved(variables, i, activity.stay)
        return variables.total(terms)

    def range(self, problem: Problem) -> int:
        """Every activity moved as far as the axis goes, with strangers only."""
        total = 0
        for i, activity in enumerate(problem.activities):
            if activity.stay is not None:
                total += max(activity.stay.price(slot) for slot in (0, problem.horizon))
            total += sum(candidate.strange for _, _, candidate in problem.choices(i))
        return max(1, total)


def _moved(variables: "Variables", i: int, stay: Stay) -> "list[Linear]":
    """The price of the start of an activity: slots to each side times their prices."""
    horizon, latest = variables.problem.horizon, min(stay.at, stay.until)
    terms: list[Linear] = []
    for price, most, difference, sign in (
        (stay.later, horizon - stay.at, variables.start[i] - stay.at, 1),
        (stay.sooner, latest, latest - variables.start[i], -1),
    ):
        if price <= 0 or most <= 0:
            continue

        def moved(schedule: Schedule, sign: int = sign) -> int:
            task = schedule.tasks[i]
            if task is None:
                return 0
            edge = stay.at if sign > 0 else latest
            return max(0, sign * (task.start - edge))

        slots = variables.integer(0, most, f"changed[{i}]", moved)
        variables.model.add(slots >= difference).only_enforce_if(variables.present[i])
        terms.append(price * slots)
    return terms
