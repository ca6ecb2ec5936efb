"""The latest start of each task with which nothing else gets later than it may.

The schedule is taken as a network: its precedences, and for everybody the order in which they
come from one task to the next. A backward pass gives the latest starts; the difference to the
planned ones is the slack (total float), and what has none is critical. People and ways stay as
planned. Source of the links between tasks that share people: resource flow networks (Artigues &
Roubellat 2000).
"""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import accumulate

from models.measures.duedates import due_of
from models.problem import Precedence
from models.timing import combined_bounds
from planner.analysis.timing import Timing

Users = list[tuple[int, int, int, int]]
"""What takes a resource: start, taker, units, end."""


StartSlots = tuple[int | None, ...]
"""A start of each activity; None where it is left out."""


class BackwardPass:
    """The latest start of each activity, from the activities that come after it.

    What spans others has no slack of its own; the links from and to it bind those that decide. The
    plan's finish is kept, and so is each due slot, or the planned end where that is later,
    as are all hard dates.
    """

    def __init__(self, timing: Timing) -> None:
        self.timing, self.problem = timing, timing.problem
        self.after: dict[int, list[Precedence]] = defaultdict(list)
        self.before: dict[int, set[int]] = defaultdict(set)
        for precedence in timing.links:
            self._link(precedence)
        self.passes: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.last_end = [self._last_end(k) for k in range(len(self.problem.activities))]
        self.starts = [timing.makespan] * len(self.problem.activities)
        broken = {k for k in timing.planned if timing.task(k).breaks}
        for k in broken:  # its pieces are where they are
            self.starts[k] = timing.task(k).start
        for giver, taker, resource, since in handovers(timing):
            if giver in broken:
                continue
            if taker < len(self.problem.activities) and taker not in broken:
                for precedence in timing.passed_on(Precedence(first=giver, second=taker)):
                    self.passes[precedence.first].append((precedence.second, resource))
                    self.before[precedence.second].add(precedence.first)
            else:
                for part in self.problem.activities[giver].spans or (giver,):
                    latest = timing.latest_for(part, resource, since)
                    self.starts[part] = min(self.starts[part], latest)
        for activity, start in _within_levels(timing):
            self.starts[activity] = min(self.starts[activity], start)
        self.bound = tuple(self.starts)

    def _link(self, precedence: Precedence) -> None:
        self.after[precedence.first].append(precedence)
        self.before[precedence.second].add(precedence.first)

    def _last_end(self, activity: int) -> int:
        """The latest end that is allowed, whatever comes after."""
        end = self.timing.makespan
        for k in (activity, *self.problem.spanned_by[activity]):
            what, task = self.problem.activities[k], self.timing.schedule.tasks[k]
            if task is None:
                continue
            latest = combined_bounds.assigned(self.problem, k, task).end_max
            end = end if latest is None else min(end, latest)
            due = due_of(self.problem, k, task)
            if due is not None and what.weight:
                end = min(end, max(due, task.end))
        return end

    def free(self) -> StartSlots:
        """The latest starts with which all others stay where they are (free float)."""
        tasks = self.timing.schedule.tasks
        self.starts = [
            bound if task is None else task.start
            for task, bound in zip(tasks, self.bound, strict=True)
        ]
        return tuple(
            None if task is None else self._latest_start(k) for k, task in enumerate(tasks)
        )

    def latest(self) -> StartSlots:
        """The latest starts (total float), repeated as maximum lags make circles."""
        tasks = self.timing.schedule.tasks
        self.starts = list(self.bound)
        planned = sorted(self.timing.planned, key=lambda k: self.timing.task(k).start)
        waiting = deque(reversed(planned))
        queued = set(waiting)
        while waiting:
            activity = waiting.popleft()
            queued.discard(activity)
            start = self._latest_start(activity)
            if start < self.starts[activity]:
                self.starts[activity] = start
                again = sorted(self.before[activity] - queued)
                waiting += again
                queued.update(again)
        return tuple(
            None if task is None else start for task, start in zip(tasks, self.starts, strict=True)
        )

    def _latest_start(self, activity: int) -> int:
        """The latest start by all that comes after; never before the planned start."""
        timing = self.timing
        start_max = combined_bounds.assigned(
            self.problem, activity, timing.task(activity)
        ).start_max
        start = self.bound[activity]
        start = start if start_max is None else min(start, start_max)
        end = self.last_end[activity]
        for precedence in self.after[activity]:
            begin = self.starts[precedence.second]
            event = begin if precedence.kind[1] == "S" else timing.end(precedence.second, begin)
            if event is None:
                continue
            bound = timing.latest_event(precedence, event)
            if precedence.kind[0] == "S":
                start = min(start, bound)
            else:
                end = min(end, bound)
        for taker, resource in self.passes[activity]:
            begun = self._begun(taker, resource)
            start = min(start, timing.latest_for(activity, resource, begun))
        return max(timing.task(activity).start, timing.latest_start(activity, start, end))

    def _begun(self, activity: int, resource: int) -> int:
        """When an activity that starts at its latest takes a resource."""
        start = self.starts[activity]
        end = self.timing.end(activity, start)
        if end is None:
            return start
        taken = self.timing.taken_from(activity, start, end)
        return next((one.start for one in taken if one.candidate.resource == resource), start)


def handovers(timing: Timing) -> Iterator[tuple[int, int, int, int]]:
    """Yields giver, taker, the resource that passes from the one to the other, and from when on.

    A taker beyond the activities is a reservation. Units are passed on from task to task; those
    that have been free for longest go first, so that few tasks follow each other without a
    break. As long as each giver ends before its takers start, every capacity is kept.
    """
    fixed = len(timing.problem.activities)
    for resource, taken in sorted(_users(timing).items()):
        least = _least(timing, resource, taken)
        free = [(-1, -1, least)]
        for start, taker, asked, end in sorted(taken):
            units = min(asked, least)
            missing = units
            while missing > 0 and free and free[0][0] <= start:
                since, giver, there = heapq.heappop(free)
                given = min(there, missing)
                missing -= given
                if there > given:
                    heapq.heappush(free, (since, giver, there - given))
                if 0 <= giver < fixed:
                    yield giver, taker, resource, start
            heapq.heappush(free, (end, taker, units))


def _least(timing: Timing, resource: int, taken: Users) -> int:
    """The units that are passed on: the fewest there are at any time, if they are enough.

    What keeps to those keeps to every level, wherever it is moved.
    """
    who = timing.problem.resources[resource]
    lowest = min([who.capacity, *(level.capacity for level in who.levels)])
    changes: list[tuple[int, int]] = []
    for start, _, units, end in taken:
        changes += [(start, min(units, lowest)), (end, -min(units, lowest))]
    clipped = (units for _, units in sorted(changes))
    return lowest if max(accumulate(clipped), default=0) <= lowest else who.capacity


def _within_levels(timing: Timing) -> Iterator[tuple[int, int]]:
    """Activities and the latest start with which they stay where as much is there of somebody.

    Those of people of whom there is less at times, and who do more than would fit then.
    """
    for resource, taken in sorted(_users(timing).items()):
        who = timing.problem.resources[resource]
        if not who.levels or _least(timing, resource, taken) < who.capacity:
            continue
        for start, activity, _, end in taken:
            if activity < len(timing.problem.activities):
                _, until, _ = next(who.there(start, timing.problem.horizon))
                stays = timing.latest_for(activity, resource, until)
                yield activity, stays if end <= until else timing.task(activity).start


def _users(timing: Timing) -> dict[int, Users]:
    """For each resource what takes it: start, taker, units, end."""
    users: dict[int, Users] = defaultdict(list)
    for activity in timing.planned:
        for one in timing.taken[activity]:
            if one.start < one.end:
                who = one.candidate
                users[who.resource].append((one.start, activity, who.units, one.end))
    fixed = len(timing.problem.activities)
    for position, held in enumerate(timing.problem.reservations):
        if held.start < held.end:
            users[held.resource].append((held.start, fixed + position, held.units, held.end))
    return users
