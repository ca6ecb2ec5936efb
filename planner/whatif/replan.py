"""Plans a changed project, with all else as it was: the same plan, seed and limit to begin with.

The plan at hand is carried over to the changed project by names, as it stands or with its tasks as
early as they then can, in their order, whichever is better; the search goes on from there. The base
is planned the same way, so that a difference comes from the change.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from itertools import takewhile

from models.check import violations
from models.measures.goals import value
from models.problem import Problem
from models.schedule import Assignment, Extra, Schedule
from models.schedule import Task as Placed
from models.search.left_shift import earliest
from models.solve import SolveOptions, solve
from models.solve.outcome import Result
from planner.analysis.plan_of_schedule import to_plan
from planner.checks.validate import validate
from planner.errors import Issue
from planner.language.words import ENGLISH, Words
from planner.plan import GoalValue, Plan, Status
from planner.project import Project
from planner.translate import Translation, to_problem
from planner.translate.translation import ActivityRole
from planner.worktime.moments import moment

STRETCHES = (1.0, 4.0)
"""Lengths of the time axis to try: a plan that does not fit the first may fit the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a task stands in a plan.

    Args:
        start, end: In minutes.
        mode: Its way.
        people: Who is on which seat.
        overtime: Who works overtime on it, and from when to when.
        breaks: From when to when it is interrupted.
    """

    start: int
    end: int
    mode: int
    people: tuple[tuple[int, str], ...]
    overtime: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = ()
    breaks: tuple[tuple[int, int], ...] = ()


Stands = Mapping[tuple[str, ActivityRole], Stand | None]
"""The tasks of a plan, and what stands for summaries; None is left out."""


def stands(translation: Translation, schedule: Schedule) -> Stands:
    """A schedule by names."""
    tasks = translation.project.tasks
    return {
        (tasks[origin.row].id, origin.role): None if placed is None else _stand(translation, placed)
        for origin, placed in zip(translation.origins, schedule.tasks, strict=True)
    }


def _stand(translation: Translation, placed: Placed) -> Stand:
    workers, grid = translation.crew.workers, translation.grid

    def span(start: int, end: int) -> tuple[int, int]:
        return moment(grid.opening(start)), moment(grid.closing(end))

    start, end = span(placed.start, placed.end)
    return Stand(
        start=start,
        end=end,
        mode=placed.mode,
        people=tuple((one.seat, workers[one.resource].name) for one in placed.assignments),
        overtime=tuple(
            (workers[extra.resource].name, tuple(span(*one) for one in extra.spans))
            for extra in placed.overtime
        ),
        breaks=tuple(
            (moment(grid.closing(first)), moment(grid.opening(last)))
            for first, last in placed.breaks
        ),
    )


def carried(translation: Translation, known: Stands) -> Schedule | None:
    """A plan in a changed project, as it stands or as early as it can; None if it does not fit."""
    stays = placed(translation, known)
    if stays is None or not _fills(translation.problem, stays):
        return None
    problem, goals = translation.problem, translation.objective.goals
    early = earliest(problem, stays)
    fitting = [one for one in (early, stays) if one is not None and not violations(problem, one)]
    return min(fitting, key=lambda one: [value(problem, one, goal) for goal in goals], default=None)


def fits(translation: Translation, known: Stands) -> bool:
    """Whether a plan is possible in a changed project just as it stands."""
    stays = placed(translation, known)
    if stays is None or not _fills(translation.problem, stays):
        return False
    return not violations(translation.problem, stays)


def placed(translation: Translation, known: Stands) -> Schedule | None:
    """The tasks where they stand; None if somebody is missing or does something else."""
    number = {worker.name: k for k, worker in enumerate(translation.crew.workers)}
    tasks, grid = translation.project.tasks, translation.grid

    def span(start: int, end: int) -> tuple[int, int]:
        first = grid.first_start(start)
        return first, max(first, grid.last_end(end))

    placed: list[Placed | None] = []
    for k, origin in enumerate(translation.origins):
        stand = known.get((tasks[origin.row].id, origin.role))
        if stand is None:
            placed.append(None)
            continue
        if stand.mode >= len(translation.problem.activities[k].modes) or any(
            name not in number for _, name in stand.people
        ):
            return None
        start, end = span(stand.start, stand.end)
        people = tuple(Assignment(seat=s, resource=number[name]) for s, name in stand.people)
        extras = tuple(
            Extra(resource=number[name], spans=tuple(span(*one) for one in spans))
            for name, spans in stand.overtime
        )
        one = Placed(start=start, end=end, mode=stand.mode, assignments=people, overtime=extras)
        breaks = ((grid.last_end(a), grid.first_start(b)) for a, b in stand.breaks)
        placed.append(replace(one, breaks=tuple(breaks)))
    return Schedule(tasks=tuple(placed))


def _fills(problem: Problem, schedule: Schedule) -> bool:
    """Whether what has to be done is, by people who may, in evenings that there are."""
    for placed, activity in zip(schedule.tasks, problem.activities, strict=True):
        if placed is None:
            if not activity.optional:
                return False
            continue
        seats = activity.modes[placed.mode].seats
        for one in placed.assignments:
            if one.seat >= len(seats) or one.resource not in seats[one.seat].group:
                return False
        if any(start >= end for extra in placed.overtime for start, end in extra.spans):
            return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A project to plan and how to do it; it can be sent to another process.

    Args:
        project: Changed, or as it is.
        goals: As `planner.pipeline.Options`.
        known: The plan to begin with.
        limits: Of the search.
        stretch: Length of the time axis of the plan at hand.
        from_scratch: As `planner.pipeline.Options`.
        leads_nowhere: As for `to_problem`: as in the plan at hand, so that both have its goals.
    """

    project: Project
    goals: tuple[str, ...] = ()
    known: Stands = field(default_factory=dict)
    limits: SolveOptions = field(default_factory=SolveOptions)
    stretch: float = 1.0
    from_scratch: bool = False
    leads_nowhere: bool | None = None

    @property
    def as_it_stands(self) -> bool:
        """Whether the plan to begin with already is one of the project."""
        if any(issue.severity == "error" for issue in validate(self.project)):
            return False
        return fits(self.translation(self.stretch), self.known)

    def translation(self, stretch: float) -> Translation:
        """The translation of the project, on an axis of some length."""
        return to_problem(
            self.project,
            goals=self.goals,
            stretch=stretch,
            from_scratch=self.from_scratch,
            leads_nowhere=self.leads_nowhere,
        )

    def __call__(self, stop: Callable[[], bool] = lambda: False) -> "Replanned":
        """Plans it, and keeps what a comparison needs."""
        return outcome(self.plan(stop=stop))

    def plan(self, words: Words = ENGLISH, stop: Callable[[], bool] = lambda: False) -> "Tried":
        """Plans it; once `stop` is true, the best plan so far is taken."""
        faults = tuple(issue for issue in validate(self.project) if issue.severity == "error")
        if faults:
            return Tried(status="infeasible", faults=faults)
        first: Translation | None = None
        for stretch in (self.stretch, *(s for s in STRETCHES if s > self.stretch)):
            translation = self.translation(stretch)
            known = carried(translation, self.known) if self.known else None
            result = solve(
                translation.problem, translation.objective, self.limits, known=known, stop=stop
            )
            if result.schedule is not None:
                plan = to_plan(translation, result.schedule, result=result, words=words)
                return Tried(
                    status=result.status, plan=plan, translation=translation, result=result
                )
            first = first or translation
            if stop():
                break
        return Tried(status=result.status, translation=translation, first=first, result=result)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The outcome of a trial: a plan, faults of the project, or reasons why there is none.

    `first` is the translation on the axis of the plan at hand, where there is no plan.
    """

    status: Status
    plan: Plan | None = None
    translation: Translation | None = None
    first: Translation | None = None
    result: Result | None = None
    faults: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """The figures of a trial that are compared.

    Args:
        goals: In order, each with its value and proved bound.
        late: By task with a deadline, working days after it.
        step: As `Plan.step`.
        stands: The plan, for others to begin with.
    """

    status: Status
    goals: tuple[GoalValue, ...] = ()
    start: datetime = datetime.min
    finish: datetime = datetime.min
    cost: Decimal = Decimal(0)
    penalties: Decimal = Decimal(0)
    late: Mapping[str, float] = field(default_factory=dict)
    step: int | None = None
    stands: Stands = field(default_factory=dict)

    @property
    def days_late(self) -> float:
        """Days late over all deadlines."""
        return round(sum(self.late.values()), 4)


def outcome(tried: Tried) -> Replanned:
    """The figures of a trial."""
    plan, translation, result = tried.plan, tried.translation, tried.result
    if plan is None or translation is None or result is None or result.schedule is None:
        return Replanned(status=tried.status)
    return replace(of_plan(plan), stands=stands(translation, result.schedule))


def of_plan(plan: Plan) -> Replanned:
    """The figures of a plan."""
    rows = [row for row in plan.rows if row.days_late is not None]
    return Replanned(
        status=plan.status,
        goals=plan.goals,
        start=plan.start,
        finish=plan.finish,
        cost=plan.cost,
        penalties=plan.penalties,
        late={row.task.id: row.days_late or 0 for row in rows},
        step=plan.step,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The first goal in which two plans differ, and by how much.

    Args:
        goal, unit: Which.
        gain: How much less of it the second has; 0 if no goal differs.
        least: Proved: no plan without the change comes nearer than this to the second. 0 if
            nothing is proved.
        proved: Whether, where there is no gain, it is proved that there is none.
        unsettled: Whether a gain of which nothing is proved may well be one of planning longer:
            more may be made of a goal before it, or of this one `_LITTLE` times as much and more.
    """

    goal: str = ""
    unit: str = ""
    gain: float = 0.0
    least: float = 0.0
    proved: bool = False
    unsettled: bool = False


_LITTLE = 10
"""A gain that is this many times less than what the base's bound leaves open may be chance."""
NEAR = 1e-3
"""Values of goals that differ by no more are equal: four digits are shown."""


def difference(base: Replanned, other: Replanned) -> Difference:
    """Compares in the order of the goals; what comes after the first difference is its price.

    A change may add a goal or take one away, such as wishes for somebody who is not asked. It is
    not compared, and nothing is proved of what comes after it; where more could be made of it,
    neither is that compared, as it would change with it.
    """
    pairs = shared_goals(base, other)
    proved = least = base.step == other.step
    settled = True
    for before, after in pairs:
        between = _between(base, pairs, before) + _between(other, pairs, after)
        if any(best_of(goal) > goal.bound + NEAR for goal in between):
            return Difference()
        proved, least = proved and not between, least and not between
        was, now = best_of(before), best_of(after)
        gain = was - now
        if gain > NEAR:
            sure = max(0.0, min(gain, before.bound - now)) if least else 0.0
            sure = sure if sure > NEAR else 0.0
            settled = settled and gain * _LITTLE >= was - before.bound
            return Difference(
                goal=before.name,
                unit=before.unit,
                gain=gain,
                least=sure,
                proved=sure > 0,
                unsettled=not (sure or settled),
            )
        if gain < -NEAR:
            return Difference(goal=before.name, unit=before.unit, gain=gain)
        proved = proved and now <= after.bound + NEAR
        settled = settled and was <= before.bound + NEAR
    return Difference(proved=proved and alike(base, other))


def _between(
    outcome: Replanned, pairs: Sequence[tuple[GoalValue, GoalValue]], until: GoalValue
) -> list[GoalValue]:
    """The goals before one of them that the other plan does not have."""
    shared = {before.name for before, _ in pairs}
    earlier = takewhile(lambda goal: goal.name != until.name, outcome.goals)
    return [goal for goal in earlier if goal.name not in shared]


def shared_goals(base: Replanned, other: Replanned) -> list[tuple[GoalValue, GoalValue]]:
    """The goals that both plans have, in the order of the first."""
    theirs = {goal.name: goal for goal in other.goals}
    return [(goal, theirs[goal.name]) for goal in base.goals if goal.name in theirs]


def alike(base: Replanned, other: Replanned) -> bool:
    """Whether both have the same goals and steps, so that bounds of one say something of both."""
    theirs, names = ([goal.name for goal in one.goals] for one in (base, other))
    return base.step == other.step and theirs == names


def best_of(goal: GoalValue) -> float:
    """The best value found of a goal, before later ones took its tolerance."""
    return goal.value if goal.best is None else goal.best
