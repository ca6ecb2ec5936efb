"""Distance from due slots, which lateness, its count and bonuses share."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.bookings import chosen
from models.problem import Problem
from models.schedule import Schedule, Task
from models.timing.network import windows

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from models.cpsat.variables import Linear, ValueOf, Variables


def tardiness(problem: Problem, activity: int, task: Task) -> int:
    """Slots by which the task ends after its due slot, on the due calendar."""
    due = due_of(problem, activity, task)
    if due is None or task.end <= due:
        return 0
    return slots_between(problem, due, task.end)


def due_of(problem: Problem, activity: int, task: Task) -> int | None:
    """The slot by which a task should end, given its people."""
    due = problem.activities[activity].due
    if due is None or not task.assignments:
        return due
    candidates = chosen(problem, activity, task)
    return max(due if one.due is None else min(due, one.due) for one in candidates)


def early_slots(problem: Problem, activity: int, task: Task | None) -> int:
    """Slots by which the task ends before its due slot, on the due calendar."""
    due = problem.activities[activity].due
    if task is None or due is None or task.end >= due:
        return 0
    return slots_between(problem, task.end, due)


def slots_between(problem: Problem, start: int, end: int) -> int:
    """Slots from start to end on the due calendar."""
    if problem.due_calendar is None:
        return end - start
    calendar = problem.calendars[problem.due_calendar]
    return calendar.worked(end) - calendar.worked(start)


def latest_end(problem: Problem, due: int, late: int) -> int | None:
    """The last slot that is at most so late on the due calendar; None if every slot is."""
    if problem.due_calendar is None:
        return due + late
    calendar = problem.calendars[problem.due_calendar]
    after = calendar.reached(calendar.worked(due) + late + 1)
    return None if after is None else after - 1


def earliest(problem: Problem, *, must: bool = True) -> Iterator[tuple[int, Task]]:
    """Yields each activity (that must be done) as a task that ends at its earliest end."""
    for i, end in enumerate(windows(problem).earliest_end):
        if not must or not problem.activities[i].optional:
            yield i, Task(start=0, end=min(end, problem.horizon))


@dataclass(frozen=True, slots=True, kw_only=True)
class MayBeLate:
    """An end and its due slots, all measured on the due calendar; `most` is the most between.

    Each due slot counts where all of its literals are true.
    """

    end: "Linear"
    dues: "tuple[tuple[int, tuple[cp_model.BoolVarT, ...]], ...]"
    most: int


def may_be_late(variables: "Variables") -> Iterator[tuple[int, MayBeLate]]:
    """Yields the activities that may end after their due slot."""
    for i, activity in enumerate(variables.problem.activities):
        latest = variables.window[i][1]
        if activity.due is None:
            continue
        dues = [(activity.due, (variables.present[i],)), *_of_candidates(variables, i)]
        first = min(due for due, _ in dues)
        if latest > first:
            end, _ = measured(variables, i, activity.due)
            told = tuple((measured(variables, i, due)[1], when) for due, when in dues)
            yield i, MayBeLate(end=end, dues=told, most=latest - first)


def _of_candidates(
    variables: "Variables", i: int
) -> "Iterator[tuple[int, tuple[cp_model.BoolVarT, ...]]]":
    """Yields each earlier due slot of a mode, and literals that nobody due later is assigned."""
    what = variables.problem.activities[i]
    for m, mode in enumerate(what.modes):
        sitting = [
            (one.due, variables.sits[i][m, s, one.resource])
            for s, seat in enumerate(mode.seats)
            for one in seat.candidates
        ]
        dues = {due for due, _ in sitting if due is not None and due < (what.due or 0)}
        for early in sorted(dues):
            later = {
                literal.index: ~literal for due, literal in sitting if due is None or due > early
            }
            yield early, (variables.mode[i][m], *later.values())


def measured(variables: "Variables", i: int, due: int) -> tuple["Linear", int]:
    """The end and the due slot of an activity on the due calendar."""
    from models.cpsat.expressions import worked

    calendar = variables.problem.due_calendar
    if calendar is None:
        return variables.end[i], due
    return worked(variables, i, "F", calendar), variables.problem.calendars[calendar].worked(due)


def tardiness_of(variables: "Variables", i: int) -> "ValueOf":
    """The tardy slots of an activity in a schedule."""

    def slots(schedule: Schedule) -> int:
        task = schedule.tasks[i]
        return 0 if task is None else tardiness(variables.problem, i, task)

    return slots
