"""Goals as CP-SAT expressions, equal to `models.measures.goals.value` where they are minimised."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ortools.sat.python import cp_model

from models.bounds import energy as dates
from models.bounds import load
from models.bounds import lower as bounds
from models.cpsat import costs as money
from models.cpsat.expressions import worked
from models.cpsat.variables import Linear, Value, Variables
from models.measures import goals
from models.measures.goals import Goal, Measure
from models.problem import Budget, Precedence
from models.rules.capacity import uses
from models.schedule import Schedule
from models.timing import network


def expression(variables: Variables, goal: Goal) -> cp_model.LinearExpr:
    """The goal's weighted sum of measures."""
    return cp_model.LinearExpr.sum(
        [weight * measure(variables, name) for name, weight in goal.terms]
    )


def tighten(variables: Variables) -> None:
    """Add what bounds the lateness expressed so far from below (`models.bounds.energy`).

    For proofs: it costs time where only a better schedule is looked for.
    """
    if variables.tardy or variables.late:
        dates.add(variables, variables.tardy, variables.late)


def measure(variables: Variables, name: Measure) -> Linear:
    """One measure; made once."""
    key = ("measure", name)
    if key not in variables.memo:
        variables.memo[key] = _MEASURES[name](variables)
    return variables.memo[key]


def finish(variables: Variables) -> Linear:
    """The makespan: no activity that is present ends later."""
    latest = max((end for _, end in variables.window), default=0)
    last = variables.integer(0, latest, "finish", lambda schedule: schedule.makespan)
    for end, present in zip(variables.end, variables.present, strict=True):
        variables.model.add(last >= end).only_enforce_if(present)
    least = bounds.lower_bound(variables.problem, "finish")
    variables.model.add(last >= least)
    load.until(variables, last, least, network.tails(variables.problem))
    return last


def cost(variables: Variables) -> Linear:
    """Cents, with the prices of activities left out and of soft budgets exceeded."""
    terms: list[Linear] = []
    for i, activity in enumerate(variables.problem.activities):
        terms.append(money.cost(variables, i))
        if activity.drop_cost is not None:
            terms.append(activity.drop_cost * ~variables.present[i])
    terms += [
        budget.price * _excess(variables, budget)
        for budget in variables.problem.budgets
        if budget.price is not None
    ]
    return cp_model.LinearExpr.sum(terms)


def _excess(variables: Variables, budget: Budget) -> Linear:
    """Cents above the limit, at least."""

    def over(schedule: Schedule) -> int:
        return max(0, goals.spent(variables.problem, schedule, budget) - budget.limit)

    excess = variables.integer(0, 2**40, "excess", over)
    variables.model.add(excess >= money.spent(variables, budget) - budget.limit)
    return excess


def lateness(variables: Variables) -> Linear:
    """``Σ weight × tardy slots``, each at least end − due and at least 0."""
    terms: list[Linear] = []
    for i, late in _may_be_late(variables):
        weight = variables.problem.activities[i].weight
        if weight:
            slots = variables.integer(0, late.most, f"tardy[{i}]", _tardiness(variables, i))
            variables.tardy[i] = slots
            variables.model.add(slots >= late.end - late.due).only_enforce_if(variables.present[i])
            terms.append(weight * slots)
    return cp_model.LinearExpr.sum(terms)


def late_count(variables: Variables) -> Linear:
    """How many end after their due slot."""
    terms: list[Linear] = []
    for i, late in _may_be_late(variables):
        tardiness = _tardiness(variables, i)
        literal = variables.boolean(f"late[{i}]", lambda s, of=tardiness: of(s) > 0)  # type: ignore[misc]
        on_time = [variables.present[i], ~literal]
        variables.model.add(late.end <= late.due).only_enforce_if(*on_time)
        variables.late[i] = literal
        terms.append(literal)
    return cp_model.LinearExpr.sum(terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Late:
    """An end and its due slot, both measured on the due calendar; `most` is the most between."""

    end: Linear
    due: int
    most: int


def _may_be_late(variables: Variables) -> Iterator[tuple[int, _Late]]:
    for i, activity in enumerate(variables.problem.activities):
        latest = variables.window[i][1]
        if activity.due is not None and latest > activity.due:
            end, due = _measured(variables, i, activity.due)
            yield i, _Late(end=end, due=due, most=latest - activity.due)


def _measured(variables: Variables, i: int, due: int) -> tuple[Linear, int]:
    """The end and the due slot on the due calendar."""
    calendar = variables.problem.due_calendar
    if calendar is None:
        return variables.end[i], due
    return worked(variables, i, "F", calendar), variables.problem.calendars[calendar].worked(due)


def _tardiness(variables: Variables, i: int) -> Value:
    def slots(schedule: Schedule) -> int:
        task = schedule.tasks[i]
        return 0 if task is None else goals.tardiness(variables.problem, i, task)

    return slots


def earliness(variables: Variables) -> Linear:
    """``−Σ bonus × early slots``, each at most due − end, and 0 unless it is early."""
    terms: list[Linear] = []
    for i, activity in enumerate(variables.problem.activities):
        if activity.due is None or not activity.bonus or variables.window[i][0] >= activity.due:
            continue
        end, due = _measured(variables, i, activity.due)

        def early(schedule: Schedule, i: int = i) -> bool:
            task, due = schedule.tasks[i], variables.problem.activities[i].due
            return task is not None and due is not None and task.end < due

        def gain(schedule: Schedule, i: int = i) -> int:
            return -goals.early_slots(variables.problem, i, schedule.tasks[i])

        is_early = variables.boolean(f"early[{i}]", early)
        most = activity.due - variables.window[i][0]
        slots = variables.integer(-most, 0, f"gain[{i}]", gain)
        variables.model.add(slots >= end - due).only_enforce_if(is_early)
        variables.model.add(slots == 0).only_enforce_if(~is_early)
        variables.model.add_implication(is_early, variables.present[i])
        terms.append(activity.bonus * slots)
    return cp_model.LinearExpr.sum(terms)


def peaks(variables: Variables) -> Linear:
    """``Σ peak_r``, where the units of r in use never exceed ``peak_r``."""
    problem, model = variables.problem, variables.model
    terms: list[Linear] = []
    for r, taking in enumerate(uses(variables)):
        if not taking:
            continue

        def peak(schedule: Schedule, r: int = r) -> int:
            return goals.peak(problem, schedule, r)

        most = variables.integer(0, problem.resources[r].capacity, f"peak[{r}]", peak)
        intervals, units = zip(*((use.interval, use.units) for use in taking), strict=True)
        model.add_cumulative(intervals, units, most)
        terms.append(most)
    return cp_model.LinearExpr.sum(terms)


def handovers(variables: Variables) -> Linear:
    """One for each link that passes work on unless somebody is on both sides."""
    model = variables.model
    terms: list[Linear] = []
    for link in goals.passing_on(variables.problem):
        one, two = variables.uses[link.first], variables.uses[link.second]
        common = [_both(variables, link, r) for r in sorted(one.keys() & two.keys())]

        def passed(schedule: Schedule, link: Precedence = link) -> bool:
            return goals.passed_on(schedule, link)

        literal = variables.boolean("handover", passed)
        present = variables.present[link.first], variables.present[link.second]
        model.add_bool_or([literal, *common, *(~there for there in present)])
        terms.append(literal)
    return cp_model.LinearExpr.sum(terms)


def _both(variables: Variables, link: Precedence, r: int) -> cp_model.IntVar:
    """A literal that implies that r is on both sides of the link."""

    def value(schedule: Schedule) -> bool:
        ends = (schedule.tasks[link.first], schedule.tasks[link.second])
        return all(task is not None and r in goals.people(task) for task in ends)

    literal = variables.boolean("both", value)
    variables.model.add_implication(literal, variables.uses[link.first][r])
    variables.model.add_implication(literal, variables.uses[link.second][r])
    return literal


def moves(variables: Variables) -> Linear:
    """``Σ |start − previous|``."""
    terms: list[Linear] = []
    for i, activity in enumerate(variables.problem.activities):
        if activity.previous is None:
            continue

        def moved(schedule: Schedule, i: int = i, previous: int = activity.previous) -> int:
            task = schedule.tasks[i]
            return 0 if task is None else abs(task.start - previous)

        slots = variables.integer(0, variables.problem.horizon, f"moved[{i}]", moved)
        there, difference = variables.present[i], variables.start[i] - activity.previous
        variables.model.add(slots >= difference).only_enforce_if(there)
        variables.model.add(slots >= -difference).only_enforce_if(there)
        terms.append(slots)
    return cp_model.LinearExpr.sum(terms)


def wishes(variables: Variables) -> Linear:
    """``Σ unwanted × sits``."""
    return cp_model.LinearExpr.sum(
        [
            candidate.unwanted * variables.sits[i][m, s, candidate.resource]
            for i in range(len(variables.problem.activities))
            for m, s, candidate in variables.problem.choices(i)
            if candidate.unwanted
        ]
    )


_MEASURES: dict[Measure, Callable[[Variables], Linear]] = {
    "lateness": lateness,
    "cost": cost,
    "finish": finish,
    "late_count": late_count,
    "earliness": earliness,
    "peaks": peaks,
    "handovers": handovers,
    "moves": moves,
    "wishes": wishes,
}
