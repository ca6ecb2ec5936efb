"""Exhaustive search: every mode, every staffing, every start; the least value of one measure."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from models.check import violations
from models.measures.goals import Goal, value
from models.problem import Problem
from models.schedule import Assignment, Schedule, Task


def best_value(problem: Problem, goal: Goal) -> int | None:
    """The optimum, None if there is no valid schedule."""
    return _Search(problem, goal).extend(())


class _Search:
    """Depth first over the activities; a branch is cut where two tasks are in each other's way,
    or where the tasks so far are worth no less than the best found (measures only grow)."""

    def __init__(self, problem: Problem, goal: Goal) -> None:
        self.problem = problem
        self.relaxed = replace(
            problem,
            activities=tuple(replace(a, drop_cost=0) for a in problem.activities),
            budgets=(),
        )
        self.goal = goal
        self.best: int | None = None
        self.clashes: dict[tuple[tuple[int, Task], tuple[int, Task]], bool] = {}
        self.options = [
            sorted(_options(problem, self, i), key=lambda t, i=i: self._worth({i: t}))  # type: ignore[misc]
            for i in range(len(problem.activities))
        ]

    def extend(self, tasks: tuple[Task | None, ...]) -> int | None:
        """Try every way to complete the tasks; the best value so far."""
        i = len(tasks)
        if i == len(self.options):
            schedule = Schedule(tasks=tasks)
            if not violations(self.problem, schedule):
                found = value(self.problem, schedule, self.goal)
                self.best = found if self.best is None else min(self.best, found)
            return self.best
        for task in self.options[i]:
            longer = (*tasks, task)
            worth = self._worth(dict(enumerate(longer)))
            if self.best is not None and worth >= self.best:
                continue
            if not any(self._clash((j, tasks[j]), (i, task)) for j in range(i)):
                self.extend(longer)
        return self.best

    def _worth(self, tasks: dict[int, Task | None]) -> int:
        return value(self.relaxed, self.only(tasks), self.goal)

    def only(self, tasks: dict[int, Task | None]) -> Schedule:
        """A schedule of these tasks alone, for the relaxed problem."""
        return Schedule(tasks=tuple(tasks.get(k) for k in range(len(self.problem.activities))))

    def _clash(self, one: tuple[int, Task | None], two: tuple[int, Task | None]) -> bool:
        """Whether the two alone already break a rule that no third can mend."""
        (i, first), (j, second) = one, two
        if first is None or second is None:
            return False
        key = ((i, first), (j, second))
        if key not in self.clashes:
            self.clashes[key] = bool(violations(self.relaxed, self.only({i: first, j: second})))
        return self.clashes[key]


def _options(problem: Problem, search: _Search, i: int) -> Iterator[Task | None]:
    """Every valid placement of one activity by itself."""
    activity = problem.activities[i]
    if activity.optional:
        yield None
    for m, mode in enumerate(activity.modes):
        teams = [
            combinations([c.resource for c in seat.candidates], seat.count) for seat in mode.seats
        ]
        for team in product(*teams):
            assignments = tuple(
                Assignment(seat=s, resource=r) for s, who in enumerate(team) for r in who
            )
            for start in range(problem.horizon + 1):
                for end in range(start, problem.horizon + 1):
                    task = Task(start=start, end=end, mode=m, assignments=assignments)
                    if not violations(search.relaxed, search.only({i: task})):
                        yield task
