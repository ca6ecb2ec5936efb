"""The one way to make a problem out of a problem: smaller, on a piece of the axis, fixed, mirrored.

Everything here goes by what `models.roles` says of each field. What a caller wants to change
beside, it states in terms of the whole problem, by its positions and its slots; `Cut` turns that
into the terms of the smaller one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import is_
from typing import Any, TypedDict, TypeVar, Unpack

from models.bookings import as_worked, moved
from models.calendars import Calendar
from models.materials import Material
from models.overhead import Overhead
from models.overtime import Ceiling
from models.problem import (
    FREE,
    Activity,
    Budget,
    Edge,
    Level,
    Mode,
    Pay,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
    Staffing,
    with_bounds,
)
from models.roles import Role, RoleMoves, rebuilt
from models.schedule import Schedule, Task

P = TypeVar("P")
L = TypeVar("L", Level, Ceiling)


class Stated(TypedDict, total=False):
    """Fields of `Problem` in terms of the whole; positions may go on behind those of the whole."""

    resources: Sequence[Resource]
    calendars: Sequence[Calendar]
    precedences: Iterable[Precedence]
    staffing: Iterable[Staffing]
    budgets: Iterable[Budget]
    overhead: Overhead | None
    materials: Iterable[Material]


class _Numbers(dict[int, int]):
    """New numbers for positions of the whole, in the order in which they are asked for."""

    def __missing__(self, position: int) -> int:
        self[position] = number = len(self)
        return number


class Cut:
    """Some activities of a problem, from one slot to another; the way from its terms to theirs.

    Resources and calendars are kept as far as something that is kept refers to them.

    Args:
        whole: The problem that is cut.
        activities: Positions of those to keep, in their new order.
        low, high: The axis that is kept; it begins at 0 again.
    """

    def __init__(
        self, whole: Problem, activities: Iterable[int], low: int = 0, high: int | None = None
    ) -> None:
        self.whole = whole
        self.low, self.high = low, whole.horizon if high is None else high
        self.activities = {i: k for k, i in enumerate(activities)}
        self.resources, self.calendars = _Numbers(), _Numbers()
        self._moves: RoleMoves = {
            "activity": self.activities.__getitem__,
            "activities": self._kept,
            "resource": self.resources.__getitem__,
            "resources": self._known,
            "calendar": self.calendars.__getitem__,
            "date": self._shifted,
            "slot": self._shifted,
            "least": self._least,
            "most": self._shifted,
            "end": self.slot,
            "period": self._period,
            "part": self.of,
            "parts": self._parts,
            "levels": self._levels,
            "pays": self._pays,
            "edges": self._edges,
            "axis": self._axis,
        }

    def of(self, one: P) -> P:
        """A part of the whole, in terms of what is kept."""
        return rebuilt(one, self._moves)

    def slot(self, slot: int) -> int:
        """A slot of the whole, or the end of the kept axis that is next to it."""
        return min(max(slot, self.low), self.high) - self.low

    def task(self, task: Task) -> Task:
        """A task of the whole."""
        there = (replace(a, resource=self.resources[a.resource]) for a in task.assignments)
        late = tuple(moved(one, -self.low, self.resources[one.resource]) for one in task.overtime)
        here = task.shifted(-self.low)
        return replace(here, assignments=tuple(there), overtime=late)

    def reserved(self, reservations: Iterable[Reservation]) -> Iterator[Reservation]:
        """Those of resources that are kept, as far as they are on the axis."""
        for one in reservations:
            if one.resource in self.resources and self._on_axis(one):
                yield self.of(one)

    def problem(
        self,
        activities: Iterable[Activity],
        reservations: Iterable[Reservation] | None = None,
        **stated: Unpack[Stated],
    ) -> Problem:
        """The problem of what is kept.

        Args:
            activities: Those to keep, in terms of what is kept (see `of`), in their new order.
            reservations: All there are, in terms of what is kept (see `reserved`).
            stated: In place of what the whole says, in its terms. What ties activities or
                resources of which one is not kept is left out.
        """
        whole = self.whole
        clock = whole.clock
        changes: dict[str, Any] = {
            "activities": tuple(activities),
            "precedences": self._pairs(stated.get("precedences", whole.precedences)),
            "staffing": self._pairs(stated.get("staffing", whole.staffing)),
            "budgets": tuple(map(self.of, stated.get("budgets", whole.budgets))),
            "materials": tuple(map(self.of, stated.get("materials", whole.materials))),
            "overhead": self._overhead(stated.get("overhead", whole.overhead)),
            "due_calendar": self._position(whole.due_calendar),
            "reservations": tuple(
                self.reserved(whole.reservations) if reservations is None else reservations
            ),
            "clock": None if clock is None else clock[self.low : self.high + 1],
        }
        people = stated.get("resources", whole.resources)
        changes["resources"] = tuple([self.of(people[r]) for r in self.resources])
        calendars = stated.get("calendars", whole.calendars)
        changes["calendars"] = tuple([self._cropped(calendars[c]) for c in self.calendars])
        return replace(whole, horizon=self.high - self.low, **changes)

    def _overhead(self, paid: Overhead | None) -> Overhead | None:
        return None if paid is None else replace(self.of(paid), midnight=paid.dawn(self.low))

    def _pairs(self, pairs: Iterable[P]) -> tuple[P, ...]:
        """The pairs of which both activities are kept."""
        kept = self.activities
        return tuple(
            self.of(one)
            for one in pairs
            if getattr(one, "first") in kept and getattr(one, "second") in kept  # noqa: B009
        )

    def _position(self, calendar: int | None) -> int | None:
        return None if calendar is None else self.calendars[calendar]

    def _cropped(self, calendar: Calendar) -> Calendar:
        if not self.low and self.high == self.whole.horizon:
            return calendar
        return calendar.cropped(self.low, self.high)

    # What becomes of a field, by its role

    def _kept(self, activities: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(self.activities[i] for i in activities if i in self.activities)

    def _known(self, resources: frozenset[int]) -> frozenset[int]:
        return frozenset(self.resources[r] for r in resources if r in self.resources)

    def _shifted(self, slot: int) -> int:
        return slot - self.low

    def _least(self, slot: int) -> int:
        return max(0, slot - self.low)

    def _period(self, period: tuple[int, int]) -> tuple[int, int]:
        return self.slot(period[0]), self.slot(period[1])

    def _parts(self, parts: tuple[P, ...]) -> tuple[P, ...]:
        moved = tuple(map(self.of, parts))
        return parts if all(map(is_, moved, parts)) else moved

    def _levels(self, levels: tuple[L, ...]) -> tuple[L, ...]:
        return tuple(self.of(level) for level in levels if self._on_axis(level))

    def _on_axis(self, one: Level | Ceiling | Reservation) -> bool:
        return one.end > self.low and one.start < self.high

    def _pays(self, pays: tuple[Pay, ...]) -> tuple[Pay, ...]:
        begun = sum(1 for pay in pays[1:] if pay.since <= self.low)
        return tuple(map(self.of, pays[begun:]))

    def _edges(self, edges: tuple[Edge, ...]) -> tuple[Edge, ...]:
        return tuple(self.of(edge) for edge in edges if edge.activity in self.activities)

    def _axis(self, marks: tuple[int, ...]) -> tuple[int, ...]:
        return marks[self.low : self.high]


def alone(problem: Problem, activities: Sequence[int]) -> Problem:
    """Some activities without anything that ties them to others or to what they cost in all."""
    return replace(
        problem,
        activities=tuple(replace(problem.activities[i], spans=(), edges=()) for i in activities),
        precedences=(),
        reservations=(),
        staffing=(),
        budgets=(),
        overhead=None,
        materials=tuple(one.unlimited for one in problem.materials),
    )


def pinned(problem: Problem, schedule: Schedule) -> Problem:
    """The problem with the modes and people of a schedule; what it leaves out takes nothing.

    Budgets, and who is on what together, are decided with that. Nobody works overtime that they do
    not work in the schedule.
    """
    problem = as_worked(problem, schedule)
    out = {i for i, task in enumerate(schedule.tasks) if task is None}
    activities = tuple(
        replace(
            activity,
            modes=(_only(activity, task),),
            spans=tuple(k for k in activity.spans if k not in out),
            edges=tuple(_kept(activity.edges, schedule)),
        )
        for activity, task in zip(problem.activities, schedule.tasks, strict=True)
    )
    bound = tuple(
        link.in_mode(task.mode)
        for link in problem.precedences
        if (task := schedule.tasks[link.decider]) is not None
        and not {link.first, link.second} & out
    )
    return replace(problem, activities=activities, precedences=bound, staffing=(), budgets=())


def _kept(edges: Iterable[Edge], schedule: Schedule) -> Iterator[Edge]:
    """What counts for those present, in the modes they are done in."""
    for edge in edges:
        task = schedule.tasks[edge.activity]
        if task is not None and edge.mode in (None, task.mode):
            yield edge if edge.mode is None else replace(edge, mode=0)


def _only(activity: Activity, task: Task | None) -> Mode:
    if task is None:
        return Mode()
    mode = activity.modes[task.mode]
    seats = tuple(
        _taken(seat, {a.resource for a in task.assignments if a.seat == s})
        for s, seat in enumerate(mode.seats)
    )
    return replace(mode, seats=seats)


def _taken(seat: Seat, people: set[int]) -> Seat:
    return replace(seat, candidates=tuple(c for c in seat.candidates if c.resource in people))


def mirrored(problem: Problem, ends: Sequence[int]) -> Problem:
    """The problem with time running backward, each activity to end by then on the true axis.

    Left out is what has no mirror image: hard dates, due dates, clocks, what changes at a date,
    and the money that depends on time; overtime is as much as the calendars say, and what is ever
    delivered of a material is at hand. It gives an order to try, not a schedule.
    """
    horizon = problem.horizon
    moves: RoleMoves = dict.fromkeys(_IDLE, lambda value: value) | {
        "least": lambda _: 0,
        "slot": lambda _: 0,
        "most": lambda _: None,
        "date": lambda _: None,
        "edges": lambda _: (),
    }
    return replace(
        problem,
        activities=tuple(
            replace(
                rebuilt(activity, moves),
                modes=tuple(map(_plain, activity.modes)),
                start_min=horizon - end,
                moment=None,
                stay=None,
            )
            for activity, end in zip(problem.activities, ends, strict=True)
        ),
        resources=tuple(replace(one, levels=(), overtime=None) for one in problem.resources),
        calendars=tuple(_turned(calendar, horizon) for calendar in problem.calendars),
        precedences=tuple(link.backward for link in problem.precedences),
        reservations=tuple(
            replace(taken, start=max(0, horizon - taken.end), end=max(0, horizon - taken.start))
            for taken in problem.reservations
        ),
        budgets=(),
        materials=tuple(one.in_all for one in problem.materials),
        clock=None,
        due_calendar=None,
        overhead=None,
    )


def _plain(mode: Mode) -> Mode:
    """The mode without dates of people, who work all overtime that their calendars say."""
    return _silent(with_bounds(mode, lambda _: FREE), "overtime", "due")


def _silent(mode: Mode, *names: str) -> Mode:
    """The mode whose candidates say nothing (None) in these fields; the same if none says any."""
    candidates = (c for seat in mode.seats for c in seat.candidates)
    if all(getattr(c, name) is None for c in candidates for name in names):
        return mode
    nothing: dict[str, Any] = dict.fromkeys(names)
    seats = (
        replace(seat, candidates=tuple(replace(c, **nothing) for c in seat.candidates))
        for seat in mode.seats
    )
    return replace(mode, seats=tuple(seats))


_IDLE: tuple[Role, ...] = ("activities", "calendar", "part", "parts")


def _turned(calendar: Calendar, horizon: int) -> Calendar:
    """A calendar with time running backward; how fast it goes is left out."""
    return Calendar(
        spans=tuple(
            (horizon - min(end, horizon), horizon - start)
            for start, end in reversed(calendar.spans)
            if start < horizon
        )
    )


def longer(problem: Problem, horizon: int) -> Problem:
    """The problem on a longer axis; who works in its last quarter goes on without a break.

    Nobody has evenings there.
    """
    old, clock = problem.horizon, problem.clock
    evenings = {who.overtime.calendar for who in problem.resources if who.overtime is not None}
    if clock is not None:
        clock = (*clock, *(clock[-1] + k for k in range(1, horizon - old + 1)))
    return replace(
        problem,
        horizon=horizon,
        calendars=tuple(
            calendar if k in evenings else _continued(calendar, old, horizon)
            for k, calendar in enumerate(problem.calendars)
        ),
        clock=clock,
        overhead=problem.overhead and problem.overhead.until_slot(horizon),
    )


def _continued(calendar: Calendar, old: int, horizon: int) -> Calendar:
    spans = calendar.spans
    if not spans or spans[-1][1] <= old - old // 4:
        return calendar
    if spans[-1][1] == old:
        return replace(calendar, spans=(*spans[:-1], (spans[-1][0], horizon)))
    return replace(calendar, spans=(*spans, (old, horizon)))


def due(problem: Problem, dates: Iterable[int | None]) -> Problem:
    """The problem with these dates due, whoever does it, all of one weight, in slots."""
    activities = (
        replace(
            activity,
            modes=tuple(_silent(mode, "due") for mode in activity.modes),
            due=date,
            weight=1,
        )
        for activity, date in zip(problem.activities, dates, strict=True)
    )
    return replace(problem, activities=tuple(activities), due_calendar=None)
