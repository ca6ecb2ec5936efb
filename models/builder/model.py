"""`Model` builds a `Problem` from objects instead of positions, and solves it.

What is added is returned as a small object, which later calls take: nobody counts positions.
`Model.problem` gives the frozen data; ``dataclasses.replace`` adds to it what the builder has no
word for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, lcm
from typing import Unpack

from models.builder.pattern import ALWAYS, Pattern
from models.builder.refs import (
    ActivityRef,
    CalendarRef,
    Details,
    MaterialRef,
    Need,
    Needs,
    ResourceRef,
    Uses,
    added,
    consumption,
    position,
)
from models.builder.solution import Solution
from models.materials import Material
from models.measures.goals import Objective
from models.problem import (
    Activity,
    Budget,
    Candidate,
    LinkKind,
    Mode,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
    Staffing,
)
from models.solve import SolveOptions, solve


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """A resource, and what the builder knows of it beside."""

    resource: Resource
    skills: frozenset[str]
    efficiency: Fraction
    rate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """A mode as it was asked for: skills are looked up when the problem is made."""

    work: int
    needs: Needs
    cost: int
    uses: Uses


class Model:
    """A project that is put together piece by piece, and solved.

    Args:
        horizon: Slots of the axis; None is enough to do everything in turn.
    """

    def __init__(self, horizon: int | None = None) -> None:
        self._horizon = horizon
        self._patterns = [ALWAYS]
        self._members: list[_Member] = []
        self._activities: list[tuple[Activity, list[_Way]]] = []
        self._precedences: list[Precedence] = []
        self._reservations: list[Reservation] = []
        self._staffing: list[Staffing] = []
        self._budgets: list[Budget] = []
        self._materials: list[Material] = []
        self._material_refs: list[MaterialRef] = []
        self._calendar_refs: list[CalendarRef] = [CalendarRef("always", 0)]
        self._resource_refs: list[ResourceRef] = []
        self._activity_refs: list[ActivityRef] = []

    @property
    def always(self) -> CalendarRef:
        """The calendar that works in every slot: what is meant where none is named."""
        return self._calendar_refs[0]

    def add_calendar(
        self, spans: Iterable[tuple[int, int]], *, every: int = 0, name: str = ""
    ) -> CalendarRef:
        """Add working time.

        Args:
            spans: Working spans ``[start, end)`` in order.
            every: Slots after which they are repeated, such as those of a week; 0 is once.
            name: For messages only.

        Raises:
            ValueError: if a span is empty, out of order, or longer than what is repeated.
        """
        self._patterns.append(Pattern(spans=tuple(spans), every=every))
        return added(self._calendar_refs, CalendarRef, name)

    def add_resource(
        self,
        name: str = "",
        *,
        capacity: int = 1,
        skills: Iterable[str] = (),
        calendar: CalendarRef | None = None,
        efficiency: Fraction | float = 1,
        rate: int = 0,
    ) -> ResourceRef:
        """Add a resource: a person, a crew, a machine, a room.

        Args:
            name: For messages and tables.
            capacity: Units there are at every instant.
            skills: What it can be needed for.
            calendar: When it works; None is always.
            efficiency: Work it does in a slot; 0.5 takes twice as long as 1.
            rate: Cents for each slot of its work and each unit.

        Raises:
            ValueError: if capacity or rate are negative, or efficiency is not positive.
        """
        pace = Fraction(efficiency).limit_denominator(10_000)
        if pace <= 0 or rate < 0:
            what = "efficiency must be positive and rate not negative"
            raise ValueError(f"resource {name!r}: {what}")
        works = self._calendar(calendar)
        resource = Resource(name=name, capacity=capacity, calendar=works)
        self._members.append(
            _Member(resource=resource, skills=frozenset(skills), efficiency=pace, rate=rate)
        )
        return added(self._resource_refs, ResourceRef, name)

    def add_material(
        self, name: str = "", *, stock: int = 0, deliveries: Iterable[tuple[int, int]] = ()
    ) -> MaterialRef:
        """Add something that is used up.

        Args:
            name: For messages only.
            stock: Units at hand from the beginning.
            deliveries: ``(slot, units)`` that can be used from that slot on.
        """
        self._materials.append(Material.delivered(name, stock, deliveries))
        return added(self._material_refs, MaterialRef, name)

    def add_activity(
        self,
        name: str = "",
        *,
        work: int = 0,
        needs: Needs | None = None,
        after: Iterable[ActivityRef] = (),
        calendar: CalendarRef | None = None,
        cost: int = 0,
        uses: Uses | None = None,
        **details: Unpack[Details],
    ) -> ActivityRef:
        """Add something to do; without work it is a milestone.

        Args:
            name: For messages and tables.
            work: Slots of work for each of those who do it, or of the activity if nobody does.
            needs: Whom or what it takes, see `Needs`; nobody has two seats of one activity.
            after: What has to end before it starts.
            calendar: When it may be worked on, whoever does it; None is always.
            cost: Cents it costs whoever does it.
            uses: What it uses up, see `Using`.
            details: Hard dates, the due date, the price of leaving it out; see `Details`.

        Raises:
            ValueError: if something belongs to another model, or numbers are out of range.
        """
        way = _Way(work=work, needs=dict(needs or {}), cost=cost, uses=dict(uses or {}))
        activity = Activity(
            name=name,
            modes=(Mode(work=work),),
            calendar=self._calendar(calendar),
            **details,
        )
        firsts = [position(self._activity_refs, one) for one in after]
        ref = added(self._activity_refs, ActivityRef, name)
        self._activities.append((activity, [way]))
        self._precedences += [Precedence(first=one, second=ref.position) for one in firsts]
        return ref

    def add_mode(
        self,
        activity: ActivityRef,
        *,
        work: int = 0,
        needs: Needs | None = None,
        cost: int = 0,
        uses: Uses | None = None,
    ) -> None:
        """Add another way to do an activity; exactly one is chosen.

        Args:
            activity: Which.
            work: As of `add_activity`.
            needs: As of `add_activity`.
            cost: As of `add_activity`.
            uses: As of `add_activity`.
        """
        _, ways = self._activities[position(self._activity_refs, activity)]
        ways.append(_Way(work=work, needs=dict(needs or {}), cost=cost, uses=dict(uses or {})))

    def add_hammock(self, name: str, over: Iterable[ActivityRef]) -> ActivityRef:
        """Add what starts with the first of some activities and ends with the last of them."""
        spans = tuple(position(self._activity_refs, one) for one in over)
        drops = [self._activities[one][0].drop_cost for one in spans]
        free = 0 if drops and None not in drops else None
        ref = added(self._activity_refs, ActivityRef, name)
        activity = Activity(name=name, modes=(Mode(),), spans=spans, drop_cost=free)
        self._activities.append((activity, [_Way(work=0, needs={}, cost=0, uses={})]))
        return ref

    def add_precedence(
        self,
        first: ActivityRef,
        second: ActivityRef,
        *,
        kind: LinkKind = "FS",
        lag: int = 0,
        calendar: CalendarRef | None = None,
    ) -> None:
        """Let an event of `second` come no earlier than `lag` after one of `first`.

        Args:
            first: Whose event comes first.
            second: Whose event waits.
            kind: Which events: the first's (F)inish or (S)tart, then the second's.
            lag: Slots between them; negative is a lead.
            calendar: Whose working slots are counted; None counts all.
        """
        self._precedences.append(
            Precedence(
                first=position(self._activity_refs, first),
                second=position(self._activity_refs, second),
                kind=kind,
                lag=lag,
                calendar=None if calendar is None else self._calendar(calendar),
            )
        )

    def add_reservation(
        self, resource: ResourceRef, start: int, end: int, *, units: int = 1
    ) -> None:
        """Take units of a resource in ``[start, end)`` for something that is not planned here."""
        taken = position(self._resource_refs, resource)
        self._reservations.append(Reservation(resource=taken, start=start, end=end, units=units))

    def add_staffing(self, first: ActivityRef, second: ActivityRef, *, same: bool) -> None:
        """Let two activities have exactly the same people, or (`same` False) nobody in common."""
        pair = [position(self._activity_refs, one) for one in (first, second)]
        self._staffing.append(Staffing(first=pair[0], second=pair[1], same=same))

    def add_budget(
        self,
        limit: int,
        *,
        activities: Iterable[ActivityRef] | None = None,
        period: tuple[int, int] | None = None,
        price: int | None = None,
    ) -> None:
        """Let the cost be at most `limit` cents.

        Args:
            limit: Cents.
            activities: Of which activities; None is all.
            period: ``[start, end)`` in which it falls due; None is the whole plan.
            price: Cents of price for each cent above the limit; None makes it hard.
        """
        refs = None if activities is None else list(activities)
        whose = None if refs is None else tuple(position(self._activity_refs, a) for a in refs)
        self._budgets.append(Budget(activities=whose, period=period, limit=limit, price=price))

    def problem(self) -> Problem:
        """The problem of everything added: positions are in the order of adding.

        Raises:
            ValueError: if an activity needs a skill, or a number of people, that nobody has.
        """
        horizon = self._longest() if self._horizon is None else self._horizon
        return Problem(
            horizon=horizon,
            calendars=tuple(pattern.until(horizon) for pattern in self._patterns),
            resources=tuple(member.resource for member in self._members),
            activities=tuple(
                replace(activity, modes=tuple(self._mode(activity, way) for way in ways))
                for activity, ways in self._activities
            ),
            precedences=tuple(self._precedences),
            reservations=tuple(self._reservations),
            staffing=tuple(self._staffing),
            budgets=tuple(self._budgets),
            materials=tuple(self._materials),
        )

    def solve(self, *goals: str, options: SolveOptions | None = None) -> Solution:
        """Plan what was added.

        Args:
            goals: Measures in strict order (`models.MEASURES`); none is lateness where something
                is due, then the finish, then the cost where something costs.
            options: Limits; None is a minute.

        Raises:
            ValueError: as `problem`, or if a goal is not known.
        """
        problem = self.problem()
        objective = Objective.of(*(goals or self._usual()))
        return Solution(
            problem=problem,
            objective=objective,
            result=solve(problem, objective, options),
            activities=tuple(self._activity_refs),
            resources=tuple(self._resource_refs),
        )

    def _usual(self) -> tuple[str, ...]:
        due = any(activity.due is not None for activity, _ in self._activities)
        costs = any(member.rate for member in self._members)
        costs |= any(way.cost for _, ways in self._activities for way in ways)
        costs |= any(activity.drop_cost for activity, _ in self._activities)
        return ("lateness",) * due + ("finish",) + ("cost",) * costs

    def _calendar(self, ref: CalendarRef | None) -> int:
        return 0 if ref is None else position(self._calendar_refs, ref)

    def _mode(self, activity: Activity, way: _Way) -> Mode:
        """A mode in which people work by their calendars; the activity's own counts if given."""
        seats = tuple(
            self._seat(activity.name, need, count, way.work)
            for need, count in way.needs.items()
            if count
        )
        works = activity.calendar or not seats
        consumes = tuple(
            consumption(position(self._material_refs, ref), used, way.work)
            for ref, used in way.uses.items()
        )
        work = way.work if works else 0
        return Mode(seats=seats, work=work, cost=way.cost, consumes=consumes)

    def _seat(self, name: str, need: Need, count: int, work: int) -> Seat:
        if isinstance(need, ResourceRef):
            return Seat(candidates=(self._candidate(need, work, count),))
        able = need
        if isinstance(need, str):
            able = tuple(
                ref
                for ref, member in zip(self._resource_refs, self._members, strict=True)
                if need in member.skills
            )
        if len(able) < count:
            what = f"the skill {need!r}" if isinstance(need, str) else f"{need}"
            raise ValueError(f"activity {name!r}: needs {count} of {what}, there are {len(able)}")
        candidates = tuple(self._candidate(ref, work, 1) for ref in able)  # type: ignore[arg-type]
        return Seat(candidates=candidates, count=count)

    def _candidate(self, ref: ResourceRef, work: int, units: int) -> Candidate:
        r = position(self._resource_refs, ref)
        member = self._members[r]
        own = ceil(work / member.efficiency)
        return Candidate(resource=r, work=own, units=units, cost=member.rate * own * units)

    def _longest(self) -> int:
        """Slots in which everything can be done in turn, after the last date there is."""
        dates = [0]
        for activity, _ in self._activities:
            dates += [activity.start_min, activity.end_min, activity.due or 0]
        dates += [one.end for one in self._reservations]
        dates += [span[1] for one in self._patterns if not one.every for span in one.spans]
        dates += [supply.until or 0 for one in self._materials for supply in one.supplies]
        dates += [budget.period[1] for budget in self._budgets if budget.period]
        efficiency = min((member.efficiency for member in self._members), default=Fraction(1))
        slowest = min(efficiency, Fraction(1))
        works = [max(way.work for way in ways) for _, ways in self._activities]
        works += [abs(one.lag) for one in self._precedences]
        lasting = (self._lasts(ceil(work / slowest)) for work in works)
        common = lcm(*(pattern.every or 1 for pattern in self._patterns))
        wait = 0 if common == 1 else common * len(self._activities)
        return max(dates) + sum(lasting) + wait

    def _lasts(self, work: int) -> int:
        return max(pattern.longest(work) for pattern in self._patterns)
