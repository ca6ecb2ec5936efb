"""Bookings of people who have several rows: one for each row in which they work on a task."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from models.bookings import own
from models.measures.spending import begun, candidate_cost, earned, exactly, paid_in, share
from models.problem import Candidate
from models.schedule import Task as Placed
from planner.translate.translation import Translation
from planner.translate.ways import WaySeat
from planner.translate.worker_terms import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a person's work on a task, in the slots ``[start, end)``.

    `rate` (in cents a minute), `before` and `once` (cents) as in `planner.plan.Booking`.
    """

    start: int
    end: int
    units: float
    minutes: float
    cents: int
    rate: Fraction = Fraction(0)
    before: Fraction = Fraction(0)
    once: int = 0


def stretches(
    translation: Translation, candidate: Candidate, part: WaySeat, placed: Placed
) -> Iterator[Stretch]:
    """The work of a person on a placed task, row by row."""
    problem, stint = translation.problem, part.stint(candidate.resource)
    calendar = problem.calendar_of(candidate)
    start, end = placed.start, placed.end
    if candidate.work:
        start, end = own(calendar, candidate.work, start) or (start, end)
    slots = calendar.needs(candidate.work) or calendar.worked(end) - calendar.worked(start)
    minutes = stint.minutes if candidate.work else slots * translation.grid.slot_minutes
    for period in translation.periods[candidate.resource]:
        low, high = max(start, period.start), min(end, period.end)
        done = min(slots, calendar.progress(max(low, high)) - calendar.progress(start))
        done -= min(slots, calendar.progress(max(low, start)) - calendar.progress(start))
        if low >= high or done <= 0:
            continue
        taken = period.taken(stint.units)
        slower = stint.units / taken if part.paced else Fraction(1)
        yield Stretch(
            start=low,
            end=high,
            units=float(taken),
            minutes=float(minutes * done / slots * slower),
            cents=_cents(translation, candidate, placed, period),
            rate=_rate(candidate, period) / slower / translation.grid.slot_minutes,
            before=exactly(problem, candidate, placed.start, low),
            once=begun(problem, candidate, placed.start) if low == start else 0,
        )


def _cents(translation: Translation, candidate: Candidate, placed: Placed, period: Period) -> int:
    """The cost of the work in a row."""
    problem, during = translation.problem, (period.start, period.end)
    if candidate.pays:
        return paid_in(problem, candidate, placed.start, placed.end, during)
    cents = candidate_cost(problem, candidate, placed.start, placed.end)
    if candidate.work:
        calendar = problem.calendar_of(candidate)
        return share(calendar, candidate.work, cents, placed.start, during)
    first, last = (min(max(slot, placed.start), placed.end) for slot in during)
    cents = earned(problem, candidate, placed.start, last)
    cents -= earned(problem, candidate, placed.start, first)
    return cents + (candidate.cost if during[0] < placed.end <= during[1] else 0)


def _rate(candidate: Candidate, period: Period) -> Fraction:
    """Cents for each slot of work, where what is due by a day is counted from that."""
    later = [pay.rate for pay in candidate.pays[1:] if pay.since <= period.start]
    return later[-1] if later else (*(pay.rate for pay in candidate.pays), candidate.rate)[0]
