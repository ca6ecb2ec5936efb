"""A lower bound for lateness and cost that grows: Lagrangian relaxation of capacities and links.

Renting every resource at a price per slot instead of limiting it, and paying for links that do not
hold (`models.bounds.link_prices`) leaves one small problem per activity: when, in which mode and
with whom is it cheapest, rent and payments included (`models.bounds.pricing`)? The sum of those
minima, less the rent of all there is, bounds the goal from below whatever the prices are, since the
optimum pays no more (Christofides, Alvarez-Valdés and Tamarit 1987). Prices rise where on average
too much is wanted: the volume algorithm (Barahona and Anbil 2000). Dates enter through the windows;
calendars are exact; that a crew shares its people with others, ends with its slowest and begins
with its first is relaxed.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from models.bounds.pricing_tables import tables
from models.calendars import Calendar
from models.measures.goals import Goal, bound, value
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat
from models.schedule import Schedule, Task
from models.search.params import DEFAULT, RelaxationParams
from models.search.warm import Warm

_LARGEST = 40_000_000
"""Candidates times slots above which an iteration would take too long."""


class Relaxation:
    """The relaxation of one goal, and the best bound so far."""

    def __init__(
        self,
        problem: Problem,
        goal: Goal,
        schedule: Schedule,
        params: RelaxationParams = DEFAULT.relaxation,
    ) -> None:
        from models.bounds import pricing

        self._code, self._params = pricing, params
        self.upper = float(value(problem, schedule, goal))
        dues = [activity.due for activity in problem.activities if activity.due is not None]
        slots = min(problem.horizon, max(round(params.room * schedule.makespan), *dues, 0) + 1)
        self._tables = tables(problem, goal, slots)
        others = tuple((n, w) for n, w in goal.terms if n not in ("lateness", "cost"))
        self._rest = bound(problem, replace(goal, terms=others))
        self.bound = bound(problem, goal)
        self._board = pricing.board(self._tables)
        free, links = self._tables.free, self._tables.links
        self._prices = np.zeros_like(free), links.none
        self._best = np.zeros_like(free), links.none
        self._drifts = pricing.Drifts(
            price=np.zeros_like(free), pulled=links.none, slots=np.zeros(len(links.since))
        )
        self._share = 1.0
        self._pace = params.paces[0]
        self._top = -np.inf
        self._waited = 0

    def iterate(self) -> int:
        """One step of the prices; the best bound so far."""
        price, pulled = self._prices
        rented = self._rest - float((price * self._tables.free).sum())
        self._judge(rented + self._code.priced(self._tables, price, pulled, self._board))
        self._step()
        return self.bound

    def _judge(self, total: float) -> None:
        """Keeps prices that give a better bound, and says how large the next steps are."""
        if total > self._top:
            self._waited = 0
            self._pace = min(self._params.paces[1], self._pace * 1.1)
            self._top, self._best, self._prices = total, self._prices, self._best
            self.bound = max(self.bound, int(np.ceil(total - 1e-7 * max(1.0, abs(total)))))
        else:
            self._waited += 1
        if self._waited >= self._params.patience:
            self._pace, self._waited = self._pace * 0.66, 0

    def _step(self) -> None:
        """The volume algorithm: from the best prices along what is wanted too much on average."""
        norm = self._code.averaged(self._tables, self._board, self._best, self._drifts, self._share)
        first, least, falls = self._params.memory
        self._share = first if self._share == 1 else max(least, falls * self._share)
        step = self._pace * max(0.0, 1.05 * self.upper - self._top) / norm if norm else 0.0
        drifts = self._drifts.price, self._drifts.pulled
        for best, drift, prices in zip(self._best, drifts, self._prices, strict=True):
            self._code.moved(best, drift, step, prices)

    @property
    def settled(self) -> bool:
        """Whether further iterations would hardly move the bound."""
        return self._pace < 0.0005 or self.bound >= self.upper


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


def make() -> None:
    """Makes machine code of pricing, by the smallest of problems."""
    seat = Seat(candidates=(Candidate(resource=0, work=1),))
    problem = Problem(
        horizon=2,
        activities=(Activity(modes=(Mode(seats=(seat,)),), due=0),) * 2,
        calendars=(Calendar.always(2),),
        resources=(Resource(),),
        precedences=(Precedence(first=0, second=1),),
    )
    money = Goal(name="money", terms=(("lateness", 1), ("cost", 1)))
    tasks = tuple(Task(start=at, end=at + 1, mode=0, assignments=()) for at in range(2))
    Relaxation(problem, money, Schedule(tasks=tasks)).iterate()


def _kept() -> bool:
    from models.bounds import pricing
    from models.search import compiled

    code = pricing.priced, pricing.averaged, pricing.moved
    return all(compiled.kept(one) for one in code)


WARM = Warm(__name__, _kept)
"""The machine code of pricing."""
