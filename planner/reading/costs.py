"""What tasks cost by a column that says so in all, where no rates do."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from planner.phrase import Phrase, phrase
from planner.project import Task
from planner.reading.headers import Heading
from planner.reading.money import money
from planner.reading.tables import Row, Table

_BLANK = 0.2
"""The share of the tasks that people do without an amount from which amounts are not for work."""


def with_costs(tasks: Sequence[Task], table: Table, rows: Sequence[Row], paid: bool) -> list[Task]:
    """The tasks with the cost of the column Cost as their fixed cost.

    A summary's own amount counts only where none of the tasks below it has one: else it is their
    sum. Beside a column of fixed costs the column is left aside, and with rates too where every
    task that people do has an amount, since theirs may be in it. Both are told.
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
    """Whether the amounts cannot hold what people cost: many tasks that people do have none."""
    done = [amount for task, amount in zip(tasks, amounts, strict=True) if task.needs]
    return any(amounts) and sum(not amount for amount in done) >= _BLANK * max(1, len(done))
