"""Bounds by a flow of work: what is to be done, cut as one likes, within the time people have.

Work flows from each seat through the people who can take it, in periods of the axis, into the time
that they have there. Whatever is scheduled is such a flow, so that none means no schedule, and the
cheapest bounds the cost. It may interrupt an activity, share it out among people and do parts of it
at once; it keeps the windows of dates, links and calendars (feasibility of preemptive schedules as
a network flow: Horn 1974, Federgruen and Groenevelt 1986; with costs the transportation problem of
Hitchcock 1941). It sees that cheap people have no time for everything, which no sum over activities
does, and at once what the multipliers of `models.bounds.relaxation` learn over many iterations.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise
from typing import NamedTuple

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from models.bounds.heads import loaded
from models.bounds.load import reserved
from models.measures import MEASURES
from models.measures.goals import Goal, bound, within
from models.problem import Candidate, Problem, Seat
from models.timing.network import windows

_PERIODS = (28, 14, 7, 3)
"""Periods of the axis at most, fewer where the network would be too large."""

_ARCS = 300_000
"""Arcs above which it is: a flow of 100,000 takes 0.2 s of processor time."""

_ROOMY = 20
"""Windows as long as so many times the work in them, up to which what one can do at once counts."""

_PARTS = 1_000
"""Parts of a cent in which a slot's price is counted, rounded down."""


class _Source(NamedTuple):
    """Seats with the same periods and candidates: first and last period, whom, at what price.

    `narrow` is, of each period, the most that one person can do of it there; empty where that is
    all of it in each.
    """

    first: int
    stop: int
    people: tuple[tuple[int, int], ...]
    narrow: tuple[int, ...]


class _Supply(NamedTuple):
    """What flows from a source: all of it, the most that one takes of it, how many take it."""

    amount: int = 0
    most: int = 0
    takers: int = 0

    def plus(self, energy: int, takers: int) -> "_Supply":
        """With a seat for so many more people."""
        return _Supply(self.amount + energy * takers, self.most + energy, self.takers + takers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A problem whose first goals are settled.

    Args:
        problem: With the dates that follow from them, and from load (`models.bounds.heads`).
        cents: What everything may cost; None is no limit.
    """

    problem: Problem
    cents: int | None = None

    @classmethod
    def of(cls, problem: Problem, goals: Sequence[Goal], caps: Sequence[int]) -> "Settled":
        """With caps for the first of the goals."""
        dated = loaded(within(problem, goals, caps))
        limits = [
            (cap - bound(dated, goal)) // weight + MEASURES["cost"].bound(dated)
            for goal, cap in zip(goals, caps, strict=False)
            if (weight := dict(goal.terms).get("cost", 0)) > 0 and not _negative(goal)
        ]
        return cls(problem=dated, cents=min(limits, default=None))

    def possible(self) -> bool:
        """Whether there is a flow; where there is none, there is no schedule."""
        if windows(self.problem).empty:
            return False
        if self.cents is None:
            return _Flow(self.problem, priced=False).solved() is not None
        more = dearer(self.problem)
        return more is not None and MEASURES["cost"].bound(self.problem) + more <= self.cents


def raised(settled: Settled, goal: Goal, least: int, upper: int) -> int:
    """A lower bound of a goal that is no less than one that is known.

    Args:
        settled: The problem.
        goal: What is minimised.
        least: The bound that is known.
        upper: A value that some schedule reaches.
    """
    if _negative(goal):
        return least
    least = max(least, bound(settled.problem, goal))
    if len(goal.terms) == 1 and MEASURES[goal.terms[0][0]].of_finish:
        return _least_end(settled, goal, least, upper)
    weight = dict(goal.terms).get("cost", 0)
    if weight and least < upper:
        more = dearer(settled.problem)
        known = bound(settled.problem, goal)
        least = max(least, upper if more is None else known + weight * more)
    return min(least, upper)


def _negative(goal: Goal) -> bool:
    return any(weight < 0 for _, weight in goal.terms)


def _least_end(settled: Settled, goal: Goal, least: int, upper: int) -> int:
    """The first value for which there is a flow, by bisection between a bound and a value."""

    def possible(last: int) -> bool:
        return replace(settled, problem=within(settled.problem, (goal,), (last,))).possible()

    if least >= upper or possible(least):
        return min(least, upper)
    least += 1
    while least < upper:
        middle = (least + upper) // 2
        if possible(middle):
            upper = middle
        else:
            least = middle + 1
    return least


def dearer(problem: Problem) -> int | None:
    """Cents by which any schedule is dearer than the cheapest way of everything, at least.

    None if there is no schedule.
    """
    if windows(problem).empty:
        return None
    flow = _Flow(problem, priced=True)
    cents = flow.solved()
    return None if cents is None else max(0, -(-cents // _PARTS) - flow.cheapest)


class _Flow:
    """The network of a problem: sources of work, and what people have time for in each period.

    Attributes:
        cheapest: Cents of all seats in the network, each with the cheapest people.
    """

    def __init__(self, problem: Problem, *, priced: bool) -> None:
        self.problem, self.priced = problem, priced
        self.cheapest = 0
        self._seats = list(self._fixed())
        for most in _PERIODS:
            self._cuts = self._cut(most)
            self._work = self._sources()
            if sum((s.stop - s.first) * len(s.people) for s in self._work) <= _ARCS:
                break

    def _fixed(self) -> Iterator[tuple[int, Seat]]:
        """The seats whose work has to be done, with their activities."""
        for i, activity in enumerate(self.problem.activities):
            if not activity.optional and len(activity.modes) == 1:
                for seat in activity.modes[0].seats:
                    if all(c.work and c.units for c in seat.candidates):
                        self.cheapest += sum(sorted(c.least for c in seat.candidates)[: seat.count])
                        yield i, seat

    def _cut(self, most: int) -> list[int]:
        """Where periods begin, and where the last one ends: spread over the ends of windows."""
        found = windows(self.problem)
        own = {i for i, _ in self._seats}
        edges = sorted({found.earliest_start[i] for i in own} | {found.latest_end[i] for i in own})
        if not edges:
            return [0, self.problem.horizon]
        last = len(edges) - 1
        return sorted({0, *(edges[round(k * last / most)] for k in range(most + 1))})

    def _sources(self) -> dict[_Source, _Supply]:
        """What flows, by where from."""
        found, work = windows(self.problem), defaultdict[_Source, _Supply](_Supply)
        for i, seat in self._seats:
            energy = min(c.work * c.units for c in seat.candidates)
            people = tuple((c.resource, self._price(c, energy)) for c in seat.candidates)
            begin, end = found.earliest_start[i], found.latest_end[i]
            first = bisect_right(self._cuts, begin) - 1
            stop = min(max(bisect_left(self._cuts, end), first + 1), len(self._cuts) - 1)
            edges = [begin, *self._cuts[first + 1 : stop], end]
            source = _Source(first, stop, people, self._narrow(seat, energy, edges))
            work[source] = work[source].plus(energy, seat.count)
        return dict(work)

    def _narrow(self, seat: Seat, energy: int, edges: Sequence[int]) -> tuple[int, ...]:
        """The most of a seat's energy that one can do between two edges, where one cannot do all.

        Nobody does more of it at once than their calendar counts, so that what has little room in
        its window is spread over it.
        """
        least = min(c.work for c in seat.candidates)
        wide = edges[-1] - edges[0] > _ROOMY * least
        if wide or all(end - begin >= least for begin, end in pairwise(edges)):
            return ()
        widest = self.problem.widest
        calendars = {id(widest[c.resource]): widest[c.resource] for c in seat.candidates}
        done = []
        for begin, end in pairwise(edges):
            slots = max(one.worked(end) - one.worked(begin) for one in calendars.values())
            done.append(min(energy, -(-energy * slots // least)))
        return tuple(done)

    def _price(self, candidate: Candidate, energy: int) -> int:
        return candidate.least * _PARTS // energy if self.priced else 0

    def _room(self) -> list[list[int]]:
        """Of each resource, units times slots in each period."""
        problem, cuts = self.problem, self._cuts
        taken = [reserved(problem, cut) for cut in cuts]
        rooms = []
        for r, resource in enumerate(problem.resources):
            worked = [
                resource.capacity * problem.widest[r].worked(cut) - taken[k].get(r, 0)
                for k, cut in enumerate(cuts)
            ]
            rooms.append([max(0, b - a) for a, b in pairwise(worked)])
        return rooms

    def solved(self) -> int | None:
        """The price of the cheapest flow in parts of a cent; None if there is none."""
        if not self._work:
            return 0
        periods, rooms = len(self._cuts) - 1, self._room()
        sink = len(rooms) * periods
        arcs = [
            (r * periods + p, sink, room, 0)
            for r, row in enumerate(rooms)
            for p, room in enumerate(row)
        ]
        parts = count(sink + 1 + len(self._work))
        for node, (source, supply) in enumerate(self._work.items(), sink + 1):
            for k, p in enumerate(range(source.first, source.stop)):
                of, most = node, supply.most
                if source.narrow:
                    of, most = next(parts), min(most, source.narrow[k] * supply.takers)
                    arcs.append((node, of, source.narrow[k] * supply.takers, 0))
                arcs += [(of, r * periods + p, most, price) for r, price in source.people]
        flow = SimpleMinCostFlow()
        flow.add_arcs_with_capacity_and_unit_cost(*np.array(arcs, dtype=np.int64).T)
        for node, supply in enumerate(self._work.values(), sink + 1):
            flow.set_node_supply(node, supply.amount)
        flow.set_node_supply(sink, -sum(supply.amount for supply in self._work.values()))
        status = flow.solve()
        if status == flow.INFEASIBLE:
            return None
        return int(flow.optimal_cost()) if status == flow.OPTIMAL else 0
