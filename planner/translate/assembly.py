"""Puts the problem of a project together: `to_problem`."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from itertools import islice, pairwise

import numpy as np

from models.calendars import Calendar, union
from models.overtime import Overtime
from models.problem import (
    Activity,
    Problem,
    Reservation,
    Resource,
    Staffing,
)
from planner.checks.recorded import settled
from planner.project import Project
from planner.translate.activities import Activities
from planner.translate.aims import Aims, aims
from planner.translate.budgets import Budgets
from planner.translate.day_cost import overhead
from planner.translate.groundwork import Groundwork
from planner.translate.late import following, overtime, pattern
from planner.translate.link_lags import Lags
from planner.translate.material_stocks import ScarceMaterials
from planner.translate.milestones import standing
from planner.translate.modes import Calendars
from planner.translate.remarks import Remarks
from planner.translate.translation import Translation
from planner.translate.ways import share, units
from planner.translate.worker_terms import levels, periods
from planner.worktime.moments import moment
from planner.worktime.slot_axis import Axis, build

_FINE = 15
"""Minutes between starts that are looked at where one between two slots may be the best."""


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
    ground = Groundwork(project, from_scratch=from_scratch)
    days = ground.days(stretch)
    axis = _axis(ground, days)
    standard = axis.calendars[ground.calendars.index("")]
    tasks = (row for row, task in enumerate(project.tasks) if not task.summary)
    nowhere = any(ground.network.activity[row, "task"] not in ground.closed for row in tasks)
    slot = axis.grid.slot_minutes
    spent = ground.history.spent(None)
    wanted = aims(
        project,
        goals,
        slot,
        ground.full,
        standard,
        leads_nowhere=nowhere if leads_nowhere is None else leads_nowhere,
        spent=spent,
        known=ground.known,
    )
    anew = partial(
        to_problem,
        goals=goals,
        stretch=stretch,
        from_scratch=from_scratch,
        leads_nowhere=leads_nowhere,
    )
    return _Assembly(ground, axis, wanted, days).translation(anew)


def _axis(ground: Groundwork, days: range) -> Axis:
    """Working time of everybody on these days, cut to slots."""
    return build(
        ground.worktimes(days),
        start=ground.project.start,
        days=len(days),
        amounts=ground.amounts(),
        moments=ground.moments(),
        apart=ground.elapsed,
        fine=_FINE if ground.limited or ground.longer_in_part else 0,
    )


class _Assembly:
    """Puts the problem together on its axis."""

    def __init__(self, ground: Groundwork, axis: Axis, goals: Aims, days: range) -> None:
        self.ground, self.grid, self.aims = ground, axis.grid, goals
        self.project, self.crew, self.times = ground.project, ground.crew, ground.times
        self.full = ground.full
        self.structure, self.network = ground.structure, ground.network
        workers = len(self.crew.workers)
        self.placed = Calendars(
            ground.calendars, workers, ground.longer, ground.paused, self._joined(axis.calendars)
        )
        self.overtime = dict(self._overtime(days))
        self.stocks = ScarceMaterials(
            project=ground.project, history=ground.history, grid=axis.grid, placed=self.placed
        )
        self.periods = {w: periods(axis.grid, self.crew.workers[w]) for w in self._several}
        self.activities = Activities(
            ground, axis.grid, goals, self.placed, self.periods, self.stocks
        )
        budgets = Budgets(
            project=ground.project,
            history=ground.history,
            structure=self.structure,
            activity=self.network.activity,
            grid=axis.grid,
        )
        self.budgets = tuple(budgets.placed())

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
            at = len(self.ground.calendars) + worker
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
        for worker, evenings in ((w, self.times.evenings[w]) for w in self.ground.longer):
            own = placed.all[placed.workers[worker]]
            late = placed.add(following(own, placed.all[placed.overtime[worker]]))
            placed.overtime[worker] = late
            found = overtime(self.crew.workers[worker], evenings, self.grid, late, days)
            placed.longer[worker] = placed.add(pattern(own, placed.all[late], found))
            yield worker, found

    def translation(self, anew: Callable[[Project], Translation]) -> Translation:
        """The problem, with all that leads back from it to the project."""
        activities = tuple(
            self.activities.activity(origin, bounds)
            for origin, bounds in zip(self.network.origins, self.activities.windows, strict=True)
        )
        lags = self._lags(activities)
        remarks = Remarks(
            ground=self.ground,
            activities=self.activities,
            aims=self.aims,
            placed=self.budgets,
            grid=self.grid,
        )
        return Translation(
            project=self.project,
            problem=self._problem(activities, lags),
            objective=self.aims.objective,
            grid=self.grid,
            times=self.times,
            crew=self.crew,
            structure=self.structure,
            links=tuple(self.network.links),
            origins=tuple(self.network.origins),
            activity=self.network.activity,
            ways=lags.ways,
            windows=self.activities.windows,
            standing=standing(activities, self.network.links, self.activities.windows, self.grid),
            standard=self.standard,
            scales=self.aims.scales,
            periods=self.periods,
            stocks=self.stocks,
            history=self.ground.history,
            known=self.ground.known,
            anew=anew,
            issues=tuple(remarks.all()),
        )

    def _lags(self, activities: Sequence[Activity]) -> Lags:
        """The lags of links on the axis."""
        origins = self.network.origins
        return Lags(
            lag_calendar=self.project.settings.lag_calendar,
            grid=self.grid,
            placed=self.placed,
            origins=origins,
            activities=tuple(map(self.activities.as_planned, origins, activities)),
            ways=tuple(
                self.activities.by_mode(origin, len(what.modes))
                for origin, what in zip(origins, activities, strict=True)
            ),
        )

    def _problem(self, activities: tuple[Activity, ...], lags: Lags) -> Problem:
        elapsed = self.ground.elapsed
        links = tuple(map(lags.precedence, self.network.links))  # they may add calendars
        return Problem(
            horizon=self.grid.horizon,
            activities=activities,
            resources=tuple(map(self._resource, range(len(self.crew.workers)))),
            calendars=tuple(self.placed.all),
            precedences=links,
            reservations=tuple(self._reservations()),
            staffing=tuple(self._staffing()),
            budgets=self.budgets,
            materials=self.stocks.materials(),
            clock=self.grid.clock() if elapsed else None,
            due_calendar=self.lag_calendar,
            overhead=overhead(
                self.project,
                self.network.origins,
                activities,
                self.activities.windows,
                self.grid,
                clock=elapsed,
            ),
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

    def _units(self, number: float) -> int:
        return units(share(number), self.full)

    def _reservations(self) -> Iterator[Reservation]:
        """Meetings that take a part of somebody; what overlaps takes no more than there is."""
        status = self.ground.history.status
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
                                self.ground.history.done(own) or self.ground.history.done(other)
                            ):
                                one, two = self._at(own), self._at(other)
                                yield Staffing(first=one, second=two, same=same, among=people)

    def _tasks(self, name: str) -> tuple[int, ...]:
        row = self.structure.position.get(name)
        return () if row is None else self.structure.leaves.get(row, (row,))

    def _at(self, row: int) -> int:
        return self.network.activity[row, "task"]
