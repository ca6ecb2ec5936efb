"""Reads a sheet of links between tasks, as Primavera P6 exports it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.language.text import key
from planner.phrase import phrase
from planner.project import Dependency, Lag, LinkKind, Task, Unit
from planner.reading.cells import Cell
from planner.reading.durations import TimeUnits, signed_duration
from planner.reading.link_notation import lag, link_kind
from planner.reading.tables import Row, Table
from planner.reading.values import BadValueError


def with_links(tasks: Sequence[Task], table: Table, clock: TimeUnits) -> tuple[Task, ...]:
    """Adds the links of the table to those of the tasks; ends are IDs or unique names."""
    ids = {key(task.name): task.id for task in tasks} | {key(task.id): task.id for task in tasks}
    found: dict[str, list[Dependency]] = {}
    for row in table.rows():
        before, after = _end(row, "before", ids), _end(row, "after", ids)
        if before and after:
            kind = row.take("kind", _kind) or "FS"
            wait = row.take("lag", lambda cell: _lag(cell, table, clock)) or Lag()
            found.setdefault(after, []).append(Dependency(task=before, kind=kind, lag=wait))
    return tuple(
        replace(task, dependencies=(*task.dependencies, *found[task.id]))
        if task.id in found
        else task
        for task in tasks
    )


def _end(row: Row, field: str, ids: Mapping[str, str]) -> str | None:
    """The task at one end of a link; notes an unknown one."""
    found = ids.get(key(row.text(field)))
    if found is None and row.has(field):
        message = phrase("no task has this ID or name; the link is left out")
        row.note("warning", "unknown-task", message, field, phrase("correct it or add the task"))
    return found


def _kind(cell: Cell) -> LinkKind:
    kind = link_kind(cell.text.removeprefix("PR_"))
    if kind is None:
        raise BadValueError(
            "bad-link", phrase("must be FS, SS, FF or SF"), phrase("choose one of them")
        )
    return kind


def _lag(cell: Cell, table: Table, clock: TimeUnits) -> Lag:
    """A lag in working time, or as in Predecessors elapsed time or per cent: ``2ed``, ``-50%``."""
    found = lag(cell.text, clock) if cell.kind == "text" else None
    if found is not None and found.unit is not Unit.WORK:
        return found
    return Lag(amount=signed_duration(cell, clock, table.unit("lag", "d")))
