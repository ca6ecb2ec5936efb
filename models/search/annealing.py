"""Simulated annealing over lists of activities (Kirkpatrick, Gelatt and Vecchi 1983).

For weighted lateness where much is late: what goes earlier pushes all that comes after it, so that
neighbourhoods whose surroundings stay where they are (`models.search.improve`) get stuck. Here the
whole order may change. Many moves are tried at a time (`models.search.lists`); of those that would
be accepted alone some are made at once, if together they do what they promise.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from math import log
from random import Random

import numpy as np

from models.goals import Goal, Measure, value
from models.problem import Problem, Seat
from models.schedule import Assignment, Schedule
from models.search.improve import Limits
from models.search.lists import Costs, Lists, Move, Plan, Way
from models.search.tidy import earliest

_TRIED = (16, 128, 512)
"""Fewest moves that are tried at a time, how many at first, and most."""

_MADE = (30, 4, 32)
"""For how many activities a move more is made at a time; fewest and most of them."""

_HEAT = (3.0, 0.02)
"""First and last temperature, as a multiple of what an activity's lateness costs on the mean."""

_WORK = 4e-6
"""Deterministic seconds for each activity that is placed: about what it takes."""

_REPORT = 1.0
"""Seconds between two schedules made of lists."""

_REACH = (3, 10, 40, 120)
"""Positions by which an activity is moved at most."""

_COMPANY = 12
"""Most activities that go together."""


def anneal(
    problem: Problem,
    goals: tuple[Goal, ...],
    schedule: Schedule,
    limits: Limits,
    *,
    found: Callable[[Schedule, str], None],
    stop: Callable[[], bool],
) -> None:
    """Cools down once within the limits.

    Args:
        problem: What to plan; `models.search.lists.fits`.
        goals: In strict order; the search minimises the first, the others where that is open.
        schedule: Where to begin.
        limits: See `models.search.improve.Limits`; one worker is used.
        found: Given better schedules now and then, which may break rules that lists do not know.
        stop: Asked often; once true, the search ends.
    """
    _Annealing(problem, goals, schedule, limits).run(found, stop)


class _Annealing:
    """One call of `anneal`."""

    def __init__(
        self, problem: Problem, goals: tuple[Goal, ...], schedule: Schedule, limits: Limits
    ) -> None:
        self.problem = problem
        self.goal = goals[0]
        self.limits = limits
        self.begun = time.monotonic()
        self.work = 0.0
        self.tried = _TRIED[1]
        self.made = min(max(len(problem.activities) // _MADE[0], _MADE[1]), _MADE[2])
        self.random = Random(limits.seed)  # noqa: S311 - a search, not a secret
        self.lists = Lists(problem, _prices(problem, goals, schedule))
        self.plan = self.lists.plan(schedule)
        self.best = self.plan
        self.reported = self.plan, self.begun

    def run(self, found: Callable[[Schedule, str], None], stop: Callable[[], bool]) -> None:
        """Cools down."""
        mean = (self.plan.value - self.plan.cost * self.lists.prices["cost"]) / len(self.plan.order)
        while self._share() < 1 and not stop():
            heat = mean * _HEAT[0] * (_HEAT[1] / _HEAT[0]) ** self._share()
            self._make(self._acceptable(heat), heat)
            if self.plan.value < self.best.value:
                self.best = self.plan
            if self.limits.work is None:  # never by the clock under a deterministic limit
                self._report(found, _REPORT)
        self._report(found, 0.0)

    def _share(self) -> float:
        """How much of the limits is used up."""
        used = []
        if self.limits.work is not None:
            used.append(self.work / self.limits.work)
        if self.limits.until is not None:
            whole = max(1e-9, self.limits.until - self.begun)
            used.append((time.monotonic() - self.begun) / whole)
        return max(used, default=1.0)

    def _tried(self, moves: list[Move]) -> Costs:
        """By how much the plan would change."""
        self.work += _WORK * len(self.plan.order)
        if not moves:
            return np.zeros(0)
        return self.lists.tried(self.plan, moves) - self.plan.value

    def _acceptable(self, heat: float) -> list[tuple[float, Move]]:
        """Moves of different activities, each acceptable alone, and what they change."""
        begin = self.random.randrange(len(self.plan.order))
        moves = Moves(self.lists, self.plan, self.random).some(self.tried, begin)
        pairs = list(zip(self._tried(moves).tolist(), moves, strict=True))
        self.random.shuffle(pairs)
        taken: set[int] = set()
        chosen: list[tuple[float, Move]] = []
        for change, move in pairs:
            if change >= -heat * log(1 - self.random.random()):
                continue
            who = {i for i, _, _ in move}
            if not who & taken:
                taken |= who
                chosen.append((change, move))
        more = 1.1 if len(chosen) < 2 * self.made else 0.9
        self.tried = round(min(max(self.tried * more, _TRIED[0]), _TRIED[2]))
        return chosen[: self.made]

    def _make(self, chosen: list[tuple[float, Move]], heat: float) -> None:
        """Make the moves together; if they get into each other's way, half of them."""
        while chosen:
            promised = sum(change for change, _ in chosen)
            plan = self.lists.moved(self.plan, tuple(one for _, move in chosen for one in move))
            self.work += _WORK * len(self.plan.order) / 10
            if plan and plan.value - self.plan.value <= promised + heat * len(chosen):
                self.plan = plan
                return
            chosen = chosen[: len(chosen) // 2]

    def _report(self, found: Callable[[Schedule, str], None], pause: float) -> None:
        plan, when = self.reported
        if self.best is not plan and time.monotonic() >= when + pause:
            schedule = earliest(self.problem, self.lists.schedule(self.best))
            if schedule is not None:
                found(schedule, "annealing")
            self.reported = self.best, time.monotonic()


def _prices(problem: Problem, goals: tuple[Goal, ...], schedule: Schedule) -> dict[Measure, float]:
    """The first goal's prices; each later goal counts a hundredth of the one before it."""
    prices: dict[Measure, float] = {}
    whole = 100.0 * max(1, abs(value(problem, schedule, goals[0])))
    for goal in goals:
        whole /= 100
        known = tuple(
            (name, weight) for name, weight in goal.terms if name in ("lateness", "cost", "finish")
        )
        now = abs(value(problem, schedule, replace(goal, terms=known)))
        for name, weight in known:
            prices[name] = prices.get(name, 0.0) + weight * (
                1.0 if goal is goals[0] else whole / max(1, now)
            )
    return prices


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
        plan, random = self.plan, self.random
        i = self._activity(begin)
        way = self._way(i) if random.random() < 0.6 else plan.ways[i]
        place = plan.place[i]
        if place < begin:
            return None
        low = max((plan.place[link.first] + 1 for link in self.problem.incoming[i]), default=0)
        kind = random.random()
        if kind < 0.7:
            low = max(low, begin)
            after = [
                plan.place[link.second]
                for link in self.problem.outgoing[i]
                if plan.place[link.second] >= 0
            ]
            high = min(after, default=len(plan.order))
            if kind < 0.35:
                to = random.randint(low, high)
            else:
                reach = random.choice(_REACH)
                to = min(high, max(low, place + random.randint(-reach, reach)))
            if way is plan.ways[i] and to in (place, place + 1):
                return None
            return ((i, to, way),)
        to = max(begin, place - random.choice((5, 20, 80, 200)))
        company = self._before(i, to)
        if company is None:
            return None
        return (*((other, to, plan.ways[other]) for other in company), (i, to, way))

    def _activity(self, begin: int) -> int:
        random, order = self.random, self.plan.order
        if self.late and random.random() < 0.6:
            i = random.choices(self.late, cum_weights=self.amounts)[0]
        else:
            i = order[random.randrange(begin, len(order))]
        if random.random() < 0.5:
            for _ in range(random.randrange(6)):
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
