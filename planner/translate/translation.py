"""The result of `to_problem`: the problem, and how to read its schedules."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from models.bookings import as_worked
from models.measures.duedates import due_of
from models.measures.goals import Objective
from models.problem import Problem
from models.schedule import Schedule, Task
from planner.errors import Issue
from planner.project import Project
from planner.translate.known_plan import Known
from planner.translate.meaning import Hand
from planner.translate.recorded_history import History
from planner.translate.span_members import Structure
from planner.translate.task_dates import Window
from planner.translate.times import Times
from planner.translate.ways import Crew, Way
from planner.translate.worker_terms import Period
from planner.worktime.grid import Grid

if TYPE_CHECKING:
    from planner.translate.activity_links import Link
    from planner.translate.material_stocks import ScarceMaterials

ActivityRole = Literal["task", "begun", "start", "finish", "whole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The origin of an activity: a task, or a summary or its start or finish.

    The start is a milestone before, the finish one after all that the summary spans; the whole
    starts with the first and ends with the last of it. Of a task under way the task is what
    remains of it, and what was begun is an activity of its own. `row` is its position in
    `Project.tasks`.
    """

    row: int
    role: ActivityRole = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalScale:
    """Turns the integer of a goal into a number for the user: ``value / divisor`` in `unit`.

    With `axis` the integer is a slot, and what counts is working time before it. What was `spent`
    before the status date, in the same whole numbers, counts besides.
    """

    name: str
    unit: str
    divisor: float
    axis: bool = False
    spent: int = 0


@dataclass(frozen=True, kw_only=True)
class Translation:
    """A project as a problem, and the way back.

    Args:
        origins: What each activity stands for.
        links: The dependencies in minutes, one for each of the problem's precedences.
        activity: Position in `Project.tasks` and role → activity.
        ways: The ways of each activity, as its modes.
        windows: The hard dates of each activity.
        standing: For each the last slot at which it is shown when that opens, if a milestone.
        standard: Position of the project's calendar in `Problem.calendars`.
        scales: One for each goal of the objective.
        periods: Of workers with several rows, what holds when.
        stocks: The materials, and how many units of the problem one of each is.
        history: What was done before the status date.
        known: The plan that people know.
        anew: Translates another form of the project the same way.
        issues: What had to be rounded or could not be taken over.
    """

    project: Project
    problem: Problem
    objective: Objective
    grid: Grid
    times: Times
    crew: Crew
    structure: Structure
    links: tuple["Link", ...]
    origins: tuple[Origin, ...]
    activity: dict[tuple[int, ActivityRole], int]
    ways: tuple[tuple[Way, ...], ...]
    windows: tuple[Window, ...]
    standing: tuple[int, ...]
    standard: int
    scales: tuple[GoalScale, ...]
    periods: Mapping[int, tuple[Period, ...]]
    stocks: "ScarceMaterials"
    history: History
    known: Known
    anew: Callable[[Project], "Translation"]
    issues: tuple[Issue, ...] = ()

    @property
    def day(self) -> float:
        """Slots of a working day of the project."""
        return self.project.settings.day / self.grid.slot_minutes

    def as_worked(self, schedule: Schedule) -> "Translation":
        """The same for whom a schedule is given: who works overtime has a calendar of just that."""
        problem = as_worked(self.problem, schedule)
        return self if problem is self.problem else replace(self, problem=problem)

    def due(self, row: int, placed: Task | None = None) -> int | None:
        """By when a task, as it is placed, or the last of a summary's is on time."""
        role: ActivityRole = "finish" if self.project.tasks[row].summary else "task"
        at = self.activity.get((row, role))
        if at is None or placed is None or role == "finish":
            return None if at is None else self.problem.activities[at].due
        return due_of(self.problem, at, placed)

    def hands(self, activity: int, placed: Task) -> Iterator[Hand]:
        """The people who do a task as it is planned."""
        way = self.ways[activity][placed.mode]
        for one in placed.assignments:
            longer = way.overtime and self.crew.workers[one.resource].overtime
            yield one.resource, longer, way.joint

    @cached_property
    def step(self) -> int | None:
        """Minutes of the steps that what is proved holds for; None if no finer plan is better.

        On exact slots a finer start gains something only where the end of work has to reach a
        point up to which its people do not work, as it is the better the less they do after it,
        or where a budget or a stock limits what is spent before some moment, or shares of
        somebody share the overtime of a week.
        """
        slot = self.grid.slot_minutes
        split = self._limited or self._in_part
        finer = slot > 1 and (split or any(map(self._reaches, self._ends())))
        return slot if finer or not self.grid.exact else None

    @property
    def _in_part(self) -> bool:
        """Whether a part of somebody may work overtime that is limited by the week."""
        problem = self.problem
        return any(
            one.overtime is not None
            and (late := problem.resources[one.resource].overtime) is not None
            and bool(late.ceilings)
            and one.units < problem.resources[one.resource].capacity
            for i in range(len(problem.activities))
            for _, _, one in problem.choices(i)
        )

    @property
    def _limited(self) -> bool:
        """Whether a budget, or a stock, limits what work takes before some moment."""
        budgets = self.problem.budgets
        if any(len(material.supplies) > 1 for material in self.problem.materials):
            return True
        if not any(budget.period for budget in budgets):
            return bool(budgets) and (self.problem.changing or bool(self.times.evenings))
        activities = range(len(self.problem.activities))
        candidates = (c for i in activities for _, _, c in self.problem.choices(i))
        modes = (mode for activity in self.problem.activities for mode in activity.modes)
        paid = any((c.cost and c.work) or c.rate or c.pays for c in candidates)
        return paid or any(mode.spread for mode in modes)

    def _ends(self) -> Iterator[tuple[int, int | None]]:
        """Activities whose end must not be before a slot; None is where a link says."""
        for link in self.problem.precedences:
            if link.kind[1] == "F":
                yield link.second, None
        for i, activity in enumerate(self.problem.activities):
            if activity.end_min:
                yield i, activity.end_min

    def _reaches(self, end: tuple[int, int | None]) -> bool:
        """Whether somebody who may do an activity does not work right before such a slot."""
        i, slot = end
        problem = self.problem
        calendars = {problem.calendar_position(c) for _, _, c in problem.choices(i) if c.work}
        if any(mode.work for mode in problem.activities[i].modes):
            calendars.add(problem.activities[i].calendar)
        found = (problem.calendars[calendar] for calendar in calendars)
        if slot is None:
            return any(not calendar.gapless(problem.horizon) for calendar in found)
        return any(not calendar.works(slot - 1) for calendar in found)

    def working_days(self, start: int, end: int) -> float:
        """Working days of the project's calendar between two slots; negative if end is earlier."""
        calendar = self.problem.calendars[self.standard]
        return (calendar.worked(end) - calendar.worked(start)) / self.day

    def number(self, scale: GoalScale, value: int) -> float:
        """A goal's integer as a number for the user."""
        if scale.axis:
            return round(self.working_days(0, value), 4)
        return round((value + scale.spent) / scale.divisor, 4)
