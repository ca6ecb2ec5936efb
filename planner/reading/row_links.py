"""Reads the references between rows of tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.phrase import phrase
from planner.project import Dependency, Task
from planner.reading.notation import items
from planner.reading.references import ROWS, by_dates, choose, coverage, dependencies
from planner.reading.tables import Row, Table
from planner.reading.task_index import Index
from planner.reading.terms import Terms

_COVERED, _FEW_CELLS, _MOSTLY = 0.9, 5, 0.5


def targets_of(
    table: Table, rows: Sequence[Row], ids: Sequence[str], known: Index, terms: Terms
) -> Index:
    """The index by which the cells of a table refer to its rows; notes it if it is not obvious.

    Args:
        table: The tasks.
        rows: The rows of the table.
        ids: The IDs of the rows.
        known: The names and codes that cells may refer to.
        terms: The units of lags.
    """
    cells = [
        row.cells[field].text
        for row in rows
        for field in ("predecessors", "successors")
        if row.has(field)
    ]
    if not cells:
        return known
    chosen = choose(known, cells, terms.clock)
    if chosen.chosen == "position" or (chosen.chosen == "id" and "id" not in table.fields):
        chosen = by_dates(chosen, rows, ids, terms.clock)
    share = coverage(chosen, cells, terms.clock)
    chosen = replace(chosen, fits=share >= _MOSTLY)
    if _are_of_longer_list(table, chosen, share, len(cells)):
        _say_left_out(table, share)
        return replace(chosen, lost=True)
    _say_coverage(table, share, len(cells))
    if chosen.chosen != "id" and ("id" in table.fields or chosen.chosen in ROWS):
        rows[0].log.add(
            rows[0].source.issue(
                "reference-target",
                phrase("predecessors are read as {chosen}, which fits best", chosen=chosen.chosen),
                "predecessors",
                severity="info",
            )
        )
    return chosen


def _are_of_longer_list(table: Table, chosen: Index, share: float, cells: int) -> bool:
    """Whether links count the rows of a list of which this one is a part, without its numbers.

    Only where dates say when the tasks are.
    """
    counted = "id" not in table.fields and chosen.chosen in ("id", "position", *ROWS)
    return counted and cells >= _FEW_CELLS and share < _COVERED and "start" in table.fields


def _say_left_out(table: Table, share: float) -> None:
    heading = table.fields.get("predecessors") or table.fields.get("successors")
    if heading is not None:
        message = phrase(
            "only {share:.0%} of these cells refer to rows of this sheet: the numbers are those of "
            "a longer list, so tasks keep their dates and nothing waits for another",
            share=share,
        )
        remedy = phrase("add the column with the IDs of that list, or the rows that were left out")
        table.note("warning", "foreign-references", message, heading, remedy)


def _say_coverage(table: Table, share: float, cells: int) -> None:
    """Warns once where so many references lead out of the sheet that the others are doubtful."""
    heading = table.fields.get("predecessors")
    if heading is None or share >= _COVERED or cells < _FEW_CELLS:
        return
    table.note(
        "warning",
        "foreign-references",
        phrase(
            "only {share:.0%} of these cells refer to rows of this sheet; the "
            "numbers may be those of a longer list, and the others mean other tasks",
            share=share,
        ),
        heading,
        phrase("add the column with the IDs of that list, or the rows that were left out"),
    )


def named_tasks(row: Row, field: str, known: Index) -> tuple[str, ...]:
    """The IDs of the tasks that a cell lists."""
    if not row.has(field):
        return ()
    found = []
    for text in items(row.text(field), lambda piece: known.resolve(piece) is not None):
        task = known.resolve(text)
        if task is None:
            near = known.near(text)
            row.note(
                "error",
                "unknown-task",
                phrase("there is no task {text}", text=text),
                field,
                (phrase('did you mean "{near}"?', near=near) if near else phrase("correct it")),
            )
        else:
            found.append(task)
    return tuple(found)


def with_successors(
    tasks: list[Task], rows: Sequence[Row], known: Index, terms: Terms
) -> list[Task]:
    """Moves links that are written at their first task to their second."""
    extra: dict[str, list[Dependency]] = {}
    for task, row in zip(tasks, rows, strict=True):
        for link in dependencies(row, "successors", known, terms.clock):
            extra.setdefault(link.task, []).append(replace(link, task=task.id))
    return [_linked(task, extra) for task in tasks]


def _linked(task: Task, extra: Mapping[str, list[Dependency]]) -> Task:
    told = {(link.task, link.kind) for link in task.dependencies}
    new = [link for link in extra.get(task.id, ()) if (link.task, link.kind) not in told]
    return replace(task, dependencies=(*task.dependencies, *new)) if new else task
