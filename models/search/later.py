"""Annealing for a last end, and for a goal after others, which keep what they have reached.

What the goals before have reached becomes dates: nothing ends later than their values allow, and
what is due no later than in the schedule at hand. A cost that has been reached is lowered further,
so that it is kept in the end. So the whole order, and who does what, may change for the sake of a
later goal, as `models.search.annealing` does for the first.

A last end is lowered by way of tardiness against a target between its bound and its value, as most
moves leave it as it is; the target comes down to where none is late any more.
"""

from collections.abc import Callable, Sequence

from models.cut import due
from models.measures import MEASURES
from models.measures.duedates import latest_end, tardiness
from models.measures.finish import Finish
from models.measures.goals import Goal, rank, value, within
from models.problem import Problem
from models.restated import ending
from models.schedule import Schedule
from models.search.activity_lists import tell
from models.search.dated_first import anneal_dated_first, dated
from models.search.large_neighbourhood import Limits
from models.search.later_goal import LaterAnnealing, LaterGoal
from models.timing.network import tails

_DATES = ("lateness", "finish", "open_finish")
"""Measures that dates can keep."""


def fits_later(problem: Problem, goals: Sequence[Goal], k: int) -> bool:
    """Whether a goal, not the first, can be annealed so."""
    if k == 0 or any(len(goal.terms) != 1 or goal.terms[0][1] < 0 for goal in goals[: k + 1]):
        return False
    names = [goal.terms[0][0] for goal in goals[: k + 1]]
    return all(name in (*_DATES, "cost") for name in names) and tell(problem)


def fits_first(problem: Problem, goals: Sequence[Goal]) -> bool:
    """Whether the first goal is a last end that can be annealed so."""
    ((name, weight), *others) = goals[0].terms
    return not others and weight > 0 and MEASURES[name].of_finish and tell(problem)


def anneal_later(
    problem: Problem,
    later: LaterGoal,
    schedule: Schedule,
    limits: Limits,
    *,
    found: Callable[[Schedule, str], None],
    stop: Callable[[], bool],
) -> None:
    """Cools down within the limits: once, or for one target of a last end after another.

    Args:
        problem: What to plan.
        later: The goal; `fits_later`, or `fits_first` if it is the first.
        schedule: Where to begin; it keeps the caps.
        limits: See `models.search.large_neighbourhood.Limits`; as many chains as workers.
        found: Given better schedules now and then.
        stop: Asked often; once true, the search ends.
    """
    kept = _kept(problem, later, schedule)
    if not MEASURES[later.goal.terms[0][0]].of_finish:
        bound, most = dated(kept), limits.params.later.mostly * len(kept.activities)
        if 0 < len(bound) <= most:
            anneal_dated_first(kept, bound, later, schedule, limits, found=found, stop=stop)
        else:
            LaterAnnealing(kept, later, schedule, limits).cool_down(found, stop)
        return
    targets = _Targets(kept, later, schedule, found)
    while targets.left and not (stop() or limits.over):
        part, limits = limits.divided(limits.params.later.attempt)
        targets.attempt(part, stop)


def _kept(problem: Problem, later: LaterGoal, schedule: Schedule) -> Problem:
    """The problem with dates by which the goals before lose nothing."""
    kept = within(problem, later.before, later.caps)
    ends: dict[int, int] = {}
    if any(name == "lateness" for goal in later.before for name, _ in goal.terms):
        for i, task in enumerate(schedule.tasks):
            date = problem.activities[i].due
            if task is not None and date is not None and problem.activities[i].weight:
                last = latest_end(problem, date, tardiness(problem, i, task))
                if last is not None:
                    ends[i] = last
    return ending(kept, ends)


class _Targets:
    """Lower and lower targets of a last end."""

    def __init__(
        self,
        problem: Problem,
        later: LaterGoal,
        schedule: Schedule,
        found: Callable[[Schedule, str], None],
    ) -> None:
        self.problem, self.later, self.best, self.found = problem, later, schedule, found
        ((name, self.weight),) = later.goal.terms
        own = MEASURES[name]
        assert isinstance(own, Finish)  # noqa: S101 - a measure of a last end
        counted = set(own.counted(problem))
        after = tails(problem, counted)
        self.tails = [tail if i in counted else None for i, tail in enumerate(after)]
        self.least = -(-later.bound // self.weight)

    @property
    def _last(self) -> int:
        return value(self.problem, self.best, self.later.goal) // self.weight

    @property
    def left(self) -> bool:
        """Whether there is a target that was not missed."""
        return self.least < self._last

    def attempt(self, limits: Limits, stop: Callable[[], bool]) -> None:
        """Anneals for one target; what it misses is not tried again."""
        target = (self.least + self._last) // 2
        dates = (None if tail is None else target - tail for tail in self.tails)
        annealing = LaterAnnealing(due(self.problem, dates), self.later, self.best, limits)
        annealing.cool_down(self._take, lambda: stop() or self._last <= target)
        if self._last > target:
            self.least = target + 1

    def _take(self, schedule: Schedule, source: str) -> None:
        if self._rank(schedule) < self._rank(self.best):
            self.best = schedule
            self.found(schedule, source)

    def _rank(self, schedule: Schedule) -> tuple[int, ...]:
        later = self.later
        values = (value(self.problem, schedule, goal) for goal in (*later.before, later.goal))
        return rank(tuple(values), later.caps)
