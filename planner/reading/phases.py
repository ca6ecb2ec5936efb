"""Makes summaries from a Phase column, above the other structure of the tasks, if any."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from planner.language.text import key
from planner.phrase import phrase
from planner.project import Task
from planner.reading.tables import Row


def with_phases(tasks: Sequence[Task], rows: Sequence[Row]) -> tuple[Task, ...]:
    """Puts the tasks of one phase below a summary of that name.

    Nothing changes if the tasks have a structure that the phases do not enclose, or if many phases
    return after others: then the words classify the tasks and do not divide the work.
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
"""The most runs of rows for each phase, on average."""


def _above(tasks: Sequence[Task], names: Sequence[str]) -> bool:
    """Whether phases group the summaries: each of the first level has a phase of another name."""
    tops = [n for n, task in enumerate(tasks) if not task.parent]
    phases = {key(names[n]) for n in tops}
    called = {key(task.name) for task in tasks if task.summary}
    return "" not in phases and len(phases) > 1 and not phases & called


def _below_phases(
    tasks: Sequence[Task], runs: Sequence[tuple[str, Sequence[int]]]
) -> Iterator[Task]:
    """Yields the tasks; each run of the first level, with its parts, goes below its phase."""
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
    """The tasks in their order, each after its summary.

    A code or a parent may name a summary further up, as for a row that was added at the end.
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
