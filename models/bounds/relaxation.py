"""A lower bound for lateness and cost that grows: Lagrangian relaxation of capacities and links.

Renting every resource at a price per slot instead of limiting it, and paying for links that do not
hold instead of keeping them, leaves one small problem per activity: when, in which mode and with
whom is it cheapest, rent and payments included? The sum of those minima, less the rent of all
there is, bounds the goal from below whatever the prices are, since the optimum pays no more
(Christofides, Alvarez-Valdés and Tamarit 1987). Prices rise where on average too much is wanted:
the volume algorithm (Barahona and Anbil 2000). Dates enter through the windows; calendars are
exact; that a crew shares its people with others, ends with its slowest and begins with its first is
relaxed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

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


@dataclass(frozen=True, slots=True)
class _Option:
    """A candidate: whom, how many units, cents (weighted), ends by start, cut to priced slots."""

    resource: int
    units: int
    cost: float
    key: tuple[int, int]
    waits: bool
    """Whether it may begin after the activity."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A mode: its cost, and for each seat the number of people needed and the candidates."""

    cost: float
    seats: tuple[tuple[int, tuple[_Option, ...]], ...]
    late: Line
    """Cost of lateness by start; infinite where it cannot start."""
    end: Line
    """The earliest end by start."""


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
        self._ways = [tuple(self._activity(i)) for i in range(len(problem.activities))]
        self._links = [link for link in problem.precedences if self._usable(link)]
        self._pull = np.zeros(len(self._links))
        self._starts = np.arange(self.slots + 1, dtype=np.float64)
        self._chosen = np.zeros((len(problem.activities), 2))
        self._free = self._available()
        self._price = np.zeros_like(self._free)
        self._drift = np.zeros_like(self._free)
        self._swing = np.zeros(len(self._links))
        self._pace = params.paces[0]
        many, few = params.memory
        self._memory = min(max(15 / (1 + len(problem.activities)), many), few)
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
                seats.append((seat.count, options))
            late = np.where(possible, self._tardy(i, end), np.inf)
            yield _Way(self._cost * mode.cost, tuple(seats), late, end.astype(np.float64))

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

    def _options(self, seat: Seat, *, waits: bool, free: bool) -> Iterator[_Option]:
        """The candidates; of what may be interrupted they pay no rent, as it may avoid any slot."""
        for c in seat.candidates:
            calendar = self.problem.reach_of(c)
            self._span(calendar, c.work)
            key = (id(calendar), c.work)
            units = 0 if free else c.units
            yield _Option(c.resource, units, float(self._cost * c.least), key, waits)

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
        curves: dict[tuple[int, tuple[int, int]], Line] = {}
        slopes = np.zeros((len(self.problem.activities), 3))
        for link, price in zip(self._links, self._pull, strict=True):
            slopes[link.first, 1 if link.kind[0] == "F" else 0] += price
            slopes[link.second, 2] += price
        lags = np.array([_lag(link) for link in self._links], dtype=np.float64)
        total = self._rest - float((self._price * self._free).sum())
        total += float((self._pull * lags).sum())
        for i, ways in enumerate(self._ways):
            total += self._cheapest(i, ways, slopes[i], rents, wanted, curves)
        excess = np.cumsum(wanted, axis=1)[:, :-1] - self._free
        self._learn(total, excess, self._overlap() + lags)
        return self.bound

    def _overlap(self) -> Line:
        """By how much each link's second starts before its first is done."""
        events = [
            self._chosen[link.first, 1 if link.kind[0] == "F" else 0] - self._chosen[link.second, 0]
            for link in self._links
        ]
        return np.array(events, dtype=np.float64)

    def _pulled(self, i: int, way: _Way, slopes: Line) -> Line:
        """The cost of lateness, and what the links charge for the times, by start."""
        starting, ending, credit = slopes
        if not slopes.any():
            return way.late
        cost: Line = way.late + ending * way.end + (starting - credit) * self._starts
        latest = self._windows.latest_start[i]
        if latest > self.slots:
            length = way.end[-1] - self.slots if self._even else 0.0
            gained = (starting + ending - credit) * latest + ending * length
            tardy = self._slope(i) * (latest - self.slots) if self._even else 0.0
            cost[-1] = min(cost[-1], way.late[-1] + gained + tardy)
        return cost

    @cached_property
    def _even(self) -> bool:
        """Whether a later start is a later end by as much: nobody has gaps."""
        horizon = self.problem.horizon
        calendars = self.problem.calendars
        due = self.problem.due_calendar
        return all(c.gapless(horizon) for c in calendars) or (due is None and not calendars)

    def _slope(self, i: int) -> float:
        """What one slot costs an activity that is late anyhow."""
        activity = self.problem.activities[i]
        return 0.0 if activity.due is None else float(self._late * activity.weight)

    def _cheapest(
        self,
        i: int,
        ways: tuple[_Way, ...],
        slopes: Line,
        rents: Line,
        wanted: Line,
        curves: dict[tuple[int, tuple[int, int]], Line],
    ) -> float:
        """The least an activity can cost at these prices; notes what it then takes."""
        best, chosen = np.inf, None
        for way in ways:
            cost = self._pulled(i, way, slopes) + way.cost
            for count, options in way.seats:
                cost = cost + _least(self._rows(options, rents, curves), count)
            start = int(np.argmin(cost))
            if cost[start] < best:
                best, chosen = float(cost[start]), (way, start)
        drop = self.problem.activities[i].drop_cost
        if drop is not None and self._cost * drop <= best:
            return float(self._cost * drop)
        if chosen is None:
            return 0.0
        way, start = chosen
        self._chosen[i] = self._times(i, way, start, slopes)
        for count, options in way.seats:
            rows = self._rows(options, rents, curves)
            for _, k in sorted((row[start], k) for k, row in enumerate(rows))[:count]:
                option = options[k]
                begin, end = (min(int(at[start]), self.slots) for at in self._ends[option.key])
                wanted[option.resource, begin] += option.units
                wanted[option.resource, end] -= option.units
        return best

    def _times(self, i: int, way: _Way, start: int, slopes: Line) -> tuple[float, float]:
        """Start and end chosen; the last entry may stand for the latest start there is."""
        latest = self._windows.latest_start[i]
        cost = way.late[-1] + slopes[1] * way.end[-1] + (slopes[0] - slopes[2]) * self.slots
        if start == self.slots and latest > start and self._pulled(i, way, slopes)[-1] < cost:
            return float(latest), float(latest + way.end[-1] - self.slots)
        return float(start), float(way.end[start])

    def _rows(
        self,
        options: tuple[_Option, ...],
        rents: Line,
        curves: dict[tuple[int, tuple[int, int]], Line],
    ) -> list[Line]:
        """For each candidate what it costs by start, rent included."""
        rows = []
        for option in options:
            key = (option.resource, option.key)
            if key not in curves:
                begin, end = (np.minimum(at, self.slots) for at in self._ends[option.key])
                rent = rents[option.resource]
                curves[key] = rent[end] - rent[begin]
            row = option.units * curves[key] + option.cost
            if not option.waits:
                row[self._resting(option.key)] = np.inf
            rows.append(row)
        return rows

    def _learn(self, total: float, excess: Line, overlap: Line) -> None:
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
        share = 1.0 if not self._drift.any() else self._memory
        self._drift = share * excess + (1 - share) * self._drift
        self._swing = share * overlap + (1 - share) * self._swing
        price, pull = self._best
        amount = self._pace * max(0.0, 1.05 * self.upper - self._top) / 2
        self._price = _moved(price, self._drift, amount)
        self._pull = _moved(pull, self._swing, amount)

    @property
    def settled(self) -> bool:
        """Whether further iterations would hardly move the bound."""
        return self._pace < 0.0005 or self.bound >= self.upper


def _moved(prices: Line, direction: Line, amount: float) -> Line:
    """Prices after a step that would close a gap of `amount` if all were linear."""
    direction = np.where((prices <= 0) & (direction < 0), 0.0, direction)
    norm = float((direction**2).sum())
    return prices if norm == 0 else np.maximum(0.0, prices + amount / norm * direction)


def _lag(link: Precedence) -> int:
    """Slots of the axis between the events at least; working slots are no fewer."""
    return 0 if link.elapsed else link.lag


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
