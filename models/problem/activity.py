"""An `Activity`, the modes in which it can be done, and its dates."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from models.materials import Consumption
from models.problem.requirement import require
from models.problem.seat import FREE, Bounds, Seat
from models.splitting import Split


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """One way to carry an activity out.

    Args:
        seats: Who is needed. A resource fills at most one seat.
        work: Working slots on the activity's calendar, whoever is assigned (0: the people alone
            decide). The activity ends when this work and everybody's own work is done.
        cost: Cents that the mode costs, whoever is assigned.
        accrual: When `cost` falls due: at the activity's start or at its end. For a milestone:
            when its slot opens, or when the slot before closes; see `Activity.sided`.
        spread: If positive, `cost` falls due evenly over so many working slots of the activity's
            calendar from the start, and not at `accrual`.
        bounds: Hard dates of the activity in this mode, beside its own.
        consumes: The materials that the mode uses up.
    """

    seats: tuple[Seat, ...] = ()
    work: int = 0
    cost: int = 0
    accrual: Literal["start", "end"] = "end"
    spread: int = 0
    bounds: Bounds = FREE
    consumes: tuple[Consumption, ...] = ()

    def __post_init__(self) -> None:
        require(self.work >= 0, "mode: work must not be negative")
        require(self.spread >= 0, "mode: spread must not be negative")
        names = [one.material for one in self.consumes]
        require(len(set(names)) == len(names), "mode: consumes a material once only")


def with_bounds(mode: Mode, change: Callable[[Bounds], Bounds]) -> Mode:
    """Changes the hard dates of a mode and of its candidates; gives it back if none changes."""
    bounds = {mode.bounds, *(c.bounds for seat in mode.seats for c in seat.candidates)}
    if all(change(one) == one for one in bounds):
        return mode
    seats = (
        replace(
            seat, candidates=tuple(replace(c, bounds=change(c.bounds)) for c in seat.candidates)
        )
        for seat in mode.seats
    )
    return replace(mode, seats=tuple(seats), bounds=change(mode.bounds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A hard date of an activity that spans others, as one of its members has to keep it.

    Args:
        activity: Position of the member. If it is the first member to start, its start has to keep
            the `bounds`; if it is the last to end, its end has to.
        mode: If stated, the `bounds` hold only where the member is done in that mode by the
            `resource`, beside those of edges without a mode; for several who are assigned they
            combine as `Candidate.bounds` do.
        resource: Position in `Problem.resources`; stated with `mode`.
        bounds: The least and the greatest slot.
    """

    activity: int
    mode: int | None = None
    resource: int | None = None
    bounds: Bounds = FREE


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """The start of an activity in the plan that people know, and the price of moving it.

    Args:
        at: Slot of the known start.
        later: Price of each slot by which it starts later.
        sooner: Price of each slot by which it starts earlier, of those before `until`.
        until: Slot from which on work may be pulled forward for nothing.
    """

    at: int
    later: int = 1
    sooner: int = 0
    until: int = 0

    def __post_init__(self) -> None:
        require(self.later >= 0 and self.sooner >= 0, "stay: prices must not be negative")

    def price(self, start: int) -> int:
        """The price of a start."""
        early = max(0, min(self.at, self.until) - start)
        return self.later * max(0, start - self.at) + self.sooner * early


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something to do once, without interruption by other work unless it has a `split`.

    Each of its people begins at its start, or in their first working slot after it, pauses for
    their own calendar only, and is taken until their own work is done. It starts when the first of
    them works and ends when all work is done. Those who do it `together` all work at its start,
    and are all taken until its end.

    Args:
        name: For messages only.
        modes: The ways to do it; exactly one is chosen.
        calendar: Position in `Problem.calendars`: when `Mode.work` is done.
        together: All of its people are needed all the time.
        split: How it may be interrupted. Only what is done together may, by people without
            overtime, a longest pause, or a pace or price that changes; and nothing that counts
            within the period of a budget, or uses up materials evenly over the work.
        start_min: The slot in which it starts at the earliest.
        start_max: The slot in which it starts at the latest; ``None`` is no bound.
        end_min: The slot by which it ends at the earliest.
        end_max: The slot by which it ends at the latest; ``None`` is no bound.
        moment: Of a milestone whose date lies between two slots, that date on `Problem.clock`:
            at the first boundary that is not before it (its `start_min`) it lies no earlier.
        due: Slot by which it should be finished; later is tardy. See `Candidate.due`.
        weight: Price of one tardy slot in the unit of the lateness goal.
        bonus: Gain for each slot it ends before it is due, in the unit of the earliness goal.
        previous: When an earlier plan starts it; counts in the measure ``moves``.
        stay: What moving it from where people know it counts in the measure ``changes``.
        open: Its end counts in the measure ``open_finish``.
        late: Start as late as the rest allows instead of as early (a wish, not a rule).
        drop_cost: Cents it costs to leave it out; ``None`` means it must be done.
        spans: Positions of other activities, if it is a hammock or a phase: it starts with the
            first of them to start and ends with the last to end, and is left out exactly if all
            of them are. It has no work of its own; who is on it is taken from start to end.
        edges: What its hard dates mean to each of those, where they do not mean the same to all:
            one of the first to start, and one of the last to end, keeps its own. Its own bounds
            are then the widest of them.
    """

    name: str = ""
    modes: tuple[Mode, ...]
    calendar: int = 0
    together: bool = False
    split: Split | None = None
    start_min: int = 0
    start_max: int | None = None
    end_min: int = 0
    end_max: int | None = None
    moment: int | None = None
    due: int | None = None
    weight: int = 1
    bonus: int = 0
    previous: int | None = None
    stay: Stay | None = None
    open: bool = False
    late: bool = False
    drop_cost: int | None = None
    spans: tuple[int, ...] = ()
    edges: tuple[Edge, ...] = ()

    def __post_init__(self) -> None:
        require(len(self.modes) >= 1, "activity {!r}: needs a mode", self.name)
        require(not (self.spans and self._works), "activity {!r}: spans and works", self.name)
        require(self.split is None or self._may_split, "activity {!r}: cannot be split", self.name)
        spanned = all(edge.activity in self.spans for edge in self.edges)
        require(spanned, "activity {!r}: an edge of what it does not span", self.name)
        require(self.weight >= 0, "activity {!r}: weight must not be negative", self.name)
        require(self.start_min >= 0, "activity {!r}: start_min must not be negative", self.name)

    @property
    def throughout(self) -> bool:
        """Whether its people are taken from its start to its end."""
        return self.together or bool(self.spans)

    @property
    def bounds(self) -> Bounds:
        """Its own hard dates."""
        return Bounds(
            start_min=self.start_min,
            start_max=self.start_max,
            end_min=self.end_min,
            end_max=self.end_max,
        )

    @property
    def optional(self) -> bool:
        """Whether it may be left out."""
        return self.drop_cost is not None

    @property
    def instant(self) -> bool:
        """Whether it takes no time in any mode: a milestone."""
        return not self.spans and not self._works

    @property
    def sided(self) -> bool:
        """Whether it is a milestone whose mode says on which side of a pause it falls."""
        return self.instant and len({mode.accrual for mode in self.modes}) > 1

    @property
    def _may_split(self) -> bool:
        """Whether it, and all who may do it, are of the kind that can be interrupted."""
        seats = (seat for mode in self.modes for seat in mode.seats)
        people = (one for seat in seats for one in seat.candidates)
        used = (one for mode in self.modes for one in mode.consumes)
        return (
            self.together
            and not self.spans
            and all(c.overtime is None and c.pause is None and not c.pays for c in people)
            and not any(one.spread for one in used)
        )

    @property
    def _works(self) -> bool:
        """Whether there is work of its own in some mode."""
        seats = (seat for mode in self.modes for seat in mode.seats)
        works = (candidate.work for seat in seats for candidate in seat.candidates)
        return any(mode.work for mode in self.modes) or any(works)
