"""The `Plan`: all that was decided of a project, and how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from planner.errors import Issue
from planner.plan.advice import Answer, Lever
from planner.plan.planned_task import Chain, PlannedTask
from planner.project import Project

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
    def stays_near(self) -> bool:
        """Whether changes to the plan before were a goal, so that proofs hold for these goals."""
        return any(goal.name == "changes" for goal in self.goals)

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
