"""Money: rates to hours, decimals to whole cents and back."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from planner.project import Rate, Resource, Settings, Task
from planner.translate.ways import Crew

_SHARES = 10_000
"""Finest share of somebody that is paid for: no number of the model becomes too large."""


def cents(amount: Decimal) -> int:
    """Whole cents, half a cent rounded away from zero."""
    return whole(amount * 100)


def whole(amount: Decimal) -> int:
    """A whole number, halves rounded up."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def money(amount: int) -> Decimal:
    """An amount of cents as money."""
    return Decimal(amount) / 100


def decimal(number: float) -> Decimal:
    """A number as it is written: 0.1 is a tenth."""
    return Decimal(str(number))


def amount_text(amount: Decimal, currency: str) -> str:
    """An amount in a sentence."""
    return f"{amount:,.2f} {currency}".strip()


def hourly(rate: Rate, settings: Settings) -> Decimal:
    """What an hour costs; a day, week or month is the project's."""
    hours = {
        "h": Decimal(1),
        "d": decimal(settings.hours_per_day),
        "w": decimal(settings.hours_per_day) * decimal(settings.days_per_week),
        "mo": decimal(settings.hours_per_day) * decimal(settings.days_per_month),
    }[rate.per]
    return rate.amount / hours if hours else Decimal(0)


def slot_rate(resource: Resource, minutes: int, units: float, settings: Settings) -> Fraction:
    """Cents that so many minutes of a resource cost, not rounded."""
    day = Fraction(str(settings.hours_per_day))
    hours = {
        "h": Fraction(1),
        "d": day,
        "w": day * Fraction(str(settings.days_per_week)),
        "mo": day * Fraction(str(settings.days_per_month)),
    }[resource.rate.per]
    share = Fraction(str(units)).limit_denominator(_SHARES)
    amount = 100 * Fraction(resource.rate.amount) * share
    return amount * minutes / (60 * hours) if hours else Fraction(0)


def overtime_cost(resource: Resource, minutes: int, units: float, settings: Settings) -> int:
    """Cents more it costs if all of these minutes are overtime; 0 if overtime is no dearer."""
    if resource.overtime_rate is None:
        return 0
    more = hourly(resource.overtime_rate, settings) - hourly(resource.rate, settings)
    return max(0, cents(more * Decimal(minutes) / 60 * decimal(units)))


def work_cost(resource: Resource, minutes: int, units: float, settings: Settings) -> int:
    """Cents a resource costs on a task: its rate × hours × units, and its cost per use × units.

    Each of the two is rounded to the cent. Material costs its rate for each unit.
    """
    share = decimal(units)
    if resource.kind == "material":
        return cents(resource.rate.amount * share) + cents(resource.cost_per_use)
    hours = Decimal(minutes) / 60
    work = cents(hourly(resource.rate, settings) * hours * share)
    return work + cents(resource.cost_per_use * share)


def materials(crew: Crew, task: Task, settings: Settings) -> Iterator[tuple[int, Resource, int]]:
    """What a task uses up: the position of the need, the material, and its cost in cents."""
    for position, need in enumerate(task.needs):
        if crew.material(need):
            for name in need.names:
                material = crew.materials[name]
                yield position, material, work_cost(material, 0, need.units * need.count, settings)
