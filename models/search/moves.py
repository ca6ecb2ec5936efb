"""Moves of a list that may be worth trying: what is late, or holds it up, goes elsewhere.

An activity goes to any place in the order that its links allow, to one nearby, or earlier than that
together with what it follows; often to other people.
"""

from itertools import accumulate
from random import Random

from models.problem import Seat
from models.schedule import Assignment
from models.search.lists import Lists, Move, Plan, Way

_LATE = 0.6
"""Share of moves that begin with what is late, by what that costs."""

_HELD = 0.5
"""Share of moves of what holds up the activity they began with."""

_FAR = 6
"""Steps back to what holds up, fewer than this."""

_OTHERS = 0.6
"""Share of moves to other people."""

_NEARBY = (3, 10, 40, 120)
"""Positions that are nearby."""

_EARLIER = (5, 20, 80, 200)
"""Positions by which an activity goes earlier with what it follows."""

_COMPANY = 12
"""Most activities that it takes along."""


class Moves:
    """Random moves of a plan."""

    def __init__(self, lists: Lists, plan: Plan, random: Random) -> None:
        self.lists = lists
        self.problem = lists.problem
        self.plan = plan
        self.random = random
        self.late: list[int] = []
        amounts: list[float] = []
        for i in plan.order:
            activity = self.problem.activities[i]
            if activity.due is not None and activity.weight and plan.ends[i] > activity.due:
                self.late.append(i)
                amounts.append(activity.weight * (plan.ends[i] - activity.due))
        self.amounts = list(accumulate(amounts))

    def _cause(self, i: int) -> int:
        """What the activity waited for last, or itself."""
        plan, cause, held = self.plan, i, 0
        for link in self.problem.incoming[i]:
            if plan.ends[link.first] > held:
                held, cause = plan.ends[link.first], link.first
        apart = plan.ways[i].resources.isdisjoint
        before = (plan.order[position] for position in range(plan.place[i] - 1, -1, -1))
        other = next((j for j in before if not apart(plan.ways[j].resources)), i)
        return other if other != i and plan.ends[other] > held else cause

    def some(self, count: int, begin: int) -> list[Move]:
        """So many moves, or fewer, that leave the order before a position as it is."""
        moves = (self._move(begin) for _ in range(count))
        return [move for move in moves if move]

    def _move(self, begin: int) -> Move | None:
        i = self._activity(begin)
        place = self.plan.place[i]
        if place < begin:
            return None
        way = self._way(i) if self.random.random() < _OTHERS else self.plan.ways[i]
        if self.random.randrange(3) == 0:
            return self._earlier(i, way, begin)
        low, high = self._between(i, begin)
        to = self.random.randint(low, high)
        if self.random.random() < 0.5:
            reach = self.random.choice(_NEARBY)
            to = min(high, max(low, place + self.random.randint(-reach, reach)))
        same = way is self.plan.ways[i] and to in (place, place + 1)
        return None if same else ((i, to, way),)

    def _earlier(self, i: int, way: Way, begin: int) -> Move | None:
        to = max(begin, self.plan.place[i] - self.random.choice(_EARLIER))
        company = self._before(i, to)
        if company is None:
            return None
        return (*((other, to, self.plan.ways[other]) for other in company), (i, to, way))

    def _between(self, i: int, begin: int) -> tuple[int, int]:
        """The first and the last position where the links of the activity hold."""
        place = self.plan.place
        after = (place[link.second] for link in self.problem.outgoing[i])
        low = max((place[link.first] + 1 for link in self.problem.incoming[i]), default=0)
        high = min((at for at in after if at >= 0), default=len(self.plan.order))
        return max(low, begin), high

    def _activity(self, begin: int) -> int:
        order = self.plan.order
        if self.late and self.random.random() < _LATE:
            i = self.random.choices(self.late, cum_weights=self.amounts)[0]
        else:
            i = order[self.random.randrange(begin, len(order))]
        if self.random.random() < _HELD:
            for _ in range(self.random.randrange(_FAR)):
                cause = self._cause(i)
                if self.plan.place[cause] < begin:
                    break
                i = cause
        return i

    def _before(self, i: int, position: int) -> list[int] | None:
        """What comes before the activity from a position on, in order; None if it is too much."""
        place = self.plan.place
        found: set[int] = set()
        todo = [i]
        while todo:
            for link in self.problem.incoming[todo.pop()]:
                if place[link.first] >= position and link.first not in found:
                    found.add(link.first)
                    todo.append(link.first)
            if len(found) > _COMPANY:
                return None
        return sorted(found, key=place.__getitem__)

    def _way(self, i: int) -> Way:
        """Another way, or the same."""
        way = self.plan.ways[i]
        modes = self.problem.activities[i].modes
        mode = self.random.randrange(len(modes))
        if mode != way.mode:
            return self._crew(i, mode) or way
        seats = modes[mode].seats
        open_seats = [k for k, one in enumerate(way.assignments) if not seats[one.seat].forced]
        if not open_seats:
            return way
        k = self.random.choice(open_seats)
        seat = way.assignments[k].seat
        there = {one.resource for one in way.assignments}
        others = [resource for resource in self._able(seats[seat]) if resource not in there]
        if not others:
            return way
        new = Assignment(seat=seat, resource=self.random.choice(others))
        return self.lists.way(i, mode, (*way.assignments[:k], new, *way.assignments[k + 1 :]))

    def _crew(self, i: int, mode: int) -> Way | None:
        """People for another mode, if chance finds them."""
        there: set[int] = set()
        crew: list[Assignment] = []
        for s, seat in enumerate(self.problem.activities[i].modes[mode].seats):
            able = [resource for resource in self._able(seat) if resource not in there]
            if len(able) < seat.count:
                return None
            chosen = self.random.sample(able, seat.count)
            there.update(chosen)
            crew += [Assignment(seat=s, resource=resource) for resource in chosen]
        return self.lists.way(i, mode, tuple(crew))

    def _able(self, seat: Seat) -> list[int]:
        """Who could take the seat."""
        resources = self.problem.resources
        able = (candidate.resource for candidate in seat.candidates)
        return [resource for resource in able if seat.units <= resources[resource].capacity]
