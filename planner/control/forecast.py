"""The finish of a project under way: its plan carried on, corrected by what was observed.

All moments are working minutes on the project's clock. The forecast is the mean of two:

- **By the plan**: finished work lies where it lay, what is left of work under way goes on from now
  and lasts `factor` times as long as planned, work not begun follows with the distances the plan
  has, each task `factor` times as long. Nothing is planned again: the order and the people stay.
- **By earned schedule**: the plan's remaining duration from the moment by which it would have come
  as far as the work is (AT + PD − ES), times `factor`. What counts as done is weighed by planned
  duration, so no cost is needed.

The plan knows which delay moves which task, but only as far as there are links; earned schedule
sees all work but no order. A mean of forecasts whose errors differ is seldom worse than the better
of them (J. M. Bates and C. W. J. Granger, The Combination of Forecasts, 1969). How good they are
and where the constants come from is told in ``docs/tracking.md``.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import accumulate

from planner.control.value_curve import Curve, CurveAccrual
from planner.project import LinkKind

_WIDEST = 10
"""Observed ratios of actual to planned duration are cut to this and to one over this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """Assumptions where nothing is observed. ``docs/tracking.md`` explains the values.

    Args:
        expected: Times as long as planned, expected of work before any is done: projects overrun.
        expected_share: What that counts beside what is observed: as much as this share of the
            planned work.
        used_slack: The share of the slack between two linked tasks that a delay of the first uses
            up. By the dates all of it could be; in tracked projects tasks mostly keep their
            distance.
        plan_share: The weight of the forecast by the plan beside that by earned schedule.
    """

    expected: float = 1.05
    expected_share: float = 0.25
    used_slack: float = 0.5
    plan_share: float = 0.5


USUAL = Assumptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastLink:
    """An event of a task comes no earlier than `lag` minutes after one of the task `task`."""

    task: str
    kind: LinkKind = "FS"
    lag: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastStep:
    """A task of the plan that is carried on: a baseline, or the previous plan.

    `after` holds the tasks that its people do before it; it may not start before `earliest`.
    """

    id: str
    start: float
    finish: float
    links: tuple[ForecastLink, ...] = ()
    after: tuple[str, ...] = ()
    earliest: float = 0

    @property
    def length(self) -> float:
        """Its planned duration."""
        return max(0.0, self.finish - self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """The observed progress of a task that has begun.

    Args:
        started, finished: When; `finished` is None while it is under way.
        done: The share that is done, 0–1.
        left: What is left of it, as a share of its planned duration; None: what is not done.
        resumes: When it goes on, if it rests.
    """

    started: float
    finished: float | None = None
    done: float = 0
    left: float | None = None
    resumes: float = 0

    @property
    def share(self) -> float:
        """The share that is done; all of what is finished."""
        return 1.0 if self.finished is not None else self.done

    @property
    def rest(self) -> float:
        """The share that is left."""
        return max(0.0, 1 - self.done) if self.left is None else self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The time that work takes, relative to its planned time.

    Args:
        finished, under_way: How many tasks were observed.
        observed: Median of actual by planned duration of them, weighed by the planned duration that
            is done; None where none was observed.
        seen: The share of all planned duration that they are.
    """

    assumed: Assumptions = USUAL
    finished: int = 0
    under_way: int = 0
    observed: float | None = None
    seen: float = 0

    @property
    def factor(self) -> float:
        """Times as long as planned, expected of what remains.

        The geometric mean of what was expected and what was observed, as a Bayesian update of a
        ratio would have it; what was observed counts the share seen.
        """
        if self.observed is None:
            return self.assumed.expected
        prior = self.assumed.expected_share
        logs = prior * math.log(self.assumed.expected) + self.seen * math.log(self.observed)
        return math.exp(logs / (prior + self.seen))


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The finish by the plan and by earned schedule, the pace of both, tasks not finished yet."""

    by_plan: float
    by_schedule: float
    pace: Pace
    open: int = 0

    @property
    def finish(self) -> float:
        """The forecast: the mean of the two."""
        share = self.pace.assumed.plan_share
        return share * self.by_plan + (1 - share) * self.by_schedule


def forecast(
    steps: Sequence[ForecastStep],
    observed: Mapping[str, Observed],
    now: float,
    assumed: Assumptions = USUAL,
    pace: Pace | None = None,
) -> Forecast:
    """The forecast of the finish.

    Args:
        steps: The plan, at least one task.
        observed: What is known of tasks that have begun, by id; of other tasks it is ignored.
        now: The status date.
        assumed: What is assumed where nothing is observed.
        pace: The pace of the rest, where another plan tells it; else it is taken from this one.

    Raises:
        ValueError: if there is no task.
    """
    if not steps:
        raise ValueError("nothing to forecast")
    known = {step.id: observed[step.id] for step in steps if step.id in observed}
    ends = [known[step.id].finished if step.id in known else None for step in steps]
    over = [end for end in ends if end is not None]
    if pace is None:
        pace = _Course(steps=steps, observed=known, now=now, pace=Pace(assumed=assumed)).seen
    course = _Course(steps=steps, observed=known, now=now, pace=pace)
    if len(over) == len(steps):
        return Forecast(by_plan=max(over), by_schedule=max(over), pace=pace)
    rest = course.planned.finish - course.reached
    return Forecast(
        by_plan=max(course.finishes.values()),
        by_schedule=now + rest * pace.factor,
        pace=pace,
        open=len(steps) - len(over),
    )


@dataclass(frozen=True, kw_only=True)
class _Course:
    """The plan carried on."""

    steps: Sequence[ForecastStep]
    observed: Mapping[str, Observed]
    now: float
    pace: Pace
    starts: dict[str, float] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, ForecastStep]:
        return {step.id: step for step in self.steps}

    @cached_property
    def seen(self) -> Pace:
        """The pace of the work done so far."""
        ratios, weights = [], []
        finished = 0
        for id_, seen in self.observed.items():
            planned = self.by_id[id_].length * seen.share
            until = self.now if seen.finished is None else seen.finished
            if planned <= 0 or (seen.finished is None and until <= seen.started):
                continue
            finished += seen.finished is not None
            ratio = (until - seen.started) / planned
            ratios.append(min(max(ratio, 1 / _WIDEST), _WIDEST))
            weights.append(planned)
        if not ratios:
            return self.pace
        whole = sum(step.length for step in self.steps)
        return Pace(
            assumed=self.pace.assumed,
            finished=finished,
            under_way=len(ratios) - finished,
            observed=_median(ratios, weights),
            seen=min(1.0, sum(weights) / whole),
        )

    @cached_property
    def planned(self) -> Curve:
        """Planned duration of all tasks, as it was to be done."""
        return Curve.of(
            CurveAccrual(start=step.start, finish=step.finish, amount=step.length)
            for step in self.steps
        )

    @cached_property
    def reached(self) -> float:
        """The moment by which the plan would have come as far as the work is (earned schedule)."""
        done = (self.by_id[id_].length * seen.share for id_, seen in self.observed.items())
        return self.planned.reached(sum(done))

    @cached_property
    def finishes(self) -> dict[str, float]:
        """The finish of each task; predecessors come first."""
        finishes: dict[str, float] = {}
        for id_ in ordered(self.steps):
            step = self.by_id[id_]
            seen = self.observed.get(id_)
            if seen is None:
                self.starts[id_] = self._start(step, finishes)
                finishes[id_] = self.starts[id_] + step.length * self.pace.factor
            else:
                self.starts[id_] = seen.started
                rest = step.length * seen.rest * self.pace.factor
                finishes[id_] = max(self.now, seen.started, seen.resumes) + rest
                if seen.finished is not None:
                    finishes[id_] = seen.finished
        return finishes

    def _start(self, step: ForecastStep, finishes: Mapping[str, float]) -> float:
        """The start of a task that has not begun: now at the earliest, after its predecessors.

        It keeps the distance to them that it has in the plan, less the used share of the slack. One
        without predecessors is as late as the work as a whole is.
        """
        bounds = [self.now, step.earliest]
        bounds += [finishes[id_] for id_ in step.after if id_ in finishes]
        links = [link for link in step.links if link.task in finishes]
        if not links:
            late = max(0.0, self.now - self.reached)
            return max(step.start + late, *bounds)
        slacks = [self._slack(step, link) for link in links]
        least = min(slacks)
        for link, slack in zip(links, slacks, strict=True):
            event = (finishes if link.kind[0] == "F" else self.starts)[link.task]
            length = step.length * self.pace.factor if link.kind[1] == "F" else 0.0
            kept = least + (slack - least) * (1 - self.pace.assumed.used_slack)
            bounds.append(event + link.lag + kept - length)
        return max(bounds)

    def _slack(self, step: ForecastStep, link: ForecastLink) -> float:
        """The time by which the plan has a task later than a link asks for."""
        before = self.by_id[link.task]
        event = before.finish if link.kind[0] == "F" else before.start
        return (step.finish if link.kind[1] == "F" else step.start) - event - link.lag


def _median(values: Sequence[float], weights: Sequence[float]) -> float:
    """The value below and above which lies half of the weight."""
    pairs = sorted(zip(values, weights, strict=True))
    sums = list(accumulate(weight for _, weight in pairs))
    return next(
        value for (value, _), total in zip(pairs, sums, strict=True) if total >= sums[-1] / 2
    )


def ordered(steps: Iterable[ForecastStep]) -> list[str]:
    """The ids, each after those of its links, and of its people where that does not contradict."""
    steps = sorted(steps, key=lambda step: (step.start, step.finish))
    for people in (True, False):
        graph = {
            step.id: [link.task for link in step.links] + (list(step.after) if people else [])
            for step in steps
        }
        try:
            return [id_ for id_ in TopologicalSorter(graph).static_order() if id_ in graph]
        except CycleError:
            continue
    return [step.id for step in steps]
