"""The fourteen points of the DCMA schedule assessment, counted on a dated plan.

Source: Defense Contract Management Agency, Earned Value Management System Program Analysis
Pamphlet (DCMA-EA PAM 200.1, 2012), section 4. Shares are of the tasks that are not finished,
summaries and milestones left out where the pamphlet does so.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from planner.audit.dated import Dated, DatedPlan
from planner.audit.dated_links import DatedLink
from planner.audit.link_network import ScheduleNetwork
from planner.project import Constraint, end_of
from planner.worktime.moments import moment

_LONG = 44
"""Working days beyond which a float or a duration is long."""

_HARD = frozenset([Constraint.MSO, Constraint.MFO, Constraint.SNLT, Constraint.FNLT])


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPoint:
    """A point of the assessment.

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


_Labels = tuple[str, ...]
_Found = tuple[float | None, _Labels, str]
"""A value, the tasks that count against it, and what is missing where there is none."""

_POINTS = (
    AuditPoint(number=1, name="Missing logic", value=None, limit=0.05),
    AuditPoint(number=2, name="Leads", value=None, limit=0),
    AuditPoint(number=3, name="Lags", value=None, limit=0.05),
    AuditPoint(
        number=4, name="Relationship types (finish-to-start)", value=None, limit=0.9, least=True
    ),
    AuditPoint(number=5, name="Hard constraints", value=None, limit=0.05),
    AuditPoint(number=6, name="High float", value=None, limit=0.05),
    AuditPoint(number=7, name="Negative float", value=None, limit=0, unit="tasks"),
    AuditPoint(number=8, name="High duration", value=None, limit=0.05),
    AuditPoint(number=9, name="Invalid dates", value=None, limit=0, unit="tasks"),
    AuditPoint(number=10, name="Resources", value=None, limit=0, unit="tasks"),
    AuditPoint(number=11, name="Missed tasks", value=None, limit=0.05),
    AuditPoint(number=12, name="Critical path test", value=None, limit=1, least=True, unit="index"),
    AuditPoint(
        number=13,
        name="Critical path length index",
        value=None,
        limit=0.95,
        least=True,
        unit="index",
    ),
    AuditPoint(
        number=14, name="Baseline execution index", value=None, limit=0.95, least=True, unit="index"
    ),
)
"""The pamphlet's points and thresholds, not counted yet; in the order of `_Assessment.found`."""

_NO_STATUS, _NO_TASK = "there is no status date", "there is no open task"


def points(
    schedule: DatedPlan, network: ScheduleNetwork, floats: Mapping[int, float]
) -> tuple[AuditPoint, ...]:
    """All fourteen points, in their order."""
    found = _Assessment(schedule, network, floats).found()
    return tuple(
        replace(point, value=value, tasks=tasks, note=note)
        for point, (value, tasks, note) in zip(_POINTS, found, strict=True)
    )


class _Assessment:
    def __init__(
        self, schedule: DatedPlan, network: ScheduleNetwork, floats: Mapping[int, float]
    ) -> None:
        self.schedule, self.network, self.floats = schedule, network, floats
        self.day = schedule.project.settings.day
        status = schedule.project.settings.status_date
        self.status = None if status is None else moment(end_of(status))

    def found(self) -> Iterator[_Found]:
        """What each of the points comes to."""
        waiting, awaited = self._linked
        both = waiting & awaited
        yield self._share(lambda one: one.row not in both)
        yield self._of_links(lambda link: link.dependency.lag.amount < 0)
        yield self._of_links(lambda link: link.dependency.lag.amount > 0)
        share, labels, note = self._of_links(lambda link: link.dependency.kind != "FS")
        yield None if share is None else 1 - share, labels, note
        yield self._share(lambda one: any(kind in _HARD for kind, _ in one.task.hard_dates))
        yield self._share(lambda one: self._float(one) > _LONG)
        yield self._number(self.open, lambda one: self._float(one) < 0)
        yield self._share(self._long)
        invalid = self._number(self.schedule.dated, self._invalid)
        yield invalid if self.status is not None else (None, (), _NO_STATUS)
        yield self._number(self.open, lambda one: not one.task.needs and not one.task.spans)
        yield self._missed()
        yield self._critical_path()
        yield self._length_index()
        yield self._execution_index()

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

    def _share(self, counts: Callable[[Dated], bool]) -> _Found:
        """The share of the open tasks."""
        against = tuple(one.task.short for one in self.open if counts(one))
        return len(against) / len(self.open) if self.open else None, against, self._no_task

    def _of_links(self, counts: Callable[[DatedLink], bool]) -> _Found:
        """A share of the links, and the tasks that wait by these."""
        links = self.network.links
        found = [link.task.short for link in links if counts(link)]
        if not links:
            return None, (), "there is no link"
        return len(found) / len(links), tuple(dict.fromkeys(found)), ""

    def _number(self, tasks: Sequence[Dated], counts: Callable[[Dated], bool]) -> _Found:
        against = tuple(one.task.short for one in tasks if counts(one))
        return len(against), against, ""

    @property
    def _no_task(self) -> str:
        return "" if self.open else _NO_TASK

    def _float(self, one: Dated) -> float:
        """Float in working days; less than a hundredth of a day is none."""
        return round(self.floats[one.row] / self.day, 2)

    def _long(self, one: Dated) -> bool:
        clock = self.schedule.clock
        return clock.worked(one.finish) - clock.worked(one.start) > _LONG * self.day

    def _invalid(self, one: Dated) -> bool:
        """Actual dates after the status date, planned ones of what is not begun before it."""
        progress, status = one.task.progress, self.status or 0
        actual = (progress.actual_start, progress.actual_finish)
        if any(when is not None and moment(when) >= status for when in actual):
            return True
        return not progress.begun and one.start < status

    def _baseline(self, one: Dated) -> int | None:
        """When the baseline finishes a task: as it says, or its start and the duration."""
        task, clock = one.task, self.schedule.clock
        if task.baseline_finish is not None:
            return moment(end_of(task.baseline_finish))
        if task.baseline_start is None or task.duration is None:
            return None
        return clock.when(clock.worked(moment(task.baseline_start)) + task.duration)

    @cached_property
    def due(self) -> Sequence[Dated]:
        """What the baseline has finished by the status date."""
        status = self.status or 0
        return [
            one
            for one in self.schedule.dated
            if not one.task.milestone
            and (finish := self._baseline(one)) is not None
            and finish <= status
        ]

    @property
    def _nothing_due(self) -> str:
        if self.status is None:
            return _NO_STATUS
        return "" if self.due else "no baseline has anything finished by the status date"

    def _missed(self) -> _Found:
        late = tuple(one.task.short for one in self.due if self._is_missed(one))
        note = self._nothing_due
        return None if note else len(late) / len(self.due), late, note

    def _is_missed(self, one: Dated) -> bool:
        return not one.task.progress.done or one.finish > (self._baseline(one) or 0)

    def _critical_path(self) -> _Found:
        """Tasks on which the last finish depends: one day of delay moves it by a day."""
        waiting, awaited = self._linked
        floats = self.network.floats(limits=False)
        driving = [one for one in self.open if floats[one.row] < self.day / 100]
        sound = tuple(one.task.short for one in driving if one.row in waiting | awaited)
        return float(bool(sound)) if self.open else None, sound, self._no_task

    def _length_index(self) -> _Found:
        """CPLI: (critical path length + total float) / critical path length."""
        clock = self.schedule.clock
        first = min((one.start for one in self.open), default=0)
        begin = max(first, self.status or 0)
        length = clock.worked(self.network.last) - clock.worked(begin)
        least = min((self.floats[one.row] for one in self.open), default=0.0)
        return (None, (), _NO_TASK) if length <= 0 else ((length + least) / length, (), "")

    def _execution_index(self) -> _Found:
        """BEI: tasks finished / tasks that the baseline has finished by the status date."""
        note = self._nothing_due
        done = sum(o.task.progress.done and not o.task.milestone for o in self.schedule.dated)
        return None if note else done / len(self.due), (), note
