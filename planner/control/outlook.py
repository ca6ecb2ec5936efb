"""The forecast of a project: its baseline carried on from the status date, and why in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from planner.checks.recorded import settled
from planner.checks.spans import spanned
from planner.control.forecast import (
    USUAL,
    Assumptions,
    Forecast,
    ForecastLink,
    ForecastStep,
    Observed,
    forecast,
)
from planner.control.project_clock import ProjectClock, project_clock
from planner.language.words import ENGLISH, Words
from planner.project import Constraint, Dependency, Lag, Project, Task
from planner.tracking.records import Baseline, Previous, PreviousTask


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDates:
    """The dates and the people of a task."""

    start: datetime
    finish: datetime
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A forecast in dates: by the plan's order, by earned schedule, and the mean of the two.

    `instead`: The plan made now is carried on in place of the baseline, which would end sooner.
    """

    finish: datetime
    by_plan: datetime
    by_schedule: datetime
    forecast: Forecast
    instead: bool = False


def outlook(
    project: Project,
    plan: Baseline | Previous,
    assumed: Assumptions = USUAL,
) -> Outlook | None:
    """The forecast of a project, by the records until its status date.

    Args:
        project: With what is recorded in its tasks.
        plan: What is carried on. Tasks without dates in it do not count.
        assumed: What is assumed where nothing is observed.

    Returns:
        None without a status date, or where the plan has no dates.
    """
    standing = stand(project, plan)
    if standing is None:
        return None
    return in_dates(standing, forecast(standing.steps, standing.observed, standing.now, assumed))


def in_dates(standing: "Remainder", found: Forecast) -> Outlook:
    """A forecast on the project's clock, in dates."""
    clock = standing.clock
    return Outlook(
        finish=clock.when(found.finish),
        by_plan=clock.when(found.by_plan),
        by_schedule=clock.when(found.by_schedule),
        forecast=found,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder:
    """A plan and what is recorded at a status date, `now` on the clock."""

    clock: ProjectClock
    now: float
    steps: tuple[ForecastStep, ...]
    observed: Mapping[str, Observed]


def stand(project: Project, plan: Baseline | Previous) -> Remainder | None:
    """The tasks that a plan has dates for, and what is recorded of them, on the project's clock.

    None without a status date, or where the plan has no dates.
    """
    project, _ = settled(project)
    status = project.settings.status
    clock = _clock(project, plan)
    dates = dict(_dates(project, plan, clock))
    if status is None or not dates:
        return None
    seen = {
        task.id: one
        for task in project.tasks
        if task.id in dates and (one := _observed(task, clock))
    }
    return Remainder(
        clock=clock,
        now=clock.at(status),
        steps=tuple(_steps(project, dates, clock)),
        observed=seen,
    )


def _clock(project: Project, plan: Baseline | Previous) -> ProjectClock:
    """The project's working time, from before anything that is planned or recorded."""
    starts = [task.start for task in plan.tasks.values() if task.start]
    began = [task.progress.actual_start for task in project.tasks]
    return project_clock(project, min([project.start, *starts, *(when for when in began if when)]))


def _dates(
    project: Project, plan: Baseline | Previous, clock: ProjectClock
) -> Iterator[tuple[str, TaskDates]]:
    """The planned dates of each task of work; a missing finish is worked out."""
    alone = {one.name for one in project.resources if one.max_units <= 1}
    for task in project.tasks:
        before = plan.tasks.get(task.id)
        if before is None or task.summary or task.spans or before.start is None:
            continue
        people = before.people if isinstance(before, PreviousTask) else tuple(_named(task))
        yield (
            task.id,
            TaskDates(
                start=before.start,
                finish=before.finish or clock.after(before.start, _planned(task)),
                people=tuple(name for name in people if name in alone),
            ),
        )


def _planned(task: Task) -> float:
    """The duration its row gives a task, or the work for the fewest who may do it."""
    return task.duration if task.duration is not None else (task.work or 0) / task.heads[0]


def _named(task: Task) -> Iterator[str]:
    """The people whom a task takes in full, if its row names them."""
    for need in task.needs:
        if len(need.names) == 1 and need.units >= 1:
            yield need.names[0]


def _steps(
    project: Project, dates: Mapping[str, TaskDates], clock: ProjectClock
) -> Iterator[ForecastStep]:
    """The planned tasks on the clock."""
    order = _order(dates)
    parts = _parts(project.tasks)
    inherited = _inherited(project.tasks, parts)
    for task in project.tasks:
        if task.id in dates:
            own = (*task.dependencies, *inherited.get(task.id, ()))
            yield ForecastStep(
                id=task.id,
                start=clock.at(dates[task.id].start),
                finish=clock.at(dates[task.id].finish),
                links=tuple(_links(own, dates, parts, clock)),
                after=tuple(sorted(order.get(task.id, ()))),
                earliest=max((clock.at(when) for when in _bounds(task)), default=0),
            )


def _bounds(task: Task) -> Iterator[datetime]:
    """The dates before which a task may not start."""
    yield from (when for when in (task.earliest_start, task.blocked_until) if when)
    for kind, when in task.hard_dates:
        if kind in (Constraint.SNET, Constraint.MSO):
            yield when


def _order(dates: Mapping[str, TaskDates]) -> dict[str, set[str]]:
    """For each task those that one of its people does just before it."""
    rows: dict[str, list[tuple[datetime, datetime, str]]] = {}
    for id_, one in dates.items():
        for name in one.people:
            rows.setdefault(name, []).append((one.start, one.finish, id_))
    found: dict[str, set[str]] = {}
    for row in rows.values():
        for (_, finish, first), (start, _, second) in pairwise(sorted(row)):
            if finish <= start and first != second:
                found.setdefault(second, set()).add(first)
    return found


def _parts(tasks: Sequence[Task]) -> dict[str, tuple[str, ...]]:
    """The tasks of work that each phase and hammock runs with."""
    return {
        tasks[whole].id: tuple(tasks[part].id for part in inside)
        for whole, inside in spanned(tasks).items()
    }


def _inherited(
    tasks: Sequence[Task], parts: Mapping[str, tuple[str, ...]]
) -> dict[str, list[Dependency]]:
    """The links of phases that hold the start of each task in them."""
    found: dict[str, list[Dependency]] = {}
    for task in tasks:
        if task.summary:
            starts = [link for link in task.dependencies if link.kind in ("FS", "SS")]
            for part in parts.get(task.id, ()):
                found.setdefault(part, []).extend(starts)
    return found


def _links(
    dependencies: Iterable[Dependency],
    dates: Mapping[str, TaskDates],
    parts: Mapping[str, tuple[str, ...]],
    clock: ProjectClock,
) -> Iterator[ForecastLink]:
    """Links between tasks of work; those to a phase are to its last task, or to its first."""
    for one in dependencies:
        ends = one.kind[0] == "F"
        whole = [id_ for id_ in parts.get(one.task, (one.task,)) if id_ in dates]
        if not whole:
            continue
        chosen = whole if ends else [min(whole, key=lambda id_: dates[id_].start)]
        for id_ in chosen:
            event = dates[id_].finish if ends else dates[id_].start
            yield ForecastLink(task=id_, kind=one.kind, lag=_lag(one.lag, dates[id_], event, clock))


def _lag(lag: Lag, before: TaskDates, event: datetime, clock: ProjectClock) -> float:
    """A lag in working minutes; on the wall clock it is counted from where the plan has it."""
    amount = lag.amount
    if lag.unit.percent:
        whole = before.finish - before.start
        elapsed = whole / timedelta(minutes=1) if lag.unit.elapsed else None
        amount *= (clock.worked(before.start, before.finish) if elapsed is None else elapsed) / 100
    if lag.unit.elapsed:
        return clock.at(event + timedelta(minutes=amount)) - clock.at(event)
    return amount


def _observed(task: Task, clock: ProjectClock) -> Observed | None:
    """The records of a task; None where it has not begun."""
    told = task.progress
    if told.actual_start is None:
        return None
    left = told.remaining_duration
    return Observed(
        started=clock.at(told.actual_start),
        finished=None if told.actual_finish is None else clock.at(told.actual_finish),
        done=_done(task),
        left=left / task.duration if left is not None and task.duration else None,
        resumes=0 if told.resume is None else clock.at(told.resume),
    )


def _done(task: Task) -> float:
    """The share that is done: as recorded, else by what remains, else by the work spent."""
    told = task.progress
    if told.percent is not None:
        return told.percent
    for left, whole in ((told.remaining_duration, task.duration), (told.remaining_work, task.work)):
        if left is not None and whole:
            return max(0.0, 1 - left / whole)
    return min(1.0, (told.actual_work or 0) / task.work) if task.work else 0.0


def why(outlook: Outlook, say: Words = ENGLISH) -> str:
    """The forecast in words: what was observed, what follows for the rest, and the two dates."""
    pace = outlook.forecast.pace
    seen = say("No task tells yet how long work takes.")
    if pace.observed is not None:
        count = pace.finished + pace.under_way
        seen = say(
            "Typically, what is done took {observed} times its planned time ({tasks}, {share} of "
            "the planned work).",
            observed=say.number(pace.observed, ".2f"),
            tasks=say.count(count, "task"),
            share=say.number(pace.seen, ".0%"),
        )
    rest = say(
        "What remains is forecast at {factor} times its plan ({expected} is expected of any work): "
        "{plan} in the plan's order, {schedule} by earned schedule, {finish} midway.",
        factor=say.number(pace.factor, ".2f"),
        expected=say.number(pace.assumed.expected, ".2f"),
        plan=say.day(outlook.by_plan),
        schedule=say.day(outlook.by_schedule),
        finish=say.day(outlook.finish),
    )
    more = say("The plan made now is carried on so, as it ends later than the baseline carried on.")
    return " ".join([seen, rest, more] if outlook.instead else [seen, rest])
