"""The rows by which settled goals keep their caps in the whole model."""

from ortools.sat.python import cp_model

from models.cpsat.variables import Variables
from models.measures import objective
from models.measures.goals import Goal


class Caps:
    """The rows that keep settled goals at their caps."""

    def __init__(self, variables: Variables, goals: tuple[Goal, ...]) -> None:
        self._variables, self._goals = variables, goals
        self._rows: list[tuple[cp_model.Constraint, int]] = []

    def set(self, caps: tuple[int, ...]) -> None:
        """Adds or changes rows such that each goal that has a cap keeps it."""
        for k, cap in enumerate(caps):
            if k == len(self._rows):
                row = objective.expression(self._variables, self._goals[k]) <= cap
                self._rows.append((self._variables.model.add(row), cap))
            constraint, before = self._rows[k]
            if cap != before:
                domain = constraint.proto.linear.domain
                domain[len(domain) - 1] += cap - before  # a negative index would change nothing
                self._rows[k] = constraint, cap
