"""The whole model for one goal after the other; settled goals keep their caps in it."""

from collections.abc import Callable

from ortools.sat.python import cp_model

from models import rules
from models.cpsat.variables import Variables
from models.measures import objective
from models.solve.incumbent import Incumbent


class WholeModel:
    """The model of a problem, made when it is first asked for: that may take seconds."""

    def __init__(self, standing: Incumbent, stop: Callable[[], bool]) -> None:
        self._standing, self._stop = standing, stop
        self._variables: Variables | None = None
        self._rows: list[tuple[cp_model.Constraint, int]] = []

    def minimising(self, k: int) -> Variables | None:
        """The model with the caps of now and a goal to minimise; None once to stop."""
        standing = self._standing
        if self._variables is None:
            self._variables = rules.formulated(standing.problem, self._stop)
        variables = self._variables
        if variables is not None:
            self._cap(variables)
            variables.model.minimize(objective.expression(variables, standing.goals[k]))
        return variables

    def _cap(self, variables: Variables) -> None:
        """Adds or changes rows such that each goal that has a cap keeps it."""
        for k, cap in enumerate(self._standing.caps):
            if k == len(self._rows):
                row = objective.expression(variables, self._standing.goals[k]) <= cap
                self._rows.append((variables.model.add(row), cap))
            constraint, before = self._rows[k]
            if cap != before:
                domain = constraint.proto.linear.domain
                domain[len(domain) - 1] += cap - before  # a negative index would change nothing
                self._rows[k] = constraint, cap
