"""Summaries made from a Phase column, where nothing else tells a structure, and their order."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from planner.language.text import key
from planner.phrase import phrase
from planner.project import Task
from planner.reading.tables import Row


def with_phases(tasks: Sequence[Task], rows: Sequence[Row]) -> tuple[Task, ...]:
    """The tasks, each run of one phase below a summary of that name.

    Left as they are if they have a structure already, or if a phase comes back after another.
    """
    field = "phase" if any(row.has("phase") for row in rows) else "parent"
    names = [row.text(field) if row.has(field) else "" for row in rows]
    if any(task.parent for task in tasks) or not any(names):
        return tuple(tasks)
    runs = [
        (name, [position for position, _ in members])
        for name, members in groupby(enumerate(names), key=lambda item: item[1])
    ]
    named = [key(name) for name, _ in runs if name]
    if len(set(named)) < len(named):
        message = phrase("phases that come back after another are not made summaries")
        rows[0].note("info", "scattered-phases", message, field)
        return tuple(tasks)
    taken = {key(task.id) for task in tasks}
    found: list[Task] = []
    for name, members in runs:
        if not name:
            found += [tasks[position] for position in members]
            continue
        summary = _summary(name, tasks[members[0]], taken)
        found.append(summary)
        found += [replace(tasks[n], parent=summary.id, level=2) for n in members]
    return tuple(found)


def gathered(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks, each below its summary, in their order.

    Codes and parents may name a summary further up: a row that was added at the end.
    """
    below: dict[str, list[Task]] = {}
    for task in tasks:
        below.setdefault(task.parent, []).append(task)
    found: list[Task] = []
    left = below.pop("", [])[::-1]
    while left:
        task = left.pop()
        found.append(task)
        left += below.pop(task.id, [])[::-1]
    return tuple(found) if len(found) == len(tasks) else tuple(tasks)


def _summary(name: str, first: Task, taken: set[str]) -> Task:
    name_key = name
    while key(name_key) in taken:
        name_key = f"Phase {name_key}"
    taken.add(key(name_key))
    return Task(id=name_key, name=name, source=first.source, unnumbered=True, summary=True)
