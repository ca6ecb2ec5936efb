"""Tables for the relaxation by prices (`models.bounds.pricing`): what the prices do not change."""

from collections.abc import Hashable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar

import numpy as np

from models.bounds.link_prices import link_table
from models.bounds.pricing import Candidates, Seatings, Tables, Ways
from models.calendars import Calendar
from models.measures.goals import Goal
from models.problem import Activity, Mode, Precedence, Problem, Seat
from models.search.arrays import Flags, Floats, Ints
from models.timing.durations import apart
from models.timing.network import windows

K = TypeVar("K", bound=Hashable)


class _Kind(NamedTuple):
    """What decides the rent of a candidate."""

    resource: int
    units: int
    span: int
    """See `_Tables.span`."""
    waits: bool
    """Whether they may begin after the activity."""


class _Seating(NamedTuple):
    """Seats that cost the same: of how many people, and kind and cents (weighted) of candidates."""

    size: int
    options: tuple[tuple[int, float], ...]


class _Way(NamedTuple):
    """A mode: its cost, its seats by number, by start the cost of lateness and the earliest end."""

    cost: float
    seats: tuple[int, ...]
    late: Floats
    end: Ints


class _Numbers(dict[K, int]):
    """Numbers for things, in the order in which they are first asked for."""

    def __missing__(self, thing: K) -> int:
        self[thing] = number = len(self)
        return number


def tables(problem: Problem, goal: Goal, slots: int) -> Tables:
    """The tables of a problem.

    Args:
        problem: What is planned.
        goal: What is paid for: its weights of lateness and cost.
        slots: Slots that have prices; all later ones count as one.
    """
    return _Tables(problem, goal, slots).made()


class _Tables:
    def __init__(self, problem: Problem, goal: Goal, slots: int) -> None:
        self.problem, self.slots = problem, slots
        terms = dict(goal.terms)
        self._late, self._cost = terms.get("lateness", 0), terms.get("cost", 0)
        self._windows = windows(problem)
        self._spans: dict[tuple[int, int], tuple[int, Ints, Ints]] = {}
        self._kinds, self._seatings = _Numbers[_Kind](), _Numbers[_Seating]()

    def made(self) -> Tables:
        """All of them."""
        activities = range(len(self.problem.activities))
        ways = [[self._way(i, mode) for mode in self._modes(i)] for i in activities]
        links = [link for link in self.problem.precedences if _usable(self.problem, link)]
        return Tables(
            candidates=self._candidates(),
            seatings=_seatings(tuple(self._seatings)),
            ways=self._ways(ways),
            links=link_table(links, len(activities), self.slots),
            free=self._free(),
        )

    def _modes(self, i: int) -> tuple[Mode, ...]:
        return self.problem.activities[i].modes

    def _way(self, i: int, mode: Mode) -> _Way:
        activity = self.problem.activities[i]
        waits, here = apart(self.problem, i), np.arange(self.slots + 1)
        possible, end = self._possible(i), here
        if mode.work:
            _, begin, finish = self._span(self.problem.calendars[activity.calendar], mode.work)
            possible = possible & (waits | (begin == here))
            end = np.maximum(end, finish)
        seats = []
        for seat in mode.seats:
            end = np.maximum(end, self._seat_end(seat))
            options = self._options(seat, waits=waits, free=activity.split is not None)
            seats.append(self._seatings[_Seating(seat.count, tuple(options))])
        late = np.where(possible, self._tardy(activity, end), np.inf)
        return _Way(self._cost * mode.cost, tuple(seats), late, np.minimum(end, self.slots))

    def _possible(self, i: int) -> Flags:
        """Starts inside the window; the last entry stands for all later ones."""
        starts = np.arange(self.slots + 1)
        possible: Flags = (starts >= self._windows.earliest_start[i]) & (
            starts <= self._windows.latest_start[i]
        )
        possible[-1] = self._windows.latest_start[i] >= self.slots
        return possible

    def _span(self, calendar: Calendar, work: int) -> tuple[int, Ints, Ints]:
        """A number, and for each start the first working slot from there and the end."""
        key = (id(calendar), work)
        if key not in self._spans:
            begins = np.full(self.slots + 1, self.problem.horizon + 1, dtype=np.int64)
            ends = begins.copy()
            for start in range(self.slots + 1):
                run = calendar.run(start, work) if work else (start, start)
                if run is None:
                    break
                begins[start], ends[start] = run
            self._spans[key] = len(self._spans), begins, ends
        return self._spans[key]

    def _seat_end(self, seat: Seat) -> Ints:
        """The earliest end at which enough candidates can be done."""
        spans = [self._span(self.problem.reach_of(c), c.work) for c in seat.candidates]
        if seat.count > len(spans):
            return np.full(self.slots + 1, self.problem.horizon + 1, dtype=np.int64)
        if len({number for number, _, _ in spans}) == 1:
            return spans[0][2]
        enough: Ints = np.sort(np.stack([ends for _, _, ends in spans]), axis=0)[seat.count - 1]
        return enough

    def _options(self, seat: Seat, *, waits: bool, free: bool) -> Iterable[tuple[int, float]]:
        """The candidates; of what may be interrupted they pay no rent, as it may avoid any slot."""
        for c in seat.candidates:
            number, _, _ = self._span(self.problem.reach_of(c), c.work)
            kind = self._kinds[_Kind(c.resource, 0 if free else c.units, number, waits)]
            yield kind, float(self._cost * c.least)

    def _tardy(self, activity: Activity, end: Ints) -> Floats:
        if activity.due is None or not self._late:
            return np.zeros(len(end))
        end, calendar = np.minimum(end, self.problem.horizon), self.problem.due_calendar
        if calendar is None:
            late = np.maximum(0, end - activity.due)
        else:
            worked = self.problem.calendars[calendar].worked
            done = np.array([worked(slot) for slot in range(self.problem.horizon + 1)])
            late = np.maximum(0, done[end] - worked(activity.due))
        cost: Floats = self._late * activity.weight * late.astype(np.float64)
        return cost

    def _free(self) -> Floats:
        free = np.zeros((len(self.problem.resources), self.slots))
        for r, resource in enumerate(self.problem.resources):
            free[r, :] = resource.capacity
        for taken in self.problem.reservations:
            free[taken.resource, taken.start : taken.end] -= taken.units
        return np.maximum(free, 0.0)

    def _candidates(self) -> Candidates:
        kinds = tuple(self._kinds)
        rows = [np.zeros((0, self.slots + 1), dtype=np.int64)] * 2
        if self._spans:
            rows = [np.stack(row) for row in list(zip(*self._spans.values(), strict=True))[1:]]
        begins, ends = (np.minimum(row, self.slots) for row in rows)
        return Candidates(
            resource=_ints(kind.resource for kind in kinds),
            units=np.array([kind.units for kind in kinds], dtype=np.float64),
            span=_ints(kind.span for kind in kinds),
            waits=np.array([kind.waits for kind in kinds], dtype=np.bool_),
            begins=begins,
            ends=ends,
        )

    def _ways(self, ways: Sequence[Sequence[_Way]]) -> Ways:
        every = [way for some in ways for way in some]
        drops = [activity.drop_cost for activity in self.problem.activities]
        return Ways(
            begin=_begins(ways),
            cost=np.array([way.cost for way in every], dtype=np.float64),
            late=np.stack([way.late for way in every]),
            end=np.stack([way.end for way in every]),
            seats=_begins([way.seats for way in every]),
            seating=_ints(seating for way in every for seating in way.seats),
            dropped=np.array([np.inf if d is None else self._cost * d for d in drops]),
        )


def _usable(problem: Problem, link: Precedence) -> bool:
    """Whether the link bounds a start on the axis by plain slots (`models.bounds.link_prices`)."""
    one, two = (problem.activities[i] for i in (link.first, link.second))
    plain = link.calendar is None and not link.elapsed
    return (
        link.kind[1] == "S"
        and (link.forward or plain)
        and link.first != link.second
        and not (one.optional or two.optional)
    )


def _seatings(seatings: Sequence[_Seating]) -> Seatings:
    options = [seating.options for seating in seatings]
    return Seatings(
        begin=_begins(options),
        kind=_ints(kind for some in options for kind, _ in some),
        cost=np.array([cost for some in options for _, cost in some], dtype=np.float64),
        size=_ints(seating.size for seating in seatings),
    )


def _begins(some: Iterable[Sequence[object]]) -> Ints:
    """Where the entries of each begin if all stand in one row, and where the last ones end."""
    return _ints(accumulate(map(len, some), initial=0))


def _ints(numbers: Iterable[int]) -> Ints:
    return np.array(list(numbers), dtype=np.int64)
