"""The history of a plan: what each planning came to."""

from planner.control.earned import earned
from planner.control.plan_changes import since_previous
from planner.language.words import ENGLISH
from planner.plan import Plan
from planner.tracking.records import Planning


def planning_of(plan: Plan) -> Planning:
    """The figures of a plan."""
    found = earned(plan)
    value = found.whole if found else None
    late = (row.days_late or 0 for row in plan.rows if not row.task.summary)
    return Planning(
        status=plan.project.settings.status_date,
        finish=plan.finish,
        days_late=round(sum(late), 2),
        cost=round(plan.cost, 2),
        ev=round(value.ev, 2) if value else None,
        spi=_rounded(value.spi) if value else None,
        cpi=_rounded(value.cpi) if value else None,
        changes=len(since_previous(plan, ENGLISH)),
    )


def _rounded(index: float | None) -> float | None:
    return None if index is None else round(index, 4)


def history(plan: Plan) -> tuple[Planning, ...]:
    """Earlier plannings and this one; the same plan again adds no row."""
    known, this = plan.project.history, planning_of(plan)
    if plan.noted:
        return known
    if known and _figures(known[-1]) == _figures(this):
        return known
    return (*known, this)


def _figures(one: Planning) -> tuple[object, ...]:
    """The figures of a planning, without its changes."""
    return (one.status, one.finish, one.days_late, one.cost, one.ev, one.spi, one.cpi)
