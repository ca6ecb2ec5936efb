"""The values of a schedule that changes a little at a time."""

from collections.abc import Mapping, Sequence

from models.cut import alone
from models.measures import MEASURES
from models.measures.goals import Goal, measure, rank
from models.problem import Problem
from models.schedule import Schedule, Task

TaskMap = Mapping[int, Task | None]


class Score:
    """The values of goals for a schedule, followed from change to change."""

    def __init__(
        self,
        problem: Problem,
        goals: tuple[Goal, ...],
        schedule: Schedule,
        caps: tuple[int, ...] = (),
    ) -> None:
        self.problem = problem
        self.goals = goals
        self.caps = caps
        names = sorted({name for goal in goals for name, _ in goal.terms})
        self._measures = {name: measure(problem, schedule, name) for name in names}
        self._separate = {name for name in names if MEASURES[name].separable_in(problem)}

    @property
    def values(self) -> tuple[int, ...]:
        """The value of each goal, in order."""
        measures = self._measures
        return tuple(sum(w * measures[name] for name, w in goal.terms) for goal in self.goals)

    @property
    def rank(self) -> tuple[int, ...]:
        """The rank of the values, see `models.measures.goals.rank`."""
        return rank(self.values, self.caps)

    def change(
        self, before: TaskMap, after: TaskMap, tasks: Sequence[Task | None]
    ) -> tuple[int, ...]:
        """Follow a change to the schedule, whose tasks are now these; how good it is after it."""
        chosen = list(before)
        small = alone(self.problem, chosen)
        old = Schedule(tasks=tuple(before[i] for i in chosen))
        new = Schedule(tasks=tuple(after[i] for i in chosen))
        for name in self._measures:
            if name in self._separate:
                self._measures[name] += measure(small, new, name) - measure(small, old, name)
            else:
                self._measures[name] = measure(self.problem, Schedule(tasks=tuple(tasks)), name)
        return self.rank
