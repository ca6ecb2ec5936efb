"""Finds starts of linked tasks that nothing holds: the plan goes by the links and comes sooner."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from planner.errors import Issue
from planner.phrase import first_of, phrase
from planner.project import Constraint, Dependency, Project, Task, end_of
from planner.worktime.named import worktimes
from planner.worktime.walk import after, between, next_start

_SHOWN = 8
_START_RULES = (Constraint.SNET, Constraint.MSO)


def unheld_starts(project: Project) -> Iterator[Issue]:
    """Tells of linked tasks whose Start is a working day or more after what their links ask for.

    Not of those that wait in the file's own dates because somebody named for them works on
    something else, and not of starts that the plan before gave them.
    """
    if not any(task.current_start and _open(task, project) for task in project.tasks):
        return
    dates = _FileDates(project)
    found = [(task, due) for task, due in dates.waiting() if not dates.taken(task, due)]
    if not found:
        return
    shown = [
        phrase(
            "{task} (from {start:%Y-%m-%d}, by its links from {due:%Y-%m-%d})",
            task=task.title,
            start=task.current_start,
            due=due,
        )
        for task, due in found
    ]
    source = found[0][0].source
    column = source.columns.get("start")
    yield source.issue(
        "start-not-held",
        phrase(
            "tasks in links are planned by these, so that nothing makes them wait for a later "
            "Start: {tasks}",
            tasks=first_of(shown, _SHOWN),
        ),
        "start",
        severity="warning",
        remedy=phrase(
            "write the date of what has to wait in a column Earliest Start or Must Start On, or "
            'have all of this column read so: --map "Earliest Start={place}"',
            place=f"{source.sheet}!{column}" if column else "HEADER",
        ),
    )


def _open(task: Task, project: Project) -> bool:
    """Whether a start of the file could still be dropped: no record, rule or plan holds it."""
    start = task.current_start
    if task.summary or task.spans or task.kept or task.pin or task.recorded or start is None:
        return False
    rules = [when for kind, when in task.hard_dates if kind in _START_RULES]
    if any(when >= start for when in (*rules, task.earliest_start, task.blocked_until) if when):
        return False
    previous = project.previous
    known = previous.tasks.get(task.id) if previous else None
    return not (previous and known and (previous.published or known.start.date() == start.date()))


class _FileDates:
    """When tasks start and finish by the file: by its own dates, else as soon as links allow.

    A forward pass (critical path method, Kelley & Walker 1959) that dates of the file interrupt.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._times = worktimes(project)
        self._standard = self._times[""]
        self._tasks = {task.id: task for task in project.tasks}
        self._due: dict[str, datetime] = {}
        self._start: dict[str, datetime] = {}
        self._finish: dict[str, datetime] = {}
        self._below: dict[str, list[str]] = defaultdict(list)
        for task in project.tasks:
            self._below[task.parent].append(task.id)
        for task in self._order():
            self._pass(task)

    def waiting(self) -> Iterator[tuple[Task, datetime]]:
        """Tasks that start a working day or more after the moment that their links ask for."""
        day = self.project.settings.day
        for task in self.project.tasks:
            start, due = task.current_start, self._due.get(task.id)
            if start is None or due is None or start.date() <= due.date():
                continue
            if _open(task, self.project) and between(self._standard, due, start) >= day:
                yield task, due

    def taken(self, task: Task, due: datetime) -> bool:
        """Whether somebody named for a task is on another one after it is due, before its start."""
        start = task.current_start or due
        return any(
            other != task.id and begin < start and finish > due
            for name in _named(task)
            for other, begin, finish in self._bookings[name]
        )

    @cached_property
    def _bookings(self) -> Mapping[str, list[tuple[str, datetime, datetime]]]:
        """Each person's tasks with their starts and finishes."""
        found: dict[str, list[tuple[str, datetime, datetime]]] = defaultdict(list)
        for task in self.project.tasks:
            if not task.summary and task.id in self._start:
                for name in _named(task):
                    found[name].append((task.id, self._start[task.id], self._finish[task.id]))
        return found

    def _order(self) -> Sequence[Task]:
        """Tasks after what they wait for, summaries after their tasks; none where links circle."""
        graph: dict[str, set[str]] = {}
        for task in self.project.tasks:
            links = {link.task for link in self._links(task) if link.task in self._tasks}
            parts = {*self._below[task.id], *task.spans} if task.summary or task.spans else set()
            graph[task.id] = parts or links
        try:
            return [self._tasks[name] for name in TopologicalSorter(graph).static_order()]
        except CycleError:
            return ()

    def _links(self, task: Task) -> Iterator[Dependency]:
        """The links that a task has itself, and those of the phases above it."""
        above: Task | None = task
        while above is not None:
            yield from above.dependencies
            above = self._tasks.get(above.parent)

    def _pass(self, task: Task) -> None:
        """Works out the dates of a task whose predecessors have theirs."""
        parts = [name for name in (*self._below[task.id], *task.spans) if name in self._start]
        if parts:
            self._start[task.id] = min(self._start[name] for name in parts)
            self._finish[task.id] = max(self._finish[name] for name in parts)
            return
        asked = [self._asked(link) for link in self._links(task) if link.kind[1] == "S"]
        due = max([self.project.start, *(when for when in asked if when is not None)])
        times = self._times.get(task.calendar, self._standard)
        self._due[task.id] = next_start(times, due)
        start = task.current_start or due
        length = task.duration or task.work or 0
        self._start[task.id] = start
        finish = task.current_finish
        self._finish[task.id] = end_of(finish) if finish else after(times, start, length)

    def _asked(self, link: Dependency) -> datetime | None:
        """From when on a link lets a task start."""
        event = (self._finish if link.kind[0] == "F" else self._start).get(link.task)
        if event is None or not link.lag.amount:
            return event
        lag, first = link.lag, self._tasks[link.task]
        minutes = lag.amount
        if lag.unit.percent:
            minutes = (first.duration or first.work or 0) * lag.amount / 100
        if lag.unit.elapsed:
            return event + timedelta(minutes=minutes)
        return after(self._standard, event, minutes)


def _named(task: Task) -> Iterator[str]:
    for need in task.needs:
        if len(need.names) == need.count:
            yield from need.names
