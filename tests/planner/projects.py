"""Small projects for tests, in few words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from models.check import violations
from models.measures.goals import value
from models.schedule import Assignment, Schedule
from models.schedule import Task as Placed
from models.search.greedy import construct
from models.search.params import ConstructionParams
from models.solve.outcome import Result
from planner.analysis.plan_of_schedule import to_plan
from planner.plan import Plan, PlannedTask
from planner.project import Dependency, Lag, Need, Project, Resource, Settings, Task, Unit, WorkWeek
from planner.translate import Translation

MONDAY = datetime(2026, 1, 5)
OFFICE_HOURS = ((time(8), time(12)), (time(13), time(17)))
OFFICE = WorkWeek(name="Standard", days=(OFFICE_HOURS,) * 5 + ((), ()))
MORNINGS = WorkWeek(name="Mornings", days=(OFFICE_HOURS[:1],) * 5 + ((), ()))
SIX_DAYS = WorkWeek(name="Six days", days=(OFFICE_HOURS,) * 6 + ((),))
D = 480
"""Minutes of a working day."""


def task(name: str, days: float | None = 1, *after: str | Dependency, **more: Any) -> Task:
    """A task called by its id; `after` are its predecessors."""
    needs = more.pop("who", ())
    return Task(
        id=name,
        name=name.upper(),
        duration=None if days is None else round(days * D),
        dependencies=tuple(Dependency(task=a) if isinstance(a, str) else a for a in after),
        needs=tuple(Need(names=(n,)) if isinstance(n, str) else n for n in needs),
        **more,
    )


def after(
    name: str,
    kind: Any = "FS",
    days: float = 0,
    unit: Unit = Unit.WORK,
    most: float | None = None,
) -> Dependency:
    """A dependency with a lag in days, elapsed days, or per cent."""
    size = {Unit.WORK: D, Unit.ELAPSED: 1440, Unit.PERCENT: 1}[unit]
    return Dependency(
        task=name,
        kind=kind,
        lag=Lag(amount=days * size, unit=unit),
        max_lag=None if most is None else Lag(amount=most * size, unit=unit),
    )


def project(tasks: Iterable[Task], people: Sequence[str | Resource] = (), **more: Any) -> Project:
    """A project from Monday, 5 January 2026, in office hours."""
    return Project(
        **{
            "settings": Settings(),
            "start": MONDAY,
            "tasks": tuple(tasks),
            "resources": tuple(Resource(name=p) if isinstance(p, str) else p for p in people),
            "weeks": (OFFICE, MORNINGS, SIX_DAYS),
            **more,
        }
    )


def placed(translation: Translation, starts: dict[str, datetime]) -> Schedule:
    """The schedule with these starts, first mode, first candidates; it breaks no rule."""
    problem, tasks = translation.problem, translation.project.tasks
    found: list[Placed] = []
    for origin, activity in zip(translation.origins, problem.activities, strict=True):
        start = translation.grid.first_start(_minute(starts[tasks[origin.row].id]))
        mode, end = activity.modes[0], start
        assignments = []
        for position, seat in enumerate(mode.seats):
            for candidate in seat.candidates[: seat.count]:
                assignments.append(Assignment(seat=position, resource=candidate.resource))
                calendar = problem.calendars[problem.resources[candidate.resource].calendar]
                end = max(end, calendar.finish(start, candidate.work) or 0)
        end = max(end, problem.calendars[activity.calendar].finish(start, mode.work) or 0)
        found.append(Placed(start=start, end=end, assignments=tuple(assignments)))
    schedule = Schedule(tasks=tuple(found))
    assert not violations(problem, schedule)
    return schedule


def _minute(when: datetime) -> int:
    return when.toordinal() * 1440 + when.hour * 60 + when.minute


def greedy(translation: Translation) -> Schedule:
    """The best schedule of many rules; it breaks no rule."""
    many = ConstructionParams(small=0)
    schedule = construct(translation.problem, translation.objective, params=many)
    assert schedule is not None
    assert not violations(translation.problem, schedule)
    return schedule


def planned(translation: Translation, schedule: Schedule | None = None) -> Plan:
    """The plan of a schedule, by default the greedy one."""
    schedule = schedule or greedy(translation)
    goals = translation.objective.goals
    values = tuple(value(translation.problem, schedule, goal) for goal in goals)
    result = Result(status="feasible", values=values, bounds=(0,) * len(goals))
    return to_plan(translation, schedule, result=result)


def row(plan: Plan, name: str) -> PlannedTask:
    """A task's row."""
    return next(row for row in plan.rows if row.task.id == name)


def on(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment in January 2026, whose fifth is a Monday."""
    return datetime(2026, 1, day, hour, minute)


def january(day: int) -> date:
    """A day in January 2026."""
    return date(2026, 1, day)
