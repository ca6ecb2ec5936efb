"""What is good, as data, and its value for a schedule, computed without CP-SAT."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from models.bookings import bookings, chosen
from models.calendars import Calendar
from models.problem import Activity, Budget, Candidate, Precedence, Problem
from models.schedule import Schedule, Task

Measure = Literal[
    "lateness", "cost", "finish", "late_count", "earliness", "peaks", "handovers", "moves", "wishes"
]
"""What can be measured of a schedule; less is better.

* lateness: Σ weight × tardy slots (on `Problem.due_calendar`);
* cost: cents, with the prices of activities left out and of soft budgets exceeded;
* finish: the makespan;
* late_count: how many activities end after their due slot;
* earliness: −Σ bonus × slots before the due slot (on `Problem.due_calendar`);
* peaks: Σ over resources of the most units in use at an instant (as in resource levelling,
  Möhring 1984: "resource investment");
* handovers: how many finish-to-start links between activities with a common candidate pass from
  some people to entirely different ones;
* moves: Σ slots by which starts differ from an earlier plan's;
* wishes: Σ `Candidate.unwanted` of everybody assigned.
"""


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
    return _MEASURES[name](problem, schedule)


def lateness(problem: Problem, schedule: Schedule) -> int:
    """Σ weight × tardy slots."""
    tardy = ((problem.activities[i], tardiness(problem, i, task)) for i, task in _planned(schedule))
    return sum(activity.weight * slots for activity, slots in tardy)


def late_count(problem: Problem, schedule: Schedule) -> int:
    """How many activities end after their due slot."""
    return sum(tardiness(problem, i, task) > 0 for i, task in _planned(schedule))


def earliness(problem: Problem, schedule: Schedule) -> int:
    """Minus the gain for ending before the due slot."""
    early = ((problem.activities[i], early_slots(problem, i, t)) for i, t in _planned(schedule))
    return -sum(activity.bonus * slots for activity, slots in early)


def early_slots(problem: Problem, activity: int, task: Task | None) -> int:
    """Slots by which the task ends before its due slot, on the due calendar."""
    due = problem.activities[activity].due
    if task is None or due is None or task.end >= due:
        return 0
    return slots_between(problem, task.end, due)


def peaks(problem: Problem, schedule: Schedule) -> int:
    """Σ over resources of the most units in use at an instant."""
    return sum(peak(problem, schedule, r) for r in range(len(problem.resources)))


def peak(problem: Problem, schedule: Schedule, resource: int) -> int:
    """The most units of the resource in use at an instant, reservations included."""
    changes = [
        change
        for taken in problem.reservations
        if taken.resource == resource and taken.start < taken.end
        for change in ((taken.start, taken.units), (taken.end, -taken.units))
    ]
    for i, task in _planned(schedule):
        for one in bookings(problem, i, task):
            if one.candidate.resource == resource and one.start < one.end:
                units = one.candidate.units
                changes += [(one.start, units), (one.end, -units)]
    return max(accumulate(units for _, units in sorted(changes)), default=0)


def handovers(problem: Problem, schedule: Schedule) -> int:
    """How many links pass work on to entirely different people."""
    return sum(passed_on(schedule, link) for link in passing_on(problem))


def passed_on(schedule: Schedule, link: Precedence) -> bool:
    """Whether nobody is on both sides of the link."""
    one, two = schedule.tasks[link.first], schedule.tasks[link.second]
    return one is not None and two is not None and not people(one) & people(two)


def passing_on(problem: Problem) -> Iterator[Precedence]:
    """The finish-to-start links between activities that some resource could do both of."""
    able = [{c.resource for _, _, c in problem.choices(i)} for i in range(len(problem.activities))]
    for link in problem.precedences:
        if link.kind == "FS" and able[link.first] & able[link.second]:
            yield link


def people(task: Task) -> set[int]:
    """Everybody assigned."""
    return {sitting.resource for sitting in task.assignments}


def moves(problem: Problem, schedule: Schedule) -> int:
    """Σ slots by which starts differ from an earlier plan's."""
    previous = ((problem.activities[i].previous, task) for i, task in _planned(schedule))
    return sum(abs(task.start - before) for before, task in previous if before is not None)


def wishes(problem: Problem, schedule: Schedule) -> int:
    """Σ `Candidate.unwanted` of everybody assigned."""
    assigned = (c for i, task in _planned(schedule) for c in chosen(problem, i, task))
    return sum(candidate.unwanted for candidate in assigned)


def _planned(schedule: Schedule) -> Iterator[tuple[int, Task]]:
    return ((i, task) for i, task in enumerate(schedule.tasks) if task is not None)


def tardiness(problem: Problem, activity: int, task: Task) -> int:
    """Slots by which the task ends after its due slot, on the due calendar."""
    due = problem.activities[activity].due
    if due is None or task.end <= due:
        return 0
    return slots_between(problem, due, task.end)


def slots_between(problem: Problem, start: int, end: int) -> int:
    """Slots from start to end on the due calendar."""
    if problem.due_calendar is None:
        return end - start
    calendar = problem.calendars[problem.due_calendar]
    return calendar.worked(end) - calendar.worked(start)


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
    candidates = chosen(problem, activity, task)
    return mode.cost + sum(candidate_cost(problem, c, task.start) for c in candidates)


def candidate_cost(problem: Problem, candidate: Candidate, start: int) -> int:
    """Cents a candidate costs who begins at `start`, overtime included."""
    if not candidate.overtime or not candidate.work:
        return candidate.cost
    return (
        candidate.cost + candidate.overtime * outside(problem, candidate, start) // candidate.work
    )


def outside(problem: Problem, candidate: Candidate, start: int) -> int:
    """Slots of the candidate's work, begun at `start`, that lie outside its own calendar."""
    calendar = problem.calendar_of(candidate)
    own = problem.calendars[problem.resources[candidate.resource].calendar]
    end = calendar.finish(start, candidate.work)
    if end is None:
        return 0
    spans = calendar.within(start, end)
    return candidate.work - sum(own.worked(b) - own.worked(a) for a, b in spans)


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
        cents = candidate_cost(problem, candidate, task.start)
        if candidate.work:
            calendar = problem.calendar_of(candidate)
            total += share(calendar, candidate.work, cents, task.start, period)
        else:
            total += candidate.cost * _at_end(what, task, period)
    if mode.spread:
        calendar = problem.calendars[what.calendar]
        return total + share(calendar, mode.spread, mode.cost, task.start, period)
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


_MEASURES: dict[Measure, Callable[[Problem, Schedule], int]] = {
    "lateness": lateness,
    "cost": cost,
    "finish": lambda _, schedule: schedule.makespan,
    "late_count": late_count,
    "earliness": earliness,
    "peaks": peaks,
    "handovers": handovers,
    "moves": moves,
    "wishes": wishes,
}
