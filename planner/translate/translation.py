"""What `to_problem` hands on: the problem, and how to read it back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from models.bookings import as_worked
from models.measures.goals import Objective
from models.problem import Problem
from models.schedule import Schedule, Task
from planner.errors import Issue
from planner.project import Project
from planner.translate.dates import Hand, Window
from planner.translate.history import History
from planner.translate.near import Known
from planner.translate.structure import Structure
from planner.translate.terms import Period
from planner.translate.times import Times
from planner.translate.ways import Crew, Way
from planner.worktime.calendars import Grid

if TYPE_CHECKING:
    from planner.translate.links import Link

Role = Literal["task", "begun", "start", "finish", "whole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What an activity stands for: a task, or a summary or its start or finish.

    The start is a milestone before, the finish one after all that the summary spans; the whole
    starts with the first and ends with the last of it. Of a task under way the task is what
    remains of it, and what was begun is an activity of its own. `row` is its position in
    `Project.tasks`.
    """

    row: int
    role: Role = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How a goal's integer becomes a number for the user: ``value / divisor`` in `unit`.

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
        standard: Position of the project's calendar in `Problem.calendars`.
        scales: One for each goal of the objective.
        periods: Of workers with several rows, what holds when.
        history: What was done before the status date.
        known: The plan that people know.
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
    activity: dict[tuple[int, Role], int]
    ways: tuple[tuple[Way, ...], ...]
    windows: tuple[Window, ...]
    standard: int
    scales: tuple[Scale, ...]
    periods: Mapping[int, tuple[Period, ...]]
    history: History
    known: Known
    issues: tuple[Issue, ...] = ()

    @property
    def day(self) -> float:
        """Slots of a working day of the project."""
        return self.project.settings.day / self.grid.slot_minutes

    def as_worked(self, schedule: Schedule) -> "Translation":
        """The same for whom a schedule is given: who works overtime has a calendar of just that."""
        problem = as_worked(self.problem, schedule)
        return self if problem is self.problem else replace(self, problem=problem)

    def due(self, row: int) -> int | None:
        """By when a task of the project, or the last of a summary's, is on time."""
        role: Role = "finish" if self.project.tasks[row].summary else "task"
        at = self.activity.get((row, role))
        return None if at is None else self.problem.activities[at].due

    def hands(self, activity: int, placed: Task) -> Iterator[Hand]:
        """Who does a task as it is planned."""
        overtime = self.ways[activity][placed.mode].overtime
        for one in placed.assignments:
            yield one.resource, overtime and self.crew.workers[one.resource].overtime

    @cached_property
    def step(self) -> int | None:
        """Minutes of the steps that what is proved holds for; None if no finer plan is better.

        On exact slots a finer start gains something only where the end of work has to reach a
        point up to which its people do not work: it is the better the less they do after it.
        """
        slot = self.grid.slot_minutes
        if not self.grid.exact or (slot > 1 and any(map(self._reaches, self._ends()))):
            return slot
        return None

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

    def number(self, scale: Scale, value: int) -> float:
        """A goal's integer as a number for the user."""
        if scale.axis:
            return round(self.working_days(0, value), 4)
        return round((value + scale.spent) / scale.divisor, 4)
