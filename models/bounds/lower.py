"""Lower bounds that need no search: no schedule of the problem has a lower measure."""

from collections.abc import Iterable

from models.calendars import Calendar
from models.measures import goals
from models.measures.goals import Goal, Measure
from models.problem import Activity, Problem
from models.schedule import Task
from models.timing.network import tails, windows


def goal_bound(problem: Problem, goal: Goal) -> int:
    """A lower bound of the goal: the weighted sum of its measures' bounds."""
    return sum(weight * lower_bound(problem, name) for name, weight in goal.terms)


def lower_bound(problem: Problem, measure: Measure) -> int:
    """A lower bound of one measure, in its unit."""
    if measure == "cost":
        return sum(map(_cheapest, problem.activities))
    if measure in ("finish", "lateness", "late_count", "earliness"):
        ends = windows(problem).earliest_end
        earliest = {i: min(end, problem.horizon) for i, end in enumerate(ends)}
        return _of_ends(problem, measure, earliest)
    return 0


def _of_ends(problem: Problem, measure: Measure, earliest: dict[int, int]) -> int:
    """The bound if everything ends at its earliest."""
    tasks = {i: Task(start=0, end=end) for i, end in earliest.items()}
    if measure == "earliness":
        early = ((i, goals.early_slots(problem, i, task)) for i, task in tasks.items())
        return -sum(problem.activities[i].bonus * slots for i, slots in early)
    must = {i: task for i, task in tasks.items() if not problem.activities[i].optional}
    if measure == "finish":
        return min(_finish(problem, [(i, task.end) for i, task in must.items()]), problem.horizon)
    late = [(i, goals.tardiness(problem, i, task)) for i, task in must.items()]
    if measure == "late_count":
        return sum(slots > 0 for _, slots in late)
    return sum(problem.activities[i].weight * slots for i, slots in late)


def _cheapest(activity: Activity) -> int:
    """The cheapest staffing of the activity, or leaving it out."""
    modes = [
        mode.cost
        + sum(sum(sorted(c.cost for c in seat.candidates)[: seat.count]) for seat in mode.seats)
        for mode in activity.modes
    ]
    return min([*modes, *([] if activity.drop_cost is None else [activity.drop_cost])])


def _finish(problem: Problem, earliest: list[tuple[int, int]]) -> int:
    """The longest chain, and the time each group of resources needs for what only it can do."""
    tail = tails(problem)
    chain = max((end + tail[i] for i, end in earliest), default=0)
    return max(chain, _busiest(problem))


def _busiest(problem: Problem) -> int:
    """The first slot by which every group of resources has time for what only it can do.

    The groups are those that occur as candidates of a seat, and the unions of each with what lies
    inside it; also everybody.
    """
    work: dict[frozenset[int], int] = {}
    for activity in problem.activities:
        if not activity.optional and len(activity.modes) == 1:
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
