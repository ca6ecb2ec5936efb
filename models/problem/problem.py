"""The `Problem`: activities, resources, calendars and budgets together, and their checks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Literal, TypeVar, cast

from models.calendars import Calendar, union
from models.materials import Consumption, Material
from models.overhead import Overhead
from models.problem.activity import Activity
from models.problem.relations import Precedence, Staffing
from models.problem.requirement import require
from models.problem.resource import Reservation, Resource
from models.problem.seat import Candidate
from models.uneven_calendars import Elastic, Paced

R = TypeVar("R")


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
    """All that is planned together: what `models.solve` plans and `models.check` judges.

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
        overhead: The cost of each calendar day that the project lasts.
        materials: The materials that are used up; modes refer to them by position.
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
        require(self.horizon >= 0, "horizon must not be negative")
        for i, activity in enumerate(self.activities):
            self._check_activity(activity)
            self._check_split(i)
            if activity.spans:
                self._check_spans(i)
        for resource in self.resources:
            self._check_resource(resource)
        for precedence in self.precedences:
            self._check_pair(precedence)
            count = len(self.activities[precedence.decider].modes)
            require(len(precedence.lags) in (0, count), "{}: a lag for each mode", precedence)
            require(self.clock is not None or not precedence.elapsed, "elapsed lags need a clock")
            if precedence.calendar is not None:
                self._check_calendar(precedence.calendar, "{}", precedence)
        for staffing in self.staffing:
            self._check_pair(staffing)
        for reservation in self.reservations:
            require(0 <= reservation.resource < len(self.resources), "{}: no resource", reservation)
        clock_length = None if self.clock is None else len(self.clock)
        require(clock_length in (None, self.horizon + 1), "clock needs horizon + 1 entries")
        if self.due_calendar is not None:
            self._check_calendar(self.due_calendar, "due_calendar")
        if self.overhead is not None:
            require(len(self.overhead.opens) == self.horizon, "overhead needs days of all slots")

    def _check_pair(self, pair: Precedence | Staffing) -> None:
        for end in (pair.first, pair.second):
            require(0 <= end < len(self.activities), "{}: no activity {}", pair, end)

    def _check_activity(self, activity: Activity) -> None:
        self._check_calendar(activity.calendar, "activity {!r}", activity.name)
        for mode in activity.modes:
            for used in mode.consumes:
                known = 0 <= used.material < len(self.materials)
                require(known, "activity {!r}: no material {}", activity.name, used.material)
                if used.calendar is not None:
                    self._check_calendar(used.calendar, "activity {!r}", activity.name)
            for seat in mode.seats:
                for candidate in seat.candidates:
                    known = 0 <= candidate.resource < len(self.resources)
                    require(
                        known, "activity {!r}: no resource {}", activity.name, candidate.resource
                    )
                    if candidate.calendar is not None:
                        self._check_calendar(candidate.calendar, "candidate {}", candidate)
                    if candidate.pause is not None:
                        self._check_calendar(candidate.pause.calendar, "candidate {}", candidate)
                    if candidate.overtime is not None:
                        allowed = self.resources[candidate.resource].overtime is not None
                        require(allowed, "candidate {}: its resource has no overtime", candidate)

    def _check_split(self, i: int) -> None:
        if self.activities[i].split is None:
            return
        name = self.activities[i].name
        paced = any(isinstance(self.calendar_of(c), Paced) for _, _, c in self.choices(i))
        require(not paced, "activity {!r}: split, and somebody's pace changes", name)
        for budget in self.budgets:
            counts = budget.activities is None or i in budget.activities
            free = budget.period is None or not counts
            require(free, "activity {!r}: split, in a budget's period", name)

    def _check_spans(self, i: int) -> None:
        activity, name = self.activities[i], self.activities[i].name
        for member in activity.spans:
            known = 0 <= member < len(self.activities)
            require(known, "activity {!r}: no activity {}", name, member)
            plain = not self.activities[member].spans
            require(plain, "activity {!r}: {} spans others itself", name, member)
        free = all(self.activities[member].optional for member in activity.spans)
        same = activity.optional == free
        require(same, "activity {!r}: optional exactly if all it spans are", name)

    def _check_resource(self, resource: Resource) -> None:
        name, overtime = resource.name, resource.overtime
        self._check_calendar(resource.calendar, "resource {!r}", name)
        if overtime is None:
            return
        self._check_calendar(overtime.calendar, "resource {!r}", name)
        edges = [edge for ceiling in overtime.ceilings for edge in (ceiling.start, ceiling.end)]
        edges += [edge for budget in self.budgets for edge in budget.period or ()]
        for start, end in self.calendars[overtime.calendar].spans:
            across = any(start < edge < end for edge in edges)
            what = "resource {!r}: an evening lies across a ceiling or budget's edge"
            require(not across, what, name)
            own = self.calendars[resource.calendar]
            apart = own.worked(end) == own.worked(start)
            require(apart, "resource {!r}: an evening lies in its own calendar", name)
            follows = start == 0 or own.works(start - 1)
            require(follows, "resource {!r}: an evening does not follow own work", name)

    def _check_calendar(self, calendar: int, owner: str, *about: object) -> None:
        known = 0 <= calendar < len(self.calendars)
        require(known, owner + ": no calendar {}", *about, calendar)

    def __getstate__(self) -> dict[str, object]:
        """Leaves `derived` out: another process derives what it needs."""
        return {name: value for name, value in self.__dict__.items() if name != "derived"}

    @cached_property
    def derived(self) -> dict[object, object]:
        """Results that other modules keep with the problem; see `once`."""
        return {}

    @cached_property
    def incoming(self) -> tuple[tuple[Precedence, ...], ...]:
        """For each activity, the precedences that lead to it."""
        return self._grouped("second")

    @cached_property
    def outgoing(self) -> tuple[tuple[Precedence, ...], ...]:
        """For each activity, the precedences that lead from it."""
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
        """Position in `calendars` of the candidate's calendar."""
        own = self.resources[candidate.resource].calendar
        return own if candidate.calendar is None else candidate.calendar

    def idle_position(self, candidate: Candidate) -> int:
        """Position in `calendars` of the calendar by which idle links count: without overtime."""
        own = self.resources[candidate.resource].calendar
        return self.calendar_position(candidate) if candidate.overtime is None else own

    def reach_of(self, candidate: Candidate) -> Calendar:
        """The most slots in which the candidate can work, for bounds."""
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
        """Whether a share, a pace or a price changes with time."""
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
        """The calendar over whose working slots an activity uses a material evenly."""
        own = self.activities[activity].calendar
        return self.calendars[own if used.calendar is None else used.calendar]

    def choices(self, activity: int) -> Iterator[tuple[int, int, Candidate]]:
        """Yields every ``(mode, seat, candidate)`` of an activity; mode and seat are positions."""
        for m, mode in enumerate(self.activities[activity].modes):
            for s, seat in enumerate(mode.seats):
                for candidate in seat.candidates:
                    yield m, s, candidate


def once(function: Callable[[Problem], R]) -> Callable[[Problem], R]:
    """Decorator: keeps the result of a function with the problem; callers must not change it."""

    @wraps(function)
    def known(problem: Problem) -> R:
        if known not in problem.derived:
            problem.derived[known] = function(problem)
        return cast("R", problem.derived[known])

    return known
