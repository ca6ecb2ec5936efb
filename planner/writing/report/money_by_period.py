"""Money in a plan: what falls on which day, phase and resource, and what budgets say to it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from planner.plan import Plan
from planner.project import Budget
from planner.translate.daily import minutes_by_day, spread, whole_cents, worked
from planner.writing.report.sheet_figures import span, work_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Money that falls on a day: for a resource's work, or (resource "") a fixed cost.

    What the whole project costs by day is of no row.
    """

    day: date
    row: int | None
    resource: str
    amount: Decimal


def spendings(plan: Plan) -> Iterator[Spending]:
    """Every task's cost by day: work evenly over its minutes, fixed cost as it accrues.

    As in the model, all that is not for work is one amount, and what is due by a day is rounded
    down to the cent; for somebody on a task that spans others, halves up.
    """
    for work in work_rows(plan):
        row, at = work.row, work.position
        for booking in row.bookings:
            if booking.spans:
                by_day = worked(booking, work.last_day)
                yield from _spent(at, booking.resource, by_day)
        bought = [b for b in row.bookings if not b.spans]
        amounts = [(b.resource, whole_cents(b.cost)) for b in bought]
        rest = whole_cents(row.cost) - sum(whole_cents(b.cost) for b in row.bookings)
        if row.spent:
            yield from _spent(
                at, "", spread(whole_cents(row.spent), minutes_by_day(row.spent_over))
            )
        amounts.append(("", rest - whole_cents(row.spent)))
        first = row.task.accrual == "start"
        whole = {work.first_day if first else work.last_day: 1}
        minutes = minutes_by_day(row.accrual) if row.accrual else whole
        before = 0
        for resource, amount in amounts:
            upper, lower = spread(before + amount, minutes), spread(before, minutes)
            yield from _spent(at, resource, {day: upper[day] - lower[day] for day in upper})
            before += amount
    yield from _daily(plan)


def _daily(plan: Plan) -> Iterator[Spending]:
    """The cost of each calendar day."""
    first, last = span(plan)
    count = (last - first).days + 1
    for k in range(count if plan.overhead else 0):
        day = first + timedelta(days=k)
        yield Spending(day=day, row=None, resource="", amount=plan.overhead / count)


def _spent(row: int, resource: str, by_day: Mapping[date, int]) -> Iterator[Spending]:
    for day, cents in by_day.items():
        if cents:
            yield Spending(day=day, row=row, resource=resource, amount=Decimal(cents) / 100)


def months(spent: Iterable[Spending]) -> dict[date, Decimal]:
    """The money of each month, without gaps, by the month's first day."""
    return _periods(
        spent, lambda day: day.replace(day=1), lambda day: (day + timedelta(days=31)).replace(day=1)
    )


def weeks(spent: Iterable[Spending]) -> dict[date, Decimal]:
    """The money of each week, without gaps, by the week's Monday."""
    return _periods(
        spent,
        lambda day: day - timedelta(days=day.weekday()),
        lambda day: day + timedelta(days=7),
    )


def _periods(
    spent: Iterable[Spending], begin: Callable[[date], date], after: Callable[[date], date]
) -> dict[date, Decimal]:
    sums: dict[date, Decimal] = defaultdict(Decimal)
    for spending in spent:
        sums[begin(spending.day)] += spending.amount
    filled: dict[date, Decimal] = {}
    period = min(sums, default=None)
    while period is not None and period <= max(sums):
        filled[period] = sums.get(period, Decimal(0))
        period = after(period)
    return filled


def whole_budget(plan: Plan) -> Decimal | None:
    """The limit on the whole project's money, if there is one."""
    limits = [
        budget.limit
        for budget in plan.project.budgets
        if not budget.scope.strip() and budget.start is None and budget.finish is None
    ]
    return min(limits, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A budget and what the plan spends of it."""

    budget: Budget
    scope: str
    planned: Decimal

    @property
    def left(self) -> Decimal:
        """The rest of the limit; negative where it is exceeded."""
        return self.budget.limit - self.planned


def budget_lines(plan: Plan) -> list[BudgetLine]:
    """Every budget with what falls under it."""
    spent = list(spendings(plan)) if plan.project.budgets else []
    lines = []
    for budget in plan.project.budgets:
        rows, name = _scope(plan, budget.scope)  # without a name it is everything
        first, last = budget.start or date.min, budget.finish or date.max
        planned = sum(
            (s.amount for s in spent if first <= s.day <= last and (not name or s.row in rows)),
            Decimal(0),
        )
        lines.append(BudgetLine(budget=budget, scope=name, planned=planned))
    return lines


def _scope(plan: Plan, scope: str) -> tuple[frozenset[int], str]:
    """The rows a budget counts, and what to call them."""
    from planner.translate.span_members import Structure

    if not scope.strip():
        return frozenset(range(len(plan.rows))), ""
    structure = Structure(tasks=tuple(row.task for row in plan.rows))
    named = structure.scoped(scope)
    return frozenset(structure.scope(scope)), (named and named.name) or scope.strip()
