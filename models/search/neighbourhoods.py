"""Neighbourhoods: sets of activities worth planning again together, while the rest stays.

Each kind takes the schedule as it is and a wanted size. Which kind and size pays is learned by
`models.search.large_neighbourhood`.
"""

from collections import deque
from collections.abc import Callable, Iterable
from heapq import nsmallest
from random import Random

from models.measures.changes import changed
from models.measures.duedates import tardiness
from models.problem import Problem
from models.schedule import Task
from models.search.partial_schedule import PartialSchedule

_OFTEN, _OFTEN_NEAR = 0.5, 0.9
"""How often a neighbourhood begins with what is amiss; near a known plan all else is well."""


class Board:
    """A schedule with the indices the neighbourhoods ask for."""

    def __init__(self, partial: PartialSchedule) -> None:
        self.problem: Problem = partial.problem
        self.partial = partial
        self.on: list[set[int]] = [set() for _ in self.problem.resources]
        self.amiss: set[int] = set()
        near = any(activity.stay is not None for activity in self.problem.activities)
        self._often = _OFTEN_NEAR if near else _OFTEN
        self._able: list[tuple[int, ...] | None] = [None] * len(self.problem.activities)
        for i in range(len(partial.tasks)):
            self._note(i)

    def change(self, tasks: dict[int, Task | None]) -> bool:
        """`PartialSchedule.change`, with the indices kept right."""
        before = {i: self.partial.tasks[i] for i in tasks}
        if not self.partial.change(tasks):
            return False
        for i, task in before.items():
            for one in task.assignments if task else ():
                self.on[one.resource].discard(i)
            self.amiss.discard(i)
        for i in tasks:
            self._note(i)
        return True

    def _note(self, i: int) -> None:
        task = self.partial.tasks[i]
        for one in task.assignments if task else ():
            self.on[one.resource].add(i)
        if task is None or self._late(i, task) or self._changed(i, task):
            self.amiss.add(i)

    def _late(self, i: int, task: Task) -> bool:
        weighed = self.problem.activities[i].weight > 0
        return weighed and tardiness(self.problem, i, task) > 0

    def _changed(self, i: int, task: Task) -> bool:
        known = self.problem.activities[i].stay is not None
        return known and changed(self.problem, i, task) > 0

    def able(self, i: int) -> tuple[int, ...]:
        """Resources that could be on the activity."""
        known = self._able[i]
        if known is None:
            known = tuple(dict.fromkeys(c.resource for _, _, c in self.problem.choices(i)))
            self._able[i] = known
        return known

    def middle(self, i: int) -> float:
        """The middle of the activity's time; where it is left out, where it could start."""
        task = self.partial.tasks[i]
        return self.problem.activities[i].start_min if task is None else (task.start + task.end) / 2

    def distance(self, i: int, moment: float) -> float:
        """How far the activity is from a moment; 0 if it is under way then."""
        task = self.partial.tasks[i]
        if task is None:
            return abs(self.middle(i) - moment)
        return max(0.0, task.start - moment, moment - task.end)

    def nearest(self, activities: Iterable[int], moment: float, size: int) -> list[int]:
        """Those closest to a moment."""
        return nsmallest(size, activities, key=lambda i: (self.distance(i, moment), i))

    def seed(self, random: Random) -> int:
        """An activity to begin with: often one that is late, left out or changed."""
        if self.amiss and random.random() < self._often:
            return random.choice(sorted(self.amiss))
        return random.randrange(len(self.problem.activities))


Neighbourhood = Callable[[Board, Random, int], list[int]]


def window(board: Board, random: Random, size: int) -> list[int]:
    """What is under way around one moment."""
    return board.nearest(
        range(len(board.problem.activities)), board.middle(board.seed(random)), size
    )


def people(board: Board, random: Random, size: int) -> list[int]:
    """What the people who could do one activity do around its time, and their substitutes."""
    first = board.seed(random)
    crew = list(board.able(first))
    random.shuffle(crew)
    crew = sorted(crew[: max(2, size // 6)])
    moment = board.middle(first)
    near = {first}
    for resource in crew:
        near.update(board.nearest(board.on[resource], moment, max(2, size // len(crew))))
    return board.nearest(near, moment, size)


def chain(board: Board, random: Random, size: int) -> list[int]:
    """What holds an activity back: its predecessors, who was busy before, and what held those."""

    def causes(i: int) -> list[int]:
        found = [link.first for link in board.problem.incoming[i]]
        for resource in board.able(i) if random.random() < 0.3 else _people(board, i):
            found += _before(board, resource, i, 2)
        return found

    return list(_spread(board.seed(random), causes, random, size))


def _spread(
    first: int, around: Callable[[int], list[int]], random: Random, size: int
) -> dict[int, None]:
    """Up to `size` activities, breadth first from the first to those around each, at random."""
    found = {first: None}
    queue = deque([first])
    while queue and len(found) < size:
        others = around(queue.popleft())
        random.shuffle(others)
        for other in others:
            if other not in found and len(found) < size:
                found[other] = None
                queue.append(other)
    return found


def phase(board: Board, random: Random, size: int) -> list[int]:
    """What is linked with an activity, directly or through others."""
    problem, first = board.problem, board.seed(random)

    def linked(i: int) -> list[int]:
        before = [link.first for link in problem.incoming[i]]
        return before + [link.second for link in problem.outgoing[i]]

    found = _spread(first, linked, random, size)
    rest = size - len(found)
    if rest > 0 and board.able(first):
        found.update(dict.fromkeys(people(board, random, rest)))
    return list(found)


def swap(board: Board, random: Random, size: int) -> list[int]:
    """Two groups far apart in time that the same people work on: they may change places."""
    first = board.seed(random)
    crew = board.able(first)
    if not crew:
        return phase(board, random, size)
    others = sorted(board.on[random.choice(crew)])
    second = random.choice(others) if others else first
    found: dict[int, None] = {}
    for centre in (first, second):
        near = {i for resource in crew for i in board.on[resource]} | {centre}
        found.update(dict.fromkeys(board.nearest(near, board.middle(centre), size // 2)))
    return list(found)


def scattered(board: Board, random: Random, size: int) -> list[int]:
    """Activities at random."""
    everything = range(len(board.problem.activities))
    return random.sample(everything, min(size, len(everything)))


def _people(board: Board, i: int) -> list[int]:
    task = board.partial.tasks[i]
    return [one.resource for one in task.assignments] if task else list(board.able(i))


def _before(board: Board, resource: int, i: int, count: int) -> list[int]:
    """The last that a resource did before the activity began."""
    task = board.partial.tasks[i]
    start = board.problem.horizon if task is None else task.start
    ends = []
    for other in board.on[resource]:
        done = board.partial.tasks[other]
        if other != i and done is not None and done.end <= start:
            ends.append((done.end, other))
    return [other for _, other in sorted(ends)[-count:]]


KINDS: dict[str, Neighbourhood] = {
    "window": window,
    "people": people,
    "chain": chain,
    "phase": phase,
    "swap": swap,
    "scattered": scattered,
}
"""Every kind, by the name progress is reported under."""
