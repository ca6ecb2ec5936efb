"""Exhaustive search: every mode, every staffing, every start; the least value of one measure.

What spans others comes after them, so that their times are known when its turn comes.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from models.check.referee import RULES
from models.check.well_formed import well_formed
from models.measures.goals import Goal, value
from models.problem import Activity, Mode, Problem
from models.schedule import Assignment, Extra, Schedule, Task
from models.splitting import Breaks


def best_value(problem: Problem, goal: Goal) -> int | None:
    """The optimum, None if there is no valid schedule."""
    return _Search(problem, goal).extend(())


_LATELY_BROKEN = [*RULES.values()]
"""The rules, those that were broken last first."""


def is_valid(problem: Problem, schedule: Schedule) -> bool:
    """Whether the referee finds nothing; it stops at the first violation."""
    if any(True for _ in well_formed(problem, schedule)):
        return False
    for place, rule in enumerate(_LATELY_BROKEN):
        if any(True for _ in rule(problem, schedule)):
            _LATELY_BROKEN.insert(0, _LATELY_BROKEN.pop(place))
            return False
    return True


class _Search:
    """Depth first over the activities; a branch is cut where two tasks are in each other's way,
    or where the tasks so far are worth no less than the best found (measures only grow)."""

    def __init__(self, problem: Problem, goal: Goal) -> None:
        self.problem = problem
        self.relaxed = replace(
            problem,
            activities=tuple(
                replace(a, drop_cost=0, spans=(), edges=()) for a in problem.activities
            ),
            budgets=(),
        )
        self.goal = goal
        self.best: int | None = None
        self.clashes: dict[tuple[tuple[int, Task | None], tuple[int, Task | None]], bool] = {}
        self.options = [
            sorted(_options(problem, self, i), key=lambda t, i=i: self._worth({i: t}))  # type: ignore[misc]
            for i, activity in enumerate(problem.activities)
            if not activity.spans
        ]

    def extend(self, tasks: tuple[Task | None, ...]) -> int | None:
        """Try every way to complete the tasks; the best value so far."""
        i = len(tasks)
        if i == len(self.problem.activities):
            schedule = Schedule(tasks=tasks)
            found = value(self.problem, schedule, self.goal)
            if (self.best is None or found < self.best) and is_valid(self.problem, schedule):
                self.best = found
            return self.best
        spans = self.problem.activities[i].spans
        for task in _spanning(self.problem, i, tasks) if spans else self.options[i]:
            if any(self.clashes.get(((j, tasks[j]), (i, task))) for j in range(i)):
                continue
            longer = (*tasks, task)
            worth = self._worth(dict(enumerate(longer)))
            if self.best is not None and worth >= self.best:
                continue
            if not any(self._clash((j, tasks[j]), (i, task)) for j in range(i)):
                self.extend(longer)
        return self.best

    def _worth(self, tasks: dict[int, Task | None]) -> int:
        return value(self.relaxed, self.only(tasks), self.goal)

    def only(self, tasks: dict[int, Task | None]) -> Schedule:
        """A schedule of these tasks alone, for the relaxed problem."""
        return Schedule(tasks=tuple(tasks.get(k) for k in range(len(self.problem.activities))))

    def _clash(self, one: tuple[int, Task | None], two: tuple[int, Task | None]) -> bool:
        """Whether the two alone already break a rule that no third can mend."""
        (i, first), (j, second) = one, two
        spans = (self.problem.activities[k].spans for k in (i, j))
        if first is None or second is None or any(spans):
            return False
        key = ((i, first), (j, second))
        if key not in self.clashes:
            self.clashes[key] = not is_valid(self.relaxed, self.only({i: first, j: second}))
        return self.clashes[key]


def _options(problem: Problem, search: _Search, i: int) -> Iterator[Task | None]:
    """Every valid placement of one activity by itself."""
    activity = problem.activities[i]
    if activity.optional:
        yield None
    for m, mode in enumerate(activity.modes):
        for assignments in _teams(mode):
            for start in range(problem.horizon + 1):
                for end in range(start, problem.horizon + 1):
                    worked = _overtime(problem, mode, assignments, (start, end))
                    broken = _breaks(activity, (start, end))
                    for overtime, breaks in product(worked, broken):
                        task = Task(
                            start=start,
                            end=end,
                            mode=m,
                            assignments=assignments,
                            overtime=overtime,
                            breaks=breaks,
                        )
                        if is_valid(search.relaxed, search.only({i: task})):
                            yield task


def _breaks(activity: Activity, span: tuple[int, int]) -> Iterator[Breaks]:
    """Every way to interrupt what runs in a span; once more than may be, too."""
    yield ()
    inside = range(span[0] + 1, span[1])
    for count in range(1, activity.split.most + 1 if activity.split else 1):
        for edges in combinations(inside, 2 * count):
            yield tuple(zip(edges[::2], edges[1::2], strict=True))


def _overtime(
    problem: Problem, mode: Mode, team: tuple[Assignment, ...], span: tuple[int, int]
) -> Iterator[tuple[Extra, ...]]:
    """Every overtime of a team: of each evening in the span some slots from its first on."""
    extras = []
    for one in team:
        candidates = mode.seats[one.seat].candidates
        candidate = next(c for c in candidates if c.resource == one.resource)
        allowed = problem.resources[one.resource].overtime
        if candidate.overtime is not None and allowed is not None:
            late = problem.calendars[allowed.calendar].within(*span)
            choices = ([(a, b) for b in range(a, last + 1)] for a, last in late)
            ways = (tuple((a, b) for a, b in way if a < b) for way in product(*choices))
            extras.append([Extra(resource=one.resource, spans=way) for way in ways])
    yield from product(*extras)


def _spanning(problem: Problem, i: int, tasks: tuple[Task | None, ...]) -> Iterator[Task | None]:
    """With everybody who may be on it, from the first to the last of what it spans."""
    inside = [task for k in problem.activities[i].spans if (task := tasks[k]) is not None]
    if not inside:
        yield None
        return
    start, end = min(task.start for task in inside), max(task.end for task in inside)
    for m, mode in enumerate(problem.activities[i].modes):
        for assignments in _teams(mode):
            yield Task(start=start, end=end, mode=m, assignments=assignments)


def _teams(mode: Mode) -> Iterator[tuple[Assignment, ...]]:
    teams = [combinations([c.resource for c in seat.candidates], seat.count) for seat in mode.seats]
    for team in product(*teams):
        yield tuple(Assignment(seat=s, resource=r) for s, who in enumerate(team) for r in who)
