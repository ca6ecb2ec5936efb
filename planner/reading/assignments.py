"""The sheet Assignments: who works on which task, as Microsoft Project exports it."""

from collections.abc import Sequence
from dataclasses import replace

from planner.language.text import key
from planner.phrase import phrase
from planner.project import Need, Resource, Task
from planner.reading.tables import Row, Table
from planner.reading.values import share


def with_assignments(
    tasks: Sequence[Task],
    task_uids: dict[str, str],
    resources: Sequence[Resource],
    resource_uids: dict[str, str],
    table: Table,
) -> tuple[Task, ...]:
    """Adds the people that the table names to the tasks; a task that names its own keeps them.

    Args:
        tasks: All tasks.
        task_uids: Unique ID of a task → its ID.
        resources: All resources.
        resource_uids: Unique ID of a resource → its name.
        table: The assignments.
    """
    ids = {key(task.name): task.id for task in tasks} | {key(task.id): task.id for task in tasks}
    names = {key(resource.name): resource.name for resource in resources}
    needs: dict[str, list[Need]] = {}
    for row in table.rows():
        task = _found(row, "task", ids, task_uids)
        who = _found(row, "who", names, resource_uids)
        if task is not None and who is not None:
            units = row.take("units", share)
            need = Need(names=(who,), units=1 if units is None else units)
            needs.setdefault(task, []).append(need)
    return tuple(
        replace(task, needs=tuple(needs[task.id])) if task.id in needs and not task.needs else task
        for task in tasks
    )


def _found(row: Row, field: str, names: dict[str, str], uids: dict[str, str]) -> str | None:
    """The object that a cell refers to, by name, ID or unique ID; notes an unknown reference."""
    unique = f"{field}_uid"
    found = names.get(key(row.text(field))) or uids.get(key(row.text(unique)))
    used = field if row.has(field) else unique
    if found is None and row.has(used) and row.text(used) != "0":
        what = phrase("task") if field == "task" else phrase("resource")
        message = phrase("no {what} has this name or number; the row is left out", what=what)
        row.note("warning", f"unknown-{what}", message, used, phrase("correct it"))
    return found
