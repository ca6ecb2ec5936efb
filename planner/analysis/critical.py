"""How late each task could start with nothing else getting later than it may.

The schedule is taken as a network: its precedences, and for everybody the order in which they
come from one task to the next. A backward pass gives the latest starts; the difference to the
planned ones is the slack (total float), and what has none is critical. People and ways stay as
planned. Source of the links between tasks that share people: resource flow networks (Artigues &
Roubellat 2000).
"""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterator

from models.problem import Precedence
from planner.analysis.timing import Timing


def latest_starts(timing: Timing) -> tuple[int | None, ...]:
    """The latest start of each activity; None where it is left out.

    The plan's finish is kept, and so is each due slot, or the planned end where that is later,
    as are all hard dates.
    """
    problem, makespan = timing.problem, timing.makespan
    after: dict[int, list[Precedence]] = defaultdict(list)
    for precedence in (*problem.precedences, *handovers(timing)):
        pair = (timing.schedule.tasks[precedence.first], timing.schedule.tasks[precedence.second])
        if None not in pair:
            after[precedence.first].append(precedence)
    before: dict[int, set[int]] = defaultdict(set)
    for first, precedences in after.items():
        for precedence in precedences:
            before[precedence.second].add(first)
    latest = [None if task is None else makespan for task in timing.schedule.tasks]
    waiting = deque(sorted(timing.planned, key=lambda k: timing.task(k).start, reverse=True))
    queued = set(waiting)
    while waiting:
        activity = waiting.popleft()
        queued.discard(activity)
        start = _latest_start(timing, activity, after[activity], latest)
        old = latest[activity]
        latest[activity] = start
        if old is None or start < old:
            for other in sorted(before[activity] - queued):
                waiting.append(other)
                queued.add(other)
    return tuple(latest)


def _latest_start(
    timing: Timing, activity: int, after: list[Precedence], latest: list[int | None]
) -> int:
    """From the latest starts of what comes after; never before the planned start."""
    what, planned = timing.problem.activities[activity], timing.task(activity)
    start = timing.makespan if what.start_max is None else what.start_max
    end = timing.makespan if what.end_max is None else what.end_max
    if what.due is not None:
        end = min(end, max(what.due, planned.end))
    for precedence in after:
        begin = latest[precedence.second]
        if begin is None:
            continue
        event = begin if precedence.kind[1] == "S" else timing.end(precedence.second, begin)
        if event is None:
            continue
        bound = timing.latest_event(precedence, event)
        if precedence.kind[0] == "S":
            start = min(start, bound)
        else:
            end = min(end, bound)
    return max(planned.start, timing.latest_start(activity, start, end))


def handovers(timing: Timing) -> Iterator[Precedence]:
    """Who passes whom on to whom: finish-to-start links between tasks that share people.

    Units are passed on from task to task; those that have been free for longest go first, so
    that few tasks follow each other without a break. Keeping the links keeps every capacity.
    """
    users: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for activity in timing.planned:
        task = timing.task(activity)
        if task.start < task.end:
            for resource, units in timing.crews[activity]:
                users[resource].append((task.start, activity, units))
    for resource, tasks in sorted(users.items()):
        free = [(-1, -1, timing.problem.resources[resource].capacity)]
        for start, activity, units in sorted(tasks):
            missing = units
            while missing > 0 and free and free[0][0] <= start:
                end, giver, there = heapq.heappop(free)
                taken = min(there, missing)
                missing -= taken
                if there > taken:
                    heapq.heappush(free, (end, giver, there - taken))
                if giver >= 0:
                    yield Precedence(first=giver, second=activity)
            heapq.heappush(free, (timing.task(activity).end, activity, units))
