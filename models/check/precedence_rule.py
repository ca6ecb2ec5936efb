"""The rule of precedences, and when events are on the wall clock."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from models.check.counting import Violation, candidates, planned, work_between
from models.problem import Precedence, Problem
from models.schedule import Schedule, Task


def precedence(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Every precedence keeps its lag, see `models.problem.Precedence`."""
    at = instants(problem, schedule)
    for precedence in problem.precedences:
        first, second = schedule.tasks[precedence.first], schedule.tasks[precedence.second]
        if first is None or second is None:
            continue
        if precedence.elapsed:
            earlier = at[precedence.first, precedence.kind[0]]
            later = at[precedence.second, precedence.kind[1]]
            kept = later >= earlier + _lag(problem, precedence, first, second)
        elif precedence.idle:
            kept = _one_instant(problem, schedule, precedence, first, second)
        else:
            kept = _lag_kept(problem, precedence, first, second)
        if kept:
            continue
        names = (
            problem.activities[precedence.first].name,
            problem.activities[precedence.second].name,
        )
        message = f"{names[1]} comes too early after {names[0]}: {precedence}"
        pair = (precedence.first, precedence.second)
        yield Violation(rule="precedence", activities=pair, message=message)


def _events(precedence: Precedence, first: Task, second: Task) -> tuple[int, int]:
    """The slots of the two events."""
    before = first.end if precedence.kind[0] == "F" else first.start
    return before, second.start if precedence.kind[1] == "S" else second.end


def _lag(problem: Problem, precedence: Precedence, first: Task, second: Task) -> Fraction:
    """The lag: stated, chosen by a mode, or a share of the time that the first takes."""
    if precedence.lags:
        return Fraction(precedence.lags[(first if precedence.by == "first" else second).mode])
    if not precedence.share:
        return Fraction(precedence.lag)
    if precedence.calendar is not None:
        time = work_between(problem.calendars[precedence.calendar], first.start, first.end)
    else:
        time = first.end - first.start
    return precedence.share * time


def _lag_kept(problem: Problem, precedence: Precedence, first: Task, second: Task) -> bool:
    before, after = _events(precedence, first, second)
    lag = _lag(problem, precedence, first, second)
    if precedence.calendar is None:
        return after - before >= lag
    calendar = problem.calendars[precedence.calendar]
    if lag >= 0:
        return after >= before and work_between(calendar, before, after) >= lag
    return after >= before or work_between(calendar, after, before) <= -lag


def _one_instant(
    problem: Problem, schedule: Schedule, precedence: Precedence, first: Task, second: Task
) -> bool:
    """Whether the second event is not before the first, or nobody concerned works between them."""
    before, after = _events(precedence, first, second)
    concerned = [problem.calendars[precedence.calendar or 0]]
    both = (precedence.first, precedence.second)
    inside = (k for one in both for k in problem.activities[one].spans)
    for i in (*both, *inside):
        task = schedule.tasks[i]
        if task is None:
            continue
        for one in candidates(problem, i, task):
            usual = problem.calendars[problem.resources[one.resource].calendar]
            concerned.append(problem.calendar_of(one) if one.overtime is None else usual)
        if problem.activities[i].modes[task.mode].work:
            concerned.append(problem.calendars[problem.activities[i].calendar])
    return all(work_between(calendar, after, before) == 0 for calendar in concerned)


def instants(problem: Problem, schedule: Schedule) -> dict[tuple[int, str], int]:
    """The time of each event on the clock; milestones are moved up until no link is broken."""
    clock, at = problem.clock, dict[tuple[int, str], int]()
    if clock is None:
        return at
    for i, task in planned(schedule):
        closes = clock[task.end - 1] + 1 if task.end else clock[0]
        at[i, "S"], at[i, "F"] = clock[task.start], closes
        if problem.activities[i].instant:
            what = problem.activities[i]
            moment = closes if what.moment is None else max(closes, what.moment)
            if what.sided and what.modes[task.mode].accrual == "start":
                moment = clock[task.start]
            at[i, "S"] = min(clock[task.start], moment)
            at[i, "F"] = at[i, "S"]
    before = None
    while before != at:
        before = dict(at)
        for precedence in problem.precedences:
            _raise(problem, schedule, precedence, at)
        for i, _ in planned(schedule):
            inside = [k for k in problem.activities[i].spans if schedule.tasks[k] is not None]
            if inside:
                at[i, "S"] = min(at[k, "S"] for k in inside)
                at[i, "F"] = max(at[k, "F"] for k in inside)
    return at


def _raise(
    problem: Problem, schedule: Schedule, precedence: Precedence, at: dict[tuple[int, str], int]
) -> None:
    """Moves a milestone to where a link allows it, at most to the opening of its slot."""
    first, second = schedule.tasks[precedence.first], schedule.tasks[precedence.second]
    here = problem.activities[precedence.second]
    if first is None or second is None or problem.clock is None or not here.instant:
        return
    plain = not (precedence.lag or precedence.share or precedence.idle)
    if precedence.elapsed or plain:
        least = at[precedence.first, precedence.kind[0]]
        least += ceil(_lag(problem, precedence, first, second)) if precedence.elapsed else 0
        least = min(least, problem.clock[second.start])
        for event in "SF":
            at[precedence.second, event] = max(at[precedence.second, event], least)
