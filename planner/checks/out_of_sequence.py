"""Tasks that are not done by their records though what waits for them has begun or is done."""

from collections.abc import Iterator, Mapping, Sequence

from planner.checks.spans import spanned
from planner.errors import Issue
from planner.language.text import first_few
from planner.phrase import phrase
from planner.project import Dependency, Project, Task
from planner.schema.progress_columns import PERCENT_COLUMNS

_SHOWN = 8
_CELLS = (*PERCENT_COLUMNS.values(), "actual_finish", "status", "remaining_duration")
"""The columns in which a task is told to be done, those that say it first."""


def out_of_sequence(project: Project) -> Iterator[Issue]:
    """A remark on tasks that are planned after what waits for them, by records that are settled."""
    tasks = {task.id: task for task in project.tasks}
    parts = {
        project.tasks[k].id: [project.tasks[part] for part in inside]
        for k, inside in spanned(project.tasks).items()
    }
    found: dict[str, list[str]] = {}
    for after in project.tasks:
        for link in after.dependencies:
            before = tasks.get(link.task)
            if before is not None and _contradict(link, before, after, parts):
                found.setdefault(before.id, []).append(after.id)
    if found:
        yield _remark([(tasks[id_], waiting) for id_, waiting in found.items()])


def _contradict(
    link: Dependency, before: Task, after: Task, parts: Mapping[str, list[Task]]
) -> bool:
    """Whether the later event of a link is recorded and the earlier one is not; leads may be so."""
    if link.lag.amount < 0:
        return False
    return _came(after, link.kind[1], parts) and not _came(before, link.kind[0], parts)


def _came(task: Task, event: str, parts: Mapping[str, list[Task]]) -> bool:
    """Whether the start (S) or the finish (F) of a task, or of a phase, is recorded."""
    inside = parts.get(task.id, [task])
    if event == "S":
        return any(one.progress.begun for one in inside)
    return bool(inside) and all(one.progress.done for one in inside)


def _remark(found: Sequence[tuple[Task, list[str]]]) -> Issue:
    """One remark on them all, at the first of them."""
    task = found[0][0]
    place = next((name for name in _CELLS if name in task.source.columns), "name")
    told = [f"{before.id} ({', '.join(waiting)})" for before, waiting in found]
    return task.source.issue(
        "undone-before-done",
        phrase(
            "tasks are not done by their records, though what waits for them has begun or is done: "
            "{tasks}; what is left of them is planned after the status date",
            tasks=first_few(told, _SHOWN),
        ),
        place,
        got=task.name,
        remedy=phrase("record them as done, or take out the links to them that did not hold"),
        severity="warning",
    )
