"""The cost of calendar days of the whole project."""

from collections.abc import Iterable, Sequence
from datetime import date

from models.overhead import Overhead
from models.problem import Activity
from planner.project import Project
from planner.translate.prices_in_cents import cents
from planner.translate.task_dates import Bound, Window
from planner.translate.translation import Origin
from planner.worktime.grid import Grid
from planner.worktime.moments import DAY


def overhead(
    project: Project,
    origins: Sequence[Origin],
    activities: Sequence[Activity],
    windows: Sequence[Window],
    grid: Grid,
    *,
    clock: bool,
) -> Overhead | None:
    """From the first start of a task to the finish, milestones among them; None if it is free.

    With a `clock` there are elapsed lags, which may make a milestone later than its slot.
    """
    amount = cents(project.settings.cost_per_day)
    if not amount:
        return None
    tasks = [i for i, origin in enumerate(origins) if origin.role in ("task", "begun")]
    dated = [windows[i] for i in tasks if activities[i].instant and not activities[i].optional]
    since = _days(bound for w in dated for bound in (*w.latest_starts, *w.latest_ends))
    until = _days(bound for w in dated for bound in (*w.starts, *w.ends))
    return Overhead(
        cents=amount,
        activities=tuple(i for i in tasks if not activities[i].spans),
        opens=tuple((grid.opens // DAY).tolist()),
        closes=tuple(((grid.closes - 1) // DAY).tolist()),
        midnight=-(int(grid.opens[0]) % DAY // grid.slot_minutes) if clock else 0,
        length=DAY // grid.slot_minutes if clock else 0,
        since=min(since, default=None),
        until=max(until, default=None),
    )


def _days(bounds: Iterable[Bound]) -> list[int]:
    """The days of dates that milestones are held to; they may be days on which nobody works."""
    return [bound.at // DAY for bound in bounds if bound.at is not None]


def days(start: date | None, finish: date | None) -> tuple[int, int] | None:
    """The days of a budget as numbers, both inclusive; None are all."""
    if start is None and finish is None:
        return None
    return (start or date.min).toordinal(), (finish or date.max).toordinal()
