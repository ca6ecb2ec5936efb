"""Reads baselines from columns of the sheet Tasks: the approved one, and ten numbered ones."""

from collections.abc import Iterable, Mapping

from planner.project import Task, end_of
from planner.reading.date_order import date_order
from planner.reading.dates import Order, when
from planner.reading.durations import TimeUnits, duration
from planner.reading.money import money
from planner.reading.tables import Row, Table
from planner.schema.baseline_columns import MOST
from planner.tracking.records import Baseline, BaselineTask

_PARTS = ("start", "finish", "work", "cost")


def column_baselines(
    tables: Iterable[Table], tasks: Iterable[Task], order: Order, clock: TimeUnits
) -> tuple[Baseline, ...]:
    """The baselines in columns, by number; the dates of summaries follow from their tasks."""
    ids = {(task.source.sheet, task.source.row): task for task in tasks if not task.summary}
    found: dict[int, dict[str, BaselineTask]] = {}
    for table in tables:
        numbers = [n for n in range(MOST + 1) if _fields(n) & table.fields.keys()]
        for row in table.rows() if numbers else ():
            task = ids.get((row.source.sheet, row.source.row))
            for number in numbers if task else ():
                told = _told(row, task, number, order or date_order(table), clock, table)
                if task and told != BaselineTask():
                    found.setdefault(number, {})[task.id] = told
    return tuple(
        Baseline(name=f"Baseline {number}" if number else "Baseline", tasks=found[number])
        for number in sorted(found)
    )


def _fields(number: int) -> set[str]:
    return {f"baseline{number or ''}_{part}" for part in _PARTS}


def _told(
    row: Row, task: Task | None, number: int, order: Order, clock: TimeUnits, table: Table
) -> BaselineTask:
    """One task's entry in a baseline; the first baseline is read together with the task."""
    field = f"baseline{number or ''}"
    unit = table.unit(f"{field}_work", "h")
    if number or task is None:
        start = row.take(f"{field}_start", lambda cell: when(cell, order), "warning")
        finish = row.take(f"{field}_finish", lambda cell: when(cell, order), "warning")
    else:
        start, finish = task.baseline_start, task.baseline_finish
    return BaselineTask(
        start=start,
        finish=finish and end_of(finish),
        work=row.take(f"{field}_work", lambda cell: duration(cell, clock, unit), "warning"),
        cost=row.take(f"{field}_cost", money, "warning"),
    )


def with_baselines(told: Iterable[Baseline], saved: Iterable[Baseline]) -> tuple[Baseline, ...]:
    """The baselines of columns and the saved ones; of two with one name, the saved one counts."""
    by_name: Mapping[str, Baseline] = {one.name.casefold(): one for one in (*told, *saved)}
    return tuple(by_name.values())
