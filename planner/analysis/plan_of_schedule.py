"""Turns a schedule back into a plan: `to_plan`."""

from collections.abc import Iterator
from decimal import Decimal

from models.measures.spending import overhead
from models.schedule import Schedule
from models.solve.outcome import Result
from planner.analysis.chains import chains
from planner.analysis.daily_load import daily_load
from planner.analysis.effort import efforts
from planner.analysis.gaveway import gave_way
from planner.analysis.long_pauses import never_together, pauses
from planner.analysis.nearness import nearness
from planner.analysis.plan_rows import PlanRows
from planner.language.words import ENGLISH, Words
from planner.plan import GoalValue, Plan, Run
from planner.translate.prices_in_cents import money
from planner.translate.translation import Translation


def to_plan(
    translation: Translation,
    schedule: Schedule,
    *,
    result: Result,
    run: Run | None = None,
    words: Words = ENGLISH,
) -> Plan:
    """A schedule as a plan in the user's terms.

    Args:
        translation: Of the project the schedule is for.
        schedule: A valid schedule of its problem.
        result: What is known of it.
        run: How it was made.
        words: The language of its reasons.

    The cost of the plan is what its tasks and its calendar days cost; prices of tasks left out and
    of budgets exceeded are in the goal's value only.
    """
    told = PlanRows(translation, schedule, words)
    rows = told.all()
    dates = [when for row in rows for when in (row.start, row.finish) if when is not None]
    start = translation.project.start
    return Plan(
        project=translation.project,
        status=result.status,
        goals=tuple(_goals(translation, result)),
        start=min(dates, default=start),
        finish=max(dates, default=start),
        cost=sum((row.cost for row in rows if not row.task.summary), Decimal(0))
        + money(overhead(translation.problem, schedule)),
        rows=rows,
        chains=chains(told.teller, {row.task.id: row.days_late for row in rows}, told.latest),
        load=daily_load(translation, schedule, rows),
        issues=(
            *translation.project.remarks,
            *translation.issues,
            *gave_way(translation, schedule),
            *efforts(translation, schedule),
            *pauses(translation.as_worked(schedule), schedule),
            *never_together(rows),
            *nearness(translation, schedule),
        ),
        run=run or Run(),
        step=translation.step,
    )


def _goals(translation: Translation, result: Result) -> Iterator[GoalValue]:
    """The goals; one that comes twice, with a tolerance and without, is listed once."""
    told = set[str]()
    for k, scale in enumerate(translation.scales):
        if scale.name in told:
            continue
        told.add(scale.name)
        price, best = result.prices[k] if result.prices else None, result.best or result.values
        following = translation.scales[min(k + 1, len(translation.scales) - 1)]
        differs = best[k] != result.values[k]
        yield GoalValue(
            name=scale.name,
            unit=scale.unit,
            value=translation.number(scale, result.values[k]),
            bound=translation.number(scale, result.bounds[k]),
            best=translation.number(scale, best[k]) if differs else None,
            price=None if price is None else translation.number(following, price),
        )
