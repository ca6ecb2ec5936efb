"""Which tasks keep the dates of the present plan: those with dates that are in no link."""

from dataclasses import replace

from planner.project import Project, Task


def with_kept(project: Project) -> Project:
    """The project, its tasks marked as kept where nothing but their dates says when they are.

    A link of a summary binds the tasks below it; a hard date or a start that is only a bound is
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
    """The ids of tasks in a link, or below a summary in one."""
    ends = {task.id for task in tasks if task.dependencies}
    ends |= {link.task for task in tasks for link in task.dependencies}
    below = set(ends)
    for task in tasks:  # a summary stands before its tasks
        if task.parent in below:
            below.add(task.id)
    return below
