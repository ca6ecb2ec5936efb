"""Cents: what an activity costs, and what falls under a budget."""

from fractions import Fraction
from math import floor
from typing import Literal

from models.bookings import chosen, evenings, own
from models.calendars import Calendar
from models.measures.base import planned
from models.problem import Activity, Budget, Candidate, Pay, Problem
from models.schedule import Schedule, Task
from models.timing.instants import instants, marks, own_dates, timed


def task_cost(problem: Problem, activity: int, task: Task) -> int:
    """Cents of one planned activity."""
    mode = problem.activities[activity].modes[task.mode]
    return mode.cost + sum(person_cost(problem, c, task) for c in chosen(problem, activity, task))


def person_cost(problem: Problem, candidate: Candidate, task: Task) -> int:
    """Cents of a candidate on a task, overtime included."""
    cents = candidate_cost(problem, candidate, task.start, task.end)
    return cents + surcharge(problem, candidate, task)


def candidate_cost(problem: Problem, candidate: Candidate, start: int, end: int) -> int:
    """Cents a candidate costs from `start` to `end`, without what overtime costs more."""
    if candidate.pays:
        return begun(problem, candidate, start) + earned(problem, candidate, start, end)
    if candidate.rate:
        return candidate.cost + earned(problem, candidate, start, end)
    return candidate.cost


def surcharge(problem: Problem, candidate: Candidate, task: Task, until: int | None = None) -> int:
    """Cents for the overtime of a candidate on a task, in all or before a slot."""
    if not candidate.overtime:
        return 0
    spans = evenings(problem, candidate, task)
    slots = sum(_before(span, until) for span in spans)
    return floor(candidate.overtime * slots + Fraction(1, 2))


def _before(span: tuple[int, int], until: int | None) -> int:
    """Slots of a span before a slot."""
    start, end = span
    return end - start if until is None else max(0, min(end, until) - start)


def earned(problem: Problem, candidate: Candidate, start: int, end: int) -> int:
    """Cents of a candidate's rate for its working slots from `start` to `end`, halves up."""
    calendar = problem.calendar_of(candidate)
    if candidate.pays:
        return floor(exactly(problem, candidate, start, end) + Fraction(1, 2))
    rate, slots = candidate.rate, calendar.worked(end) - calendar.worked(start)
    return (2 * rate.numerator * slots + rate.denominator) // (2 * rate.denominator)


def exactly(problem: Problem, candidate: Candidate, start: int, end: int) -> Fraction:
    """Cents of a candidate's rates for its work, or all its slots, until `end`, not rounded."""
    calendar, pays = problem.calendar_of(candidate), candidate.pays or (Pay(rate=candidate.rate),)
    most = calendar.needs(candidate.work) or None
    before, total, done = calendar.progress(start), Fraction(0), 0
    changes = (*(pay.since for pay in pays[1:]), end)
    for pay, until in zip(pays, changes, strict=True):
        reached = calendar.progress(min(max(until, start), end)) - before
        reached = max(done, reached if most is None else min(most, reached))
        total += pay.rate * Fraction(reached - done, calendar.needs(1))
        done = reached
    return total


def begun(problem: Problem, candidate: Candidate, start: int) -> int:
    """Cents due when the candidate begins in an activity that starts at `start`."""
    first = first_slot(problem, candidate, start)
    return next((pay.once for pay in reversed(candidate.pays) if pay.since <= first), 0)


def first_slot(problem: Problem, candidate: Candidate, start: int) -> int:
    """The slot in which the candidate begins in an activity that starts at `start`."""
    found = own(problem.calendar_of(candidate), candidate.work, start)
    return start if found is None else found[0]


def spent(problem: Problem, schedule: Schedule, budget: Budget) -> int:
    """Cents that fall under the budget."""
    wanted = None if budget.activities is None else set(budget.activities)
    total = 0
    for i, task in planned(schedule):
        if wanted is None or i in wanted:
            total += _spent_on(problem, i, task, budget.period)
    if budget.activities is None:
        total += overhead(problem, schedule, budget.days)
    return total


def excess(problem: Problem, schedule: Schedule) -> int:
    """Cents above the hard budgets."""
    hard = (budget for budget in problem.budgets if budget.price is None)
    return sum(max(0, spent(problem, schedule, budget) - budget.limit) for budget in hard)


def overhead(problem: Problem, schedule: Schedule, days: tuple[int, int] | None = None) -> int:
    """Cents of the whole's calendar days, or of those among some days, both included."""
    paid = problem.overhead
    if paid is None:
        return 0
    firsts = [paid.since] if paid.since is not None else []
    lasts = [paid.until] if paid.until is not None else []
    for i in paid.activities:
        task = schedule.tasks[i]
        if task is not None:
            first, last = stands(problem.activities[i], task)
            firsts.append(paid.day(first))
            lasts.append(paid.day(last))
    if not firsts or not lasts:
        return 0
    lasts += timed_days(problem, schedule).values()
    first, last = min(firsts), max(*lasts, min(firsts))
    if days is not None:
        first, last = max(first, days[0]), min(last, days[1])
    return paid.cents * max(0, last - first + 1)


def timed_days(problem: Problem, schedule: Schedule) -> dict[int, int]:
    """The days on which milestones are that elapsed lags may make later."""
    paid, found = problem.overhead, timed(problem)
    if paid is None or not found:
        return {}
    at = instants(problem, schedule, marks(problem), own_dates(problem))
    return {i: paid.day_at(at[i, "F"]) for i in found if (i, "F") in at}


def stands(activity: Activity, task: Task) -> tuple[int, int]:
    """Start and end as instants: 2t is when the slot before t closes, 2t + 1 when slot t opens."""
    if activity.sided:
        at = 2 * task.start + (activity.modes[task.mode].accrual == "start")
        return at, at
    return 2 * task.start + 1, 2 * task.end


def _spent_on(problem: Problem, activity: int, task: Task, period: tuple[int, int] | None) -> int:
    if period is None:
        return task_cost(problem, activity, task)
    what = problem.activities[activity]
    mode = what.modes[task.mode]
    total = 0
    for candidate in chosen(problem, activity, task):
        if candidate.pays:
            total += paid_in(problem, candidate, task.start, task.end, period)
            continue
        cents = candidate_cost(problem, candidate, task.start, task.end)
        if candidate.rate:
            first, until = (min(max(slot, task.start), task.end) for slot in period)
            total += earned(problem, candidate, task.start, until)
            total -= earned(problem, candidate, task.start, first)
        if candidate.overtime is not None:
            total += _with_overtime(problem, candidate, task, period)
        elif candidate.work:
            calendar = problem.calendar_of(candidate)
            total += share(calendar, candidate.work, cents, task.start, period)
        else:
            accrual = mode.accrual if what.instant else "end"
            total += candidate.cost * falls_in(task, accrual, period)
    if mode.spread:
        calendar = problem.calendars[what.calendar]
        return total + share(calendar, mode.spread, mode.cost, task.start, period)
    return total + mode.cost * falls_in(task, mode.accrual, period)


def paid_in(
    problem: Problem, candidate: Candidate, start: int, end: int, period: tuple[int, int]
) -> int:
    """Cents of a candidate whose price changes that fall in a period."""
    first, until = (min(max(slot, start), end) for slot in period)
    cents = earned(problem, candidate, start, until) - earned(problem, candidate, start, first)
    due = period[0] <= first_slot(problem, candidate, start) < period[1]
    return cents + (begun(problem, candidate, start) if due else 0)


def falls_in(task: Task, event: Literal["start", "end"], period: tuple[int, int]) -> bool:
    """Whether the start or the end is in the period."""
    slot = task.start if event == "start" else max(0, task.end - 1)
    return period[0] <= slot < period[1]


def _with_overtime(
    problem: Problem, candidate: Candidate, task: Task, period: tuple[int, int]
) -> int:
    """Cents of a candidate with overtime in a period: cost evenly over the work, and surcharges."""
    before, until = (
        candidate.cost * done(problem, candidate, task, slot) // candidate.work
        + surcharge(problem, candidate, task, slot)
        for slot in period
    )
    return until - before


def done(problem: Problem, candidate: Candidate, task: Task, slot: int) -> int:
    """Slots of work that a candidate with overtime has done before a slot."""
    usual = problem.calendars[problem.resources[candidate.resource].calendar]
    last = min(max(slot, task.start), task.end)
    late = sum(_before(span, slot) for span in evenings(problem, candidate, task))
    return min(candidate.work, usual.worked(last) - usual.worked(task.start) + late)


def share(calendar: Calendar, work: int, cost: int, start: int, period: tuple[int, int]) -> int:
    """The part of an amount that falls in a period when `work` slots begin at `start`.

    Even over the work, rounded down cumulatively.
    """
    whole = calendar.needs(work)
    before, until = (
        min(whole, calendar.progress(max(slot, start)) - calendar.progress(start))
        for slot in period
    )
    return cost * until // whole - cost * before // whole
