"""From a project to a problem: `to_problem`."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from itertools import islice, pairwise
from typing import Any

import numpy as np

from models.calendars import Calendar, union
from models.overtime import Overtime
from models.problem import (
    Activity,
    Budget,
    Edge,
    Mode,
    Problem,
    Reservation,
    Resource,
    Staffing,
    Stay,
)
from planner.checks.recorded import settled
from planner.checks.validate import constraint_field
from planner.errors import InputError, Issue
from planner.project import Budget as Limit
from planner.project import Constraint, Project, Task
from planner.translate.dates import Dates, Window, furthest, moments
from planner.translate.history import History
from planner.translate.joint import by_duration, in_proportion, joint
from planner.translate.lags import Lags
from planner.translate.late import following, overtime, pattern, weekly
from planner.translate.links import Network, longest
from planner.translate.meaning import Days
from planner.translate.milestones import Sides, standing
from planner.translate.modes import NOT_BEGUN, Begun, Calendars, Modes
from planner.translate.money import cents, money, whole
from planner.translate.near import Known, Nearness
from planner.translate.objective import Aims, aims, unpaid
from planner.translate.openings import OpenDates
from planner.translate.overhead import days, overhead
from planner.translate.past import Hands, Past
from planner.translate.stocks import Stocks
from planner.translate.structure import Structure
from planner.translate.terms import levels, periods
from planner.translate.times import LONGEST, Times
from planner.translate.translation import Origin, Translation
from planner.translate.ways import Crew, Way, full, share, together, units, ways
from planner.worktime.calendars import DAY, Axis, WorkTime, build, midnight, moment

_AWAY = 366
"""Calendar days of leave or holidays for which the axis is made longer."""

_FINE = 15
"""Minutes between starts that are looked at where one between two slots may be the best."""

_SPARE = 30
"""Calendar days of the axis beyond what the rough count of the work asks for."""


def to_problem(
    project: Project,
    *,
    goals: Sequence[str] = (),
    stretch: float = 1.0,
    from_scratch: bool = False,
    leads_nowhere: bool | None = None,
) -> Translation:
    """A project as a problem in integers.

    Args:
        project: What to plan; checked.
        goals: In strict order; by default those of the settings, or lateness, cost, finish.
        from_scratch: Whether neither a published plan nor dates of the file are kept.
        stretch: Factor on the length of the axis, for when a plan does not fit on it.
        leads_nowhere: Whether the early finish of what leads to no deadline is one of the usual
            goals; by default where there is such work.

    Raises:
        InputError: if a goal is not known, or the plan would take more than 100 years.
    """
    project, _ = settled(project)
    draft = _Draft(project, from_scratch=from_scratch)
    days = draft.days(stretch)
    axis = build(
        draft.worktimes(days),
        start=project.start,
        days=len(days),
        amounts=draft.amounts(),
        moments=draft.moments(),
        apart=draft.elapsed,
        fine=_FINE if draft.limited or draft.longer_in_part else 0,
    )
    standard = axis.calendars[draft.calendars.index("")]
    tasks = (row for row, task in enumerate(project.tasks) if not task.summary)
    nowhere = any(draft.network.activity[row, "task"] not in draft.closed for row in tasks)
    slot = axis.grid.slot_minutes
    spent = draft.history.spent(None)
    wanted = aims(
        project,
        goals,
        slot,
        draft.full,
        standard,
        leads_nowhere=nowhere if leads_nowhere is None else leads_nowhere,
        spent=spent,
        known=draft.known,
    )
    anew = partial(
        to_problem,
        goals=goals,
        stretch=stretch,
        from_scratch=from_scratch,
        leads_nowhere=leads_nowhere,
    )
    return _Assembly(draft, axis, wanted, days).translation(anew)


class _Draft:
    """Everything that can be said before the length of a slot is known: all in minutes."""

    def __init__(self, project: Project, *, from_scratch: bool = False) -> None:
        self.project = project
        self.structure = Structure(tasks=project.tasks)
        self.crew = Crew(resources=project.resources)
        self.times = Times(project=project, workers=self.crew.workers)
        whole = {
            row: tuple(in_proportion(self.crew, task, ways(self.crew, task)))
            for row, task in enumerate(project.tasks)
            if not task.summary
        }
        self.history = History(project=project, crew=self.crew, times=self.times, whole=whole)
        hands = Hands(history=self.history, away=project.settings.handover_after)
        self.known = Known(project=project, history=self.history, from_scratch=from_scratch)
        self.ways = {row: self.known.ways(project.tasks[row], hands.ways(row)) for row in whole}
        self.network = Network(
            structure=self.structure,
            ways=whole,
            history=self.history,
            around_the_clock=project.settings.lag_calendar == "24 h",
        )
        self.network.fill()
        named = {task.calendar for task in project.tasks if task.calendar and not task.summary}
        self.calendars = ("", *sorted(named))

    def worktimes(self, days: range) -> tuple[WorkTime, ...]:
        """All that is on the axis, in the order that `Calendars` has."""
        evenings = self.times.evenings
        made: dict[int, WorkTime] = {}
        for worker in self.longer:
            one = evenings[worker]
            made.setdefault(id(one), one.worktime(days))
        return (
            *map(self.times.named, self.calendars),
            *self.times.people,
            *(made[id(evenings[worker])] for worker in self.longer),
            *map(self.times.usual, self.paused),
            *(time for times in self.times.later.values() for time in times),
        )

    @cached_property
    def longer(self) -> tuple[int, ...]:
        """Workers of tasks on which they may work overtime."""
        ways_ = (way for options in self.ways.values() for way in options if way.overtime)
        stints = (stint for way in ways_ for part in way.parts for stint in part.stints)
        return tuple(sorted({s.worker for s in stints if self.crew.workers[s.worker].overtime}))

    @property
    def longer_in_part(self) -> bool:
        """Whether parts of somebody share the overtime of a week."""
        ways_ = (way for options in self.ways.values() for way in options if way.overtime)
        stints = (stint for way in ways_ for part in way.parts for stint in part.stints)
        workers = self.crew.workers
        return any(
            workers[one.worker].overtime and one.units < share(workers[one.worker].max_units)
            for one in stints
        )

    @cached_property
    def paused(self) -> tuple[int, ...]:
        """Workers of tasks in which they may not pause for long."""
        tasks = self.project.tasks
        limited = (row for row in self.ways if tasks[row].longest_pause is not None)
        parts = (part for row in limited for way in self.ways[row] for part in way.parts)
        return tuple(sorted({stint.worker for part in parts for stint in part.stints}))

    @cached_property
    def closed(self) -> set[int]:
        """What has a deadline, and all that leads to it."""
        tasks = self.project.tasks
        due = (k for k, o in enumerate(self.network.origins) if tasks[o.row].dated)
        return self.network.leading_to(due)

    @property
    def elapsed(self) -> bool:
        """Whether some lag is counted on the wall clock."""
        return any(link.elapsed for link in self.network.links)

    @property
    def limited(self) -> bool:
        """Whether a budget, or a stock, limits what is spent before some moment."""
        budgets = self.project.budgets
        if self.project.deliveries:
            return True
        changing = bool(self.times.later or self.times.evenings)
        return any(b.start or b.finish or changing for b in budgets)

    @cached_property
    def full(self) -> int:
        """Units of one full person, such that all shares asked for are whole."""
        ways_ = (way for options in self.ways.values() for way in options)
        stints = (stint for way in ways_ for part in way.parts for stint in part.stints)
        return full(
            (
                *(stint.units for stint in stints),
                *(share(term.max_units) for w in self.crew.workers for term in (w, *w.terms)),
                *(share(meeting.units) for _, meeting in self.times.meetings_in_part()),
            )
        )

    def amounts(self) -> Iterator[int]:
        """Minutes that should be whole slots."""
        for link in self.network.links:
            yield link.minutes
            if link.percent:
                row = self.network.origins[link.decider].row
                yield from link.waits(by_duration(self.ways[row]))
        yield from {task.longest_pause or 0 for task in self.project.tasks}
        yield from {weekly(self.crew.workers[worker]) for worker in self.longer}
        for options in self.ways.values():
            for way in options:
                yield way.minutes
                for part in way.parts:
                    yield from {math.ceil(minutes) for _, minutes, _ in part.stints}

    def moments(self) -> Iterator[int]:
        """Moments that should be slot boundaries."""
        for task in self.project.tasks:
            yield from moments(task)
        for _, meeting in self.times.meetings_in_part():
            yield from (moment(meeting.start), moment(meeting.finish))
        for delivery in self.project.deliveries:
            yield moment(delivery.when)
        if self.history.status is not None:
            yield moment(self.history.status)

    def days(self, stretch: float) -> range:
        """Days of the axis: the longest chain and twice the fullest worker's load."""
        rate = self.times.standard.daily or DAY / 3
        links = self.network.order
        chain = longest(len(self.network.origins), links, self._spans(rate), rate)
        chain *= 1 + sum(float(link.share) for link in links)
        start = self.project.start.toordinal()
        resumed = (task.progress.resume for task in self.project.tasks)
        dates = (furthest(self.project.tasks), self.history.status, self.known.latest, *resumed)
        latest = max((when for when in dates if when is not None), default=None)
        held = max(0, latest.toordinal() - start) if latest else 0
        held = max([held, *(worktime.first - start for worktime in self.times.people)])
        busy = held + stretch * (chain + 2 * self._load(rate) + _SPARE)
        lost = [sum(day >= start for day in worktime.off) for worktime in self.times.people]
        free = sum(start <= day < start + 2 * busy for day in self.times.holidays)
        pauses = max(map(self._pauses, self.times.later), default=0)
        needed = busy + stretch * (min(_AWAY, free) + min(_AWAY, max(lost, default=0)) + pauses)
        if needed > LONGEST:
            source = self.project.settings.source
            message = "the plan would take more than 100 years"
            remedy = "look for a duration, a lag or a date that is far too large"
            raise InputError([source.issue("plan-too-long", message, remedy=remedy)])
        return range(start, start + int(needed) + 1)

    def _pauses(self, worker: int) -> int:
        """Calendar days between the rows of a worker, as far as one has to wait for them."""
        times = self.times.rows[worker]
        return sum(max(0, two.first - one.last - 1) for one, two in pairwise(times))

    def _spans(self, rate: float) -> list[float]:
        """Calendar days each activity takes with its slowest candidate, breaks included."""
        daily = [worktime.daily or rate for worktime in self.times.people]
        spans = []
        for origin in self.network.origins:
            open_ = origin.role == "task" and not self.history.done(origin.row)
            way = self.ways[origin.row][0] if open_ else Way()
            who = [
                float(m) / daily[w] * ((part.paced and self._slowest(w)) or 1)
                for part in way.parts
                for w, m, _ in part.stints
            ]
            spans.append(max([way.minutes / rate, *who]))
        return spans

    def _slowest(self, worker: int) -> float:
        """How many times as long a worker with several rows needs where least is there of them."""
        terms = self.crew.workers[worker].there
        return max(t.max_units for t in terms) / (min(t.max_units for t in terms) or 1)

    def _load(self, rate: float) -> float:
        """Calendar days of work of the fullest worker, choices spread evenly."""
        load = [0.0] * len(self.crew.workers)
        for row, options in self.ways.items():
            for part in () if self.history.done(row) else options[0].parts:
                for worker, minutes, taken in part.stints:
                    load[worker] += float(minutes * taken) * part.count / len(part.stints)
        return max(
            (
                work / (worktime.daily or rate) / (min(t.max_units for t in worker.there) or 1)
                for work, worktime, worker in zip(
                    load, self.times.people, self.crew.workers, strict=True
                )
            ),
            default=0.0,
        )


class _Assembly:
    """Puts the problem together on its axis."""

    def __init__(self, draft: _Draft, axis: Axis, goals: Aims, days: range) -> None:
        self.draft, self.grid, self.aims = draft, axis.grid, goals
        self.project, self.crew, self.times = draft.project, draft.crew, draft.times
        self.full = draft.full
        self.structure, self.network = draft.structure, draft.network
        workers = len(self.crew.workers)
        self.placed = Calendars(
            draft.calendars, workers, draft.longer, draft.paused, self._joined(axis.calendars)
        )
        self.past = Past(history=draft.history, grid=axis.grid, placed=self.placed)
        self.open_dates = OpenDates(settings=draft.project.settings)
        self.overtime = dict(self._overtime(days))
        self.stocks = Stocks(
            project=draft.project, history=draft.history, grid=axis.grid, placed=self.placed
        )
        self.dates = Dates(
            days=Days(times=self.times, grid=axis.grid, calendars=self.placed, crew=self.crew)
        )
        self.sides = Sides.of(axis.grid, draft.project.budgets)
        self.near = Nearness(known=draft.known, grid=axis.grid, dates=self.dates)
        self.periods = {w: periods(axis.grid, self.crew.workers[w]) for w in self._several}
        self.modes = Modes(
            crew=self.crew,
            grid=axis.grid,
            settings=draft.project.settings,
            calendars=self.placed,
            full=self.full,
            periods=self.periods,
            near=self.near,
        )

    @property
    def _several(self) -> Iterator[int]:
        """The workers who have several rows."""
        return (w for w, worker in enumerate(self.crew.workers) if worker.terms)

    def _joined(self, calendars: Sequence[Calendar]) -> list[Calendar]:
        """The calendars, those of workers with several rows joined into one."""
        later = self.times.later
        count = len(calendars) - sum(map(len, later.values()))
        found, rest = list(calendars[:count]), iter(calendars[count:])
        for worker, times in later.items():
            at = len(self.draft.calendars) + worker
            found[at] = union((found[at], *islice(rest, len(times))))
        return found

    def _resource(self, position: int) -> Resource:
        """A worker; of one with several rows less where a row says so."""
        worker = self.crew.workers[position]
        most = self._units(worker.max_units)
        return Resource(
            name=worker.name,
            capacity=most,
            calendar=self.placed.workers[position],
            levels=tuple(levels(self.periods.get(position, ()), most, self.full)),
            overtime=self.overtime.get(position),
        )

    def _overtime(self, days: range) -> Iterator[tuple[int, Overtime]]:
        """Of those who may work overtime, with a calendar of what they may always work."""
        placed = self.placed
        for worker, evenings in ((w, self.times.evenings[w]) for w in self.draft.longer):
            own = placed.all[placed.workers[worker]]
            late = placed.add(following(own, placed.all[placed.overtime[worker]]))
            placed.overtime[worker] = late
            found = overtime(self.crew.workers[worker], evenings, self.grid, late, days)
            placed.longer[worker] = placed.add(pattern(own, placed.all[late], found))
            yield worker, found

    def translation(self, anew: Callable[[Project], Translation]) -> Translation:
        placed, grid = self.placed, self.grid
        activities = tuple(
            self._activity(origin, bounds)
            for origin, bounds in zip(self.network.origins, self.windows, strict=True)
        )
        lags = Lags(
            lag_calendar=self.project.settings.lag_calendar,
            grid=grid,
            placed=placed,
            origins=self.network.origins,
            activities=tuple(map(self._as_planned, self.network.origins, activities)),
            ways=tuple(
                self._by_mode(origin, len(what.modes))
                for origin, what in zip(self.network.origins, activities, strict=True)
            ),
        )
        precedences = tuple(map(lags.precedence, self.network.links))
        problem = Problem(
            horizon=grid.horizon,
            activities=activities,
            resources=tuple(map(self._resource, range(len(self.crew.workers)))),
            calendars=tuple(placed.all),
            precedences=precedences,
            reservations=tuple(self._reservations()),
            staffing=tuple(self._staffing()),
            budgets=tuple(self._budgets()),
            materials=self.stocks.materials(),
            clock=grid.clock() if self.draft.elapsed else None,
            due_calendar=self.lag_calendar,
            overhead=overhead(
                self.project,
                self.network.origins,
                activities,
                self.windows,
                grid,
                clock=self.draft.elapsed,
            ),
        )
        return Translation(
            project=self.project,
            problem=problem,
            objective=self.aims.objective,
            grid=grid,
            times=self.times,
            crew=self.crew,
            structure=self.structure,
            links=tuple(self.network.links),
            origins=tuple(self.network.origins),
            activity=self.network.activity,
            ways=lags.ways,
            windows=self.windows,
            standing=standing(activities, self.network.links, self.windows, grid),
            standard=self.standard,
            scales=self.aims.scales,
            periods=self.periods,
            stocks=self.stocks,
            history=self.draft.history,
            known=self.draft.known,
            anew=anew,
            issues=tuple(self._issues()),
        )

    @property
    def standard(self) -> int:
        """The project's calendar, by position."""
        return self.placed.named[""]

    @cached_property
    def lag_calendar(self) -> int | None:
        """The project's calendar; None where it works every slot."""
        gapless = self.placed.all[self.standard].gapless(self.grid.horizon)
        return None if gapless else self.standard

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        return tuple(map(self._window, self.network.origins))

    def _window(self, origin: Origin) -> Window:
        """The dates that bind an activity; what is history stands where it stood."""
        row, history = origin.row, self.draft.history
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
        record = self.draft.history.records.get(row)
        if record is None:
            return NOT_BEGUN
        return Begun(due=self.draft.history.due(row), people=record.people)

    def _as_planned(self, origin: Origin, activity: Activity) -> Activity:
        """An activity with its people's hours; those of history as if it were not done."""
        usual = self.project.settings.lag_calendar in ("project", "24 h")
        if usual or not self._is_history(origin):
            return activity
        return self._planned(Origin(row=origin.row), Window())

    def _is_history(self, origin: Origin) -> bool:
        """Whether an activity is what was done, and not what remains."""
        return origin.role == "begun" or (
            origin.role == "task" and self.draft.history.done(origin.row)
        )

    def _ways(self, origin: Origin) -> tuple[Way, ...]:
        return self.ways[origin.row] if origin.role == "task" else (Way(),)

    def _by_mode(self, origin: Origin, modes: int) -> tuple[Way, ...]:
        """The way of each mode: a milestone may have two for one, history has one for all."""
        options = self._ways(origin)
        return (options * modes)[:modes]

    @cached_property
    def ways(self) -> dict[int, tuple[Way, ...]]:
        """The ways to do each task by row, see `planner.translate.joint`."""
        origins = self.network.origins
        shared = {origins[link.decider].row for link in self.network.links if link.percent}
        return {row: tuple(self._told_apart(row, row in shared)) for row in self.draft.ways}

    def _told_apart(self, row: int, shared: bool) -> Iterable[Way]:
        task, placed = self.project.tasks[row], self.placed
        options: Iterable[Way] = self.draft.ways[row]
        if shared:
            options = by_duration(options)
        if task.spans or task.unbroken or not together(self.crew, self.project.settings, task):
            return options
        options = tuple(options)
        usual = (way for way in options if not way.overtime)
        found = joint(usual, lambda _, stint: placed.of(stint.worker, task.calendar))
        return (*found, *(way for way in options if way.overtime and way.alone))

    def _activity(self, origin: Origin, window: Window) -> Activity:
        """A task, or what stands for a summary; milestones give way to what is to be late."""
        if self._is_history(origin):
            return self.past.activity(
                self.draft.history.records[origin.row],
                self._planned(Origin(row=origin.row), Window()),
            )
        return self._planned(origin, window)

    def _planned(self, origin: Origin, window: Window) -> Activity:
        """What is still to be planned."""
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
        return Activity(
            name=task.name,
            modes=self._modes(task, self._ways(origin), window),
            calendar=self._calendar(task),
            together=together(self.crew, self.project.settings, task),
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
            open=self._at(origin.row) not in self.draft.closed and not task.spans,
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
        if not held or not self.draft.elapsed or not self.grid.horizon:
            return None
        return self.grid.slots(max(held) - int(self.grid.opens[0]))

    def _spanning(self, origin: Origin) -> dict[str, Any]:
        """What an activity spans, and what it costs to leave it out."""
        inside = self.structure.spanned.get(origin.row, ())
        if origin.role in ("start", "finish") or not inside:
            cost = self._drop_cost(origin.row) if origin.role == "task" else None
            return {"drop_cost": None if cost is None else cents(cost)}
        free = all(self._drop_cost(row) is not None for row in inside)
        return {"spans": self.network.inside(origin.row), "drop_cost": 0 if free else None}

    def _edges(self, origin: Origin, window: Window) -> Iterator[Edge]:
        """What the dates of a summary mean to each of its tasks; those of history keep them."""
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
        """What it costs to leave a task out; what has begun is not left out."""
        if row in self.draft.history.records:
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
        (way, *_) = self.draft.ways[self.structure.position[task.id]]
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
        begun = origin.row in self.draft.history.records
        if when is None or begun or when < self.project.start:
            return None
        return min(self.dates.start(task, self._ways(origin), when), self.grid.horizon)

    def _stay(self, row: int) -> Stay | None:
        """What moving a task counts; what has begun has its start, what spans others theirs."""
        task = self.project.tasks[row]
        if row in self.draft.history.records or task.spans:
            return None
        return self.near.stay(task, self.draft.ways[row])

    def _units(self, number: float) -> int:
        return units(share(number), self.full)

    def _reservations(self) -> Iterator[Reservation]:
        """Meetings that take a part of somebody; what overlaps takes no more than there is."""
        status = self.draft.history.status
        since = 0 if status is None else self.grid.first_start(moment(status))
        taken: dict[int, np.ndarray[tuple[int], np.dtype[np.int64]]] = {}
        for worker, meeting in self.times.meetings_in_part():
            load = taken.setdefault(worker, np.zeros(self.grid.horizon + 1, dtype=np.int64))
            start, end = self.grid.touched(moment(meeting.start), moment(meeting.finish))
            load[start:end] += self._units(meeting.units)
        for worker, load in sorted(taken.items()):
            there = np.full(len(load), self._units(self.crew.workers[worker].max_units))
            for period in self.periods.get(worker, ()):
                there[period.start : period.end] = self._units(period.term.max_units)
            taken_units = np.minimum(load, there)
            edges = np.flatnonzero(np.diff(taken_units, prepend=0)).tolist()
            for start, end in pairwise(edges):
                if taken_units[start] and end > since:
                    yield Reservation(
                        resource=worker,
                        start=max(start, since),
                        end=end,
                        units=int(taken_units[start]),
                    )

    def _staffing(self) -> Iterator[Staffing]:
        people = frozenset(w for w, who in enumerate(self.crew.workers) if who.kind == "person")
        for row, task in enumerate(self.project.tasks):
            for same, names in ((True, task.same_as), (False, task.different_from)):
                for name in names:
                    for other in self._tasks(name):
                        for own in self.structure.leaves.get(row, (row,)):
                            if own != other and not (
                                self.draft.history.done(own) or self.draft.history.done(other)
                            ):
                                one, two = self._at(own), self._at(other)
                                yield Staffing(first=one, second=two, same=same, among=people)

    def _tasks(self, name: str) -> tuple[int, ...]:
        row = self.structure.position.get(name)
        return () if row is None else self.structure.leaves.get(row, (row,))

    def _at(self, row: int) -> int:
        return self.network.activity[row, "task"]

    def _budgets(self) -> Iterator[Budget]:
        for budget in self.project.budgets:
            everything = not budget.scope.strip()
            rows = () if everything else self.structure.scope(budget.scope)
            limit = cents(budget.limit)
            limit -= self.draft.history.spent(
                None if everything else rows, budget.start, budget.finish
            )
            yield Budget(
                name=budget.scope or "project",
                activities=None if everything else tuple(map(self._at, rows)),
                period=self._period(budget.start, budget.finish),
                days=days(budget.start, budget.finish),
                limit=limit,
                price=self._price(budget, limit),
            )

    def _price(self, budget: Limit, left: int) -> int | None:
        """Of what goes above; a limit that history has passed already forbids nothing."""
        if budget.price is not None:
            return whole(budget.price)
        return 0 if left < 0 else None

    def _period(self, start: date | None, finish: date | None) -> tuple[int, int] | None:
        """The slots of some days, both inclusive."""
        if start is None and finish is None:
            return None
        first = 0 if start is None else self.grid.first_start(midnight(start))
        last = self.grid.horizon
        if finish is not None:
            last = self.grid.last_end(midnight(finish) + DAY)
        return first, max(first, last)

    def _issues(self) -> Iterator[Issue]:
        yield from self._rounded()
        yield from self._moved()
        yield from self.open_dates.issues()
        yield from self._overspent()
        yield from self.stocks.issues()
        yield from self._waited()
        for budget in self.project.budgets:
            if budget.price is not None and budget.price != whole(budget.price):
                message = f"the price is rounded to {whole(budget.price)}"
                yield budget.source.issue(
                    "rounded", message, "price", got=budget.price, severity="warning"
                )
        for worker in self.times.without_overtime():
            yield worker.source.issue(
                "overtime-ignored",
                "no overtime is planned: it needs an Overtime Rate, and time off after the last "
                "shift of a day",
                "overtime_hours",
                got=f"{worker.overtime_hours:g}",
                remedy="correct one of them, or leave Overtime Hours blank",
                severity="warning",
            )
        yield from unpaid(self.project, self.aims)

    def _overspent(self) -> Iterator[Issue]:
        """Hard limits that history has passed."""
        for budget, placed in zip(self.project.budgets, self._budgets(), strict=True):
            if budget.price is None and placed.price is not None:
                spent = money(cents(budget.limit) - placed.limit)
                yield budget.source.issue(
                    "budget-overspent",
                    f"{spent:,.2f} were spent before the status date, so the limit is only shown",
                    "limit",
                    got=budget.limit,
                    remedy="raise it, or give it a Price so that what is above it counts",
                    severity="warning",
                )

    def _waited(self) -> Iterator[Issue]:
        """Longest waits that were over before the status date."""
        for row, dependency in self.network.passed:
            yield self.project.tasks[row].source.issue(
                "wait-passed",
                f"the longest wait for {dependency.task} was over by the status date; it is "
                "planned without it",
                "predecessors",
                remedy="record what was done, or allow a longer wait",
                severity="warning",
            )

    def _moved(self) -> Iterator[Issue]:
        """Dates that have to be met on days on which nobody works."""
        for origin, window in zip(self.network.origins, self.windows, strict=True):
            task = self.project.tasks[origin.row]
            for bound in (*window.starts, *window.ends):
                if bound.moved:
                    starts = bound.event == "start"
                    when = (self.grid.opening if starts else self.grid.closing)(bound.slot)
                    yield task.source.issue(
                        "date-moved",
                        "nobody who may do it works then, so it "
                        f"{'starts' if starts else 'finishes'} on {when:%Y-%m-%d %H:%M}",
                        constraint_field(task, bound.kind),
                        got=f"{bound.when:%Y-%m-%d}",
                        remedy="move the date, or let somebody work on it",
                        severity="warning",
                    )

    def _rounded(self) -> Iterator[Issue]:
        """What coarse slots make longer or shorter, and by how much."""
        grid, tasks = self.grid, self.project.tasks
        if grid.exact:
            return
        slot = grid.slot_minutes
        longer = [
            (grid.slots(way.longest) * slot - way.longest, tasks[row])
            for row, options in self.draft.ways.items()
            for way in options
        ]
        lags = (grid.slots(link.minutes) * slot - link.minutes for link in self.network.links)
        most, task = max(longer, key=lambda one: one[0], default=(0, None))
        changes = [
            f"work is up to {most} min longer (task {task.id})" if task and most else "",
            f"lags up to {lag} min longer" if (lag := max(lags, default=0)) else "",
            f"a working day is up to {grid.lost} min shorter" if grid.lost else "",
        ]
        yield self.project.settings.source.issue(
            "rounded",
            f"planned in steps of {slot} min, as there would be too many of {grid.unit} min: "
            + (", ".join(filter(None, changes)) or f"dates move by less than {slot} min"),
            remedy="shorten what lies far in the future, or write times in wholes of "
            f"{slot} min; what is proved holds for these steps, money is paid for the exact work",
            severity="warning",
        )
