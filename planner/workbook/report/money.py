"""Money in a plan: what falls on which day, phase and resource, and what budgets say to it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from planner.plan import Booking, Plan
from planner.project import Budget
from planner.workbook.report.measures import work_rows

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Money that falls on a day: for a resource's work, or (resource "") a fixed cost."""

    day: date
    row: int
    resource: str
    amount: Decimal


def spendings(plan: Plan) -> Iterator[Spending]:
    """Every task's cost by day: work evenly over its minutes, fixed cost as it accrues."""
    for work in work_rows(plan):
        row, at = work.row, work.position
        for booking in row.bookings:
            for day, amount in _spread(booking.cost, _minutes_by_day(booking)):
                yield Spending(day=day, row=at, resource=booking.resource, amount=amount)
        fixed = row.cost - sum((booking.cost for booking in row.bookings), Decimal(0))
        if fixed:
            first = row.task.accrual == "start"
            day = work.start.date() if first else work.last_day
            yield Spending(day=day, row=at, resource="", amount=fixed)


def _minutes_by_day(booking: Booking) -> dict[date, float]:
    minutes: dict[date, float] = defaultdict(float)
    for start, finish in booking.spans:
        moment = start
        while moment < finish:
            midnight = datetime.combine(moment.date() + timedelta(days=1), time())
            until = min(finish, midnight)
            minutes[moment.date()] += (until - moment) / timedelta(minutes=1)
            moment = until
    return minutes


def _spread(amount: Decimal, minutes: Mapping[date, float]) -> Iterator[tuple[date, Decimal]]:
    """The amount over days by minutes, in cents that add up to it."""
    total = sum(minutes.values())
    done, given = 0.0, Decimal(0)
    for day in sorted(minutes) if amount and total else ():
        done += minutes[day]
        share = (amount * Decimal(done / total)).quantize(_CENT, ROUND_HALF_EVEN)
        until = amount if done >= total else share
        yield day, until - given
        given = until


def phases(plan: Plan) -> list[int | None]:
    """For each row, the position of the topmost summary it stands under or is; None without."""
    at = {row.task.id: position for position, row in enumerate(plan.rows)}
    tops: list[int | None] = []
    for position, row in enumerate(plan.rows):
        parent = at.get(row.task.parent, position)
        own = position if row.task.summary else None
        tops.append(tops[parent] if parent < position else own)
    return tops


def months(spent: Iterable[Spending]) -> dict[date, Decimal]:
    """What falls in each month, without gaps, by the month's first day."""
    return _periods(
        spent, lambda day: day.replace(day=1), lambda day: (day + timedelta(days=31)).replace(day=1)
    )


def weeks(spent: Iterable[Spending]) -> dict[date, Decimal]:
    """What falls in each week, without gaps, by the week's Monday."""
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
        """What remains of the limit; negative where it is exceeded."""
        return self.budget.limit - self.planned


def budget_lines(plan: Plan) -> list[BudgetLine]:
    """Every budget with what falls under it."""
    spent = list(spendings(plan))
    lines = []
    for budget in plan.project.budgets:
        rows, name = _scope(plan, budget.scope)
        first, last = budget.start or date.min, budget.finish or date.max
        planned = sum(
            (s.amount for s in spent if first <= s.day <= last and s.row in rows), Decimal(0)
        )
        lines.append(BudgetLine(budget=budget, scope=name, planned=planned))
    return lines


def _scope(plan: Plan, scope: str) -> tuple[frozenset[int], str]:
    """The rows a budget counts, and what to call them."""
    from planner.translate.structure import Structure

    if not scope.strip():
        return frozenset(range(len(plan.rows))), ""
    tasks = tuple(row.task for row in plan.rows)
    wanted = scope.strip()
    for field in ("wbs", "id"):
        name = next((task.name for task in tasks if getattr(task, field) == wanted), "")
        if name:
            break
    return frozenset(Structure(tasks=tasks).scope(wanted)), name or wanted
