"""Goals as CP-SAT expressions, equal to `models.goals.value` where they are minimised."""

from ortools.sat.python import cp_model

from models import bounds, goals, money, network
from models.constraints import load
from models.goals import Goal, Measure
from models.measures import worked
from models.problem import Budget
from models.schedule import Schedule
from models.variables import Linear, Variables


def expression(variables: Variables, goal: Goal) -> cp_model.LinearExpr:
    """The goal's weighted sum of measures."""
    return cp_model.LinearExpr.sum(
        [weight * measure(variables, name) for name, weight in goal.terms]
    )


def measure(variables: Variables, name: Measure) -> Linear:
    """One measure; made once."""
    key = ("measure", name)
    if key not in variables.memo:
        made = {"finish": finish, "cost": cost, "lateness": lateness, "late_count": late_count}
        variables.memo[key] = made[name](variables)
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
    problem = variables.problem
    terms: list[Linear] = []
    for i, activity in enumerate(problem.activities):
        latest = variables.window[i][1]
        if activity.due is None or not activity.weight or latest <= activity.due:
            continue

        def tardy(schedule: Schedule, i: int = i) -> int:
            task = schedule.tasks[i]
            return 0 if task is None else goals.tardiness(problem, i, task)

        late = variables.integer(0, max(0, latest - activity.due), f"tardy[{i}]", tardy)
        end, due = variables.end[i], activity.due
        if problem.due_calendar is not None:
            due = problem.calendars[problem.due_calendar].worked(activity.due)
            end = worked(variables, i, "F", problem.due_calendar)
        variables.model.add(late >= end - due).only_enforce_if(variables.present[i])
        terms.append(activity.weight * late)
    return cp_model.LinearExpr.sum(terms)


def late_count(variables: Variables) -> Linear:
    """How many end after their due slot."""
    problem = variables.problem
    terms: list[Linear] = []
    for i, activity in enumerate(problem.activities):
        if activity.due is None or variables.window[i][1] <= activity.due:
            continue

        def tardy(schedule: Schedule, i: int = i) -> bool:
            task = schedule.tasks[i]
            return task is not None and goals.tardiness(problem, i, task) > 0

        late = variables.boolean(f"late[{i}]", tardy)
        end, due = variables.end[i], activity.due
        if problem.due_calendar is not None:
            due = problem.calendars[problem.due_calendar].worked(activity.due)
            end = worked(variables, i, "F", problem.due_calendar)
        on_time = [variables.present[i], ~late]
        variables.model.add(end <= due).only_enforce_if(*on_time)
        terms.append(late)
    return cp_model.LinearExpr.sum(terms)
