"""Budgets on the axis, less what history has spent of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from models.problem import (
    Budget,
)
from planner.project import Budget as Limit
from planner.project import Project
from planner.translate.day_cost import days
from planner.translate.prices_in_cents import cents, whole
from planner.translate.recorded_history import History
from planner.translate.span_members import Structure
from planner.translate.translation import ActivityRole
from planner.worktime.grid import Grid
from planner.worktime.moments import DAY, midnight


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """The project's budgets as limits of the problem."""

    project: Project
    history: History
    structure: Structure
    activity: Mapping[tuple[int, ActivityRole], int]
    grid: Grid

    def _activity(self, row: int) -> int:
        return self.activity[row, "task"]

    def placed(self) -> Iterator[Budget]:
        """The budgets as the model has them, in their order."""
        for budget in self.project.budgets:
            everything = not budget.scope.strip()
            rows = () if everything else self.structure.scope(budget.scope)
            limit = cents(budget.limit)
            limit -= self.history.spent(None if everything else rows, budget.start, budget.finish)
            yield Budget(
                name=budget.scope or "project",
                activities=None if everything else tuple(map(self._activity, rows)),
                period=self._period(budget.start, budget.finish),
                days=days(budget.start, budget.finish),
                limit=limit,
                price=self._price(budget, limit),
            )

    def _price(self, budget: Limit, left: int) -> int | None:
        """Of what goes above; a limit that history has passed already forbids nothing."""
        if budget.price is not None:
            return whole(budget.price)
        return 0 if left < 0 else None

    def _period(self, start: date | None, finish: date | None) -> tuple[int, int] | None:
        """The slots of some days, both inclusive."""
        if start is None and finish is None:
            return None
        first = 0 if start is None else self.grid.first_start(midnight(start))
        last = self.grid.horizon
        if finish is not None:
            last = self.grid.last_end(midnight(finish) + DAY)
        return first, max(first, last)
