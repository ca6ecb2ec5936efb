"""The forecast shown beside a plan: which plan is carried on from the status date."""

from dataclasses import replace

from planner.control.baseline_of_plan import chosen
from planner.control.forecast import ForecastStep, Observed, Pace, forecast
from planner.control.outlook import Outlook, in_dates, outlook, stand
from planner.plan import Plan
from planner.tracking.records import Previous, PreviousTask


def outlook_of(plan: Plan) -> Outlook | None:
    """The forecast of a planned project.

    A baseline is carried on; this plan is where it then ends later, for it knows what has changed
    since. Without a baseline it is this plan, and the plan before tells the pace. None without a
    status date, without a baseline or a plan before, where there is nothing left to forecast, or
    where the settings ask for none.
    """
    if not plan.project.settings.forecast:
        return None
    baseline = chosen(plan)
    before = baseline or plan.project.previous
    found = outlook(plan.project, before) if before else None
    if found is None or not found.forecast.open:
        return None
    own = _carried_on(plan, found.forecast.pace)
    if own is None or (baseline is not None and own.finish <= found.finish):
        return found
    return replace(own, instead=baseline is not None)


def _carried_on(plan: Plan, pace: Pace) -> Outlook | None:
    """This plan carried on at a pace that another plan tells."""
    standing = stand(plan.project, _own(plan))
    if standing is None:
        return None
    steps = {step.id: step for step in standing.steps}
    seen = {
        id_: one if one.finished is not None else _as_planned(steps[id_], one, standing.now)
        for id_, one in standing.observed.items()
    }
    standing = replace(standing, observed=seen)
    return in_dates(standing, forecast(standing.steps, seen, standing.now, pace=pace))


def _own(plan: Plan) -> Previous:
    """This plan, as the one that is carried on."""
    return Previous(
        tasks={
            row.task.id: PreviousTask(
                start=row.start,
                finish=row.finish,
                people=tuple(dict.fromkeys(one.resource for one in row.bookings)),
            )
            for row in plan.rows
            if row.start is not None and row.finish is not None
        }
    )


def _as_planned(step: ForecastStep, seen: Observed, now: float) -> Observed:
    """A task under way of which as much is left as this plan has of it after now."""
    left = max(0.0, step.finish - max(now, seen.resumes, seen.started))
    share = min(1.0, left / step.length) if step.length else 0.0
    return replace(seen, done=1 - share, left=share)
