"""What the Lagrangian relaxation prices, as tables for machine code."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from models.calendars import Calendar
from models.measures.goals import Goal, bound
from models.problem import Problem, Seat
from models.schedule import Schedule
from models.search.arrays import Floats, Ints
from models.search.params import RelaxationParams
from models.search.slot_table import SlotArray
from models.timing.durations import apart
from models.timing.network import Windows, windows

if TYPE_CHECKING:
    from models.bounds.rents import RentTable


class _Candidate(NamedTuple):
    """What decides the rent of somebody: whom, how many units, kind of work, may it wait."""

    resource: int
    units: int
    work: int
    waits: bool
    """Whether it may begin after the activity."""


class _Seating(NamedTuple):
    """Seats that cost the same: of how many people, candidates and their cents (weighted)."""

    size: int
    options: tuple[tuple[int, float], ...]


K = TypeVar("K", bound=Hashable)


class _Numbers(dict[K, int]):
    """Numbers for things, in the order in which they are first asked for."""

    def __missing__(self, thing: K) -> int:
        self[thing] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class _Way:
    """A mode: its cost, and its seats by their number."""

    cost: float
    seats: tuple[int, ...]
    low: int
    high: int
    late: Floats
    """Cost of lateness by start; infinite where it cannot start."""
    end: SlotArray
    """The earliest end by start; all ends after the priced slots are the same."""


def priced_slots(problem: Problem, schedule: Schedule, params: RelaxationParams) -> int:
    """Slots that have prices: some more than a schedule takes, and all until the last due date."""
    dues = [activity.due for activity in problem.activities if activity.due is not None]
    return min(problem.horizon, max(round(params.room * schedule.makespan), *dues, 0) + 1)


class RentTables:
    """Lays out what is priced; it is asked for one table."""

    def __init__(self, problem: Problem, goal: Goal, slots: int) -> None:
        self.problem, self.slots = problem, slots
        terms = dict(goal.terms)
        self._late = terms.get("lateness", 0)
        self._cost = terms.get("cost", 0)
        others = tuple((n, w) for n, w in goal.terms if n not in ("lateness", "cost"))
        self._rest = bound(problem, replace(goal, terms=others))
        self._spans: dict[tuple[int, int], int] = {}
        self._begins: list[SlotArray] = []
        self._ends: list[SlotArray] = []
        self._windows: Windows = windows(problem)
        self._candidates, self._seatings = _Numbers[_Candidate](), _Numbers[_Seating]()

    def table(self) -> "RentTable":
        """All of it."""
        from models.bounds.rents import RentTable

        each = [tuple(self._activity(i)) for i in range(len(self.problem.activities))]
        ways = [way for some in each for way in some]
        reach, until = _distinct([way.end for way in ways])
        seatings = list(self._seatings)
        options = [option for seating in seatings for option in seating.options]
        candidates = list(self._candidates)
        return RentTable(
            rest=float(self._rest),
            free=self._available(),
            begins=self._clipped(self._begins),
            ends=self._clipped(self._ends),
            who=_ints(c.resource for c in candidates),
            units=_ints(c.units for c in candidates),
            work=_ints(c.work for c in candidates),
            waits=np.array([c.waits for c in candidates], dtype=np.bool_),
            size=_ints(seating.size for seating in seatings),
            options=_starts(seating.options for seating in seatings),
            candidates=_ints(number for number, _ in options),
            costs=np.array([cost for _, cost in options], dtype=np.float64),
            ways=_starts(each),
            fixed=np.array([way.cost for way in ways], dtype=np.float64),
            low=_ints(way.low for way in ways),
            high=_ints(way.high for way in ways),
            late=np.stack([way.late for way in ways]),
            until=until,
            reach=reach,
            seats=_starts(way.seats for way in ways),
            seatings=_ints(seat for way in ways for seat in way.seats),
            drop=self._dropped(),
        )

    def _clipped(self, rows: Sequence[SlotArray]) -> Ints:
        """Rows of slots, those after the priced ones all the same."""
        stacked = np.stack(rows) if rows else np.zeros((0, self.slots + 1))
        return np.minimum(stacked, self.slots).astype(np.int64)

    def _dropped(self) -> Floats:
        """What it costs to leave out each activity; infinite where it has to be done."""
        drops = (activity.drop_cost for activity in self.problem.activities)
        return np.array([np.inf if drop is None else float(self._cost * drop) for drop in drops])

    def _available(self) -> Floats:
        free = np.zeros((len(self.problem.resources), self.slots))
        for r, resource in enumerate(self.problem.resources):
            free[r, :] = resource.capacity
        for taken in self.problem.reservations:
            free[taken.resource, taken.start : taken.end] -= taken.units
        return np.maximum(free, 0.0)

    def _activity(self, i: int) -> Iterator[_Way]:
        problem, activity = self.problem, self.problem.activities[i]
        waits = apart(problem, i)
        first, last = self._windows.earliest_start[i], self._windows.latest_start[i]
        every = np.arange(self.slots + 1, dtype=np.int64)
        for mode in activity.modes:
            end, late = every, np.zeros(len(every))
            if mode.work:
                begin, end = self._span(problem.calendars[activity.calendar], mode.work)
                late[(begin != every) & (not waits)] = np.inf
                end = np.maximum(every, end)
            seats = []
            for seat in mode.seats:
                end = np.maximum(end, self._seat_end(seat))
                options = tuple(self._options(seat, waits=waits, free=activity.split is not None))
                seats.append(self._seatings[_Seating(seat.count, options)])
            yield _Way(
                cost=self._cost * mode.cost,
                seats=tuple(seats),
                low=min(first, self.slots),
                high=min(last, self.slots),
                late=late + self._tardy(i, end),
                end=np.minimum(end, self.slots),
            )

    def _span(self, calendar: Calendar, work: int) -> tuple[SlotArray, SlotArray]:
        """For each start, the first working slot from there and the end; both only grow."""
        number = self._number(calendar, work)
        return self._begins[number], self._ends[number]

    def _number(self, calendar: Calendar, work: int) -> int:
        """The number of a kind of work."""
        key = (id(calendar), work)
        if key not in self._spans:
            never = self.problem.horizon + 1
            begins = np.full(self.slots + 1, never, dtype=np.int64)
            ends = np.full(self.slots + 1, never, dtype=np.int64)
            for start in range(self.slots + 1):
                run = calendar.run(start, work) if work else (start, start)
                if run is None:
                    break
                begins[start], ends[start] = run
            self._spans[key] = len(self._ends)
            self._begins.append(begins)
            self._ends.append(ends)
        return self._spans[key]

    def _seat_end(self, seat: Seat) -> SlotArray:
        """The earliest end at which enough candidates can be done."""
        ends = [self._span(self.problem.reach_of(c), c.work)[1] for c in seat.candidates]
        if seat.count <= len(ends) and len({id(end) for end in ends}) == 1:
            return ends[0]
        if seat.count > len(ends):
            return np.full(self.slots + 1, self.problem.horizon + 1, dtype=np.int64)
        enough: SlotArray = np.sort(np.stack(ends), axis=0)[seat.count - 1]
        return enough

    def _options(self, seat: Seat, *, waits: bool, free: bool) -> Iterator[tuple[int, float]]:
        """The candidates; of what may be interrupted they pay no rent, as it may avoid any slot."""
        for c in seat.candidates:
            work = self._number(self.problem.reach_of(c), c.work)
            candidate = _Candidate(c.resource, 0 if free else c.units, work, waits)
            yield self._candidates[candidate], float(self._cost * c.least)

    def _tardy(self, i: int, end: SlotArray) -> Floats:
        activity, calendar = self.problem.activities[i], self.problem.due_calendar
        if activity.due is None or not self._late:
            return np.zeros(len(end))
        end = np.minimum(end, self.problem.horizon)
        if calendar is None:
            late = np.maximum(0, end - activity.due)
        else:
            worked = self.problem.calendars[calendar].worked
            done = np.array([worked(slot) for slot in range(self.problem.horizon + 1)])
            late = np.maximum(0, done[end] - worked(activity.due))
        return self._late * activity.weight * late.astype(np.float64)


def _distinct(rows: Sequence[SlotArray]) -> tuple[Ints, Ints]:
    """Rows without those that are there already, and where each is found."""
    numbers = _Numbers[bytes]()
    places = [numbers[row.tobytes()] for row in rows]
    each = dict(zip(places, rows, strict=True))
    return np.stack(list(each.values())), _ints(places)


def _ints(numbers: Iterable[int]) -> Ints:
    return np.array(list(numbers), dtype=np.int64)


def _starts(parts: Iterable[Sequence[object]]) -> Ints:
    """Where each part begins in all of them, and the last one's end."""
    return np.cumsum([0, *map(len, parts)], dtype=np.int64)
