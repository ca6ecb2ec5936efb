"""Who may do it: a `Seat` of an activity has candidates, each with its work and its price."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from models.problem.requirement import require


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """The price of a candidate from the slot `since` on.

    Args:
        since: First slot.
        rate: Cents for each slot of work done from there on.
        once: Cents for beginning there or later, due then.
    """

    since: int = 0
    rate: Fraction = Fraction(0)
    once: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Hard dates of an activity: slots, both ends included; ``None`` is no bound.

    Where several candidates with bounds are assigned, the first of them starts the activity and
    the last ends it. So it starts no earlier than the least `start_min` and no later than the
    least `start_max`, and ends no earlier than the greatest `end_min` and no later than the
    greatest `end_max`.
    """

    start_min: int = 0
    start_max: int | None = None
    end_min: int = 0
    end_max: int | None = None


FREE = Bounds()
"""No hard date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """The longest pause that a candidate may make in its work on an activity.

    Between two of its working slots lie at most `most` slots of `calendar` (a position in
    `Problem.calendars`), which says when it would usually work.
    """

    calendar: int
    most: int = 0

    def __post_init__(self) -> None:
        require(self.most >= 0, "pause: most must not be negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A resource that may take a seat, and what it then takes.

    Args:
        resource: Position in `Problem.resources`.
        work: Working slots it needs to do its part.
        cost: Cents it then costs in all.
        calendar: Position in `Problem.calendars`: when it works on this activity; ``None`` is the
            calendar of the resource. With overtime: the calendar of the resource and the part of
            each evening that it may always work.
        overtime: Cents for each slot of overtime on top of `cost`, their sum rounded to the cent,
            halves up; ``None`` allows no overtime. The candidate works in all slots of its own
            calendar from its first to its last slot on the activity, and in those parts of the
            evenings of `Resource.overtime` that are decided (`models.schedule.Task.overtime`).
        unwanted: Price of assigning it where others are preferred; counts in the measure
            ``wishes``.
        strange: Price of assigning it where the plan that people know names others; counts in the
            measure ``changes``.
        bounds: Hard dates of the activity if it is assigned, beside the activity's own.
        due: Slot by which the activity should be finished if it is assigned. Of several who are
            assigned the latest counts; none is later than the activity's own. ``None`` is the
            activity's own.
        pause: The longest pause it may make; ``None`` allows any.
        units: How much of the resource it takes.
        rate: Cents for each of its working slots, on top of `cost`, in an activity that spans
            others, whose length is not known before; their sum is rounded to the cent, halves up.
        pays: Its prices where they change with time, instead of `cost` and `rate`; the first is
            since slot 0. The cost of its working slots up to an instant is rounded to the cent,
            halves up.
    """

    resource: int
    work: int
    cost: int = 0
    calendar: int | None = None
    overtime: Fraction | None = None
    unwanted: int = 0
    strange: int = 0
    bounds: Bounds = FREE
    due: int | None = None
    pause: Pause | None = None
    units: int = 1
    rate: Fraction = Fraction(0)
    pays: tuple[Pay, ...] = ()

    @property
    def least(self) -> int:
        """The least cents that it can cost."""
        if not self.pays:
            return self.cost
        return floor(min(p.rate for p in self.pays) * self.work) + min(p.once for p in self.pays)

    def __post_init__(self) -> None:
        changes = [pay.since for pay in self.pays]
        require(not changes or changes[0] == 0, "candidate: the first pay is since slot 0")
        require(changes == sorted(set(changes)), "candidate: pays must be in order")
        plain = not (self.cost or self.rate) and self.overtime is None
        require(plain or not self.pays, "candidate: pays or a cost, not both")
        require(self.work >= 0, "candidate: work must not be negative")
        require((self.overtime or 0) >= 0, "candidate: overtime must not be negative")
        require(self.overtime is None or self.work > 0, "candidate: no overtime without work")
        require(self.units >= 0, "candidate: units must not be negative")
        require(self.rate.numerator >= 0, "candidate: rate must not be negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """`count` different resources out of `candidates`; see `Activity` for when they are taken."""

    candidates: tuple[Candidate, ...]
    count: int = 1

    def __post_init__(self) -> None:
        require(self.count >= 1, "seat: count must be at least 1")
        names = [candidate.resource for candidate in self.candidates]
        require(len(set(names)) == len(names), "seat: a resource may be a candidate once only")

    @property
    def group(self) -> frozenset[int]:
        """The resources that may take it."""
        return frozenset(candidate.resource for candidate in self.candidates)

    @property
    def energy(self) -> int:
        """The least units × working slots that it takes, over all candidates."""
        return sum(sorted(one.units * one.work for one in self.candidates)[: self.count])

    @property
    def forced(self) -> bool:
        """Whether every candidate is needed, so that there is no choice."""
        return self.count >= len(self.candidates)
