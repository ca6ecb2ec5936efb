"""What tasks cost by a column that says so in all, where no rates do."""

from collections.abc import Sequence
from dataclasses import replace

from planner.phrase import phrase
from planner.project import Task
from planner.reading.tables import Row, Table
from planner.reading.values import money


def with_costs(tasks: Sequence[Task], table: Table, rows: Sequence[Row], paid: bool) -> list[Task]:
    """The tasks with the cost of the column Cost as their fixed cost.

    A summary's own amount counts only where none of the tasks below it has one: else it is their
    sum. With rates, or a column of fixed costs, the column is left aside, which is told.
    """
    heading = table.fields.get("cost")
    if heading is None:
        return list(tasks)
    if paid or "fixed_cost" in table.fields:
        why = phrase("people have rates") if paid else phrase("there is a column of fixed costs")
        message = phrase(
            "this column is not planned with: {why}, and the plan's cost comes from these", why=why
        )
        table.note("info", "ignored-column", message, heading)
        return list(tasks)
    amounts = [row.take("cost", money) for row in rows]
    parents = {task.id: task.parent for task in tasks}
    told: set[str] = set()
    for task, amount in zip(tasks, amounts, strict=True):
        above = parents.get(task.id, "") if amount else ""
        while above and above not in told:
            told.add(above)
            above = parents.get(above, "")
    return [
        replace(task, fixed_cost=amount) if amount and task.id not in told else task
        for task, amount in zip(tasks, amounts, strict=True)
    ]
