"""Phases and hammocks: ``start = min start``, ``end = max end`` of what is spanned and present.

``present ⇔ some of them is present``. Where one may be left out, a literal each says that it is
present and the first to start, or the last to end.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Literal

from ortools.sat.python import cp_model

from models.cpsat.variables import Variables
from models.problem import Problem
from models.schedule import Schedule, Task

SpanEnd = Literal["start", "end"]
SIDES: tuple[SpanEnd, ...] = ("start", "end")


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    for i in problem.spanning:
        members = problem.activities[i].spans
        if any(problem.activities[k].optional for k in members):
            _of_present(variables, i, members)
        else:
            model.add_min_equality(variables.start[i], [variables.start[k] for k in members])
            model.add_max_equality(variables.end[i], [variables.end[k] for k in members])


def _of_present(variables: Variables, i: int, members: Sequence[int]) -> None:
    model, present = variables.model, variables.present
    for k in members:
        model.add(variables.start[i] <= variables.start[k]).only_enforce_if(present[k])
        model.add(variables.end[i] >= variables.end[k]).only_enforce_if(present[k])
        model.add_implication(present[k], present[i])
    for side in SIDES:
        literals = [decides(variables, i, k, side) for k in members]
        model.add_bool_or([*literals, ~present[i]])


def decides(
    variables: Variables,
    i: int,
    k: int,
    side: SpanEnd,
    also: Callable[[Task], bool] = lambda _: True,
) -> cp_model.IntVar:
    """A literal that implies that k is present and starts, or ends, with i.

    In a hint it is true where that and what it implies `also` is so of k.
    """

    def value(schedule: Schedule) -> bool:
        whole, member = schedule.tasks[i], schedule.tasks[k]
        if whole is None or member is None:
            return False
        return at(whole) == at(member) and also(member)

    at = attrgetter(side)
    events = getattr(variables, side)
    literal = variables.boolean(f"decides[{i},{k},{side}]", value)
    variables.model.add_implication(literal, variables.present[k])
    variables.model.add(events[i] == events[k]).only_enforce_if(literal)
    return literal
