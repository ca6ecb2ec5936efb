"""The rule of budgets: which cents fall in a period, counted slot by slot."""

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from models.calendars import Calendar
from models.check.counting import (
    Violation,
    candidates,
    done_between,
    late_slots,
    planned,
    slots_worked,
    work_between,
)
from models.check.precedence_rule import instants
from models.overhead import Overhead
from models.problem import Budget, Candidate, Problem
from models.schedule import Schedule, Task


def budget(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """No hard budget is exceeded."""
    for budget in problem.budgets:
        total = _spent(problem, schedule, budget) if budget.price is None else 0
        if budget.price is None and total > budget.limit:
            message = f"{budget.name}: {total} spent of {budget.limit}"
            yield Violation(rule="budget", activities=budget.activities or (), message=message)


def _spent(problem: Problem, schedule: Schedule, budget: Budget) -> int:
    """Counts the cents of a budget by the slot: work is even over its slots, the rest on events."""
    total = sum(
        _spent_on(problem, i, task, budget.period)
        for i, task in planned(schedule)
        if budget.activities is None or i in budget.activities
    )
    return total if budget.activities is not None else total + _overhead(problem, schedule, budget)


def _spent_on(problem: Problem, i: int, task: Task, period: tuple[int, int] | None) -> int:
    """Cents of one activity; without a period also those due after the axis ends."""
    what = problem.activities[i]
    mode = what.modes[task.mode]
    people = list(candidates(problem, i, task))
    if period is None:
        return mode.cost + sum(_whole(problem, candidate, task) for candidate in people)
    begun, last = task.start, max(0, task.end - 1)
    if what.instant and mode.accrual == "start":
        last = begun
    total = sum(_person(problem, candidate, task, period, last) for candidate in people)
    if mode.spread:
        calendar = problem.calendars[what.calendar]
        return total + _falling(calendar, task.start, mode.spread, mode.cost, period)
    due = begun if mode.accrual == "start" else last
    return total + (mode.cost if period[0] <= due < period[1] else 0)


def _whole(problem: Problem, candidate: Candidate, task: Task) -> int:
    """All cents of somebody on a task."""
    if candidate.pays:
        return _paid(problem, candidate, task, task.end + 1)
    overtime = _surcharge(problem, candidate, task, task.end)
    return candidate.cost + overtime + _earned(problem, candidate, task, task.end)


def _person(
    problem: Problem, candidate: Candidate, task: Task, period: tuple[int, int], last: int
) -> int:
    """Cents of somebody on a task that fall in a period; `last` is when an end is due."""
    first, after = period
    if candidate.pays:
        return _paid(problem, candidate, task, after) - _paid(problem, candidate, task, first)
    if candidate.overtime is not None:
        slots = slots_worked(problem, candidate, task)
        done = [sum(slot < edge for slot in slots) for edge in period]
        before, until = (candidate.cost * some // candidate.work for some in done)
        dearer = _surcharge(problem, candidate, task, after)
        return until - before + dearer - _surcharge(problem, candidate, task, first)
    cents = candidate.cost
    earned = _earned(problem, candidate, task, after) - _earned(problem, candidate, task, first)
    if candidate.work:
        calendar = problem.calendar_of(candidate)
        return earned + _falling(calendar, task.start, candidate.work, cents, period)
    return earned + (cents if first <= last < after else 0)


def _overhead(problem: Problem, schedule: Schedule, budget: Budget) -> int:
    """Cents of the calendar days under the budget, from the first start to the last end."""
    paid = problem.overhead
    if paid is None:
        return 0
    at = instants(problem, schedule) if paid.length else {}
    starts = [] if paid.since is None else [paid.since]
    ends = [] if paid.until is None else [paid.until]
    for i in paid.activities:
        task = schedule.tasks[i]
        if task is not None:
            what = problem.activities[i]
            opens = what.modes[task.mode].accrual == "start" if what.sided else None
            on = _opening_day if opens is not False else _closing_day
            starts.append(on(paid, task.start))
            on = _closing_day if not opens else _opening_day
            ends.append(on(paid, task.end))
            if what.instant and (i, "F") in at:
                ends.append(paid.opens[0] + (at[i, "F"] - paid.midnight) // paid.length)
    if not starts or not ends:
        return 0
    begun, ended = min(starts), max(*ends, min(starts))
    first, last = budget.days or (begun, ended)
    return paid.cents * sum(first <= day <= last for day in range(begun, ended + 1))


def _opening_day(paid: Overhead, slot: int) -> int:
    """The day on which a slot opens; at the end of the axis, on which that closes."""
    return (*paid.opens, *paid.closes[-1:], 0)[slot]


def _closing_day(paid: Overhead, slot: int) -> int:
    """The day on which the slot before closes; at the start of the axis, on which that opens."""
    return (*paid.opens[:1], *paid.closes, 0)[slot]


def _earned(problem: Problem, candidate: Candidate, task: Task, until: int) -> int:
    """Cents of the candidate's rate for its slots of the task before a slot, halves up."""
    slots = work_between(problem.calendar_of(candidate), task.start, min(task.end, until))
    return floor(candidate.rate * slots + Fraction(1, 2))


def _paid(problem: Problem, candidate: Candidate, task: Task, until: int) -> int:
    """Cents of somebody whose price changes that are due before a slot, slot by slot."""
    calendar, left = problem.calendar_of(candidate), Fraction(candidate.work)
    slots = [slot for slot in range(task.start, task.end) if work_between(calendar, slot, slot + 1)]
    begun = slots[0] if slots and candidate.work else task.start
    if not candidate.work:
        left = Fraction(len(slots))
    cents = Fraction(0)
    for slot in slots:
        done = min(left, Fraction(done_between(calendar, slot, slot + 1)))
        rate = [pay.rate for pay in candidate.pays if pay.since <= slot][-1]
        left -= done
        cents += rate * done if slot < until else 0
    once = [pay.once for pay in candidate.pays if pay.since <= begun][-1]
    return floor(cents + Fraction(1, 2)) + (once if begun < until else 0)


def _falling(calendar: Calendar, start: int, work: int, cents: int, period: tuple[int, int]) -> int:
    """Cents that fall in the period, each slot's share rounded down cumulatively."""
    before = min(work, done_between(calendar, start, max(start, period[0])))
    until = min(work, done_between(calendar, start, max(start, period[1])))
    return int(cents * until // work - cents * before // work)


def _surcharge(problem: Problem, candidate: Candidate, task: Task, until: int) -> int:
    """Cents more for the slots of overtime before a slot, halves up."""
    late = sum(slot < until for slot in late_slots(problem, candidate, task))
    return floor((candidate.overtime or 0) * late + Fraction(1, 2))
