"""A lower bound for lateness and cost that grows: Lagrangian relaxation of capacities and links.

Renting every resource at a price per slot instead of limiting it, and paying for links that do not
hold (`models.bounds.link_prices`) leaves one small problem per activity: when, in which mode and
with whom is it cheapest, rent and payments included? The sum of those minima, less the rent of all
there is, bounds the goal from below whatever the prices are, since the optimum pays no more
(Christofides, Alvarez-Valdés and Tamarit 1987). Prices rise where on average too much is wanted:
the volume algorithm (Barahona and Anbil 2000). Dates enter through the windows; calendars are
exact; that a crew shares its people with others, ends with its slowest and begins with its first is
relaxed.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from models.bounds.link_prices import LinkPrices
from models.calendars import Calendar
from models.measures.goals import Goal, bound, value
from models.problem import Precedence, Problem, Seat
from models.schedule import Schedule
from models.search.params import DEFAULT, RelaxationParams
from models.search.slot_table import SlotArray
from models.timing.durations import apart
from models.timing.network import Windows, windows

Line = NDArray[np.float64]

_LARGEST = 40_000_000
"""Candidates times slots above which an iteration would take too long."""


class _Kind(NamedTuple):
    """What decides the rent of a candidate: whom, how many units, ends by start, may it wait."""

    resource: int
    units: int
    key: tuple[int, int]
    waits: bool
    """Whether it may begin after the activity."""


class _Seating(NamedTuple):
    """Seats that cost the same: of how many people, and kind and cents (weighted) of candidates."""

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
    late: Line
    """Cost of lateness by start; infinite where it cannot start."""
    end: SlotArray
    """The earliest end by start; all ends after the priced slots are the same."""


class Relaxation:
    """The relaxation of one goal, and the best bound so far."""

    def __init__(
        self,
        problem: Problem,
        goal: Goal,
        schedule: Schedule,
        params: RelaxationParams = DEFAULT.relaxation,
    ) -> None:
        self.problem = problem
        self._params = params
        self.upper = float(value(problem, schedule, goal))
        terms = dict(goal.terms)
        self._late = terms.get("lateness", 0)
        self._cost = terms.get("cost", 0)
        others = tuple((n, w) for n, w in goal.terms if n not in ("lateness", "cost"))
        self._rest = bound(problem, replace(goal, terms=others))
        dues = [activity.due for activity in problem.activities if activity.due is not None]
        self.slots = min(problem.horizon, max(round(params.room * schedule.makespan), *dues, 0) + 1)
        self.bound = bound(problem, goal)
        self._ends: dict[tuple[int, int], tuple[SlotArray, SlotArray]] = {}
        self._rests: dict[tuple[int, int], NDArray[np.bool_]] = {}
        self._windows: Windows = windows(problem)
        self._kinds, self._seatings = _Numbers[_Kind](), _Numbers[_Seating]()
        self._ways = [tuple(self._activity(i)) for i in range(len(problem.activities))]
        self._kind_list, self._seating_list = list(self._kinds), list(self._seatings)
        links = [link for link in problem.precedences if self._usable(link)]
        self._links = LinkPrices(links, len(problem.activities), self.slots)
        self._pull = self._links.none
        self._chosen = np.zeros((2, len(problem.activities)))
        self._free = self._available()
        self._price = np.zeros_like(self._free)
        self._drift = np.zeros_like(self._free)
        self._swing = self._links.none
        self._pace = params.paces[0]
        self._top = -np.inf
        self._best = (self._price, self._pull)
        self._waited = 0

    def _available(self) -> Line:
        free = np.zeros((len(self.problem.resources), self.slots))
        for r, resource in enumerate(self.problem.resources):
            free[r, :] = resource.capacity
        for taken in self.problem.reservations:
            free[taken.resource, taken.start : taken.end] -= taken.units
        return np.maximum(free, 0.0)

    def _usable(self, link: Precedence) -> bool:
        """Whether the link bounds a start on the axis; see `_lag`."""
        one, two = (self.problem.activities[i] for i in (link.first, link.second))
        plain = link.calendar is None and not link.elapsed
        return (
            link.kind[1] == "S"
            and (link.forward or plain)
            and link.first != link.second
            and not (one.optional or two.optional)
        )

    # What does not change

    def _activity(self, i: int) -> Iterator[_Way]:
        problem, activity = self.problem, self.problem.activities[i]
        waits = apart(problem, i)
        for mode in activity.modes:
            own = problem.calendars[activity.calendar]
            possible = self._possible(i)
            end = np.arange(self.slots + 1, dtype=np.int64)
            if mode.work:
                begin, finish = self._span(own, mode.work)
                possible = possible & (waits | (begin == np.arange(self.slots + 1)))
                end = np.maximum(end, finish)
            seats = []
            for seat in mode.seats:
                end = np.maximum(end, self._seat_end(seat))
                options = tuple(self._options(seat, waits=waits, free=activity.split is not None))
                seats.append(self._seatings[_Seating(seat.count, options)])
            late = np.where(possible, self._tardy(i, end), np.inf)
            yield _Way(self._cost * mode.cost, tuple(seats), late, np.minimum(end, self.slots))

    def _possible(self, i: int) -> NDArray[np.bool_]:
        """Starts inside the window; the last entry stands for all later ones."""
        starts = np.arange(self.slots + 1)
        possible = (starts >= self._windows.earliest_start[i]) & (
            starts <= self._windows.latest_start[i]
        )
        possible[-1] = self._windows.latest_start[i] >= self.slots
        return possible

    def _span(self, calendar: Calendar, work: int) -> tuple[SlotArray, SlotArray]:
        """For each start, the first working slot from there and the end; both only grow."""
        key = (id(calendar), work)
        if key not in self._ends:
            never = self.problem.horizon + 1
            begins = np.full(self.slots + 1, never, dtype=np.int64)
            ends = np.full(self.slots + 1, never, dtype=np.int64)
            for start in range(self.slots + 1):
                run = calendar.run(start, work) if work else (start, start)
                if run is None:
                    break
                begins[start], ends[start] = run
            self._ends[key] = begins, ends
        return self._ends[key]

    def _resting(self, key: tuple[int, int]) -> NDArray[np.bool_]:
        """Starts at which the candidate does not work; the last entry is never one."""
        if key not in self._rests:
            rests: NDArray[np.bool_] = self._ends[key][0] != np.arange(self.slots + 1)
            rests[-1] = False
            self._rests[key] = rests
        return self._rests[key]

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
            calendar = self.problem.reach_of(c)
            self._span(calendar, c.work)
            key = (id(calendar), c.work)
            units = 0 if free else c.units
            kind = self._kinds[_Kind(c.resource, units, key, waits)]
            yield kind, float(self._cost * c.least)

    def _tardy(self, i: int, end: SlotArray) -> Line:
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

    # Iterations

    def iterate(self) -> int:
        """One step of the prices; the best bound so far."""
        rents = np.zeros((len(self._price), self.slots + 1))
        np.cumsum(self._price, axis=1, out=rents[:, 1:])
        wanted = np.zeros((len(self._price), self.slots + 1))
        rows = [self._rent(kind, rents[kind.resource]) for kind in self._kinds]
        leasts = [
            _least([rows[kind] + cost for kind, cost in options], size)
            for size, options in self._seatings
        ]
        by_start, by_end = self._links.costs(self._pull)
        total = self._rest - float((self._price * self._free).sum())
        for i, ways in enumerate(self._ways):
            pulls = tuple(way.late + by_start[i] + by_end[i][way.end] for way in ways)
            least, chosen = self._cheapest(i, pulls, leasts)
            total += least
            if chosen is not None:
                way, start = chosen
                self._chosen[:, i] = start, way.end[start]
                self._take(way, start, rows, wanted)
        excess = np.cumsum(wanted, axis=1)[:, :-1] - self._free
        self._learn(total, excess, self._links.broken(*self._chosen))
        return self.bound

    def _rent(self, kind: _Kind, rent: Line) -> Line:
        """The rent of a candidate's time, by start; infinite where they cannot start."""
        begin, end = (np.minimum(at, self.slots) for at in self._ends[kind.key])
        row: Line = kind.units * (rent[end] - rent[begin])
        if not kind.waits:
            row[self._resting(kind.key)] = np.inf
        return row

    def _cheapest(
        self, i: int, pulls: Sequence[Line], leasts: Sequence[Line]
    ) -> tuple[float, tuple[_Way, int] | None]:
        """The least an activity can cost at these prices, in which way from when on.

        Args:
            i: The activity.
            pulls: For each way, what lateness and links cost by start.
            leasts: For each seating, what people cost by start.
        """
        best, chosen = np.inf, None
        for way, pull in zip(self._ways[i], pulls, strict=True):
            cost = pull + way.cost
            for seating in way.seats:
                cost = cost + leasts[seating]
            start = int(np.argmin(cost))
            if cost[start] < best:
                best, chosen = float(cost[start]), (way, start)
        drop = self.problem.activities[i].drop_cost
        if drop is not None and self._cost * drop <= best:
            return float(self._cost * drop), None
        return (0.0, None) if chosen is None else (best, chosen)

    def _take(self, way: _Way, start: int, rows: Sequence[Line], wanted: Line) -> None:
        """Notes whose time an activity takes."""
        for seating in way.seats:
            size, options = self._seating_list[seating]
            paid = sorted((rows[kind][start] + cost, kind) for kind, cost in options)
            for _, number in paid[:size]:
                kind = self._kind_list[number]
                begin, end = (min(int(at[start]), self.slots) for at in self._ends[kind.key])
                wanted[kind.resource, begin] += kind.units
                wanted[kind.resource, end] -= kind.units

    def _learn(self, total: float, excess: Line, broken: Line) -> None:
        """The volume algorithm: from the best prices along what is wanted too much on average."""
        if total > self._top:
            self._waited = 0
            self._pace = min(self._params.paces[1], self._pace * 1.1)
            self._top, self._best = total, (self._price, self._pull)
            self.bound = max(self.bound, int(np.ceil(total - 1e-7 * max(1.0, abs(total)))))
        else:
            self._waited += 1
        if self._waited >= self._params.patience:
            self._pace, self._waited = self._pace * 0.66, 0
        share = 1.0 if not self._drift.any() else self._params.memory
        self._drift = share * excess + (1 - share) * self._drift
        self._swing = share * broken + (1 - share) * self._swing
        (price, pull), drift, swing = self._best, self._drift, self._swing
        drift, swing = _downhill(price, drift), _downhill(pull, swing)
        norm = float((drift**2).sum() + (swing**2).sum())
        if norm:
            step = self._pace * max(0.0, 1.05 * self.upper - self._top) / norm
            self._price = np.maximum(0.0, price + step * drift)
            self._pull = np.maximum(0.0, pull + step * swing)

    @property
    def settled(self) -> bool:
        """Whether further iterations would hardly move the bound."""
        return self._pace < 0.0005 or self.bound >= self.upper


def _downhill(prices: Line, direction: Line) -> Line:
    """The direction without prices that would become negative."""
    return np.where((prices <= 0) & (direction < 0), 0.0, direction)


def _least(rows: list[Line], count: int) -> Line:
    """By start, the sum of the `count` least rows."""
    if len(rows) < count:
        return np.full(len(rows[0]) if rows else 1, np.inf)
    if len(rows) == 1:
        return rows[0]
    stacked = np.stack(rows)
    if count > 1:
        stacked = np.partition(stacked, count - 1, axis=0)[:count]
    least: Line = stacked.min(axis=0) if count == 1 else stacked.sum(axis=0)
    return least


def relaxed_bounds(
    problem: Problem,
    goal: Goal,
    schedule: Schedule,
    params: RelaxationParams = DEFAULT.relaxation,
) -> Iterator[int]:
    """Yields growing lower bounds of a goal with lateness, one per iteration, until they settle.

    It yields nothing if the relaxation does not bound the goal, or an iteration would take too
    long.

    Args:
        problem: What is planned.
        goal: The goal to minimise, without regard to other goals.
        schedule: A valid schedule; it sets the length of the priced axis, and the steps.
        params: See `models.search.params`.
    """
    if not _fits(problem, goal, schedule):
        return
    relaxation = Relaxation(problem, goal, schedule, params)
    while not relaxation.settled:
        yield relaxation.iterate()


def _fits(problem: Problem, goal: Goal, schedule: Schedule) -> bool:
    if "lateness" not in dict(goal.terms) or any(weight < 0 for _, weight in goal.terms):
        return False
    choices = sum(1 for i in range(len(problem.activities)) for _ in problem.choices(i))
    return choices * max(1, schedule.makespan) <= _LARGEST
