"""The referee: `violations` holds a schedule against every rule of `RULES`."""

from collections.abc import Callable, Iterator

from models.check.budget_rule import budget
from models.check.counting import Violation
from models.check.date_rules import duration, edge, pause, span, window
from models.check.material_rule import material
from models.check.people_rules import capacity, overtime, staffing
from models.check.precedence_rule import precedence
from models.check.split_rule import split
from models.check.well_formed import well_formed
from models.problem import Problem
from models.schedule import Schedule

RULES: dict[str, Callable[[Problem, Schedule], Iterator[Violation]]] = {
    "window": window,
    "duration": duration,
    "split": split,
    "span": span,
    "edge": edge,
    "pause": pause,
    "overtime": overtime,
    "precedence": precedence,
    "capacity": capacity,
    "staffing": staffing,
    "budget": budget,
    "material": material,
}
"""Every rule of a well-formed schedule, by name; the tests break each on purpose."""


def violations(problem: Problem, schedule: Schedule) -> tuple[Violation, ...]:
    """Everything in the schedule that breaks a rule of the problem; empty is a valid schedule.

    Raises:
        ValueError: if the schedule is not of this problem's length.
    """
    if len(schedule.tasks) != len(problem.activities):
        raise ValueError("the schedule has another number of tasks than the problem")
    found = tuple(well_formed(problem, schedule))
    if found:
        return found  # the other rules need well-formed tasks
    return tuple(v for rule in RULES.values() for v in rule(problem, schedule))
