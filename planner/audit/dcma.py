"""The fourteen points of the DCMA schedule assessment, counted on a dated plan.

Source: Defense Contract Management Agency, Earned Value Management System Program Analysis
Pamphlet (DCMA-EA PAM 200.1, 2012), section 4. Shares are of the tasks that are not finished,
summaries and milestones left out where the pamphlet does so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.audit.dated import Dated, Schedule
from planner.audit.network import Link, Network
from planner.project import Constraint, end_of
from planner.worktime.calendars import moment

_LONG = 44
"""Working days beyond which a float or a duration is long."""

_HARD = frozenset([Constraint.MSO, Constraint.MFO, Constraint.SNLT, Constraint.FNLT])


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One of the fourteen.

    Args:
        number, name: Which.
        value: A share of 1, a count or an index; None where the file has nothing to count.
        limit: What it is held against; at `least`, or at most.
        unit: What value and limit are.
        tasks: Labels of those that count against it.
        note: What is missing where there is no value.
    """

    number: int
    name: str
    value: float | None
    limit: float
    least: bool = False
    unit: str = "share"
    tasks: tuple[str, ...] = ()
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether it is met; None where nothing could be counted."""
        if self.value is None:
            return None
        return self.value >= self.limit if self.least else self.value <= self.limit

    @property
    def held_against(self) -> str:
        """The limit as text."""
        sign = "≥" if self.least else "≤"
        limit = f"{self.limit:.0%}" if self.unit == "share" else f"{self.limit:g}"
        return f"{sign} {limit}"


def points(schedule: Schedule, network: Network, floats: Mapping[int, float]) -> tuple[Point, ...]:
    """All fourteen, in their order."""
    return tuple(_Assessment(schedule, network, floats).points())


class _Assessment:
    def __init__(self, schedule: Schedule, network: Network, floats: Mapping[int, float]) -> None:
        self.schedule, self.network, self.floats = schedule, network, floats
        self.day = schedule.project.settings.day
        status = schedule.project.settings.status_date
        self.status = None if status is None else moment(end_of(status))

    @cached_property
    def open(self) -> Sequence[Dated]:
        """Tasks with work that are not finished."""
        return [o for o in self.schedule.dated if not o.task.progress.done and not o.task.milestone]

    @cached_property
    def _linked(self) -> tuple[set[int], set[int]]:
        """The rows of tasks that wait for others, and of those that others wait for."""
        links, of = self.network.links, self.network.of
        waiting = {one.row for link in links for one in of(link.task.id)}
        return waiting, {one.row for link in links for one in of(link.dependency.task)}

    def points(self) -> Iterator[Point]:
        yield self._logic()
        yield from self._links()
        yield self._share(5, "Hard constraints", 0.05, self._constrained())
        yield self._share(6, "High float", 0.05, (o for o in self.open if self._float(o) > _LONG))
        below = tuple(o for o in self.open if self._float(o) < 0)
        yield self._count(7, "Negative float", below)
        yield self._share(8, "High duration", 0.05, (o for o in self.open if self._long(o)))
        yield self._invalid_dates()
        idle = tuple(o for o in self.open if not o.task.needs and not o.task.spans)
        yield self._count(10, "Resources", idle)
        yield from self._against_baseline()

    def _float(self, one: Dated) -> float:
        """In working days, a hundredth of a day being none."""
        return round(self.floats[one.row] / self.day, 2)

    def _long(self, one: Dated) -> bool:
        clock = self.schedule.clock
        return clock.worked(one.finish) - clock.worked(one.start) > _LONG * self.day

    def _share(self, number: int, name: str, limit: float, found: Iterator[Dated]) -> Point:
        against = tuple(one.task.label for one in found)
        value = len(against) / len(self.open) if self.open else None
        note = "" if self.open else "there is no open task"
        return Point(number=number, name=name, value=value, limit=limit, tasks=against, note=note)

    def _count(self, number: int, name: str, found: Sequence[Dated]) -> Point:
        tasks = tuple(one.task.label for one in found)
        return Point(number=number, name=name, value=len(tasks), limit=0, unit="tasks", tasks=tasks)

    def _logic(self) -> Point:
        """Tasks without a predecessor or a successor, phases passing on theirs."""
        waiting, awaited = self._linked
        missing = (o for o in self.open if o.row not in waiting & awaited)
        return self._share(1, "Missing logic", 0.05, missing)

    def _links(self) -> Iterator[Point]:
        links = self.network.links
        note = "" if links else "there is no link"

        def share(found: Sequence[Link]) -> float | None:
            return len(found) / len(links) if links else None

        def labels(found: Sequence[Link]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(link.task.label for link in found))

        leads = [link for link in links if link.dependency.lag.amount < 0]
        lags = [link for link in links if link.dependency.lag.amount > 0]
        other = [link for link in links if link.dependency.kind != "FS"]
        finish_start = None if not links else 1 - len(other) / len(links)
        yield Point(
            number=2, name="Leads", value=share(leads), limit=0, tasks=labels(leads), note=note
        )
        yield Point(
            number=3, name="Lags", value=share(lags), limit=0.05, tasks=labels(lags), note=note
        )
        yield Point(
            number=4,
            name="Relationship types (finish-to-start)",
            value=finish_start,
            limit=0.9,
            least=True,
            tasks=labels(other),
            note=note,
        )

    def _constrained(self) -> Iterator[Dated]:
        return (o for o in self.open if any(kind in _HARD for kind, _ in o.task.hard_dates))

    def _invalid_dates(self) -> Point:
        """Actual dates after the status date, planned ones of what is not begun before it."""
        if self.status is None:
            return Point(
                number=9, name="Invalid dates", value=None, limit=0, unit="tasks",
                note="there is no status date",
            )  # fmt: skip
        return self._count(9, "Invalid dates", [o for o in self.schedule.dated if self._invalid(o)])

    def _invalid(self, one: Dated) -> bool:
        progress, status = one.task.progress, self.status or 0
        actual = (progress.actual_start, progress.actual_finish)
        if any(when is not None and moment(when) >= status for when in actual):
            return True
        return not progress.begun and one.start < status

    def _against_baseline(self) -> Iterator[Point]:
        """Missed tasks, the critical path, CPLI and BEI."""
        yield self._missed()
        yield self._critical_path()
        yield self._length_index()
        yield self._execution_index()

    @cached_property
    def due(self) -> Sequence[Dated]:
        """What the baseline has finished by the status date."""
        status = self.status or 0
        return [
            one
            for one in self.schedule.dated
            if one.task.baseline_finish is not None
            and not one.task.milestone
            and moment(end_of(one.task.baseline_finish)) <= status
        ]

    def _missing(self) -> str:
        if self.status is None:
            return "there is no status date"
        return "" if self.due else "no baseline has anything finished by the status date"

    def _missed(self) -> Point:
        note = self._missing()
        late = [one for one in self.due if self._is_missed(one)]
        value = None if note else len(late) / len(self.due)
        tasks = tuple(one.task.label for one in late)
        return Point(
            number=11, name="Missed tasks", value=value, limit=0.05, tasks=tasks, note=note
        )

    def _is_missed(self, one: Dated) -> bool:
        baseline = one.task.baseline_finish
        if baseline is None:
            return False
        return not one.task.progress.done or one.finish > moment(end_of(baseline))

    def _critical_path(self) -> Point:
        """Tasks on which the last finish depends: one day of delay moves it by a day."""
        driving = [one for one in self.open if abs(self._float(one)) < 0.01]
        waiting, awaited = self._linked
        sound = [one for one in driving if one.row in waiting | awaited]
        value = float(bool(sound)) if self.open else None
        return Point(
            number=12,
            name="Critical path test",
            value=value,
            limit=1,
            least=True,
            unit="index",
            tasks=tuple(one.task.label for one in sound),
            note="" if self.open else "there is no open task",
        )

    def _length_index(self) -> Point:
        """CPLI: (critical path length + total float) / critical path length."""
        clock = self.schedule.clock
        first = min((one.start for one in self.open), default=0)
        begin = max(first, self.status or 0)
        length = clock.worked(self.network.last) - clock.worked(begin)
        least = min((self.floats[one.row] for one in self.open), default=0.0)
        value = None if length <= 0 else (length + least) / length
        note = "" if value is not None else "there is no open task"
        return Point(
            number=13,
            name="Critical path length index",
            value=value,
            limit=0.95,
            least=True,
            unit="index",
            note=note,
        )

    def _execution_index(self) -> Point:
        """BEI: tasks finished / tasks that the baseline has finished by the status date."""
        note = self._missing()
        done = sum(o.task.progress.done and not o.task.milestone for o in self.schedule.dated)
        value = None if note else done / len(self.due)
        return Point(
            number=14,
            name="Baseline execution index",
            value=value,
            limit=0.95,
            least=True,
            unit="index",
            note=note,
        )
