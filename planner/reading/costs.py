"""Reads the total cost of tasks from a column, where no rates exist."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from planner.phrase import Phrase, phrase
from planner.project import Task
from planner.reading.heading import Heading
from planner.reading.money import money
from planner.reading.tables import Row, Table

_BLANK = 0.2
"""If this share of the tasks that people do has no amount, the amounts do not pay for work."""


def with_costs(tasks: Sequence[Task], table: Table, rows: Sequence[Row], paid: bool) -> list[Task]:
    """Takes the amounts of the column Cost as the fixed costs of tasks.

    A summary's amount counts only where none of its tasks has one; otherwise it is their sum. The
    column is left aside, with a note, in two cases: beside a column of fixed costs; and beside
    rates where every task that people do has an amount, because that may include their pay.
    """
    heading = table.fields.get("cost")
    if heading is None:
        return list(tasks)
    if "fixed_cost" in table.fields:
        _leave_out(table, heading, phrase("there is a column of fixed costs"))
        return list(tasks)
    amounts = [row.take("cost", money) for row in rows]
    if paid and not _apart_from_work(tasks, amounts):
        _leave_out(table, heading, phrase("people have rates"))
        return list(tasks)
    if paid:
        table.note(
            "warning",
            "cost-beside-rates",
            phrase(
                "these amounts are counted on top of what people cost, as tasks that people do "
                "have none"
            ),
            heading,
            remedy=phrase("leave the column out if the work of people is in it"),
        )
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


def _leave_out(table: Table, heading: Heading, why: Phrase) -> None:
    message = phrase(
        "this column is not planned with: {why}, and the plan's cost comes from these", why=why
    )
    table.note("info", "ignored-column", message, heading)


def _apart_from_work(tasks: Sequence[Task], amounts: Sequence[Decimal | None]) -> bool:
    """Whether the amounts cannot include pay, as many tasks that people do have no amount."""
    done = [amount for task, amount in zip(tasks, amounts, strict=True) if task.needs]
    return any(amounts) and sum(not amount for amount in done) >= _BLANK * max(1, len(done))
