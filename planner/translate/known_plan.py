"""The plan that people know: how far from it a task is planned, and what may not change of it."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from models.problem import Stay
from planner.phrase import phrase
from planner.project import Project, Settings, Task
from planner.tracking.records import PreviousTask
from planner.translate.recorded_history import History
from planner.translate.seating import kept_people
from planner.translate.task_dates import Bound, Dates, Window
from planner.translate.ways import Way, exact
from planner.worktime.grid import Grid
from planner.worktime.moments import moment
from planner.worktime.walk import after


class Prices(NamedTuple):
    """Prices of changes: another person, a slot moved near or later; `unit` is one day."""

    person: int
    near: int
    later: int
    unit: Fraction


def prices(settings: Settings, slot_minutes: int) -> Prices:
    """The weights of the settings as whole numbers."""
    person, near, later = map(exact, settings.change_weights)
    day = Fraction(settings.day, slot_minutes)
    whole = math.lcm((person * day).denominator, near.denominator, later.denominator)
    return Prices(int(person * day * whole), int(near * whole), int(later * whole), day * whole)


@dataclass(frozen=True, kw_only=True)
class Known:
    """The plan of a project that people know.

    A published plan counts for every task that it has, the dates of the file for tasks that keep
    theirs. Nothing does `from_scratch`.
    """

    project: Project
    history: History
    from_scratch: bool = False

    @cached_property
    def tasks(self) -> Mapping[str, PreviousTask]:
        """The published plan's tasks, by id."""
        previous = self.project.previous
        if previous is None or not previous.published or self.from_scratch:
            return {}
        return previous.tasks

    @cached_property
    def keeps(self) -> bool:
        """Whether some task keeps the dates of the file."""
        return any(map(self.kept, self.project.tasks))

    def kept(self, task: Task) -> bool:
        """Whether a task keeps the dates of the file."""
        open_ = task.kept and not task.progress.begun and task.id not in self.tasks
        return open_ and not self.from_scratch

    @property
    def any(self) -> bool:
        """Whether there is anything to stay near."""
        return bool(self.tasks) or self.keeps

    @cached_property
    def near_until(self) -> datetime:
        """The end of the near weeks."""
        start = self.history.status or self.project.start
        return start + timedelta(days=7 * self.project.settings.near_weeks)

    @cached_property
    def frozen_until(self) -> datetime | None:
        """The end of the frozen window, if there is one."""
        settings, status = self.project.settings, self.history.status or self.project.start
        if settings.frozen_for is not None:
            return after(self.history.times.standard, status, settings.frozen_for)
        return settings.frozen_until

    @property
    def frozen(self) -> bool:
        """Whether a frozen window keeps some task where it is."""
        return any(self.held(task) == "frozen_until" for task in self.project.tasks)

    def thawed(self) -> Project:
        """The project without the frozen window; a remark says so."""
        settings = self.project.settings
        told = settings.cells.get("frozen_until", settings.source).issue(
            "frozen-not-kept",
            phrase(
                "what is frozen cannot all stay where it is, so it is planned with few "
                "changes instead"
            ),
            "frozen_until",
            severity="warning",
        )
        return replace(
            self.project,
            settings=replace(settings, frozen_until=None, frozen_for=None),
            remarks=(*self.project.remarks, told),
        )

    @property
    def latest(self) -> datetime | None:
        """The latest start that people know."""
        starts = map(self.start, self.project.tasks)
        return max((when for when in starts if when is not None), default=None)

    def start(self, task: Task) -> datetime | None:
        """The known start of a task; a date of the file may be without a time."""
        if task.id in self.tasks:
            return self.tasks[task.id].start
        if not self.kept(task):
            return None
        if task.current_start is None and task.current_finish is not None:
            times = self.history.times.named(task.calendar)
            return after(times, task.current_finish, -(task.duration or 0))
        return task.current_start

    def people(self, task: Task) -> frozenset[str]:
        """Those to whom the known plan gives a task, where it minds that others do it."""
        before = self.tasks.get(task.id)
        if before is None or task.progress.begun:  # what is under way changes hands by need only
            return frozenset()
        return frozenset(before.people)

    def held(self, task: Task) -> str:
        """Which field forbids to move a task, "" if none does."""
        before, frozen = self.tasks.get(task.id), self.frozen_until
        if before is None or task.progress.begun:
            return ""
        if task.pin in ("start", "both"):
            return "pin"
        return "frozen_until" if frozen is not None and before.start < frozen else ""

    def ways(self, task: Task, options: tuple[Way, ...]) -> tuple[Way, ...]:
        """The ways of a task with its people, where these may not change and still can do it."""
        before = self.tasks.get(task.id)
        fixed = task.pin in ("people", "both") or self.held(task) == "frozen_until"
        if before is None or not fixed:
            return options
        kept = (kept_people(self.history.crew, way, before.people) for way in options)
        return tuple(way for way in kept if way is not None) or options


@dataclass(frozen=True, kw_only=True)
class Nearness:
    """The known plan on the axis."""

    known: Known
    grid: Grid
    dates: Dates

    @cached_property
    def prices(self) -> Prices:
        """The prices of changes."""
        return prices(self.known.project.settings, self.grid.slot_minutes)

    def slot(self, task: Task, options: Sequence[Way]) -> int | None:
        """Where people know that a task starts, or where it would have to be later in any case."""
        when = self.known.start(task)
        if when is None:
            return None
        if task.id in self.known.tasks:
            found = self.grid.first_start(moment(when))
        else:
            found = self.dates.start(task, options, when)
        status = self.known.history.status
        least = 0 if status is None else self.grid.first_start(moment(status))
        return min(max(found, least), self.grid.horizon)

    def stay(self, task: Task, options: Sequence[Way]) -> Stay | None:
        """The known start of a task and the price of moving it.

        One that its own dates hold, and nothing else, is no better earlier.
        """
        at = self.slot(task, options)
        if at is None:
            return None
        until = self.grid.first_start(moment(self.known.near_until))
        published = task.id in self.known.tasks
        later = self.prices.near if published and at < until else self.prices.later
        if task.kept:
            return Stay(at=at, later=later, sooner=later, until=self.grid.horizon)
        return Stay(at=at, later=later, sooner=self.prices.near, until=until)

    def strange(self, task: Task) -> Callable[[str], int]:
        """The price of giving a task to somebody, by name."""
        people, price = self.known.people(task), self.prices.person
        return lambda worker: price if people and worker not in people else 0

    def hold(self, window: Window, task: Task, options: Sequence[Way]) -> Window:
        """The window of a task that may not move."""
        field = self.known.held(task)
        at = self.slot(task, options) if field else None
        status, when = self.known.history.status, self.known.start(task)
        if at is None or when is None or (status is not None and when < status):
            return window
        bound = Bound(slot=at, task=task, when=when, field=field)
        return replace(
            window,
            starts=(*window.starts, bound),
            latest_starts=(*window.latest_starts, bound),
        )
