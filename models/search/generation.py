"""One pass of a schedule generation scheme: every activity placed in the order of a rule."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import heappop, heappush

from models.problem import Precedence, Problem
from models.schedule import Schedule, Task
from models.search.partial_schedule import PartialSchedule
from models.search.placing import Placer, SelectionRule
from models.search.room import Room
from models.search.size import choices
from models.timing.lags import earliest_after, latest_before
from models.timing.network import Windows, lengths, windows
from models.timing.precedence_order import components


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityRule:
    """A way to go through the activities: who goes first, who is taken, which scheme."""

    priority: tuple[float, ...]
    selection: SelectionRule
    parallel: bool = False


class PrecedenceGraph:
    """Tables that every pass over a problem needs, made once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.windows: Windows = windows(problem)
        groups = components(problem)
        self.group = [0] * len(problem.activities)
        for number, members in enumerate(groups):
            for i in members:
                self.group[i] = number
        self.scarcity = _scarcity(problem)
        self.size = choices(problem)
        self.wish = [problem.horizon if a.due is None else a.due for a in problem.activities]
        self.weight = [0 if a.due is None else a.weight for a in problem.activities]
        self.length = lengths(problem)
        self._chains = list(
            zip(self.weight, (max(1, length) for length in self.length), strict=True)
        )
        self._own = tuple(self._chains)
        for i in (i for members in reversed(groups) for i in members):
            self._pass_on(i)

    def _pass_on(self, i: int) -> None:
        """Tells what comes before i by when it should end for its sake, and what that counts."""
        for member in self.problem.activities[i].spans:
            self.wish[member] = min(self.wish[member], self.wish[i])
            self.weight[member] = max(self.weight[member], self.weight[i])
        for link in self.problem.incoming[i]:
            if not self.orders(link):
                continue
            event = self.wish[i] - (self.length[i] if link.kind[1] == "S" else 0)
            end = event - link.lag + (self.length[link.first] if link.kind[0] == "S" else 0)
            self.wish[link.first] = min(self.wish[link.first], end)
            self.weight[link.first] = max(self.weight[link.first], self.weight[i])
            worth, work = (
                a + b for a, b in zip(self._own[link.first], self._chains[i], strict=True)
            )
            if worth * self._chains[link.first][1] > self._chains[link.first][0] * work:
                self._chains[link.first] = worth, work

    @property
    def worth(self) -> list[float]:
        """For each activity the most weight for its work that a chain beginning with it has.

        What counts most for its work goes first on one machine without due dates, chains
        included (Horn 1972).
        """
        return [weight / work for weight, work in self._chains]

    def orders(self, link: Precedence) -> bool:
        """Whether the first is placed before the second; not so for maximum lags in a cycle."""
        same = self.group[link.first] == self.group[link.second]
        return link.first != link.second and not (same and link.lag < 0)

    @cached_property
    def held(self) -> tuple[tuple[int, int, int], ...]:
        """Those who are always on an activity that spans others: activity, resource, units."""
        problem = self.problem
        return tuple(
            (i, candidate.resource, candidate.units)
            for i in problem.spanning
            if len(problem.activities[i].modes) == 1
            for seat in problem.activities[i].modes[0].seats
            if seat.forced
            for candidate in seat.candidates
        )


def _scarcity(problem: Problem) -> list[float]:
    """Work that is likely to fall on each resource, if every seat picked evenly."""
    load = [0.0] * len(problem.resources)
    for activity in problem.activities:
        for mode in activity.modes:
            for seat in mode.seats:
                share = seat.count / len(activity.modes) / max(1, len(seat.candidates))
                for candidate in seat.candidates:
                    load[candidate.resource] += candidate.work * candidate.units * share
    return [w / max(1, r.capacity) for w, r in zip(load, problem.resources, strict=True)]


def with_all_before(graph: PrecedenceGraph, activities: Iterable[int]) -> set[int]:
    """The activities and all that come before them by links."""
    found = set(activities)
    todo = list(found)
    while todo:
        i = todo.pop()
        before = [link.first for link in graph.problem.incoming[i] if graph.orders(link)]
        new = {*before, *graph.problem.activities[i].spans} - found
        found |= new
        todo += sorted(new)
    return found


def generated(
    graph: PrecedenceGraph,
    rule: PriorityRule,
    attempts: int,
    stop: Callable[[], bool] = lambda: False,
) -> Schedule | None:
    """Passes in which what found no room goes first the next time; None also once to `stop`.

    Where people are on something that spans others, one pass more each that leaves them free for
    it all the time.
    """
    priority = list(rule.priority)
    for attempt in range(attempts):
        found = _passed(graph, replace(rule, priority=tuple(priority)), stop)
        if isinstance(found, Schedule):
            return found
        if stop():
            break
        first = min(priority) - 1 - attempt
        for i in with_all_before(graph, [found]):
            priority[i] = first
    return None


def _passed(graph: PrecedenceGraph, rule: PriorityRule, stop: Callable[[], bool]) -> Schedule | int:
    """The schedule of a pass, or the activity that the last one was stuck with."""
    if graph.held:
        done = _Pass(graph, rule, holds=True)
        if done.run(stop) is None:
            return done.partial.schedule()
    done = _Pass(graph, rule, holds=False)
    stuck = done.run(stop)
    return done.partial.schedule() if stuck is None else stuck


class _Pass:
    """One pass: places every activity once, or again if a maximum lag pulled it later.

    What spans others is placed after them, with the times that they give it. With `holds` those
    who are on it in any case are kept free for it from the start of the axis to its end.
    """

    def __init__(self, graph: PrecedenceGraph, rule: PriorityRule, *, holds: bool) -> None:
        self.graph = graph
        self.problem = graph.problem
        self.priority = rule.priority
        self.parallel = rule.parallel
        self.partial = PartialSchedule(graph.problem)
        self.placer = Placer(self.partial, graph.scarcity, rule.selection)
        self.floor = list(graph.windows.earliest_start)
        self.end_floor = [activity.end_min for activity in graph.problem.activities]
        self.settled = [False] * len(graph.problem.activities)
        self.waits = [sum(graph.orders(link) for link in links) for links in graph.problem.incoming]
        for i in graph.problem.spanning:
            self.waits[i] += len(graph.problem.activities[i].spans)
        self.held = graph.held if holds else ()
        for i in graph.problem.spanning:
            self._hold(i, 1)
        self.pulls = 10 + len(graph.problem.activities)
        self.heap: list[tuple[float, float, int]] = []
        self.begun: set[int] = set()

    def run(self, stop: Callable[[], bool]) -> int | None:
        """Places everything; the activity it is stuck with (or stopped at), or None."""
        for i, waits in enumerate(self.waits):
            if not waits:
                self._offer(i)
        while True:
            if not self.heap:
                if all(self.settled):
                    return None
                self.begun.add(self._closest())
                self._offer(self._closest())
            start, _, i = heappop(self.heap)
            if self.settled[i] or (self.waits[i] > 0 and i not in self.begun):
                continue
            if self.parallel and self._too_soon(i, start):
                continue
            if stop() or not self._settle(i):
                return i

    def _offer(self, i: int) -> None:
        start = float(self._room(i).start_min) if self.parallel else 0.0
        heappush(self.heap, (start, self.priority[i], i))

    def _closest(self) -> int:
        """Chooses where to begin in a cycle of links; members come before what spans them."""
        waiting = (i for i, settled in enumerate(self.settled) if not settled)
        whole = set(self.problem.spanning)
        return min(waiting, key=lambda i: (i in whole, self.waits[i], self.floor[i], i))

    def _too_soon(self, i: int, start: float) -> bool:
        """Puts an activity back if it cannot start yet, in the parallel scheme."""
        task = self._find(i, self._room(i))
        if task is None or task.start <= start:
            return False
        heappush(self.heap, (float(task.start), self.priority[i], i))
        return True

    def _settle(self, i: int) -> bool:
        """Places i, pulls later what holds it back, or leaves it out; False if it is stuck."""
        task = self._find(i, self._room(i))
        if task is not None and not self._leaves_lags(i, task):
            task = None
        if task is None and (self._stretch(i) or self._pull(i)):
            return True
        if task is None and not self._may_stay_out(i):
            return False
        self._hold(i, -1)
        self.partial.put(i, task)
        self.settled[i] = True
        for later in self._after(i):
            self.waits[later] -= 1
            if self.waits[later] == 0 and not self.settled[later]:
                self._offer(later)
        return True

    def _leaves_lags(self, i: int, task: Task) -> bool:
        """Whether what is placed waits as long for i as follows from where, and how, i is done.

        The room does not know it.
        """
        for link in self.problem.outgoing[i]:
            placed = self.partial.tasks[link.second]
            known = not (link.share or link.lags)
            if not known and placed is not None and link.second != i:
                event = placed.end if link.kind[1] == "F" else placed.start
                if event < earliest_after(self.problem, link, task, placed):
                    return False
        return True

    def _may_stay_out(self, i: int) -> bool:
        activity = self.problem.activities[i]
        return activity.optional and all(self.partial.tasks[k] is None for k in activity.spans)

    def _after(self, i: int) -> Iterator[int]:
        """Yields what is placed after i."""
        for link in self.problem.outgoing[i]:
            if self.graph.orders(link):
                yield link.second
        yield from self.problem.spanned_by[i]

    def _hold(self, i: int, sign: int) -> None:
        """Keeps those who are on i free for it all the time (1), or no longer (-1)."""
        for whole, resource, units in self.held if self.problem.activities[i].spans else ():
            if whole == i:
                self.partial.profiles[resource].add(0, self.problem.horizon, sign * units)

    def _find(self, i: int, room: Room) -> Task | None:
        """Finds a place for i; what spans others runs from the first to the last of them."""
        spans = self.problem.activities[i].spans
        if not spans:
            return self.placer.find(i, room)
        inside = [task for k in spans if (task := self.partial.tasks[k]) is not None]
        start = min((task.start for task in inside), default=-1)
        end = max((task.end for task in inside), default=-1)
        if not (room.start_min <= start <= room.start_max and room.end_min <= end <= room.end_max):
            return None
        self._hold(i, -1)
        found = self.placer.spanning(i, start, end)
        self._hold(i, 1)
        return found

    def _stretch(self, i: int) -> bool:
        """Moves later those that start before what spans them may, or the last if it ends before.

        Of several that may end so late it is the one that ends last as it is.
        """
        room, found = self._room(i), self.partial.tasks
        inside = [(task, k) for k in self.problem.activities[i].spans if (task := found[k])]
        early = [k for task, k in inside if task.start < room.start_min]
        for k in early:
            self.floor[k] = room.start_min
        if not early and inside and max(task.end for task, _ in inside) < room.end_min:
            able = [
                (-task.end, k)
                for task, k in inside
                if self.graph.windows.latest_end[k] >= room.end_min > self.end_floor[k]
            ]
            early = [k for _, k in sorted(able)[:1]]
            for k in early:
                self.end_floor[k] = room.end_min
        if not early or self.pulls <= 0:
            return False
        self.pulls -= 1
        for k in early:
            self._unsettle(k)
        return True

    def _room(self, i: int, *, bounded: bool = True) -> Room:
        """Bounds on start and end from dates and from what is placed already."""
        activity = self.problem.activities[i]
        low = {"S": self.floor[i], "F": self.end_floor[i]}
        horizon = self.problem.horizon
        high = {"S": _or(activity.start_max, horizon), "F": _or(activity.end_max, horizon)}
        for whole in self.problem.spanned_by[i]:
            high["F"] = min(high["F"], _or(self.problem.activities[whole].end_max, horizon))
        for link in self.problem.incoming[i]:
            task = self.partial.tasks[link.first]
            if task is not None:
                at = earliest_after(self.problem, link, task)
                low[link.kind[1]] = max(low[link.kind[1]], at)
        for link in self.problem.outgoing[i] if bounded else ():
            task = self.partial.tasks[link.second]
            if task is not None:
                at = latest_before(self.problem, link, task, None)
                high[link.kind[0]] = min(high[link.kind[0]], at)
        return Room(start_min=low["S"], start_max=high["S"], end_min=low["F"], end_max=high["F"])

    def _pull(self, i: int) -> bool:
        """Moves later what is placed too early for i, if that is what holds it back."""
        holders = [
            link
            for link in self.problem.outgoing[i]
            if self.partial.tasks[link.second] is not None and link.second != i
        ]
        if not holders or self.pulls <= 0:
            return False
        task = self._find(i, self._room(i, bounded=False))
        if task is None:
            return False
        moved = [self._later(link, task) for link in holders]
        if not any(moved):
            return False
        self.pulls -= 1
        self._offer(i)
        return True

    def _later(self, link: Precedence, first: Task) -> bool:
        """Raises the floor of the link's second so that its first may be as planned."""
        placed = self.partial.tasks[link.second]
        if placed is None:
            return False
        event = placed.end if link.kind[1] == "F" else placed.start
        bound = earliest_after(self.problem, link, first, placed)
        if bound <= event:
            return False
        self.floor[link.second] = max(self.floor[link.second], placed.start + bound - event)
        self._unsettle(link.second)
        return True

    def _unsettle(self, i: int) -> None:
        """Takes i and what was placed after it out again."""
        todo = [i]
        taken = []
        while todo:
            j = todo.pop()
            if not self.settled[j]:
                continue
            self.settled[j] = False
            self.partial.remove(j)
            self._hold(j, 1)
            taken.append(j)
            for later in self._after(j):
                self.waits[later] += 1
                todo.append(later)
        for j in taken:
            if self.waits[j] <= 0:
                self._offer(j)


def _or(value: int | None, default: int) -> int:
    return default if value is None else value
