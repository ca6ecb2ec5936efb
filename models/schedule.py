"""The decisions: when each activity runs, in which mode, and who sits where."""

from dataclasses import dataclass, replace

from models.splitting import Breaks


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A resource on a seat of the chosen mode, both by position."""

    seat: int
    resource: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """The spans ``[start, end)`` of slots in which a resource works overtime on an activity."""

    resource: int
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One activity as planned: it runs in ``[start, end)``, in slots.

    Who may work overtime on it and has no entry in `overtime` works all that the candidate's
    calendar has. In its `breaks` nobody works on it or is taken by it, see `models.splitting`.
    """

    start: int
    end: int
    mode: int = 0
    assignments: tuple[Assignment, ...] = ()
    overtime: tuple[Extra, ...] = ()
    breaks: Breaks = ()

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """The spans ``[start, end)`` between its breaks, as far as these lie inside."""
        pieces, begun = [], self.start
        for start, end in self.breaks:
            if begun < start and end < self.end:
                pieces.append((begun, start))
                begun = end
        return (*pieces, (begun, self.end))

    def shifted(self, by: int) -> "Task":
        """The same task on an axis that begins earlier by so much."""
        breaks = tuple((start + by, end + by) for start, end in self.breaks)
        return replace(self, start=self.start + by, end=self.end + by, breaks=breaks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The planned activities in the problem's order; ``None`` where one is left out."""

    tasks: tuple[Task | None, ...]

    @property
    def makespan(self) -> int:
        """The last end, 0 for an empty schedule."""
        return max((task.end for task in self.tasks if task is not None), default=0)
