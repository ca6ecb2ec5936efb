"""The last end that no schedule can beat, found without search."""

from collections.abc import Collection, Iterable

from models.calendars import Calendar
from models.problem import Problem
from models.timing.network import tails, windows


def last_end(problem: Problem, counted: Collection[int]) -> int:
    """A lower bound of the last end of some activities, at most the horizon.

    The longest chain, and the time each group of resources needs for what only it can do.

    Args:
        problem: What is planned.
        counted: Their positions.
    """
    inside = [i for i in counted if not problem.activities[i].optional]
    tail, ends = tails(problem, counted), windows(problem).earliest_end
    chain = max((min(ends[i], problem.horizon) + tail[i] for i in inside), default=0)
    return min(max(chain, _busiest(problem, inside)), problem.horizon)


def _busiest(problem: Problem, counted: Iterable[int]) -> int:
    """The first slot by which every group of resources has time for what only it can do.

    The groups are those that occur as candidates of a seat, and the unions of each with what lies
    inside it; also everybody.
    """
    work: dict[frozenset[int], int] = {}
    for activity in (problem.activities[i] for i in counted):
        if len(activity.modes) == 1:
            for seat in activity.modes[0].seats:
                work[seat.group] = work.get(seat.group, 0) + seat.energy
    everybody = frozenset(r for group in work for r in group)
    unions = {a | b for a in work for b in work} if len(work) <= _PAIRS else set(work)
    return max(
        (_time_for(problem, group, _inside(group, work)) for group in {everybody, *unions}),
        default=0,
    )


_PAIRS = 40
"""Groups up to which pairs of them are looked at too."""


def _inside(group: frozenset[int], work: dict[frozenset[int], int]) -> int:
    return sum(amount for some, amount in work.items() if some <= group)


def _time_for(problem: Problem, group: Iterable[int], amount: int) -> int:
    """The first slot before which the group has worked the amount, in units × slots."""
    if not amount:
        return 0
    calendars = [(problem.resources[r].capacity, problem.widest[r]) for r in group]
    if all(calendar.gapless(problem.horizon) for _, calendar in calendars):
        capacity = sum(capacity for capacity, _ in calendars)
        slots = -(-amount // capacity) if capacity else problem.horizon * (amount > 0)
        return min(problem.horizon, slots)
    low, high = 0, problem.horizon
    while low < high:
        middle = (low + high) // 2
        if _done(calendars, middle) >= amount:
            high = middle
        else:
            low = middle + 1
    return low


def _done(calendars: Iterable[tuple[int, Calendar]], slot: int) -> int:
    return sum(capacity * calendar.worked(slot) for capacity, calendar in calendars)
