"""The tasks of a plan with their dates: as the file has them, or as they were planned."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from planner.audit.own_clocks import OwnClocks, finish_of, start_of
from planner.plan import Plan
from planner.project import Project, Resource, Task, end_of
from planner.translate.times import Times
from planner.worktime.clock import WorkClock
from planner.worktime.moments import DAY, moment
from planner.worktime.shapes import MinuteSpans

_MARGIN = 400
"""Days after the last date that lags and dates without a finish are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A task with dates, in moments; at midnight a start begins and a finish ends a day.

    Args:
        row: Its position in the project.
        people: Who does it: position in the resources and units. Nobody of a seat that is still
            to be filled.
        spans: Who was planned to work when, by position; empty where only the dates are known.
        given: S if the start is known, F if the finish is; the other is worked out. A milestone
            has a finish only.
        by_day: Those of them that are days without times.
    """

    row: int
    task: Task
    start: int
    finish: int
    people: tuple[tuple[int, float], ...] = ()
    spans: Mapping[int, MinuteSpans] = field(default_factory=dict)
    given: str = "SF"
    by_day: str = ""

    @property
    def days(self) -> range:
        """The ordinals of the days it touches."""
        return range(self.start // DAY, max(self.start, self.finish - 1) // DAY + 1)


@dataclass(frozen=True, kw_only=True)
class DatedPlan:
    """All tasks of a plan that have dates, and the working times of all people.

    `undated` holds the tasks without dates, which are not judged.
    """

    project: Project
    times: Times
    clock: WorkClock
    dated: tuple[Dated, ...]
    undated: tuple[Task, ...]

    @cached_property
    def clocks(self) -> OwnClocks:
        """The working times by which its tasks run."""
        return _clocks(self.times, [when for one in self.dated for when in (one.start, one.finish)])

    @property
    def by_id(self) -> dict[str, Dated]:
        """The dated tasks by their ids."""
        return {one.task.id: one for one in self.dated}


def as_it_stands(project: Project) -> DatedPlan:
    """The plan that the file holds: actual dates, else starts and finishes, else a baseline's."""
    times = Times(project=project, workers=project.resources)
    leaves = [(row, task) for row, task in enumerate(project.tasks) if not task.summary]
    told = {row: _told(task) for row, task in leaves}
    known = [when for pair in told.values() for when in pair if when is not None]
    clock, clocks = _clock(times, known), _clocks(times, known)
    dated = tuple(_dated(project, clocks, row, task, told[row]) for row, task in leaves)
    return DatedPlan(
        project=project,
        times=times,
        clock=clock,
        dated=tuple(one for one in dated if one is not None),
        undated=tuple(t for (_, t), one in zip(leaves, dated, strict=True) if one is None),
    )


def as_planned(plan: Plan) -> DatedPlan:
    """The plan that was made."""
    project = plan.project
    position = {resource.name: k for k, resource in enumerate(project.resources)}
    found: list[Dated] = []
    known: list[int] = []
    for row, planned in enumerate(plan.rows):
        if planned.task.summary or planned.start is None or planned.finish is None:
            continue
        spans: dict[int, MinuteSpans] = {}
        bookings = [one for one in planned.bookings if one.resource in position]
        for one in bookings:
            pieces = tuple((moment(a), moment(b)) for a, b in one.spans)
            who = position[one.resource]
            spans[who] = (*spans.get(who, ()), *pieces)
        people = tuple((position[one.resource], one.units) for one in bookings)
        start, finish = moment(planned.start), moment(planned.finish)
        known += (start, finish)
        one_dated = Dated(row=row, task=planned.task, start=start, finish=finish, people=people)
        found.append(replace(one_dated, spans=spans))
    times = Times(project=project, workers=project.resources)
    left_out = tuple(r.task for r in plan.rows if not r.task.summary and r.start is None)
    clock = _clock(times, known)
    return DatedPlan(
        project=project, times=times, clock=clock, dated=tuple(found), undated=left_out
    )


def _clock(times: Times, known: Sequence[int]) -> WorkClock:
    """The project's working time from its first date on."""
    return WorkClock(times.standard, *_laid_out(times, known))


def _clocks(times: Times, known: Sequence[int]) -> OwnClocks:
    return OwnClocks(times, *_laid_out(times, known))


def _laid_out(times: Times, known: Sequence[int]) -> tuple[int, int]:
    """The first and the last day, ordinals, on which working time is counted."""
    first = min(known, default=moment(times.project.start)) // DAY
    return first, max(first, max(known, default=0) // DAY) + _MARGIN


def _told(task: Task) -> tuple[int | None, int | None]:
    """Start and finish as moments; a finish at midnight is the end of that day."""
    progress = task.progress
    start = progress.actual_start or task.current_start or task.baseline_start
    finish = progress.actual_finish or task.current_finish
    if finish is None and start == task.baseline_start:
        finish = task.baseline_finish
    return (
        None if start is None else moment(start),
        None if finish is None else moment(end_of(finish)),
    )


def _dated(
    project: Project,
    clocks: OwnClocks,
    row: int,
    task: Task,
    told: tuple[int | None, int | None],
) -> Dated | None:
    """The task with its dates; one of two is worked out from its duration or its work."""
    start, finish = told
    people = tuple(_named(project, task))
    given = "".join(one for one, when in zip("SF", told, strict=True) if when is not None)
    by_day = "".join(
        one for one, when in zip("SF", told, strict=True) if when is not None and when % DAY == 0
    )
    if start is not None and finish is None:
        whole_day = DAY if task.milestone and by_day else 0
        finish = finish_of(clocks.runs(task, people), start) + whole_day
    elif finish is not None and start is None:
        start = start_of(clocks.runs(task, people), finish)
    if start is None or finish is None:
        return None
    return Dated(
        row=row,
        task=task,
        start=finish if task.milestone else start,
        finish=max(start, finish),
        people=people,
        given="F" if task.milestone else given,
        by_day=("F" if given[-1] in by_day else "") if task.milestone else by_day,
    )


def _named(project: Project, task: Task) -> Iterator[tuple[int, float]]:
    """Who is named for a task and leaves nothing to choose."""
    position = {resource.name: k for k, resource in enumerate(project.resources)}
    for need in task.needs:
        for name in need.names if len(need.names) == need.count else ():
            k = position.get(name)
            if k is not None and project.resources[k].kind != "material":
                yield k, min(need.units, _most(project.resources[k]))


def _most(resource: Resource) -> float:
    return max(term.max_units for term in resource.there)
