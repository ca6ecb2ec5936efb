"""The outcome of a model: times and resources of each activity, by the objects of the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.builder.refs import ActivityRef, ResourceRef
from models.measures.goals import Objective
from models.problem import Problem
from models.schedule import Schedule, Task
from models.solve import Result, Status
from models.splitting import Breaks


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An activity of a solution; it runs in ``[start, end)``, in slots.

    Args:
        start: First slot.
        end: Slot after the last.
        mode: Which of its modes was chosen, 0 for the first.
        resources: Who or what does it, in the order of its needs.
        breaks: Spans of slots in which it stands still, see `Activity.split`.
    """

    start: int
    end: int
    mode: int = 0
    resources: tuple[ResourceRef, ...] = ()
    breaks: Breaks = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution(Mapping[ActivityRef, Planned]):
    """The best schedule found, as a mapping from the activities that are done to when and by whom.

    It is empty if there is no schedule. ``print`` shows it as a table, by start.

    Args:
        problem: What was solved; ``violations(problem, result.schedule)`` judges it.
        objective: The goals, in strict order.
        result: Status, schedule, values and bounds, by position.
        activities: What the positions of activities mean.
        resources: What the positions of resources mean.
    """

    problem: Problem
    objective: Objective
    result: Result
    activities: tuple[ActivityRef, ...]
    resources: tuple[ResourceRef, ...]

    @property
    def status(self) -> Status:
        """``optimal`` if every goal is proved, ``infeasible`` if no schedule exists."""
        return self.result.status

    def value(self, goal: str) -> int:
        """The value of a goal.

        Raises:
            KeyError: if there is no such goal, or no schedule.
        """
        return self._by_goal(self.result.values)[goal]

    def bound(self, goal: str) -> int:
        """No schedule that is as good in the goals before has a lower value of this one.

        Raises:
            KeyError: if there is no such goal, or no bound.
        """
        return self._by_goal(self.result.bounds)[goal]

    def _by_goal(self, numbers: tuple[int, ...]) -> dict[str, int]:
        return {goal.name: n for goal, n in zip(self.objective.goals, numbers, strict=False)}

    def _tasks(self) -> tuple[Task | None, ...]:
        return (self.result.schedule or Schedule(tasks=())).tasks

    def __getitem__(self, activity: ActivityRef) -> Planned:
        known = activity in self.activities
        task = self._tasks()[activity.position] if known and self._tasks() else None
        if task is None:
            raise KeyError(activity)
        seated = sorted((one.seat, one.resource) for one in task.assignments)
        people = tuple(self.resources[resource] for _, resource in seated)
        return Planned(
            start=task.start, end=task.end, mode=task.mode, resources=people, breaks=task.breaks
        )

    def __iter__(self) -> Iterator[ActivityRef]:
        tasks = self._tasks()
        done = (ref for ref, task in zip(self.activities, tasks, strict=False) if task is not None)
        return iter(done)

    def __len__(self) -> int:
        return sum(task is not None for task in self._tasks())

    def __str__(self) -> str:
        goals = self._by_goal(self.result.values)
        lines = [", ".join([self.status, *(f"{name} {value}" for name, value in goals.items())])]
        rows = sorted(self.items(), key=lambda row: (row[1].start, row[1].end))
        width = max((len(ref.name) for ref, _ in rows), default=0)
        for ref, done in rows:
            people = ", ".join(one.name for one in done.resources)
            lines.append(f"{ref.name:{width}} {done.start:5} – {done.end:<5} {people}".rstrip())
        return "\n".join(lines)
