"""What the whole project costs by calendar day."""

from collections.abc import Sequence
from datetime import date

from models.overhead import Overhead
from models.problem import Activity
from planner.project import Project
from planner.translate.money import cents
from planner.translate.translation import Origin
from planner.worktime.calendars import DAY, Grid


def overhead(
    project: Project, origins: Sequence[Origin], activities: Sequence[Activity], grid: Grid
) -> Overhead | None:
    """From the first start of a task to the finish, milestones among them; None if it is free."""
    amount = cents(project.settings.cost_per_day)
    if not amount:
        return None
    tasks = (i for i, origin in enumerate(origins) if origin.role in ("task", "begun"))
    return Overhead(
        cents=amount,
        activities=tuple(i for i in tasks if not activities[i].spans),
        opens=tuple((grid.opens // DAY).tolist()),
        closes=tuple(((grid.closes - 1) // DAY).tolist()),
    )


def days(start: date | None, finish: date | None) -> tuple[int, int] | None:
    """The days of a budget as numbers, both inclusive; None are all."""
    if start is None and finish is None:
        return None
    return (start or date.min).toordinal(), (finish or date.max).toordinal()
