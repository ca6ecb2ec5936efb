"""The standing of a search: the best schedule, what is proved, what is settled."""

import logging
import time
from collections.abc import Callable, Iterator
from threading import Lock

from models.check import violations
from models.measures import goals as measured
from models.measures.goals import Goal, rank, value
from models.problem import Problem
from models.schedule import Schedule
from models.solve.outcome import Observer, Result, SearchProgress

_log = logging.getLogger("models.solve")

_BROKEN = ("budget", "overtime", "edge", "material")
"""Rules that constructions do not look at."""


class Incumbent:
    """The best schedule so far of one call of `solve`.

    Goals are optimised in turn. Once a goal is settled, its best value is a cap that schedules
    have to keep; where it has a tolerance, the next goal is optimised first with that cap (`held`:
    what the best value costs), then with the tolerance added.
    """

    def __init__(
        self,
        problem: Problem,
        goals: tuple[Goal, ...],
        observer: Observer,
        keep: Callable[[Schedule], None],
    ) -> None:
        self._begun = time.monotonic()
        self.problem = problem
        self.goals = goals
        self.best: Schedule | None = None
        self.bounds = [measured.bound(problem, goal) for goal in goals]
        self.caps: tuple[int, ...] = ()
        self.settled: tuple[int, ...] = ()
        self.infeasible = False
        self.held = False
        self._unconditional = tuple(self.bounds)
        self._dearer: dict[int, int] = {}
        self._observer, self._keep = observer, keep
        self._raising = Lock()

    @property
    def at_hand(self) -> int:
        """The goal that is optimised now."""
        return min(len(self.caps), len(self.goals) - 1)

    @property
    def seconds(self) -> float:
        """Since the search began."""
        return time.monotonic() - self._begun

    def values(self, schedule: Schedule) -> tuple[int, ...]:
        """The value of each goal."""
        return tuple(value(self.problem, schedule, goal) for goal in self.goals)

    def current(self, k: int) -> int | None:
        """The best schedule's value of a goal."""
        return None if self.best is None else value(self.problem, self.best, self.goals[k])

    def take(self, schedule: Schedule | None, source: str) -> None:
        """Keep a schedule if it is valid and better than the best so far."""
        if schedule is None:
            return
        broken = violations(self.problem, schedule)
        if broken:
            known = all(violation.rule in _BROKEN for violation in broken)
            level = logging.DEBUG if known else logging.ERROR
            _log.log(level, "%s gave an invalid schedule, it is not used: %s", source, broken[0])
            return
        values = self.values(schedule)
        best = None if self.best is None else self.values(self.best)
        if best is None or rank(values, self.caps) < rank(best, self.caps):
            self.best = schedule
            self._keep(schedule)
            self.tell(values[self.at_hand], source)

    def no_worse(self, schedule: Schedule) -> bool:
        """Whether a schedule is valid and as good as the best."""
        assert self.best is not None  # noqa: S101 - asked for when there is one
        if rank(self.values(schedule), self.caps) > rank(self.values(self.best), self.caps):
            return False
        return not violations(self.problem, schedule)

    def touch(self, schedule: Schedule) -> None:
        """Keep a schedule that is no worse in place of the best."""
        self.best = schedule
        self._keep(schedule)

    def tell(self, current: int | None, source: str, k: int | None = None) -> None:
        """News of a goal, by default of the one at hand."""
        k = self.at_hand if k is None else k
        self._observer(
            SearchProgress(
                place=k,
                goal=self.goals[k].name,
                value=current,
                bound=self.bounds[k],
                seconds=self.seconds,
                source=source,
            )
        )

    def raise_bound(self, k: int, bound: int) -> None:
        """Takes note of a bound: CP-SAT's and the relaxation's come from two threads."""
        with self._raising:
            self.bounds[k] = max(self.bounds[k], bound)

    def proved(self, k: int) -> bool:
        """Whether nothing better than what was found is possible for a goal, given its caps."""
        current = self.settled[k] if k < len(self.settled) else self.current(k)
        return current is not None and current <= self.bounds[k]

    @property
    def all_proved(self) -> bool:
        """Whether the best schedule is optimal."""
        everything = range(len(self.goals))
        return self.best is not None and not self.held and all(map(self.proved, everything))

    def stages(self) -> Iterator[int]:
        """Yields the goals in turn; a goal after one with a tolerance comes first without its use.

        A request for the next goal means that the one before is settled.
        """
        for k, goal in enumerate(self.goals):
            yield k
            if self.held:
                self._release(k)
                yield k
            self._settle(k, goal)

    def _settle(self, k: int, goal: Goal) -> None:
        current = self.current(k)
        assert current is not None  # noqa: S101 - a search without a schedule ends in its stage
        self.settled = (*self.settled, current)
        self.caps = (*self.caps, current)
        self.held = k + 1 < len(self.goals) and goal.tolerance.of(current) > 0

    def _release(self, k: int) -> None:
        """Lets a goal use the tolerance of the one before it."""
        current, before = self.current(k), self.settled[k - 1]
        if current is not None and current <= self.bounds[k]:
            self._dearer[k - 1] = current
        self.bounds[k] = self._unconditional[k]
        self.caps = (*self.caps[:-1], before + self.goals[k - 1].tolerance.of(before))
        self.held = False

    def result(self) -> Result:
        """The result as known at the end."""
        if self.best is None:
            return Result(status="infeasible" if self.infeasible else "unknown")
        values = self.values(self.best)
        for k, current in enumerate(values):
            self.tell(current, "the end", k)
        best = (*map(min, self.settled, values), *values[len(self.settled) :])
        return Result(
            status="optimal" if self.all_proved else "feasible",
            schedule=self.best,
            values=values,
            bounds=tuple(map(min, zip(best, self.bounds, strict=True))),
            best=best,
            prices=tuple(self._price(k, values) for k in range(len(self.goals))),
        )

    def _price(self, k: int, values: tuple[int, ...]) -> int | None:
        """The loss of the goal after k at k's best value, if both are proved."""
        if k not in self._dearer or values[k] <= self.settled[k] or not self.proved(k + 1):
            return None
        return self._dearer[k] - values[k + 1]
