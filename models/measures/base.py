"""What a measure of a schedule is: one object that owns all that is to be known of it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from models.problem import Problem
from models.schedule import Schedule, Task

if TYPE_CHECKING:
    from models.cpsat.variables import Linear, Variables

Price = Literal["lateness", "cost", "finish", "changes"]
"""What a list schedule (`models.search.activity_lists`) puts a price on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """What is known when one activity is placed in a partial schedule.

    Args:
        late, early: Slots by which it ends after, or before, it should for what follows it.
        weight: Price of one late slot of it and of what follows.
        bonus: `models.problem.Activity.bonus`.
        cost: Cents that it costs so.
    """

    late: int
    early: int
    weight: int
    bonus: int
    cost: int


class Measure(ABC):
    """Something that can be measured of a schedule; less is better.

    A measure is one file in this folder and one line in `models.measures.MEASURES`. Searches use it
    through this class: nothing elsewhere depends on its name.
    """

    name: str
    """By which goals name it."""

    separable: bool = False
    """Whether it is a sum over activities: a change changes it by what changed."""

    by_dates: bool = False
    """Whether due dates decide it."""

    of_finish: bool = False
    """Whether it is the last end of some activities: most single moves leave it as it is."""

    price: Price | None = None
    """The price in list schedules that stands for it; None where they do not tell of it."""

    @abstractmethod
    def value(self, problem: Problem, schedule: Schedule) -> int:
        """Its value for a schedule."""

    @abstractmethod
    def expression(self, variables: "Variables") -> "Linear":
        """The same for CP-SAT: at least the value, and equal to it where it is minimised."""

    def bound(self, problem: Problem) -> int:  # noqa: ARG002 - most need not look
        """No schedule of the problem has less, found without search."""
        return 0

    def range(self, problem: Problem) -> int:
        """How much it can differ between two schedules of the problem, at most."""
        return max(problem.horizon, 1000) * len(problem.activities)

    def separable_in(self, problem: Problem) -> bool:  # noqa: ARG002 - most need not look
        """Whether it is a sum over the activities of this problem."""
        return self.separable

    def within(self, problem: Problem, most: int) -> Problem:  # noqa: ARG002 - of dates only
        """The problem with the dates that every schedule keeps in which it is at most this."""
        return problem

    def of_placement(self, placement: Placement) -> int:  # noqa: ARG002 - most need not look
        """What placing one activity so adds to it, by a rough count."""
        return 0


def planned(schedule: Schedule) -> Iterator[tuple[int, Task]]:
    """The activities that are not left out, by position."""
    return ((i, task) for i, task in enumerate(schedule.tasks) if task is not None)
