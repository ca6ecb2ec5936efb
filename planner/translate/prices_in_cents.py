"""Money: rates to hours, decimals to whole cents and back."""

import math
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from planner.phrase import Phrase, phrase
from planner.project import Rate, Resource, Settings, Task
from planner.translate.ways import Crew, exact

_HALF = Fraction(1, 2)


def cents(amount: Decimal | Fraction) -> int:
    """Whole cents, half a cent rounded away from zero."""
    return whole(amount * 100) if isinstance(amount, Decimal) else math.floor(amount * 100 + _HALF)


def whole(amount: Decimal) -> int:
    """A whole number, halves rounded up."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def money(amount: int) -> Decimal:
    """An amount of cents as money."""
    return Decimal(amount) / 100


def amount_text(amount: Decimal, currency: str) -> Phrase:
    """An amount in a sentence."""
    if not currency:
        return phrase("{amount:,.2f}", amount=amount)
    return phrase("{amount:,.2f} {currency}", amount=amount, currency=currency)


def hourly(rate: Rate, settings: Settings) -> Fraction:
    """The exact price of an hour; a day, week or month is the project's."""
    day = Fraction(settings.day, 60)
    hours = {
        "h": Fraction(1),
        "d": day,
        "w": day * exact(settings.days_per_week),
        "mo": day * exact(settings.days_per_month),
    }[rate.per]
    return Fraction(rate.amount) / hours if hours else Fraction(0)


def slot_rate(
    resource: Resource, minutes: int, units: float | Fraction, settings: Settings
) -> Fraction:
    """Cents for a number of minutes of a resource, not rounded."""
    return 100 * hourly(resource.rate, settings) * minutes / 60 * exact(units)


def surcharge(
    resource: Resource, minutes: int, units: float | Fraction, settings: Settings
) -> Fraction:
    """Cents that overtime of a number of minutes costs more, not rounded; 0 if it is no dearer."""
    if resource.overtime_rate is None:
        return Fraction(0)
    more = hourly(resource.overtime_rate, settings) - hourly(resource.rate, settings)
    return max(Fraction(0), 100 * more * minutes / 60 * exact(units))


def work_cost(
    resource: Resource, minutes: Fraction, units: float | Fraction, settings: Settings
) -> int:
    """Cents of a resource on a task: its rate × hours × units, and its cost per use × units.

    The minutes are those of the work itself, not of the slots. Each of the two amounts is rounded
    to the cent. Material costs its rate for each unit.
    """
    share = exact(units)
    if resource.kind == "material":
        return cents(Fraction(resource.rate.amount) * share) + cents(resource.cost_per_use)
    work = cents(hourly(resource.rate, settings) * minutes / 60 * share)
    return work + cents(Fraction(resource.cost_per_use) * share)


def materials(crew: Crew, task: Task, settings: Settings) -> Iterator[tuple[int, Resource, int]]:
    """The materials of a task: the position of the need, the material, and its cost in cents."""
    for position, need in enumerate(task.needs):
        if crew.material(need):
            for name in need.names:
                material = crew.materials[name]
                yield (
                    position,
                    material,
                    work_cost(material, Fraction(0), need.units * need.count, settings),
                )
