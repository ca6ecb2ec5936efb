"""What was decided: when each activity runs, in which mode, and who sits where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A resource on a seat of the chosen mode, both by position."""

    seat: int
    resource: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One activity as planned: it runs in ``[start, end)``, in slots."""

    start: int
    end: int
    mode: int = 0
    assignments: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The planned activities in the problem's order; ``None`` where one is left out."""

    tasks: tuple[Task | None, ...]

    @property
    def makespan(self) -> int:
        """The last end, 0 for an empty schedule."""
        return max((task.end for task in self.tasks if task is not None), default=0)
