"""Summaries made from a Phase column, above the structure that else is told, if any."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from planner.language.text import key
from planner.phrase import phrase
from planner.project import Task
from planner.reading.tables import Row


def with_phases(tasks: Sequence[Task], rows: Sequence[Row]) -> tuple[Task, ...]:
    """The tasks, those of one phase below a summary of that name.

    Left as they are if they have a structure that the phases do not stand above, or if many phases
    come back after others: such words sort the tasks, they do not divide the work.
    """
    field = "phase" if any(row.has("phase") for row in rows) else "parent"
    names = [row.text(field) if row.has(field) else "" for row in rows]
    if not any(names) or (any(task.parent for task in tasks) and not _above(tasks, names)):
        return tuple(tasks)
    tops = [position for position, task in enumerate(tasks) if not task.parent]
    runs = [
        (name, [position for position, _ in members])
        for name, members in groupby(((n, names[n]) for n in tops), key=lambda item: item[1])
    ]
    named = [key(name) for name, _ in runs if name]
    if len(named) > _SCATTERED * len(set(named)):
        message = phrase("phases that come back after another are not made summaries")
        rows[0].note("info", "scattered-phases", message, field)
        return tuple(tasks)
    if len(set(named)) < len(named):
        message = phrase("rows that stand apart from the others of their phase are put below it")
        rows[0].note("info", "scattered-phases", message, field)
    return tuple(_below_phases(tasks, runs))


_SCATTERED = 1.5
"""For each phase at most so many runs of its rows, on the mean."""


def _above(tasks: Sequence[Task], names: Sequence[str]) -> bool:
    """Whether phases group the summaries: all of the first level have one, of another name."""
    tops = [n for n, task in enumerate(tasks) if not task.parent]
    phases = {key(names[n]) for n in tops}
    called = {key(task.name) for task in tasks if task.summary}
    return "" not in phases and len(phases) > 1 and not phases & called


def _below_phases(
    tasks: Sequence[Task], runs: Sequence[tuple[str, Sequence[int]]]
) -> Iterator[Task]:
    """The tasks, each run of the first level, with what stands below it, under its phase."""
    taken = {key(task.id) for task in tasks}
    starts = {members[0]: name for name, members in runs}
    made: dict[str, Task] = {}
    summary: Task | None = None
    for position, task in enumerate(tasks):
        if position in starts:
            name = starts[position]
            summary = made.get(key(name))
            if name and summary is None:
                summary = made[key(name)] = _summary(name, task, taken)
                yield summary
        if summary is None:
            yield task
        else:
            yield replace(task, parent=task.parent or summary.id, level=task.level + 1)


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
