"""Money: rates to hours, decimals to whole cents and back."""

from decimal import ROUND_HALF_UP, Decimal

from planner.project import Rate, Resource, Settings


def cents(amount: Decimal) -> int:
    """Whole cents, half a cent rounded away from zero."""
    return int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def money(amount: int) -> Decimal:
    """An amount of cents as money."""
    return Decimal(amount) / 100


def decimal(number: float) -> Decimal:
    """A number as it is written: 0.1 is a tenth."""
    return Decimal(str(number))


def hourly(rate: Rate, settings: Settings) -> Decimal:
    """What an hour costs; a day, week or month is the project's."""
    hours = {
        "h": Decimal(1),
        "d": decimal(settings.hours_per_day),
        "w": decimal(settings.hours_per_day) * decimal(settings.days_per_week),
        "mo": decimal(settings.hours_per_day) * decimal(settings.days_per_month),
    }[rate.per]
    return rate.amount / hours if hours else Decimal(0)


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
