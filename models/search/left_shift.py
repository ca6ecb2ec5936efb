"""The final left shift: it settles what the goals leave open, in the way people expect.

Goals do not constrain a task with slack, so a solver places it anywhere. Here every activity moves
as early as it can with the people it has (a forward pass of the serial scheme in the order of the
starts, which delays nothing). Then activities that are wanted late move as late as they can without
delaying others, and those that people know to start later move back that far.
"""

from collections.abc import Callable
from dataclasses import replace

from models.bookings import bookings, chosen, clipped, own
from models.calendars import Calendar
from models.cut import pinned
from models.measures.duedates import due_of
from models.problem import Activity, Mode, Problem, Reservation
from models.schedule import Schedule, Task
from models.search import greedy
from models.search.params import DEFAULT, LeftShiftParams
from models.search.partial_schedule import PartialSchedule
from models.search.repair import held
from models.timing import combined_bounds, durations
from models.timing.calm import Calm
from models.timing.lags import latest_before


def left_shifted(
    problem: Problem,
    schedule: Schedule,
    *,
    no_worse: Callable[[Schedule], bool],
    params: LeftShiftParams = DEFAULT.left_shift,
) -> Schedule:
    """The schedule with the same modes and people, as early (or late) as each is wanted.

    Args:
        problem: What is planned.
        schedule: Valid.
        no_worse: Whether a schedule keeps every rule and no goal loses by it: a budget of a month
            or the wish to stay near an earlier plan may want a task where it is.
        params: See `models.search.params`.
    """
    for _ in range(params.rounds):
        early = earliest(problem, schedule)
        if early is None or early == schedule:
            break
        if not no_worse(early):
            schedule = _one_by_one(problem, schedule, early, no_worse)
            break
        schedule = early
    if not any(activity.late or activity.stay for activity in problem.activities):
        return schedule
    late = _postponed(problem, schedule, params.steps)
    return late if late == schedule or no_worse(late) else schedule


def _one_by_one(
    problem: Problem,
    schedule: Schedule,
    early: Schedule,
    no_worse: Callable[[Schedule], bool],
) -> Schedule:
    """Each task where the early schedule has it, if that is good for the others as they are."""
    partial = PartialSchedule(problem, schedule)
    moved = [
        (task.start, i)
        for i, (task, old) in enumerate(zip(early.tasks, schedule.tasks, strict=True))
        if task is not None and old is not None and task.start < old.start
    ]
    for _, i in sorted(moved):
        before = partial.tasks[i]
        if partial.change({i: early.tasks[i]}) and not no_worse(partial.schedule()):
            partial.change({i: before})
    return partial.schedule()


def earliest(problem: Problem, schedule: Schedule) -> Schedule | None:
    """With the same modes and people, in the order of the starts, everything as early as it can.

    What people know to start later does not start earlier than in the schedule for that. The
    schedule's own times need not keep any rule; None if no times were found that do.
    """
    settled = _held(_floored(pinned(problem, schedule), schedule), problem, schedule)
    order = tuple(float(task.start) if task else 0.0 for task in schedule.tasks)
    early = greedy.forward(settled, order)
    if early is None:
        return None
    tasks = (
        None
        if old is None or new is None
        else replace(
            old,
            start=new.start,
            end=new.end,
            overtime=clipped(old.overtime, new.start, new.end),
        )
        for old, new in zip(schedule.tasks, early.tasks, strict=True)
    )
    return Schedule(tasks=tuple(tasks))


def _held(settled: Problem, problem: Problem, schedule: Schedule) -> Problem:
    """The settled problem in which what is interrupted stands where it does, piece by piece."""
    broken = [(i, task) for i, task in enumerate(schedule.tasks) if task and task.breaks]
    if not broken:
        return settled
    activities = list(settled.activities)
    for i, task in broken:
        activities[i] = replace(
            activities[i],
            modes=(Mode(work=task.end - task.start),),
            calendar=len(settled.calendars),
            split=None,
            start_min=task.start,
            start_max=task.start,
        )
    pieces = (one for i, task in broken for one in bookings(problem, i, task))
    taken = (
        Reservation(resource=one.candidate.resource, start=one.start, end=one.end, units=units)
        for one in pieces
        if (units := one.candidate.units)
    )
    return replace(
        settled,
        activities=tuple(activities),
        calendars=(*settled.calendars, Calendar.always(settled.horizon)),
        reservations=(*settled.reservations, *taken),
    )


def _floored(problem: Problem, schedule: Schedule) -> Problem:
    """The problem in which nothing is earlier than is wanted of it.

    What ends a phase that must not end before some slot still ends it, so that all else of the
    phase is free to be early. What people know to start later moves no further from that.
    """
    activities = [
        activity
        if activity.stay is None or task is None
        else held(activity, min(task.start, activity.stay.at, activity.stay.until))
        for activity, task in zip(problem.activities, schedule.tasks, strict=True)
    ]
    for i in problem.spanning:
        least, whole = problem.activities[i].end_min, schedule.tasks[i]
        if not least or whole is None or whole.end < least:
            continue
        for k in problem.activities[i].spans:
            task = schedule.tasks[k]
            if task is not None and task.end == whole.end:
                floor = max(activities[k].end_min, least)
                activities[k] = replace(activities[k], end_min=floor)
                break
    return replace(problem, activities=tuple(activities))


def _postponed(problem: Problem, schedule: Schedule, steps: int) -> Schedule:
    """What is better late, last things first, as late as nothing else minds."""
    partial = PartialSchedule(problem, schedule)
    begun = ((task.start, i) for i, task in enumerate(schedule.tasks) if task is not None)
    for start, i in sorted(begun, reverse=True):
        task, wanted = partial.tasks[i], _wanted(problem.activities[i], problem.horizon)
        if task is None or wanted <= start:
            continue
        latest = _latest_end(problem, partial, i, max(schedule.makespan, task.end))
        last = min(wanted, latest)
        for later in range(last, max(start, last - steps), -1):
            moved = _moved(problem, i, task, later)
            if moved is not None and moved.end <= latest and partial.change({i: moved}):
                break
    return partial.schedule()


def _wanted(activity: Activity, horizon: int) -> int:
    """The latest start that is better than an earlier one: -1 if none is."""
    if activity.late:
        return horizon
    known = activity.stay is not None and not activity.open and not activity.bonus
    return activity.stay.at if activity.stay is not None and known else -1


def _latest_end(problem: Problem, partial: PartialSchedule, i: int, makespan: int) -> int:
    """The latest end that keeps dates and deadlines, the plan's end, and what comes after."""
    ends = [makespan]
    for k in (i, *problem.spanned_by[i]):
        task = partial.tasks[k]
        if (
            task is not None
            and (last := combined_bounds.assigned(problem, k, task).end_max) is not None
        ):
            ends.append(last)
        if task is not None and (due := due_of(problem, k, task)) is not None:
            ends.append(max(due, task.end))
        if k != i and task is not None and any(problem.choices(k)):
            ends.append(task.end)  # somebody would be on it for longer
        for link in problem.outgoing[k]:
            after = partial.tasks[link.second]
            if after is not None and task is not None and link.kind[0] == "F":
                ends.append(latest_before(problem, link, after, task.mode))
    return min(ends)


def _moved(problem: Problem, i: int, task: Task, start: int) -> Task | None:
    """The task begun at another slot with the same people, or None if it cannot begin there."""
    if task.breaks or any(c.overtime is not None for c in chosen(problem, i, task)):
        return None
    latest = combined_bounds.assigned(problem, i, task).start_max
    if latest is not None and start > latest:
        return None
    seated = {(a.seat, a.resource) for a in task.assignments} | {(None, None)}
    spans = [
        own(problem.calendars[part.calendar], part.work, start)
        for part in durations.parts(problem, i)
        if part.mode == task.mode and (part.seat, part.resource) in seated
    ]
    there = all if problem.activities[i].together else any
    if spans and not there(span is not None and span[0] == start for span in spans):
        return None
    ends = [-1 if span is None else span[1] for span in spans]
    moved = replace(task, start=start, end=max(ends, default=start))
    return moved if -1 not in ends and Calm.of(problem).keeps(i, moved) else None
