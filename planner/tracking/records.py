"""What was recorded of a project under way, and earlier plans of it. See ``docs/tracking.md``.

Amounts of time are minutes, dates naive local times, as in `planner.project`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

State = Literal["", "not started", "under way", "done", "suspended"]
"""The state of a task in a word; "" is unknown."""
PercentOf = Literal["duration", "work", "physical"]
"""What a percentage is of: working time, effort, or what can be seen of the result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is recorded of a task, as it stands in the file.

    Args:
        actual_start, actual_finish: When it started and was finished.
        percent: 0–1 of what `percent_of` says.
        remaining_duration, remaining_work: Minutes still to do; of working time, of effort.
        actual_work: Minutes of effort spent, of all who did it.
        actual_cost: Money spent, all of it.
        state: What a column of states says.
        suspended, resume: From when to when work on it rests, or rested.
    """

    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    percent: float | None = None
    percent_of: PercentOf = "duration"
    remaining_duration: int | None = None
    remaining_work: int | None = None
    actual_work: int | None = None
    actual_cost: Decimal | None = None
    state: State = ""
    suspended: datetime | None = None
    resume: datetime | None = None

    @property
    def recorded(self) -> bool:
        """Whether anything says that it has begun, or how far it is."""
        return self.done or self.begun or self.resume is not None

    @property
    def done(self) -> bool:
        """Whether it is finished."""
        return self.actual_finish is not None or self.state == "done" or self.percent == 1

    @property
    def begun(self) -> bool:
        """Whether it has started."""
        return (
            self.done
            or self.actual_start is not None
            or self.suspended is not None
            or self.state in ("under way", "suspended")
            or bool(self.percent or self.actual_work or self.actual_cost)
        )


NOTHING = Progress()
"""Nothing is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesheetEntry:
    """Minutes that somebody worked on a task (an id) on a day."""

    task: str
    who: str
    day: date
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineTask:
    """A task in a baseline; `work` in person-minutes, `cost` in all."""

    start: datetime | None = None
    finish: datetime | None = None
    work: int | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """An approved plan that others are compared with; `name` is "Baseline" for the first.

    `saved` is the day it was set, if that is known. `tasks` holds its tasks by id.
    """

    name: str = "Baseline"
    saved: date | None = None
    tasks: Mapping[str, BaselineTask] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousTask:
    """A task in the previous plan: its dates and the names of its people.

    `minutes` is its duration, in working time; that and its `cost` are None where not known.
    `stated` is what its cells said then, by field, as short texts; None where that is not known.
    """

    start: datetime
    finish: datetime
    people: tuple[str, ...] = ()
    name: str = ""
    minutes: int | None = None
    cost: Decimal | None = None
    stated: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """The plan made before this one.

    Args:
        tasks: Its tasks by id; a task that it did not have or left out is not in it.
        origin: Where it was read: the plan kept in the workbook, our Plan sheet, or columns of
            the Tasks sheet.
        published: Whether people were told, so that changing it costs something.
        made: When it was published, if that is known.
        near: Whether it was planned near the one before though nobody had been told of that; what
            is planned next then stays near it too.
    """

    tasks: Mapping[str, PreviousTask] = field(default_factory=dict)
    origin: Literal["kept", "sheet", "columns"] = "sheet"
    published: bool = False
    made: date | None = None
    near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """What one planning came to, in the history of a plan.

    Args:
        status: The status date; None before anything was done.
        finish, cost: Of the whole.
        days_late: Working days after their deadlines, of all tasks.
        ev, spi, cpi: Earned value and its indices, as far as there are any.
        changes: Tasks that were not as in the plan before.
    """

    status: datetime | None
    finish: datetime
    days_late: float = 0
    cost: Decimal = Decimal(0)
    ev: float | None = None
    spi: float | None = None
    cpi: float | None = None
    changes: int = 0
