"""The values of a schedule that changes a little at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.measures.goals import Goal, Measure, measure
from models.problem import Problem
from models.schedule import Schedule, Task

Tasks = Mapping[int, Task | None]

_SEPARATE: frozenset[Measure] = frozenset(
    {"lateness", "cost", "late_count", "earliness", "moves", "wishes"}
)
"""Measures that are a sum over activities, cost only where no budget has a price."""


class Score:
    """The values of goals for a schedule, followed from change to change."""

    def __init__(self, problem: Problem, goals: tuple[Goal, ...], schedule: Schedule) -> None:
        self.problem = problem
        self.goals = goals
        names = sorted({name for goal in goals for name, _ in goal.terms})
        self._measures = {name: measure(problem, schedule, name) for name in names}
        priced = any(budget.price is not None for budget in problem.budgets)
        self._separate = _SEPARATE - ({"cost"} if priced else set())

    @property
    def values(self) -> tuple[int, ...]:
        """Of each goal, in order."""
        return self._sums(self._measures)

    def _sums(self, measures: Mapping[Measure, int]) -> tuple[int, ...]:
        return tuple(sum(w * measures[name] for name, w in goal.terms) for goal in self.goals)

    def change(self, before: Tasks, after: Tasks, tasks: Sequence[Task | None]) -> tuple[int, ...]:
        """Follow a change to the schedule, whose tasks are now these; the values after it."""
        chosen = list(before)
        small = replace(
            self.problem,
            activities=tuple(self.problem.activities[i] for i in chosen),
            precedences=(),
            reservations=(),
            staffing=(),
            budgets=(),
        )
        old = Schedule(tasks=tuple(before[i] for i in chosen))
        new = Schedule(tasks=tuple(after[i] for i in chosen))
        for name in self._measures:
            if name in self._separate:
                self._measures[name] += measure(small, new, name) - measure(small, old, name)
            else:
                self._measures[name] = measure(self.problem, Schedule(tasks=tuple(tasks)), name)
        return self.values
