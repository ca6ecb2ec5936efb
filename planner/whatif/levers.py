"""What would help: each change planned again, with all else as the user has it.

Base and change begin with the same plan, the same seed and the same limit. A gain is proved where
the base's bound excludes what was found with the change; else it is about so much. Before that is
said, the base is planned once more, longer, and from each plan that was found with such a change,
as far as it is possible without: what comes of that is no gain of the change.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations

from models.solve import Options as Limits
from planner.language.words import ENGLISH, Words
from planner.plan import GIVEN, Lever, Plan
from planner.project import Project
from planner.translate import Translation
from planner.whatif.candidates import Candidate, candidates
from planner.whatif.prices import counted, figure, gained
from planner.whatif.replan import (
    NEAR,
    Difference,
    Replanned,
    Stands,
    Trial,
    best_of,
    carried,
    difference,
    of_plan,
)
from planner.worktime.calendars import moment

_BEST = 3
"""So many of the best are tried in pairs; what is given comes last."""
_LEAST = 1.0
"""Seconds for one trial at least."""
_POLL = 0.1
_LONGER = 3.0
"""How much longer the base is planned where a gain is in doubt."""

SHARE = 0.1
"""Of a deterministic limit for each trial."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The plan at hand: what it was planned from, and how.

    Args:
        plan: The plan.
        translation: Of its project.
        stands: Its schedule by names.
        stretch: Length of its time axis.
        goals: Those asked for.
        from_scratch: Whether it was planned freely.
    """

    plan: Plan
    translation: Translation
    stands: Stands
    stretch: float
    goals: tuple[str, ...] = ()
    from_scratch: bool = False

    def fits(self, known: Stands) -> bool:
        """Whether another plan, by names, is possible in the project as it is."""
        return carried(self.translation, known) is not None

    def trial(self, project: Project, limits: Limits) -> Trial:
        """To plan a project from this plan on."""
        return Trial(
            project=project,
            goals=self.goals,
            known=self.stands,
            limits=limits,
            stretch=self.stretch,
            from_scratch=self.from_scratch,
            leads_nowhere=any(goal.name == "open_finish" for goal in self.plan.goals),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEffort:
    """How much may be spent.

    Args:
        seconds: For all trials; with a deterministic limit of each, they all run to their end.
        limits: Of each trial, at most.
        executor: Where trials run, so many at a time (`beside`); here, one by one, if None.
        stop: Asked often; once true, what is there is given.
    """

    seconds: float = 120.0
    limits: Limits = field(default_factory=Limits)
    executor: Executor | None = None
    beside: int = 1
    stop: Callable[[], bool] = lambda: False


def levers(
    base: Base, effort: SearchEffort, words: Words = ENGLISH
) -> tuple[tuple[Lever, ...], int]:
    """What each change brings, the best first, and how many could not be tried in time."""
    found = candidates(base.plan, words)
    limits = limits_each(effort, len(found) + 1)
    runner = _Runner(base, effort, limits)
    first = of_plan(base.plan) if base.plan.status == "optimal" else runner.base()
    tried_all = list(runner.run(found))
    first = runner.better(first, [outcome for _, outcome in tried_all])
    teller = _Teller(base, first, words)
    told = [teller.lever(change, outcome) for change, outcome in tried_all]
    tried = {lever.text: change for change in found for lever in told if lever.text == change.text}
    helping = [lever for lever in _sorted(base, told) if lever.gain > 0]
    helping.sort(key=lambda lever: lever.kind in GIVEN)
    best = [tried[lever.text] for lever in helping[:_BEST]]
    pairs = [both(one, other, words) for one, other in combinations(best, 2)]
    paired = [teller.lever(change, outcome) for change, outcome in runner.run(pairs)]
    most = max((lever.gain for lever in helping[:_BEST]), default=0.0)
    better = (pair for pair in paired if pair.gain > most + NEAR)
    return tuple(_sorted(base, [*told, *better])), len(found) - len(told)


def limits_each(effort: SearchEffort, trials: int) -> Limits:
    """The limits of one of so many trials."""
    if effort.limits.deterministic_limit is not None:
        work = SHARE * effort.limits.deterministic_limit
        return replace(effort.limits, deterministic_limit=work, workers=1)
    seconds = max(_LEAST, effort.seconds * effort.beside / trials)
    most = effort.limits.time_limit or seconds
    return replace(effort.limits, time_limit=min(seconds, most), workers=1)


def _more(limits: Limits, times: float) -> Limits:
    """Limits so many times as wide."""
    work, seconds = limits.deterministic_limit, limits.time_limit
    return replace(
        limits,
        deterministic_limit=None if work is None else times * work,
        time_limit=None if seconds is None else times * seconds,
    )


def both(one: Candidate, other: Candidate, words: Words) -> Candidate:
    """Two changes together."""
    return Candidate(
        kind="pair",
        text=words("{one}, and {other}", one=one.text, other=other.text),
        edit=lambda project: other.edit(one.edit(project)),
        late=tuple(dict.fromkeys((*one.late, *other.late))),
        price=one.price + other.price,
    )


def _sorted(base: Base, found: Sequence[Lever]) -> list[Lever]:
    order = {goal.name: k for k, goal in enumerate(base.plan.goals)}
    return sorted(
        found, key=lambda one: (one.gain <= 0, order.get(one.goal, len(order)), -one.gain, one.cost)
    )


def _rank(outcome: Replanned) -> tuple[list[float], list[float]]:
    """Less is better: the goals in their order, then what is not proved of them."""
    goals = outcome.goals
    return [best_of(goal) for goal in goals], [best_of(goal) - goal.bound for goal in goals]


class _Runner:
    """Runs trials until the time is up."""

    def __init__(self, base: Base, effort: SearchEffort, limits: Limits) -> None:
        self.base_plan, self.effort, self.limits = base, effort, limits
        timed = limits.deterministic_limit is None
        self.until = time.monotonic() + effort.seconds if timed else float("inf")

    def base(self) -> Replanned:
        """The project as it is, planned on from the plan at hand, or that plan if it is better."""
        trial = self.base_plan.trial(self.base_plan.plan.project, self.limits)
        found = [
            one for one in (trial(self.effort.stop), of_plan(self.base_plan.plan)) if one.goals
        ]
        return min(found, key=_rank)

    def better(self, first: Replanned, others: Sequence[Replanned]) -> Replanned:
        """The base, planned once more if something seems to gain that is not proved to."""
        gains = [(difference(first, other), other) for other in others if other.goals]
        doubtful = [other for found, other in gains if found.gain > 0 and not found.least]
        if not doubtful:
            return first
        project = self.base_plan.plan.project
        trial = self.base_plan.trial(project, _more(self.limits, _LONGER))
        known = [other.stands for other in doubtful if self.base_plan.fits(other.stands)]
        for one in (trial, *(replace(trial, known=stands, limits=self.limits) for stands in known)):
            if self._over():
                break
            found = one(self.effort.stop)
            if found.goals and difference(first, found).gain > 0:
                first = found
        return first

    def run(self, found: Iterable[Candidate]) -> Iterator[tuple[Candidate, Replanned]]:
        """Each change with what came of it, in their order; until the time is up."""
        project = self.base_plan.plan.project
        trials = ((c, self.base_plan.trial(c.edit(project), self.limits)) for c in found)
        if self.effort.executor is None:
            for change, trial in trials:
                outcome = None if self._over() else trial(self.effort.stop)
                if outcome is None or self.effort.stop():  # one cut short says nothing
                    return
                yield change, outcome
            return
        yield from self._beside(list(trials), self.effort.executor)

    def _beside(
        self, trials: list[tuple[Candidate, Trial]], executor: Executor
    ) -> Iterator[tuple[Candidate, Replanned]]:
        running: dict[Future[Replanned], int] = {}
        waiting = list(range(len(trials)))
        done: dict[int, Replanned] = {}
        while (waiting or running) and not self._over():
            while waiting and len(running) < self.effort.beside:
                k = waiting.pop(0)
                running[executor.submit(trials[k][1])] = k
            for future in wait(running, timeout=_POLL, return_when=FIRST_COMPLETED).done:
                done[running.pop(future)] = future.result()
        for future in running:
            future.cancel()
        for k in sorted(done):
            yield trials[k][0], done[k]

    def _over(self) -> bool:
        return self.effort.stop() or time.monotonic() >= self.until


class _Teller:
    """Says what a change brings."""

    def __init__(self, base: Base, first: Replanned, words: Words) -> None:
        self.base, self.first, self.say = base, first, words

    def lever(self, change: Candidate, outcome: Replanned) -> Lever:
        """A change and what came of it."""
        lever = Lever(
            kind=change.kind,
            text=change.text,
            sheet=change.source.sheet,
            cell=change.source.cell(change.column),
            late=change.late,
            price=change.price,
        )
        if not outcome.goals:
            return replace(lever, verdict=self.say("no plan was found with it"))
        found = difference(self.first, outcome)
        if change.kind == "optional":  # its price is in the goals of the base only
            found = replace(found, least=0.0, proved=False)
        gained = {
            task: round(days - outcome.late.get(task, 0.0), 4)
            for task, days in self.first.late.items()
        }
        return replace(
            lever,
            verdict=self._verdict(found, self.first.cost - outcome.cost),
            goal=found.goal,
            unit=found.unit,
            gain=round(found.gain, 4),
            least=round(found.least, 4),
            proved=found.proved,
            days=round(self.first.days_late - outcome.days_late, 4),
            deadlines=tuple((task, days) for task, days in gained.items() if days),
            finish=self._earlier(outcome),
            cost=outcome.cost - self.first.cost,
            penalties=outcome.penalties - self.first.penalties,
        )

    def _earlier(self, outcome: Replanned) -> float:
        grid = self.base.translation.grid
        slots = [
            min(grid.first_end(moment(when)), grid.horizon)
            for when in (outcome.finish, self.first.finish)
        ]
        return round(self.base.translation.working_days(*slots), 4)

    def _verdict(self, found: Difference, money: Decimal) -> str:
        """What is found in words; `money` is how much less is spent."""
        say, gain, least = self.say, found.gain, found.least
        if gain <= 0:
            return say("no gain, proved" if found.proved else "no gain was found")
        goal = counted(found.goal, gain, money)
        text = gained(least or gain, found.unit, goal, say, sure=bool(least))
        if least and gain - least > NEAR:
            text += say(", {n} in the plan found", n=figure(gain, say))
        return text
