"""A task as planned: its dates, its bookings, and the reasons why it starts when it does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from planner.project import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A resource on a task. `spans` are the pieces it works, between the pauses.

    With a `rate`, in cents a minute, its cost falls due minute by minute, rounded to the cent, and
    what is not for time at the task's end; without one evenly over its minutes. What has been
    earned `before` by somebody who has several bookings counts in rounding, and `once` is due at
    its start. Of the spans the `overtime` costs `surcharge` cents a minute on top, which fall due
    with it.
    """

    resource: str
    units: float
    skill: str = ""
    minutes: float = 0
    cost: Decimal = Decimal(0)
    spans: tuple[tuple[datetime, datetime], ...] = ()
    rate: Fraction = Fraction(0)
    before: Fraction = Fraction(0)
    once: Decimal = Decimal(0)
    overtime: tuple[tuple[datetime, datetime], ...] = ()
    surcharge: Fraction = Fraction(0)

    @property
    def overtime_by_day(self) -> dict[date, float]:
        """Hours of overtime by day, as the clock goes."""
        found: dict[date, float] = {}
        for start, finish in self.overtime:
            hours = (finish - start).total_seconds() / 3600
            found[start.date()] = found.get(start.date(), 0) + hours
        return found

    def in_pieces(self, pieces: Sequence[tuple[datetime, datetime]]) -> Iterator["Booking"]:
        """One for each piece of a task that is interrupted, with the share of the cost."""
        whole = sum((end - start).total_seconds() for start, end in self.spans)
        if len(pieces) < 2 or not whole:
            yield self
            return
        edges = [datetime.min, *(end for _, end in pieces[:-1]), datetime.max]
        for after, until in pairwise(edges):
            spans = tuple(span for span in self.spans if after < span[1] <= until)
            done = sum((end - start).total_seconds() for start, end in spans)
            if spans:
                share = Decimal(str(done)) / Decimal(str(whole))
                minutes = self.minutes * done / whole
                yield replace(self, spans=spans, minutes=minutes, cost=self.cost * share)


ReasonKind = Literal[
    "begin", "link", "date", "blocked", "status date", "frozen", "pinned", "busy", "skill",
    "meeting", "pause", "leave", "contract", "calendar", "budget", "delivery", "late", "free",
    "span", "left out", "history", "interrupted",
]  # fmt: skip
"""What keeps a task from starting earlier.

* ``begin``: the project begins; ``link``: it waits for a task;
* ``date``, ``blocked``: a hard date, a blocker; ``status date``: what is not begun comes after it;
  ``frozen``, ``pinned``: it keeps the start of the plan before;
* ``busy``, ``meeting``, ``pause``: somebody is on other tasks, in a meeting, or would come to too
  long a pause; ``skill``: somebody is on other tasks, and nobody else has what it needs;
* ``leave``, ``contract``, ``calendar``: somebody is away, not there yet, or works at other hours;
* ``budget``: it would be exceeded; ``delivery``: it waits for material;
* ``late``: it is wanted as late as possible; ``free``: nothing, nothing is lost by waiting;
* ``span``: it runs with other tasks;
* ``interrupted``: not why it starts then, but when it stands still, and for what;
* ``left out``: it is not planned; ``history``: it is done, or has begun.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One cause why a task starts when it does.

    Args:
        kind: What it is.
        text: In words.
        tasks: Ids of the tasks it points to, the one that decides first.
        person: The person or equipment it points to, or "".
        sheet, cell: Where in the workbook that stands which would have to change, or "".
        until: Up to when it keeps the task.
    """

    kind: ReasonKind
    text: str
    tasks: tuple[str, ...] = ()
    person: str = ""
    sheet: str = ""
    cell: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStep:
    """A task of a chain, and what ties it to the step before; that of the first is the root.

    `more` is what keeps it besides: who is away before it starts, or while it goes on.
    """

    task: str
    reason: Reason
    more: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The resource-critical chain of a task: links, and hand-overs between tasks by people.

    Args:
        of: Id of the late task or summary; "" is the finish of the project.
        days_late: Working days, None for the project.
        steps: From the root to the task.
    """

    of: str
    days_late: float | None = None
    steps: tuple[ChainStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialUse:
    """So much of a material with a stock, used evenly over pieces of time, or at a moment."""

    material: str
    amount: float
    pieces: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTask:
    """A task with its dates; a summary spans its children and sums their cost.

    Args:
        task: The task as read.
        start, finish: None where the task was left out.
        days_late: Working days after its deadline; None without deadline.
        cost: All of it, people, fixed and materials.
        critical: Any delay of it delays the goal.
        slack: Working days it can move without moving anything else's lateness or the finish,
            with everybody doing the same work in the same order.
        free_slack: Working days it can move with all other tasks where they are.
        true_slack: The slack where people, ways and order may change, as far as it was looked for;
            `true_slack_proved` says whether there is no more.
        reason: Why it starts then, in words.
        causes: The same as data, the one that decides first.
        day: Of a milestone, the day it stands on: at midnight, that which ends or which begins.
        accrual: The pieces of working time over which its fixed cost and materials fall due
            evenly; without any they do at its start or end.
        spent: What of its cost was spent before the status date and is in no booking; it fell due
            evenly `spent_over` these pieces of time.
        remaining: Working minutes still to do from the status date on; None if it has not begun.
        rolled_up: Of a summary with a task that has begun, the share done of its tasks' durations.
        stated: By field what its cells said when it was planned, as short texts.
        used: What it uses up of the materials that have a stock.
        pieces: Of what is interrupted, from when to when each piece of it is worked on.
    """

    task: Task
    start: datetime | None
    finish: datetime | None
    duration: int = 0
    days_late: float | None = None
    cost: Decimal = Decimal(0)
    bookings: tuple[Booking, ...] = ()
    critical: bool = False
    slack: float | None = None
    free_slack: float | None = None
    true_slack: float | None = None
    true_slack_proved: bool = False
    reason: str = ""
    causes: tuple[Reason, ...] = ()
    day: date | None = None
    accrual: tuple[tuple[datetime, datetime], ...] = ()
    spent: Decimal = Decimal(0)
    spent_over: tuple[tuple[datetime, datetime], ...] = ()
    remaining: int | None = None
    rolled_up: float | None = None
    stated: Mapping[str, str] = field(default_factory=dict)
    used: tuple[MaterialUse, ...] = ()
    pieces: tuple[tuple[datetime, datetime], ...] = ()

    @property
    def penalty(self) -> Decimal:
        """The late penalty to be expected: penalty × working days late."""
        return Decimal(str(self.days_late or 0)) * (self.task.late_penalty or 0)

    @property
    def percent(self) -> float | None:
        """The share done, 0–1; None if nothing is recorded.

        As recorded, else what does not remain of the duration; of a summary that of its tasks.
        """
        if self.task.summary:
            return self.rolled_up
        if self.task.percent_complete is not None or not (self.remaining and self.duration):
            return self.task.percent_complete
        return round(max(0.0, 1 - self.remaining / self.duration), 6)
