"""The facts that a problem states, and the problem in which only some of them are stated.

A fact that is not stated no longer binds: an activity may be left out, a date or a link is gone,
a resource has units without end or works all the time, an activity takes its time with nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from models.calendars import Calendar
from models.cut import Cut, longer
from models.materials import Consumption
from models.problem import (
    FREE,
    Activity,
    Bounds,
    Candidate,
    Mode,
    Precedence,
    Problem,
    Resource,
    Seat,
)
from models.restated import DATES, stating
from models.timing.durations import apart

FactKind = Literal[
    "work",
    "precedence",
    "start_min",
    "start_max",
    "end_min",
    "end_max",
    "hours",
    "pause",
    "calendar",
    "seats",
    "staffing",
    "capacity",
    "reservation",
    "budget",
    "material",
    "horizon",
]
"""What a fact is about.

* ``work``: an activity has to be done and takes its time; of one that spans others, these too;
* ``start_min`` … ``end_max``: a hard date of an activity;
* ``hours``: the calendar of an activity; ``pause``: the longest pause in it;
* ``seats``: an activity needs people;
* ``calendar``, ``capacity``: of a resource;
* ``precedence``, ``staffing``, ``reservation``, ``budget``: one of the problem's (hard) ones;
* ``material``: of one there is no more than was supplied;
* ``horizon``: the axis ends.
"""

_ENDLESS = 10**9
"""Units of a resource whose capacity is not stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement: its kind, and the position of its subject in the problem."""

    kind: FactKind
    position: int = 0


def facts(problem: Problem, activities: Iterable[int] | None = None) -> tuple[Fact, ...]:
    """The facts about some activities (default: all), what is easier to grasp first.

    The facts of a resource, a link, … are among them if they concern only these activities, or
    one of them in the case of resources, budgets and materials.
    """
    everything = range(len(problem.activities))
    chosen = with_spanned(problem, everything if activities is None else activities)
    inside = set(chosen)
    return tuple(
        fact
        for found in (
            (Fact(kind="work", position=i) for i in chosen),
            _pairs("precedence", problem.precedences, inside),
            (fact for i in chosen for fact in _dates(problem.activities[i], i)),
            (Fact(kind="pause", position=i) for i in chosen if _has_pause(problem, i)),
            _people(problem, chosen),
            _pairs("staffing", problem.staffing, inside),
            _budgets(problem, inside),
            _materials(problem, chosen),
            (Fact(kind="horizon"),),
        )
        for fact in found
    )


def with_spanned(problem: Problem, activities: Iterable[int]) -> list[int]:
    """The activities and those that they span, in order."""
    found = set(activities)
    found.update(k for i in tuple(found) for k in problem.activities[i].spans)
    return sorted(found)


def _pairs(kind: FactKind, pairs: Iterable[object], inside: set[int]) -> Iterator[Fact]:
    for position, pair in enumerate(pairs):
        if {getattr(pair, "first"), getattr(pair, "second")} <= inside:  # noqa: B009
            yield Fact(kind=kind, position=position)


def _dates(activity: Activity, i: int) -> Iterator[Fact]:
    for kind in DATES:
        bounds = _all_bounds(activity)
        values = (getattr(bound, kind) for bound in bounds)
        if any(value if kind.endswith("min") else value is not None for value in values):
            yield Fact(kind=kind, position=i)


def _has_pause(problem: Problem, i: int) -> bool:
    return any(candidate.pause is not None for _, _, candidate in problem.choices(i))


def _all_bounds(activity: Activity) -> set[Bounds]:
    """The hard dates of an activity, of its modes, of all who may do it, and at its edges."""
    seats = (seat for mode in activity.modes for seat in mode.seats)
    modes = (mode.bounds for mode in activity.modes)
    people = (one.bounds for seat in seats for one in seat.candidates)
    return {activity.bounds, *modes, *people, *(edge.bounds for edge in activity.edges)}


def _people(problem: Problem, chosen: list[int]) -> Iterator[Fact]:
    used: set[int] = set()
    gapless = [calendar.gapless(problem.horizon) for calendar in problem.calendars]
    for i in chosen:
        activity = problem.activities[i]
        if not gapless[activity.calendar] and any(mode.work for mode in activity.modes):
            yield Fact(kind="hours", position=i)
        if any(mode.seats for mode in activity.modes):
            yield Fact(kind="seats", position=i)
        used.update(candidate.resource for _, _, candidate in problem.choices(i))
    own = {c.resource for i in chosen for _, _, c in problem.choices(i) if c.calendar is not None}
    for r in sorted(used):
        if r in own or not gapless[problem.resources[r].calendar]:
            yield Fact(kind="calendar", position=r)
        yield Fact(kind="capacity", position=r)
    for position, taken in enumerate(problem.reservations):
        if taken.resource in used:
            yield Fact(kind="reservation", position=position)


def _budgets(problem: Problem, inside: set[int]) -> Iterator[Fact]:
    for position, budget in enumerate(problem.budgets):
        named = inside if budget.activities is None else inside & set(budget.activities)
        if named and budget.price is None:
            yield Fact(kind="budget", position=position)


def _materials(problem: Problem, chosen: list[int]) -> Iterator[Fact]:
    used = {one.material for i in chosen for m in problem.activities[i].modes for one in m.consumes}
    for position in sorted(used):
        if problem.materials[position].supplies:
            yield Fact(kind="material", position=position)


def only(problem: Problem, stated: Iterable[Fact]) -> Problem:
    """The problem in which nothing but these facts is stated; activities keep their order.

    Every schedule of the problem, less what is not done, keeps the facts. Only where a calendar
    is not stated may an activity end earlier than it could before.
    """
    by_kind: dict[FactKind, list[int]] = defaultdict(list)
    for fact in stated:
        by_kind[fact.kind].append(fact.position)
    part = _Part(problem, {kind: sorted(set(found)) for kind, found in by_kind.items()})
    return part.problem if "horizon" in by_kind else _longer(part.problem)


class _Part:
    """Some facts of a problem, by kind, as a problem of their own."""

    def __init__(self, whole: Problem, stated: dict[FactKind, list[int]]) -> None:
        self.whole = whole
        self.stated = {kind: set(found) for kind, found in stated.items()}
        self.kept = with_spanned(whole, stated.get("work", ()))
        self.cut = Cut(whole, self.kept)
        self.always = len(whole.calendars)
        self.anybody = len(whole.resources)

    @property
    def problem(self) -> Problem:
        whole, cut = self.whole, self.cut
        activities = [cut.of(self._activity(i)) for i in self.kept]
        return cut.problem(
            activities,
            cut.reserved(
                whole.reservations[k]
                for k in self._those("reservation")
                if self._meets(whole.reservations[k].resource)
            ),
            resources=(
                *map(self._resource, range(len(whole.resources))),
                Resource(capacity=_ENDLESS, calendar=self.always),
            ),
            calendars=(*whole.calendars, Calendar.always(whole.horizon)),
            precedences=(self._link(whole.precedences[k]) for k in self._those("precedence")),
            staffing=(
                pair
                for pair in map(whole.staffing.__getitem__, self._those("staffing"))
                if self._filled(pair.first) and self._filled(pair.second)
            ),
            budgets=(
                whole.budgets[k] for k in self._those("budget") if whole.budgets[k].price is None
            ),
            materials=(
                material if self._is("material", m) else material.unlimited
                for m, material in enumerate(whole.materials)
            ),
        )

    def _meets(self, r: int) -> bool:
        """Whether what is reserved of a resource can be in its way.

        Where its calendar is not stated it may come to an activity that others have begun before it
        really does; what is reserved until then says nothing of that.
        """
        return self._is("calendar", r) or r not in self._later

    @cached_property
    def _later(self) -> set[int]:
        """The resources that may begin later than the others of an activity."""
        whole = self.whole
        return {
            candidate.resource
            for i in self.kept
            if apart(whole, i)
            for _, _, candidate in whole.choices(i)
            if not whole.calendar_of(candidate).gapless(whole.horizon)
        }

    def _those(self, kind: FactKind) -> list[int]:
        return sorted(self.stated.get(kind, ()))

    def _is(self, kind: FactKind, position: int) -> bool:
        return position in self.stated.get(kind, ())

    def _link(self, link: Precedence) -> Precedence:
        """The link; where it is not stated who works when, an idle one leaves a slot open."""
        if link.idle and not (self._known(link.first) and self._known(link.second)):
            return replace(link, idle=False, lag=-1)
        return link

    def _known(self, i: int) -> bool:
        """Whether it is stated who may do the activity, and when they and it work."""
        people = {candidate.resource for _, _, candidate in self.whole.choices(i)}
        stated = all(self._is("calendar", r) for r in people) and self._is("hours", i)
        return stated and (self._is("seats", i) or not people)

    def _filled(self, i: int) -> bool:
        """Whether it is stated who does the activity; where nobody is needed, that is nobody."""
        seated = any(mode.seats for mode in self.whole.activities[i].modes)
        return not seated or self._is("seats", i)

    def _resource(self, r: int) -> Resource:
        resource = self.whole.resources[r]
        if not self._is("capacity", r):
            resource = replace(resource, capacity=_ENDLESS, levels=())
        if self._is("calendar", r):
            return resource
        return replace(resource, calendar=self.always, overtime=None)

    def _activity(self, i: int) -> Activity:
        activity = self.whole.activities[i]
        dated = self._is("start_min", i) or self._is("end_min", i)
        return replace(
            activity,
            modes=tuple(self._mode(i, mode) for mode in activity.modes),
            calendar=activity.calendar if self._is("hours", i) else self.always,
            start_min=activity.start_min if self._is("start_min", i) else 0,
            start_max=activity.start_max if self._is("start_max", i) else None,
            end_min=activity.end_min if self._is("end_min", i) else 0,
            end_max=activity.end_max if self._is("end_max", i) else None,
            moment=activity.moment if dated else None,
            edges=tuple(
                replace(edge, bounds=self._stated(i, edge.bounds)) for edge in activity.edges
            ),
        )

    def _mode(self, i: int, mode: Mode) -> Mode:
        if mode.bounds != FREE:
            mode = replace(mode, bounds=self._stated(i, mode.bounds))
        if mode.consumes:
            mode = replace(mode, consumes=tuple(self._timed(i, one) for one in mode.consumes))
        if not mode.seats:
            return mode
        if not self._is("seats", i):
            return replace(mode, seats=(self._nobody(mode),))
        return replace(
            mode,
            seats=tuple(
                replace(seat, candidates=tuple(self._candidate(i, c) for c in seat.candidates))
                for seat in mode.seats
            ),
        )

    def _timed(self, i: int, one: Consumption) -> Consumption:
        """A use of material that keeps its time where no working time is stated."""
        own = self.whole.activities[i].calendar
        return replace(one, calendar=own) if one.spread and one.calendar is None else one

    def _stated(self, i: int, bounds: Bounds) -> Bounds:
        return stating(bounds, {kind for kind in DATES if self._is(kind, i)})

    def _candidate(self, i: int, candidate: Candidate) -> Candidate:
        if candidate.bounds != FREE:
            candidate = replace(candidate, bounds=self._stated(i, candidate.bounds))
        if candidate.pause is not None and not self._is("pause", i):
            candidate = replace(candidate, pause=None)
        plain = candidate.calendar is None and candidate.overtime is None
        if plain or self._is("calendar", candidate.resource):
            return candidate
        return replace(candidate, calendar=None, overtime=None)

    def _nobody(self, mode: Mode) -> Seat:
        """A seat that anybody takes, with the least time and the least cost of the mode."""
        quickest = [
            sorted(candidate.work for candidate in seat.candidates)[: seat.count]
            for seat in mode.seats
        ]
        cheapest = [
            sorted(candidate.least for candidate in seat.candidates)[: seat.count]
            for seat in mode.seats
        ]
        anybody = Candidate(
            resource=self.anybody,
            work=max((work for works in quickest for work in works), default=0),
            cost=sum(map(sum, cheapest)),
            units=0,
        )
        return Seat(candidates=(anybody,))


def _longer(problem: Problem) -> Problem:
    """The problem on an axis long enough to do everything one after the other."""
    works = (
        max([mode.work, *(c.work for seat in mode.seats for c in seat.candidates)])
        for activity in problem.activities
        for mode in activity.modes
    )
    dates = (
        bound or 0
        for a in problem.activities
        for one in _all_bounds(a)
        for bound in (one.start_min, one.start_max, one.end_min, one.end_max)
    )
    lags = sum(abs(link.lag) for link in problem.precedences)
    return longer(problem, problem.horizon + sum(works) + lags + max(dates, default=0) + 1)
