"""Schedules as lists: an order of the activities, and of each how and by whom it is done.

A list becomes times by the serial scheme without insertion: each activity in turn starts as soon as
what it follows is done and its people are. Here are the problem as arrays and the way from a
schedule to a list and back; `models.search.chain` follows lists and moves.

The times are exact where people do one thing at a time and nothing is reserved; elsewhere they are
close: what is reserved counts as time off, and capacity as that many places; overtime is left out
of the cost. So lists serve to compare; what is planned in the end comes from the scheme that knows
all rules (`greedy.forward`).
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import accumulate
from typing import Any, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from models.measures import MEASURES
from models.measures.base import Price
from models.measures.cost import may_exceed
from models.measures.goals import Goal
from models.problem import Budget, Mode, Problem, Stay
from models.schedule import Assignment, Schedule, Task
from models.search.arrays import Ints
from models.search.size import places
from models.search.slot_table import SlotTable
from models.timing.lags import LagKey, earliest_second, rule
from models.timing.network import windows
from models.timing.precedence_order import components

Records = NDArray[np.void]

_PLACES = 16
"""Most places of a resource that are followed."""

_BROKEN = 1_000.0
"""Price of a slot after a hard date, as a multiple of that of a slot of lateness, or of people."""

_NEVER = 2**60

_NOBODY = (-1, -1)
"""Seat and resource of work that needs no particular person."""


_ACTIVITY = np.dtype(
    [(name, np.int64) for name in ("floor", "due", "counted", "hard", "slots", "mode_0", "mode_1")]
    + [
        (name, np.int64)
        for name in ("in_0", "in_1", "out_0", "out_1", "crew", "apart", "known", "until")
    ]
    + [(name, np.float64) for name in ("weight", "broken", "later", "sooner")]
)
_LINK = np.dtype(
    [(name, np.int64) for name in ("first", "plain", "of_end", "to_end", "lag", "row")]
)
_SPAN = np.dtype([(name, np.int64) for name in ("low", "high", "open")])
_CANDIDATE = np.dtype(
    [(name, np.int64) for name in ("seat", "resource", "takes", "work", "row", "lane_0", "lane_1")]
    + [("cost", np.float64)]
)


class ListTables(NamedTuple):
    """A problem as arrays, for machine code; where something has several, as ranges of another.

    A mode has a chair for each of its people, after one for what is done whoever does it, with one
    candidate that is nobody.

    Args:
        activities: When each may start and must end, what lateness costs, counted by which row;
            its modes, links in and out, and where its people stand in `List.crew`; from when on
            and before when a start counts as changed, and what a slot of that costs.
        links: By the second activity: from what, and whether that is all; if not, which events it
            ties, with what lag or by which row.
        after: The second activities of the links, by the first.
        modes: Their chairs.
        chairs: Their candidates, and whether there is a choice.
        candidates: On which seat, whom, how many places of it, how much and by which row it works
            (-1: always), what that costs; the places of the resource.
        rows: By slot, what a calendar counts, a link makes wait, or a clock tells: two rows, see
            `models.search.slot_table`.
        finish: Price of a slot of the whole plan.
    """

    activities: Records
    links: Records
    after: Ints
    modes: Records
    chairs: Records
    candidates: Records
    rows: Ints
    finish: float


class ActivityList(NamedTuple):
    """An order, and of each activity its mode and its people (candidates)."""

    order: Ints
    mode: Ints
    crew: Ints


class ActivityLists:
    """The lists of a problem: as arrays, from schedules and back."""

    def __init__(
        self,
        problem: Problem,
        prices: Mapping[str, float],
        floors: Sequence[int] | None = None,
    ) -> None:
        """What is planned, and the price of a unit of each of `Price`.

        Nothing starts before its floor; by default before what dates and links allow.
        """
        self.problem = problem
        self._floors = windows(problem).earliest_start if floors is None else floors
        self._prices = {name: float(prices.get(name, 0.0)) for name in get_args(Price)}
        self._size = [size for size, _ in places(problem)]
        self._off = list(map(self._reserved, range(len(problem.resources))))
        self._longest = _longest(problem)
        self._rows: list[Ints] = []
        self._clocks: dict[tuple[int, int], int] = {}
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._crews = _runs(max(map(_width, activity.modes)) for activity in problem.activities)
        self.tables = self._tables()

    def of(self, schedule: Schedule) -> ActivityList:
        """The list of a schedule: what starts first goes first, but after what it follows."""
        mode = self.tables.activities["mode_0"].copy()
        crew = np.zeros(self._crews[-1], dtype=np.int64)
        for i, task in enumerate(schedule.tasks):
            if task is not None:
                mode[i] += task.mode
                m, begin = int(mode[i]), self._crews[i]
                seated = sorted((one.seat, one.resource) for one in task.assignments)
                if (m, *_NOBODY) in self._numbers:
                    seated.insert(0, _NOBODY)
                crew[begin : begin + len(seated)] = [self._numbers[m, *one] for one in seated]
        return ActivityList(np.array(_order(self.problem, schedule), dtype=np.int64), mode, crew)

    def schedule(
        self, one: ActivityList, start: Sequence[int] | Ints, end: Sequence[int] | Ints
    ) -> Schedule:
        """The schedule of a list and its times; they need not keep every rule."""
        known = self.tables
        tasks: list[Task | None] = [None] * len(known.activities)
        for i in one.order.tolist():
            mode, begin = one.mode[i], self._crews[i]
            width = known.modes[mode]["high"] - known.modes[mode]["low"]
            seated = tuple(
                Assignment(seat=int(c["seat"]), resource=int(c["resource"]))
                for c in known.candidates[one.crew[begin : begin + width]]
                if c["seat"] >= 0
            )
            position = int(mode - known.activities[i]["mode_0"])
            tasks[i] = Task(start=int(start[i]), end=int(end[i]), mode=position, assignments=seated)
        return Schedule(tasks=tuple(tasks))

    def _tables(self) -> ListTables:
        problem = self.problem
        modes, chairs, candidates = self._people()
        activities, links = self._dates(), self._links()
        return ListTables(
            activities=activities,
            links=links,
            after=_ints(link.second for links in problem.outgoing for link in links),
            modes=modes,
            chairs=chairs,
            candidates=candidates,
            rows=self._stacked(),
            finish=self._prices["finish"],
        )

    def _dates(self) -> Records:
        """The activities."""
        problem, price = self.problem, self._prices["lateness"]
        calendar = problem.due_calendar
        counted = -1 if calendar is None else self._clock(calendar, -1)
        runs = [
            _runs(len(activity.modes) for activity in problem.activities),
            _runs(map(len, problem.incoming)),
            _runs(map(len, problem.outgoing)),
        ]
        crews = self._crews.tolist()
        broken = _BROKEN * max(
            1.0, self._dearest(), *(price * a.weight for a in problem.activities)
        )
        rows = []
        for i, floor in enumerate(self._floors):
            a = problem.activities[i]
            due = _NEVER if a.due is None else a.due
            hard = min(problem.horizon, _NEVER if a.end_max is None else a.end_max)
            if counted >= 0:
                due = int(self._rows[counted][min(due, problem.horizon + 1)])
            weight = 0.0 if a.due is None else price * a.weight
            ranges = (number for run in runs for number in run[i : i + 2].tolist())
            known, until, later, sooner = self._stay(a.stay)
            whole = (floor, due, counted, hard, problem.horizon + 1, *ranges, crews[i])
            rows.append((*whole, not a.throughout, known, until, weight, broken, later, sooner))
        return np.array(rows, dtype=_ACTIVITY)

    def _dearest(self) -> float:
        """What people cost on an activity at most."""
        seats = range(len(self.problem.activities))
        costs = (c.cost for i in seats for _, _, c in self.problem.choices(i))
        return self._prices["cost"] * max(costs, default=0)

    def _stay(self, stay: Stay | None) -> tuple[int, int, float, float]:
        """From when on, and before when, a start counts as changed, and what each slot does."""
        if stay is None:
            return 0, 0, 0.0, 0.0
        price = self._prices["changes"]
        return stay.at, min(stay.at, stay.until), price * stay.later, price * stay.sooner

    def _links(self) -> Records:
        """What follows what, and how."""
        problem = self.problem
        known: dict[LagKey, int] = {}
        rows = []
        for link in (link for links in problem.incoming for link in links):
            row = -1
            if link.calendar is not None or link.elapsed:
                key = rule(problem, link)
                row = known.setdefault(key, len(self._rows))
                if row == len(self._rows):
                    axis = range(problem.horizon + 2)
                    self._rows.append(_ints(earliest_second(problem, link, t) for t in axis))
            plain = link.kind == "FS" and link.lag == 0 and row < 0
            of_end, to_end = (event == "F" for event in link.kind)
            rows.append((link.first, plain, of_end, to_end, link.lag, row))
        return np.array(rows, dtype=_LINK)

    def _people(self) -> tuple[Records, Records, Records]:
        """Modes, chairs and candidates."""
        problem = self.problem
        lanes = _runs(count for _, count in places(problem)).tolist()
        chairs: list[tuple[int, int, bool]] = []
        modes: list[tuple[int, int, bool]] = []
        rows: list[tuple[float, ...]] = []
        for activity, mode in ((a, mode) for a in problem.activities for mode in a.modes):
            m, begin = len(modes), len(chairs)
            if mode.work or mode.cost:
                self._numbers[m, *_NOBODY] = len(rows)
                row = self._paced(activity.calendar, -1, mode.work)
                chairs.append((len(rows), len(rows) + 1, False))
                rows.append((*_NOBODY, 0, mode.work, row, 0, 0, self._prices["cost"] * mode.cost))
            busy = mode.work or any(c.work for seat in mode.seats for c in seat.candidates)
            for s, seat in enumerate(mode.seats):
                low = len(rows)
                for c in seat.candidates:
                    idle = not c.work and not (activity.together and busy)
                    if c.units > problem.resources[c.resource].capacity and not idle:
                        continue
                    self._numbers[m, s, c.resource] = len(rows)
                    takes = 0 if idle or not c.units else c.units // self._size[c.resource]
                    row = self._paced(problem.calendar_position(c), c.resource, c.work)
                    lane = lanes[c.resource : c.resource + 2]
                    cost = self._prices["cost"] * c.cost + self._prices["changes"] * c.strange
                    rows.append((s, c.resource, takes, c.work, row, *lane, cost))
                chairs += [(low, len(rows), not seat.forced)] * seat.count
            modes.append((begin, len(chairs), True))
        candidates = np.array(rows, dtype=_CANDIDATE)
        return np.array(modes, dtype=_SPAN), np.array(chairs, dtype=_SPAN), candidates

    def _reserved(self, r: int) -> list[tuple[int, int]]:
        """When so much is reserved that nothing else can be done."""
        most = self.problem.resources[r].capacity - self._size[r]
        return [
            (t.start, t.end)
            for t in self.problem.reservations
            if t.resource == r and t.units > most
        ]

    def _paced(self, calendar: int, resource: int, work: int) -> int:
        """The first row of the clock by which somebody works; -1 if that knows no gaps."""
        row = self._clock(calendar, resource)
        gapless = self._rows[row][-1] == self.problem.horizon
        return -1 if gapless or not work else row

    def _clock(self, calendar: int, resource: int) -> int:
        """The first row of a calendar's clock, for a resource that something is reserved of."""
        off = self._off[resource] if resource >= 0 else []
        key = calendar, resource if off else -1
        if key not in self._clocks:
            self._clocks[key] = len(self._rows)
            calendars, horizon = self.problem.calendars, self.problem.horizon
            clock = SlotTable(calendars[calendar], off, horizon, self._longest)
            self._rows += [clock.worked, clock.slots]
        return self._clocks[key]

    def _stacked(self) -> Ints:
        """The rows as one array, as long as the longest."""
        length = max(map(len, self._rows), default=1)
        stacked = np.full((max(1, len(self._rows)), length), self.problem.horizon + 1)
        for k, row in enumerate(self._rows):
            stacked[k, : len(row)] = row
        return stacked


def fits(problem: Problem, goal: Goal) -> bool:
    """Whether lists tell of nearly all rules of the problem, and of the goal."""
    terms = dict(goal.terms)
    return (
        any(MEASURES[name].price == "lateness" for name in terms)
        and all(MEASURES[name].price for name in terms)
        and min(terms.values()) >= 0
        and tell(problem)
    )


def tell(problem: Problem) -> bool:
    """Whether lists tell of nearly all rules of the problem."""
    return (
        not problem.staffing
        and all(_roomy(problem, budget) for budget in problem.budgets)
        and not any(material.supplies for material in problem.materials)
        and problem.overhead is None
        and not problem.spanning
        and not problem.changing
        and not any(link.share or link.lags for link in problem.precedences)
        and all(1 <= count <= _PLACES for _, count in places(problem))
        and all(len(group) == 1 for group in components(problem))
    )


def _roomy(problem: Problem, budget: Budget) -> bool:
    """Whether lists, which know of no budget, may keep it: that of a period mostly is."""
    return budget.price is None and (budget.period is not None or not may_exceed(problem, budget))


def _order(problem: Problem, schedule: Schedule) -> list[int]:
    """What is done, by start, but after what it follows."""
    starts = {i: task.start for i, task in enumerate(schedule.tasks) if task is not None}
    waits = {i: sum(link.first in starts for link in problem.incoming[i]) for i in starts}
    ready = [(starts[i], i) for i, count in waits.items() if not count]
    heapify(ready)
    order: list[int] = []
    while ready:
        _, i = heappop(ready)
        order.append(i)
        for link in problem.outgoing[i]:
            if link.second in starts:
                waits[link.second] -= 1
                if not waits[link.second]:
                    heappush(ready, (starts[link.second], link.second))
    return order


def _ints(numbers: Iterable[Any]) -> Ints:
    return np.array(list(numbers), dtype=np.int64)


def _runs(lengths: Iterable[int]) -> Ints:
    """Where runs of these lengths begin, and where the last one ends."""
    return _ints(accumulate(lengths, initial=0))


def _width(mode: Mode) -> int:
    return bool(mode.work or mode.cost) + sum(seat.count for seat in mode.seats)


def _longest(problem: Problem) -> int:
    """The most work that an activity or a candidate has."""
    longest = max((m.work for a in problem.activities for m in a.modes), default=0)
    for i in range(len(problem.activities)):
        longest = max(longest, *(c.work for _, _, c in problem.choices(i)), 0)
    return longest
