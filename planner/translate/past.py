"""History on the axis: activities that stand where they stood, and who goes on with their work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from models.calendars import Calendar
from models.problem import Activity, Mode
from planner.project import Task
from planner.translate.modes import Calendars
from planner.translate.recorded_history import History, HistoryRecord, remaining
from planner.translate.seating import kept_people
from planner.translate.task_dates import Bound, Window
from planner.translate.ways import Stint, Way, WaySeat
from planner.worktime.grid import Grid
from planner.worktime.moments import moment
from planner.worktime.walk import between


@dataclass(frozen=True, kw_only=True)
class Past:
    """Puts records on the axis."""

    history: History
    grid: Grid
    placed: Calendars

    @cached_property
    def _always(self) -> int:
        return self.placed.add(Calendar(spans=((0, self.grid.horizon),)))

    def slots(self, record: HistoryRecord) -> tuple[int, int]:
        """The slots that it touched; of a milestone the first boundary from it on."""
        start, until = moment(record.start), moment(record.until)
        if start == until:
            at = min(self.grid.first_start(start), self.grid.horizon)
            return at, at
        first, last = self.grid.touched(start, until)
        return min(first, last), last

    def window(self, task: Task, record: HistoryRecord) -> Window:
        """That it stands where it stood."""
        slot, _ = self.slots(record)
        bound = Bound(slot=slot, task=task, when=record.start, field="actual_start")
        at = moment(record.start) if record.start == record.until else None
        return Window(starts=(replace(bound, at=at),), latest_starts=(bound,))

    def activity(self, record: HistoryRecord, rest: Activity) -> Activity:
        """The activity of what was done; name, due date and weight are those of the whole task."""
        start, end = self.slots(record)
        return replace(
            rest,
            modes=(Mode(work=end - start),),
            calendar=self._always,
            together=False,
            split=None,
            start_min=start,
            start_max=start,
            end_min=0,
            end_max=None,
            due=rest.due if record.done else None,
            previous=None,
            stay=None,
            bonus=rest.bonus if record.done else 0,
            open=rest.open and record.done,
            late=False,
            drop_cost=None,
        )


@dataclass(frozen=True, kw_only=True)
class Hands:
    """The candidates for what remains: the same people as before, as far as they are there.

    That is, unless they are gone, or `away` for more minutes of the project's time before they
    would be done.
    """

    history: History
    away: int

    def ways(self, row: int) -> tuple[Way, ...]:
        """The ways to do what remains of a task; of what is finished, as if it were not."""
        options = self.history.whole[row]
        task = self.history.project.tasks[row]
        if self.history.done(row) or task.spans:
            return options
        options = tuple(remaining(task, way) for way in options)
        options = tuple(self._staffed(task, way) for way in options)
        return self._kept(task, options) if self.history.begun(row) else options

    def _kept(self, task: Task, options: tuple[Way, ...]) -> tuple[Way, ...]:
        """With the people who are known to have been on it, if they can go on; else by others."""
        kept = [kept_people(self.history.crew, way, self.known(task)) for way in options]
        known = [way for way in kept if way is not None]
        found = [way for way in known if not self._torn(way)]
        most = max((_heads(way) for way in found), default=0)
        if found or not known:
            return tuple(way for way in found if _heads(way) == most) or options
        return tuple(map(self._handed_over, options))

    def _handed_over(self, way: Way) -> Way:
        """The way without those who are away for too long, where others can do it."""

        def there(part: WaySeat) -> WaySeat:
            stints = tuple(one for one in part.stints if not self._absent(one))
            return replace(part, stints=stints) if len(stints) >= part.count else part

        return replace(way, parts=tuple(map(there, way.parts)))

    def known(self, task: Task) -> tuple[str, ...]:
        """The people known to have been on a task: by the timesheet, else by the previous plan."""
        booked = [one.who for one in self.history.project.timesheet if one.task == task.id]
        if any(booked):
            return tuple(dict.fromkeys(filter(None, booked)))
        previous = self.history.project.previous
        before = None if previous is None else previous.tasks.get(task.id)
        return () if before is None else before.people

    def _torn(self, way: Way) -> bool:
        """Whether somebody is gone, or away for too long before they would be done."""
        return any(self._absent(stint) for part in way.parts for stint in part.stints)

    def _absent(self, stint: Stint) -> bool:
        status, standard = self.history.status, self.history.times.standard
        if status is None or not stint.minutes:
            return False
        left, at = stint.minutes, status
        last = status + timedelta(days=_SEARCHED)
        for opens, closes in self._work(stint.worker, status):
            if between(standard, at, opens) > self.away:
                return True
            left -= (closes - opens) // timedelta(minutes=1)
            at = closes
            if left <= 0 or closes > last:
                return False
        return True

    def _work(self, worker: int, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The stretches in which somebody works from a moment on."""
        times = self.history.times
        for day in range(since.toordinal(), since.toordinal() + _SEARCHED):
            base = datetime.fromordinal(day)
            for opens, closes in times.row(worker, day).on(day):
                first = max(since, base + timedelta(minutes=opens))
                if first < base + timedelta(minutes=closes):
                    yield first, base + timedelta(minutes=closes)

    def _staffed(self, task: Task, way: Way) -> Way:
        """Without those who must not do it, or with those only who must, by what is history."""
        crew = self.history.crew
        others = set(self._names(self._apart.get(task.id, ())))
        same = self._names(self._joined.get(task.id, ()))

        def allowed(part: WaySeat) -> WaySeat:
            stints = [
                one
                for one in part.stints
                if crew.workers[one.worker].name not in others
                and (not same or crew.workers[one.worker].name in same)
            ]
            return replace(part, stints=tuple(stints)) if len(stints) >= part.count else part

        return replace(way, parts=tuple(map(allowed, way.parts))) if others or same else way

    def _names(self, tasks: Sequence[str]) -> tuple[str, ...]:
        """People on the history of some tasks, machines left out."""
        rows = (self._rows[name] for name in tasks if name in self._rows)
        records = (self.history.records.get(row) for row in rows)
        found = (who for record in records if record is not None for who in record.people)
        return tuple(who for who in found if who in self._people)

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {task.id: row for row, task in enumerate(self.history.project.tasks)}

    @cached_property
    def _people(self) -> frozenset[str]:
        workers = self.history.crew.workers
        return frozenset(one.name for one in workers if one.kind == "person")

    @cached_property
    def _apart(self) -> Mapping[str, tuple[str, ...]]:
        return self._pairs("different_from")

    @cached_property
    def _joined(self) -> Mapping[str, tuple[str, ...]]:
        return self._pairs("same_as")

    def _pairs(self, field: str) -> Mapping[str, tuple[str, ...]]:
        """For each task those it is tied to, whichever of the two says so."""
        found: dict[str, tuple[str, ...]] = {}
        for task in self.history.project.tasks:
            for other in getattr(task, field):
                found[task.id] = (*found.get(task.id, ()), other)
                found[other] = (*found.get(other, ()), task.id)
        return found


_SEARCHED = 3 * 366
"""Calendar days in which somebody is looked for at work."""


def _heads(way: Way) -> int:
    return sum(part.count for part in way.parts)
