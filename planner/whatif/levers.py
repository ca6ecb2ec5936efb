"""Finds levers: plans each change again, with all else unchanged.

The search for a change begins with the present plan. A gain is proved if the base's bound excludes
the plan that was found with the change. Otherwise it is an estimate, and it is not reported if
longer planning without the change may bring as much.

For that comparison the base has to be at least as near to its optimum as the change. Unless it is
proved optimal, it is planned further, many times as long as a change, and again with another seed
once a gain is found that is not proved. It is also planned further from each plan found with such a
change, as far as that is possible without the change. An improvement from this is no gain of the
change but a better plan: it replaces the present plan, and the changes are tried again from it.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations

from models.schedule import Schedule
from models.solve import SolveOptions
from planner.control.project_clock import project_clock
from planner.language.words import ENGLISH, Words
from planner.plan import GIVEN, Lever, Plan
from planner.project import Project
from planner.translate import Translation
from planner.whatif.candidates import CandidateChange, candidates
from planner.whatif.prices import MONEY, counted, figure, gained
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
    stands,
)

_BEST = 3
"""The best changes, this many, are tried in pairs."""
_LEAST = 1.0
"""Seconds for one trial at least."""
_POLL = 0.1
_ON = 0.2
"""Of the seconds, for planning the base on before changes are tried; as much is left for after."""
_ALONE = 0.85
"""The share of the time up to which changes are tried alone."""
_ROUNDS = 3
"""So often the base is planned on, at most, once something seems to gain."""

SHARE = 0.1
"""Of a deterministic limit for each trial; the base is planned on with all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The plan at hand: what it was planned from, and how.

    Args:
        plan: The plan.
        translation: Of its project.
        schedule: Its schedule; `stands` is the same by names.
        stretch: Length of its time axis.
        goals: Those asked for.
        from_scratch: Whether it was planned freely.
    """

    plan: Plan
    translation: Translation
    schedule: Schedule
    stretch: float
    goals: tuple[str, ...] = ()
    from_scratch: bool = False

    @property
    def stands(self) -> Stands:
        """The schedule by names."""
        return stands(self.translation, self.schedule)

    def fits(self, known: Stands) -> bool:
        """Whether another plan, by names, is possible in the project as it is."""
        return carried(self.translation, known) is not None

    def trial(self, project: Project, limits: SolveOptions) -> Trial:
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
    """The limits of a search for levers.

    Args:
        seconds: Time for all trials; with a deterministic limit each, they all run to their end.
        limits: The most that each trial may use.
        executor: Where trials run, `beside` of them at a time; None runs them here, one by one.
        stop: Asked often; once true, the levers found so far are returned.
    """

    seconds: float = 120.0
    limits: SolveOptions = field(default_factory=SolveOptions)
    executor: Executor | None = None
    beside: int = 1
    stop: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True, kw_only=True)
class LeversFound:
    """The levers that were found, and how far the search came.

    Args:
        levers: Each change tried, the best first.
        left: How many could not be tried in time.
        base: The plan they are compared with: that at hand, or a better one that came up.
    """

    levers: tuple[Lever, ...]
    left: int
    base: Base


def levers(base: Base, effort: SearchEffort, words: Words = ENGLISH) -> LeversFound:
    """The effect of each change, the best first."""
    found = candidates(base.plan, words)
    runner = _Runner(base, effort, len(found) + 1, words)
    runner.plan_on()
    runner.run(found, _ALONE)
    helping = [lever for lever in runner.told(found) if lever.gain > 0]
    helping.sort(key=lambda lever: lever.kind in GIVEN)
    best = [runner.named[lever.text] for lever in helping[:_BEST]]
    pairs = [both(one, other, words) for one, other in combinations(best, 2)]
    runner.run(pairs, 1)
    told = runner.told(found)
    most = max((one.gain for one in told if one.text in {two.text for two in best}), default=0.0)
    better = (pair for pair in runner.told(pairs) if pair.gain > most + NEAR)
    return LeversFound(
        levers=tuple(_sorted(runner.base, [*told, *better])),
        left=len(found) - len(told),
        base=runner.base,
    )


def limits_each(effort: SearchEffort, trials: int) -> SolveOptions:
    """The limits of one of several trials."""
    if effort.limits.deterministic_limit is not None:
        work = SHARE * effort.limits.deterministic_limit
        return replace(effort.limits, deterministic_limit=work, workers=1)
    seconds = max(_LEAST, effort.seconds * effort.beside / trials)
    most = effort.limits.time_limit or seconds
    return replace(effort.limits, time_limit=min(seconds, most), workers=1)


def both(one: CandidateChange, other: CandidateChange, words: Words) -> CandidateChange:
    """Two changes together."""
    return CandidateChange(
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


def _sharper(before: Plan, now: Plan) -> Plan:
    """The better of two plans of one project, with what was proved of both.

    The bound of a goal holds where the goals before it have the same value.
    """
    better = min((before, now), key=lambda plan: _rank(of_plan(plan)))
    if before.step != now.step or len(before.goals) != len(now.goals):
        return better
    goals, same = list(better.goals), True
    for k, (one, other) in enumerate(zip(before.goals, now.goals, strict=True)):
        if same:
            goals[k] = replace(goals[k], bound=max(one.bound, other.bound))
        same = same and abs(best_of(one) - best_of(other)) <= NEAR
    return replace(better, goals=tuple(goals))


class _Runner:
    """Runs trials until the time is up, and plans the base on."""

    def __init__(self, base: Base, effort: SearchEffort, trials: int, words: Words) -> None:
        self.base, self.effort, self.say = base, effort, words
        self.timed = effort.limits.deterministic_limit is None
        self.begun = time.monotonic()
        share = 1.0 if self.settled else 1 - 2 * _ON
        self.limits = limits_each(replace(effort, seconds=share * effort.seconds), trials)
        self.named: dict[str, CandidateChange] = {}
        self.outcomes: dict[str, Replanned] = {}

    @property
    def settled(self) -> bool:
        """Whether nothing is left to find out about the base."""
        return self.base.plan.status == "optimal"

    def plan_on(self, turn: int = 0) -> bool:
        """Plans the base on, with another seed each turn; whether a better plan comes of it."""
        limits = replace(self.effort.limits, seed=self.effort.limits.seed + turn, workers=1)
        if self.timed:
            most = limits.time_limit or self.effort.seconds
            limits = replace(limits, time_limit=min(most, _ON * self.effort.seconds))
        return not self.settled and self._on(self.base.stands, limits)

    def _on(self, known: Stands, limits: SolveOptions) -> bool:
        """Plans the base from a plan on; a better one takes its place."""
        trial = replace(self.base.trial(self.base.plan.project, limits), known=known)
        tried, before = trial.plan(self.say, self.effort.stop), self.base.plan
        if tried.plan is None or tried.result is None or tried.result.schedule is None:
            return False
        plan = _sharper(before, tried.plan)
        if difference(of_plan(before), of_plan(tried.plan)).gain <= 0:
            self.base = replace(self.base, plan=replace(before, goals=plan.goals))
            return False
        plan = replace(plan, run=before.run, free=before.free)
        self.base = replace(self.base, plan=plan, schedule=tried.result.schedule)
        return True

    def run(self, found: Sequence[CandidateChange], share: float) -> None:
        """Tries each change until a share of the time is up, and looks twice at what gains."""
        self.named.update((change.text, change) for change in found)
        until = share - (0 if self.settled else _ON / 2)
        self.outcomes.update(self._tried(found, until))
        for turn in range(1, _ROUNDS + 1):
            doubtful = [text for text, outcome in self.outcomes.items() if self._doubtful(outcome)]
            if not doubtful or self._over(share) or not self._better(doubtful, turn, share):
                return
            again = [self.named[text] for text in doubtful]
            for text, outcome in self._tried(again, share):
                self.outcomes[text] = min(outcome, self.outcomes[text], key=_rank)

    def _doubtful(self, outcome: Replanned) -> bool:
        """Whether something seems to gain, and is not proved to."""
        found = difference(of_plan(self.base.plan), outcome)
        return bool(outcome.goals) and found.gain > 0 and not found.least

    def _better(self, doubtful: Sequence[str], turn: int, share: float) -> bool:
        """Whether the base gets better: planned on from what was found with changes, and longer."""
        better = False
        for known in (self.outcomes[text].stands for text in doubtful):
            if not self._over(share) and self.base.fits(known):
                better = self._on(known, self.limits) or better
        return (not self._over(share) and self.plan_on(turn)) or better

    def told(self, found: Sequence[CandidateChange]) -> list[Lever]:
        """The effect of each change that was tried."""
        teller = LeverTeller(self.base, self.say)
        tried = [change for change in found if change.text in self.outcomes]
        return [teller.lever(change, self.outcomes[change.text]) for change in tried]

    def _tried(
        self, found: Sequence[CandidateChange], share: float
    ) -> Iterator[tuple[str, Replanned]]:
        """Yields the outcome of each change in their order, until a share of the time is up."""
        project = self.base.plan.project
        trials = [(c.text, self.base.trial(c.edit(project), self.limits)) for c in found]
        if self.effort.executor is not None:
            yield from self._beside(trials, self.effort.executor, share)
            return
        for text, trial in trials:
            outcome = None if self._over(share) else trial(self.effort.stop)
            if outcome is None or self.effort.stop():  # one cut short says nothing
                return
            yield text, outcome

    def _beside(
        self, trials: list[tuple[str, Trial]], executor: Executor, share: float
    ) -> Iterator[tuple[str, Replanned]]:
        running: dict[Future[Replanned], int] = {}
        waiting = list(range(len(trials)))
        done: dict[int, Replanned] = {}
        while (waiting or running) and not self._over(share):
            while waiting and len(running) < self.effort.beside:
                k = waiting.pop(0)
                running[executor.submit(trials[k][1])] = k
            for future in wait(running, timeout=_POLL, return_when=FIRST_COMPLETED).done:
                done[running.pop(future)] = future.result()
        for future in running:
            future.cancel()
        for k in sorted(done):
            yield trials[k][0], done[k]

    def _over(self, share: float) -> bool:
        """Whether a share of the time is up."""
        spent = time.monotonic() - self.begun
        return self.effort.stop() or (self.timed and spent >= share * self.effort.seconds)


class LeverTeller:
    """Says what a change brings."""

    def __init__(self, base: Base, words: Words) -> None:
        self.base, self.first, self.say = base, of_plan(base.plan), words
        self.clock = project_clock(base.plan.project, base.plan.start)

    def lever(self, change: CandidateChange, outcome: Replanned) -> Lever:
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
        if change.price:  # for leaving a task out: it is in the goals of the base only
            paid = float(change.price) if found.goal in MONEY else 0.0
            found = replace(found, gain=found.gain - paid, least=0.0, proved=False)
        earlier = self._earlier(outcome)
        if found.goal == "finish" and found.gain > 0 and not found.least:
            found = replace(found, gain=max(0.0, earlier))  # in the days of the base
        gained = {
            task: round(days - outcome.late.get(task, 0.0), 4)
            for task, days in self.first.late.items()
        }
        return replace(
            lever,
            verdict=self._verdict(found, self.first.cost - outcome.cost),
            goal=found.goal,
            unit=found.unit,
            gain=0.0 if found.unsettled else round(found.gain, 4),
            least=round(found.least, 4),
            proved=found.proved,
            days=round(self.first.days_late - outcome.days_late, 4),
            deadlines=tuple((task, days) for task, days in gained.items() if days),
            finish=earlier,
            cost=outcome.cost - self.first.cost,
            penalties=outcome.penalties - self.first.penalties,
        )

    def _earlier(self, outcome: Replanned) -> float:
        """Working days of the project's calendar, to the minute: a slot may be a whole day."""
        clock, settings = self.clock, self.base.plan.project.settings
        minutes = clock.at(self.first.finish) - clock.at(outcome.finish)
        return round(minutes / settings.day, 4)

    def _verdict(self, found: Difference, money: Decimal) -> str:
        """What is found in words; `money` is how much less is spent."""
        say, gain, least = self.say, found.gain, found.least
        if gain <= 0:
            return say("no gain, proved" if found.proved else "no gain was found")
        goal = counted(found.goal, gain, money)
        if found.unsettled:
            text = "{gain} in the plan found; planning longer may bring as much without it"
            return say(text, gain=gained(gain, found.unit, goal, say, "found"))
        text = gained(least or gain, found.unit, goal, say, "least" if least else "about")
        if least and gain - least > NEAR:
            text += say(", {n} in the plan found", n=figure(gain, say))
        return text
