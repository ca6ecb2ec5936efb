"""The rules that a plan, as it stands, breaks after a change: the referee says it at once."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from models.check import violations
from planner.project import Project, Task, end_of
from planner.translate import to_problem
from planner.whatif.replan import Stands, placed
from planner.worktime.moments import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A rule that no longer holds, and its tasks (IDs); the rules are the referee's.

    ``deadline`` is a deadline that is now missed. ``gone`` means that the plan needs somebody who
    no longer exists, or that a task cannot be done in its planned way. ``new`` is a task that is
    not in the plan, given by its name. ``status`` are tasks that were to begin before a new status
    date, `when` (in ISO), and have not.
    """

    rule: str
    tasks: tuple[str, ...] = ()
    when: str = ""


def breaks(
    before: Project,
    project: Project,
    stands: Stands,
    finishes: Mapping[str, datetime],
    *,
    stretch: float,
    status: datetime | None = None,
) -> Iterator[Break]:
    """The rules that a plan breaks in a project with changes.

    Nothing else can be said of tasks that are new or cannot stay as they are planned. The breaks of
    the others are found as if those were missing, or unchanged. A task with recorded progress
    breaks nothing, because its past is no longer planned.

    Args:
        before: The project as it was planned.
        project: The project with the changes, without faults.
        stands: The plan's schedule, by names.
        finishes: ID → finish of the tasks that were not late.
        stretch: Length of the plan's time axis.
        status: The status date with which it is planned again.
    """
    known, changed = {task.id: task for task in before.tasks}, project
    new = {task.id: task.name for task in project.tasks if task.id not in known}
    if new:
        yield Break(rule="new", tasks=tuple(new.values()))
        project = _without(project, new)
    noted = {t.id for t in project.tasks if t.progress != known[t.id].progress}
    project = replace(project, tasks=tuple(_as_recorded(t, known, noted) for t in project.tasks))
    found = list(_breaks(project, stands, stretch=stretch))
    shapeless = {task for one in found if one.rule == "shape" for task in one.tasks}
    if shapeless:
        tasks = tuple(known[task.id] if task.id in shapeless else task for task in project.tasks)
        found += _breaks(replace(project, tasks=tasks), stands, stretch=stretch)
    told = dict.fromkeys(found)
    yield from (one for one in told if not one.tasks or not noted.issuperset(one.tasks))
    yield from _missed(project, finishes)
    yield from _overdue(before, changed, stands, status)


def _as_recorded(task: Task, known: Mapping[str, Task], noted: Container[str]) -> Task:
    """A task with what was recorded of it before."""
    return replace(task, progress=known[task.id].progress) if task.id in noted else task


def _breaks(project: Project, stands: Stands, *, stretch: float) -> Iterator[Break]:
    translation = to_problem(project, stretch=stretch, from_scratch=True)
    schedule = placed(translation, stands)
    if schedule is None:
        yield Break(rule="gone")
        return
    tasks = project.tasks
    for one in violations(translation.problem, schedule):
        rows = dict.fromkeys(translation.origins[at].row for at in one.activities)
        yield Break(rule=one.rule, tasks=tuple(tasks[row].id for row in rows))


def _overdue(
    before: Project, project: Project, stands: Stands, now: datetime | None
) -> Iterator[Break]:
    """What was to begin before the status date and has not: it comes after that date."""
    was = before.settings.status_date
    if now is None or (was is not None and now <= was):
        return
    instant = moment(end_of(now))
    found = tuple(
        task.id
        for task in project.tasks
        if not (task.summary or task.progress.begun or task.progress.done)
        and (stand := stands.get((task.id, "task"))) is not None
        and stand.start < instant
    )
    if found:
        yield Break(rule="status", tasks=found, when=now.isoformat())


def _without(project: Project, gone: Container[str]) -> Project:
    """A project without some of its tasks, for which none of the others waits then."""
    left = (task for task in project.tasks if task.id not in gone)
    tasks = (
        replace(task, dependencies=tuple(one for one in task.dependencies if one.task not in gone))
        for task in left
    )
    return replace(project, tasks=tuple(tasks))


def _missed(project: Project, finishes: Mapping[str, datetime]) -> Iterator[Break]:
    """Deadlines that are missed as the tasks stand, and were not before."""
    for task in project.tasks:
        finish = finishes.get(task.id)
        if finish and task.deadline and finish > end_of(task.deadline):
            yield Break(rule="deadline", tasks=(task.id,))
