"""What is to be planned, as integers.

Time is an axis of slots ``0 .. horizon``; a span is half-open ``[start, end)``. Money is whole
cents. Capacities and demands are whole units whose meaning is the caller's (the planner uses
1,000 for one full person). Resources, calendars and activities refer to each other by position.

Everything is frozen and checks itself where it is made; `Problem` checks what needs the whole.
A `ValueError` from here means that the caller built a wrong problem.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, wraps
from math import floor
from typing import Literal, TypeVar, cast

from models.calendars import Calendar, Elastic, Paced, union
from models.materials import Consumption, Material
from models.overhead import Overhead
from models.overtime import Overtime

R = TypeVar("R")

Kind = Literal["FS", "SS", "FF", "SF"]
"""Which events a precedence ties: the first's (F)inish or (S)tart to the second's."""


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """In the slots ``[start, end)`` there are only `capacity` units of a resource."""

    start: int
    end: int
    capacity: int

    def __post_init__(self) -> None:
        _require(0 <= self.start < self.end, "level: start must be before end")
        _require(self.capacity >= 1, "level: capacity must be at least 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Somebody or something that works: a person, a crew, a machine, a room.

    Args:
        name: For messages only.
        capacity: Units there are at every instant.
        calendar: Position in `Problem.calendars`: when it works.
        levels: Where there are fewer, in order and apart. What asks for more of it than there is
            then takes all of that: half a person, of whom the whole is asked for.
        overtime: When it may work beyond its calendar, for candidates who may.
    """

    name: str = ""
    capacity: int = 1
    calendar: int = 0
    levels: tuple[Level, ...] = ()
    overtime: Overtime | None = None

    def __post_init__(self) -> None:
        _require(self.capacity >= 0, f"resource {self.name!r}: capacity must not be negative")
        last = 0
        for level in self.levels:
            _require(level.start >= last, f"resource {self.name!r}: levels must be in order")
            _require(level.capacity < self.capacity, f"resource {self.name!r}: level too high")
            last = level.end

    def there(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """``(from, to, capacity)`` of the stretches of ``[start, end)``, in order."""
        for level in self.levels:
            if start < min(level.start, end):
                yield start, min(level.start, end), self.capacity
            if max(start, level.start) < min(end, level.end):
                yield max(start, level.start), min(end, level.end), level.capacity
            start = max(start, level.end)
        if start < end:
            yield start, end, self.capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """What somebody costs from the slot `since` on.

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
    """Hard dates that hold for who is assigned: closed, in slots; ``None`` is no bound.

    Where several are assigned the activity starts no earlier than the least `start_min`, no later
    than the least `start_max`, and ends no earlier than the greatest `end_min`, no later than the
    greatest `end_max` of theirs: the first of them starts it, the last ends it.
    """

    start_min: int = 0
    start_max: int | None = None
    end_min: int = 0
    end_max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """The longest pause in somebody's work on an activity, from its start to its own end.

    Between two of its working slots there are at most `most` slots of a `calendar` (a position in
    `Problem.calendars`), by which the pause counts: when it would usually work.
    """

    calendar: int
    most: int = 0

    def __post_init__(self) -> None:
        _require(self.most >= 0, "pause: most must not be negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Where people know that an activity starts, and what a slot of moving it counts.

    Args:
        at: Slot of that start.
        later: Price of each slot by which it starts later.
        sooner: Price of each slot by which it starts earlier, of those before `until`.
        until: Slot from which on work may be pulled forward for nothing.
    """

    at: int
    later: int = 1
    sooner: int = 0
    until: int = 0

    def __post_init__(self) -> None:
        _require(self.later >= 0 and self.sooner >= 0, "stay: prices must not be negative")

    def price(self, start: int) -> int:
        """What a start counts."""
        early = max(0, min(self.at, self.until) - start)
        return self.later * max(0, start - self.at) + self.sooner * early


FREE = Bounds()
"""No hard date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A resource that may take a seat, and what it then takes.

    Args:
        resource: Position in `Problem.resources`.
        work: Working slots it needs to do its part.
        cost: Cents it then costs in all.
        calendar: Position in `Problem.calendars`: when it works here, if not on its own; of a
            candidate with overtime its own and as much of each evening as it may always work.
        overtime: Cents more for each slot of overtime, their sum rounded to the cent, halves up;
            ``None``: it works none. It works in all slots of its own calendar from its first to
            its last slot on the activity, and in those evenings of `Resource.overtime`, or parts
            of them, that are decided (`models.schedule.Task.overtime`).
        unwanted: Somebody else is preferred by this much; counts in the measure ``wishes``.
        strange: Price of giving it to somebody who is told so only now; counts in ``changes``.
        bounds: Hard dates of the activity that depend on who does it, beside its own.
        due: By when it should be finished if they do it; of several who do it the latest counts,
            but none is later than the activity's own. ``None`` is the activity's own.
        pause: The longest pause it may make; ``None`` is any.
        units: How much of the resource it takes.
        rate: Cents more for each of its working slots in an activity that spans others, whose
            length is not known before; their sum is rounded to the cent, halves up.
        pays: Instead of `cost` and `rate`, where what it costs changes with time; the first is
            since slot 0. What its slots of work cost, up to an instant, is rounded to the cent,
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
        """Cents it costs at least."""
        if not self.pays:
            return self.cost
        return floor(min(p.rate for p in self.pays) * self.work) + min(p.once for p in self.pays)

    def __post_init__(self) -> None:
        changes = [pay.since for pay in self.pays]
        _require(not changes or changes[0] == 0, "candidate: the first pay is since slot 0")
        _require(changes == sorted(set(changes)), "candidate: pays must be in order")
        plain = not (self.cost or self.rate) and self.overtime is None
        _require(plain or not self.pays, "candidate: pays or a cost, not both")
        _require(self.work >= 0, "candidate: work must not be negative")
        _require((self.overtime or 0) >= 0, "candidate: overtime must not be negative")
        _require(self.overtime is None or self.work > 0, "candidate: no overtime without work")
        _require(self.units >= 0, "candidate: units must not be negative")
        _require(self.rate.numerator >= 0, "candidate: rate must not be negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """`count` different resources out of `candidates`; see `Activity` for when they are taken."""

    candidates: tuple[Candidate, ...]
    count: int = 1

    def __post_init__(self) -> None:
        _require(self.count >= 1, "seat: count must be at least 1")
        names = [candidate.resource for candidate in self.candidates]
        _require(len(set(names)) == len(names), "seat: a resource may be a candidate once only")

    @property
    def group(self) -> frozenset[int]:
        """Who may take it."""
        return frozenset(candidate.resource for candidate in self.candidates)

    @property
    def energy(self) -> int:
        """Units × working slots that it takes at least, whoever is on it."""
        return sum(sorted(one.units * one.work for one in self.candidates)[: self.count])

    @property
    def forced(self) -> bool:
        """Whether there is no choice: every candidate is needed."""
        return self.count >= len(self.candidates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """One way to carry an activity out.

    Args:
        seats: Who is needed. A resource fills at most one seat.
        work: Working slots on the activity's calendar, whoever is assigned (0: the people alone
            decide). The activity ends when this work and everybody's own work is done.
        cost: Cents this way costs whoever is assigned.
        accrual: When `cost` falls due: at the activity's start or at its end. Of a milestone: when
            the slot opens, or when the one before closes; see `Activity.sided`.
        spread: Instead, if positive, it falls due evenly over so many working slots of the
            activity's calendar from the start.
        bounds: Hard dates of the activity in this way, beside its own.
        consumes: What this way uses up of materials.
    """

    seats: tuple[Seat, ...] = ()
    work: int = 0
    cost: int = 0
    accrual: Literal["start", "end"] = "end"
    spread: int = 0
    bounds: Bounds = FREE
    consumes: tuple[Consumption, ...] = ()

    def __post_init__(self) -> None:
        _require(self.work >= 0, "mode: work must not be negative")
        _require(self.spread >= 0, "mode: spread must not be negative")
        names = [one.material for one in self.consumes]
        _require(len(set(names)) == len(names), "mode: consumes a material once only")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What the hard dates of an activity mean to one of those it spans.

    Args:
        activity: Position of the one. If it is the first to start, or the last to end, its start,
            or its end, has to keep the `bounds`.
        mode: If stated, they hold besides if it is done in that mode by the `resource`, and count
            for several who are assigned as `Candidate.bounds` do.
        resource: Who is meant then.
        bounds: The least and the greatest slot.
    """

    activity: int
    mode: int | None = None
    resource: int | None = None
    bounds: Bounds = FREE


def with_bounds(mode: Mode, change: Callable[[Bounds], Bounds]) -> Mode:
    """The mode with other hard dates of its own and of its candidates; the same if none changes."""
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
class Activity:
    """Something to do once, without interruption by other work.

    Each of its people begins at its start, or in their first working slot after it, pauses for
    their own calendar only, and is taken until their own work is done. It starts when the first of
    them works and ends when all work is done. Those who do it `together` all work at its start,
    and are all taken until its end.

    Args:
        name: For messages only.
        modes: The ways to do it; exactly one is chosen.
        calendar: Position in `Problem.calendars`: when `Mode.work` is done.
        together: All of its people are needed all the time.
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
        _require(len(self.modes) >= 1, f"activity {self.name!r}: needs a mode")
        _require(not (self.spans and self._works), f"activity {self.name!r}: spans and works")
        spanned = all(edge.activity in self.spans for edge in self.edges)
        _require(spanned, f"activity {self.name!r}: an edge of what it does not span")
        _require(self.weight >= 0, f"activity {self.name!r}: weight must not be negative")
        _require(self.start_min >= 0, f"activity {self.name!r}: start_min must not be negative")

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
    def _works(self) -> bool:
        """Whether there is work of its own in some mode."""
        seats = (seat for mode in self.modes for seat in mode.seats)
        works = (candidate.work for seat in seats for candidate in seat.candidates)
        return any(mode.work for mode in self.modes) or any(works)


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedence:
    """`second`'s event comes no earlier than `lag` after `first`'s event.

    With ``a`` the first's and ``b`` the second's event (start or end, by `kind`):

    * `calendar` is ``None``: ``b >= a + lag`` on the axis;
    * otherwise, lag ≥ 0: at least `lag` working slots of that calendar lie between ``a`` and
      ``b``, and ``b >= a``; lag < 0: at most ``-lag`` of them lie between ``b`` and ``a``;
    * `idle`, a lag of 0 only: ``b >= a``, or nobody concerned works in ``[b, a)``: no slot of it
      is in `calendar`, nor in the calendar of anyone assigned to either activity or to what it
      spans (nor, where a mode has work of its own, in the activity's). The two instants are then
      one;
    * `elapsed`: ``instant(b) >= instant(a) + lag`` on the wall clock, see `Problem.clock`.

    In place of `lag` it may have a `share`: the lag is then so much of the time from the first's
    start to its end, counted in `calendar` if there is one, and rounded up; an elapsed link with
    a share counts that time in `calendar`, and the lag on the wall clock.

    Where the lag depends on how one of both is done (`by`), `lags` has one for each of its modes,
    all of one sign, and `lag` is the least of them.

    A maximum lag "b at most L after a" is the precedence from b to a with lag ``-L``; for L = 0
    it is idle, since an end and the next start of work are one instant. A precedence to or from
    an activity that is left out does not bind.
    """

    first: int
    second: int
    kind: Kind = "FS"
    lag: int = 0
    calendar: int | None = None
    elapsed: bool = False
    share: Fraction = Fraction(0)
    idle: bool = False
    lags: tuple[int, ...] = ()
    by: Literal["first", "second"] = "first"

    def __post_init__(self) -> None:
        _require(self.kind in ("FS", "SS", "FF", "SF"), f"precedence: unknown kind {self.kind!r}")
        counted = self.calendar is not None
        what = "precedence: an elapsed lag has no calendar, a share of time on the clock one"
        _require(not self.elapsed or counted == bool(self.share), what)
        plain = not (self.elapsed or self.lag or self.share) and counted
        _require(plain or not self.idle, "precedence: idle needs a calendar and no lag")
        _require(self.share.numerator >= 0, "precedence: share must not be negative")
        _require(not (self.share and self.lag), "precedence: has a lag or a share, not both")
        least, most = min(self.lags, default=self.lag), max(self.lags, default=self.lag)
        _require(least == self.lag, "precedence: lag is the least of lags")
        _require(least >= 0 or most < 0, "precedence: lags are all of one sign")

    @property
    def decider(self) -> int:
        """Whose mode `lags` go by."""
        return self.first if self.by == "first" else self.second

    def lag_in(self, first: int, second: int | None) -> int:
        """The lag where both are done in these modes; the least where nothing decides it yet."""
        mode = first if self.by == "first" else second
        return self.lag if mode is None or not self.lags else self.lags[mode]

    def in_mode(self, mode: int) -> "Precedence":
        """The link with the lag that it has when its `decider` is done in a mode."""
        return replace(self, lag=self.lags[mode], lags=(), by="first") if self.lags else self

    @property
    def forward(self) -> bool:
        """Whether the second's event comes no earlier on the axis than the first's."""
        return self.lag >= 0 and not self.idle

    @property
    def backward(self) -> "Precedence":
        """The same with time running backward; a lag on the wall clock becomes one on the axis.

        A share of the first's time becomes no lag, of several lags the least.
        """
        kinds: dict[Kind, Kind] = {"FS": "FS", "SS": "FF", "FF": "SS", "SF": "SF"}
        return replace(
            self,
            first=self.second,
            second=self.first,
            kind=kinds[self.kind],
            calendar=None if self.elapsed else self.calendar,
            elapsed=False,
            share=Fraction(0),
            lags=(),
            by="first",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """`units` of a resource that are taken in ``[start, end)`` by something not planned here.

    Where there are fewer (`Resource.levels`), all of them.
    """

    resource: int
    start: int
    end: int
    units: int = 1

    def __post_init__(self) -> None:
        _require(0 <= self.start <= self.end, "reservation: start must not be after end")
        _require(self.units >= 0, "reservation: units must not be negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """The activities share nobody (`same` False) or have exactly the same people (`same` True).

    Only the resources `among` these count; ``None`` is all of them.
    """

    first: int
    second: int
    same: bool
    among: frozenset[int] | None = None

    def counts(self, resource: int) -> bool:
        """Whether the resource is one of those that count."""
        return self.among is None or resource in self.among


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The cost of some activities, in all or within a period, is at most `limit`.

    Args:
        name: For messages only.
        activities: Their positions; ``None`` is all of them.
        period: ``[start, end)`` in slots; ``None`` is the whole plan. What accrues with work
            falls evenly on its working slots, rounded down cumulatively (candidates with their
            own work); of a candidate with a rate what its slots before the end of the period
            earn, less what those before its start earn, each rounded as the whole; the rest on
            one event: a start in the slot it begins, an end in the slot before it (at 0 in the
            first); a milestone that may fall on either side has a mode for each
            (`Activity.sided`).
        days: The calendar days of the period, both included, of which `Problem.overhead` counts;
            ``None`` is all of them. It counts where `activities` is None only.
        limit: Cents.
        price: Cents of price for each cent above the limit; ``None`` makes the limit hard.
    """

    name: str = ""
    activities: tuple[int, ...] | None = None
    period: tuple[int, int] | None = None
    days: tuple[int, int] | None = None
    limit: int
    price: int | None = None


@dataclass(frozen=True, kw_only=True)
class Problem:
    """The whole: what `models.solve` plans and `models.check` judges.

    Args:
        horizon: Number of slots on the axis; nothing ends later.
        calendars: When work happens; activities and resources name them by position.
        clock: Wall-clock opening of each slot and of the end of the axis (``horizon + 1``
            increasing numbers, in lengths of one slot); needed for elapsed lags only. A start
            at slot ``t`` is at ``clock[t]``, an end at slot ``t > 0`` at ``clock[t - 1] + 1``.
            A milestone is as early between the two as its `moment`, its elapsed links and the
            instants of what it follows with a lag of 0 (that is not idle) allow, or at the opening
            where its mode says so (`Activity.sided`); what spans
            others starts at the first and ends at the last of their instants.
        due_calendar: Calendar on which tardiness is counted; ``None`` counts axis slots.
        overhead: What the whole costs by calendar day.
        materials: What is used up; modes refer to it by position.
    """

    horizon: int
    activities: tuple[Activity, ...]
    resources: tuple[Resource, ...] = ()
    calendars: tuple[Calendar, ...]
    precedences: tuple[Precedence, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    staffing: tuple[Staffing, ...] = ()
    budgets: tuple[Budget, ...] = ()
    clock: tuple[int, ...] | None = None
    due_calendar: int | None = None
    overhead: Overhead | None = None
    materials: tuple[Material, ...] = ()

    def __post_init__(self) -> None:
        _require(self.horizon >= 0, "horizon must not be negative")
        for i, activity in enumerate(self.activities):
            self._check_activity(activity)
            if activity.spans:
                self._check_spans(i)
        for resource in self.resources:
            self._check_resource(resource)
        for precedence in self.precedences:
            self._check_pair(precedence)
            count = len(self.activities[precedence.decider].modes)
            _require(len(precedence.lags) in (0, count), f"{precedence}: a lag for each mode")
            _require(self.clock is not None or not precedence.elapsed, "elapsed lags need a clock")
            if precedence.calendar is not None:
                self._check_calendar(precedence.calendar, str(precedence))
        for staffing in self.staffing:
            self._check_pair(staffing)
        for reservation in self.reservations:
            _require(0 <= reservation.resource < len(self.resources), f"{reservation}: no resource")
        clock_length = None if self.clock is None else len(self.clock)
        _require(clock_length in (None, self.horizon + 1), "clock needs horizon + 1 entries")
        if self.due_calendar is not None:
            self._check_calendar(self.due_calendar, "due_calendar")
        if self.overhead is not None:
            _require(len(self.overhead.opens) == self.horizon, "overhead needs days of all slots")

    def _check_pair(self, pair: Precedence | Staffing) -> None:
        for end in (pair.first, pair.second):
            _require(0 <= end < len(self.activities), f"{pair}: no activity {end}")

    def _check_activity(self, activity: Activity) -> None:
        self._check_calendar(activity.calendar, f"activity {activity.name!r}")
        for mode in activity.modes:
            for used in mode.consumes:
                known = 0 <= used.material < len(self.materials)
                _require(known, f"activity {activity.name!r}: no material {used.material}")
                if used.calendar is not None:
                    self._check_calendar(used.calendar, f"activity {activity.name!r}")
            for seat in mode.seats:
                for candidate in seat.candidates:
                    known = 0 <= candidate.resource < len(self.resources)
                    _require(known, f"activity {activity.name!r}: no resource {candidate.resource}")
                    if candidate.calendar is not None:
                        self._check_calendar(candidate.calendar, f"candidate {candidate}")
                    if candidate.pause is not None:
                        self._check_calendar(candidate.pause.calendar, f"candidate {candidate}")
                    if candidate.overtime is not None:
                        allowed = self.resources[candidate.resource].overtime is not None
                        _require(allowed, f"candidate {candidate}: its resource has no overtime")

    def _check_spans(self, i: int) -> None:
        activity, name = self.activities[i], f"activity {self.activities[i].name!r}"
        for member in activity.spans:
            _require(0 <= member < len(self.activities), f"{name}: no activity {member}")
            _require(not self.activities[member].spans, f"{name}: {member} spans others itself")
        free = all(self.activities[member].optional for member in activity.spans)
        _require(activity.optional == free, f"{name}: optional exactly if all it spans are")

    def _check_resource(self, resource: Resource) -> None:
        name, overtime = f"resource {resource.name!r}", resource.overtime
        self._check_calendar(resource.calendar, name)
        if overtime is None:
            return
        self._check_calendar(overtime.calendar, name)
        edges = [edge for ceiling in overtime.ceilings for edge in (ceiling.start, ceiling.end)]
        edges += [edge for budget in self.budgets for edge in budget.period or ()]
        for start, end in self.calendars[overtime.calendar].spans:
            across = any(start < edge < end for edge in edges)
            _require(not across, f"{name}: an evening lies across a ceiling or budget's edge")
            own = self.calendars[resource.calendar]
            apart = own.worked(end) == own.worked(start)
            _require(apart, f"{name}: an evening lies in its own calendar")
            follows = start == 0 or own.works(start - 1)
            _require(follows, f"{name}: an evening does not follow own work")

    def _check_calendar(self, calendar: int, owner: str) -> None:
        _require(0 <= calendar < len(self.calendars), f"{owner}: no calendar {calendar}")

    def __getstate__(self) -> dict[str, object]:
        """All but what is derived: whoever it is sent to derives what it needs."""
        return {name: value for name, value in self.__dict__.items() if name != "derived"}

    @cached_property
    def derived(self) -> dict[object, object]:
        """What other modules derive from the problem, once each; see `once`."""
        return {}

    @cached_property
    def incoming(self) -> tuple[tuple[Precedence, ...], ...]:
        """For each activity, the precedences whose second it is."""
        return self._grouped("second")

    @cached_property
    def outgoing(self) -> tuple[tuple[Precedence, ...], ...]:
        """For each activity, the precedences whose first it is."""
        return self._grouped("first")

    @cached_property
    def spanned_by(self) -> tuple[tuple[int, ...], ...]:
        """For each activity, those that span it."""
        groups: list[tuple[int, ...]] = [()] * len(self.activities)
        for i, activity in enumerate(self.activities):
            for member in activity.spans:
                groups[member] += (i,)
        return tuple(groups)

    @cached_property
    def spanning(self) -> tuple[int, ...]:
        """The activities that span others."""
        return tuple(i for i, activity in enumerate(self.activities) if activity.spans)

    def _grouped(self, end: Literal["first", "second"]) -> tuple[tuple[Precedence, ...], ...]:
        groups: list[list[Precedence]] = [[] for _ in self.activities]
        for precedence in self.precedences:
            groups[getattr(precedence, end)].append(precedence)
        return tuple(map(tuple, groups))

    def calendar_of(self, candidate: Candidate) -> Calendar:
        """When the candidate works."""
        return self.calendars[self.calendar_position(candidate)]

    def calendar_position(self, candidate: Candidate) -> int:
        """Where that calendar stands in `calendars`."""
        own = self.resources[candidate.resource].calendar
        return own if candidate.calendar is None else candidate.calendar

    def idle_position(self, candidate: Candidate) -> int:
        """Where the calendar stands by which two instants are one; overtime is no part of it."""
        own = self.resources[candidate.resource].calendar
        return self.calendar_position(candidate) if candidate.overtime is None else own

    def reach_of(self, candidate: Candidate) -> Calendar:
        """When the candidate can work at most, for bounds."""
        if candidate.overtime is None:
            return self.calendar_of(candidate)
        return self.reaches[candidate.resource]

    @cached_property
    def reaches(self) -> Mapping[int, Elastic]:
        """For each resource that may work overtime, all slots in which it can."""
        return {
            r: Elastic.of(self.calendars[who.calendar], self.calendars[who.overtime.calendar])
            for r, who in enumerate(self.resources)
            if who.overtime is not None
        }

    @cached_property
    def changing(self) -> bool:
        """Whether the share or the price of somebody changes at a date."""
        return (
            any(resource.levels for resource in self.resources)
            or any(isinstance(calendar, Paced) for calendar in self.calendars)
            or any(c.pays for i in range(len(self.activities)) for _, _, c in self.choices(i))
        )

    @cached_property
    def widest(self) -> tuple[Calendar, ...]:
        """For each resource, all slots in which it can work, on its own or another calendar."""
        used = [{resource.calendar} for resource in self.resources]
        for i in range(len(self.activities)):
            for _, _, candidate in self.choices(i):
                if candidate.calendar is not None:
                    used[candidate.resource].add(candidate.calendar)
                if candidate.overtime is not None:
                    evenings = self.resources[candidate.resource].overtime
                    used[candidate.resource].add(evenings.calendar if evenings else 0)
        return tuple(union(self.calendars[c] for c in calendars) for calendars in used)

    def used_by(self, activity: int, used: Consumption) -> Calendar:
        """In whose working slots an activity uses something evenly."""
        own = self.activities[activity].calendar
        return self.calendars[own if used.calendar is None else used.calendar]

    def choices(self, activity: int) -> Iterator[tuple[int, int, Candidate]]:
        """Every ``(mode, seat, candidate)`` of an activity, by position."""
        for m, mode in enumerate(self.activities[activity].modes):
            for s, seat in enumerate(mode.seats):
                for candidate in seat.candidates:
                    yield m, s, candidate


def once(function: Callable[[Problem], R]) -> Callable[[Problem], R]:
    """The function of a problem, worked out once for each problem; nobody may change its result."""

    @wraps(function)
    def known(problem: Problem) -> R:
        if known not in problem.derived:
            problem.derived[known] = function(problem)
        return cast("R", problem.derived[known])

    return known
