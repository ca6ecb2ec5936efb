"""The activities of the problem, one for each task, phase and piece of history."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from models.problem import (
    Activity,
    Edge,
    Mode,
    Stay,
)
from planner.project import Constraint, Task
from planner.translate.aims import Aims
from planner.translate.groundwork import Groundwork
from planner.translate.joint import by_duration, joint
from planner.translate.known_plan import Nearness
from planner.translate.material_stocks import ScarceMaterials
from planner.translate.meaning import GridDays
from planner.translate.milestones import Sides
from planner.translate.modes import NOT_BEGUN, Begun, Calendars, Modes
from planner.translate.openings import OpenDates
from planner.translate.past import Past
from planner.translate.prices_in_cents import cents
from planner.translate.splittable import Splits
from planner.translate.task_dates import Dates, Window
from planner.translate.translation import Origin
from planner.translate.ways import Way, together
from planner.translate.worker_terms import Period
from planner.worktime.grid import Grid


class Activities:
    """Makes the activities of the problem: their windows, their modes, what they span."""

    def __init__(
        self,
        ground: Groundwork,
        grid: Grid,
        goals: Aims,
        calendars: Calendars,
        periods: Mapping[int, tuple[Period, ...]],
        stocks: ScarceMaterials,
    ) -> None:
        self.ground, self.grid, self.aims, self.placed = ground, grid, goals, calendars
        self.project, self.crew = ground.project, ground.crew
        self.structure, self.network = ground.structure, ground.network
        self.stocks = stocks
        self.past = Past(history=ground.history, grid=grid, placed=calendars)
        self.open_dates = OpenDates(settings=ground.project.settings)
        self.dates = Dates(
            days=GridDays(times=ground.times, grid=grid, calendars=calendars, crew=self.crew)
        )
        self.sides = Sides.of(grid, ground.project.budgets)
        self.splits = Splits(ground=ground, grid=grid, several=tuple(periods), stocks=stocks)
        self.near = Nearness(known=ground.known, grid=grid, dates=self.dates)
        self.modes = Modes(
            crew=self.crew,
            grid=grid,
            settings=ground.project.settings,
            calendars=calendars,
            full=ground.full,
            periods=periods,
            near=self.near,
        )

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The dates that bind each activity."""
        return tuple(map(self._window, self.network.origins))

    def _window(self, origin: Origin) -> Window:
        """The dates that bind an activity; what is history stands where it stood."""
        row, history = origin.row, self.ground.history
        if origin.role in ("start", "finish"):
            return Window()
        if self._is_history(origin):
            return self.past.window(self.project.tasks[row], history.records[row])
        inside = self.structure.spanned.get(row, ())
        begun = history.begun(row) or any(k in history.records for k in inside)
        tasks = self.open_dates.of(self.structure.inherited(row), begun=begun)
        window = self.dates.window(tasks, self._ways(origin), self._leaves(row))
        if origin.role != "task" or inside:
            return window
        if tasks[0].deadline is not None:
            due = self.dates.due(tasks[0], self._ways(origin), tasks[0].deadline)
            window = replace(window, due=due)
        window = self.near.hold(window, tasks[0], self._ways(origin))
        return self.open_dates.release(window, tasks[0], self.grid, begun=begun)

    def _leaves(self, row: int) -> list[tuple[Task, tuple[Way, ...]]]:
        """The tasks of a summary with their ways."""
        leaves = self.structure.leaves.get(row, ())
        return [(self.project.tasks[leaf], self.ways[leaf]) for leaf in leaves]

    def _begun(self, row: int) -> Begun:
        record = self.ground.history.records.get(row)
        if record is None:
            return NOT_BEGUN
        return Begun(due=self.ground.history.due(row), people=record.people)

    def as_planned(self, origin: Origin, activity: Activity) -> Activity:
        """An activity with its people's hours; those of history as if it were not done."""
        usual = self.project.settings.lag_calendar in ("project", "24 h")
        if usual or not self._is_history(origin):
            return activity
        return self._planned(Origin(row=origin.row), Window())

    def _is_history(self, origin: Origin) -> bool:
        """Whether an activity is what was done, and not what remains."""
        return origin.role == "begun" or (
            origin.role == "task" and self.ground.history.done(origin.row)
        )

    def _ways(self, origin: Origin) -> tuple[Way, ...]:
        return self.ways[origin.row] if origin.role == "task" else (Way(),)

    def by_mode(self, origin: Origin, modes: int) -> tuple[Way, ...]:
        """The way of each mode: a milestone may have two for one, history has one for all."""
        options = self._ways(origin)
        return (options * modes)[:modes]

    @cached_property
    def ways(self) -> dict[int, tuple[Way, ...]]:
        """The ways to do each task by row, see `planner.translate.joint`."""
        shared = self.ground.shared
        return {row: tuple(self._told_apart(row, row in shared)) for row in self.ground.ways}

    def _told_apart(self, row: int, shared: bool) -> Iterable[Way]:
        task, placed = self.project.tasks[row], self.placed
        options: Iterable[Way] = self.ground.ways[row]
        if shared:
            options = by_duration(options)
        if task.spans or task.unbroken or not together(self.crew, self.project.settings, task):
            return options
        options = tuple(options)
        usual = (way for way in options if not way.overtime)
        found = joint(usual, lambda _, stint: placed.of(stint.worker, task.calendar))
        return (*found, *(way for way in options if way.overtime and way.alone))

    def activity(self, origin: Origin, window: Window) -> Activity:
        """A task, or what stands for a summary; milestones give way to what is to be late."""
        if self._is_history(origin):
            return self.past.activity(
                self.ground.history.records[origin.row],
                self._planned(Origin(row=origin.row), Window()),
            )
        return self._planned(origin, window)

    def _planned(self, origin: Origin, window: Window) -> Activity:
        """Yields the tasks that are still to be planned."""
        task, bounds = self.project.tasks[origin.row], window.bounds
        if origin.role != "task":
            return Activity(
                name=f"{origin.role} of {task.name}",
                modes=(Mode(),),
                start_min=bounds.start_min,
                start_max=bounds.start_max,
                end_min=bounds.end_min,
                end_max=bounds.end_max,
                due=self._due(origin.row) if origin.role == "finish" else None,
                weight=self.aims.weight(task),
                late=origin.role != "whole" and self._some_late,
                **self._spanning(origin),
                edges=tuple(self._edges(origin, window)),
            )
        modes = self._modes(task, self._ways(origin), window)
        split = self.splits.of(origin.row, self._ways(origin))
        return Activity(
            name=task.name,
            modes=modes,
            calendar=self._calendar(task),
            together=split is not None or together(self.crew, self.project.settings, task),
            split=split,
            start_min=max(bounds.start_min, self._first(origin)),
            start_max=bounds.start_max,
            end_min=bounds.end_min,
            end_max=bounds.end_max,
            moment=self._moment(window),
            due=self._due(origin.row),
            weight=self.aims.weight(task),
            bonus=self.aims.bonus(task),
            previous=self._previous(origin),
            stay=self._stay(origin.row),
            open=self._at(origin.row) not in self.ground.closed and not task.spans,
            late=self._late(origin.row),
            **self._spanning(origin),
        )

    def _modes(self, task: Task, options: tuple[Way, ...], window: Window) -> tuple[Mode, ...]:
        """A mode for each way; of a milestone that costs something perhaps one for each side."""
        row = self.structure.position[task.id]
        begun = self._begun(row)
        found = tuple(
            replace(
                self.modes.mode(task, way, window, begun),
                consumes=self.stocks.consumption(row, way),
            )
            for way in options
        )
        (first, *others) = found
        priced = first.cost or any(c.cost for s in first.seats for c in s.candidates)
        if task.spans or others or options[0].longest or not priced:
            return found
        return self.sides.modes(first, window)

    def _first(self, origin: Origin) -> int:
        """The first slot of a milestone: the project's work starts, though others start earlier."""
        task, (way, *_) = self.project.tasks[origin.row], self._ways(origin)
        if task.spans or way.longest:
            return 0
        return self.dates.start(task, (way,), self.project.start)

    def _moment(self, window: Window) -> int | None:
        """The own date of a milestone on the wall clock, where that is planned by."""
        held = [bound.at for bound in (*window.starts, *window.ends) if bound.at is not None]
        if not held or not self.ground.elapsed or not self.grid.horizon:
            return None
        return self.grid.slots(max(held) - int(self.grid.opens[0]))

    def _spanning(self, origin: Origin) -> dict[str, Any]:
        """The members of an activity that spans others, and its cost of leaving out."""
        inside = self.structure.spanned.get(origin.row, ())
        if origin.role in ("start", "finish") or not inside:
            cost = self._drop_cost(origin.row) if origin.role == "task" else None
            return {"drop_cost": None if cost is None else cents(cost)}
        free = all(self._drop_cost(row) is not None for row in inside)
        return {"spans": self.network.inside(origin.row), "drop_cost": 0 if free else None}

    def _edges(self, origin: Origin, window: Window) -> Iterator[Edge]:
        """The dates of a summary as each of its tasks keeps them; tasks of history keep all."""
        if not window.edges:
            return
        at = dict(zip(self.structure.leaves[origin.row], window.edges, strict=True))
        for activity in self.network.inside(origin.row):
            inside = self.network.origins[activity]
            if self._is_history(inside):
                yield Edge(activity=activity)
            else:
                yield from self.modes.edges(activity, self.ways[inside.row], at[inside.row])

    def _drop_cost(self, row: int) -> Decimal | None:
        """The cost of leaving a task out; a task that has begun is not left out."""
        if row in self.ground.history.records:
            return None
        return self.project.tasks[row].drop_cost

    def _late(self, row: int) -> bool:
        """Whether the task, or a summary above it, is to be as late as possible."""
        tasks = self.structure.inherited(row)
        return not tasks[0].spans and any(task.constraint is Constraint.ALAP for task in tasks)

    @cached_property
    def _some_late(self) -> bool:
        return any(task.constraint is Constraint.ALAP for task in self.project.tasks)

    def _calendar(self, task: Task) -> int:
        """The task's calendar; for what nothing may interrupt, when it may start."""
        (way, *_) = self.ground.ways[self.structure.position[task.id]]
        if not task.unbroken or not way.parts:
            return self.placed.named[task.calendar]
        workers = {worker for part in way.parts for worker, _, _ in part.stints}
        calendars = (self.placed.all[self.placed.workers[worker]] for worker in workers)
        return self.placed.add(self.grid.unbroken(calendars, self.grid.slots(way.longest)))

    def _due(self, row: int) -> int | None:
        """By when a task is on time, or the last of a summary's."""
        deadline = self.project.tasks[row].deadline
        if deadline is None:
            return None
        return max(
            self.dates.due(self.project.tasks[leaf], self.ways[leaf], deadline).slot
            for leaf in self.structure.leaves.get(row, (row,))
        )

    def _previous(self, origin: Origin) -> int | None:
        """Where the present plan starts the task, if it lies ahead."""
        task = self.project.tasks[origin.row]
        when = task.current_start
        begun = origin.row in self.ground.history.records
        if when is None or begun or when < self.project.start:
            return None
        return min(self.dates.start(task, self._ways(origin), when), self.grid.horizon)

    def _stay(self, row: int) -> Stay | None:
        """The price of moving a task; what has begun stays, what spans others has their price."""
        task = self.project.tasks[row]
        if row in self.ground.history.records or task.spans:
            return None
        return self.near.stay(task, self.ground.ways[row])

    def _at(self, row: int) -> int:
        return self.network.activity[row, "task"]
