"""Finds tasks that keep the dates of the present plan, and makes columns the published plan."""

from dataclasses import replace
from datetime import datetime

from planner.project import Project, Task, end_of
from planner.tracking.records import Previous, PreviousTask
from planner.worktime.named import worktimes
from planner.worktime.walk import after, next_start


def with_kept(project: Project) -> Project:
    """Marks the tasks as kept whose dates alone say when they take place.

    A link of a summary also binds its tasks. A hard date, or a start that is only a lower limit, is
    no present plan.
    """
    linked = _linked(project.tasks)
    tasks = tuple(
        replace(task, kept=True) if _dated(task) and task.id not in linked else task
        for task in project.tasks
    )
    return replace(project, tasks=tasks)


def _dated(task: Task) -> bool:
    return (
        not task.summary
        and not task.spans
        and (task.current_start is not None or task.current_finish is not None)
    )


def _linked(tasks: tuple[Task, ...]) -> set[str]:
    """The IDs of tasks that have a link, or lie below a summary that has one."""
    ends = {task.id for task in tasks if task.dependencies}
    ends |= {link.task for task in tasks for link in task.dependencies}
    below = set(ends)
    for task in tasks:  # a summary comes before its tasks
        if task.parent in below:
            below.add(task.id)
    return below


def with_published(project: Project) -> Project:
    """Takes Start, Finish and people of the columns as the published plan.

    Only where the settings say that a plan was published, and no result sheet contains it.
    """
    day = project.settings.published
    if day is None or project.previous is not None:
        return project
    times = worktimes(project)

    def known(task: Task, start: datetime) -> PreviousTask:
        calendar = times.get(task.calendar, times[""])
        begin = next_start(calendar, start)
        finish = task.current_finish
        return PreviousTask(
            name=task.title,
            start=begin,
            finish=end_of(finish) if finish else after(calendar, begin, task.duration or 0),
            people=_people(task),
        )

    tasks = {
        task.id: known(task, task.current_start)
        for task in project.tasks
        if not task.summary and task.current_start is not None
    }
    previous = Previous(tasks=tasks, origin="columns", published=True, made=day)
    return replace(project, previous=previous) if tasks else project


def _people(task: Task) -> tuple[str, ...]:
    """The people named for a task; empty where somebody is still to be chosen."""
    plain = all(len(need.names) == 1 and not need.skill for need in task.needs)
    return tuple(need.names[0] for need in task.needs) if plain else ()
