"""The referee: every rule of `models.problem`, checked by counting.

Written from the definitions alone and for reading, it shares no code with the solver. It is run
on every schedule before it leaves `models.solve`.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from models.calendars import Calendar, Paced
from models.materials import Consumption
from models.overhead import Overhead
from models.problem import Activity, Bounds, Budget, Candidate, Level, Precedence, Problem
from models.schedule import Schedule, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule that does not hold, for which activities (by position), and how."""

    rule: str
    activities: tuple[int, ...]
    message: str


def violations(problem: Problem, schedule: Schedule) -> tuple[Violation, ...]:
    """Everything in the schedule that breaks a rule of the problem; empty is a valid schedule.

    Raises:
        ValueError: if the schedule is not of this problem's length.
    """
    if len(schedule.tasks) != len(problem.activities):
        raise ValueError("the schedule has another number of tasks than the problem")
    found = tuple(_shape(problem, schedule))
    if found:
        return found  # the other rules need well-formed tasks
    return tuple(v for rule in RULES.values() for v in rule(problem, schedule))


def _planned(schedule: Schedule) -> Iterator[tuple[int, Task]]:
    return ((i, task) for i, task in enumerate(schedule.tasks) if task is not None)


def _shape(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Modes and seats exist; every seat is filled by different, qualified resources."""
    for i, (activity, task) in enumerate(zip(problem.activities, schedule.tasks, strict=True)):
        message = _misshaped(problem, activity, task)
        if message:
            yield Violation(rule="shape", activities=(i,), message=f"{activity.name}: {message}")


def _misshaped(problem: Problem, activity: Activity, task: Task | None) -> str:
    if task is None:
        return "" if activity.drop_cost is not None else "must be done and is left out"
    if not 0 <= task.start <= task.end <= problem.horizon:
        return f"[{task.start}, {task.end}) is not a span within the horizon {problem.horizon}"
    if not 0 <= task.mode < len(activity.modes):
        return f"there is no mode {task.mode}"
    people = [assignment.resource for assignment in task.assignments]
    if len(set(people)) != len(people):
        return "a resource sits on more than one seat"
    seats = activity.modes[task.mode].seats
    for s, seat in enumerate(seats):
        sitting = [a.resource for a in task.assignments if a.seat == s]
        if len(sitting) != seat.count:
            return f"seat {s} needs {seat.count} and has {len(sitting)}"
        if not set(sitting) <= {candidate.resource for candidate in seat.candidates}:
            return f"seat {s} is taken by somebody who may not take it"
    if any(not 0 <= assignment.seat < len(seats) for assignment in task.assignments):
        return "an assignment names a seat that is not there"
    return ""


def _candidates(problem: Problem, activity: int, task: Task) -> Iterator[Candidate]:
    """Everybody assigned, as candidates."""
    seats = problem.activities[activity].modes[task.mode].seats
    for assignment in task.assignments:
        seat = seats[assignment.seat]
        for candidate in seat.candidates:
            if candidate.resource == assignment.resource:
                yield candidate


def _window(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """``start_min ≤ start ≤ start_max``, ``end_min ≤ end ≤ end_max``, the mode's and theirs too."""
    for i, task in _planned(schedule):
        activity, way = problem.activities[i], problem.activities[i].modes[task.mode].bounds
        theirs = _together([candidate.bounds for candidate in _candidates(problem, i, task)])
        for bounds in (activity.bounds, way, theirs):
            for event, at, low, high in (
                ("starts", task.start, bounds.start_min, bounds.start_max),
                ("ends", task.end, bounds.end_min, bounds.end_max),
            ):
                if not _within(low, at, high):
                    message = f"{activity.name} {event} at {at}, outside {low} … {high}"
                    yield Violation(rule="window", activities=(i,), message=message)


def _together(bounds: list[Bounds]) -> Bounds:
    """What those of all who are assigned come to: the first of them starts, the last ends."""
    starts = [one.start_max for one in bounds if one.start_max is not None]
    ends = [one.end_max for one in bounds if one.end_max is not None]
    return Bounds(
        start_min=min((one.start_min for one in bounds), default=0),
        start_max=min(starts, default=None),
        end_min=max((one.end_min for one in bounds), default=0),
        end_max=max(ends, default=None) if len(ends) == len(bounds) else None,
    )


def _duration(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Starts when one is there, or all are; ends exactly when the last has done the work."""
    for i, task in _planned(schedule):
        activity = problem.activities[i]
        if activity.spans:
            continue
        people = [c for c in _candidates(problem, i, task) if c.work]
        own, work = problem.calendars[activity.calendar], activity.modes[task.mode].work
        parts = [_part(problem, candidate, task) for candidate in people]
        parts += [_usual_part(own, work, task)] if work else []
        there = all if activity.together else any
        right = task.start == task.end
        if parts:
            starts, done, needed = zip(*parts, strict=True)
            right = there(starts) and all(done) and any(needed)
        if not right:
            message = f"{activity.name}: [{task.start}, {task.end}) is not the time its work takes"
            yield Violation(rule="duration", activities=(i,), message=message)


Part = tuple[bool, bool, bool]
"""Whether it is worked on at the start, is done by the end, and not done a slot before that."""


def _usual_part(calendar: Calendar, work: int, task: Task) -> Part:
    """A part of the work that is done whenever a calendar says."""
    return (
        _work(calendar, task.start, task.start + 1) == 1,
        _done(calendar, task.start, task.end) >= work,
        _done(calendar, task.start, task.end - 1) < work,
    )


def _part(problem: Problem, candidate: Candidate, task: Task) -> Part:
    """That of somebody."""
    if candidate.overtime is None:
        return _usual_part(problem.calendar_of(candidate), candidate.work, task)
    slots = _slots_worked(problem, candidate, task)
    done = len(slots) == candidate.work and max(slots) < task.end
    return task.start in slots, done, done and slots[-1] == task.end - 1


def _slots_worked(problem: Problem, candidate: Candidate, task: Task) -> list[int]:
    """The slots in which somebody who may work overtime works on a task, in order."""
    late = _late_slots(problem, candidate, task)
    usual = problem.calendars[problem.resources[candidate.resource].calendar]
    left, slots = candidate.work - len(late), []
    for slot in range(task.start, problem.horizon):
        if left <= 0:
            break
        if _work(usual, slot, slot + 1):
            slots.append(slot)
            left -= 1
    return sorted([*slots, *late])


def _late_slots(problem: Problem, candidate: Candidate, task: Task) -> list[int]:
    """The slots of overtime of somebody: as decided, or all that its calendar has."""
    if candidate.overtime is None:
        return []
    for extra in task.overtime:
        if extra.resource == candidate.resource:
            return [slot for start, end in extra.spans for slot in range(start, end)]
    usual = problem.calendars[problem.resources[candidate.resource].calendar]
    left, late = candidate.work, []
    for slot in range(task.start, problem.horizon):
        if left and _work(problem.calendar_of(candidate), slot, slot + 1):
            left -= 1
            late += [] if _work(usual, slot, slot + 1) else [slot]
    return late


def _overtime(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Overtime lies in evenings, goes on from own work, and there is not too much of it."""
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, task in _planned(schedule):
        may = {c.resource: c for c in _candidates(problem, i, task) if c.overtime is not None}
        named = [extra.resource for extra in task.overtime]
        right = len(set(named)) == len(named) and set(named) <= may.keys()
        for candidate in may.values():
            right = right and _in_evenings(problem, candidate, task)
            late = _late_slots(problem, candidate, task)
            taken[candidate.resource] += [(slot, candidate.units) for slot in late]
        if not right:
            name = problem.activities[i].name
            message = f"{name}: overtime {task.overtime} is not what may be worked"
            yield Violation(rule="overtime", activities=(i,), message=message)
    for r, slots in taken.items():
        allowed = problem.resources[r].overtime
        for ceiling in allowed.ceilings if allowed else ():
            load = sum(units for slot, units in slots if ceiling.start <= slot < ceiling.end)
            if load > ceiling.most * problem.resources[r].capacity:
                message = f"{problem.resources[r].name} works too much overtime: {ceiling}"
                yield Violation(rule="overtime", activities=(), message=message)


def _in_evenings(problem: Problem, candidate: Candidate, task: Task) -> bool:
    """Whether each slot of overtime follows another, own work, or the start, in its evening."""
    late = _late_slots(problem, candidate, task)
    who = problem.resources[candidate.resource]
    allowed = problem.calendars[who.overtime.calendar if who.overtime else 0]
    opens = {start for start, _ in allowed.spans}
    worked = _slots_worked(problem, candidate, task)
    return (
        late == sorted(set(late))
        and all(slot >= task.start and _work(allowed, slot, slot + 1) for slot in late)
        and all(slot in opens or slot == task.start or slot - 1 in late for slot in late)
        and len(worked) == candidate.work
        and _work(problem.calendars[who.calendar], task.start, worked[-1] + 1) + len(late)
        == candidate.work
    )


def _span(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """What spans others starts with the first of them, ends with the last, and is there if any."""
    for i, activity in enumerate(problem.activities):
        if not activity.spans:
            continue
        task = schedule.tasks[i]
        inside = [other for k in activity.spans if (other := schedule.tasks[k]) is not None]
        if not inside or task is None:
            right = not inside and task is None
        else:
            first, last = min(t.start for t in inside), max(t.end for t in inside)
            right = (task.start, task.end) == (first, last)
        if not right:
            message = f"{activity.name} does not run with what it spans"
            yield Violation(rule="span", activities=(i, *activity.spans), message=message)


def _edge(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """One of the first to start, and one of the last to end, keeps what the dates mean to it."""
    for i, whole in _planned(schedule):
        activity = problem.activities[i]
        inside = [(k, task) for k in activity.spans if (task := schedule.tasks[k]) is not None]
        first = [_keeps(activity, k, task)[0] for k, task in inside if task.start == whole.start]
        last = [_keeps(activity, k, task)[1] for k, task in inside if task.end == whole.end]
        for right, word in ((any(first), "start"), (any(last), "end")):
            if activity.edges and not right:
                message = f"{activity.name} has to {word} when those work who decide it"
                yield Violation(rule="edge", activities=(i,), message=message)


def _keeps(activity: Activity, k: int, task: Task) -> tuple[bool, bool]:
    """Whether the start and the end of what is spanned keep what the dates mean to it."""
    people = {one.resource for one in task.assignments}
    mine = [edge for edge in activity.edges if edge.activity == k]
    theirs = [e.bounds for e in mine if e.mode == task.mode and e.resource in people]
    both = [_together(theirs), *(edge.bounds for edge in mine if edge.mode is None)]
    return (
        all(_within(one.start_min, task.start, one.start_max) for one in both),
        all(_within(one.end_min, task.end, one.end_max) for one in both),
    )


def _within(low: int, at: int, high: int | None) -> bool:
    return low <= at and (high is None or at <= high)


def _pause(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Nobody makes a longer pause than they may, counted slot by slot."""
    for i, task in _planned(schedule):
        for candidate in _candidates(problem, i, task):
            if candidate.pause is None:
                continue
            own, usual = problem.calendar_of(candidate), problem.calendars[candidate.pause.calendar]
            left, paused, longest = Fraction(candidate.work), 0, 0
            if candidate.overtime is not None:
                own = Calendar.from_slots(_slots_worked(problem, candidate, task))
            for slot in range(task.start, task.end):
                if left > 0 and _work(own, slot, slot + 1):
                    left -= _done(own, slot, slot + 1)
                    longest, paused = max(longest, paused), 0
                elif left < candidate.work:
                    paused += _work(usual, slot, slot + 1)
            if longest > candidate.pause.most:
                name = problem.activities[i].name
                message = f"{name} is torn apart by a pause of {longest}: {candidate.pause}"
                yield Violation(rule="pause", activities=(i,), message=message)


def _work(calendar: Calendar, start: int, end: int) -> int:
    """Working slots in ``[start, end)``."""
    first = max(0, bisect_right(calendar.spans, (start,)) - 1)
    total = 0
    for opens, closes in calendar.spans[first:]:
        if opens >= end:
            break
        total += max(0, min(closes, end) - max(opens, start))
    return total


def _done(calendar: Calendar, start: int, end: int) -> Fraction | int:
    """Work done in ``[start, end)``: all working slots, or of each as much as its pace says."""
    if not isinstance(calendar, Paced):
        return _work(calendar, start, end)
    changes = (*(slot for slot, _ in calendar.paces[1:]), max(end, start))
    total = Fraction(0)
    for (first, pace), last in zip(calendar.paces, changes, strict=True):
        slots = _work(calendar, max(first, start), max(start, min(last, end)))
        total += Fraction(slots * pace, calendar.full)
    return total


def _precedence(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Every lag is kept, see `models.problem.Precedence`."""
    at = _instants(problem, schedule)
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
    """The lag, that of the mode of one of both, or what a share of the first's time comes to."""
    if precedence.lags:
        return Fraction(precedence.lags[(first if precedence.by == "first" else second).mode])
    if not precedence.share:
        return Fraction(precedence.lag)
    if precedence.calendar is not None:
        time = _work(problem.calendars[precedence.calendar], first.start, first.end)
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
        return after >= before and _work(calendar, before, after) >= lag
    return after >= before or _work(calendar, after, before) <= -lag


def _one_instant(
    problem: Problem, schedule: Schedule, precedence: Precedence, first: Task, second: Task
) -> bool:
    """Not before the first's event, or across time in which nobody concerned works."""
    before, after = _events(precedence, first, second)
    concerned = [problem.calendars[precedence.calendar or 0]]
    both = (precedence.first, precedence.second)
    inside = (k for one in both for k in problem.activities[one].spans)
    for i in (*both, *inside):
        task = schedule.tasks[i]
        if task is None:
            continue
        for one in _candidates(problem, i, task):
            usual = problem.calendars[problem.resources[one.resource].calendar]
            concerned.append(problem.calendar_of(one) if one.overtime is None else usual)
        if problem.activities[i].modes[task.mode].work:
            concerned.append(problem.calendars[problem.activities[i].calendar])
    return all(_work(calendar, after, before) == 0 for calendar in concerned)


def _instants(problem: Problem, schedule: Schedule) -> dict[tuple[int, str], int]:
    """On the clock when each event is; of milestones the earliest they can be, by iteration."""
    clock, at = problem.clock, dict[tuple[int, str], int]()
    if clock is None:
        return at
    for i, task in _planned(schedule):
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
        for i, _ in _planned(schedule):
            inside = [k for k in problem.activities[i].spans if schedule.tasks[k] is not None]
            if inside:
                at[i, "S"] = min(at[k, "S"] for k in inside)
                at[i, "F"] = max(at[k, "F"] for k in inside)
    return at


def _raise(
    problem: Problem, schedule: Schedule, precedence: Precedence, at: dict[tuple[int, str], int]
) -> None:
    """Puts a milestone no earlier than a link allows, but not after its slot opens."""
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


def _capacity(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """At no instant is more taken of a resource than there is."""
    changes: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for i, task in _planned(schedule):
        for one in _candidates(problem, i, task):
            start, end = _taken(problem, i, task, one)
            if start < end:
                changes[one.resource] += [(start, one.units, i), (end, -one.units, i)]
    for taken in problem.reservations:
        if taken.start < taken.end:
            changes[taken.resource] += [
                (taken.start, taken.units, -1),
                (taken.end, -taken.units, -1),
            ]
    for r, events in changes.items():
        yield from _overloads(problem, r, sorted(events))
        for level in problem.resources[r].levels:
            yield from _overloads(problem, r, sorted(_in_level(events, level)), level.capacity)


def _in_level(events: list[tuple[int, int, int]], level: Level) -> Iterator[tuple[int, int, int]]:
    """The events within a level: nothing takes more than there is, and all is over at its end."""
    for slot, units, i in events:
        if slot < level.end:
            taken = max(-level.capacity, min(units, level.capacity))
            yield max(slot, level.start), taken, i


def _taken(problem: Problem, activity: int, task: Task, one: Candidate) -> tuple[int, int]:
    """From when to when somebody is taken: all the time, or until their own work is done."""
    if problem.activities[activity].together or problem.activities[activity].spans:
        return task.start, task.end
    calendar = problem.calendar_of(one)
    if one.overtime is not None:
        slots = _slots_worked(problem, one, task)
        return (slots[0], slots[-1] + 1) if slots else (task.start, task.start)
    if isinstance(calendar, Paced):
        return _until_done(calendar, task, one.work)
    begun, left = None, one.work
    for opens, closes in problem.calendar_of(one).spans if left else ():
        first = max(opens, task.start)
        if first >= closes:
            continue
        begun = first if begun is None else begun
        if left <= closes - first:
            return begun, first + left
        left -= closes - first
    return task.start, problem.horizon if left else task.start


def _until_done(calendar: Paced, task: Task, work: int) -> tuple[int, int]:
    """The same for somebody who does not do as much in each slot."""
    slots = [slot for slot in range(task.start, task.end) if _work(calendar, slot, slot + 1)]
    last = next((s for s in slots if _done(calendar, task.start, s + 1) >= work), task.end - 1)
    return (slots[0], last + 1) if work and slots else (task.start, task.start)


def _overloads(
    problem: Problem,
    resource: int,
    events: list[tuple[int, int, int]],
    most: int | None = None,
) -> Iterator[Violation]:
    """Slots after which more than the capacity is taken; events are (slot, ±units, activity)."""
    name = problem.resources[resource].name
    capacity = problem.resources[resource].capacity if most is None else most
    load, running = 0, set[int]()
    for k, (slot, units, i) in enumerate(events):
        load += units
        running ^= {i} - {-1}
        settled = k + 1 == len(events) or events[k + 1][0] > slot
        if settled and load > capacity:
            message = f"{name} is taken {load} of {capacity} at {slot}"
            yield Violation(rule="capacity", activities=tuple(sorted(running)), message=message)


def _staffing(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Exactly the same people, or nobody in common, among those who count."""
    for pair in problem.staffing:
        first, second = schedule.tasks[pair.first], schedule.tasks[pair.second]
        if first is None or second is None:
            continue
        people = [{a.resource for a in task.assignments} for task in (first, second)]
        if pair.among is not None:
            people = [some & pair.among for some in people]
        kept = people[0] == people[1] if pair.same else not people[0] & people[1]
        if not kept:
            wanted = "the same people" if pair.same else "different people"
            names = f"{problem.activities[pair.first].name}, {problem.activities[pair.second].name}"
            yield Violation(
                rule="staffing",
                activities=(pair.first, pair.second),
                message=f"{names}: need {wanted}",
            )


def _budget(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """No hard budget is exceeded."""
    for budget in problem.budgets:
        total = _spent(problem, schedule, budget) if budget.price is None else 0
        if budget.price is None and total > budget.limit:
            message = f"{budget.name}: {total} spent of {budget.limit}"
            yield Violation(rule="budget", activities=budget.activities or (), message=message)


def _spent(problem: Problem, schedule: Schedule, budget: Budget) -> int:
    """Cents under the budget, slot by slot: work falls evenly on its slots, the rest on events."""
    total = sum(
        _spent_on(problem, i, task, budget.period)
        for i, task in _planned(schedule)
        if budget.activities is None or i in budget.activities
    )
    return total if budget.activities is not None else total + _overhead(problem, schedule, budget)


def _spent_on(problem: Problem, i: int, task: Task, period: tuple[int, int] | None) -> int:
    """Cents of one activity; without a period also what falls due after the axis ends."""
    what = problem.activities[i]
    mode = what.modes[task.mode]
    people = list(_candidates(problem, i, task))
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
        slots = _slots_worked(problem, candidate, task)
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
    at = _instants(problem, schedule) if paid.length else {}
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
    slots = _work(problem.calendar_of(candidate), task.start, min(task.end, until))
    return floor(candidate.rate * slots + Fraction(1, 2))


def _paid(problem: Problem, candidate: Candidate, task: Task, until: int) -> int:
    """Cents of somebody whose price changes that are due before a slot, slot by slot."""
    calendar, left = problem.calendar_of(candidate), Fraction(candidate.work)
    slots = [slot for slot in range(task.start, task.end) if _work(calendar, slot, slot + 1)]
    begun = slots[0] if slots and candidate.work else task.start
    if not candidate.work:
        left = Fraction(len(slots))
    cents = Fraction(0)
    for slot in slots:
        done = min(left, Fraction(_done(calendar, slot, slot + 1)))
        rate = [pay.rate for pay in candidate.pays if pay.since <= slot][-1]
        left -= done
        cents += rate * done if slot < until else 0
    once = [pay.once for pay in candidate.pays if pay.since <= begun][-1]
    return floor(cents + Fraction(1, 2)) + (once if begun < until else 0)


def _falling(calendar: Calendar, start: int, work: int, cents: int, period: tuple[int, int]) -> int:
    """Cents that fall in the period, each slot's share rounded down cumulatively."""
    before = min(work, _done(calendar, start, max(start, period[0])))
    until = min(work, _done(calendar, start, max(start, period[1])))
    return int(cents * until // work - cents * before // work)


def _surcharge(problem: Problem, candidate: Candidate, task: Task, until: int) -> int:
    """Cents more for the slots of overtime before a slot, halves up."""
    late = sum(slot < until for slot in _late_slots(problem, candidate, task))
    return floor((candidate.overtime or 0) * late + Fraction(1, 2))


def _material(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Before each delivery, and in the end, no more is used than there was."""
    uses = [
        (i, task, one)
        for i, task in _planned(schedule)
        for one in problem.activities[i].modes[task.mode].consumes
    ]
    for m, material in enumerate(problem.materials):
        for supply in material.supplies:
            taken = [
                (i, _used(problem, i, task, one, supply.until))
                for i, task, one in uses
                if one.material == m
            ]
            total = sum(amount for _, amount in taken)
            if total > supply.amount:
                message = f"{material.name}: {total} used of {supply.amount} until {supply.until}"
                who = tuple(sorted({i for i, amount in taken if amount}))
                yield Violation(rule="material", activities=who, message=message)


def _used(problem: Problem, i: int, task: Task, one: Consumption, until: int | None) -> int:
    """Units used before a slot, slot by slot; what is over the work rounded up cumulatively."""
    if until is None:
        return one.amount
    if one.spread:
        usual = problem.activities[i].calendar
        calendar = problem.calendars[usual if one.calendar is None else one.calendar]
        done = min(one.spread, _done(calendar, task.start, max(task.start, until)))
        return ceil(Fraction(one.amount) * done / one.spread)
    slot = task.start if one.accrual == "start" else max(0, task.end - 1)
    return one.amount if slot < until else 0


RULES: dict[str, Callable[[Problem, Schedule], Iterator[Violation]]] = {
    "window": _window,
    "duration": _duration,
    "span": _span,
    "edge": _edge,
    "pause": _pause,
    "overtime": _overtime,
    "precedence": _precedence,
    "capacity": _capacity,
    "staffing": _staffing,
    "budget": _budget,
    "material": _material,
}
"""Every rule of a well-formed schedule, by name; the tests break each on purpose."""
