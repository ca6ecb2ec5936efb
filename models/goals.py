"""What is good, as data, and its value for a schedule, computed without CP-SAT."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from models.calendars import Calendar
from models.problem import Activity, Budget, Candidate, Problem
from models.schedule import Schedule, Task

Measure = Literal["lateness", "cost", "finish", "late_count"]
"""lateness: Σ weight × tardy slots (on `Problem.due_calendar`); cost: cents, with the prices of
activities left out and of soft budgets exceeded; finish: the makespan; late_count: how many
activities end after their due slot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A weighted sum of measures to minimise."""

    name: str
    terms: tuple[tuple[Measure, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """Goals in strict order: an earlier one is never given up for a later one."""

    goals: tuple[Goal, ...]

    @classmethod
    def of(cls, *measures: Measure) -> "Objective":
        """Each measure a goal of its own, in this order."""
        return cls(goals=tuple(Goal(name=m, terms=((m, 1),)) for m in measures))


def value(problem: Problem, schedule: Schedule, goal: Goal) -> int:
    """The goal's value for the schedule."""
    return sum(weight * measure(problem, schedule, name) for name, weight in goal.terms)


def measure(problem: Problem, schedule: Schedule, name: Measure) -> int:
    """One measure's value for the schedule, see `Measure`."""
    if name == "finish":
        return schedule.makespan
    if name == "cost":
        return cost(problem, schedule)
    late = [(problem.activities[i].weight, tardiness(problem, i, t)) for i, t in _planned(schedule)]
    return sum(w * t for w, t in late) if name == "lateness" else sum(t > 0 for _, t in late)


def _planned(schedule: Schedule) -> Iterator[tuple[int, Task]]:
    return ((i, task) for i, task in enumerate(schedule.tasks) if task is not None)


def tardiness(problem: Problem, activity: int, task: Task) -> int:
    """Slots by which the task ends after its due slot, on the due calendar."""
    due = problem.activities[activity].due
    if due is None or task.end <= due:
        return 0
    if problem.due_calendar is None:
        return task.end - due
    calendar = problem.calendars[problem.due_calendar]
    return calendar.worked(task.end) - calendar.worked(due)


def cost(problem: Problem, schedule: Schedule) -> int:
    """Cents, with the prices of activities left out and of soft budgets exceeded."""
    total = 0
    for activity, task in zip(problem.activities, schedule.tasks, strict=True):
        total += activity.drop_cost or 0 if task is None else 0
    total += sum(task_cost(problem, i, task) for i, task in _planned(schedule))
    return total + sum(
        max(0, spent(problem, schedule, budget) - budget.limit) * budget.price
        for budget in problem.budgets
        if budget.price is not None
    )


def task_cost(problem: Problem, activity: int, task: Task) -> int:
    """Cents of one planned activity."""
    mode = problem.activities[activity].modes[task.mode]
    return mode.cost + sum(c.cost for c in chosen(problem, activity, task))


def chosen(problem: Problem, activity: int, task: Task) -> Iterator[Candidate]:
    """The candidates assigned, in the order of the task's assignments."""
    seats = problem.activities[activity].modes[task.mode].seats
    for assignment in task.assignments:
        for candidate in seats[assignment.seat].candidates:
            if candidate.resource == assignment.resource:
                yield candidate


def spent(problem: Problem, schedule: Schedule, budget: Budget) -> int:
    """Cents that fall under the budget."""
    wanted = None if budget.activities is None else set(budget.activities)
    total = 0
    for i, task in _planned(schedule):
        if wanted is None or i in wanted:
            total += _spent_on(problem, i, task, budget.period)
    return total


def _spent_on(problem: Problem, activity: int, task: Task, period: tuple[int, int] | None) -> int:
    if period is None:
        return task_cost(problem, activity, task)
    what = problem.activities[activity]
    mode = what.modes[task.mode]
    total = 0
    for candidate in chosen(problem, activity, task):
        calendar = problem.calendars[problem.resources[candidate.resource].calendar]
        if candidate.work:
            total += share(calendar, candidate.work, candidate.cost, task.start, period)
        else:
            total += candidate.cost * _at_end(what, task, period)
    if mode.accrual == "work" and mode.work:
        calendar = problem.calendars[what.calendar]
        return total + share(calendar, mode.work, mode.cost, task.start, period)
    if mode.accrual == "start":
        return total + mode.cost * (period[0] <= task.start < period[1])
    return total + mode.cost * _at_end(what, task, period)


def _at_end(what: Activity, task: Task, period: tuple[int, int]) -> bool:
    last = task.end if what.instant else task.end - 1
    return period[0] <= last < period[1]


def share(calendar: Calendar, work: int, cost: int, start: int, period: tuple[int, int]) -> int:
    """Cents of `cost` that fall in a period when `work` slots begin at `start`.

    Even over the work, rounded down cumulatively.
    """
    before, until = (
        min(work, calendar.worked(max(slot, start)) - calendar.worked(start)) for slot in period
    )
    return cost * until // work - cost * before // work
