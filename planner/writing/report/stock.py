"""Materials in a plan: what comes, what is used and what is left, day by day."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.plan import MaterialUse, Plan
from planner.project import Resource
from planner.translate.daily import minutes_by_day
from planner.writing.report.sheet_figures import span

_FEW_DAYS, _FEW_WEEKS = 45, 60
"""Up to these numbers of days and weeks the stock is shown by day and by week, then by month."""
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class StockDay:
    """A day on which a material comes or is used, and what is left at its end."""

    day: date
    delivered: float
    used: float
    left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """A material with a stock: what there is at first, and the days on which that changes."""

    material: Resource
    stock: float
    days: tuple[StockDay, ...]

    @property
    def delivered(self) -> float:
        """The sum of all deliveries."""
        return _rounded(sum(one.delivered for one in self.days))

    @property
    def used(self) -> float:
        """The sum of all uses."""
        return _rounded(sum(one.used for one in self.days))

    @property
    def left(self) -> float:
        """The stock in the end."""
        return self.days[-1].left if self.days else self.stock

    @property
    def lowest(self) -> StockDay | None:
        """The first day with the least left, of those on which something is used."""
        return min((one for one in self.days if one.used), key=lambda one: one.left, default=None)

    def at(self, day: date) -> float:
        """The stock at the end of a day."""
        before = [one.left for one in self.days if one.day <= day]
        return before[-1] if before else self.stock


def stock_lines(plan: Plan) -> tuple[StockLine, ...]:
    """Every material with a stock."""
    uses: dict[str, list[MaterialUse]] = defaultdict(list)
    for row in plan.rows:
        for one in row.used:
            uses[one.material].append(one)
    return tuple(_line(plan, one, uses[one.name]) for one in plan.project.limited_materials)


def _line(plan: Plan, material: Resource, uses: list[MaterialUse]) -> StockLine:
    comes: dict[date, float] = defaultdict(float)
    for delivery in plan.project.deliveries:
        if delivery.material == material.name:
            comes[delivery.when.date()] += float(delivery.quantity)
    used: dict[date, float] = defaultdict(float)
    for one in uses:
        for day, share in _shares(one).items():
            used[day] += one.amount * share
    left = stock = float(material.stock or 0)
    days = []
    for day in sorted(comes.keys() | used.keys()):
        left += comes.get(day, 0) - used.get(day, 0)
        change = _rounded(comes.get(day, 0)), _rounded(used.get(day, 0))
        days.append(StockDay(day=day, delivered=change[0], used=change[1], left=_rounded(left)))
    return StockLine(material=material, stock=stock, days=tuple(days))


def _rounded(amount: float) -> float:
    """The amount with the digits that count; never a negative zero."""
    return round(amount, _DIGITS) + 0.0


def _shares(one: MaterialUse) -> Mapping[date, float]:
    """The share of a use on each day."""
    minutes = minutes_by_day(one.pieces)
    total = sum(minutes.values())
    if not total:
        return {one.pieces[0][0].date(): 1.0}
    return {day: number / total for day, number in minutes.items()}


def stock_periods(plan: Plan) -> tuple[str, tuple[tuple[date, date], ...]]:
    """The period of a line of the stock curve, and its first and last days.

    They go from the first day of the plan, or on which something comes, to the last of both.
    """
    first, last = span(plan)
    days = [one.day for line in stock_lines(plan) for one in line.days]
    first, last = min([first, *days]), max([last, *days])
    if (last - first).days <= _FEW_DAYS:
        return "Day", _cut(first, last, lambda day: day + timedelta(days=1))
    if (last - first).days <= 7 * _FEW_WEEKS:
        monday = first - timedelta(days=first.weekday())
        return "Week from", _cut(monday, last, lambda day: day + timedelta(days=7))
    return "Month", _cut(first.replace(day=1), last, _next_month)


def _next_month(day: date) -> date:
    return (day + timedelta(days=31)).replace(day=1)


def _cut(first: date, last: date, after: Callable[[date], date]) -> tuple[tuple[date, date], ...]:
    found = []
    while first <= last:
        following = after(first)
        found.append((first, following - timedelta(days=1)))
        first = following
    return tuple(found)
