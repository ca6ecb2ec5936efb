"""Dates, lags, amounts and budgets in sentences."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

from planner.language.words import ENGLISH, Words
from planner.project import Budget, Lag, Project, Resource, Settings
from planner.translate.span_members import Structure

LINKED = {
    "FS": "{second} waits for {first}",
    "SS": "{second} starts only after {first} has started",
    "FF": "{second} finishes only after {first} has finished",
    "SF": "{second} finishes only after {first} has started",
}
LED = {
    "FS": "{second} may start {amount} before {first} finishes, not earlier",
    "SS": "{second} may start {amount} before {first} starts, not earlier",
    "FF": "{second} may finish {amount} before {first} finishes, not earlier",
    "SF": "{second} may finish {amount} before {first} starts, not earlier",
}
"""What a link with a lead says, and `LINKED` what one without, by its kind."""


def day_text(when: datetime, words: Words = ENGLISH) -> str:
    """A date in words, with its time unless that is midnight."""
    day = words.spelled.day(when)
    return day if when.time() == time() else f"{day} {when:%H:%M}"


def lag_text(lag: Lag, settings: Settings) -> str:
    """A lag without its sign as workbooks have it: 2d, 90min, 3ed, 50%, 50e%."""
    amount = abs(lag.amount)
    prefix, day = ("e", 1440) if lag.unit.elapsed else ("", settings.day)
    if lag.unit.percent:
        return f"{amount:g}{prefix}%"
    for size, unit in ((day, "d"), (60, "h")):
        if size and amount % size == 0:
            return f"{amount / size:g}{prefix}{unit}"
    return f"{amount:g}{prefix}min"


def lag_words(lag: Lag, settings: Settings, say: Words) -> str:
    """A lag without its sign, in words: 2 days, 1.5 days, 90 minutes, 3 calendar days."""
    amount = abs(lag.amount)
    if lag.unit.percent:
        text = "{n}% of its length, nights counted" if lag.unit.elapsed else "{n}% of its length"
        return say(text, n=say.number(round(amount, 2), ",g"))
    elapsed = lag.unit.elapsed
    size = 1440 if elapsed else settings.day
    if size and amount >= size and 4 * amount % size == 0:
        days = amount / size
        return say.count(days, "calendar day") if elapsed else say.count(days, "day")
    if amount and amount % 60 == 0:
        hours = amount / 60
        return say.count(hours, "elapsed hour") if elapsed else say.count(hours, "hour")
    return say.count(amount, "elapsed minute") if elapsed else say.count(amount, "minute")


def money_text(amount: Decimal, project: Project, say: Words) -> str:
    """An amount of money, with the project's currency if it has one."""
    return f"{say.number(amount, ',.2f')} {project.currency}".strip()


def quantity_text(amount: Decimal | Fraction, material: Resource, say: Words) -> str:
    """A quantity of a material: 40 t of Cement."""
    much = f"{say.number(float(amount), ',.12g')} {material.unit}".strip()
    return say("{amount} of {material}", amount=much, material=material.name)


def budget_text(budget: Budget, project: Project, say: Words) -> str:
    """A budget in words: of what, and for which month or other time."""
    named = Structure(tasks=project.tasks).scoped(budget.scope) if budget.scope else None
    scope = named.title if named else budget.scope or say("the project")
    text = say("the budget of {scope}", scope=scope)
    first, last = budget.start, budget.finish
    if first and last and first == last.replace(day=1) and (last + timedelta(days=1)).day == 1:
        month = f"{say.months[first.month - 1]} {first.year}"
        return say("{budget} for {month}", budget=text, month=month)
    if first:
        text = say("{budget} from {day}", budget=text, day=say.spelled.day(first))
    if last:
        text = say("{budget} to {day}", budget=text, day=say.spelled.day(last))
    return text
