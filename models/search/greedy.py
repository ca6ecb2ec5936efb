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
from dataclasses import replace

from models.calendars import Calendar
from models.goals import Objective, spent, value
from models.problem import Activity, Kind, Problem
from models.schedule import Schedule
from models.search.passes import Graph, Rule, attempted, with_all_before
from models.search.placing import Taste

_EFFORT = 60_000
"""Candidates looked at in all: decides how many rules are tried beyond the first two."""
_JUSTIFIED = 200_000
"""Candidates of a problem up to which schedules are justified."""
_HURRIES = 5
"""Times that what is late may take whoever is fastest, where the cheapest people are sought."""
_ATTEMPTS = 12
"""Times that what found no room may go first."""


def construct(problem: Problem, objective: Objective, *, effort: int = _EFFORT) -> Schedule | None:
    """A schedule that keeps every rule of the problem, or None if none was found.

    Soft rules and hard budgets are kept as well as the rules tried happen to keep them; the
    caller asks the referee about budgets.

    Args:
        problem: What to plan.
        objective: What is good; chooses among the schedules found.
        effort: Candidates to look at in all; the first two rules are tried whatever it is.
    """
    if not problem.activities:
        return Schedule(tasks=())
    graph = Graph(problem)
    if graph.windows.empty:
        return None
    best: Schedule | None = None
    best_rank: tuple[float, ...] = ()
    spent = 0
    for tried, rule in enumerate(_rules(graph, objective)):
        if best is not None and tried >= 2 and spent + 3 * graph.size > effort:
            break
        for schedule in _justified(graph, rule):
            spent += graph.size
            rank = (_excess(problem, schedule), *_values(problem, schedule, objective))
            if best is None or rank < best_rank:
                best, best_rank = schedule, rank
    for cheaper in () if best is None else _cheaper(graph, best, objective):
        rank = (_excess(problem, cheaper), *_values(problem, cheaper, objective))
        if rank < best_rank:
            best, best_rank = cheaper, rank
    return best


def forward(problem: Problem, priority: tuple[float, ...]) -> Schedule | None:
    """The serial scheme's schedule in the order of a priority, everything as early as it can."""
    return attempted(Graph(problem), Rule(priority=priority, taste=_fast), attempts=1)


def urgency(problem: Problem) -> tuple[list[int], list[int]]:
    """By when each should end for what follows to be on time, and how much that counts."""
    graph = Graph(problem)
    return graph.wish, graph.weight


def _values(problem: Problem, schedule: Schedule, objective: Objective) -> Iterator[int]:
    return (value(problem, schedule, goal) for goal in objective.goals)


def _excess(problem: Problem, schedule: Schedule) -> int:
    """Cents above the hard budgets."""
    hard = (budget for budget in problem.budgets if budget.price is None)
    return sum(max(0, spent(problem, schedule, budget) - budget.limit) for budget in hard)


def _rules(graph: Graph, objective: Objective) -> Iterator[Rule]:
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
        yield Rule(priority=tuple(map(float, wished)), taste=_fast)
        yield Rule(priority=tuple(map(float, wished)), taste=cheap)
        yield Rule(priority=weighted, taste=cheap)
        yield Rule(priority=weighted, taste=_fast)
    if first == {"cost"} or any(budget.price is None for budget in problem.budgets):
        yield Rule(priority=latest, taste=_thrifty)
    yield Rule(priority=latest, taste=_fast)
    yield Rule(priority=latest, taste=_fast, parallel=True)
    yield Rule(priority=latest, taste=cheap)


def _fast(_activity: int, end: int, _cost: int) -> tuple[float, ...]:
    return (end,)


def _thrifty(_activity: int, end: int, cost: int) -> tuple[float, ...]:
    return (cost, end)


def _careful(graph: Graph, objective: Objective) -> Taste:
    """Ranks a placement by what it adds to each goal, ends after the wish counting as late."""
    terms = [dict(goal.terms) for goal in objective.goals]

    def taste(activity: int, end: int, cost: int) -> tuple[float, ...]:
        late = max(0, end - graph.wish[activity])
        early = max(0, graph.wish[activity] - end)
        amount = {
            "lateness": late * graph.weight[activity],
            "late_count": late,
            "cost": cost,
            "finish": late,
            "earliness": -early * graph.problem.activities[activity].bonus,
        }
        ranks = [sum(w * amount.get(name, 0) for name, w in goal.items()) for goal in terms]
        return (*ranks, end)

    return taste


def _justified(graph: Graph, rule: Rule) -> Iterator[Schedule]:
    """The rule's schedule, and the one after a pass backward and a pass forward again."""
    schedule = attempted(graph, rule, _ATTEMPTS if graph.size <= _JUSTIFIED else 3)
    if schedule is None:
        return
    yield schedule
    if graph.size > _JUSTIFIED:
        return
    mirror = Graph(_mirrored(graph, schedule, schedule.makespan))
    ends = [-float(task.end) if task else 0.0 for task in schedule.tasks]
    backward = attempted(mirror, Rule(priority=tuple(ends), taste=_fast), attempts=1)
    if backward is None:
        return
    starts = [-float(task.end) if task else 0.0 for task in backward.tasks]
    forward = attempted(graph, replace(rule, priority=tuple(starts), parallel=False), attempts=1)
    if forward is not None:
        yield forward


def _cheaper(graph: Graph, schedule: Schedule, objective: Objective) -> Iterator[Schedule]:
    """The cheapest people who are no later than the schedule could be without being worse.

    A pass backward shows how late each activity may end; a pass forward takes whoever is cheapest
    among those who end by then. What is late nevertheless, and all before it, then goes first and
    takes whoever is fastest.
    """
    names = [name for goal in objective.goals for name, _ in goal.terms]
    if "cost" not in names:
        return
    finish = "finish" in names[: names.index("cost")]
    mirror = Graph(_mirrored(graph, schedule, schedule.makespan if finish else None))
    ends = tuple(-float(task.end) if task else 0.0 for task in schedule.tasks)
    backward = attempted(mirror, Rule(priority=ends, taste=_fast), 1)
    if backward is None:
        return
    horizon = graph.problem.horizon
    latest = [horizon - task.start if task else horizon for task in backward.tasks]
    starts = tuple(-float(task.end) if task else 0.0 for task in backward.tasks)
    hurried: set[int] = set()

    def taste(activity: int, end: int, cost: int) -> tuple[float, ...]:
        if activity in hurried:
            return (end, cost)
        return max(0, end - latest[activity]), cost, end

    for _ in range(_HURRIES if graph.size <= _JUSTIFIED else 1):
        first = tuple(at - horizon * (i in hurried) for i, at in enumerate(starts))
        found = attempted(graph, Rule(priority=first, taste=taste), 1)
        if found is None:
            return
        yield found
        late = {i for i, task in enumerate(found.tasks) if task and task.end > latest[i]} - hurried
        if not late:
            return
        hurried |= with_all_before(graph, late)


def _mirrored(graph: Graph, schedule: Schedule, makespan: int | None) -> Problem:
    """The problem with time running backward; what was on time, or by the makespan, is kept so.

    Pauses of crews are not symmetrical, and hard dates and clocks are left out: the mirror gives
    an order to try, not a schedule.
    """
    problem = graph.problem
    horizon = problem.horizon
    last = horizon if makespan is None else makespan

    def turned(i: int, activity: Activity) -> Activity:
        task = schedule.tasks[i]
        end = last if task is None else max(task.end, min(graph.wish[i], last))
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
