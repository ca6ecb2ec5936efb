"""Numbers the sheets share, taken from a plan: days, units, costs over time, phases."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from planner.plan import Booking, Plan, PlannedTask

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Money that falls on a day: for a resource's work, or (resource "") a fixed cost."""

    day: date
    row: int
    resource: str
    amount: Decimal


def last_day(finish: datetime) -> date:
    """The day on which something that ends then is last worked on."""
    return (finish - timedelta(microseconds=1)).date() if finish.time() == time() else finish.date()


def shows_times(plan: Plan) -> bool:
    """Whether dates alone would hide something: tasks begin or end at different times of day."""
    rows = [row for row in plan.rows if row.start and row.finish and row.start != row.finish]
    starts = {row.start.time() for row in rows if row.start}
    finishes = {row.finish.time() for row in rows if row.finish}
    return len(starts) > 1 or len(finishes) > 1


def days_long(plan: Plan, row: PlannedTask) -> float:
    """A task's duration in the project's working days."""
    return round(row.duration / plan.project.settings.day, 2)


def people(row: PlannedTask) -> str:
    """Who works on a task, with the share where it is not one full unit."""
    return ", ".join(
        booking.resource if booking.units == 1 else f"{booking.resource} {booking.units:.0%}"
        for booking in row.bookings
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A row that is planned itself, neither a summary nor left out, with its position."""

    position: int
    row: PlannedTask
    start: datetime
    finish: datetime

    @property
    def last_day(self) -> date:
        """The day it is last worked on."""
        return last_day(self.finish)


def work_rows(plan: Plan) -> Iterator[Work]:
    """All rows of work."""
    for position, row in enumerate(plan.rows):
        if not row.task.summary and row.start is not None and row.finish is not None:
            yield Work(position=position, row=row, start=row.start, finish=row.finish)


def is_late(row: PlannedTask) -> bool:
    """Whether the task ends after its deadline."""
    return row.days_late is not None and row.days_late > 0


def late_rows(plan: Plan) -> list[PlannedTask]:
    """Tasks after their deadline, the latest first; summaries included."""
    late = [row for row in plan.rows if is_late(row)]
    return sorted(late, key=lambda row: -(row.days_late or 0))


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


def phases(plan: Plan) -> list[int]:
    """For each row, the position of the topmost summary it stands under (or its own)."""
    at = {row.task.id: position for position, row in enumerate(plan.rows)}
    tops: list[int] = []
    for position, row in enumerate(plan.rows):
        parent = at.get(row.task.parent, position) if row.task.parent else position
        tops.append(tops[parent] if parent < position else position)
    return tops


def span(plan: Plan) -> tuple[date, date]:
    """First and last day of the plan, deadlines not counted."""
    starts = [work.start.date() for work in work_rows(plan)]
    ends = [work.last_day for work in work_rows(plan)]
    first = min(starts, default=plan.start.date())
    return first, max(first, max(ends, default=plan.finish.date()))


def days_off(plan: Plan) -> dict[date, str]:
    """The whole days on which nobody works besides weekends: day → name."""
    off: dict[date, str] = {}
    for holiday in plan.project.days_off:
        if holiday.who or holiday.hours is not None:
            continue
        for offset in range(min((holiday.finish - holiday.start).days + 1, 3_660)):
            off[holiday.start + timedelta(days=offset)] = holiday.name
    return off


def workdays(plan: Plan) -> frozenset[int]:
    """Weekdays (Monday 0) on which the project's calendar works."""
    if not plan.project.weeks:
        return frozenset(range(round(plan.project.settings.days_per_week)))
    return frozenset(day for day, spans in enumerate(plan.project.weeks[0].days) if spans)
