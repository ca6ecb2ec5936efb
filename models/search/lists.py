"""Schedules as lists: an order of the activities, and of each how and by whom it is done.

A list becomes times by the serial scheme without insertion: each activity in turn starts as soon as
what it follows is done and its people are. A move puts some activities elsewhere in the order or
gives them to others. Many moves are followed at once: one pass through the order that they share,
with a column of times for each, so that a move costs microseconds instead of a pass of its own.

The times are exact where people do one thing at a time and nothing is reserved; elsewhere they are
close: what is reserved counts as time off, and capacity as that many places. So lists serve to
compare; what is planned in the end comes from the scheme that knows all rules (`greedy.forward`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from heapq import heapify, heappop, heappush
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models import network
from models.goals import Goal, Measure
from models.network import earliest_second, windows
from models.problem import Precedence, Problem
from models.schedule import Assignment, Schedule, Task
from models.search.clock import Clock, Row, Slots
from models.search.size import places

Costs = NDArray[np.float64]
Rows = Any
"""A list of times, or for each an array: a row of a table."""

_PLACES = 16
"""Most places of a resource that are followed."""

_KEPT = 100_000
"""Most ways that are kept for another time."""

_BROKEN = 1_000.0
"""Price of a slot after a hard date, as a multiple of the weight of a slot of lateness."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Way:
    """A mode of an activity with its people.

    Args:
        mode: Its position.
        assignments: Who is on which seat.
        resources: Whom it takes.
        takes: The same, and how many places of each.
        length: Slots it takes at least.
        parts: Work with gaps that begins with the activity: on which clock, how much.
        cost: Cents.
    """

    mode: int
    assignments: tuple[Assignment, ...]
    resources: frozenset[int]
    takes: tuple[tuple[int, int], ...]
    length: int
    parts: tuple[tuple[Clock, int], ...]
    cost: int


@dataclass(frozen=True, slots=True)
class _Link:
    """What an activity waits for: an event of another, and how its own follows from it."""

    first: int
    of_end: bool
    to_end: bool
    lag: int
    table: Slots | None

    def bound(self, event: Row) -> Row:
        if self.table is not None:
            return self.table[np.minimum(event, len(self.table) - 1)]
        return event + self.lag if self.lag else event


Move = tuple[tuple[int, int, Way], ...]
"""Activities that are put elsewhere: which, before what position in the order, and its new way; in
the order in which they are put there."""


@dataclass(slots=True, kw_only=True)
class Plan:
    """A list with its times.

    Args:
        order: The activities that are done.
        place: For each activity its position in the order.
        ways: For each activity how it is done.
        starts, ends: For each activity its times.
        cost: Cents of the ways.
        value: What it costs at the prices of `Lists`.
    """

    order: list[int]
    place: list[int]
    ways: dict[int, Way]
    starts: list[int]
    ends: list[int]
    cost: int
    value: float


class Lists:
    """The lists of a problem, and what they cost."""

    def __init__(self, problem: Problem, prices: Mapping[Measure, float]) -> None:
        """What is planned, and the price of a unit of lateness, cost and finish."""
        self.problem = problem
        self.prices = {name: prices.get(name, 0.0) for name in ("lateness", "cost", "finish")}
        self._clocks: dict[tuple[int, int], Clock] = {}
        self._ways: dict[tuple[int, int, tuple[Assignment, ...]], Way] = {}
        self._size = [size for size, _ in places(problem)]
        ends = list(accumulate(count for _, count in places(problem)))
        self._lanes = [range(a, b) for a, b in zip([0, *ends], ends, strict=False)]
        self._off = list(map(self._reserved, range(len(problem.resources))))
        self._longest = _longest(problem)
        plain = [[link for link in links if _plain(link)] for links in problem.incoming]
        self._after = [tuple(link.first for link in links) for links in plain]
        tables: dict[tuple[object, ...], Slots] = {}
        self._links = [
            tuple(self._link(link, tables) for link in links if not _plain(link))
            for links in problem.incoming
        ]
        self._floor = windows(problem).earliest_start
        self._set_dates()

    def _set_dates(self) -> None:
        """Due dates and hard dates as arrays."""
        activities = self.problem.activities
        price, calendar = self.prices["lateness"], self.problem.due_calendar
        self._due_worked = None if calendar is None else self._clock(calendar, -1).worked
        due = [(i, a.due, a.weight) for i, a in enumerate(activities) if a.due is not None]
        self._dated = np.array([i for i, _, weight in due if weight], dtype=np.int64)
        dates = np.array([date for _, date, weight in due if weight], dtype=np.int64)
        self._due = self._counted(dates)[:, None]
        self._weight = price * np.array([weight for _, _, weight in due if weight], dtype=float)
        hard = [(i, a.end_max) for i, a in enumerate(activities) if a.end_max is not None]
        self._hard = np.array([i for i, _ in hard], dtype=np.int64)
        self._latest = np.array([date for _, date in hard], dtype=np.int64)[:, None]
        self._broken = _BROKEN * float(self._weight.max(initial=1.0))

    def _counted(self, times: Slots) -> Slots:
        """Times on the calendar on which lateness is counted."""
        if self._due_worked is None:
            return times
        return self._due_worked[np.clip(times, 0, len(self._due_worked) - 1)]

    def _reserved(self, r: int) -> list[tuple[int, int]]:
        """When so much is reserved that nothing else can be done."""
        most = self.problem.resources[r].capacity - self._size[r]
        return [
            (t.start, t.end)
            for t in self.problem.reservations
            if t.resource == r and t.units > most
        ]

    def _link(self, link: Precedence, tables: dict[tuple[object, ...], Slots]) -> _Link:
        table = None
        if link.calendar is not None or link.elapsed:
            instant = [self.problem.activities[i].instant for i in (link.first, link.second)]
            key = (link.kind, link.lag, link.calendar, *instant)
            if key not in tables:
                axis = range(self.problem.horizon + 2)
                tables[key] = np.array([earliest_second(self.problem, link, t) for t in axis])
            table = tables[key]
        return _Link(link.first, link.kind[0] == "F", link.kind[1] == "F", link.lag, table)

    def _clock(self, calendar: int, resource: int) -> Clock:
        """The clock of a calendar, for a resource that something is reserved of."""
        off = self._off[resource] if resource >= 0 else []
        key = calendar, resource if off else -1
        if key not in self._clocks:
            self._clocks[key] = Clock(
                self.problem.calendars[calendar], off, self.problem.horizon, self._longest
            )
        return self._clocks[key]

    # Ways

    def way(self, i: int, mode: int, assignments: tuple[Assignment, ...]) -> Way:
        """The way with these people."""
        key = i, mode, assignments
        if key not in self._ways:
            if len(self._ways) >= _KEPT:
                self._ways.clear()
            self._ways[key] = self._made(i, mode, assignments)
        return self._ways[key]

    def _made(self, i: int, m: int, assignments: tuple[Assignment, ...]) -> Way:
        activity = self.problem.activities[i]
        mode = activity.modes[m]
        parts = [(self._clock(activity.calendar, -1), mode.work)]
        takes, cost = [], mode.cost
        for one in assignments:
            seat = mode.seats[one.seat]
            candidate = next(c for c in seat.candidates if c.resource == one.resource)
            calendar = self.problem.calendar_position(candidate)
            parts.append((self._clock(calendar, one.resource), candidate.work))
            cost += candidate.cost
            if seat.units:
                takes.append((one.resource, seat.units // self._size[one.resource]))
        return Way(
            mode=m,
            assignments=assignments,
            resources=frozenset(resource for resource, _ in takes),
            takes=tuple(takes),
            length=max(work for _, work in parts),
            parts=tuple(dict.fromkeys(part for part in parts if part[1] and not part[0].gapless)),
            cost=cost,
        )

    # Plans

    def plan(self, schedule: Schedule) -> Plan:
        """The list of a schedule: what starts first goes first, but after what it follows."""
        tasks = {i: task for i, task in enumerate(schedule.tasks) if task is not None}
        ways = {i: self.way(i, task.mode, task.assignments) for i, task in tasks.items()}
        incoming, outgoing = self.problem.incoming, self.problem.outgoing
        waits = {i: sum(link.first in tasks for link in incoming[i]) for i in tasks}
        ready = [(tasks[i].start, i) for i, count in waits.items() if not count]
        heapify(ready)
        order: list[int] = []
        while ready:
            _, i = heappop(ready)
            order.append(i)
            for link in outgoing[i]:
                if link.second in tasks:
                    waits[link.second] -= 1
                    if not waits[link.second]:
                        heappush(ready, (tasks[link.second].start, link.second))
        return self._timed(order, ways)

    def schedule(self, plan: Plan) -> Schedule:
        """The plan's times and people; they need not keep every rule."""
        tasks = (
            Task(start=start, end=end, mode=way.mode, assignments=way.assignments)
            if (way := plan.ways.get(i)) is not None
            else None
            for i, (start, end) in enumerate(zip(plan.starts, plan.ends, strict=True))
        )
        return Schedule(tasks=tuple(tasks))

    def moved(self, plan: Plan, move: Move) -> Plan | None:
        """The list after a move; None if something would come before what it follows."""
        moving = {i for i, _, _ in move}
        going: dict[int, list[int]] = {}
        ways = dict(plan.ways)
        for i, position, way in move:
            going.setdefault(position, []).append(i)
            ways[i] = way
        order: list[int] = []
        for position, i in enumerate(plan.order):
            order += going.get(position, ())
            if i not in moving:
                order.append(i)
        order += going.get(len(plan.order), ())
        begin = min(min(position, plan.place[i]) for i, position, _ in move)
        after = self._timed(order, ways, plan, begin)
        return after if all(self._in_order(after, i) for i in moving) else None

    def _in_order(self, plan: Plan, i: int) -> bool:
        place, after = plan.place, (link.second for link in self.problem.outgoing[i])
        return all(place[link.first] < place[i] for link in self.problem.incoming[i]) and all(
            place[i] < place[other] for other in after if other in plan.ways
        )

    def _timed(
        self, order: list[int], ways: dict[int, Way], known: Plan | None = None, begin: int = 0
    ) -> Plan:
        """The plan of an order that up to a position is that of a known plan."""
        count = len(self.problem.activities)
        starts, ends = (known.starts[:], known.ends[:]) if known else ([0] * count, [0] * count)
        place = known.place[:] if known else [-1] * count
        free = self._free(known, begin) if known else [0] * sum(map(len, self._lanes))
        for position in range(begin, len(order)):
            i = order[position]
            place[i] = position
            starts[i], ends[i] = self._put(i, ways[i], starts, ends, free, max, min)
        cost = sum(way.cost for way in ways.values())
        late = float(self._late(np.array(ends, dtype=np.int64)[:, None])[0])
        value = late + self.prices["cost"] * cost
        return Plan(
            order=order, place=place, ways=ways, starts=starts, ends=ends, cost=cost, value=value
        )

    def _free(self, plan: Plan, begin: int) -> list[int]:
        """When every place is free after the activities before a position of the order."""
        free = [0] * sum(map(len, self._lanes))
        for i in plan.order[:begin]:
            for resource, count in plan.ways[i].takes:
                self._take(self._lanes[resource], count, plan.ends[i], free, max, min)
        return free

    def _put(
        self,
        i: int,
        way: Way,
        starts: Rows,
        ends: Rows,
        free: Rows,
        larger: Callable[[Row, Row], Row],
        smaller: Callable[[Row, Row], Row],
    ) -> tuple[Row, Row]:
        """Start and end of an activity after what is put already; takes its people."""
        bounds = [free[self._lanes[resource][count - 1]] for resource, count in way.takes]
        bounds += [ends[first] for first in self._after[i]]
        for link in self._links[i]:
            bound = link.bound((ends if link.of_end else starts)[link.first])
            bounds.append(bound - way.length if link.to_end else bound)
        if self._floor[i] or self._links[i] or not bounds:
            bounds.append(self._floor[i])
        at = reduce(larger, bounds)
        at = _together(way.parts, at)
        end = at + way.length
        for clock, work in way.parts:
            end = larger(clock.end(at, work), end)
        for resource, count in way.takes:
            self._take(self._lanes[resource], count, end, free, larger, smaller)
        return at, end

    def _take(
        self,
        lanes: range,
        count: int,
        end: Row,
        free: Rows,
        larger: Callable[[Row, Row], Row],
        smaller: Callable[[Row, Row], Row],
    ) -> None:
        """Takes the `count` places that are free first until `end`; places stay in order."""
        if len(lanes) == 1:
            free[lanes[0]] = end
            return
        left = [free[lane] for lane in lanes[count:]]
        for _ in range(count):
            carried = end
            for k, other in enumerate(left):
                left[k], carried = smaller(other, carried), larger(other, carried)
            left.append(carried)
        for lane, time in zip(lanes, left, strict=True):
            free[lane] = time

    def _late(self, ends: Slots) -> Costs:
        """What the ends cost, by column."""
        tardy = np.maximum(0, self._counted(ends[self._dated]) - self._due)
        cost: Costs = self._weight @ tardy
        if len(self._hard):
            cost = cost + self._broken * np.maximum(0, ends[self._hard] - self._latest).sum(axis=0)
        if self.prices["finish"]:
            cost = cost + self.prices["finish"] * ends.max(axis=0)
        return cost

    # Moves

    def tried(self, plan: Plan, moves: Sequence[Move]) -> Costs:
        """What the plan would cost after each of the moves."""
        columns = len(moves)
        going: dict[int, list[tuple[int, Way, int]]] = {}
        moving: dict[int, list[int]] = {}
        dearer = np.zeros(columns)
        begin = len(plan.order)
        for column, move in enumerate(moves):
            for i, position, way in move:
                going.setdefault(position, []).append((i, way, column))
                moving.setdefault(i, []).append(column)
                dearer[column] += way.cost - plan.ways[i].cost
                begin = min(begin, position, plan.place[i])
        known = plan.starts, plan.ends, self._free(plan, begin)
        starts, ends, free = (
            list(np.repeat(np.array(times, dtype=np.int64)[:, None], columns, axis=1))
            for times in known
        )
        for position in range(begin, len(plan.order) + 1):
            for i, way, k in going.get(position, ()):
                begun, ended, taken = _Column(starts, k), _Column(ends, k), _Column(free, k)
                begun[i], ended[i] = self._put(i, way, begun, ended, taken, max, min)
            if position == len(plan.order):
                break
            i = plan.order[position]
            way = plan.ways[i]
            apart = moving.get(i, [])
            lanes = [lane for r, _ in way.takes for lane in self._lanes[r]] if apart else []
            before = [free[lane] for lane in lanes]
            start, end = self._put(i, way, starts, ends, free, np.maximum, np.minimum)
            if apart or not way.takes:
                start, end = _mixed(start, starts[i], apart), _mixed(end, ends[i], apart)
            starts[i], ends[i] = start, end
            for lane, times in zip(lanes, before, strict=True):
                free[lane] = _mixed(free[lane], times, apart)
        last = np.stack(ends)
        return self._late(last) + self.prices["cost"] * (plan.cost + dearer)


def _together(parts: Sequence[tuple[Clock, int]], at: Row) -> Row:
    """The first slot from there at which all parts can begin."""
    while True:
        before = at
        for clock, _ in parts:
            at = clock.begin(at)
        if len(parts) <= 1 or not np.any(at != before):
            return at


class _Column:
    """The times of one move, out of rows that may be shared."""

    __slots__ = ("_k", "_rows")

    def __init__(self, rows: Rows, k: int) -> None:
        self._rows, self._k = rows, k

    def __getitem__(self, i: int) -> int:
        time: int = self._rows[i][self._k]
        return time

    def __setitem__(self, i: int, time: int) -> None:
        row = self._rows[i].copy()
        row[self._k] = time
        self._rows[i] = row


def _mixed(times: Row, before: Slots, columns: list[int]) -> Slots:
    """A row of the times, but in some columns those from before."""
    mixed = times.copy() if isinstance(times, np.ndarray) else np.full_like(before, times)
    mixed[columns] = before[columns]
    return mixed


def _plain(link: Precedence) -> bool:
    """Whether the second simply starts after the first."""
    return link.kind == "FS" and link.lag == 0 and link.calendar is None and not link.elapsed


def fits(problem: Problem, goal: Goal) -> bool:
    """Whether lists tell of nearly all rules of the problem, and of the goal."""
    terms = dict(goal.terms)
    return (
        "lateness" in terms
        and terms.keys() <= {"lateness", "cost", "finish"}
        and min(terms.values()) >= 0
        and not problem.staffing
        and not problem.budgets
        and all(1 <= count <= _PLACES for _, count in places(problem))
        and all(len(group) == 1 for group in network.components(problem))
    )


def _longest(problem: Problem) -> int:
    """The most work that an activity or a candidate has."""
    longest = max((m.work for a in problem.activities for m in a.modes), default=0)
    for i in range(len(problem.activities)):
        longest = max(longest, *(c.work for _, _, c in problem.choices(i)), 0)
    return longest
