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

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from models.bounds.link_prices import LinkPrices, no_prices, priced_links
from models.bounds.rent_tables import RentTables, priced_slots
from models.calendars import Calendar
from models.measures.goals import Goal, bound, value
from models.problem import Activity, Candidate, Mode, Precedence, Problem, Resource, Seat
from models.schedule import Assignment, Schedule, Task
from models.search.arrays import Floats
from models.search.params import DEFAULT, RelaxationParams
from models.search.warm import Warm

_LARGEST = 40_000_000
"""Candidates times slots above which an iteration would take too long."""

_REST = 0.0005
"""Pace below which steps hardly move the bound; they begin anew if those before gained enough."""

_GAIN = 0.002
"""What is enough for that, as a share of the best value."""


class Relaxation:
    """The relaxation of one goal, and the best bound so far."""

    def __init__(
        self,
        problem: Problem,
        goal: Goal,
        schedule: Schedule,
        params: RelaxationParams = DEFAULT.relaxation,
    ) -> None:
        from models.bounds import rents

        self._rents, self._params = rents, params
        self.upper = float(value(problem, schedule, goal))
        self.bound = bound(problem, goal)
        slots = priced_slots(problem, schedule, params)
        self._table = RentTables(problem, goal, slots).table()
        links = [link for link in problem.precedences if _usable(problem, link)]
        self._links = priced_links(links, len(problem.activities), slots)
        self._board = rents.rent_board(self._table, self._links)
        self._best, self.prices = self._none(), self._none()
        """The best prices, and those to try next: of resources and of links."""
        self._pace, self._memory = params.paces[0], params.memory[0]
        self._top = self._rested = -np.inf
        self._waited = 0

    def _none(self) -> tuple[Floats, LinkPrices]:
        """Prices of resources and links that are all zero."""
        return np.zeros_like(self._table.free), no_prices(self._links)

    def iterate(self) -> int:
        """One step of the prices; the best bound so far."""
        total = self._rents.priced(self._table, self._links, self._board, *self.prices)
        share = self._memory if np.isfinite(self._top) else 1.0
        self._learn(total)
        length = self._rents.averaged(self._table, self._links, self._board, *self._best, share)
        if length:
            step = self._pace * max(0.0, 1.05 * self.upper - self._top) / length
            self._rents.stepped(self._board, *self._best, step, *self.prices)
        return self.bound

    def _learn(self, total: float) -> None:
        """The volume algorithm: from the best prices along what is wanted too much on average."""
        if total > self._top:
            self._waited = 0
            self._pace = min(self._params.paces[1], self._pace * 1.1)
            self._top, self._best, self.prices = total, self.prices, self._best
            self.bound = max(self.bound, int(np.ceil(total - 1e-7 * max(1.0, abs(total)))))
        else:
            self._waited += 1
        if self._waited >= self._params.patience:
            self._pace, self._waited = self._pace * 0.66, 0
            self._memory = max(self._params.memory[1], self._memory * self._params.fading)
        if self._pace < _REST and self._top > self._rested + _GAIN * self.upper:
            self._pace, self._memory = self._params.paces[0], self._params.memory[0]
            self._rested = self._top

    @property
    def settled(self) -> bool:
        """Whether further iterations would hardly move the bound."""
        return self._pace < _REST or self.bound >= self.upper


def relaxed_bounds(
    problem: Problem,
    goal: Goal,
    schedule: Schedule,
    params: RelaxationParams = DEFAULT.relaxation,
    reached: Callable[[], int | None] = lambda: None,
) -> Iterator[int]:
    """Yields growing lower bounds of a goal with lateness, one per iteration, until they settle.

    It yields nothing if the relaxation does not bound the goal, or an iteration would take too
    long.

    Args:
        problem: What is planned.
        goal: The goal to minimise, without regard to other goals.
        schedule: A valid schedule; it sets the length of the priced axis, and the steps.
        params: See `models.search.params`.
        reached: The least value known by now, if any; steps become shorter by it.
    """
    if not bounds_by_prices(problem, goal, schedule):
        return
    relaxation = Relaxation(problem, goal, schedule, params)
    while not relaxation.settled:
        yield relaxation.iterate()
        relaxation.upper = min(relaxation.upper, float(reached() or relaxation.upper))


def bounds_by_prices(problem: Problem, goal: Goal, schedule: Schedule) -> bool:
    """Whether the relaxation bounds a goal, and an iteration does not take too long."""
    if "lateness" not in dict(goal.terms) or any(weight < 0 for _, weight in goal.terms):
        return False
    choices = sum(1 for i in range(len(problem.activities)) for _ in problem.choices(i))
    return choices * max(1, schedule.makespan) <= _LARGEST


def _usable(problem: Problem, link: Precedence) -> bool:
    """Whether the link bounds a start on the axis; see `models.bounds.link_prices`."""
    one, two = (problem.activities[i] for i in (link.first, link.second))
    plain = link.calendar is None and not link.elapsed
    return (
        link.kind[1] == "S"
        and (link.forward or plain)
        and link.first != link.second
        and not (one.optional or two.optional)
    )


def make() -> None:
    """Makes machine code of what is used here, by a problem in which a price moves."""
    activity = Activity(modes=(Mode(seats=(Seat(candidates=(Candidate(resource=0, work=1),)),)),))
    problem = Problem(
        horizon=4,
        activities=(replace(activity, due=0, weight=1),) * 3,
        calendars=(Calendar.always(4),),
        resources=(Resource(),),
        precedences=(Precedence(first=0, second=1),),
    )
    assigned = (Assignment(seat=0, resource=0),)
    tasks = (Task(start=k, end=k + 1, mode=0, assignments=assigned) for k in range(3))
    goal = Goal(name="lateness", terms=(("lateness", 1),))
    Relaxation(problem, goal, Schedule(tasks=tuple(tasks))).iterate()


def _kept() -> bool:
    from models.bounds import rents
    from models.search import compiled

    return all(compiled.kept(code) for code in (rents.priced, rents.averaged, rents.stepped))


WARM = Warm(__name__, _kept)
"""The machine code of steps of prices."""
