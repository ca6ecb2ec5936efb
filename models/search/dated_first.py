"""Annealing for the cost where dates bind a part of the work only: that part first.

Cheap people are wanted by both parts. What is free of dates is done when they have time, so that
it is enough to know what their time is worth (`models.bounds.worth`): with that as a rent, what
dates bind is annealed alone. There are fewer activities to move, and no move pushes a long queue of
what may as well be done later. What is found then goes first in a list of everything.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import numpy as np

from models.bounds.worth import worth
from models.problem import Mode, Problem, Seat
from models.schedule import Schedule
from models.search.activity_lists import ActivityList
from models.search.annealing import cooled
from models.search.large_neighbourhood import Limits
from models.search.later_goal import LaterAnnealing, LaterGoal
from models.timing.network import lengths, windows
from models.timing.precedence_order import order

Heat = tuple[float, float]


def dated(problem: Problem) -> frozenset[int]:
    """What dates bind, and all that it follows."""
    free = (replace(one, start_max=None, end_max=None) for one in problem.activities)
    ends = windows(problem).latest_end
    latest = windows(replace(problem, activities=tuple(free))).latest_end
    found = {i for i, end in enumerate(ends) if end < latest[i]}
    for i in reversed(order(problem)):
        if i in found:
            found.update(link.first for link in problem.incoming[i])
    return frozenset(found)


def anneal_dated_first(
    problem: Problem,
    bound: frozenset[int],
    later: LaterGoal,
    schedule: Schedule,
    limits: Limits,
    *,
    found: Callable[[Schedule, str], None],
    stop: Callable[[], bool],
) -> None:
    """Cools down twice within the limits: what dates bind, then everything.

    Args:
        problem: What to plan, with the dates that goals before have become.
        bound: What these dates bind, see `dated`.
        later: The goal: the cost.
        schedule: Where to begin.
        limits: See `models.search.large_neighbourhood.Limits`; as many chains as workers.
        found: Given better schedules of the second part now and then.
        stop: Asked often; once true, the search ends.
    """
    params = limits.params.later
    until = max(windows(problem).latest_end[i] for i in bound)
    rented = _rented(problem, worth(problem, bound, until))
    part, rest = limits.divided(params.dated)
    first = _First(rented, later, schedule, part, params.dated_heat)
    first.begin_with(_only(first.begin, bound))
    first.cool_down(found, stop)
    everything = _Cooling(problem, later, schedule, rest, params.whole_heat)
    everything.begin_with(_before(first.best, everything.begin, bound))
    everything.cool_down(found, stop)


def _rented(problem: Problem, rents: Sequence[float]) -> Problem:
    """The problem in which people's time costs a rent too."""

    def seat(one: Seat) -> Seat:
        candidates = (
            c if c.pays else replace(c, cost=c.cost + round(rents[c.resource] * c.work * c.units))
            for c in one.candidates
        )
        return replace(one, candidates=tuple(candidates))

    def mode(one: Mode) -> Mode:
        return replace(one, seats=tuple(map(seat, one.seats)))

    activities = (replace(a, modes=tuple(map(mode, a.modes))) for a in problem.activities)
    return replace(problem, activities=tuple(activities))


def _only(one: ActivityList, some: Collection[int]) -> ActivityList:
    """The list with some of the activities only."""
    return one._replace(order=one.order[np.isin(one.order, list(some))])


def _before(first: ActivityList, one: ActivityList, some: Collection[int]) -> ActivityList:
    """The list with some of the activities before all others, as a list of them alone has them."""
    others = one.order[~np.isin(one.order, list(some))]
    return first._replace(order=np.concatenate((first.order, others)))


class _Cooling(LaterAnnealing):
    """One cooling from a list, with temperatures by what people cost for a slot."""

    def __init__(
        self, problem: Problem, later: LaterGoal, schedule: Schedule, limits: Limits, heat: Heat
    ) -> None:
        super().__init__(problem, later, schedule, limits)
        paid = max(1.0, self.cents / max(1, sum(lengths(problem))))
        self.heat = heat[0] * paid, heat[1] * paid
        self.begin = self.lists.of(schedule)

    def begin_with(self, one: ActivityList) -> None:
        """Begins with another list; whatever comes of it is a report."""
        limits, params = self.limits, self.params
        self.chains = [self.chain(one, limits.seed + n, params.move) for n in range(limits.workers)]
        self.moves = max(1, params.moves // max(1, len(one.order)))
        self.reported = float("inf"), self.begun

    @property
    def best(self) -> ActivityList:
        """The best list."""
        return self._best.best

    def _heat(self) -> float:
        """The temperature for now."""
        return self.heat[0] * cooled(self.heat, self._share())


class _First(_Cooling):
    """The cooling of a part, whose schedules are not told."""

    def _report(self, found: Callable[[Schedule, str], None], pause: float) -> None:
        pass
