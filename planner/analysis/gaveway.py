"""The soft rules that a plan breaks, and at which price: deadlines, budgets and the like."""

from collections.abc import Iterator
from decimal import Decimal

from models.measures.spending import spent
from models.schedule import Schedule
from models.schedule import Task as Placed
from planner.errors import Issue
from planner.phrase import Phrase, phrase
from planner.project import Task
from planner.translate.prices_in_cents import amount_text, money
from planner.translate.translation import Translation


def gave_way(translation: Translation, schedule: Schedule) -> Iterator[Issue]:
    """A note for each soft rule that the plan does not keep, at its cell."""
    for (row, role), activity in translation.activity.items():
        task, placed = translation.project.tasks[row], schedule.tasks[activity]
        if placed is None:
            if task.drop_cost is not None and not task.summary and not task.spans:
                yield _left_out(translation, task)
        elif role in ("task", "finish"):
            yield from _late(translation, row, task, placed)
            yield from _wishes(translation, task, activity, placed)
    yield from _budgets(translation, schedule)


def _note(task: Task, code: str, message: Phrase, field: str, got: object, remedy: Phrase) -> Issue:
    return task.source.issue(code, message, field, got=got, remedy=remedy, severity="info")


def _left_out(translation: Translation, task: Task) -> Issue:
    price = _amount(translation, task.drop_cost or Decimal(0))
    message = phrase("left out of the plan, for {price}", price=price)
    field = "drop_cost" if "drop_cost" in task.source.columns else "optional"
    return _note(
        task, "left-out", message, field, task.drop_cost or "", phrase("raise its Drop Cost")
    )


def _late(translation: Translation, row: int, task: Task, placed: Placed) -> Iterator[Issue]:
    due = translation.due(row, placed)
    if task.deadline is None or due is None:
        return
    days = translation.working_days(due, placed.end)
    if placed.end <= due or days <= 0:
        return
    price = phrase("priority {priority}", priority=task.priority)
    if task.late_penalty:
        price = phrase("{amount} a day", amount=_amount(translation, task.late_penalty))
    after = phrase("{days:.4g} working day" if days == 1 else "{days:.4g} working days", days=days)
    message = phrase("finishes {after} after its deadline ({price})", after=after, price=price)
    got = f"{task.deadline:%Y-%m-%d}"
    remedy = phrase("accept it, free people for it, or raise its priority or penalty")
    yield _note(task, "deadline-missed", message, "deadline", got, remedy)


def _wishes(translation: Translation, task: Task, activity: int, placed: Placed) -> Iterator[Issue]:
    candidates = translation.problem.activities[activity].modes[placed.mode].seats
    for assignment in placed.assignments:
        for candidate in candidates[assignment.seat].candidates:
            if candidate.resource == assignment.resource and candidate.unwanted:
                name = translation.crew.workers[candidate.resource].name
                wanted = ", ".join(
                    dict.fromkeys(name for need in task.needs for name in need.preferred)
                )
                message = phrase("done by {name}, who is not preferred", name=name)
                remedy = phrase("accept it, or name who has to do it in Resource Names")
                yield _note(task, "wish-not-met", message, "preferred", wanted, remedy)


def _budgets(translation: Translation, schedule: Schedule) -> Iterator[Issue]:
    project = translation.project
    for budget, limit in zip(project.budgets, translation.problem.budgets, strict=True):
        over = spent(translation.problem, schedule, limit) - limit.limit
        if over > 0 and limit.price is not None:
            price = _amount(translation, money(over * limit.price))
            yield budget.source.issue(
                "over-budget",
                phrase(
                    "exceeded by {amount}, which counts as {price}",
                    amount=_amount(translation, money(over)),
                    price=price,
                ),
                "limit",
                got=budget.limit,
                remedy=phrase("accept it, raise it, or raise its Price"),
                severity="info",
            )


def _amount(translation: Translation, amount: Decimal) -> str:
    return amount_text(amount, translation.project.currency)
