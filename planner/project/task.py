"""A row of work: its size, people, links and dates."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from planner.project.source import NOWHERE, Source
from planner.project.stated import end_of
from planner.tracking.records import NOTHING, Progress


class Unit(StrEnum):
    """The unit of a lag: working time, time on the wall clock, or a share of the predecessor.

    The share of its duration is counted as working time or on the wall clock.
    """

    WORK = "work"
    ELAPSED = "elapsed"
    PERCENT = "percent"
    ELAPSED_PERCENT = "elapsed percent"

    @property
    def elapsed(self) -> bool:
        """Whether it is counted on the wall clock."""
        return self in (Unit.ELAPSED, Unit.ELAPSED_PERCENT)

    @property
    def percent(self) -> bool:
        """Whether it is a share."""
        return self in (Unit.PERCENT, Unit.ELAPSED_PERCENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """A lag (or, negative, a lead): minutes, or per cent of the predecessor's duration."""

    amount: float = 0
    unit: Unit = Unit.WORK


LinkKind = Literal["FS", "SS", "FF", "SF"]
"""From a start or finish to a start or finish: FS is from a finish to a start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """This task's event comes no earlier than `lag` after the event of `task` (an id).

    With `max_lag` it also comes no later than that after it.
    """

    task: str
    kind: LinkKind = "FS"
    lag: Lag = Lag()
    max_lag: Lag | None = None


Accrual = Literal["start", "end", "prorated"]
"""When a cost falls due or a material is used: at the start, at the end, evenly over the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A seat to fill: `count` of the people (or equipment) that qualify, at `units` each.

    A resource qualifies that is in `names` (if given), has `skill` at `level` (if given) and is
    not in `excluded`. Those in `preferred` are taken where nothing speaks against it. `units` 1 is
    one full person or machine. For a material, `units` are used up, when `accrual` says.
    """

    names: tuple[str, ...] = ()
    skill: str = ""
    level: float = 0
    count: int = 1
    units: float = 1
    excluded: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    accrual: Accrual = "prorated"


class Constraint(StrEnum):
    """MS Project's eight constraint types."""

    ASAP = "As Soon As Possible"
    ALAP = "As Late As Possible"
    MSO = "Must Start On"
    MFO = "Must Finish On"
    SNET = "Start No Earlier Than"
    SNLT = "Start No Later Than"
    FNET = "Finish No Earlier Than"
    FNLT = "Finish No Later Than"


Pin = Literal["", "start", "people", "both"]
"""The part of a task's previous plan that may not change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A row of work.

    Args:
        id: Unique text by which other rows refer to it.
        unnumbered: The file gives it no ID, though others have one: its own was made up.
        parent: Id of the summary it stands under, or "".
        summary: Whether it only sums up others and is not scheduled itself.
        duration: Working minutes, if given. 0 is a milestone.
        work: Effort in person-minutes, if given instead: duration = work / people.
        heads: Fewest and most people for `work`.
        constraint, constraint_date: Hard date, see `Constraint`.
        more_dates: Hard dates from columns of their own.
        earliest_start: Hard lower bound for the start.
        blocked_until: Like earliest_start, and shown as a blocker (with `blocked_by`, a text).
        deadline: Soft due date; lateness is counted.
        priority: 0–1000; weighs lateness, 500 counts once.
        late_penalty, early_bonus: Money per working day after / before the deadline.
        fixed_cost: Money that it costs whoever does it; `accrual` says when it falls due.
        same_as, different_from: Ids of tasks to be done by the same / by different people.
        drop_cost: Price of leaving the task out; None: must be done.
        longest_pause: Minutes of their usual working time for which people on it may pause, for
            leave or a meeting; None: for any.
        together: Whether all who do it are needed from its start to its end; None leaves that to
            `Settings.together` (always so with equipment, and in a meeting). Elsewhere each begins
            at its start or when they come to work, and is free when their own share is done.
        smallest_piece, most_pieces: It may be interrupted so that other work passes: each piece
            then takes so many working minutes at least, and there are so many pieces at most. None:
            it may not.
        spans: Ids of tasks and summaries; it runs from the first start to the last finish of them
            (a hammock, or level of effort) and has no duration of its own.
        unbroken: A meeting: done in one go by all who are named, without a pause.
        progress: What is recorded of it; `typed` is what its own row says of that.
        three_points: Optimistic, likely and pessimistic minutes, where they are given; `duration`
            is then their mean.
        stakeholders: People who hear of its changes without working on it.
        pin: The part of its previous plan that it keeps whatever else is planned.
        kept: Whether it has dates of the present plan and no link to or from another task.
        baseline_start, baseline_finish, current_start, current_finish: Earlier plans; never rules.
    """

    id: str
    name: str
    source: Source = NOWHERE
    unnumbered: bool = False
    wbs: str = ""
    level: int = 1
    parent: str = ""
    summary: bool = False
    duration: int | None = None
    work: int | None = None
    heads: tuple[int, int] = (1, 1)
    needs: tuple[Need, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    constraint: Constraint = Constraint.ASAP
    constraint_date: datetime | None = None
    more_dates: tuple[tuple[Constraint, datetime], ...] = ()
    earliest_start: datetime | None = None
    blocked_until: datetime | None = None
    blocked_by: str = ""
    deadline: datetime | None = None
    priority: int = 500
    late_penalty: Decimal | None = None
    early_bonus: Decimal | None = None
    fixed_cost: Decimal = Decimal(0)
    accrual: Accrual = "prorated"
    calendar: str = ""
    same_as: tuple[str, ...] = ()
    different_from: tuple[str, ...] = ()
    drop_cost: Decimal | None = None
    together: bool | None = None
    spans: tuple[str, ...] = ()
    unbroken: bool = False
    longest_pause: int | None = None
    smallest_piece: int | None = None
    most_pieces: int = 3
    progress: Progress = NOTHING
    typed: Progress = field(default=NOTHING, compare=False)
    stakeholders: tuple[str, ...] = ()
    pin: Pin = ""
    three_points: tuple[int, int, int] | None = None
    kept: bool = False
    baseline_start: datetime | None = None
    baseline_finish: datetime | None = None
    current_start: datetime | None = None
    current_finish: datetime | None = None
    notes: str = ""

    @property
    def hard_dates(self) -> tuple[tuple[Constraint, datetime], ...]:
        """Every kind of hard date with its date."""
        free = self.constraint in (Constraint.ASAP, Constraint.ALAP)
        if free or self.constraint_date is None:
            return self.more_dates
        return ((self.constraint, self.constraint_date), *self.more_dates)

    @property
    def must_finish(self) -> datetime | None:
        """The first of the hard dates by which it must be finished; a day means its end."""
        kinds = (Constraint.MFO, Constraint.FNLT)
        dates = [when for kind, when in self.hard_dates if kind in kinds]
        return min(dates, key=end_of, default=None)

    @property
    def due(self) -> datetime | None:
        """When it has to be finished at the latest, be that a deadline or a hard date."""
        dates = [when for when in (self.deadline, self.must_finish) if when is not None]
        return min(dates, key=end_of, default=None)

    @property
    def percent_complete(self) -> float | None:
        """The recorded share done, 0–1."""
        return 1.0 if self.progress.done else self.progress.percent

    @property
    def partly_left(self) -> bool:
        """Whether a rest smaller than the whole is all that says how far it is."""
        progress = self.progress
        if progress.remaining_duration is None and progress.remaining_work is None:
            return False
        if progress.recorded or progress.percent is not None or progress.state:
            return False
        heads = sum(need.count * need.units for need in self.needs) or 1
        work = self.work or (self.duration or 0) * heads
        pairs = ((progress.remaining_duration, self.duration or 0), (progress.remaining_work, work))
        return any(left is not None and left < whole for left, whole in pairs)

    @property
    def recorded(self) -> bool:
        """Whether anything says that it has begun, or how far it is."""
        return self.progress.recorded or self.partly_left

    @property
    def label(self) -> str:
        """Its name in sheets, charts and texts: the ID where the file has one, else the WBS."""
        if self.unnumbered:
            return self.wbs
        return self.id if "id" in self.source.columns else self.wbs or self.id

    @property
    def short(self) -> str:
        """By what lists refer to it: its label, or its name where it has none."""
        return self.label or self.name

    @property
    def title(self) -> str:
        """Its label and name, for sentences."""
        return f"{self.label} {self.name}".strip()

    @property
    def dated(self) -> bool:
        """Whether it has a deadline that counts for anything."""
        return self.deadline is not None and bool(self.priority or self.late_penalty)

    @property
    def milestone(self) -> bool:
        """Whether it takes no time."""
        return not self.summary and self.duration == 0 and not self.work
