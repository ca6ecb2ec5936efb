"""Rules of who works when: capacity, overtime, the same or different people."""

from collections import defaultdict
from collections.abc import Iterator

from models.check.counting import (
    Violation,
    candidates,
    done_between,
    late_slots,
    planned,
    slots_worked,
    work_between,
)
from models.check.split_rule import pieces_of
from models.problem import Candidate, Level, Problem
from models.schedule import Schedule, Task
from models.uneven_calendars import Paced


def capacity(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """The units taken of a resource never exceed its capacity."""
    changes: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for i, task in planned(schedule):
        for one in candidates(problem, i, task):
            for start, end in _taken(problem, i, task, one):
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
    """Clips events to a level: none takes more than its capacity, all end with it."""
    for slot, units, i in events:
        if slot < level.end:
            taken = max(-level.capacity, min(units, level.capacity))
            yield max(slot, level.start), taken, i


def _taken(
    problem: Problem, activity: int, task: Task, one: Candidate
) -> tuple[tuple[int, int], ...]:
    """When somebody is taken: the whole task but for its breaks, or until own work is done."""
    if problem.activities[activity].together or problem.activities[activity].spans:
        return pieces_of(task)
    return (_taken_apart(problem, task, one),)


def _taken_apart(problem: Problem, task: Task, one: Candidate) -> tuple[int, int]:
    """The span in which somebody is taken who is there for their own work only."""
    calendar = problem.calendar_of(one)
    if one.overtime is not None:
        slots = slots_worked(problem, one, task)
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
    """The span of own work on a calendar with a pace."""
    slots = [slot for slot in range(task.start, task.end) if work_between(calendar, slot, slot + 1)]
    last = next(
        (s for s in slots if done_between(calendar, task.start, s + 1) >= work), task.end - 1
    )
    return (slots[0], last + 1) if work and slots else (task.start, task.start)


def _overloads(
    problem: Problem,
    resource: int,
    events: list[tuple[int, int, int]],
    most: int | None = None,
) -> Iterator[Violation]:
    """Finds slots with more units taken than there are; events are (slot, ±units, activity)."""
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


def overtime(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Overtime lies in evenings, follows own work, and keeps its ceilings."""
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, task in planned(schedule):
        may = {c.resource: c for c in candidates(problem, i, task) if c.overtime is not None}
        named = [extra.resource for extra in task.overtime]
        right = len(set(named)) == len(named) and set(named) <= may.keys()
        for candidate in may.values():
            right = right and _in_evenings(problem, candidate, task)
            late = late_slots(problem, candidate, task)
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
    late = late_slots(problem, candidate, task)
    who = problem.resources[candidate.resource]
    allowed = problem.calendars[who.overtime.calendar if who.overtime else 0]
    opens = {start for start, _ in allowed.spans}
    worked = slots_worked(problem, candidate, task)
    return (
        late == sorted(set(late))
        and all(slot >= task.start and work_between(allowed, slot, slot + 1) for slot in late)
        and all(slot in opens or slot == task.start or slot - 1 in late for slot in late)
        and len(worked) == candidate.work
        and work_between(problem.calendars[who.calendar], task.start, worked[-1] + 1) + len(late)
        == candidate.work
    )


def staffing(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Two activities have the same people, or none in common, among those who count."""
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
