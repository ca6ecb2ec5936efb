"""Annealing near a plan that people know, from a schedule that keeps most of it.

What a change touches pushes what comes after it on the same people, and that what waits for it, so
that a neighbourhood (`models.search.large_neighbourhood`) never sees all that has to move together.
Here the lists of `models.search.annealing` begin with the known plan, pushed later where it must
be, and cool down from a temperature that leaves alone what nothing pushes.

A large change asks for one long cooling. After a small one a chain soon comes to rest, and it is
chance where: so all chains but the first begin again and again, for as many moves as the sequence
of Luby, Sinclair and Zuckerman (1993) says, which is never much worse than the best length.

A list puts everything as early as it can. So that nobody has to start sooner than counts as no
change, nothing does here, but for what is late and all that comes before it by links. What starts
earlier than it would have to makes room for what is pushed; it goes back in the end
(`models.search.left_shift`).
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from models.measures import MEASURES
from models.measures.changes import Changes
from models.measures.duedates import tardiness
from models.measures.goals import Goal
from models.problem import Activity, Problem
from models.schedule import Schedule
from models.search.activity_lists import ActivityList
from models.search.annealing import Annealing, cooled
from models.search.large_neighbourhood import Limits
from models.search.repair import held, repaired
from models.timing.network import lengths, windows


def goal_of_changes(problem: Problem, goals: tuple[Goal, ...]) -> int | None:
    """The position of the first goal that asks for few changes of a known plan, if there is one."""
    if all(activity.stay is None for activity in problem.activities):
        return None
    asks = (k for k, goal in enumerate(goals) if any(n == Changes.name for n, _ in goal.terms))
    return next(asks, None)


def anneal_near(
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
        problem: What to plan; `models.search.activity_lists.fits`.
        goals: In strict order, lateness first and changes among them.
        schedule: Where to begin: near the known plan.
        limits: See `models.search.large_neighbourhood.Limits`; as many chains as workers.
        found: Given better schedules now and then, which may break rules that lists do not know.
        stop: Asked often; once true, the search ends.
    """
    params = limits.params.near
    tuned = replace(limits.params.annealing, heat=params.heat, move=params.move)
    limits = replace(limits, params=replace(limits.params, annealing=tuned))
    prices = _prices(problem, goals, params.firm)
    near = _held(problem, schedule)
    windowed = zip(windows(problem).earliest_start, near.activities, strict=True)
    floors = [max(start, one.start_min) for start, one in windowed]  # lists keep links themselves
    annealing = _Near(near, prices, schedule, limits, floors)
    annealing.begin_again(repaired(problem) or schedule)
    annealing.cool_down(found, stop)


def luby(n: int) -> int:
    """The n-th number, from 1, of the sequence 1, 1, 2, 1, 1, 2, 4 and so on."""
    while n & (n + 1):
        n -= (1 << (n.bit_length() - 1)) - 1
    return (n + 1) // 2


class _Near(Annealing):
    """Annealing whose temperature goes by what a task pushes: one of the usual length."""

    def begin_again(self, schedule: Schedule) -> None:
        """All chains but the first shall begin again and again with a schedule."""
        one = self.lists.of(schedule)
        self.again = {k: _Restarts(self, one, k) for k in range(1, self.limits.workers)}

    def step(self, k: int, heat: float) -> int:
        """Some moves of the k-th chain."""
        if k not in self.again:
            return super().step(k, heat)
        put = moves = 0
        while moves < self.moves:
            moved, placed = self.again[k].step()
            moves, put = moves + moved, put + placed
        self.chains[k] = self.again[k].best
        return put

    def _mean(self, schedule: Schedule) -> float:  # noqa: ARG002 - the same for all of them
        """What it counts that one starts later by the usual length."""
        slots = [length for length in lengths(self.problem) if length]
        return self.prices["changes"] * _later(self.problem) * sum(slots) / max(1, len(slots))


class _Restarts:
    """A chain that begins again and again with one list, each time by other chance."""

    def __init__(self, annealing: _Near, one: ActivityList, k: int) -> None:
        self.annealing, self.one, self.params = annealing, one, annealing.limits.params.near
        self.seeds = count(annealing.limits.seed + k, annealing.limits.workers)
        self.now = self.best = annealing.chains[k]
        self.steps = self.cycles = 0

    def step(self) -> tuple[int, int]:
        """The moves of a cooling at one temperature: how many, and what activities they put."""
        params, warmth = self.params, self.params.warmth
        at = self.steps % params.steps
        if at == 0:
            self.cycles += 1
            self.now = self.annealing.chain(self.one, next(self.seeds), params.restart)
        self.steps += 1
        moves = params.cycle * luby(self.cycles) // params.steps
        heat = self.annealing.mean * warmth[0] * cooled(warmth, at / params.steps)
        put = self.annealing.walk(self.now, heat, moves)
        if self.now.value[1] < self.best.value[1]:
            self.best = self.now
        return moves, put


def _prices(problem: Problem, goals: tuple[Goal, ...], firm: float) -> dict[str, float]:
    """Prices with which the least slot of lateness costs `firm` times a slot of changes.

    Goals after the changes decide only where all else is equal.
    """
    weights = [a.weight for a in problem.activities if a.weight and a.due is not None]
    prices = {"changes": 1.0, "lateness": firm * _later(problem) / min(weights, default=1)}
    for name in {name for goal in goals for name, _ in goal.terms}:
        price = MEASURES[name].price
        if price is not None and price not in prices:
            prices[price] = 1 / max(1, MEASURES[name].range(problem))
    return prices


def _with_all_before(problem: Problem, activities: list[int]) -> set[int]:
    """The activities and all that comes before them by links."""
    found, todo = set(activities), activities
    while todo:
        new = {link.first for link in problem.incoming[todo.pop()]} - found
        found |= new
        todo += sorted(new)
    return found


def _later(problem: Problem) -> int:
    """The least price of a slot by which something starts later."""
    prices = (a.stay.later for a in problem.activities if a.stay is not None and a.stay.later)
    return min(prices, default=1)


def _held(problem: Problem, schedule: Schedule) -> Problem:
    """The problem in which no start counts as too soon, but for what is late."""
    late = [
        i
        for i, task in enumerate(schedule.tasks)
        if task is not None and problem.activities[i].weight and tardiness(problem, i, task)
    ]
    free = _with_all_before(problem, late)
    pairs = enumerate(problem.activities)
    return replace(problem, activities=tuple(a if i in free else _free(a) for i, a in pairs))


def _free(activity: Activity) -> Activity:
    """The activity, not before it may start for nothing."""
    stay = activity.stay
    return activity if stay is None else held(activity, min(stay.at, stay.until))
