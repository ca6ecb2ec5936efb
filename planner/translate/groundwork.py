"""All that can be said of a project in minutes, before the length of a slot is known."""

import math
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from planner.errors import InputError
from planner.phrase import phrase
from planner.project import Project
from planner.translate.activity_links import Network, longest
from planner.translate.joint import by_duration, in_proportion
from planner.translate.known_plan import Known
from planner.translate.late import weekly
from planner.translate.past import Hands
from planner.translate.recorded_history import History
from planner.translate.span_members import Structure
from planner.translate.task_dates import furthest, moments
from planner.translate.times import LONGEST, Times
from planner.translate.ways import Crew, Way, full, share, ways
from planner.worktime.moments import DAY, moment
from planner.worktime.working_time import WorkTime

_AWAY = 366
"""Calendar days of leave or holidays for which the axis is made longer."""

_SPARE = 30
"""Calendar days of the axis beyond what the rough count of the work asks for."""


class Groundwork:
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
        """The working times on the axis, in the order of `Calendars`."""
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
        """The tasks with a deadline, and all that lead to them."""
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

    @cached_property
    def shared(self) -> set[int]:
        """The rows of tasks with links that wait for a share of their work."""
        origins = self.network.origins
        return {origins[link.decider].row for link in self.network.links if link.percent}

    def amounts(self) -> Iterator[int]:
        """Minutes that should be whole slots."""
        for link in self.network.links:
            yield link.minutes
            if link.percent:
                row = self.network.origins[link.decider].row
                yield from link.waits(by_duration(self.ways[row]))
        yield from {task.longest_pause or 0 for task in self.project.tasks}
        yield from {task.smallest_piece or 0 for task in self.project.tasks}
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
        used = {n for task in self.project.tasks for need in task.needs for n in need.names}
        comes = (one.when for one in self.project.deliveries if one.material in used)
        known = (self.history.status, self.known.latest, *resumed, *comes)
        dates = (furthest(self.project.tasks), *known)
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
            message = phrase("the plan would take more than 100 years")
            remedy = phrase("look for a duration, a lag or a date that is far too large")
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
                float(m) / daily[w] * ((part.paced and self._slowest[w]) or 1)
                for part in way.parts
                for w, m, _ in part.stints
            ]
            spans.append(max([way.minutes / rate, *who]))
        return spans

    @cached_property
    def _slowest(self) -> list[float]:
        """How many times as long each worker needs in the row with least units."""
        shares = ([term.max_units for term in worker.there] for worker in self.crew.workers)
        return [max(found) / (min(found) or 1) for found in shares]

    def _load(self, rate: float) -> float:
        """Calendar days of work of the fullest worker, choices spread evenly."""
        load = [0.0] * len(self.crew.workers)
        for row, options in self.ways.items():
            for part in () if self.history.done(row) else options[0].parts:
                each = part.count / max(1, len(part.stints))
                for worker, minutes, taken in part.stints:
                    load[worker] += float(minutes) * float(taken) * each
        return max(
            (
                work / (worktime.daily or rate) / (min(t.max_units for t in worker.there) or 1)
                for work, worktime, worker in zip(
                    load, self.times.people, self.crew.workers, strict=True
                )
            ),
            default=0.0,
        )
