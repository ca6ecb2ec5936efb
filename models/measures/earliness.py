"""``−Σ bonus × slots before the due slot``, on `Problem.due_calendar`."""

from typing import TYPE_CHECKING

from models.measures.base import Measure, Placement, planned
from models.measures.duedates import earliest, early_slots, measured
from models.problem import Problem
from models.schedule import Schedule

if TYPE_CHECKING:
    from models.cpsat.variables import Linear, Variables


class Earliness(Measure):
    """Minus what is gained by ending early."""

    name = "earliness"
    separable = True
    by_dates = True

    def value(self, problem: Problem, schedule: Schedule) -> int:
        """−Σ bonus × early slots."""
        return -sum(
            problem.activities[i].bonus * early_slots(problem, i, task)
            for i, task in planned(schedule)
        )

    def expression(self, variables: "Variables") -> "Linear":
        """The sum of slots early; each is at most due − end, and 0 unless early."""
        terms: list[Linear] = []
        for i, activity in enumerate(variables.problem.activities):
            due = activity.due
            if activity.bonus and due is not None and variables.window[i][0] < due:
                terms.append(activity.bonus * self._gain(variables, i, due))
        return variables.total(terms)

    def _gain(self, variables: "Variables", i: int, due_slot: int) -> "Linear":
        problem, model = variables.problem, variables.model
        end, due = measured(variables, i, due_slot)

        def early(schedule: Schedule) -> bool:
            task = schedule.tasks[i]
            return task is not None and task.end < due_slot

        def gain(schedule: Schedule) -> int:
            return -early_slots(problem, i, schedule.tasks[i])

        is_early = variables.boolean(f"early[{i}]", early)
        slots = variables.integer(variables.window[i][0] - due_slot, 0, f"gain[{i}]", gain)
        model.add(slots >= end - due).only_enforce_if(is_early)
        model.add(slots == 0).only_enforce_if(~is_early)
        model.add_implication(is_early, variables.present[i])
        return slots

    def bound(self, problem: Problem) -> int:
        """If everything ends at its earliest."""
        return -sum(
            problem.activities[i].bonus * early_slots(problem, i, task)
            for i, task in earliest(problem, must=False)
        )

    def of_placement(self, placement: Placement) -> int:
        """The gain of the placement."""
        return -placement.early * placement.bonus
