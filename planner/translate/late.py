"""Overtime on the axis: whose evenings lie in which slots, and how many of a week may be worked."""

from collections.abc import Iterator
from itertools import groupby

from models.calendars import Calendar, union
from models.overtime import Ceiling, Overtime
from planner.project import Resource
from planner.worktime.evenings import Evenings
from planner.worktime.grid import Grid

Late = tuple[int, int, int]
"""The number of a week, and the slots of an evening."""


def overtime(
    worker: Resource, evenings: Evenings, grid: Grid, calendar: int, days: range
) -> Overtime:
    """The overtime of a worker, with its weekly limit from Monday to Sunday.

    An evening belongs to the week of the day its shift starts.
    """
    most = weekly(worker) // grid.slot_minutes
    ceilings = []
    for _, week in groupby(_late(evenings, grid, days), lambda late: late[0]):
        found = list(week)
        if sum(end - start for _, start, end in found) > most:
            ceilings.append(Ceiling(start=found[0][1], end=found[-1][2], most=most))
    return Overtime(calendar=calendar, ceilings=tuple(ceilings))


def weekly(worker: Resource) -> int:
    """Minutes of overtime in a week at most."""
    return int(worker.overtime_hours * 60)


def following(own: Calendar, late: Calendar) -> Calendar:
    """The evenings that follow own work on the axis; of coarse slots a short shift has none."""
    spans = ((a, b) for a, b in late.spans if a == 0 or own.works(a - 1))
    return Calendar(spans=tuple(spans))


def pattern(own: Calendar, late: Calendar, allowed: Overtime) -> Calendar:
    """Own work, and of each evening as much as can be worked in all evenings of a week."""
    limits = iter(allowed.ceilings)
    ceiling = next(limits, None)
    spans = []
    for start, end in late.spans:
        while ceiling is not None and ceiling.end <= start:
            ceiling = next(limits, None)
        if ceiling is None or start < ceiling.start:
            spans.append((start, end))
            continue
        count = sum(1 for _ in late.within(ceiling.start, ceiling.end))
        share = ceiling.most // count
        if share:
            spans.append((start, min(end, start + share)))
    return union((own, Calendar(spans=tuple(spans))))


def _late(evenings: Evenings, grid: Grid, days: range) -> Iterator[Late]:
    for day, first, last in evenings.among(range(days.start - 1, days.stop)):
        start, end = grid.first_start(first), grid.last_end(last)
        if start < end:
            yield (day - 1) // 7, start, end
