"""A good schedule at once: schedule generation by priority rules, improved by justification.

The serial scheme places one activity after the other, in the order of a priority rule, at the
earliest end there is room for; the parallel scheme goes forward in time and starts what can
start. Several rules are tried and the best schedule by the objective is kept. Where lateness
counts they blend the order of the dates with that of the weight for the work, which alone is best
where all is late (Horn 1972). Justification (Valls, Ballestín, Quintanilla 2005) plans the mirrored
problem, last things first, and takes the order found there for another forward pass.

What cannot be placed because of a maximum lag pulls the activity it depends on later; what cannot
be placed because others took its room goes first in the next attempt.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from models.cut import mirrored
from models.measures import MEASURES
from models.measures.base import Placement
from models.measures.cost import Cost
from models.measures.goals import Objective, value
from models.measures.spending import excess
from models.problem import Problem
from models.schedule import Schedule
from models.search.generation import PrecedenceGraph, PriorityRule, generated, with_all_before
from models.search.mode_choice import back, chosen_modes, in_modes, scarce
from models.search.params import DEFAULT, ConstructionParams
from models.search.placing import SelectionRule


def construct(
    problem: Problem,
    objective: Objective,
    *,
    params: ConstructionParams = DEFAULT.construction,
    stop: Callable[[], bool] = lambda: False,
    enough: Callable[[], bool] = lambda: False,
) -> Schedule | None:
    """A schedule that keeps every rule of the problem, or None if none was found.

    Soft rules and hard budgets are kept as well as the rules tried happen to keep them; the
    caller asks the referee about budgets.

    Args:
        problem: What to plan.
        objective: What is good; chooses among the schedules found.
        params: See `models.search.params`; the first two rules are tried whatever its effort is.
        stop: Asked often; once true, the best schedule so far is taken. One rule is always tried.
        enough: The same, but asked only where there is a schedule already.
    """
    if not problem.activities:
        return Schedule(tasks=())
    graph = PrecedenceGraph(problem)
    if graph.windows.empty:
        return None
    found = _Found(problem, objective)

    def ends() -> bool:
        return stop() or (found.best is not None and enough())

    for _ in _tries(graph, objective, found, params, ends):
        if ends():
            break
    return found.best


def _tries(
    graph: PrecedenceGraph,
    objective: Objective,
    found: "_Found",
    params: ConstructionParams,
    stop: Callable[[], bool],
) -> Iterator[None]:
    """Tries one thing after the other, and gives way after each."""
    if scarce(graph.problem):
        found.take(_sparing(graph.problem, objective, params, stop))
        yield
    small, large = graph.size <= params.small, graph.size > params.justified
    attempts = params.attempts_large if large else params.attempts
    for tried, rule in enumerate(_rules(graph, objective, params)):
        enough = small or tried * graph.size > params.effort
        if found.best is not None and tried >= 2 and enough:
            break
        found.take(generated(graph, rule, attempts, stop if tried else _never), rule)
        yield
    if not large:
        for schedule, rule in found.firsts(1 if small else params.firsts):
            found.take(_justified(graph, schedule, rule, stop), rule)
            yield
    if found.best is not None:
        hurries = 1 if large else params.hurries
        for cheaper in _cheaper(graph, found.best, objective, hurries, stop):
            found.take(cheaper)
            yield


def _sparing(
    problem: Problem,
    objective: Objective,
    params: ConstructionParams,
    stop: Callable[[], bool],
) -> Schedule | None:
    """A schedule in modes for which materials are enough."""
    modes = chosen_modes(problem)
    if modes is None:
        return None
    schedule = construct(in_modes(problem, modes), objective, params=params, stop=stop)
    return None if schedule is None else back(schedule, modes)


def _never() -> bool:
    return False


class _Found:
    """The best schedules of some rules."""

    def __init__(self, problem: Problem, objective: Objective) -> None:
        self._problem, self._objective = problem, objective
        self._of_rules: list[tuple[tuple[float, ...], int, Schedule, PriorityRule]] = []
        self._rank: tuple[float, ...] = ()
        self.best: Schedule | None = None

    def take(self, schedule: Schedule | None, rule: PriorityRule | None = None) -> None:
        """Take note of a schedule, and of the rule that it was made by."""
        if schedule is None:
            return
        rank = excess(self._problem, schedule), *_values(self._problem, schedule, self._objective)
        if self.best is None or rank < self._rank:
            self.best, self._rank = schedule, rank
        if rule is not None:
            self._of_rules.append((rank, len(self._of_rules), schedule, rule))

    def firsts(self, count: int) -> list[tuple[Schedule, PriorityRule]]:
        """The best schedules of different rules, and these."""
        return [(schedule, rule) for _, _, schedule, rule in sorted(self._of_rules)[:count]]


def forward(problem: Problem, priority: tuple[float, ...]) -> Schedule | None:
    """The serial scheme's schedule in the order of a priority, everything as early as it can."""
    return generated(
        PrecedenceGraph(problem), PriorityRule(priority=priority, selection=_fast), attempts=1
    )


def _values(problem: Problem, schedule: Schedule, objective: Objective) -> Iterator[int]:
    return (value(problem, schedule, goal) for goal in objective.goals)


def _rules(
    graph: PrecedenceGraph, objective: Objective, params: ConstructionParams
) -> Iterator[PriorityRule]:
    """The rules to try, the most promising for the objective's first goal first."""
    problem = graph.problem
    latest = tuple(map(float, graph.windows.latest_start))
    cheap = _careful(graph, objective)
    first = {name for goal in objective.goals[:1] for name, _ in goal.terms}
    if any(goal.by_dates for goal in objective.goals[:1]) and any(graph.weight):
        for priority in _blends(graph, params.blends):
            yield PriorityRule(priority=priority, selection=_fast)
            yield PriorityRule(priority=priority, selection=cheap)
    if first == {Cost.name} or any(budget.price is None for budget in problem.budgets):
        yield PriorityRule(priority=latest, selection=_thrifty)
    yield PriorityRule(priority=latest, selection=_fast)
    yield PriorityRule(priority=latest, selection=_fast, parallel=True)
    yield PriorityRule(priority=latest, selection=cheap)


def _blends(graph: PrecedenceGraph, shares: tuple[float, ...]) -> Iterator[tuple[float, ...]]:
    """Priorities between the order of the dates and those of what lateness costs."""
    dates = _places([w - length for w, length in zip(graph.wish, graph.length, strict=True)])
    worths = _places([-worth for worth in graph.worth]), _places([-w for w in graph.weight])
    for share in shares:
        for places in worths if share else worths[:1]:
            yield tuple(
                (1 - share) * date + share * place
                for date, place in zip(dates, places, strict=True)
            )


def _places(values: Sequence[float]) -> list[int]:
    """The place of each in the order of their values."""
    places = [0] * len(values)
    for place, i in enumerate(sorted(range(len(values)), key=lambda i: (values[i], i))):
        places[i] = place
    return places


def _fast(_activity: int, end: int, _cost: int) -> tuple[float, ...]:
    """The selection rule for the earliest end."""
    return (end,)


def _thrifty(_activity: int, end: int, cost: int) -> tuple[float, ...]:
    return (cost, end)


def _careful(graph: PrecedenceGraph, objective: Objective) -> SelectionRule:
    """Ranks a placement by what it adds to each goal, ends after the wish counting as late."""
    terms = [[(MEASURES[name], weight) for name, weight in goal.terms] for goal in objective.goals]

    def selection(activity: int, end: int, cost: int) -> tuple[float, ...]:
        placement = Placement(
            late=max(0, end - graph.wish[activity]),
            early=max(0, graph.wish[activity] - end),
            weight=graph.weight[activity],
            bonus=graph.problem.activities[activity].bonus,
            cost=cost,
        )
        ranks = [sum(w * one.of_placement(placement) for one, w in goal) for goal in terms]
        return (*ranks, end)

    return selection


def _justified(
    graph: PrecedenceGraph, schedule: Schedule, rule: PriorityRule, stop: Callable[[], bool]
) -> Schedule | None:
    """The schedule after a pass backward and a pass forward again."""
    mirror = _mirror(graph, schedule, schedule.makespan)
    ends = [-float(task.end) if task else 0.0 for task in schedule.tasks]
    backward = generated(mirror, PriorityRule(priority=tuple(ends), selection=_fast), 1, stop)
    if backward is None:
        return None
    starts = [-float(task.end) if task else 0.0 for task in backward.tasks]
    return generated(graph, replace(rule, priority=tuple(starts), parallel=False), 1, stop)


def _cheaper(
    graph: PrecedenceGraph,
    schedule: Schedule,
    objective: Objective,
    hurries: int,
    stop: Callable[[], bool],
) -> Iterator[Schedule]:
    """The cheapest people who are no later than the schedule may be without being worse.

    A pass backward shows how late each activity may end. A pass forward takes the cheapest of those
    who end by then. Activities that are late nevertheless, and all before them, then go first and
    take the fastest people.
    """
    names = [name for goal in objective.goals for name, _ in goal.terms]
    if Cost.name not in names:
        return
    finish = any(MEASURES[name].of_finish for name in names[: names.index(Cost.name)])
    mirror = _mirror(graph, schedule, schedule.makespan if finish else None)
    ends = tuple(-float(task.end) if task else 0.0 for task in schedule.tasks)
    backward = generated(mirror, PriorityRule(priority=ends, selection=_fast), 1, stop)
    if backward is None:
        return
    horizon = graph.problem.horizon
    latest = [horizon - task.start if task else horizon for task in backward.tasks]
    starts = tuple(-float(task.end) if task else 0.0 for task in backward.tasks)
    hurried: set[int] = set()

    def selection(activity: int, end: int, cost: int) -> tuple[float, ...]:
        if activity in hurried:
            return (end, cost)
        return max(0, end - latest[activity]), cost, end

    for _ in range(hurries):
        first = tuple(at - horizon * (i in hurried) for i, at in enumerate(starts))
        found = generated(graph, PriorityRule(priority=first, selection=selection), 1, stop)
        if found is None:
            return
        yield found
        late = {i for i, task in enumerate(found.tasks) if task and task.end > latest[i]} - hurried
        if not late:
            return
        hurried |= with_all_before(graph, late)


def _mirror(graph: PrecedenceGraph, schedule: Schedule, makespan: int | None) -> PrecedenceGraph:
    """The graph of the mirrored problem, in which all that was on time has to stay on time."""
    last = graph.problem.horizon if makespan is None else makespan
    ends = [
        last if task is None else max(task.end, min(wish, last))
        for task, wish in zip(schedule.tasks, graph.wish, strict=True)
    ]
    return PrecedenceGraph(mirrored(graph.problem, ends))
