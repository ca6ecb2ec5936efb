"""Amounts of money by the day on which they fall."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

from planner.plan import Booking


def worked(booking: Booking, last_day: date) -> dict[date, int]:
    """Cents of a booking by day; what is not for time falls on its start or on `last_day`."""
    minutes, cents = minutes_by_day(booking.spans), whole_cents(booking.cost)
    if booking.overtime:
        dear = _surcharges(booking)
        usual = spread(cents - sum(dear.values()), minutes)
        return {day: usual[day] + dear.get(day, 0) for day in usual}
    if not booking.rate:
        return spread(cents, minutes)
    done, once = 0, whole_cents(booking.once)
    first = given = floor(booking.before + Fraction(1, 2))
    shares: dict[date, int] = defaultdict(int)
    for day in sorted(minutes):
        done += minutes[day]
        earned = floor(booking.before + booking.rate * done + Fraction(1, 2))
        until = min(earned, first + cents - once)
        shares[day], given = until - given, until
    shares[min(minutes)] += once
    shares[last_day] += cents - once - (given - first)
    return shares


def _surcharges(booking: Booking) -> dict[date, int]:
    """Cents that overtime costs more by day, its sum rounded to the cent day by day."""
    minutes, done, given = minutes_by_day(booking.overtime), 0, 0
    shares: dict[date, int] = {}
    for day in sorted(minutes):
        done += minutes[day]
        due = floor(booking.surcharge * done + Fraction(1, 2))
        shares[day], given = due - given, due
    return shares


def whole_cents(amount: Decimal) -> int:
    """An amount that is a whole number of cents, as that."""
    return int(amount * 100)


def minutes_by_day(spans: Iterable[tuple[datetime, datetime]]) -> dict[date, int]:
    """Minutes of some spans on each day."""
    minutes: dict[date, int] = defaultdict(int)
    for start, finish in spans:
        moment = start
        while moment < finish:
            midnight = datetime.combine(moment.date() + timedelta(days=1), time())
            until = min(finish, midnight)
            minutes[moment.date()] += (until - moment) // timedelta(minutes=1)
            moment = until
    return minutes


def spread(cents: int, minutes: Mapping[date, int]) -> dict[date, int]:
    """The cents over days by minutes; what is due by each day is rounded down."""
    total, done, given = sum(minutes.values()), 0, 0
    shares: dict[date, int] = {}
    for day in sorted(minutes):
        done += minutes[day]
        until = cents * done // total
        shares[day], given = until - given, until
    return shares
