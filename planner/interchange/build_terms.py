"""Periods in which a resource has a certain number of units at a certain rate."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from planner.interchange.draft import DraftRate, DraftResource
from planner.project import Resource

_DAY = timedelta(days=1)


def table_a(one: DraftResource) -> list[DraftRate]:
    """The rates of the first table, in the order of their dates."""
    return sorted((rate for rate in one.rates if rate.table == "A"), key=begins)


def begins(rate: DraftRate) -> datetime:
    """The day from which a rate holds."""
    return rate.start or datetime.min


def terms_of(one: DraftResource, found: Resource) -> Iterator[Resource]:
    """The rows of a resource; days on which there is none of it are left out."""
    rates = table_a(one)
    cuts = {rate.start.date() for rate in rates[1:] if rate.start}
    for period in one.availability:
        cuts |= {period.start} if period.start else set()
        cuts |= {period.finish + _DAY} if period.finish else set()
    edges = [None, *sorted(cuts), None]
    held: Resource | None = None
    for since, following in pairwise(edges):
        until = following - _DAY if following else None
        units = _units(one, since)
        rate = next((r for r in reversed(rates) if r is rates[0] or _began(r, since)), None)
        term = replace(
            found,
            max_units=round(units, 6),
            rate=rate.rate if rate else found.rate,
            cost_per_use=rate.per_use if rate else found.cost_per_use,
            overtime_rate=None,
            available_from=since,
            available_until=until,
        )
        if held and _same(held, term):
            held = replace(held, available_until=until)
            continue
        if held and held.max_units > 0:
            yield held
        held = term
    if held and held.max_units > 0:
        yield held


def _began(rate: DraftRate, day: date | None) -> bool:
    return rate.start is None or (day is not None and rate.start.date() <= day)


def _units(one: DraftResource, day: date | None) -> float:
    """How many there are on a day; None is before all dates."""
    if not one.availability:
        return one.max_units
    for period in one.availability:
        begun = period.start is None or (day is not None and period.start <= day)
        if begun and (period.finish is None or day is None or day <= period.finish):
            return period.units
    return 0.0


def _same(one: Resource, other: Resource) -> bool:
    """Whether two stretches of days differ in nothing but their days."""
    return replace(one, available_from=None, available_until=None) == replace(
        other, available_from=None, available_until=None
    )
