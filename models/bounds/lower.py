"""The last end that no schedule can beat, found without search."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate

from models.calendars import Calendar
from models.materials import Consumption
from models.problem import Activity, Problem
from models.timing.network import lengths, tails, windows


def last_end(problem: Problem, counted: Collection[int]) -> int:
    """A lower bound of the last end of some activities, at most the horizon.

    The longest chain, the time each group of resources needs for what only it can do, and what
    cannot be done before materials are delivered.

    Args:
        problem: What is planned.
        counted: Their positions.
    """
    inside = [i for i in counted if not problem.activities[i].optional]
    tail, ends = tails(problem, counted), windows(problem).earliest_end
    chain = max((min(ends[i], problem.horizon) + tail[i] for i in inside), default=0)
    delivered = max(_delivered(problem, inside, tail), default=0)
    return min(max(chain, _busiest(problem, inside), delivered), problem.horizon)


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


def _delivered(problem: Problem, counted: Collection[int], tail: list[int]) -> Iterator[int]:
    """For each delivery, a lower bound by what has to wait for it.

    What is used in all, less what there is before, is used by activities that use it then or later.
    Least is lost if they are those after which least is to be done.
    """
    least = lengths(problem)
    for m, material in enumerate(problem.materials):
        uses = [(i, _used(problem.activities[i], m)) for i in counted]
        waits = sorted(
            (_after_use(problem.activities[i], m, least[i]) + tail[i], amount)
            for i, amount in uses
            if amount and not _spread(problem.activities[i], m)
        )
        for supply in material.supplies:
            lacking = sum(amount for _, amount in uses) - supply.amount
            lacking -= sum(a for i, a in uses if _spread(problem.activities[i], m))
            if supply.until is not None and lacking > 0:
                yield supply.until + _reached(waits, lacking)


def _reached(waits: Sequence[tuple[int, int]], amount: int) -> int:
    """The wait by which at least so much is used, the shortest first; 0 if never."""
    used = accumulate(amount for _, amount in waits)
    enough = (wait for (wait, _), total in zip(waits, used, strict=True) if total >= amount)
    return next(enough, 0)


def _consumed(activity: Activity, material: int) -> list[list[Consumption]]:
    """The uses of a material in each mode."""
    return [[one for one in mode.consumes if one.material == material] for mode in activity.modes]


def _used(activity: Activity, material: int) -> int:
    """The least that an activity uses of a material."""
    return min(sum(one.amount for one in uses) for uses in _consumed(activity, material))


def _spread(activity: Activity, material: int) -> bool:
    """Whether it may use it evenly, in part even after its end."""
    return any(one.spread for uses in _consumed(activity, material) for one in uses)


def _after_use(activity: Activity, material: int, least: int) -> int:
    """The least time from the use of a material to the end of the activity."""
    early = all(one.accrual == "start" for uses in _consumed(activity, material) for one in uses)
    return least if early else min(1, least)
