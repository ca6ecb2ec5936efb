"""The hard dates of tasks and phases as bounds on the axis.

`planner.translate.meaning` decides what a date means for the person who does a task.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from datetime import datetime, time
from typing import Literal

from models.problem import Bounds
from planner.checks.task_faults import FOR_ALL
from planner.project import Constraint, Task
from planner.translate.meaning import BY_START, DateMeaning, GridDays, Hand, MeantDates, Side
from planner.translate.ways import Way
from planner.worktime.moments import moment

_LATEST = (Constraint.SNLT, Constraint.FNLT)
_EARLIEST = (Constraint.SNET, Constraint.FNET)

DatedEnd = Literal["start", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A bound on a start or an end, in slots: a date of `task`.

    Args:
        slot: What holds whoever does it.
        task, when, field, kind: The date: it stands in a `field`, or is a hard date of a `kind`.
        event: What it bounds.
        own: What holds for each of those who may do it, where it differs.
        at: The moment meant, of a milestone.
        moved: Whether nobody works then.
    """

    slot: int
    task: Task
    when: datetime
    field: str = ""
    kind: Constraint = Constraint.ASAP
    event: DatedEnd = "start"
    own: Mapping[Hand, int] = default(default_factory=dict)
    at: int | None = None
    moved: bool = False

    def of(self, hands: Iterable[Hand]) -> int:
        """What holds for these: the first starts it, the last ends it."""
        if not self.own:
            return self.slot
        found = [self.own[hand] for hand in hands]
        return min(found) if self.event == "start" else max(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The dates of a task on the axis: lower and upper bounds of its start and its end.

    `due` is by when it is on time. Of a summary as a whole, `edges` say what its own dates mean to
    each of its tasks, if that is not the same.
    """

    starts: tuple[Bound, ...] = ()
    ends: tuple[Bound, ...] = ()
    latest_starts: tuple[Bound, ...] = ()
    latest_ends: tuple[Bound, ...] = ()
    due: Bound | None = None
    edges: tuple["Window", ...] = ()

    @property
    def depends(self) -> bool:
        """Whether its dates depend on who does it."""
        bounds = (*self.starts, *self.ends, *self.latest_starts, *self.latest_ends)
        return any(bound.own for bound in bounds)

    @property
    def bounds(self) -> Bounds:
        """The bounds that hold for all candidates."""
        return self._bounds(lambda bound: bound.slot, lambda _: True)

    def of(self, hand: Hand) -> Bounds:
        """What holds besides for one of those who may do it, where it depends on that."""
        return self._bounds(lambda bound: bound.own[hand], lambda bound: bool(bound.own))

    def due_of(self, hand: Hand) -> int | None:
        """By when it is on time if one of those who may do it does, where that depends on it."""
        return self.due.own[hand] if self.due and self.due.own else None

    def _bounds(self, slot: Callable[[Bound], int], counts: Callable[[Bound], bool]) -> Bounds:
        def slots(bounds: tuple[Bound, ...]) -> list[int]:
            return [slot(bound) for bound in bounds if counts(bound)]

        return Bounds(
            start_min=max(slots(self.starts), default=0),
            start_max=min(slots(self.latest_starts), default=None),
            end_min=max(slots(self.ends), default=0),
            end_max=min(slots(self.latest_ends), default=None),
        )


@dataclass(frozen=True, kw_only=True)
class Dates:
    """Finds what dates mean on a grid."""

    days: GridDays

    def window(
        self,
        tasks: Sequence[Task],
        options: Sequence[Way],
        inside: Sequence[tuple[Task, Sequence[Way]]] = (),
    ) -> Window:
        """What the dates of a task bind.

        Args:
            tasks: The task itself and then the summaries above it, of which only the dates count
                that all their tasks have to keep: not to start before, not to finish after. Of a
                summary that stands first, as a whole, the others count.
            options: Its ways.
            inside: Of such a summary the tasks in it, with their ways: whose dates are meant.
        """
        if not inside:
            return _window(DateMeaning(self.days, tasks[0], options), tasks)
        each = [DateMeaning(self.days, task, ways) for task, ways in inside]
        edges = tuple(_window(meaning, tasks[:1]) for meaning in each)
        mine = _window(_OfPhase(each), tasks[:1]).bounds
        alike = all(edge.bounds == mine and not edge.depends for edge in edges)
        return _window(_OfPhase(each), tasks, () if alike else edges)

    def due(self, task: Task, options: Sequence[Way], when: datetime) -> Bound:
        """By when the task is on time."""
        side = DateMeaning(self.days, task, options).due(when)
        return Bound(slot=side.slot, own=side.own, task=task, when=when, event="end")

    def start(self, task: Task, options: Sequence[Way], when: datetime) -> int:
        """The slot at which the task starts if it starts on a date."""
        return DateMeaning(self.days, task, options).slots(Constraint.SNET, when).low.slot


def _window(
    meaning: "DateMeaning | _OfPhase", tasks: Sequence[Task], edges: tuple[Window, ...] = ()
) -> Window:
    """The dates of a task and of the summaries above it, by what they mean."""
    found = [bound for task in tasks for bound in _of_task(meaning, task, first=task is tasks[0])]
    return Window(
        starts=tuple(b for b, low in found if low and b.event == "start"),
        ends=tuple(b for b, low in found if low and b.event == "end"),
        latest_starts=tuple(b for b, low in found if not low and b.event == "start"),
        latest_ends=tuple(b for b, low in found if not low and b.event == "end"),
        edges=edges,
    )


def _of_task(
    meaning: "DateMeaning | _OfPhase", task: Task, *, first: bool
) -> Iterator[tuple[Bound, bool]]:
    """Every bound of a task, and whether it is a lower one."""
    dates: list[tuple[str, Constraint, datetime]] = [
        (name, Constraint.SNET, when)
        for name in ("earliest_start", "blocked_until")
        if (when := getattr(task, name)) and not (task.summary and first)
    ]
    dates += [
        ("", kind, when)
        for kind, when in task.hard_dates
        if not task.summary or (kind in FOR_ALL) != first
    ]
    for name, kind, when in dates:
        meant = meaning.slots(kind, when)
        for low, side in ((True, meant.low), (False, meant.high)):
            if kind not in (_LATEST if low else _EARLIEST):
                bound = Bound(
                    slot=side.slot,
                    task=task,
                    when=when,
                    field=name,
                    kind=Constraint.ASAP if name else kind,
                    event="start" if kind in BY_START else "end",
                    own=side.own,
                    at=meant.at,
                    moved=meant.moved,
                )
                yield bound, low


class _OfPhase:
    """What dates mean to the first, or the last, of several tasks, whichever that is."""

    def __init__(self, meanings: Sequence[DateMeaning]) -> None:
        self.meanings = meanings

    def slots(self, kind: Constraint, when: datetime) -> MeantDates:
        """The least and the greatest slot that a date means to one of them."""
        found = [meaning.slots(kind, when) for meaning in self.meanings]
        return MeantDates(
            low=Side(slot=min(one.low.slot for one in found)),
            high=Side(slot=max(one.high.slot for one in found)),
            at=found[0].at if len(found) == 1 else None,
            moved=all(one.moved for one in found),
        )


def moments(task: Task) -> Iterator[int]:
    """The moments that dates of a task with a time of day mean."""
    dates = (task.earliest_start, task.blocked_until, task.deadline)
    for when in (*dates, *(when for _, when in task.hard_dates)):
        if when and when.time() != time():
            yield moment(when)


def furthest(tasks: Iterable[Task]) -> datetime | None:
    """The latest date before which some task cannot start or end."""
    dates = [
        when
        for task in tasks
        for when in (
            task.earliest_start,
            task.blocked_until,
            *(when for kind, when in task.hard_dates if kind not in _LATEST),
        )
        if when
    ]
    return max(dates, default=None)
