"""Goals as data: measures in a sum, sums in strict order."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.calendars import Calendar
from models.measures import MEASURES
from models.problem import Problem
from models.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How far a goal may stay behind the best found, for the sake of the goals after it.

    Args:
        units: Units of the goal, or `share` of its value, whichever is more.
        share: Of the value.
        calendar: Where the goal is a slot: units are working slots of this calendar.
    """

    units: int = 0
    share: Fraction = Fraction(0)
    calendar: Calendar | None = None

    def __bool__(self) -> bool:
        return self.units > 0 or self.share > 0

    def of(self, value: int) -> int:
        """The most by which the value may be exceeded."""
        if self.calendar is None:
            return max(self.units, int(abs(value) * self.share))
        done = self.calendar.worked(value)
        last = done + max(self.units, int(done * self.share))
        return max(value, self.calendar.reached(last) or value) - value if self else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A weighted sum of measures to minimise.

    Args:
        name: For messages only.
        terms: Names of measures (`models.measures.MEASURES`) and their weights.
        tolerance: What later goals may take of it.

    Raises:
        ValueError: if a measure is not known.
    """

    name: str
    terms: tuple[tuple[str, int], ...]
    tolerance: Tolerance = Tolerance()

    def __post_init__(self) -> None:
        unknown = [name for name, _ in self.terms if name not in MEASURES]
        if unknown:
            raise ValueError(f"goal {self.name!r}: there is no measure {unknown[0]!r}")

    @property
    def by_dates(self) -> bool:
        """Whether due dates decide some of it."""
        return any(MEASURES[name].by_dates for name, _ in self.terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """Goals in strict order: an earlier one is never given up for a later one."""

    goals: tuple[Goal, ...]

    @classmethod
    def of(cls, *measures: str) -> "Objective":
        """Makes each measure a goal of its own, in this order."""
        return cls(goals=tuple(Goal(name=m, terms=((m, 1),)) for m in measures))


def value(problem: Problem, schedule: Schedule, goal: Goal) -> int:
    """The goal's value for the schedule."""
    return sum(weight * measure(problem, schedule, name) for name, weight in goal.terms)


def rank(values: Sequence[int], caps: Sequence[int]) -> tuple[int, ...]:
    """Orders values of goals: less is better, in lexicographic order.

    Args:
        values: Of each goal, in strict order.
        caps: What the first of these may reach: below it they are all the same.
    """
    excess = (max(0, value - cap) for value, cap in zip(values, caps, strict=False))
    return (*excess, *values[len(caps) :])


def within(problem: Problem, goals: Sequence[Goal], most: Sequence[int]) -> Problem:
    """The problem with the dates that every schedule keeps in which the first goals reach so much.

    Of a goal that is a sum, each measure has what the bounds of the others leave.
    """
    for goal, cap in zip(goals, most, strict=False):
        if any(weight < 0 for _, weight in goal.terms):
            continue
        slack = cap - bound(problem, goal)
        for name, weight in goal.terms:
            if weight:
                own = MEASURES[name]
                problem = own.within(problem, own.bound(problem) + slack // weight)
    return problem


def measure(problem: Problem, schedule: Schedule, name: str) -> int:
    """The value of one measure for the schedule."""
    return MEASURES[name].value(problem, schedule)


def bound(problem: Problem, goal: Goal) -> int:
    """A lower bound of the goal: the weighted sum of its measures' bounds."""
    return sum(weight * MEASURES[name].bound(problem) for name, weight in goal.terms)
