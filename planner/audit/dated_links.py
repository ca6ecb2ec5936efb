"""Links between what has dates."""

from dataclasses import dataclass

from planner.audit.dated import Dated
from planner.project import Dependency, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvent:
    """The start or the finish of a task or phase: its moment, and the tasks that make it."""

    at: int
    makers: tuple[Dated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedLink:
    """A dependency between what has dates.

    Args:
        task: Whose row says it.
        dependency: What it says.
        first, second: The two events.
        due: The moment at which the second may come.
        broken: Whether it comes before, or after a maximum lag is over, and is not recorded: what
            happened is no fault of a plan.
        by_days: Whether it is kept at some times of the days that have none, not at their ends.
    """

    task: Task
    dependency: Dependency
    first: DatedEvent
    second: DatedEvent
    due: int
    broken: bool
    by_days: bool = False
