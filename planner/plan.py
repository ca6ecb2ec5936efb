"""The plan: what was decided, in the user's terms. Made by `planner.translate`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from planner.errors import Issue
from planner.project import Project, Task

if TYPE_CHECKING:
    import pandas as pd

Status = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalValue:
    """A goal, its value in the plan and a proved bound (no plan has less), in `unit`.

    `best` is the least value found, where later goals were given a tolerance; what they gained
    by it is the `price` of the best, None where that is not proved.
    """

    name: str
    unit: str
    value: float
    bound: float
    best: float | None = None
    price: float | None = None

    @property
    def gap(self) -> float:
        """How far from the bound the best value found is, relative to it; 0 is proved best."""
        found = self.value if self.best is None else self.best
        return max(0.0, (found - self.bound) / abs(found)) if found else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Free:
    """What a project comes to where it is planned freely, not near the published plan.

    `days_late` is of all deadlines together; `proved`, that by the goals no free plan is better.
    """

    finish: datetime
    cost: Decimal
    days_late: float
    proved: bool


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


LeverKind = Literal[
    "second", "newcomer", "full", "overtime", "saturday", "calendar", "leave", "link", "date",
    "pin", "budget", "stock", "delivery", "deadline", "optional", "pair",
]  # fmt: skip
"""What is changed: people, their time, a rule, or what is wanted; a pair is two of these."""

LEVERS_LEFT = "levers-left"
"""Code of the note that some changes were not tried."""

GIVEN: tuple[LeverKind, ...] = ("link", "date", "deadline")
"""What is mostly not for those to change who plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """A change to the project, and what it brings: planned again, all else as it is.

    Args:
        kind, text: What is changed.
        sheet, cell: Where, or "".
        late: Ids of the late tasks on whose chain it stands.
        verdict: What it brings, in words.
        goal, unit: The first of the goals that differs.
        gain: How much less of it there is in the plan found; 0 is nothing, or no more than planning
            longer may bring.
        least: Proved: so much of it no plan without the change gains. 0 where nothing is proved.
        proved: Whether what is said is proved: `least`, or that there is no gain.
        days: Working days less late, over all deadlines.
        deadlines: By id, working days less late.
        finish: Working days the project ends earlier.
        cost: Money more, without penalties; `price` is what it costs besides.
    """

    kind: LeverKind
    text: str
    sheet: str = ""
    cell: str = ""
    late: tuple[str, ...] = ()
    verdict: str = ""
    goal: str = ""
    unit: str = ""
    gain: float = 0.0
    least: float = 0.0
    proved: bool = False
    days: float = 0.0
    deadlines: tuple[tuple[str, float], ...] = ()
    finish: float = 0.0
    cost: Decimal = Decimal(0)
    penalties: Decimal = Decimal(0)
    price: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a question about the plan.

    Args:
        question: As it was asked; `sheet` and `cell` are where, or "".
        possible: None where nothing was found in the time given, nor a proof that there is
            nothing; or where the question was not understood.
        text: In one sentence.
        lines: Its price and for whom, or the facts that stand against it.
        proved: Whether the price is the least, or the impossibility proved.
        worse: By how much each goal is worse than in the plan at hand, in their order.
    """

    question: str
    possible: bool | None
    text: str
    lines: tuple[str, ...] = ()
    proved: bool = False
    worse: tuple[float, ...] = ()
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLoad:
    """Minutes of a resource on one day: `worked` of `available` (both × units)."""

    worked: float
    available: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How the plan was made, so that it can be made again; `solver` with its version."""

    version: str = ""
    solver: str = ""
    seed: int = 0
    workers: int = 1
    time_limit: float | None = None
    deterministic_limit: float | None = None
    goals: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The plan of a project. `rows` follow the project's tasks, one each, summaries included.

    `cost` is that of all tasks and of the project's calendar days.
    `chains` tell why the project ends when it does, and why each late task is late, the worst
    first; `levers`, where they were asked for, what would help, the best first; `answers` those
    to the questions of the workbook. `load` maps resource → day → `DayLoad`, for every day on
    which it could or does work. What is proved holds for all plans whose dates lie on steps of so
    many minutes (`step`), or for all. `free` stands beside a plan that stays near a published one;
    `noted` is one that the project's history has, `for_team` one without money, for those who may
    not see it.
    """

    project: Project
    status: Status
    goals: tuple[GoalValue, ...]
    start: datetime
    finish: datetime
    cost: Decimal
    rows: tuple[PlannedTask, ...]
    chains: tuple[Chain, ...] = ()
    levers: tuple[Lever, ...] = ()
    answers: tuple[Answer, ...] = ()
    load: Mapping[str, Mapping[date, DayLoad]] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    run: Run = Run()
    step: int | None = None
    free: Free | None = None
    noted: bool = False
    for_team: bool = False

    @property
    def overhead(self) -> Decimal:
        """What of the cost is for calendar days, see `Settings.cost_per_day`."""
        if not self.project.settings.cost_per_day:
            return Decimal(0)
        return self.cost - sum((r.cost for r in self.rows if not r.task.summary), Decimal(0))

    @property
    def penalties(self) -> Decimal:
        """Late penalties to be expected, which are no cost: penalty × working days late."""
        return round(sum((row.penalty for row in self.rows), Decimal(0)), 2)

    @property
    def tasks(self) -> "pd.DataFrame":
        """One row per task: id, name, people, start, finish, days_late, cost, critical, reason."""
        import pandas as pd

        return pd.DataFrame(
            [
                {
                    "id": row.task.id,
                    "wbs": row.task.wbs,
                    "name": row.task.name,
                    "summary": row.task.summary,
                    "people": ", ".join(dict.fromkeys(one.resource for one in row.bookings)),
                    "start": row.start,
                    "finish": row.finish,
                    "deadline": row.task.deadline,
                    "days_late": row.days_late,
                    "cost": float(row.cost),
                    "critical": row.critical,
                    "reason": row.reason,
                }
                for row in self.rows
            ]
        )
