"""A good schedule at once: schedule generation by priority rules, improved by justification.

The serial scheme places one activity after the other, in the order of a priority rule, at the
earliest end there is room for; the parallel scheme goes forward in time and starts what can
start. Several rules are tried and the best schedule by the objective is kept. Justification
(Valls, Ballestín, Quintanilla 2005) plans the mirrored problem, last things first, and takes the
order found there for another forward pass.

What cannot be placed because of a maximum lag pulls the activity it depends on later; what cannot
be placed because others took its room goes first in the next attempt.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from models.calendars import Calendar
from models.goals import Objective, spent, value
from models.network import (
    Windows,
    components,
    earliest_second,
    latest_first,
    lengths,
    windows,
)
from models.problem import Activity, Kind, Precedence, Problem
from models.schedule import Schedule
from models.search.ledger import Ledger
from models.search.placing import Placer, Room, Taste

_EFFORT = 60_000
"""Candidates looked at in all: decides how many rules are tried."""
_ENOUGH = 3_000_000
"""Candidates looked at after which even the first rule's schedule is not justified."""
_ATTEMPTS = 12
"""Times that what found no room may go first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A way to go through the activities: who goes first, who is taken, which scheme."""

    priority: tuple[float, ...]
    taste: Taste
    parallel: bool = False


def construct(problem: Problem, objective: Objective, *, effort: int = _EFFORT) -> Schedule | None:
    """A schedule that keeps every rule of the problem, or None if none was found.

    Soft rules and hard budgets are kept as well as the rules tried happen to keep them; the
    caller asks the referee about budgets.

    Args:
        problem: What to plan.
        objective: What is good; chooses among the schedules found.
        effort: Candidates to look at in all; the first rules are tried whatever it is.
    """
    if not problem.activities:
        return Schedule(tasks=())
    graph = _Graph(problem)
    if graph.windows.empty:
        return None
    best: Schedule | None = None
    best_rank: tuple[float, ...] = ()
    spent = 0
    for rule in _rules(graph, objective):
        if best is not None and spent + 3 * graph.size > effort:
            break
        for schedule in _justified(graph, rule):
            spent += graph.size
            rank = (_excess(problem, schedule), *_values(problem, schedule, objective))
            if best is None or rank < best_rank:
                best, best_rank = schedule, rank
            if spent + 2 * graph.size > _ENOUGH:
                break
    return best


def forward(problem: Problem, priority: tuple[float, ...]) -> Schedule | None:
    """The serial scheme's schedule in the order of a priority, everything as early as it can."""
    return _attempts(_Graph(problem), _Rule(priority=priority, taste=_fast), attempts=1)


def urgency(problem: Problem) -> tuple[list[int], list[int]]:
    """By when each should end for what follows to be on time, and how much that counts."""
    graph = _Graph(problem)
    return graph.wish, graph.weight


def _values(problem: Problem, schedule: Schedule, objective: Objective) -> Iterator[int]:
    return (value(problem, schedule, goal) for goal in objective.goals)


def _excess(problem: Problem, schedule: Schedule) -> int:
    """Cents above the hard budgets."""
    hard = (budget for budget in problem.budgets if budget.price is None)
    return sum(max(0, spent(problem, schedule, budget) - budget.limit) for budget in hard)


class _Graph:
    """What every pass over a problem needs, worked out once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.windows: Windows = windows(problem)
        groups = components(problem)
        self.group = [0] * len(problem.activities)
        for number, members in enumerate(groups):
            for i in members:
                self.group[i] = number
        self.scarcity = _scarcity(problem)
        self.size = len(problem.activities)
        self.size += sum(1 for i in range(len(problem.activities)) for _ in problem.choices(i))
        self.wish = [problem.horizon if a.due is None else a.due for a in problem.activities]
        self.weight = [0 if a.due is None else a.weight for a in problem.activities]
        self.length = lengths(problem)
        for i in (i for members in reversed(groups) for i in members):
            self._pass_on(i)

    def _pass_on(self, i: int) -> None:
        """Tells the activities before i by when they should end for its sake, and its weight."""
        for link in self.problem.incoming[i]:
            if not self.orders(link):
                continue
            event = self.wish[i] - (self.length[i] if link.kind[1] == "S" else 0)
            end = event - link.lag + (self.length[link.first] if link.kind[0] == "S" else 0)
            self.wish[link.first] = min(self.wish[link.first], end)
            self.weight[link.first] = max(self.weight[link.first], self.weight[i])

    def orders(self, link: Precedence) -> bool:
        """Whether the first is placed before the second; not so for maximum lags in a cycle."""
        same = self.group[link.first] == self.group[link.second]
        return link.first != link.second and not (same and link.lag < 0)


def _scarcity(problem: Problem) -> list[float]:
    """Work that is likely to fall on each resource, if every seat picked evenly."""
    load = [0.0] * len(problem.resources)
    for activity in problem.activities:
        for mode in activity.modes:
            for seat in mode.seats:
                share = seat.count * seat.units / len(activity.modes)
                share /= max(1, len(seat.candidates))
                for candidate in seat.candidates:
                    load[candidate.resource] += candidate.work * share
    return [w / max(1, r.capacity) for w, r in zip(load, problem.resources, strict=True)]


def _rules(graph: _Graph, objective: Objective) -> Iterator[_Rule]:
    """The rules to try, the most promising for the objective's first goal first."""
    problem = graph.problem
    latest = tuple(map(float, graph.windows.latest_start))
    wished = [end - length for end, length in zip(graph.wish, graph.length, strict=True)]
    heavy = max(graph.weight, default=0) or 1
    weighted = tuple(
        at - 0.25 * problem.horizon * weight / heavy
        for at, weight in zip(wished, graph.weight, strict=True)
    )
    cheap = _careful(graph, objective)
    first = {name for goal in objective.goals[:1] for name, _ in goal.terms}
    if first & {"lateness", "late_count"} and any(graph.weight):
        yield _Rule(priority=tuple(map(float, wished)), taste=_fast)
        yield _Rule(priority=tuple(map(float, wished)), taste=cheap)
        yield _Rule(priority=weighted, taste=cheap)
        yield _Rule(priority=weighted, taste=_fast)
    if first == {"cost"} or any(budget.price is None for budget in problem.budgets):
        yield _Rule(priority=latest, taste=_thrifty)
    yield _Rule(priority=latest, taste=_fast)
    yield _Rule(priority=latest, taste=_fast, parallel=True)
    yield _Rule(priority=latest, taste=cheap)


def _fast(_activity: int, end: int, _cost: int) -> tuple[float, ...]:
    return (end,)


def _thrifty(_activity: int, end: int, cost: int) -> tuple[float, ...]:
    return (cost, end)


def _careful(graph: _Graph, objective: Objective) -> Taste:
    """Ranks a placement by what it adds to each goal, ends after the wish counting as late."""
    terms = [dict(goal.terms) for goal in objective.goals]

    def taste(activity: int, end: int, cost: int) -> tuple[float, ...]:
        late = max(0, end - graph.wish[activity])
        amount = {
            "lateness": late * graph.weight[activity],
            "late_count": late,
            "cost": cost,
            "finish": max(0, end - graph.wish[activity]),
        }
        ranks = [sum(w * amount[name] for name, w in goal.items()) for goal in terms]
        return (*ranks, end)

    return taste


def _justified(graph: _Graph, rule: _Rule) -> Iterator[Schedule]:
    """The rule's schedule, and the one after a pass backward and a pass forward again."""
    schedule = _attempts(graph, rule)
    if schedule is None:
        return
    yield schedule
    mirror = _Graph(_mirrored(graph, schedule))
    ends = [-float(task.end) if task else 0.0 for task in schedule.tasks]
    backward = _attempts(mirror, _Rule(priority=tuple(ends), taste=_fast), attempts=1)
    if backward is None:
        return
    starts = [-float(task.end) if task else 0.0 for task in backward.tasks]
    forward = _attempts(graph, replace(rule, priority=tuple(starts), parallel=False), attempts=1)
    if forward is not None:
        yield forward


def _mirrored(graph: _Graph, schedule: Schedule) -> Problem:
    """The problem with time running backward; what was on time, or first, is kept so.

    Pauses of crews are not symmetrical, and hard dates and clocks are left out: the mirror gives
    an order to try, not a schedule.
    """
    problem = graph.problem
    horizon = problem.horizon
    makespan = schedule.makespan

    def turned(i: int, activity: Activity) -> Activity:
        task = schedule.tasks[i]
        end = makespan if task is None else max(task.end, min(graph.wish[i], makespan))
        return replace(
            activity, start_min=horizon - end, start_max=None, end_min=0, end_max=None, due=None
        )

    back: dict[Kind, Kind] = {"FS": "FS", "SS": "FF", "FF": "SS", "SF": "SF"}
    return Problem(
        horizon=horizon,
        activities=tuple(turned(i, a) for i, a in enumerate(problem.activities)),
        resources=problem.resources,
        calendars=tuple(
            Calendar(
                spans=tuple(
                    (horizon - min(end, horizon), horizon - start)
                    for start, end in reversed(calendar.spans)
                    if start < horizon
                )
            )
            for calendar in problem.calendars
        ),
        precedences=tuple(
            replace(link, first=link.second, second=link.first, kind=back[link.kind], elapsed=False)
            for link in problem.precedences
        ),
        reservations=tuple(
            replace(taken, start=max(0, horizon - taken.end), end=max(0, horizon - taken.start))
            for taken in problem.reservations
        ),
        staffing=problem.staffing,
    )


def _attempts(graph: _Graph, rule: _Rule, attempts: int = _ATTEMPTS) -> Schedule | None:
    """Passes in which what found no room goes first the next time."""
    priority = list(rule.priority)
    for attempt in range(attempts):
        done = _Pass(graph, replace(rule, priority=tuple(priority)))
        stuck = done.run()
        if stuck is None:
            return done.ledger.schedule()
        first = min(priority) - 1 - attempt
        todo = [stuck]
        seen = {stuck}
        while todo:
            i = todo.pop()
            priority[i] = first
            for link in graph.problem.incoming[i]:
                if graph.orders(link) and link.first not in seen:
                    seen.add(link.first)
                    todo.append(link.first)
    return None


class _Pass:
    """One pass: every activity placed once, or once more if a maximum lag pulled it later."""

    def __init__(self, graph: _Graph, rule: _Rule) -> None:
        self.graph = graph
        self.problem = graph.problem
        self.priority = rule.priority
        self.parallel = rule.parallel
        self.ledger = Ledger(graph.problem)
        self.placer = Placer(self.ledger, graph.scarcity, rule.taste)
        self.floor = list(graph.windows.earliest_start)
        self.settled = [False] * len(graph.problem.activities)
        self.waits = [sum(graph.orders(link) for link in links) for links in graph.problem.incoming]
        self.pulls = 10 + len(graph.problem.activities)
        self.heap: list[tuple[float, float, int]] = []
        self.begun: set[int] = set()

    def run(self) -> int | None:
        """Places everything; the activity it is stuck with, or None."""
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
            if not self._settle(i):
                return i

    def _offer(self, i: int) -> None:
        start = float(self._room(i).start_min) if self.parallel else 0.0
        heappush(self.heap, (start, self.priority[i], i))

    def _closest(self) -> int:
        """Of a cycle of links that all order, where to begin."""
        waiting = (i for i, settled in enumerate(self.settled) if not settled)
        return min(waiting, key=lambda i: (self.waits[i], self.floor[i], i))

    def _too_soon(self, i: int, start: float) -> bool:
        """In the parallel scheme: put it back if it cannot start yet."""
        task = self.placer.find(i, self._room(i))
        if task is None or task.start <= start:
            return False
        heappush(self.heap, (float(task.start), self.priority[i], i))
        return True

    def _settle(self, i: int) -> bool:
        """Places i, pulls later what holds it back, or leaves it out; False if it is stuck."""
        task = self.placer.find(i, self._room(i))
        if task is None and self._pull(i):
            return True
        if task is None and not self.problem.activities[i].optional:
            return False
        self.ledger.put(i, task)
        self.settled[i] = True
        for link in self.problem.outgoing[i]:
            if self.graph.orders(link):
                self.waits[link.second] -= 1
                if self.waits[link.second] == 0 and not self.settled[link.second]:
                    self._offer(link.second)
        return True

    def _room(self, i: int, *, bounded: bool = True) -> Room:
        """Bounds on start and end from dates and from what is placed already."""
        activity = self.problem.activities[i]
        low = {"S": self.floor[i], "F": activity.end_min}
        horizon = self.problem.horizon
        high = {"S": _or(activity.start_max, horizon), "F": _or(activity.end_max, horizon)}
        for link in self.problem.incoming[i]:
            task = self.ledger.tasks[link.first]
            if task is not None:
                event = task.end if link.kind[0] == "F" else task.start
                at = earliest_second(self.problem, link, event)
                low[link.kind[1]] = max(low[link.kind[1]], at)
        for link in self.problem.outgoing[i] if bounded else ():
            task = self.ledger.tasks[link.second]
            if task is not None:
                event = task.end if link.kind[1] == "F" else task.start
                at = latest_first(self.problem, link, event)
                high[link.kind[0]] = min(high[link.kind[0]], at)
        return Room(start_min=low["S"], start_max=high["S"], end_min=low["F"], end_max=high["F"])

    def _pull(self, i: int) -> bool:
        """Moves later what is placed too early for i, if that is what holds it back."""
        holders = [
            link
            for link in self.problem.outgoing[i]
            if self.ledger.tasks[link.second] is not None and link.second != i
        ]
        if not holders or self.pulls <= 0:
            return False
        task = self.placer.find(i, self._room(i, bounded=False))
        if task is None:
            return False
        moved = [self._later(link, task.start, task.end) for link in holders]
        if not any(moved):
            return False
        self.pulls -= 1
        self._offer(i)
        return True

    def _later(self, link: Precedence, start: int, end: int) -> bool:
        """Raises the floor of the link's second so that its first may run in [start, end)."""
        placed = self.ledger.tasks[link.second]
        if placed is None:
            return False
        event = placed.end if link.kind[1] == "F" else placed.start
        bound = earliest_second(self.problem, link, end if link.kind[0] == "F" else start)
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
            self.ledger.remove(j)
            taken.append(j)
            for link in self.problem.outgoing[j]:
                if self.graph.orders(link):
                    self.waits[link.second] += 1
                    todo.append(link.second)
        for j in taken:
            if self.waits[j] <= 0:
                self._offer(j)


def _or(value: int | None, default: int) -> int:
    return default if value is None else value
